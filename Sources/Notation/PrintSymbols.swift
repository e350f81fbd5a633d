import BigInt
import Exact

/// Letters with their style, accents, marks and subscripts.
enum SymbolPrinter {
  static func text(_ s: Symbol, raisedTo power: String? = nil, inScript: Bool = false) -> String {
    var letter = base(s)
    for accent in s.accents.reversed() { letter = "\\\(accent){\(letter)}" }
    if s.accents.isEmpty, !inScript || power != nil || !s.subscripts.isEmpty || !s.marks.isEmpty,
      s.namesFunction
    {
      letter = "{\(letter)}"
    }
    let primes = String(repeating: "'", count: s.marks.filter { $0 == "'" }.count)
    let marks = s.marks.filter { $0 != "'" }.map { "^" + mark($0) }.joined()
    let above = marks + (power.map { "^" + $0 } ?? "")
    let below = s.subscripts.isEmpty ? "" : subscripts(s.subscripts)
    return primes.isEmpty ? letter + below + above : letter + primes + above + below
  }

  private static func base(_ s: Symbol) -> String {
    let isCommand =
      Vocabulary.greek.contains(s.letter) || Vocabulary.letters.contains(s.letter)
      || s.letter == Symbol.placeholder.letter || s.letter == "#"
    let letter = isCommand ? "\\" + s.letter : s.letter
    switch s.style {
    case .italic:
      return isCommand || s.letter.utf8.count == 1 && !isDigit(s.letter)
        ? letter : "\\mathit{\(s.letter)}"
    case .bold: return isCommand ? "\\boldsymbol{\(letter)}" : "\\mathbf{\(letter)}"
    case .roman: return "\\mathrm{\(s.letter)}"
    default: return "\\\(s.style.rawValue){\(letter)}"
    }
  }

  private static func isDigit(_ text: String) -> Bool {
    text.utf8.first.map { (48...57).contains($0) } ?? false
  }

  private static func mark(_ mark: String) -> String {
    if mark == "*" || mark == "+" || mark == "-" { return mark == "*" ? mark : "{\(mark)}" }
    return mark.hasPrefix("(") ? "{\(mark)}" : "{\\mathrm{\(mark)}}"
  }

  /// `_t`, `_{t-1}`, `_{i, j}`
  static func subscripts(_ list: [Formula]) -> String {
    list.count == 1
      ? "_" + tight(script(list[0], list: true))
      : "_{\(tight(list.map(entry).joined(separator: ", ")))}"
  }

  /// Signs in an index stand close: `t-1`, `i=1`, `<t`.
  static func tight(_ text: String) -> String {
    var result = text
    for sign in ["+", "-", "=", "<", ">"] { result = result.replacing(" \(sign) ", with: sign) }
    for sign in ["< ", "> "] where result.hasPrefix("{" + sign) || result.hasPrefix(sign) {
      result = result.replacing(sign, with: String(sign.first!), maxReplacements: 1)
    }
    return result
  }

  /// What stands behind `_` or `^`: one letter or digit bare, all else in braces.
  static func script(_ f: Formula, list: Bool = false) -> String {
    let inner = list ? entry(f) : f == .infinity ? "\\infty" : entry(f)
    if inner.utf8.count == 1, inner != "*" { return inner }
    if case .symbol(let s) = f, Vocabulary.greek.contains(s.letter), inner == "\\" + s.letter {
      return inner
    }
    return "{\(inner)}"
  }

  /// An index: letters in a row stand close, as in `\Sigma_{ij}`.
  private static func entry(_ f: Formula) -> String {
    switch f {
    case .symbol(let s):
      return ["*", "+", "-"].contains(s.letter) ? s.letter : text(s, inScript: true)
    case .product(let factors):
      let marks = factors.map(plainMark)
      let runsTogether = zip(factors, factors.dropFirst()).contains {
        if case (.number, .number) = $0 { true } else { false }
      }
      return marks.contains("") || runsTogether ? Printer.text(f, .relation) : marks.joined()
    default: return Printer.text(f, .relation)
    }
  }
}

extension SymbolPrinter {
  /// A single letter or a whole number, which may stand close to its neighbours.
  private static func plainMark(_ f: Formula) -> String {
    switch f {
    case .symbol(let s) where s == Symbol(s.letter) && s.letter.utf8.count == 1: s.letter
    case .number(let n) where n.isInteger: "\(n)"
    default: ""
    }
  }
}

extension Symbol {
  /// Whether it could be taken for a function, and so stands in braces.
  var namesFunction: Bool {
    style == .roman && (Vocabulary.functions[letter] != nil || Vocabulary.optima[letter] != nil)
  }
}

extension Rational {
  /// Whether the numeral ends: the denominator is made of twos and fives, and of no more than a
  /// numeral may have places.
  var isDecimal: Bool { numerator >= 0 && decimalPlaces != nil }

  private var decimalPlaces: Int? {
    var rest = denominator, twos = 0, fives = 0
    while rest % 2 == 0 {
      rest /= 2
      twos += 1
    }
    while rest % 5 == 0 {
      rest /= 5
      fives += 1
    }
    let places = max(twos, fives)
    return rest == 1 && places + 2 <= Lexer.longestNumeral ? places : nil
  }

  var decimalText: String {
    guard let places = decimalPlaces, places > 0 else { return "\(numerator)" }
    let scaled = numerator * BigInt(10).power(places) / denominator
    let digits =
      String(repeating: "0", count: max(0, places + 1 - String(scaled).count)) + String(scaled)
    return "\(digits.dropLast(places)).\(digits.suffix(places))"
  }
}
