import Audit
import Testing

/// The nearest truth: what is offered, and what is not; and where the slip lies in a definition.
@Suite struct VariantTests {
  private let sheet = """
    ```toy t
    x in [1, 2]
    y in [2, 3]
    X ~ Normal(2, 1)
    s(x) = sin(x)
    t(x) = x^2 + 1
    ```
    """

  /// That a value is another one is no slip of the pen.
  @Test(arguments: [
    "\\mathbb E[X] = 1", "x - x = 1", "x = x + 1", "\\mathrm{Var}(X) = 0", "x^2 \\cdot y = x^2 y + 3",
    "\\max(1, y) = 1 + y - y",
  ]) func aNumberIsNotReplacedByAnother(_ latex: String) throws {
    let equation = try verdict(of: latex, sheet)
    #expect(equation.verdict == .wrong)
    let words = equation.variant?.words ?? ""
    #expect(words.wholeMatch(of: #/with \$\d+\$ in place of \$\d+\$/#) == nil, "\(latex): \(words)")
  }

  @Test(arguments: [
    ("(x + y)^2 = x^2 + 2 x y + \\frac{y^2}{2}", "y"), ("x^2 y = \\frac{2 x^2 y}{4}", "4"), ("x^2 x^2 = x^2", "4"),
    ("\\log(x y) = \\log x - \\log y", "y"),
  ]) func aSlipIsMended(_ latex: String, _ part: String) throws {
    let equation = try verdict(of: latex, sheet)
    #expect(equation.verdict == .wrong)
    #expect(equation.variant?.words.contains(part) == true, "\(equation)")
    #expect(equation.variant?.definition == nil)
    let variant = try #require(equation.variant)
    #expect(try verdict(of: variant.latex, sheet).verdict == .holds, "\(variant.latex)")
  }

  /// The map is printed wrong, and what is said of it right: both lines lead to the same edit.
  @Test func theSlipMayLieInADefinition() throws {
    let text = """
      $$ f(y) = y e^{s(x) + t(x)} $$

      $$ f(y) = y e^{s(x)} + t(x) + 0 $$

      $$ f(0) = t(x) $$

      $$ f(y) + f(-y) = 2 t(x) $$
      """
    let report = try audit(text, sheet)
    #expect(report.verdicts == [.definition, .wrong, .wrong, .wrong], "\(report.equations)")
    for equation in report.equations.dropFirst(2) {
      #expect(equation.variant?.definition == "1", "\(equation)")
      #expect(equation.variant?.change == "term out of the exponent")
      #expect(equation.variant?.words.hasSuffix("in line 1") == true)
    }
    #expect(report.equations[0].remarks.contains { $0.contains("5 and 7 would hold with") }, "\(report.equations[0].remarks)")
    // with that edit they do
    let mended = text.replacing("e^{s(x) + t(x)}", with: "e^{s(x)} + t(x)")
    #expect(try audit(mended, sheet).verdicts == [.definition, .holds, .holds, .holds])
  }

  @Test func aRightDefinitionIsNotBlamed() throws {
    let text = "$$ a = x y $$\n\n$$ a = 2 x y $$\n\n$$ \\frac{a}{x} = y $$"
    let report = try audit(text, sheet)
    #expect(report.verdicts == [.definition, .wrong, .holds])
    #expect(report.equations[1].variant?.definition == nil && report.equations[0].remarks == [])
  }
}
