import Exact
import Expressions
import Notation
import Probability

// Sums whose end is ∞ or grows: closed where the terms are polynomials times powers, c kᵈ rᵏ, or
// these over k!.

extension Context {
  /// Σ from a whole number to an end that is no known number. Throws `MeaningError` when no rule
  /// gives the sum.
  func closedSum(_ index: Symbol, from: Int, through end: Formula, _ body: Formula) throws
    -> Expression
  {
    let overFactorial = body.withoutFactorial(of: index)
    let k = fresh.next(Name.text(index))
    let term = try letting(spelling(index), be: .scalar(.variable(k)), in: body)
      .scalar(overFactorial ?? body)
    guard let parts = PowerTerm.parts(of: term, k) else {
      throw MeaningError(
        "the sum to \(latex(end)) of \(latex(body)) has no closed form here; known are polynomials times powers, and these over k!"
      )
    }
    if end == .infinity {
      return try endless(parts, from: from, overFactorial: overFactorial != nil)
    }
    guard overFactorial == nil else {
      throw MeaningError("a sum over k! has a closed form only to \\infty, not to \(latex(end))")
    }
    let n = try scalar(end)
    return try parts.reduce(.rational(0)) { sum, part in
      let whole =
        try valuation.equal(part.ratio, 1)
        ? PowerTerm.powerSum(part.degree, n) : part.geometric(through: n)
      return sum + part.coefficient * (whole - part.before(from, overFactorial: false))
    }
  }

  private func endless(_ parts: [PowerTerm], from: Int, overFactorial: Bool) throws -> Expression {
    try parts.reduce(.rational(0)) { sum, part in
      if !overFactorial, try valuation.sign(1 - .abs(part.ratio)) <= 0 {
        guard parts.count == 1, try valuation.sign(part.ratio) > 0 else {
          throw MeaningError("the sum to \\infty does not converge: its terms do not tend to 0")
        }
        return try valuation.sign(part.coefficient) < 0 ? -.infinity : .infinity
      }
      let whole = overFactorial ? part.exponential : part.geometric(through: nil)
      return sum + part.coefficient * (whole - part.before(from, overFactorial: overFactorial))
    }
  }

  /// `\lim_{n \to \infty} \sum_{k=1}^n a_k` as the sum to ∞, also with factors and summands in
  /// which n does not stand.
  func endless(_ body: Formula, as n: Symbol) -> Formula? {
    func isFree(_ f: Formula) -> Bool { !f.allSymbols.contains(n) }
    switch body {
    case .series(.sum, let k, .from(let a, .symbol(n)), let f) where isFree(a) && isFree(f):
      return .series(.sum, index: k, range: .from(a, through: .infinity), f)
    case .product(let factors):
      guard let i = factors.firstIndex(where: { !isFree($0) }),
        let inner = endless(factors[i], as: n)
      else { return nil }
      var all = factors
      all[i] = inner
      return all.allSatisfy(isFree) ? .product(all) : nil
    case .sum(let terms):
      let all = terms.compactMap { isFree($0) ? $0 : endless($0, as: n) }
      return all.count == terms.count ? .sum(all) : nil
    case .negative(let a): return endless(a, as: n).map { .negative($0) }
    default: return nil
    }
  }
}

/// c kᵈ rᵏ as a function of k; the coefficient stands apart from the sums below.
private struct PowerTerm {
  var coefficient: Expression, degree: Int, ratio: Expression

  /// Σ kᵈ rᵏ / k! over all k ≥ 0: (r d/dr)ᵈ eʳ.
  var exponential: Expression { operated { .exp($0) } }

  /// Σ kᵈ rᵏ for 0 ≤ k ≤ n, or all k where |r| < 1: (r d/dr)ᵈ of the geometric sum.
  func geometric(through n: Expression?) -> Expression {
    operated { r in (1 - (n.map { r.raised(to: $0 + 1) } ?? .rational(0))) / (1 - r) }
  }

  private func operated(_ sum: (Expression) -> Expression) -> Expression {
    let r = Variable("ratio of a sum")
    let generating = (0..<degree).reduce(sum(.variable(r))) { f, _ in
      .variable(r) * f.derivative(by: r)
    }
    return generating.substituting([r: ratio])
  }

  /// What the sum from 0 has before its first term; of a negative first term, minus what it lacks.
  func before(_ from: Int, overFactorial: Bool) -> Expression {
    func value(_ k: Int) -> Expression {
      let power = (0..<degree).reduce(Rational(1)) { product, _ in product * Rational(k) }
      let factorial = overFactorial ? (1...max(1, k)).reduce(Rational(1)) { $0 * Rational($1) } : 1
      return .rational(power / factorial) * ratio.raised(to: .rational(Rational(k)))
    }
    if from >= 0 { return (0..<from).reduce(.rational(0)) { $0 + value($1) } }
    return (from..<0).reduce(.rational(0)) { $0 - value($1) }
  }

  /// 0ᵈ + 1ᵈ + … + nᵈ as a polynomial in n, by its values at 0, …, d + 1 (Newton's interpolation).
  static func powerSum(_ degree: Int, _ n: Expression) -> Expression {
    var values: [Rational] = [], total = Rational(0)
    for k in 0...(degree + 1) {
      total = total + (0..<degree).reduce(Rational(1)) { product, _ in product * Rational(k) }
      values.append(total)
    }
    var sum = Expression.rational(0), basis = [Rational(1)]  // the coefficients of binom(n, i)
    for i in 0...(degree + 1) {
      sum = basis.enumerated().reduce(sum) {
        $0 + .rational(values[0] * $1.element) * n.raised(to: .rational(Rational($1.offset)))
      }
      values = zip(values, values.dropFirst()).map { $1 - $0 }
      let shifted = [Rational(0)] + basis, scaled = basis.map { $0 * Rational(i) } + [0]
      basis = zip(shifted, scaled).map { ($0 - $1) / Rational(i + 1) }
    }
    return sum
  }

  // MARK: reading a term

  /// The terms c kᵈ rᵏ of an expression; nil when it is no sum of such.
  static func parts(of e: Expression, _ k: Variable) -> [PowerTerm]? {
    let terms: [Expression] = if case .sum(let list) = e { list } else { [e] }
    var found: [PowerTerm] = []
    for term in terms {
      guard let parts = factored(term, k) else { return nil }
      found += parts
    }
    return found
  }

  private static func factored(_ term: Expression, _ k: Variable) -> [PowerTerm]? {
    var constant = Expression.rational(1), ratio = Expression.rational(1),
      rest = Expression.rational(1)
    for factor in term.parts {
      switch factor {
      case _ where !factor.depends(on: k): constant = constant * factor
      case .power(let base, let exponent) where !base.depends(on: k):
        guard let (slope, start) = linear(exponent, k) else { return nil }
        (ratio, constant) = (ratio * base.raised(to: slope), constant * base.raised(to: start))
      case .function(.exp, let a):
        guard let (slope, start) = linear(a, k) else { return nil }
        (ratio, constant) = (ratio * .exp(slope), constant * .exp(start))
      default: rest = rest * factor
      }
    }
    return coefficients(rest, k)?.enumerated().map {
      PowerTerm(coefficient: constant * $1, degree: $0, ratio: ratio)
    }
  }

  private static func linear(_ e: Expression, _ k: Variable) -> (
    slope: Expression, start: Expression
  )? {
    let slope = e.derivative(by: k)
    return slope.depends(on: k) ? nil : (slope, e.substituting([k: .rational(0)]))
  }

  /// The coefficients of a polynomial of degree at most 8, by its derivatives at 0.
  private static func coefficients(_ e: Expression, _ k: Variable) -> [Expression]? {
    var found: [Expression] = [], slope = e, factorial = Rational(1)
    for j in 0...8 {
      if j > 0 { factorial = factorial * Rational(j) }
      found.append(slope.substituting([k: .rational(0)]) / .rational(factorial))
      guard slope.depends(on: k) else { return found }
      slope = slope.derivative(by: k)
    }
    return nil
  }
}

extension Expression {
  fileprivate var parts: [Expression] { if case .product(let f) = self { f } else { [self] } }
}

extension Formula {
  /// The formula without the `k!` that it is divided by; nil when it is not.
  fileprivate func withoutFactorial(of k: Symbol) -> Formula? {
    switch self {
    case .quotient(let a, let b):
      if b.isFactorial(of: k) { return a }
      if case .product(let factors) = b,
        let i = factors.firstIndex(where: { $0.isFactorial(of: k) })
      {
        var rest = factors
        rest.remove(at: i)
        return .quotient(a, .multiplied(rest))
      }
      return a.withoutFactorial(of: k).map { .quotient($0, b) }
    case .product(let factors):
      for (i, factor) in factors.enumerated() {
        guard let rest = factor.withoutFactorial(of: k) else { continue }
        var all = factors
        all[i] = rest
        return .multiplied(all)
      }
      return nil
    case .negative(let a): return a.withoutFactorial(of: k).map { .negative($0) }
    default: return nil
    }
  }

  private func isFactorial(of k: Symbol) -> Bool {
    guard case .series(.product, let j, .from(.number(1), .symbol(k)), .symbol(let factor)) = self
    else { return false }
    return factor == j
  }
}
