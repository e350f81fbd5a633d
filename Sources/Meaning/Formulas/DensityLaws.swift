import Exact
import Expressions
import Notation
import Probability

// Laws that are known by their masses or their density alone: `p_b(x) = e^{-b x^2}/Z` of a text.

extension Context {
  /// The law of letters whose masses or density a formula is. Its total mass is not asked.
  func law(of letters: [Symbol], density: Formula) throws -> Law {
    try weighed(letters, density).law
  }

  /// The law of letters by a formula, and its total mass: masses where the toy lists the values of
  /// the letters, a density where it gives intervals.
  private func weighed(_ letters: [Symbol], _ density: Formula) throws -> (
    law: Law, mass: Expression
  ) {
    let domains = try letters.map(domain)
    let lists = try domains.map { try finiteValues(of: $0) }
    func value(at place: [Expression]) throws -> Expression {
      try zip(letters, place).reduce(self) {
        $0.letting(name($1.0), be: .scalar($1.1), in: density)
      }.scalar(density)
    }
    if lists.allSatisfy({ $0 != nil }) {
      let places = lists.compactMap(\.self).reduce([[]] as [[Rational]]) { places, values in
        places.flatMap { place in values.map { place + [$0] } }
      }
      guard places.count <= Self.mostPlaces else {
        throw MeaningError("a law on \(places.count) places; at most \(Self.mostPlaces) are listed")
      }
      let atoms = try places.map { place in
        let point = place.map { Expression.rational($0) }
        return (point: point, weight: try value(at: point))
      }
      return (.weighing(atoms), atoms.reduce(.rational(0)) { $0 + $1.weight })
    }
    guard lists.allSatisfy({ $0 == nil }) else {
      throw MeaningError(
        "of \(letters.map { name($0) }.joined(separator: ", ")) the toy \(toy.name) lists the values of some and draws others; a law is known by its density where all are listed or all are drawn"
      )
    }
    if let law = try lawByName(letters, density, domains) { return (law, 1) }
    let variables = letters.map { fresh.next(name($0)) }
    let body = try value(at: variables.map { .variable($0) })
    var mass = body, box: [Law.Interval] = []
    for (variable, domain) in zip(variables, domains) {
      guard case .interval(let lower, let upper) = try denotation(of: domain, [:]) else {
        throw MeaningError("\(domain.description) is no interval")
      }
      mass = .integral(variable: variable, lower: lower, upper: upper, body: mass)
      box.append(
        .init(lower == -.infinity ? nil : lower, upper == .infinity ? nil : upper))
    }
    return (.having(Law.Density(variables: variables, value: body, box: box)), mass)
  }
  private static let mostPlaces = 4096

  /// The law that a density names at its own letters, `\mathcal N(x; 1, 2)`, where these may be any
  /// numbers.
  private func lawByName(_ letters: [Symbol], _ density: Formula, _ domains: [Domain]) throws
    -> Law?
  {
    guard case .application(.symbol(let sign), let arguments) = density,
      let parameters = parametersOfBuiltIn(sign, arguments),
      arguments.wanted == letters.map({ .symbol($0) }),
      parameters.allSatisfy({ $0.allSymbols.isDisjoint(with: letters) }),
      domains.allSatisfy({
        if case .interval(nil, nil, _, _) = $0 { true } else { false }
      })
    else { return nil }
    return try expecting(letters.count).builtInLaw(sign, parameters)
  }

  /// The total mass of a density in letters.
  func mass(of letters: [Symbol], density: Formula) throws -> Expression {
    try weighed(letters, density).mass
  }
  func isOne(_ mass: Expression) -> Bool { evaluator.evaluate(valuation(mass)).isNearly(1) }

  private func domain(of letter: Symbol) throws -> Domain {
    guard case .parameter(let domain, _)? = toy.byName[name(letter)]?.kind else {
      throw MeaningError(
        "the toy \(toy.name) does not say where \(name(letter)) lies; write \(name(letter)) in R, or its values \(name(letter)) in {0, 1}",
        cause: .lackOfToy)
    }
    return domain
  }

  /// The law of which the text defines the density, where a law is wanted: `p_b` and `p_b(x)`
  /// behind `p_b(x) := e^{-b x^2}/Z`; nil for anything else. Throws where its mass is not 1.
  func lawDefinedByDensity(_ formula: Formula) throws -> Law? {
    guard let (symbol, asked) = formula.askedLaw, !isBoundBeside(symbol) else { return nil }
    return try lawByDensity(of: symbol, asked)
  }

  /// The law of a letter to which a density of the text is handed: q of `J(q)` behind
  /// `q(x) := \mathcal N(x; 1, 2)`.
  func lawOfDensity(boundTo s: Symbol) throws -> Law? {
    guard
      case .function(.formula(let letters, let body, .text(let indices)))? =
        locals[name(s)]?.meaning
    else { return nil }
    // in its own words a letter is what it was outside: the p of q(x) := p(x)/Z in J(p) at q
    var outside = try deeper(name(s)).binding(indices)
    outside.locals[name(s)] = nil
    let (law, mass) = try outside.weighed(letters, body)
    guard isOne(mass) else {
      throw MeaningError("\(name(s)) is no law: its mass is not 1 on the toy \(toy.name)")
    }
    return law
  }

  /// The law of which the text defines the density under a name, of the letters that are asked for.
  func lawByDensity(of symbol: Symbol, _ asked: [Symbol]) throws -> Law? {
    let count = asked.isEmpty ? nil : asked.count
    guard let match = defined(symbol, arguments: count), match.entry.square == nil,
      !match.entry.hasBar, let letters = match.entry.parameters
    else { return nil }
    let inner = try deeper(name(symbol)).binding(match.indices)
    let (law, mass) = try inner.weighed(letters, match.entry.body)
    guard isOne(mass) else {
      let head = Formula.symbol(symbol)
      let shown =
        asked.isEmpty ? head : .application(head, Arguments(asked.map { .symbol($0) }))
      throw MeaningError(
        "\(latex(shown)) is no law: its mass over all \(letters.map { name($0) }.joined(separator: ", ")) of the toy \(toy.name) is not 1"
      )
    }
    return law
  }
}

extension Formula {
  /// The name by which a law is asked for, and the letters in brackets behind it: p_b of `p_b`,
  /// p_b and x of `p_b(x)`.
  fileprivate var askedLaw: (Symbol, [Symbol])? {
    switch self {
    case .symbol(let s): return (s, [])
    case .application(.symbol(let s), let a) where a.given.isEmpty && a.parameters.isEmpty:
      let letters = a.wanted.compactMap { if case .symbol(let s) = $0 { s } else { nil } }
      return letters.count == a.wanted.count ? (s, letters) : nil
    default: return nil
    }
  }
}

extension Evaluated {
  /// Whether it may be the number as far as it is known, and that is to six digits.
  fileprivate func isNearly(_ number: Rational) -> Bool {
    switch value {
    case .exact(let x): x == ExactNumber(number)
    case .ball(let b): b.contains(number) && b.radius < 1e-6
    case .estimate(let x, let error): abs(x - number.double) <= error && error < 1e-6
    case .infinite, .undefined, .undecided: false
    }
  }
}
