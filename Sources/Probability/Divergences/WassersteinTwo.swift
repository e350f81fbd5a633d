import Exact
import Expressions

extension Law {
  /// W_2(p, q), the root of the least mean squared distance of a coupling.
  public static func w2(_ p: Law, _ q: Law, at values: Valuation) throws -> Expression {
    let square = try w2Squared(p, q, at: values)
    return square == .zero ? .zero : .sqrt(square)
  }

  /// W_2(p, q)²: exact for finite laws by transport; for translates, Gaussians in one or two
  /// dimensions or with independent coordinates, and laws of one location-scale family in closed
  /// form; on the line by quantiles where one of the laws is uniform. Anything else throws, with
  /// what to use instead (Peyré and Cuturi 2019, remarks 2.30 and 2.31).
  public static func w2Squared(_ p: Law, _ q: Law, at values: Valuation) throws -> Expression {
    let pair = try Pair(p, q, values)
    if pair.equal { return .zero }
    if let shift = try pair.translation() { return Expression.squaredNorm(shift) }
    let (p, q) = (pair.p, pair.q)
    if let a = q.onlyPoint { return try p.meanSquare(from: a, values) }
    if let a = p.onlyPoint { return try q.meanSquare(from: a, values) }
    if p.isFinite, q.isFinite {
      return .rational(try Transport(p, q, at: values, cost: EuclideanTransport.square).primal)
    }
    if let square = try locationScaleSquare(p, q, values) ?? gaussianSquare(p, q, values)
      ?? quantileSquare(p, q, values) ?? quantileSquare(q, p, values)
    {
      return square.tidyIfAlgebraic
    }
    throw ProbabilityError(
      "W_2 of these two laws in \(p.dimension) dimensions has no exact rule here: use finite laws,"
        + " Gaussians, a translate, laws of one family on the line, or a uniform law on the line")
  }

  /// The place of a law that is a unit mass.
  private var onlyPoint: [Expression]? {
    guard pieces.count == 1 else { return nil }
    var place = [Expression?](repeating: nil, count: dimension)
    for factor in pieces[0].factors {
      guard case .point(let a) = factor.shape, let k = factor.coordinates.first else { return nil }
      place[k] = a
    }
    let known = place.compactMap { $0 }
    return known.count == dimension ? known : nil
  }

  /// E‖X − a‖².
  private func meanSquare(from a: [Expression], _ values: Valuation) throws -> Expression {
    let (m, s) = (try mean(at: values), try covariance(at: values))
    return m.indices.reduce(Expression.squaredNorm(zip(m, a).map { $0 - $1 })) { $0 + s[$1][$1] }
  }

  /// X = m + sZ and Y = n + tZ with one Z are coupled monotonically: E(X − Y)².
  private static func locationScaleSquare(_ p: Law, _ q: Law, _ values: Valuation) throws
    -> Expression?
  {
    guard let (_, s) = p.locationScale, let (_, t) = q.locationScale, p.family == q.family else {
      return nil
    }
    let difference = try p.mean(at: values)[0] - q.mean(at: values)[0]
    let spread = try p.covariance(at: values)[0][0] / s.squared
    return difference.squared + (s - t).squared * spread
  }

  /// ‖m − n‖² + tr(S + T − 2(S^½ T S^½)^½): coordinate by coordinate where both covariances are
  /// diagonal; in two dimensions by tr M^½ = √(tr M + 2√det M).
  private static func gaussianSquare(_ p: Law, _ q: Law, _ values: Valuation) throws -> Expression?
  {
    guard p.isOneGaussian, q.isOneGaussian else { return nil }
    let (m, n) = (try p.mean(at: values), try q.mean(at: values))
    let (s, t) = (try p.covariance(at: values), try q.covariance(at: values))
    let shift = Expression.squaredNorm(zip(m, n).map { $0 - $1 })
    func isDiagonal(_ a: [[Expression]]) throws -> Bool {
      try a.indices.allSatisfy { i in
        try a.indices.allSatisfy { try i == $0 || values.isZero(a[i][$0]) }
      }
    }
    if try isDiagonal(s), try isDiagonal(t) {
      return s.indices.reduce(shift) { $0 + (.sqrt(s[$1][$1]) - .sqrt(t[$1][$1])).squared }
    }
    guard s.count == 2 else { return nil }
    func determinant(_ a: [[Expression]]) -> Expression { a[0][0] * a[1][1] - a[0][1] * a[1][0] }
    let trace = s[0][0] * t[0][0] + 2 * s[0][1] * t[0][1] + s[1][1] * t[1][1]
    let root = Expression.sqrt(trace + 2 * .sqrt(determinant(s) * determinant(t)))
    return shift + s[0][0] + s[1][1] + t[0][0] + t[1][1] - 2 * root
  }

  /// A uniform law on the line: its quantile function is a + (b − a)u, taken at F(X) for a law
  /// without atoms, and integrated between the cumulative weights of a finite one.
  private static func quantileSquare(_ uniform: Law, _ other: Law, _ values: Valuation) throws
    -> Expression?
  {
    guard uniform.dimension == 1, uniform.family == .uniform, let (a, width) = uniform.locationScale
    else { return nil }
    if other.isFinite {
      let (places, weights) = try other.rationalAtoms(values)
      var reached = Rational(0), total = Expression.zero
      for (place, weight) in zip(places, weights).sorted(by: { $0.0[0] < $1.0[0] }) {
        let (from, to) = (reached, reached + weight), offset = a - .rational(place[0])
        func cube(_ u: Rational) -> Expression { (offset + width * .rational(u)).raised(to: 3) }
        total = total + (cube(to) - cube(from)) / (3 * width)
        reached = to
      }
      return total
    }
    guard other.pieces.allSatisfy({ $0.factors.allSatisfy { !$0.shape.isPoint } }) else {
      return nil
    }
    return try other.expectation(at: values) { place in
      (place[0] - a - width * (try other.cumulative(at: place[0], values: values))).squared
    }
  }

  private var isOneGaussian: Bool {
    pieces.count == 1
      && pieces[0].factors.allSatisfy { if case .gaussian = $0.shape { true } else { false } }
  }
}

extension Expression {
  /// Σ vᵢ².
  fileprivate static func squaredNorm(_ v: [Expression]) -> Expression {
    v.reduce(.zero) { $0 + $1.squared }.tidyIfAlgebraic
  }
}
