import Audit
import Foundation
import Testing

/// Equations of the field that no chapter and no document has, in the spellings that people use: `Tests/exam`. Each file is
/// its own toy sheet; the comment before a formula says what must become of it, and of what is refused also how.
@Suite struct ExamTests {
  struct Question: Sendable { var line: Int, verdict: AuditVerdict, reason: String? }

  private static let folder = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("exam")

  static let files = [
    "divergences", "latent", "flows", "diffusion", "critics", "habits", "notes", "notation",
    "means", "spellings", "variables", "kernels", "functionals", "measures", manual,
  ]
  /// The page on toys is its own sheet, and what it says of its formulas comes out so.
  static let manual = "../../docs/toys"

  private static func text(_ file: String) throws -> String {
    try String(contentsOf: folder.appendingPathComponent(file + ".md"), encoding: .utf8)
  }

  /// `<!-- verdict -->` or `<!-- verdict: words of the reason -->` on the line before a display.
  private static func questions(_ text: String) throws -> [Question] {
    let lines = text.components(separatedBy: "\n")
    return try lines.indices.dropLast().compactMap { i in
      guard lines[i].hasPrefix("<!-- "), lines[i].hasSuffix(" -->"), lines[i + 1].hasPrefix("$$")
      else { return nil }
      let parts = lines[i].dropFirst(5).dropLast(4).components(separatedBy: ": ")
      let reason = parts.dropFirst().joined(separator: ": ")
      return Question(
        line: i + 2, verdict: try #require(AuditVerdict(rawValue: parts[0]), "\(lines[i])"),
        reason: reason.isEmpty ? nil : reason)
    }
  }

  @Test(arguments: files) func answers(_ file: String) throws {
    let text = try Self.text(file), questions = try Self.questions(text)
    var options = Audit.Options()
    options.threads = 2
    let report = Audit(options).run(
      Array(text.utf8), name: file, sheet: try Sheet.read(text, name: file))
    #expect(questions.count >= 40)
    #expect(
      Set(report.equations.map(\.line)) == Set(questions.map(\.line)),
      "each formula has a verdict to get")
    for question in questions {
      for equation in report.equations where equation.line == question.line {
        #expect(
          equation.verdict == question.verdict,
          "\(file).md:\(question.line) \(equation.latex): \(equation.reason ?? "")")
        guard let reason = question.reason else { continue }
        #expect(
          equation.reason?.contains(reason) == true,
          "\(file).md:\(question.line): \(equation.reason ?? "")")
      }
    }
  }

  /// Every false formula of the exam is near a true one: an exam of truths alone could be passed by a judge that nods.
  @Test func asksForRefutations() throws {
    let all = try Self.files.flatMap { try Self.questions(try Self.text($0)) }
    #expect(all.count >= 300)
    #expect(all.filter { $0.verdict == .wrong || $0.verdict == .conditional }.count >= 45)
    #expect(
      all.filter { $0.verdict == .notUnderstood || $0.verdict == .unbound }.allSatisfy {
        $0.reason != nil
      })
  }
}
