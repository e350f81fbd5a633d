import Exact

/// Factors: numbers, brackets, bars, fractions, and what may stand on them.
extension Reader {
  /// Whether the token here begins another factor, where an operator could stand.
  var startsFactor: Bool {
    if signedGroupHere { return false }
    switch current.kind {
    case .letter: return !differentialHere
    case .number, .open, .beginGroup, .begin, .leftBar, .leftDoubleBar, .text:
      return current.kind != .text || textIsName
    case .word: return !Reader.plainKeywords.contains(current.text) && current.text != "in"
    case .command: return !differentialHere && startsFactorCommand
    case .bar, .doubleBar: return barOpens && next.kind != .sub
    default: return false
    }
  }

  static let plainKeywords: Set<String> = ["for", "where", "with", "extends"]
  private static let operators: Set<String> = [
    "cdot", "times", "odot", "circ", "star", "ast", "prime", "top", "intercal", "otimes", "oplus",
  ]

  /// A group that begins with a sign is a term and no factor: `a \underbrace{- b}_{L_0}` is a − b.
  var signedGroupHere: Bool {
    let isBrace = current.isCommand("underbrace") || current.isCommand("overbrace")
    let open = isBrace ? at + 1 : at
    guard token(open).kind == .beginGroup else { return false }
    return token(open + 1).isSign("-") || token(open + 1).isSign("+")
  }

  private var startsFactorCommand: Bool {
    let name = current.text
    return Vocabulary.relations[name] == nil && Vocabulary.refused[name] == nil
      && !Reader.operators.contains(name)
      && known(name)
  }

  /// Words in roman type are a name if there is one of them and it belongs to no sentence.
  var textIsName: Bool { isName(current) }
  func isName(_ token: Token) -> Bool {
    !token.text.isEmpty
      && token.text.utf8.allSatisfy { (65...90).contains($0) || (97...122).contains($0) }
      && !Segments.conditionWords.contains(token.text)
      && !Segments.joiningWords.contains(token.text)
  }

  /// Two bars next to each other.
  var doubleBarHere: Bool {
    current.kind == .doubleBar || current.kind == .bar && next.kind == .bar && next.glued
  }

  mutating func takeDoubleBar() {
    if current.kind == .bar { advance() }
    advance()
  }

  /// Whether a bar here, behind a factor, opens an absolute value or a norm.
  private var barOpens: Bool {
    let context = contexts[contexts.count - 1]
    if doubleBarHere {
      return context.kind != .absolute && context.kind != .norm && !context.separator
    }
    return context.kind != .absolute && !context.given
  }

  /// A primary with its scripts; one level of depth.
  mutating func factor() throws -> (Formula, Shape) {
    try nested { try $0.primary() }
  }

  private mutating func primary() throws -> (Formula, Shape) {
    let token = current
    if token.kind != .open { domainNext = false }
    if let slope = try slopeInLine() { return slope }
    switch token.kind {
    case .number:
      advance()
      if !strict, token.text == "1", current.kind == .sub {
        return try scripts(of: Symbol("1", style: .blackboard), from: at - 1)  // 1_{x > 0}
      }
      if options.plain, [.letter, .word].contains(current.kind), current.glued,
        current.text.first == "e"
      {
        throw exponentNotation()
      }
      return try scripts(on: .number(try rational(token)), .number)
    case .letter, .word: return try named()
    case .text where textIsName: return try named()
    case .open: return try bracket()
    case .beginGroup: return options.plain ? try bracket() : try braceGroup()
    case .bar, .doubleBar, .leftBar, .leftDoubleBar: return try bars()
    case .begin: return try environment()
    case .command: return try commandFactor()
    default: throw missingOperand()
    }
  }

  private func exponentNotation() -> ParseError {
    error("a number in exponent notation", "write 2 * 10^(-3) as 2/1000")
  }

  func rational(_ token: Token) throws -> Rational {
    guard let value = Rational(token.text) else {
      throw source.error(
        at: token.start, "'\(token.text)' is no number",
        "write digits, or digits, a point and digits")
    }
    return value
  }

  /// The error where something to add or multiply was expected.
  func missingOperand() -> ParseError {
    if current.kind == .command, Vocabulary.refused[current.text] != nil || !known(current.text) {
      return unexpected()
    }
    switch current.kind {
    case .end: return error("the formula ends where a term was expected", "complete it")
    case .text, .because: return unexpected()
    case .sign where current.text == "!":
      return error("a factorial of nothing", "write n! or (n + 1)!")
    case .sign where current.text == ".":
      return error("a point without digits before it", "write 0.5 for .5")
    default:
      return error(
        "expected a term, found '\(current.name)'",
        "write a number, a letter, a function or a bracket")
    }
  }

  /// `{…}` around something that is one thing to the eye; a sum in invisible braces would mislead.
  private mutating func braceGroup() throws -> (Formula, Shape) {
    let start = at
    let inner = try braces { try $0.sum() }
    switch inner {
    case .sum, .negative:
      throw error(at: start, "the braces around a sum are invisible", "write brackets")
    case .symbol(let symbol): return try scripts(of: symbol, from: start)
    default: return try scripts(on: inner, .closed)
    }
  }

  // MARK: what stands on a factor that is no letter

  /// Powers, entries, transposes, the bar of evaluation.
  mutating func scripts(on base: Formula, _ shape: Shape) throws -> (Formula, Shape) {
    var formula = base, shape = shape, raised = false, lowered = false
    while true {
      if current.kind == .sup {
        guard !raised else { throw unexpected() }
        if shape == .fraction, strict {
          throw error("a power behind a fraction", "put brackets around the fraction")
        }
        raised = true
        advance()
        formula = try raisedTo(formula)
      } else if current.kind == .sub {
        guard !lowered, shape == .closed, !raised else { throw unexpected() }
        lowered = true
        advance()
        formula = formula.component(try subscripts())
      } else if evaluationBar {
        advance()
        advance()
        let places = try subscripts()
        let isDifference = !strict && current.kind == .sup
        formula =
          isDifference
          ? try difference(of: formula, from: places) : .evaluated(formula, at: places)
        shape = .closed
      } else if current.isSign("!") {
        advance()
        let isDouble = current.isSign("!") && current.glued
        if isDouble {
          try checkRepeated(formula, in: "a double factorial", from: at - 1)
          advance()
        }
        formula = formula.withFactorial(isDouble ? Formula.doubleFactorial : Formula.factorial)
        shape = .closed
      } else if current.isSign("'"), !raised, !lowered, formula.mayHaveSlope {
        formula = try prime(of: formula)
        shape = .closed
      } else if current.isSign("'") {
        throw error("a prime on something that is no letter", "write \\frac{d}{dx}")
      } else {
        return (formula, shape)
      }
    }
  }

  /// `|_{x=a}`
  var evaluationBar: Bool {
    (current.kind == .bar || current.kind == .rightBar) && next.kind == .sub
      && contexts.last?.kind != .absolute
      && derivativeLevel != contexts.count
  }

  private mutating func raisedTo(_ base: Formula) throws -> Formula {
    let isPoint = if case .tuple = base, !strict { true } else { false }
    if try takeTransposeMark() { return isPoint && !startsFactor ? base : .transpose(base) }
    let exponent = try exponent()
    // (a, b)^\top is the point, a column as points are; before a factor it is a row
    if isPoint, exponent == .symbol(Symbol("T")), !startsFactor { return base }
    if case .symbol(var symbol) = base, case .symbol(let sign) = exponent, sign.isLoneSign {
      symbol.marks.append(sign.letter)  // (x)^+ is x^+
      return .symbol(symbol)
    }
    return .power(base, exponent)
  }

  /// The exponent behind `^`: a group or one token.
  mutating func exponent() throws -> Formula {
    let inner = current.kind == .beginGroup ? next : current
    if inner.isSign("+") || inner.isSign("-"), let end = loneSignEnd {
      at = end
      return .symbol(Symbol(inner.text))  // the side of a limit, 0^+
    }
    if current.kind == .beginGroup { return try braces { try $0.sum() } }
    return try single("an exponent")
  }

  /// Behind `+` or `{+}` where nothing follows that it could add to.
  private var loneSignEnd: Int? {
    let braced = current.kind == .beginGroup
    let after = braced ? token(at + 2) : next
    if braced { return after.kind == .endGroup ? at + 3 : nil }
    return [.end, .endGroup, .close].contains(after.kind) || after.isSign(",") ? at + 1 : nil
  }

  /// The one token that a command or a script takes when there are no braces.
  mutating func single(_ what: String) throws -> Formula {
    let token = current
    switch token.kind {
    case .number:
      if !options.plain, token.text.utf8.count > 1 {
        throw error("\(what) of several digits without braces", "write {\(token.text)}")
      }
      advance()
      return .number(try rational(token))
    case .open where options.plain: return try bracket().0
    case .letter, .word, .text, .command:
      if token.isCommand("infty") || token.kind == .word && token.text == "oo" {
        advance()
        return .infinity
      }
      if token.isCommand("frac") || token.isCommand("tfrac") || token.isCommand("dfrac") {
        return try nested { try $0.fraction().0 }
      }
      let (symbol, _) = try nested { try $0.symbolBody() }
      return .symbol(symbol)
    default: throw error("expected \(what), found '\(token.name)'", "write it in braces")
    }
  }

  // MARK: fractions and roots

  /// An argument in braces, or one token; digits one at a time.
  mutating func argument(_ what: String) throws -> Formula {
    if current.kind == .beginGroup { return try braces { try $0.sum() } }
    if current.kind == .number, current.text.utf8.allSatisfy({ $0 != 0x2E }) {
      return .number(try rational(takeDigit()))
    }
    return try single(what)
  }

  mutating func fraction() throws -> (Formula, Shape) {
    advance()
    if let derivative = try derivativeFraction() { return derivative }
    let numerator = try numerator()
    let denominator = try argument("a denominator")
    return try scripts(on: .quotient(numerator, denominator), .fraction)
  }

  /// The numerator may hold the differential of the integral: `\int\frac{dx}{x}`.
  private mutating func numerator() throws -> Formula {
    guard current.kind == .beginGroup, integralLevel == contexts.count else {
      return try argument("a numerator")
    }
    let level = integralLevel
    defer { integralLevel = level }
    return try braces { reader in
      reader.integralLevel = reader.contexts.count
      let body = reader.differentialHere ? Formula.number(1) : try reader.sum()
      while reader.differentialHere { reader.differentials.append(try reader.differential()) }
      return body
    }
  }

  mutating func root() throws -> (Formula, Shape) {
    advance()
    if current.is(.open, "[") {
      let start = at
      advance()
      let degree = try within(Context(kind: .bracket)) { try $0.sum() }
      try close(.close, from: start)
      let body = try argument("what the root is of")
      return try scripts(on: .power(body, .quotient(.number(1), degree)), .fraction)
    }
    if options.plain, current.kind == .open {
      return try scripts(on: .function(.sqrt, try bracketed("sqrt")), .closed)
    }
    return try scripts(on: .function(.sqrt, try argument("what the root is of")), .open)
  }
}
