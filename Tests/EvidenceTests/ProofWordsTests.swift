import Evidence
import Foundation
import Testing

@Suite("Proofs in words") struct ProofWordsTests {
  private func words(_ proof: String) throws -> String? {
    let record = """
      {"label": "a", "latex": "", "toy": "t", "scope": "", "verdict": "holds", "grade": "exact", "points": []\(proof)}
      """
    return try JSONDecoder().decode(CheckRecord.self, from: Data(record.utf8)).proof
  }
  private func box(margin: String, boxes: Int = 3, depth: Int = 2) throws -> String? {
    try words(#", "box": {"ranges": ["r"], "boxes": \#(boxes), "depth": \#(depth), "margin": \#(margin)}"#)
  }

  @Test("points alone are no proof") func none() throws { #expect(try words("") == nil) }

  @Test(
    "a margin is rounded down, never up",
    arguments: [
      ("0.0199", "$0.019$"), ("1.29", "$1.2$"), ("1", "$1.0$"), ("0.0002999", "$0.00029$"), ("0.00002999", "$2.9 \\cdot 10^{-5}$"),
      ("0.000000299", "$2.9 \\cdot 10^{-7}$"), ("129", "$1.2 \\cdot 10^{2}$"),
    ])
  func margins(margin: String, shown: String) throws {
    let text = try #require(try box(margin: margin))
    #expect(text.contains("3 boxes, halved at most 2 times; the sides stay at least \(shown) apart"), "\(text)")
  }

  @Test("no margin is claimed where the sides touch or none is known", arguments: ["null", "0", "-1"])
  func touching(margin: String) throws {
    #expect(try box(margin: margin, boxes: 1, depth: 0) == "proved for the whole range in 1 box")
  }

  @Test(
    "formulas in the words of a proof are set as formulas",
    arguments: [
      ("convex in $a$", "convex in $a$"), ("rises in $theta_1$", "rises in $\\theta _{1}$"),
      ("where $v_1 = w_1$, convex in $v_1 − w_1$",
        "where $v_{1} = w_{1}$, convex in $v_{1} - w_{1}$"),
      ("at $a = -1/2$", "at $a = -1/2$"), ("at $x = √(b + 1)·π$", "at $x = \\sqrt{b + 1}\\,{\\pi}$"),
      ("at $x = 2·b^(-1) + √7$", "at $x = 2\\,b^{-1} + \\sqrt{7}$"),
      ("at $x = exp(-2/3)$", "at $x = \\exp(-2/3)$"), ("costs a $", "costs a $"),
      ("$log u ≥ 1 − 1/u$ here", "$\\log u \\ge  1 - 1/u$ here"),
      ("$u + v ≥ 2√(u·v)$", "$u + v \\ge  2\\sqrt{u\\,v}$"),
    ])
  func formulas(words: String, shown: String) throws {
    let text = try self.words(
      #", "box": {"ranges": [], "boxes": 1, "depth": 0, "reductions": ["\#(words)"]}"#)
    #expect(text == "proved for the whole range in 1 box; used: " + shown)
  }

  @Test("an identity says how, and with which chance of an error") func identities() throws {
    let form = #", "identity": {"variables": ["x"], "proof": {"method": "normal form", "atoms": 1, "usesSigns": false}}"#
    #expect(try words(form) == "proved: brought to a normal form in 1 independent quantity, both sides are the same")
    let primes =
      #", "identity": {"variables": ["x"], "proof": {"method": "residues", "atoms": 2, "degree": 12, "#
      + #""primes": 4, "errorBits": 190, "usesSigns": true}}"#
    let text = try #require(try words(primes))
    #expect(text.contains("$2^{-190}$") && text.contains("degree at most 12") && text.contains("4 random primes"))
  }
}
