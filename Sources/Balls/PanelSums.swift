import CFlint
import Foundation

/// Takes the Gauss-Legendre sums of panels: in spans where few bits are needed, else in balls of as
/// many bits as each panel needs.
struct PanelSums {
  let machine: Machine, rectangles: RectangleMachine
  /// Working precision, and how much of it is spare.
  let bits: Int, spare: Int
  private(set) var value = Ball.zero
  /// ∫ Σ|terms|.
  private(set) var scale = 0.0
  private(set) var calls = 0

  init(_ machine: Machine, _ rectangles: RectangleMachine, bits: Int, spare: Int) {
    (self.machine, self.rectangles, self.bits, self.spare) = (machine, rectangles, bits, spare)
  }

  /// What spans of doubles can do.
  private static let doubleBits = 68

  /// False if the integrand has no finite value at a node.
  mutating func add(_ panel: Panel, tolerance: Int) -> Bool {
    if panel.points > 0 {
      let needed = Int((panel.magnitude - Double(tolerance)).rounded(.up)) + spare
      calls += panel.points
      let sum =
        needed <= PanelSums.doubleBits
        ? inSpans(panel, points: panel.points) : inBalls(panel, bits: min(bits, max(64, needed)))
      guard let sum, sum.isFinite else { return false }
      value = value.plus(sum, bits)
    } else if panel.magnitude > -.infinity {
      _ = inSpans(panel, points: 8)  // for the scale: what is too small to count here may be all there is
    }
    if panel.errorExponent > -.infinity {
      value = value.widened(byPowerOfTwo: Int(panel.errorExponent.rounded(.up)))
    }
    return true
  }

  private mutating func inSpans(_ panel: Panel, points: Int) -> Ball? {
    let a = Span(panel.from), b = Span(panel.to), rule = GaussLegendre.rule(points, bits: 64)
    let center = (a + b) * Span(0.5), half = (b - a) * Span(0.5)
    var sum = Span.zero, size = 0.0
    func add(_ x: Span, _ weight: Span) {
      let y = rectangles.value(at: Rectangle(x))
      sum = sum + weight * y.real
      size += weight.middle * rectangles.scale
    }
    for (i, (node, weight)) in rule.spans.enumerated() {
      if rule.hasCenter && i == rule.spans.count - 1 { add(center, weight); continue }
      add(center - half * node, weight)
      add(center + half * node, weight)
    }
    if size.isFinite { scale += size * half.middle }
    return (sum * half).ball
  }

  private mutating func inBalls(_ panel: Panel, bits: Int) -> Ball? {
    machine.bits = bits
    defer { machine.bits = self.bits }
    let two = Ball(2), rule = GaussLegendre.rule(panel.points, bits: bits)
    let center = panel.from.plus(panel.to, self.bits).over(two, self.bits)
    let half = panel.to.minus(panel.from, self.bits).over(two, self.bits)
    var sum = Ball.zero, size = 0.0
    func add(_ x: Ball, _ weight: Ball) {
      sum = sum.plus(weight.times(machine.value(at: x), bits), bits)
      size += weight.midpoint * machine.scale
    }
    for (i, node) in rule.nodes.enumerated() {
      if rule.hasCenter && i == rule.nodes.count - 1 { add(center, rule.weights[i]); continue }
      let offset = half.times(node, self.bits)
      add(center.minus(offset, self.bits), rule.weights[i])
      add(center.plus(offset, self.bits), rule.weights[i])
    }
    scale += size * half.midpoint
    return sum.times(half, self.bits)
  }
}
