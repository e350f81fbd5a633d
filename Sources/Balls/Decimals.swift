import BigInt
import Exact

extension Ball {
  /// Both ends as decimals of the given number of significant digits, the lower rounded down, the
  /// upper up, so that the printed interval still encloses. `("-inf", "inf")` when nothing is
  /// known.
  public func enclosure(digits: Int) -> (String, String) {
    guard let (lower, upper) = bounds else { return ("-inf", "inf") }
    return (decimal(lower, digits: digits, up: false), decimal(upper, digits: digits, up: true))
  }

  /// The decimal digits on which two enclosures agree, relative to a scale: −log₁₀(largest distance
  /// / scale). nil unless both are finite and overlap.
  public func agreedDigits(with other: Ball, scale: Double) -> Int? {
    guard isFinite, other.isFinite, overlaps(other), scale > 0, scale.isFinite else { return nil }
    let difference = minus(other, 64).magnitude
    guard let e = difference.magnitudeExponent else { return 1000 }  // both are the same exact number
    return max(0, Int(((Double(scale.exponent) - Double(e)) * 0.30103).rounded(.down)))
  }
}

/// r to the given number of significant digits, rounded towards −∞ or +∞.
func decimal(_ r: Rational, digits: Int, up: Bool) -> String {
  if r.isZero { return "0" }
  let digits = max(1, digits), negative = r.signum < 0, m = r.magnitude
  // 10^exponent ≤ m < 10^(exponent + 1), from wherever the search begins
  let bitRatio = m.numerator.magnitude.bitWidth - m.denominator.magnitude.bitWidth
  var exponent = Int((Double(bitRatio) * 0.30103).rounded(.down))
  while power(exponent + 1) <= m { exponent += 1 }
  while power(exponent) > m { exponent -= 1 }
  let scaled = m * power(digits - 1 - exponent)
  var mantissa = scaled.floor
  if up != negative, !scaled.isInteger { mantissa += 1 }
  var text = String(mantissa)
  if text.count > digits {  // 9.99… rounded up to 10
    exponent += 1
    text.removeLast()
  }
  return (negative ? "-" : "") + placed(text, exponent)
}

private func power(_ n: Int) -> Rational { Rational(10).power(n) }

/// The point put into the digits; scientific beyond 10^±7 of the digits at hand.
private func placed(_ digits: String, _ exponent: Int) -> String {
  if exponent < -7 || exponent >= max(digits.count, 7) {
    let tail = digits.dropFirst()
    return "\(digits.prefix(1))\(tail.isEmpty ? "" : "." + tail)e\(exponent)"
  }
  if exponent < 0 { return "0." + String(repeating: "0", count: -exponent - 1) + digits }
  if exponent + 1 >= digits.count {
    return digits + String(repeating: "0", count: exponent + 1 - digits.count)
  }
  let split = digits.index(digits.startIndex, offsetBy: exponent + 1)
  return digits[..<split] + "." + digits[split...]
}
