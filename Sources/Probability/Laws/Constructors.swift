import Exact
import Expressions

// How laws are made. Every constructor checks what it is given at the current values and names what
// is wrong.

extension Law {
  /// A unit mass.
  public static func point(_ place: [Expression]) -> Law {
    Law(dimension: place.count, factors: place.enumerated().map { Factor([$0], .point($1)) })
  }
  public static func point(_ place: Expression) -> Law { point([place]) }

  /// N(mean, variance). A variance of 0 gives the unit mass at the mean.
  public static func normal(
    mean: Expression, variance: Expression, at values: Valuation
  ) throws -> Law {
    try normal(mean: [mean], covariance: [[variance]], at: values)
  }

  /// N(mean, covariance) in any dimension; the covariance symmetric and positive semi-definite.
  /// Coordinates of variance 0 become atoms.
  public static func normal(
    mean: [Expression], covariance: [[Expression]], at values: Valuation
  ) throws -> Law {
    let n = mean.count
    guard n > 0, covariance.count == n, covariance.allSatisfy({ $0.count == n }) else {
      throw ProbabilityError(
        "a Gaussian with a mean of \(n) coordinates needs a covariance of \(n) rows and columns;"
          + " got \(covariance.count) rows")
    }
    try checkCovariance(covariance, at: values)
    let factors = try gaussianFactors(Array(0..<n), mean, covariance, at: values)
    return Law(dimension: n, factors: factors)
  }

  public static func uniform(
    lower: Expression, upper: Expression, at values: Valuation
  ) throws -> Law {
    guard try values.less(lower, upper) else {
      throw ProbabilityError(
        "Uniform(a, b) needs a < b; got a = \(values.show(lower)), b = \(values.show(upper))")
    }
    return Law(dimension: 1, factors: [Factor([0], .uniform(lower: lower, upper: upper))])
  }

  /// Density exp(−|x − location|/scale)/(2·scale).
  public static func laplace(
    location: Expression, scale: Expression, at values: Valuation
  ) throws -> Law {
    guard try values.sign(scale) > 0 else {
      throw ProbabilityError("the scale of Laplace must be positive; got \(values.show(scale))")
    }
    return Law(dimension: 1, factors: [Factor([0], .laplace(location: location, scale: scale))])
  }

  /// Atoms with weights that are not negative and sum to 1; the points all of one dimension.
  /// Weights 0 are dropped.
  public static func finite(
    _ atoms: [(point: [Expression], weight: Expression)], at values: Valuation
  ) throws -> Law {
    guard let first = atoms.first else { throw ProbabilityError("Finite needs at least one point") }
    guard atoms.allSatisfy({ $0.point.count == first.point.count }) else {
      throw ProbabilityError(
        "the points of Finite need one dimension; got \(Set(atoms.map(\.point.count)).sorted())")
    }
    return try mixture(atoms.map { ($0.weight, .point($0.point)) }, at: values, name: "Finite")
  }

  /// Σ weight · law, the weights not negative and of sum 1. Weights 0 are dropped.
  public static func mixture(
    _ parts: [(weight: Expression, law: Law)], at values: Valuation
  ) throws -> Law {
    try mixture(parts, at: values, name: "Mixture")
  }

  /// Atoms with weights of which somebody knows that none is negative and that their sum is 1,
  /// though no exact calculation says so.
  public static func weighing(_ atoms: [(point: [Expression], weight: Expression)]) -> Law {
    Law(
      dimension: atoms.first?.point.count ?? 0,
      pieces: atoms.flatMap { atom in
        Law.point(atom.point).pieces.map { Piece(weight: atom.weight, factors: $0.factors) }
      }
    ).merged()
  }

  /// The law that has a density in all its coordinates; somebody knows that its integral over the
  /// box is 1.
  public static func having(_ density: Density) -> Law {
    let all = Array(density.variables.indices)
    return Law(dimension: all.count, factors: [Factor(all, .density(density))])
  }

  private static func mixture(
    _ parts: [(weight: Expression, law: Law)], at values: Valuation, name: String
  ) throws -> Law {
    guard let dimension = parts.first?.law.dimension else {
      throw ProbabilityError("\(name) needs at least one part")
    }
    guard parts.allSatisfy({ $0.law.dimension == dimension }) else {
      throw ProbabilityError(
        "the parts of \(name) need one dimension; got \(Set(parts.map(\.law.dimension)).sorted())")
    }
    var pieces: [Piece] = []
    for (weight, law) in parts where try keepsWeight(weight, name, at: values) {
      pieces += law.pieces.map { Piece(weight: weight * $0.weight, factors: $0.factors) }
    }
    let total = parts.reduce(Expression.rational(0)) { $0 + $1.weight }
    if values.decides(total), try !values.equal(total, .rational(1)) {
      throw ProbabilityError(
        "the weights of \(name) must sum to 1; they sum to \(values.show(total))")
    }
    return Law(dimension: dimension, pieces: pieces).merged()
  }

  private static func keepsWeight(
    _ weight: Expression, _ name: String, at values: Valuation
  ) throws -> Bool {
    guard values.decides(weight) else { return true }
    let sign = try values.sign(weight)
    guard sign >= 0 else {
      throw ProbabilityError("a weight of \(name) is negative: \(values.show(weight))")
    }
    return sign > 0
  }

  /// Independent coordinates, one law after the other.
  public static func product(_ laws: [Law]) -> Law {
    laws.dropFirst().reduce(laws.first ?? Law.point([])) { a, b in
      Law(
        dimension: a.dimension + b.dimension,
        pieces: a.pieces.flatMap { p in
          b.pieces.map { q in
            Piece(
              weight: p.weight * q.weight,
              factors: p.factors
                + q.factors.map { Factor($0.coordinates.map { $0 + a.dimension }, $0.shape) })
          }
        })
    }
  }

  /// The pointwise sum Σ cᵢ pᵢ of densities, as in (p + q)/2: a mixture, so the coefficients must
  /// be weights.
  public static func combination(
    _ parts: [(weight: Expression, law: Law)], at values: Valuation
  ) throws -> Law {
    try mixture(parts, at: values, name: "the combination of laws")
  }

  /// Pieces with equal factors become one.
  func merged() -> Law {
    var order: [[Factor]] = [], weights: [[Factor]: Expression] = [:]
    for piece in pieces {
      let factors = piece.factors.map(\.inOrder).sorted { $0.coordinates[0] < $1.coordinates[0] }
      if let w = weights[factors] {
        weights[factors] = (w + piece.weight).tidyIfAlgebraic
      } else {
        order.append(factors)
        weights[factors] = piece.weight
      }
    }
    return Law(
      dimension: dimension,
      pieces: order.map { Piece(weight: weights[$0] ?? .rational(0), factors: $0) })
  }
}

extension Valuation {
  /// The value as a reader writes it.
  func show(_ e: Expression) -> String { rational(e).map { "\($0)" } ?? "\(self(e))" }
}
