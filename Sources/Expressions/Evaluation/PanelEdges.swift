/// Where panels end, and how wide the next one is towards an end that is infinite.
package struct PanelEdges {
  package var places: [Double]
  package var beyond: (left: Double?, right: Double?)
  package init(places: [Double], beyond: (left: Double?, right: Double?)) {
    (self.places, self.beyond) = (places, beyond)
  }
}

/// Panel edges: the bounds (an infinite one cut 18 of the largest widths beyond the last centre, where a Gaussian is
/// 10⁻⁷⁰; what lies beyond is added while it counts), every centre, and 1, 4 and 12 widths off.
package struct Panels {
  private let lower: ([Double]) -> Double, upper: ([Double]) -> Double
  private let humps: [(slope: ([Double]) -> Double, curvature: ([Double]) -> Double)]

  package init(
    _ v: Variable, _ a: Expression, _ b: Expression, _ body: Expression, _ outer: [Variable]
  ) {
    var found: [(slope: Expression, curvature: Expression)] = []
    body.humps(v, into: &found)
    // An exponent that holds a deeper variable is read where that variable is 0.
    func number(_ e: Expression) -> ([Double]) -> Double {
      let deeper = e.freeVariables.subtracting(outer)
      return e.substituting(Dictionary(uniqueKeysWithValues: deeper.map { ($0, 0) })).compiled(
        variables: outer)
    }
    (lower, upper) = (number(a), number(b))
    humps = found.map { (number($0.slope), number($0.curvature)) }
  }

  package func edges(_ at: [Double]) -> PanelEdges {
    var places = humps.compactMap { h -> (center: Double, width: Double)? in
      let (b, a) = (h.slope(at), h.curvature(at))
      return a > 0 && b.isFinite ? (b / a, (1 / a).squareRoot()) : nil
    }
    if places.isEmpty { places = [(0, 1)] }
    let (a, b) = (lower(at), upper(at))
    let reach = 18 * places.reduce(0) { Swift.max($0, $1.width) }
    let low = a.isFinite ? a : places.reduce(.infinity) { Swift.min($0, $1.center) } - reach
    let high = b.isFinite ? b : places.reduce(-.infinity) { Swift.max($0, $1.center) } + reach
    let inside = places.flatMap { p in
      [-12.0, -4, -1, 0, 1, 4, 12].map { p.center + $0 * p.width }
    }
    let edges = [low] + Set(inside.filter { low < $0 && $0 < high }).sorted() + [high]
    return PanelEdges(places: edges, beyond: (a.isFinite ? nil : reach, b.isFinite ? nil : reach))
  }
}

extension Expression {
  /// The exponents that are quadratic in v, as (slope, curvature): each is a Gaussian factor around
  /// slope/curvature.
  fileprivate func humps(
    _ v: Variable, into list: inout [(slope: Expression, curvature: Expression)]
  ) {
    guard depends(on: v) else { return }
    switch self {
    case .function(.exp, let q):
      guard let c = q.polynomialCoefficients(in: v), c.count == 3 else {
        return q.humps(v, into: &list)
      }
      if !list.contains(where: { $0.slope == c[1] && $0.curvature == -2 * c[2] }) {
        list.append((c[1], -2 * c[2]))
      }
    case .sum(let a), .product(let a): for e in a { e.humps(v, into: &list) }
    case .power(let a, _), .function(_, let a), .integral(_, _, _, let a),
      .extremum(_, _, _, _, let a):
      a.humps(v, into: &list)
    case .piecewise(let b, let e):
      for x in b { x.value.humps(v, into: &list) }
      e.humps(v, into: &list)
    case .rational, .pi, .infinity, .variable: break
    }
  }
}
