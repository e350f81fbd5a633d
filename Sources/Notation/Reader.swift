/// The state of one reading: the tokens, the place, and the brackets that stand open. Its grammar
/// is in the extensions.
struct Reader {
  /// What stands open around the place: it decides what a bar means.
  struct Context {
    enum Kind { case top, group, bracket, arguments, absolute, norm }
    var kind: Kind
    /// A single bar here parts what is wanted from what is given.
    var given = false
    /// A double bar here parts the two laws of a divergence.
    var separator = false
  }

  let source: Source
  let options: FormulaParser.Options
  private(set) var tokens: [Token]
  private(set) var brackets: Brackets
  var at = 0
  var contexts: [Context]
  /// Where a letter begins behind a slash that is not applied to what follows.
  var unapplied: Int?
  /// The number of open contexts at the innermost integral that waits for its differential.
  var integralLevel: Int?
  /// Differentials that were met in a numerator, `\int\frac{dx}{x}`.
  var differentials: [Draw] = []
  /// The bracket that comes next stands behind ∈: `(0, 1)` is an interval there.
  var domainNext = false
  /// The number of open contexts at the innermost derivative that waits for its operand: a bar of
  /// evaluation behind is the derivative's.
  var derivativeLevel: Int?
  private var depth = 0

  init(_ source: Source, _ tokens: [Token], _ options: FormulaParser.Options) {
    (self.source, self.tokens, self.options) = (source, tokens, options)
    brackets = Brackets(tokens)
    contexts = [Context(kind: .top, given: brackets.outside % 2 == 1)]
  }

  var strict: Bool { options.strict }
  var current: Token { tokens[at] }
  var next: Token { token(at + 1) }
  func token(_ i: Int) -> Token { tokens[min(i, tokens.count - 1)] }

  mutating func advance() { if at < tokens.count - 1 { at += 1 } }
  mutating func take(sign: String) -> Bool {
    guard current.isSign(sign) else { return false }
    advance()
    return true
  }
  mutating func take(_ kind: Token.Kind) -> Bool {
    guard current.kind == kind else { return false }
    advance()
    return true
  }
  mutating func expect(_ kind: Token.Kind, _ what: String, _ remedy: String) throws {
    guard take(kind) else { throw error("expected \(what), found \(current.name)", remedy) }
  }

  func error(_ message: String, _ remedy: String) -> ParseError { error(at: at, message, remedy) }
  func error(at index: Int, _ message: String, _ remedy: String) -> ParseError {
    source.error(at: token(index).start, message, remedy)
  }

  /// Runs a part of the grammar one level deeper.
  mutating func nested<T>(_ body: (inout Reader) throws -> T) throws -> T {
    depth += 1
    defer { depth -= 1 }
    guard depth <= FormulaParser.depthLimit else {
      throw error(
        "nested deeper than \(FormulaParser.depthLimit)",
        "name a part of the formula and use the name")
    }
    return try body(&self)
  }

  /// Runs a part of the grammar inside brackets, which hide the integral outside them.
  mutating func within<T>(_ context: Context, _ body: (inout Reader) throws -> T) throws -> T {
    contexts.append(context)
    let domain = domainNext
    domainNext = false
    defer {
      contexts.removeLast()
      domainNext = domain
    }
    return try body(&self)
  }

  /// Takes the first digit off a numeral: `\frac12` is a half.
  mutating func takeDigit() -> Token {
    let whole = tokens[at]
    guard whole.text.utf8.count > 1 else {
      advance()
      return whole
    }
    tokens[at].text.removeFirst()
    tokens[at].start += 1
    tokens[at].glued = true
    return Token(
      kind: .number, text: String(whole.text.first!), start: whole.start, end: whole.start + 1)
  }

  /// Full stop or comma that ends the sentence, then nothing more.
  mutating func finish() throws {
    if [".", ",", ";"].contains(current.text), current.kind == .sign, next.kind == .end {
      advance()
    }
    if current.kind != .end { throw unexpected() }
  }

  /// Whether the text is laid out in lines.
  var isDisplay: Bool {
    tokens[0].kind == .begin && DisplayRows.environments.contains(tokens[0].text)
      || tokens.contains { $0.kind == .because || $0.kind == .newline || $0.kind == .ampersand }
        && !tokens.contains { $0.kind == .begin }
  }

  /// The error for a token that cannot continue what was read.
  func unexpected() -> ParseError {
    let token = current
    if token.kind == .command, let remedy = Vocabulary.refused[token.text] {
      return error("\\\(token.text) is not read", remedy)
    }
    switch token.kind {
    case .close: return error("'\(token.name)' closes nothing", "remove it, or open it before")
    case .endGroup: return error("'}' closes nothing", "remove it, or open it before")
    case .rightBar, .rightDoubleBar:
      return error("'\(token.name)' closes nothing", "write \\left\(token.name) before")
    case .text:
      return error("words inside a formula", "put a condition behind the formula, after \\quad")
    case .sup: return error("a second superscript", "put brackets around what it stands on")
    case .sub:
      return error("a subscript on nothing that has one", "put brackets around what it stands on")
    case .ampersand, .newline:
      return error("\(token.name) outside of a display", "read it as a display, or remove it")
    case .middleBar, .bar:
      return error("a bar that parts nothing", "write \\left| … \\right| for an absolute value")
    case .middleDoubleBar, .doubleBar:
      return error("a double bar that parts nothing", "write \\left\\| … \\right\\| for a norm")
    case .command: return unknownCommand(token)
    case .end: return error("the formula ends too early", "complete it")
    case .because:
      return error(
        "a reason inside a formula", "\\because{…} stands at the end of a line of a display")
    default:
      return error("unexpected '\(token.name)'", "expected an operator, a relation, or the end")
    }
  }
}

/// Which bracket closes which, and how many bars stand directly inside each: found in one pass
/// before reading.
struct Brackets {
  /// The index of the closing token of an opening one, if there is one.
  private(set) var closing: [Int?]
  private(set) var singles: [Int]
  private(set) var doubles: [Int]
  /// Single bars outside all brackets.
  private(set) var outside = 0

  init(_ tokens: [Token]) {
    closing = Array(repeating: nil, count: tokens.count)
    singles = Array(repeating: 0, count: tokens.count)
    doubles = singles
    var open: [Int] = [], i = 0
    func pair(_ kind: Token.Kind) -> Token.Kind? {
      switch kind {
      case .close: .open
      case .endGroup: .beginGroup
      case .finish: .begin
      case .rightBar: .leftBar
      case .rightDoubleBar: .leftDoubleBar
      default: nil
      }
    }
    while i < tokens.count {
      let token = tokens[i]
      switch token.kind {
      case .open, .beginGroup, .begin, .leftBar, .leftDoubleBar: open.append(i)
      case .close, .rightBar, .rightDoubleBar, .endGroup, .finish:
        let wanted = pair(token.kind)!
        // what was left open inside stays unclosed
        if token.kind == .endGroup || token.kind == .finish {
          while let last = open.last, ![.beginGroup, .begin].contains(tokens[last].kind) {
            open.removeLast()
          }
        }
        if let last = open.last, tokens[last].kind == wanted {
          closing[last] = i
          open.removeLast()
        }
      case .bar:
        let double = tokens[i + 1].kind == .bar && tokens[i + 1].glued
        let single = !double && tokens[i + 1].kind != .sub
        if let last = open.last {
          if double { doubles[last] += 1 } else if single { singles[last] += 1 }
        } else if single {
          outside += 1
        }
        if double { i += 1 }
      case .doubleBar: if let last = open.last { doubles[last] += 1 }
      default: break
      }
      i += 1
    }
  }
}
