import Exact

extension Expression {
  /// ∫ self dv from a to b in closed form, where self is a sum of polynomials times exponentials of
  /// at most quadratic polynomials and every part certainly converges; nil otherwise.
  ///
  /// Integration by parts down to ∫ e^(−αv² + βv) dv = ½√(π/α) e^(β²/4α) erf(√α v − β/(2√α)). An
  /// infinite bound is ±`infinity`. Other variables may stand in the coefficients, if the sign of α
  /// is certain from its shape; where it is a number, as 1 − e⁻², its value tells.
  package func integratedInClosedForm(_ v: Variable, from a: Expression, to b: Expression)
    -> Expression?
  {
    guard let sum = ExponentialPolynomial(inLogDomain, in: v) else { return nil }
    var parts: [Expression] = []
    for t in sum.terms {
      let part: Expression? =
        switch t.exponent.count {
        case 1: Expression.polynomialIntegral(t, a, b)
        case 2: Expression.exponentialIntegral(t, v, a, b)
        default: Expression.gaussianIntegral(t, a, b)
        }
      guard let part else { return nil }
      parts.append(part)
    }
    return .sum(of: parts)
  }

  /// Whether it is a number that its shape does not decide, and its value is found to be greater
  /// than 0 with little work.
  private var isPositiveNumber: Bool {
    rationalValue == nil && freeVariables.isEmpty
      && Evaluator(goal: 20, limit: 1_000).evaluate(self).finiteBall?.sign == 1
  }

  var isInfiniteBound: Bool { self == .infinity || self == -.infinity }

  private static func polynomialIntegral(
    _ t: ExponentialPolynomial.Term, _ a: Expression, _ b: Expression
  ) -> Expression? {
    if t.factor.allSatisfy({ $0 == 0 }) { return 0 }
    guard !a.isInfiniteBound, !b.isInfiniteBound else { return nil }
    return .exp(t.exponent[0])
      * .sum(
        of: t.factor.enumerated().map { k, c in
          let n = Expression.rational(Rational(k + 1))
          return c * (b.raised(to: n) - a.raised(to: n)) / n
        })
  }

  /// ∫ P e^(λv + c): Σ (−1)ʲ P⁽ʲ⁾(v)/λʲ⁺¹ · e^(λv + c), which vanishes at the infinite end where λv
  /// → −∞.
  private static func exponentialIntegral(
    _ t: ExponentialPolynomial.Term, _ v: Variable, _ a: Expression, _ b: Expression
  ) -> Expression? {
    let rate = t.exponent[1]
    guard rate.isCertainlyNonzero || (-rate).isCertainlyPositive else { return nil }
    var antiderivative: [Expression] = [], p = t.factor
    var scale = 1 / rate
    while true {
      antiderivative = antiderivative.adding(p.map { $0 * scale })
      if p.count == 1 { break }
      p = p.indices.dropFirst().map { p[$0] * .rational(Rational($0)) }
      scale = -scale / rate
    }
    func primitive(_ x: Expression) -> Expression? {
      if x == .infinity { return (-rate).isCertainlyPositive ? 0 : nil }
      if x == -.infinity { return rate.isCertainlyPositive ? 0 : nil }
      return .exp(rate * x + t.exponent[0]) * antiderivative.value(at: x)
    }
    guard let top = primitive(b), let bottom = primitive(a) else { return nil }
    return top - bottom
  }

  private static func gaussianIntegral(
    _ t: ExponentialPolynomial.Term, _ a: Expression, _ b: Expression
  ) -> Expression? {
    let alpha = -t.exponent[2], beta = t.exponent[1]
    guard alpha.isCertainlyPositive || alpha.isPositiveNumber else { return nil }
    // e^c is put into every part at once, so that it meets e^(β²/4α).
    let constant = t.exponent[0]
    func boundary(_ x: Expression, _ n: Int) -> Expression {
      if x.isInfiniteBound { return 0 }
      return x.raised(to: .rational(Rational(n))) * .exp(beta * x - alpha * x.squared + constant)
    }
    let center = beta / (2 * alpha), root = Expression.sqrt(alpha)
    let area = .sqrt(.pi) / root * .exp(beta.squared / (4 * alpha) + constant)
    func z(_ x: Expression) -> Expression { root * (x - center) }
    let share: Expression =
      switch (a.isInfiniteBound, b.isInfiniteBound) {
      case (true, true): a == b ? 0 : 1
      case (false, true): .erfc(z(a)) / 2
      case (true, false): .erfc(-z(b)) / 2
      case (false, false): (.erf(z(b)) - .erf(z(a))) / 2
      }
    guard !(a == .infinity || b == -.infinity) else { return nil }
    var moments = [area * share]
    for n in 1..<Swift.max(t.factor.count, 1) where n < t.factor.count {
      let step = boundary(b, n - 1) - boundary(a, n - 1)
      let below = n >= 2 ? .rational(Rational(n - 1)) * moments[n - 2] : 0
      moments.append((beta * moments[n - 1] + below - step) / (2 * alpha))
    }
    return .sum(of: zip(t.factor, moments).map { $0.multipliedOut(by: $1) })
  }
}

extension [Expression] {
  /// The polynomial with these coefficients at x, by Horner's rule.
  func value(at x: Expression) -> Expression {
    reversed().reduce(Expression.rational(0)) { $0 * x + $1 }
  }
}
