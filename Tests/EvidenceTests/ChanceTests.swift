import Balls
import Evidence
import Exact
import Foundation
import Testing

/// The chances of counts behind the regions of shares, against sums of fractions.
@Suite("Chances of counts") struct ChanceTests {
  /// P(K ≤ k) for k = 0, …, n, exactly.
  private func sums(_ n: Int, _ p: Rational) -> [Rational] {
    var binomial: Rational = 1, sum: Rational = 0, all: [Rational] = []
    for k in 0...n {
      sum = sum + binomial * p.power(k) * (1 - p).power(n - k)
      all.append(sum)
      binomial = binomial * Rational(n - k, k + 1)
    }
    return all
  }

  private static let shares = [
    Rational(1, 1_000_000_000), Rational(1, 1000), Rational(1, 10), Rational(1, 3),
    Rational(1, 2), Rational(7, 10), Rational(99, 100), Rational(999_999_999, 1_000_000_000),
  ]

  @Test("every chance and what it leaves, to ten digits of themselves", arguments: shares)
  func binomial(p: Rational) {
    for n in [1, 2, 3, 11, 12, 13, 40, 100] {
      let share = Binomial(n, p.double)
      for (k, exact) in sums(n, p).enumerated() {
        // p.double is not p: the chances are those of a share a little off, by n/p roundings
        let off = 1e-10 + 1e-15 * Double(n) / min(p.double, 1 - p.double)
        let upTo = exact.double, above = (1 - exact).double
        if upTo > 1e-290 || exact.isZero {
          #expect(abs(share.atMost(k) - upTo) <= off * upTo, "P(K ≤ \(k)) of \(n), \(p)")
        }
        if above > 1e-290 || exact == 1 {
          #expect(abs(share.moreThan(k) - above) <= off * above, "P(K > \(k)) of \(n), \(p)")
        }
      }
    }
  }

  @Test("certain counts are certain: no draw hits, every draw hits, no more than all")
  func certain() {
    for n in [1, 5, 100] {
      for p in [0, 0.3, 1] {
        #expect(Binomial(n, p).atMost(n) == 1 && Binomial(n, p).moreThan(n) == 0)
        #expect(Binomial(n, p).atMost(n + 1) == 1 && Binomial(n, p).moreThan(n + 1) == 0)
      }
      for k in 0..<n {
        #expect(Binomial(n, 0).atMost(k) == 1 && Binomial(n, 0).moreThan(k) == 0)
        #expect(Binomial(n, 1).atMost(k) == 0 && Binomial(n, 1).moreThan(k) == 1)
      }
    }
  }

  @Test("the largest count that is to be expected is the first with so small a chance beyond it")
  func largest() {
    for (n, p) in [(1, 0.5), (2, 0.3), (7, 1e-9), (12, 0.5), (40, 0.999), (100, 0.1)] {
      let share = Binomial(n, p)
      for chance in [0.9, 0.5, 0.1, 0.01, 1e-6] {
        let k = share.largest(chance)
        #expect((0...n).contains(k) && share.moreThan(k) <= chance, "\(n), \(p), \(chance): \(k)")
        #expect(k == 0 || share.moreThan(k - 1) > chance, "\(n), \(p), \(chance): \(k)")
      }
      // the chance beyond a count is small enough for that count
      for k in 0..<n where share.moreThan(k) > 0 {
        let found = share.largest(share.moreThan(k))
        #expect(found <= k && share.moreThan(found) == share.moreThan(k), "\(n), \(p), \(k)")
      }
      #expect(share.largest(0) <= n)
    }
  }

  @Test("the ends of the incomplete beta function, and beyond them") func ends() {
    for (a, b) in [(1.0, 1.0), (1, 8), (3, 2), (50, 4)] {
      let beta = IncompleteBeta(a, b)
      #expect(beta(0) == 0 && beta(-0.5) == 0 && beta(1) == 1 && beta(1.5) == 1)
      // I_x(a, b) + I_{1 − x}(b, a) = 1, on both sides of where the fraction is turned
      for x in [0.01, 0.2, 0.5, 0.7, 0.99] {
        #expect(abs(beta(x) + IncompleteBeta(b, a)(1 - x) - 1) < 1e-13, "\(a), \(b), \(x)")
      }
    }
    for x in [1e-9, 0.25, 0.5, 0.9] {
      #expect(abs(IncompleteBeta(1, 1)(x) - x) < 1e-14 * x)
      #expect(abs(IncompleteBeta(3, 1)(x) - x * x * x) < 1e-13 * x * x * x)
    }
  }

  @Test("log Γ is the logarithm of a factorial, to the last digits") func factorials() {
    var factorial: Rational = 1
    for n in 1...60 {
      let exact = Ball(factorial, bits: 128).log(128).midpoint
      #expect(abs(logGamma(Double(n)) - exact) <= 1e-14 * max(1, exact), "Γ(\(n))")
      factorial = factorial * Rational(n)
    }
    // Γ(½ + n) = (2n)!/(4ⁿ n!)·√π
    var half = Rational(1, 2)
    for n in 1...20 {
      let exact = Ball(half, bits: 128).log(128)
        .plus(Ball.pi(128).log(128).times(Ball(Rational(1, 2), bits: 128), 128), 128).midpoint
      #expect(
        abs(logGamma(Double(n) + 0.5) - exact) <= 1e-14 * max(1, exact.magnitude), "Γ(\(n) + ½)")
      half = half * (Rational(n) + Rational(1, 2))
    }
  }

  @Test("an end of a region is a share under which so extreme a count has half of α")
  func regions() {
    for (n, alpha) in [(5, 0.05), (30, 0.2), (100, 1e-4)] {
      let shares = ClopperPearson(draws: n, alpha: alpha)
      for hits in [0, 1, n / 2, n - 1, n] {
        let region = shares.region(hits: hits), share = Double(hits) / Double(n)
        #expect(region.contains(share))
        if hits > 0 {
          let chance = Binomial(n, region.lowerBound).moreThan(hits - 1)
          #expect(abs(chance - alpha / 2) < 1e-8 * alpha, "\(hits) of \(n)")
        } else {
          #expect(region.lowerBound == 0)
        }
        if hits < n {
          let chance = Binomial(n, region.upperBound).atMost(hits)
          #expect(abs(chance - alpha / 2) < 1e-8 * alpha, "\(hits) of \(n)")
        } else {
          #expect(region.upperBound == 1)
        }
      }
    }
  }
}
