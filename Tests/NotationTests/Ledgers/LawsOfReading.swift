import Notation

/// What must be true of every reading, whoever wrote the text. A law that does not hold is told in
/// words.
enum LawsOfReading {
  /// What is read is read again from its print; what is refused is refused at a place of the text.
  static func broken(
    _ result: Result<Formula, ParseError>, _ text: String, _ options: FormulaParser.Options
  ) -> String? {
    switch result {
    case .success(let tree): print(of: tree, options)
    case .failure(let error): place(of: error, in: text)
    }
  }

  /// Lines go down the page and lie on it.
  static func broken(_ result: Result<Display, ParseError>, _ text: String) -> String? {
    switch result {
    case .success(let display): lines(of: display, in: text)
    case .failure(let error): place(of: error, in: text)
    }
  }

  /// The place of an error lies inside the text, at most one behind its line's end, and there are
  /// words for what is wrong and for what to do.
  static func place(of error: ParseError, in text: String) -> String? {
    let lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
    guard (1...lines.count).contains(error.line) else { return "line of \(error)" }
    let width = lines[error.line - 1].count
    guard (1...width + 1).contains(error.column) else { return "column of \(error)" }
    guard !error.message.isEmpty, !error.remedy.isEmpty else { return "no words in \(error)" }
    return nil
  }

  /// Only where brackets take the print past the limit of nesting it is not read.
  private static func print(of tree: Formula, _ options: FormulaParser.Options) -> String? {
    let printed = latex(tree)
    switch FormulaParser(options: options).formula(printed) {
    case .failure(let error) where !error.message.hasPrefix("nested deeper"):
      return "printed \(printed), not read: \(error)"
    case .success(let back) where back != tree:
      return "printed \(printed), read as \(latex(back))"
    default: break
    }
    var isWhole = true
    tree.visit { if $0.rebuilt($0.parts) != $0 { isWhole = false } }
    return isWhole ? nil : "not rebuilt from its parts"
  }

  private static func lines(of display: Display, in text: String) -> String? {
    let rows = display.lines.map(\.number)
    let count = text.utf8.reduce(1) { $0 + ($1 == 0x0A ? 1 : 0) }
    guard rows == rows.sorted(), rows.allSatisfy((1...count).contains) else {
      return "lines \(rows) of \(count)"
    }
    let sides = display.derivations.flatMap { [$0.line] + $0.steps.map(\.line) }
    guard sides.allSatisfy((1...count).contains) else { return "sides on \(sides) of \(count)" }
    return nil
  }
}
