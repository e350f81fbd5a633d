import Exact
import Expressions
import Probability

/// Proves that a sum of integrals is nowhere negative on a box because the integrands, brought
/// together, are bounded below at every place by what has the integral 0 or is positive
/// (`LogBound`).
///
/// Integrals over the line are first shifted and stretched so that their Gaussian factors agree:
/// E[f(μ + σz)] over z is ∫ f(x) φ dx.
struct WeightedIntegrals {
  let algebra: BoxAlgebra
  /// Ways of bringing the integrals together that may be tried.
  private static let limit = 16
  private static let place = Variable("place·")

  func prove(_ gap: Expression) -> BoxProof? {
    var alone: [Expression] = [], integrals: [Part] = []
    gap.collect(1, &alone, &integrals)
    guard let first = integrals.first,
      integrals.allSatisfy({ $0.lower == first.lower && $0.upper == first.upper }),
      first.isLine || algebra.isPositive(first.upper - first.lower)
    else { return nil }
    let normal = Normaliser(at: algebra.values), rest = Expression.sum(of: alone)
    guard let single = try? normal(rest), BoxProver().isSmooth(gap, on: algebra.used(by: gap))
    else { return nil }
    for integrand in arrangements(of: integrals, first, normal).prefix(Self.limit) {
      guard let body = try? normal(integrand),
        let reason = reason(body, single, first, normal), algebra.hold(normal.conditions)
      else { continue }
      var proof = BoxProof(verdict: .proved)
      proof.reductions = [reason]
      return proof
    }
    return nil
  }

  // MARK: one integral

  /// c·∫ body.
  struct Part {
    var factor: Expression, variable: Variable, lower: Expression, upper: Expression
    var body: Expression
    /// c·body with another variable, taken at a place of it.
    func integrand(at place: Expression) -> Expression {
      factor * body.substituting([variable: place])
    }
    var isLine: Bool { lower == -Expression.infinity && upper == .infinity }
  }

  /// The integrands brought to one variable, in all ways that let Gaussian factors agree.
  private func arrangements(
    of parts: [Part], _ first: Part, _ normal: Normaliser
  ) -> [Expression] {
    let x = Self.place, at = Expression.variable(x)
    guard first.isLine else { return [.sum(of: parts.map { $0.integrand(at: at) })] }
    let bells = parts.map { self.bells(of: $0.integrand(at: at), normal) }
    guard let most = bells.indices.max(by: { bells[$0].count < bells[$1].count }) else { return [] }
    var ways: [[Expression]] = [[]]
    for (i, part) in parts.enumerated() {
      var own = [part.integrand(at: at)]
      if i != most, bells[i].count == 1 {
        let from = bells[i][0]
        for to in bells[most] where to != from {
          let stretch = Expression.sqrt(to.square / from.square)
          own.append(stretch * part.integrand(at: from.mean + stretch * (at - to.mean)))
        }
      }
      ways = ways.flatMap { way in own.map { way + [$0] } }
      guard ways.count <= Self.limit else { return [] }
    }
    return ways.map(Expression.sum(of:))
  }

  /// exp(s·(x − m)² + …) with s < 0.
  private struct Bell: Hashable { var mean: Expression, square: Expression }

  /// The different Gaussian factors of an integrand.
  private func bells(of integrand: Expression, _ normal: Normaliser) -> [Bell] {
    guard let form = try? normal(integrand) else { return [] }
    let keys = normal.collected(form, by: { isBell($0, normal) }).keys.sorted { $0 < $1 }
    return keys.compactMap { key in
      guard let term = normal.gaussianTerm(key, Self.place), !term.square.isZero else { return nil }
      let square = normal.expression(term.square), slope = normal.expression(term.slope)
      return Bell(mean: -slope / (2 * square), square: square)
    }
  }

  private func isBell(_ i: Int, _ normal: Normaliser) -> Bool {
    if case .exp = normal.atoms[i] { normal.depends(i, on: Self.place) } else { false }
  }

  // MARK: the bound

  /// Why the whole is not negative; nil if that is not found.
  private func reason(
    _ body: NormalForm, _ alone: NormalForm, _ range: Part, _ normal: Normaliser
  ) -> String? {
    if alone.isZero, (try? normal.isCertainlyNeverNegative(body)) == true {
      return "$u + v ≥ 2√(u·v)$ at every place under the integral"
    }
    return isBounded(body, alone, range, normal)
      ? "$log u ≥ 1 − 1/u$ at every place under the integral" : nil
  }

  private func isBounded(
    _ body: NormalForm, _ alone: NormalForm, _ range: Part, _ normal: Normaliser
  ) -> Bool {
    let parts = normal.collected(body) { isBell($0, normal) }
    let bound = LogBound(normal: normal) { try? integral(of: $0, range, normal) }
    return bound.rests(below: parts, alone: alone).contains { rest in
      if rest.alone.isZero, (try? normal.isCertainlyNeverNegative(rest.weighted)) == true {
        return true
      }
      guard let value = try? integral(of: rest.weighted, range, normal) else { return false }
      return (try? normal.isCertainlyNeverNegative(value + rest.alone)) == true
    }
  }

  /// The integral of a form, term by term: each has one.
  private func integral(
    of f: NormalForm, _ range: Part, _ normal: Normaliser
  ) throws(NoForm) -> NormalForm {
    if range.isLine {
      guard let value = try normal.gaussianIntegral(f, over: Self.place) else { throw .unsupported }
      return value
    }
    var sum = NormalForm.zero
    for (m, c) in f.sorted {
      let term = normal.expression(NormalForm(m, c))
      let isFree = !term.depends(on: Self.place)
      sum =
        sum
        + (try normal(
          isFree
            ? term * (range.upper - range.lower)
            : .integrating(term, over: Self.place, from: range.lower, to: range.upper)))
    }
    return sum
  }
}

extension Expression {
  /// Σ c·∫ f and the terms that are no multiple of an integral.
  fileprivate func collect(
    _ factor: Expression, _ alone: inout [Expression], _ integrals: inout [WeightedIntegrals.Part]
  ) {
    switch self {
    case .sum(let terms): for term in terms { term.collect(factor, &alone, &integrals) }
    case .integral(let v, let a, let b, let body)
    where !body.holdsIntegral && !factor.holdsIntegral:
      integrals.append(.init(factor: factor, variable: v, lower: a, upper: b, body: body))
    case .product(let factors):
      guard let i = factors.firstIndex(where: \.isIntegralOrSum) else {
        alone.append(factor * self)
        return
      }
      var others = factors
      others.remove(at: i)
      factors[i].collect(factor * .product(of: others), &alone, &integrals)
    default: alone.append(factor * self)
    }
  }

  private var isIntegralOrSum: Bool {
    switch self {
    case .integral: true
    case .sum(let terms): terms.contains(where: \.holdsIntegral)
    default: false
    }
  }
}
