import Balls
import Exact
import Testing

/// Ends of balls as they are written, and where they stop being written at all.
@Suite struct EndsOfBalls {
  private func power(_ n: Int) -> Ball { Ball(2).power(n, 64) }

  /// 2^±65536 is the last size whose ends are given, of the midpoint and of the radius.
  @Test func reachOfTheEnds() {
    for sign in [1, -1] {
      for (n, isGiven) in [(65536, true), (65537, false), (-65536, true), (-65537, false)] {
        let x = sign > 0 ? power(n) : power(n).negated
        #expect((x.bounds != nil) == isGiven, "\(sign)·2^\(n)")
        #expect((Ball(3).widened(byPowerOfTwo: n).bounds != nil) == isGiven, "3 ± 2^\(n)")
      }
    }
    #expect(Ball.zero.bounds.map { $0 == 0 && $1 == 0 } == true)
    #expect(Ball(3).widened(byPowerOfTwo: -65536).bounds.map { $1 - $0 == Rational(2).power(-65535) } == true)
    #expect(power(65536).bounds?.lower == Rational(2).power(65536))
    #expect(Ball(5).widened(byPowerOfTwo: 1).bounds.map { $0 == 3 && $1 == 7 } == true)
  }

  @Test func writtenForms() {
    func expect(_ x: Rational, _ digits: Int, _ low: String, _ high: String) {
      #expect(Ball(x, bits: 256).enclosure(digits: digits) == (low, high), "\(x) to \(digits)")
      let negative = Ball(-x, bits: 256).enclosure(digits: digits)
      #expect(negative == (high == "0" ? "0" : "-" + high, low == "0" ? "0" : "-" + low), "-\(x) to \(digits)")
    }
    expect(0, 4, "0", "0")
    expect(1, 1, "1", "1")
    expect(1, 4, "1.000", "1.000")
    expect(10, 1, "10", "10")
    expect(1_000_000, 1, "1000000", "1000000")
    expect(10_000_000, 1, "1e7", "1e7")
    expect(10_000_000, 3, "1.00e7", "1.00e7")
    expect(10_000_000, 7, "1.000000e7", "1.000000e7")
    expect(10_000_000, 8, "10000000", "10000000")
    expect(10_000_000, 9, "10000000.0", "10000000.0")
    expect(12_345_678, 4, "1.234e7", "1.235e7")
    expect(1_234_567, 4, "1234000", "1235000")
    expect(Rational(1, 2), 3, "0.500", "0.500")
    expect(Rational(1, 16), 3, "0.0625", "0.0625")
    expect(Rational(1, 16), 2, "0.062", "0.063")
    expect(Rational(1, 1 << 23), 17, "0.00000011920928955078125", "0.00000011920928955078125")
    expect(Rational(1, 1 << 23), 3, "0.000000119", "0.000000120")
    expect(Rational(1, 1 << 24), 17, "5.9604644775390625e-8", "5.9604644775390625e-8")
    expect(Rational(1, 1 << 24), 1, "5e-8", "6e-8")
    expect(Rational(1999, 2), 3, "999", "1000")
    expect(Rational(19_999_999, 2), 3, "9990000", "1.00e7")
    expect(Rational(7, 4), 1, "1", "2")
    expect(Rational(7, 4), 0, "1", "2")
    expect(Rational(7, 4), 3, "1.75", "1.75")
  }

  /// Two balls that agree to 2^-k of the scale agree to ⌊k·log₁₀ 2⌋ digits, or one fewer.
  @Test func digitsInCommon() {
    for k in 4...200 {
      let a = Ball(1).widened(byPowerOfTwo: -k), b = Ball(1)
      for (scale, more) in [(1.0, 0), (1024, 10), (0.25, -2)] {
        let digits = a.agreedDigits(with: b, scale: scale) ?? -1, bits = Double(max(0, k + more))
        #expect((Int((bits - 1.5) * 0.30103)...Int(bits * 0.30103)).contains(digits), "2^-\(k) of \(scale): \(digits)")
        #expect(digits == b.agreedDigits(with: a, scale: scale))
      }
    }
    #expect(Ball(1).agreedDigits(with: Ball(1), scale: 1) == 1000)
    #expect(Ball(1).agreedDigits(with: Ball(2), scale: 1) == nil)
    #expect(Ball(1).agreedDigits(with: Ball(1), scale: 0) == nil && Ball(1).agreedDigits(with: Ball(1), scale: .infinity) == nil)
    #expect(Ball(1).widened(byPowerOfTwo: 3).agreedDigits(with: Ball(1), scale: 1) == 0)
  }

  /// The sizes that are told as powers of two: of the radius, of everything.
  @Test func exponents() {
    for k in [-300, -1, 0, 1, 7, 1000] {
      let x = Ball(0).widened(byPowerOfTwo: k)
      #expect(x.radiusExponent.map { $0 == k || $0 == k + 1 } == true, "\(k): \(x.radiusExponent ?? .max)")
      #expect(power(k).magnitudeExponent.map { $0 == k || $0 == k + 1 } == true)
      #expect(x.magnitudeExponent.map { $0 == k || $0 == k + 1 } == true)
    }
    #expect(Ball(3).radiusExponent == nil && Ball.indeterminate.radiusExponent == .max)
    #expect(Ball.zero.magnitudeExponent == nil && Ball.indeterminate.magnitudeExponent == nil)
    #expect(Ball(3).widened(byPowerOfTwo: 2).magnitudeExponent == 3)
  }

  @Test func signsAndOrders() {
    let wide = Ball(1).widened(byPowerOfTwo: 0)  // [0, 2]
    #expect(wide.sign == nil && wide.isPositive == nil && wide.isNegative == false && wide.isNonnegative == true)
    #expect(wide.negated.isPositive == false && wide.negated.isNegative == nil && wide.negated.isNonnegative == nil)
    #expect(Ball(0).sign == 0 && Ball(0).isPositive == false && Ball(0).isNonnegative == true && Ball(0).isNegative == false)
    #expect(Ball(-3).sign == -1 && Ball(-3).isNonnegative == false && Ball(-3).isNegative == true && Ball(3).sign == 1)
    #expect(wide.contains(Rational(0)) && wide.contains(Rational(2)) && !wide.contains(Rational(-1, 1 << 40)) && !wide.contains(2 + Rational(1, 1 << 40)))
    #expect(Ball(2).intersection(wide, 64).map { $0.contains(Rational(2)) } == true && Ball(3).intersection(wide, 64) == nil)
  }
}
