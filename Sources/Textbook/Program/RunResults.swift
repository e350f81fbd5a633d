import Evidence
import Exact
import Foundation
import Meaning
import Plotting

extension Run {
  func isSelected(_ ids: String...) -> Bool {
    let wanted = arguments.only + [arguments.explain].compactMap(\.self)
    return wanted.isEmpty || ids.contains { wanted.contains($0) }
  }

  /// What is to be judged of the equations that are selected.
  var selectedWork: [Work] {
    prepared.equations.compactMap { equation -> Work? in
      guard let statement = equation.statement, isSelected(statement.claim, statement.label) else {
        return nil
      }
      let settings = equation.settings.filter {
        arguments.toy.isEmpty || arguments.toy.contains($0.name)
      }
      if settings.isEmpty && !equation.settings.isEmpty { return nil }
      return Work(
        statement, on: settings, variants: statement.chains.flatMap(prepared.mathematics.variants))
    }
  }

  func results(_ problems: inout [Problem]) throws -> Results {
    var effort = Effort()
    if let threads = arguments.threads { effort.threads = threads }
    let progress = ProgressLine(console)
    effort.progress = { progress.show($0, of: $1, $2) }
    let tasks = selectedWork
    let judged = judge(
      tasks, checks: checks.filter { isSelected(EquationID.claim(of: $0.id), $0.id) },
      options: options, effort: effort)
    progress.clear()
    let whole = arguments.only.isEmpty && arguments.explain == nil && arguments.toy.isEmpty
    let claims = inOrder(judged)
    if claims.isEmpty {
      throw Stop(
        .usage,
        "nothing is selected: no claim is checked on \(arguments.toy.joined(separator: ", "))")
    }
    return Results(
      chapter: chapter.page.name, title: prepared.text.front.title, seed: options.seed,
      tools: Tools.versions,
      settings: Settings(
        digits: options.digits, set: options.fixed.mapValues(\.description),
        only: arguments.only.sorted(), toy: arguments.toy.sorted()),
      claims: claims, values: whole ? valueRecords(&problems) : [:],
      cells: whole ? cellRecords(&problems) : [:], figures: try figureEntries())
  }

  /// Judged claims and displayed ones, in the order of the text; Swift checks where the text shows
  /// them, or last.
  private func inOrder(_ judged: [ClaimRecord]) -> [ClaimRecord] {
    var claims: [ClaimRecord] = [], left = judged
    for equation in prepared.equations where isSelected(equation.block.claim, equation.block.label)
    {
      if let i = left.firstIndex(where: { $0.id == equation.block.claim }) {
        claims.append(left.remove(at: i))
      } else if !claims.contains(where: { $0.id == equation.block.claim }),
        let record = ClaimRecord(displayed: equation.block)
      {
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
        problems.append(
          Problem(
            file, value.line.position, "the value \(value.line.name) cannot be computed: \(error)"))
      }
    }
    for value in values {
      do {
        guard let number = try value.value().first else { throw MeaningError("it is empty") }
        records[value.name] = try ValueRecord(number, digits: options.digits)
      } catch {
        problems.append(
          Problem(
            file, Position(line: 1, column: 1),
            "the value \(value.name) of the Swift side cannot be computed: \(error)"))
      }
    }
    return records
  }

  private func cellRecords(_ problems: inout [Problem]) -> [String: CellRecord] {
    var records: [String: CellRecord] = [:]
    for cell in cells {
      do { records[cell.name] = CellRecord(output: try cell.output()) } catch {
        let place =
          prepared.text.cells.first { $0.name == cell.name }?.position
          ?? Position(line: 1, column: 1)
        problems.append(
          Problem(prepared.text.file, place, "the cell \(cell.name) failed: \(error)"))
      }
    }
    return records
  }

  /// Draws the figures when asked to; the text and the Swift side must name the same ones.
  private func figureEntries() throws -> [FigureEntry] {
    guard let directory = arguments.figures else { return [] }
    let drawings = try chapter.figures(book), text = prepared.text,
      names = drawings.map(\.figure.name)
    var problems = text.figures.filter { !names.contains($0.name) }.map {
      Problem(
        text.file, $0.position,
        "there is no figure \($0.name)\(suggestion(for: $0.name, among: names))")
    }
    for name in names where !text.figures.contains(where: { $0.name == name }) {
      problems.append(
        Problem(
          text.file, Position(line: 1, column: 1),
          "the figure \(name) stands nowhere in the text; write ![…](figure:\(name)){#fig:\(name)}")
      )
    }
    guard problems.isEmpty else { throw Problems(problems) }
    do {
      return try drawings.map { drawing in
        let record = try drawing.figure.render(to: directory, alt: drawing.alt)
        return FigureEntry(
          name: record.name, files: record.files, data: record.data, sha256: record.sha256,
          alt: record.alt,
          width: record.width, height: record.height, collisions: try drawing.figure.collisions())
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
      block.claim, kind, headline: block.headline, scope: block.scope ?? "", because: block.because,
      sources: block.sources)
  }
}
