/// A row of a display, parted into formulas and side conditions.
struct Segments {
  struct Segment { var tokens: [Token] }

  static let conditionWords: Set<String> = [
    "for", "if", "where", "when", "with", "since", "because", "as", "on", "over", "such", "subject",
    "whenever", "provided", "given",
    "almost", "otherwise", "s.t.", "i.e.", "a.s.", "a.e.", "all", "every", "any", "unless",
    "assuming", "under", "let",
  ]
  static let joiningWords: Set<String> = [
    "and", "hence", "thus", "so", "therefore", "also", "while", "then",
  ]
  private static let consequences: Set<String> = [
    "implies", "iff", "Rightarrow", "Longrightarrow", "Leftrightarrow", "Longleftrightarrow",
  ]

  /// The formulas of a row in order, and the bytes of its side conditions.
  static func parts(of row: DisplayRows.Row, _ source: Source, _ options: FormulaParser.Options)
    -> ([Segment], [Range<Int>])
  {
    var tokens = row.tokens, cell = 0
    while let last = tokens.last,
      last.kind == .space || last.kind == .sign && [".", ",", ";"].contains(last.text)
    { tokens.removeLast() }
    var segments: [[Token]] = [], current: [Token] = [], depth = 0
    func finish() {
      if !current.isEmpty {
        segments.append(current)
        current = []
      }
    }
    for (i, token) in tokens.enumerated() {
      // every second & begins another equation
      while cell < row.cells.count, row.cells[cell] <= i {
        cell += 1
        if cell % 2 == 0 { finish() }
      }
      let outside = depth == 0
      depth = max(0, depth + depthChange(token))  // \left. leaves a right bar alone
      guard outside, token.kind == .open || depth == 0 else {
        current.append(token)
        continue
      }
      if let condition = conditionStart(tokens, i, current.isEmpty) {
        finish()
        return (strip(segments), [condition.lowerBound..<tokens[tokens.count - 1].end])
      }
      switch token.kind {
      case .sign where token.text == "," || token.text == ";": finish()
      case .space:
        if let last = current.last, tokens[i - 1].kind != .space, !DisplayRows.leadsOn(last),
          begins(tokens, i + 1)
        {
          finish()
        }
      case .text where joins(token, tokens, i): finish()
      case .command where consequences.contains(token.text) && !options.strict: finish()
      default: current.append(token)
      }
    }
    finish()
    return listed(segments, tokens)
  }

  private static func depthChange(_ token: Token) -> Int {
    switch token.kind {
    case .open, .beginGroup, .begin, .leftBar, .leftDoubleBar: 1
    case .close, .endGroup, .finish, .rightBar, .rightDoubleBar: -1
    default: 0
    }
  }

  /// Where words begin that state when the formula holds.
  private static func conditionStart(_ tokens: [Token], _ i: Int, _ atStart: Bool) -> Range<Int>? {
    let token = tokens[i]
    if token.isCommand("forall") { return token.start..<token.end }
    if token.kind == .open, i > 0, tokens[i - 1].kind == .space, atStart, closesAtEnd(tokens, i) {
      return token.start..<token.end
    }
    guard token.kind == .text else { return nil }
    let words = token.text.lowercased().split { !($0.isLetter || $0 == ".") }.map(String.init)
    guard let first = words.first else { return token.start..<token.end }
    if joiningWords.contains(first), words.count == 1 { return nil }
    let single = words.count == 1 && words[0].count == token.text.count
    return !single || conditionWords.contains(first) ? token.start..<token.end : nil
  }

  /// `a = b \quad (x > 0)`
  private static func closesAtEnd(_ tokens: [Token], _ i: Int) -> Bool {
    var depth = 0
    for j in i..<tokens.count {
      depth += depthChange(tokens[j])
      if depth == 0 {
        return j == tokens.count - 1 && tokens[i...j].contains(where: DisplayRows.isRelation)
      }
    }
    return false
  }

  private static func joins(_ token: Token, _ tokens: [Token], _ i: Int) -> Bool {
    joiningWords.contains(token.text.lowercased().filter(\.isLetter))
  }

  /// Whether a formula of its own begins here, and not the rest of the one before.
  private static func begins(_ tokens: [Token], _ i: Int) -> Bool {
    guard let next = tokens[min(i, tokens.count)...].first(where: { $0.kind != .space }) else {
      return true
    }
    if DisplayRows.isRelation(next) { return false }
    if next.kind == .sign, ["+", "-", "*", "/", ",", ";"].contains(next.text) {
      return next.text == "," || next.text == ";"
    }
    return !next.isCommand("cdot") && !next.isCommand("times")
  }

  /// `t = 1, \dots, T` behind a formula is a condition, not three formulas.
  private static func listed(_ segments: [[Token]], _ tokens: [Token]) -> ([Segment], [Range<Int>])
  {
    let dots = segments.firstIndex {
      $0.count == 1 && ["dots", "ldots", "cdots"].contains($0[0].text) && $0[0].kind == .command
    }
    if let dots, dots > 1 {
      return (
        strip(Array(segments[..<(dots - 1)])),
        [segments[dots - 1][0].start..<tokens[tokens.count - 1].end]
      )
    }
    return (strip(segments), [])
  }

  /// Braces around a whole formula are nothing.
  private static func strip(_ segments: [[Token]]) -> [Segment] {
    segments.map { segment in
      var low = 0, high = segment.count
      let end = Token(kind: .end, text: "", start: 0, end: 0)
      let brackets = Brackets(segment + [end])
      while low < high, segment[low].kind == .beginGroup, brackets.closing[low] == high - 1 {
        (low, high) = (low + 1, high - 1)
      }
      return Segment(tokens: Array(segment[low..<high]))
    }
    .filter { !$0.tokens.isEmpty }
  }

  static func startsWithRelation(_ tokens: [Token]) -> Bool {
    tokens.first(where: { $0.kind != .space }).map(DisplayRows.isRelation) ?? false
  }
}
