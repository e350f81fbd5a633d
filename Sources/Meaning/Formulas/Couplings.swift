import Exact
import Expressions
import Notation
import Probability

// Optima over the couplings of two laws: a transport problem.

extension Context {
  /// `\Pi(p, q)`, `\Gamma(p, q)`, also behind `\gamma \in` or `\gamma \sim`.
  func couplings(_ set: Formula) -> (Formula, Formula)? {
    switch set {
    case .relation(let sides, let relations)
    where relations == [.element] || relations == [.distributed]:
      return couplings(sides[1])
    case .application(.symbol(let s), let arguments)
    where ["Pi", "Gamma", "pi"].contains(s.letter) && arguments.wanted.count == 2 && !isBound(s):
      return (arguments.wanted[0], arguments.wanted[1])
    default: return nil
    }
  }

  func overCouplings(
    _ coupling: Symbol, _ p: Law, _ q: Law, _ body: Formula, _ upwards: Bool
  ) throws -> Expression {
    guard p.isFinite, q.isFinite else {
      guard !upwards, body.isMeanDistance(under: coupling) else {
        throw MeaningError(
          "over couplings of laws with a density only the mean distance \\mathbb E[|x - y|] is minimised"
        )
      }
      return try Law.w1(p, q, at: valuation)
    }
    guard let from = try rationalAtoms(p), let to = try rationalAtoms(q) else {
      throw MeaningError("the atoms and weights of coupled laws must be rational")
    }
    var weights: [[Variable]] = [], atoms: [(point: [Expression], weight: Expression)] = []
    for a in from {
      let row = to.map { _ in fresh.next("mass") }
      weights.append(row)
      atoms += zip(to, row).map { b, w in ((a.place + b.place).map { .rational($0) }, .variable(w))
      }
    }
    let joint = try Law.finite(atoms, at: valuation)
    let value = try binding(coupling, to: .law(joint)).scalar(body)
    let (coefficients, offset) = try linear(value, weights.flatMap { $0 })
    let cost = weights.indices.map { i in
      weights[i].indices.map { j in
        upwards ? -coefficients[i * to.count + j] : coefficients[i * to.count + j]
      }
    }
    let transport = try Transport(
      from: from.map(\.place), from.map(\.weight), to: to.map(\.place), to.map(\.weight), cost: cost
    )
    try transport.check()
    return .rational(offset + (upwards ? -transport.primal : transport.primal))
  }

  func rationalAtoms(_ law: Law) throws -> [(place: [Rational], weight: Rational)]? {
    guard let atoms = try law.atoms(at: valuation) else { return nil }
    let known = atoms.compactMap { atom -> (place: [Rational], weight: Rational)? in
      let place = atom.point.compactMap { valuation.rational($0) }
      guard place.count == atom.point.count, let weight = valuation.rational(atom.weight) else {
        return nil
      }
      return (place, weight)
    }
    return known.count == atoms.count ? known : nil
  }

  /// The coefficients and the constant of an expression that is linear in the variables.
  func linear(_ e: Expression, _ variables: [Variable]) throws -> ([Rational], Rational) {
    let zero = Dictionary(uniqueKeysWithValues: variables.map { ($0, Expression.rational(0)) })
    func number(_ e: Expression) throws -> Rational {
      guard let r = valuation.rational(e.substituting(zero)) else {
        throw MeaningError(
          "what is optimised has irrational coefficients; the exact solver needs rational ones")
      }
      return r
    }
    let slopes = variables.map { e.derivative(by: $0) }
    guard slopes.allSatisfy({ $0.freeVariables.isDisjoint(with: variables) }) else {
      throw MeaningError("what is optimised is not linear in the unknown")
    }
    return (try slopes.map(number), try number(e))
  }
}

extension Formula {
  /// `\mathbb E_{(x, y) \sim \gamma}[|x - y|]`.
  fileprivate func isMeanDistance(under coupling: Symbol) -> Bool {
    guard case .expectation(let draws, let body) = self, draws.count == 1,
      draws[0].law == .symbol(coupling),
      draws[0].variables.count == 2
    else { return false }
    let difference: Formula
    switch body {
    case .absolute(let a), .norm(let a, nil), .norm(let a, .number(2)?): difference = a
    default: return false
    }
    let (x, y) = (Formula.symbol(draws[0].variables[0]), Formula.symbol(draws[0].variables[1]))
    return difference == .sum([x, .negative(y)]) || difference == .sum([y, .negative(x)])
  }
}
