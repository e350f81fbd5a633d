import Exact
import Expressions

// How laws are made. Every constructor checks what it is given at the current values and names what is wrong.

extension Law {
  /// A unit mass.
  public static func point(_ place: [Expression]) -> Law {
    Law(dimension: place.count, pieces: [.init(weight: .rational(1), factors: place.enumerated().map { .init([$0], .point($1)) })])
  }
  public static func point(_ place: Expression) -> Law { point([place]) }

  /// N(mean, variance). A variance of 0 gives the unit mass at the mean.
  public static func normal(mean: Expression, variance: Expression, at values: Valuation) throws -> Law {
    try normal(mean: [mean], covariance: [[variance]], at: values)
  }

  /// N(mean, covariance) in any dimension; the covariance symmetric and positive semi-definite.
  /// Coordinates of variance 0 become atoms.
  public static func normal(mean: [Expression], covariance: [[Expression]], at values: Valuation) throws -> Law {
    let n = mean.count
    guard n > 0, covariance.count == n, covariance.allSatisfy({ $0.count == n }) else {
      throw ProbabilityError(
        "a Gaussian with a mean of \(n) coordinates needs a covariance of \(n) rows and columns; got \(covariance.count) rows")
    }
    try checkCovariance(covariance, at: values)
    return Law(dimension: n, pieces: [
      .init(weight: .rational(1), factors: try gaussianFactors(Array(0..<n), mean, covariance, at: values))
    ])
  }

  public static func uniform(lower: Expression, upper: Expression, at values: Valuation) throws -> Law {
    guard try values.less(lower, upper) else {
      throw ProbabilityError("Uniform(a, b) needs a < b; got a = \(values.show(lower)), b = \(values.show(upper))")
    }
    return Law(dimension: 1, pieces: [.init(weight: .rational(1), factors: [.init([0], .uniform(lower: lower, upper: upper))])])
  }

  /// Density exp(−|x − location|/scale)/(2·scale).
  public static func laplace(location: Expression, scale: Expression, at values: Valuation) throws -> Law {
    guard try values.sign(scale) > 0 else {
      throw ProbabilityError("the scale of Laplace must be positive; got \(values.show(scale))")
    }
    return Law(dimension: 1, pieces: [.init(weight: .rational(1), factors: [.init([0], .laplace(location: location, scale: scale))])])
  }

  /// Atoms with weights that are not negative and sum to 1; the points all of one dimension. Weights 0 are dropped.
  public static func finite(_ atoms: [(point: [Expression], weight: Expression)], at values: Valuation) throws -> Law {
    guard let first = atoms.first else { throw ProbabilityError("Finite needs at least one point") }
    guard atoms.allSatisfy({ $0.point.count == first.point.count }) else {
      throw ProbabilityError("the points of Finite need one dimension; got \(Set(atoms.map(\.point.count)).sorted())")
    }
    return try mixture(atoms.map { ($0.weight, .point($0.point)) }, at: values, name: "Finite")
  }

  /// Σ weight · law, the weights not negative and of sum 1. Weights 0 are dropped.
  public static func mixture(_ parts: [(weight: Expression, law: Law)], at values: Valuation) throws -> Law {
    try mixture(parts, at: values, name: "Mixture")
  }

  private static func mixture(_ parts: [(weight: Expression, law: Law)], at values: Valuation, name: String) throws -> Law {
    guard let dimension = parts.first?.law.dimension else { throw ProbabilityError("\(name) needs at least one part") }
    guard parts.allSatisfy({ $0.law.dimension == dimension }) else {
      throw ProbabilityError("the parts of \(name) need one dimension; got \(Set(parts.map(\.law.dimension)).sorted())")
    }
    var pieces: [Piece] = []
    for (weight, law) in parts where try keepsWeight(weight, name, at: values) {
      pieces += law.pieces.map { Piece(weight: weight * $0.weight, factors: $0.factors) }
    }
    let total = parts.reduce(Expression.rational(0)) { $0 + $1.weight }
    if values.decides(total), try !values.equal(total, .rational(1)) {
      throw ProbabilityError("the weights of \(name) must sum to 1; they sum to \(values.show(total))")
    }
    return Law(dimension: dimension, pieces: pieces).merged()
  }

  private static func keepsWeight(_ weight: Expression, _ name: String, at values: Valuation) throws -> Bool {
    guard values.decides(weight) else { return true }
    let sign = try values.sign(weight)
    guard sign >= 0 else { throw ProbabilityError("a weight of \(name) is negative: \(values.show(weight))") }
    return sign > 0
  }

  /// Independent coordinates, one law after the other.
  public static func product(_ laws: [Law]) -> Law {
    laws.dropFirst().reduce(laws.first ?? Law.point([])) { a, b in
      Law(dimension: a.dimension + b.dimension, pieces: a.pieces.flatMap { p in
        b.pieces.map { q in
          Piece(weight: p.weight * q.weight,
            factors: p.factors + q.factors.map { Factor($0.coordinates.map { $0 + a.dimension }, $0.shape) })
        }
      })
    }
  }

  /// The pointwise sum Σ cᵢ pᵢ of densities, as in (p + q)/2: a mixture, so the coefficients must be weights.
  public static func combination(_ parts: [(weight: Expression, law: Law)], at values: Valuation) throws -> Law {
    try mixture(parts, at: values, name: "the combination of laws")
  }

  /// The law of the coordinates named, in that order.
  public func marginal(_ coordinates: [Int], at values: Valuation) throws -> Law {
    guard Set(coordinates).count == coordinates.count, coordinates.allSatisfy((0..<dimension).contains) else {
      throw ProbabilityError("a law of \(dimension) coordinates has no coordinates \(coordinates.map { $0 + 1 })")
    }
    let place = Dictionary(uniqueKeysWithValues: coordinates.enumerated().map { ($1, $0) })
    let pieces = try pieces.map { piece in
      Piece(weight: piece.weight, factors: try piece.factors.flatMap { try $0.marginal(place, at: values) })
    }
    return Law(dimension: coordinates.count, pieces: pieces).merged()
  }

  /// Pieces with equal factors become one.
  func merged() -> Law {
    var order: [[Factor]] = [], weights: [[Factor]: Expression] = [:]
    for piece in pieces {
      let factors = piece.factors.map(\.inOrder).sorted { $0.coordinates[0] < $1.coordinates[0] }
      if let w = weights[factors] { weights[factors] = (w + piece.weight).tidyIfAlgebraic } else {
        order.append(factors)
        weights[factors] = piece.weight
      }
    }
    return Law(dimension: dimension, pieces: order.map { Piece(weight: weights[$0] ?? .rational(0), factors: $0) })
  }
}

extension Law {
  /// Throws unless symmetric and positive semi-definite, found by exact elimination.
  static func checkCovariance(_ s: [[Expression]], at values: Valuation) throws {
    let n = s.count
    for i in 0..<n {
      for j in 0..<i where try s[i][j] != s[j][i] && !values.equal(s[i][j], s[j][i]) {
        throw ProbabilityError("a covariance must be symmetric; entries (\(i + 1),\(j + 1)) and (\(j + 1),\(i + 1)) differ")
      }
    }
    var a = s.map { $0.map { values($0) } }
    for k in 0..<n {
      let sign = try values.sign(a[k][k])
      if sign < 0 {
        let what = n == 1 ? "variance must be positive; got \(values.show(s[0][0]))"
          : "covariance must be positive semi-definite; elimination meets the pivot \(values.show(a[k][k])) in row \(k + 1)"
        throw ProbabilityError(what)
      }
      for i in (k + 1)..<max(n, k + 1) where try !values.isZero(a[i][k]) {
        guard sign > 0 else { throw ProbabilityError("covariance must be positive semi-definite; row \(k + 1) has variance 0 but a covariance") }
        let f = a[i][k] / a[k][k]
        for j in (k + 1)..<n { a[i][j] = a[i][j] - f * a[k][j] }
      }
    }
  }

  /// The factors of a Gaussian: coordinates of variance 0 as atoms, the others in blocks that are independent of each other.
  static func gaussianFactors(_ coordinates: [Int], _ mean: [Expression], _ covariance: [[Expression]], at values: Valuation) throws -> [Factor] {
    let n = coordinates.count
    var block = [Int](0..<n), points: [Factor] = []
    var fixed: Set<Int> = []
    for i in 0..<n where try values.isZero(covariance[i][i]) {
      fixed.insert(i)
      points.append(Factor([coordinates[i]], .point(mean[i])))
    }
    for i in 0..<n {
      for j in 0..<i where block[i] != block[j] && !covariance[i][j].isZero {
        let (from, to) = (block[i], block[j])
        for k in 0..<n where block[k] == from { block[k] = to }
      }
    }
    let blocks = Set(block).sorted().map { b in (0..<n).filter { block[$0] == b && !fixed.contains($0) } }.filter { !$0.isEmpty }
    return points + blocks.map { b in
      Factor(b.map { coordinates[$0] }, .gaussian(mean: b.map { mean[$0] }, covariance: b.map { i in b.map { covariance[i][$0] } }))
    }
  }
}

extension Law.Factor {
  /// The coordinates ascending, so that equal laws are written alike.
  var inOrder: Law.Factor {
    let order = coordinates.indices.sorted { coordinates[$0] < coordinates[$1] }
    guard order != Array(coordinates.indices) else { return self }
    let sorted = order.map { coordinates[$0] }
    switch shape {
    case .gaussian(let m, let s):
      return Law.Factor(sorted, .gaussian(mean: order.map { m[$0] }, covariance: order.map { i in order.map { s[i][$0] } }))
    case .density(var d):
      (d.variables, d.box) = (order.map { d.variables[$0] }, order.map { d.box[$0] })
      d.origin = d.origin.map { o in Law.Origin(law: o.law, variables: o.variables, map: order.map { o.map[$0] }) }
      return Law.Factor(sorted, .density(d))
    default: return self
    }
  }

  /// What is left of the factor for the coordinates kept, at their new places.
  func marginal(_ place: [Int: Int], at values: Valuation) throws -> [Law.Factor] {
    let kept = coordinates.indices.filter { place[coordinates[$0]] != nil }
    let new = kept.compactMap { place[coordinates[$0]] }
    if kept.isEmpty { return [] }
    if kept.count == coordinates.count { return [Law.Factor(new, shape)] }
    switch shape {
    case .gaussian(let m, let s):
      return try Law.gaussianFactors(new, kept.map { m[$0] }, kept.map { i in kept.map { s[i][$0] } }, at: values)
    case .density(let d): return [Law.Factor(new, .density(d.marginal(kept)))]
    default: return [Law.Factor(new, shape)]
    }
  }
}

extension Law.Density {
  /// The others integrated out.
  func marginal(_ kept: [Int]) -> Law.Density {
    let gone = variables.indices.filter { !kept.contains($0) }
    return Law.Density(
      variables: kept.map { variables[$0] },
      value: value.map { v in gone.reduce(v) { .integral(of: $0, variables[$1], over: box[$1]) } },
      box: kept.map { box[$0] },
      origin: origin.map { o in Law.Origin(law: o.law, variables: o.variables, map: kept.map { o.map[$0] }) })
  }
}

extension Valuation {
  /// The value as a reader writes it.
  func show(_ e: Expression) -> String { rational(e).map { "\($0)" } ?? "\(self(e))" }
}
