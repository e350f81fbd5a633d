import Exact
import Expressions
import Notation
import Probability

/// A side of a formula as an expression in the parameters of its toy.
public struct ParametricSide: Sendable {
  /// One for a number, one for each entry of a vector or a matrix; what a law is made of.
  public var entries: [Expression]
  /// Of a law, which entry is what: two laws of one kind with the same entries are the same.
  public var kind = ""
  /// The value of a side that is a number.
  public var expression: Expression? { entries.count == 1 ? entries[0] : nil }
  /// What had to be positive, negative or 0 for the side to be this expression.
  public var conditions: [(expression: Expression, sign: Int)]
}

extension Context {
  /// The side with parameters replaced by expressions in free variables, as it is around the values
  /// of these variables. nil when it is no number, vector, matrix or law in closed form, when more
  /// than signs was decided by values, or when the algebra grows too large.
  ///
  /// `parameters`: what every free parameter is, in terms of the variables; `other`: what the side
  /// is compared with, where laws are compared.
  public func parametric(
    _ side: Formula, beside other: Formula? = nil, _ parameters: [String: Expression],
    around values: [Variable: Rational]
  ) -> ParametricSide? {
    let decisions = Decisions()
    var free = self
    for (name, expression) in parameters { free.put(name, .scalar(expression)) }
    free.valuation.values.merge(values) { _, new in new }
    free.valuation.decisions = decisions
    let allowance = Allowance(products: 20_000)
    let granted = try? allowance.grant { () -> (entries: [Expression], kind: String)? in
      if let other, let law = try free.lawOfSide(side, beside: other) { return law.contents }
      return try free.denotation(side).entries.map { ($0, "") }
    }
    guard let found = granted ?? nil, let conditions = decisions.signs else { return nil }
    return ParametricSide(entries: found.entries, kind: found.kind, conditions: conditions)
  }
}

extension Denotation {
  /// The numbers it consists of; nil for laws, functions and sets.
  fileprivate var entries: [Expression]? {
    switch self {
    case .scalar(let e): [e]
    case .vector(let v): v
    case .matrix(let m): m.flatMap(\.self)
    default: nil
    }
  }
}
