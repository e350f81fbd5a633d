import BigInt

/// An exact rational number in lowest terms, denominator positive.
///
/// Numbers whose two parts fit a machine word never touch the heap; the rest fall back on `BigInt`.
/// The form is canonical (small whenever it fits), so equality and hashing are those of the parts.
public struct Rational: Hashable, Sendable, Comparable, ExpressibleByIntegerLiteral,
  CustomStringConvertible
{
  /// What is long is kept in a box: a number is copied far more often than its digits are read.
  private enum Form: Hashable, Sendable {
    case small(Int, Int)
    indirect case big(BigInt, BigInt)
  }
  private let form: Form

  public var numerator: BigInt {
    switch form {
    case .small(let n, _): BigInt(n)
    case .big(let n, _): n
    }
  }
  public var denominator: BigInt {
    switch form {
    case .small(_, let d): BigInt(d)
    case .big(_, let d): d
    }
  }
  /// Both parts when they fit a machine word.
  public var small: (numerator: Int, denominator: Int)? {
    if case .small(let n, let d) = form { return (n, d) }
    return nil
  }

  /// Parts already in lowest terms, d > 0.
  private init(reduced n: BigInt, _ d: BigInt) {
    // Int.min stays big: its magnitude has no Int, and the small path negates freely.
    if let n = Int(exactly: n), let d = Int(exactly: d), n != .min {
      form = .small(n, d)
    } else {
      form = .big(n, d)
    }
  }
  /// d > 0, neither part Int.min.
  private init(small n: Int, _ d: Int) {
    let g = greatestCommonDivisor(n.magnitude, d.magnitude)
    form = g == 1 ? .small(n, d) : .small(n / Int(g), d / Int(g))
  }

  /// numerator / denominator in lowest terms. Precondition: the denominator is not zero.
  public init(_ numerator: BigInt, _ denominator: BigInt) {
    precondition(denominator != 0, "Rational needs a denominator other than 0; got \(numerator)/0")
    let g = greatestCommonDivisor(numerator.magnitude, denominator.magnitude),
      sign: BigInt = denominator < 0 ? -1 : 1
    self.init(
      reduced: sign * numerator.dividedExactly(by: g), sign * denominator.dividedExactly(by: g))
  }
  public init(_ n: Int, _ d: Int = 1) {
    if n != .min, d != .min, d != 0 {
      self.init(small: d < 0 ? -n : n, abs(d))
    } else {
      self.init(BigInt(n), BigInt(d))
    }
  }
  public init(_ n: BigInt) { self.init(reduced: n, 1) }
  public init(integerLiteral n: Int) { self.init(n) }

  /// The value of a finite double, exactly. Precondition: finite.
  public init(exactly x: Double) {
    precondition(x.isFinite, "Rational needs a finite double; got \(x)")
    guard x != 0 else { self.init(0); return }
    let whole = Int(x.significand * 0x1p52), zeros = whole.trailingZeroBitCount
    let odd = (x < 0 ? -whole : whole) >> zeros, exponent = Int(x.exponent) - 52 + zeros
    if exponent >= 0 {
      self.init(BigInt(odd) << exponent)
    } else if exponent > -62 {
      self.init(unchecked: odd, 1 << -exponent)
    } else {
      self.init(reduced: BigInt(odd), BigInt(1) << -exponent)
    }
  }

  public var description: String {
    switch form {
    case .small(let n, let d): d == 1 ? String(n) : String(n) + "/" + String(d)
    case .big(let n, let d): d == 1 ? "\(n)" : "\(n)/\(d)"
    }
  }
  public var isInteger: Bool {
    switch form {
    case .small(_, let d): d == 1
    case .big(_, let d): d == 1
    }
  }
  public var isZero: Bool { if case .small(0, _) = form { true } else { false } }
  /// −1, 0 or 1.
  public var signum: Int {
    switch form {
    case .small(let n, _): n.signum()
    case .big(let n, _): Int(n.signum())
    }
  }
  /// The integer this is, if it is one and fits.
  public var int: Int? {
    switch form {
    case .small(let n, let d): d == 1 ? n : nil
    case .big(let n, let d): d == 1 ? Int(exactly: n) : nil
    }
  }
  public var magnitude: Rational { signum < 0 ? -self : self }
  /// Precondition: not zero.
  public var reciprocal: Rational {
    if case .small(let n, let d) = form, n != 0 {
      return Rational(unchecked: n < 0 ? -d : d, abs(n))
    }
    return Rational(denominator, numerator)
  }
  private init(unchecked n: Int, _ d: Int) { form = .small(n, d) }

  /// The nearest double up to a rounding or two; for drawing and for display, never for a verdict.
  public var double: Double {
    if case .small(let n, let d) = form, n.magnitude < 1 << 53, d < 1 << 53 {
      return Double(n) / Double(d)
    }
    let shift = numerator.magnitude.bitWidth - denominator.magnitude.bitWidth
    let scaled =
      shift > 0 ? (numerator, denominator << shift) : (numerator << (-shift), denominator)
    let quotient = (scaled.0 << 64) / scaled.1
    return Double(sign: .plus, exponent: shift - 64, significand: 1) * Double(quotient)
  }
}

// MARK: arithmetic

extension Rational {
  /// Sums over the least common denominator, products cancelled crosswise (Knuth 4.5.1): parts stay
  /// small.
  public static func + (a: Rational, b: Rational) -> Rational {
    if case .small(let p, let q) = a.form, case .small(let r, let s) = b.form,
      let sum = small(p, q, plus: r, s)
    {
      return sum
    }
    let (p, q, r, s) = (a.numerator, a.denominator, b.numerator, b.denominator)
    let g = greatestCommonDivisor(q.magnitude, s.magnitude)
    if g == 1 { return Rational(reduced: p * s + r * q, q * s) }
    let rest = q.dividedExactly(by: g), t = p * s.dividedExactly(by: g) + r * rest
    let h = greatestCommonDivisor(t.magnitude, g)
    return Rational(reduced: t.dividedExactly(by: h), rest * s.dividedExactly(by: h))
  }
  private static func small(_ p: Int, _ q: Int, plus r: Int, _ s: Int) -> Rational? {
    let g = q == 1 || s == 1 ? 1 : Int(greatestCommonDivisor(q.magnitude, s.magnitude))
    let (x, o1) = p.multipliedReportingOverflow(by: s / g),
      (y, o2) = r.multipliedReportingOverflow(by: q / g)
    let (t, o3) = x.addingReportingOverflow(y)
    if o1 || o2 || o3 || t == .min { return nil }
    let h = g == 1 ? 1 : Int(greatestCommonDivisor(t.magnitude, g.magnitude))
    let (d, o4) = (q / g).multipliedReportingOverflow(by: s / h)
    return o4 ? nil : t == 0 ? 0 : Rational(unchecked: t / h, d)
  }
  public static func - (a: Rational, b: Rational) -> Rational { a + -b }
  public static prefix func - (a: Rational) -> Rational {
    if case .small(let n, let d) = a.form { return Rational(unchecked: -n, d) }
    return Rational(reduced: -a.numerator, a.denominator)
  }
  public static func * (a: Rational, b: Rational) -> Rational {
    if case .small(let p, let q) = a.form, case .small(let r, let s) = b.form {
      if p == 0 || r == 0 { return 0 }
      let g = s == 1 ? 1 : Int(greatestCommonDivisor(p.magnitude, s.magnitude))
      let h = q == 1 ? 1 : Int(greatestCommonDivisor(r.magnitude, q.magnitude))
      let (n, o1) = (p / g).multipliedReportingOverflow(by: r / h)
      let (d, o2) = (q / h).multipliedReportingOverflow(by: s / g)
      if !(o1 || o2), n != .min { return Rational(unchecked: n, d) }
    }
    let (p, q, r, s) = (a.numerator, a.denominator, b.numerator, b.denominator)
    let g = greatestCommonDivisor(p.magnitude, s.magnitude),
      h = greatestCommonDivisor(r.magnitude, q.magnitude)
    return Rational(
      reduced: p.dividedExactly(by: g) * r.dividedExactly(by: h),
      q.dividedExactly(by: h) * s.dividedExactly(by: g))
  }
  /// Π factors: numerators and denominators multiplied in pairs, so that most products are of short
  /// numbers, and reduced once. A thousand factors take milliseconds.
  public static func product(of factors: [Rational]) -> Rational {
    if factors.count < 8 { return factors.reduce(1, *) }
    func tree(_ a: ArraySlice<BigInt>) -> BigInt {
      guard a.count > 1 else { return a.first ?? 1 }
      let middle = a.startIndex + a.count / 2
      return tree(a[..<middle]) * tree(a[middle...])
    }
    return Rational(tree(factors.map(\.numerator)[...]), tree(factors.map(\.denominator)[...]))
  }
  /// Σ terms, the near ones first: of n terms the long numbers are added log n times, not n times.
  public static func sum(of terms: [Rational]) -> Rational {
    sum(of: terms, while: { _ in true }).first ?? 0
  }
  /// The same while every partial sum is approved; from the first that is not, the partial sums are
  /// left as they are. They add up to Σ terms.
  public static func sum(of terms: [Rational], while isApproved: (Rational) -> Bool) -> [Rational] {
    var isOpen = true
    func tree(_ a: ArraySlice<Rational>) -> [Rational] {
      guard a.count > 1, isOpen else { return Array(a) }
      let middle = a.startIndex + a.count / 2
      let halves = tree(a[..<middle]) + tree(a[middle...])
      guard halves.count == 2, isOpen else { return halves }
      let sum = halves[0] + halves[1]
      isOpen = isApproved(sum)
      return [sum]
    }
    return tree(terms[...])
  }
  /// Precondition: b is not zero.
  public static func / (a: Rational, b: Rational) -> Rational {
    precondition(!b.isZero, "Rational cannot divide \(a) by 0")
    return a * b.reciprocal
  }
  public static func < (a: Rational, b: Rational) -> Bool {
    if case .small(let p, let q) = a.form, case .small(let r, let s) = b.form {
      let (left, o1) = p.multipliedReportingOverflow(by: s),
        (right, o2) = r.multipliedReportingOverflow(by: q)
      if !o1, !o2 { return left < right }
    }
    return a.numerator * b.denominator < b.numerator * a.denominator
  }
  /// The n-th power; n may be negative unless self is zero.
  public func power(_ n: Int) -> Rational {
    if n < 0 { return reciprocal.power(-n) }
    if n == 1 { return self }
    if n == 2 { return self * self }
    if case .small(let p, let q) = form, let up = p.power(n), let down = q.power(n), up != .min {
      return Rational(unchecked: up, down)
    }
    return Rational(reduced: numerator.power(n), denominator.power(n))
  }
  /// √self when that is rational; nil otherwise.
  public var squareRoot: Rational? {
    if case .small(let n, let d) = form {
      guard let p = n.squareRoot, let q = d.squareRoot else { return nil }
      return Rational(unchecked: p, q)
    }
    guard signum > 0 else { return nil }
    let p = numerator.squareRoot(), q = denominator.squareRoot()
    return p * p == numerator && q * q == denominator ? Rational(reduced: p, q) : nil
  }
  /// The number with the smallest denominator in a range, 0 ≤ low ≤ high; of several the smallest
  /// (by continued fractions: Stern 1858, Brocot 1861).
  public static func simplest(from low: Rational, to high: Rational) -> Rational {
    let whole = Rational(low.floor)
    if whole == low { return low }
    if whole + 1 <= high { return whole + 1 }
    // both lie between the same whole numbers: what they leave is turned over
    let rest = simplest(from: (high - whole).reciprocal, to: (low - whole).reciprocal)
    return whole + rest.reciprocal
  }
  /// The largest integer not above this number.
  public var floor: BigInt {
    if case .small(let n, let d) = form { return BigInt(n % d < 0 ? n / d - 1 : n / d) }
    let (q, r) = numerator.quotientAndRemainder(dividingBy: denominator)
    return r < 0 ? q - 1 : q
  }
  /// ⌊self⌋ and what is left, in [0, 1). Precondition: the floor fits a machine word.
  package var wholeAndRest: (whole: Int, rest: Rational) {
    if case .small(let n, let d) = form {
      let r = n % d, rest = r < 0 ? r + d : r
      return (r < 0 ? n / d - 1 : n / d, rest == 0 ? 0 : Rational(unchecked: rest, d))
    }
    let whole = Int(floor)
    return (whole, self - Rational(whole))
  }
}
