import Foundation

/// An integral over panels by the finer of two rules. Its error is what the rules differ by, panel
/// by panel, with the errors of what is integrated, of rounding, and what is left of the tails.
package struct Panelling {
  /// A panel is halved as long as the rules differ on all of them by more than this share.
  let tolerance: Double
  private let f: (Double) -> PanelSum
  private var panels: [Panel] = []
  private var rest = 0.0
  /// The most panels that are added, by halving and towards each infinite end.
  private static let halvings = 48, outward = 48
  /// The panels after which a tail is left in which nothing was seen.
  private static let empty = 12
  /// How often a smaller panel is tried where one has no value.
  private static let failures = 6
  private static let strikes = 3

  private struct Panel {
    var a: Double, b: Double
    var sum: PanelSum
    var difference: Double
    /// How often in a row halving did not help.
    var strikes = 0
  }

  package static func integral(
    over edges: PanelEdges, tolerance: Double, _ f: (Double) -> PanelSum
  ) -> PanelSum {
    withoutActuallyEscaping(f) { f in
      var sum = Panelling(tolerance: tolerance, f: f)
      sum.panels = zip(edges.places, edges.places.dropFirst()).map { sum.panel($0, $1) }
      if let first = edges.places.first { sum.reach(from: first, by: edges.beyond.left, side: -1) }
      if let last = edges.places.last { sum.reach(from: last, by: edges.beyond.right, side: 1) }
      sum.refine()
      return sum.total
    }
  }

  private init(tolerance: Double, f: @escaping (Double) -> PanelSum) {
    (self.tolerance, self.f) = (tolerance, f)
  }

  private var total: PanelSum {
    var sum = panels.reduce(into: PanelSum()) {
      $0.add($1.sum)
      $0.error += $1.difference
    }
    sum.error += rest
    return sum
  }

  /// What a place is off by rounding moves the integral by at most the variation of the integrand
  /// as much.
  private func panel(_ a: Double, _ b: Double, strikes: Int = 0) -> Panel {
    let coarse = PanelRule.coarse.sum(from: a, to: b, f),
      fine = PanelRule.fine.sum(from: a, to: b, f)
    var sum = fine.sum
    sum.absolute = Swift.max(sum.absolute, coarse.sum.absolute)
    let variation = Swift.max(fine.variation, coarse.variation)
    sum.error += 0x1p-53 * Swift.max(abs(a), abs(b)) * variation + 0x1p-50 * sum.absolute
    return Panel(
      a: a, b: b, sum: sum, difference: abs(sum.value - coarse.sum.value), strikes: strikes)
  }

  /// Panels that grow towards an infinite end, until what they hold falls so fast that nothing is
  /// left. Of m₀, m₁, … with mₖ₊₁ ≤ r·mₖ at most mₖ·r/(1 − r) is left behind mₖ; where r is near 1
  /// nothing is known of it. The next panel has to agree: behind a Gaussian may lie a power.
  private mutating func reach(from start: Double, by width: Double?, side: Double) {
    guard var width else { return }
    var end = start, left = Double.infinity, isExpected = false, failures = 0
    var before: (held: Double, width: Double)?
    for k in 0..<Self.outward {
      let next = end + side * width
      let one = panel(Swift.min(end, next), Swift.max(end, next))
      // so far out log 0 may stand beside 0, or ∞ over ∞: as near to that as may be, the panels
      // before say what is left
      guard one.sum.value.isFinite, one.sum.error.isFinite, one.difference.isFinite else {
        failures += 1
        width /= 2 * PanelRule.growth
        guard failures <= Self.failures else { break }
        continue
      }
      panels.append(one)
      let held = one.sum.absolute, seen = panels.reduce(0) { $0 + $1.sum.absolute }
      if isExpected, held <= left { break }
      if let before {
        let ratio = held / before.held * PanelRule.growth * before.width / width
        let behind = held == 0 ? 0 : ratio < 0.9 ? held * ratio / (1 - ratio) : .infinity
        // what was left before was left for this panel and all behind it, unless it held more
        left = held <= left ? Swift.min(left - held, behind) : behind
      }
      isExpected = left <= 0x1p-46 * seen && (seen > 0 || k >= Self.empty)
      (before, end, width) = ((held, width), next, PanelRule.growth * width)
    }
    rest += left
  }

  /// Halves where the rules differ most, as long as that helps: not below what the integrand itself
  /// is off by.
  private mutating func refine() {
    for _ in 0..<Self.halvings {
      let scale = panels.reduce(0) { $0 + $1.sum.absolute }
      guard panels.reduce(0, { $0 + $1.difference }) > tolerance * scale else { return }
      var worst: Int?
      for (i, p) in panels.enumerated()
      where p.strikes < Self.strikes && p.difference > p.sum.error
        && p.difference > worst.map({ panels[$0].difference }) ?? 0
      { worst = i }
      guard let worst else { return }
      let old = panels[worst], middle = old.a + (old.b - old.a) / 2
      guard old.a != middle, middle != old.b else { return }
      var halves = [panel(old.a, middle), panel(middle, old.b)]
      let helps = halves[0].difference + halves[1].difference < old.difference / 2
      for i in 0...1 { halves[i].strikes = helps ? 0 : old.strikes + 1 }
      panels.replaceSubrange(worst...worst, with: halves)
    }
  }
}
