import Audit
import Testing

/// A display is judged row by row where one of its rows cannot be read.
@Suite struct RowTests {
  private let toys = """
    ```toy t
    a in [0, 1]
    b = a
    d = 1
    f = 2
    c in [1, 2]
    ```
    """

  private func said(_ rows: String, _ environment: String? = "aligned") throws -> [String] {
    let inside = environment.map { "\\begin{\($0)} \(rows) \\end{\($0)}" } ?? rows
    return try audit("$$ \(inside) $$", toys).equations.map { "\($0.verdict)" }
  }

  @Test(arguments: ["aligned", "align*", "gathered", nil])
  func theOthersAreJudged(_ environment: String?) throws {
    #expect(
      try said(#"a = b \\ c = \foo{x} \\ d = f"#, environment) == [
        "holds", "wrong", "notUnderstood",
      ])
    #expect(
      try said("a = b \\\\[4pt]\n c = \\foo{x} \\\\\n d = f", environment)
        == ["holds", "notUnderstood", "wrong"])
    #expect(try said(#"\foo = b \\ a = b"#, environment) == ["holds", "notUnderstood"])
    #expect(try said(#"a = b \\ \foo = b"#, environment) == ["holds", "notUnderstood"])
    #expect(
      try said(#"\foo = b \\ a = b \\ b = \foo \\ d = f"#, environment)
        == ["holds", "wrong", "notUnderstood", "notUnderstood"])
    #expect(try said(#"\foo = b \\ a = \foo"#, environment) == ["notUnderstood"])
  }

  /// Behind `= \foo` a chain goes on from what equals it; behind `\le \foo` it does not.
  @Test func aChainGoesOnBehindAnEquality() throws {
    #expect(try said(#"a &= b \\ &= \foo \\ &= a"#) == ["holds", "notUnderstood"])
    #expect(try said(#"a &= b \\ &= \foo \\ &= f"#) == ["wrong", "notUnderstood"])
    #expect(
      try said(#"a &= b \\ &\le \foo \\ &= 2 f"#) == ["holds", "notUnderstood", "notUnderstood"])
    #expect(
      try said(#"a &= b \\ &= \foo \ge d \\ &= f"#) == ["holds", "notUnderstood", "notUnderstood"])
    #expect(
      try said(#"a &= \foo \\ &= b \\ d &= d"#) == ["holds", "notUnderstood", "notUnderstood"])
    // nothing goes on from the display before
    let two = try audit("$$ a = b $$\n$$ \\begin{aligned} \\foo \\\\ &= b \\end{aligned} $$", toys)
    #expect(two.verdicts == [.holds, .notUnderstood])
  }

  /// A side may be broken over rows: what is left of it states nothing.
  @Test func theRestOfASideIsLostWithIt() throws {
    let (lost, holds) = ("notUnderstood", "holds")
    // behind the row that cannot be read, and before it
    #expect(
      try said(#"d &= 1 \\ a &= \foo \\ &\quad + f \\ b &= a"#) == [holds, holds, lost, lost])
    #expect(
      try said(#"d &= 1 \\ a &= f \\ &\quad - \foo \\ b &= a"#) == [holds, holds, lost, lost])
    #expect(
      try said(#"d &= 1 \\ a &= f \\ &\quad \left(1 - \foo\right) \\ b &= a"#)
        == [holds, holds, lost, lost])
    #expect(
      try said(#"a &= b \\ &= \foo \\ &\qquad + \sum_{i=1}^3 i \\ &= a"#) == [holds, lost, lost])
    #expect(
      try said(#"a &= b \\ &= \foo \\ &\qquad + f \le d \\ &= f"#)
        == [holds, lost, lost, lost])
    #expect(try said(#"a &= f \\ &\quad + \foo"#) == [lost])
    // a bracket that hides a relation, and a row of its own behind it
    #expect(
      try said(#"a &= b \\ &= \foo\left[a \le 1\right] \\ &= a \\ d &= f"#)
        == [holds, "wrong", lost])
  }

  /// The rows of a matrix or of cases are not those of the display.
  @Test func whatStandsInsideIsOneRow() throws {
    #expect(
      try said(#"a = \begin{cases} b & a \ge 0 \\ \foo & a < 0 \end{cases} \\ d = d"#, nil)
        == ["holds", "notUnderstood"])
    #expect(
      try said(#"a = \begin{cases} \foo & a \ge 0 \\ b & a < 0 \end{cases}"#, nil)
        == ["notUnderstood"])
    #expect(try said(#"a = \foo{x \\ y} \\ d = d"#, nil) == ["holds", "notUnderstood"])
  }

  /// The place and the reason are those of the row.
  @Test func thePlaceIsThatOfTheRow() throws {
    let rows = "a &= b \\\\\nc &= \\foo{x} \\\\\nd &= f"
    let report = try audit("$$\n\\begin{aligned}\n\(rows)\n\\end{aligned}\n$$", toys)
    #expect(report.equations.map(\.line).sorted() == report.equations.map(\.line))
    let row = try #require(report.equations.first { $0.verdict == .notUnderstood })
    #expect(row.reason?.contains("\\foo") == true && row.line == 4 && row.place == "4:6")
    #expect(row.read == "c &= \\foo{x}")
    #expect(report.equations.first { $0.line != 4 }?.read?.contains("foo") != true)
  }

  /// π is a number, unless somebody says that it is another.
  @Test func aNumberOfAnalysisIsNotRedefined() throws {
    #expect(try verdict(of: "\\pi = 3.14159", toys).verdict == .wrong)
    #expect(try verdict(of: "e = 2.71828", toys).verdict == .wrong)
    #expect(try verdict(of: "\\pi = \\frac{22}{7}", toys).verdict == .wrong)
    #expect(try verdict(of: "\\pi \\approx 3.14159", toys).verdict == .holds)
    let weights = try audit("$$ \\pi = 0.3 $$\n\n$$ 2 \\pi = 0.6 $$", toys)
    #expect(weights.verdicts == [.definition, .holds])
  }

  /// Where a bound is reached in the middle of a range it is not strict.
  @Test(arguments: [
    (#"\sqrt{a (1 - a)} < \tfrac12"#, AuditVerdict.wrong),
    (#"\sqrt{a (1 - a)} \le \tfrac12"#, .holds),
    (#"\sqrt{x^2 + 1} > 1"#, .wrong), (#"\sqrt{x^2 + 1} \ge 1"#, .holds),
    (#"\sqrt{w_1 w_2} < \tfrac12"#, .wrong), (#"\sqrt{w_1 w_2} \le \tfrac12"#, .holds),
  ])
  func reachedInTheMiddle(_ latex: String, _ expected: AuditVerdict) throws {
    let sheet = """
      ```toy t
      a in [0, 1]
      x in R
      w in simplex(2)
      ```
      """
    #expect(try verdict(of: latex, sheet).verdict == expected)
  }
}
