// Whole numbers that fit a machine word: what would take a big integer to say, without one.

extension Int {
  /// The n-th power for n ≥ 0; nil when it does not fit.
  func power(_ n: Int) -> Int? {
    var result = 1, square = self, rest = n
    while true {
      if rest & 1 == 1 {
        let (product, overflow) = result.multipliedReportingOverflow(by: square)
        if overflow { return nil }
        result = product
      }
      rest >>= 1
      if rest == 0 { return result }
      let (next, overflow) = square.multipliedReportingOverflow(by: square)
      if overflow { return nil }
      square = next
    }
  }

  /// √self when that is whole; nil otherwise.
  package var squareRoot: Int? {
    guard self >= 0 else { return nil }
    // The root of the nearest double is off by less than one.
    let near = Int(Double(self).squareRoot())
    return [near - 1, near, near + 1].first {
      let (square, overflow) = $0.multipliedReportingOverflow(by: $0)
      return $0 >= 0 && !overflow && square == self
    }
  }
}

/// The factorisation of a positive word into primes, ascending: trial division to 1000, then
/// Pollard's rho.
func factors(of n: UInt64) -> [(prime: UInt64, exponent: Int)] {
  var rest = n
  var found: [(prime: UInt64, exponent: Int)] = []
  func strip(_ p: UInt64) {
    var e = 0
    while rest % p == 0 { (rest, e) = (rest / p, e + 1) }
    if e > 0 { found.append((p, e)) }
  }
  for p in smallPrimes {
    if p * p > rest { break }
    strip(p)
  }
  for p in primes(of: rest) { strip(p) }
  return found
}
