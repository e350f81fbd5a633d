import Ledger
import Notation
import SplitMix
import Testing

/// What text is read as that slips of a hand have damaged, or that was put together wrongly.
@Suite struct DamageLedger {
  /// Ten kinds of damage to each text of the corpus.
  @Test func damage() throws {
    let entries = Corpus.all.enumerated().flatMap { number, block in
      [ReadingLedger.heading(block)]
        + block.texts.enumerated().map { line, text in
          var edit = TextEdit(seed: UInt64(number * 1000 + line))
          return Self.entry(Told.shown(text), (0..<10).map { _ in edit.damaged(text) }, .lenient)
        }
    }
    #expect(try Ledger("notation-damage", ofNumbers: false).differences(entries) == [])
  }

  /// The beginning of one text and the end of another.
  @Test func jumbles() throws {
    let all = Corpus.all.flatMap(\.texts).map(TextEdit.marks)
    let entries = (0..<6).flatMap { block in
      var random = SplitMix(seed: UInt64(900 + block))
      func below(_ n: Int) -> Int { Int(random.next() % UInt64(n)) }
      return (0..<60).map { line in
        let texts = (0..<10).map { _ in
          let a = all[below(all.count)], b = all[below(all.count)]
          return (a.prefix(1 + below(a.count)) + b.suffix(1 + below(b.count))).joined()
        }
        return Self.entry("jumbles \(block).\(line)", texts, .book)
      }
    }
    #expect(try Ledger("notation-jumbles", ofNumbers: false).differences(entries) == [])
  }

  private static func entry(
    _ question: String, _ texts: [String], _ displayOptions: FormulaParser.Options
  ) -> Ledger.Entry {
    let marks = texts.map { text in
      let readings = Readings(text, displayOptions: displayOptions)
      #expect(readings.broken.isEmpty, "\(text): \(readings.broken)")
      return readings.mark
    }
    return Ledger.Entry(question, marks.joined(separator: " "))
  }
}
