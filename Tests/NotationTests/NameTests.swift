import Notation
import Testing

@Suite("Names of a toy in LaTeX") struct NameTests {
  @Test(
    "letters, Greek letters, words, indices",
    arguments: [
      ("x", "x"), ("theta", "\\theta "), ("ell", "\\ell "), ("step", "\\mathit{step}"),
      ("w_1", "w_{1}"), ("w_12", "w_{12}"), ("alpha_t", "\\alpha _{t}"), ("m_theta", "m_{\\theta }"),
      ("s_data", "s_{\\mathit{data}}"), ("x_{t-1}", "x_{t-1}"), ("\\bar\\alpha", "\\bar\\alpha"), ("", ""),
    ])
  func written(name: String, tex: String) { #expect(latex(name: name) == tex) }

  @Test("what is printed can be read again, as one name")
  func readable() throws {
    for name in ["x", "theta", "w_12", "alpha_t", "m_theta", "x_{12}"] {
      guard case .symbol = try FormulaParser().parse(latex(name: name)) else {
        Issue.record("\(name) is printed as \(latex(name: name))")
        continue
      }
    }
  }
}
