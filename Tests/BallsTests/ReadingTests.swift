import Balls
import BigInt
import Exact
import Testing

/// What is read off a ball: ends, exponents, digits, decimals.
@Suite struct ReadingBalls {
  private func ball(_ n: Int, _ d: Int = 1) -> Ball { Ball(Rational(n, d), bits: 128) }

  /// Plain decimals near 1, scientific ones further off; the lower end is rounded down, the upper up.
  @Test(arguments: [
    (Rational(1234), 4, "1234", "1234"), (Rational(1234), 2, "1200", "1300"), (Rational(1_234_567), 3, "1230000", "1240000"),
    (Rational(12_345_678), 3, "1.23e7", "1.24e7"), (Rational(123_456_789), 9, "123456789", "123456789"),
    (Rational(1_234_567_890), 9, "1.23456789e9", "1.23456789e9"), (Rational(100_000_000), 1, "1e8", "1e8"),
    (Rational(1, 10), 3, "0.0999", "0.101"), (Rational(1, 8), 3, "0.125", "0.125"), (Rational(1, 8), 0, "0.1", "0.2"),
    (Rational(5, 1 << 24), 4, "0.0000002980", "0.0000002981"), (Rational(5, 1 << 30), 3, "4.65e-9", "4.66e-9"),
    (Rational(999, 8), 2, "120", "130"), (Rational(7999, 8), 3, "999", "1000"), (Rational(-7999, 8), 3, "-1000", "-999"),
    (Rational(-3, 4), 1, "-0.8", "-0.7"), (Rational(0), 5, "0", "0"), (Rational(21, 2), 3, "10.5", "10.5"),
  ]) func decimals(_ r: Rational, _ digits: Int, _ low: String, _ high: String) {
    let (lower, upper) = Ball(r, bits: 64).enclosure(digits: digits)
    #expect(lower == low && upper == high, "\(lower), \(upper)")
  }

  @Test func decimalsOfAllSizes() {
    for n in -40...40 {
      let power = Rational(10).power(n), (lower, upper) = Ball(power, bits: 400).enclosure(digits: 1)
      let back = [lower, upper].map { Rational($0) ?? 0 }
      #expect(back[0] <= power && power <= back[1] && back[1] <= power * 2 && back[0] >= power * Rational(9, 10), "\(n)")
    }
  }

  @Test func endsAreExact() throws {
    for (ball, low, high) in [
      (ball(3, 4).widened(byPowerOfTwo: -2), Rational(1, 2), Rational(1)),
      (ball(-5).widened(by: ball(-2)), Rational(-7), Rational(-3)), (ball(12), Rational(12), Rational(12)),
      (ball(0).widened(byPowerOfTwo: 3), Rational(-8), Rational(8)),
    ] {
      let (lower, upper) = try #require(ball.bounds)
      #expect(upper >= high && lower <= low && upper - high < Rational(1, 1 << 20) && low - lower < Rational(1, 1 << 20))
    }
    let big = BigInt(10).power(60) + 7
    #expect(try #require(Ball(big).bounds).lower == Rational(big) && Ball(big).isExact)
    #expect(try #require(Ball(-big).bounds).upper == Rational(-big))
  }

  /// Ends beyond 2^±65536 would fill the memory: they are not given.
  @Test func endsWithinReach() {
    func two(_ n: Int) -> Ball { Ball(2).power(n, 64) }
    for n in [65536, -65536, 1, 0] {
      #expect(two(n).bounds != nil && two(n).negated.bounds != nil, "2^\(n)")
      #expect(Ball.one.widened(byPowerOfTwo: min(n, 65535)).bounds != nil || n < -60000, "2^\(n)")
    }
    for n in [65537, -65537] { #expect(two(n).bounds == nil && two(n).negated.bounds == nil && two(n).isFinite) }
    #expect(Ball.zero.widened(byPowerOfTwo: 65538).bounds == nil && Ball.zero.widened(byPowerOfTwo: -65538).bounds == nil)
    #expect(Ball.zero.widened(byPowerOfTwo: -65534).bounds != nil && Ball.zero.bounds != nil)
  }

  @Test func exponents() {
    for n in [-100, -3, 0, 5, 70] {
      let ball = Ball(2).power(n, 64).times(Ball(Rational(3, 4), bits: 64), 64)
      #expect(ball.magnitudeExponent == n && ball.negated.magnitudeExponent == n, "3/4·2^\(n)")
      #expect(Ball.one.widened(by: ball).radiusExponent == n, "3/4·2^\(n)")
    }
    #expect(Ball.zero.magnitudeExponent == nil && Ball.indeterminate.magnitudeExponent == nil)
    #expect(Ball.one.radiusExponent == nil && Ball.indeterminate.radiusExponent == .max)
    #expect(ball(3, 4).widened(by: ball(1, 8)).radius >= 0.125 && ball(3, 4).widened(by: ball(1, 8)).radius < 0.1251)
    #expect(ball(3, 4).midpoint == 0.75 && Ball.one.accuracyBits > 1_000_000 && Ball.indeterminate.accuracyBits < -1_000_000)
    #expect((18...22).contains(Ball.one.widened(byPowerOfTwo: -20).accuracyBits))
  }

  @Test func signs() {
    let half = ball(1, 2), touching = half.widened(byPowerOfTwo: -1)
    for (b, sign, positive, negative, nonnegative) in [
      (ball(2), Optional(1), Optional(true), Optional(false), Optional(true)), (ball(-2), -1, false, true, false),
      (Ball.zero, 0, false, false, true), (touching, nil, nil, false, true), (touching.negated, nil, false, nil, nil),
      (Ball.zero.widened(by: half), nil, nil, nil, nil),
    ] as [(Ball, Int?, Bool?, Bool?, Bool?)] {
      #expect(b.sign == sign && b.isPositive == positive && b.isNegative == negative && b.isNonnegative == nonnegative, "\(b.midpoint)")
      #expect(b.containsZero == (sign == nil || sign == 0))
    }
  }

  @Test func setsOfNumbers() throws {
    let left = ball(1).widened(byPowerOfTwo: 0), right = ball(2).widened(byPowerOfTwo: 0), far = ball(9)
    #expect(left.overlaps(right) && !left.overlaps(far) && left.contains(ball(2)) && !left.contains(right))
    #expect(left.contains(Rational(0)) && left.contains(Rational(2)) && !left.contains(Rational(21, 10)) && !left.contains(Rational(-1, 10)))
    let common = try #require(left.intersection(right, 64))
    #expect(common.contains(Rational(1)) && common.contains(Rational(2)) && common.radius < 0.51)
    #expect(left.intersection(far, 64) == nil && left.union(far, 64).contains(Rational(8)))
    #expect(left.center.isExact && left.center.contains(Rational(1)) && Ball.indeterminate.contains(Rational(5)))
  }

  /// −log₁₀ of the largest distance over the scale, rounded down.
  @Test func agreedDigits() {
    let x = Ball.one.widened(byPowerOfTwo: -34)
    #expect(x.agreedDigits(with: .one, scale: 1) == 9 || x.agreedDigits(with: .one, scale: 1) == 10)
    #expect(x.agreedDigits(with: .one, scale: 1024) == 13 || x.agreedDigits(with: .one, scale: 1024) == 12)
    #expect(Ball.one.widened(byPowerOfTwo: 3).agreedDigits(with: .one, scale: 1) == 0)
    #expect(Ball.one.agreedDigits(with: .one, scale: 1) == 1000 && Ball.one.agreedDigits(with: Ball(2), scale: 1) == nil)
    for scale in [0, -1, Double.infinity] { #expect(x.agreedDigits(with: .one, scale: scale) == nil) }
  }

  @Test func surdsAndPowers() throws {
    let surd = try #require(ExactNumber.squareRoot(Rational(2))) + ExactNumber(Rational(3, 7))
    #expect(Ball(surd, bits: 128).minus(ball(3, 7), 128).power(2, 128).contains(Rational(2)))
    #expect(ball(3, 2).power(-3, 128).contains(Rational(8, 27)) && ball(2).power(0, 64).contains(Rational(1)))
    #expect(!Ball.zero.power(-1, 64).isFinite && ball(4).power(ball(1, 2), 128).contains(Rational(2)))
  }
}
