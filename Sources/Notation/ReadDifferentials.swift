/// Differentials: `dx` where an integral waits for it, and the measures `dP(x)` and `P(dx)`.
extension Reader {
  /// The number of tokens of a `d` at an index, 0 if there is none: `d`, `\mathrm d`, `\mathrm{d}`,
  /// `\operatorname{d}`.
  func differentialSign(at i: Int) -> Int {
    if token(i).is(.letter, "d") { return 1 }
    guard token(i).kind == .command,
      ["mathrm", "mathsf", "operatorname", "rm"].contains(token(i).text)
    else {
      return token(i).kind == .text && token(i).text == "d" ? 1 : 0
    }
    if token(i + 1).is(.letter, "d") { return 2 }
    return token(i + 1).kind == .beginGroup && token(i + 2).is(.letter, "d")
      && token(i + 3).kind == .endGroup ? 4 : 0
  }

  func startsLetter(_ token: Token) -> Bool {
    switch token.kind {
    case .letter: true
    case .word: Vocabulary.greek.contains(token.text) || Vocabulary.accents[token.text] != nil
    case .command:
      Vocabulary.greek.contains(token.text) || Vocabulary.letters.contains(token.text)
        || Vocabulary.accents[token.text] != nil
        || Vocabulary.styles[token.text] != nil && token.text != "operatorname"
    default: false
    }
  }

  /// `dx` at this place closes the integral that waits for it; in notes `P(dx)` does, too.
  var differentialHere: Bool {
    guard integralLevel == contexts.count else { return false }
    let length = differentialSign(at: at)
    return length > 0 && startsLetter(token(at + length)) || measureHere || differenceHere
  }

  /// `dx`, a letter without a law; `dP(x)` and `P(dx)` are the measure P of x, `P(dx | z)` the one
  /// given z.
  mutating func differential() throws -> Draw {
    if differenceHere { return try differenceOfMeasures() }
    let isMeasure = measureHere
    if !isMeasure { at += differentialSign(at: at) }
    let start = at
    var symbol = try nested { try $0.symbolBody().0 }, above = Superscript()
    try symbolScripts(&symbol, &above)
    try checkVariable(symbol, at: start)
    symbol.marks += Array(repeating: "'", count: above.primes)
    guard above.exponent == nil, !above.transposed else {
      throw error(at: start, "a power of a differential", "write one integral for each variable")
    }
    if isMeasure {
      return try measured(by: symbol) { list in
        let letters = list.compactMap(\.differentiated)
        return letters.count == list.count ? letters : nil
      }
    }
    guard current.kind == .open else { return Draw([symbol], nil) }
    return try measured(by: symbol) { Reader.variables(.tuple($0)) }
  }

  func checkVariable(_ symbol: Symbol, at start: Int) throws {
    guard !symbol.namesFunction else {
      throw error(at: start, "the name of a function as a variable", "write a letter")
    }
  }

  /// Whether `P(dx)` stands here: a letter with what is written on it, and in its bracket a
  /// differential. `f(d x)` is a value of a function.
  private var measureHere: Bool {
    guard !strict, !options.plain, startsLetter(token(at)),
      !["f", "g", "h"].contains(token(at).text), let bracket = endOfLetter(at: at),
      token(bracket).is(.open, "(")
    else { return false }
    let length = differentialSign(at: bracket + 1)
    return length > 0 && startsLetter(token(bracket + 1 + length))
  }

  /// Whether `d(P - Q)` stands here, with letters that stand for laws: `d(x - y)` is none.
  private var differenceHere: Bool {
    let open = at + differentialSign(at: at)
    guard !strict, !options.plain, open > at, token(open).is(.open, "("),
      let closing = brackets.closing[open]
    else { return false }
    let inside = (open + 1..<closing).lazy.map { token($0) }
    return inside.allSatisfy { mark in
      switch mark.kind {
      case .letter: mark.text.first?.isUppercase == true || Self.lawLetters.contains(mark.text)
      case .command: Self.lawLetters.contains(mark.text) || Vocabulary.styles[mark.text] != nil
      case .sign: mark.text == "-" || mark.text == "+"
      case .sub, .beginGroup, .endGroup, .number: true
      default: false
      }
    } && inside.contains { $0.isSign("-") }
  }
  private static let lawLetters: Set<String> = ["p", "q", "mu", "nu", "pi", "rho"]

  /// `d(P - Q)(x)`: under a law that is a sum the integral is one of integrals.
  private mutating func differenceOfMeasures() throws -> Draw {
    at += differentialSign(at: at)
    let start = at
    let list = try bracketedList("a measure")
    guard list.count == 1, case .sum(let terms) = list[0], terms.allSatisfy(\.isSignedLetter) else {
      throw error(at: start, "a difference of measures", "write one integral for each measure")
    }
    guard current.kind == .open else { return Draw([], list[0]) }
    let variables = try bracketedList("a measure")
    guard let letters = Reader.variables(.tuple(variables)), !letters.isEmpty else {
      throw error(
        at: start, "a measure of what is no letter", "write \\mathbb{E}_{x \\sim p}[f(x)]")
    }
    return Draw(letters, list[0])
  }

  /// Where a letter with its scripts and its style ends; nil where that needs more than a look.
  func endOfLetter(at start: Int) -> Int? {
    var i = start
    func pass() -> Bool {
      guard token(i).kind == .beginGroup else {
        i += 1
        return true
      }
      guard let closing = brackets.closing[i] else { return false }
      i = closing + 1
      return true
    }
    let takesGroup =
      token(i).kind == .command
      && (Vocabulary.accents[token(i).text] != nil || Vocabulary.styles[token(i).text] != nil)
    i += 1
    if takesGroup, !pass() { return nil }
    while token(i).kind == .sub || token(i).kind == .sup {
      i += 1
      if !pass() { return nil }
    }
    return i
  }

  /// What stands in the bracket of `dP(x, y | z)` and of `P(dx, dy | z)`.
  private mutating func measured(by law: Symbol, _ variables: ([Formula]) -> [Symbol]?) throws
    -> Draw
  {
    let start = at
    var list = try bracketedList("a measure"), given: [Formula] = []
    if list.count == 1, case .conditioned(let wanted, let known) = list[0] {
      (list, given) = ([wanted], known)
    }
    guard let letters = variables(list), !letters.isEmpty else {
      throw error(
        at: start, "a measure of what is no letter", "write \\mathbb{E}_{x \\sim p}[f(x)]")
    }
    guard !given.isEmpty else { return Draw(letters, .symbol(law)) }
    let arguments = Arguments(letters.map { .symbol($0) }, given: given)
    return Draw(letters, .application(.symbol(law), arguments))
  }
}

extension Draw {
  /// The integral of a body by `dx` between bounds, by the measure `dP(x)`, or by a difference of
  /// measures.
  func integral(of body: Formula, _ lower: Formula?, _ upper: Formula?) -> Formula {
    switch law {
    case nil: return .integral(variable: variables[0], lower: lower, upper: upper, body)
    case .sum(let terms)?:
      return .sum(
        terms.map { term in
          if case .negative(let law) = term {
            return .negative(.expectation([Draw(variables, law)], body))
          }
          return .expectation([Draw(variables, term)], body)
        })
    default: return .expectation([self], body)
    }
  }
}

extension Formula {
  fileprivate var isSignedLetter: Bool {
    switch self {
    case .symbol: true
    case .negative(let a): a.isSignedLetter
    default: false
    }
  }

  /// The x of `dx` in a bracket, where d is read as a letter.
  fileprivate var differentiated: Symbol? {
    guard case .product(let factors) = self, factors.count == 2, case .symbol(let d) = factors[0],
      d == Symbol("d", style: d.style), case .symbol(let x) = factors[1]
    else { return nil }
    return x
  }
}
