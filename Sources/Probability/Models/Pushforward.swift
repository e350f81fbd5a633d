import Exact
import Expressions

extension Law {
  /// The law of map(X), X ~ self: exact on finite laws, on affine maps of Gaussians, and on maps of the line that can be
  /// solved branch by branch.
  public func pushforward(variables: [Variable], map: [Expression], at values: Valuation) throws -> Law {
    throw ProbabilityError("to come")
  }
}
