import Notation
import Testing

@Suite struct RoundTrips {
  /// parse ∘ print is the identity on trees, 20,000 of them.
  @Test(arguments: 0..<20) func randomTrees(_ block: Int) throws {
    for trial in block * 1000..<(block + 1) * 1000 {
      var random = RandomFormula(seed: UInt64(trial))
      let tree = random.formula(1 + trial % 4)
      let text = latex(tree)
      do {
        let back = try FormulaParser().parse(text)
        if back != tree {
          Issue.record("trial \(trial): \(text)\nread as \(latex(back))")
          return
        }
      } catch {
        Issue.record("trial \(trial): \(text)\n\(error)")
        return
      }
    }
  }

  @Test(arguments: Corpus.book) func corpus(_ text: String) throws {
    let tree = try FormulaParser().parse(text)
    let printed = latex(tree)
    #expect(try FormulaParser().parse(printed) == tree, "\(printed)")
    #expect(latex(try FormulaParser().parse(printed)) == printed)
    #expect(
      try FormulaParser(options: .lenient).parse(printed) == tree,
      "what is unambiguous reads the same in both modes")
    #expect(try FormulaParser().parseDisplay(text).derivations.map(\.formula) == [tree])
  }
}
