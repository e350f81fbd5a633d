import Evidence

/// A named value as TeX, in the format that its placeholder asks for.
enum Placeholders {
  static func tex(_ value: ValueRecord, format: String?) -> String? {
    switch format {
    case "/": return (value.exact ?? exactEnd(value)).map(fraction)
    case let format? where format.hasSuffix("%"):
      let digits = Int(format.dropLast()) ?? 3
      let ends = value.value.compactMap { DecimalNumeral($0)?.scaled(by: 2) }
      guard ends.count == value.value.count, let first = ends.first else { return nil }
      let texts = ends.map { $0.plain(significant: 1) }
      let precise = first.digits.count
      return Printed.tex(texts, digits: min(digits, max(1, precise))).map { "\($0)\\,\\%" }
    case nil where value.exact?.isCount == true: return value.exact
    default: return Printed.tex(value.value, digits: format.flatMap(Int.init) ?? 4)
    }
  }

  private static func exactEnd(_ value: ValueRecord) -> String? {
    value.value.first == value.value.last ? value.value.first : nil
  }

  static func fraction(_ text: String) -> String {
    let parts = text.split(separator: "/")
    guard parts.count == 2 else { return text }
    let negative = parts[0].hasPrefix("-") || parts[0].hasPrefix("\u{2212}")
    return
      "\(negative ? "-" : "")\\tfrac{\(negative ? parts[0].dropFirst() : parts[0])}{\(parts[1])}"
  }
}

extension String {
  /// A whole number that is printed with all its digits.
  fileprivate var isCount: Bool { count <= 7 && allSatisfy(\.isWholeNumber) }
}
