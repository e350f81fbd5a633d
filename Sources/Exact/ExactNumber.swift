import BigInt

/// s₀ + Σ s_b log b: algebraic numbers of ℚ(√2, √3, √5, …) and their combinations of logarithms of
/// integers b > 1.
///
/// Equality is decidable. Over pairwise coprime bases the logarithms are linearly independent over
/// ℚ, hence by Baker's theorem (1966), together with 1, over the algebraic numbers. Bases are
/// primes wherever they fit 64 bits; `isZero` refines what is not factored by greatest common
/// divisors.
public struct ExactNumber: Sendable {
  public private(set) var algebraic: Surd
  /// Sorted by base; no coefficient is zero; bases are > 1.
  public private(set) var logarithms: [Logarithm]
  public struct Logarithm: Sendable {
    public let base: BigInt
    public let coefficient: Surd
  }

  public init(_ r: Rational) { self.init(Surd(r)) }
  public init(_ s: Surd) { (algebraic, logarithms) = (s, []) }
  private init(_ s: Surd, _ logs: [Logarithm]) { (algebraic, logarithms) = (s, logs) }

  /// log r for r > 0; nil otherwise.
  public static func log(_ r: Rational) -> ExactNumber? {
    guard r.signum > 0 else { return nil }
    let up = factors(of: r.numerator).map { ($0.base, $0.exponent) }
    let down = factors(of: r.denominator).map { ($0.base, -$0.exponent) }
    return collected(
      Surd(0),
      (up + down).map {
        Logarithm(base: $0.0, coefficient: Surd(Rational($0.1)))
      })
  }
  /// √r for r ≥ 0; nil otherwise or out of reach.
  public static func squareRoot(_ r: Rational) -> ExactNumber? { Surd.squareRoot(r).map(Self.init) }

  /// The rational number this is, if it is one.
  public var rational: Rational? { logarithms.isEmpty ? algebraic.rational : nil }
  public var isAlgebraic: Bool { logarithms.isEmpty }
  public var isZero: Bool {
    guard algebraic.isZero else { return false }
    if logarithms.isEmpty { return true }
    // Primes below 2⁶⁴ are independent as they stand; only what was not factored needs refining.
    if logarithms.last.map({ $0.base <= BigInt(UInt64.max) }) ?? true { return false }
    return refined.logarithms.isEmpty
  }
}

// MARK: arithmetic

extension ExactNumber {
  public static func + (a: Self, b: Self) -> Self {
    collected(a.algebraic + b.algebraic, a.logarithms + b.logarithms)
  }
  public static func - (a: Self, b: Self) -> Self { a + -b }
  public static prefix func - (a: Self) -> Self { a.scaled(by: -1) }
  public func scaled(by r: Rational) -> Self {
    if r.isZero { return Self(0) }
    return Self(
      algebraic.scaled(by: r),
      logarithms.map { Logarithm(base: $0.base, coefficient: $0.coefficient.scaled(by: r)) })
  }
  /// nil when both factors have logarithms (their product is outside), or a radicand overflows.
  public static func * (a: Self, b: Self) -> Self? {
    guard b.logarithms.isEmpty else { return a.logarithms.isEmpty ? b * a : nil }
    if let r = b.algebraic.rational { return a.scaled(by: r) }
    guard let s = a.algebraic * b.algebraic else { return nil }
    var logs: [Logarithm] = []
    for l in a.logarithms {
      guard let c = l.coefficient * b.algebraic else { return nil }
      logs.append(Logarithm(base: l.base, coefficient: c))
    }
    return Self(s, logs)
  }
  /// 1/self; nil for zero, for anything with logarithms, and for surds of more than sixteen terms.
  public var inverse: Self? { logarithms.isEmpty ? algebraic.inverse.map(Self.init) : nil }
  /// a/b; also when both are multiples of the same combination of logarithms (log 8 / log 2 = 3).
  public static func / (a: Self, b: Self) -> Self? {
    if let inverse = b.inverse { return a * inverse }
    guard let first = b.logarithms.first, let inverse = first.coefficient.inverse,
      let match = a.logarithms.first(where: { $0.base == first.base }),
      let ratio = match.coefficient * inverse, let multiple = b * Self(ratio),
      (a - multiple).isZero
    else { return nil }
    return Self(ratio)
  }
  /// The n-th power; nil for 0 to a negative power, and where products leave the set.
  public func power(_ n: Int) -> Self? {
    if let r = rational {
      if r.isZero && n < 0 { return nil }
      return n.magnitude <= 4096 ? Self(r.power(n)) : nil
    }
    if n < 0 { return inverse?.power(-n) }
    guard n <= 64 else { return nil }
    var result = Self(1)
    for _ in 0..<n {
      guard let next = result * self else { return nil }
      result = next
    }
    return result
  }
  /// √self for rationals ≥ 0; nil otherwise.
  public var squareRoot: Self? { rational.flatMap(Self.squareRoot) }
  /// log self for positive rationals and positive c√n; nil otherwise.
  public var log: Self? {
    if let r = rational { return Self.log(r) }
    guard logarithms.isEmpty, algebraic.terms.count == 1 else { return nil }
    let t = algebraic.terms[0]
    guard let c = Self.log(t.coefficient), let n = Self.log(Rational(t.radicand)) else {
      return nil
    }
    return c + n.scaled(by: Rational(1, 2))
  }
  /// e^self where self = Σ k/2·log b with integers k: the exponential that is algebraic. nil
  /// otherwise.
  public var exp: Self? {
    guard algebraic.isZero else { return nil }
    var result = Self(1)
    for l in logarithms {
      guard let twice = l.coefficient.scaled(by: 2).rational?.int, twice.magnitude <= 1024,
        let root = twice % 2 == 0 ? Self(1) : Self.squareRoot(Rational(l.base)),
        let next = result * root
      else { return nil }
      result = next.scaled(by: Rational(l.base).power((twice - (twice % 2 == 0 ? 0 : 1)) / 2))
    }
    return result
  }

  private static func collected(_ s: Surd, _ logs: [Logarithm]) -> Self {
    if logs.isEmpty { return Self(s) }
    var result: [Logarithm] = []
    for l in logs.sorted(by: { $0.base < $1.base }) {
      if let last = result.last, last.base == l.base {
        result[result.count - 1] = Logarithm(
          base: l.base, coefficient: last.coefficient + l.coefficient)
      } else {
        result.append(l)
      }
    }
    return Self(s, result.filter { !$0.coefficient.isZero })
  }
}

// MARK: equality

extension ExactNumber: Hashable {
  public static func == (a: Self, b: Self) -> Bool { (a - b).isZero }
  /// Only the algebraic part: the bases of equal numbers may be spelled differently when not
  /// factored.
  public func hash(into hasher: inout Hasher) { hasher.combine(algebraic) }

  /// The same number over pairwise coprime bases: m and n are replaced by m/g, n/g and g until
  /// nothing is shared.
  private var refined: Self {
    var bases: [BigInt] = []
    func insert(_ n: BigInt) {
      if n == 1 { return }
      for (i, b) in bases.enumerated() {
        let g = b.greatestCommonDivisor(with: n)
        if g == 1 { continue }
        bases.remove(at: i)
        for part in [b / g, g, n / g] { insert(part) }
        return
      }
      bases.append(n)
    }
    logarithms.forEach { insert($0.base) }
    bases = Array(Set(bases)).sorted()
    var logs: [Logarithm] = []
    for l in logarithms {
      var rest = l.base
      for b in bases {
        while rest > 1, rest % b == 0 {
          logs.append(Logarithm(base: b, coefficient: l.coefficient))
          rest /= b
        }
      }
    }
    return Self.collected(algebraic, logs)
  }
}

extension ExactNumber: CustomStringConvertible {
  /// `1/2 + 2 log 2 − (1/3) log 3`.
  public var description: String {
    var text = algebraic.isZero && !logarithms.isEmpty ? "" : algebraic.description
    for l in logarithms {
      let negative = l.coefficient.terms.allSatisfy { $0.coefficient.signum < 0 }
      let c = negative ? -l.coefficient : l.coefficient
      text += negative ? (text.isEmpty ? "−" : " − ") : (text.isEmpty ? "" : " + ")
      switch c.rational {
      case .some(1): break
      case .some(let r) where r.isInteger: text += "\(r) "
      case .some(let r): text += "(\(r)) "
      case nil: text += "(\(c)) "
      }
      text += "log \(l.base)"
    }
    return text
  }
}
