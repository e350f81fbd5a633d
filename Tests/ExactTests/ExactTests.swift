import BigInt
import Exact
import SplitMix
import Testing

/// Sizes around the seam between machine words and big integers are the dangerous ones.
func randomInteger(_ rng: inout SplitMix) -> BigInt {
  let bits = [3, 8, 31, 32, 33, 62, 63, 64, 65, 90].randomElement(using: &rng) ?? 8
  let n = BigInt(BigUInt.randomInteger(withMaximumWidth: bits, using: &rng))
  let edges: [BigInt] = [0, BigInt(Int.max), BigInt(Int.min), BigInt(Int.max) + 1]
  if UInt8.random(in: 0..<8, using: &rng) == 0 { return edges[Int.random(in: 0..<4, using: &rng)] }
  return Bool.random(using: &rng) ? n : -n
}

@Suite struct RationalLaws {
  /// No smaller denominator has a number in the range, and no smaller number has that denominator.
  @Test func theSimplestInARange() {
    var rng = SplitMix(seed: 7)
    for _ in 0..<2000 {
      let low = Rational(Int.random(in: 0...300, using: &rng), Int.random(in: 1...90, using: &rng))
      let high = low + Rational(Int.random(in: 0...40, using: &rng), Int.random(in: 1...4000, using: &rng))
      let found = Rational.simplest(from: low, to: high)
      let expected = (1...90).lazy.compactMap { q -> Rational? in
        let least = Rational(-(-low * Rational(q)).floor) / Rational(q)
        return least <= high ? least : nil
      }.first
      #expect(found == expected, "\(low) to \(high): \(found)")
    }
    #expect(Rational.simplest(from: Rational(31_415_926, 10_000_000), to: Rational(31_415_927, 10_000_000)) == Rational(86_953, 27_678))
  }

  /// Against cross multiplication in big integers, which knows nothing of the small path.
  @Test func arithmeticAgreesWithCrossMultiplication() {
    for trial in 0..<4000 {
      var rng = SplitMix(seed: UInt64(trial))
      let (a, b, c, d) = (randomInteger(&rng), randomInteger(&rng), randomInteger(&rng), randomInteger(&rng))
      guard b != 0, d != 0 else { continue }
      let x = Rational(a, b), y = Rational(c, d)
      func same(_ r: Rational, _ n: BigInt, _ m: BigInt) -> Bool {
        r.numerator * m == n * r.denominator && r.denominator > 0
          && (r.numerator == 0 ? r.denominator == 1 : r.numerator.greatestCommonDivisor(with: r.denominator) == 1)
      }
      #expect(same(x + y, a * d + c * b, b * d), "trial \(trial): \(x) + \(y)")
      #expect(same(x - y, a * d - c * b, b * d), "trial \(trial): \(x) − \(y)")
      #expect(same(x * y, a * c, b * d), "trial \(trial): \(x) · \(y)")
      if c != 0 { #expect(same(x / y, a * d, b * c), "trial \(trial): \(x) / \(y)") }
      let sign = (a * d - c * b) * (b * d).signum()
      #expect((x < y) == (sign < 0) && (x == y) == (sign == 0), "trial \(trial): \(x) < \(y)")
      #expect(x == Rational(a * 7, b * 7) && x.hashValue == Rational(a * 7, b * 7).hashValue)
      #expect(x.floor * x.denominator <= x.numerator && (x.floor + 1) * x.denominator > x.numerator)
    }
  }

  /// Common factors of all lengths around one and two machine words, with powers of two in front,
  /// against the divisor of the library of big integers.
  @Test func commonFactorsAreTakenOut() {
    func positive(_ bits: [Int], _ rng: inout SplitMix) -> BigInt {
      let width = bits.randomElement(using: &rng) ?? 1
      let odd = BigInt(BigUInt.randomInteger(withExactWidth: width, using: &rng)) | 1
      return Bool.random(using: &rng) ? odd : odd << Int.random(in: 1...150, using: &rng)
    }
    for trial in 0..<3000 {
      var rng = SplitMix(seed: UInt64(trial))
      let lengths = [1, 2, 40, 63, 64, 65, 90, 127, 128, 129, 200, 500]
      let (a, b, g) = (positive(lengths, &rng), positive(lengths, &rng), positive(lengths, &rng))
      let (n, d) = (a * g, b * g), divisor = n.greatestCommonDivisor(with: d)
      let r = Rational(n, d)
      #expect(r.numerator * divisor == n && r.denominator * divisor == d, "trial \(trial): \(n)/\(d)")
      let back = r * Rational(d, a)
      #expect(back == Rational(g) && r + Rational(-a, b) == 0, "trial \(trial): \(n)/\(d)")
    }
  }

  @Test func readsNumbersAndNothingElse() {
    for (text, value) in [("7", Rational(7)), ("-7/5", Rational(-7, 5)), ("0.25", Rational(1, 4)),
      ("-1.5e-3", Rational(-3, 2000)), ("+3", Rational(3)), ("-0.5", Rational(-1, 2)), ("2e3", Rational(2000))] {
      #expect(Rational(text) == value, "\(text)")
    }
    for text in ["", "nan", "inf", "1/0", "1/-2", "0x10", "1e400000", "1.", ".", "1/2/3", "--1", "1 ", "1e", "½"] {
      #expect(Rational(text) == nil, "\(text)")
    }
  }

  @Test func doublesRoundTrip() {
    for trial in 0..<500 {
      var rng = SplitMix(seed: UInt64(trial))
      let x = Double(sign: Bool.random(using: &rng) ? .plus : .minus, exponent: Int.random(in: -300...300, using: &rng),
        significand: Double.random(in: 1..<2, using: &rng))
      #expect(Rational(exactly: x).double == x)
    }
  }
}

@Suite struct ExactNumbers {
  func log(_ n: Int, _ d: Int = 1) throws -> ExactNumber { try #require(ExactNumber.log(Rational(n, d))) }
  func root(_ n: Int, _ d: Int = 1) throws -> ExactNumber { try #require(ExactNumber.squareRoot(Rational(n, d))) }

  @Test func logarithmsAreIndependentOverPrimes() throws {
    #expect(try log(6) == log(2) + log(3))
    #expect(try log(8, 9) == log(2).scaled(by: 3) - log(3).scaled(by: 2))
    #expect(try log(6) != log(2) + log(5))
    #expect(try !(log(2).scaled(by: 19) - log(3).scaled(by: 12)).isZero)  // 2¹⁹ ≈ 3¹², not equal
    #expect(try (log(8) / log(2))?.rational == 3)
    #expect(try log(8) / log(3) == nil)
    #expect(try log(3) * log(2) == nil)
    #expect(ExactNumber.log(0) == nil && ExactNumber.log(Rational(-1)) == nil)
  }

  @Test func rootsFormAField() throws {
    #expect(try root(2) * root(3) == root(6))
    #expect(try (root(8) - root(2).scaled(by: 2)).isZero)
    #expect(try root(9, 4).rational == Rational(3, 2))
    #expect(try (ExactNumber(1) + root(2)).inverse == root(2) - ExactNumber(1))
    let mixed = try ExactNumber(Rational(1, 3)) + root(2) - root(15).scaled(by: Rational(2, 7)) + root(7)
    let product = try #require(mixed.inverse.flatMap { $0 * mixed })
    #expect(product.rational == 1)
    #expect(ExactNumber(0).inverse == nil && ExactNumber.squareRoot(Rational(-2)) == nil)
    #expect(try root(2) != root(3) && root(2) != ExactNumber(Rational(141421, 100000)))
  }

  @Test func exponentialsOfLogarithmsAreAlgebraic() throws {
    #expect(try (log(2).scaled(by: Rational(3, 2)) - log(5)).exp == root(8).scaled(by: Rational(1, 5)))
    #expect(try log(2).scaled(by: Rational(1, 3)).exp == nil)
    #expect(try (log(2).scaled(by: Rational(-1, 2))).exp == root(1, 2))
    #expect(try root(12).log == log(12).scaled(by: Rational(1, 2)))
  }

  /// Numbers too large to factor still compare: by greatest common divisors.
  @Test func unfactoredNumbersCompare() throws {
    let p = BigInt(2).power(127) - 1, q = BigInt(2).power(89) - 1  // primes, beyond any trial division
    let a = try #require(ExactNumber.log(Rational(p * q))), b = try #require(ExactNumber.log(Rational(p * p, q)))
    let c = try #require(ExactNumber.log(Rational(p))), d = try #require(ExactNumber.log(Rational(q)))
    #expect(a == c + d && b == c.scaled(by: 2) - d)
    #expect(a != c.scaled(by: 2) && a + b == c.scaled(by: 3))
    #expect((a + b).hashValue == c.scaled(by: 3).hashValue)
  }

  @Test func factorsMultiplyBack() throws {
    for trial in 0..<300 { // through logarithms: Σ e·log p must be log n again
      var rng = SplitMix(seed: UInt64(trial))
      let n = UInt64.random(in: 1...UInt64.max, using: &rng) >> UInt64.random(in: 0..<60, using: &rng)
      let log = try #require(ExactNumber.log(Rational(BigInt(n))))
      let product = try log.logarithms.reduce(BigInt(1)) { $0 * $1.base.power(try #require($1.coefficient.rational?.int)) }
      #expect(product == BigInt(n))
      #expect(log.logarithms.allSatisfy { $0.base.isPrime() })
    }
  }

  @Test func prints() throws {
    #expect(try (log(2).scaled(by: 2) - log(3).scaled(by: Rational(1, 3))).description == "2 log 2 − (1/3) log 3")
    #expect(try (ExactNumber(Rational(1, 2)) - log(7)).description == "1/2 − log 7")
    #expect(try (ExactNumber(1) - root(5).scaled(by: 3)).description == "1 − 3√5")
    #expect(ExactNumber(0).description == "0")
  }
}

@Suite struct LongProducts {
  /// A thousand factors by the tree, one by one, and telescoping.
  @Test func treeOfFactors() {
    let odd = (1...1000).map { Rational(2 * $0 + 1, 3 * $0 + 5) }
    #expect(Rational.product(of: odd) == odd.reduce(1, *))
    #expect(Rational.product(of: (1...5000).map { Rational($0, $0 + 1) }) == Rational(1, 5001))
    #expect(Rational.product(of: []) == 1)
    #expect(Rational.product(of: odd + [0]) == 0)
    #expect(Rational.product(of: odd.map { -$0 } + [-1]) == -odd.reduce(1, *))
  }
}
