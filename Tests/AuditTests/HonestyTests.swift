import Audit
import Testing

/// What nearly holds, holds at some points, or has no value, is not said to hold; and what follows
/// from a condition is not called false for it.
@Suite struct Honesty {
  @Test(arguments: [
    // told apart far behind the digits in common
    ("e^{100} = e^{100} + 1", AuditVerdict.wrong),
    ("e^{100} < e^{100} + 1", .holds),
    ("\\exp(x) + 1 = \\exp(x)", .wrong),
    ("\\tanh(x) = 1", .wrong),
    ("\\tanh(x) < 1", .holds),
    ("\\cosh x = e^x/2", .wrong),
    ("\\cosh x > e^x/2", .holds),
    ("\\cosh x = (e^x + e^{-x})/2", .holds),
    ("\\Phi(s) = \\Phi(s) + e^{-s^2}", .wrong),
    ("\\exp(\\exp(\\exp b)) = \\exp(\\exp(\\exp b)) + 1", .wrong),
    // what is 0 exactly, and what is nearly so
    ("\\sin(\\pi) = 0", .holds),
    ("\\sin(\\pi) = 10^{-30}", .wrong),
    ("\\cos \\frac{2 \\pi}{3} = -\\frac12", .holds),
    ("\\sin^2 \\frac{\\pi}{8} = \\frac{2 - \\sqrt2}{4}", .holds),
    ("e^{\\sin \\pi} = \\tan \\frac{\\pi}{4}", .holds),
    ("\\sum_{n=1}^{4} |\\sin(n \\pi)| = 0", .holds),
    // where a function has no value it has no slope
    ("\\frac{d}{d\\theta} \\sqrt{-1} = 0", .wrong),
    ("\\frac{d}{d\\theta} \\int_1^\\infty \\frac{1}{t} dt = 0", .wrong),
    ("\\frac{d}{d\\theta} \\log(\\theta - 5) = \\frac{1}{\\theta - 5}", .wrong),
    ("\\frac{d}{d\\theta} \\log(\\theta + 5) = \\frac{1}{\\theta + 5}", .holds),
    ("\\frac{d^2}{d\\theta^2} \\sqrt{\\theta - 3} = -\\frac{1}{4 (\\theta - 3)^{3/2}}", .undecided),
    ("\\frac{d}{d\\theta} \\int_0^1 \\theta t\\, dt = \\frac12", .holds),
    // a bound that breaks only near an open end, or far out
    ("a \\ge \\frac{1}{2000}", .wrong),
    ("\\log a \\ge -7", .wrong),
    ("c < 101", .wrong),
    ("r \\le 1000", .wrong),
    ("r \\ge 10^{-4}", .wrong),
    ("a^2 < a", .holds),
    ("\\tanh c < 1", .holds),
    ("e^{-r} < 1", .holds),
    ("|a - d| < 0.999", .wrong),
    ("|a - d| < 1", .holds),
  ])
  func nearlyIsNotSo(_ latex: String, _ verdict: AuditVerdict) throws {
    let toy = """
      ```toy t
      x in (90, 100)
      s in (5, 6)
      b in (1, 9)
      theta in (-2, 2)
      a in (0, 1)
      c in R
      d in (0, 1)
      r in (0, oo)
      ```
      """
    let report = try audit("$$ \(latex) $$", toy)
    #expect(report.verdicts == [verdict], "\(latex): \(report.equations)")
  }

  /// Digits that agree are not all that is shown of two numbers that do not.
  @Test func howFarApartTheyAre() throws {
    let report = try audit("$$ e^{100} = e^{100} + 1 $$", "```toy t\nx in (0, 1)\n```")
    let refutation = try #require(report.equations[0].refutation)
    #expect(refutation.left == refutation.right && refutation.apart == "1")
    #expect(refutation.values.hasSuffix("1 apart"))
    let plain = try audit("$$ 1 = 2 $$", "```toy t\nx in (0, 1)\n```")
    #expect(plain.equations[0].refutation?.apart == nil)
  }

  /// A point of a list at which nothing could be told is not passed over; of points that are drawn
  /// most must tell.
  @Test func pointsThatTellNothing() throws {
    func verdict(_ latex: String, _ toy: String) throws -> EquationReport {
      try audit("$$ \(latex) $$", "```toy t\n\(toy)\n```").equations[0]
    }
    let long = try verdict("\\sum_{k=1}^{10^n} \\frac{1}{k^2} < 1.64", "n in {2, 6, 7}")
    #expect(long.verdict == .undecided && long.reason?.contains("1 of 3 points") == true)
    #expect(
      try verdict("\\sum_{k=1}^{10^n} \\frac{1}{k^2} < 1.64", "n in {4, 3}").verdict == .wrong)
    #expect(try verdict("\\sum_{k=1}^{10^n} \\frac{1}{k^2} < 1.7", "n in {1, 2}").verdict == .holds)
    #expect(try verdict("\\sum_{k=1}^{10^n} 1 = 100", "n in {2, 6}").verdict == .undecided)
    let short = try verdict(
      "\\alpha_i > \\frac12", "alpha = [9/10, 4/5, 3/5]\ni in {1, 2, 3, 4, 5, 6}")
    #expect(short.verdict == .holds)
    #expect(short.remarks.contains { $0.hasPrefix("not judged at 3 of 6 points") })
  }

  @Test(arguments: [
    ("x = z \\Rightarrow x^2 = z^2", [AuditVerdict.noClaim, .holds]),
    ("x > z \\implies e^x > e^z", [.noClaim, .holds]),
    ("x > z \\implies x^2 > z^2", [.noClaim, .wrong]),
    ("x^2 = z^2 \\Rightarrow x = z", [.wrong, .wrong]),
    ("2 > 1 \\implies x^2 \\ge 0", [.holds, .holds]),
    ("D(x) > \\frac12 \\iff x > 0", [.holds, .holds]),
    ("D(x) > \\frac12 \\iff x > 1", [.holds, .wrong]),
    ("D(x) > \\frac23 \\Leftrightarrow x > 0", [.wrong, .holds]),
    // a bound beside what it bounds
    ("e^x > 1, \\quad x > 0", [.holds]),
    ("|x| = x, \\quad x \\ge 0", [.holds]),
    ("x^3 > 0, \\quad 0 < x < 2", [.holds]),
    ("x^2 > 1, \\quad x > 0", [.conditional]),
    ("\\frac{x}{x} = 1, \\quad x \\ne 0", [.holds]),
    ("D(x) > 0, \\quad z^2 \\ge 0", [.holds, .holds]),
    ("x^2 \\ge 0, \\quad z > 0", [.holds, .wrong]),
    // a statement that something exists is none of all
    ("\\exists x: x^2 = 1", [.noClaim]),
  ])
  func whatFollows(_ latex: String, _ verdicts: [AuditVerdict]) throws {
    let report = try audit(
      "$$ \(latex) $$", "```toy t\nx in (-3, 3)\nz in (-2, 2)\nD(x) = 1/(1 + exp(-x))\n```")
    #expect(report.verdicts == verdicts, "\(latex): \(report.equations)")
  }

  @Test func ordersAsTheyGoToZero() throws {
    let notes = """
      $$ \\sin h - h = O(h^3) $$
      $$ \\sin h - h = O(h^4) $$
      $$ 1 - \\cos h = \\Theta(h^2) $$
      $$ 1 - \\cos h = \\Theta(h) $$
      $$ \\cos h = 1 - \\frac{h^2}{2} + O(h^4) $$
      $$ \\cos h = 1 - \\frac{h^2}{3} + O(h^4) $$
      """
    let report = try audit(notes, "```toy t\nh in (0, 1)\n```")
    #expect(report.verdicts == [.holds, .wrong, .holds, .wrong, .holds, .wrong])
  }

  /// `\\text{const}` may depend on what is given on the left, and on nothing of which it is taken.
  @Test func constantsOfWhatIsGiven() throws {
    let toy = """
      ```toy t
      z in (-2, 2)
      x in (-2, 2)
      p(z) = Normal(0, 1)
      p(x|z) = Normal(z, 1)
      ```
      """
    let bayes = try audit("$$ \\log p(z|x) = \\log p(x|z) + \\log p(z) + \\text{const} $$", toy)
    #expect(bayes.verdicts == [.conditional], "\(bayes.equations)")
    #expect(bayes.equations[0].condition == "const may depend on $x$")
    let wrong = try audit("$$ \\log p(z|x) = \\log p(x|z) + \\text{const} $$", toy)
    #expect(wrong.verdicts == [.wrong])
  }

  /// Sheets as other systems write them.
  @Test(arguments: ["\r\n", "\r", "\n"], ["", "\u{FEFF}"])
  func endsOfLines(_ end: String, _ mark: String) throws {
    let sheet = mark + ["```toy t", "a in (1, 2)", "```", ""].joined(separator: end)
    let notes = mark + ["One", "$$ a > 1 $$", "two", "$$ a > 2 $$", ""].joined(separator: end)
    let report = try audit(notes, sheet)
    #expect(report.verdicts == [.holds, .wrong])
    #expect(report.equations.map(\.line) == [2, 4])
  }
}
