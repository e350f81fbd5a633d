import BigInt

/// gcd(0, b) = b.
func greatestCommonDivisor(_ a: UInt, _ b: UInt) -> UInt {
  if a == 0 || b == 0 { return a | b }
  let (i, j) = (a.trailingZeroBitCount, b.trailingZeroBitCount)
  return oddDivisor(a >> i, b >> j) << min(i, j)
}

/// Powers of two, the denominators of all doubles and balls, are taken out first. gcd(0, b) = b.
func greatestCommonDivisor(_ a: BigUInt, _ b: BigUInt) -> BigUInt {
  if a.isZero { return b }
  if b.isZero { return a }
  let (i, j) = (a.trailingZeroBitCount, b.trailingZeroBitCount)
  if a.bitWidth == i + 1 || b.bitWidth == j + 1 { return 1 << min(i, j) }
  return oddDivisor(a >> i, b >> j) << min(i, j)
}

/// For odd numbers, by subtraction and shifts (Stein 1967).
private func oddDivisor<T: FixedWidthInteger & UnsignedInteger>(_ a: T, _ b: T) -> T {
  if a == 1 || b == 1 { return 1 }
  var (a, b) = (a, b)
  while a != b {
    if a < b { (a, b) = (b, a) }
    a -= b
    a >>= T(truncatingIfNeeded: a.trailingZeroBitCount)
  }
  return a
}

/// For odd numbers, by Lehmer's method until both are short: Euclid's steps are taken on the leading
/// 62 bits while they certainly agree with those on the whole numbers, then all at once (Knuth, The
/// art of computer programming, volume 2, 4.5.2, algorithm L).
private func oddDivisor(_ a: BigUInt, _ b: BigUInt) -> BigUInt {
  if a.bitWidth <= 128, b.bitWidth <= 128 { return BigUInt(oddDivisor(short(a), short(b))) }
  var (a, b) = a >= b ? (BigInt(a), BigInt(b)) : (BigInt(b), BigInt(a))
  while b.magnitude.bitWidth > 128 { (a, b) = reduced(a, b) }
  guard b > 0 else { return a.magnitude }
  // one of the two is odd still
  return greatestCommonDivisor(a.magnitude % b.magnitude, b.magnitude)
}

/// Two words in one.
private func short(_ n: BigUInt) -> UInt128 {
  n.words.reversed().reduce(0) { $0 << 64 | UInt128($1) }
}

/// Some of Euclid's steps for a ≥ b > 0, at least one.
private func reduced(_ a: BigInt, _ b: BigInt) -> (BigInt, BigInt) {
  let shift = a.magnitude.bitWidth - 62
  var x = Int(a >> shift), y = Int(b >> shift)
  var (p, q, r, s) = (1, 0, 0, 1)  // a ← pa + qb, b ← ra + sb
  while y + r != 0, y + s != 0 {
    let quotient = (x + p) / (y + r)
    guard quotient == (x + q) / (y + s) else { break }
    (p, r) = (r, p - quotient * r)
    (q, s) = (s, q - quotient * s)
    (x, y) = (y, x - quotient * y)
  }
  return q == 0 ? (b, a % b) : (BigInt(p) * a + BigInt(q) * b, BigInt(r) * a + BigInt(s) * b)
}

extension BigInt {
  /// self / divisor where that leaves nothing; divisors are 1 or a power of two more often than not.
  func dividedExactly(by divisor: BigUInt) -> BigInt {
    let zeros = divisor.trailingZeroBitCount
    if divisor.bitWidth > zeros + 1 { return self / BigInt(divisor) }
    return zeros == 0 ? self : self >> zeros
  }
}
