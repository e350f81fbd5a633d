/// From rows to derivations: each row holds formulas parted at commas and wide spaces, and side
/// conditions in words.
struct DisplayReader {
  let source: Source
  let options: FormulaParser.Options
  private var lines: [DisplayLine] = []
  private var derivations: [Derivation] = []
  private var dropped: [Range<Int>] = []

  private let previous: Formula?

  init(source: Source, options: FormulaParser.Options, previous: Formula?) {
    (self.source, self.options, self.previous) = (source, options, previous)
  }

  mutating func display(_ tokens: [Token]) throws -> Display {
    let cut = try DisplayRows(tokens, source, strict: options.strict)
    dropped = cut.dropped
    guard !cut.rows.isEmpty else {
      throw source.error(at: 0, "an empty display", "write a formula")
    }
    for row in cut.rows { try read(row) }
    guard !derivations.isEmpty else {
      throw source.error(at: 0, "a display of words only", "write a formula")
    }
    return Display(lines: lines, derivations: derivations)
  }

  // MARK: one row

  private mutating func read(_ row: DisplayRows.Row) throws {
    guard let first = row.tokens.first, let last = row.tokens.last else {
      throw source.error(
        at: 0, "a reason without a formula", "let \\because{…} end a line that states something")
    }
    let (segments, conditions) = Segments.parts(of: row, source, options)
    var line = DisplayLine(
      number: source.line(first.start), latex: quote(first.start..<last.end), continuation: nil,
      formulas: [],
      because: row.because, conditions: conditions.map { quote($0) })
    let before = derivations.count
    for (i, segment) in segments.enumerated() {
      let count = derivations.count
      let (statement, name) = options.strict ? (segment.tokens, []) : named(segment.tokens)
      let continuation =
        i == 0 && Segments.startsWithRelation(statement)
        ? try carryOn(statement, &line) : false
      if !continuation { try begin(statement, &line) }
      if !name.isEmpty { try define(name) }
      if segments.count > 1, !segment.isStatement, derivations.count > count,
        derivations[count].isFragment
      {
        throw source.error(
          at: segment.tokens[0].start, "a part of a list without a relation",
          "write (a, b) in brackets, or a relation in each part")
      }
    }
    if let because = row.because { try give(because, first.start) }
    let touched = line.continuation == nil ? before : max(0, before - 1)
    for i in touched..<derivations.count { derivations[i].conditions += line.conditions }
    lines.append(line)
  }

  /// `a = b =: c`: what is stated, and the name that its last side gets.
  private func named(_ tokens: [Token]) -> (statement: [Token], name: [Token]) {
    guard
      let i = tokens.indices.first(where: {
        $0 > 0 && $0 + 2 < tokens.count && tokens[$0].isSign("=") && tokens[$0 + 1].isSign(":")
          && tokens[$0 + 1].glued
      })
    else { return (tokens, []) }
    return (Array(tokens[..<i]), Array(tokens[(i + 2)...]))
  }

  /// Gives the last side of the last derivation a name, before that derivation, which may go on.
  private mutating func define(_ name: [Token]) throws {
    guard let last = derivations.indices.last else { return }
    if derivations[last].isDeclaration {
      throw source.error(at: name[0].start, "a name for a declaration", "name what has a value")
    }
    var chain = try ChainReader(name, source, options)
    let (first, range) = try chain.first()
    try chain.end()
    let meant = derivations[last].steps.last
    let line = source.line(range.lowerBound)
    let step = Derivation.Step(
      relation: .defined, side: meant?.side ?? derivations[last].first,
      latex: meant?.latex ?? derivations[last].latex, line: meant?.line ?? derivations[last].line)
    let definition = Derivation(first: first, latex: quote(range), line: line, steps: [step])
    if derivations[last].steps.isEmpty {
      derivations[last] = definition
    } else {
      derivations.insert(definition, at: last)
    }
  }

  private mutating func give(_ because: String, _ place: Int) throws {
    guard let derivation = derivations.indices.last,
      let step = derivations[derivation].steps.indices.last
    else {
      throw source.error(
        at: place, "a reason for a line without a step", "give it where a relation stands")
    }
    derivations[derivation].steps[step].because = because
  }

  /// A row `= c`: further steps of the last derivation.
  private mutating func carryOn(_ tokens: [Token], _ line: inout DisplayLine) throws -> Bool {
    if derivations.isEmpty, let previous {
      let line = source.line(tokens[0].start)
      derivations = [Derivation(first: previous, latex: latex(previous), line: line, steps: [])]
    }
    guard let last = derivations.indices.last, !derivations[last].isDeclaration else {
      throw source.error(
        at: tokens[0].start, "a relation without a left side", "write what stands before it")
    }
    var chain = try ChainReader(tokens, source, options)
    let steps = try chain.steps(self)
    derivations[last].steps += steps
    line.continuation = steps[0].relation
    line.formulas.append(DisplayReader.chain(steps.map(\.side), steps.dropFirst().map(\.relation)))
    return true
  }

  private mutating func begin(_ tokens: [Token], _ line: inout DisplayLine) throws {
    var chain = try ChainReader(tokens, source, options)
    let (first, range) = try chain.first()
    let steps = try chain.steps(self)
    let derivation = Derivation(
      first: first, latex: quote(range), line: source.line(range.lowerBound), steps: steps)
    derivations.append(derivation)
    line.formulas.append(derivation.formula)
  }

  private static func chain(_ sides: [Formula], _ relations: [Relation]) -> Formula {
    relations.isEmpty ? sides[0] : .relation(sides: sides, relations: relations)
  }

  /// The text between two bytes without the marks of alignment and the reasons in it.
  func quote(_ range: Range<Int>) -> String {
    var pieces: [String] = [], from = range.lowerBound
    var low = 0, high = dropped.count
    while low < high {
      let middle = (low + high) / 2
      if dropped[middle].lowerBound < from { low = middle + 1 } else { high = middle }
    }
    for cut in dropped[low...] {
      guard cut.upperBound <= range.upperBound else { break }
      pieces.append(source.text(from..<cut.lowerBound))
      from = cut.upperBound
    }
    pieces.append(source.text(from..<range.upperBound))
    return pieces.filter { !$0.isEmpty }.joined(separator: " ")
  }
}

/// Reads side, relation, side, … and remembers the bytes of each.
struct ChainReader {
  private var reader: Reader

  init(_ tokens: [Token], _ source: Source, _ options: FormulaParser.Options) throws {
    let kept = tokens.filter { $0.kind != .space }
    let end = tokens.last?.end ?? 0
    reader = Reader(source, kept + [Token(kind: .end, text: "", start: end, end: end)], options)
  }

  /// The first side, or a declaration `f : X \to Y`, which has no steps.
  mutating func first() throws -> (Formula, Range<Int>) {
    let (formula, range) = try side()
    guard !reader.strict, reader.take(sign: ":") else { return (formula, range) }
    let declared = try reader.relation()
    return (
      .range(formula, declared), range.lowerBound..<reader.token(max(0, reader.at - 1)).end
    )
  }

  mutating func side() throws -> (Formula, Range<Int>) {
    let start = reader.current.start
    let formula = try reader.side()
    return (formula, start..<reader.token(max(0, reader.at - 1)).end)
  }

  /// (relation side)* to the end.
  mutating func steps(_ display: DisplayReader) throws -> [Derivation.Step] {
    var steps: [Derivation.Step] = []
    while let relation = try reader.takeRelation() {
      let (side, range) = try side()
      steps.append(
        Derivation.Step(
          relation: relation, side: side, latex: display.quote(range),
          line: reader.source.line(range.lowerBound)))
    }
    try end()
    return steps
  }

  /// Throws unless everything was read.
  mutating func end() throws { try reader.finish() }
}
