import BigInt
import Exact
import Expressions

/// A polynomial with rational coefficients in generators: variables, π, primes under a root, and
/// expressions that cannot be opened further. The normal form in which means and covariances are
/// kept, so that √α·√α is α, and in which "affine in z" and "a polynomial of x" are decided.
struct Polynomial: Hashable {
  /// A product of powers of generators; no exponent is 0.
  typealias Monomial = [Expression: Rational]
  private(set) var terms: [Monomial: Rational]

  /// Whole powers of sums are multiplied out up to this one.
  private static let highest = 64

  static let zero = Polynomial(terms: [:])
  static let one = Polynomial(Rational(1))
  private init(terms: [Monomial: Rational]) { self.terms = terms }
  init(_ r: Rational) { terms = r.isZero ? [:] : [[:]: r] }
  init(generator: Expression, exponent: Rational = 1) { terms = [[generator: exponent]: 1] }

  var isZero: Bool { terms.isEmpty }
  /// The value when no generator is left.
  var rational: Rational? { terms.isEmpty ? 0 : terms.count == 1 ? terms[[:]] : nil }

  static func + (a: Polynomial, b: Polynomial) -> Polynomial {
    var sum = a
    sum.add(b)
    return sum
  }
  static func * (a: Polynomial, b: Polynomial) -> Polynomial {
    var result = Polynomial.zero
    if let allowance = Allowance.current, !allowance.spend(a.terms.count * b.terms.count) {
      return result
    }
    for (m, c) in a.terms {
      for (n, d) in b.terms { result.add(multiply(m, n), times: c * d) }
    }
    return result
  }
  func scaled(by r: Rational) -> Polynomial {
    r.isZero ? .zero : Polynomial(terms: terms.mapValues { $0 * r })
  }

  func power(_ n: Int) -> Polynomial {
    guard n > 0 else { return .one }
    let half = power(n / 2), square = half * half
    return n % 2 == 0 ? square : square * self
  }

  /// Adds in place: sums of many terms would be copied once a term.
  private mutating func add(_ p: Polynomial, times c: Rational = 1) {
    for (m, d) in p.terms { add(c == 1 ? d : c * d, m) }
  }
  private mutating func add(_ c: Rational, _ m: Monomial) {
    let sum = (terms[m] ?? 0) + c
    terms[m] = sum.isZero ? nil : sum
  }

  /// The product of two monomials, with whole powers of primes and of sums multiplied out again.
  private static func multiply(_ m: Monomial, _ n: Monomial) -> Polynomial {
    var kept: Monomial = m.count >= n.count ? m : n, opened = Polynomial.one
    for (g, e) in m.count >= n.count ? n : m {
      let exponent = (kept[g] ?? 0) + e
      kept[g] = exponent.isZero ? nil : exponent
      guard kept[g] != nil else { continue }
      if case .rational(let r) = g {
        let (whole, rest) = exponent.wholeAndRest
        kept[g] = rest.isZero ? nil : rest
        if whole != 0 { opened = opened.scaled(by: r.power(whole)) }
      } else if exponent.isInteger, exponent > 0, let n = exponent.int,
        n <= highest, case .sum = g
      {
        kept[g] = nil
        opened = opened * Polynomial(g).power(n)
      }
    }
    return opened == .one ? Polynomial(terms: [kept: 1]) : opened.times(kept)
  }
  private func times(_ m: Monomial) -> Polynomial {
    guard !m.isEmpty else { return self }
    var product = Polynomial.zero
    for (n, c) in terms { product.add(Polynomial.multiply(n, m), times: c) }
    return product
  }

  /// The terms grouped by their powers of the given variables: exponents → coefficient free of the
  /// variables; nil when a variable stands elsewhere than in a whole non-negative power.
  func coefficients(in variables: [Variable]) -> [[Int]: Polynomial]? {
    let place = Dictionary(uniqueKeysWithValues: variables.enumerated().map { ($1, $0) }),
      set = Set(variables)
    var result: [[Int]: Polynomial] = [:]
    for (m, c) in terms {
      var exponents = [Int](repeating: 0, count: variables.count), rest: Monomial = [:]
      for (g, e) in m {
        if case .variable(let v) = g, let k = place[v] {
          guard let n = e.int, n >= 0 else { return nil }
          exponents[k] = n
        } else if g.mentions(set) {
          return nil
        } else {
          rest[g] = e
        }
      }
      result[exponents, default: .zero].add(c, rest)
    }
    return result.filter { !$0.value.isZero }
  }
}

// MARK: from and to expressions

extension Polynomial {
  init(_ e: Expression) {
    switch e {
    case .rational(let r): self.init(r)
    case .sum(let terms): self = terms.reduce(into: .zero) { $0.add(Polynomial($1)) }
    case .product(let factors): self = factors.reduce(.one) { $0 * Polynomial($1) }
    case .power(let base, .rational(let r)): self = Polynomial.power(Polynomial(base), r)
    default: self.init(generator: e.tidyInside)
    }
  }

  private static func power(_ base: Polynomial, _ exponent: Rational) -> Polynomial {
    if exponent.isZero { return .one }
    if let n = exponent.int, n > 0, n <= highest { return base.power(n) }
    if base.terms.count == 1, let (m, c) = base.terms.first,
      exponent.isInteger || m.isEmpty && c > 0
    {
      let powers = m.reduce(Polynomial.one) { $0 * generatorPower($1.key, $1.value * exponent) }
      return powers * rationalPower(c, exponent)
    }
    // √(4x) = 2√x: the positive content comes out, so that multiples of one sum share one
    // generator.
    guard !base.isZero else {
      return Polynomial(generator: .power(.rational(0), .rational(exponent)))
    }
    let content = base.content
    return rationalPower(content, exponent)
      * generatorPower(base.scaled(by: content.reciprocal).expression, exponent)
  }

  private static func generatorPower(_ g: Expression, _ e: Rational) -> Polynomial {
    if case .rational(let r) = g { return rationalPower(r, e) }
    if case .sum = g, let n = e.int, n > 0, n <= highest { return Polynomial(g).power(n) }
    return Polynomial(generator: g, exponent: e)
  }

  /// c^e for c ≠ 0, and c > 0 unless e is whole: whole powers in the coefficient, the rest as
  /// primes with exponents in (0, 1).
  private static func rationalPower(_ c: Rational, _ e: Rational) -> Polynomial {
    if let n = e.int { return Polynomial(c.power(n)) }
    var result = Polynomial.one
    for (base, exponent) in c.smallFactors {
      let (whole, rest) = (e * Rational(exponent)).wholeAndRest
      result = result.scaled(by: base.power(whole))
      if !rest.isZero { result = result * Polynomial(generator: .rational(base), exponent: rest) }
    }
    return result
  }

  /// The positive rational c with coefficients of self / c coprime integers.
  private var content: Rational {
    let n = terms.values.reduce(BigInt(0)) { $0.greatestCommonDivisor(with: $1.numerator) }
    let d = terms.values.reduce(BigInt(1)) {
      $0 * $1.denominator / $0.greatestCommonDivisor(with: $1.denominator)
    }
    return Rational(BigInt(n.magnitude), d)
  }

  /// The expression again; the order of terms depends on the terms alone.
  var expression: Expression {
    let sorted = terms.map { (Polynomial.written($0.key, $0.value)) }.sorted { $0.key < $1.key }
      .map(\.value)
    return .sum(of: sorted)
  }
  private static func written(_ m: Monomial, _ c: Rational) -> (key: String, value: Expression) {
    let powers = m.map { (key: "\($0.sortKey)^\($1)", value: $0.raised(to: .rational($1))) }
      .sorted { $0.key < $1.key }
    let key = powers.map(\.key).joined(separator: " ")
    return (key, .product(of: [.rational(c)] + powers.map(\.value)))
  }
}

extension Rational {
  /// The factors of numerator and denominator, these with negative exponents.
  fileprivate var smallFactors: [(base: Rational, exponent: Int)] {
    if let (n, d) = small {
      return Probability.smallFactors(of: abs(n), \.squareRoot).map { (Rational($0), $1) }
        + Probability.smallFactors(of: d, \.squareRoot).map { (Rational($0), -$1) }
    }
    func root(_ n: BigInt) -> BigInt? { Rational(n).squareRoot.map(\.numerator) }
    return Probability.smallFactors(of: BigInt(numerator.magnitude), root).map {
      (Rational($0), $1)
    }
      + Probability.smallFactors(of: denominator, root).map { (Rational($0), -$1) }
  }
}

/// Prime factors below 1000 with multiplicity, then what is left: a square is opened, anything else
/// stays whole.
private func smallFactors<Whole: BinaryInteger>(of n: Whole, _ squareRoot: (Whole) -> Whole?)
  -> [(Whole, Int)]
{
  var rest = n, found: [(Whole, Int)] = [], p: Whole = 2
  while p < 1000, p * p <= rest {
    var k = 0
    while rest % p == 0 { (rest, k) = (rest / p, k + 1) }
    if k > 0 { found.append((p, k)) }
    p += p == 2 ? 1 : 2
  }
  guard rest > 1 else { return found }
  return found + [squareRoot(rest).map { ($0, 2) } ?? (rest, 1)]
}
