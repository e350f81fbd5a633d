import Balls
import Exact

extension Expression.Function {
  /// f′(a): the one table of derivatives; `nil` where the function is flat, away from its jump.
  func derivative(at a: Expression) -> Expression {
    switch self {
    case .exp: .exp(a)
    case .log: 1 / a
    case .sin: .cos(a)
    case .cos: -.sin(a)
    case .tan: 1 + Expression.tan(a).squared
    case .sinh: .cosh(a)
    case .cosh: .sinh(a)
    case .tanh: 1 - Expression.tanh(a).squared
    case .arctan: 1 / (1 + a.squared)
    case .erf: 2 * .exp(-a.squared) / .sqrt(.pi)
    case .erfc: -2 * .exp(-a.squared) / .sqrt(.pi)
    case .abs: .sign(a)
    case .sign: 0
    }
  }
}

extension Expression {
  /// ∂self/∂v.
  ///
  /// Through an integral by Leibniz's rule, bounds included; through a maximum or minimum by the
  /// envelope theorem (Milgrom and Segal 2002), through an argmax by the implicit function theorem
  /// at an inner optimum; a piecewise expression branch by branch, which is the derivative away
  /// from the seams. Precondition on the caller: the integrand's derivative is integrable near the
  /// point.
  public func derivative(by v: Variable) -> Expression {
    guard depends(on: v) else { return 0 }
    switch self {
    case .rational, .pi, .infinity: return 0
    case .variable: return 1
    case .sum(let a): return .sum(of: a.map { $0.derivative(by: v) })
    case .product(let a):
      return .sum(
        of: a.indices.compactMap { i in
          guard a[i].depends(on: v) else { return nil }
          return .product(of: Array(a[..<i]) + [a[i].derivative(by: v)] + Array(a[(i + 1)...]))
        })
    case .power(let base, let n):
      if n.rationalValue?.isZero == true { return .product(of: [0, base]) }  // u⁰ = 1 where u has a value
      if !n.depends(on: v) {  // (uⁿ)′ = n uⁿ⁻¹ u′
        return .product(of: [n, base.raised(to: n - 1), base.derivative(by: v)])
      }
      // (uᵐ)′ = uᵐ (m′ log u + m u′/u)
      let inner = n.derivative(by: v) * .log(base) + n * base.derivative(by: v) / base
      return self * inner
    case .function(let f, let a): return f.derivative(at: a) * a.derivative(by: v)
    case .piecewise(let branches, let otherwise):
      return .choosing(
        branches.map { Branch($0.condition, $0.value.derivative(by: v)) },
        otherwise: otherwise.derivative(by: v))
    case .integral(let x, let lower, let upper, let body):
      return leibniz(x, lower, upper, body, by: v)
    case .extremum(let kind, let x, let lower, let upper, let body):
      return envelope(kind, x, lower, upper, body, by: v)
    }
  }

  /// d/dv ∫_a^b f dx = f(b) b′ − f(a) a′ + ∫_a^b ∂f/∂v dx; at an infinite bound there is no
  /// boundary term.
  private func leibniz(
    _ x: Variable, _ a: Expression, _ b: Expression, _ f: Expression, by v: Variable
  ) -> Expression {
    var (x, f) = (x, f)
    if x == v {  // bound here: the v of the caller can only stand in the bounds
      let fresh = Variable.fresh(
        x.name, avoiding: f.freeVariables.union(a.freeVariables).union(b.freeVariables))
      (x, f) = (fresh, f.substituting([v: .variable(fresh)]))
    }
    let inside = Expression.integrating(f.derivative(by: v), over: x, from: a, to: b)
    let top = b.depends(on: v) ? f.substituting([x: b]) * b.derivative(by: v) : 0
    let bottom = a.depends(on: v) ? f.substituting([x: a]) * a.derivative(by: v) : 0
    return top - bottom + inside
  }

  private func envelope(
    _ kind: Extremum, _ x: Variable, _ a: Expression, _ b: Expression, _ f: Expression,
    by v: Variable
  ) -> Expression {
    let place: Extremum = kind == .maximum || kind == .argmax ? .argmax : .argmin
    let at = Expression.extremum(place, variable: x, lower: a, upper: b, body: f)
    if kind == .maximum || kind == .minimum {  // ∂f/∂v at the optimum
      return f.derivative(by: v).substituting([x: at])
    }
    let slope = f.derivative(by: x)  // f_x(x*(v), v) = 0, so x*′ = −f_xv / f_xx
    return -(slope.derivative(by: v) / slope.derivative(by: x)).substituting([x: at])
  }
}
