/// What stands on a letter: subscripts, exponents, marks, primes, transposes.
extension Reader {
  struct Superscript {
    var exponent: Formula?
    var transposed = false
    var primes = 0
    /// It stands before the subscript: `P^2_{12}`.
    var isFirst = false
    var isEmpty: Bool { exponent == nil && !transposed && primes == 0 }
  }

  /// Subscript, superscript and primes in any order, each once; true if there was any.
  @discardableResult
  mutating func symbolScripts(
    _ symbol: inout Symbol, _ superscript: inout Superscript
  ) throws -> Bool {
    var raised = false, any = false
    while true {
      if current.isSign("'") {
        guard !raised else { throw error("a prime behind a superscript", "write the prime first") }
        while take(sign: "'") { superscript.primes += 1 }
      } else if current.kind == .sub {
        guard symbol.subscripts.isEmpty else {
          throw error("a second subscript", "part the indices by commas, x_{i,j}")
        }
        advance()
        symbol.subscripts = try subscripts()
        superscript.isFirst = superscript.exponent != nil || superscript.transposed
      } else if current.kind == .sup {
        guard !raised else {
          throw error("a second superscript", "put brackets around what it stands on")
        }
        raised = true
        advance()
        try self.superscript(on: &symbol, &superscript)
      } else {
        return any
      }
      guard superscript.primes + symbol.marks.count(where: { $0 == "'" }) <= 9 else {
        throw error("more than nine primes", "write \\frac{d^n}{dx^n}")
      }
      any = true
    }
  }

  /// A mark (`*`, `'`, `(i)`, a name), a transpose, or an exponent.
  private mutating func superscript(on symbol: inout Symbol, _ result: inout Superscript) throws {
    if try takeTransposeMark() {
      result.transposed = true
      return
    }
    let start = at
    let braced = current.kind == .beginGroup, last = braced ? brackets.closing[at] : at + 1
    let first = braced ? at + 1 : at
    let alone = braced ? last == first + 1 : true
    let token = token(first)
    if alone, let mark = Reader.mark(token) {
      symbol.marks.append(mark)
      at = braced ? first + 2 : first + 1
    } else if token.isCommand("prime") || token.isSign("'"), braced || token.isCommand("prime") {
      if braced { advance() }
      while current.isCommand("prime") || current.isSign("'") { superscriptPrime(&result) }
      if braced { try close(.endGroup, from: start) }
    } else if braced, let last, token.is(.open, "("), brackets.closing[first] == last - 1 {
      symbol.marks.append(try bracketMark(first))
      try close(.endGroup, from: start)
    } else if let name = try takeNameMark(braced, last) {
      symbol.marks.append(name)
    } else {
      if strict, symbol.style == .bold, alone, token.is(.letter, "T") {
        throw error(
          at: start, "a vector or matrix to the power T", "write ^\\top for the transpose")
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
  private mutating func bracketMark(_ first: Int) throws -> String {
    advance()
    let start = at
    advance()
    let inner = try nested { reader in
      try reader.within(Context(kind: .bracket)) { r in
        var list = [try r.sum()]
        while r.take(sign: ",") { list.append(try r.sum()) }
        return list
      }
    }
    try close(.close, from: start)
    return "(" + inner.map { Printer.text($0, .relation) }.joined(separator: ", ") + ")"
  }

  /// `^{\mathrm{new}}`, `^\text{new}`
  private mutating func takeNameMark(_ braced: Bool, _ last: Int?) throws -> String? {
    let first = braced ? at + 1 : at
    guard
      token(first).kind == .text && isName(token(first))
        || token(first).kind == .command && Vocabulary.styles[token(first).text] == .roman
    else {
      return nil
    }
    let end: Int
    if token(first).kind == .text {
      end = first + 1
    } else {
      guard token(first + 1).kind == .beginGroup, let close = brackets.closing[first + 1] else {
        return nil
      }
      end = close + 1
    }
    guard !braced || end == last else { return nil }
    at = first
    let (symbol, scripted) = try symbolBody()
    guard symbol.style == .roman, symbol.accents.isEmpty, !scripted else {
      throw error(at: first, "a name with scripts in a superscript", "write a plain name")
    }
    if braced { advance() }
    return symbol.letter
  }

  /// `\top`, `\intercal`, `\mathsf{T}`, by strangers `\mathrm{T}`, behind `^`, in braces or not.
  mutating func takeTransposeMark() throws -> Bool {
    let braced = current.kind == .beginGroup
    var i = braced ? at + 1 : at
    if token(i).isCommand("top") || token(i).isCommand("intercal") {
      i += 1
    } else if token(i).isCommand("mathsf") || !strict && token(i).isCommand("mathrm") {
      let inner = token(i + 1).kind == .beginGroup
      guard token(inner ? i + 2 : i + 1).is(.letter, "T"),
        !inner || token(i + 3).kind == .endGroup
      else { return false }
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
  mutating func subscripts() throws -> [Formula] {
    if let sign = loneSign(current) {
      advance()
      return [.symbol(Symbol(sign))]
    }
    guard current.kind == .beginGroup else { return [try single("a subscript")] }
    return try braces { reader in
      var list = [try reader.subscriptEntry()]
      while reader.take(sign: ",") || reader.take(sign: ";") {
        list.append(try reader.subscriptEntry())
      }
      return list
    }
  }

  private func loneSign(_ token: Token) -> String? {
    switch token.kind {
    case .sign where ["*", "+", "-"].contains(token.text): token.text
    case .command where token.text == "star": "*"
    case .command where token.text == "#" || token.text == "sharp": "#"
    default: nil
    }
  }

  /// An index, a slice `0:T`, a bound `<t`, a relation `x\sim p`, or `z|x`.
  private mutating func subscriptEntry() throws -> Formula {
    if let sign = loneSign(current), next.kind == .endGroup || next.isSign(",") {
      advance()
      return .symbol(Symbol(sign))
    }
    if let relation = relationHere {
      advance()
      return .bounded(relation, try sum())
    }
    let formula = try relation()
    if take(sign: ":") || take(sign: "..") { return .range(formula, try relation()) }
    return formula
  }
}
