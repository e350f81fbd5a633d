import Balls

/// Work that many evaluations spend together, counted in steps: meanings found, nodes of trees
/// visited, integrands evaluated. What is given up when it is spent never depends on the speed of a
/// machine or on other threads.
///
/// `limit` of an `Evaluator` bounds one value; this bounds everything that one formula of a
/// stranger asks for.
public final class WorkBudget: Sendable {
  /// The budget of the computation that runs here; nil: there is none.
  @TaskLocal public static var current: WorkBudget?

  private let left: Locked<Int>

  public init(_ steps: Int) { left = Locked(steps) }

  public var isSpent: Bool { left.withLock { $0 <= 0 } }

  /// The steps that are left; negative when more were spent than there were.
  package var remaining: Int { left.withLock { $0 } }

  /// Spends steps; false when none are left.
  @discardableResult public func spend(_ steps: Int) -> Bool {
    left.withLock { left in
      left -= steps
      return left > 0
    }
  }

  /// What is said of a value that was not computed.
  public static let spentReason = "the work allowed is spent"
}
