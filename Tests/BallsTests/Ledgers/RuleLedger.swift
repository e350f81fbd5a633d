import Balls
import Exact
import Foundation
import Ledger
import Testing

/// Rules of integration for functions that are large somewhere; beside laws: sums of functions that
/// are no larger err by no more than is certified, and polynomials have the errors they must have.
@Suite struct RuleLedger {
  /// Rules for functions that are as large as they are made: peaks of all heights and widths.
  @Test func rules() throws {
    var judged = 0
    let entries = (4000..<4160).map { k -> Ledger.Entry in
      var d = Drawing(k)
      let from = d.double(-3, 2), to = from + d.double(0.01, 4),
        pole = (d.double(-5, 5), d.double(0, 3)), height = exp2(d.double(-60, 60))
      let kind = d.int(0...3), tolerance = d.double(-120, 10), most = d.one([6, 24, 60, 300])
      var asked = 0
      let rule = EllipseRule(tolerance: tolerance, most: most) { z in
        asked += 1
        let dx = max(0, z.real.lower - pole.0, pole.0 - z.real.upper),
          dy = max(0, z.imaginary.lower - pole.1, pole.1 - z.imaginary.upper)
        let distance = (dx * dx + dy * dy).squareRoot()
        switch kind {
        case 0: return distance > 0 ? height / distance : nil
        case 1: return height * exp(z.imaginary.upper * z.imaginary.upper)
        case 2: return distance > 0.5 ? height : nil
        default: return height
        }
      }
      let best = rule.best(Span(lower: from, upper: to))
      if let best {
        judged += 1
        let f = Peak(kind: kind, pole: pole, height: height)
        let error = f.error(of: best.points, from: from, to: to), most = exp2(best.error)
        #expect(error <= most * (1 + 1e-9), "\(k): \(best) errs by \(error)")
      }
      return .init(
        "\(k): \(from)…\(to), \(kind), \(most)",
        (best.map { "\($0.points) \($0.error) \($0.magnitude)" } ?? "none") + ", \(asked)")
    }
    #expect(judged > 80, "\(judged)")
    #expect(try Ledger("balls-rules").differences(entries) == [])
  }

  /// ∫ xᵏ = 2/(k + 1) or 0 exactly below degree 2n; of x²ⁿ the sum misses the square of the Legendre
  /// polynomial with leading coefficient 1, 2²ⁿ⁺¹ n!⁴/((2n + 1) (2n)!²).
  @Test(arguments: [1, 2, 3, 5, 8, 16, 33, 64]) func polynomials(_ n: Int) throws {
    for bits in [64, 300] {
      let rule = GaussLegendre.rule(n, bits: bits)
      func sum(_ k: Int) -> Ball { rule.sum { $0.power(k, 2 * bits) } }
      for k in 0..<2 * n {
        let moment = k % 2 == 0 ? Rational(2, k + 1) : 0
        let found = sum(k)
        #expect(found.contains(moment) && found.radius < exp2(Double(12 - bits)), "\(n), x^\(k)")
      }
      func factorial(_ m: Int) -> Rational { (1...m).reduce(Rational(1)) { $0 * Rational($1) } }
      let missed =
        Rational(2).power(2 * n + 1) * factorial(n).power(4) / Rational(2 * n + 1)
        / factorial(2 * n).power(2)
      #expect(sum(2 * n).contains(Rational(2, 2 * n + 1) - missed), "\(n)")
      // and that is something: more than is seen of the sum
      if bits == 300 { #expect(!sum(2 * n).contains(Rational(2, 2 * n + 1)), "\(n)") }
    }
  }
}

/// A function that is real on the real line and no larger than the rule is told.
private struct Peak {
  let kind: Int, pole: (Double, Double), height: Double
  private static let bits = 512

  /// height·v/((x − u)² + v²) with poles at u ± iv, which above the line is at most height/|z − pole|;
  /// half of it, at most the height beyond ½; height·exp(−x²); the height.
  private func value(_ x: Ball) -> Ball {
    let (u, v, h) = (Ball(exactly: pole.0), Ball(exactly: pole.1), Ball(exactly: height))
    func square(_ a: Ball) -> Ball { a.power(2, Self.bits) }
    switch kind {
    case 0, 2:
      let size = square(x.minus(u, Self.bits)).plus(square(v), Self.bits)
      return h.times(v, Self.bits).over(size, Self.bits).times(share, Self.bits)
    case 1: return h.times(square(x).negated.exp(Self.bits), Self.bits)
    default: return h
    }
  }
  private var share: Ball { Ball(kind == 2 ? Rational(1, 2) : 1, bits: Self.bits) }

  /// An antiderivative.
  private func area(_ x: Ball) -> Ball {
    let (u, v, h) = (Ball(exactly: pole.0), Ball(exactly: pole.1), Ball(exactly: height))
    switch kind {
    case 0, 2:
      let angle = x.minus(u, Self.bits).over(v, Self.bits).applying(.arctan, Self.bits)
      return h.times(angle, Self.bits).times(share, Self.bits)
    case 1:
      let root = Ball.pi(Self.bits).squareRoot(Self.bits)
      return h.times(x.applying(.erf, Self.bits), Self.bits).times(root, Self.bits)
        .over(Ball(2), Self.bits)
    default: return h.times(x, Self.bits)
    }
  }

  /// How far the sum of n points is from the integral; of none, how large that is.
  func error(of n: Int, from: Double, to: Double) -> Double {
    let (a, b, two) = (Ball(exactly: from), Ball(exactly: to), Ball(2))
    let exact = area(b).minus(area(a), Self.bits)
    guard n > 0 else { return abs(exact.midpoint) + exact.radius }
    let middle = a.plus(b, Self.bits).over(two, Self.bits)
    let half = b.minus(a, Self.bits).over(two, Self.bits)
    let sum = GaussLegendre.rule(n, bits: Self.bits).sum {
      value(middle.plus(half.times($0, Self.bits), Self.bits))
    }
    let missed = sum.times(half, Self.bits).minus(exact, Self.bits)
    return abs(missed.midpoint) + missed.radius
  }
}

extension GaussLegendre {
  /// Σ w f(x) over all nodes; only those ≥ 0 are kept.
  fileprivate func sum(_ f: (Ball) -> Ball) -> Ball {
    zip(nodes, weights).reduce(Ball(0)) { sum, node in
      let (x, weight) = node
      let once = sum.plus(f(x).times(weight, 1024), 1024)
      return x.containsZero ? once : once.plus(f(x.negated).times(weight, 1024), 1024)
    }
  }
}
