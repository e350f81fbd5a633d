import Exact
import Expressions

extension Law {
  /// E[body(X)]. The body is asked once for every stratum: with the place itself where the law has atoms, with fresh
  /// variables where it is continuous.
  ///
  /// Finite laws give an exact sum; polynomials of continuous coordinates give exact moments; what is left becomes
  /// `integral` nodes over the box of the law. Mixtures sum.
  public func expectation(at values: Valuation, of body: ([Expression]) throws -> Expression) throws -> Expression {
    var total = Expression.zero
    for stratum in try strata(at: values) {
      let x = stratum.place
      let value = try body(x).openingLogarithms
      total = total + (try stratum.integrate(value, values))
    }
    return total
  }

  /// E[body] where the body mentions the variables, one for each coordinate.
  public func expectation(of body: Expression, variables: [Variable], at values: Valuation) throws -> Expression {
    try expectation(at: values) { x in body.substituting(Dictionary(uniqueKeysWithValues: zip(variables, x))) }
  }
}

extension Expression {
  /// log of a product of positive things opened into a sum, inside sums and products too.
  var openingLogarithms: Expression {
    switch self {
    case .function(.log, let a): .logarithm(of: a.openingLogarithms)
    case .sum(let a): .sum(of: a.map(\.openingLogarithms))
    case .product(let a): .product(of: a.map(\.openingLogarithms))
    case .power(let a, let b): a.openingLogarithms.raised(to: b)
    default: self
    }
  }
}

/// The part of a law with given atoms: the pieces, at one place made of those atoms and of fresh variables.
struct Stratum {
  var place: [Expression]
  /// The continuous coordinates and their variables.
  var variables: [(coordinate: Int, variable: Variable)]
  var pieces: [Law.Piece]
}

extension Law {
  /// The strata of the law, atoms first as they appear.
  func strata(at values: Valuation) throws -> [Stratum] {
    var found: [(key: [Expression?], pieces: [Piece])] = []
    for piece in pieces {
      let key = piece.atoms(dimension)
      if let k = try found.firstIndex(where: { try values.sameStratum($0.key, key) }) { found[k].pieces.append(piece) }
      else { found.append((key, [piece])) }
    }
    return found.map { key, pieces in
      let free = key.indices.filter { key[$0] == nil }.map { (coordinate: $0, variable: Variable.fresh("x\($0 + 1)")) }
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
  /// ∫ body over the stratum: Σ over its pieces.
  func integrate(_ body: Expression, _ values: Valuation) throws -> Expression {
    let names = variables.map(\.variable), place = Dictionary(uniqueKeysWithValues: variables.enumerated().map { ($1.coordinate, $0) })
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

  private func integrate(_ body: Expression, over mentioned: Set<Variable>, _ values: Valuation) throws -> Expression {
    let kept = variables.filter { mentioned.contains($0.variable) }
    let law = try Law(dimension: (variables.map(\.coordinate).max() ?? 0) + 1, pieces: pieces.map(\.continuous))
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
    let monomial = zip(d.variables, powers).reduce(Expression.one) { $0 * Expression.variable($1.0).raised(to: $1.1) }
    guard let value = d.value else { throw ProbabilityError("this push-forward has no density that can be derived") }
    return zip(d.variables, d.box).reduce(value * monomial) { .integral(of: $0, $1.0, over: $1.1) }
  }
}

extension Expression {
  /// The polynomial part by powers of the variables, and the other terms grouped by the variables they mention.
  /// Those are left as they are written: their shape is what makes them easy to integrate.
  func split(_ variables: [Variable]) -> (polynomial: [(powers: [Int], coefficient: Expression)], rest: [(Set<Variable>, Expression)]) {
    var exact: [[Int]: Expression] = [:], rest: [(Set<Variable>, Expression)] = []
    for term in terms {
      if let coefficients = Polynomial(term).coefficients(in: variables) {
        for (powers, c) in coefficients { exact[powers] = (exact[powers] ?? .zero) + c.expression }
        continue
      }
      let key = term.freeVariables.intersection(variables)
      if let k = rest.firstIndex(where: { $0.0 == key }) { rest[k].1 = rest[k].1 + term } else { rest.append((key, term)) }
    }
    return (exact.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map { ($0.key, $0.value) }, rest)
  }
  var terms: [Expression] { if case .sum(let a) = self { a } else { [self] } }
}

extension Law {
  /// ∫ body(x) p(x) dx over the cells of a law without atoms, innermost the last coordinate.
  func integrate(_ body: Expression, _ variables: [Variable], _ values: Valuation) throws -> Expression {
    var total = Expression.zero
    for cell in try cells([self], values) {
      let inside = values.with(zip(variables, cell.sample))
      let p = try density(at: variables.map { .variable($0) }, values: inside)
      guard !p.isZero else { continue }
      total = total + zip(variables, cell.box).reversed().reduce(body * p) {
        .integral(of: $0, $1.0, over: $1.1)
      }
    }
    return total
  }
}
extension Valuation {
  func with(_ more: some Sequence<(Variable, Rational)>) -> Valuation {
    Valuation(values.merging(more.map { ($0.0, $0.1) }) { $1 })
  }
}
