import Exact
import Expressions
import Notation
import Probability

// Optima over what is no number: couplings of two laws, functions of bounded slope or size, events. What is optimised is
// linear in the unknown, so each is a transport problem or a sum.

/// A function whose values are unknown: at each place it is asked for it has a variable as value.
final class UnknownFunction {
  private(set) var places: [(place: [Rational], variable: Variable)] = []
  private let fresh: FreshNames
  init(_ fresh: FreshNames) { self.fresh = fresh }

  func value(at place: [Expression], _ values: Valuation) throws -> Expression {
    let known = place.compactMap { values.rational($0) }
    guard known.count == place.count else { throw UnknownPlace() }
    if let old = places.first(where: { $0.place == known }) { return .variable(old.variable) }
    let variable = fresh.next("f")
    places.append((known, variable))
    return .variable(variable)
  }
}

/// An unknown function was asked for at a place that is no rational point.
struct UnknownPlace: Error {}

extension Context {
  /// The optimum over a coupling, a function or an event; nil when the variable is none of them.
  func overUnknown(
    _ kind: OptimumKind, _ variable: Symbol, _ set: Formula?, _ body: Formula
  ) throws -> Expression? {
    guard let set, kind != .argmax, kind != .argmin else { return nil }
    let upwards = kind == .max || kind == .sup
    if let (p, q) = couplings(set) { return try overCouplings(variable, try law(p), try law(q), body, upwards) }
    if let (bound, isSlope) = bounded(variable, set) {
      return try overFunctions(variable, bound: try scalar(bound), isSlope: isSlope, body, upwards)
    }
    let lone: Formula = if case .relation(let sides, [.element]) = set { sides[1] } else { set }
    guard case .symbol(let family) = lone, !isBound(family), family.style == .calligraphic else { return nil }
    return try overEvents(variable, body, upwards)
  }

  // MARK: couplings

  /// `\Pi(p, q)`, `\Gamma(p, q)`, also behind `\gamma \in` or `\gamma \sim`.
  private func couplings(_ set: Formula) -> (Formula, Formula)? {
    switch set {
    case .relation(let sides, let relations) where relations == [.element] || relations == [.distributed]:
      return couplings(sides[1])
    case .application(.symbol(let s), let arguments)
    where ["Pi", "Gamma", "pi"].contains(s.letter) && arguments.wanted.count == 2 && !isBound(s):
      return (arguments.wanted[0], arguments.wanted[1])
    default: return nil
    }
  }

  private func overCouplings(
    _ coupling: Symbol, _ p: Law, _ q: Law, _ body: Formula, _ upwards: Bool
  ) throws -> Expression {
    guard p.isFinite, q.isFinite else {
      guard !upwards, body.isMeanDistance(under: coupling) else {
        throw MeaningError("over couplings of laws with a density only the mean distance \\mathbb E[|x - y|] is minimised")
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
      atoms += zip(to, row).map { b, w in ((a.place + b.place).map { .rational($0) }, .variable(w)) }
    }
    let joint = try Law.finite(atoms, at: valuation)
    let value = try binding(coupling, to: .law(joint)).scalar(body)
    let (coefficients, offset) = try linear(value, weights.flatMap { $0 })
    let cost = weights.indices.map { i in
      weights[i].indices.map { j in upwards ? -coefficients[i * to.count + j] : coefficients[i * to.count + j] }
    }
    let transport = try Transport(
      from: from.map(\.place), from.map(\.weight), to: to.map(\.place), to.map(\.weight), cost: cost)
    try transport.check()
    return .rational(offset + (upwards ? -transport.primal : transport.primal))
  }

  private func rationalAtoms(_ law: Law) throws -> [(place: [Rational], weight: Rational)]? {
    guard let atoms = try law.atoms(at: valuation) else { return nil }
    let known = atoms.compactMap { atom -> (place: [Rational], weight: Rational)? in
      let place = atom.point.compactMap { valuation.rational($0) }
      guard place.count == atom.point.count, let weight = valuation.rational(atom.weight) else { return nil }
      return (place, weight)
    }
    return known.count == atoms.count ? known : nil
  }

  /// The coefficients and the constant of an expression that is linear in the variables.
  private func linear(_ e: Expression, _ variables: [Variable]) throws -> ([Rational], Rational) {
    let zero = Dictionary(uniqueKeysWithValues: variables.map { ($0, Expression.rational(0)) })
    func number(_ e: Expression) throws -> Rational {
      guard let r = valuation.rational(e.substituting(zero)) else {
        throw MeaningError("what is optimised has irrational coefficients; the exact solver needs rational ones")
      }
      return r
    }
    let slopes = variables.map { e.derivative(by: $0) }
    guard slopes.allSatisfy({ $0.freeVariables.isDisjoint(with: variables) }) else {
      throw MeaningError("what is optimised is not linear in the unknown")
    }
    return (try slopes.map(number), try number(e))
  }

  // MARK: functions

  /// `\|f\|_L \le K`, `\mathrm{Lip}(f) \le K`: a bound of the slope; `\|f\| \le K`, `\|f\|_\infty \le K`: of the size.
  private func bounded(_ f: Symbol, _ set: Formula) -> (bound: Formula, isSlope: Bool)? {
    guard case .relation(let sides, [.lessOrEqual]) = set else {
      // \|f\|_{L \le 1}, as some print it
      guard case .norm(.symbol(f), .relation(let sides, [.lessOrEqual])?) = set, sides[0].isSlopeName else { return nil }
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

  private func overFunctions(
    _ f: Symbol, bound: Expression, isSlope: Bool, _ body: Formula, _ upwards: Bool
  ) throws -> Expression {
    let unknown = UnknownFunction(fresh)
    let value: Expression
    do { value = try binding(f, to: .function(.unknown(unknown))).scalar(body) } catch is UnknownPlace {
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

  /// max Σ cᵢ f(xᵢ) over all f of slope at most 1, Σ c = 0: the cost of moving what is positive to what is negative.
  private func slopeOptimum(_ charges: [(place: [Rational], charge: Rational)]) throws -> Expression {
    let plus = charges.filter { $0.charge.signum > 0 }, minus = charges.filter { $0.charge.signum < 0 }
    let mass = plus.reduce(Rational(0)) { $0 + $1.charge }
    if mass.isZero { return .rational(0) }
    func law(_ part: [(place: [Rational], charge: Rational)]) throws -> Law {
      try Law.finite(
        part.map { ($0.place.map { .rational($0) }, .rational($0.charge.magnitude / mass)) }, at: valuation)
    }
    return .rational(mass) * (try Law.w1(law(plus), law(minus), at: valuation))
  }

  /// The same where f is taken at every point of a law with a density: E_p f − E_q f.
  private func overFunctions(
    between body: Formula, _ f: Symbol, _ bound: Expression, _ isSlope: Bool, _ upwards: Bool
  ) throws -> Expression {
    var parts: [(weight: Rational, law: Law)] = []
    try collect(body, 1, f, into: &parts)
    let plus = parts.filter { $0.weight.signum > 0 }, minus = parts.filter { $0.weight.signum < 0 }
    let mass = plus.reduce(Rational(0)) { $0 + $1.weight }, other = minus.reduce(Rational(0)) { $0 - $1.weight }
    guard mass == other, !mass.isZero else {
      guard isSlope else { throw MeaningError("the two expectations have different weights") }
      return upwards ? .infinity : -.infinity
    }
    func mixture(_ parts: [(weight: Rational, law: Law)]) throws -> Law {
      parts.count == 1 ? parts[0].law
        : try Law.mixture(parts.map { (.rational($0.weight.magnitude / mass), $0.law) }, at: valuation)
    }
    let (p, q) = (try mixture(plus), try mixture(minus))
    let best = isSlope ? try Law.w1(p, q, at: valuation) : 2 * (try Law.tv(p, q, at: valuation))
    return upwards ? bound * .rational(mass) * best : -(bound * .rational(mass) * best)
  }

  /// The expectations of f in a sum, with their weights.
  private func collect(
    _ body: Formula, _ weight: Rational, _ f: Symbol, into parts: inout [(weight: Rational, law: Law)]
  ) throws {
    switch body {
    case .sum(let terms): for term in terms { try collect(term, weight, f, into: &parts) }
    case .negative(let a): try collect(a, -weight, f, into: &parts)
    case .quotient(let a, let b):
      guard let r = valuation.rational(try scalar(b)), !r.isZero else { throw notLinear(body) }
      try collect(a, weight / r, f, into: &parts)
    case .product(let factors):
      guard let last = factors.last, let r = valuation.rational(try scalar(.multiplied(Array(factors.dropLast())))) else {
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
    MeaningError("over functions only differences of expectations \\mathbb E_p[f] - \\mathbb E_q[f] are optimised, not \(latex(body))")
  }

  /// The law of what f is taken at: of x itself, or of `G(z)`.
  private func image(of law: Law, _ variables: [Symbol], _ body: Formula, _ f: Symbol) throws -> Law {
    if case .symbol(f) = body { return law }
    guard case .application(.symbol(f), let arguments) = body else { throw notLinear(body) }
    if arguments.wanted == variables.map(Formula.symbol) { return law }
    let free = (0..<law.dimension).map { _ in fresh.next("z") }
    let bound = variables.count == 1
      ? [Bound(name: name(variables[0]), space: nil, size: law.dimension)]
      : variables.map { Bound(name: name($0), space: nil, size: 1) }
    let inner = try binding(bound, to: free.map { .variable($0) })
    return try law.pushforward(
      variables: free, map: try arguments.wanted.flatMap { try inner.coordinates($0) }, at: valuation)
  }

  // MARK: events

  /// Over all events of the finite laws that are taken at one.
  private func overEvents(_ event: Symbol, _ body: Formula, _ upwards: Bool) throws -> Expression? {
    let laws = try body.heads(takenAt: event).compactMap { try lawOf(.symbol($0)) }
    guard !laws.isEmpty else { return nil }
    guard laws.allSatisfy({ $0.isFinite && $0.dimension == 1 }) else {
      guard upwards, case .absolute(.sum(let terms)) = body, terms.count == 2, laws.count == 2 else { return nil }
      return try Law.tv(laws[0], laws[1], at: valuation)
    }
    let places = Set(try laws.flatMap { try rationalAtoms($0)?.map { $0.place[0] } ?? [] }).sorted()
    guard places.count <= 12 else { throw MeaningError("there are too many events to visit them all") }
    let values = try (0..<(1 << places.count)).map { chosen in
      let members = places.indices.filter { chosen >> $0 & 1 == 1 }.map { places[$0] }
      return try binding(event, to: .set(members)).scalar(body)
    }
    return try extreme(of: values, largest: upwards)
  }
}

extension Formula {
  fileprivate var isSlopeName: Bool {
    guard case .symbol(let s) = self else { return false }
    return ["L", "Lip", "lip"].contains(s.letter)
  }

  /// `\mathbb E_{(x, y) \sim \gamma}[|x - y|]`.
  fileprivate func isMeanDistance(under coupling: Symbol) -> Bool {
    guard case .expectation(let draws, let body) = self, draws.count == 1, draws[0].law == .symbol(coupling),
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

  /// The letters before brackets that hold nothing but the given letter.
  fileprivate func heads(takenAt letter: Symbol) -> [Symbol] {
    var found: [Symbol] = []
    visit { part in
      if case .application(.symbol(let head), let a) = part, a.wanted == [.symbol(letter)], a.given.isEmpty { found.append(head) }
    }
    return found
  }
}
