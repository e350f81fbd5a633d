import Audit
import Testing

/// `p_i`: weights of a simplex, masses of a law, and what a sum over i runs over.
@Suite struct WeightsTests {
  private let simplex = "```toy t\np in simplex(3)\nq in simplex(3)\n```"
  private let laws = """
    ```toy t
    u in simplex(3)
    v in simplex(3)
    p = Finite(1: u_1, 2: u_2, 3: u_3)
    q = Finite(1: v_1, 2: v_2, 3: v_3)
    ```
    """
  private let drawn = """
    ```toy t
    u in simplex(3)
    v in simplex(3)
    p = Finite(1: u_1, 2: u_2, 3: u_3)
    q = Finite(1: v_1, 2: v_2, 3: v_3)
    p_i = u_i
    q_i = v_i
    i in 1..3
    ```
    """

  @Test(arguments: [
    ("H(p) = -\\sum_i p_i \\log p_i", AuditVerdict.holds),
    ("H(p) = \\sum_i p_i \\log p_i", .wrong),
    ("D_{KL}(p\\|q) = \\sum_i p_i \\log\\frac{p_i}{q_i}", .holds),
    ("D_{KL}(p\\|q) = \\sum_{i=1}^3 p_i \\log\\frac{p_i}{q_i}", .holds),
    ("D_{KL}(p\\|q) = \\sum_i q_i \\log\\frac{p_i}{q_i}", .wrong),
    ("D_{KL}(p\\|q) = \\sum_{i=1}^2 p_i \\log\\frac{p_i}{q_i}", .wrong),
    ("\\mathrm{TV}(p, q) = \\frac12 \\sum_i |p_i - q_i|", .holds),
    ("\\mathrm{TV}(p, q) = \\sum_i |p_i - q_i|", .wrong),
    ("H(p, q) = -\\sum_i p_i \\log q_i", .holds),
    ("\\sum_i p(i) \\log p(i) = -H(p)", .holds),
    ("\\mathbb{E}_{i\\sim p}[q_i] = \\sum_i p_i q_i", .holds),
    ("\\mathbb{E}_{i\\sim p}[i] = p_1 + 2 p_2 + 3 p_3", .holds),
    ("\\sum_{i=1}^3 p_i = 1", .holds),
    ("\\sum_i \\sqrt{p_i q_i} \\le 1", .holds),
    ("\\max_i p_i \\ge \\frac13", .holds),
    ("p_2 + q_2 = 3", .wrong),
  ]) func sums(_ latex: String, _ expected: AuditVerdict) throws {
    for sheet in [simplex, laws, drawn] {
      let equation = try verdict(of: latex, sheet)
      #expect(equation.verdict == expected, "\(latex): \(equation)")
    }
  }

  @Test func weightsAreAVector() throws {
    #expect(try verdict(of: "p^\\top q = \\sum_i p_i q_i", simplex).verdict == .holds)
    #expect(try verdict(of: "\\mathrm{TV}(p, q) = \\frac12 \\|p - q\\|_1", simplex).verdict == .holds)
    #expect(try verdict(of: "\\mathrm{TV}(p, q) = \\|p - q\\|_1", simplex).verdict == .wrong)
    let mixed = "D_{JS}(p\\|q) = H\\left(\\frac{p+q}{2}\\right) - \\frac{H(p)+H(q)}{2}"
    #expect(try verdict(of: mixed, simplex).verdict == .holds)
  }

  @Test func massesAreCountedAsTheLawCounts() throws {
    let coin = "```toy t\na in (0, 1)\np = Finite(0: 1 - a, 1: a)\n```"
    #expect(try verdict(of: "p_1 = a", coin).verdict == .holds)
    #expect(try verdict(of: "p_0 = 1 - a", coin).verdict == .holds)
    #expect(try verdict(of: "\\sum_i i p_i = a", coin).verdict == .holds)
    #expect(try verdict(of: "p_1 = 1 - a", coin).verdict == .wrong)
    #expect(try verdict(of: "p_2 = 0", coin).verdict == .definition)
    let gap = "```toy t\np = Finite(0: 1/2, 1: 1/3, 3: 1/6)\n```"
    #expect(try verdict(of: "p_3 = \\frac16", gap).verdict == .definition)
  }

  @Test func lettersThatNothingBindsAreWeightsToo() throws {
    let sheet = "```toy t\nc = 1\n```"
    let right = "D_{KL}(p\\|q) = \\sum_i p_i \\log\\frac{p_i}{q_i}"
    #expect(try verdict(of: right, sheet).verdict == .holds)
    let wrong = "D_{KL}(p\\|q) = \\sum_i q_i \\log\\frac{p_i}{q_i}"
    #expect(try verdict(of: wrong, sheet).verdict == .wrong)
  }

  // MARK: bounds for all weights

  @Test(arguments: [
    "D_{KL}(p\\|q) \\ge 0", "D_{KL}(p\\|q) \\ge 2\\,\\mathrm{TV}(p, q)^2", "H(p) \\le \\log 3",
    "D_{KL}(p\\|q) \\le \\chi^2(p\\|q)",
  ]) func boundsHoldForAllWeights(_ latex: String) throws {
    let equation = try verdict(of: latex, simplex)
    #expect(equation.verdict == .holds && equation.extent?.hasPrefix("for all weights") == true)
  }

  @Test(arguments: [
    "D_{KL}(p\\|q) \\ge \\frac{21}{10}\\mathrm{TV}(p, q)^2", "H(p) \\le \\frac{109}{100}",
    "D_{KL}(p\\|q) \\le \\frac{9}{10}\\chi^2(p\\|q)",
  ]) func whatFailsForSomeIsNotProved(_ latex: String) throws {
    #expect(try verdict(of: latex, simplex).extent?.hasPrefix("for all") != true)
  }

  // MARK: what the text makes of weights

  @Test func aSumRunsOverWhatItsTermsAreMadeOf() throws {
    let text = """
      $$ l_i = -\\log q_i $$

      $$ \\sum_i p_i l_i = H(p) + D_{KL}(p\\|q) $$

      $$ \\sum_i e^{-l_i} = 1 $$

      $$ \\sum_i e^{-l_i} = 3 $$
      """
    #expect(try audit(text, simplex).verdicts == [.definition, .holds, .holds, .wrong])
  }

  @Test func aSquareDefinesItsRoot() throws {
    let text = """
      $$ h^2(p, q) = \\frac12 \\sum_i (\\sqrt{p_i} - \\sqrt{q_i})^2 = 1 - \\sum_i \\sqrt{p_i q_i} $$

      $$ \\mathrm{TV}(p, q) \\le \\sqrt2\\,h(p, q) $$

      $$ h(p, q)^2 = 2 - 2 \\sum_i \\sqrt{p_i q_i} $$
      """
    #expect(try audit(text, simplex).verdicts == [.holds, .holds, .wrong])
    let width = "$$ r^2 = 1 - a $$\n\n$$ r = \\sqrt{1 - a} $$\n\n$$ r^2 = a $$"
    let sheet = "```toy t\na in (0, 1)\n```"
    #expect(try audit(width, sheet).verdicts == [.definition, .holds, .wrong])
  }

  @Test func aFamilyMayBeConstant() throws {
    let text = "$$ b_t = 1 - a $$\n\n$$ b_t = a $$\n\n$$ b_t + b_1 = 2 - 2a $$"
    let sheet = "```toy t\na in (0, 1)\nt in 1..3\n```"
    #expect(try audit(text, sheet).verdicts == [.definition, .wrong, .holds])
  }

  // MARK: numbers in the place of laws

  @Test func aNumberIsALawWhereItIsAChance() throws {
    let chances = "```toy t\na in (0, 1)\nb in (0, 1)\n```"
    #expect(try verdict(of: "\\mathrm{TV}(a, b) = |a - b|", chances).verdict == .holds)
    // of numbers a right side that reckons with them defines, unless the sheet calls it a claim
    let claim = chances + "\n```roles\n1 | claim\n```"
    #expect(try verdict(of: "W_1(a, b) = a - b", claim).verdict == .conditional)
    #expect(try verdict(of: "W_1(a, b) = \\frac{a - b}{2}", claim).verdict == .wrong)
    #expect(try verdict(of: "W_1(a, b) = |a - b|", claim).verdict == .holds)
    let function = try verdict(of: "W_1(a, b) = a - b", chances)
    #expect(function.verdict == .definition)
    #expect(function.remarks.contains { $0.contains("the role claim") })
    let numbers = "```toy t\nm in [-2, 2]\ns in [1/2, 2]\n```"
    let gaussian = "\\mathrm{KL}(m, s) = \\frac{m^2 + s^2 - 1}{2} - \\log s"
    #expect(try verdict(of: gaussian, numbers).verdict == .definition)
    // with the double bar that stands between laws they are coins, and no coins
    let laws = gaussian.replacing("(m, s)", with: "(m \\| s)")
    #expect(try verdict(of: laws, numbers).verdict == .notUnderstood)
    let own = "$$ \\mathrm{TV}(m, s) = m - s $$\n\n$$ \\mathrm{TV}(3, 1) = 2 $$"
    #expect(try audit(own, numbers).verdicts == [.definition, .holds])
  }
}
