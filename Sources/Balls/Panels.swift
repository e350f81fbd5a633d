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

/// Cuts a range into panels on each of which a Gauss-Legendre rule of moderate size is certified to
/// be accurate.
final class Panels {
  private let machine: RectangleMachine
  /// log₂ of the error that each panel may have.
  private let tolerance: Double
  private let limit: Int, most: Int
  private(set) var calls = 0
  private var panels: [Panel] = []

  /// - most: the largest number of points of a panel, beyond which it is cut.
  init(_ machine: RectangleMachine, tolerance: Int, most: Int, limit: Int) {
    (self.machine, self.tolerance, self.most, self.limit) = (
      machine, Double(tolerance), most, limit
    )
  }

  /// The panels from left to right; nil if the work exceeds the limit, or where doubles are too
  /// coarse to go on.
  func cover(_ a: Ball, _ b: Ball) -> [Panel]? {
    panels = []
    return cut(a, b) ? panels : nil
  }

  private func cut(_ a: Ball, _ b: Ball) -> Bool {
    let foci = Span(lower: Span(a).lower, upper: Span(b).upper)
    guard foci.isKnown, calls < limit else { return false }
    if let best = best(foci) {
      panels.append(
        Panel(
          from: a, to: b, points: best.points, errorExponent: best.error, magnitude: best.magnitude)
      )
      return true
    }
    let middle = foci.middle, width = foci.upper - foci.lower
    guard width > 0x1p-40 * foci.magnitude else { return false }
    let m = Ball(exactly: middle)
    return cut(a, m) && cut(m, b)
  }

  /// The cheapest certified rule over a few ellipses; nil if none is cheap enough.
  private func best(_ foci: Span) -> EllipseRule.Choice? {
    EllipseRule(tolerance: tolerance, most: most) { self.magnitude($0, depth: 5) }.best(foci)
  }

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
    guard let a = magnitude(high, depth: depth - 1), let b = magnitude(low, depth: depth - 1) else {
      return nil
    }
    return max(a, b)
  }
}
