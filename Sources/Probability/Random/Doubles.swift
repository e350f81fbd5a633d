import Exact
import Expressions

extension Valuation {
  /// The value as a double, the same bits on every machine.
  public func double(_ e: Expression) throws -> Double {
    if let r = rational(e) { return r.double }
    return try self(e).compiled([], self)([])
  }
}

extension Expression {
  /// The expression as a function of doubles, built from IEEE operations and our own exp and log,
  /// so that it gives the same bits everywhere. For samples and drawings, never for a verdict.
  public func compiled(_ variables: [Variable], _ values: Valuation) throws
    -> @Sendable ([Double]) -> Double
  {
    switch self {
    case .rational(let r):
      let x = r.double
      return { _ in x }
    case .pi: return { _ in .pi }
    case .infinity: return { _ in .infinity }
    case .variable(let v):
      if let k = variables.firstIndex(of: v) { return { $0[k] } }
      guard let r = values.values[v] else { throw ProbabilityError("\(v) has no value") }
      let x = r.double
      return { _ in x }
    case .sum(let terms):
      let parts = try terms.map { try $0.compiled(variables, values) }
      return { x in parts.reduce(0) { $0 + $1(x) } }
    case .product(let factors):
      let parts = try factors.map { try $0.compiled(variables, values) }
      return { x in parts.reduce(1) { $0 * $1(x) } }
    case .power(let base, let exponent):
      let b = try base.compiled(variables, values)
      if let n = exponent.rationalValue?.int { return { Double.power(b($0), n) } }
      if exponent.rationalValue == Rational(1, 2) { return { b($0).squareRoot() } }
      if exponent.rationalValue == Rational(-1, 2) { return { 1 / b($0).squareRoot() } }
      let e = try exponent.compiled(variables, values)
      return { x in Elementary.exp(e(x) * Elementary.log(b(x))) }
    case .function(let f, let a): return try f.compiled(a.compiled(variables, values))
    case .piecewise(let branches, let otherwise):
      let rest = try otherwise.compiled(variables, values)
      let parts = try branches.map {
        (try $0.condition.compiled(variables, values), try $0.value.compiled(variables, values))
      }
      return { x in (parts.first { $0.0(x) }?.1 ?? rest)(x) }
    case .integral, .extremum:
      throw ProbabilityError("an integral or an optimum cannot be sampled; evaluate it instead")
    }
  }
}

extension Double {
  fileprivate static func power(_ x: Double, _ n: Int) -> Double {
    if n < 0 { return 1 / power(x, -n) }
    if n == 0 { return 1 }
    let half = power(x, n / 2)
    return n % 2 == 0 ? half * half : half * half * x
  }
}

extension Expression.Function {
  fileprivate func compiled(_ a: @escaping @Sendable ([Double]) -> Double) throws
    -> @Sendable ([Double]) -> Double
  {
    switch self {
    case .exp: return { Elementary.exp(a($0)) }
    case .log: return { Elementary.log(a($0)) }
    case .abs: return { a($0).magnitude }
    case .sign: return { x in a(x) > 0 ? 1 : a(x) < 0 ? -1 : 0 }
    case .sinh: return { x in (Elementary.exp(a(x)) - Elementary.exp(-a(x))) / 2 }
    case .cosh: return { x in (Elementary.exp(a(x)) + Elementary.exp(-a(x))) / 2 }
    case .tanh:
      return { x in
        let e = Elementary.exp(-2 * a(x).magnitude), t = (1 - e) / (1 + e)
        return a(x) < 0 ? -t : t
      }
    case .sin, .cos, .tan, .arctan, .erf, .erfc:
      throw ProbabilityError(
        "\(rawValue) has no portable double version; it cannot stand in a map that is sampled")
    }
  }
}
extension Expression.Condition {
  fileprivate func compiled(_ variables: [Variable], _ values: Valuation) throws
    -> @Sendable ([Double]) -> Bool
  {
    switch self {
    case .compare(let a, let relation, let b):
      let difference = try (a - b).compiled(variables, values)
      return { x in
        let d = difference(x)
        return relation.holds(d < 0 ? -1 : d > 0 ? 1 : 0)
      }
    case .all(let c):
      let parts = try c.map { try $0.compiled(variables, values) }
      return { x in parts.allSatisfy { $0(x) } }
    case .any(let c):
      let parts = try c.map { try $0.compiled(variables, values) }
      return { x in parts.contains { $0(x) } }
    case .not(let c):
      let part = try c.compiled(variables, values)
      return { !part($0) }
    }
  }
}
