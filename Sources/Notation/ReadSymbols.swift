import Exact

/// Letters: style, accents, marks, subscripts; and what a letter becomes when a bracket follows.
extension Reader {
  /// A letter, or a word in roman type that may be the name of a function.
  mutating func named() throws(ParseError) -> (Formula, Shape) {
    if current.kind == .word, let known = try plainWord() { return known }
    let start = at
    let (symbol, scripted) = try symbolBody()
    guard symbol.style == .roman, symbol.accents.isEmpty, !scripted else { return try scripts(of: symbol, from: start) }
    if let kind = Vocabulary.optima[symbol.letter], current.kind == .sub { return try optimum(kind, from: start) }
    if let name = Vocabulary.functions[symbol.letter], current.kind == .open || current.kind == .sup || current.kind == .sub || startsFactor {
      return try function(name, from: start)
    }
    return try scripts(of: symbol, from: start)
  }

  /// Words of plain text that are commands in LaTeX.
  private mutating func plainWord() throws(ParseError) -> (Formula, Shape)? {
    let word = current.text
    if word == "oo" || word == "infinity" { advance(); return (.infinity, .symbol) }
    if Reader.plainKeywords.contains(word) || word == "in" { throw error("'\(word)' inside a formula", "it is a word of statements") }
    if Reader.plainCommands.contains(word) { return try command(named: word) }
    if let digit = digitBehindWord { throw digit }
    return nil
  }
  private static let plainCommands: Set<String> = ["sqrt", "sum", "prod", "int", "lim", "max", "min", "sup", "argmax", "argmin", "dots"]

  private var digitBehindWord: ParseError? {
    guard options.plain, next.kind == .number, next.glued else { return nil }
    return error(at: at + 1, "a digit behind a name", "write \(current.text)_\(next.text) or \(current.text) * \(next.text)")
  }

  // MARK: the letter itself

  /// The letter with style and accents; true if its braces held scripts too.
  mutating func symbolBody() throws(ParseError) -> (Symbol, scripted: Bool) {
    let token = current
    switch token.kind {
    case .letter:
      if let digit = digitBehindWord { throw digit }
      advance()
      return (Symbol(token.text), false)
    case .word:
      if let accent = Vocabulary.accents[token.text], token.text != "check" { return try accented(accent) }
      if let digit = digitBehindWord { throw digit }
      advance()
      return (Symbol(token.text, style: Vocabulary.greek.contains(token.text) ? .italic : .roman), false)
    case .text where textIsName:
      advance()
      return (Symbol(token.text, style: .roman), false)
    case .command:
      if let accent = Vocabulary.accents[token.text] { return try accented(accent) }
      if let style = Vocabulary.styles[token.text] { return try styled(style) }
      if Vocabulary.greek.contains(token.text) || Vocabulary.letters.contains(token.text) {
        advance()
        return (Symbol(token.text), false)
      }
      if Vocabulary.functionCommands.contains(token.text) || Vocabulary.optima[token.text] != nil {
        advance()
        return (Symbol(token.text, style: .roman), false)
      }
      throw unexpected()
    default: throw error("expected a letter, found '\(token.name)'", "write one letter, or a name in \\mathrm{…}")
    }
  }

  private mutating func accented(_ accent: String) throws(ParseError) -> (Symbol, scripted: Bool) {
    let start = at
    advance()
    let braced = current.kind == .beginGroup
    var (symbol, scripted) = try nested { reader throws(ParseError) in
      braced ? try reader.braces { r throws(ParseError) in try r.symbolInBraces(start) } : try reader.symbolBody()
    }
    symbol.accents.insert(accent, at: 0)
    return (symbol, scripted)
  }

  /// A letter with scripts and nothing else before the closing brace.
  private mutating func symbolInBraces(_ start: Int) throws(ParseError) -> (Symbol, scripted: Bool) {
    var (symbol, scripted) = try nested { reader throws(ParseError) in try reader.symbolBody() }
    var superscript = Superscript()
    if current.kind != .endGroup { scripted = try symbolScripts(&symbol, &superscript, scripted: scripted) || scripted }
    guard current.kind == .endGroup, superscript.exponent == nil, !superscript.transposed else {
      throw error(at: start, "an accent or style over more than one letter", "put it on each letter")
    }
    symbol.marks += Array(repeating: "'", count: superscript.primes)
    return (symbol, scripted)
  }

  private mutating func styled(_ style: Symbol.Style) throws(ParseError) -> (Symbol, scripted: Bool) {
    let start = at, command = current.text
    advance()
    guard current.kind == .beginGroup else {
      if current.kind == .number {
        let digit = takeDigit()
        return (Symbol(digit.text, style: style), false)
      }
      let (symbol, scripted) = try nested { reader throws(ParseError) in try reader.symbolBody() }
      return (restyled(symbol, style), scripted)
    }
    return try nested { reader throws(ParseError) in
      try reader.braces { r throws(ParseError) in
        if let word = r.wordInBraces() {
          var symbol = Symbol(word, style: style), superscript = Superscript(), scripted = false
          if r.current.kind != .endGroup { scripted = try r.symbolScripts(&symbol, &superscript, scripted: false) }
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

  private func restyled(_ symbol: Symbol, _ style: Symbol.Style) -> Symbol {
    var result = symbol
    if result.style == .italic || result.style == .roman && style != .italic { result.style = style }
    return result
  }

  /// Letters and digits in a row, and names such as `arg\,max`; nil if something else stands there.
  private mutating func wordInBraces() -> String? {
    var word = "", i = at
    loop: while true {
      let token = token(i)
      switch token.kind {
      case .letter, .word, .number: word += token.text
      case .command where Vocabulary.functionCommands.contains(token.text) || Vocabulary.optima[token.text] != nil || token.text == "arg":
        word += token.text
      default: break loop
      }
      i += 1
    }
    guard !word.isEmpty, !word.contains(".") else { return nil }
    at = i
    return word
  }

  // MARK: what stands on the letter

  struct Superscript {
    var exponent: Formula?
    var transposed = false
    var primes = 0
    var isEmpty: Bool { exponent == nil && !transposed && primes == 0 }
  }

  /// Subscript, superscript and primes in any order, each once; true if there was any.
  mutating func symbolScripts(_ symbol: inout Symbol, _ superscript: inout Superscript, scripted: Bool) throws(ParseError) -> Bool {
    var raised = false, any = false
    while true {
      if current.isSign("'") {
        guard !raised else { throw error("a prime behind a superscript", "write the prime first") }
        while take(sign: "'") { superscript.primes += 1 }
        guard superscript.primes <= 9 else { throw error("more than nine primes", "write \\frac{d^n}{dx^n}") }
      } else if current.kind == .sub {
        guard symbol.subscripts.isEmpty else { throw error("a second subscript", "part the indices by commas, x_{i,j}") }
        advance()
        symbol.subscripts = try subscripts()
      } else if current.kind == .sup {
        guard !raised else { throw error("a second superscript", "put brackets around what it stands on") }
        raised = true
        advance()
        try self.superscript(on: &symbol, &superscript)
      } else {
        return any
      }
      any = true
    }
  }

  /// A mark (`*`, `'`, `(i)`, a name), a transpose, or an exponent.
  private mutating func superscript(on symbol: inout Symbol, _ result: inout Superscript) throws(ParseError) {
    if try takeTransposeMark() { result.transposed = true; return }
    let start = at
    let braced = current.kind == .beginGroup, last = braced ? brackets.closing[at] : at + 1
    let first = braced ? at + 1 : at
    let alone = braced ? last == first + 1 : true
    let token = token(first)
    if alone, let mark = Reader.mark(token) {
      symbol.marks.append(mark)
      at = braced ? last + 1 : first + 1
    } else if token.isCommand("prime") || token.isSign("'"), braced || token.isCommand("prime") {
      if braced { advance() }
      while current.isCommand("prime") || current.isSign("'") { superscriptPrime(&result) }
      if braced { try close(.endGroup, from: start) }
    } else if braced, token.is(.open, "("), brackets.closing[first] == last - 1 {
      symbol.marks.append(try bracketMark(first))
      try close(.endGroup, from: start)
    } else if let name = try takeNameMark(braced, last) {
      symbol.marks.append(name)
    } else {
      if strict, symbol.style == .bold, alone, token.is(.letter, "T") {
        throw error(at: start, "a vector or matrix to the power T", "write ^\\top for the transpose")
      }
      result.exponent = try exponent()
    }
  }

  private mutating func superscriptPrime(_ result: inout Superscript) {
    advance()
    result.primes += 1
  }

  private static func mark(_ token: Token) -> String? {
    switch token.kind {
    case .sign where ["*", "+", "-"].contains(token.text): token.text
    case .command where token.text == "star" || token.text == "ast": "*"
    default: nil
    }
  }

  /// `(i)`: the text of the bracket as the printer writes it.
  private mutating func bracketMark(_ first: Int) throws(ParseError) -> String {
    advance()
    let start = at
    advance()
    let inner = try nested { reader throws(ParseError) in
      try reader.within(Context(kind: .bracket)) { r throws(ParseError) in
        var list = [try r.sum()]
        while r.take(sign: ",") { list.append(try r.sum()) }
        return list
      }
    }
    try close(.close, from: start)
    return "(" + inner.map { latex($0) }.joined(separator: ", ") + ")"
  }

  /// `^{\mathrm{new}}`, `^\text{new}`
  private mutating func takeNameMark(_ braced: Bool, _ last: Int) throws(ParseError) -> String? {
    let first = braced ? at + 1 : at
    guard token(first).kind == .text && isName(token(first)) || token(first).kind == .command && Vocabulary.styles[token(first).text] == .roman else {
      return nil
    }
    let end: Int
    if token(first).kind == .text { end = first + 1 } else {
      guard token(first + 1).kind == .beginGroup, brackets.closing[first + 1] > 0 else { return nil }
      end = brackets.closing[first + 1] + 1
    }
    guard !braced || end == last else { return nil }
    at = first
    let (symbol, scripted) = try symbolBody()
    guard symbol.style == .roman, symbol.accents.isEmpty, !scripted else { throw error(at: first, "a name with scripts in a superscript", "write a plain name") }
    if braced { advance() }
    return symbol.letter
  }

  /// `\top`, `\intercal`, `\mathsf{T}` behind `^`, in braces or not.
  mutating func takeTransposeMark() throws(ParseError) -> Bool {
    let braced = current.kind == .beginGroup
    var i = braced ? at + 1 : at
    if token(i).isCommand("top") || token(i).isCommand("intercal") {
      i += 1
    } else if token(i).isCommand("mathsf") {
      let inner = token(i + 1).kind == .beginGroup
      guard token(inner ? i + 2 : i + 1).is(.letter, "T") else { return false }
      i += inner ? 4 : 2
    } else {
      return false
    }
    if braced {
      guard token(i).kind == .endGroup else { return false }
      i += 1
    }
    at = i
    return true
  }

  // MARK: subscripts

  /// What stands behind `_`: a group parted at commas, or one token.
  mutating func subscripts() throws(ParseError) -> [Formula] {
    if let sign = loneSign(current) { advance(); return [.symbol(Symbol(sign))] }
    guard current.kind == .beginGroup else { return [try single("a subscript")] }
    return try braces { reader throws(ParseError) in
      var list = [try reader.subscriptEntry()]
      while reader.take(sign: ",") || reader.take(sign: ";") { list.append(try reader.subscriptEntry()) }
      return list
    }
  }

  private func loneSign(_ token: Token) -> String? {
    guard token.kind == .sign, ["*", "+", "-"].contains(token.text) else { return token.isCommand("star") ? "*" : nil }
    return token.text
  }

  /// An index, a slice `0:T`, a bound `<t`, a relation `x\sim p`, or `z|x`.
  private mutating func subscriptEntry() throws(ParseError) -> Formula {
    if let sign = loneSign(current), next.kind == .endGroup || next.isSign(",") { advance(); return .symbol(Symbol(sign)) }
    if let relation = relationHere {
      advance()
      return .bounded(relation, try sum())
    }
    let formula = try relation()
    if take(sign: ":") || take(sign: "..") { return .range(formula, try relation()) }
    return formula
  }
}
