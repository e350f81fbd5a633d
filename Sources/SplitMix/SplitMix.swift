/// SplitMix64 (Steele, Lea and Flood 2014): small, seeded, the same everywhere. It draws trials for
/// tests and data for the gallery; what the book draws comes from named Philox streams
/// (`Probability.Stream`).
public struct SplitMix: RandomNumberGenerator, Sendable {
  private var state: UInt64

  /// Seeds begin at scrambled places of the one long cycle. At places in order, the numbers of seed
  /// s + 1 would be those of seed s without the first, and trials that draw one after the other
  /// would meet much the same.
  public init(seed: UInt64) { state = Self.scrambled(seed &+ Self.step) }
  public init(trial: Int) { self.init(seed: UInt64(bitPattern: Int64(trial))) }

  public mutating func next() -> UInt64 {
    state &+= Self.step
    return Self.scrambled(state)
  }

  private static let step: UInt64 = 0x9E37_79B9_7F4A_7C15

  /// A permutation of the 64-bit numbers.
  private static func scrambled(_ x: UInt64) -> UInt64 {
    var z = x
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
