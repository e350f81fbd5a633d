import Ledger
import Notation
import Testing

/// What every character is read as, and which bytes are characters at all.
@Suite struct CharacterLedger {
  private static let blocks: [ClosedRange<UInt32>] = [
    0x00...0x2FF, 0x370...0x45F, 0x600...0x61F, 0xE00...0xE1F, 0x1D00...0x1DBF, 0x1FF0...0x23FF,
    0x25A0...0x266F, 0x27C0...0x2BFF, 0x3000...0x301F, 0xD7F0...0xD7FF, 0xE000...0xE00F,
    0xFE00...0xFE0F, 0xFEF0...0xFF6F, 0xFFF0...0x1000F, 0x1D400...0x1D7FF, 0x1F600...0x1F60F,
    0xE0000...0xE000F, 0x10FFF0...0x10FFFF,
  ]

  /// Between letters, twice, and within words; leniently and in plain text.
  @Test func characters() throws {
    let plain = FormulaParser(options: .plain)
    let entries = Self.blocks.flatMap { block in
      stride(from: block.lowerBound, through: block.upperBound, by: 16).map { first in
        let marks = (first..<first + 16).compactMap(Unicode.Scalar.init).map { scalar in
          let texts = ["a\(scalar)b", "x\(scalar)\(scalar)", "\\text{a\(scalar)} c )"]
          let told = texts.map { text in
            let readings = Readings(text, displayOptions: .lenient)
            #expect(readings.broken.isEmpty, "U+\(scalar.value): \(readings.broken)")
            return readings.mark + Told.line(plain.formula(text))
          }
          return Told.mark(told.joined())
        }
        return Ledger.Entry("U+\(String(first, radix: 16))", marks.joined(separator: " "))
      }
    }
    #expect(try Ledger("notation-characters", ofNumbers: false).differences(entries) == [])
  }

  /// Swift's own decoder repairs exactly what is refused as no UTF-8: shorter and longer forms than
  /// need be, surrogates, what lies beyond the last character, and what is cut off.
  @Test func bytes() {
    let next: [UInt8] = [0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xFF]
    var good = 0, bad = 0
    for first in UInt8(0x80)...0xFF {
      let two = next.map { [first, $0] }
      let three = two.flatMap { bytes in next.map { bytes + [$0] } }
      let four = first < 0xEF ? [] : three.flatMap { bytes in next.map { bytes + [$0] } }
      for bytes in [[first]] + two + three + four {
        let text = String(decoding: bytes, as: UTF8.self)
        let isText = Array(text.utf8) == bytes
        let words = Array(#"x_\text{"#.utf8) + bytes + Array("}".utf8)
        let read = Result { try FormulaParser(options: .lenient).parse(utf8: words) }
        guard case .failure(let error as ParseError) = read else {
          Issue.record("\(bytes) are read")
          continue
        }
        let isRefused = error.message.contains("no UTF-8")
        // what comes first may be a control character
        let isInvisible = error.message.contains("invisible")
        #expect(isText ? !isRefused : isRefused || isInvisible, "\(bytes): \(error)")
        if isText { good += 1 } else { bad += 1 }
      }
    }
    #expect(good > 500 && bad > 5000, "\(good) good, \(bad) bad")
  }
}
