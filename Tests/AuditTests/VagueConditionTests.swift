import Audit
import Testing

/// A condition that does not say how far it goes excuses what fails under it, and nothing else.
@Suite struct VagueConditionTests {
  private static let sheet = """
    ```toy t
    c in (-2, 2)
    d in (0, 3)
    ```
    """

  private func verdicts(_ latex: String) throws -> [AuditVerdict] {
    try audit("$$ \(latex) $$", Self.sheet).verdicts
  }

  @Test(arguments: [
    "\\text{for } c \\text{ small enough}", "\\text{for small } c",
    "\\text{for all sufficiently small } c",
    "\\text{where } c \\text{ is small}", "\\text{for some } c", "\\text{for large } d > 0",
  ])
  func howSmallIsNotSaid(_ words: String) throws {
    let open = try AuditTests.verdict(of: "c^2 \\le \\frac{c^2 + 1}{3} \\quad \(words)", Self.sheet)
    #expect(open.verdict == .notUnderstood, "\(open)")
    #expect(open.reason?.hasPrefix("it is stated under a condition that cannot be read") == true)
    #expect(try verdicts("c^2 \\ge 0 \\quad \(words)") == [.holds])
  }

  @Test func howSmallASentenceDoesNotSay() throws {
    let said = try audit("$$ c^2 \\le \\frac{c^2 + 1}{3} $$ for small $c$.", Self.sheet)
    #expect(said.verdicts == [.notUnderstood])
    let exact = try audit("$$ c^2 \\le \\frac{c^2 + 1}{3} $$ for all $c < 1$.", Self.sheet)
    #expect(exact.verdicts == [.wrong])
  }

  /// A name in upright letters is no word of a condition.
  @Test func namesAreNoWords() throws {
    let sheet =
      "```toy t\na in [-1, 1]\np = Finite(0: 1/3, 1: 2/3)\nq = Finite(0: a^2/2, 1: 1 - a^2/2)\n```"
    let latex = "a^2 = 7 \\quad \\text{if } \\mathrm{KL}(p, q) \\ge 0"
    #expect(try AuditTests.verdict(of: latex, sheet).verdict == .wrong)
  }
}
