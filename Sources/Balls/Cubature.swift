import Foundation

/// Integrates a program of two inputs over a rectangle of the plane, in spans of doubles.
///
/// On a box the product of two Gauss-Legendre rules errs by at most height · (the error in x, |f|
/// bounded for x on an ellipse and all y of the box) + width · (the error in y, the other way
/// round), each as in `EllipseRule`. A box on which that is too much is halved across the direction
/// that needs it. Some 12 digits are within reach; whatever is returned encloses the integral. Not
/// to be shared between threads.
package final class Cubature {
  private let machine: RectangleMachine
  private let limit: Int
  /// log₂ of the error that each box may have.
  private let tolerance: Double
  private var calls = 0
  private var sum = Span.zero, error = 0.0, scale = 0.0

  private struct Box {
    var x: Span, y: Span
    /// At least the lengths of the sides.
    var width: Double { Span.up(x.upper - x.lower) }
    var height: Double { Span.up(y.upper - y.lower) }
  }

  /// - tolerance: log₂ of the error that each box may have; - limit: the number of evaluations.
  package init(_ program: Program, tolerance: Int, limit: Int) {
    machine = RectangleMachine(MachineCode(program))
    (self.tolerance, self.limit) = (Double(tolerance), limit)
  }

  /// ∫∫ over [x₀, x₁] × [y₀, y₁]; nil where the limit is reached or the integrand has no bound on a
  /// small box.
  package func integral(x: (Double, Double), y: (Double, Double)) -> Integral? {
    (sum, error, scale, calls) = (.zero, 0, 0, 0)
    let box = Box(x: Span(lower: x.0, upper: x.1), y: Span(lower: y.0, upper: y.1))
    guard add(box, depth: 0), sum.isKnown, error.isFinite else { return nil }
    let value = sum.ball.widened(by: Ball(exactly: error))
    return Integral(value: value, scale: scale, calls: calls / 8, undefined: nil)
  }

  private func add(_ box: Box, depth: Int) -> Bool {
    guard depth < 48, calls < limit else { return false }
    let (width, height) = (box.width, box.height)
    let whole = size(Rectangle(box.x), Rectangle(box.y)) ?? .infinity
    if whole * width * height <= exp2(tolerance) {
      error = Span.up(error + whole * width * height * (1 + 0x1p-40))
      return true
    }
    let across = rule(beside: height) { self.size($0, Rectangle(box.y)) }.best(box.x)
    let along = rule(beside: width) { self.size(Rectangle(box.x), $0) }.best(box.y)
    if let across, let along {
      let e = exp2(across.error) * height + exp2(along.error) * width
      error = Span.up(error + e * (1 + 0x1p-40))
      return take(box, max(2, across.points), max(2, along.points))
    }
    // The direction without a rule is halved, or the longer one where both have none.
    let halvesX = (across == nil) == (along == nil) ? width >= height : across == nil
    var (low, high) = (box, box)
    if halvesX {
      (low.x.upper, high.x.lower) = (box.x.middle, box.x.middle)
    } else {
      (low.y.upper, high.y.lower) = (box.y.middle, box.y.middle)
    }
    return add(low, depth: depth + 1) && add(high, depth: depth + 1)
  }

  private func rule(beside length: Double, _ size: @escaping (Rectangle) -> Double?) -> EllipseRule
  {
    EllipseRule(tolerance: tolerance - 1 - log2(length), most: 26, size: size)
  }

  private func size(_ x: Rectangle, _ y: Rectangle) -> Double? {
    calls += 1
    let size = machine.value(at: x, y).magnitude
    return size < 0x1p900 ? size : nil
  }

  /// The product rule with n × m points.
  private func take(_ box: Box, _ n: Int, _ m: Int) -> Bool {
    calls += n * m
    let xs = Cubature.points(of: box.x, n), ys = Cubature.points(of: box.y, m)
    var total = Span.zero, size = 0.0
    for (x, v) in xs {
      for (y, w) in ys {
        let weight = v * w
        total = total + weight * machine.value(at: Rectangle(x), Rectangle(y)).real
        size += weight.middle * machine.scale
      }
    }
    sum = sum + total
    if size.isFinite { scale += size }
    return total.isKnown
  }

  /// Nodes and weights on an interval.
  private static func points(of range: Span, _ n: Int) -> [(Span, Span)] {
    let a = Span(range.lower), b = Span(range.upper), rule = GaussLegendre.rule(n, bits: 64)
    let center = (a + b) * Span(0.5), half = (b - a) * Span(0.5)
    var points: [(Span, Span)] = []
    for (i, (node, weight)) in rule.spans.enumerated() {
      if rule.hasCenter && i == rule.spans.count - 1 {
        points.append((center, weight * half)); continue
      }
      points.append((center - half * node, weight * half))
      points.append((center + half * node, weight * half))
    }
    return points
  }
}
