import Foundation

extension ChapterReader {
  /// Reads a display that starts on the current line, with its attributes.
  mutating func readEquation() {
    let scalars = source.scalars, lineRange = source.range(ofLine: line)
    let open = scalars[lineRange].firstIndex(of: "$") ?? lineRange.lowerBound
    let position = source.position(open)
    guard let close = closing(after: open + 2) else {
      report(
        position, "this $$ is never closed (a blank line ends the search); close it with $$ {#eq:…}"
      )
      line += 1
      return
    }
    let latex = trimmedRange((open + 2)..<close)
    var end = close + 2
    line = source.lineNumber(close) + 1
    while end < scalars.count, scalars[end] == " " || scalars[end] == "\t" { end += 1 }
    guard end < scalars.count, scalars[end] == "{" else {
      return report(
        position, "this display has no label; write $$ … $$ {#eq:claim/name toy=\"…\"} behind it")
    }
    do {
      let (attributes, after) = try Attributes.read(source, from: end, upTo: endOfParagraph(end))
      line = source.lineNumber(after) + 1
      let rest = after..<source.range(ofLine: line - 1).upperBound
      if !source.text(rest).trimmed.isEmpty {
        report(
          source.position(after), "nothing may follow the label of a display; start a new line")
      }
      addEquation(latex, attributes, position)
    } catch {
      report(source.position(error.index), error.message)
    }
  }

  /// The next `$$` that is not behind a backslash, before any blank line.
  private func closing(after start: Int) -> Int? {
    let scalars = source.scalars
    var i = start, blank = false
    while i + 1 < scalars.count {
      if scalars[i] == "\\" {
        i += 2
        blank = false
        continue
      }
      if scalars[i] == "$", scalars[i + 1] == "$" { return i }
      if scalars[i] == "\n" {
        if blank { return nil }
        blank = true
      } else if scalars[i] != " " && scalars[i] != "\t" {
        blank = false
      }
      i += 1
    }
    return nil
  }

  /// Where the next blank line begins: attributes may take several lines.
  private func endOfParagraph(_ start: Int) -> Int {
    let lines = source.lineNumber(start)..<lineCount
    guard let blank = lines.first(where: { source.line($0).trimmed.isEmpty }) else {
      return source.scalars.count
    }
    return source.lineStarts[blank]
  }

  private func trimmedRange(_ range: Range<Int>) -> Range<Int> {
    let isSpace = { (i: Int) in " \t\n".unicodeScalars.contains(source.scalars[i]) }
    guard let first = range.first(where: { !isSpace($0) }),
      let last = range.last(where: { !isSpace($0) })
    else {
      return range.lowerBound..<range.lowerBound
    }
    return first..<(last + 1)
  }

  private static let known = ["toy", "for", "status", "scope", "because", "grade", "sources"]

  private mutating func addEquation(
    _ range: Range<Int>, _ attributes: Attributes, _ position: Position
  ) {
    let latex = source.text(range), place = attributes.position
    guard let id = attributes.id, id.hasPrefix("eq:"), id.count > 3 else {
      return report(place, "the label of a display is written {#eq:claim/name …}")
    }
    if latex.isEmpty { report(position, "this display is empty; write a formula or delete it") }
    for key in attributes.values.keys.sorted() where !Self.known.contains(key) {
      report(
        place, "unknown attribute \(key)\(suggestion(for: key, among: Self.known + ["headline"]))")
    }
    for word in attributes.words.sorted() where word != "headline" {
      report(
        place, "unknown attribute \(word)\(suggestion(for: word, among: ["headline"] + Self.known))"
      )
    }
    let grades = ["exact", "certified", "quadrature", "sampled", "measured"]
    if let grade = attributes.values["grade"], !grades.contains(grade) {
      report(place, "unknown grade \(grade)\(suggestion(for: grade, among: grades))")
    }
    var status = EquationBlock.Status.checked
    if let written = attributes.values["status"] {
      let names = EquationBlock.Status.allCases.map(\.rawValue).filter { $0 != "checked" }
      if names.contains(written), let known = EquationBlock.Status(rawValue: written) {
        status = known
      } else {
        report(place, "unknown status \(written)\(suggestion(for: written, among: names))")
      }
    } else if latex.contains(":=") {
      status = .definition
    }
    let words = { (key: String) in
      (attributes.values[key] ?? "").split(whereSeparator: \.isWhitespace).map(String.init)
    }
    chapter.blocks.append(
      .equation(
        EquationBlock(
          label: String(id.dropFirst(3)), latex: latex, position: position,
          start: source.position(range.lowerBound),
          status: status, toys: words("toy").map { Named(name: $0.composed, position: place) },
          fixed: statements(attributes.values["for"] ?? ""), scope: attributes.values["scope"],
          because: attributes.values["because"], headline: attributes.words.contains("headline"),
          grade: attributes.values["grade"],
          sources: (attributes.values["sources"] ?? "").split(separator: ";").map {
            String($0).trimmed
          },
          attributes: attributes)))
  }

  /// `theta=2, x=1; y=0`: the statements, parted at semicolons and at commas outside brackets.
  func statements(_ text: String) -> [String] {
    var result = [""], depth = 0
    for character in text {
      if "([{".contains(character) { depth += 1 }
      if ")]}".contains(character) { depth -= 1 }
      if character == ";" || (character == "," && depth == 0) {
        result.append("")
      } else {
        result[result.count - 1].append(character)
      }
    }
    return result.map(\.trimmed).filter { !$0.isEmpty }
  }

  /// Reads `![caption](figure:name){#fig:name …}` on the current line.
  mutating func readFigure() {
    let range = source.range(ofLine: line), text = Array(source.scalars[range])
    let position = place(of: "")
    defer { line += 1 }
    guard let captionStart = text.firstIndex(of: "["), let link = index(of: "](figure:", in: text),
      let close = text[link...].firstIndex(of: ")")
    else { return report(position, "a figure is written ![caption](figure:name){#fig:name}") }
    let name = String(text[(link + 9)..<close]).trimmed.composed
    let inner = (range.lowerBound + captionStart + 1)..<(range.lowerBound + link)
    let scan = InlineScan(source, inner)
    problems += scan.problems
    let caption = Prose(
      position: source.position(inner.lowerBound), markdown: source.text(inner),
      placeholders: scan.placeholders)
    if caption.markdown.trimmed.isEmpty {
      report(position, "the figure \(name) has no caption; say what it argues")
    }
    guard close + 1 < text.count, text[close + 1] == "{" else {
      return report(position, "the figure \(name) has no label; write {#fig:\(name)} behind it")
    }
    do {
      let (attributes, _) = try Attributes.read(
        source, from: range.lowerBound + close + 1, upTo: range.upperBound)
      if attributes.id?.hasPrefix("fig:") != true {
        report(attributes.position, "the label of a figure is written {#fig:\(name)}")
      }
      chapter.blocks.append(
        .figure(
          FigureBlock(name: name, caption: caption, attributes: attributes, position: position)))
    } catch {
      report(source.position(error.index), error.message)
    }
  }

  private func index(of pattern: String, in text: [Unicode.Scalar]) -> Int? {
    let pattern = Array(pattern.unicodeScalars)
    guard text.count >= pattern.count else { return nil }
    return (0...(text.count - pattern.count)).first {
      Array(text[$0..<($0 + pattern.count)]) == pattern
    }
  }
}
