import Balls
import Exact
import Foundation
import Ledger
import Testing

/// Balls: functions of them, their sizes and ends as decimals, and how they compare.
@Suite struct BallLedger {
  @Test func balls() throws {
    let entries = (6000..<6300).map { k -> Ledger.Entry in
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
    #expect(try Ledger("balls-numbers").differences(entries) == [])
  }
}
