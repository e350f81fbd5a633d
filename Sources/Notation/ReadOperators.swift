import Exact

/// Commands that are no letters: series, optima, limits, decorations.
extension Reader {
  private static let operands: Set<String> = [
    "infty", "frac", "dfrac", "tfrac", "cfrac", "sqrt", "sum", "prod", "int", "iint", "iiint",
    "nabla", "partial", "lim", "sup", "inf",
    "argmax", "argmin", "arg", "dots", "ldots", "cdots", "dotsc", "dotsb", "vdots", "ddots",
    "underbrace", "overbrace", "boxed", "langle", "lfloor", "lceil", "binom", "dbinom", "tbinom",
  ]

  /// Whether we read the command at all.
  func known(_ name: String) -> Bool {
    Reader.operands.contains(name) || Vocabulary.greek.contains(name)
      || Vocabulary.letters.contains(name)
      || Vocabulary.accents[name] != nil || Vocabulary.styles[name] != nil
      || Vocabulary.functionCommands.contains(name)
      || Vocabulary.relations[name] != nil
      || Reader.marksBetween.contains(name)
  }

  /// What stands between two factors, or on one.
  private static let marksBetween: Set<String> = [
    "cdot", "times", "odot", "circ", "top", "prime", "star", "ast", "intercal",
  ]

  /// `\cdot` in the place of a whole argument: `\|\cdot\|`, `p(\cdot \mid z)`.
  private var placeholderHere: Bool {
    let before = token(max(0, at - 1)), after = next
    let opens: Set<Token.Kind> = [.open, .bar, .doubleBar, .leftBar, .leftDoubleBar, .middleBar]
    let closes: Set<Token.Kind> = [
      .close, .bar, .doubleBar, .rightBar, .rightDoubleBar, .middleBar, .middleDoubleBar,
    ]
    let goesOn = (after.isSign(",") || after.isSign(";")) && token(at + 2).kind != .end
    return (opens.contains(before.kind) || before.isSign(",") || before.isSign(";"))
      && (closes.contains(after.kind) || goesOn)
  }

  /// Functions and big operators end the argument of a function without brackets before them.
  var startsFunction: Bool {
    switch current.kind {
    case .command:
      [
        "sum", "prod", "int", "iint", "iiint", "nabla", "lim", "sup", "inf", "argmax", "argmin",
        "arg", "operatorname", "partial",
      ].contains(current.text)
        || Vocabulary.functionCommands.contains(current.text)
        || current.text == "mathbb"
          && (next.is(.letter, "E") || token(at + 2).is(.letter, "E") && next.kind == .beginGroup)
    case .word:
      Vocabulary.functions[current.text] != nil
        || ["sum", "prod", "int", "argmax", "argmin"].contains(current.text)
    default: false
    }
  }

  mutating func commandFactor() throws -> (Formula, Shape) {
    let name = current.text
    if name == "mathrm" || name == "operatorname"
      || Reader.operands.contains(name) == false
        && Vocabulary.functionCommands.contains(name) == false
    {
      guard known(name), Vocabulary.relations[name] == nil else { throw missingOperand() }
      if name == "cdot", placeholderHere {
        advance()
        return (.symbol(.placeholder), .symbol)
      }
      if Reader.marksBetween.contains(name) {
        throw error("expected a term, found '\\\(name)'", "write what stands before it")
      }
      return try named()
    }
    return try command(named: name)
  }

  mutating func command(named name: String) throws -> (Formula, Shape) {
    let start = at
    if contexts.last?.kind == .group, next.kind == .endGroup,
      Vocabulary.functions[name] != nil || Vocabulary.optima[name] != nil
    {
      advance()
      return (.symbol(Symbol(name, style: .roman)), .symbol)  // \sigma_{\max}
    }
    switch name {
    case "infty":
      advance()
      return (.infinity, .symbol)
    case "frac", "dfrac", "tfrac", "cfrac": return try fraction()
    case "sqrt": return try root()
    case "sum", "prod":
      advance()
      return (try series(name == "sum" ? .sum : .product, from: start), .prefix)
    case "int": return try integrals(1)
    case "iint": return try integrals(2)
    case "iiint": return try integrals(3)
    case "nabla": return try gradient()
    case "partial": return try partial()
    case "lim":
      advance()
      return (try limit(from: start), .prefix)
    case "arg":
      advance()
      guard current.isCommand("max") || current.isCommand("min") else {
        throw error("\\arg without \\max or \\min", "write \\arg\\max_{x}")
      }
      let kind: OptimumKind = current.text == "max" ? .argmax : .argmin
      advance()
      return try optimum(kind, from: start)
    case "max", "min", "sup", "inf", "argmax", "argmin":
      advance()
      if current.kind != .sub, let function = Vocabulary.functions[name] {
        return try self.function(function, from: start)
      }
      return try optimum(Vocabulary.optima[name]!, from: start)
    case "dots", "ldots", "cdots", "dotsc", "dotsb", "vdots", "ddots":
      advance()
      return (.dots, .symbol)
    case "underbrace", "overbrace": return try braced(above: name == "overbrace")
    case "binom", "dbinom", "tbinom": return try binomial()
    case "langle": return try innerProduct()
    case "lfloor": return try rounded(.floor, closedBy: "rfloor")
    case "lceil": return try rounded(.ceil, closedBy: "rceil")
    case "boxed":
      advance()
      let inner = try braces { try $0.sum() }
      return try scripts(on: inner, .closed)
    default:
      advance()
      return try function(Vocabulary.functions[name]!, from: start)
    }
  }

  /// `\binom{n}{k}` by factorials.
  private mutating func binomial() throws -> (Formula, Shape) {
    let start = at
    advance()
    let n = try argument("a number"), k = try argument("a number")
    for part in [n, k] { try checkRepeated(part, in: "a binomial coefficient", from: start) }
    let below = Formula.multiplied([.factorial(k), .factorial(.total([n, .negative(k)]))])
    return try scripts(on: .quotient(.factorial(n), below), .closed)
  }

  /// `\underbrace{a}_{label}`: the label is for the eye.
  private mutating func braced(above: Bool) throws -> (Formula, Shape) {
    advance()
    let inner = try braces { try $0.sum() }
    if take(above ? .sup : .sub) {
      let start = at
      if current.kind == .beginGroup {
        guard let end = brackets.closing[start] else {
          throw error("'{' is never closed", "close it")
        }
        at = end + 1
      } else {
        guard current.kind != .end else { throw missingOperand() }
        advance()
      }
    }
    return try scripts(on: inner, .closed)
  }

  // MARK: what stands below and above a big operator

  /// The list below and the formula above, in either order.
  mutating func bounds() throws -> (below: [Formula]?, above: Formula?) {
    var below: [Formula]?, above: Formula?
    while true {
      if current.kind == .sub, below == nil {
        advance()
        below = try subscripts()
      } else if current.kind == .sup, above == nil {
        advance()
        above = try exponent()
      } else {
        return (below, above)
      }
    }
  }

  // MARK: sums and products over an index

  private mutating func series(_ kind: SeriesKind, from start: Int) throws -> Formula {
    let (below, above) = try bounds()
    guard var below else { throw error(at: start, "a series without its index", "write \\sum_{i}") }
    let condition = kind == .sum && !strict ? Self.takeCondition(from: &below) : nil
    let ranges = try seriesRanges(below, above, start)
    var body = try operand(kind == .sum ? "\\sum" : "\\prod")
    if let condition { body = .multiplied([.indicator(of: condition), body]) }
    return ranges.reversed().reduce(body) { .series(kind, index: $1.0, range: $1.1, $0) }
  }

  /// The p(x) > q(x) of `\sum_{x : p(x) > q(x)}`, which leaves the x.
  private static func takeCondition(from below: inout [Formula]) -> Formula? {
    guard case .range(let index, let condition)? = below.last, case .relation = condition else {
      return nil
    }
    below[below.count - 1] = index
    return condition
  }

  private func seriesRanges(_ below: [Formula], _ above: Formula?, _ start: Int) throws -> [(
    Symbol, SeriesRange
  )] {
    var letters: [Symbol] = [], range: SeriesRange?
    for (i, entry) in below.enumerated() {
      if case .symbol(let symbol) = entry {
        letters.append(symbol)
        continue
      }
      guard i == below.count - 1, case .relation(let sides, let relations) = entry else {
        throw error(
          at: start, "below a series stands its index",
          "write \\sum_{i=1}^{n}, \\sum_{x \\in S} or \\sum_{i}")
      }
      switch (relations, sides[0]) {
      case ([.equal], .symbol(let index)):
        guard let above else {
          throw error(at: start, "a series without its upper end", "write \\sum_{i=1}^{n}")
        }
        letters.append(index)
        range = .from(sides[1], through: above)
      case ([.element], .symbol(let index)):
        letters.append(index)
        range = .over(sides[1])
      case ([.element], .tuple):
        guard let several = Reader.variables(sides[0]) else { fallthrough }
        letters += several
        range = .over(sides[1])
      default:
        guard let index = entry.firstSymbol else {
          throw error(at: start, "a series without an index", "write \\sum_{i}")
        }
        letters.append(index)
        range = .such(entry)
      }
    }
    if above != nil {
      guard case .from = range else {
        throw error(at: start, "an upper end without a lower one", "write \\sum_{i=1}^{n}")
      }
    }
    if case .such = range, letters.count > 1 {
      throw error(at: start, "a condition on several indices", "write one sum behind the other")
    }
    return letters.map { ($0, range ?? .all) }
  }

  // MARK: optima and limits

  mutating func optimum(_ kind: OptimumKind, from start: Int) throws -> (Formula, Shape) {
    let (below, above) = try bounds()
    guard let below, above == nil else {
      throw error(at: start, "an optimum without its variable", "write \\\(kind.rawValue)_{x}")
    }
    var variables: [Symbol] = [], set: Formula?
    for (i, entry) in below.enumerated() {
      switch entry {
      case .symbol(let symbol): variables.append(symbol)
      case .relation(let sides, [.element])
      where i == below.count - 1 && Reader.variables(sides[0]) != nil:
        variables += Reader.variables(sides[0])!
        set = sides[1]
      case .range(.symbol(let symbol), let condition) where i == below.count - 1:  // f: \|f\| \le 1
        variables.append(symbol)
        set = condition
      case .relation where i == below.count - 1:
        if variables.isEmpty, let first = entry.firstSymbol { variables = [first] }
        set = entry
      case _ where !strict && i == below.count - 1 && entry.firstSymbol != nil:
        if variables.isEmpty { variables = [entry.firstSymbol!] }
        set = entry
      default:
        throw error(
          at: start, "below an optimum stand its variables", "write \\\(kind.rawValue)_{x \\in S}")
      }
    }
    return (
      .optimum(kind, variables: variables, set: set, try wideOperand("\\\(kind.rawValue)")), .prefix
    )
  }

  /// What an optimum or a limit is of. A sum without brackets could end after its first term.
  private mutating func wideOperand(_ name: String) throws -> Formula {
    guard strict else { return try sum() }
    let body = try operand(name)
    if current.isSign("+") || current.isSign("-") {
      throw error(
        "it is not clear whether this term belongs to \(name)",
        "put brackets around what \(name) is of, or around \(name)")
    }
    return body
  }

  private mutating func limit(from start: Int) throws -> Formula {
    let (below, above) = try bounds()
    guard above == nil, let below, below.count == 1, case .relation(let sides, [.tends]) = below[0],
      case .symbol(let variable) = sides[0]
    else {
      throw error(at: start, "a limit without its variable", "write \\lim_{x \\to a}")
    }
    return .limit(variable: variable, to: sides[1].withSide, try wideOperand("\\lim"))
  }
}

extension Formula {
  /// `n!` as the product of the numbers up to n.
  static func factorial(_ n: Formula) -> Formula {
    .series(
      .product, index: Symbol("k"), range: .from(.number(1), through: n), .symbol(Symbol("k")))
  }

  /// What `a!` is: of `n(n-1)!` the bracket alone has the factorial, as of a power the base would
  /// not.
  func withFactorial(_ factorial: (Formula) -> Formula) -> Formula {
    guard case .application(let head, let a) = self, a.wanted.count == 1, a.given.isEmpty,
      a.parameters.isEmpty
    else { return factorial(self) }
    return .multiplied([head, factorial(a.wanted[0])])
  }

  /// `n!!` as the product n(n − 2)(n − 4)… of what is positive.
  static func doubleFactorial(_ n: Formula) -> Formula {
    let taken = n.allLetters, index = ["k", "j", "l", "m", "i", "r"].first { !taken.contains($0) }
    let k = Symbol(index ?? "k'")
    let count = Formula.function(.ceil, .quotient(n, .number(2)))
    return .series(
      .product, index: k,
      range: .from(.number(0), through: .total([count, .negative(.number(1))])),
      .total([n, .negative(.multiplied([.number(2), .symbol(k)]))]))
  }

  /// Every letter in it, whatever stands on it.
  private var allLetters: Set<String> {
    var found: Set<String> = []
    visit { part in
      if case .symbol(let s) = part {
        found.insert(s.letter)
        for below in s.subscripts { found.formUnion(below.allLetters) }
      }
    }
    return found
  }

  /// The entry of a bracket; `(a)_+` is what of a is positive.
  func component(_ indices: [Formula]) -> Formula {
    if indices == [.symbol(Symbol("+"))] {
      switch self {
      case .application: break  // f(x)_+ of a function, a (b)_+ of a number
      default: return .function(.max, .tuple([self, .number(0)]))
      }
    }
    return .component(self, indices)
  }

  /// `0^+` below a limit: the point, and that it is approached from above.
  fileprivate var withSide: Formula {
    switch self {
    case .power(let point, .symbol(let sign)) where sign.isLoneSign:
      return .bounded(sign.letter == "+" ? .greater : .less, point)
    case .symbol(var symbol):
      guard let at = symbol.marks.lastIndex(where: { $0 == "+" || $0 == "-" }) else { return self }
      let isAbove = symbol.marks.remove(at: at) == "+"
      return .bounded(isAbove ? .greater : .less, .symbol(symbol))
    default: return self
    }
  }

  /// The first letter as it is read; of `f(x)` it is x.
  var firstSymbol: Symbol? {
    switch self {
    case .symbol(let symbol): return symbol
    case .application(_, let arguments):
      return arguments.wanted.lazy.compactMap(\.firstSymbol).first
    case .absolute(let a), .negative(let a), .norm(let a, _), .function(_, let a),
      .component(let a, _), .transpose(let a):
      return a.firstSymbol
    case .sum(let list), .product(let list), .tuple(let list):
      return list.lazy.compactMap(\.firstSymbol).first
    case .quotient(let a, let b), .power(let a, let b): return a.firstSymbol ?? b.firstSymbol
    case .relation(let sides, _): return sides.lazy.compactMap(\.firstSymbol).first
    default: return nil
    }
  }
}
