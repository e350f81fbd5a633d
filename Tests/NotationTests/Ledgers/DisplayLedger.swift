import Ledger
import Notation
import Testing

/// What drawn displays say: their rows, what is derived in them, their conditions and reasons.
@Suite struct DisplayLedger {
  private static let brackets = [
    ("(", ")"), ("[", "]"), (#"\{"#, #"\}"#), ("{", "}"), (#"\left( "#, #" \right)"#), ("|", "|"),
    (#"\left| "#, #" \right|"#), (#"\lvert "#, #" \rvert"#), (#"\| "#, #" \|"#),
    (#"\left\| "#, #" \right\|"#), (#"\langle "#, #" \rangle"#), (#"\lfloor "#, #" \rfloor"#),
    (#"\lceil "#, #" \rceil"#), (#"\left\lfloor "#, #" \right\rfloor"#), ("f(", ")"),
    (#"\big( "#, #" \big)"#), (#"\left. "#, #" \right|"#), (#"\left( "#, #" \right."#),
    (#"\begin{matrix} "#, #" \end{matrix}"#), ("x_{", "}"), (")", "("), (#"\mathbb{E}["#, "]"),
  ]

  /// What parts formulas parts them outside of brackets only, whatever stands within what.
  @Test func brackets() throws {
    let inner = ["a, b", #"a \quad b"#, #"a \\ & + b"#, "a & b", #"a \because{c}"#]
    let entries = Self.brackets.flatMap { open, close in
      Self.brackets.map { first, last in
        let marks = inner.map { inner in
          let left = open + first + inner + last + ", c" + close
          let text = left + " = d, e = " + open + "f" + close + #" \quad g = h"#
          let readings = Readings(text, displayOptions: .book)
          let loose = FormulaParser(options: .lenient).display(text)
          let broken = readings.broken + [LawsOfReading.broken(loose, text)].compactMap(\.self)
          #expect(broken.isEmpty, "\(text): \(broken)")
          return Told.mark(readings.mark + Told.line(loose))
        }
        return Ledger.Entry("\(open)\(first)a\(last)\(close)", marks.joined(separator: " "))
      }
    }
    #expect(try Ledger("notation-brackets", ofNumbers: false).differences(entries) == [])
  }

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
    #expect(read > 300, "\(read)")
    #expect(try Ledger("notation-displays", ofNumbers: false).differences(entries) == [])
  }
}
