import Balls
import Exact

/// Gives expressions their values: exactly where that is possible, else enclosed in a ball whose
/// radius is at most 2^−goal of the scale, else with the reason why not.
///
/// A value: it can be shared and used from many threads at once. The work per evaluation is bounded
/// by `limit`, a number of evaluations of integrands and bodies, so that the outcome never depends
/// on the machine's speed.
public struct Evaluator: Sendable {
  /// Working precision to start with; doubled up to three times when cancellation asks for it.
  public var bits: Int
  /// Wanted accuracy in bits, relative to the scale Σ|terms|.
  public var goal: Int
  /// The largest number of evaluations of integrands.
  public var limit: Int

  /// - bits: by default 28 more than the goal.
  public init(bits: Int? = nil, goal: Int = 100, limit: Int = 400_000) {
    (self.bits, self.goal, self.limit) = (max(bits ?? 0, goal + 28), goal, limit)
  }

  /// The value of the expression with the variables replaced by the given numbers.
  ///
  /// A variable without a value makes the result undecided, and the reason names it.
  public func evaluate(_ e: Expression, at values: [Variable: Rational] = [:]) -> Evaluated {
    let closed = values.isEmpty ? e.normalized : e.substituting(values.mapValues { .rational($0) })
    var best: Evaluated?
    var precision = bits
    let budget = Budget(limit)
    defer { WorkBudget.current?.spend(limit - budget.left + budget.visits) }
    if WorkBudget.current?.isSpent ?? false {
      return Evaluated(.undecided(WorkBudget.spentReason), scale: 0)
    }
    var undecided = 0
    while precision <= 8 * bits {
      var result = Evaluation(bits: precision, goal: goal, budget: budget).value(of: closed)
      result.isCoarse = budget.isCoarse
      switch result.value {
      case .exact, .infinite, .undefined, .estimate: return result
      case .ball(let ball):
        if ball.meets(goal: goal, scale: result.scale) { return result }
        best = result
        if result.isCoarse { return result }  // more bits do not help doubles
      case .undecided:
        if best == nil { best = result }
        undecided += 1
      }
      // More bits separate numbers that are close; they find no bound where there was none.
      if budget.isSpent || undecided == 2 { break }
      precision *= 2
    }
    return best ?? Evaluated(.undecided("no attempt was made"), scale: 0)
  }
}

/// Counts evaluations of integrands. One per call of `evaluate`, never shared.
package final class Budget {
  package private(set) var left: Int
  /// Nodes of trees that were visited, which no limit bounds.
  package private(set) var visits = 0
  package init(_ limit: Int) { left = limit }
  func spend(_ n: Int) { left = Swift.max(0, left - n) }
  func visit(_ n: Int = 1) { visits += n }
  var isSpent: Bool { left == 0 }
  /// Whether an integral over the plane was taken.
  var isCoarse = false
}

extension Ball {
  /// Radius ≤ 2^−goal · scale.
  func meets(goal: Int, scale: Double) -> Bool {
    guard isFinite else { return false }
    guard let e = radiusExponent else { return true }
    guard scale > 0, scale.isFinite else { return false }
    return e <= Int(scale.exponent) + 1 - goal
  }
}
