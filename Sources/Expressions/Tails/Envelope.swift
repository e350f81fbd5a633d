import Balls
import Exact
import Foundation

/// What is known of an expression far out: on x = ±(R + u), u ≥ 0, its value lies in A(u)·w^κ·exp
/// L(u), where w = 1 + u/R ≥ 1, A and L are polynomials with interval coefficients and κ is an
/// interval.
package struct Envelope {
  package var factor: [DoubleInterval]
  package var exponent: [DoubleInterval]
  package var lowestPower: Double, highestPower: Double
  package let start: Double

  package init(
    _ a: [DoubleInterval], _ l: [DoubleInterval] = [.zero], powers: (Double, Double) = (0, 0),
    from R: Double
  ) {
    start = R
    (lowestPower, highestPower) = powers
    let l = l.trimmed
    if l.count == 1, !l[0].isZero, l[0].magnitude < 600 {  // a constant exponent is a factor
      (factor, exponent) = (a.scaled(by: l[0].exp), [.zero])
    } else {
      (factor, exponent) = (a.trimmed, l)
    }
  }
  init(_ c: DoubleInterval, from R: Double) { self.init([c], from: R) }

  var hasPowers: Bool { lowestPower != 0 || highestPower != 0 }
  var isPolynomial: Bool { exponent.isZero && !hasPowers }
  /// Certainly > 0 for all u ≥ 0 (resp. < 0).
  package var isPositive: Bool { factor[0].lower > 0 && factor.isNonnegative }
  package var isNegative: Bool { factor[0].upper < 0 && factor.isNonpositive }
  var isNonnegative: Bool { factor.isNonnegative }
  var negated: Envelope { var e = self; e.factor = factor.negated; return e }

  package func times(_ b: Envelope) -> Envelope {
    Envelope(
      factor.times(b.factor), exponent.adding(b.exponent),
      powers: (lowestPower + b.lowestPower, highestPower + b.highestPower), from: start)
  }

  /// log of a positive envelope, as a polynomial: log A = log a₀ + log(1 + b₁u + …) with 0 ≤ log(1
  /// + t) ≤ t.
  package func logarithm() throws -> [DoubleInterval] {
    guard isPositive else { throw NoEnvelope("not certainly positive") }
    guard let first = DoubleInterval(between: factor[0].lower, and: factor[0].lower).reciprocal
    else {
      throw NoEnvelope("not certainly positive")
    }
    var p: Polynomial = [factor[0].log]
    for k in factor.indices.dropFirst() {
      p.append(DoubleInterval(between: 0, and: (factor[k] * first).upper * (1 + 1e-14)))
    }
    if hasPowers {  // 0 ≤ log w ≤ u/R
      let slope = 1 / start * (1 + 1e-14)
      p = p.adding([
        .zero,
        DoubleInterval(between: min(0, lowestPower) * slope, and: max(0, highestPower) * slope),
      ])
    }
    return exponent.adding(p)
  }

  /// The envelope as a plain polynomial, when it does not grow faster.
  package func flattened() throws -> [DoubleInterval] {
    if isPolynomial { return factor }
    guard exponent.dropFirst().allSatisfy({ $0.upper <= 0 }) else {
      throw NoEnvelope("grows exponentially where it must not")
    }
    var a = factor
    if highestPower > 0 {  // w^κ ≤ (1 + u/R)^⌈κ⌉
      let w: Polynomial = [.one, DoubleInterval(1 / start, 1 / start)]
      for _ in 0..<Int(highestPower.rounded(.up)) { a = a.times(w) }
    }
    if exponent.isZero && lowestPower == highestPower && highestPower == highestPower.rounded()
      && highestPower >= 0
    {
      return a
    }
    let m = exponent[0].exp.upper  // never 0
    return a.map { DoubleInterval(between: min(0, $0.lower * m), and: max(0, $0.upper * m)) }
  }

  /// A polynomial that is certainly not below A(u)·w^κ·exp L(u), where A is nowhere positive and
  /// the rest grows: A·e^l₀·(1 + l₁u + (l₁u)²/2), with the coefficients of L. nil for everything
  /// else.
  package var above: [DoubleInterval]? {
    guard !isPolynomial, factor.isNonpositive, lowestPower >= 0, exponent[0].lower >= 0,
      exponent.dropFirst().allSatisfy({ $0.lower >= 0 })
    else { return nil }
    // Beyond e³⁰ nothing is gained, and sums lose what stands beside.
    let first = exp(min(exponent[0].lower, 30)) * (1 - 1e-14), slope = exponent[padded: 1].lower
    let rise = [first, first * slope, first * slope * slope / 2].map {
      DoubleInterval(between: $0 * (1 - 1e-14), and: $0)
    }
    return factor.times(rise.trimmed).map { DoubleInterval(between: $0.upper, and: $0.upper) }
  }

  package func adding(_ b: Envelope) -> Envelope {
    if isPolynomial && b.isPolynomial { return Envelope(factor.adding(b.factor), from: start) }
    if let sum = dominating(b) ?? b.dominating(self) { return sum }
    if exponent.isZero, b.exponent.isZero, isNonnegative, b.isNonnegative {
      return Envelope(
        factor.adding(b.factor),
        powers: (min(lowestPower, b.lowestPower), max(highestPower, b.highestPower)), from: start)
    }
    if let l = try? logarithm(), let m = try? b.logarithm(), !exponent.isZero || !b.exponent.isZero
    {
      return Envelope.sumOfPositive(l, m, from: start)
    }
    let a = factor.map { $0.hull(.zero) }.adding(b.factor.map { $0.hull(.zero) })
    let l = exponent.zip(b.exponent) {
      DoubleInterval(between: max($0.upper, $1.upper), and: max($0.upper, $1.upper))
    }
    let top = max(highestPower, b.highestPower)
    return Envelope(
      isNonnegative && b.isNonnegative ? a.map { DoubleInterval(between: 0, and: $0.upper) } : a, l,
      powers: (top, top), from: start)
  }

  /// self + b = eᴸ·(A + B·e^(M−L)) when M − L certainly does not grow: then b only perturbs the
  /// factor.
  private func dominating(_ b: Envelope) -> Envelope? {
    guard !hasPowers, !b.hasPowers else { return nil }
    let gap = b.exponent.adding(exponent.negated)
    guard gap.dropFirst().allSatisfy({ $0.upper <= 0 }) else { return nil }
    return Envelope(factor.adding(Envelope.bounded(b.factor, gap)), exponent, from: start)
  }

  /// B(u)·exp G(u) for G that does not grow, as a polynomial: u^k·e^(−ru) ≤ (k/(er))^k where G
  /// falls.
  private static func bounded(_ b: Polynomial, _ gap: Polynomial) -> Polynomial {
    if gap.isZero { return b }
    let m = gap[0].exp.upper, rate = -gap[padded: 1].upper
    let scaled = b.map { DoubleInterval(between: min(0, $0.lower * m), and: max(0, $0.upper * m)) }
    guard rate > 0, scaled.count > 1 else { return scaled }
    return [
      scaled.enumerated().reduce(DoubleInterval.zero) { sum, term in
        let (k, c) = (Double(term.offset), term.element)
        let top = (k == 0 ? 1 : pow(k / (M_E * rate), k)) * (1 + 1e-13)
        return sum + DoubleInterval(between: c.lower * top, and: c.upper * top)
      }
    ]
  }

  /// eˡ + eᵐ lies between the larger one and twice the larger one.
  private static func sumOfPositive(_ l: Polynomial, _ m: Polynomial, from R: Double) -> Envelope {
    var above = l.zip(m) {
      DoubleInterval(between: max($0.upper, $1.upper), and: max($0.upper, $1.upper))
    }
    above[0] = DoubleInterval(above[0].upper + M_LN2, above[0].upper + M_LN2)
    let (a, b) = (l.map(\.lower), m.map(\.lower))
    let n = max(a.count, b.count)
    let (x, y) = (
      a + Array(repeating: 0, count: n - a.count), b + Array(repeating: 0, count: n - b.count)
    )
    let below = x.reversed().lexicographicallyPrecedes(y.reversed()) ? y : x  // either is a lower bound
    return Envelope(
      [.one],
      (0..<n).map {
        DoubleInterval(
          between: min(below[$0], above[padded: $0].upper), and: above[padded: $0].upper)
      }, from: R)
  }

  /// self^t for a positive envelope.
  package func power(_ t: Double) throws -> Envelope {
    guard isPositive else { throw NoEnvelope("a power of what is not certainly positive") }
    let powers = t < 0 ? (t * highestPower, t * lowestPower) : (t * lowestPower, t * highestPower)
    let l = exponent.scaled(by: DoubleInterval(Rational(exactly: t)))
    let d = factor.degree
    if d == 0 { return Envelope([factor[0].power(t)], l, powers: powers, from: start) }
    // A(u) lies in [m, M]·w^d with m, M the extreme ratios of coefficients to those of w^d = Σ
    // C(d,j) u^j/R^j.
    var low = Double.infinity, high = 0.0, binomial = 1.0, unit = 1.0
    for j in 0...d {
      let c = binomial * unit
      low = min(low, factor[j].lower / c)
      high = max(high, factor[j].upper / c)
      binomial *= Double(d - j) / Double(j + 1)
      unit /= start
    }
    (low, high) = (low * (1 - 1e-13), high * (1 + 1e-13))
    // Where a coefficient may vanish, A ≥ a₀ = a₀·w⁰ still holds.
    let (m, low0) = low > 0 ? (low, Double(d)) : (factor[0].lower, 0)
    let bounds = DoubleInterval(between: m, and: high).power(t)
    let (p, q) = t < 0 ? (t * Double(d), t * low0) : (t * low0, t * Double(d))
    return Envelope([bounds], l, powers: (powers.0 + p, powers.1 + q), from: start)
  }
}

struct NoEnvelope: Error, CustomStringConvertible {
  let description: String
  init(_ why: String) { description = why }
}
