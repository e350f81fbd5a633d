import BigInt

func greatestCommonDivisor(_ a: UInt, _ b: UInt) -> UInt {
  var (a, b) = (a, b)
  while b != 0 { (a, b) = (b, a % b) }
  return a
}

/// By Lehmer's method: Euclid's steps are taken on the leading 62 bits while they certainly agree
/// with those on the whole numbers, then all at once (Knuth, The art of computer programming,
/// volume 2, 4.5.2, algorithm L). Powers of two, the denominators of all doubles and balls, are
/// taken out first. gcd(0, b) = b.
func greatestCommonDivisor(_ a: BigUInt, _ b: BigUInt) -> BigUInt {
  if a.isZero { return b }
  if b.isZero { return a }
  let (i, j) = (a.trailingZeroBitCount, b.trailingZeroBitCount)
  let odd = oddDivisor(a >> i, b >> j)
  return odd << min(i, j)
}

private func oddDivisor(_ a: BigUInt, _ b: BigUInt) -> BigUInt {
  var (a, b) = a >= b ? (BigInt(a), BigInt(b)) : (BigInt(b), BigInt(a))
  while b.magnitude.bitWidth > UInt.bitWidth { (a, b) = reduced(a, b) }
  guard b > 0 else { return a.magnitude }
  let rest = UInt(a % b), small = UInt(b)
  return BigUInt(greatestCommonDivisor(small, rest))
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
