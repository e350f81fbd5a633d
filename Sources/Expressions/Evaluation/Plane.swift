import Balls
import Exact
import Foundation

/// ∫∫ body dy dx over a product of regions, body without kinks.
package struct PlaneIntegral {
  package let x: Variable, y: Variable
  package let reach: (x: Reach, y: Reach)
  package let body: Expression
}

extension Evaluation {
  /// Encloses an integral over the plane: beyond a rectangle a majorant of the integrand bounds it,
  /// which also shows that it converges absolutely (Tonelli), inside `Cubature` does. nil if either
  /// fails.
  func value(of integral: PlaneIntegral) -> Evaluated? {
    let body = integral.body.inLogDomain
    guard
      let program = try? Compiler.program(
        for: body, in: [integral.x, integral.y], constant: { try self.constant($0) })
    else { return nil }
    var target = -44
    var outcome: Evaluated?
    for _ in 0..<2 {
      guard let ends = rectangle(integral, body, target: target) else { return outcome }
      let cubature = Cubature(
        program, tolerance: target - 8, limit: Swift.min(8 * budget.left, 400_000))
      guard let part = cubature.integral(x: ends.x, y: ends.y) else { return outcome }
      budget.spend(part.calls)
      let value = part.value.widened(by: Ball(exactly: ends.tail))
      let scale = Swift.max(part.scale, abs(value.midpoint))
      outcome = Evaluated(.ball(value), scale: scale)
      outcome?.isCoarse = true
      budget.isCoarse = true
      guard scale > 0, scale.isFinite, !value.meets(goal: 36, scale: scale) else { break }
      target = Int(scale.exponent) - 44
    }
    return outcome
  }

  /// The rectangle beyond which the integral is at most 2^target, and that bound.
  private func rectangle(
    _ integral: PlaneIntegral, _ body: Expression, target: Int
  ) -> (x: (Double, Double), y: (Double, Double), tail: Double)? {
    if case (.unit, .unit) = integral.reach { return ((0, 1), (0, 1), 0) }
    let wanted = pow(2, Double(target - 2))
    for pick in 0..<3 {
      let builder = MajorantBuilder(x: integral.x, y: integral.y, reach: integral.reach, pick: pick)
      {
        try self.interval($0)
      }
      guard let m = try? builder(body) else { continue }
      guard let across = cut(m, integral.reach, wanted),
        let along = cut(m.turned, (integral.reach.y, integral.reach.x), wanted)
      else { continue }
      return (across.ends, along.ends, across.tail + along.tail)
    }
    return nil
  }

  private func cut(
    _ m: Majorant, _ reach: (x: Reach, y: Reach), _ wanted: Double
  ) -> (ends: (Double, Double), tail: Double)? {
    if case .unit = reach.x { return ((0, 1), 0) }
    var R = 4.0
    while R < 1e5 {
      if let tail = try? m.tail(beyond: R, reach), tail <= wanted {
        if case .half = reach.x { return ((0, R), tail) }
        return ((-R, R), tail)
      }
      R *= 1.25
    }
    return nil
  }
}

// MARK: from iterated integrals

extension Evaluation {
  /// ∫ body dv where the body is linear in its inner integrals, each as an integral over the plane;
  /// nil if it is not, or if one of them cannot be enclosed.
  func planes(_ v: Variable, _ lower: Expression, _ upper: Expression, _ body: Expression)
    -> Evaluated?
  {
    guard let split = InnerIntegrals(body, outer: v) else { return nil }
    var parts: [Evaluated] = []
    if split.rest != 0 {
      let single = integral(v, lower, upper, split.rest)
      guard ball(single) != nil else { return nil }
      parts.append(single)
    }
    for inner in split.list {
      guard let pieces = smooth(v, lower, upper, inner) else { return nil }
      for p in pieces {
        guard let value = value(of: p) else { return nil }
        parts.append(value)
      }
    }
    return sum(parts)
  }
}

/// A function of v as g(v) + Σ ∫ fᵢ(v, u) du.
package struct InnerIntegrals {
  package struct Inner {
    package var variable: Variable, lower: Expression, upper: Expression, body: Expression
  }
  package private(set) var list: [Inner] = []
  package private(set) var rest: Expression = 0
  private let v: Variable

  package init?(_ body: Expression, outer v: Variable) {
    self.v = v
    guard add(body, times: 1), list.count <= 16 else { return nil }
  }

  private mutating func add(_ e: Expression, times factor: Expression) -> Bool {
    guard e.containsInner([v]) else {
      rest = rest + factor * e
      return true
    }
    switch e {
    case .sum(let terms): return terms.allSatisfy { add($0, times: factor) }
    case .product(let factors):
      let inner = factors.filter { $0.containsInner([v]) }
      guard inner.count == 1 else { return false }
      return add(inner[0], times: factor * .product(of: factors.filter { !$0.containsInner([v]) }))
    case .integral(let u, let a, let b, let body):
      if let closed = e.withoutInner([v]) {
        rest = rest + factor * closed
        return true
      }
      guard !a.containsInner([v]), !b.containsInner([v]),
        let f = (factor * body).withoutInner([v, u])
      else { return false }
      list.append(Inner(variable: u, lower: a, upper: b, body: f))
      return true
    default: return false
    }
  }
}
