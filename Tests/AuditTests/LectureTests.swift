import Audit
import Foundation
import Testing

/// A page of lecture notes with five slips, and a sheet written from the documentation alone.
@Suite struct LectureTests {
  private static let folder = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("lecture")

  private static let report: FileReport? = {
    func text(_ name: String) -> String? {
      try? String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
    }
    guard let notes = text("week-9.md"), let toys = text("week-9.toys.md") else { return nil }
    return try? audit(notes, toys, inline: true)
  }()

  /// The divergence turned round, a root over too little, the sign of a log-Jacobian, a fraction
  /// upside down, a root too many.
  @Test func theFiveSlipsAreFoundAndNothingElse() throws {
    let report = try #require(Self.report)
    let found = report.equations.filter { [.wrong, .conditional].contains($0.verdict) }
    #expect(found.map(\.line) == [23, 75, 95, 117, 130])
    let changes = found.compactMap { $0.variant?.words }
    #expect(changes.count >= 4, "\(changes)")
    #expect(found[3].remarks.contains { $0.contains("line 124") }, "the slip lies in a definition")
  }

  @Test func theRestIsEvaluated() throws {
    let report = try #require(Self.report)
    let open = report.equations.filter { [.notUnderstood, .undecided, .unbound].contains($0.verdict) }
    #expect(open.map(\.line) == [66], "only JS without its laws")
    #expect(report.counts.displays.evaluated == report.counts.displays.stated)
  }
}
