import Audit
import Testing

/// Words between two statements of a display: both are claims. What is no condition and not judged
/// is told.
@Suite struct WordsTests {
  private static let sheet = """
    ```toy t
    h in (1/4, 1)
    x in R
    y in R
    ```
    """

  private func verdicts(_ latex: String) throws -> [AuditVerdict] {
    try audit("$$ \(latex) $$", Self.sheet).verdicts
  }

  @Test(arguments: [
    "that is,", "i.e.,", ", i.e.", "so that", "and hence", "and so", "which gives", "in particular",
    "or, equivalently,", "as well as", "hence", "and",
  ])
  func whatFollowsIsAClaim(_ words: String) throws {
    let between = "\\qquad\\text{\(words)}\\qquad"
    #expect(try verdicts("h^2 = h h, \(between) h = 2h") == [.holds, .wrong], "\(words)")
    #expect(try verdicts("h^2 = h h, \(between) h = 2h/2") == [.holds, .holds], "\(words)")
  }

  /// What bounds a letter is a condition behind a comma, and not behind *hence*.
  @Test func boundsBehindWordsAreClaims() throws {
    #expect(try verdicts("x^3 \\ge 0, \\quad x \\ge 0") == [.holds])
    #expect(try verdicts("x^2 \\ge 0 \\quad\\text{hence}\\quad x \\ge 0") == [.holds, .wrong])
    #expect(try verdicts("x^2 \\ge 0 \\quad\\text{and}\\quad x \\ge 0") == [.holds, .wrong])
    #expect(
      try verdicts("x y \\ge 0, \\quad x \\ge 0 \\text{ and } y \\ge 0") == [.holds],
      "a condition goes on")
  }

  @Test(arguments: [
    "with equality iff } x = 2h", "since } x = 3", "because } x > 4",
    "with equality only for } x = 5",
  ])
  func whatIsNotJudgedIsTold(_ words: String) throws {
    let report = try audit("$$ (x - h)^2 \\ge 0 \\quad\\text{\(words) $$", Self.sheet)
    #expect(report.verdicts == [.holds])
    #expect(report.equations[0].remarks.contains { $0.hasPrefix("not judged: ") }, "\(words)")
  }

  @Test func conditionsAreNotTold() throws {
    let report = try audit("$$ x^3 \\ge 0 \\quad\\text{if } x \\ge 0 $$", Self.sheet)
    #expect(report.verdicts == [.holds])
    #expect(report.equations[0].remarks.allSatisfy { !$0.hasPrefix("not judged") })
  }

  @Test(arguments: ["as } h \\to 0", "as } h \\rightarrow 0"]) func limitsAreNotTold(
    _ words: String
  ) throws {
    let report = try audit("$$ e^h - 1 - h = O(h^2) \\quad\\text{\(words) $$", Self.sheet)
    #expect(report.verdicts == [.holds])
    #expect(report.equations[0].remarks.allSatisfy { !$0.hasPrefix("not judged") })
  }

  @Test func whatIsDemandedIsNoClaim() throws {
    #expect(try verdicts("2 x \\stackrel{!}{=} 0") == [.noClaim])
    #expect(try verdicts("2 x \\overset{!}{=} 0") == [.noClaim])
    #expect(try verdicts("2 x = 0") == [.wrong])
  }
}
