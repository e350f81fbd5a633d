import Audit
import Testing

/// What an equation is stated under chooses the points, and excuses nothing else.
@Suite struct SuppositionTests {
  private static let sheet = """
    ```toy t
    a in [-1, 1]
    b in [1, 2]
    ```
    """

  private func verdict(_ latex: String, _ sheet: String = sheet) throws -> AuditVerdict {
    try AuditTests.verdict(of: latex, sheet).verdict
  }

  // MARK: letters that the sides lack

  @Test func aLetterThatOnlyTheConditionHoldsHasItsValue() throws {
    #expect(try verdict("a^2 = 7 \\quad \\text{if } b > 0") == .wrong)
    #expect(try verdict("|a| \\le 1 \\quad \\text{if } b > 0") == .holds)
    #expect(try verdict("|a| = a \\quad \\text{if } a b > 0") == .holds)
    #expect(try verdict("|a| = -a \\quad \\text{if } a b > 0") == .wrong)
    let never = try AuditTests.verdict(of: "a^2 = 7 \\quad \\text{if } b < 0", Self.sheet)
    #expect(never.verdict == .notUnderstood, "\(never)")
    #expect(never.reason?.contains("no point of the toys meets") == true)
  }

  @Test func whatTheNotesDefineMayBeSupposed() throws {
    let text = """
      $$ c = b^2 + 1 $$

      $$ |a| = -a \\quad \\text{if } c > 0 $$

      $$ |a| = a \\quad \\text{if } c a > 0 $$
      """
    let verdicts = try audit(text, Self.sheet).verdicts
    // a ≤ 0 is what the first one lacks, and c > 0 says nothing of it
    #expect(verdicts[0] == .definition && verdicts[2] == .holds)
    #expect(verdicts[1] == .conditional || verdicts[1] == .wrong)
  }

  @Test func theLettersOfAConditionAreShown() throws {
    let equation = try AuditTests.verdict(of: "a^2 = 7 \\quad \\text{if } b > 0", Self.sheet)
    #expect(equation.refutation.map { Set($0.parameters.keys) } == ["a", "b"])
  }

  // MARK: conditions without a value

  @Test func aConditionWithoutAValueIsNotMet() throws {
    #expect(try verdict("|a| = -a \\quad \\text{if } \\sqrt{a} > 0") == .wrong)
    #expect(try verdict("|a| = a \\quad \\text{if } \\sqrt{a} > 0") == .holds)
    #expect(try verdict("a^2 = 7 \\quad \\text{if } \\log a < 5") == .wrong)
    #expect(try verdict("|a| = a \\quad \\text{if } \\log a < 5") == .holds)
  }

  /// At n = 40 the value of e^{-e^n} is too small to be told from its double, at n = 1 it is not.
  @Test func aConditionThatIsOpenAtOnePointExcusesThatPointAlone() throws {
    let sheet = "```toy t\nn in {1, 40}\n```"
    let condition = "\\quad \\text{if } 2 e^{-e^n} = e^{-e^n} + e^{-e^n}"
    #expect(try verdict("n^2 = 7 \(condition)", sheet) == .wrong)
    let open = try AuditTests.verdict(of: "n = 1 \(condition)", sheet)
    #expect(open.verdict == .notUnderstood, "\(open)")
    #expect(open.reason?.contains("could not be decided") == true, "\(open.reason ?? "")")
    #expect(try verdict("n^2 \\ge 1 \(condition)", sheet) == .holds)
  }

  @Test(arguments: [
    ("a^2 = 7 \\quad \\text{if } g > 0", "the condition g > 0, and nothing binds g"),
    ("a^2 = 7 \\quad \\text{if } a \\prec 0", "a condition that cannot be read, a \\prec 0"),
    (
      "a^2 = 7 \\quad \\text{if } a > 0 \\text{ or } b > 0",
      "a condition that cannot be read, if a > 0 or b > 0"
    ),
    ("a^2 = 7 \\quad \\text{unless } a > 0", "a condition that cannot be read, unless a > 0"),
  ])
  func whyAConditionIsOpenIsSaid(_ latex: String, _ why: String) throws {
    let equation = try AuditTests.verdict(of: latex, Self.sheet)
    #expect(equation.verdict == .notUnderstood, "\(equation)")
    let reason = try #require(equation.reason)
    #expect(reason.hasPrefix("it is stated under \(why)"), "\(reason)")
    #expect(reason.hasSuffix("where that is left off it fails"), "\(reason)")
  }

  // MARK: how conditions are written

  @Test(arguments: [
    "(a > 0)", "\\left(a > 0\\right)", "(a > 0, b > 0)", "\\text{if } a > 0",
    "\\text{if } a, b > 0", "\\text{if } a > 0 \\text{ and } b > 0", "\\text{if } (a > 0)",
    "\\text{for all } a > 0", "(\\text{if } a > 0)", "\\text{assuming } a > 0",
    "(a > 0 \\text{ and } b > 0)", "\\text{if } 0 < a < b",
  ])
  func conditionsAreRead(_ condition: String) throws {
    #expect(try verdict("|a b| = a b \\quad \(condition)") == .holds)
    #expect(try verdict("|a b| = -a b \\quad \(condition)") == .wrong)
  }

  @Test func aBracketWithoutARelationSupposesNothing() throws {
    let said = try AuditTests.verdict(of: "a^2 = 7 \\quad (\\text{weak form})", Self.sheet)
    #expect(said.verdict == .wrong, "\(said)")
    #expect(try verdict("a^2 = 7 \\quad (a \\to 0)") == .wrong)
    #expect(try verdict("|a| (b > 0) = a") != .holds)
  }

  /// Between −2 and 2 the square is at most 3.99 but for the very ends.
  @Test func aBoundUnderAConditionIsTriedAtTheEnds() throws {
    let sheet = "```toy t\na in [-2, 2]\n```"
    #expect(try verdict("a^2 \\le \\frac{399}{100} \\quad \\text{if } a > 0", sheet) == .wrong)
    #expect(try verdict("a^2 \\le 4 \\quad \\text{if } a > 0", sheet) == .holds)
  }
}
