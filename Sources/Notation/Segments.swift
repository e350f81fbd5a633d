/// A row of a display, parted into formulas and side conditions.
struct Segments {
  struct Segment {
    var tokens: [Token]
    /// It stands beside ⟺ or ⟹, and so may state something without a relation: an objective.
    var isStatement = false
  }

  static let conditionWords: Set<String> = [
    "for", "if", "where", "when", "with", "since", "because", "as", "on", "over", "such", "subject",
    "whenever", "provided", "given",
    "almost", "otherwise", "s.t.", "i.e.", "a.s.", "a.e.", "all", "every", "any", "unless",
    "assuming", "under", "let",
  ]
  static let joiningWords: Set<String> = [
    "and", "hence", "thus", "so", "therefore", "also", "while", "then",
  ]
  /// What strangers write between two statements.
  static let joiningPhrases: Set<String> = [
    "that is", "i.e.", "ie", "or", "or equivalently", "equivalently", "as well as", "so that",
    "and so", "and hence", "and thus", "and therefore", "and also", "and then", "hence also",
    "which gives", "which implies", "which means", "which yields", "which is", "that means",
    "giving", "in particular", "in other words", "it follows that", "from which", "we get",
    "we have", "we obtain", "and we have", "so we get", "or in other words", "consequently",
  ]
  private static let consequences: Set<String> = [
    "implies", "iff", "Rightarrow", "Longrightarrow", "Leftrightarrow", "Longleftrightarrow",
  ]

  /// The formulas of a row in order, and the bytes of its side conditions.
  static func parts(of row: DisplayRows.Row, _ source: Source, _ options: FormulaParser.Options)
    -> ([Segment], [Range<Int>])
  {
    var tokens = row.tokens, cell = 0
    let quantified = options.strict ? nil : quantifier(tokens)
    let skipped = quantified?.tokens ?? 0
    tokens.removeFirst(skipped)
    while let last = tokens.last,
      last.kind == .space || last.kind == .sign && [".", ",", ";"].contains(last.text)
    { tokens.removeLast() }
    var segments: [Segment] = [], current: [Token] = [], depth = 0, behindArrow = false
    func finish(beforeArrow: Bool = false) {
      if !current.isEmpty {
        segments.append(Segment(tokens: current, isStatement: behindArrow || beforeArrow))
        current = []
        behindArrow = false
      }
      behindArrow = behindArrow || beforeArrow
    }
    for (i, token) in tokens.enumerated() {
      // every second & begins another equation
      while cell < row.cells.count, row.cells[cell] <= i + skipped {
        cell += 1
        if cell % 2 == 0 { finish() }
      }
      let outside = depth == 0
      depth = max(0, depth + depthChange(token))  // \left. leaves a right bar alone
      guard outside, token.kind == .open || depth == 0 else {
        current.append(token)
        continue
      }
      let isJoint = !options.strict && joinsAsPhrase(token)
      if !isJoint, let condition = conditionStart(tokens, i, current.isEmpty) {
        finish()
        let words = condition.lowerBound..<max(condition.lowerBound, tokens[tokens.count - 1].end)
        return (strip(segments), [quantified?.words, words].compactMap { $0 })
      }
      switch token.kind {
      case .sign where token.text == "," || token.text == ";": finish()
      case .space:
        if let last = current.last, tokens[i - 1].kind != .space, !DisplayRows.leadsOn(last),
          begins(tokens, i + 1)
        {
          finish()
        }
      case .text where joins(token) || isJoint: finish()
      case .command where consequences.contains(token.text) && !options.strict:
        finish(beforeArrow: true)
      default: current.append(token)
      }
    }
    finish()
    let (formulas, conditions) = listed(segments, tokens, options)
    return (formulas, [quantified?.words].compactMap { $0 } + conditions)
  }

  /// `\forall x:` or `\exists c > 0:` before a formula: a condition; how many marks it takes.
  private static func quantifier(_ tokens: [Token]) -> (tokens: Int, words: Range<Int>?)? {
    guard let first = tokens.first, first.isCommand("forall") || first.isCommand("exists") else {
      return nil
    }
    var depth = 0
    for (i, token) in tokens.enumerated() where i > 0 {
      depth += depthChange(token)
      guard depth == 0, i + 1 < tokens.count, i > 1 else { continue }
      if token.isSign(":") || token.isSign(",") || token.kind == .space {
        return (i + 1, first.start..<tokens[i - 1].end)
      }
    }
    return first.isCommand("exists") ? (1, nil) : nil
  }

  private static func depthChange(_ token: Token) -> Int {
    if token.kind == .command {
      return Vocabulary.commandBrackets[token.text] ?? 0
    }
    return switch token.kind {
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

  /// `a = b \quad (x > 0)`, `\quad (\mathcal F : \text{a sigma-algebra})`
  private static func closesAtEnd(_ tokens: [Token], _ i: Int) -> Bool {
    var depth = 0
    for j in i..<tokens.count {
      depth += depthChange(tokens[j])
      if depth == 0 {
        return j == tokens.count - 1
          && tokens[i...j].contains { DisplayRows.isRelation($0) || $0.kind == .text }
      }
    }
    return false
  }

  private static func joins(_ token: Token) -> Bool {
    joiningWords.contains(token.text.lowercased().filter(\.isLetter))
  }

  private static func joinsAsPhrase(_ token: Token) -> Bool {
    guard token.kind == .text else { return false }
    let words = token.text.lowercased().split { !($0.isLetter || $0 == ".") }
    return joiningPhrases.contains(words.joined(separator: " "))
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
  /// Alone it says which numbers t can be.
  private static func listed(
    _ segments: [Segment], _ tokens: [Token], _ options: FormulaParser.Options
  ) -> ([Segment], [Range<Int>]) {
    let dots = segments.firstIndex {
      $0.tokens.count == 1 && ["dots", "ldots", "cdots"].contains($0.tokens[0].text)
        && $0.tokens[0].kind == .command
    }
    guard let dots, dots > 0 else { return (strip(segments), []) }
    if dots > 1 {
      return (
        strip(Array(segments[..<(dots - 1)])),
        [segments[dots - 1].tokens[0].start..<tokens[tokens.count - 1].end]
      )
    }
    guard !options.strict, segments.count == 3 else { return (strip(segments), []) }
    if let equals = segments[0].tokens.firstIndex(where: { $0.isSign("=") }) {
      return ([Segment(tokens: range(segments, equals))], [])
    }
    if let drawn = segments[2].tokens.firstIndex(where: DisplayRows.isRelation) {
      return ([Segment(tokens: point(segments, drawn))], [])
    }
    return (strip(segments), [])
  }

  private static func mark(_ kind: Token.Kind, _ text: String, _ like: Token) -> Token {
    Token(kind: kind, text: text, start: like.start, end: like.end)
  }

  /// `x_1, \dots, x_n \sim p` is about the point `(x_1, \dots, x_n)`.
  private static func point(_ segments: [Segment], _ relation: Int) -> [Token] {
    let first = segments[0].tokens, dots = segments[1].tokens[0], last = segments[2].tokens
    return [mark(.open, "(", first[0])] + first
      + [mark(.sign, ",", dots), dots, mark(.sign, ",", dots)] + last[..<relation]
      + [mark(.close, ")", last[relation])] + last[relation...]
  }

  /// `t = 1, \dots, T` as `t \in \{1, \dots, T\}`.
  private static func range(_ segments: [Segment], _ equals: Int) -> [Token] {
    let first = segments[0].tokens, last = segments[2].tokens
    let sign = first[equals], dots = segments[1].tokens[0]
    return first[..<equals] + [mark(.command, "in", sign), mark(.open, "{", sign)]
      + first[(equals + 1)...] + [mark(.sign, ",", dots), dots, mark(.sign, ",", dots)]
      + last + [mark(.close, "}", last[last.count - 1])]
  }

  /// Braces around a whole formula are nothing.
  private static func strip(_ segments: [Segment]) -> [Segment] {
    segments.map { segment in
      var stripped = segment
      let tokens = segment.tokens, end = Token(kind: .end, text: "", start: 0, end: 0)
      let brackets = Brackets(tokens + [end])
      var low = 0, high = tokens.count
      while low < high, tokens[low].kind == .beginGroup, brackets.closing[low] == high - 1 {
        (low, high) = (low + 1, high - 1)
      }
      stripped.tokens = Array(tokens[low..<high])
      return stripped
    }
    .filter { !$0.tokens.isEmpty }
  }

  static func startsWithRelation(_ tokens: [Token]) -> Bool {
    tokens.first(where: { $0.kind != .space }).map(DisplayRows.isRelation) ?? false
  }
}
