import Audit
import Foundation
import Testing

/// Right formulas of the documents, each with one slip planted: all must be called false.
@Suite struct PlantedTests {
  struct Slip: Sendable, CustomTestStringConvertible {
    var document: String
    var line: Int
    var right: String
    var wrong: String
    var testDescription: String { "\(document):\(line) \(wrong)" }

    init(_ document: String, _ line: Int, _ right: String, _ wrong: String) {
      (self.document, self.line, self.right, self.wrong) = (document, line, right, wrong)
    }
  }

  static let slips = [
    Slip("S0", 51, #"x \sim p_g}[\log(1"#, #"x \sim p_r}[\log(1"#),
    Slip("S0", 63, #"\frac{p_r(x)}{p_r(x) + p_g(x)}."#, #"\frac{p_g(x)}{p_r(x) + p_g(x)}."#),
    Slip("S0", 76, #"- \log4."#, #"+ \log4."#),
    Slip("S0", 76, #"2D_{JS}"#, #"D_{JS}"#),
    Slip("S0", 99, #"dx_2 = p_r(x_1)"#, #"dx_2 = p_g(x_1)"#),
    Slip("S0", 218, #"\beta_t}{1-\bar{\alpha}_t} x_0"#, #"\beta_t}{1+\bar{\alpha}_t} x_0"#),
    Slip("S0", 273, #"- \frac{1}{2}g(t)^2"#, #"- g(t)^2"#),
    Slip("S1", 94, #"\ge E_{z"#, #"\le E_{z"#),
    Slip("S1", 132, #"(1 - \bar{\alpha}_t)I"#, #"(1 + \bar{\alpha}_t)I"#),
    Slip("S1", 160, #"\frac{1-\alpha_t}"#, #"\frac{1+\alpha_t}"#),
    Slip("S1", 164, #"-\frac{1}{2}\beta_t"#, #"\frac{1}{2}\beta_t"#),
    Slip("S1", 189, #"- \omega"#, #"+ \omega"#),
    Slip("S2", 81, #"p(\mathbf{z})/p(\mathbf{x})"#, #"p(\mathbf{x})/p(\mathbf{z})"#),
    Slip("S2", 329, #"- \log 4"#, #"- \log 2"#),
    Slip("S2", 373, #"D_{\text{JS}}(P\|Q) = \frac{1}{2}"#, #"D_{\text{JS}}(P\|Q) = \frac{1}{3}"#),
    Slip("S2", 808, #"- D_{\text{KL}}(q(\mathbf{z} | \mathbf{x}) \| p(\mathbf{z}))\end"#, #"+ D_{\text{KL}}(q(\mathbf{z} | \mathbf{x}) \| p(\mathbf{z}))\end"#),
    Slip("S2", 889, #"\|x - D(e_k)\|_2^2"#, #"-\|x - D(e_k)\|_2^2"#),
    Slip("S2", 964, #"{dz_{j-1}} \right|^{-1}$$"#, #"{dz_{j-1}} \right|$$"#),
    Slip("S2", 1025, #"\sqrt{1 - \alpha_T\alpha_{T-1}}"#, #"\sqrt{1 + \alpha_T\alpha_{T-1}}"#),
    Slip("S2", 1066, #"- \log p_\theta(\mathbf{x}_0|\mathbf{x}_1)"#, #"+ \log p_\theta(\mathbf{x}_0|\mathbf{x}_1)"#),
    Slip("S3", 93, #"\frac{p_{d}(x)}{p_{g}(x)}\right)p"#, #"\frac{p_{g}(x)}{p_{d}(x)}\right)p"#),
    Slip("S3", 107, #"+p_{g}(x)\log(1-D(x))"#, #"-p_{g}(x)\log(1-D(x))"#),
  ]

  @Test(arguments: slips) func aPlantedSlipIsFalse(slip: Slip) throws {
    let text = try Documents.text(slip.document + ".md")
    #expect(text.components(separatedBy: slip.right).count == 2, "the right formula stands once in the extract")
    let lines = slip.line - 12...slip.line
    let sound = try Documents.audit(slip.document, only: [lines])
    let planted = try Documents.audit(slip.document, only: [lines]) { $0.replacingOccurrences(of: slip.right, with: slip.wrong) }
    let changed = zip(sound.equations, planted.equations).filter { $0.latex != $1.latex }
    #expect(changed.contains { $0.verdict == .holds && $1.verdict == .wrong }, "\(changed.map { ($0.verdict, $1.verdict) })")
  }
}
