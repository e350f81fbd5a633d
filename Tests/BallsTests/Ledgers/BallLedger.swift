import Balls
import Exact
import Foundation
import Ledger
import Testing

/// Balls: functions of them, their sizes and ends as decimals, and how they compare; beside laws:
/// what many bits give at places inside a ball is inside what it gives.
@Suite struct BallLedger {
  @Test func balls() throws {
    var judged = 0
    let entries = try (6000..<6300).map { k throws -> Ledger.Entry in
      var d = Drawing(k)
      let x = d.ball(), y = d.ball(), bits = d.one([24, 53, 128]), r = d.rational(-30...30),
        n = d.int(-4...6)
      let functions = ElementaryFunction.allCases.map { x.applying($0, bits).inFull }
      let operations = [
        x.plus(y, bits), x.minus(y, bits), x.times(y, bits), x.over(y, bits), x.power(n, bits),
        x.power(y, bits), x.squareRoot(bits), x.union(y, bits),
        x.intersection(y, bits) ?? .indeterminate, x.widened(by: y), x.widened(byPowerOfTwo: n),
        x.center, x.magnitude, x.negated,
      ].map(\.inFull)
      judged += try judge(
        x, y,
        ElementaryFunction.allCases.map { f in
          (x.applying(f, bits), { a, _ in a.applying(f, Self.many) })
        }, "\(k)")
      judged += try judge(
        x, y,
        [
          (x.plus(y, bits), { $0.plus($1, Self.many) }),
          (x.minus(y, bits), { $0.minus($1, Self.many) }),
          (x.times(y, bits), { $0.times($1, Self.many) }),
          (x.over(y, bits), { $0.over($1, Self.many) }),
          (x.power(n, bits), { a, _ in a.power(n, Self.many) }),
          (x.power(y, bits), { $0.power($1, Self.many) }),
          (x.squareRoot(bits), { a, _ in a.squareRoot(Self.many) }),
          (x.union(y, bits), { a, _ in a }), (x.union(y, bits), { $1 }),
          (x.widened(by: y), { $0.plus($1, Self.many) }),
          (x.widened(by: y), { $0.minus($1, Self.many) }),
          (x.magnitude, { a, _ in a.magnitude }), (x.negated, { a, _ in a.negated }),
        ], "\(k)")
      try compare(x, y, r, "\(k)")
      let signs =
        [x.isPositive, x.isNegative, x.isNonnegative].map { $0.map { $0 ? "+" : "-" } ?? "?" }
        .joined() + (x.sign.map { "\($0)" } ?? "?")
      let relations = [
        x.isExact, x.containsZero, x.contains(y), x.contains(r), x.overlaps(y), y.overlaps(x),
      ].map { $0 ? "1" : "0" }.joined()
      let sizes =
        "\(x.radiusExponent ?? -999) \(x.magnitudeExponent ?? -999) \(min(x.accuracyBits, 999))"
      let scaled = x.times(Ball(10).power(d.int(-12...12), 128), 128), digits = d.int(1...14)
      let decimals = scaled.enclosure(digits: digits),
        agreed = x.agreedDigits(
          with: y.times(Ball(Rational(1, 1 << 20), bits: 64), 64).plus(x, 128),
          scale: d.one([1, 0.01, 100]))
      return .init(
        "\(k): \(x.inShort), \(y.inShort), \(r), \(bits), \(digits)",
        Ledger.digest((functions + operations).joined().utf8, 8)
          + " \(signs) \(relations) \(sizes) \(decimals.0) \(decimals.1) \(agreed ?? -1)")
    }
    #expect(judged > 20_000, "\(judged)")
    #expect(try Ledger("balls-numbers").differences(entries) == [])
  }

  // MARK: laws

  private static let many = 512

  /// At the ends of two balls and at places between: how many values were known to many bits.
  private func judge(
    _ x: Ball, _ y: Ball, _ outcomes: [(Ball, (Ball, Ball) -> Ball)], _ words: String
  ) throws -> Int {
    var judged = 0
    for (a, b) in zip(try places(x), try places(y).reversed()) {
      for (i, (outcome, precise)) in outcomes.enumerated() where outcome.isFinite {
        let value = precise(a, b)
        guard value.isFinite, value.isExact || value.accuracyBits > 300 else { continue }
        judged += 1
        #expect(outcome.overlaps(value), "\(words), \(i): \(outcome.inFull), but \(value.inFull)")
      }
    }
    return judged
  }

  /// Four places inside, the ends among them.
  private func places(_ x: Ball) throws -> [Ball] {
    let (lower, upper) = try #require(x.bounds)
    return [Rational(0), Rational(1, 3), Rational(97, 100), 1].map {
      Ball(lower + (upper - lower) * $0, bits: Self.many)
    }
  }

  /// What is said of two balls, by their ends.
  private func compare(_ x: Ball, _ y: Ball, _ r: Rational, _ words: String) throws {
    let (a, b) = try #require(x.bounds), (c, d) = try #require(y.bounds)
    #expect(x.contains(y) == (a <= c && d <= b) && x.contains(r) == (a <= r && r <= b), "\(words)")
    #expect(x.overlaps(y) == (a <= d && c <= b) && x.containsZero == (a <= 0 && 0 <= b), "\(words)")
    #expect(x.isExact == (a == b) && x.center.contains((a + b) / 2) && x.center.isExact, "\(words)")
    let signs = [a.signum, b.signum]
    #expect(x.sign == (signs[0] == signs[1] ? signs[0] : nil), "\(words)")
    #expect(x.isPositive == (a > 0 ? true : b <= 0 ? false : nil), "\(words)")
    #expect(x.isNonnegative == (a >= 0 ? true : b < 0 ? false : nil), "\(words)")
    if let common = x.intersection(y, Self.many) {
      let ends = try #require(common.bounds)
      #expect(ends.lower <= max(a, c) && min(b, d) <= ends.upper, "\(words)")
    } else {
      #expect(!x.overlaps(y), "\(words)")
    }
  }
}
