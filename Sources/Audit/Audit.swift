import Evidence
import Foundation
import Meaning
import Notation

/// Judges the equations of other people's notes: the engine of the book, turned outward.
public struct Audit: Sendable {
  public struct Options: Sendable {
    /// Read formulas in a line too.
    public var inline = false
    /// Only these lines; nil: all.
    public var only: [ClosedRange<Int>]?
    public var threads = ProcessInfo.processInfo.activeProcessorCount
    /// Steps of work after which an equation is given up: the same on every machine.
    public var work = 4_000_000
    /// Seconds after which an equation is given up all the same: the net below the count, so wide
    /// that only what the count does not see falls into it.
    public var limit: TimeInterval = 600
    public init() {}
    /// Reads `57-80,119`; nil when that is no list of lines.
    public static func lines(_ text: String) -> [ClosedRange<Int>]? { try? Scope.ranges(text) }
  }

  let options: Options
  public init(_ options: Options = Options()) { self.options = options }

  /// A document that has been read, before anything in it is judged.
  struct Document: Sendable {
    var name: String
    var text: DocumentText
    var scan: Scan
    var sheet: Sheet
    /// All its mathematics in order, with what a sheet quotes.
    var fragments: [Fragment]
    var equations: [Equation]
    var remarks: [RemarkReport]
    var book: DefinitionBook
  }

  /// Audits a document. `progress` is called on this thread with what is done and how much there
  /// is.
  ///
  /// The report depends on the bytes, the sheet and the options that choose equations; not on
  /// threads or time.
  public func run(
    _ bytes: [UInt8], name: String, sheet: Sheet,
    progress: (_ done: Int, _ of: Int) -> Void = { _, _ in }
  ) -> FileReport {
    let document = read(bytes, name: name, sheet: sheet)
    let equations = document.equations
    let chosen = equations.indices.filter { i in
      options.only?.contains { $0.contains(equations[i].place.line) } ?? true
    }
    let tooLong =
      "given up by the clock, after \(Int(options.limit)) s; a faster machine may judge it"
    let work = options.work
    let jobs: [@Sendable () -> EquationReport] = chosen.map { i in
      { document.judge(i, work: work) }
    }
    let reports = Parallel.run(
      jobs, threads: options.threads, limit: options.limit,
      late: { EquationReport(equations[chosen[$0]], givenUp: tooLong) },
      progress: { done, _ in progress(done, jobs.count) })
    return FileReport(
      file: name, sheet: sheet.name, equations: Self.withDoubts(reports),
      remarks: document.remarks, counts: Counts(reports))
  }

  /// Of a definition with an edit of which false equations hold that is said beside it, too.
  private static func withDoubts(_ reports: [EquationReport]) -> [EquationReport] {
    let mended = reports.filter { $0.variant?.definition != nil }
    return reports.map { report in
      var report = report
      let here = mended.filter { $0.variant?.definition == report.id }
      var seen: Set<String> = []
      for latex in here.compactMap({ $0.variant?.latex }) where seen.insert(latex).inserted {
        let ids = here.filter { $0.variant?.latex == latex }.map(\.id)
        report.remarks.append(
          "\(ids.joined(separator: " and ")) would hold with $\(latex)$ here")
      }
      return report
    }
  }

  /// Finds the equations, binds what they define.
  func read(_ bytes: [UInt8], name: String, sheet: Sheet) -> Document {
    let (text, scan) = Scanner.scan(bytes, Flavour(file: name))
    // a document without a display states what it states in its lines
    let hasDisplays = scan.fragments.contains { $0.kind == .display }
    var reader = EquationReader(text, scan, sheet, inline: options.inline || !hasDisplays)
    reader.run()
    let remarks =
      (scan.remarks + [reader.stop].compactMap(\.self)).map {
        RemarkReport(
          line: $0.place.line, column: $0.place.column, message: $0.message, inSheet: false)
      }
      + reader.remarks.map {
        RemarkReport(
          line: $0.place.line, column: $0.place.column, message: $0.message, inSheet: true)
      }
    var document = Document(
      name: name, text: text, scan: scan, sheet: sheet, fragments: reader.fragments,
      equations: reader.equations, remarks: remarks, book: DefinitionBook())
    document.bind()
    return document
  }
}

extension Audit.Document {
  func judge(_ i: Int, work: Int) -> EquationReport {
    let equation = equations[i]
    let auditor = EquationAuditor(
      equation: equation, order: i, book: book,
      toys: equation.usual ?? toys(for: i), work: work)
    let result = auditor.run()
    var report = EquationReport(equation, result)
    report.variant?.definition = result?.variant?.order.map { equations[$0].id }
    return report
  }

  /// The toys of the sheet that speak for an equation.
  func sheetToys(for equation: Equation) -> [Toy] {
    sheet.toys.filter { $0.scope.holds(equation.place.line, equation.number, in: scan.headings) }
      .map(\.value)
  }

  /// Whether a toy for the equation, or an equation before it, says what a letter is.
  func isBound(_ letter: Symbol, before i: Int) -> Bool {
    book.defines(DefinitionBook.Name(symbol: letter, arity: nil), before: i)
      || (1...4).contains {
        book.defines(DefinitionBook.Name(symbol: letter, arity: $0), before: i)
      } || toys(for: i).contains { TrialMaker.binds(letter, $0) }
  }

  /// Takes in what the sheet defines, then what the equations define in their order.
  mutating func bind() {
    book.laws = StatedLaws(of: Dictionary(grouping: equations) { sheetToys(for: $0).map(\.name) })
    for definition in sheet.definitions {
      guard case .relation(let sides, _) = definition.value,
        let name = DefinitionBook.name(sides[0])
      else { continue }
      let own = equations.indices.filter {
        definition.scope.holds(equations[$0].place.line, equations[$0].number, in: scan.headings)
      }
      book.add(
        name, sides[0], sides[1], order: -1, for: Set(own),
        place: "line \(definition.line) of the sheet")
    }
    var displacing: [(name: DefinitionBook.Name, left: Formula, order: Int)] = []
    defer { restore(displacing) }
    for i in equations.indices {
      let place = "line \(equations[i].place.line)"
      stateWaiting(before: i)
      readUsualNames(at: i)
      readMeasures(at: i)
      readDots(at: i)
      let equation = equations[i]
      if equation.role == nil, let chain = equation.chain,
        let meaning = OwnMeaning(of: chain, isBound: { isBound($0, before: i) })
      {
        equations[i].usual = meaning.toys
        continue
      }
      for (left, right) in equation.introductions {
        guard let name = DefinitionBook.name(left, as: right) else { continue }
        if case .definition? = equation.role {
          book.add(
            name, left, right, order: i, place: place,
            hasRoot: !name.isSquare || isNeverNegative(right, at: i))
          continue
        }
        if isPart(left, name, at: i) {
          equations[i].isOfPart = true
          continue
        }
        if equation.role == nil, states(left, right, at: i) { continue }
        if isKnown(name, left, right, at: i) { continue }
        if book.isTaken(left, as: right, before: i, on: toys(for: i)) { continue }
        if case .claim? = equation.role { continue }  // compared with itself it would hold
        if toys(for: i).contains(where: { TrialMaker.knows(left, as: right, $0) }) {
          continue
        }
        if equation.role == nil, let chain = equation.chain,
          let meaning = OwnMeaning(chain, toys(for: i)), !meaning.toys.isEmpty
        {
          equations[i].usual = meaning.toys
          continue
        }
        if book.defines(name, before: i) { displacing.append((name, left, i)) }
        book.add(
          name, left, right, order: i, place: place,
          hasRoot: !name.isSquare || isNeverNegative(right, at: i))
      }
    }
  }

  /// A second definition took the place of one that meant nothing yet: where what stands behind it
  /// gives the first its meaning, the second says something of it.
  private mutating func restore(
    _ displacing: [(name: DefinitionBook.Name, left: Formula, order: Int)]
  ) {
    for (name, left, i) in displacing {
      let before = book.without(name, of: i)
      guard let first = before.definer(of: name, before: i), first >= 0,
        !scan.headings.contains(where: {
          equations[first].place.line < $0.line && $0.line < equations[i].place.line
        })
      else { continue }
      let definitions = before.definitions(for: [left], order: i)
      let means = toys(for: i).contains {
        (try? TrialMaker($0, definitions, for: [left]))?.hasMeaning([left]) ?? false
      }
      if means { book = before }
    }
  }
}

extension Equation {
  /// What it would define, were the names new.
  var introductions: [(left: Formula, right: Formula)] {
    guard let chain else { return [] }
    switch role {
    case .nothing?: return []
    case .definition(let name?)?: return [(name, chain.sides[chain.sides.count - 1])]
    default: break
    }
    return chain.relations.indices.compactMap { i in
      guard chain.relations[i] == .defined || i == 0 && chain.relations[0] == .equal else {
        return nil
      }
      let right = chain.sides[i + 1]
      return (DefinitionBook.introduced(chain.sides[i], by: right), right)
    }
  }
}
