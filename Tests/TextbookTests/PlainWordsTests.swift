import Foundation
import Testing
import Textbook

/// Titles hold formulas; a terminal shows them without their LaTeX.
@Suite struct PlainWordsTests {
  @Test(arguments: [
    ("three points", "three points"),
    (#"$\mathcal N(0,1)$ against $\mathcal N(\theta,1)$"#, "N(0,1) against N(θ,1)"),
    (#"$\beta_t = 1/(t+1)^2$, drawn"#, "β_t = 1/(t+1)^2, drawn"),
    (#"$p(z \mid x)$"#, "p(z | x)"), (#"$D_{KL}(p\|q)$"#, "D_KL(p‖q)"), (#"$\mu x\,y$"#, "μx y".replacingOccurrences(of: " ", with: "")),
    (#"$[-1,0] \times [0,1]$"#, "[-1,0] × [0,1]"), (#"$a \le b$"#, "a ≤ b"),
    (#"$\unknown$ $"#, "unknown "), (#"a $\"#, "a "), ("5 $", "5 "),
  ])
  func formulasInWords(_ title: String, _ plain: String) { #expect(title.withoutMathematics == plain) }
}
