import Testing
import Weaving

/// The MathML of the evidence: what browsers need that KaTeX leaves to its own style sheet.
@Suite struct MathMLTests {
  /// As KaTeX wraps a formula.
  private func light(_ body: String) -> String {
    MathML.light(
      "<span class=\"katex\"><math xmlns=\"http://www.w3.org/1998/Math/MathML\"><semantics><mrow>\(body)</mrow>"
        + "<annotation encoding=\"application/x-tex\">…</annotation></semantics></math></span>")
  }

  @Test func theFrameIsTakenOff() {
    #expect(light("<mi>x</mi>") == "<math><mi>x</mi></math>")
    // two rows side by side are not one row around everything
    #expect(
      MathML.light(
        "<math><semantics><mrow><mi>a</mi></mrow><mrow><mi>b</mi></mrow><annotation></annotation></semantics></math>"
      )
        == "<math><mrow><mi>a</mi></mrow><mrow><mi>b</mi></mrow></math>")
    #expect(MathML.light("no formula") == "no formula")
  }

  @Test func variantsBecomeLetters() {
    for (variant, letter, expected) in [
      ("script", "N", "𝒩"), ("script", "L", "ℒ"), ("double-struck", "E", "𝔼"),
      ("double-struck", "R", "ℝ"), ("bold", "I", "𝐈"),
      ("bold", "x", "𝐱"), ("bold", "α", "α"), ("unheard-of", "x", "x"), ("fraktur", "C", "ℭ"),
      ("italic", "h", "ℎ"),
    ] {
      #expect(
        light("<mi mathvariant=\"\(variant)\">\(letter)</mi>")
          == "<math><mi>\(expected)</mi></math>")
    }
    let upright = "<mi mathvariant=\"normal\">∥</mi>"
    #expect(light(upright) == "<math>\(upright)</math>", "what browsers know stays")
  }

  @Test func namesOfFunctionsStandFree() {
    let thin = "<mspace width=\".17em\"/>"
    let apply = "<mo>\u{2061}</mo>"
    #expect(light("<mi>log</mi>\(apply)<mi>p</mi>") == "<math><mi>log</mi>\(thin)<mi>p</mi></math>")
    let bracket = "<mo stretchy=\"false\">(</mo>"
    #expect(
      light("<mi>log</mi>\(apply)\(bracket)") == "<math><mi>log</mi>\(bracket)</math>",
      "none before a bracket")
    #expect(
      light("<mn>2</mn><mi>log</mi>\(apply)<mn>2</mn>")
        == "<math><mn>2</mn>\(thin)<mi>log</mi>\(thin)<mn>2</mn></math>")
    #expect(
      light("<mo>−</mo><mi>log</mi>") == "<math><mo>−</mo><mi>log</mi></math>",
      "none behind an operator")
    #expect(
      light("<mi>x</mi><mi>y</mi>") == "<math><mi>x</mi><mi>y</mi></math>",
      "letters multiply as they are")
  }

  @Test func aSignIsNoDifference() {
    let minus = "<mo>−</mo>"
    let sign = "<mo form=\"prefix\">−</mo>"
    #expect(
      light("<mi>z</mi><mo>=</mo>\(minus)<mn>1</mn>")
        == "<math><mi>z</mi><mo>=</mo>\(sign)<mn>1</mn></math>")
    #expect(light("<mi>z</mi>\(minus)<mn>1</mn>") == "<math><mi>z</mi>\(minus)<mn>1</mn></math>")
    let close = "<mo stretchy=\"false\">)</mo>"
    #expect(light("\(close)\(minus)<mn>1</mn>") == "<math>\(close)\(minus)<mn>1</mn></math>")
    #expect(
      light("<mo>=</mo>\(minus)<mn>1</mn><mo>≤</mo>\(minus)<mn>2</mn>")
        == "<math><mo>=</mo>\(sign)<mn>1</mn><mo>≤</mo>\(sign)<mn>2</mn></math>")
  }

  @Test func theBarsOfANormAreNoRelation() {
    let bar = "<mo fence=\"true\">∥</mo>"
    let near = "<mo fence=\"true\" lspace=\"0\" rspace=\"0\">∥</mo>"
    #expect(
      light("<msup><mrow>\(bar)<mi>x</mi>\(bar)</mrow><mn>2</mn></msup>")
        == "<math><msup><mrow>\(near)<mi>x</mi>\(near)</mrow><mn>2</mn></msup></math>")
    #expect(light("<mo>∥</mo>") == "<math><mo>∥</mo></math>", "of two laws it is one")
  }
}
