import Balls
import Exact
import Foundation

extension Evaluation {
  /// An integral within integrals in doubles, by two different rules on panels around every mode;
  /// the error is their difference, and what the last panel towards an infinite end held. An estimate is never certified, and says so by its grade.
  ///
  /// Cost: about 200 evaluations per dimension, multiplied.
  func estimate(_ e: Expression) -> Evaluated {
    guard e.nesting <= 3 else { return .undecided("an integral nested more than three deep") }
    let cost = Int(pow(200, Double(e.nesting)))
    guard cost <= budget.left * 16 else {
      return .undecided("a nested integral beyond the limit of work")
    }
    budget.spend(cost / 16)
    let first = e.estimator(.gaussLegendre, [])([]), second = e.estimator(.tanhSinh, [])([])
    guard first.value.isFinite, second.value.isFinite else {
      return .undecided("a nested integral whose estimates are not finite")
    }
    let scale = Swift.max(first.absolute, second.absolute)
    let difference = abs(first.value - second.value)
    let error = difference + Swift.max(first.rest, second.rest) + 0x1p-46 * scale
    guard error <= 1e-6 * scale || scale == 0 else {
      return .undecided(
        difference > 1e-6 * scale
          ? "a nested integral whose two estimates differ: \(first.value) and \(second.value)"
          : "a nested integral that falls too slowly to be estimated")
    }
    return Evaluated(.estimate(first.value, error: error), scale: scale)
  }
}

extension Expression {
  fileprivate var nesting: Int {
    switch self {
    case .rational, .pi, .infinity, .variable: 0
    case .sum(let a), .product(let a): a.map(\.nesting).max() ?? 0
    case .power(let a, let b): Swift.max(a.nesting, b.nesting)
    case .function(_, let a): a.nesting
    case .piecewise(let b, let e): Swift.max(e.nesting, b.map(\.value.nesting).max() ?? 0)
    case .integral(_, _, _, let f), .extremum(_, _, _, _, let f): f.nesting + 1
    }
  }

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

  /// An integral by the rule, as a function of the values of the bound variables around it.
  fileprivate func estimator(_ rule: Rule, _ outer: [Variable]) -> ([Double]) -> Estimate {
    guard case .integral(let v, let a, let b, let body) = self else {
      return { _ in Estimate(value: .nan) }
    }
    let panels = Panels(v, a, b, body, outer), f = body.integrand(rule, outer + [v])
    return { at in
      var at = at + [0]
      return rule.integrate(panels.edges(Array(at.dropLast()))) { x in
        at[at.count - 1] = x
        return f(at)
      }
    }
  }

  /// A body whose inner integrals are taken by the same rule; `rest` is what theirs make of it.
  private func integrand(_ rule: Rule, _ outer: [Variable]) -> ([Double]) -> Estimate {
    var inner: [([Double]) -> Estimate] = []
    var slots = outer
    let outside = replacingInner { e in
      let name = Variable.fresh("inner", avoiding: freeVariables.union(slots))
      slots.append(name)
      inner.append(e.estimator(rule, outer))
      return .variable(name)
    }
    let f = outside.compiled(variables: slots)
    if inner.isEmpty { return { Estimate(value: f($0)) } }
    return { at in
      let parts = inner.map { $0(at) }, values = parts.map(\.value), y = f(at + values)
      var here = Estimate(value: y)
      for (i, part) in parts.enumerated() where part.rest > 0x1p-50 * Swift.abs(part.value) {
        var moved = values
        moved[i] += part.rest
        here.rest += Swift.abs(f(at + moved) - y)
      }
      return here
    }
  }

  private func replacingInner(_ f: (Expression) -> Expression) -> Expression {
    switch self {
    case .integral: f(self)
    case .extremum: self
    default: mappingParts { $0.replacingInner(f) }
    }
  }
}

/// An integral as a rule gives it.
private struct Estimate {
  var value = 0.0, absolute = 0.0
  /// The absolute value of what the outermost panels towards infinite ends held, here and in the
  /// integrals inside.
  var rest = 0.0

  mutating func add(_ panel: Estimate) {
    value += panel.value
    absolute += panel.absolute
    rest += panel.rest
  }
}

/// Where panels end, and how wide the next one is towards an end that is infinite.
private struct Edges {
  var places: [Double]
  var beyond: (left: Double?, right: Double?)
}

/// Panel edges: the bounds (an infinite one cut 18 widths beyond the last hump, where a Gaussian is
/// 10⁻⁷⁰; what lies beyond is added while it counts), every centre, and 1, 4 and 12 widths off.
private struct Panels {
  let lower: ([Double]) -> Double, upper: ([Double]) -> Double
  let humps: [(slope: ([Double]) -> Double, curvature: ([Double]) -> Double)]

  init(_ v: Variable, _ a: Expression, _ b: Expression, _ body: Expression, _ outer: [Variable]) {
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

  func edges(_ at: [Double]) -> Edges {
    var places = humps.compactMap { h -> (center: Double, width: Double)? in
      let (b, a) = (h.slope(at), h.curvature(at))
      return a > 0 && b.isFinite ? (b / a, (1 / a).squareRoot()) : nil
    }
    if places.isEmpty { places = [(0, 1)] }
    let (a, b) = (lower(at), upper(at))
    let low = a.isFinite ? a : places.map { $0.center - 18 * $0.width }.min() ?? -18
    let high = b.isFinite ? b : places.map { $0.center + 18 * $0.width }.max() ?? 18
    var edges = [low, high]
    for p in places {
      for k in [-12.0, -4, -1, 0, 1, 4, 12] { edges.append(p.center + k * p.width) }
    }
    var kept: [Double] = []
    for e in edges.filter({ $0 >= low && $0 <= high }).sorted() {
      if let last = kept.last, e - last <= 1e-9 * Swift.max(1, abs(e)) { continue }
      kept.append(e)
    }
    let reach = places.reduce(0) { Swift.max($0, 18 * $1.width) }
    return Edges(places: kept, beyond: (a.isFinite ? nil : reach, b.isFinite ? nil : reach))
  }
}

private enum Rule {
  case gaussLegendre, tanhSinh

  func integrate(_ edges: Edges, _ f: (Double) -> Estimate) -> Estimate {
    var sum = Estimate()
    for (a, b) in zip(edges.places, edges.places.dropFirst()) { sum.add(panel(a, b, f)) }
    // Exponentials and powers reach further than Gaussians: panels that double, while they count.
    for (side, end, width) in [
      (-1.0, edges.places.first, edges.beyond.left), (1, edges.places.last, edges.beyond.right),
    ] {
      guard var end, var width else { continue }
      var last = Estimate()
      for _ in 0..<8 {
        let next = end + side * width
        let one = panel(Swift.min(end, next), Swift.max(end, next), f)
        guard one.absolute.isFinite else { break }  // so far out log 0 may stand beside 0
        last = one
        guard last.absolute > 0x1p-60 * sum.absolute else { break }
        sum.add(last)
        (end, width) = (next, 2 * width)
      }
      sum.rest += last.absolute
    }
    return sum
  }

  private func panel(_ a: Double, _ b: Double, _ f: (Double) -> Estimate) -> Estimate {
    var sum = Estimate()
    for (node, weight) in nodes {
      let here = f((a + b) / 2 + (b - a) / 2 * node), share = weight * (b - a) / 2
      sum.value += here.value * share
      sum.absolute += abs(here.value * share)
      sum.rest += here.rest * share
    }
    return sum
  }

  private var nodes: [(Double, Double)] {
    self == .gaussLegendre ? Rule.legendre : Rule.doubleExponential
  }

  /// Twenty nodes, by Newton steps on the Legendre polynomial.
  private static let legendre: [(Double, Double)] = (0..<20).map { i in
    let n = 20
    var x = cos(.pi * (Double(i) + 0.75) / (Double(n) + 0.5)), slope = 1.0
    for _ in 0..<100 {
      var p = 1.0, q = 0.0
      for k in 1...n {
        (p, q) = (((2 * Double(k) - 1) * x * p - (Double(k) - 1) * q) / Double(k), p)
      }
      slope = Double(n) * (x * p - q) / (x * x - 1)
      x -= p / slope
    }
    return (x, 2 / ((1 - x * x) * slope * slope))
  }

  /// Tanh-sinh with step 1/5.
  private static let doubleExponential: [(Double, Double)] = (-15...15).map { k in
    let h = 1.0 / 5, t = Double(k) * h, s = Double.pi / 2 * sinh(t)
    return (tanh(s), h * .pi / 2 * cosh(t) / (cosh(s) * cosh(s)))
  }
}
