/// Spellings that say the same as a plainer one, rewritten mark by mark before anything is read.
///
/// `\underset{x}{\arg\max}` is `\arg\max_{x}` everywhere. The rest is what strangers write and the
/// book does not: `x \leftarrow a`, `a \equiv b`, `\overset{d}{=}`, `KL(p\|q)` in italics.
struct Habits {
  /// The last is the end: behind every other mark stands one.
  private let tokens: [Token]
  private let strict: Bool
  /// The end of each group, by its beginning.
  private let ends: [Int: Int]
  /// The end of each environment, by its beginning.
  private let finishes: [Int: Int]
  /// Where `\choose` stands in a group, by the beginning of the group.
  private let choices: [Int: Int]

  static func rewritten(_ tokens: [Token], strict: Bool) -> [Token] {
    guard tokens.contains(where: { isHabit($0, strict) }) else { return tokens }
    return inOrder(Habits(tokens, strict).rewritten(0..<tokens.count, depth: 0))
  }

  /// No mark stands before the one that is read before it: what is quoted lies between two marks.
  private static func inOrder(_ tokens: [Token]) -> [Token] {
    var result = tokens, reached = 0
    for i in result.indices {
      result[i].start = max(result[i].start, reached)
      result[i].end = max(result[i].end, result[i].start)
      reached = result[i].end
    }
    return result
  }

  private static func isHabit(_ token: Token, _ strict: Bool) -> Bool {
    switch token.kind {
    case .command: token.text == "underset" || !strict && lenientCommands.contains(token.text)
    case .letter: !strict && capitals.contains(token.text)
    case .begin: !strict && token.text == "array"
    default: false
    }
  }

  private init(_ tokens: [Token], _ strict: Bool) {
    (self.tokens, self.strict) = (tokens, strict)
    func pairs(_ opening: Token.Kind, _ closing: Token.Kind) -> [Int: Int] {
      var ends: [Int: Int] = [:], open: [Int] = []
      for (i, token) in tokens.enumerated() {
        if token.kind == opening { open.append(i) }
        if token.kind == closing, let start = open.popLast() { ends[start] = i }
      }
      return ends
    }
    (ends, finishes) = (pairs(.beginGroup, .endGroup), pairs(.begin, .finish))
    choices = Habits.choices(tokens)
  }

  private static func choices(_ tokens: [Token]) -> [Int: Int] {
    var found: [Int: Int] = [:], open: [Int] = []
    for (i, token) in tokens.enumerated() {
      switch token.kind {
      case .beginGroup: open.append(i)
      case .endGroup: _ = open.popLast()
      case .command where token.text == "choose": if let start = open.last { found[start] = i }
      default: break
      }
    }
    return found
  }

  /// Relations of strangers, as we spell them.
  private static let relations: [String: String] = [
    "leftarrow": ":=", "gets": ":=", "longleftarrow": ":=", "equiv": "=", "cong": "=",
  ]
  private static let commands: [String: String] = [
    "simeq": "approx", "mapsto": "to",
  ]
  /// Arrows that say from which side.
  private static let approaches: [String: String] = [
    "downarrow": "+", "searrow": "+", "uparrow": "-", "nearrow": "-",
  ]
  private static let lenientCommands = Set([
    "underset", "overset", "stackrel", "substack", "color", "textcolor", "choose",
  ])
  .union(relations.keys).union(commands.keys).union(Macros.common.keys).union(fonts.keys).union(
    approaches.keys)
  /// The old switches, which reach to the end of their group.
  private static let fonts: [String: String] = [
    "rm": "mathrm", "bf": "mathbf", "cal": "mathcal", "it": "mathit", "sf": "mathsf",
  ]

  /// Names that are set in italics by mistake, as a product of capitals.
  private static let words: Set<String> = ["KL", "JS", "JSD", "TV", "ELBO", "Var", "Cov", "MMD"]
  private static let capitals: Set<String> = ["K", "J", "T", "E", "V", "C", "M"]

  private func rewritten(_ range: Range<Int>, depth: Int) -> [Token] {
    var result: [Token] = [], i = range.lowerBound
    result.reserveCapacity(range.count)
    while i < range.upperBound {
      let token = tokens[i]
      if token.kind == .command, depth < FormulaParser.depthLimit,
        let (marks, next) = command(at: i, depth, within: range)
      {
        result += marks
        i = next
      } else if token.kind == .open, !strict, let (marks, next) = cases(at: i, depth) {
        result += marks
        i = next
      } else if token.kind == .beginGroup, !strict, let (marks, next) = choice(at: i, depth) {
        result += marks
        i = next
      } else if !strict, token.kind == .letter, let (word, next) = word(at: i) {
        result.append(word)
        i = next
      } else {
        result.append(token)
        i += 1
      }
    }
    return result
  }

  private func command(
    at i: Int, _ depth: Int, within range: Range<Int>
  ) -> ([Token], next: Int)? {
    var token = tokens[i]
    if token.text == "underset" { return underset(at: i, depth) }
    guard !strict else { return nil }
    if let relation = Habits.relations[token.text] {
      (token.kind, token.text) = (.sign, relation)
      return ([token], i + 1)
    }
    if let command = Habits.commands[token.text] {
      token.text = command
      return ([token], i + 1)
    }
    if let font = Habits.fonts[token.text] {
      token.text = font
      let rest = i + 1..<endOfGroup(from: i + 1, range)
      guard !rest.isEmpty else { return nil }
      let marks =
        [token, mark(.beginGroup, "{", token)] + rewritten(rest, depth: depth + 1)
        + [mark(.endGroup, "}", token)]
      return (marks, rest.upperBound)
    }
    if let sign = Habits.approaches[token.text] {
      token.text = "to"
      let rest = i + 1..<endOfGroup(from: i + 1, range)
      let marks =
        [token] + rewritten(rest, depth: depth + 1)
        + [mark(.sup, "^", token), mark(.sign, sign, token)]
      return (marks, rest.upperBound)
    }
    if let macro = Macros.common[token.text] { return expanded(macro, at: i, depth) }
    if token.text == "substack" { return stacked(at: i, depth) }
    if token.text == "color" || token.text == "textcolor" {
      return argument(at: i + 1).map { ([], $0.next) }  // a colour says nothing
    }
    return token.text == "overset" || token.text == "stackrel" ? labelled(at: i) : nil
  }

  private func mark(_ kind: Token.Kind, _ text: String, _ like: Token) -> Token {
    Token(kind: kind, text: text, start: like.start, end: like.start)
  }

  /// Where the group ends in which a mark stands.
  private func endOfGroup(from i: Int, _ range: Range<Int>) -> Int {
    var depth = 0
    for j in i..<range.upperBound {
      if tokens[j].kind == .beginGroup {
        depth += 1
      } else if tokens[j].kind == .endGroup {
        depth -= 1
      }
      if depth < 0 || tokens[j].kind == .end { return j }
    }
    return range.upperBound
  }

  private func expanded(_ macro: Macros.Macro, at i: Int, _ depth: Int) -> ([Token], next: Int)? {
    func placed(_ marks: [Token]) -> [Token] { marks.map { mark($0.kind, $0.text, tokens[i]) } }
    guard let after = macro.after else { return (placed(macro.before), i + 1) }
    guard let (inner, next) = argument(at: i + 1) else { return nil }
    let marks = placed(macro.before) + rewritten(inner, depth: depth + 1) + placed(after)
    return (marks, next)
  }

  /// `\substack{a \\ b}` is a list.
  private func stacked(at i: Int, _ depth: Int) -> ([Token], next: Int)? {
    guard let (inner, next) = argument(at: i + 1) else { return nil }
    let marks = rewritten(inner, depth: depth + 1).map { token in
      token.kind == .newline ? mark(.sign, ",", token) : token
    }
    return (marks, next)
  }

  /// `\left\{ \begin{array}{ll} … \end{array} \right.` are cases.
  private func cases(at i: Int, _ depth: Int) -> ([Token], next: Int)? {
    guard tokens[i].text == "{", tokens[i + 1].is(.begin, "array"),
      depth < FormulaParser.depthLimit, let finish = finishes[i + 1],
      !tokens[finish + 1].is(.close, "}"),
      let columns = tokens[i + 2].kind == .beginGroup ? ends[i + 2] : i + 1, columns < finish
    else { return nil }
    let marks =
      [mark(.begin, "cases", tokens[i])] + rewritten(columns + 1..<finish, depth: depth + 1)
      + [mark(.finish, "cases", tokens[finish])]
    return (marks, finish + 1)
  }

  /// `{n \choose k}` is `\binom{n}{k}`.
  private func choice(at i: Int, _ depth: Int) -> ([Token], next: Int)? {
    guard let middle = choices[i], let end = ends[i], middle < end,
      depth < FormulaParser.depthLimit
    else { return nil }
    let like = tokens[i]
    func group(_ range: Range<Int>) -> [Token] {
      [mark(.beginGroup, "{", like)] + rewritten(range, depth: depth + 1)
        + [mark(.endGroup, "}", like)]
    }
    return (
      [mark(.command, "binom", like)] + group(i + 1..<middle) + group(middle + 1..<end), end + 1
    )
  }

  /// The marks of an argument: those inside its braces, or the one mark.
  private func argument(at i: Int) -> (Range<Int>, next: Int)? {
    guard tokens[i].kind != .end else { return nil }
    guard tokens[i].kind == .beginGroup else { return (i..<i + 1, i + 1) }
    return ends[i].map { (i + 1..<$0, $0 + 1) }
  }

  /// `\underset{a}{b}` is `b_{a}`.
  private func underset(at i: Int, _ depth: Int) -> ([Token], next: Int)? {
    guard let (below, middle) = argument(at: i + 1), let (base, next) = argument(at: middle) else {
      return nil
    }
    let marks =
      rewritten(base, depth: depth + 1)
      + [mark(.sub, "_", tokens[i]), mark(.beginGroup, "{", tokens[i])]
      + rewritten(below, depth: depth + 1) + [mark(.endGroup, "}", tokens[i])]
    return (marks, next)
  }

  /// A relation with a word above it: "def" makes it a definition, a d an equality of laws, and c or
  /// + an equality up to a constant, `= \text{const} + …`.
  private func labelled(at i: Int) -> ([Token], next: Int)? {
    guard let (above, middle) = argument(at: i + 1), let (base, next) = argument(at: middle),
      base.count == 1, DisplayRows.isRelation(tokens[base.lowerBound])
    else { return nil }
    var relation = tokens[base.lowerBound]
    if relation.isSign("=") {
      let label = tokens[above].map(\.text).joined()
      if label.contains("def") || ["triangle", "Delta", "!"].contains(label) {
        relation.text = label == "!" ? "=" : ":="
      } else if ["d", "D", "mathcalD", "law", "mathcal{D}", "mathrm{d}"].contains(label) {
        (relation.kind, relation.text) = (.command, "sim")
      } else if ["c", "C", "+", "const", "const.", "mathrm{c}", "mathrm{const}"].contains(label) {
        return upToConstant(relation, next)
      }
    }
    return ([relation], next)
  }

  private func upToConstant(_ relation: Token, _ next: Int) -> ([Token], next: Int) {
    var marks = [relation], next = next
    while [.ampersand, .space].contains(tokens[next].kind) {
      marks.append(tokens[next])
      next += 1
    }
    marks.append(mark(.text, "const", tokens[next]))
    if !tokens[next].isSign("-"), !tokens[next].isSign("+") {
      marks.append(mark(.sign, "+", tokens[next]))
    }
    return (marks, next)
  }

  /// Italic letters in a row that are a known name, and nothing longer.
  private func word(at i: Int) -> (Token, next: Int)? {
    guard Habits.capitals.contains(tokens[i].text),
      i == 0 || tokens[i - 1].kind != .letter || !tokens[i].glued
    else { return nil }
    var end = i + 1
    while tokens[end].kind == .letter, tokens[end].glued, end - i < 5 {
      end += 1
    }
    let text = tokens[i..<end].map(\.text).joined()
    guard Habits.words.contains(text) else { return nil }
    return (
      Token(
        kind: .text, text: text, start: tokens[i].start, end: tokens[end - 1].end,
        glued: tokens[i].glued), end
    )
  }
}
