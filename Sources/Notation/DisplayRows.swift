/// A display cut into rows, before anything in it is read as a formula.
struct DisplayRows {
  struct Row {
    /// The tokens without `&`, with the places where one stood.
    var tokens: [Token] = []
    var cells: [Int] = []
    var because: String?
  }
  let source: Source
  private(set) var rows: [Row] = []
  /// The bytes of every `&` and `\\` inside, to be left out of what is quoted.
  private(set) var dropped: [Range<Int>] = []

  static let environments: Set<String> = [
    "aligned", "align", "align*", "split", "gathered", "gather", "gather*", "equation", "equation*",
    "multline", "multline*",
    "alignat", "alignat*", "alignedat", "flalign", "flalign*", "eqnarray", "eqnarray*", "displaymath",
  ]

  init(_ tokens: [Token], _ source: Source, strict: Bool) throws {
    self.source = source
    var body = tokens
    body.removeLast()
    var depth = 0
    while let inner = try DisplayRows.unwrapped(body, source, strict) {
      depth += 1
      guard depth <= FormulaParser.depthLimit else {
        throw source.error(
          at: inner.first?.start ?? 0, "nested deeper than \(FormulaParser.depthLimit)",
          "one environment is enough")
      }
      body = inner
    }
    try cut(body)
    try join()
  }

  /// What stands inside `\begin{aligned} … \end{aligned}`, if that is all there is.
  private static func unwrapped(_ body: [Token], _ source: Source, _ strict: Bool) throws
    -> [Token]?
  {
    guard let first = body.first, first.kind == .begin else { return nil }
    let isArray = first.text == "array" && !strict
    guard environments.contains(first.text) || isArray else { return nil }
    guard let end = finish(of: body) else {
      throw source.error(
        at: first.start, "\\begin{\(first.text)} is never ended", "write \\end{\(first.text)}")
    }
    guard body[end].text == first.text else {
      throw source.error(
        at: body[end].start, "\\end{\(body[end].text)} for \\begin{\(first.text)}",
        "end it by its own name")
    }
    let rest = body[(end + 1)...]
    guard rest.allSatisfy({ [".", ",", ";"].contains($0.text) || $0.kind == .space }) else {
      if isArray { return nil }
      throw source.error(
        at: rest.first!.start, "something behind \\end{\(first.text)}", "put it inside")
    }
    var start = 1
    if isArray || first.text.hasPrefix("align") && first.text.contains("at") {
      while start < end, body[start].kind != .endGroup { start += 1 }
      start += 1
    }
    return start <= end ? Array(body[start..<end]) : nil
  }

  /// Where the environment is ended that a body begins with.
  private static func finish(of body: [Token]) -> Int? {
    var depth = 0
    return body.firstIndex { token in
      if token.kind == .begin { depth += 1 } else if token.kind == .finish { depth -= 1 }
      return depth == 0
    }
  }

  private mutating func cut(_ body: [Token]) throws {
    // hard: inside braces or an environment, where & and \\ have another owner
    var row = Row(), depth = 0, hard = 0
    for token in body {
      switch token.kind {
      case .beginGroup, .begin: hard += 1
      case .endGroup, .finish: hard = max(0, hard - 1)
      case .open, .leftBar, .leftDoubleBar: if hard == 0 { depth += 1 }
      case .close, .rightBar, .rightDoubleBar: if hard == 0 { depth = max(0, depth - 1) }
      default: break
      }
      if hard == 0, token.kind == .newline || token.kind == .ampersand {
        dropped.append(token.start..<token.end)
        if depth > 0 { continue }  // a line broken inside a bracket
        if token.kind == .newline {
          rows.append(row)
          row = Row()
        } else if !(row.tokens.last.map(DisplayRows.isRelation) ?? false) {
          row.cells.append(row.tokens.count)  // a &=& b: the second & begins nothing
        }
      } else if hard == 0, token.kind == .because {
        guard row.because == nil else {
          throw source.error(at: token.start, "a second reason on a line", "join the two")
        }
        dropped.append(token.start..<token.end)
        row.because = token.text
      } else {
        if row.because != nil, ![".", ",", ";"].contains(token.text), token.kind != .space {
          throw source.error(
            at: token.start, "something behind the reason", "let \\because{…} end the line")
        }
        row.tokens.append(token)
      }
    }
    rows.append(row)
  }

  /// Rows that carry on a long side are joined to the row before.
  private mutating func join() throws {
    var result: [Row] = []
    for row in rows where !row.tokens.isEmpty || row.because != nil {
      guard result.last.map({ DisplayRows.carriesOn(row, after: $0) }) ?? false else {
        result.append(row)
        continue
      }
      let last = result.count - 1
      if result[last].because != nil, row.because != nil {
        throw source.error(
          at: row.tokens.first?.start ?? 0, "a second reason for one side", "join the two")
      }
      result[last].tokens += row.tokens
      result[last].because = result[last].because ?? row.because
    }
    rows = result
  }

  private static func carriesOn(_ row: Row, after last: Row) -> Bool {
    guard let first = row.tokens.first(where: { $0.kind != .space }) else { return true }
    if let end = last.tokens.last(where: { $0.kind != .space }), leadsOn(end) { return true }
    guard isOperator(first) else { return false }
    let indented = row.cells.first == 0 || row.tokens.first?.kind == .space
    return indented || !holdsRelation(row) || !first.isSign("-") && !first.isSign("+")
  }

  /// Whether a row relates something, outside of all brackets, scripts and bars:
  /// `- \mathbb E_{x \sim p}[x]` does not.
  private static func holdsRelation(_ row: Row) -> Bool {
    var depth = 0
    return row.tokens.contains { token in
      switch token.kind {
      case .beginGroup, .begin, .open, .leftBar, .leftDoubleBar: depth += 1
      case .endGroup, .finish, .close, .rightBar, .rightDoubleBar: depth = max(0, depth - 1)
      default: break
      }
      return depth == 0 && isRelation(token)
    }
  }

  /// Behind an operator or a relation something must follow.
  static func leadsOn(_ token: Token) -> Bool { isOperator(token) || isRelation(token) }

  private static func isOperator(_ token: Token) -> Bool {
    token.kind == .sign && ["+", "-", "*", "/"].contains(token.text)
      || token.kind == .command && ["cdot", "times", "odot"].contains(token.text)
  }
  static func isRelation(_ token: Token) -> Bool {
    (token.kind == .sign || token.kind == .command) && Vocabulary.relations[token.text] != nil
  }
}
