import Exact
import Expressions
import Notation
import Probability

/// A side of a formula as an expression in the parameters of its toy.
public struct ParametricSide: Sendable {
  public var expression: Expression
  /// What had to be positive, negative or 0 for the side to be this expression.
  public var conditions: [(expression: Expression, sign: Int)]
}

extension Context {
  /// The side with parameters replaced by expressions in free variables, as it is around the values
  /// of these variables. nil when it is no number, when more than signs was decided by values, or when
  /// the algebra grows too large.
  ///
  /// `parameters`: what every free parameter is, in terms of the variables.
  public func parametric(
    _ side: Formula, _ parameters: [String: Expression], around values: [Variable: Rational]
  ) -> ParametricSide? {
    let decisions = Decisions()
    var free = self
    for (name, expression) in parameters { free.put(name, .scalar(expression)) }
    free.valuation.values.merge(values) { _, new in new }
    free.valuation.decisions = decisions
    let allowance = Allowance(products: 20_000)
    guard let granted = try? allowance.grant({ try free.denotation(side) }),
      case .scalar(let expression) = granted, let conditions = decisions.signs
    else { return nil }
    return ParametricSide(expression: expression, conditions: conditions)
  }
}
