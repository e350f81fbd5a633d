import Foundation

extension ChapterReader {
  /// One foil a line: `old => new | mistake`, `= whole equation | mistake`, `toy: statement |
  /// mistake`.
  mutating func readFoils(_ words: [String], _ body: Range<Int>, _ position: Position) {
    guard words.count == 2 else {
      return report(position, "a foils block names one equation: write ```foils gan/value-js")
    }
    var foils: [FoilLine] = []
    for number in body {
      let text = source.line(number), content = text.trimmed
      if content.isEmpty || content.hasPrefix("# ") { continue }
      let place = Position(
        line: number + 1, column: text.unicodeScalars.prefix { $0 == " " || $0 == "\t" }.count + 1)
      guard let bar = content.range(of: " | ", options: .backwards) else {
        report(place, "a foil ends with the mistake in words: … | the factor 2 is forgotten")
        continue
      }
      let mistake = String(content[bar.upperBound...]).trimmed
      guard let edit = edit(String(content[..<bar.lowerBound]).trimmed, place) else { continue }
      if mistake.isEmpty {
        report(place, "the mistake is not said; write it in words behind the bar")
      }
      if foils.contains(where: { $0.mistake == mistake }) {
        report(place, "two foils of \(words[1]) have the words “\(mistake)”; tell them apart")
      }
      foils.append(FoilLine(edit: edit, mistake: mistake, position: place))
    }
    if foils.isEmpty {
      report(position, "this foils block is empty; write a foil or delete the block")
    }
    chapter.blocks.append(
      .foils(FoilsBlock(label: words[1].composed, position: position, foils: foils)))
  }

  private mutating func edit(_ text: String, _ place: Position) -> FoilLine.Edit? {
    if text.hasPrefix("toy:") {
      let statement = String(text.dropFirst(4)).trimmed
      if statement.isEmpty { report(place, "say how the toy is edited: toy: theta = 0") }
      return .toy(
        statement.split(separator: ";").map { String($0).trimmed }.joined(separator: "\n"))
    }
    if let arrow = text.range(of: "=>") {
      var old = String(text[..<arrow.lowerBound]).trimmed
      let new = String(text[arrow.upperBound...]).trimmed
      var occurrence: Int?
      if let at = old.range(of: #"\s@[0-9]+$"#, options: .regularExpression) {
        occurrence = Int(old[at].trimmed.dropFirst())
        old = String(old[..<at.lowerBound]).trimmed
      }
      if old.isEmpty {
        report(place, "say what is replaced: old => new")
        return nil
      }
      if let n = occurrence, n < 1 {
        report(place, "places are counted from 1: @1 is the first")
        return nil
      }
      return .replace(old: old, new: new, occurrence: occurrence)
    }
    if text.hasPrefix("=") { return .whole(String(text.dropFirst()).trimmed) }
    report(
      place, "a foil is old => new, or = and the whole wrong equation, or toy: and a statement")
    return nil
  }

  /// `name = formula @ toy theta=2`, one a line; the toy may be left out for a number without
  /// symbols.
  mutating func readValues(_ body: Range<Int>, _ position: Position) {
    var values: [ValueLine] = []
    for number in body {
      let text = source.line(number), content = text.trimmed
      if content.isEmpty || content.hasPrefix("#") { continue }
      let indent = text.unicodeScalars.prefix { $0 == " " || $0 == "\t" }.count
      let place = Position(line: number + 1, column: indent + 1)
      guard let sign = content.firstIndex(of: "=") else {
        report(place, "a value is written: name = formula @ toy")
        continue
      }
      let name = content[..<sign].trimmingCharacters(in: .whitespaces).composed
      guard isName(name) else {
        report(place, "“\(name)” is no name for a value; use letters, digits, - and /")
        continue
      }
      let right = content[content.index(after: sign)...]
      let at = right.range(of: " @ ", options: .backwards)
      let latex = right[..<(at?.lowerBound ?? right.endIndex)]
      let words = (at.map { right[$0.upperBound...] } ?? "").split(separator: " ").map(String.init)
      let fixed = words.dropFirst().map {
        $0.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      }
      for pair in fixed where pair.count != 2 || pair[0].isEmpty || pair[1].isEmpty {
        report(
          place,
          "behind the toy stand values to fix, such as theta=2; found “\(pair.joined(separator: "="))”"
        )
      }
      let before = content.unicodeScalars.distance(
        from: content.startIndex, to: latex.firstIndex { !$0.isWhitespace } ?? right.startIndex)
      if latex.trimmed.isEmpty { report(place, "the value \(name) has no formula") }
      values.append(
        ValueLine(
          name: name, latex: String(latex).trimmed,
          toy: words.first.map { Named(name: $0.composed, position: place) },
          fixed: fixed, position: place,
          start: Position(line: number + 1, column: indent + before + 1)))
    }
    if values.isEmpty {
      report(position, "this values block is empty; write a value or delete the block")
    }
    chapter.blocks.append(.values(ValuesBlock(position: position, values: values)))
  }

  private func isName(_ name: String) -> Bool {
    !name.isEmpty && name.unicodeScalars.allSatisfy(InlineScan.belongsToName)
  }
}

extension Substring {
  fileprivate var trimmed: String { String(self).trimmed }
}
