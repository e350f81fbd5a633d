import Foundation

/// Colour for terminals; a sign or a word always says the same, so nothing is lost without it.
struct Style {
  var isColoured: Bool

  /// Coloured only on a terminal, and never when NO_COLOR is set.
  static func forOutput(_ descriptor: Int32) -> Style {
    let environment = ProcessInfo.processInfo.environment
    return Style(
      isColoured: isatty(descriptor) != 0 && environment["NO_COLOR"] == nil
        && environment["TERM"] != "dumb")
  }

  private func paint(_ text: String, _ code: String) -> String {
    isColoured ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }
  func green(_ text: String) -> String { paint(text, "32") }
  func red(_ text: String) -> String { paint(text, "31") }
  func yellow(_ text: String) -> String { paint(text, "33") }
  func faint(_ text: String) -> String { paint(text, "2") }
  func bold(_ text: String) -> String { paint(text, "1") }
}

extension String {
  /// Filled with spaces to a width counted in characters.
  func padded(_ width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - count))
  }
  func indented(_ width: Int) -> String {
    String(repeating: " ", count: max(0, width - count)) + self
  }
  /// In lines of 80 characters, broken at spaces, each behind so many spaces.
  func wrapped(indent: Int) -> [String] {
    Textbook.wrapped(split(separator: " ").map(String.init), separator: " ", indent: indent)
  }
  /// Cut in the middle of nothing: at the end, with an ellipsis.
  func shortened(_ width: Int) -> String {
    count <= width ? self : String(prefix(width - 1)) + "…"
  }
}

/// Pieces in lines of 80 characters, none of them broken, each line behind so many spaces.
func wrapped(_ pieces: [String], separator: String, indent: Int) -> [String] {
  let margin = String(repeating: " ", count: indent)
  var lines: [String] = []
  for piece in pieces {
    if let last = lines.last, last.count + separator.count + piece.count <= 80 {
      lines[lines.count - 1] += separator + piece
    } else {
      if let last = lines.indices.last, separator != " " { lines[last] += separator.trimmed }
      lines.append(margin + piece)
    }
  }
  return lines
}
