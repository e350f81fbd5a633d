/// The part of a document that something of a sheet speaks for.
public struct Scope: Hashable, Sendable {
  /// Lines of the document; nil: not limited by lines.
  public var lines: [ClosedRange<Int>]?
  /// Single formulas by line and number: `329#2`.
  var formulas: Set<FormulaNumber> = []
  struct FormulaNumber: Hashable, Sendable { var line: Int, number: Int }
  /// Beginning of the heading under which it holds.
  public var under: String?

  public static let everywhere = Scope()

  /// Reads `lines="57-80, 119" under="Forward Process"`; throws words about what is wrong.
  static func read(_ text: String) throws(SheetError.What) -> Scope {
    var scope = Scope()
    var rest = trimmed(text)[...]
    while !rest.isEmpty {
      guard let equals = rest.firstIndex(of: "=") else {
        throw .init("expected lines=\"…\" or under=\"…\", found “\(rest)”")
      }
      let key = trimmed(rest[..<equals])
      rest = rest[rest.index(after: equals)...].drop { $0.isWhitespace }
      let quoted = rest.first == "\""
      if quoted { rest = rest.dropFirst() }
      let value = rest.prefix { quoted ? $0 != "\"" : !$0.isWhitespace }
      rest = rest[value.endIndex...]
      if quoted {
        guard !rest.isEmpty else {
          throw .init("the quotation mark behind \(key)= is never closed")
        }
        rest = rest.dropFirst()
      }
      rest = rest.drop { $0.isWhitespace }
      switch key {
      case "lines":
        let parts = value.split(separator: ",").map { trimmed($0) }
        scope.lines = try ranges(parts.filter { !$0.contains("#") }.joined(separator: ","))
        for part in parts where part.contains("#") {
          let at = try Locator.read(part)
          if let number = at.number {
            scope.formulas.insert(FormulaNumber(line: at.line, number: number))
          }
        }
      case "under": scope.under = String(value)
      default: throw .init("a scope is lines=\"57-80, 119\" or under=\"a heading\", not \(key)")
      }
    }
    return scope
  }

  /// `57-80, 119`.
  static func ranges(_ text: String) throws(SheetError.What) -> [ClosedRange<Int>] {
    var ranges: [ClosedRange<Int>] = []
    for part in text.split(separator: ",") {
      let ends = part.split(whereSeparator: { $0 == "-" || $0 == "–" }).compactMap {
        Int(trimmed($0))
      }
      guard let first = ends.first, let last = ends.last, ends.count <= 2, first >= 1, first <= last
      else {
        throw .init("expected lines such as 57-80, 119, found “\(trimmed(part))”")
      }
      ranges.append(first...last)
    }
    return ranges
  }

  /// Whether it speaks for a line of a document with these headings.
  func holds(_ line: Int, _ number: Int, in headings: [Heading]) -> Bool {
    if formulas.contains(FormulaNumber(line: line, number: number)) { return true }
    if let lines, !lines.contains(where: { $0.contains(line) }) { return false }
    guard under != nil else { return true }
    return headings.indices.contains { i in
      guard names(headings[i]), headings[i].line <= line else { return false }
      let end = headings[(i + 1)...].first { $0.level <= headings[i].level }?.line ?? Int.max
      return line < end
    }
  }

  /// Whether a heading begins with the words, as it is read or as it is printed.
  func names(_ heading: Heading) -> Bool {
    guard let under else { return false }
    let title = heading.title.lowercased()
    return [under, TeXWords.plain(under)].contains { title.hasPrefix($0.lowercased()) }
  }
}
