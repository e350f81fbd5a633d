import Audit
import Testing

/// Of `A \iff B` each is judged where the other is so, however the arrow is written.
@Suite struct EquivalenceTests {
  private static let sheet = """
    ```toy t
    k in (1/4, 3)
    tau in (1/10, 2)
    a in [-1, 1]
    c in [-1, 3]
    s in 1..3
    t in 1..3
    p = Finite(0: 1/3, 1: 2/3)
    q = Finite(0: 1/4, 1: 3/4)
    ```
    """

  private func verdicts(_ latex: String) throws -> [AuditVerdict] {
    try audit("$$ \(latex) $$", Self.sheet).verdicts
  }

  // MARK: chains

  @Test(arguments: [
    ("|1 - k\\tau| < 1 \\iff 0 < \\tau < \\frac{2}{k}", [AuditVerdict.holds, .holds]),
    ("0 < \\tau < \\frac{2}{k} \\iff |1 - k\\tau| < 1", [.holds, .holds]),
    ("|1 - k\\tau| < 1 \\Longleftrightarrow 0 < \\tau < \\frac{2}{k}", [.holds, .holds]),
    ("|1 - k\\tau| < 1 \\implies 0 < \\tau < \\frac{2}{k}", [.noClaim, .holds]),
    ("0 < \\tau < \\frac{2}{k} \\implies |1 - k\\tau| < 1", [.noClaim, .holds]),
    ("0 < \\tau < \\frac{2}{k} \\impliedby |1 - k\\tau| < 1", [.noClaim, .holds]),
    ("0 < \\tau < \\frac{1}{k} \\Longleftarrow |1 - k\\tau| < 1.", [.noClaim, .wrong]),
    ("0 < \\tau < \\frac{1}{k} \\iff |1 - k\\tau| < 1", [.wrong, .holds]),
    ("|1 - k\\tau| < 1 \\implies 0 < \\tau < \\frac{1}{k}", [.noClaim, .wrong]),
  ])
  func aChainIsOneSide(_ latex: String, _ expected: [AuditVerdict]) throws {
    #expect(try verdicts(latex) == expected, "\(latex)")
  }

  @Test(arguments: [
    (
      "|1 - k\\tau| < 1 \\iff 0 < \\tau \\text{ and } k\\tau < 2",
      [AuditVerdict.holds, .holds, .holds]
    ),
    ("a > 0, \\quad c > 0 \\implies a c > 0", [.noClaim, .noClaim, .holds]),
    ("a > 0, \\quad c > 0 \\implies a c > 1", [.noClaim, .noClaim, .wrong]),
    ("|a| = a \\iff a \\ge 0, \\quad c > 1", [.holds, .holds]),
    ("|a| = a \\iff a > \\frac12, \\quad c > 1", [.holds, .wrong]),
    ("|a| = a \\iff a \\ge 0 \\quad \\text{for } c > 1", [.holds, .holds]),
  ])
  func severalStatementsAreOneSide(_ latex: String, _ expected: [AuditVerdict]) throws {
    #expect(try verdicts(latex) == expected, "\(latex)")
  }

  /// Points that are drawn meet an equation by accident alone: it is solved for a letter.
  @Test(arguments: [
    ("a + c = 1 \\implies a c \\le \\frac14", [AuditVerdict.noClaim, .holds]),
    ("a + c = 1 \\implies a c \\le \\frac15", [.noClaim, .wrong]),
    ("2 a - \\frac{c}{3} + 1 = 0 \\implies c = 6 a + 3", [.noClaim, .holds]),
    ("2 a - \\frac{c}{3} + 1 = 0 \\implies c = 6 a - 3", [.noClaim, .wrong]),
    ("a + c = 1 \\iff a = 1 - c", [.holds, .holds]),
    ("a + c = 1 \\iff a = 2 - c", [.wrong, .wrong]),
    ("a = c - 1 \\implies c = 1 - a", [.noClaim, .wrong]),
    ("a > 0 \\implies c = 1 - a", [.noClaim, .noClaim]),
    ("a^2 + c^2 \\ge \\frac12 \\quad \\text{if } a + c = 1", [.holds]),
    ("a^2 + c^2 \\ge \\frac34 \\quad \\text{if } a + c = 1", [.wrong]),
    ("a^2 = c \\quad \\text{if } a c = a^3 \\text{ and } a > 0", [.holds]),
    ("a^2 = 2 c \\quad \\text{if } a c = a^3 \\text{ and } a > 0", [.wrong]),
    ("1 + 1 = 3 \\implies a = c", [.wrong, .wrong]),
    ("(a + c)^2 = a^2 + c^2 \\implies a c = 0", [.wrong, .wrong]),
  ])
  func anEquationIsSolvedForALetter(_ latex: String, _ expected: [AuditVerdict]) throws {
    #expect(try verdicts(latex) == expected, "\(latex)")
  }

  // MARK: words

  @Test(arguments: [
    "\\quad\\text{if and only if } ", "\\quad\\text{iff}\\quad ", "\\ \\text{iff}\\ ",
    "\\quad\\text{exactly when } ", "\\text{ if, and only if, }", "\\quad \\mathrm{iff} \\quad ",
  ])
  func wordsSayWhatAnArrowSays(_ words: String) throws {
    #expect(try verdicts("|1 - k\\tau| < 1 \(words) 0 < k\\tau < 2") == [.holds, .holds])
    #expect(try verdicts("|1 - k\\tau| < 1 \(words) 0 < k\\tau < 1") == [.holds, .wrong])
    #expect(try verdicts("|1 - k\\tau| < 1 \(words) 0 < k\\tau < 3").first != .holds)
  }

  @Test func dollarsMayStandInTheWords() throws {
    #expect(try verdicts("s^2 = t^2 \\quad \\text{iff $s = t$}") == [.holds, .holds])
    #expect(try verdicts("s^2 \\ge t^2 \\quad \\text{iff $s = t$}") == [.holds, .conditional])
  }

  @Test func onlyIfIsTheOtherDirection() throws {
    #expect(
      try verdicts("|1 - k\\tau| < 1 \\quad\\text{only if } k\\tau < 2") == [.noClaim, .holds])
    #expect(
      try verdicts("|1 - k\\tau| < 1 \\quad\\text{only if } k\\tau < 1") == [.noClaim, .wrong])
  }

  @Test(arguments: ["as long as", "so long as", "provided", "provided that"])
  func wordsThatOnlySuppose(_ words: String) throws {
    #expect(try verdicts("|1 - k\\tau| < 1 \\quad\\text{\(words) } k\\tau < 2") == [.holds])
    #expect(try verdicts("|1 - k\\tau| < 1 \\quad\\text{\(words) } k\\tau < 1") == [.holds])
    #expect(try verdicts("|1 - k\\tau| > 1 \\quad\\text{\(words) } k\\tau < 2") == [.wrong])
  }

  /// In brackets, and in a sentence, the words are one direction of which the other is not judged.
  @Test func whereItIsNoArrowItIsNotRead() throws {
    #expect(try verdicts("|a| = a \\quad (\\text{iff } a \\ge 0)") == [.notUnderstood])
    #expect(try verdicts("a^2 \\ge 0 \\quad (\\text{iff } a \\ge 0)") == [.holds])
    let sentence = try audit("$$ |a| = a $$ if and only if $a \\ge 0$.", Self.sheet)
    #expect(sentence.verdicts == [.notUnderstood])
    #expect(
      try verdicts("D_{KL}(p \\| q) \\ge 1 \\quad \\text{with equality if and only if } p = q")
        == [.wrong])
  }

  /// What holds at no point that is drawn says nothing of the other side.
  @Test func equationsThatAreNeverMetSayNothing() throws {
    #expect(try verdicts("D_{KL}(p \\| q) = 0 \\iff p = q") == [.notUnderstood, .notUnderstood])
    #expect(try verdicts("D_{KL}(p \\| q) > 0 \\iff p = q") == [.notUnderstood, .wrong])
    #expect(try verdicts("s^2 = t^2 \\iff s = t") == [.holds, .holds])
    #expect(try verdicts("s t = 4 \\iff s = t") == [.conditional, .holds])
  }
}
