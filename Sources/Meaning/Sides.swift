import Exact
import Expressions
import Notation
import Probability

// The value of one side of a relation. Sides that are laws, or random variables, are compared as
// laws.

extension Context {
  /// The value of a side. `other` is what it will be compared with: two laws are described by the
  /// same components, and a lone 0 beside a vector or a matrix is the zero of that shape.
  public func value(of side: Formula, beside other: Formula? = nil) throws -> SideValue {
    try numbered {
      try knowingIdentity(of: side, beside: other).valueOfSide(side, beside: other)
    }
  }

  private func valueOfSide(_ side: Formula, beside other: Formula?) throws -> SideValue {
    do {
      if let law = try lawOfSide(side, beside: other) {
        guard let other else { return try components(of: law, beside: law) }
        guard let second = try lawOfSide(other, beside: side) ?? lawOf(other, densitiesToo: true)
        else {
          throw MeaningError(
            "\(latex(side)) is a law and \(latex(other)) is not", cause: .mismatch)
        }
        if law.dimension < second.dimension,
          let wide = try expecting(second.dimension).lawOf(side, densitiesToo: true)
        {
          return try components(of: wide, beside: second)
        }
        if second.dimension < law.dimension,
          let wide = try expecting(law.dimension).lawOf(other, densitiesToo: true)
        {
          return try components(of: law, beside: wide)
        }
        return try components(of: law, beside: second)
      }
      let meaning = try denotation(side)
      let shaped = try zeros(meaning, like: other) ?? meaning
      return SideValue(
        try named(shaped).map { SideValue.Component(name: $0.0, of: $0.1, by: evaluator) })
    } catch let error as ProbabilityError {
      throw MeaningError(error.message)
    } catch is UnknownPlace {
      throw MeaningError("a function over which is optimised is taken at a place that is not known")
    }
  }

  /// The zero vector or matrix that a lone 0 stands for.
  private func zeros(_ meaning: Denotation, like other: Formula?) throws -> Denotation? {
    guard case .scalar(.rational(0)) = meaning, let other, let shape = try? denotation(other) else {
      return nil
    }
    switch shape {
    case .vector, .matrix: return try shape.mapScalars { _ in .rational(0) }
    default: return nil
    }
  }

  /// The value of a formula as an expression in the toy's free variables, for curves: the names
  /// become variables.
  public func expression(_ formula: Formula) throws -> Expression {
    do { return try numbered { try scalar(formula) } } catch let error as ProbabilityError {
      throw MeaningError(error.message)
    }
  }

  private func named(_ meaning: Denotation) throws -> [(String, Expression)] {
    switch meaning {
    case .scalar(let e): return [("", e)]
    case .vector(let v): return v.enumerated().map { ("[\($0.offset + 1)]", $0.element) }
    case .matrix(let m):
      return m.enumerated().flatMap { i, row in
        row.enumerated().map { j, e in ("[\(i + 1),\(j + 1)]", e) }
      }
    default: throw MeaningError("a side is \(meaning.kind); write its value at a point")
    }
  }

  /// The law of a side that is a law or a random variable. A density beside a law, or beside a
  /// random variable, is that law.
  func lawOfSide(_ side: Formula, beside other: Formula?) throws -> Law? {
    if let law = try lawOf(side) { return law }
    if isDensity(side) {
      guard let other, try isLawOrRandom(other) else { return nil }
      return try lawOf(side, densitiesToo: true)
    }
    guard !randomNames.isEmpty, let meaning = try? denotation(side),
      let coordinates = try? flattened(meaning),
      let (names, law) = try randomVariables(in: coordinates)
    else { return nil }
    return try law.pushforward(variables: names, map: coordinates, at: valuation)
  }

  private func isLawOrRandom(_ other: Formula) throws -> Bool {
    if isDensity(other) { return false }
    if try lawOf(other) != nil { return true }
    guard !randomNames.isEmpty, let meaning = try? denotation(other),
      let coordinates = try? flattened(meaning)
    else { return false }
    return try randomVariables(in: coordinates) != nil
  }

  /// The random variables that the toy declares.
  private var randomNames: [String] {
    toy.statements.filter { if case .random = $0.kind { true } else { false } }.map(\.name)
  }

  // MARK: laws by components

  private func components(of law: Law, beside other: Law) throws -> SideValue {
    guard law.dimension == other.dimension else {
      throw MeaningError(
        "a law of \(law.dimension) coordinates stands beside one of \(other.dimension)")
    }
    if let own = try law.atoms(at: valuation), let others = try other.atoms(at: valuation) {
      let places = try (own + others).map(\.point).reduce(into: [[Expression]]()) { all, p in
        if try !all.contains(where: { try zip($0, p).allSatisfy { try valuation.equal($0, $1) } }) {
          all.append(p)
        }
      }
      let weights = try places.map {
        ("weight at \(spelled($0))", try law.density(at: $0, values: valuation))
      }
      return described(weights.sorted { $0.0 < $1.0 })
    }
    var parts: [(String, Expression)] = []
    for (i, m) in try law.mean(at: valuation).enumerated() {
      parts.append((law.dimension == 1 ? "mean" : "mean[\(i + 1)]", m))
    }
    for (i, row) in try law.covariance(at: valuation).enumerated() {
      for (j, s) in row.enumerated() where j <= i {
        parts.append((law.dimension == 1 ? "variance" : "covariance[\(i + 1),\(j + 1)]", s))
      }
    }
    if !(law.isGaussian && other.isGaussian) {
      for x in Self.places where law.dimension == 1 {
        parts.append(("density at \(x)", try law.density(at: [.rational(x)], values: valuation)))
      }
    }
    return described(parts)
  }

  /// Where the densities of laws without a closed description are compared: generic points, none of
  /// them an atom or an end.
  private static let places: [Rational] = [
    Rational(-71, 29), Rational(-43, 61), Rational(11, 97), Rational(37, 59), Rational(103, 67),
    Rational(211, 83),
  ]

  private func described(_ parts: [(String, Expression)]) -> SideValue {
    SideValue(parts.map { SideValue.Component(name: $0.0, of: $0.1, by: evaluator) })
  }

  private func spelled(_ place: [Expression]) -> String {
    place.map { valuation.rational($0).map { "\($0)" } ?? "…" }.joined(separator: ", ")
  }
}

extension Law {
  /// Whether the law is one Gaussian, which its mean and covariance determine.
  var isGaussian: Bool {
    pieces.count == 1
      && pieces[0].factors.allSatisfy { if case .gaussian = $0.shape { true } else { false } }
  }
}
