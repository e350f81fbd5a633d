import Audit
import Testing

/// What names and relations mean that no toy binds.
@Suite struct MeaningOfNamesTests {
  private let laws = """
    ```toy three
    x in {0, 1, 3}
    p = Finite(0: 1/2, 1: 1/3, 3: 1/6)
    q = Finite(0: 1/4, 1: 1/4, 3: 1/2)
    r = Finite(0: 1/2, 1: 1/2)
    f(t) = t log t
    ```
    """
  private let joint = """
    ```toy joint
    z in {0, 1}
    x in {0, 1}
    p(z) = Finite(0: 1/3, 1: 2/3)
    p(x | z) = Finite(0: 1 - (1 + z)/4, 1: (1 + z)/4)
    ```
    """

  // MARK: proportional, element

  @Test func proportionalMeansOneRatio() throws {
    #expect(try verdict(of: "p(z|x) \\propto p(z) p(x|z)", joint).verdict == .holds)
    let wrong = try verdict(of: "p(z|x) \\propto p(x|z)", joint)
    #expect(wrong.verdict == .wrong)
    #expect(wrong.refutation?.values.contains("the ratio is") == true)
    let bell = "```toy t\nm in [-1, 1]\nx in R\nq = Normal(m, 1)\n```"
    #expect(try verdict(of: "q(x) \\propto e^{-(x - m)^2/2}", bell).verdict == .holds)
    #expect(try verdict(of: "q(x) \\propto e^{-(x - m)^2}", bell).verdict == .wrong)
  }

  @Test func anElementIsJudgedUnlessItIsALetter() throws {
    let sheet = "```toy t\nx in R\n```"
    #expect(try verdict(of: "\\frac{1}{1 + e^{-x}} \\in (0, 1)", sheet).verdict == .holds)
    #expect(try verdict(of: "x^2 + 1 \\in (2, \\infty)", sheet).verdict != .holds)
    #expect(try verdict(of: "x \\in [0, 1]", sheet).verdict == .noClaim)
  }

  // MARK: names with a meaning of their own

  @Test(arguments: [
    ("\\sigma(x) = \\frac{1}{1 + e^{-x}}", AuditVerdict.holds),
    ("\\sigma(x) = \\frac{1}{1 + e^{x}}", .wrong),
    ("\\sigma(t) = \\sqrt{t}", .definition),
    ("\\sigma(x) = \\frac{1}{1 + e^{-k x}}", .definition),
    ("\\Phi(z) = \\frac12 (1 + \\mathrm{erf}(z/\\sqrt2))", .holds),
    ("\\Phi(z) = \\frac12 (1 - \\mathrm{erf}(z/\\sqrt2))", .wrong),
    ("\\Gamma(n) = (n - 1)!", .holds),
    ("\\Gamma(n) = n!", .wrong),
  ])
  func aDefinitionOfWhatIsKnownIsCompared(_ latex: String, _ expected: AuditVerdict) throws {
    let equation = try verdict(of: latex, "```toy t\nc = 1\n```")
    #expect(equation.verdict == expected, "\(equation)")
  }

  @Test func anotherMeaningHoldsFromThereOn() throws {
    let sheet = "```toy t\nt in [1, 2]\n```"
    let text = "$$ \\sigma(t) = \\sqrt{t} $$\n\n$$ \\sigma(t)^2 = t $$"
    #expect(try audit(text, sheet).verdicts == [.definition, .holds])
    let usual = "$$ \\sigma(t) = \\frac{1}{1+e^{-t}} $$\n\n$$ \\sigma'(t) = \\sigma(t)(1 - \\sigma(t)) $$"
    #expect(try audit(usual, sheet).verdicts == [.holds, .holds])
    #expect(try verdict(of: "\\sigma^{-1}(\\sigma(t)) = t", sheet).verdict == .holds)
  }

  @Test func whatALawHasFromTheToyIsNotDefinedAnew() throws {
    let sheet = "```toy t\nx in R\np_z = Normal(0, 1)\n```"
    #expect(try verdict(of: "\\Phi(x) = \\int_{-\\infty}^{x} p_z(t)\\,dt", sheet).verdict == .holds)
  }

  // MARK: divergences

  @Test func chiSquareIsTheMeanSquareOfTheRatio() throws {
    #expect(try verdict(of: "\\chi^2(p \\| q) = \\sum_x \\frac{(p(x) - q(x))^2}{q(x)}", laws).verdict == .holds)
    #expect(try verdict(of: "\\chi^2(p, q) = \\sum_x \\frac{(p(x) - q(x))^2}{p(x)}", laws).verdict == .wrong)
    #expect(try verdict(of: "D_{\\chi^2}(p \\| q) = \\frac{16}{9}", laws).verdict == .wrong)
    // (1/4)²/(1/4) + (1/12)²/(1/4) + (1/3)²/(1/2)
    #expect(try verdict(of: "D_{\\chi^2}(p \\| q) = \\frac14 + \\frac1{36} + \\frac29", laws).verdict == .holds)
    #expect(try verdict(of: "\\chi^2(p \\| r) = \\infty", laws).verdict == .holds)
    #expect(try verdict(of: "\\chi^2(r \\| p) + 1 = \\frac12 + \\frac34", laws).verdict == .holds)
    let bells = "```toy t\nm in [-2, 2]\np = Normal(m, 1)\nq = Normal(0, 1)\n```"
    #expect(try verdict(of: "\\chi^2(p \\| q) = e^{m^2} - 1", bells).verdict == .holds)
  }

  @Test func aDivergenceByAFunctionOfTheToy() throws {
    #expect(try verdict(of: "0 = D_f(p \\| q) - D_{KL}(p \\| q)", laws).verdict == .holds)
    #expect(try verdict(of: "0 = D_f(p \\| q) - D_{KL}(q \\| p)", laws).verdict == .wrong)
    let outside = try verdict(of: "0 = D_f(p \\| r)", laws)
    #expect(outside.reason?.contains("mass wherever") == true, "\(outside.reason ?? "")")
  }

  // MARK: laws

  @Test func aValueStandsForWhatIsNotGiven() throws {
    #expect(try verdict(of: "p(1|z) = \\frac{1 + z}{4}", joint).verdict == .holds)
    // 2/3 · 1/2 over 1/3 · 1/4 + 2/3 · 1/2
    #expect(try verdict(of: "p(1|x=1) = \\frac45", joint).verdict == .holds)
    #expect(try verdict(of: "p(1|x) = p(z=1|x)", joint).verdict == .holds)
  }

  @Test func aLawByItselfIsGivenNothing() throws {
    let equation = try verdict(of: "p(x|z) = p(x)", "```toy t\nx in R\nz in R\np = Normal(0, 1)\n```")
    #expect(equation.verdict == .notUnderstood)
    #expect(equation.reason?.contains("law by itself") == true)
  }

  @Test func aLawThatCannotBeBuiltSaysWhy() throws {
    let sheet = "```toy t\nv = -1\nq = Normal(0, v)\n```"
    let equation = try verdict(of: "H(q) = 1", sheet)
    #expect(equation.reason?.contains("joint law") == false, "\(equation.reason ?? "")")
    #expect(equation.reason?.contains("binds q") == true, "\(equation.reason ?? "")")
  }

  // MARK: definitions

  @Test func aCircleNamesItsLines() throws {
    let text = "$$ A = B + 1 $$\n\n$$ B = A - 1 $$\n\n$$ A \\ge 0 $$"
    let last = try #require(try audit(text, "```toy t\nc = 1\n```").equations.last)
    #expect(last.verdict == .notUnderstood)
    #expect(last.reason?.contains("line 1 and line 3") == true, "\(last.reason ?? "")")
  }

  @Test func aNameCanBeGivenFromTheRight() throws {
    let sheet = "```toy t\nx in [1, 2]\n```"
    let text = "$$ \\begin{aligned} (x+1)^2 &= x^2 + 2x + 1 \\\\ &\\ge x^2 =: S \\end{aligned} $$\n\n$$ S = x^2 $$\n\n$$ S = x $$"
    #expect(try audit(text, sheet).verdicts.filter { $0 != .definition } == [.holds, .holds, .wrong])
  }

  @Test func anArgumentThatIsNotUsedNeedsNoMeaning() throws {
    let text = "$$ V(D, G) = \\mathbb{E}_{x \\sim p_g}[D(x)] $$\n\n$$ V(h, G) = \\mathbb{E}_{x \\sim p_g}[x] $$"
    let sheet = "```toy t\np_g = Normal(1, 1)\nh(x) = x\n```"
    #expect(try audit(text, sheet).verdicts == [.definition, .holds])
  }

  @Test func whatALetterIsMadeOfIsNoClaim() throws {
    let sheet = "```toy t\nz in R\nx in R\nm in R\np = Normal(m, 1)\nf(z) = 2 z\n```"
    #expect(try verdict(of: "x = f(z)", sheet).verdict == .noClaim)
    #expect(try verdict(of: "x = x^2 + 1", sheet).verdict == .wrong)
    #expect(try verdict(of: "m = \\mathbb{E}_{x \\sim p}[x^2]", sheet).verdict == .wrong)
  }

  @Test func whereASlipMayLieIsSaid() throws {
    let sheet = "```toy t\nx in [1, 2]\n```"
    let text = "$$ a = x^3 $$\n\n$$ b = x + 1 $$\n\n$$ x a = x^3 $$"
    let wrong = try #require(try audit(text, sheet).equations.last)
    #expect(wrong.remarks == ["it uses what is defined in line 1"])
  }

  // MARK: distances by their names

  @Test(arguments: [
    ("D_{TV}(p, q) = \\frac12 \\sum_x |p(x) - q(x)|", AuditVerdict.holds),
    ("D_{TV}(p, q) = \\sum_x |p(x) - q(x)|", .wrong),
    ("D_{TV}(p \\| q) = \\frac12 \\sum_x |p(x) - q(x)|", .holds),
    ("TV(p, q) = \\max_x (p(x) - q(x))", .wrong),
    ("\\delta_{TV}(p, q) = \\frac12 \\sum_x |p(x) - q(x)|", .holds),
    ("JSD(p \\| q) = \\frac12 D_{KL}(p \\| \\tfrac{p+q}{2}) + \\frac12 D_{KL}(q \\| \\tfrac{p+q}{2})", .holds),
    ("JSD(p, q) = D_{KL}(p \\| \\tfrac{p+q}{2}) + D_{KL}(q \\| \\tfrac{p+q}{2})", .wrong),
    ("W_1(p, q) = \\sup_{\\|f\\|_L \\le 1} \\mathbb{E}_p[f(x)] - \\mathbb{E}_q[f(x)]", .holds),
    ("W_1(p, q) = \\sum_x |p(x) - q(x)|", .wrong),
    ("D_f(p \\| q) = \\sum_x q(x) f(p(x)/q(x))", .holds),
    ("D_f(p \\| q) = \\sum_x p(x) f(p(x)/q(x))", .wrong),
  ])
  func aDistanceIsNoNewName(_ latex: String, _ expected: AuditVerdict) throws {
    let equation = try verdict(of: latex, laws)
    #expect(equation.verdict == expected, "\(equation)")
  }

  @Test(arguments: [
    "TV(P, Q) = \\frac12 \\sum_x |P(x) - Q(x)|", "D_{TV}(P, Q) = \\frac12 \\int |P(x) - Q(x)|\\,dx",
    "D_{KL}(P \\| Q) = \\mathbb{E}_{x \\sim P}\\left[\\log \\frac{P(x)}{Q(x)}\\right]",
    "\\chi^2(P \\| Q) = \\sum_x \\frac{P(x)^2}{Q(x)} - 1",
  ])
  func aDistanceOfAnyTwoLawsNeedsNoToy(_ latex: String) throws {
    #expect(try verdict(of: latex, joint).verdict == .holds)
  }

  @Test func theNearestTruthIsFoundForADistanceToo() throws {
    let equation = try verdict(of: "TV(P, Q) = \\sum_x |P(x) - Q(x)|", joint)
    #expect(equation.verdict == .wrong)
    #expect(equation.variant?.words.contains("half of") == true, "\(equation)")
    let chi = try verdict(of: "\\chi^2(f \\| g) = \\sum_x \\frac{(f(x) - g(x))^2}{f(x)}", joint)
    #expect(chi.variant != nil, "\(chi)")
  }

  @Test func distancesOfOtherShapesAreNames() throws {
    let sheet = "```toy t\nx in [1, 2]\n```"
    #expect(try audit("$$ W(x) = x^2 $$\n\n$$ W(2) = 4 $$", sheet).verdicts == [.definition, .holds])
    #expect(try verdict(of: "D_\\alpha(p \\| q) = \\sum_x p(x)^2", laws).verdict == .definition)
  }

  // MARK: a name that its own definition uses

  @Test func whatIsMadeOfItselfIsNoDefinition() throws {
    let sheet = "```toy t\nc = 1\n```"
    #expect(try verdict(of: "x = x + 1", sheet).verdict == .wrong)
    #expect(try verdict(of: "x = x + c", sheet).verdict != .definition)
    #expect(try verdict(of: "x = 2 x", sheet).verdict == .unbound)
    #expect(try verdict(of: "f(x) = f(x) + 1", sheet).verdict == .unbound)
    #expect(try verdict(of: "x \\leftarrow x + 1", sheet).verdict == .noClaim)
    #expect(try verdict(of: "x = x + 1", "```toy t\nx in R\n```").verdict == .wrong)
  }

  @Test(arguments: [
    ("\\theta", "\\operatorname{argmin}_\\theta (\\theta - m)^2"), ("k", "\\sum_{k=1}^3 k"),
    ("u", "\\int_0^1 u^2\\,du"),
  ])
  func aBoundLetterIsAnotherOne(_ letter: String, _ right: String) throws {
    let sheet = "```toy t\nm in [1, 2]\n```"
    #expect(try verdict(of: "\(letter) = \(right)", sheet).verdict == .definition)
    // outside of what binds it the letter means itself
    let both = try verdict(of: "\(letter) = \(letter) + \(right)", sheet)
    #expect(both.verdict != .definition, "\(both)")
  }

  @Test func aFunctionOfTheSameLetterIsAnotherElsewhere() throws {
    let sheet = """
      ## A {under="A"}
      ```toy coin
      d in (0, 1)
      g(c) = Finite(0: d, 1: 1 - d)
      ```
      ## B {under="B"}
      ```toy line
      v in (0, 1)
      ```
      """
    let text = "# A\n\n$$ R(d) = H(c) $$\n\n# B\n\n$$ R(v) = v^2 $$\n\n$$ R(3) = 9 $$"
    #expect(try audit(text, sheet).verdicts == [.definition, .definition, .holds])
  }

  // MARK: conditions in sentences

  @Test func whatASentenceSupposesIsNoClaim() throws {
    let sheet = "```toy t\ns in (0, 2)\nD in (0, 2)\n```"
    let report = try audit("for $D < s^2$ and $\\alpha > 0$ we have $D s > 0$", sheet, inline: true)
    #expect(report.verdicts == [.noClaim, .noClaim, .holds])
  }
}
