import Exact

extension Expression {
  /// self with every inner integral and optimum that depends on one of the variables replaced by an
  /// expression without it: in closed form, or as a product of what holds the inner variable and
  /// what does not. nil if one resists. Sums are split term by term, so only a finite outcome may
  /// be believed.
  package func withoutInner(_ outer: Set<Variable>) -> Expression? {
    guard containsInner(outer) else { return self }
    var failed = false
    func go(_ e: Expression) -> Expression {
      guard !failed, e.containsInner(outer) else { return e }
      switch e {
      case .integral(let u, let a, let b, let body):
        let bounds = (a.withoutInner(outer), b.withoutInner(outer))
        if let a = bounds.0, let b = bounds.1, let body = body.withoutInner(outer.union([u])),
          let value = body.integratedSymbolically(u, from: a, to: b)
        {
          return value
        }
      case .extremum(let kind, let u, let a, let b, let body):
        if let body = body.withoutInner(outer.union([u])),
          let value = Expression.optimumInClosedForm(kind, u, a, b, body)
        {
          return value
        }
      default: return e.mappingParts(go)
      }
      failed = true
      return e
    }
    let result = go(self)
    return failed ? nil : result
  }

  /// Whether an integral or optimum inside depends on one of the variables.
  func containsInner(_ outer: Set<Variable>) -> Bool {
    switch self {
    case .rational, .pi, .infinity, .variable: return false
    case .sum(let a), .product(let a): return a.contains { $0.containsInner(outer) }
    case .power(let a, let b): return a.containsInner(outer) || b.containsInner(outer)
    case .function(_, let a): return a.containsInner(outer)
    case .piecewise(let branches, let otherwise):
      var found = otherwise.containsInner(outer)
      for b in branches {
        found = found || b.value.containsInner(outer)
        b.condition.forEachSide { found = found || $0.containsInner(outer) }
      }
      return found
    case .integral, .extremum: return outer.contains { depends(on: $0) }
    }
  }

  /// ∫ self du, other variables standing as they are: term by term in closed form or separated; nil
  /// otherwise.
  package func integratedSymbolically(_ u: Variable, from a: Expression, to b: Expression)
    -> Expression?
  {
    if let closed = integratedInClosedForm(u, from: a, to: b) { return closed }
    let terms = inLogDomain.separated(u)
    guard terms.count <= 64 else { return nil }
    var parts: [Expression] = []
    for t in terms {
      let inside = Expression.product(of: t.filter { $0.depends(on: u) })
      let outside = t.filter { !$0.depends(on: u) }
      if let closed = inside.integratedInClosedForm(u, from: a, to: b) {
        parts.append(.product(of: outside + [closed]))
      } else {
        guard inside.freeVariables.subtracting([u]).isEmpty, a.freeVariables.isEmpty,
          b.freeVariables.isEmpty
        else { return nil }
        parts.append(.product(of: outside + [.integrating(inside, over: u, from: a, to: b)]))
      }
    }
    return .sum(of: parts)
  }

  /// Terms as lists of factors, multiplied out as far as factors mix u with other variables; e^(f +
  /// g) is parted.
  private func separated(_ u: Variable) -> [[Expression]] {
    guard depends(on: u), !freeVariables.subtracting([u]).isEmpty else { return [[self]] }
    switch self {
    case .sum(let terms): return terms.flatMap { $0.separated(u) }
    case .product(let factors):
      var result: [[Expression]] = [[]]
      for f in factors {
        let inner = f.separated(u)
        guard result.count * inner.count <= 64 else { return [[self]] }
        result = result.flatMap { r in inner.map { r + $0 } }
      }
      return result
    case .power(let base, .rational(let n)):
      if case .product(let f) = base, f.allSatisfy(\.isCertainlyNonnegative) {
        return [f.map { $0.raised(to: .rational(n)) }]
      }
      guard let k = n.int, (2...4).contains(k), case .sum = base else { return [[self]] }
      return Expression.product([Expression](repeating: base, count: k)).separated(u)
    case .function(.exp, .sum(let terms)):
      let inside = terms.filter { $0.depends(on: u) }, outside = terms.filter { !$0.depends(on: u) }
      // e^((x + y)²) and its like are left to the closed form.
      return outside.isEmpty ? [[self]] : [[.exp(.sum(of: inside)), .exp(.sum(of: outside))]]
    default: return [[self]]
    }
  }

  /// The optimum of a function that is certainly strictly concave (convex) in u, whose slope's
  /// numerator is linear in u and has its zero certainly between the bounds, for all values of the
  /// other variables.
  package static func optimumInClosedForm(
    _ kind: Extremum, _ u: Variable, _ a: Expression, _ b: Expression, _ body: Expression
  ) -> Expression? {
    let upward = kind == .maximum || kind == .argmax
    let slope = body.derivative(by: u), bend = slope.derivative(by: u)
    guard (upward ? -bend : bend).isCertainlyPositive,
      let c = slope.fraction.numerator.polynomialCoefficients(in: u), c.count == 2
    else { return nil }
    let root = Expression.zero(ofLine: c).inLogDomain
    func certainlyAbove(_ d: Expression) -> Bool {
      d.isCertainlyPositive || d.overCommonDenominator.isCertainlyPositive
    }
    guard a == -.infinity || certainlyAbove(root - a), b == .infinity || certainlyAbove(b - root)
    else { return nil }
    return kind == .argmax || kind == .argmin ? root : body.substituting([u: root])
  }

  /// The zero of c₀ + c₁v, written with a positive denominator where its sign shows.
  static func zero(ofLine c: [Expression]) -> Expression {
    (-c[1]).isCertainlyPositive ? c[0] / -c[1] : -c[0] / c[1]
  }
}
