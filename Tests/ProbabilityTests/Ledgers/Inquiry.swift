import Exact
import Expressions
import Ledger
import Probability
import SplitMix
import Testing

/// What a block of questions leaves behind: its lines of a ledger, and how many of its answers a
/// law has judged.
///
/// What the program does not know is no error; but laws that judge few answers prove little, so
/// every block states how many there are at least.
struct Inquiry {
  private var entries: [Ledger.Entry] = []
  private var judged = 0

  mutating func note(_ question: String, _ outcome: String) {
    entries.append(Ledger.Entry(question, outcome))
  }

  /// A law that an answer obeys or not.
  mutating func judge(
    _ isTrue: Bool, _ words: @autoclosure () -> String,
    at source: SourceLocation = #_sourceLocation
  ) {
    judged += 1
    #expect(isTrue, "\(words())", sourceLocation: source)
  }

  /// An answer beside the same in doubles, in units of the latter where that is above 1.
  mutating func judge(
    _ found: Double?, _ plain: Double, within tolerance: Double = 1e-6,
    _ words: @autoclosure () -> String, at source: SourceLocation = #_sourceLocation
  ) {
    guard let found else { return }
    let isNear = found == plain || abs(found - plain) <= tolerance * max(1, abs(plain))
    judge(isNear, "\(words()): \(found), plainly \(plain)", at: source)
  }

  /// All is as recorded, and enough was judged.
  func close(
    _ ledger: String, judging least: Int, at source: SourceLocation = #_sourceLocation
  ) throws {
    #expect(judged >= least, "\(judged) answers judged", sourceLocation: source)
    #expect(try Ledger(ledger).differences(entries) == [], sourceLocation: source)
  }
}

/// Numbers drawn for questions; the same seed draws the same.
struct Draws {
  private var random: SplitMix
  /// Neighbouring seeds of the generator are one sequence, shifted by one; these start a million
  /// numbers apart.
  init(seed: Int) { random = SplitMix(seed: UInt64(seed) &* 1_000_003) }

  mutating func below(_ n: Int) -> Int { Int(random.next() % UInt64(n)) }
  mutating func one<T>(_ list: [T]) -> T { list[below(list.count)] }
  /// −n…n by 1/d.
  mutating func rational(_ n: Int, _ d: Int) -> Rational {
    Rational(below(2 * n + 1) - n, 1 + below(d))
  }
  mutating func order(_ n: Int) -> [Int] {
    (0..<n).reduce(into: []) { $0.insert($1, at: below($1 + 1)) }
  }
  /// Uniform on [0, 1).
  mutating func unit() -> Double { Double(random.next() >> 11) * 0x1p-53 }
}

// MARK: answers in words

/// The letters that questions are asked in.
let letters = ["a", "b", "c", "d"].map { Variable($0) }

/// Variables that the program makes up are numbered anew for every question, so that an answer is
/// written alike whatever was asked before.
func numbered<T>(_ body: () throws -> T) rethrows -> T {
  try Variable.$numbering.withValue(VariableNumbering(), operation: body)
}

func refusal(_ error: any Error) -> String { "✗ \(error)" }

/// A text, or a digest of one that is too long for a line.
func brief(_ text: String, below length: Int) -> String {
  text.utf8.count < length ? text : Ledger.digest(text.utf8)
}

/// The bytes of doubles, to the last bit.
func bits(_ values: some Sequence<Double>) -> [UInt8] {
  values.flatMap { x in
    (0..<8).map { UInt8(truncatingIfNeeded: x.bitPattern >> (8 * $0)) }
  }
}
