import Ledger
import Notation
import Testing

/// What the texts of toys are read as: whole, as lists, as names, and damaged.
@Suite struct ToyLedger {
  private static let parser = FormulaParser(options: .plain)

  @Test func toys() throws {
    var edit = TextEdit(seed: 77)
    let entries = Corpus.toys.map { text in
      let whole = Self.read(text)
      let list = Result { try Self.parser.parseList(text).map(latex).joined(separator: " & ") }
      let name = Result { latex(.symbol(try Self.parser.parseSymbol(text))) }
      let marks = (0..<20).map { _ in
        let damaged = edit.damaged(text)
        return Told.mark(damaged + Told.line(Self.read(damaged)))
      }
      let others = Told.mark("\(list)") + Told.mark("\(name)")
      return Ledger.Entry(
        Told.shown(text), "\(Told.line(whole))\t\(others)\t\(marks.joined())")
    }
    #expect(try Ledger("notation-toys", ofNumbers: false).differences(entries) == [])
  }

  private static func read(_ text: String) -> Result<Formula, ParseError> {
    let result = parser.formula(text)
    if case .failure(let error) = result {
      #expect(LawsOfReading.place(of: error, in: text) == nil, "\(text)")
    }
    return result
  }
}
