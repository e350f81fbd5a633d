import Balls
import Exact
import Foundation

extension Evaluation {
  /// An integral within integrals in doubles, by two different rules on panels around the landmarks
  /// of the integrand (`Landmarks`); the error is what the rules differ by and what is left of the
  /// tails, of the integrals inside too (`Panelling`). An estimate is never certified, and says so
  /// by its grade: a hump far from every landmark that is narrow for how far it is off is not seen.
  ///
  /// Cost: 31 evaluations a panel, of which there are about ten for every landmark, dimension by
  /// dimension multiplied; sixteen of them are charged as one step of work.
  func estimate(_ e: Expression) -> Evaluated {
    guard e.nesting <= 3 else { return .undecided("an integral nested more than three deep") }
    guard Int(pow(200, Double(e.nesting))) <= budget.left * 16 else {
      return .undecided("a nested integral beyond the limit of work")
    }
    let work = EstimateWork(budget.left * 16)
    let sum = e.estimator([], tolerance: 0x1p-38, work)([])
    budget.spend(work.spent / 16)
    guard !work.isSpent else { return .undecided("a nested integral beyond the limit of work") }
    let scale = sum.absolute, error = sum.error + 0x1p-46 * scale
    guard sum.value.isFinite, scale.isFinite else {
      return .undecided("a nested integral whose estimates are not finite")
    }
    guard scale > 0 else {
      return .undecided(
        "a nested integral of which nothing but 0 was seen, which may lie elsewhere")
    }
    guard error.isFinite else {
      return .undecided("a nested integral that falls too slowly to be estimated")
    }
    guard error <= 1e-6 * scale else {
      return .undecided(
        "a nested integral that two rules give too differently: \(sum.value), with an error of \(error)"
      )
    }
    return Evaluated(.estimate(sum.value, error: error), scale: scale)
  }
}

/// Evaluations of integrands in doubles that one estimate may take.
private final class EstimateWork {
  private(set) var spent = 0
  private let limit: Int
  init(_ limit: Int) { self.limit = limit }
  var isSpent: Bool { spent > limit }
  func spend(_ n: Int) { spent += n }
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

  /// An integral as a function of the values of the bound variables around it; those inside are
  /// taken more accurately, so that their errors are no noise to it.
  fileprivate func estimator(
    _ outer: [Variable], tolerance: Double, _ work: EstimateWork
  ) -> ([Double]) -> PanelSum {
    guard case .integral(let v, let a, let b, let body) = self else {
      return { _ in PanelSum(value: .nan) }
    }
    let panels = Panels(v, a, b, body, outer)
    let f = body.integrand(outer + [v], tolerance: tolerance / 16, work)
    return { outside in
      var at = outside + [0]
      return Panelling.integral(over: panels.edges(outside), tolerance: tolerance) { x in
        at[at.count - 1] = x
        return f(at)
      }
    }
  }

  /// A body whose inner integrals are estimates; its error is what theirs make of it.
  private func integrand(
    _ outer: [Variable], tolerance: Double, _ work: EstimateWork
  ) -> ([Double]) -> PanelSum {
    var inner: [([Double]) -> PanelSum] = []
    var slots = outer
    let outside = replacingInner { e in
      let name = Variable.fresh("inner", avoiding: freeVariables.union(slots))
      slots.append(name)
      inner.append(e.estimator(outer, tolerance: tolerance, work))
      return .variable(name)
    }
    let f = outside.compiled(variables: slots), cost = Int(pow(200, Double(outside.nesting)))
    return { at in
      guard !work.isSpent else { return PanelSum(value: .nan) }
      work.spend(cost)
      if inner.isEmpty { return PanelSum(value: f(at)) }
      let parts = inner.map { $0(at) }, values = parts.map(\.value), y = f(at + values)
      var here = PanelSum(value: y)
      for (i, part) in parts.enumerated() where part.error > 0 {
        var moved = values
        moved[i] += part.error
        here.error += Swift.abs(f(at + moved) - y)
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
