import Balls
import Exact
import Foundation
import SplitMix

/// Draws programs and places; the same seed draws the same.
struct Drawing {
  private var random: SplitMix
  init(_ seed: Int) { random = SplitMix(trial: seed) }

  mutating func int(_ range: ClosedRange<Int>) -> Int {
    range.lowerBound + Int(random.next() % UInt64(range.count))
  }
  mutating func one<T>(_ list: [T]) -> T { list[int(0...list.count - 1)] }
  mutating func rational(_ range: ClosedRange<Int>) -> Rational {
    Rational(int(range), one([1, 2, 3, 5, 8]))
  }
  mutating func double(_ a: Double, _ b: Double) -> Double {
    a + (b - a) * Double(random.next() >> 11) * 0x1p-53
  }
  mutating func ball() -> Ball {
    let x = Ball(rational(-20...20), bits: 96)
    return one([
      x, x, x.widened(byPowerOfTwo: int(-60 ... -1)), x.widened(byPowerOfTwo: int(-2...3)),
    ])
  }
}

extension Ball {
  /// For questions: the answers are told in full.
  var inShort: String { String(format: "%.4g±%.1g", midpoint, radius) }
}
