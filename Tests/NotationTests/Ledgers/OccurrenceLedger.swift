import Ledger
import Notation
import Testing

/// Where pieces stand in a text, and what the text is with another in their place.
@Suite struct OccurrenceLedger {
  private static let pieces = [
    "x", "a", "2", "1", "p", #"\log"#, #"\alpha"#, "x_t", "a_i", "x^2", "(", "|", #"\|"#, "{", "+",
    "=", "a + b", "f(x)", #"\frac"#, "b", "^2", "_i", "d x", "E", "KL", #"\frac{a}{b}"#, "(x)",
    #"\mathbb{E}"#, "&", #"\\"#, "12", ".5", "p(x", "x|z", "}", "_{i}", "^{2}",
  ]

  @Test func pieces() throws {
    let entries = Corpus.all.flatMap { block in
      [ReadingLedger.heading(block)]
        + block.texts.map { text in
          let found = Self.pieces.map { Self.told($0, in: text) }
          return Ledger.Entry(Told.shown(text), Told.mark(found.joined()))
        }
    }
    #expect(try Ledger("notation-pieces", ofNumbers: false).differences(entries) == [])
  }

  private static func told(_ piece: String, in text: String) -> String {
    guard let places = try? occurrences(of: piece, in: text) else { return "-" }
    let offsets = places.map { place in
      "\(text.utf8.distance(from: text.startIndex, to: place.lowerBound))"
        + "+\(text[place].utf8.count)"
    }
    let edited = (0...places.count + 1).map { number in
      Result { try replacing(piece, with: "y", occurrence: number == 0 ? nil : number, in: text) }
    }
    for case .success(let replaced) in edited where piece == "x" {
      let left = try? occurrences(of: piece, in: replaced).count
      #expect(left == places.count - 1, "\(text): \(replaced)")
    }
    return "\(offsets) \(edited)"
  }
}
