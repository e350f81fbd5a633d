import Exact

/// What letters and names become with what follows them: applications, divergences, expectations,
/// functions.
extension Reader {
  /// The scripts of a letter, then its arguments if a bracket follows.
  mutating func scripts(of letter: Symbol, from start: Int) throws -> (Formula, Shape) {
    var symbol = letter, above = Superscript()
    try symbolScripts(&symbol, &above)
    let aloneInGroup = contexts[contexts.count - 1].kind == .group && current.kind == .endGroup
    if isExpectation(symbol), !aloneInGroup {
      guard above.isEmpty else {
        throw error(
          at: start, "a power on the sign of expectation", "write \\left(\\mathbb{E}[…]\\right)^2")
      }
      return try expectation(symbol, from: start)
    }
    if let name = divergence(symbol), current.kind == .open, above.isEmpty {
      return try divergence(name)
    }
    let base = symbol
    if let entry = entryOfPower(symbol, above) { return try evaluation(entry, .closed) }
    guard callFollows(symbol), start != unapplied, !above.transposed else {
      symbol.marks += Array(repeating: "'", count: above.primes)
      let formula = Formula.symbol(symbol)
      if above.transposed { return try scripts(on: .transpose(formula), .symbol) }
      return try evaluation(above.exponent.map { .power(formula, $0) } ?? formula, .symbol)
    }
    let open = at
    let arguments = try arguments()
    guard above.primes > 0 else {
      let head = above.exponent.map { Formula.power(.symbol(symbol), $0) } ?? .symbol(symbol)
      return try scripts(on: .application(head, arguments), .closed)
    }
    guard arguments.wanted.count == 1, arguments.given.isEmpty, arguments.parameters.isEmpty,
      above.exponent == nil
    else {
      throw error(
        at: open, "a prime on a function of several variables",
        "write \\frac{\\partial f}{\\partial x}")
    }
    return try scripts(
      on: .prime(.symbol(base), order: above.primes, at: arguments.wanted[0]), .closed)
  }

  /// `P^2_{12}`, `\Sigma^{-1}_{ij}`, `P^\top_{12}` of a matrix: the entry of what stands before its
  /// place. Of other letters `x^2_{12}` is the square of x_{12}.
  private func entryOfPower(_ symbol: Symbol, _ above: Superscript) -> Formula? {
    guard above.isFirst, above.primes == 0, !symbol.subscripts.isEmpty,
      options.matrices.contains(symbol.family)
    else { return nil }
    let whole = Formula.symbol(symbol.family)
    let raised = above.exponent.map { Formula.power(whole, $0) } ?? .transpose(whole)
    return .component(raised, symbol.subscripts)
  }

  private mutating func evaluation(_ formula: Formula, _ shape: Shape) throws -> (Formula, Shape) {
    evaluationBar || current.isSign("!")
      ? try scripts(on: formula, shape) : (formula, shape)
  }

  /// A bracket behind a letter is its argument; braces only behind an indicator.
  private func callFollows(_ symbol: Symbol) -> Bool {
    guard current.kind == .open else { return false }
    return current.text != "{" || symbol.letter == "1"
      || symbol.letter == "I" && symbol.style == .blackboard
  }

  private func divergence(_ symbol: Symbol) -> DivergenceName? {
    guard symbol.accents.isEmpty, symbol.marks.isEmpty else { return nil }
    if symbol.subscripts.isEmpty {
      return symbol.style == .roman ? Vocabulary.divergences[symbol.letter] : nil
    }
    guard symbol.letter == "D", symbol.subscripts.count == 1 else { return nil }
    switch symbol.subscripts[0] {
    case .symbol(let name): return Vocabulary.divergences[name.letter]
    case .product(let letters):
      let word = letters.map {
        if case .symbol(let s) = $0, s == Symbol(s.letter) { s.letter } else { "?" }
      }.joined()
      return Vocabulary.divergences[word]
    default: return nil
    }
  }

  /// `(p \| q)`, `(p, q)`
  private mutating func divergence(_ name: DivergenceName) throws -> (Formula, Shape) {
    let start = at
    advance()
    let (p, q) = try within(Context(kind: .arguments, given: barParts(start), separator: true)) {
      reader in
      let p = try reader.sum()
      if reader.doubleBarHere || reader.current.kind == .middleDoubleBar {
        reader.takeDoubleBar()
      } else if reader.current.kind == .middleBar, reader.next.kind == .middleBar {
        reader.advance()
        reader.advance()
      } else if !reader.strict, reader.takeGivenBar() {
        // D_{KL}(p | q): one bar for two
      } else if !reader.take(sign: ",") {
        if reader.current.kind == .end {
          throw reader.error(at: start, "'(' is never closed", "close it")
        }
        throw reader.error(
          "expected \\| between the two laws, found '\(reader.current.name)'",
          "write D_{KL}(p \\| q)")
      }
      reader.contexts[reader.contexts.count - 1].separator = false
      return (p, try reader.sum())
    }
    try closeBracket(from: start)
    return try scripts(on: .divergence(name, p, q), .closed)
  }

  // MARK: expectations

  private func isExpectation(_ symbol: Symbol) -> Bool {
    guard symbol.letter == "E", symbol.accents.isEmpty, symbol.marks.isEmpty else { return false }
    if symbol.style == .blackboard || symbol.style == .roman { return true }
    let drawn = symbol.subscripts.contains {
      if case .relation(_, let r) = $0 { r == [.distributed] } else { false }
    }
    return drawn || !strict && current.is(.open, "[")
  }

  private mutating func expectation(_ symbol: Symbol, from start: Int) throws -> (Formula, Shape) {
    let draws = try draws(symbol.subscripts, from: start)
    guard current.kind == .open, try bracketIsBody() else {
      return (.expectation(draws, try operand("\\mathbb{E}")), .prefix)
    }
    let open = at
    let list = try bracketedList("\\mathbb{E}")
    guard list.count == 1 else {
      throw error(
        at: open, "an expectation of several things",
        "take the expectation of each, or of a point (a, b)")
    }
    return try scripts(on: .expectation(draws, list[0]), .closed)
  }

  /// `\mathbb{E}(a)^2` can be read in two ways. In the notes of others `\mathbb{E}(X)^2` is (E X)²,
  /// and `\mathbb{E}(X - m)^2` the mean of the square.
  private func bracketIsBody() throws -> Bool {
    guard current.text != "[", let end = brackets.closing[at], token(end + 1).kind == .sup
    else { return true }
    if strict {
      throw error(
        "the power can belong to the bracket or to the expectation",
        "write \\mathbb{E}[(a)^2] or (\\mathbb{E}[a])^2")
    }
    return options.reach.contains(.outerPowers) || !holdsSum(at + 1..<end)
  }

  /// Whether two terms stand directly inside a bracket, with nothing given behind a bar.
  private func holdsSum(_ inside: Range<Int>) -> Bool {
    var depth = 0, isSum = false
    for i in inside {
      switch token(i).kind {
      case .open, .beginGroup, .begin, .leftBar, .leftDoubleBar: depth += 1
      case .close, .endGroup, .finish, .rightBar, .rightDoubleBar: depth -= 1
      case .bar, .middleBar: if depth == 0 { return false }
      case .sign where depth == 0 && i > inside.lowerBound:
        if token(i).isSign("+") || token(i).isSign("-") { isSum = true }
      default: break
      }
    }
    return isSum
  }

  /// The product that follows an operator without brackets.
  mutating func operand(_ name: String) throws -> Formula {
    guard current.isSign("-") || current.isSign("+") else { return try term() }
    if strict { throw error("a sign behind \(name)", "put brackets around what follows") }
    if take(sign: "-") { return .negative(try term()) }
    advance()
    return try term()
  }

  /// `x\sim p, (y,z)\sim q(y,z)`, or a law, or a lone letter.
  func draws(_ list: [Formula], from start: Int) throws -> [Draw] {
    var result: [Draw] = [], waiting: [Symbol] = []
    func flush() {
      result += waiting.map { Draw([], .symbol($0)) }
      waiting = []
    }
    for entry in list {
      switch entry {
      case .relation(let sides, [.distributed]):
        guard let variables = Reader.variables(sides[0]) else {
          throw error(at: start, "what is drawn is no letter", "write x \\sim p")
        }
        if strict, !waiting.isEmpty {
          throw error(
            at: start, "it is not clear what the letters before ∼ are drawn from",
            "write x \\sim p, y \\sim p, or (x, y) \\sim p")
        }
        // strangers draw x and x' together
        let others = waiting
        waiting = []
        result.append(Draw(others + variables, sides[1]))
      case .relation:
        throw error(
          at: start, "below an expectation stands x \\sim p", "write the law of the variable")
      case .symbol(let symbol): waiting.append(symbol)
      case .tuple:
        flush()
        guard let variables = Reader.variables(entry) else {
          throw error(at: start, "what is drawn is no letter", "write (x, y) \\sim p")
        }
        result.append(Draw(variables, nil))
      default:
        flush()
        result.append(Draw([], entry))
      }
    }
    flush()
    return result
  }

  static func variables(_ formula: Formula) -> [Symbol]? {
    switch formula {
    case .symbol(let symbol): return [symbol]
    case .tuple(let entries):
      let symbols = entries.compactMap { if case .symbol(let s) = $0 { s } else { nil } }
      return symbols.count == entries.count ? symbols : nil
    default: return nil
    }
  }

  // MARK: functions

  /// What follows the name of a function.
  mutating func function(_ name: FunctionName, from start: Int) throws -> (Formula, Shape) {
    var base: Formula?, exponent: Formula?
    if current.kind == .sub {
      guard name == .log else {
        throw error("a subscript on \(name.rawValue)", "only \\log has one, its base")
      }
      advance()
      base = .function(.log, try argument("a base"))
    }
    if current.isSign("'") { return try prime(of: name) }
    if take(.sup) { exponent = try self.exponent() }
    if exponent == .negative(.number(1)), base == nil, name != .det, name != .tr {
      return try inverse(of: name, from: start)
    }
    let called = current.kind == .open || options.plain && current.kind == .beginGroup
    let argument = called ? try bracketed(name.rawValue) : try bareArgument(name)
    try check(argument, of: name, at: start)
    var result = Formula.function(name, argument)
    if let base { result = .quotient(result, base) }
    if let exponent { result = .power(result, exponent) }
    guard called else { return (result, .prefix) }
    if current.kind == .sup, strict, name != .det || exponent != nil {
      throw error(
        "the power can belong to the argument or to the value",
        "write (\\\(name.rawValue) a)^2 or \\\(name.rawValue)(a^2)")
    }
    return try scripts(on: result, .closed)
  }

  /// `\tanh'(x)`
  private mutating func prime(of name: FunctionName) throws -> (Formula, Shape) {
    var order = 0
    while take(sign: "'") { order += 1 }
    guard current.kind == .open, order <= 9 else {
      throw error("a prime on \(name.rawValue) without its bracket", "write \\frac{d}{dx}")
    }
    let f = Formula.symbol(Symbol(name.rawValue, style: .roman))
    return try scripts(on: .prime(f, order: order, at: try bracketed(name.rawValue)), .closed)
  }

  /// `(f \circ g)'(x)`, `(f^{-1})'(x)`
  mutating func prime(of function: Formula) throws -> Formula {
    let start = at
    var order = 0
    while take(sign: "'") { order += 1 }
    guard current.kind == .open, order <= 9 else {
      throw error(
        at: start, "a prime without the place where the slope is taken", "write (f \\circ g)'(x)")
    }
    let place = try bracketed(Printer.text(function, .relation))
    guard case .symbol(var letter) = function else {
      return .prime(function, order: order, at: place)
    }
    while letter.marks.last == "'" {  // (f')'(x) is f''(x)
      letter.marks.removeLast()
      order += 1
    }
    return .prime(.symbol(letter), order: order, at: place)
  }

  /// `\tanh^{-1} x`, `\arcsin x`: the inverse function, by functions that are known.
  mutating func inverse(of name: FunctionName, from start: Int) throws -> (Formula, Shape) {
    let called = current.kind == .open
    let argument = called ? try bracketed(name.rawValue) : try bareArgument(name)
    try check(argument, of: name, at: start)
    guard let value = argument.inverse(of: name) else {
      throw error(
        at: start, "the power -1 of \(name.rawValue), which can be its inverse or one over it",
        "write \\frac{1}{…}, or the inverse by its name")
    }
    guard called else { return (value, .prefix) }
    return try scripts(on: value, .closed)
  }

  private mutating func bareArgument(_ name: FunctionName) throws -> Formula {
    if name == .max || name == .min {
      throw error(
        "\\\(name.rawValue) without a variable or a list",
        "write \\\(name.rawValue)_{x} or \\\(name.rawValue)(a, b)")
    }
    if current.isSign("-") || current.isSign("+") {
      throw error("a sign behind \(name.rawValue)", "put the argument in brackets")
    }
    if options.reach.contains(.bareArguments) { unapplied = at }
    return try product(.argument)
  }

  private func check(_ argument: Formula, of name: FunctionName, at start: Int) throws {
    switch (name, argument) {
    case (.max, .tuple), (.min, .tuple), (.max, .set), (.min, .set): return
    case (.max, _), (.min, _):
      throw error(
        at: start, "\(name.rawValue) of one thing",
        "write \\\(name.rawValue)(a, b), or the variable below: \\\(name.rawValue)_{x}")
    case (.covariance, .tuple(let pair)) where pair.count == 2: return
    case (.covariance, _): throw error(at: start, "a covariance of one thing", "write Cov(x, y)")
    case (.entropy, .tuple), (.diag, .tuple): return
    case (_, .tuple): throw error(at: start, "\(name.rawValue) takes one argument", "write one")
    default: return
    }
  }
}
