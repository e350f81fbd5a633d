import Audit
import Testing

/// Equalities are tried where a side jumps, and what is offered in their place holds there, too.
@Suite struct JumpTests {
  private let sheet = """
    ```toy t
    u in [-3, 3]
    v in [-2, 2]
    x in {0, 1, 2}
    z in {0, 1}
    w in (1/10, 9/10)
    Z ~ Finite(0: 1/3, 1: 1/3, 2: 1/3)
    p = Finite(0: 1/2, 1: 1/3, 2: 1/6)
    q = Finite(0: 1/4, 1: 1/4, 2: 1/2)
    ```
    """

  @Test(arguments: [
    ("\\mathbb 1[u \\ge 1] = \\mathbb 1[u > 1]", "1"),
    ("\\mathbb P(Z \\ge u) = \\mathbb P(Z > u)", ""), ("u \\ne \\frac75", "7/5"),
    ("(u - \\tfrac13)^2 > 0", "1/3"), ("\\lfloor 2 u \\rfloor = \\lceil 2 u \\rceil - 1", ""),
    ("\\mathbb 1_{u > v} = \\mathbb 1_{u \\ge v}", ""), ("\\operatorname{sgn}(u)^2 = 1", "0"),
  ]) func failsAtThePlace(_ latex: String, _ place: String) throws {
    let equation = try verdict(of: latex, sheet)
    #expect(equation.verdict == .wrong, "\(latex)")
    let parameters = try #require(equation.refutation?.parameters)
    if !place.isEmpty { #expect(parameters["u"] == place, "\(parameters)") }
  }

  @Test(arguments: [
    "\\mathbb 1[u \\ge 1] + \\mathbb 1[u < 1] = 1", "\\lceil u \\rceil = -\\lfloor -u \\rfloor",
    "\\mathbb 1[u > 1] = \\mathbb 1[u \\ge 1] \\quad \\text{if } u \\ne 1",
    "\\frac{d}{du} |u| = \\operatorname{sgn}(u)",
    "\\begin{cases} 1 & u > 0 \\\\ -1 & u < 0 \\end{cases} = \\operatorname{sgn}(u)",
  ]) func holdsAllTheSame(_ latex: String) throws {
    #expect(try verdict(of: latex, sheet).verdict == .holds, "\(latex)")
  }

  @Test(arguments: [
    ("u (1 - u) < \\frac14", "\\le"),
    ("\\chi^2(p, q) = \\sum_x \\frac{(p(x) - q(x))^2}{p(x)}", "(q, p)"),
    ("\\mathbb P(0 < Z \\le 2) = \\mathbb P(Z = 1)", "< 2"),
  ]) func theNearestIsNear(_ latex: String, _ part: String) throws {
    let variant = try #require(try verdict(of: latex, sheet).variant, "\(latex)")
    #expect(variant.latex.contains(part), "\(latex): \(variant.latex)")
  }

  /// Twice as much is enough for most bounds, and no slip of the pen.
  @Test(arguments: ["u \\ne 1", "u^2 \\le |u|"]) func nothingIsOffered(_ latex: String) throws {
    let words = try verdict(of: latex, sheet).variant?.words ?? ""
    #expect(!words.contains("factor 2") && !words.contains("root"), "\(latex): \(words)")
  }
}
