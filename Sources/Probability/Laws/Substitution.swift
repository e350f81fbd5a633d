import Exact
import Expressions

extension Law {
  /// Whether a variable stands in its parameters.
  public func mentions(_ v: Variable) -> Bool {
    pieces.contains { piece in
      piece.weight.mentions([v]) || piece.factors.contains { $0.shape.mentions([v]) }
    }
  }

  /// The law with variables replaced in all its parameters.
  public func substituting(_ put: [Variable: Expression]) -> Law {
    Law(
      dimension: dimension,
      pieces: pieces.map { piece in
        Piece(
          weight: piece.weight.substituting(put),
          factors: piece.factors.map {
            Factor($0.coordinates, $0.shape.substituting(put))
          })
      })
  }
}

extension Law.Shape {
  func substituting(_ put: [Variable: Expression]) -> Law.Shape {
    func on(_ e: Expression) -> Expression { put.isEmpty ? e : e.substituting(put).tidy }
    switch self {
    case .point(let a): return .point(on(a))
    case .gaussian(let m, let s):
      return .gaussian(mean: m.map(on), covariance: s.map { $0.map(on) })
    case .uniform(let a, let b): return .uniform(lower: on(a), upper: on(b))
    case .laplace(let m, let b): return .laplace(location: on(m), scale: on(b))
    case .density(var d):
      let inner = put.filter { !d.variables.contains($0.key) }
      d.value = d.value?.substituting(inner)
      d.logarithm = d.logarithm?.substituting(inner)
      d.box = d.box.map { .init($0.lower.map(on), $0.upper.map(on)) }
      d.cuts = d.cuts.map(on)
      d.origin = d.origin.map { o in
        let above = put.filter { !o.variables.contains($0.key) }
        return .init(
          law: o.law.substituting(above), variables: o.variables,
          map: o.map.map { $0.substituting(above) })
      }
      return .density(d)
    }
  }

  func mentions(_ set: Set<Variable>) -> Bool {
    switch self {
    case .point(let a): a.mentions(set)
    case .gaussian(let m, let s):
      m.contains { $0.mentions(set) } || s.contains { $0.contains { $0.mentions(set) } }
    case .uniform(let a, let b), .laplace(let a, let b): a.mentions(set) || b.mentions(set)
    case .density(let d):
      d.value?.mentions(set.subtracting(d.variables)) ?? true
        || d.box.contains { $0.lower?.mentions(set) ?? false || $0.upper?.mentions(set) ?? false }
    }
  }
}
