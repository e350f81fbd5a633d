import Ledger
import Notation
import Testing

/// The nearest known name to a word that is none.
@Suite struct SpellingLedger {
  private static let words = [
    "alpha", "alhpa", "aplha", "alfa", "al", "a", "", "beta", "bet", "betas", "epsilon", "epsilom",
    "varepslon", "mathbff", "overlien", "summ", "fracc", "int", "imt", "x", "lambda", "lamda",
    "lmbda", String(repeating: "a", count: 40), String(repeating: "a", count: 41), "sigma", "sgima",
  ]
  private static let known = [
    "alpha", "beta", "gamma", "delta", "epsilon", "lambda", "sigma", "sum", "int", "mathbf",
  ]

  @Test func nearest() throws {
    let entries = Self.words.flatMap { word in
      [nil, 0, 1, 2, 3].map { steps in
        let near = Spelling.nearest(to: word, among: Self.known, within: steps)
        Self.expectNearest(near, to: word, within: steps ?? max(1, word.utf8.count / 3))
        let range = steps.map(String.init) ?? "a third"
        return Ledger.Entry("\(word) within \(range)", near ?? "nothing")
      }
    }
    #expect(try Ledger("notation-spelling", ofNumbers: false).differences(entries) == [])
  }

  /// Nothing known is nearer, and nothing is found exactly where all are too far.
  private static func expectNearest(_ near: String?, to word: String, within limit: Int) {
    let best = known.map { distance(word, $0) }.min() ?? 0
    let isNear = word.utf8.count <= 40 && best <= limit && best < word.utf8.count
    #expect((near != nil) == isNear, "\(word)")
    if let near { #expect(distance(word, near) == best, "\(word)") }
  }

  /// Levenshtein's distance by its definition, over all pairs of beginnings.
  private static func distance(_ a: String, _ b: String) -> Int {
    let a = Array(a), b = Array(b)
    var table = [[Int]](repeating: Array(repeating: 0, count: b.count + 1), count: a.count + 1)
    for i in 0...a.count {
      for j in 0...b.count {
        guard i > 0, j > 0 else {
          table[i][j] = i + j
          continue
        }
        let changed = table[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)
        table[i][j] = min(changed, table[i - 1][j] + 1, table[i][j - 1] + 1)
      }
    }
    return table[a.count][b.count]
  }
}
