import Notation

extension String {
  /// Words in which the formulas between dollars are plain text, `$theta_1 = √2/2$`, with these in
  /// LaTeX.
  var typeset: String {
    let parts = split(separator: "$", omittingEmptySubsequences: false)
    guard parts.count % 2 == 1 else { return self }
    return parts.indices.map { $0 % 2 == 0 ? String(parts[$0]) : "$\(Self.formula(parts[$0]))$" }
      .joined()
  }

  private static let functions: Set<String> = [
    "exp", "log", "sin", "cos", "tan", "sinh", "cosh", "tanh", "arctan",
  ]
  /// A name in braces, for a formula between dollars must not end with a space.
  private static let signs: [Character: String] = [
    "−": "-", "·": "\\,", "π": "{\\pi}", "≥": "\\ge ", "∞": "{\\infty}",
  ]

  private static func formula(_ text: Substring) -> String {
    var result = "", rest = text
    while let first = rest.first {
      if first.isLetter, first != "π" {
        let name = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
        result += functions.contains(String(name)) ? "\\\(name)" : latex(name: String(name))
        rest = rest.dropFirst(name.count)
      } else if first == "√" || first == "^" {
        rest = rest.dropFirst()
        let (inside, length) = group(rest)
        result += (first == "√" ? "\\sqrt" : "^") + "{\(formula(inside))}"
        rest = rest.dropFirst(length)
      } else {
        result += signs[first] ?? String(first)
        rest = rest.dropFirst()
      }
    }
    return result
  }

  /// What a root or an exponent holds, without its brackets, and how long it is with them.
  private static func group(_ rest: Substring) -> (inside: Substring, length: Int) {
    guard rest.first == "(" else {
      let inside = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
      return (inside, inside.count)
    }
    var depth = 0, length = 0
    for character in rest {
      if character == "(" { depth += 1 }
      if character == ")" { depth -= 1 }
      length += 1
      if depth == 0 { break }
    }
    return (rest.prefix(length - (depth == 0 ? 1 : 0)).dropFirst(), length)
  }
}
