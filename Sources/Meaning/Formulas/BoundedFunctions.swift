import Exact
import Expressions
import Notation
import Probability

// Optima over functions of bounded slope or size, of what is linear in them.

extension Context {
  /// `\|f\|_L \le K`, `\mathrm{Lip}(f) \le K`: a bound of the slope; `\|f\| \le K`, `\|f\|_\infty
  /// \le K`, and `0 \le f \le 1` of an f that the body applies: of the values.
  func bounded(_ f: Symbol, _ set: Formula, _ body: Formula) -> FunctionBound? {
    guard case .relation(let sides, let relations) = set else {
      // \|f\|_{L \le 1}, as some print it
      guard case .norm(.symbol(f), .relation(let sides, [.lessOrEqual])?) = set,
        sides[0].isSlopeName
      else { return nil }
      return .slope(sides[1])
    }
    if relations == [.lessOrEqual, .lessOrEqual], sides[1] == .symbol(f), mayBeFunction(f),
      body.applies(f)
    {
      return .values(from: sides[0], to: sides[2])
    }
    guard relations == [.lessOrEqual] else { return nil }
    let size = FunctionBound.values(from: .negative(sides[1]), to: sides[1])
    switch sides[0] {
    case .norm(.symbol(f), nil), .norm(.symbol(f), .infinity?): return size
    case .absolute(.symbol(f)) where mayBeFunction(f) && body.applies(f): return size
    case .norm(.symbol(f), let order?) where order.isSlopeName: return .slope(sides[1])
    case .application(.symbol(let s), let arguments)
    where ["Lip", "L"].contains(s.letter) && arguments.wanted == [.symbol(f)]:
      return .slope(sides[1])
    default: return nil
    }
  }

  /// Whether a letter is no number of the toy or the text: nothing binds it, or a function does,
  /// which is another one than that below an optimum.
  private func mayBeFunction(_ f: Symbol) -> Bool {
    !isBound(f) || (try? meaning(of: f))?.isFunction == true
  }

  func overFunctions(
    _ f: Symbol, _ bound: FunctionBound, _ body: Formula, _ upwards: Bool
  ) throws -> Expression {
    let unknown = UnknownFunction(fresh)
    let value: Expression
    do {
      value = try binding(f, to: .function(.unknown(unknown))).scalar(body)
    } catch is UnknownPlace {
      return try overFunctions(between: body, f, bound, upwards)
    }
    let places = unknown.places
    let (c, offset) = try linear(value, places.map(\.variable))
    let signed = upwards ? c : c.map { -$0 }
    let best: Expression
    switch bound {
    case .slope(let steepest):
      guard signed.reduce(0, +).isZero else { return upwards ? .infinity : -.infinity }  // constants are free
      best = try scalar(steepest) * slopeOptimum(zip(places, signed).map { ($0.place, $1) })
    case .values(let from, let to):
      let (least, most) = (try scalar(from), try scalar(to))
      best = signed.reduce(.rational(0)) { $0 + .rational($1) * ($1.signum > 0 ? most : least) }
    }
    return .rational(offset) + (upwards ? best : -best)
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
    between body: Formula, _ f: Symbol, _ bound: FunctionBound, _ upwards: Bool
  ) throws -> Expression {
    var parts: [(weight: Rational, law: Law)] = []
    try collect(body, 1, f, into: &parts)
    let plus = parts.filter { $0.weight.signum > 0 }, minus = parts.filter { $0.weight.signum < 0 }
    let mass = plus.reduce(Rational(0)) { $0 + $1.weight },
      other = minus.reduce(Rational(0)) { $0 - $1.weight }
    guard mass == other, !mass.isZero else {
      guard case .slope = bound else {
        throw MeaningError("the two expectations have different weights")
      }
      return upwards ? .infinity : -.infinity
    }
    func mixture(_ parts: [(weight: Rational, law: Law)]) throws -> Law {
      parts.count == 1
        ? parts[0].law
        : try Law.mixture(
          parts.map { (.rational($0.weight.magnitude / mass), $0.law) }, at: valuation)
    }
    let (p, q) = (try mixture(plus), try mixture(minus))
    let best =
      switch bound {
      case .slope(let steepest): try scalar(steepest) * Law.w1(p, q, at: valuation)
      case .values(let from, let to):
        try (scalar(to) - scalar(from)) * Law.tv(p, q, at: valuation)
      }
    return upwards ? .rational(mass) * best : -(.rational(mass) * best)
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
      parts.append((weight, try image(of: law, draws[0], inside, f)))
    default: throw notLinear(body)
    }
  }

  private func notLinear(_ body: Formula) -> MeaningError {
    MeaningError(
      "over functions only differences of expectations \\mathbb E_p[f] - \\mathbb E_q[f] are optimised, not \(latex(body))"
    )
  }

  /// The law of what f is taken at: of x itself, or of `G(z)`.
  private func image(of law: Law, _ draw: Draw, _ body: Formula, _ f: Symbol) throws -> Law {
    if case .symbol(f) = body { return law }
    guard case .application(.symbol(f), let arguments) = body else { throw notLinear(body) }
    let variables = draw.variables
    if !variables.isEmpty, arguments.wanted == variables.map(Formula.symbol) { return law }
    let free = (0..<law.dimension).map { _ in fresh.next("z") }
    // \mathbb E_p[f(x)] does not say that x is drawn
    let understood = variables.isEmpty ? try drawn(draw, for: body).1 : []
    if variables.isEmpty, understood.isEmpty { throw notLinear(body) }
    let bound =
      variables.isEmpty
      ? understood
      : variables.count == 1
        ? [Bound(name: name(variables[0]), space: nil, size: law.dimension)]
        : variables.map { Bound(name: name($0), space: nil, size: 1) }
    let inner = try binding(bound, to: free.map { .variable($0) }, in: body)
    return try law.pushforward(
      variables: free, map: try arguments.wanted.flatMap { try inner.coordinates($0) },
      at: valuation)
  }
}

/// What is known of an unknown function: how steep it may be, or between which values it lies.
enum FunctionBound {
  case slope(Formula)
  case values(from: Formula, to: Formula)
}

extension Formula {
  /// Whether it holds `f(x)`, or the mean of f.
  fileprivate func applies(_ f: Symbol) -> Bool {
    var found = false
    visit { part in
      switch part {
      case .application(.symbol(f), let a) where a.given.isEmpty: found = true
      case .expectation(_, .symbol(f)): found = true
      default: break
      }
    }
    return found
  }

  fileprivate var isSlopeName: Bool {
    guard case .symbol(let s) = self else { return false }
    return ["L", "Lip", "lip"].contains(s.letter)
  }
}
