/// SplitMix64 (Steele, Lea and Flood 2014): small, seeded, the same everywhere. It draws trials for
/// tests and data for the gallery; what the book draws comes from named Philox streams
/// (`Probability.Stream`).
public struct SplitMix: RandomNumberGenerator, Sendable {
  private var state: UInt64

  /// The numbers of seed s + 1 are those of seed s without the first: trials that draw one after the
  /// other meet much the same numbers, each at another place.
  public init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1 }
  public init(trial: Int) { self.init(seed: UInt64(bitPattern: Int64(trial))) }

  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
