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

  @Test func rulesOfDollarsAreNoFormulas() throws {
    let text = String(repeating: "$", count: 2_000_000) + "\n\n$$ 1 = 1 $$"
    #expect(try audit(text, "").verdicts == [.holds])
  }

  @Test func boundLettersNeedNoToy() throws {
    #expect(try audit("$$ \\sum_{i=1}^3 i = 6 $$\n\n$$ x \\le x + 1 $$", "").verdicts == [.holds, .unbound])
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
