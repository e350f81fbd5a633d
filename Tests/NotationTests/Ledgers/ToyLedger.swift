import Ledger
import Notation
import SplitMix
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

  /// Formulas in LaTeX, read as toys are.
  @Test func latexInPlainText() throws {
    let texts = Corpus.book + Corpus.all.flatMap(\.texts)
    let entries = texts.map { text in
      let display = Told.line(Self.parser.display(text))
      return Ledger.Entry(Told.shown(text), Told.mark(Told.line(Self.read(text)) + display))
    }
    #expect(try Ledger("notation-plain", ofNumbers: false).differences(entries) == [])
  }

  /// The beginning of one toy and the end of another.
  @Test func jumbles() throws {
    var random = SplitMix(seed: 31)
    func below(_ n: Int) -> Int { Int(random.next() % UInt64(n)) }
    let all = Corpus.toys.map(TextEdit.marks)
    let entries = (0..<60).map { line in
      let marks = (0..<20).map { _ in
        let a = all[below(all.count)], b = all[below(all.count)]
        let text = (a.prefix(1 + below(a.count)) + b.suffix(1 + below(b.count))).joined()
        let list = Result { try Self.parser.parseList(text).map(latex).joined(separator: " & ") }
        return Told.mark("\(text) \(Told.line(Self.read(text))) \(list)")
      }
      return Ledger.Entry("jumbles \(line)", marks.joined(separator: " "))
    }
    #expect(try Ledger("notation-toy-jumbles", ofNumbers: false).differences(entries) == [])
  }

  private static func read(_ text: String) -> Result<Formula, ParseError> {
    let result = parser.formula(text)
    if case .failure(let error) = result {
      #expect(LawsOfReading.place(of: error, in: text) == nil, "\(text)")
    }
    return result
  }
}
