/// Brackets of every kind: groups, tuples, intervals, sets, arguments, bars.
extension Reader {
  /// `(…)`, `[…]`, `\{…\}` that is no argument.
  mutating func bracket() throws -> (Formula, Shape) {
    let start = at, domain = domainNext, opener = current.text
    domainNext = false
    advance()
    let entries = try within(Context(kind: .bracket)) { try $0.entries(of: start) }
    let closer = current.text
    try closeBracket(from: start)
    if opener == "{" {
      guard closer == "}" else { throw mismatch(start, closer) }
      return try scripts(on: try setOrGroup(entries, start, domain), .closed)
    }
    guard closer != "}" else { throw mismatch(start, closer) }
    let matching = (opener == "(") == (closer == ")")
    switch entries.count {
    case 1:
      guard matching else { throw mismatch(start, closer) }
      if case .composition = entries[0], current.kind == .open {
        return try scripts(on: .application(entries[0], try arguments()), .closed)
      }
      if opener == "[", let difference = try differenceInBrackets(entries[0]) {
        return try scripts(on: difference, .closed)
      }
      return try scripts(on: entries[0], .closed)
    case 2... where !strict && opener == "[" && matching && !domain && transposeFollows:
      _ = take(.sup)
      _ = try takeTransposeMark() || take(.letter)
      return try scripts(on: .tuple(entries), .closed)
    case 2 where !matching || opener == "[" || domain:
      let interval = Formula.interval(
        entries[0], entries[1], closedBelow: opener == "[", closedAbove: closer == "]")
      return try scripts(on: interval, .closed)
    default:
      guard opener == "(" || options.plain || !strict, matching else {
        throw error(
          at: start, "a list in square brackets",
          "write (a, b, c) for a point, \\{a, b, c\\} for a set")
      }
      return try scripts(on: .tuple(entries), .closed)
    }
  }

  /// `[a, b]^T`: a row that is turned into a column, which is what a point is.
  private var transposeFollows: Bool {
    guard current.kind == .sup else { return false }
    if next.is(.letter, "T") { return true }
    var ahead = self
    ahead.advance()
    return (try? ahead.takeTransposeMark()) ?? false
  }

  private func mismatch(_ start: Int, _ closer: String) -> ParseError {
    error(at: start, "'\(token(start).text)' is closed by '\(closer)'", "close it by its own kind")
  }

  mutating func closeBracket(from start: Int) throws {
    if options.plain, token(start).kind == .beginGroup { return try close(.endGroup, from: start) }
    try close(.close, from: start)
  }

  /// Formulas parted at commas.
  private mutating func entries(of start: Int) throws -> [Formula] {
    if current.kind == .close {
      throw error(at: start, "empty brackets", "write what belongs into them")
    }
    var list = [try entry(start)]
    while take(sign: ",") { list.append(try entry(start)) }
    return list
  }

  /// A formula; in a set also `0: 1/2`, in plain text `1..8`, and by strangers below an indicator an
  /// event, `\mathbf 1_{\{X > 0\}}`.
  private mutating func entry(_ start: Int) throws -> Formula {
    let isSet = token(start).text == "{"
    let isBelow =
      start > 1 && token(start - 1).kind == .beginGroup && token(start - 2).kind == .sub
    let formula = isSet && isBelow && !strict ? try relation() : try sum()
    guard isSet && take(sign: ":") || options.plain && take(sign: "..") else { return formula }
    return .range(formula, try sum())
  }

  private func setOrGroup(_ entries: [Formula], _ start: Int, _ domain: Bool) throws -> Formula {
    let dots = entries.indices.filter { entries[$0] == .dots }
    if !dots.isEmpty {
      guard dots.count == 1, dots[0] == entries.count - 2, dots[0] > 0 else {
        throw error(
          at: start, "dots that do not stand before the last element", "write \\{1, \\dots, n\\}")
      }
      return .set(entries.filter { $0 != .dots }, dots: true)
    }
    if options.plain, entries.count == 1, case .range(let low, let high) = entries[0], low.isCount,
      high.isCount
    {
      if tokens[start..<at].contains(where: { $0.isSign("..") }) {
        return .set([low, high], dots: true)
      }
    }
    guard entries.count == 1, !domain, !options.plain else { return .set(entries, dots: false) }
    let before = start > 0 ? token(start - 1) : Token(kind: .end, text: "", start: 0, end: 0)
    // P(\{0\}) is the probability of a set
    let isArgument = before.is(.open, "(") && current.kind == .close
    let isSide =
      isArgument
      || (start == 0 || before.kind == .sign && Vocabulary.relations[before.text] != nil
        || before.isSign(","))
        && (relationHere != nil || [.end, .close, .endGroup].contains(current.kind)
          || current.isSign(","))
    return isSide ? .set(entries, dots: false) : entries[0]
  }

  // MARK: arguments

  /// `(x, z)`, `(z|x)`, `(x; \mu, \sigma^2)`, `(x; z|y)`
  mutating func arguments() throws -> Arguments {
    let start = at, opener = current.text
    advance()
    let context = Context(
      kind: .arguments, given: barParts(start), separator: brackets.doubles[start] % 2 == 1)
    let result = try within(context) { reader in
      var arguments = Arguments(try reader.argumentList(start))
      if reader.takeGivenBar() { arguments.given = try reader.argumentList(start) }
      if reader.take(sign: ";") { arguments.parameters = try reader.argumentList(start) }
      // I(x; z | y)
      if arguments.given.isEmpty, reader.takeGivenBar() {
        arguments.given = try reader.argumentList(start)
      }
      return arguments
    }
    let closer = current.text
    try closeBracket(from: start)
    guard (opener == "(") == (closer == ")") else { throw mismatch(start, closer) }
    return result
  }

  /// The bar between what is wanted and what is given.
  mutating func takeGivenBar() -> Bool {
    guard
      current.kind == .middleBar
        || current.kind == .bar && contexts[contexts.count - 1].given && !doubleBarHere
    else { return false }
    advance()
    contexts[contexts.count - 1].given = false
    return true
  }

  private mutating func argumentList(_ start: Int) throws -> [Formula] {
    if current.kind == .close { throw error(at: start, "an argument is missing", "write it") }
    var list = [try argumentEntry()]
    while true {
      if take(sign: ",") {
        list.append(try argumentEntry())
      } else if contexts[contexts.count - 1].separator,
        doubleBarHere || current.kind == .middleDoubleBar
      {
        takeDoubleBar()
        contexts[contexts.count - 1].separator = false
        list.append(try argumentEntry())
      } else {
        return list
      }
    }
  }

  /// One argument: a formula, a relation (`P(X \le x)`), or a weight and what it weighs.
  private mutating func argumentEntry() throws -> Formula {
    let formula = try relation()
    guard take(sign: ":") || take(sign: "..") else { return formula }
    return .range(formula, try sum())
  }

  /// The argument of a named function in its brackets; several are a tuple.
  mutating func bracketed(_ name: String) throws -> Formula {
    let entries = try bracketedList(name)
    return entries.count == 1 ? entries[0] : .tuple(entries)
  }

  mutating func bracketedList(_ name: String) throws -> [Formula] {
    let start = at, opener = current.text
    advance()
    let context = Context(kind: .arguments, given: barParts(start))
    let entries = try within(context) { reader in
      let list = try reader.entries(of: start)
      guard list.count == 1, reader.takeGivenBar() else { return list }
      return [.conditioned(list[0], on: try reader.conditions())]
    }
    let closer = current.text
    try closeBracket(from: start)
    guard ["()", "[]", "{}"].contains(opener + closer) else { throw mismatch(start, closer) }
    return entries
  }

  /// What stands behind a bar: formulas or relations.
  mutating func conditions() throws -> [Formula] {
    var list = [try relation()]
    while take(sign: ",") { list.append(try relation()) }
    return list
  }

  /// `\langle a, b \rangle` is `a^\top b`; in the notes of others `\langle a \rangle_p` is a mean.
  mutating func innerProduct() throws -> (Formula, Shape) {
    let start = at
    advance()
    let (a, b) = try within(Context(kind: .bracket)) { reader -> (Formula, Formula?) in
      let a = try reader.sum()
      if !reader.strict, reader.current.isCommand("rangle") { return (a, nil) }
      guard reader.take(sign: ",") || reader.take(.middleBar) else {
        throw reader.error(
          "expected a comma, found '\(reader.current.name)'",
          "write \\langle a, b \\rangle, or \\mathbb{E}[a] for a mean")
      }
      return (a, try reader.sum())
    }
    guard current.isCommand("rangle") else {
      throw error(at: start, "'\\langle' is never closed", "close it with \\rangle")
    }
    advance()
    if let b { return try scripts(on: .multiplied([.transpose(a), b]), .closed) }
    let laws = take(.sub) ? try subscripts() : []
    return try scripts(on: .expectation(draws(laws, from: start), a), .closed)
  }

  /// `\lfloor a \rfloor`, `\lceil a \rceil`
  mutating func rounded(_ name: FunctionName, closedBy closer: String) throws -> (Formula, Shape) {
    let start = at
    advance()
    let inner = try within(Context(kind: .bracket)) { try $0.sum() }
    guard current.isCommand(closer) else {
      throw error(
        at: start, "'\\\(token(start).text)' is never closed", "close it with \\\(closer)")
    }
    advance()
    return try scripts(on: .function(name, inner), .closed)
  }

  // MARK: bars

  /// `|a|`, `\|a\|`, in any spelling.
  mutating func bars() throws -> (Formula, Shape) {
    let start = at
    let norm = current.kind == .leftDoubleBar || doubleBarHere
    let explicit = current.kind == .leftBar || current.kind == .leftDoubleBar
    if norm { takeDoubleBar() } else { advance() }
    let kind: Context.Kind = explicit ? .bracket : norm ? .norm : .absolute
    let inner = try within(Context(kind: kind)) { try $0.sum() }
    guard closeBars(norm: norm, explicit: explicit) else {
      if current.kind == .end {
        throw error(
          at: start, "'\(token(start).name)' is never closed",
          "close it, or write \\left| … \\right|")
      }
      throw unexpected()
    }
    guard norm else { return try scripts(on: .absolute(inner), .closed) }
    if !strict, let power = try raisedNorm(inner) { return power }
    var order: Formula?
    if take(.sub) {
      let list = try subscripts()
      guard list.count == 1 else { throw error("a norm with several orders", "write one") }
      order = list[0]
    }
    return try scripts(on: .norm(inner, order: order), .closed)
  }

  /// `\|v\|^2_2`: the power before the order.
  private mutating func raisedNorm(_ inner: Formula) throws -> (Formula, Shape)? {
    guard current.kind == .sup else { return nil }
    var ahead = self
    ahead.advance()
    guard let exponent = try? ahead.exponent(), ahead.take(.sub),
      let order = try? ahead.subscripts(), order.count == 1
    else { return nil }
    self = ahead
    return try scripts(on: .power(.norm(inner, order: order[0]), exponent), .closed)
  }

  private mutating func closeBars(norm: Bool, explicit: Bool) -> Bool {
    if norm {
      if explicit { return take(.rightDoubleBar) }
      guard doubleBarHere || current.kind == .rightDoubleBar else { return false }
      takeDoubleBar()
      return true
    }
    if explicit { return current.kind == .rightBar && take(.rightBar) }
    return take(.bar) || take(.rightBar)
  }
}

extension Formula {
  /// A whole number or a letter: what `{1..n}` counts by.
  var isCount: Bool {
    switch self {
    case .number(let n): n.isInteger
    case .symbol: true
    default: false
    }
  }
}
