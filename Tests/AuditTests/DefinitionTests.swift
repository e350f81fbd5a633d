import Audit
import Testing

/// Who is wrong where a definition and something else disagree: what stands later, or, where the
/// sheet says what the name is, the definition.
@Suite struct DefinitionTests {
  private static let sheet = """
    ```toy t
    a in (0, 1)
    c = 7/5
    x in [-1, 1]
    t in 1..3
    alpha = [9/10, 4/5, 1/2]
    vector mu 2
    mu = (1, 2)
    D(x) = 1/(1 + exp(-x))
    G(z) = {0: 1, 1: 3}
    z in {0, 1}
    ```
    ```toy laws
    x in R
    p = Normal(0, 1)
    q = Normal(1, 1)
    ```
    ```definitions
    \\bar\\alpha_t := \\prod_{s=1}^t \\alpha_s
    ```
    """

  private func verdicts(_ lines: [String]) throws -> [AuditVerdict] {
    try audit(lines.map { "$$ \($0) $$" }.joined(separator: "\n\n"), Self.sheet).verdicts
  }

  /// Every one says of something the sheet binds what it is not, and none defines it.
  @Test(arguments: [
    "c = 3", "c := 3", "c = 2 a", "c^2 = 2", "\\alpha_2 = \\frac12", "\\alpha_t = \\frac{1}{t + 1}",
    "D(x) = e^{-x}", "D(x) := \\frac{1}{1 + e^x}", "G(z) = 2 z",
    "\\bar\\alpha_t = \\prod_{s=1}^{t-1} \\alpha_s",
    "\\bar\\alpha_2 = \\frac12", "p(x) = q(x)", "c = \\frac75 = a", "\\mu = (1, 3)",
    "q(x) = \\frac{1}{\\sqrt{2 \\pi}} e^{-x^2/2}",
  ])
  func whatTheSheetBindsIsNoDefinition(_ latex: String) throws {
    let found = try AuditTests.verdict(of: latex, Self.sheet)
    #expect([.wrong, .conditional].contains(found.verdict), "\(found)")
  }

  @Test(arguments: [
    "c = \\frac75", "G(z) = 1 + 2 z", "\\alpha_2 = \\frac45", "\\bar\\alpha_2 = \\frac{18}{25}",
  ])
  func whatAgreesWithTheSheetHolds(_ latex: String) throws {
    #expect(try AuditTests.verdict(of: latex, Self.sheet).verdict == .holds)
  }

  @Test func whatContradictsADefinitionIsFalse() throws {
    let first = ["b = 2 a", "b = 3 a", "b + a = 3 a", "b - a = 2 a"]
    #expect(try verdicts(first) == [.definition, .wrong, .holds, .wrong])
    let chain = ["b = 2 a = 3 a", "b = 2 a"]
    #expect(try verdicts(chain) == [.wrong, .holds])
    let functions = ["f(x) = x^2", "f(x) = x^3", "f(2) = 4", "f(2) = 8"]
    #expect(try verdicts(functions) == [.definition, .wrong, .holds, .wrong])
    let families = ["\\beta_t = 1 - \\alpha_t", "\\beta_2 = \\frac15", "\\beta_t = \\alpha_t - 1"]
    #expect(try verdicts(families) == [.definition, .holds, .wrong])
    let laws = [
      "m = \\frac12 (p + q)", "m = p",
      "D_{JS}(p \\| q) = \\frac12 D_{KL}(p \\| m) + \\frac12 D_{KL}(q \\| m)",
    ]
    #expect(try verdicts(laws) == [.definition, .wrong, .holds])
  }

  /// A slip in a definition shows in what follows; beside the definition stands which would hold.
  @Test func aSlipInADefinitionIsNamedWhereItShows() throws {
    let text = "$$ b_t = 1 + \\alpha_t $$\n\n$$ b_t + \\alpha_t = 1 $$\n\n$$ b_2 = \\frac15 $$"
    let found = try audit(text, Self.sheet).equations
    #expect(found.map(\.verdict) == [.definition, .wrong, .wrong], "\(found)")
    let slip = "5 would hold with $b_t = 1 - \\alpha_t$ here"
    #expect(found[0].remarks == [slip], "\(found[0].remarks)")
    #expect(found[1].variant?.definition == nil && found[2].variant?.definition == "1")
  }

  /// What stands before a definition is judged by it, as it says what the name is.
  @Test func whatStandsBeforeADefinitionIsJudgedByIt() throws {
    #expect(try verdicts(["b + a = 3 a", "b = 2 a"]) == [.holds, .definition])
    #expect(try verdicts(["b + a = 2 a", "b = 2 a"]) == [.wrong, .definition])
  }

  /// A right definition is not blamed for what would hold if it said nothing.
  @Test func nothingIsDividedByItselfInAVariant() throws {
    let text =
      "$$ D^*(x) = \\frac{p(x)}{p(x) + q(x)} $$\n\n$$ \\mathbb{E}_{x \\sim p}[D^*(x)] = \\mathbb{E}_{x \\sim q}[D^*(x)] $$"
    let found = try audit(text, Self.sheet).equations
    #expect(found.map(\.verdict) == [.definition, .wrong], "\(found)")
    #expect(found[0].remarks.isEmpty && found[1].variant?.definition == nil, "\(found)")
  }
}
