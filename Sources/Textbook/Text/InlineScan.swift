/// What stands inside paragraphs: placeholders, and mathematics or braces that are never closed.
///
/// Code spans are passed over. `$` opens mathematics by pandoc's rule: something other than a
/// space stands behind it,
/// and the closing one has no space before it and no digit behind it; a paragraph (up to a blank
/// line) is searched.
struct InlineScan {
  private(set) var placeholders: [Placeholder] = []
  private(set) var problems: [Problem] = []
  private let source: SourceText
  private let range: Range<Int>
  private var i: Int
  private var inMathematics = false

  init(_ source: SourceText, _ range: Range<Int>) {
    (self.source, self.range, i) = (source, range, range.lowerBound)
    while i < range.upperBound { step() }
  }

  private func at(_ index: Int) -> Unicode.Scalar? {
    range.contains(index) ? source.scalars[index] : nil
  }

  private mutating func report(_ index: Int, _ message: String) {
    problems.append(Problem(source.file, source.position(index), message))
  }

  private mutating func step() {
    switch source.scalars[i] {
    case "\\": i += 2
    case "`" where !inMathematics: skipCode()
    case "$": dollar()
    case "{" where at(i + 1) == "{": placeholder()
    case "\n" where inMathematics == false: i += 1
    default: i += 1
    }
  }

  /// A run of backticks up to an equally long one; a run without partner is plain text.
  private mutating func skipCode() {
    let start = i
    while at(i) == "`" { i += 1 }
    let length = i - start
    var j = i
    while j < range.upperBound, !isBlankLine(j) {
      guard at(j) == "`" else {
        j += 1
        continue
      }
      let run = j
      while at(j) == "`" { j += 1 }
      if j - run == length {
        i = j
        return
      }
    }
  }

  private func isBlankLine(_ index: Int) -> Bool {
    guard at(index) == "\n" else { return false }
    var j = index + 1
    while at(j) == " " || at(j) == "\t" { j += 1 }
    return at(j) == "\n"
  }

  private mutating func dollar() {
    if inMathematics {
      inMathematics = false
      i += 1
      return
    }
    if at(i + 1) == "$" {
      report(i, "a display stands on lines of its own: start a line with $$")
      i += 2
      return
    }
    guard let next = at(i + 1), !" \t\n".unicodeScalars.contains(next) else {
      i += 1
      return
    }
    var j = i + 1
    while j < range.upperBound, !isBlankLine(j) {
      if at(j) == "\\" {
        j += 2
        continue
      }
      guard at(j) == "$" else {
        j += 1
        continue
      }
      // a $ that cannot close opens other mathematics: this one was left open
      guard let before = at(j - 1), !" \t\n".unicodeScalars.contains(before),
        !(at(j + 1).map { ("0"..."9").contains($0) } ?? false)
      else { break }
      inMathematics = true
      i += 1
      return
    }
    report(
      i,
      "this $ opens mathematics that is never closed in its paragraph; "
        + "close it, or write \\$ for a dollar")
    i += 1
  }

  /// In mathematics `{{` may also be LaTeX: only a plain name with both braces counts there.
  private mutating func placeholder() {
    var j = i + 2
    while let scalar = at(j), scalar != "}", scalar != "\n", scalar != "{" { j += 1 }
    let closed = at(j) == "}" && at(j + 1) == "}"
    let content = String(source.scalars[(i + 2)..<min(j, range.upperBound)]).trimmed.composed
    let parts = content.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(
      String.init)
    let name = parts.first ?? "", format = parts.count > 1 ? parts[1] : nil
    let named = !name.isEmpty && name.unicodeScalars.allSatisfy(Self.belongsToName)
    guard closed, named, format.map(Self.isFormat) ?? true else {
      if !inMathematics {
        report(i, message(closed: closed, name: name, named: named, format: format))
      }
      i += 2
      return
    }
    placeholders.append(
      Placeholder(
        name: name, format: format, position: source.position(i), inMathematics: inMathematics,
        range: (i - range.lowerBound)..<(j + 2 - range.lowerBound)))
    i = j + 2
  }

  private func message(closed: Bool, name: String, named: Bool, format: String?) -> String {
    if !closed { return "this {{ is never closed on its line; end the placeholder with }}" }
    if name.hasPrefix("cell ") { return "{{cell …}} stands on a line of its own" }
    if !named { return "“\(name)” is no name of a value; a placeholder is {{name}} or {{name:6}}" }
    return "unknown format “\(format ?? "")”; after the colon stand digits (6), % or /"
  }

  static func isFormat(_ text: String) -> Bool {
    if text == "%" || text == "/" { return true }
    let digits = text.hasSuffix("%") ? String(text.dropLast()) : text
    guard digits.utf8.allSatisfy({ (48...57).contains($0) }), let count = Int(digits) else {
      return false
    }
    return (1...1000).contains(count)
  }

  static func belongsToName(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
      || "-_./".unicodeScalars.contains(scalar)
  }
}
