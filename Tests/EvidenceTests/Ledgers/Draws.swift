import Exact
import SplitMix

/// Small random numbers for questions, the same on every run.
struct Draws {
  private var random: SplitMix
  init(_ seed: Int) { random = SplitMix(trial: seed) }

  mutating func int(_ range: ClosedRange<Int>) -> Int {
    range.lowerBound + Int(random.next() % UInt64(range.count))
  }
  mutating func one<T>(of all: [T]) -> T { all[int(0...(all.count - 1))] }
  mutating func coin() -> Bool { int(0...1) == 0 }

  /// A fraction with a small denominator, in this range.
  mutating func fraction(_ lower: Int, _ upper: Int) -> Rational {
    let d = int(1...7)
    return Rational(int((lower * d)...(upper * d)), d)
  }
  /// The same, other than 0.
  mutating func nonzero(_ lower: Int, _ upper: Int) -> Rational {
    let r = fraction(lower, upper)
    return r.isZero ? Rational(1, 3) : r
  }
  mutating func positive(_ upper: Int) -> Rational { nonzero(0, upper) }
}
