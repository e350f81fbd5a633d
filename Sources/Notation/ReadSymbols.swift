import Exact

/// Letters: style, accents, marks, subscripts; and what a letter becomes when a bracket follows.
extension Reader {
  /// A letter, or a word in roman type that may be the name of a function.
  mutating func named() throws -> (Formula, Shape) {
    if current.kind == .word, let known = try plainWord() { return known }
    let start = at
    let (symbol, scripted) = try symbolBody()
    guard symbol.style == .roman, symbol.accents.isEmpty, !scripted else {
      return try scripts(of: symbol, from: start)
    }
    if let kind = Vocabulary.optima[symbol.letter], current.kind == .sub {
      return try optimum(kind, from: start)
    }
    if let name = Vocabulary.functions[symbol.letter], current.kind != .sub || name == .log,
      current.kind == .open || current.kind == .sup || current.kind == .sub || startsFactor
    {
      return try function(name, from: start)
    }
    if let name = Vocabulary.inverses[symbol.letter], current.kind == .open || startsFactor {
      return try inverse(of: name, from: start)
    }
    return try scripts(of: symbol, from: start)
  }

  /// Words of plain text that are commands in LaTeX.
  private mutating func plainWord() throws -> (Formula, Shape)? {
    let word = current.text
    if word == "oo" || word == "infinity" {
      advance()
      return (.infinity, .symbol)
    }
    if Reader.plainKeywords.contains(word) || word == "in" {
      throw error("'\(word)' inside a formula", "it is a word of statements")
    }
    if Reader.plainCommands.contains(word) { return try command(named: word) }
    if let digit = digitBehindWord { throw digit }
    return nil
  }
  private static let plainCommands: Set<String> = [
    "sqrt", "sum", "prod", "int", "lim", "max", "min", "sup", "argmax", "argmin", "dots",
  ]

  private var digitBehindWord: ParseError? {
    guard options.plain, next.kind == .number, next.glued else { return nil }
    return error(
      at: at + 1, "a digit behind a name",
      "write \(current.text)_\(next.text) or \(current.text) * \(next.text)")
  }

  // MARK: the letter itself

  /// The letter with style and accents; true if its braces held scripts too.
  mutating func symbolBody() throws -> (Symbol, scripted: Bool) {
    let token = current
    switch token.kind {
    case .letter:
      if let digit = digitBehindWord { throw digit }
      advance()
      return (Symbol(token.text), false)
    case .word:
      if let accent = Vocabulary.accents[token.text], token.text != "check" {
        return try accented(accent)
      }
      if let digit = digitBehindWord { throw digit }
      advance()
      return (
        Symbol(token.text, style: Vocabulary.greek.contains(token.text) ? .italic : .roman), false
      )
    case .text where textIsName:
      advance()
      let symbol = Symbol(token.text, style: .roman)
      return (symbol.isEuler ? Symbol(token.text) : symbol, false)
    case .command:
      if let accent = Vocabulary.accents[token.text] { return try accented(accent) }
      if let style = Vocabulary.styles[token.text] {
        let (symbol, scripted) = try styled(style)
        return (symbol.isEuler ? restyled(symbol, to: .italic) : symbol, scripted)
      }
      if Vocabulary.greek.contains(token.text) || Vocabulary.letters.contains(token.text) {
        advance()
        return (Symbol(token.text), false)
      }
      if Vocabulary.functionCommands.contains(token.text) || Vocabulary.optima[token.text] != nil {
        advance()
        return (Symbol(token.text, style: .roman), false)
      }
      throw unexpected()
    default:
      throw error(
        "expected a letter, found '\(token.name)'", "write one letter, or a name in \\mathrm{…}")
    }
  }

  private mutating func accented(_ accent: String) throws -> (Symbol, scripted: Bool) {
    let start = at
    advance()
    let braced = current.kind == .beginGroup
    var (symbol, scripted) = try nested { reader in
      braced ? try reader.braces { try $0.symbolInBraces(start) } : try reader.symbolBody()
    }
    symbol.accents.insert(accent, at: 0)
    return (symbol, scripted)
  }

  /// A letter with scripts and nothing else before the closing brace.
  private mutating func symbolInBraces(_ start: Int) throws -> (Symbol, scripted: Bool) {
    var (symbol, scripted) = try nested { try $0.symbolBody() }
    var superscript = Superscript()
    if current.kind != .endGroup {
      scripted = try symbolScripts(&symbol, &superscript) || scripted
    }
    guard current.kind == .endGroup, superscript.exponent == nil, !superscript.transposed else {
      throw error(
        at: start, "an accent or style over more than one letter", "put it on each letter")
    }
    symbol.marks += Array(repeating: "'", count: superscript.primes)
    return (symbol, scripted)
  }

  private mutating func styled(_ style: Symbol.Style) throws -> (Symbol, scripted: Bool) {
    let start = at, command = current.text
    advance()
    guard current.kind == .beginGroup else {
      if current.kind == .number {
        let digit = takeDigit()
        return (Symbol(digit.text, style: style), false)
      }
      let (symbol, scripted) = try nested { try $0.symbolBody() }
      return (restyled(symbol, style), scripted)
    }
    return try nested { reader in
      try reader.braces { r in
        if let word = r.wordInBraces() {
          var symbol = Symbol(word, style: style), superscript = Superscript(), scripted = false
          if r.current.kind != .endGroup {
            scripted = try r.symbolScripts(&symbol, &superscript)
          }
          guard r.current.kind == .endGroup, superscript.isEmpty else {
            throw r.error(at: start, "\\\(command) over more than a name", "put it on each letter")
          }
          return (symbol, scripted)
        }
        let (symbol, scripted) = try r.symbolInBraces(start)
        return (r.restyled(symbol, style), scripted)
      }
    }
  }

  private func restyled(_ symbol: Symbol, to style: Symbol.Style) -> Symbol {
    var result = symbol
    result.style = style
    return result
  }

  private func restyled(_ symbol: Symbol, _ style: Symbol.Style) -> Symbol {
    var result = symbol
    if result.style == .italic || result.style == .roman && style != .italic {
      result.style = style
    }
    return result
  }

  /// Letters and digits in a row, and names such as `arg\,max`; nil if something else stands there.
  private mutating func wordInBraces() -> String? {
    var word = "", i = at
    loop: while true {
      let token = token(i)
      switch token.kind {
      case .letter, .word, .number: word += token.text
      case .command
      where Vocabulary.functionCommands.contains(token.text) || Vocabulary.optima[token.text] != nil
        || token.text == "arg":
        word += token.text
      default: break loop
      }
      i += 1
    }
    guard !word.isEmpty, !word.contains(".") else { return nil }
    at = i
    return word
  }
}

extension Symbol {
  /// `\mathrm{e}`, which is e.
  fileprivate var isEuler: Bool { letter == "e" && style == .roman }
}
