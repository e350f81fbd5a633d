import Exact
import Expressions

/// The part of a law with given atoms: the pieces, at one place made of those atoms and of fresh
/// variables.
struct Stratum {
  var place: [Expression]
  /// The continuous coordinates and their variables.
  var variables: [(coordinate: Int, variable: Variable)]
  var pieces: [Law.Piece]

  init(place: [Expression], variables: [(coordinate: Int, variable: Variable)], pieces: [Law.Piece])
  {
    (self.place, self.variables, self.pieces) = (place, variables, pieces)
  }
  /// A law without atoms, at variables of the caller.
  init(law: Law, variables: [Variable]) {
    place = variables.map { .variable($0) }
    self.variables = variables.enumerated().map { (coordinate: $0, variable: $1) }
    pieces = law.pieces
  }
  /// The law of the continuous coordinates, weights as they are.
  var law: Law { Law(pieces: pieces, continuousAt: variables.map(\.coordinate)) }
}

extension Law {
  /// The strata of the law, atoms first as they appear.
  func strata(at values: Valuation) throws -> [Stratum] {
    var found: [(key: [Expression?], pieces: [Piece])] = []
    for piece in pieces {
      let key = piece.atoms(dimension)
      if let k = try found.firstIndex(where: { try values.sameStratum($0.key, key) }) {
        found[k].pieces.append(piece)
      } else {
        found.append((key, [piece]))
      }
    }
    return found.map { key, pieces in
      let free = key.indices.filter { key[$0] == nil }.map {
        (coordinate: $0, variable: Variable.fresh("x\($0 + 1)"))
      }
      var place = key.map { $0 ?? .zero }
      for (k, v) in free { place[k] = .variable(v) }
      return Stratum(place: place, variables: free, pieces: pieces)
    }
  }
}

extension Law.Piece {
  /// The atom in each coordinate, nil where it is continuous.
  func atoms(_ dimension: Int) -> [Expression?] {
    var result = [Expression?](repeating: nil, count: dimension)
    for case let f in factors { if case .point(let a) = f.shape { result[f.coordinates[0]] = a } }
    return result
  }
}

extension Valuation {
  func sameStratum(_ a: [Expression?], _ b: [Expression?]) throws -> Bool {
    try zip(a, b).allSatisfy { x, y in
      switch (x, y) {
      case (nil, nil): true
      case (let x?, let y?): try equal(x, y)
      default: false
      }
    }
  }
}

extension Stratum {
  /// ∫ body over the stratum. Branches of the body are decided cell by cell where they turn at
  /// known places; the others stay.
  func integrate(_ body: Expression, _ values: Valuation) throws -> Expression {
    guard body.hasBranches else { return try integrateSmooth(body.openingLogarithms, values) }
    // what turns where an optimum is looked for turns elsewhere for other values
    let fixed = values.withoutRanging
    let names = variables.map(\.variable), kinks = try names.map { try body.kinks($0, fixed) }
    return try expectation(at: values, kinks: kinks) { _, cell, _ in
      try body.decidingBranches(fixed.sampling(zip(names, cell.sample))).openingLogarithms
    }
  }

  /// ∫ p·body with a body that may differ from cell to cell, the cells cut by this law, other laws,
  /// and kinks. Where it is the same all over the law's support, its polynomial part goes by exact
  /// moments.
  func expectation(
    at values: Valuation, cutBy others: [Law] = [], kinks: [[Expression]] = [],
    of body: (LocalDensity, Cell, Valuation) throws -> Expression
  ) throws -> Expression {
    let names = variables.map(\.variable), p = law
    var found: [(cell: Cell, p: LocalDensity, body: Expression)] = []
    for cell in try cells([p] + others, values, kinks: kinks) {
      guard let f = try p.density(in: cell, names, values) else { continue }
      found.append((cell, f, try body(f, cell, values)))
    }
    guard let first = found.first else { return .zero }
    if found.allSatisfy({ $0.body == first.body }) {
      return try integrateSmooth(first.body, values)
    }
    return found.reduce(.zero) { $0 + .integral(of: $1.p.value * $1.body, over: $1.cell, names) }
  }

  /// Σ over the pieces of moments of the polynomial part, and one integral for the rest.
  private func integrateSmooth(_ body: Expression, _ values: Valuation) throws -> Expression {
    let names = variables.map(\.variable),
      place = Dictionary(uniqueKeysWithValues: variables.enumerated().map { ($1.coordinate, $0) })
    guard !names.isEmpty else { return pieces.reduce(.zero) { $0 + $1.weight } * body }
    let (polynomial, rest) = body.split(names)
    var total = Expression.zero
    for piece in pieces {
      for (powers, coefficient) in polynomial {
        total = total + piece.weight * coefficient * (try piece.moment(powers, place, values))
      }
    }
    // Terms that look at the same coordinates share one integral, of all pieces at once.
    for (mentioned, term) in rest {
      total = total + (try integrate(term, over: mentioned, values))
    }
    return total
  }

  private func integrate(_ body: Expression, over mentioned: Set<Variable>, _ values: Valuation)
    throws -> Expression
  {
    let kept = variables.filter { mentioned.contains($0.variable) }
    let law = try Law(
      dimension: (variables.map(\.coordinate).max() ?? 0) + 1, pieces: pieces.map(\.continuous)
    )
    .marginal(kept.map(\.coordinate), at: values)
    return try law.integrate(body, kept.map(\.variable), values)
  }
}

extension Law.Piece {
  var continuous: Law.Piece { .init(weight: weight, factors: factors.filter { !$0.shape.isPoint }) }

  func moment(_ powers: [Int], _ place: [Int: Int], _ values: Valuation) throws -> Expression {
    var result = Expression.one
    for f in factors where !f.shape.isPoint {
      let n = f.coordinates.map { place[$0].map { powers[$0] } ?? 0 }
      guard n.contains(where: { $0 > 0 }) else { continue }
      result = result * (try f.shape.moment(n) ?? f.shape.integratedMoment(n))
    }
    return result
  }
}

extension Law.Shape {
  /// The moment of a density, as an integral; through the origin when there is no density.
  func integratedMoment(_ powers: [Int]) throws -> Expression {
    guard case .density(let d) = self else { return .one }
    let monomial = zip(d.variables, powers).reduce(Expression.one) {
      $0 * Expression.variable($1.0).raised(to: $1.1)
    }
    return zip(d.variables, d.box).reduce(try d.derived() * monomial) {
      .integral(of: $0, $1.0, over: $1.1)
    }
  }
}

extension Expression {
  /// The polynomial part by powers of the variables, and the other terms grouped by the variables
  /// they mention. Those are left as they are written: their shape is what makes them easy to
  /// integrate.
  func split(_ variables: [Variable]) -> (
    polynomial: [(powers: [Int], coefficient: Expression)], rest: [(Set<Variable>, Expression)]
  ) {
    var exact: [[Int]: Expression] = [:], rest: [(Set<Variable>, Expression)] = []
    for term in terms {
      if let coefficients = Polynomial(term).coefficients(in: variables),
        coefficients.keys.allSatisfy({ $0.reduce(0, +) <= Law.highestMoment })
      {
        for (powers, c) in coefficients { exact[powers] = (exact[powers] ?? .zero) + c.expression }
        continue
      }
      let key = term.freeVariables.intersection(variables)
      if let k = rest.firstIndex(where: { $0.0 == key }) {
        rest[k].1 = rest[k].1 + term
      } else {
        rest.append((key, term))
      }
    }
    return (
      exact.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map { ($0.key, $0.value) }, rest
    )
  }
  var terms: [Expression] { if case .sum(let a) = self { a } else { [self] } }
}

extension Law {
  /// ∫ body(x) p(x) dx over the cells of a law without atoms, innermost the last coordinate.
  fileprivate func integrate(
    _ body: Expression, _ variables: [Variable], _ values: Valuation
  ) throws -> Expression {
    try cells([self], values).reduce(.zero) { total, cell in
      guard let p = try density(in: cell, variables, values) else { return total }
      return total + .integral(of: body * p.value, over: cell, variables)
    }
  }
}

extension Valuation {
  func with(_ more: some Sequence<(Variable, Rational)>) -> Valuation {
    var result = Valuation(values.merging(more.map { ($0.0, $0.1) }) { $1 })
    result.sampled = sampled
    return result
  }
}
