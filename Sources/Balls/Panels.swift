import Foundation

/// A piece of the range of an integral, and how it is taken.
struct Panel {
  let from: Ball, to: Ball
  /// Points of the Gauss-Legendre rule; 0 if the integral is only known to be at most the error.
  let points: Int
  /// The error of the rule is at most 2^this.
  let errorExponent: Double
  /// |f| ≤ 2^this on the panel.
  let magnitude: Double
}

/// Cuts a range into panels on each of which a Gauss-Legendre rule of moderate size is certified to be accurate.
///
/// If f is holomorphic inside the ellipse with foci ±1 and semiaxes of sum ρ, and |f| ≤ M there, the rule with n ≥ 2
/// points errs by at most (64/15)·M·ρ⁻²ⁿ/(1 − ρ⁻²): its Chebyshev coefficients are at most 2Mρ⁻ᵏ, the rule is exact
/// below degree 2n and for odd degrees, and for T_k, k ≥ 4 it errs by at most 2 + 2/(k² − 1) ≤ 32/15
/// (L. N. Trefethen, Approximation theory and approximation practice, theorem 19.3).
/// M is found by covering the upper half of the ellipse by rectangles: f is real on the real line, hence |f(z̄)| = |f(z)|.
final class Panels {
  private let machine: RectangleMachine
  /// log₂ of the error that each panel may have.
  private let tolerance: Double
  private let limit: Int, most: Int
  private(set) var calls = 0
  private var panels: [Panel] = []

  /// - most: the largest number of points of a panel, beyond which it is cut.
  init(_ machine: RectangleMachine, tolerance: Int, most: Int, limit: Int) {
    (self.machine, self.tolerance, self.most, self.limit) = (machine, Double(tolerance), most, limit)
  }

  /// The panels from left to right; nil if the work exceeds the limit, or where doubles are too coarse to go on.
  func cover(_ a: Ball, _ b: Ball) -> [Panel]? {
    panels = []
    return cut(a, b) ? panels : nil
  }

  private func cut(_ a: Ball, _ b: Ball) -> Bool {
    let foci = Span(lower: Span(a).lower, upper: Span(b).upper)
    guard foci.isKnown, calls < limit else { return false }
    if let best = best(foci) {
      panels.append(Panel(
        from: a, to: b, points: best.points, errorExponent: best.error, magnitude: best.magnitude))
      return true
    }
    let middle = foci.middle, width = foci.upper - foci.lower
    guard width > 0x1p-40 * foci.magnitude else { return false }
    let m = Ball(exactly: middle)
    return cut(a, m) && cut(m, b)
  }

  private struct Choice { var points: Int, error: Double, magnitude: Double }

  /// The cheapest certified rule over a few ellipses; nil if none is cheap enough.
  private func best(_ foci: Span) -> Choice? {
    var best: Choice?
    for ratio in [1.4, 3, 0.65] {
      if ratio < 1, best != nil { break }
      guard let choice = choice(foci, ratio) else {
        if ratio > 1.4 { break }
        continue
      }
      if choice.points < best?.points ?? .max { best = choice }
      if choice.points <= 6 || ratio > 1.4 { break }
    }
    return best
  }

  /// The rule that the ellipse of this ratio of half height to half width between the foci allows.
  private func choice(_ foci: Span, _ ratio: Double) -> Choice? {
    guard let bound = bound(foci, ratio) else { return nil }
    let half = log2((foci.upper - foci.lower) / 2) + 1e-6
    guard bound > 0 else { return Choice(points: 0, error: -.infinity, magnitude: -.infinity) }
    let magnitude = log2(bound) + 1e-6
    if magnitude + half + 1 <= tolerance { return Choice(points: 0, error: magnitude + half + 1, magnitude: magnitude) }
    let rho = ratio + (1 + ratio * ratio).squareRoot(), slope = 2 * log2(rho) * (1 - 1e-12)
    let start = magnitude + half + log2(64.0 / 15 / (1 - 1 / (rho * rho))) + 1e-6
    let needed = (start - tolerance) / slope
    guard needed.isFinite, let n = GaussLegendre.sizes.first(where: { Double($0) >= needed }), n <= most else { return nil }
    return Choice(points: n, error: start - Double(n) * slope, magnitude: magnitude)
  }

  /// At least |f| on the ellipse; nil if f could not be bounded there.
  private func bound(_ foci: Span, _ ratio: Double) -> Double? {
    let columns = 8, center = foci.middle, half = (foci.upper - foci.lower) / 2
    let reach = (1 + ratio * ratio).squareRoot() * half, height = ratio * half
    let margin = (abs(center) + reach + height) * 0x1p-46 + 0x1p-1000
    var largest = 0.0
    for i in 0..<columns {
      let k = Panels.fromTheMiddle(i, of: columns)
      let s = 2 * Double(k) / Double(columns) - 1, t = 2 * Double(k + 1) / Double(columns) - 1
      let nearest = s < 0 && t > 0 ? 0 : min(abs(s), abs(t))
      let box = Rectangle(
        real: Span(lower: center + reach * s - margin, upper: center + reach * t + margin),
        imaginary: Span(lower: 0, upper: height * (1 - nearest * nearest).squareRoot() + margin))
      guard let size = magnitude(box, depth: 5) else { return nil }
      largest = max(largest, size)
    }
    return largest
  }

  /// The columns in the middle first: there it shows soonest if the ellipse is too large.
  private static func fromTheMiddle(_ i: Int, of n: Int) -> Int { i % 2 == 0 ? n / 2 + i / 2 : n / 2 - 1 - i / 2 }

  private func magnitude(_ box: Rectangle, depth: Int) -> Double? {
    calls += 1
    let size = machine.value(at: box).magnitude
    if size < 0x1p900 { return size }
    guard depth > 0, calls < limit else { return nil }
    let (x, y) = (box.real, box.imaginary)
    var (low, high) = (box, box)
    if x.upper - x.lower > y.upper - y.lower {
      (low.real.upper, high.real.lower) = (x.middle, x.middle)
    } else {
      (low.imaginary.upper, high.imaginary.lower) = (y.middle, y.middle)
    }
    guard let a = magnitude(high, depth: depth - 1), let b = magnitude(low, depth: depth - 1) else { return nil }
    return max(a, b)
  }
}
