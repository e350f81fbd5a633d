/// Replacement of a piece of LaTeX by its marks: spaces between them do not matter, `\sigma` is one mark.
enum TokenEdit {
  /// The text with the `occurrence`-th (nil: the only) place where `old` stands replaced. Throws `Misread`. O(|old|·|latex|).
  static func replacing(_ old: String, with new: String, occurrence: Int?, in latex: String) throws -> String {
    let text = marks(latex), pattern = marks(old).map(\.text)
    let start = Position(line: 1, column: 1)
    guard !pattern.isEmpty, pattern.count <= text.count else { throw Misread(start, missing(old, latex)) }
    var places: [Int] = [], i = 0
    while i + pattern.count <= text.count {
      if (0..<pattern.count).allSatisfy({ text[i + $0].text == pattern[$0] }) {
        places.append(i)
        i += pattern.count
      } else {
        i += 1
      }
    }
    guard !places.isEmpty else { throw Misread(start, missing(old, latex)) }
    if occurrence == nil, places.count > 1 {
      throw Misread(start, "“\(old)” stands at \(places.count) places of the equation; choose one: \(old) @1 => …")
    }
    let number = occurrence ?? 1
    guard number <= places.count else {
      throw Misread(start, "“\(old)” stands at \(places.count) places of the equation only; there is no @\(number)")
    }
    let first = text[places[number - 1]], last = text[places[number - 1] + pattern.count - 1]
    let scalars = Array(latex.unicodeScalars)
    let before = String(scalars[..<first.range.lowerBound]), after = String(scalars[last.range.upperBound...])
    return joined(joined(before, new), after)
  }

  /// A space where a command would run into a letter.
  private static func joined(_ a: String, _ b: String) -> String {
    let endsInCommand = marks(a).last.map { $0.text.hasPrefix("\\") && $0.text.count > 1 && $0.range.upperBound == a.unicodeScalars.count } ?? false
    return endsInCommand && (b.first?.isLetter ?? false) ? a + " " + b : a + b
  }

  private static func missing(_ old: String, _ latex: String) -> String {
    "“\(old)” does not stand in the equation; copy it from: \(latex.oneLine)"
  }

  struct Mark {
    var text: String
    var range: Range<Int>
  }

  /// Commands, and every other scalar that is no space; a command's trailing letters belong to it.
  static func marks(_ latex: String) -> [Mark] {
    let scalars = Array(latex.unicodeScalars)
    let isLetter = { (s: Unicode.Scalar) in ("a"..."z").contains(s) || ("A"..."Z").contains(s) }
    var result: [Mark] = [], i = 0
    while i < scalars.count {
      let start = i
      i += 1
      if scalars[start].properties.isWhitespace { continue }
      if scalars[start] == "\\", i < scalars.count {
        if isLetter(scalars[i]) { while i < scalars.count, isLetter(scalars[i]) { i += 1 } } else { i += 1 }
      }
      result.append(Mark(text: String(scalars[start..<i]), range: start..<i))
    }
    return result
  }
}
