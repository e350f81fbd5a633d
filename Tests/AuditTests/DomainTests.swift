import Audit
import Testing

/// What stands behind a wide space and orders letters says where the formula before it is meant,
/// unless it is a claim of its own.
@Suite struct DomainTests {
  private static let sheet = """
    ```toy t
    i in 1..3
    j in 1..3
    t in 1..3
    s in 1..3
    n = 3
    T = 3
    a in (0, 1)
    g_t in (0, 1) for t in 1..3
    alpha = [9/10, 4/5, 3/5]
    c in (-2, 2)
    d in (0, 3)
    f(x) = x^2
    ```
    """

  private func verdicts(_ latex: String) throws -> [AuditVerdict] {
    try audit("$$ \(latex) $$", Self.sheet).verdicts
  }

  // MARK: order

  @Test(arguments: [
    ("a^i \\ge a^j, \\qquad i \\le j", "a^i > a^j, \\qquad i \\le j"),
    ("a^i \\ge a^j, \\qquad 1 \\le i \\le j \\le n", "a^i \\le a^j, \\qquad 1 \\le i < j \\le n"),
    ("a^t \\le a^2, \\qquad 2 \\le t \\le T", "a^t < a^2, \\qquad 2 \\le t \\le T"),
    ("a^t \\le a^2 \\quad 1 < t \\le T", "a^t \\ge a^2 \\quad 1 < t \\le T"),
    ("c^2 \\le c d, \\qquad 0 \\le c \\le d", "c^2 \\ge c d, \\qquad 0 \\le c \\le d"),
    ("i^2 > j^2, \\quad j + 1 \\le i", "i^2 > 4 j, \\quad j + 1 \\le i"),
    ("(s - t)^2 > 0, && s \\ne t", "(s - t)^2 > 1, && s \\ne t"),
    ("|c| d = c d, \\quad \\frac{c}{d} > 0", "|c| d = -c d, \\quad \\frac{c}{d} > 0"),
  ])
  func lettersAreOrdered(_ right: String, _ wrong: String) throws {
    #expect(try verdicts(right) == [.holds], "\(right)")
    let found = try verdicts(wrong)
    #expect(found == [.wrong] || found == [.conditional], "\(wrong): \(found)")
  }

  @Test func indicesOfNamesCount() throws {
    #expect(try verdicts("g_s + t > 1 + g_s, \\qquad s < t") == [.holds])
    #expect(try verdicts("g_s \\le g_t, \\qquad s < t") == [.wrong])
    #expect(try verdicts("\\alpha_s > \\alpha_t, \\qquad 1 \\le s < t \\le T") == [.holds])
    #expect(try verdicts("\\alpha_s > \\alpha_t, \\qquad s \\le t") == [.wrong])
  }

  // MARK: claims

  @Test(arguments: [
    // a function, a formula: a second claim
    ("f(a) = a^2, \\qquad f(c) \\le 2", [AuditVerdict.holds, .wrong]),
    ("|a| \\le 1, \\qquad c^2 \\le 1", [.holds, .wrong]),
    ("a^2 \\le 1, \\qquad \\mathbb{E}_{x \\sim p}[x] \\le a", [.holds, .unbound]),
    // it holds at every point, or at none
    ("a^i \\le a, \\qquad i \\le n", [.holds, .holds]),
    ("a^i \\le a, \\qquad i > n", [.holds, .wrong]),
    // of other letters, and behind other words
    ("a^2 \\le 1, \\qquad i \\le j", [.holds, .wrong]),
    ("i^2 \\ge 1, \\quad\\text{and}\\quad i \\le j", [.holds, .wrong]),
    ("i^2 \\ge 1, i \\le j", [.holds, .wrong]),
    // beside another order it is one of two claims
    ("i \\le n, \\qquad i \\le j", [.holds, .wrong]),
    ("\\begin{aligned} i^2 &\\ge 1 \\\\ i &\\le j \\end{aligned}", [.holds, .wrong]),
  ])
  func aSecondClaimStaysOne(_ latex: String, _ expected: [AuditVerdict]) throws {
    #expect(try verdicts(latex) == expected, "\(latex)")
  }

  /// What the notes define is claimed, and not supposed.
  @Test func whatTheNotesDefineIsClaimed() throws {
    let notes = """
      $$ m = c + d $$

      $$ c d + m^2 \\ge c d, \\qquad m \\le d $$
      """
    #expect(try audit(notes, Self.sheet).verdicts == [.definition, .holds, .wrong])
  }

  // MARK: ranges

  @Test(arguments: [
    "\\qquad \\text{for } t = 2, \\dots, T", "\\quad \\text{for all } t \\in \\{2, \\dots, T\\}",
    ", \\quad t = 2, \\ldots, T", "\\quad t \\in \\{2, \\ldots, T\\}",
    ", \\quad t = 2, 3, \\dots, T",
    "\\quad \\forall t \\in \\{2, \\dots, T\\}", "\\quad \\text{for each } t = 2, 3, \\dots",
    "\\quad \\text{for } s, t = 2, \\dots, T", "\\quad \\text{for } t = 2, \\dots, T, a > 0",
    // nothing says what N is
    "\\quad \\text{for } t = 2, \\dots, N",
  ])
  func anIndexRunsThroughARange(_ range: String) throws {
    #expect(try verdicts("a^t \\le a^2 \(range)") == [.holds])
    #expect(try verdicts("a^t > a^2 \(range)") == [.wrong])
    #expect(try verdicts("t^2 \\ge 5 \(range)") == [.conditional])
  }

  @Test func aRangeHoldsWholeNumbers() throws {
    #expect(try verdicts("\\cos(2 \\pi d) = 1 \\quad \\text{for } d = 0, 1, \\dots, T") == [.holds])
    #expect(try verdicts("\\cos(2 \\pi d) = 2 \\quad \\text{for } d = 0, 1, \\dots, T") == [.wrong])
  }

  @Test func otherListsAreNoRanges() throws {
    #expect(try verdicts("t^2 \\ge 4 \\quad \\text{for } t = 2, 4, \\dots, T") == [.conditional])
    #expect(try verdicts("t^2 \\ge 4 \\quad \\text{for } s = 2, \\dots, T") == [.conditional])
  }

  @Test func aSentenceStatesARange() throws {
    let before = try audit("For $t = 2, \\dots, T$ we have\n$$ a^t \\le a^2 $$", Self.sheet)
    #expect(before.verdicts == [.holds])
    let behind = try audit("$$ a^t \\le a^2 $$ for all $t \\in \\{2, \\dots, T\\}$.", Self.sheet)
    #expect(behind.verdicts == [.holds])
  }
}
