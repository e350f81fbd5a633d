import Exact
import Expressions

// Sums of exponentials, by the one that leads.

extension LimitRules {
  /// `\log(e^{a/\tau} + e^{b/\tau})` as a/τ + log(1 + e^{(b-a)/τ}) where a > b, and quotients of such
  /// sums likewise: l'Hôpital's rule turns in circles on them.
  func leading(_ e: Expression) -> Expression {
    guard e.depends(on: variable) else { return e }
    switch e {
    case .sum(let terms): return led(terms.map(leading))
    case .product(let factors): return product(factors.map(leading), of: factors)
    case .power(let base, .rational(let n)):
      let (exponent, rest) = Self.parted(leading(base))
      guard exponent != .rational(0), rest.isCertainlyPositive else {
        return leading(base).raised(to: .rational(n))
      }
      return .exp(.rational(n) * exponent) * rest.raised(to: .rational(n))
    case .power(let base, let n): return leading(base).raised(to: leading(n))
    case .function(.log, let a):
      let (exponent, rest) = Self.parted(leading(a))
      return exponent == .rational(0) ? .log(rest) : exponent + .log(rest)
    case .function(let f, let a): return .applying(f, to: leading(a))
    default: return e
    }
  }

  /// A sum over its leading exponential, where that moves without bounds and all others can be
  /// compared with it.
  private func led(_ terms: [Expression]) -> Expression {
    let parts = terms.map(Self.parted)
    for (lead, _) in parts where lead.depends(on: variable) {
      guard case .infinite? = try? limit(of: lead),
        parts.allSatisfy({ part in
          switch try? limit(of: simplified(part.exponent - lead)) {
          case .finite?, .infinite(-1)?: true
          default: false
          }
        })
      else { continue }
      let rest = parts.map { .exp(simplified($0.exponent - lead)) * $0.rest }
      return .exp(lead) * .sum(of: rest)
    }
    return .sum(of: terms)
  }

  /// What a logarithm has lost its leading exponential to is multiplied out: τ(a/τ + log(1 + …)).
  private func product(_ led: [Expression], of factors: [Expression]) -> Expression {
    for (i, factor) in led.enumerated() {
      guard case .function(.log, _) = factors[i], case .sum(let terms) = factor else { continue }
      let rest = led.indices.filter { $0 != i }.map { led[$0] }
      return .sum(of: terms.map { simplified(.product(of: [$0] + rest)) })
    }
    return Self.joined(led)
  }

  /// What stands in the exponentials among the factors, and the other factors.
  private static func parted(_ term: Expression) -> (exponent: Expression, rest: Expression) {
    var exponents: [Expression] = [], rest: [Expression] = []
    for factor in term.factors {
      if case .function(.exp, let a) = factor { exponents.append(a) } else { rest.append(factor) }
    }
    return (.sum(of: exponents), .product(of: rest))
  }

  private static func joined(_ factors: [Expression]) -> Expression {
    let (exponent, rest) = parted(.product(of: factors))
    return exponent == .rational(0) ? rest : .exp(exponent) * rest
  }
}
