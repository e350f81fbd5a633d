import Exact

extension Expression {
  /// The same value with logarithms taken apart, wherever positivity is certain: log(a·b/c) = log a
  /// + log b − log c, log(aⁿ) = n log a, log(c·eᶠ) = log c + f; and log Σ cᵢ·exp fᵢ keeps its terms
  /// in that form, which the interpreter evaluates as a pivoted log-sum-exp. Far in a tail nothing
  /// underflows then.
  public var inLogDomain: Expression {
    switch self {
    case .function(.log, let a): a.inLogDomain.logarithm
    case .power(let base, let n): base.inLogDomain.joinedIfPositive.raised(to: n.inLogDomain)
    case .integral: self  // an inner integral is rewritten when it is evaluated
    default: mappingParts { $0.inLogDomain }
    }
  }

  /// Over a common denominator where that shows it to be positive: (1 − p/(p + q))⁻¹ is then ((p +
  /// q)/q), and a wide ball around 1 − p/(p + q) that reaches below 0 does no harm.
  private var joinedIfPositive: Expression {
    guard case .sum = self, !isCertainlyPositive else { return self }
    let joined = overCommonDenominator
    return joined.isCertainlyPositive ? joined : self
  }

  /// self so written that its sign shows, where that can be: factor by factor, or over a common
  /// denominator.
  private var positiveForm: Expression {
    if isCertainlyPositive { return self }
    if case .product(let factors) = self { return .product(of: factors.map(\.joinedIfPositive)) }
    return overCommonDenominator
  }

  /// log self, taken apart.
  private var logarithm: Expression {
    let a = positiveForm
    switch a {
    case .function(.exp, let f): return f
    case .product(let factors) where factors.allSatisfy(\.isCertainlyPositive):
      return .sum(of: factors.map(\.logarithm))
    case .power(let base, let n) where base.isCertainlyPositive: return n * base.logarithm
    case .sum:
      guard let terms = a.exponentialTerms, terms.contains(where: { $0.exponent != 0 }) else {
        break
      }
      if terms.count == 1 { return .log(terms[0].factor) + terms[0].exponent }
      return .log(.sum(of: terms.map { $0.factor * .exp($0.exponent) }))
    default: break
    }
    return .log(a)
  }

  /// self as Σ cᵢ·exp fᵢ with every cᵢ certainly positive; nil if it is not of that form (or beyond
  /// 64 terms).
  package var exponentialTerms: [(factor: Expression, exponent: Expression)]? {
    switch self {
    case .function(.exp, let f): return [(.rational(1), f)]
    case .sum(let terms):
      var all: [(factor: Expression, exponent: Expression)] = []
      for t in terms {
        guard let inner = t.exponentialTerms else { return nil }
        all += inner
      }
      return all.count <= 64 ? all : nil
    case .product(let factors):
      var result: [(factor: Expression, exponent: Expression)] = [(.rational(1), .rational(0))]
      for f in factors {
        guard let inner = f.exponentialTerms, inner.count * result.count <= 64 else { return nil }
        result = result.flatMap { a in
          inner.map { (a.factor * $0.factor, a.exponent + $0.exponent) }
        }
      }
      return result
    case .power(let base, let n):
      if let inner = base.exponentialTerms, inner.count == 1, inner[0].exponent != 0 {
        return [(inner[0].factor.raised(to: n), n * inner[0].exponent)]
      }
      return isCertainlyPositive ? [(self, .rational(0))] : nil
    default: return isCertainlyPositive ? [(self, .rational(0))] : nil
    }
  }

  /// A sum of fractions as one fraction: 1 − p/(p + q) becomes q/(p + q). Same domain: the
  /// denominator stays.
  package var overCommonDenominator: Expression {
    let (numerator, denominator) = fraction
    return .product(
      of: [numerator] + denominator.map { $0.base.raised(to: .rational(Rational(-$0.power))) })
  }

  /// self as numerator/Π baseᵖᵒʷᵉʳ, the bases holding variables.
  package var fraction: (numerator: Expression, denominator: [(base: Expression, power: Int)]) {
    guard case .sum(let terms) = self else { return (withoutDenominators, denominators) }
    var denominator: [(base: Expression, power: Int)] = []
    for t in terms {
      for (base, n) in t.denominators {
        if let i = denominator.firstIndex(where: { $0.base == base }) {
          denominator[i].power = Swift.max(denominator[i].power, n)
        } else {
          denominator.append((base, n))
        }
      }
    }
    guard !denominator.isEmpty, denominator.count <= 4 else { return (self, []) }
    let numerator = Expression.sum(
      of: terms.map { t in
        let own = t.denominators
        let missing = denominator.map { d -> Expression in
          let n = d.power - (own.first { $0.base == d.base }?.power ?? 0)
          return n == 0 ? 1 : d.base.raised(to: .rational(Rational(n)))
        }
        let rest = t.withoutDenominators
        // (s − p)/s: a rational number times the sum s opens, so that p can cancel.
        return .product(of: [rest] + missing)
      })
    return (numerator, denominator)
  }

  private var factors: [Expression] { if case .product(let f) = self { f } else { [self] } }
  private var denominators: [(base: Expression, power: Int)] {
    factors.compactMap {
      guard case .power(let base, .rational(let r)) = $0, let n = r.int, n < 0,
        !base.freeVariables.isEmpty
      else { return nil }
      return (base, -n)
    }
  }
  private var withoutDenominators: Expression {
    .product(
      of: factors.filter {
        guard case .power(let base, .rational(let r)) = $0, let n = r.int, n < 0 else {
          return true
        }
        return base.freeVariables.isEmpty
      })
  }
}
