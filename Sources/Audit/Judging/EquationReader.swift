import Evidence
import Meaning
import Notation

/// From the mathematics of a document to the statements it makes.
struct EquationReader {
  let text: DocumentText
  let scan: Scan
  let sheet: Sheet
  /// Whether formulas in a line that hold a relation are read.
  let inline: Bool
  /// The mathematics of the document in order, with the plain text that roles quote.
  private(set) var fragments: [Fragment] = []
  private lazy var sentence = Sentence(text, fragments)
  private lazy var bullets = Bullets(in: text, fragments)
  private(set) var equations: [Equation] = []
  /// What is wrong with the sheet.
  private(set) var remarks: [Remark] = []
  /// Where reading stopped, and why.
  private(set) var stop: Remark?
  private var previous: Formula?
  /// Letters that are matrices where the formula that is read stands.
  private var matrices: Set<Symbol> = []
  private var used: Set<Sheet.RoleLine> = []
  /// Names of functions without a backslash of which something has been said.
  private var plain: Set<String> = []

  /// More equations than any book of lecture notes states are not read.
  static let mostEquations = 20_000

  init(_ text: DocumentText, _ scan: Scan, _ sheet: Sheet, inline: Bool) {
    (self.text, self.scan, self.sheet, self.inline) = (text, scan, sheet, inline)
  }

  mutating func run() {
    fragments = (scan.fragments + quoted()).sorted { $0.content.lowerBound < $1.content.lowerBound }
    var line = 0
    var number = 0
    var i = 0
    while i < fragments.count {
      guard equations.count < Self.mostEquations else {
        stopReading(at: text.place(fragments[i].content.lowerBound))
        break
      }
      var last = i
      while last + 1 < fragments.count, carriesOn(fragments[last], fragments[last + 1]) {
        last += 1
      }
      var first: (Place, Int)?
      for fragment in fragments[i...last] {
        let place = text.place(start(fragment))
        number = place.line == line ? number + 1 : 1
        line = place.line
        first = first ?? (place, number)
      }
      if let (place, number) = first { read(Array(fragments[i...last]), last, place, number) }
      i = last + 1
    }
    for role in sheet.roles where !used.contains(role) {
      remarks.append(
        Remark(
          Place(role.line),
          "no formula of the document stands where this role says (line \(role.locator.line))"
            + nearest(to: role.locator.line)))
    }
    remarkOnHeadings()
  }

  /// Says once from where on nothing is read.
  private mutating func stopReading(at place: Place) {
    if stop != nil { return }
    stop = Remark(
      place,
      "\(Self.mostEquations) equations are judged, and what stands from here on is not read; "
        + "give the audit a part of the document")
  }

  /// Keeps an equation, where there is room: one display may state thousands.
  private mutating func keep(_ equation: Equation) {
    guard equations.count < Self.mostEquations else { return stopReading(at: equation.place) }
    equations.append(equation)
  }

  /// "; the nearest stand on the lines 12 and 15".
  private func nearest(to line: Int) -> String {
    let lines = Set(fragments.map { text.place(start($0)).line })
    let near = [lines.filter { $0 <= line }.max(), lines.filter { $0 > line }.min()]
      .compactMap { $0.map(String.init) }
    guard let first = near.first else { return "" }
    return near.count == 1
      ? "; the nearest stands on line \(first)"
      : "; the nearest stand on the lines \(near.joined(separator: " and "))"
  }

  /// The first byte of a formula that is no blank.
  private func start(_ fragment: Fragment) -> Int {
    fragment.content.first { !isBlank(text.bytes[$0]) }
      ?? fragment.content.lowerBound
  }

  /// Whether a formula goes on from the one before: it begins with a relation or a plus sign, and
  /// only blanks and
  /// comments lie between.
  private func carriesOn(_ before: Fragment, _ fragment: Fragment) -> Bool {
    guard fragment.kind != .text, before.kind != .text else { return false }
    var content = trimmed(text.text(fragment.content.prefix(40)))
    for space in ["\\quad", "\\qquad", "{}"] where content.hasPrefix(space) {
      content = trimmed(content.dropFirst(space.count))
    }
    let begins =
      ["=", "+", "\\le", "\\ge", "\\approx"].contains { content.hasPrefix($0) }
      && !content.hasPrefix("\\left")
    guard begins, let between = text.between(before, fragment) else { return false }
    return between.allSatisfy(\.isWhitespace)
      && (!content.hasPrefix("+") || !between.contains("\n"))
  }

  /// Whether the sheet binds it to numbers, and to laws nowhere.
  private func isNumber(_ formula: Formula) -> Bool {
    switch formula {
    case .symbol(let symbol):
      let name = Name.text(symbol)
      let toys = sheet.toys.map(\.value).filter { TrialMaker.binds(symbol, $0) }
      return !toys.isEmpty
        && toys.allSatisfy { $0.isNumber(name) }
    default: return formula.isNumeral
    }
  }

  /// Plain text that a role quotes and no mathematics holds.
  private func quoted() -> [Fragment] {
    sheet.roles.compactMap { role in
      guard let words = role.locator.words.map({ Array($0.utf8) }) else { return nil }
      for line in text.ranges(ofLine: role.locator.line) {
        guard line.count >= words.count else { continue }
        for i in line.lowerBound...(line.upperBound - words.count)
        where text.bytes[i..<i + words.count].elementsEqual(words) {
          let range = i..<i + words.count
          let isInside = scan.fragments.contains { $0.whole.overlaps(range) }
          return isInside ? nil : Fragment(kind: .text, content: range, whole: range)
        }
      }
      return nil
    }
  }

  // MARK: one formula

  /// Bytes shown of a formula that is too long to be read.
  private static let shownOfLong = 200

  /// Reads formulas that carry each other on as one.
  private mutating func read(_ fragments: [Fragment], _ index: Int, _ place: Place, _ number: Int) {
    let fragment = fragments[0]
    let length = fragments.reduce(0) { $0 + $1.content.count }
    let isLong = length > Expansion.length
    let printed =
      isLong
      ? trimmed(text.text(fragment.content.prefix(Self.shownOfLong))) + " …"
      : fragments.map { trimmed(text.text($0.content)) }.joined(separator: "\n")
    var equation = Equation(
      place: place, number: number, fragment: index, kind: fragment.kind, printed: printed,
      read: printed,
      content: .unreadable(Remark(place, "")))
    equation.role = role(at: place.line, number, fragment)
    guard
      equation.role != nil || fragment.kind == .display
        || inline && RelationMarks.mayRelate(printed)
    else { return }
    if isLong {
      return fail(
        equation, place,
        "a formula of \(length) bytes is not read; the limit is \(Expansion.length)")
    }
    var source = MappedText()
    for fragment in fragments {
      var part = MappedText(text.bytes, fragment.content)
      blankDefinitions(&part, fragment)
      if source.count > 0 { source.append(0x0A, from: fragment.content.lowerBound) }
      source.append(part)
    }
    if source.string.allSatisfy(\.isWhitespace) { return }
    do throws(Expansion.Refused) { source = try Expansion.expand(source, scan.macros) } catch {
      return fail(equation, text.place(error.origin), error.words)
    }
    if bullets.holds(fragment), let dash = Bullets.dash(source.bytes) {
      source = source.part(dash..<source.count)
      equation.remarks.append("the dash before it is taken for the bullet of a list")
    }
    for alias in sheet.aliases where alias.scope.holds(place.line, number, in: scan.headings) {
      source = alias.value.applied(to: source)
    }
    source = Converse.turned(
      WordsOfArrows.asSigns(Conjunctions.asCommas(Dressing.stripped(source))))
    remarkOnPlainNames(&source, &equation)
    if Self.drawsBelowOptimum(source.string) {
      equation.remarks.append("∼ below an optimum is read as ∈")
    }
    equation.read = trimmed(source.string)
    equation.supposed = sentence.supposed(behind: index)
    equation.supposedBefore = sentence.supposed(before: index)
    equation.isHypothesis = sentence.isHypothesis(index)
    matrices = Self.hasRaisedEntry(source.string) ? matrices(near: equation) : []
    do throws(ParseError) { add(try parse(source), equation, source) } catch {
      guard let (repaired, additions) = BracketRepair.of(source), let display = try? parse(repaired)
      else { return readRows(of: source, equation, error) }
      equation.remarks += additions.map {
        "a bracket is missing: read with \($0.bracket) at \(text.place(source.origin(of: $0.at)))"
      }
      equation.read = trimmed(repaired.string)
      add(display, equation, repaired)
    }
  }

  /// Adds the rows of a display that can be read, and tells the others one by one.
  private mutating func readRows(of source: MappedText, _ equation: Equation, _ error: ParseError) {
    guard let readable = ReadableRows(of: source, error, parse: parse) else {
      let place = text.place(source.origin(line: error.line, column: error.column))
      return fail(equation, place, "\(error.message); \(error.remedy)")
    }
    let rows = readable.rows, first = equations.count
    var rest = equation
    rest.read = rows.text(except: Set(readable.lost.keys))
    add(readable.display, rest, readable.source)
    for (k, loss) in readable.lost.sorted(by: { $0.key < $1.key }) {
      var row = equation
      row.read = rows.text(k)
      let line = text.line(source.origin(of: rows.start(k)))
      row.place = line > row.place.line ? Place(line) : row.place
      fail(row, text.place(source.origin(of: loss.byte)), loss.reason)
    }
    equations[first...].sort { $0.place.line < $1.place.line }
  }

  private mutating func remarkOnPlainNames(_ source: inout MappedText, _ equation: inout Equation) {
    let (marked, names) = PlainFunctions.marked(source)
    source = marked
    let new = names.filter { plain.insert($0).inserted }
    if !new.isEmpty {
      let commands = new.map { "\\\($0)" }.joined(separator: ", ")
      equation.remarks.append(
        "\(new.joined(separator: ", ")) without a backslash is read as \(commands), from here on")
    }
  }

  /// What stands under a heading that the document has not speaks for nothing.
  private mutating func remarkOnHeadings() {
    var told: Set<String> = []
    for toy in sheet.toys {
      guard let under = toy.scope.under, told.insert(under).inserted,
        !scan.headings.contains(where: { toy.scope.names($0) })
      else { continue }
      let titles = scan.headings.prefix(3).map { "“\($0.title)”" }.joined(separator: ", ")
      remarks.append(
        Remark(
          Place(toy.line),
          "no heading of the document begins with “\(under)”"
            + (titles.isEmpty ? "; it has none" : "; its first are \(titles)")))
    }
  }

  /// `\inf_{\gamma \sim \Pi}`: what is chosen is written as if it were drawn.
  private static func drawsBelowOptimum(_ latex: String) -> Bool {
    latex.contains("\\sim")  // the pattern is dear
      && latex.contains(/\\(?:operatorname\*?\{)?(?:inf|sup|min|max)\}?\s*_\s*\{[^{}]*\\sim/)
  }

  private func parse(_ source: MappedText) throws(ParseError) -> Display {
    try parse(source, [])
  }

  private func parse(_ source: MappedText, _ reach: FormulaParser.Reach) throws(ParseError)
    -> Display
  {
    var options = FormulaParser.Options.lenient
    options.reach = reach
    options.matrices = matrices
    do {
      return try FormulaParser(options: options).parseDisplay(
        utf8: source.bytes, continuing: previous)
    } catch let error as ParseError {
      throw error
    } catch {
      throw ParseError(line: 1, column: 1, message: "\(error)", remedy: "write it more simply")
    }
  }

  /// The display with other reaches of functions and slashes, where some are without brackets.
  private func otherReadings(of source: MappedText, than usual: Display) -> [Display] {
    let text = source.string
    guard Self.wordsOfReach.contains(where: text.contains) else { return [] }
    var seen = [usual.derivations.map(\.formula)]
    return FormulaParser.Reach.all.dropFirst().compactMap { reach in
      do throws(ParseError) {
        let display = try parse(source, reach), formulas = display.derivations.map(\.formula)
        guard !seen.contains(formulas) else { return nil }
        seen.append(formulas)
        return display
      } catch { return nil }
    }
  }
  private static let wordsOfReach = [
    "/", "\\nabla", "\\partial", "\\frac{d", "\\log", "\\ln", "\\exp", ")^", "\\cos", "\\sin",
    "\\tan",
  ]

  /// `\stackrel{!}{=}`
  private static func isDemand(_ latex: String) -> Bool {
    let marks = latex.filter { !$0.isWhitespace }
    return marks.contains("\\stackrel{!}") || marks.contains("\\overset{!}")
  }
  private static let existence =
    "a statement that something exists, which is not judged; name what exists, and the equation "
    + "with it is"

  private mutating func fail(_ equation: Equation, _ place: Place, _ message: String) {
    var equation = equation
    equation.content = .unreadable(Remark(place, message))
    keep(equation)
  }

  private mutating func add(_ display: Display, _ equation: Equation, _ source: MappedText) {
    func line(_ n: Int) -> Int { text.line(source.origin(line: n, column: 1)) }
    var equation = equation
    if equation.role == nil, trimmed(equation.printed).beginsWithExistence {
      equation.role = .nothing(Self.existence)
    }
    if equation.role == nil, Self.isDemand(equation.printed) {
      equation.role = .nothing("a demand, which nobody claims to be met")
    }
    let stated = equation
    func read(_ display: Display) -> Statements {
      let parts = Equation.Chain.withRanges(
        display.derivations.map { Equation.Chain($0, line: line) })
      return Statements(
        parts, in: source.string,
        isCondition: { $0.named.map { drawn($0, of: stated) } ?? partsPoints($0, of: stated) },
        hides: { hides($1, in: $0, of: stated) })
    }
    let others = otherReadings(of: source, than: display).map { read($0).chains }
    let statements = read(display), chains = statements.chains
    name(chains.flatMap(\.suppositions), beside: equation)
    for (i, chain) in chains.enumerated() where stop == nil {
      var (part, chain) = (equation, chain)
      part.isPremise = statements.implies && i < chains.count - 1
      part.isSupposed = statements.isSupposed(i)
      if let bounds = equation.supposedBefore { chain.conditions.append(bounds) }
      if i == chains.count - 1, let supposed = equation.supposed {
        chain.conditions.append(supposed)
      }
      settle(&chain, equation)
      if part.role == nil, chain.conditions.contains(where: \.saysThatSomethingExists) {
        part.role = .nothing(Self.existence)
      }
      part.content = .chain(chain)
      part.otherReadings =
        others.filter { $0.count == chains.count }
        .compactMap { chains in chain.reading(chains[i].sides) { settle(&$0, equation) } }
        .withoutRepetition.map { Equation.Reading($0, .brackets) }
      if chains.count > 1 {
        part.read = zip([""] + chain.relations.map(\.sign), chain.latex).map { "\($0) \($1)" }
          .joined(separator: " ")
        part.place = chain.lines[0] > part.place.line ? Place(chain.lines[0]) : part.place
        part.role = role(at: part.place.line, part.number, nil) ?? equation.role
      }
      keep(part)
      if equation.kind == .display { previous = chain.sides.last }
    }
  }

  /// Reads what hangs on the toys and the conditions: names of distances, and sums over pairs.
  private func settle(_ chain: inout Equation.Chain, _ equation: Equation) {
    chain.nameDistances(isNumber: isNumber)
    chain.sumOverPairs(isBound: { bindsNear(equation, $0) })
    chain.differentiateThrough()
  }

  /// Whether a toy for the equation binds a letter.
  private func bindsNear(_ equation: Equation, _ symbol: Symbol) -> Bool {
    sheet.toys.contains {
      $0.scope.holds(equation.place.line, equation.number, in: scan.headings)
        && TrialMaker.binds(symbol, $0.value)
    }
  }

  /// Whether something in a chain is made of a letter, by the toys or by what stands before.
  private func hides(_ letter: Symbol, in chain: Equation.Chain, of equation: Equation) -> Bool {
    let toys = sheet.toys.filter {
      $0.scope.holds(equation.place.line, equation.number, in: scan.headings)
    }
    let wanted = Name.text(letter)
    var open = Set(chain.sides.flatMap(\.placesAndNames)), seen: Set<String> = []
    while let name = open.popFirst() {
      if name == wanted { return true }
      guard seen.insert(name).inserted else { continue }
      for toy in toys { open.formUnion(toy.value.mentioned(by: name)) }
      for case .chain(let before) in equations.suffix(Self.mostBefore).map(\.content)
      where before.sides.count > 1 {
        guard DefinitionBook.name(before.sides[0]).map({ Name.text($0.symbol) }) == name else {
          continue
        }
        open.formUnion(before.sides.dropFirst().flatMap(\.placesAndNames))
      }
    }
    return false
  }
  /// How many equations before are looked at for what a letter is made of.
  private static let mostBefore = 400

  /// `P^2_{12}`: a place below what is raised.
  private static func hasRaisedEntry(_ latex: String) -> Bool {
    latex.contains("^") && latex.contains("_")
      && latex.contains(/\^\s*(?:\{[^{}]*(?:\{[^{}]*\})?[^{}]*\}|\\?[A-Za-z0-9]+)\s*_/)
  }

  /// The letters that are matrices: those of the toys for an equation, and of what stands before it.
  private func matrices(near equation: Equation) -> Set<Symbol> {
    var found: Set<Symbol> = []
    for toy in sheet.toys
    where toy.scope.holds(equation.place.line, equation.number, in: scan.headings) {
      found.formUnion(toy.value.matrices)
    }
    for case .chain(let chain) in equations.map(\.content) {
      guard case .symbol(let letter) = chain.sides[0], chain.sides.count > 1,
        case .matrix(let rows) = chain.sides[1], (rows.first?.count ?? 0) > 1
      else { continue }
      found.insert(letter)
    }
    return found
  }

  /// Adds what *where* and *with* say of letters that no toy binds: it stands before the equation,
  /// which is made of it.
  private mutating func name(_ suppositions: [Supposition], beside equation: Equation) {
    var seen: Set<Symbol> = []
    for (letter, value) in suppositions.flatMap(\.namings) {
      let isBound = sheet.toys.contains {
        $0.scope.holds(equation.place.line, equation.number, in: scan.headings)
          && TrialMaker.binds(letter, $0.value)
      }
      guard !isBound, seen.insert(letter).inserted, equation.role == nil else { continue }
      let sides = [Formula.symbol(letter), value]
      var part = equation
      part.content = .chain(
        Equation.Chain(
          sides: sides, relations: [.equal], latex: sides.map { latex($0) },
          lines: sides.map { _ in equation.place.line }))
      part.read = sides.map { latex($0) }.joined(separator: " = ")
      part.role = .definition(of: nil)
      keep(part)
    }
  }

  /// Whether all toys for an equation that bind a letter draw it, and some do.
  private func drawn(_ letter: Symbol, of equation: Equation) -> Bool {
    let toys = sheet.toys.filter {
      $0.scope.holds(equation.place.line, equation.number, in: scan.headings)
        && TrialMaker.binds(letter, $0.value)
    }
    return !toys.isEmpty && toys.allSatisfy { $0.value.draws(Name.text(letter)) }
  }

  /// Whether a chain of letters and numbers is so at some points of the toys for an equation and
  /// fails at others: no theorem, nor a claim that is wrong throughout.
  private func partsPoints(_ chain: Equation.Chain, of equation: Equation) -> Bool {
    var holds = false, fails = false
    for toy in sheet.toys
    where toy.scope.holds(equation.place.line, equation.number, in: scan.headings) {
      guard let maker = try? TrialMaker(toy.value, Definitions(), for: chain.sides) else {
        continue
      }
      let judged = chain.relations.map { _ in true }
      for outcomes in maker.run(chain, judged: judged, onBoxes: false).outcomes {
        holds = holds || outcomes.allSatisfy(\.isHolding)
        fails = fails || outcomes.contains(where: \.isRefutedOrUndefined)
      }
    }
    return holds && fails
  }

  /// Macros that are defined inside the mathematics are not part of it.
  private func blankDefinitions(_ source: inout MappedText, _ fragment: Fragment) {
    let inside = scan.macros.definitions(in: fragment.content)
      .map { $0.clamped(to: fragment.content) }
      .map {
        $0.lowerBound - fragment.content.lowerBound..<$0.upperBound - fragment.content.lowerBound
      }
    if !inside.isEmpty { source = source.replacing(inside, with: [0x20]) }
  }

  // MARK: roles

  private mutating func role(at line: Int, _ number: Int, _ fragment: Fragment?) -> Role? {
    for role in sheet.roles {
      let at = role.locator
      if let words = at.words {
        guard let fragment, at.line == line, text.text(fragment.content).contains(words) else {
          continue
        }
      } else {
        guard isAt(at.line, line, fragment), at.number == nil || at.number == number else {
          continue
        }
      }
      used.insert(role)
      return role.role
    }
    return nil
  }

  /// A role names any line that a display covers, or the line of a row that begins an equation of
  /// its own.
  private func isAt(_ wanted: Int, _ line: Int, _ fragment: Fragment?) -> Bool {
    guard let fragment, fragment.kind == .display, !fragment.whole.isEmpty else {
      return wanted == line
    }
    return text.line(fragment.whole.lowerBound) <= wanted
      && wanted <= text.line(fragment.whole.upperBound - 1)
  }
}

extension String {
  private static let existence = ["\\exists", "\\nexists", "∃", "∄"]

  /// Whether a condition says that something exists, `\forall a \exists b`.
  fileprivate var saysThatSomethingExists: Bool {
    Self.existence.contains(where: contains) || contains("there exists")
  }
  fileprivate var beginsWithExistence: Bool { Self.existence.contains(where: hasPrefix) }
}

extension Formula {
  /// The names in it, also of what stands at the bar of `f(x)|_{x = b}`.
  fileprivate var placesAndNames: [String] {
    var found = names.map { Name.text($0.symbol) }
    visit { part in
      if case .evaluated(_, let at) = part {
        found += at.flatMap { $0.names.map { Name.text($0.symbol) } }
      }
    }
    return found
  }
}
