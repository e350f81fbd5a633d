import BigInt

/// Σ cₙ√n over squarefree n ≥ 1 with rational c: an element of ℚ extended by square roots.
///
/// The √n are linearly independent over ℚ (Besicovitch 1940), so equality is equality of
/// coefficients.
public struct Surd: Hashable, Sendable {
  /// Sorted by radicand; no coefficient is zero.
  public private(set) var terms: [Term]
  public struct Term: Hashable, Sendable {
    public let radicand: Int
    public let coefficient: Rational
  }

  public init(_ r: Rational) {
    terms = r.isZero ? [] : [Term(radicand: 1, coefficient: r)]
  }
  private init(_ terms: [Term]) { self.terms = terms }

  /// √r for r ≥ 0; nil if r < 0, or if the squarefree part is out of reach.
  public static func squareRoot(_ r: Rational) -> Surd? {
    if r.isZero { return Surd(0) }
    guard r.signum > 0 else { return nil }
    if let root = shortSquareRoot(r) { return root }
    // √(n/d) = √(nd)/d, and √(nd) = (Π p^⌊e/2⌋)·√(Π of the p with odd e).
    var outside = BigInt(1), inside = BigInt(1)
    for (p, e) in factors(of: r.numerator) + factors(of: r.denominator) {
      if p > BigInt(UInt64.max) {  // Unfactored: usable only when it is a perfect square.
        let root = p.squareRoot()
        guard root * root == p else { return nil }
        outside *= root.power(e)
        continue
      }
      outside *= p.power(e / 2)
      if e % 2 == 1 { inside *= p }
    }
    guard let radicand = Int(exactly: inside) else { return nil }
    return Surd([Term(radicand: radicand, coefficient: Rational(outside, r.denominator))])
  }

  /// The same in machine words; nil where they do not reach.
  private static func shortSquareRoot(_ r: Rational) -> Surd? {
    guard let (n, d) = r.small else { return nil }
    var outside = 1, inside = 1, overflow = false
    func multiply(_ a: inout Int, by b: UInt64, _ times: Int) {
      for _ in 0..<times {
        guard let b = Int(exactly: b) else { overflow = true; return }
        let (product, isTooLong) = a.multipliedReportingOverflow(by: b)
        (a, overflow) = (product, overflow || isTooLong)
      }
    }
    for (p, e) in factors(of: UInt64(n)) + factors(of: UInt64(d)) {
      multiply(&outside, by: p, e / 2)
      multiply(&inside, by: p, e % 2)
    }
    return overflow ? nil : Surd([Term(radicand: inside, coefficient: Rational(outside, d))])
  }

  public var isZero: Bool { terms.isEmpty }
  /// The rational this is, if it is one.
  public var rational: Rational? {
    if terms.isEmpty { return 0 }
    return terms.count == 1 && terms[0].radicand == 1 ? terms[0].coefficient : nil
  }
}

// MARK: the field

extension Surd {
  public static func + (a: Surd, b: Surd) -> Surd { sum(of: a.terms + b.terms) }
  public static func - (a: Surd, b: Surd) -> Surd { a + -b }
  public static prefix func - (a: Surd) -> Surd { a.scaled(by: -1) }
  public func scaled(by r: Rational) -> Surd {
    r.isZero
      ? Surd(0) : Surd(terms.map { Term(radicand: $0.radicand, coefficient: $0.coefficient * r) })
  }
  /// nil only when a radicand leaves the machine word.
  public static func * (a: Surd, b: Surd) -> Surd? {
    if let r = a.rational { return b.scaled(by: r) }
    if let r = b.rational { return a.scaled(by: r) }
    var products: [Term] = []
    for s in a.terms {
      for t in b.terms {  // √m·√n = g·√(mn/g²) with g = gcd(m, n)
        let g = gcd(s.radicand, t.radicand)
        let (radicand, overflow) = (s.radicand / g).multipliedReportingOverflow(by: t.radicand / g)
        if overflow { return nil }
        products.append(
          Term(radicand: radicand, coefficient: s.coefficient * t.coefficient * Rational(g)))
      }
    }
    return sum(of: products)
  }
  /// 1/self; nil for zero, and beyond sixteen terms. Each step removes one prime p from the
  /// radicands: 1/(A + B√p) = (A − B√p)/(A² − pB²).
  public var inverse: Surd? {
    if isZero || terms.count > 16 { return nil }
    if let r = rational { return Surd(r.reciprocal) }
    if terms.count == 1 {  // 1/(c√n) = √n/(cn)
      let t = terms[0]
      let c = (t.coefficient * Rational(t.radicand)).reciprocal
      return Surd([Term(radicand: t.radicand, coefficient: c)])
    }
    guard let largest = terms.last?.radicand,
      let prime = factors(of: BigInt(largest)).last.flatMap({ Int(exactly: $0.base) })
    else { return nil }
    let conjugate = Surd(
      terms.map {
        Term(
          radicand: $0.radicand,
          coefficient: $0.radicand % prime == 0 ? -$0.coefficient : $0.coefficient)
      })
    guard let norm = self * conjugate, let inverse = norm.inverse else { return nil }
    return conjugate * inverse
  }

  private static func sum(of terms: [Term]) -> Surd {
    var result: [Term] = []
    for t in terms.sorted(by: { $0.radicand < $1.radicand }) {
      if let last = result.last, last.radicand == t.radicand {
        result[result.count - 1] = Term(
          radicand: t.radicand, coefficient: last.coefficient + t.coefficient)
      } else {
        result.append(t)
      }
    }
    return Surd(result.filter { !$0.coefficient.isZero })
  }
}

private func gcd(_ a: Int, _ b: Int) -> Int { b == 0 ? a : gcd(b, a % b) }

extension Surd: CustomStringConvertible {
  /// `1/2 + 3√5`, `−√2`.
  public var description: String {
    if terms.isEmpty { return "0" }
    var text = ""
    for (i, t) in terms.enumerated() {
      let magnitude = t.coefficient.magnitude
      text += t.coefficient.signum < 0 ? (i == 0 ? "−" : " − ") : (i == 0 ? "" : " + ")
      if t.radicand == 1 {
        text += "\(magnitude)"
      } else {
        text += (magnitude == 1 ? "" : magnitude.isInteger ? "\(magnitude)" : "(\(magnitude))")
        text += "√\(t.radicand)"
      }
    }
    return text
  }
}
