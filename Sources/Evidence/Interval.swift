import Balls
import BigInt
import Exact

/// A closed interval with rational ends: what the judge computes with.
///
/// A ball is turned into one without rounding, so that the library that made a number does not
/// also judge it.
public struct Interval: Hashable, Sendable {
  public let lower: Rational
  public let upper: Rational

  /// nil unless lower ≤ upper.
  public init?(_ lower: Rational, _ upper: Rational) {
    guard lower <= upper else { return nil }
    (self.lower, self.upper) = (lower, upper)
  }
  public init(_ point: Rational) { (lower, upper) = (point, point) }
  private init(ordered lower: Rational, _ upper: Rational) {
    (self.lower, self.upper) = (lower, upper)
  }

  public static func - (a: Interval, b: Interval) -> Interval {
    Interval(ordered: a.lower - b.upper, a.upper - b.lower)
  }
  public var width: Rational { upper - lower }
  public var containsZero: Bool { lower <= 0 && 0 <= upper }
  /// The smallest absolute value in the interval.
  public var smallestMagnitude: Rational {
    containsZero ? 0 : min(lower.magnitude, upper.magnitude)
  }
  public var largestMagnitude: Rational { max(lower.magnitude, upper.magnitude) }
}

extension Interval {
  /// lower ≤ x ≤ upper as decimals, rounded outwards to `digits` significant digits.
  public func decimals(_ digits: Int) -> [String] {
    [decimal(lower, digits: digits, .down), decimal(upper, digits: digits, .up)]
  }
}

public enum Direction: Sendable { case down, up, towardZero, nearest }

/// x as a decimal with `digits` significant digits: `0.6931`, `-12.5`, `1.6e-14`. Exact short
/// decimals stay short.
public func decimal(_ x: Rational, digits: Int, _ direction: Direction = .nearest) -> String {
  guard !x.isZero else { return "0" }
  let negative = x < 0, size = x.magnitude
  var exponent = decimalExponent(size)
  var mantissa = rounded(size, exponent: exponent, digits: digits, direction, negative: negative)
  if mantissa >= BigInt(10).power(digits) {  // 9.99… rounded up to 10.0…
    exponent += 1
    mantissa = rounded(size, exponent: exponent, digits: digits, direction, negative: negative)
  }
  guard mantissa > 0 else { return "0" }
  return (negative ? "-" : "") + written(String(mantissa), exponent: exponent)
}

/// The e with 10^e ≤ x < 10^(e+1), for x > 0.
private func decimalExponent(_ x: Rational) -> Int {
  let bits = x.numerator.magnitude.bitWidth - x.denominator.magnitude.bitWidth
  // x > 2^(bits − 1), so that this is not too large
  var e = Int((Double(bits) * 0.30102999566398120).rounded(.down)) - 1
  while Rational(10).power(e + 1) <= x { e += 1 }
  return e
}

private func rounded(
  _ x: Rational, exponent: Int, digits: Int, _ direction: Direction, negative: Bool
) -> BigInt {
  let scaled = x * Rational(10).power(digits - 1 - exponent)
  let (quotient, remainder) = scaled.numerator.quotientAndRemainder(dividingBy: scaled.denominator)
  let up: Bool =
    switch direction {
    case .towardZero: false
    case .down: negative && remainder > 0
    case .up: !negative && remainder > 0
    case .nearest: 2 * remainder >= scaled.denominator
    }
  return up ? quotient + 1 : quotient
}

/// Digits d₁d₂d₃… that mean d₁.d₂d₃… · 10^exponent, without trailing zeros behind the point.
private func written(_ digits: String, exponent: Int) -> String {
  func stripped(_ text: String) -> String {
    guard text.contains(".") else { return text }
    var text = text
    while text.hasSuffix("0") { text.removeLast() }
    if text.hasSuffix(".") { text.removeLast() }
    return text
  }
  if exponent < -5 || exponent > 20 {
    let mantissa = digits.prefix(1) + "." + digits.dropFirst()
    return stripped(String(mantissa)) + "e\(exponent)"
  }
  if exponent < 0 { return stripped("0." + String(repeating: "0", count: -exponent - 1) + digits) }
  if digits.count <= exponent + 1 {
    return digits + String(repeating: "0", count: exponent + 1 - digits.count)
  }
  return stripped(digits.prefix(exponent + 1) + "." + digits.dropFirst(exponent + 1))
}
