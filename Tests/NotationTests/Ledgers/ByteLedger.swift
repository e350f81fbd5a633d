import Ledger
import Notation
import SplitMix
import Testing

/// Bytes between words are text exactly when Swift's own decoder finds nothing to repair.
@Suite struct ByteLedger {
  private static let heads: [UInt8] = [
    0x00, 0x1F, 0x20, 0x41, 0x7F, 0x80, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1, 0xED, 0xEE, 0xEF,
    0xF0, 0xF1, 0xF3, 0xF4, 0xF5, 0xFF, 0x9F, 0xA0, 0x8F, 0x90,
  ]
  private static let parser = FormulaParser(options: .lenient)

  @Test func bytes() throws {
    let entries = (0..<4).flatMap { block in
      var random = SplitMix(seed: UInt64(50 + block))
      func below(_ n: Int) -> Int { Int(random.next() % UInt64(n)) }
      return (0..<40).map { line in
        let told = (0..<10).map { _ in
          Self.told((0..<1 + below(5)).map { _ in Self.heads[below(Self.heads.count)] })
        }
        return Ledger.Entry("bytes \(block).\(line)", told.joined(separator: " "))
      }
    }
    #expect(try Ledger("notation-bytes", ofNumbers: false).differences(entries) == [])
  }

  private static func told(_ inner: [UInt8]) -> String {
    let text = String(decoding: inner, as: UTF8.self)
    let isUTF8 = Array(text.utf8) == inner && !text.unicodeScalars.contains("\u{FFFD}")
    let words = Array(#"x_\text{a"#.utf8) + inner + Array("a}".utf8)
    let read = Result { try parser.parse(utf8: words) }
    if case .failure(let error as ParseError) = read {
      if isUTF8 { #expect(!error.message.contains("no UTF-8"), "\(inner)") }
    } else {
      #expect(isUTF8, "\(inner)")
    }
    let bare = Result { try parser.parse(utf8: Array("x ".utf8) + inner) }
    return Told.mark("\(read.map(latex)) \(bare.map(latex))")
  }
}
