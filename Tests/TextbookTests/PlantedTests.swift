import Evidence
import Foundation
import Testing
import Textbook

/// The chapters of the book, as they lie in the repository.
private let chapters: [URL] = {
  let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  let folder = root.appendingPathComponent("chapters")
  let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
  return names.sorted().map { folder.appendingPathComponent($0).appendingPathComponent("chapter.md") }
    .filter { FileManager.default.fileExists(atPath: $0.path) }
}()

@Suite("A wrong formula planted in a chapter of the book") struct Planted {
  @Test("there are chapters") func found() { #expect(!chapters.isEmpty) }

  /// Each headline is replaced by its first foil, as an author might have mistyped it.
  @Test("is refuted", arguments: chapters) func refuted(chapter: URL) throws {
    let name = chapter.deletingLastPathComponent().lastPathComponent
    let text = try ChapterText.read(Data(contentsOf: chapter), file: "\(name)/chapter.md")
    let prepared = try PreparedChapter.prepare(text, with: .book)
    let work = prepared.equations.compactMap { equation -> Work? in
      guard var statement = equation.statement, statement.isHeadline else { return nil }
      let wrong = statement.foils.lazy.compactMap { foil in
        if case .formula(let chains, _) = foil.change { chains } else { nil }
      }.first
      guard let wrong else { return nil }
      (statement.chains, statement.foils) = (wrong, [])
      statement.claim = statement.label
      return Work(statement, on: equation.settings)
    }
    #expect(!work.isEmpty, "\(name) has no headline")
    for claim in judge(work, checks: [], options: Options()) {
      // Where a wrong formula has no value the verdict is worse than refuted; somewhere it must be refuted outright.
      let verdicts = claim.checks.flatMap { $0.points.map(\.verdict) }
      #expect(verdicts.contains(.refuted), "\(claim.id): \(claim.verdict), \(claim.reason ?? "")")
      #expect(!claim.isGreen)
    }
  }
}
