import Balls
import Exact

// What is known of a function on a whole box before anything is proved about its sign.

extension BoxProver {
  /// Bounds of a function on a box; nil where they are not found. Cost: that of one subdivision.
  /// - parts: how many the box is cut into at least: more give closer bounds.
  public func range(
    of e: Expression, on box: [BoxSide], parts: Int = 1
  ) -> (lower: Rational, upper: Rational)? {
    if let r = e.rationalValue { return (r, r) }
    let simplified = Cancelling(on: box, bits: bits)(e)
    guard let bounds = enclosure(of: simplified, box, parts)?.bounds,
      bounds.lower.double.isFinite, bounds.upper.double.isFinite, rootsAreReal(e, on: box),
      conditionsHaveValues(e, on: box)
    else { return nil }
    return (
      Rational(exactly: bounds.lower.double.nextDown), Rational(exactly: bounds.upper.double.nextUp)
    )
  }

  /// Whether a function has a value, and is smooth, at every point of a box: it has a finite
  /// enclosure on each part of a subdivision. Of integrals it says that they converge.
  public func isSmooth(_ e: Expression, on box: [BoxSide]) -> Bool {
    guard let function = ParametricFunction(e, box.map(\.variable), bits: bits),
      !function.hasIntegrals || rootsAreReal(e, on: box)
    else { return false }
    var waiting = [box], next = 0
    while next < waiting.count {
      let part = waiting[next]
      next += 1
      guard next <= (function.hasIntegrals ? 16 : limit) else { return false }
      let value = function.value(at: part.map { $0.ball(bits + 64) }, smooth: true)
      if !value.isFinite { waiting += part.halves }
    }
    return true
  }

  private func enclosure(of e: Expression, _ box: [BoxSide], _ parts: Int) -> Ball? {
    guard let function = ParametricFunction(e, box.map(\.variable), bits: bits) else { return nil }
    var waiting = [box], next = 0, whole: Ball?
    while next < waiting.count {
      let part = waiting[next]
      next += 1
      guard next <= Swift.min(limit, 64 + 2 * parts) else { return nil }
      if waiting.count < parts, !part.isEmpty {
        waiting += part.halves
        continue
      }
      let value = function.value(at: part.map { $0.ball(bits + 64) }, smooth: false)
      if value.isFinite {
        whole = whole?.union(value, bits) ?? value
      } else {
        waiting += part.halves
      }
    }
    return whole
  }
}

extension BoxSide {
  func ball(_ bits: Int) -> Ball { Ball(lower, bits: bits).union(Ball(upper, bits: bits), bits) }
}

extension [BoxSide] {
  /// The two halves along the widest side.
  fileprivate var halves: [[BoxSide]] {
    guard let i = indices.max(by: { self[$0].width < self[$1].width }) else { return [] }
    var low = self, high = self
    low[i].upper = self[i].middle
    high[i].lower = self[i].middle
    return [low, high]
  }
}
