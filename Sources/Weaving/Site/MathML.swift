/// KaTeX's MathML made light and fit for browsers: the formulas of the evidence, of which a page
/// has hundreds.
///
/// MathML Core knows no `mathvariant` but `normal`, and sets a name of several letters like a
/// letter: variants become the characters that Unicode has for them, and names get the thin spaces
/// that TeX gives them.
package enum MathML {
  /// `<math>…</math>` out of what `katex.renderToString` gives with `output: 'mathml'`.
  package static func light(_ html: String) -> String {
    guard let open = html.firstRange(of: "<semantics>"),
      let close = html.firstRange(of: "<annotation")
    else { return html }
    var body = String(html[open.upperBound..<close.lowerBound])
    if let inner = unwrapped(body) { body = inner }
    body = spaced(body).replacingOccurrences(of: " stretchy=\"true\"", with: "")
    // The bars of a norm: browsers know this character as a relation, and space it like one.
    body = body.replacingOccurrences(
      of: "<mo fence=\"true\">∥</mo>", with: "<mo fence=\"true\" lspace=\"0\" rspace=\"0\">∥</mo>")
    return "<math>\(variants(body))</math>"
  }

  /// Without the row around everything: `<math>` is one itself.
  private static func unwrapped(_ body: String) -> String? {
    guard body.hasPrefix("<mrow>"), body.hasSuffix("</mrow>") else { return nil }
    var depth = 0
    var rest = Substring(body)
    while let next = rest.firstIndex(of: "<") {
      rest = rest[next...]
      if rest.hasPrefix("<mrow>") || rest.hasPrefix("<mrow ") {
        depth += 1
      } else if rest.hasPrefix("</mrow>") {
        depth -= 1
      }
      if depth == 0 { break }
      rest = rest.dropFirst()
    }
    return rest.dropFirst("</mrow>".count).isEmpty ? String(body.dropFirst(6).dropLast(7)) : nil
  }

  // MARK: spaces around names of functions

  private static let thin = "<mspace width=\".17em\"/>"

  private static func spaced(_ body: String) -> String {
    var result = ""
    var rest = Substring(body)
    while let open = rest.firstRange(of: "<mi>") {
      result += rest[..<open.lowerBound]
      rest = rest[open.lowerBound...]
      guard let close = rest.firstRange(of: "</mi>") else { break }
      let isName = rest[open.upperBound..<close.lowerBound].count > 1
      let ordinary = [
        "</mi>", "</mn>", "</mfrac>", "</msup>", "</msub>", "</msubsup>", "</msqrt>", ">)</mo>",
        ">]</mo>", "</mrow>",
      ]
      if isName, ordinary.contains(where: result.hasSuffix) { result += thin }
      result += rest[..<close.upperBound]
      rest = rest[close.upperBound...]
    }
    return signed(applied(result + rest))
  }

  /// A minus behind a relation, a comma or another operator is a sign, not a difference.
  private static func signed(_ body: String) -> String {
    var text = body
    for sign in ["−", "+"] {
      var parts = text.components(separatedBy: "<mo>\(sign)</mo>")
      for i in parts.indices.dropLast() where isPrefix(after: parts[i]) {
        parts[i] += "<mo form=\"prefix\">\(sign)</mo>"
      }
      text = parts[0]
      for i in parts.indices.dropFirst() {
        text +=
          (parts[i - 1].hasSuffix("<mo form=\"prefix\">\(sign)</mo>") ? "" : "<mo>\(sign)</mo>")
          + parts[i]
      }
    }
    return text
  }

  private static func isPrefix(after text: String) -> Bool {
    let inner = text.dropLast("</mo>".count)
    guard text.hasSuffix("</mo>"), let open = inner.lastIndex(of: ">") else { return false }
    return !")]}|‖∣∥".contains(inner[inner.index(after: open)...])
  }

  /// U+2061 stands between a function and its argument: a thin space, but none before a bracket.
  private static func applied(_ body: String) -> String {
    let mark = "<mo>\u{2061}</mo>"
    let parts = body.components(separatedBy: mark)
    var result = parts[0]
    for part in parts.dropFirst() {
      let bracket = [
        "<mo stretchy=\"false\">(", "<mo stretchy=\"false\">[", "<mrow><mo fence=\"true\">",
        "<mo fence=\"true\"",
      ]
      result += (bracket.contains(where: part.hasPrefix) || part.isEmpty ? "" : thin) + part
    }
    return result
  }

  // MARK: alphabets

  private static func variants(_ body: String) -> String {
    HTML.replacing(body, from: "<mi mathvariant=\"", to: "</mi>") { inner in
      let parts = inner.split(separator: "\"", maxSplits: 1).map(String.init)
      guard parts.count == 2, parts[1].first == ">" else { return "<mi>\(inner)</mi>" }
      let text = String(parts[1].dropFirst())
      if parts[0] == "normal" { return "<mi mathvariant=\"normal\">\(text)</mi>" }
      return "<mi>\(String(text.unicodeScalars.map { Character(letter($0, parts[0])) }))</mi>"
    }
  }

  /// Where the capital A, the small a and the digit 0 of an alphabet stand.
  private static let alphabets: [String: (capital: UInt32, small: UInt32?, digit: UInt32?)] = [
    "bold": (0x1D400, 0x1D41A, 0x1D7CE), "italic": (0x1D434, 0x1D44E, nil),
    "bold-italic": (0x1D468, 0x1D482, nil),
    "script": (0x1D49C, 0x1D4B6, nil), "fraktur": (0x1D504, 0x1D51E, nil),
    "double-struck": (0x1D538, 0x1D552, 0x1D7D8),
    "sans-serif": (0x1D5A0, 0x1D5BA, 0x1D7E2), "monospace": (0x1D670, 0x1D68A, 0x1D7F6),
  ]

  /// Letters that Unicode had before it had alphabets.
  private static let older: [String: [Character: Character]] = [
    "script": [
      "B": "ℬ", "E": "ℰ", "F": "ℱ", "H": "ℋ", "I": "ℐ", "L": "ℒ", "M": "ℳ", "R": "ℛ", "e": "ℯ",
      "g": "ℊ", "o": "ℴ",
    ],
    "fraktur": ["C": "ℭ", "H": "ℌ", "I": "ℑ", "R": "ℜ", "Z": "ℨ"],
    "double-struck": ["C": "ℂ", "H": "ℍ", "N": "ℕ", "P": "ℙ", "Q": "ℚ", "R": "ℝ", "Z": "ℤ"],
    "italic": ["h": "ℎ"],
  ]

  private static func letter(_ scalar: Unicode.Scalar, _ variant: String) -> Unicode.Scalar {
    if let known = older[variant]?[Character(scalar)]?.unicodeScalars.first { return known }
    guard let alphabet = alphabets[variant] else { return scalar }
    let base: (UInt32, UInt32)? =
      switch scalar {
      case "A"..."Z": (alphabet.capital, 65)
      case "a"..."z": alphabet.small.map { ($0, 97) }
      case "0"..."9": alphabet.digit.map { ($0, 48) }
      default: nil
      }
    return base.flatMap { Unicode.Scalar(scalar.value - $0.1 + $0.0) } ?? scalar
  }
}
