import BigInt

/// The factorisation of a positive integer as far as it is cheap: Σ e·log b over the pairs is log
/// n.
///
/// Every base up to 2⁶⁴ is prime; at most one base above may be composite. Bases are distinct and >
/// 1. Cost: trial division to 1000, then Pollard's rho (Brent) on 64 bits.
func factors(of n: BigInt) -> [(base: BigInt, exponent: Int)] {
  precondition(n > 0, "factors(of:) needs a positive integer; got \(n)")
  if let word = UInt64(exactly: n) {
    return factors(of: word).map { (BigInt($0.prime), $0.exponent) }
  }
  var rest = n
  var found: [(base: BigInt, exponent: Int)] = []
  func strip(_ p: BigInt) {
    var e = 0
    while rest > 1 {
      let (q, r) = rest.quotientAndRemainder(dividingBy: p)
      guard r == 0 else { break }
      (rest, e) = (q, e + 1)
    }
    if e > 0 { found.append((p, e)) }
  }
  for p in smallPrimes {
    if let word = UInt64(exactly: rest) {
      return found + factors(of: word).map { (BigInt($0.prime), $0.exponent) }
    }
    strip(BigInt(p))
  }
  if let word = UInt64(exactly: rest) {
    return found + factors(of: word).map { (BigInt($0.prime), $0.exponent) }
  }
  return found + [(rest, 1)]
}

let smallPrimes: [UInt64] = {
  (2..<1000).filter { n in !(2..<n).prefix(while: { $0 * $0 <= n }).contains { n % $0 == 0 } }
}()

/// The distinct primes of a word.
func primes(of n: UInt64) -> [UInt64] {
  if n == 1 { return [] }
  if isPrime(n) { return [n] }
  let d = divisor(of: n)
  return Array(Set(primes(of: d) + primes(of: n / d))).sorted()
}

private func multiply(_ a: UInt64, _ b: UInt64, modulo n: UInt64) -> UInt64 {
  let product = a.multipliedFullWidth(by: b)
  return n.dividingFullWidth((product.high % n, product.low)).remainder
}

/// Miller-Rabin with the twelve first primes as bases, which decides every n < 2⁶⁴ (Sorenson and
/// Webster 2015).
package func isPrime(_ n: UInt64) -> Bool {
  if n < 2 { return false }
  let bases: [UInt64] = [2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37]
  for p in bases where n % p == 0 { return n == p }
  let s = (n - 1).trailingZeroBitCount, d = (n - 1) >> s
  return bases.allSatisfy { a in
    var x: UInt64 = 1, square = a, e = d
    while e > 0 {
      if e & 1 == 1 { x = multiply(x, square, modulo: n) }
      square = multiply(square, square, modulo: n)
      e >>= 1
    }
    if x == 1 || x == n - 1 { return true }
    for _ in 1..<s {
      x = multiply(x, x, modulo: n)
      if x == n - 1 { return true }
    }
    return false
  }
}

/// A proper divisor of a composite word: Pollard's rho, x ↦ x² + c for c = 1, 2, …
private func divisor(of n: UInt64) -> UInt64 {
  if n % 2 == 0 { return 2 }
  func gcd(_ a: UInt64, _ b: UInt64) -> UInt64 { b == 0 ? a : gcd(b, a % b) }
  for c in 1..<UInt64.max {
    func step(_ x: UInt64) -> UInt64 {
      let square = multiply(x, x, modulo: n)
      return square >= n - c ? square - (n - c) : square + c
    }
    var slow: UInt64 = 2, fast: UInt64 = 2, d: UInt64 = 1
    while d == 1 {
      slow = step(slow)
      fast = step(step(fast))
      d = gcd(slow > fast ? slow - fast : fast - slow, n)
    }
    if d != n { return d }
  }
  return n
}
