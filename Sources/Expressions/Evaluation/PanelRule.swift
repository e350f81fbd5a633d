import Balls
import Foundation

/// Two rules without a common node, of Gauss and Legendre.
package struct PanelRule: Sendable {
  package let nodes: [(place: Double, weight: Double)]
  /// How much wider each panel is than the one before, towards an infinite end.
  package static let growth = 3.0

  package static let coarse = PanelRule(14), fine = PanelRule(17)

  private init(_ n: Int) {
    let rule = GaussLegendre.rule(n, bits: 64)
    nodes = zip(rule.nodes, rule.weights).flatMap { node, weight in
      let x = node.midpoint, w = weight.midpoint
      return x == 0 ? [(x, w)] : [(-x, w), (x, w)]
    }.sorted { $0.0 < $1.0 }
  }

  /// On a panel, with the total variation of what was seen.
  package func sum(
    from a: Double, to b: Double, _ f: (Double) -> PanelSum
  ) -> (sum: PanelSum, variation: Double) {
    var sum = PanelSum(), variation = 0.0, last: Double?
    for (node, weight) in nodes {
      let here = f((a + b) / 2 + (b - a) / 2 * node), share = weight * (b - a) / 2
      sum.value += here.value * share
      sum.absolute += abs(here.value * share)
      sum.error += here.error * abs(share)
      variation += last.map { abs(here.value - $0) } ?? 0
      last = here.value
    }
    return (sum, variation)
  }
}

/// An integral in doubles, or the value of an integrand.
package struct PanelSum {
  package var value = 0.0, absolute = 0.0
  /// How far the value may be off.
  package var error = 0.0

  package init(value: Double = 0, error: Double = 0) { (self.value, self.error) = (value, error) }

  mutating func add(_ other: PanelSum) {
    value += other.value
    absolute += other.absolute
    error += other.error
  }
}
