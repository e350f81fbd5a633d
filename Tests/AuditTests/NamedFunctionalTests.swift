import Audit
import Testing

/// Cross-entropy, standard deviation, Bhattacharyya's coefficient and Rényi's divergence by their
/// names; weights and coins.
@Suite struct NamedFunctionalTests {
  private static let two = """
    ```toy three
    x in {0, 1, 3}
    p = Finite(0: 1/2, 1: 1/3, 3: 1/6)
    q = Finite(0: 1/4, 1: 1/4, 3: 1/2)
    ```
    ```toy bells
    x in R
    m in [-2, 2]
    p = Normal(m, 1)
    q = Normal(0, 1)
    ```
    ```toy draws
    v in [1/2, 2]
    X ~ Normal(0, v)
    ```
    """

  @Test(arguments: [
    ("\\mathrm{CE}(p, q) = -\\mathbb{E}_{x \\sim p}[\\log q(x)]", AuditVerdict.holds),
    ("\\mathrm{CE}(p, q) = H(p) + D_{KL}(p \\| q)", .holds),
    ("\\mathrm{CE}(p, q) = H(q) + D_{KL}(p \\| q)", .wrong),
    ("\\mathrm{CE}(p, q) = -\\mathbb{E}_{x \\sim q}[\\log p(x)]", .wrong),
    ("\\mathrm{BC}(p, q) = \\mathbb{E}_{x \\sim q}\\left[\\sqrt{p(x)/q(x)}\\right]", .holds),
    ("\\mathrm{BC}(p, q) = \\mathbb{E}_{x \\sim q}[p(x)/q(x)]", .wrong),
    ("\\mathrm{BC}(p, p) = 1", .holds),
    ("D_2(p \\| q) = \\log \\mathbb{E}_{x \\sim p}\\left[\\frac{p(x)}{q(x)}\\right]", .holds),
    ("D_2(p \\| q) = \\mathbb{E}_{x \\sim p}\\left[\\frac{p(x)}{q(x)}\\right]", .wrong),
    ("D_2(p \\| q) \\ge D_{KL}(p \\| q)", .holds), ("D_2(p \\| q) \\le D_{KL}(p \\| q)", .wrong),
    ("D_2(p \\| q) = \\log(1 + \\chi^2(p \\| q))", .holds),
    ("\\operatorname{sd}(X) = \\sqrt{v}", .holds), ("\\operatorname{sd}(X) = v", .wrong),
    ("\\mathrm{std}(2 X + 1) = 2 \\sqrt{v}", .holds),
    ("\\operatorname{sd}(X) = \\operatorname{Var}(X)", .wrong),
  ])
  func whatTheSheetsLawsSettleIsNotDefined(_ latex: String, _ expected: AuditVerdict) throws {
    let found = try verdict(of: latex, Self.two)
    #expect(
      found.verdict == expected || expected == .wrong && found.verdict == .conditional, "\(found)")
    #expect(found.verdict != .definition)
  }

  @Test func elsewhereTheirNamesAreFree() throws {
    let sheet = "```toy t\nx in [1, 2]\nc in [1, 2]\n```"
    let lines = ["D_2(x) = x^2", "D_2(x) = x", "\\operatorname{sd}(x) = c x", "\\mathrm{BC} = c"]
    let text = lines.map { "$$ \($0) $$" }.joined(separator: "\n\n")
    #expect(try audit(text, sheet).verdicts == [.definition, .wrong, .definition, .definition])
  }

  @Test func weightsAreNoCoins() throws {
    let sheet = "```toy t\np in simplex(3)\nq in simplex(3)\na in (0, 1)\nb in (0, 1)\n```"
    for latex in [
      "D_{KL}(p \\| q) = 0", "D_{KL}(p \\| q) \\le \\frac1{1000}", "KL(p, q) = \\sum_{i=1}^3 p_i",
    ] {
      let found = try verdict(of: latex, sheet)
      #expect(
        found.verdict == .wrong && !found.remarks.contains { $0.contains("coins") }, "\(found)")
    }
    let coins = try verdict(of: "D_{KL}(a \\| b) = 0", sheet)
    #expect(coins.verdict == .wrong && coins.remarks.contains { $0.contains("coins") }, "\(coins)")
  }
}
