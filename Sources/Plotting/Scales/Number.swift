import Foundation

/// Numbers as a figure prints them.
enum Number {
  /// baseᵏ, exact for powers of ten within the doubles.
  static func power(_ base: Double, _ k: Int) -> Double {
    base == 10 ? Double("1e\(k)") ?? 0 : pow(base, Double(k))
  }

  static func powerLabel(_ base: Double, _ k: Int) -> String {
    let name = base == 10 ? "10" : plain(base)
    return k == 0 ? "1" : "\(name)^{\(minus("\(k)"))}"
  }

  /// A tick with a fixed number of decimals, or in powers of ten where that would be long.
  static func tick(_ value: Double, decimals: Int) -> String {
    if value == 0 { return "0" }
    let exponent = Int(log10(value.magnitude).rounded(.down))
    // how many digits after the first one tell the tick from its neighbours
    let digits = max(0, exponent + decimals)
    let isLong = decimals > 5 || exponent >= 6
    guard isLong && digits < 6 else {
      let text = String(format: "%.\(max(0, decimals))f", value)
      return text.allSatisfy({ "-0.".contains($0) }) ? "0" : minus(text)
    }
    return scientific(String(format: "%.\(digits)e", value))
  }

  /// A tick with the digits that it needs.
  static func tick(_ value: Double) -> String {
    let text = plain(value)
    return scientific(text)
  }

  /// A tick as a power of ten, or a multiple of one; 0 and 1 stay what they are.
  static func inPowers(_ value: Double) -> String {
    guard value != 0, value != 1 else { return plain(value) }
    let exponent = Int(log10(value.magnitude).rounded(.down))
    return scientific("\(plain(value / power(10, exponent)))e\(exponent)")
  }

  /// "1.5e-07" as it is printed.
  private static func scientific(_ text: String) -> String {
    guard let e = text.firstIndex(of: "e") else { return minus(text) }
    let exponent = Int(text[text.index(after: e)...]) ?? 0
    let mantissa = text[..<e]
    let power = powerLabel(10, exponent)
    return mantissa == "1" ? power : minus(String(mantissa)) + "·" + power
  }

  /// Significant digits, no more than needed: what the CSV files carry.
  static func plain(_ value: Double, digits: Int = 6) -> String {
    if value == 0 { return "0" }
    if value.isInfinite { return value < 0 ? "-inf" : "inf" }
    return String(format: "%.\(digits)g", value)
  }

  /// How many decimals show the value to six digits.
  static func decimals(_ value: Double) -> Int {
    let text = plain(value)
    guard !text.contains("e"), let point = text.firstIndex(of: ".") else { return 0 }
    return text.distance(from: point, to: text.endIndex) - 1
  }

  /// A hyphen is not a minus.
  static func minus(_ text: String) -> String { text.replacingOccurrences(of: "-", with: "−") }
}
