import Evidence
import Exact
import Foundation
import Meaning
import Notation
import Plotting

/// What the program of a chapter does: read, judge, print, write.
public struct ChapterProgram {
  let chapter: any Chapter.Type
  let mathematics: Mathematics
  let console: Console

  public init(_ chapter: any Chapter.Type, mathematics: Mathematics = .book, console: Console = .standard) {
    (self.chapter, self.mathematics, self.console) = (chapter, mathematics, console)
  }

  /// Runs with these arguments; messages go to standard error, data to standard output.
  public func run(_ arguments: [String]) -> ExitStatus {
    signal(SIGPIPE, SIG_IGN)  // a closed pipe is an error of `write`, reported as such
    do {
      return try perform(arguments)
    } catch let stop as Stop {
      console.err("\(chapter.page.name): \(stop.message)\n")
      return stop.status
    } catch let problems as Problems {
      console.err(problems.description + "\n")
      return .badText
    } catch {
      console.err("\(chapter.page.name): internal error: \(error)\n")
      return .internalError
    }
  }

  private func perform(_ words: [String]) throws -> ExitStatus {
    let name = chapter.page.name
    if words.contains("--help") || words.contains("-h") {
      let title = (try? ChapterText.read(chapter.page.bytes(), file: chapter.page.file).front.title) ?? name
      try console.out(Arguments.help(for: name, title: title))
      return .green
    }
    let arguments = try parsed(words)
    let text = try ChapterText.read(chapter.page.bytes(), file: chapter.page.file)
    let prepared = try PreparedChapter.prepare(text, with: mathematics)
    let run = try Run(chapter, prepared, arguments, console)
    if arguments.list {
      try console.out(Listing(run).text)
      return .green
    }
    if let path = arguments.json, path != "-" { try Output.checkWritable(path) }
    if let path = arguments.figures { try Output.checkDirectory(path) }
    var problems: [Problem] = []
    let results = try run.results(&problems)
    guard problems.isEmpty else {  // the table all the same, so that everything can be mended at once; no results are written
      console.err(Table(results, Style.forOutput(2)).text + "\n")
      throw Problems(problems)
    }
    if let path = arguments.json {
      if path == "-" {
        try console.out(String(decoding: results.json(), as: UTF8.self))
      } else {
        try Output.toFile(results.json(), path)
      }
    }
    let style = Style.forOutput(arguments.json == "-" ? 2 : 1)
    let page = arguments.explain.map { Explanation(results, id: $0, prepared, style).text } ?? Table(results, style).text
    if arguments.json == "-" { console.err(page) } else { try console.out(page) }
    return results.isGreen ? .green : .notGreen
  }

  private func parsed(_ words: [String]) throws(Stop) -> Arguments {
    do { return try Arguments.parse(words) } catch {
      throw Stop(.usage, Arguments.message(for: error) + "; --help shows what can be said")
    }
  }
}

/// One run of a chapter: what is selected, and how.
struct Run {
  let chapter: any Chapter.Type
  let prepared: PreparedChapter
  let options: Options
  let arguments: Arguments
  let book: Book
  let cells: [Cell]
  let checks: [Check]
  let values: [Value]
  let console: Console

  init(_ chapter: any Chapter.Type, _ prepared: PreparedChapter, _ arguments: Arguments, _ console: Console) throws {
    (self.chapter, self.prepared, self.arguments, self.console) = (chapter, prepared, arguments, console)
    options = try arguments.options(
      parameters: prepared.toys.flatMap { toy in
        toy.setting.parameters.filter(\.canBeSet).map { ($0.name, $0.domain) }
      })
    if arguments.seed == "fresh" { console.err("seed \(options.seed); repeat with --seed \(options.seed)\n") }
    book = Book(chapter: prepared, options: options)
    cells = try chapter.cells(book)
    checks = try chapter.checks(book)
    values = try chapter.values(book)
    if let threads = arguments.threads, !(1...1024).contains(threads) {
      throw Stop(.usage, "--threads \(threads) is out of range; choose from 1 to 1024")
    }
    try checkNames()
    try checkSelection()
    try checkFixed()
  }

  /// What the text asks of the Swift side must be there, and the other way round.
  private func checkNames() throws {
    var problems: [Problem] = []
    let text = prepared.text, file = text.file
    for cell in text.cells where !cells.contains(where: { $0.name == cell.name }) {
      problems.append(Problem(file, cell.position, "there is no cell \(cell.name)\(suggestion(for: cell.name, among: cells.map(\.name)))"))
    }
    let top = Position(line: 1, column: 1)
    for cell in cells where !text.cells.contains(where: { $0.name == cell.name }) {
      problems.append(Problem(file, top, "the cell \(cell.name) stands nowhere in the text; write {{cell \(cell.name)}}"))
    }
    for check in text.checks where !checks.contains(where: { $0.id == check.name }) {
      problems.append(Problem(file, check.position, "there is no check \(check.name)\(suggestion(for: check.name, among: checks.map(\.id)))"))
    }
    for check in checks where !text.checks.contains(where: { $0.name == check.id }) {
      problems.append(Problem(file, top, "the check \(check.id) stands nowhere in the text; write ::: {.check #\(check.id)}"))
    }
    let named = text.values.map(\.name) + values.map(\.name)
    for placeholder in text.placeholders where !named.contains(placeholder.name) {
      problems.append(Problem(file, placeholder.position, "there is no value \(placeholder.name)\(suggestion(for: placeholder.name, among: named))"))
    }
    for ids in [cells.map(\.name), checks.map(\.id), named] {
      var seen: Set<String> = []
      for id in ids where !seen.insert(id).inserted { problems.append(Problem(file, top, "\(id) is defined twice; rename one")) }
    }
    guard problems.isEmpty else { throw Problems(problems) }
  }

  private func checkSelection() throws {
    let ids = Set(prepared.equations.flatMap { [$0.block.claim, $0.block.label] } + checks.map(\.id))
    for id in arguments.only + [arguments.explain].compactMap(\.self) where !ids.contains(id) {
      throw Stop(.usage, "there is no claim \(id)\(suggestion(for: id, among: ids))")
    }
    let toys = prepared.toys.map(\.name)
    for toy in arguments.toy where !toys.contains(toy) {
      throw Stop(.usage, "there is no toy \(toy)\(suggestion(for: toy, among: toys))")
    }
  }

  /// A value outside the domain is found before anything is judged.
  private func checkFixed() throws {
    for (name, setting) in prepared.toys where arguments.toy.isEmpty || arguments.toy.contains(name) {
      let fixed = options.fixed(for: setting)
      if fixed.isEmpty { continue }
      do { _ = try setting.points(check: "--set", seed: options.seed, fixing: fixed) } catch {
        let allowed = setting.parameters.filter { fixed[$0.name] != nil }.map { "\($0.name): \($0.domain)" }
        throw Stop(.usage, "--set on the toy \(name): \(error) (\(allowed.joined(separator: "; ")))")
      }
    }
  }

  func isSelected(_ ids: String...) -> Bool {
    let wanted = arguments.only + [arguments.explain].compactMap(\.self)
    return wanted.isEmpty || ids.contains { wanted.contains($0) }
  }

  func results(_ problems: inout [Problem]) throws -> Results {
    var effort = Effort()
    if let threads = arguments.threads { effort.threads = threads }
    let progress = ProgressLine(console)
    effort.progress = { progress.show($0, of: $1, $2) }
    let tasks = prepared.equations.compactMap { equation -> Task? in
      guard let statement = equation.statement, isSelected(statement.claim, statement.label) else { return nil }
      let settings = equation.settings.filter { arguments.toy.isEmpty || arguments.toy.contains($0.name) }
      if settings.isEmpty && !equation.settings.isEmpty { return nil }
      return Task(statement, on: settings, variants: statement.chains.flatMap(prepared.mathematics.variants))
    }
    let judged = judge(tasks, checks: checks.filter { isSelected($0.id) }, options: options, effort: effort)
    progress.clear()
    let whole = arguments.only.isEmpty && arguments.explain == nil && arguments.toy.isEmpty
    let claims = inOrder(judged)
    if claims.isEmpty { throw Stop(.usage, "nothing is selected: no claim is checked on \(arguments.toy.joined(separator: ", "))") }
    return Results(
      chapter: chapter.page.name, title: prepared.text.front.title, seed: options.seed, tools: Tools.versions,
      settings: Settings(
        digits: options.digits, set: options.fixed.mapValues(\.description), only: arguments.only.sorted(), toy: arguments.toy.sorted()),
      claims: claims, values: whole ? valueRecords(&problems) : [:], cells: whole ? cellRecords(&problems) : [:], figures: try figureEntries())
  }

  /// Judged claims and displayed ones, in the order of the text; Swift checks where the text shows them, or last.
  private func inOrder(_ judged: [ClaimRecord]) -> [ClaimRecord] {
    var claims: [ClaimRecord] = [], left = judged
    for equation in prepared.equations where isSelected(equation.block.claim, equation.block.label) {
      if let i = left.firstIndex(where: { $0.id == equation.block.claim }) {
        claims.append(left.remove(at: i))
      } else if !claims.contains(where: { $0.id == equation.block.claim }), let record = ClaimRecord(displayed: equation.block) {
        claims.append(record)
      }
    }
    return claims + left
  }

  private func valueRecords(_ problems: inout [Problem]) -> [String: ValueRecord] {
    var records: [String: ValueRecord] = [:]
    let file = prepared.text.file
    for value in prepared.values {
      do { records[value.line.name] = try book.record(value) } catch {
        problems.append(Problem(file, value.line.position, "the value \(value.line.name) cannot be computed: \(error)"))
      }
    }
    for value in values {
      do {
        guard let number = try value.value().first else { throw MeaningError("it is empty") }
        records[value.name] = try ValueRecord(number, digits: options.digits)
      } catch { problems.append(Problem(file, Position(line: 1, column: 1), "the value \(value.name) of the Swift side cannot be computed: \(error)")) }
    }
    return records
  }

  private func cellRecords(_ problems: inout [Problem]) -> [String: CellRecord] {
    var records: [String: CellRecord] = [:]
    for cell in cells {
      do { records[cell.name] = CellRecord(output: try cell.output()) } catch {
        let place = prepared.text.cells.first { $0.name == cell.name }?.position ?? Position(line: 1, column: 1)
        problems.append(Problem(prepared.text.file, place, "the cell \(cell.name) failed: \(error)"))
      }
    }
    return records
  }

  /// Draws the figures when asked to; the text and the Swift side must name the same ones.
  private func figureEntries() throws -> [FigureEntry] {
    guard let directory = arguments.figures else { return [] }
    let drawings = try chapter.figures(book), text = prepared.text, names = drawings.map(\.figure.name)
    var problems = text.figures.filter { !names.contains($0.name) }.map {
      Problem(text.file, $0.position, "there is no figure \($0.name)\(suggestion(for: $0.name, among: names))")
    }
    for name in names where !text.figures.contains(where: { $0.name == name }) {
      problems.append(Problem(text.file, Position(line: 1, column: 1), "the figure \(name) stands nowhere in the text; write ![…](figure:\(name)){#fig:\(name)}"))
    }
    guard problems.isEmpty else { throw Problems(problems) }
    do {
      return try drawings.map { drawing in
        let record = try drawing.figure.render(to: directory, alt: drawing.alt)
        return FigureEntry(
          name: record.name, files: record.files, data: record.data, sha256: record.sha256, alt: record.alt,
          width: record.width, height: record.height)
      }
    } catch let error as OutputError { throw Stop(.environment, error.description) }
  }
}

extension ClaimRecord {
  /// A claim that is shown and not judged; nil for one that is judged.
  init?(displayed block: EquationBlock) {
    let kind: Kind
    switch block.status {
    case .checked: return nil
    case .definition: kind = .definition
    case .assumption: kind = .assumption
    case .cited: kind = .cited
    case .reading: kind = .reading
    }
    self = .displayed(
      block.claim, kind, headline: block.headline, scope: block.scope ?? "", because: block.because, sources: block.sources)
  }
}
