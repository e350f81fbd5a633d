import SplitMix
import Testing

@Suite struct SplitMixTests {
  private func numbers(_ seed: UInt64, _ count: Int) -> [UInt64] {
    var random = SplitMix(seed: seed)
    return (0..<count).map { _ in random.next() }
  }

  /// Trials of neighbouring seeds meet other numbers, at any place.
  @Test func seedsShareNothing() {
    var owner: [UInt64: UInt64] = [:]
    for seed in (0..<400).map(UInt64.init) + [.max, .max - 1, 1 << 63] {
      for number in numbers(seed, 200) {
        let other = owner.updateValue(seed, forKey: number)
        #expect(other == nil, "\(seed) and \(other ?? 0) both draw \(number)")
      }
    }
  }

  @Test func aSeedNamesItsNumbers() {
    #expect(numbers(7, 50) == numbers(7, 50))
    var random = SplitMix(trial: -1)
    #expect(random.next() == numbers(.max, 1)[0])
  }

  /// Every bit is set about half of the time, of the first number of a seed too: 8 standard
  /// deviations.
  @Test func bitsAreEven() {
    for place in [0, 1, 9] {
      let drawn = (0..<4096).map { numbers($0, 10)[place] }
      for bit in 0..<64 {
        let set = drawn.count { $0 >> bit & 1 == 1 }
        #expect(abs(set - 2048) < 256, "bit \(bit) of number \(place): \(set)")
      }
    }
  }
}
