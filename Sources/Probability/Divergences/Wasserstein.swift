import Exact
import Expressions

extension Law {
  /// W₁(p, q) for the Euclidean distance.
  public static func w1(_ p: Law, _ q: Law, at values: Valuation) throws -> Expression {
    throw ProbabilityError("to come")
  }
}
