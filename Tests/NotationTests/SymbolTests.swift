import Notation
import Testing

@Suite struct Symbols {
  /// One order of all, by the letter first.
  @Test func order() {
    let symbols = ["a", "alpha", "b", "x"].flatMap { letter in
      [
        Symbol(letter), Symbol(letter, subscripts: [.number(1)]), Symbol(letter, marks: ["*"]),
        Symbol(letter, subscripts: [.number(2)]), Symbol(letter, accents: ["bar"]),
        Symbol(letter, style: .bold), Symbol(letter, style: .roman, subscripts: [.infinity]),
      ]
    }
    for a in symbols {
      for b in symbols {
        #expect((a < b) == (a != b && !(b < a)), "\(a), \(b)")
        if a.letter < b.letter { #expect(a < b) }
      }
    }
    let sorted = symbols.sorted()
    for (i, a) in sorted.enumerated() {
      for b in sorted[(i + 1)...] { #expect(a < b, "\(a), \(b)") }
    }
  }

  @Test func familyHasNoSubscripts() throws {
    let symbol = try FormulaParser().parseSymbol(#"\bar{\mathbf x}_{t-1}^*"#)
    #expect(symbol.family == Symbol("x", style: .bold, accents: ["bar"], marks: ["*"]))
  }
}
