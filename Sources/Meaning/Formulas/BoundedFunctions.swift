import Exact
import Expressions
import Notation
import Probability

// Optima over functions of bounded slope or size, of what is linear in them.

extension Context {
  /// `\|f\|_L \le K`, `\mathrm{Lip}(f) \le K`: a bound of the slope; `\|f\| \le K`, `\|f\|_\infty
  /// \le K`: of the size.
  func bounded(_ f: Symbol, _ set: Formula) -> (bound: Formula, isSlope: Bool)? {
    guard case .relation(let sides, [.lessOrEqual]) = set else {
      // \|f\|_{L \le 1}, as some print it
      guard case .norm(.symbol(f), .relation(let sides, [.lessOrEqual])?) = set,
        sides[0].isSlopeName
      else { return nil }
      return (sides[1], true)
    }
    switch sides[0] {
    case .norm(.symbol(f), nil), .norm(.symbol(f), .infinity?): return (sides[1], false)
    case .norm(.symbol(f), let order?) where order.isSlopeName: return (sides[1], true)
    case .application(.symbol(let s), let arguments)
    where ["Lip", "L"].contains(s.letter) && arguments.wanted == [.symbol(f)]:
      return (sides[1], true)
    default: return nil
    }
  }

  func overFunctions(
    _ f: Symbol, bound: Expression, isSlope: Bool, _ body: Formula, _ upwards: Bool
  ) throws -> Expression {
    let unknown = UnknownFunction(fresh)
    let value: Expression
    do {
      value = try binding(f, to: .function(.unknown(unknown))).scalar(body)
    } catch is UnknownPlace {
      return try overFunctions(between: body, f, bound, isSlope, upwards)
    }
    let places = unknown.places
    let (c, offset) = try linear(value, places.map(\.variable))
    let signed = upwards ? c : c.map { -$0 }
    let best: Expression
    if isSlope {
      guard signed.reduce(0, +).isZero else { return upwards ? .infinity : -.infinity }  // constants are free
      best = try slopeOptimum(zip(places, signed).map { ($0.place, $1) })
    } else {
      best = .rational(signed.reduce(0) { $0 + $1.magnitude })
    }
    return .rational(offset) + (upwards ? bound * best : -(bound * best))
  }

  /// max Σ cᵢ f(xᵢ) over all f of slope at most 1, Σ c = 0: the cost of moving what is positive to
  /// what is negative.
  private func slopeOptimum(_ charges: [(place: [Rational], charge: Rational)]) throws -> Expression
  {
    let plus = charges.filter { $0.charge.signum > 0 },
      minus = charges.filter { $0.charge.signum < 0 }
    let mass = plus.reduce(Rational(0)) { $0 + $1.charge }
    if mass.isZero { return .rational(0) }
    func law(_ part: [(place: [Rational], charge: Rational)]) throws -> Law {
      try Law.finite(
        part.map { ($0.place.map { .rational($0) }, .rational($0.charge.magnitude / mass)) },
        at: valuation)
    }
    return .rational(mass) * (try Law.w1(law(plus), law(minus), at: valuation))
  }

  /// The same where f is taken at every point of a law with a density: E_p f − E_q f.
  func overFunctions(
    between body: Formula, _ f: Symbol, _ bound: Expression, _ isSlope: Bool, _ upwards: Bool
  ) throws -> Expression {
    var parts: [(weight: Rational, law: Law)] = []
    try collect(body, 1, f, into: &parts)
    let plus = parts.filter { $0.weight.signum > 0 }, minus = parts.filter { $0.weight.signum < 0 }
    let mass = plus.reduce(Rational(0)) { $0 + $1.weight },
      other = minus.reduce(Rational(0)) { $0 - $1.weight }
    guard mass == other, !mass.isZero else {
      guard isSlope else { throw MeaningError("the two expectations have different weights") }
      return upwards ? .infinity : -.infinity
    }
    func mixture(_ parts: [(weight: Rational, law: Law)]) throws -> Law {
      parts.count == 1
        ? parts[0].law
        : try Law.mixture(
          parts.map { (.rational($0.weight.magnitude / mass), $0.law) }, at: valuation)
    }
    let (p, q) = (try mixture(plus), try mixture(minus))
    let best = isSlope ? try Law.w1(p, q, at: valuation) : 2 * (try Law.tv(p, q, at: valuation))
    return upwards ? bound * .rational(mass) * best : -(bound * .rational(mass) * best)
  }

  /// The expectations of f in a sum, with their weights.
  private func collect(
    _ body: Formula, _ weight: Rational, _ f: Symbol,
    into parts: inout [(weight: Rational, law: Law)]
  ) throws {
    switch body {
    case .sum(let terms): for term in terms { try collect(term, weight, f, into: &parts) }
    case .negative(let a): try collect(a, -weight, f, into: &parts)
    case .quotient(let a, let b):
      guard let r = valuation.rational(try scalar(b)), !r.isZero else { throw notLinear(body) }
      try collect(a, weight / r, f, into: &parts)
    case .product(let factors):
      guard let last = factors.last,
        let r = valuation.rational(try scalar(.multiplied(Array(factors.dropLast()))))
      else {
        throw notLinear(body)
      }
      try collect(last, weight * r, f, into: &parts)
    case .expectation(let draws, let inside):
      guard draws.count == 1, let name = draws[0].law else { throw notLinear(body) }
      let law = try law(name)
      parts.append((weight, try image(of: law, draws[0].variables, inside, f)))
    default: throw notLinear(body)
    }
  }

  private func notLinear(_ body: Formula) -> MeaningError {
    MeaningError(
      "over functions only differences of expectations \\mathbb E_p[f] - \\mathbb E_q[f] are optimised, not \(latex(body))"
    )
  }

  /// The law of what f is taken at: of x itself, or of `G(z)`.
  private func image(of law: Law, _ variables: [Symbol], _ body: Formula, _ f: Symbol) throws -> Law
  {
    if case .symbol(f) = body { return law }
    guard case .application(.symbol(f), let arguments) = body else { throw notLinear(body) }
    if arguments.wanted == variables.map(Formula.symbol) { return law }
    let free = (0..<law.dimension).map { _ in fresh.next("z") }
    let bound =
      variables.count == 1
      ? [Bound(name: name(variables[0]), space: nil, size: law.dimension)]
      : variables.map { Bound(name: name($0), space: nil, size: 1) }
    let inner = try binding(bound, to: free.map { .variable($0) }, in: body)
    return try law.pushforward(
      variables: free, map: try arguments.wanted.flatMap { try inner.coordinates($0) },
      at: valuation)
  }
}

extension Formula {
  fileprivate var isSlopeName: Bool {
    guard case .symbol(let s) = self else { return false }
    return ["L", "Lip", "lip"].contains(s.letter)
  }
}
