/// Philox4x32-10 (Salmon, Moraes, Dror and Shaw 2011): a bijection of counters for each key, with
/// no state, so that any draw can be had in any order on any thread. Tested against the vectors
/// published with Random123.
public enum Philox {
  public static func block(counter: SIMD4<UInt32>, key: SIMD2<UInt32>) -> SIMD4<UInt32> {
    var c = counter, k = key
    for round in 0..<10 {
      if round > 0 { k = k &+ SIMD2(0x9E37_79B9, 0xBB67_AE85) }
      let (a, b) = (UInt64(0xD251_1F53) * UInt64(c.x), UInt64(0xCD9E_8D57) * UInt64(c.z))
      c = SIMD4(
        UInt32(truncatingIfNeeded: b >> 32) ^ c.y ^ k.x, UInt32(truncatingIfNeeded: b),
        UInt32(truncatingIfNeeded: a >> 32) ^ c.w ^ k.y, UInt32(truncatingIfNeeded: a))
    }
    return c
  }
}
