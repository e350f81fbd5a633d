import Audit
import Testing

/// Conditions that sentences state behind a formula, and what holds under them.
@Suite struct StatedConditionTests {
  private static let sheet = """
    ```toy t
    a in [-1, 1]
    b in [1, 2]
    s in [1/2, 3]
    n in {1, 2, 3}
    ```
    """

  private func verdict(_ latex: String) throws -> AuditVerdict {
    try AuditTests.verdict(of: latex, Self.sheet).verdict
  }

  // MARK: words

  @Test(arguments: [
    "where $a > 0$", "with $a > 0$", "for all $a > 0$", "for $a > 0$", "for every $a > 0$",
    "assuming $a > 0$", ", where $a, b > 0$", ", provided that $a > 0$", "; where $0 < a < b$",
  ])
  func aSentenceStatesACondition(_ words: String) throws {
    for (display, expected) in [("|a| = a", AuditVerdict.holds), ("|a| = -a", .wrong)] {
      let after = try audit("$$ \(display) $$ \(words) in all that follows.", Self.sheet)
      #expect(after.verdicts == [expected], "\(after.equations)")
      let inline = try audit("Here $\(display)$ \(words).", Self.sheet, inline: true)
      #expect(inline.verdicts.first == expected, "\(inline.equations)")
    }
  }

  @Test(arguments: [
    "\\text{where } a > 0", "\\text{with } a > 0", "\\text{for all $a > 0$}", "\\forall a > 0",
    "\\text{where $a > 0$}",
  ])
  func aDisplayStatesACondition(_ condition: String) throws {
    #expect(try verdict("|a| = a \\quad \(condition)") == .holds)
    #expect(try verdict("a^2 = 2 \\quad \(condition)") == .wrong)
  }

  @Test func whereGoesOnFromTheParagraphBefore() throws {
    #expect(try audit("$$\n|a| = a\n$$\n\nwhere $a > 0$.", Self.sheet).verdicts == [.holds])
    for other in ["if $a > 0$.", "Where $a > 0$.", "with $a > 0$."] {
      #expect(try audit("$$\n|a| = a\n$$\n\n\(other)", Self.sheet).verdicts == [.conditional])
    }
  }

  /// What the words say of something else is no condition.
  @Test(arguments: [
    "\\text{with equality if and only if } a = 1", "\\text{where } a \\in A",
    "\\text{with the usual } a > 0", "\\text{where } x \\sim q",
  ])
  func whatIsToldSupposesNothing(_ words: String) throws {
    #expect(try verdict("a^2 = 2 \\quad \(words)") == .wrong)
    #expect(try verdict("a^2 \\le 1 \\quad \(words)") == .holds)
  }

  /// It says what c is, and supposes nothing of a.
  @Test func aLetterThatIsNamedSupposesNothing() throws {
    func verdicts(_ latex: String) throws -> [AuditVerdict] {
      try audit("$$ \(latex) \\quad \\text{where } c = a + b $$", Self.sheet).verdicts
    }
    #expect(try verdicts("a^2 = 2") == [.definition, .wrong])
    #expect(try verdicts("a^2 \\le 1") == [.definition, .holds])
  }

  // MARK: equations as conditions

  @Test(arguments: [
    "(s = 1)", "\\text{for } s = 1", "\\text{where } s = 1", "\\text{with } 1 = s",
    "(b = 2, s = 1)", "(s = b - 0)",
  ])
  func aLetterThatIsDrawnIsPutSo(_ condition: String) throws {
    let isOne = !condition.contains("b - 0")
    #expect(try verdict("s^2 = s \\quad \(condition)") == (isOne ? .holds : .wrong))
    #expect(try verdict("s b = b^2 \\quad \(condition)") == (isOne ? .wrong : .holds))
    #expect(try verdict("a s = a + 1 \\quad \(condition)") == .wrong)
  }

  @Test func aLetterIsPutWhereItMayBe() throws {
    let beyond = try AuditTests.verdict(of: "s^2 = s \\quad (s = 4)", Self.sheet)
    #expect(beyond.verdict == .notUnderstood, "\(beyond)")
    #expect(beyond.reason?.contains("no point of the toys meets") == true)
    #expect(try verdict("n^2 = n \\quad (n = 1)") == .holds)
    #expect(try verdict("n^2 = n \\quad (n = 2)") == .wrong)
  }

  @Test func aBoundIsTriedAtTheEndsThatAreLeft() throws {
    #expect(try verdict("a s \\le \\frac{999}{1000} \\quad (s = 1)") == .wrong)
    #expect(try verdict("a s \\le 1 \\quad (s = 1)") == .holds)
    #expect(try verdict("a s \\le 1") != .holds)
  }

  @Test func aConstantIsOneUnderItsCondition() throws {
    #expect(try verdict("|a| = a + \\text{const} \\quad \\text{for } a > 0") == .holds)
    #expect(try verdict("|a| = a + \\text{const}") != .holds)
  }

  // MARK: variants

  /// The nearest true variant is one where the condition holds, and need not be one elsewhere.
  @Test func aVariantIsSoughtUnderTheCondition() throws {
    for (condition, isFound) in [("a > 0", true), ("b > 0", false)] {
      let latex = "\\sqrt{a^2} = -a \\quad \\text{if } \(condition)"
      let found = try AuditTests.verdict(of: latex, Self.sheet)
      #expect((found.variant != nil) == isFound, "\(found)")
    }
    let below = try AuditTests.verdict(of: "|a| = a \\quad \\text{if } a < 0", Self.sheet)
    #expect(below.verdict == .wrong && below.variant?.latex == "-\\left|a\\right| = a", "\(below)")
  }
}
