import Balls
import Foundation

/// Two rules that know nothing of each other.
package enum PanelRule {
  case gaussLegendre, tanhSinh

  package func integrate(_ edges: PanelEdges, _ f: (Double) -> PanelSum) -> PanelSum {
    let panels = zip(edges.places, edges.places.dropFirst()).map { panel($0, $1, f) }
    var sum = panels.reduce(into: PanelSum()) { $0.add($1) }
    // Exponentials and powers reach further than Gaussians: panels that double, while they count.
    for (side, end, width, innermost) in [
      (-1.0, edges.places.first, edges.beyond.left, panels.first),
      (1, edges.places.last, edges.beyond.right, panels.last),
    ] {
      guard var end, var width else { continue }
      var last = innermost
      for _ in 0..<8 {
        let next = end + side * width
        let one = panel(Swift.min(end, next), Swift.max(end, next), f)
        // so far out log 0 may stand beside 0, or ∞ over ∞: the panel before says what is left
        guard one.absolute.isFinite else { break }
        last = one
        guard one.absolute > 0x1p-60 * sum.absolute else { break }
        sum.add(one)
        (end, width) = (next, 2 * width)
      }
      sum.rest += last?.absolute ?? .nan
    }
    return sum
  }

  func panel(_ a: Double, _ b: Double, _ f: (Double) -> PanelSum) -> PanelSum {
    var sum = PanelSum()
    for (node, weight) in nodes {
      let here = f((a + b) / 2 + (b - a) / 2 * node), share = weight * (b - a) / 2
      sum.value += here.value * share
      sum.absolute += abs(here.value * share)
      sum.rest += here.rest * share
    }
    return sum
  }

  package var nodes: [(Double, Double)] {
    self == .gaussLegendre ? PanelRule.legendre : PanelRule.doubleExponential
  }

  /// Gauss and Legendre's, of twenty nodes.
  private static let legendre: [(Double, Double)] = {
    let rule = GaussLegendre.rule(20, bits: 64)
    return zip(rule.nodes, rule.weights).flatMap { node, weight in
      [(-node.midpoint, weight.midpoint), (node.midpoint, weight.midpoint)]
    }
  }()

  /// Tanh-sinh with step 1/5.
  private static let doubleExponential: [(Double, Double)] = (-15...15).map { k in
    let h = 1.0 / 5, t = Double(k) * h, s = Double.pi / 2 * sinh(t)
    return (tanh(s), h * .pi / 2 * cosh(t) / (cosh(s) * cosh(s)))
  }
}

/// An integral as a rule gives it.
package struct PanelSum {
  package var value = 0.0, absolute = 0.0
  /// The absolute value of what the outermost panels towards infinite ends held, here and in the
  /// integrals inside.
  package var rest = 0.0

  package init(value: Double = 0) { self.value = value }

  mutating func add(_ panel: PanelSum) {
    value += panel.value
    absolute += panel.absolute
    rest += panel.rest
  }
}
