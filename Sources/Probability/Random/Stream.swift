import Digest
import Exact

/// A named sequence of random numbers. Its key is the start of SHA-256(root, check, purpose); the
/// number at an index depends on nothing else, so order, threads and neighbours do not matter.
/// Names have to be unique to be independent.
public struct Stream: Hashable, Sendable {
  private let key: SIMD2<UInt32>
  public let replicate: UInt32

  public init(root: UInt64, check: String, purpose: String, replicate: UInt32 = 0) {
    var hash = SHA256()
    hash.update((0..<8).map { UInt8(truncatingIfNeeded: root >> (8 * UInt64($0))) })
    // The length first, so that no two pairs of names run into the same bytes.
    hash.update((0..<8).map { UInt8(truncatingIfNeeded: check.utf8.count >> (8 * $0)) })
    hash.update(check.utf8)
    hash.update(purpose.utf8)
    let d = hash.digest.map { UInt32($0) }
    key = SIMD2(
      (0..<4).reduce(0) { $0 | d[$1] << (8 * UInt32($1)) },
      (0..<4).reduce(0) { $0 | d[4 + $1] << (8 * UInt32($1)) })
    self.replicate = replicate
  }

  private init(key: SIMD2<UInt32>, replicate: UInt32) {
    (self.key, self.replicate) = (key, replicate)
  }
  /// The same name, another independent sequence.
  public func replicated(_ n: UInt32) -> Stream { Stream(key: key, replicate: n) }

  /// The 64 bits at an index; lanes are independent sequences of one stream.
  public func bits(_ index: Int, lane: UInt32 = 0) -> UInt64 {
    let i = UInt64(bitPattern: Int64(index))
    let counter = SIMD4(
      UInt32(truncatingIfNeeded: i), UInt32(truncatingIfNeeded: i >> 32), lane, replicate)
    let block = Philox.block(counter: counter, key: key)
    return UInt64(block.x) | UInt64(block.y) << 32
  }
  public subscript(index: Int) -> UInt64 { bits(index) }

  /// Uniform on (0, 1): (k + ½)·2⁻⁵² for the upper 52 bits k. With 53 bits k + ½ would no longer be
  /// a double, and its rounding could give 1.
  public func uniform(_ index: Int, lane: UInt32 = 0) -> Double {
    (Double(bits(index, lane: lane) >> 12) + 0.5) * 0x1p-52
  }
  public func normal(_ index: Int, lane: UInt32 = 0) -> Double {
    normalQuantile(uniform(index, lane: lane))
  }

  /// Uniform on 0..<bound, without bias (Lemire 2019, with the rejected draws taken from further
  /// lanes).
  public func integer(below bound: Int, at index: Int, lane: UInt32 = 0) -> Int {
    let n = UInt64(bound), threshold = (0 &- n) % n
    var lane = lane
    while true {
      let (high, low) = bits(index, lane: lane).multipliedFullWidth(by: n)
      if low >= threshold { return Int(high) }
      lane &+= 0x1_0000
    }
  }
}
