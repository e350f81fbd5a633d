import Exact
import Expressions
import Notation

// Relations that are no comparison of two numbers, said in those that are: ∈ as inequalities, ∝ as
// equality of ratios.

extension Context {
  /// What `left relation right` says in =, < and ≤; nil where the two values are compared as they
  /// stand.
  ///
  /// `x \in (0, 1)` is 0 < x and x < 1; `x \in \{0, 1\}` is x(x − 1) = 0; `f(z) \propto g(z)` is
  /// f(z) g(c) = f(c) g(z) at several places c; `\lim … \to a` is an equality. Throws
  /// `MeaningError` when the set or the variable is not clear.
  public func restated(
    _ left: Formula, _ relation: Relation, _ right: Formula
  ) throws -> [(left: Formula, relation: Relation, right: Formula)]? {
    switch relation {
    case .element: return try numbered { try member(left, of: right) }
    case .proportional: return try numbered { try proportional(left, right) }
    case .tends:
      guard case .limit = left else {
        throw MeaningError(
          "it is not said what grows: write \\lim_{n \\to \\infty} before \(latex(left)), and =")
      }
      return [(left, .equal, right)]
    default: return nil
    }
  }

  // MARK: membership

  private func member(
    _ x: Formula, of set: Formula
  ) throws -> [(left: Formula, relation: Relation, right: Formula)] {
    switch set {
    case .interval(let a, let b, let closedBelow, let closedAbove):
      return [
        (a, closedBelow ? .lessOrEqual : .less, x), (x, closedAbove ? .lessOrEqual : .less, b),
      ]
      .filter {
        $0.0 != .negative(.infinity) && $0.2 != .infinity || $0.0 == x && $0.2 == .infinity
      }
    case .set(let members, false) where !members.isEmpty:
      return [(.multiplied(members.map { .total([x, .negative($0)]) }), .equal, .number(0))]
    case .optimum(let kind, let variables, let domain, let body)
    where variables.count == 1 && kind.value != kind:
      let there = Formula.relation(sides: [.symbol(variables[0]), x], relations: [.equal])
      let best = Formula.optimum(kind.value, variables: variables, set: domain, body)
      return [(.evaluated(body, at: [there]), .equal, best)]
        + (try domain.map { try member(x, of: $0.setMeant(for: variables[0])) } ?? [])
    case .symbol(let s)
    where s.letter == "R" && s.style == .blackboard && s.subscripts.isEmpty && !isBound(s):
      return [(.negative(.infinity), .less, x), (x, .less, .infinity)]
    default: break
    }
    switch try denotation(set) {
    case .interval(let lower, let upper):
      return try [(numeral(lower), .lessOrEqual, x), (x, .lessOrEqual, numeral(upper))]
    case .set(let values):
      guard !values.isEmpty else { throw MeaningError("nothing is an element of the empty set") }
      return [
        (
          .multiplied(values.map { .total([x, .negative(Formula.rational($0))]) }), .equal,
          .number(0)
        )
      ]
    case let other: throw MeaningError("\(latex(set)) is \(other.kind) where a set is expected")
    }
  }

  private func numeral(_ e: Expression) throws -> Formula {
    if e == .infinity { return .infinity }
    if e == -.infinity { return .negative(.infinity) }
    guard let r = valuation.rational(e) else {
      throw MeaningError("the end of a set is no rational number")
    }
    return .rational(r)
  }

  // MARK: proportionality

  /// f ∝ g as functions of the variable that f is taken at.
  private func proportional(
    _ f: Formula, _ g: Formula
  ) throws -> [(left: Formula, relation: Relation, right: Formula)] {
    guard let variable = f.wantedLetters.first ?? g.wantedLetters.first else {
      throw MeaningError(
        "it is not said in which variable \(latex(f)) and \(latex(g)) are proportional")
    }
    let places = try self.places(of: variable, in: f)
    return places.map { place in
      let there = Formula.relation(sides: [.symbol(variable), place], relations: [.equal])
      return (
        .multiplied([f, .evaluated(g, at: [there])]), .equal,
        .multiplied([.evaluated(f, at: [there]), g])
      )
    }
  }

  /// Where a function of the variable is looked at: everything a finite variable can be, else
  /// generic points.
  private func places(of variable: Symbol, in f: Formula) throws -> [Formula] {
    if let all = try? everything(variable, f) {
      return all.compactMap { if case .scalar(.rational(let r)) = $0 { .rational(r) } else { nil } }
    }
    let size = (try? denotation(.symbol(variable))).flatMap { meaning -> Int? in
      if case .vector(let v) = meaning { v.count } else { nil }
    }
    let generic = [Rational(-43, 61), Rational(37, 59), Rational(103, 67)]
    guard let size else { return generic.map(Formula.rational) }
    return generic.map { r in .tuple((0..<size).map { .rational(r + Rational($0, 7)) }) }
  }
}

extension Formula {
  /// A rational number as a formula.
  static func rational(_ r: Rational) -> Formula {
    let size = Formula.number(r.magnitude)
    return r.signum < 0 ? .negative(size) : size
  }
}
