import Audit
import Testing

/// How far a function and a slash reach where no bracket says it.
@Suite struct ReachTests {
  private let toys = """
    ```toy t
    a in (1, 2)
    b in (3, 4)
    x in R
    p = Normal(a, 1)
    f(x) = x^3
    ```
    """

  private func judged(_ latex: String, work: Int = Audit.Options().work) throws -> EquationReport {
    var options = Audit.Options()
    options.work = work
    let report = Audit(options).run(
      Array("$$ \(latex) $$".utf8), name: "notes.md", sheet: try sheet(toys))
    return try #require(report.equations.first)
  }

  @Test("the reading that holds is told, and what becomes of the usual one", arguments: [
    ("e^{-x^2/2a^2} = \\exp\\left(-\\frac{x^2}{2 a^2}\\right)", "otherwise it is false"),
    ("a/b (x - b) = \\frac{a (x - b)}{b}", "otherwise it is false"),
    ("\\nabla_x \\log p(x)\\, f(x) = (a - x) x^3", "otherwise it is false"),
    ("\\log p(x)\\; f(x) = f(x) \\log p(x)", "otherwise it"),
    ("\\log a/b = \\log a - \\log b", "otherwise it is false"),
    ("-1/2 \\log a - x^2/2a^2 = -\\frac12 \\log a - \\frac{x^2}{2 a^2}", "otherwise it is false"),
    ("\\mathbb{E}_{x \\sim p}(x + a)^2 = 4 a^2", "otherwise it is false"),
    ("\\cos a\\, b = b \\cos a", "otherwise it is false"),
    ("\\log 2\\cosh a = \\log 2 + \\log\\cosh a", "otherwise it is false"),
    ("\\cosh a\\,(1 + \\tanh a) = e^a", "otherwise it is false"),
  ])
  func told(_ latex: String, _ words: String) throws {
    let equation = try judged(latex)
    #expect(equation.verdict == .holds)
    let remark = equation.remarks.first { $0.hasPrefix("brackets are left out: it is read as ") }
    #expect(remark?.contains(words) == true, "\(equation.remarks)")
  }

  @Test("what holds as it is usually read, or in no reading, has no such remark", arguments: [
    ("\\log a b = \\log a + \\log b", AuditVerdict.holds),
    ("\\log p(x)\\; p(x) = 2 \\log p(x)", .holds),
    ("a/b x = \\frac{a}{b} x", .holds),
    ("\\log 1/a = -\\log a", .holds),
    ("\\log 1/a = 0", .wrong),
    ("\\cos a b = \\cos(a b)", .holds),
    ("\\cos a\\, b = 2 b \\cos a", .wrong),
    ("\\log 2\\cosh a = \\log 2 - \\log\\cosh a", .wrong),
    ("\\mathbb{E}_{x \\sim p}(x)^2 = \\mathbb{E}_{x \\sim p}[x^2]", .wrong),
    ("e^{-x^2/2a^2} = \\exp\\left(-\\frac{x^2}{3 a^2}\\right)", .wrong),
    ("\\nabla_x \\log p(x)\\, f(x) = (x - a) x^3", .wrong),
  ])
  func untold(_ latex: String, _ verdict: AuditVerdict) throws {
    let equation = try judged(latex)
    #expect(equation.verdict == verdict)
    #expect(!equation.remarks.contains { $0.hasPrefix("brackets are left out") })
  }

  @Test("the work for other readings takes nothing from what is known of the usual one")
  func work() throws {
    let open = "\\sum_{k=1}^{60} a/b (k + a)^2 = 7"
    let closed = "\\sum_{k=1}^{60} \\frac{a}{b (k + a)^2} = 7"
    var verdicts: Set<AuditVerdict> = []
    for work in (4...20).map({ 1 << $0 }) {
      let usual = try judged(closed, work: work).verdict
      #expect(try judged(open, work: work).verdict == usual, "\(work)")
      verdicts.insert(usual)
    }
    #expect(verdicts == [.undecided, .wrong])
  }
}
