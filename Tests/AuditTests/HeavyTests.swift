import Audit
import Testing

/// Formulas that ask for too much: an answer comes after a bounded number of steps.
@Suite struct HeavyTests {
  private let sheet = "```toy t\nx in [1, 2]\ny in [1, 2]\n```"

  private func minutes(_ body: () throws -> Void) rethrows -> Double {
    let time = try ContinuousClock().measure(body)
    return Double(time.components.seconds) / 60
  }

  @Test func longSumsOfNumbersHaveTheirValue() throws {
    #expect(try verdict(of: "\\sum_{i=1}^{20000} \\frac{1}{i^2} \\le 2", "").verdict == .holds)
    #expect(try verdict(of: "\\prod_{i=1}^{90000} (1 + 1/i) = 90001", "").verdict == .holds)
  }

  @Test(arguments: [
    (1...5_000).map { "x^{\($0 % 50 + 1)}" }.joined(separator: " + ") + " = 1",
    (1...3_000).map { "(x + \($0))" }.joined(separator: " ") + " = 1",
    "(x + y)^{2000} = \\sum_{k=0}^{2000} \\binom{2000}{k} x^k y^{2000 - k}",
    "\\sum_{i=1}^{300} \\sum_{j=1}^{300} \\prod_{k=1}^{300} (x + i + j k) = 0",
    "\\sum_{i=1}^{100000} x^i = 1",
    "\\sum_{i=1}^{100000} 1/i^2 = 1",
    "\\sum_{i=1}^{100000} \\frac{1}{i^2} \\le \\frac{\\pi^2}{6}",
  ])
  func whatIsTooMuchIsGivenUp(_ latex: String) throws {
    var equation: EquationReport?
    let time = try minutes { equation = try verdict(of: latex, sheet) }
    #expect([.wrong, .undecided].contains(equation?.verdict), "\(equation?.verdict as Any)")
    #expect(equation?.reason?.contains("clock") != true)
    #expect(time < 5)
  }

  /// Numbers that no loop, table or register holds: each is told in words, and none ends the
  /// program.
  @Test(arguments: [
    "x^{3000000000} > 0", "1 \\le (1+x)^{2147483648}", "(y/3)^{3000000000} \\le 1",
    "\\int_0^1 a^{3000000000}\\,da > 0", "(1 - x^2/4)^{10^{12}} \\ge 0", "x^{-2147483649} \\le 1",
    "\\sum_{k=-5000000000000000000}^{5000000000000000000} k = 0",
    "\\prod_{k=-9223372036854775808}^{9223372036854775807} k = 0",
    "\\max_{k\\in\\{1,\\dots,9223372036854775807\\}} kx > 0",
    "\\mathbb{E}_{a\\sim\\mathcal N(0,1)}[a^{2000000}] > 0",
    "\\mathbb{E}_{a\\sim\\mathcal N(0,1)}[a^{200000}] > 0",
    "\\mathbb{E}_{a\\sim\\mathcal N(0,1)}[(a+x)^{5000}] > 0",
    "\\det(xI_{100000}) > 0", "\\mathrm{tr}(I_{10000}) = 10000", "\\det(I_{-1}) = 1",
    "\\det(I_0) = 1",
    "\\det(xI_{1000}) > 0", "\\mathrm{tr}(A^{-9223372036854775808}) > 0",
    "\\mathrm{tr}(A^{9223372036854775807}) > 0", "1 + \\dots + 9223372036854775807 > 0",
    "\\mathbb{E}_{k\\sim\\mathcal U\\{1,\\dots,10^{15}\\}}[k] > 0", "x_{9223372036854775807} = 1",
  ])
  func numbersBeyondAllBounds(_ latex: String) throws {
    let sheet = self.sheet.replacing(
      "y in [1, 2]", with: "y in [1, 2]\nA = \\begin{pmatrix} 1 & x \\\\ 0 & 2 \\end{pmatrix}")
    var equation: EquationReport?
    let time = try minutes { equation = try verdict(of: latex, sheet) }
    #expect(equation?.verdict != .wrong, "\(latex): \(equation as Any)")
    let isTold = equation?.reason?.isEmpty == false
    #expect(equation?.verdict == .holds || equation?.verdict == .definition || isTold, "\(latex)")
    #expect(time < 5, "\(latex)")
  }

  /// Definitions in a circle are told, however many ways lead round it.
  @Test func manyWaysRoundACircle() throws {
    let circle = """
      $$ l_i = m_i + n_i $$

      $$ m_i = n_i + l_i $$

      $$ n_i = l_i + m_i $$

      $$ \\sum_i l_i = 1 $$
      """
    let report = try audit(circle, sheet)
    #expect(report.equations.last?.verdict == .notUnderstood)
    #expect(report.equations.last?.reason?.contains("clock") == false)
  }

  /// A condition on listed values alone is asked once for each of them.
  @Test func conditionsOnManyListedValues() throws {
    let many = (1...30).map(String.init).joined(separator: ", ")
    let sheet = "```toy t\ni in {\(many)}\nj in {\(many)}, i < j\nx in (0, 1)\n```"
    let equation = try verdict(of: "x + i < j + 1", sheet)
    #expect(equation.verdict == .holds, "\(equation)")
  }

  @Test func theMarkOfTheOrderOfBytesBelongsToNoLine() throws {
    let bytes = [0xEF, 0xBB, 0xBF] + Array("$$ x = 2x $$".utf8)
    let report = try audit(bytes: bytes, sheet)
    #expect(report.verdicts == [.wrong] && report.equations[0].line == 1)
  }

  /// Integrals within integrals whose humps or tails the panels do not see: nothing false is said
  /// to hold, and nothing true to be false.
  @Test(arguments: [
    ("\\frac{1}{\\cosh(x-1500)} \\frac{1}{1+y^3+y \\sin(x)^2}", "= 0", AuditVerdict.holds),
    ("\\frac{e^{2x^2}}{1+e^{2x^2}} \\frac{1}{1+x^2+y}", "\\le 2.1", .holds),
    ("\\frac{e^{2x^2}}{1+e^{2x^2}} \\frac{1}{1+x^2+y}", "\\approx 2.15604", .wrong),
  ])
  func humpsThatNobodySees(_ body: String, _ relation: String, _ unsaid: AuditVerdict) throws {
    let integral = "\\int_{-\\infty}^{\\infty} \\int_0^1 \(body)\\,dy\\,dx"
    #expect(try verdict(of: "\(integral) \(relation)", "").verdict != unsaid)
  }

  @Test func rulesOfDollarsAreNoFormulas() throws {
    let text = String(repeating: "$", count: 2_000_000) + "\n\n$$ 1 = 1 $$"
    #expect(try audit(text, "").verdicts == [.holds])
  }

  @Test func boundLettersNeedNoToy() throws {
    #expect(
      try audit("$$ \\sum_{i=1}^3 i = 6 $$\n\n$$ x \\le x + 1 $$", "").verdicts == [
        .holds, .unbound,
      ])
  }

  @Test func aToyThatGivesNoValueIsToBlame() throws {
    let sheet = "```toy t\nx in [0, 1]\nc = 0/0\nd = log(-1)\nh = 0 * oo\n```"
    for latex in ["c \\le 1", "d = 1", "h = 0", "c = c"] {
      let equation = try verdict(of: latex, sheet)
      #expect(equation.verdict == .notUnderstood, "\(latex): \(equation.verdict)")
      #expect(equation.reason?.contains("no value") == true)
    }
  }
}
