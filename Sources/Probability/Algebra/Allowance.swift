import Balls

/// A bound on the algebra of a computation that may be given up: with parameters left as variables
/// what is a number at a point can grow without end.
///
/// Products of polynomials count their terms; once the allowance is spent they are 0 and nothing
/// that was computed may be used.
public final class Allowance: Sendable {
  @TaskLocal static var current: Allowance?

  private let left: Locked<Int>
  public init(products: Int) { left = Locked(products) }

  public var isSpent: Bool { left.withLock { $0 < 0 } }
  func spend(_ n: Int) -> Bool {
    left.withLock { left in
      left -= n
      return left >= 0
    }
  }

  /// The result of a computation within the allowance; nil if that was not enough.
  public func grant<T>(_ body: () throws -> T) rethrows -> T? {
    let result = try Self.$current.withValue(self, operation: body)
    return isSpent ? nil : result
  }
}
