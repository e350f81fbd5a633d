import Audit
import Foundation
import Testing

/// The examples of `docs/audit.md` are read by the program they explain.
@Suite struct DocumentationTests {
  private func manual() throws -> String {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    return try String(contentsOf: root.appendingPathComponent("docs/audit.md"), encoding: .utf8)
  }

  /// The fenced blocks of a kind that stand indented in the manual.
  private func blocks(_ kind: String) throws -> [String] {
    var blocks: [String] = []
    var block: [String]?
    for line in try manual().split(separator: "\n", omittingEmptySubsequences: false) {
      let text = line.hasPrefix("    ") ? String(line.dropFirst(4)) : ""
      if block == nil, text.hasPrefix("```" + kind) {
        block = [text]
      } else if block != nil {
        block?.append(text)
        if text == "```" {
          blocks.append((block ?? []).joined(separator: "\n"))
          block = nil
        }
      }
    }
    return blocks
  }

  @Test(arguments: ["toy", "aliases", "definitions", "roles"]) func theExamplesAreSheets(
    _ kind: String
  ) throws {
    let examples = try blocks(kind)
    #expect(!examples.isEmpty)
    for example in examples { _ = try Sheet.read(example, name: "docs/audit.md") }
  }

  @Test func everyVerdictIsExplained() throws {
    let text = try manual()
    for verdict in AuditVerdict.allCases { #expect(text.contains("| \(verdict.rawValue)")) }
  }

  @Test func theToyOfTheManualJudges() throws {
    let toy = try #require(try blocks("toy").first)
    #expect(try verdict(of: "D_{JS}(p_d \\| p_g) \\le \\log 2", toy).verdict == .holds)
    #expect(try verdict(of: "D_{KL}(p_d \\| p_g) \\le 0", toy).verdict == .wrong)
  }
}
