import Exact

// What stands under roots. In balls √ is the real part of the complex root, which has a value where
// the function has none: on a ball that reaches below 0 it says nothing of what is not there.

extension BoxProver {
  /// Whether nothing under a root, or under a power that is not whole, is negative anywhere on the
  /// box. In a branch what its condition says is known; in an integral all its places are asked for.
  public func rootsAreReal(_ e: Expression, on box: [BoxSide]) -> Bool {
    e.hasRealRoots { isReal(rootOf: $0, on: box, $1, $2) }
  }

  /// The same of one root whose base has real roots itself.
  ///
  /// - bound: the variables of integrals and optima around it.
  /// - known: what is not negative where it is looked at.
  package func isReal(
    rootOf base: Expression, on box: [BoxSide], _ bound: [Bound], _ known: [Expression]
  ) -> Bool {
    let all = Set(box.map(\.variable)).union(bound.map(\.variable))
    // what hangs on no parameter is judged where its integral is taken
    if !bound.isEmpty, base.freeVariables.isDisjoint(with: box.map(\.variable)) { return true }
    let inner = Set(bound.map(\.variable))
    let sides = box.filter { !inner.contains($0.variable) } + bound.compactMap(\.side)
    guard base.freeVariables.isSubset(of: all) else { return false }
    return isNeverNegative(base, on: sides, known)
  }

  /// Whether a function whose own roots are real is nowhere negative on a box; it may be 0 at an end
  /// of a range, which no ball shows.
  func isNeverNegative(
    _ e: Expression, on sides: [BoxSide], _ known: [Expression] = []
  ) -> Bool {
    if isPlainlyNonnegative(e, on: sides, known) { return true }
    let used = sides.filter { e.depends(on: $0.variable) }
    guard e.freeVariables.count == used.count else { return false }
    // not `prove`, which would ask for the roots again: twice the work at every level of nesting
    return BoxProver(limit: Swift.min(limit, 200)).search(e, false, used, 2).isProved
  }

  /// By its shape, part by part, or as a polynomial that is least at a corner.
  private func isPlainlyNonnegative(
    _ e: Expression, on sides: [BoxSide], _ known: [Expression]
  ) -> Bool {
    if e.isCertainlyNonnegative || known.contains(where: { ($0 - e).isZeroPolynomial }) {
      return true
    }
    switch e {
    case .sum(let parts), .product(let parts):
      if parts.allSatisfy({ isPlainlyNonnegative($0, on: sides, known) }) { return true }
    default: break
    }
    return (e.least(on: sides) ?? -1) >= 0
  }

  /// Whether all that the conditions of cases compare has a value on all of the box: on a ball where
  /// it has none both branches are taken, and they have values. What hangs on the variable of an
  /// integral is judged where that is taken.
  func conditionsHaveValues(_ e: Expression, on box: [BoxSide]) -> Bool {
    let all = Set(box.map(\.variable))
    return !e.holds { part in
      guard case .piecewise(let branches, _) = part else { return false }
      var hasValues = true
      for branch in branches {
        branch.condition.forEachSide { side in
          guard hasValues, side.freeVariables.isSubset(of: all) else { return }
          hasValues = side.isWrittenAsPolynomial || range(of: side, on: box) != nil
        }
      }
      return !hasValues
    }
  }

  /// A verdict as it stands once roots and conditions are asked for: without a proof that they have
  /// values nothing is proved, and a witness must be one of the function itself.
  func withValues(_ proof: BoxProof, _ g: Expression, _ box: [BoxSide]) -> BoxProof {
    let isSound: Bool
    switch proof.verdict {
    case .open: isSound = true
    case .proved: isSound = rootsAreReal(g, on: box) && conditionsHaveValues(g, on: box)
    case .refuted(let place):
      isSound = !g.holdsRoot || Evaluator(goal: 40).evaluate(g, at: place).isNegative
    }
    let open = "a root of what may be negative, or a condition without a value"
    return isSound ? proof : BoxProof(verdict: .open(open))
  }
}

/// A variable of an integral or optimum, with its range where that is one of numbers.
package struct Bound {
  package let variable: Variable, side: BoxSide?
  fileprivate init(_ v: Variable, _ lower: Expression, _ upper: Expression) {
    variable = v
    side = lower.rationalValue.flatMap { a in
      upper.rationalValue.map { b in
        BoxSide(v, Swift.min(a, b), Swift.max(a, b))
      }
    }
  }
}

extension Expression {
  /// Whether every base of a root is as asked: with the variables bound around it, and with what is
  /// known not to be negative where it is looked at.
  package func hasRealRoots(
    _ bound: [Bound] = [], _ known: [Expression] = [],
    where isReal: (Expression, [Bound], [Expression]) -> Bool
  ) -> Bool {
    func here(_ e: Expression) -> Bool { e.hasRealRoots(bound, known, where: isReal) }
    switch self {
    case .rational, .pi, .infinity, .variable: return true
    case .sum(let parts), .product(let parts): return parts.allSatisfy(here)
    case .function(_, let a): return here(a)
    case .power(let base, let n):
      return here(base) && here(n)
        && (n.rationalValue?.isInteger == true || isReal(base, bound, known))
    case .piecewise(let branches, let otherwise):
      var known = known
      for b in branches {
        var sides: [Expression] = []
        b.condition.forEachSide { sides.append($0) }
        let taken = known + b.condition.notNegative
        guard (sides.allSatisfy { $0.hasRealRoots(bound, known, where: isReal) }),
          b.value.hasRealRoots(bound, taken, where: isReal)
        else { return false }
        known += Condition.not(b.condition).notNegative
      }
      return otherwise.hasRealRoots(bound, known, where: isReal)
    case .integral(let v, let a, let b, let body), .extremum(_, let v, let a, let b, let body):
      let outside = known.filter { !$0.depends(on: v) }
      let inside = bound.filter { $0.variable != v } + [Bound(v, a, b)]
      return here(a) && here(b) && body.hasRealRoots(inside, outside, where: isReal)
    }
  }

  package var holdsRoot: Bool {
    holds { part in
      guard case .power(let base, let n) = part else { return false }
      return n.rationalValue?.isInteger != true && !base.isCertainlyPositive
    }
  }

  /// Whether it is the polynomial 0 once it is multiplied out.
  fileprivate var isZeroPolynomial: Bool {
    polynomialCoefficients(in: freeVariables.sorted())?.values.allSatisfy { $0 == 0 } ?? false
  }

  /// The least value of a polynomial with rational coefficients that in every variable is linear,
  /// or rises or falls on all of the range: it takes it at a corner. nil for anything else.
  package func least(on box: [BoxSide]) -> Rational? {
    if let r = rationalValue { return r }
    guard freeVariables.count <= 6,
      let side = box.first(where: { depends(on: $0.variable) }),
      let c = polynomialCoefficients(in: side.variable), c.count <= 5
    else { return nil }
    let ends = [side.lower, side.upper].map { substituting([side.variable: .rational($0)]) }
    let slope = derivative(by: side.variable)
    if c.count > 2 {
      if let s = slope.least(on: box), s >= 0 { return ends[0].least(on: box) }
      if let s = (-slope).least(on: box), s >= 0 { return ends[1].least(on: box) }
      return nil
    }
    guard let a = ends[0].least(on: box), let b = ends[1].least(on: box) else { return nil }
    return Swift.min(a, b)
  }
}

extension Expression.Condition {
  /// What is not negative wherever it holds.
  fileprivate var notNegative: [Expression] {
    switch self {
    case .compare(let a, .less, let b), .compare(let a, .lessOrEqual, let b): [b - a]
    case .compare(let a, .equal, let b): [a - b, b - a]
    case .compare(_, .unequal, _): []
    case .all(let parts): parts.flatMap(\.notNegative)
    case .any(let parts): parts.count == 1 ? parts[0].notNegative : []
    case .not(.compare(let a, .less, let b)), .not(.compare(let a, .lessOrEqual, let b)): [a - b]
    case .not(.compare(let a, .unequal, let b)): [a - b, b - a]
    case .not(.compare(_, .equal, _)): []
    case .not(.any(let parts)): parts.flatMap { Self.not($0).notNegative }
    case .not(.all(let parts)): parts.count == 1 ? Self.not(parts[0]).notNegative : []
    case .not(.not(let c)): c.notNegative
    }
  }
}

extension Evaluated {
  fileprivate var isNegative: Bool {
    switch value {
    case .exact(let x): x.sign < 0
    case .ball(let b): b.isNegative == true
    default: false
    }
  }
}
