import Exact
import Expressions

/// Solving f(x) = y for x where x stands once: the operations around it are undone from the outside in.
enum Inversion {
  static func solve(_ body: Expression, for x: Variable, equals y: Expression) throws -> Expression {
    guard body.freeVariables.contains(x) else { throw MeaningError("the function does not depend on its argument; it has no inverse") }
    func holds(_ e: Expression) -> Bool { e.freeVariables.contains(x) }
    func only(_ parts: [Expression]) throws -> (inside: Expression, others: [Expression]) {
      let inside = parts.filter(holds)
      guard inside.count == 1 else { throw MeaningError("the argument stands in more than one place; define the inverse in the text and claim g(f(x)) = x") }
      return (inside[0], parts.filter { !holds($0) })
    }
    switch body {
    case .variable: return y
    case .sum(let terms):
      let (inside, others) = try only(terms)
      return try solve(inside, for: x, equals: others.reduce(y) { $0 - $1 })
    case .product(let factors):
      let (inside, others) = try only(factors)
      return try solve(inside, for: x, equals: others.reduce(y) { $0 / $1 })
    case .power(let base, .rational(let n)) where holds(base): return try solve(base, for: x, equals: try root(y, n))
    case .power(let base, let exponent) where !holds(base): return try solve(exponent, for: x, equals: .log(y) / .log(base))
    case .function(.exp, let a): return try solve(a, for: x, equals: .log(y))
    case .function(.log, let a): return try solve(a, for: x, equals: .exp(y))
    case .function(.tanh, let a): return try solve(a, for: x, equals: .log((1 + y) / (1 - y)) / 2)
    case .function(.sinh, let a): return try solve(a, for: x, equals: .log(y + .sqrt(y.squared + 1)))
    default: throw MeaningError("no rule inverts this function; define the inverse in the text and claim g(f(x)) = x")
    }
  }

  /// The real n-th root: odd roots keep the sign; even powers have no inverse on the line.
  private static func root(_ y: Expression, _ n: Rational) throws -> Expression {
    guard let numerator = Int(exactly: n.numerator), numerator % 2 != 0 else { throw MeaningError("an even power is not injective; it has no inverse on the line") }
    let r = n.reciprocal
    if r.isInteger { return y.raised(to: .rational(r)) }
    return .sign(y) * Expression.abs(y).raised(to: .rational(r))
  }
}
