import Exact

/// A decimal numeral of any length, read from `results.json`: exact, so that what is printed is
/// what was enclosed.
public struct DecimalNumeral: Hashable, Sendable {
  public var isNegative: Bool
  /// Significant digits, the first not zero; empty for zero.
  public var digits: [UInt8]
  /// The value is 0.d₁d₂d₃… × 10^exponent.
  public var exponent: Int

  /// Reads `-0.71258`, `3`, `2.5e-6`, also with `×10^` for e; nil for anything else, `inf` among
  /// it.
  public init?(_ text: String) {
    var rest = Substring(text)
    isNegative = rest.first == "-"
    if isNegative || rest.first == "+" { rest.removeFirst() }
    var exponent = 0
    if let e = rest.firstIndex(where: { $0 == "e" || $0 == "E" }) {
      guard let value = Int(rest[rest.index(after: e)...]), abs(value) < 1_000_000 else {
        return nil
      }
      exponent = value
      rest = rest[..<e]
    }
    let parts = rest.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    guard !parts[0].isEmpty || (parts.count > 1 && !parts[1].isEmpty) else { return nil }
    var digits: [UInt8] = []
    for character in parts.joined() {
      guard let digit = character.wholeNumberValue, character.isASCII else { return nil }
      digits.append(UInt8(digit))
    }
    exponent += parts[0].count
    let zeros = digits.prefix { $0 == 0 }.count
    digits.removeFirst(zeros)
    exponent -= zeros
    while digits.last == 0 { digits.removeLast() }
    if digits.isEmpty { (isNegative, exponent) = (false, 0) }
    (self.digits, self.exponent) = (digits, exponent)
  }

  public var isZero: Bool { digits.isEmpty }

  /// Rounded to `count` significant digits, half away from zero.
  public func rounded(to count: Int) -> DecimalNumeral {
    guard digits.count > count else { return self }
    var result = self
    let up = digits[count] >= 5
    result.digits = Array(digits.prefix(count))
    if up {
      var i = count - 1
      while i >= 0, result.digits[i] == 9 { (result.digits[i], i) = (0, i - 1) }
      if i >= 0 {
        result.digits[i] += 1
      } else {
        (result.digits, result.exponent) = ([1], exponent + 1)
      }
    }
    while result.digits.last == 0 { result.digits.removeLast() }
    return result
  }

  /// Shifted by a power of ten.
  public func scaled(by power: Int) -> DecimalNumeral {
    var result = self
    if !isZero { result.exponent += power }
    return result
  }

  /// Plain notation with `significant` digits shown, zeros added: 0.7126, 1.000, 34.
  public func plain(significant: Int) -> String {
    if isZero { return "0" }
    var shown = digits
    while shown.count < significant { shown.append(0) }
    var text = ""
    if exponent <= 0 { text = "0." + String(repeating: "0", count: -exponent) }
    for (i, digit) in shown.enumerated() {
      if i == exponent, exponent > 0 { text += "." }
      text += String(digit)
    }
    if exponent > shown.count { text += String(repeating: "0", count: exponent - shown.count) }
    return (isNegative ? "-" : "") + text
  }

  /// Mantissa and power of ten, 2.51 and −6.
  public func scientific(significant: Int) -> (mantissa: String, power: Int) {
    let one = scaled(by: 1 - exponent)
    return (one.plain(significant: significant), isZero ? 0 : exponent - 1)
  }

  /// Whether plain notation is readable: from 0.0001 up to ten million.
  public var readsPlainly: Bool { isZero || (exponent > -4 && exponent <= 7) }
}

/// What a number looks like in the text of the book.
public enum Printed {
  /// The enclosure rounded to `digits` significant digits, as TeX; nil when its ends do not round
  /// alike.
  ///
  /// An exact value that needs fewer digits is printed with as many as it has: ½ is 0.5, not
  /// 0.5000.
  public static func tex(_ value: [String], digits: Int) -> String? {
    guard let low = value.first, let high = value.last else { return nil }
    if low == high, low == "inf" || low == "-inf" { return low == "inf" ? "\\infty" : "-\\infty" }
    if low == high, low.contains("/") {
      return fraction(low).flatMap { tex([$0, $0], digits: digits) }
    }
    guard let a = DecimalNumeral(low), let b = DecimalNumeral(high) else { return nil }
    let rounded = a.rounded(to: digits)
    guard rounded == b.rounded(to: digits) else { return nil }
    let exact = a == b && a.digits.count <= digits
    let shown = exact ? rounded.digits.count : digits
    if rounded.readsPlainly { return rounded.plain(significant: shown) }
    let (mantissa, power) = rounded.scientific(significant: shown)
    return mantissa == "1" ? "10^{\(power)}" : "\(mantissa)\\times 10^{\(power)}"
  }

  /// `11/12` to 40 significant digits; numerator and denominator may be of any length.
  public static func fraction(_ text: String) -> String? {
    guard text.contains("/"), let value = Rational(text) else { return nil }
    let whole = value.magnitude.floor
    var rest = value.magnitude - Rational(whole), digits = "\(whole).", significant = 0
    repeat {
      let next = 10 * rest
      digits += "\(next.floor)"
      rest = next - Rational(next.floor)
      if significant > 0 || whole != 0 || next.floor != 0 { significant += 1 }
    } while !rest.isZero && significant < 40
    return (value.signum < 0 ? "-" : "") + digits
  }

  /// The digits on which two decimal texts agree from the left, as a prefix of the first.
  public static func common(_ a: String, _ b: String) -> String {
    String(zip(a, b).prefix { $0 == $1 }.map(\.0))
  }
}
