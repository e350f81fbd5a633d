import Balls
import Exact
import Foundation

/// A coefficient known between two doubles, rounded outward, or exactly as a rational number.
///
/// Exactness matters: the x² of log p − log q must cancel to 0, not to a small interval around it.
package struct DoubleInterval: Sendable, Equatable {
  package let lower: Double, upper: Double
  package let exact: Rational?

  private init(_ a: Double, _ b: Double, _ r: Rational?) {
    // ∞ − ∞ and 0·∞ of overflowing bounds leave nothing known.
    (lower, upper, exact) = (
      a.isNaN || b.isNaN ? -.infinity : a, a.isNaN || b.isNaN ? .infinity : b, r
    )
  }
  /// [a, b] nudged outward by more than the rounding errors of the few operations that made it.
  package init(_ a: Double, _ b: Double) {
    self.init(a - abs(a) * 1e-15 - 1e-300, b + abs(b) * 1e-15 + 1e-300, nil)
  }
  /// Exactly these ends.
  package init(between a: Double, and b: Double) { self.init(a, b, nil) }
  package init(_ r: Rational) {
    if r.small == nil, r.numerator.magnitude.bitWidth + r.denominator.magnitude.bitWidth > 512 {
      self.init(r.double, r.double)
    } else if let (n, d) = r.small, d == 1, n.magnitude < 1 << 53 {
      self.init(Double(n), Double(n), r)
    } else {
      let d = r.double
      self.init(d - abs(d) * 1e-15 - 1e-300, d + abs(d) * 1e-15 + 1e-300, r)
    }
  }
  package init?(_ ball: Ball) {
    guard ball.isFinite else { return nil }
    let (m, r) = (ball.midpoint, ball.radius)
    guard m.isFinite, r.isFinite else { return nil }
    self.init(m - r, m + r)
    guard let s = ball.sign, s != 0 else { return }
    // A number too small for the nudge keeps its sign.
    if s > 0 && lower <= 0 { self.init(between: 0, and: upper) }
    if s < 0 && upper >= 0 { self.init(between: lower, and: 0) }
  }
  package static let zero = DoubleInterval(Rational(0)), one = DoubleInterval(Rational(1))

  package var isZero: Bool { lower == 0 && upper == 0 }
  package var magnitude: Double { max(abs(lower), abs(upper)) }
  package var isNonnegative: Bool { lower >= 0 }
  package var isNonpositive: Bool { upper <= 0 }

  package static func + (a: DoubleInterval, b: DoubleInterval) -> DoubleInterval {
    if a.isZero { return b }
    if b.isZero { return a }
    if let x = a.exact, let y = b.exact { return DoubleInterval(x + y) }
    return DoubleInterval(a.lower + b.lower, a.upper + b.upper)
  }
  package static prefix func - (a: DoubleInterval) -> DoubleInterval {
    a.exact.map { DoubleInterval(-$0) } ?? DoubleInterval(between: -a.upper, and: -a.lower)
  }
  package static func * (a: DoubleInterval, b: DoubleInterval) -> DoubleInterval {
    if a.isZero || b.isZero { return .zero }
    if let x = a.exact, let y = b.exact { return DoubleInterval(x * y) }
    let p = [a.lower * b.lower, a.lower * b.upper, a.upper * b.lower, a.upper * b.upper]
    if p.contains(where: \.isNaN) { return DoubleInterval(between: -.infinity, and: .infinity) }
    let r = DoubleInterval(p.min() ?? -.infinity, p.max() ?? .infinity)
    // Signs are exact where the factors' are.
    if a.isNonnegative && b.isNonnegative && r.lower < 0 {
      return DoubleInterval(between: 0, and: r.upper)
    }
    return r
  }
  /// 1/self for an interval away from 0.
  package var reciprocal: DoubleInterval? {
    guard lower > 0 || upper < 0 else { return nil }
    return exact.map { DoubleInterval($0.reciprocal) } ?? DoubleInterval(1 / upper, 1 / lower)
  }
  package func hull(_ b: DoubleInterval) -> DoubleInterval {
    self == b ? self : DoubleInterval(between: min(lower, b.lower), and: max(upper, b.upper))
  }
  /// For self > 0.
  package var log: DoubleInterval {
    exact == 1 ? .zero : DoubleInterval(Foundation.log(lower), Foundation.log(upper))
  }
  package var exp: DoubleInterval {
    isZero
      ? .one
      : DoubleInterval(
        between: max(0, Foundation.exp(lower) * (1 - 1e-14)),
        and: Foundation.exp(upper) * (1 + 1e-14) + 1e-300)
  }
  /// self^t for self > 0.
  package func power(_ t: Double) -> DoubleInterval {
    let (a, b) = (pow(lower, t), pow(upper, t))
    return DoubleInterval(min(a, b), max(a, b))
  }
}

/// A polynomial in u with interval coefficients, constant term first.
typealias Polynomial = [DoubleInterval]

extension [DoubleInterval] {
  var trimmed: Self {
    var a = self
    while a.count > 1, a[a.count - 1].isZero { a.removeLast() }
    return a
  }
  subscript(padded k: Int) -> DoubleInterval { k < count ? self[k] : .zero }
  func zip(_ b: Self, _ f: (DoubleInterval, DoubleInterval) -> DoubleInterval) -> Self {
    (0..<Swift.max(count, b.count)).map { f(self[padded: $0], b[padded: $0]) }.trimmed
  }
  func adding(_ b: Self) -> Self { zip(b, +) }
  func scaled(by c: DoubleInterval) -> Self { map { $0 * c }.trimmed }
  func times(_ b: Self) -> Self {
    var r = Self(repeating: .zero, count: count + b.count - 1)
    for i in indices { for j in b.indices { r[i + j] = r[i + j] + self[i] * b[j] } }
    return r.trimmed
  }
  var negated: Self { map { -$0 } }
  var isZero: Bool { allSatisfy(\.isZero) }
  var isNonnegative: Bool { allSatisfy(\.isNonnegative) }
  var isNonpositive: Bool { allSatisfy(\.isNonpositive) }
  var degree: Int { trimmed.count - 1 }
}
