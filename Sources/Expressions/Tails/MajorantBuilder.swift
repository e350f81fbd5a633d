import Balls
import Exact
import Foundation

/// Reads a majorant off the tree of a function of two variables: |fg| ≤ |f||g|, |f + g| ≤ |f| +
/// |g|, exponentials of polynomials of degree 2 as they are, logarithms of sums of exponentials by
/// their exponents, |sin|, |tanh| and their like by 1.
struct MajorantBuilder {
  let x: Variable, y: Variable
  let reach: (x: Reach, y: Reach)
  /// Which term of a sum of exponentials bounds a negative power of it: counted modulo their
  /// number.
  let pick: Int
  let constant: (Expression) throws -> DoubleInterval

  private func isConstant(_ e: Expression) -> Bool { !e.depends(on: x) && !e.depends(on: y) }
  private func size(_ e: Expression) throws -> Majorant { .constant(try constant(e).magnitude) }

  func callAsFunction(_ e: Expression) throws -> Majorant {
    if isConstant(e) { return try size(e) }
    switch e {
    case .variable(x): if case .unit = reach.x { return .constant(1) } else { return .x }
    case .variable: if case .unit = reach.y { return .constant(1) } else { return .y }
    case .sum(let terms):
      return try terms.dropFirst().reduce(self(terms[0])) { try $0.plus(self($1)) }
    case .product(let factors):
      return try factors.dropFirst().reduce(self(factors[0])) { try $0.times(self($1)) }
    case .power(let base, .rational(let n)): return try power(base, n)
    case .power(let base, let n): return try self(.exp(n * Expression.log(base).inLogDomain))
    case .function(let f, let a): return try function(f, a)
    case .piecewise(let branches, let otherwise):
      return try branches.reduce(self(otherwise)) { try $0.plus(self($1.value)) }
    case .rational, .pi, .infinity, .integral, .extremum: throw NoEnvelope("\(e) in the plane")
    }
  }

  private func function(_ f: ElementaryFunction, _ a: Expression) throws -> Majorant {
    switch f {
    case .exp:
      return Majorant(terms: [Majorant.Term(size: 1, powers: (0, 0), exponent: try exponent(a))])
    case .log: return try logarithm(a)
    case .sin, .cos, .tanh, .erf, .sign: return .constant(1)
    case .erfc: return .constant(2)
    case .arctan: return .constant(1.58)
    case .abs: return try self(a)
    case .cosh, .sinh: return try self(.exp(a)).plus(self(.exp(-a)))
    case .tan: throw NoEnvelope("tan is not bounded")
    }
  }

  /// The part of degree 2, and a constant above the rest.
  private func exponent(_ e: Expression) throws -> Quadratic {
    if let q = try quadratic(e) { return folded(q) }
    switch e {
    case .sum(let terms):
      return try terms.dropFirst().reduce(exponent(terms[0])) { try $0.plus(exponent($1)) }
    case .product(let factors):
      if factors.count == 2, case .rational = factors[0], case .sum(let terms) = factors[1] {
        return try exponent(.sum(of: terms.map { factors[0] * $0 }))
      }
    default: break
    }
    if let q = try belowSquare(e) { return q }
    if (-e).isCertainlyNonnegative { return Quadratic() }
    guard let top = try bound(e) else {
      throw NoEnvelope("an exponent without a quadratic bound: \(e)")
    }
    return Quadratic(constant: DoubleInterval(between: 0, and: top))
  }

  /// −c(l + g)² ≤ −cl²/2 + cg² for linear l and bounded g.
  private func belowSquare(_ e: Expression) throws -> Quadratic? {
    guard case .product(let factors) = e,
      let square = factors.first(where: { if case .power(.sum, 2) = $0 { true } else { false } }),
      case .power(.sum(let terms), _) = square
    else { return nil }
    let c = -Expression.product(of: factors.filter { $0 != square })
    guard isConstant(c), let size = try? constant(c), size.lower >= 0 else { return nil }
    let straight = terms.filter { $0.polynomialCoefficients(in: [x, y]) != nil }
    let bent = Expression.sum(of: terms.filter { $0.polynomialCoefficients(in: [x, y]) == nil })
    guard straight.count < terms.count, let g = try bound(bent),
      let q = try quadratic(-c / 2 * Expression.sum(of: straight).squared)
    else { return nil }
    return folded(q).plus(
      Quadratic(constant: DoubleInterval(between: 0, and: (size.upper * g * g) * (1 + 1e-13))))
  }

  /// At least |e|, where that is a constant.
  private func bound(_ e: Expression) throws -> Double? {
    guard let m = try? self(e),
      m.terms.allSatisfy({ $0.powers == (0, 0) && $0.exponent.isConstant })
    else { return nil }
    return m.terms.reduce(0) { $0 + $1.size * $1.exponent.constant.exp.upper } * (1 + 1e-13)
  }

  private func quadratic(_ e: Expression) throws -> Quadratic? {
    guard let c = e.polynomialCoefficients(in: [x, y]) else { return nil }
    var q = Quadratic()
    for (powers, value) in c.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
      let v = try constant(value)
      switch powers {
      case [0, 0]: q.constant = v
      case [1, 0]: q.x = v
      case [0, 1]: q.y = v
      case [2, 0]: q.xx = v
      case [1, 1]: q.xy = v
      case [0, 2]: q.yy = v
      default: return nil
      }
    }
    return q
  }

  /// A variable in [0, 1] put in as that interval.
  private func folded(_ q: Quadratic) -> Quadratic {
    var q = q
    if case .unit = reach.y { q = q.withoutY }
    if case .unit = reach.x { q = q.turned.withoutY.turned }
    return q
  }

  /// |log Σ cᵢ exp lᵢ| ≤ |log Σ cᵢ| + |log c₁| + Σ |lᵢ|; |log(c + p)| ≤ |log c| + p/c for p ≥ 0.
  private func logarithm(_ a: Expression) throws -> Majorant {
    if let parts = a.exponentialTerms, parts.allSatisfy({ isConstant($0.factor) }) {
      let total = try size(.log(.sum(of: parts.map(\.factor)))),
        first = try size(.log(parts[0].factor))
      return try parts.reduce(total.plus(first)) { try $0.plus(self($1.exponent)) }
    }
    guard let (c, rest) = aboveConstant(a) else {
      throw NoEnvelope("a logarithm without a bound: \(a)")
    }
    return try size(.log(c)).plus(self(rest / c))
  }

  private func power(_ base: Expression, _ n: Rational) throws -> Majorant {
    if let k = n.int, k > 0, k <= 16 {
      let b = try self(base)
      return try (1..<k).reduce(b) { p, _ in try p.times(b) }
    }
    if n.signum > 0 {  // |p|ⁿ ≤ (1 + |p|)^⌈n⌉
      guard let k = Expression(n).ceiling, k <= 8 else { throw NoEnvelope("a high power") }
      let b = try Majorant.constant(1).plus(self(base))
      return try (1..<Swift.max(1, k)).reduce(b) { p, _ in try p.times(b) }
    }
    if let parts = base.exponentialTerms, parts.allSatisfy({ isConstant($0.factor) }) {
      let one = parts[pick % parts.count]
      return try size(one.factor.raised(to: .rational(n))).times(
        self(.exp(.rational(n) * one.exponent)))
    }
    guard let (c, _) = aboveConstant(base) else {
      throw NoEnvelope("a denominator without a bound: \(base)")
    }
    return try size(c.raised(to: .rational(n)))
  }

  /// a = c + p with a constant c > 0 and p ≥ 0 from its shape.
  private func aboveConstant(_ a: Expression) -> (constant: Expression, rest: Expression)? {
    guard case .sum(let terms) = a else { return nil }
    let constants = terms.filter(isConstant), rest = terms.filter { !isConstant($0) }
    let c = Expression.sum(of: constants)
    guard c.isCertainlyPositive, rest.allSatisfy(\.isCertainlyNonnegative) else { return nil }
    return (c, .sum(of: rest))
  }
}

extension Quadratic {
  fileprivate var isConstant: Bool { x.isZero && y.isZero && xx.isZero && xy.isZero && yy.isZero }
}

extension Expression {
  /// ⌈self⌉ of a rational number.
  fileprivate var ceiling: Int? {
    rationalValue.flatMap { r in Int(exactly: r.double.rounded(.up)) }
  }
}
