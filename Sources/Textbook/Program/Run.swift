import Evidence
import Exact
import Foundation
import Meaning

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

  init(
    _ chapter: any Chapter.Type, _ prepared: PreparedChapter, _ arguments: Arguments,
    _ console: Console
  ) throws {
    (self.chapter, self.prepared, self.arguments, self.console) = (
      chapter, prepared, arguments, console
    )
    options = try arguments.options(
      parameters: prepared.toys.flatMap { toy in
        toy.setting.parameters.filter(\.canBeSet).map { ($0.name, $0.domain) }
      })
    if arguments.seed == "fresh" {
      console.err("seed \(options.seed); repeat with --seed \(options.seed)\n")
    }
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
      problems.append(
        Problem(
          file, cell.position,
          "there is no cell \(cell.name)\(suggestion(for: cell.name, among: cells.map(\.name)))"))
    }
    let top = Position(line: 1, column: 1)
    for cell in cells where !text.cells.contains(where: { $0.name == cell.name }) {
      problems.append(
        Problem(
          file, top, "the cell \(cell.name) stands nowhere in the text; write {{cell \(cell.name)}}"
        ))
    }
    for check in text.checks where !checks.contains(where: { $0.id == check.name }) {
      problems.append(
        Problem(
          file, check.position,
          "there is no check \(check.name)\(suggestion(for: check.name, among: checks.map(\.id)))"))
    }
    for check in checks where !text.checks.contains(where: { $0.name == check.id }) {
      problems.append(
        Problem(
          file, top,
          "the check \(check.id) stands nowhere in the text; write ::: {.check #\(check.id)}"))
    }
    let named = text.values.map(\.name) + values.map(\.name)
    for placeholder in text.placeholders where !named.contains(placeholder.name) {
      problems.append(
        Problem(
          file, placeholder.position,
          "there is no value \(placeholder.name)\(suggestion(for: placeholder.name, among: named))")
      )
    }
    for ids in [cells.map(\.name), checks.map(\.id), named] {
      var seen: Set<String> = []
      for id in ids where !seen.insert(id).inserted {
        problems.append(Problem(file, top, "\(id) is defined twice; rename one"))
      }
    }
    guard problems.isEmpty else { throw Problems(problems) }
  }

  private func checkSelection() throws {
    let ids = Set(
      prepared.equations.flatMap { [$0.block.claim, $0.block.label] } + checks.map(\.id))
    for id in arguments.only + [arguments.explain].compactMap(\.self) where !ids.contains(id) {
      throw Stop(.usage, "there is no claim \(id)\(suggestion(for: id, among: ids))")
    }
    let toys = prepared.toys.map(\.name)
    for toy in arguments.toy where !toys.contains(toy) {
      throw Stop(.usage, "there is no toy \(toy)\(suggestion(for: toy, among: toys))")
    }
  }

  /// A value outside the domain is found before anything is judged: on the toys that will be used.
  private func checkFixed() throws {
    let used = prepared.equations.filter { isSelected($0.block.claim, $0.block.label) }
      .flatMap(\.settings)
    var seen: Set<String> = []
    for setting in used where seen.insert(setting.name).inserted {
      if !arguments.toy.isEmpty && !arguments.toy.contains(setting.name) { continue }
      let fixed = options.fixed(for: setting)
      if fixed.isEmpty { continue }
      do { _ = try setting.points(check: "--set", seed: options.seed, fixing: fixed) } catch {
        let reason = "\(error)"
        let allowed = setting.parameters.filter {
          fixed[$0.name] != nil && !reason.contains($0.domain)
        }.map { "\($0.name): \($0.domain)" }
        throw Stop(
          .usage,
          "--set on the toy \(setting.name): \(reason)"
            + (allowed.isEmpty ? "" : " (\(allowed.joined(separator: "; ")))")
            + "; choose another value, or other toys with --toy")
      }
    }
  }
}
