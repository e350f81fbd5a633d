import Ledger
import Notation
import Testing

/// What drawn displays say: their rows, what is derived in them, their conditions and reasons.
@Suite struct DisplayLedger {
  @Test func drawn() throws {
    let previous = try FormulaParser().parse("z + 1")
    var read = 0
    let entries = (0..<200).map { line in
      let marks = (0..<10).map { k in
        var drawn = DrawnDisplay(seed: UInt64(line * 10 + k))
        let text = drawn.text()
        let readings = Readings(text, displayOptions: .book)
        let going = Result<Display, ParseError>.reading {
          try FormulaParser(options: .lenient).parseDisplay(text, continuing: previous)
        }
        let broken = readings.broken + [LawsOfReading.broken(going, text)].compactMap(\.self)
        #expect(broken.isEmpty, "\(text): \(broken)")
        if case .success = going { read += 1 }
        return Told.mark(readings.mark + Told.line(going))
      }
      return Ledger.Entry("displays \(line)", marks.joined(separator: " "))
    }
    #expect(read > 400, "\(read)")
    #expect(try Ledger("notation-displays", ofNumbers: false).differences(entries) == [])
  }
}
