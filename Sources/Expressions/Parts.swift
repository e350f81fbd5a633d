extension Expression {
  /// Whether it, or a part of it, is as asked. The bounds and bodies of integrals and the sides of
  /// conditions are parts.
  package func holds(_ isAsked: (Expression) -> Bool) -> Bool {
    if isAsked(self) { return true }
    switch self {
    case .rational, .pi, .infinity, .variable: return false
    case .sum(let parts), .product(let parts): return parts.contains { $0.holds(isAsked) }
    case .power(let a, let b): return a.holds(isAsked) || b.holds(isAsked)
    case .function(_, let a): return a.holds(isAsked)
    case .piecewise(let branches, let otherwise):
      return otherwise.holds(isAsked)
        || branches.contains { $0.value.holds(isAsked) || $0.condition.holds(isAsked) }
    case .integral(_, let a, let b, let body), .extremum(_, _, let a, let b, let body):
      return a.holds(isAsked) || b.holds(isAsked) || body.holds(isAsked)
    }
  }

  /// Whether a bar, a sign or a case stands anywhere: a kink or a jump, which derivatives and a few
  /// points do not see.
  package var holdsSwitch: Bool {
    holds {
      switch $0 {
      case .function(.abs, _), .function(.sign, _), .piecewise: true
      default: false
      }
    }
  }
}

extension Expression.Condition {
  fileprivate func holds(_ isAsked: (Expression) -> Bool) -> Bool {
    var found = false
    forEachSide { found = found || $0.holds(isAsked) }
    return found
  }
}
