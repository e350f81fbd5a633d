import Foundation

/// What the notation is asked about, from the files of `Tests/formulas`: a text to a line, `⏎` for
/// the end of a line within it. A line that begins with `# ` is a heading.
enum Corpus {
  struct Block {
    var name: String, texts: [String]
  }

  /// Formulas of the shapes that the field writes, all of them accepted in strict mode.
  static let book = texts("book")

  /// Formulas with the exotic as often as the plain; some are read leniently only.
  static let formulas = blocks(
    "letters", "products", "functions", "brackets", "laws", "series", "calculus", "environments",
    "habits", "marks")
  static let wrong = blocks("wrong-marks", "wrong-formulas", "wrong-calls")
  static let displays = blocks("displays", "wrong-displays")
  static let all = formulas + wrong + displays

  /// What stands in toys: formulas in plain letters, lists of them, names.
  static let toys = texts("toys")

  private static func blocks(_ names: String...) -> [Block] {
    names.map { Block(name: $0, texts: texts($0)) }
  }

  /// Nothing where there is no such file; `CorpusTests` notices.
  private static func texts(_ name: String) -> [String] {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    let file = folder.appending(path: "formulas/\(name).txt")
    let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
    return text.split(separator: "\n").filter { !$0.hasPrefix("# ") }
      .map { String($0).replacing("⏎", with: "\n") }
  }
}
