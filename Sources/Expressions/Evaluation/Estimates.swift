import Balls
import Exact
import Foundation

extension Evaluation {
  /// An integral within integrals in doubles, by two different rules on panels around every mode;
  /// the error is their difference, and what the last panel towards an infinite end held. An
  /// estimate is never certified, and says so by its grade: a hump far from every mode that the
  /// form of the integrand tells of is not seen.
  ///
  /// Cost: 20 or 31 evaluations a panel, of which there are some for every mode and up to eight
  /// towards an infinite end, dimension by dimension multiplied; charged as 200 a dimension.
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
    guard scale > 0 else {
      return .undecided("a nested integral of which nothing but 0 was seen, which may lie elsewhere")
    }
    let difference = abs(first.value - second.value)
    let error = difference + Swift.max(first.rest, second.rest) + 0x1p-46 * scale
    guard error <= 1e-6 * scale else {
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

  /// An integral by the rule, as a function of the values of the bound variables around it.
  fileprivate func estimator(_ rule: PanelRule, _ outer: [Variable]) -> ([Double]) -> PanelSum {
    guard case .integral(let v, let a, let b, let body) = self else {
      return { _ in PanelSum(value: .nan) }
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
  private func integrand(_ rule: PanelRule, _ outer: [Variable]) -> ([Double]) -> PanelSum {
    var inner: [([Double]) -> PanelSum] = []
    var slots = outer
    let outside = replacingInner { e in
      let name = Variable.fresh("inner", avoiding: freeVariables.union(slots))
      slots.append(name)
      inner.append(e.estimator(rule, outer))
      return .variable(name)
    }
    let f = outside.compiled(variables: slots)
    if inner.isEmpty { return { PanelSum(value: f($0)) } }
    return { at in
      let parts = inner.map { $0(at) }, values = parts.map(\.value), y = f(at + values)
      var here = PanelSum(value: y)
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
