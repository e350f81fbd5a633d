import Exact

/// Σ P(v)·exp Q(v) with polynomials P and Q, deg Q ≤ 2, whose coefficients do not contain v.
struct ExponentialPolynomial {
  struct Term {
    /// Coefficients of P and of Q, constant term first.
    var factor: [Expression], exponent: [Expression]
  }
  private(set) var terms: [Term]

  /// nil if e is not of this form, or beyond 128 terms.
  init?(_ e: Expression, in v: Variable) {
    guard let terms = ExponentialPolynomial.terms(of: e, v) else { return nil }
    self.terms = []
    for t in terms {
      if let i = self.terms.firstIndex(where: { $0.exponent == t.exponent }) {
        self.terms[i].factor = self.terms[i].factor.adding(t.factor)
      } else {
        self.terms.append(t)
      }
    }
  }

  private static func terms(of e: Expression, _ v: Variable) -> [Term]? {
    guard e.depends(on: v) else { return [Term(factor: [e], exponent: [0])] }
    switch e {
    case .variable: return [Term(factor: [0, 1], exponent: [0])]
    case .sum(let parts):
      var all: [Term] = []
      for p in parts {
        guard let t = terms(of: p, v), all.count + t.count <= 128 else { return nil }
        all += t
      }
      return all
    case .product(let factors):
      var product = [Term(factor: [1], exponent: [0])]
      for f in factors {
        guard let t = terms(of: f, v), let p = multiply(product, t) else { return nil }
        product = p
      }
      return product
    case .power(let base, let n):
      guard let k = n.rationalValue?.int, k > 0, k <= 16, let t = terms(of: base, v) else {
        return nil
      }
      var product = t
      for _ in 1..<k {
        guard let p = multiply(product, t) else { return nil }
        product = p
      }
      return product
    case .function(.exp, let q):
      guard let c = q.polynomialCoefficients(in: v), c.count <= 3 else { return nil }
      return [Term(factor: [1], exponent: c)]
    case .function(.cosh, let q): return terms(of: (.exp(q) + .exp(-q)) / 2, v)
    case .function(.sinh, let q): return terms(of: (.exp(q) - .exp(-q)) / 2, v)
    default: return nil
    }
  }

  private static func multiply(_ a: [Term], _ b: [Term]) -> [Term]? {
    guard a.count * b.count <= 128 else { return nil }
    return a.flatMap { s in
      b.map {
        Term(factor: s.factor.multiplied(by: $0.factor), exponent: s.exponent.adding($0.exponent))
      }
    }
  }
}

extension [Expression] {
  func adding(_ b: [Expression]) -> [Expression] {
    (0..<Swift.max(count, b.count)).map { k in
      (k < count ? self[k] : 0) + (k < b.count ? b[k] : 0)
    }.withoutTrailingZeros
  }
}
