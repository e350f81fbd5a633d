import Foundation

/// The little markup of labels, read into runs.
enum Markup {
  struct Run {
    enum Content: Equatable { case words(String), formula(String) }
    var content: Content
    var style: Font.Style
    /// How far the run is raised, in units of the size.
    var shift: Double

    var hasDescender: Bool {
      if case .words(let words) = content {
        return shift < 0 || words.contains { "gjpqyQ,;()[]{}|/$_".contains($0) }
      }
      return false
    }
  }

  static func parse(_ text: String, style base: Font.Style) throws -> [Run] {
    var runs: [Run] = []
    var words = ""
    var style = base
    var rest = Substring(text)
    func flush() {
      if !words.isEmpty { runs.append(Run(content: .words(words), style: style, shift: 0)) }
      words = ""
    }
    func take(until end: String) throws -> Substring {
      guard let range = rest.range(of: end) else { throw LabelError.unclosed(text) }
      defer { rest = rest[range.upperBound...] }
      return rest[..<range.lowerBound]
    }
    func toggle(_ emphasis: Font.Style) {
      flush()
      style = style == emphasis ? base : emphasis
    }
    while let c = rest.popFirst() {
      switch c {
      case "\\":
        if let next = rest.popFirst() { words.append(next) }
      case "$":
        flush()
        runs.append(
          Run(content: .formula("$" + (try take(until: "$")) + "$"), style: style, shift: 0))
      case "*" where rest.first == "*":
        rest.removeFirst()
        toggle(.bold)
      case "*": toggle(.italic)
      case "^" where rest.first == "{", "_" where rest.first == "{":
        flush()
        rest.removeFirst()
        let inner = String(try take(until: "}"))
        runs.append(Run(content: .words(inner), style: style, shift: c == "^" ? 0.36 : -0.16))
      case "-" where rest.first?.isNumber == true && (words.isEmpty || words.last == " "):
        words.append("−")  // a hyphen before a number is a minus
      case "'": words.append("’")
      default: words.append(c)
      }
    }
    flush()
    if style != base { throw LabelError.unclosed(text) }
    return runs
  }
}
