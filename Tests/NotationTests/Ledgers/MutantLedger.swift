import Exact
import Ledger
import Notation
import Testing

/// The mutants of formulas, and formulas as multiples of others.
@Suite struct MutantLedger {
  @Test func corpus() throws {
    let entries = Corpus.formulas.flatMap { block in
      let trees = block.texts.compactMap { text -> (String, Formula)? in
        guard let tree = try? FormulaParser(options: .lenient).parse(text) else { return nil }
        return (text, tree)
      }
      return [Ledger.Entry("# \(block.name)", "\(trees.count) texts")]
        + trees.map { text, tree in
          let (factor, rest) = Self.coefficient(of: tree)
          let all = Self.mutants(of: tree)
          let told = all.map { "\(Mutant.words(for: $0.name)): \(latex($0.formula))" }
          let mark = Told.mark(told.joined(separator: "\n"))
          return Ledger.Entry(
            Told.shown(text), "\(all.count) \(mark)\t\(factor) · \(Told.shown(latex(rest)))")
        }
    }
    #expect(try Ledger("notation-mutants", ofNumbers: false).differences(entries) == [])
  }

  /// Trees of all shapes that are read, drawn.
  @Test func trees() throws {
    let entries = (0..<200).map { line in
      let marks = (0..<5).map { k in
        let trial = 100_000 + line * 5 + k
        var random = RandomFormula(seed: UInt64(trial))
        let tree = random.formula(1 + trial % 3), (factor, rest) = Self.coefficient(of: tree)
        let all = Self.mutants(of: tree).map { "\($0.name) \(latex($0.formula))" }
        return Told.mark("\(latex(tree)) \(factor) \(latex(rest)) \(all)")
      }
      return Ledger.Entry("trees \(line)", marks.joined(separator: " "))
    }
    #expect(try Ledger("notation-trees", ofNumbers: false).differences(entries) == [])
  }

  /// No mutant is the formula itself, and none stands there twice.
  private static func mutants(of tree: Formula) -> [Mutant] {
    let all = Notation.mutants(of: tree)
    #expect(Set(all.map(\.formula)).count == all.count, "\(latex(tree)): duplicates")
    #expect(!all.contains { $0.formula == tree || !Mutant.operators.contains($0.name) })
    return all
  }

  /// What a formula is a multiple of is no multiple of anything.
  private static func coefficient(of tree: Formula) -> (factor: Rational, rest: Formula) {
    let (factor, rest) = tree.coefficient
    #expect(rest.coefficient.factor == 1 || factor == 0, "\(factor) times \(latex(rest))")
    return (factor, rest)
  }
}
