import Exact
import Expressions

extension Law {
  /// The law of map(X), X ~ self, the map written in the variables, one for each coordinate of X.
  ///
  /// Exact on finite laws and on affine maps of Gaussians (also into fewer or more dimensions). A
  /// density follows when the map can be solved: on the line piece by piece where it is monotone,
  /// in several dimensions when each equation in turn has one unknown left. Otherwise the law has
  /// expectations only.
  public func pushforward(variables: [Variable], map: [Expression], at values: Valuation) throws
    -> Law
  {
    guard variables.count == dimension else {
      throw ProbabilityError(
        "a map of a law of \(dimension) coordinates needs as many variables; got \(variables.count)"
      )
    }
    guard !map.isEmpty else { throw ProbabilityError("a map needs at least one coordinate") }
    let images = try pieces.map { try $0.pushforward(variables, map, values) }
    return Law(
      dimension: map.count,
      pieces: zip(pieces, images).flatMap { piece, image in
        image.map { Piece(weight: piece.weight, factors: $0) }
      }
    ).merged()
  }
}

extension Law.Piece {
  /// The factors of the image: one list, as the image of a piece is a piece.
  fileprivate func pushforward(_ variables: [Variable], _ map: [Expression], _ values: Valuation)
    throws -> [[Law.Factor]]
  {
    var put: [Variable: Expression] = [:], state = GaussianState(), onlyGaussian = true
    for f in factors {
      switch f.shape {
      case .point(let a): put[variables[f.coordinates[0]]] = a
      case .gaussian(let m, let s):
        _ = state.add(f.coordinates.map { variables[$0] }, mean: m, noise: s)
      default: onlyGaussian = false
      }
    }
    let free = variables.filter { put[$0] == nil }
    let here = map.map { $0.substituting(put).tidyIfAlgebraic }
    if !here.contains(where: { $0.mentions(Set(free)) }) {
      return [here.enumerated().map { .init([$0], .point($1)) }]
    }
    if onlyGaussian {
      let names = here.indices.map { Variable.fresh("y\($0 + 1)") }
      if state.add(names, mean: here, noise: here.map { _ in here.map { _ in .zero } }) {
        let image = state.keeping(Set(names))
        return [
          try Law.gaussianFactors(Array(here.indices), image.mean, image.covariance, at: values)
        ]
      }
    }
    let base = Law(
      pieces: [Law.Piece(weight: .one, factors: factors)],
      continuousAt: variables.indices.filter { put[variables[$0]] == nil })
    if base.dimension == 1, here.count == 1,
      let shape = try base.affineImage(free[0], here[0], values)
    {
      return [[.init([0], shape)]]
    }
    let density = try base.image(free, here, values)
    return [[.init(Array(here.indices), .density(density))]]
  }
}

extension Law {
  /// Uniform and Laplace laws stay what they are under affine maps of the line.
  fileprivate func affineImage(_ z: Variable, _ map: Expression, _ values: Valuation) throws
    -> Shape?
  {
    guard let (slope, offset) = map.affine(in: [z]), pieces.count == 1 else { return nil }
    let a = slope[0], rising = try values.sign(a) > 0
    switch pieces[0].factors[0].shape {
    case .uniform(let l, let u):
      let (low, high) = ((a * l + offset).tidy, (a * u + offset).tidy)
      return rising ? .uniform(lower: low, upper: high) : .uniform(lower: high, upper: low)
    case .laplace(let m, let b):
      return .laplace(location: (a * m + offset).tidy, scale: ((rising ? a : -a) * b).tidy)
    default: return nil
    }
  }

  /// The image as a density, with the way back kept for expectations and samples.
  fileprivate func image(_ z: [Variable], _ map: [Expression], _ values: Valuation) throws
    -> Density
  {
    let y = map.indices.map { Variable.fresh("y\($0 + 1)") },
      origin = Origin(law: self, variables: z, map: map)
    if z.count == 1, map.count == 1,
      let pieces = try monotonePieces(Solver(z: z[0], y: y[0], values: values), map[0])
    {
      return try lineImage(pieces, y[0], origin, values)
    }
    if z.count == map.count, let solved = try Triangular(z, y, map, values).solve() {
      return try spaceImage(solved, z, y, origin, values)
    }
    return Density(variables: y, value: nil, box: y.map { _ in .line }, origin: origin)
  }

  /// The map solved on every part of the support on which the density is one expression.
  private func monotonePieces(_ solver: Solver, _ map: Expression) throws -> [MonotonePiece]? {
    let values = solver.values, whole = try support(at: values)[0]
    let kinks = try pieces.flatMap { $0.cuts(0) }.filter {
      try values.decides($0) && whole.containsInside($0, values)
    }
    let ends = [whole.lower] + (try values.ascending(kinks)).map { Optional($0) } + [whole.upper]
    var solved: [MonotonePiece] = []
    for (a, b) in zip(ends, ends.dropFirst()) {
      guard let part = try solver.pieces(of: map, on: Interval(a, b)) else { return nil }
      solved += part
    }
    return solved
  }

  /// Σ over the pieces of p(h(y)) |h′(y)|.
  private func lineImage(
    _ pieces: [MonotonePiece], _ y: Variable, _ origin: Origin, _ values: Valuation
  ) throws -> Density {
    var terms: [(image: Interval, summand: Summand)] = []
    for piece in pieces {
      let inside = values.with([(y, try values.sample(piece.image))])
      let slope = piece.slope.clearing(y).tidyIfAlgebraic,
        jacobian = piece.increasing ? slope : -slope
      guard let p = try densityParts(at: [piece.inverse.clearing(y)], inside) else { continue }
      let log = p.logarithm.map { $0.tidyIfAlgebraic + .log(jacobian) }
      terms.append((piece.image, Summand(value: p.value.tidyInside * jacobian, logarithm: log)))
    }
    let cuts = try values.ascending(
      terms.flatMap { [$0.image.lower, $0.image.upper].compactMap { $0 } })
    let box = Interval(
      terms.contains { $0.image.lower == nil } ? nil : cuts.first,
      terms.contains { $0.image.upper == nil } ? nil : cuts.last)
    let value = terms.reduce(Expression.zero) {
      $0 + ($1.image == box ? $1.summand.value : $1.image.indicator(.variable(y), $1.summand.value))
    }
    let logs = terms.compactMap(\.summand.logarithm),
      one =
        logs.count == terms.count && Set(logs).count == 1 && terms.allSatisfy { $0.image == box }
    let logarithm = one ? logs[0] + .log(.rational(Rational(logs.count))) : nil
    return Density(
      variables: [y], value: value, logarithm: logarithm, box: [box], cuts: cuts, origin: origin)
  }

  private func spaceImage(
    _ s: Triangular.Solution, _ z: [Variable], _ y: [Variable], _ origin: Origin,
    _ values: Valuation
  ) throws -> Density {
    let place = z.map { s.inverse[$0] ?? .variable($0) }
    guard let p = try densityParts(at: place, values) else {
      return Density(variables: y, value: .zero, box: s.box, origin: origin)
    }
    let log = p.logarithm.map { $0.tidyIfAlgebraic + s.logJacobian }
    let value = p.value * .exp(s.logJacobian)
    // Ends that move with other coordinates are branches of the density.
    let moving = s.box.indices.filter { s.box[$0].mentions(Set(y)) }
    guard !moving.isEmpty else {
      return Density(variables: y, value: value, logarithm: log, box: s.box, origin: origin)
    }
    let ends = moving.flatMap { k in s.box[k].conditions(.variable(y[k])) }
    return Density(
      variables: y, value: .choosing([.init(.all(ends), value)], otherwise: .zero),
      box: s.box.indices.map { moving.contains($0) ? .line : s.box[$0] }, origin: origin)
  }

  private func densityParts(at place: [Expression], _ values: Valuation) throws -> Summand? {
    let value = try density(at: place, values: values)
    return value == .zero
      ? nil : Summand(value: value, logarithm: try logDensity(at: place, values: values))
  }
}

extension Law.Interval {
  func indicator(_ y: Expression, _ value: Expression) -> Expression {
    let conditions = conditions(y)
    return conditions.isEmpty
      ? value : .choosing([.init(.all(conditions), value)], otherwise: .zero)
  }
  /// lower ≤ y < upper.
  func conditions(_ y: Expression) -> [Expression.Condition] {
    [
      lower.map { .compare($0, .lessOrEqual, y) }, upper.map { .compare(y, .less, $0) },
    ].compactMap { $0 }
  }
}

extension Expression {
  /// Negative powers of y taken out of sums under logarithms and powers: log(1/y − 1) = log(1 − y)
  /// − log y where both sides exist with 1/y − 1 and y positive, as they are on the image of a
  /// solved map.
  func clearing(_ y: Variable) -> Expression {
    switch self {
    case .function(.log, let a):
      let (rest, power) = a.clearing(y).withoutPoles(y)
      return power == 0 ? .log(rest) : .log(rest) - .rational(Rational(power)) * .log(.variable(y))
    case .power(let a, let n):
      let (rest, power) = a.clearing(y).withoutPoles(y)
      return power == 0
        ? rest.raised(to: n)
        : rest.raised(to: n) * Expression.variable(y).raised(to: -.rational(Rational(power)) * n)
    default: return mappingParts { $0.clearing(y) }
    }
  }

  /// self = rest / y^power for a sum whose terms hold whole negative powers of y.
  private func withoutPoles(_ y: Variable) -> (rest: Expression, power: Int) {
    guard case .sum = self,
      let c = (Polynomial(self) * Polynomial(generator: .variable(y), exponent: 8)).coefficients(
        in: [y]),
      let least = c.keys.map({ $0[0] }).min(), least < 8
    else { return (self, 0) }
    let rest = c.sorted { $0.key[0] < $1.key[0] }.map {
      $0.value.expression * Expression.variable(y).raised(to: $0.key[0] - least)
    }
    return (.sum(of: rest), 8 - least)
  }
}
