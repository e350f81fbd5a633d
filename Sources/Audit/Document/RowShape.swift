/// What a row of a display is to the rows around it, by its signs alone.
struct RowShape {
  enum Opening {
    /// It begins with a relation, and goes on from the side before.
    case relation
    /// It is a piece of the side before: it begins with an operator, or relates nothing.
    case part
    case statement
  }
  private(set) var opening = Opening.part
  /// Relations outside of all brackets.
  private(set) var relations = 0
  private var beginsWithEqual = false

  /// Whether it says no more than that it equals what stands before it.
  var isOnlyEqual: Bool { beginsWithEqual && relations == 1 }

  init(_ row: String) {
    var depth = 0, isFirst = true
    for token in Self.tokens(row) {
      if Self.spaces.contains(token) { continue }
      let isRelation = depth == 0 && Self.relationSigns.contains(token)
      if isFirst {
        opening =
          isRelation ? .relation : Self.operators.contains(token) ? .part : .statement
        beginsWithEqual = token == "="
        isFirst = false
      }
      if isRelation { relations += 1 }
      if ["(", "[", "{"].contains(token) { depth += 1 }
      if [")", "]", "}"].contains(token) { depth = max(0, depth - 1) }
    }
    if opening == .statement, relations == 0 { opening = .part }
  }

  /// Commands with their backslash, other signs one by one.
  static func tokens(_ row: String) -> [String] {
    var tokens: [String] = [], rest = Substring(row)
    while let first = rest.first {
      var length = 1
      if first == "\\" {
        let letters = rest.dropFirst().prefix { $0.isASCII && $0.isLetter }
        length = letters.isEmpty ? 2 : 1 + letters.count
      }
      tokens.append(String(rest.prefix(length)))
      rest = rest.dropFirst(length)
    }
    return tokens
  }

  private static let spaces: Set<String> = [
    "&", " ", "\n", "\t", "\r", "\r\n", "~", "\\quad", "\\qquad", "\\,", "\\;", "\\:", "\\!", "\\ ",
    "\\displaystyle", "\\nonumber", "\\notag",
  ]
  private static let operators: Set<String> = [
    "+", "-", "−", "*", "/", "·", "×", "^", "_", ",", ";", ".", "|", ")", "]", "\\cdot", "\\times",
    "\\pm", "\\mp", "\\div", "\\circ", "\\odot", "\\oplus", "\\otimes", "\\right", "\\bigr",
    "\\Bigr", "\\biggr", "\\Biggr", "\\middle", "\\mid", "\\|", "\\}",
  ]
  private static let relationSigns: Set<String> = Set(
    ["=", "<", ">", ":=", "≤", "≥", "≠", "≈", "∼", "≡", "∝", "→", "⇒", "⇔", "∈"]
      + [
        "le", "leq", "leqslant", "ge", "geq", "geqslant", "lt", "gt", "ll", "gg", "ne", "neq",
        "approx", "sim", "simeq", "cong", "equiv", "propto", "in", "to", "rightarrow",
        "longrightarrow", "coloneqq", "coloneq", "doteq", "triangleq", "implies", "iff",
        "Rightarrow", "Longrightarrow", "Leftrightarrow", "Longleftrightarrow", "stackrel",
        "overset",
      ].map { "\\" + $0 })
}
