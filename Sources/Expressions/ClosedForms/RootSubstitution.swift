import Exact

/// A change of variables that makes an integrand simpler: t with v = image(t).
package struct RootSubstitution {
  package let variable: Variable, lower: Expression, upper: Expression, body: Expression
}

extension Expression {
  /// ∫ self dv rewritten without roots of u = αv + β, by u = tⁿ; or without powers of log u in an
  /// exponent, by u = eᵗ. The densities of squares, cubes and log-normals then have tails that can
  /// be bounded. nil when there is nothing to do, or different roots stand in one integrand.
  ///
  /// - isNonnegative: decides closed expressions; u has to be ≥ 0 at both bounds.
  package func substitutingRoots(
    _ v: Variable, from lower: Expression, to upper: Expression, isNonnegative: (Expression) -> Bool
  ) -> RootSubstitution? {
    var finder = RootFinder(variable: v)
    finder.look(self, inExponent: false)
    guard let u = finder.base, !finder.mixed, let (slope, offset) = u.affine(in: v),
      let sign = slope.rationalValue?.signum, sign != 0
    else { return nil }
    let ends = [lower, upper].map { end -> Expression in
      if end == .infinity || end == -.infinity {
        return (end == .infinity) == (sign > 0) ? .infinity : -.infinity
      }
      return slope * end + offset
    }
    guard ends.allSatisfy({ $0 == .infinity || ($0 != -.infinity && isNonnegative($0)) }) else {
      return nil
    }
    let t = Variable.fresh("t", avoiding: freeVariables.union([v])), at = Expression.variable(t)
    let n = finder.inExponential ? nil : finder.order
    func bound(_ u: Expression) -> Expression {
      guard let n else { return u == .infinity ? .infinity : u == 0 ? -.infinity : .log(u) }
      return u == .infinity ? .infinity : u.raised(to: .rational(Rational(1, n)))
    }
    let new: Expression = n.map { at.raised(to: .rational(Rational($0))) } ?? .exp(at)
    let writer = RootWriter(v: v, u: u, t: t, n: n, image: (new - offset) / slope)
    let jacobian =
      n.map { Expression.rational(Rational($0)) * at.raised(to: .rational(Rational($0 - 1))) }
      ?? .exp(at)
    let body = writer.distributed(
      jacobian / .rational(slope.rationalValue?.magnitude ?? 1), writer.rewritten(self))
    let (a, b) = (bound(ends[0]), bound(ends[1]))
    return RootSubstitution(
      variable: t, lower: sign > 0 ? a : b, upper: sign > 0 ? b : a, body: body)
  }

  /// α and β of αv + β, both free of v.
  fileprivate func affine(in v: Variable) -> (slope: Expression, offset: Expression)? {
    guard let c = polynomialCoefficients(in: v), c.count == 2 else { return nil }
    return (c[1], c[0])
  }
}

/// Finds the one base under roots, and whether its logarithm stands in an exponent more than
/// linearly.
private struct RootFinder {
  let variable: Variable
  var base: Expression?
  var order = 1
  var inExponential = false, mixed = false

  init(variable: Variable) { self.variable = variable }

  private mutating func meet(_ u: Expression) {
    if base == nil { base = u } else if base != u { mixed = true }
  }
  mutating func look(_ e: Expression, inExponent: Bool) {
    guard e.depends(on: variable) else { return }
    switch e {
    case .power(let b, let n):
      if let r = n.rationalValue, !r.isInteger, b.depends(on: variable) {
        guard let d = Rational(r.denominator).int, d <= 12 else { return mixed = true }
        meet(b)
        order = order * d / gcd(order, d)
      }
      look(b, inExponent: inExponent)
      look(n, inExponent: inExponent)
    case .function(.exp, let a): look(a, inExponent: true)
    case .function(.log, let a):
      if inExponent {
        meet(a)
        inExponential = true
      }
      look(a, inExponent: inExponent)
    case .function(_, let a): look(a, inExponent: inExponent)
    case .sum(let a), .product(let a): for x in a { look(x, inExponent: inExponent) }
    case .piecewise, .integral, .extremum: mixed = true
    default: break
    }
  }
  private func gcd(_ a: Int, _ b: Int) -> Int { b == 0 ? a : gcd(b, a % b) }
}

/// Writes an integrand in t, where t > 0 (n given) or t is real (u = eᵗ).
private struct RootWriter {
  let v: Variable, u: Expression, t: Variable, n: Int?, image: Expression

  func rewritten(_ e: Expression) -> Expression {
    guard e.depends(on: v) else { return e }
    let at = Expression.variable(t)
    switch e {
    case .variable: return image
    case .power(let b, let r) where b == u && r.rationalValue != nil:
      return n.map { at.raised(to: .rational(Rational($0)) * r) } ?? .exp(r * at)
    case .function(.log, u): return n.map { .rational(Rational($0)) * .log(at) } ?? at
    case .product(let factors): return merged(.product(of: factors.map(rewritten)))
    default:
      return e == u
        ? (n.map { at.raised(to: .rational(Rational($0))) } ?? .exp(at)) : e.mappingParts(rewritten)
    }
  }

  /// factor · Σ terms, term by term, with the powers of t merged: t > 0 inside the range.
  func distributed(_ factor: Expression, _ e: Expression) -> Expression {
    if case .sum(let terms) = e { return .sum(of: terms.map { merged(factor * $0) }) }
    return merged(factor * e)
  }
  private func merged(_ e: Expression) -> Expression {
    guard n != nil, case .product(let factors) = e else { return e }
    var power: Rational = 0, rest: [Expression] = []
    for f in factors {
      switch f {
      case .variable(t): power = power + 1
      case .power(.variable(t), .rational(let r)): power = power + r
      case .power(.power(.variable(t), .rational(let r)), .rational(let s)): power = power + r * s
      default: rest.append(f)
      }
    }
    return .product(of: rest + [Expression.variable(t).raised(to: .rational(power))])
  }
}
