/// A displayed chain taken apart for the page: what stands left, and line by line relation, side
/// and reason.
struct Derivation: Equatable {
  struct Row: Equatable {
    var tex: String
    var because: String?
  }

  /// What stands before the first relation; each later row hangs below that relation.
  var left: String
  var rows: [Row]

  /// Reads an `aligned` chain whose later lines start with a relation; nil for any other display.
  init?(_ latex: String) {
    let begin = "\\begin{aligned}"
    let end = "\\end{aligned}"
    let body = latex.trimmed
    guard body.hasPrefix(begin), body.hasSuffix(end) else { return nil }
    let inner = String(body.dropFirst(begin.count).dropLast(end.count))
    guard !inner.contains(begin) else { return nil }
    left = ""
    rows = []
    for (number, line) in TeX.split(inner, at: "\\\\").enumerated() {
      let (text, because) = TeX.withoutReason(TeX.withoutSpacing(line))
      if text.trimmed.isEmpty { continue }
      let cells = TeX.split(text, at: "&")
      guard cells.count == 2 else { return nil }
      let head = cells[0].trimmed
      if number == 0 { left = head } else if !head.isEmpty { return nil }
      rows.append(Row(tex: cells[1].trimmed, because: because))
    }
    if rows.count < 2 { return nil }
  }
}

/// What little of TeX's syntax the weaver must see.
enum TeX {
  /// Parts of `text` between occurrences of `mark` outside braces and environments.
  static func split(_ text: String, at mark: String) -> [String] {
    let scalars = Array(text.unicodeScalars)
    let mark = Array(mark.unicodeScalars)
    var parts: [String] = []
    var start = 0
    var i = 0
    var depth = 0
    func starts(_ word: String) -> Bool { scalars[i...].starts(with: word.unicodeScalars) }
    while i < scalars.count {
      if starts("\\begin{") { depth += 1 } else if starts("\\end{") { depth -= 1 }
      if depth == 0, scalars[i...].starts(with: mark) {
        parts.append(String(String.UnicodeScalarView(scalars[start..<i])))
        i += mark.count
        start = i
      } else if scalars[i] == "\\" {
        // a control symbol takes one sign with it; the letters of a control word follow by
        // themselves
        i += 2
      } else {
        if scalars[i] == "{" { depth += 1 } else if scalars[i] == "}" { depth -= 1 }
        i += 1
      }
    }
    parts.append(String(String.UnicodeScalarView(scalars[min(start, scalars.count)...])))
    return parts
  }

  /// How many relations stand in a formula outside braces, brackets of arguments, and environments.
  static func relations(_ text: String) -> Int {
    let signs: Set = [
      "=", "<", ">", "\\le", "\\leq", "\\ge", "\\geq", "\\ne", "\\neq", "\\approx", "\\sim", "\\to",
      "\\in", "\\equiv",
    ]
    var depth = 0
    var count = 0
    for token in tokens(text) {
      switch token {
      case "{", "(", "[", "\\{": depth += 1
      case "}", ")", "]", "\\}": depth -= 1
      default: if depth <= 0, signs.contains(token) { count += 1 }
      }
    }
    return count
  }

  /// About how many signs wide a formula is: commands for spacing and style count nothing, scripts
  /// half.
  static func breadth(_ text: String) -> Int {
    let silent: Set = [
      "\\left", "\\right", "\\bigl", "\\bigr", "\\Bigl", "\\Bigr", "\\mathbb", "\\mathcal",
      "\\mathrm", "\\,", "\\!",
      "\\tilde", "\\bar", "\\hat", "{", "}", "^", "_", "\\frac", "\\tfrac", "\\displaystyle",
    ]
    return tokens(text).count { !silent.contains($0) }
  }

  /// Control words, control symbols and single signs; white space is passed over.
  static func tokens(_ text: String) -> [String] {
    var result: [String] = []
    var rest = Substring(text)
    while let first = rest.first {
      if first.isWhitespace {
        rest.removeFirst()
        continue
      }
      if first == "\\" {
        let letters = rest.dropFirst().prefix { $0.isLetter && $0.isASCII }
        let length = letters.isEmpty ? 2 : letters.count + 1
        result.append(String(rest.prefix(length)))
        rest = rest.dropFirst(length)
      } else {
        result.append(String(first))
        rest.removeFirst()
      }
    }
    return result
  }

  /// A line without the `[2pt]` that belongs to the line break before it.
  static func withoutSpacing(_ line: String) -> String {
    let text = line.trimmed
    guard text.hasPrefix("["), let end = text.firstIndex(of: "]"),
      ["pt", "em", "ex", "mm"].contains(where: text[..<end].hasSuffix)
    else { return line }
    return String(text[text.index(after: end)...])
  }

  /// The text without its `\because{…}`, and the reason.
  static func withoutReason(_ text: String) -> (tex: String, because: String?) {
    guard let open = text.range(of: "\\because{") else { return (text, nil) }
    var depth = 1
    var i = open.upperBound
    while i < text.endIndex {
      if text[i] == "\\" {
        i = text.index(i, offsetBy: 2, limitedBy: text.endIndex) ?? text.endIndex
        continue
      }
      if text[i] == "{" { depth += 1 }
      if text[i] == "}" { depth -= 1 }
      if depth == 0 { break }
      i = text.index(after: i)
    }
    let because = String(text[open.upperBound..<i])
    let rest = i < text.endIndex ? String(text[text.index(after: i)...]) : ""
    let (more, other) = withoutReason(rest)
    return (
      String(text[..<open.lowerBound]) + more,
      [because, other].compactMap(\.self).joined(separator: "; ")
    )
  }

  /// The formula as it is printed, all reasons taken out.
  static func printed(_ text: String) -> String { withoutReason(text).tex }

  /// Text of ours made safe for LaTeX.
  static func escaped(_ text: String) -> String {
    var result = ""
    for character in text {
      switch character {
      case "\\": result += "\\textbackslash{}"
      case "&", "%", "$", "#", "_", "{", "}": result += "\\\(character)"
      case "~": result += "\\textasciitilde{}"
      case "^": result += "\\textasciicircum{}"
      default: result.append(character)
      }
    }
    return result
  }

  /// A reason or scope in words with `$…$` in it: the words escaped, the formulas kept.
  static func words(_ text: String) -> String {
    text.split(separator: "$", omittingEmptySubsequences: false).enumerated()
      .map { $0.offset % 2 == 1 ? "$\($0.element)$" : plainSymbols(escaped(String($0.element))) }
      .joined()
  }

  /// Mathematical signs of running text that the text font lacks, as formulas.
  static func plainSymbols(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x370...0x3FF, 0x2070...0x209F, 0x2100...0x22FF, 0x27C0...0x27EF, 0x2980...0x2AFF:
        result += "\\ensuremath{\(scalar)}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}

extension String {
  var trimmed: String {
    var view = Substring(self)
    while let first = view.first, first.isWhitespace { view.removeFirst() }
    while let last = view.last, last.isWhitespace { view.removeLast() }
    return String(view)
  }
}
