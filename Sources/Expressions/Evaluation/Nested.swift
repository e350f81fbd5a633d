import Balls
import Exact
import Foundation

extension Evaluation {
  /// An integral whose body holds integrals or optima that depend on its variable: reduced to a
  /// single integral where the inner ones have a closed form or separate, else shown to diverge,
  /// else enclosed over the plane, else estimated by two rules.
  func nested(_ v: Variable, _ lower: Expression, _ upper: Expression, _ body: Expression)
    -> Evaluated
  {
    if let single = body.withoutInner([v]) {
      let value = value(of: .integrating(single, over: v, from: lower, to: upper))
      switch value.value {
      case .exact, .ball: return value
      // What is nowhere negative may be taken in any order (Tonelli); else parts of a sum that was
      // split may diverge without the whole doing so.
      case .infinite where body.isCertainlyNonnegative: return value
      default: break
      }
    }
    let whole = Expression.integral(variable: v, lower: lower, upper: upper, body: body)
    return withoutInnerValue(v, lower, upper, body) ?? planes(v, lower, upper, body)
      ?? unbounded(v, lower, upper, body)
      ?? (isParametric ? .undecided("a nested integral") : estimate(whole))
  }

  /// An inner integral that has no finite value for all v of a small interval leaves none to the
  /// whole.
  private func withoutInnerValue(
    _ v: Variable, _ lower: Expression, _ upper: Expression, _ body: Expression
  ) -> Evaluated? {
    guard let spot = spot(lower, upper), case let inner = body.innerIntegrals(v), !inner.isEmpty
    else { return nil }
    let there = assigning(v, spot)
    for case .integral(let u, let a, let b, let f) in inner
    where !a.depends(on: v) && !b.depends(on: v) {
      guard !f.containsInner([u, v]) else { continue }
      let value = there.integral(u, a, b, f)
      switch value.value {
      case .infinite(let positive):
        if positive, body.isCertainlyNonnegative,
          body.isProductHolding(.integral(variable: u, lower: a, upper: b, body: f))
        {
          return value
        }
        return .undefined("an inner integral is infinite on an interval")
      case .undefined(let why):
        return .undefined(
          "in an inner integral, on an interval, \(why)", isLostInside: value.isLostInside)
      default: continue
      }
    }
    return nil
  }

  /// A nonnegative integrand over a strip of the inner variable bounds the whole from below: where
  /// that diverges, the whole does.
  private func unbounded(
    _ v: Variable, _ lower: Expression, _ upper: Expression, _ body: Expression
  ) -> Evaluated? {
    guard lower.isInfiniteBound || upper.isInfiniteBound,
      let split = InnerIntegrals(body, outer: v),
      split.rest.isCertainlyNonnegative, split.list.allSatisfy({ $0.body.isCertainlyNonnegative })
    else { return nil }
    for inner in split.list {
      guard let strip = spot(inner.lower, inner.upper) else { continue }
      let along = assigning(inner.variable, strip), f = inner.body.inLogDomain
      for (end, side) in [(lower, -1), (upper, 1)] where end.isInfiniteBound {
        for R in [8.0, 64, 512] {
          let form = along.tailForm(f, v)
          if case .diverges(true) = Tail(form, from: R, side: side).bound(form.root) {
            return .infinite(positive: true)
          }
        }
      }
    }
    return nil
  }

  /// A small interval between two bounds.
  private func spot(_ lower: Expression, _ upper: Expression) -> Ball? {
    let (a, b) = (value(of: lower), value(of: upper))
    let low = a.isInfinite ? -.infinity : ball(a)?.midpoint ?? .nan
    let high = b.isInfinite ? .infinity : ball(b)?.midpoint ?? .nan
    let center: Double
    switch (low.isFinite, high.isFinite) {
    case (true, true): center = low + (high - low) * 0.4375
    case (true, false): center = low + 0.4375
    case (false, true): center = high - 0.4375
    case (false, false): center = 0.4375
    }
    guard center.isFinite, high - low > 0x1p-8 || !(high - low).isFinite else { return nil }
    return Ball(exactly: center).widened(byPowerOfTwo: -24)
  }
}

extension Expression {
  /// The integrals inside that depend on v, as terms and factors.
  fileprivate func innerIntegrals(_ v: Variable) -> [Expression] {
    guard containsInner([v]) else { return [] }
    switch self {
    case .integral: return [self]
    case .sum(let a), .product(let a): return a.flatMap { $0.innerIntegrals(v) }
    default: return []  // 1/∞ and e to −∞ are numbers
    }
  }
  /// Whether self is that, or a product of it with what is certainly positive.
  fileprivate func isProductHolding(_ e: Expression) -> Bool {
    if self == e { return true }
    guard case .product(let factors) = self, factors.contains(e) else { return false }
    return factors.allSatisfy { $0 == e || $0.isCertainlyPositive }
  }
}
