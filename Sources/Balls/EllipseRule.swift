import Foundation

/// Finds the Gauss-Legendre rule that is certified to be accurate enough on an interval.
///
/// If f is holomorphic inside the ellipse with foci ±1 and semiaxes of sum ρ, and |f| ≤ M there,
/// the rule with n ≥ 2 points errs by at most (64/15)·M·ρ⁻²ⁿ/(1 − ρ⁻²): its Chebyshev coefficients
/// are at most 2Mρ⁻ᵏ, the rule is exact below degree 2n and for odd degrees, and for T_k, k ≥ 4 it
/// errs by at most 2 + 2/(k² − 1) ≤ 32/15 (L. N. Trefethen, Approximation theory and approximation
/// practice, theorem 19.3). M is found by covering the upper half of the ellipse by rectangles: f
/// is real on the real line, hence |f(z̄)| = |f(z)|.
package struct EllipseRule {
  /// log₂ of the error that may be made.
  let tolerance: Double
  /// The largest number of points.
  let most: Int
  /// At least |f| on a rectangle on which f is holomorphic; nil if that is not certain.
  let size: (Rectangle) -> Double?

  /// `points` is 0 where the integral itself is at most 2^error; |f| ≤ 2^magnitude on the interval.
  package struct Choice { package var points: Int, error: Double, magnitude: Double }

  package init(tolerance: Double, most: Int, size: @escaping (Rectangle) -> Double?) {
    (self.tolerance, self.most, self.size) = (tolerance, most, size)
  }

  /// The cheaper rule of two ellipses, the wider one asked where the other needs many points; nil
  /// if neither is cheap enough.
  package func best(_ foci: Span) -> Choice? {
    let near = choice(foci, 1.4)
    if let near, near.points <= 6 { return near }
    guard let far = choice(foci, 3) else { return near }
    return far.points < near?.points ?? .max ? far : near
  }

  /// The rule that the ellipse of this ratio of half height to half width between the foci allows.
  private func choice(_ foci: Span, _ ratio: Double) -> Choice? {
    guard let bound = bound(foci, ratio) else { return nil }
    let half = log2((foci.upper - foci.lower) / 2) + 1e-6
    let magnitude = log2(bound) + 1e-6
    if magnitude + half + 1 <= tolerance {
      return Choice(points: 0, error: magnitude + half + 1, magnitude: magnitude)
    }
    let rho = ratio + (1 + ratio * ratio).squareRoot(), slope = 2 * log2(rho) * (1 - 1e-12)
    let start = magnitude + half + log2(64.0 / 15 / (1 - 1 / (rho * rho))) + 1e-6
    let needed = (start - tolerance) / slope
    guard needed.isFinite, let n = GaussLegendre.sizes.first(where: { Double($0) >= needed }),
      n <= most
    else { return nil }
    return Choice(points: n, error: start - Double(n) * slope, magnitude: magnitude)
  }

  /// At least |f| on the ellipse; nil if f could not be bounded there.
  private func bound(_ foci: Span, _ ratio: Double) -> Double? {
    let columns = 8, center = foci.middle, half = (foci.upper - foci.lower) / 2
    let reach = (1 + ratio * ratio).squareRoot() * half, height = ratio * half
    let margin = (abs(center) + reach + height) * 0x1p-46 + 0x1p-1000
    var largest = 0.0
    for i in 0..<columns {
      let k = EllipseRule.fromTheMiddle(i, of: columns)
      let s = 2 * Double(k) / Double(columns) - 1, t = 2 * Double(k + 1) / Double(columns) - 1
      let nearest = s < 0 && t > 0 ? 0 : min(abs(s), abs(t))
      let box = Rectangle(
        real: Span(lower: center + reach * s - margin, upper: center + reach * t + margin),
        imaginary: Span(lower: 0, upper: height * (1 - nearest * nearest).squareRoot() + margin))
      guard let size = size(box) else { return nil }
      largest = max(largest, size)
    }
    return largest
  }

  /// The columns in the middle first: there it shows soonest if the ellipse is too large.
  private static func fromTheMiddle(_ i: Int, of n: Int) -> Int {
    i % 2 == 0 ? n / 2 + i / 2 : n / 2 - 1 - i / 2
  }
}
