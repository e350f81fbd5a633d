import Audit
import Testing

/// Every verdict, each beside the formula that must get another one.
@Suite struct JudgementTests {
  private let kl = "D_{KL}(p_d \\| p_g)"

  @Test(arguments: [
    (
      "D_{KL}(p_d \\| p_g) = \\mathbb{E}_{x \\sim p_d}[\\log \\frac{p_d(x)}{p_g(x)}]",
      AuditVerdict.holds
    ),
    ("D_{KL}(p_d \\| p_g) = \\mathbb{E}_{x \\sim p_g}[\\log \\frac{p_d(x)}{p_g(x)}]", .wrong),
    ("D_{JS}(p_d \\| p_g) \\le \\log 2", .holds),
    ("D_{JS}(p_d \\| p_g) \\ge \\log 2", .wrong),
    ("D_{KL}(p_d \\| q) = 0", .unbound),
    ("M(x) = p_d(x) + p_g(x)", .definition),
    ("p_d(x) + p_g(x)", .noClaim),
    ("x \\in \\mathbb{R}", .noClaim),
    ("p_d(x) = \\frac{", .notUnderstood),
    ("D_{KL}(x \\| 3) = 0", .notUnderstood),
    ("D_{KL}(p_d \\| p_g) = D_{KL}(p_g \\| p_d)", .conditional),
  ])
  func eachVerdictIsReached(_ latex: String, _ expected: AuditVerdict) throws {
    let equation = try verdict(of: latex)
    #expect(equation.verdict == expected, "\(equation)")
  }

  @Test func aRefutationCarriesTheNumbersOfBothSides() throws {
    let equation = try verdict(of: "2 D_{JS}(p_d \\| p_g) = 3 D_{JS}(p_d \\| p_g)")
    let refutation = try #require(equation.refutation)
    let left = try #require(refutation.leftValue?.first.flatMap(Double.init))
    let right = try #require(refutation.rightValue?.first.flatMap(Double.init))
    #expect(abs(left / right - 2.0 / 3) < 1e-9)
    #expect(["points", "bells"].contains(refutation.toy))
  }

  @Test func aDerivationIsJudgedLineByLine() throws {
    let report = try audit(
      """
      $$
      \\begin{aligned}
      2 D_{JS}(p_d \\| p_g) &= D_{KL}(p_d \\| \\tfrac{p_d + p_g}{2}) + D_{KL}(p_g \\| \\tfrac{p_d + p_g}{2}) \\\\
      &= 3 D_{JS}(p_d \\| p_g) \\\\
      &\\ge 0
      \\end{aligned}
      $$
      """)
    #expect(report.equations.map(\.verdict) == [.wrong])
    #expect(report.equations[0].steps.map(\.verdict) == [.holds, .wrong, .holds])
    #expect(report.equations[0].steps.map(\.line) == [3, 4, 5])
    #expect(report.counts.displays.evaluated == 3)
  }

  @Test func definitionsHoldFromThereOnAndInTheirOwnDisplay() throws {
    let report = try audit(
      """
      $$ M(x) = p_d(x) + p_g(x) $$

      $$ M(x) = p_g(x) + p_d(x) $$

      $$ M(x) = p_g(x) $$

      $$ D(x) = \\frac{p_d(x)}{K(x)}, \\quad K(x) = M(x) $$

      $$ D(x) + \\frac{p_g(x)}{M(x)} = 1 $$
      """)
    #expect(report.verdicts == [.definition, .holds, .wrong, .definition, .definition, .holds])
  }

  @Test func anObjectiveIntroducesItsName() throws {
    let report = try audit(
      "$$ \\min_G \\max_D V(D, G) = D + G $$\n\n$$ V(1, 2) = 3 $$\n\n$$ V(1, 2) = 4 $$",
      "```toy none\nz = 1\n```")
    #expect(report.verdicts == [.definition, .holds, .wrong])
  }

  // MARK: variants

  @Test(arguments: [
    (
      "D_{KL}(p_d \\| p_g) = \\mathbb{E}_{x \\sim p_g}[\\log \\frac{p_d(x)}{p_g(x)}]", "p_d",
      "other law"
    ),
    ("D_{JS}(p_d \\| p_g) \\ge \\log 2", "≤ in place of ≥", "relation reversed"),
    (
      "\\mathbb{E}[\\log \\frac{p_d(x)}{p_g(x)}] + \\mathbb{E}[\\log p_g(x)] = D_{KL}(p_d \\| p_g) + \\mathbb{E}_{x \\sim p_d}[\\log p_g(x)]",
      "\\sim p_d", "laws written below"
    ),
    ("2 \\log 2 = -\\log 4", "\\log", "sign"),
  ])
  func theNearestTrueVariantIsFound(_ latex: String, _ words: String, _ change: String) throws {
    let variant = try #require(try verdict(of: latex).variant)
    #expect(variant.words.contains(words), "\(variant)")
    #expect(variant.change == change, "\(variant)")
  }

  @Test func aVariantHoldsOnEveryToyOrIsNotOffered() throws {
    // on the first toy a = 2 b would do, on the second a = 3 b
    let sheet = "```toy one\na = 4\nb = 2\n```\n```toy two\na = 9\nb = 3\n```"
    let equation = try verdict(of: "a = 5 b", sheet)
    #expect(equation.verdict == .wrong)
    #expect(equation.variant.map { !$0.latex.contains("2 b") && !$0.latex.contains("3 b") } ?? true)
    #expect(try verdict(of: "a = b", sheet).variant?.latex == "a = b^2")
  }

  // MARK: holds only if

  @Test func aChangedHypothesisIsNamed() throws {
    let sheet = "```toy fair\np = 1/2\n```\n```toy bent\nextends fair\np = 1/3\n```"
    let equation = try verdict(of: "p = 1 - p", sheet)
    #expect(equation.verdict == .conditional)
    #expect(equation.condition?.contains("p = 1/3") == true)
  }

  @Test(arguments: [
    ("|a| = a", "a in R", "a \\ge 0"), ("n^2 = n", "n in {1, 2, 3}", "n = 1"),
    ("\\log(a b) = \\log a + \\log b", "a in R\nb in R", "a > 0"),
  ])
  func aConditionOnAParameterIsFound(_ latex: String, _ toy: String, _ condition: String) throws {
    let equation = try verdict(of: latex, "```toy t\n\(toy)\n```")
    #expect(equation.verdict == .conditional)
    #expect(equation.condition?.contains(condition) == true, "\(equation.condition ?? "")")
  }

  // MARK: determinism

  @Test func theReportDoesNotDependOnThreads() throws {
    let document = (1...6).map {
      "$$ D_{KL}(p_d \\| p_g) + \($0) = \\mathbb{E}_{x \\sim p_d}[\\log \\frac{p_d(x)}{p_g(x)}] + \($0 % 3) $$"
    }
    .joined(separator: "\n\n")
    let reports = try [1, 2, 5].map {
      try AuditReport(files: [audit(document, threads: $0)]).data()
    }
    #expect(reports[0] == reports[1] && reports[1] == reports[2])
  }

  @Test func theTableKeepsCasesAndDropsFrames() throws {
    let text = "$$ \\begin{aligned} |x| &= \\begin{cases} x & x > 0 \\\\ -x & \\text{otherwise} \\end{cases} \\end{aligned} $$"
    let report = try audit(text, "```toy t\nx in R\n```")
    #expect(report.verdicts == [.holds])
    let shown = TerminalReport(AuditReport(files: [report]), width: 200).text
    #expect(shown.contains("\\begin{cases}") && !shown.contains("aligned"), "\(shown)")
  }
}
