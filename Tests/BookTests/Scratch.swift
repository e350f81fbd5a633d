import Foundation
import Testing
import Textbook
import Weaving

/// A repository in a temporary folder that holds the one small chapter of the fixtures.
final class Scratch: Sendable {
  let repository: Repository
  static let source = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
  static let fixture = source.appendingPathComponent("Fixtures/small").path
  static let root = source.deletingLastPathComponent().deletingLastPathComponent().path

  init() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "book-\(UUID().uuidString)"
    ).path
    let files = FileManager.default
    try files.createDirectory(atPath: folder + "/Sources", withIntermediateDirectories: true)
    try files.copyItem(atPath: Scratch.root + "/book", toPath: folder + "/book")
    try files.copyItem(atPath: Scratch.fixture + "/chapters", toPath: folder + "/chapters")
    try files.copyItem(atPath: Scratch.fixture + "/results", toPath: folder + "/results")
    try "let chapters = [\n  \"small\",\n]\n".write(
      toFile: folder + "/Package.swift", atomically: true, encoding: .utf8)
    repository = Repository(root: folder)
  }

  deinit { try? FileManager.default.removeItem(atPath: repository.root) }

  func read(_ path: String) throws -> String {
    try String(contentsOfFile: repository.path(path), encoding: .utf8)
  }

  func write(_ text: String, to path: String) throws {
    try text.write(toFile: repository.path(path), atomically: true, encoding: .utf8)
  }

  /// Replaces the one place where `old` stands.
  func edit(_ path: String, _ old: String, _ new: String) throws {
    let text = try read(path)
    try #require(
      text.components(separatedBy: old).count == 2, "“\(old)” does not stand once in \(path)")
    try write(text.replacingOccurrences(of: old, with: new), to: path)
  }

  static let chapter = "chapters/small/chapter.md"
  static let results = "results/results.json"

  /// The chapter as the weaver gets it.
  func input() throws -> ChapterInput {
    let text = try ChapterText.read(Array(try read(Scratch.chapter).utf8), file: Scratch.chapter)
    return ChapterInput(
      name: "small", text: text,
      results: try .read(repository.path(Scratch.results), chapter: "small"),
      listings: try Listings(folder: repository.path("chapters/small"), shownAs: "chapters/small"),
      figures: repository.path("results"))
  }

  /// What the gates say; empty when the book may be published.
  func failures() -> [Failure] {
    do {
      _ = try BookWeaver(repository, chapters: [try input()]).markdown()
      return []
    } catch let failures as Failures { return failures.all } catch let failure as Failure {
      return [failure]
    } catch {
      return [Failure(.inner, "\(error)", remedy: "")]
    }
  }

  func build(_ outputs: Set<BookBuild.Output>, key: String = "test") throws {
    try BookBuild(repository, outputs: outputs) { _ in }.weave([try input()], key: key)
  }
}
