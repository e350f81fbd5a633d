extension Expression {
  /// What is 0 where a comparison or a sign in it turns: u − 1 of 1[u ≥ 1]. What integrals and
  /// optima bind has no such place.
  public var turns: [Expression] {
    var found: [Expression] = []
    collectTurns(into: &found, bound: [])
    return found
  }

  private func collectTurns(into found: inout [Expression], bound: Set<Variable>) {
    func add(_ difference: Expression) {
      guard difference.freeVariables.isDisjoint(with: bound), !found.contains(difference) else {
        return
      }
      found.append(difference)
    }
    switch self {
    case .rational, .pi, .infinity, .variable: break
    case .sum(let parts), .product(let parts):
      for part in parts { part.collectTurns(into: &found, bound: bound) }
    case .power(let a, let b):
      a.collectTurns(into: &found, bound: bound)
      b.collectTurns(into: &found, bound: bound)
    case .function(let f, let a):
      if f == .sign { add(a) }
      a.collectTurns(into: &found, bound: bound)
    case .piecewise(let branches, let otherwise):
      for branch in branches {
        branch.condition.forEachComparison { add($0 - $1) }
        branch.condition.forEachSide { $0.collectTurns(into: &found, bound: bound) }
        branch.value.collectTurns(into: &found, bound: bound)
      }
      otherwise.collectTurns(into: &found, bound: bound)
    case .integral(let v, let a, let b, let body), .extremum(_, let v, let a, let b, let body):
      a.collectTurns(into: &found, bound: bound)
      b.collectTurns(into: &found, bound: bound)
      body.collectTurns(into: &found, bound: bound.union([v]))
    }
  }
}

extension Expression.Condition {
  fileprivate func forEachComparison(_ body: (Expression, Expression) -> Void) {
    switch self {
    case .compare(let a, _, let b): body(a, b)
    case .all(let parts), .any(let parts): for part in parts { part.forEachComparison(body) }
    case .not(let part): part.forEachComparison(body)
    }
  }
}
