import BigInt

/// An exact rational number in lowest terms, denominator positive.
public struct Rational: Hashable, Sendable, Comparable, ExpressibleByIntegerLiteral, CustomStringConvertible {
  public let numerator: BigInt
  public let denominator: BigInt

  /// numerator / denominator in lowest terms. Precondition: the denominator is not zero.
  public init(_ numerator: BigInt, _ denominator: BigInt) {
    precondition(denominator != 0, "Rational needs a denominator other than 0; got \(numerator)/0")
    let g = numerator.greatestCommonDivisor(with: denominator), sign: BigInt = denominator < 0 ? -1 : 1
    (self.numerator, self.denominator) = g == 0 ? (0, 1) : (sign * numerator / g, sign * denominator / g)
  }
  public init(_ n: Int, _ d: Int = 1) { self.init(BigInt(n), BigInt(d)) }
  public init(_ n: BigInt) { (numerator, denominator) = (n, 1) }
  public init(integerLiteral n: Int) { self.init(n) }

  /// Reads `7`, `-7/5`, `0.25`, `-1.5e-3`; nil for anything else (no `nan`, no `inf`, no hexadecimal, exponent at most 400).
  public init?(_ text: String) {
    func integer(_ s: Substring) -> BigInt? {
      let digits = s.first == "-" || s.first == "+" ? s.dropFirst() : s
      return !digits.isEmpty && digits.utf8.allSatisfy { (48...57).contains($0) } ? BigInt(String(s.first == "+" ? digits : s)) : nil
    }
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    if parts.count == 2, let n = integer(parts[0]), let d = integer(parts[1]), d > 0 { self.init(n, d); return }
    guard parts.count == 1 else { return nil }
    let scientific = text.lowercased().split(separator: "e", omittingEmptySubsequences: false)
    guard scientific.count <= 2 else { return nil }
    let decimal = scientific[0].split(separator: ".", omittingEmptySubsequences: false)
    guard decimal.count <= 2 else { return nil }
    let fraction = decimal.count == 2 ? decimal[1] : ""
    guard decimal.count == 1 || !fraction.isEmpty, fraction.utf8.allSatisfy({ (48...57).contains($0) }),
      let mantissa = integer(decimal[0] + fraction) else { return nil }
    var shift = -fraction.count
    if scientific.count == 2 {
      guard let e = Int(scientific[1]), abs(e) <= 400 else { return nil }
      shift += e
    }
    let scale = BigInt(10).power(abs(shift))
    self = shift >= 0 ? Rational(mantissa * scale) : Rational(mantissa, scale)
  }

  /// The value of a finite double, exactly. Precondition: finite.
  public init(exactly x: Double) {
    precondition(x.isFinite, "Rational needs a finite double; got \(x)")
    guard x != 0 else { self.init(0); return }
    let significand = BigInt(x.significand * 0x1p52), exponent = Int(x.exponent) - 52
    let signed = x < 0 ? -significand : significand
    self = exponent >= 0 ? Rational(signed << exponent) : Rational(signed, BigInt(1) << (-exponent))
  }

  public var description: String { denominator == 1 ? "\(numerator)" : "\(numerator)/\(denominator)" }
  public var isInteger: Bool { denominator == 1 }
  public var isZero: Bool { numerator == 0 }
  /// The integer this is, if it is one and fits.
  public var int: Int? { isInteger ? Int(exactly: numerator) : nil }
  public var magnitude: Rational { numerator < 0 ? -self : self }
  public var reciprocal: Rational { Rational(denominator, numerator) }
  /// The nearest double up to a rounding or two; for drawing and for display, never for a verdict.
  public var double: Double {
    let shift = numerator.magnitude.bitWidth - denominator.magnitude.bitWidth
    let scaled = shift > 0 ? Rational(numerator, denominator << shift) : Rational(numerator << (-shift), denominator)
    let quotient = (scaled.numerator << 64) / scaled.denominator
    return Double(sign: .plus, exponent: shift - 64, significand: 1) * Double(quotient)
  }

  public static func + (a: Rational, b: Rational) -> Rational { Rational(a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator) }
  public static func - (a: Rational, b: Rational) -> Rational { a + -b }
  public static prefix func - (a: Rational) -> Rational { Rational(-a.numerator, a.denominator) }
  public static func * (a: Rational, b: Rational) -> Rational { Rational(a.numerator * b.numerator, a.denominator * b.denominator) }
  /// Precondition: b is not zero.
  public static func / (a: Rational, b: Rational) -> Rational { Rational(a.numerator * b.denominator, a.denominator * b.numerator) }
  public static func < (a: Rational, b: Rational) -> Bool { a.numerator * b.denominator < b.numerator * a.denominator }
  /// The n-th power; n may be negative unless self is zero.
  public func power(_ n: Int) -> Rational {
    n < 0 ? reciprocal.power(-n) : Rational(numerator.power(n), denominator.power(n))
  }
}
