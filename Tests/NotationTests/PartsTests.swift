import Notation
import Testing

@Suite struct PartsOfFormulas {
  /// A formula put together again from its parts is itself.
  @Test func rebuilding() {
    for trial in 0..<5000 {
      var random = RandomFormula(seed: UInt64(trial) &+ 5)
      let tree = random.formula(1 + trial % 4)
      var whole = true
      tree.visit { if $0.rebuilt($0.parts) != $0 { whole = false } }
      #expect(whole, "trial \(trial): \(latex(tree))")
    }
  }

  @Test func sumsAndProductsStayFlat() throws {
    let parse = { try FormulaParser().parse($0) }
    let sum = try parse("a + b")
    #expect(try sum.rebuilt([parse("x + y"), parse("z")]) == parse("x + y + z"))
    #expect(try Formula.total([parse("x")]) == parse("x"))
    #expect(try Formula.multiplied([parse("x y"), parse("z")]) == parse("x y z"))
  }

  /// An edit of one place is the size of the formula, not of the number of edits.
  @Test func mutantsOfALongFormula() throws {
    let text = "y = " + (1...60).map { "a_{\($0)} x" }.joined(separator: " + ")
    let all = mutants(of: try FormulaParser().parse(text))
    #expect((300...6000).contains(all.count), "\(all.count)")
  }
}
