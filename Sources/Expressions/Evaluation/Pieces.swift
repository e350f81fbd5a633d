import Balls
import Exact
import Foundation

extension Evaluation {
  /// The region of an iterated integral cut along the lines where |·|, sgn or a choice changes
  /// branch, each piece with its branch put in and taken to a product of [0, 1], [0, ∞) and the
  /// line. nil if the lines cannot be put in order.
  package func smooth(
    _ x: Variable, _ lower: Expression, _ upper: Expression, _ inner: InnerIntegrals.Inner
  ) -> [PlaneIntegral]? {
    let y = inner.variable
    var switches: [Expression] = []
    inner.body.collectBranching(y, into: &switches)
    inner.body.collectBranching(x, into: &switches)
    guard let lines = lines(switches, x, y) else { return nil }
    var edges = lines.across
    let bounds = [inner.lower, inner.upper].filter { !$0.isInfiniteBound }
    let along = lines.along + bounds
    for (i, c) in along.enumerated() {
      for d in along[..<i] {  // where two of them cross, their order changes
        guard let k = (c - d).polynomialCoefficients(in: x) else {
          if lines.along.isEmpty { continue } else { return nil }
        }
        if k.count == 2 { edges.append(-k[0] / k[1]) }
        if k.count > 2 && !lines.along.isEmpty { return nil }
      }
    }
    guard let cuts = ordered(edges, between: lower, upper) else { return nil }
    let ends = [lower] + cuts + [upper]
    var result: [PlaneIntegral] = []
    for (from, to) in zip(ends, ends.dropFirst()) {
      guard let pieces = strips(x, from, to, inner, lines.along) else { return nil }
      result += pieces
    }
    return result
  }

  /// The switches as lines y = c(x), and as places of x.
  private func lines(
    _ switches: [Expression], _ x: Variable, _ y: Variable
  ) -> (along: [Expression], across: [Expression])? {
    var along: [Expression] = [], across: [Expression] = []
    for s in switches {
      if s.depends(on: y) {
        guard let c = s.polynomialCoefficients(in: y), c.count == 2, !c[1].depends(on: x) else {
          return nil
        }
        let place = -c[0] / c[1]
        if !along.contains(place) { along.append(place) }
      } else {
        guard let c = s.polynomialCoefficients(in: x), c.count == 2 else { return nil }
        across.append(-c[0] / c[1])
      }
    }
    return (along, across)
  }

  /// The places strictly between two bounds, from left to right, each once; nil if their order is
  /// not certain.
  private func ordered(_ places: [Expression], between a: Expression, _ b: Expression)
    -> [Expression]?
  {
    var kept: [(place: Expression, value: Evaluated)] = []
    let (low, high) = (value(of: a), value(of: b))
    func order(_ p: Evaluated, _ q: Evaluated) -> Int? { p.compared(to: q, bits: bits / 2).order }
    for p in places {
      let value = value(of: p)
      guard let below = order(low, value), let above = order(value, high) else { return nil }
      guard below < 0, above < 0 else { continue }
      var index = 0, isNew = true
      for k in kept {
        guard let o = order(k.value, value) else { return nil }
        if o < 0 { index += 1 }
        if o == 0 { isNew = false }
      }
      if isNew { kept.insert((p, value), at: index) }
    }
    return kept.map(\.place)
  }

  /// Between two edges in x the lines keep their order, which is read at a point between them.
  private func strips(
    _ x: Variable, _ from: Expression, _ to: Expression, _ inner: InnerIntegrals.Inner,
    _ lines: [Expression]
  ) -> [PlaneIntegral]? {
    let y = inner.variable
    guard let at = middle(from, to) else { return nil }
    func here(_ e: Expression) -> Expression { e.substituting([x: at]) }
    let isUpward =
      value(of: here(inner.lower)).compared(to: value(of: here(inner.upper)), bits: bits / 2).order
      == -1
    guard isUpward || lines.isEmpty,
      let cuts = isUpward
        ? ordered(lines.map(here), between: here(inner.lower), here(inner.upper)) : []
    else { return nil }
    let own = cuts.compactMap { c in lines.first { here($0) == c } }
    guard own.count == cuts.count else { return nil }
    let ends = [inner.lower] + own + [inner.upper]
    var result: [PlaneIntegral] = []
    for (low, high) in zip(ends, ends.dropFirst()) {
      guard let level = middle(here(low), here(high)) else { return nil }
      func sign(_ e: Expression) -> Int? {
        self.sign(value(of: e.substituting([x: at, y: level]))).flatMap { $0 == 0 ? nil : $0 }
      }
      let settled = inner.body.settled(y) { sign($0 + $1 * .variable(y)) }?
        .settled(x) { sign($0 + $1 * .variable(x)) }
      guard let settled else { return nil }
      let columns = settled.straightened(y, low, high),
        plane = columns.body.straightened(x, from, to)
      result.append(
        PlaneIntegral(x: x, y: y, reach: (plane.reach, columns.reach), body: plane.body))
    }
    return result
  }

  /// A rational point between two bounds.
  private func middle(_ a: Expression, _ b: Expression) -> Expression? {
    switch (a.isInfiniteBound, b.isInfiniteBound) {
    case (true, true): return 0
    case (true, false):
      return ball(value(of: b)).map {
        .rational(Rational(exactly: ($0.midpoint - 1).rounded(.down)))
      }
    case (false, true):
      return ball(value(of: a)).map { .rational(Rational(exactly: ($0.midpoint + 1).rounded(.up))) }
    case (false, false):
      guard let p = ball(value(of: a)), let q = ball(value(of: b)) else { return nil }
      return .rational(Rational(exactly: (p.midpoint + q.midpoint) / 2))
    }
  }
}

extension Expression {
  /// The integrand of ∫ self dv from a to b over [0, 1], [0, ∞) or the line.
  fileprivate func straightened(_ v: Variable, _ a: Expression, _ b: Expression) -> (
    body: Expression, reach: Reach
  ) {
    let at = Expression.variable(v)
    switch (a.isInfiniteBound, b.isInfiniteBound) {
    case (true, true): return (self, .line)
    case (false, true): return (substituting([v: a + at]), .half)
    case (true, false): return (substituting([v: b - at]), .half)
    case (false, false): return ((b - a) * substituting([v: a + (b - a) * at]), .unit)
    }
  }
}
