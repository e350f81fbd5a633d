import Exact

// Integrals whose integrand jumps at a place that moves with a parameter: the rule of Leibniz does
// not see the jump. Cut there, it stands at a bound.

extension Expression {
  /// The same value with each integral cut where its integrand jumps at a place that depends on v:
  /// ∫₀¹ 1[t ≤ v] dt as ∫ 1 dt up to v, kept between 0 and 1. nil where such a place cannot be named.
  ///
  /// Named are places where something linear in the variable of integration is 0, with a slope that
  /// is a number, also behind |·| and exp. A fold as of max(t, v) is no jump.
  public func cuttingJumps(movedBy v: Variable) -> Expression? {
    guard depends(on: v) else { return self }
    var failed = false
    let inner = mappingParts { part in
      guard let cut = part.cuttingJumps(movedBy: v) else {
        failed = true
        return part
      }
      return cut
    }
    guard !failed else { return nil }
    guard case .integral(let x, let a, let b, let body) = inner, x != v else { return inner }
    return Self.cut(body.openingSigns(of: x, and: v), x, a, b, movedBy: v, depth: 0)
  }

  /// Whether an integral in it, that depends on v, has an integrand with branches.
  public func mayJump(movedBy v: Variable) -> Bool {
    holds { part in
      guard case .integral(_, _, _, let body) = part, part.depends(on: v) else { return false }
      return body.holds {
        switch $0 {
        case .piecewise, .function(.sign, _): true
        default: false
        }
      }
    }
  }

  /// How often one integral is cut.
  private static let mostCuts = 12

  private static func cut(
    _ body: Expression, _ x: Variable, _ a: Expression, _ b: Expression, movedBy v: Variable,
    depth: Int
  ) -> Expression? {
    guard let jump = body.firstJump(along: x, movedBy: v) else {
      return .integrating(body, over: x, from: a, to: b)
    }
    guard depth < mostCuts, let place = jump.difference.root(of: x) else { return nil }
    // below its root a rising difference is negative
    let before = body.settling(jump, below: place.rises),
      behind = body.settling(jump, below: !place.rises)
    let seam = place.at.clamped(a, b)
    guard let left = cut(before, x, a, seam, movedBy: v, depth: depth + 1),
      let right = cut(behind, x, seam, b, movedBy: v, depth: depth + 1)
    else { return nil }
    return left + right
  }

  /// Kept between two bounds.
  private func clamped(_ a: Expression, _ b: Expression) -> Expression {
    var branches: [Branch] = []
    if a != -.infinity { branches.append(Branch(.compare(self, .lessOrEqual, a), a)) }
    if b != .infinity { branches.append(Branch(.compare(b, .lessOrEqual, self), b)) }
    return .choosing(branches, otherwise: self)
  }

  /// Where it is 0 along x, and whether it rises there: of what is linear in x with a number for a
  /// slope.
  private func root(of x: Variable) -> (at: Expression, rises: Bool)? {
    guard let slope = derivative(by: x).rationalValue, !slope.isZero else { return nil }
    return (-substituting([x: 0]) / .rational(slope), slope > 0)
  }
}

/// A comparison of a < b that turns along x, at a place that moves.
private struct Jump {
  var left: Expression, right: Expression
  var difference: Expression { left - right }
}

extension Expression {
  /// The first comparison in it, outside inner integrals, that holds on one side of a place along x
  /// which moves with v, where the value jumps there.
  fileprivate func firstJump(along x: Variable, movedBy v: Variable) -> Jump? {
    guard depends(on: x), depends(on: v) else { return nil }
    switch self {
    case .piecewise(let branches, let otherwise):
      if !isFold(branches, otherwise) {
        for branch in branches {
          if let jump = branch.condition.firstJump(along: x, movedBy: v) { return jump }
        }
      }
      let parts = branches.map(\.value) + [otherwise]
      return parts.lazy.compactMap { $0.firstJump(along: x, movedBy: v) }.first
    case .sum(let parts), .product(let parts):
      return parts.lazy.compactMap { $0.firstJump(along: x, movedBy: v) }.first
    case .power(let base, let n):
      return base.firstJump(along: x, movedBy: v) ?? n.firstJump(along: x, movedBy: v)
    case .function(_, let a): return a.firstJump(along: x, movedBy: v)
    default: return nil
    }
  }

  /// Whether the two values agree where the comparison turns: a maximum or a minimum.
  private func isFold(_ branches: [Branch], _ otherwise: Expression) -> Bool {
    guard branches.count == 1, case .compare(let a, let relation, let b) = branches[0].condition,
      relation == .less || relation == .lessOrEqual
    else { return false }
    let (first, second) = (branches[0].value, otherwise)
    return first == a && second == b || first == b && second == a
  }

  /// sgn as a choice, where it depends on both.
  fileprivate func openingSigns(of x: Variable, and v: Variable) -> Expression {
    guard depends(on: x), depends(on: v) else { return self }
    switch self {
    case .integral, .extremum: return self
    case .function(.sign, let a):
      return .choosing(
        [Branch(.compare(0, .less, a), 1), Branch(.compare(a, .less, 0), -1)], otherwise: 0)
    default: return mappingParts { $0.openingSigns(of: x, and: v) }
    }
  }

  /// The same with a comparison decided: whether its left side is less.
  fileprivate func settling(_ jump: Jump, below: Bool) -> Expression {
    switch self {
    case .integral, .extremum: return self
    case .piecewise(let branches, let otherwise):
      return .choosing(
        branches.map {
          Branch(
            $0.condition.opened.settling(jump, below: below), $0.value.settling(jump, below: below))
        }, otherwise: otherwise.settling(jump, below: below))
    default: return mappingParts { $0.settling(jump, below: below) }
    }
  }
}

extension Expression.Condition {
  fileprivate func firstJump(along x: Variable, movedBy v: Variable) -> Jump? {
    switch opened {
    case .compare(let a, _, let b):
      let difference = a - b
      return difference.depends(on: x) && difference.depends(on: v) ? Jump(left: a, right: b) : nil
    case .all(let parts), .any(let parts):
      return parts.lazy.compactMap { $0.firstJump(along: x, movedBy: v) }.first
    case .not(let part): return part.firstJump(along: x, movedBy: v)
    }
  }

  /// |a| < b as −b < a and a < b; e^a < b as a < log b.
  fileprivate var opened: Self {
    switch self {
    case .compare(.function(.abs, let a), let relation, let b)
    where relation == .less || relation == .lessOrEqual:
      return .all([.compare(a, relation, b), .compare(-b, relation, a)])
    case .compare(let b, let relation, .function(.abs, let a))
    where relation == .less || relation == .lessOrEqual:
      return .any([.compare(b, relation, a), .compare(a, relation, -b)])
    case .compare(.function(.exp, let a), let relation, let b):
      return .compare(a, relation, .log(b))
    case .compare(let b, let relation, .function(.exp, let a)):
      return .compare(.log(b), relation, a)
    default: return self
    }
  }

  /// With what a comparison says on one side of where it turns.
  fileprivate func settling(_ jump: Jump, below: Bool) -> Self {
    switch self {
    case .compare(let a, let relation, let b):
      if (a, b) == (jump.left, jump.right) { return .constant(relation.holds(below ? -1 : 1)) }
      if (b, a) == (jump.left, jump.right) { return .constant(relation.holds(below ? 1 : -1)) }
      return self
    case .all(let parts): return .all(parts.map { $0.opened.settling(jump, below: below) })
    case .any(let parts): return .any(parts.map { $0.opened.settling(jump, below: below) })
    case .not(let part): return .not(part.opened.settling(jump, below: below))
    }
  }

  private static func constant(_ truth: Bool) -> Self { truth ? .all([]) : .any([]) }
}
