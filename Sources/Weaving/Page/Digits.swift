import Notation

/// Numbers of the results as the page prints them.
package enum Digits {
  /// One enclosure as one numeral: the digits on which both ends agree, and the power of ten where
  /// it has one.
  package static func shown(_ value: [String]) -> String {
    guard let low = value.first, let high = value.last else { return "" }
    if low == high { return low == "inf" ? "∞" : low == "-inf" ? "-∞" : spelled(low) }
    let (a, b) = (parted(low), parted(high))
    let same = Printed.common(a.mantissa, b.mantissa)
    // past the point, or the digits that follow would be taken for decimals
    if a.power == b.power, same.contains("."), same.contains(where: "123456789".contains) {
      return same + "…" + power(a.power)
    }
    guard let first = DecimalNumeral(low), let last = DecimalNumeral(high) else {
      return "[\(low), \(high)]"
    }
    if first.isNegative != last.isNegative {
      return "0 ± 10"
        + raised(max(first.isZero ? .min : first.exponent, last.isZero ? .min : last.exponent))
    }
    // ends on both sides of a round number: that number, to as many digits as they allow
    for digits in stride(from: 16, to: 2, by: -1)
    where first.rounded(to: digits) == last.rounded(to: digits) {
      let round = first.rounded(to: digits)
      if round.readsPlainly, digits >= round.exponent { return round.plain(significant: digits) }
      let (mantissa, exponent) = round.scientific(significant: digits)
      return mantissa + power(exponent)
    }
    return "[\(spelled(low)), \(spelled(high))]"
  }

  /// What two numerals say alike; nil when they differ before their last digits.
  package static func agreed(_ a: String, _ b: String) -> String? {
    if a == b { return a }
    guard a.hasSuffix("…"), b.hasSuffix("…") else { return nil }
    let same = Printed.common(a, b).prefix { $0 != "…" }
    let shorter = min(a.count, b.count) - 1
    return same.count + 3 >= shorter && same.contains(where: \.isNumber) ? same + "…" : nil
  }

  /// Of a long numeral the first dozen digits; how many more agree stands beside it. A fraction
  /// that no line could be broken in becomes a decimal.
  package static func brief(_ text: String) -> String {
    if text.count > 30, let decimal = Printed.fraction(text) {
      return decimal.count > 15 ? decimal.prefix(15) + "…" : decimal
    }
    guard let end = text.firstIndex(of: "…"), text[..<end].count > 15 else { return text }
    return String(text[..<end].prefix(15) + text[end...])
  }

  private static func parted(_ text: String) -> (mantissa: String, power: Int) {
    guard let e = text.firstIndex(of: "e"), let power = Int(text[text.index(after: e)...]) else {
      return (text, 0)
    }
    return (String(text[..<e]), power)
  }

  private static func spelled(_ text: String) -> String {
    let parts = parted(text)
    return parts.mantissa + power(parts.power)
  }

  private static func power(_ n: Int) -> String { n == 0 ? "" : "×10" + raised(n) }

  private static func raised(_ n: Int) -> String {
    let signs: [Character: Character] = [
      "-": "⁻", "0": "⁰", "1": "¹", "2": "²", "3": "³", "4": "⁴", "5": "⁵", "6": "⁶", "7": "⁷",
      "8": "⁸", "9": "⁹",
    ]
    return String(String(n).map { signs[$0] ?? $0 })
  }

  /// A hyphen before a numeral becomes a minus sign.
  static func minus(_ text: String) -> String {
    text.hasPrefix("-") ? "−" + text.dropFirst() : text
  }

  /// `θ = 7/5, x = 3/2` as a formula; names are written as in a toy.
  static func parameters(_ parameters: [String: String]) -> String {
    parameters.sorted { $0.key < $1.key }
      .map { HTML.small("\(latex(name: $0.key)) = \($0.value)") }.joined(separator: ", ")
  }

  /// A distance in three digits.
  static func short(_ text: String) -> String {
    guard let number = DecimalNumeral(text)?.rounded(to: 3) else {
      return text == "inf" ? "∞" : HTML.escaped(text)
    }
    if number.readsPlainly { return minus(number.plain(significant: 1)) }
    let (mantissa, power) = number.scientific(significant: 1)
    return "\(minus(mantissa))·10<sup>\(minus(String(power)))</sup>"
  }
}
