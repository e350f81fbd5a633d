import Exact
import Expressions

extension Law {
  /// P(box), Σ over the pieces; of a Gaussian in several coordinates as an integral of its density.
  func mass(in box: [Interval], _ values: Valuation) throws -> Expression {
    try pieces.reduce(.zero) { try $0 + $1.weight * $1.mass(in: box, values) }
  }

  /// What both laws have as an independent factor in every piece is taken away from both.
  static func withoutCommonFactors(_ p: Law, _ q: Law, _ values: Valuation) throws -> (Law, Law) {
    guard p != q, let first = p.pieces.first else { return (p, q) }
    let common = first.factors.filter { f in
      (p.pieces + q.pieces).allSatisfy { $0.factors.contains(f) }
    }
    let gone = Set(common.flatMap(\.coordinates)),
      kept = (0..<p.dimension).filter { !gone.contains($0) }
    guard !gone.isEmpty, !kept.isEmpty else { return (p, q) }
    return (try p.marginal(kept, at: values), try q.marginal(kept, at: values))
  }
}

extension Law.Piece {
  func mass(in box: [Law.Interval], _ values: Valuation) throws -> Expression {
    try factors.reduce(.one) { try $0 * $1.shape.mass(in: $1.coordinates.map { box[$0] }, values) }
  }
}

extension Law.Shape {
  func mass(in box: [Law.Interval], _ values: Valuation) throws -> Expression {
    if box.allSatisfy({ $0 == .line }) { return .one }
    guard box.count == 1 else {
      guard case .gaussian(let m, let s) = self else {
        return try integratedMass(in: box, values)
      }
      let names = m.indices.map { Variable.fresh("x\($0 + 1)") }
      let density = try GaussianLog(m, s, values).at(names.map { .variable($0) }).value
      return zip(names, box).reversed().reduce(density) { .integral(of: $0, $1.0, over: $1.1) }
    }
    switch (box[0].lower, box[0].upper) {
    case (nil, nil): return .one
    case (nil, let b?): return try cumulative(b, values)
    case (let a?, nil): return try exceedance(a, values)
    case (let a?, let b?): return try between(a, b, values)
    }
  }

  /// P(X > a), with no cancellation far out.
  func exceedance(_ a: Expression, _ values: Valuation) throws -> Expression {
    switch self {
    case .gaussian(let m, let s): return .half * .erfc((a - m[0]) / .sqrt((2 * s[0][0]).tidy))
    case .laplace(let m, _):
      guard try values.decides(a - m) && values.less(m, a) else {
        return 1 - (try cumulative(a, values))
      }
      return try reflected.cumulative(-a, values)
    case .density(let d):
      let inside = Expression.integral(
        of: try d.derived(), d.variables[0], over: .init(a, d.box[0].upper))
      return try d.choose(at: a, below: .one, inside: inside, above: .zero, values)
    default: return 1 - (try cumulative(a, values))
    }
  }

  private func between(_ a: Expression, _ b: Expression, _ values: Valuation) throws -> Expression {
    switch self {
    case .gaussian(let m, let s):
      let root = Expression.sqrt((2 * s[0][0]).tidy)
      return .half * (.erf((b - m[0]) / root) - .erf((a - m[0]) / root))
    case .density(let d):
      return .integral(
        of: try d.derived(), d.variables[0],
        over: .init(try d.inside(a, values), try d.inside(b, values)))
    default: return try cumulative(b, values) - cumulative(a, values)
    }
  }

  /// The law of −X of one coordinate.
  var reflected: Law.Shape {
    switch self {
    case .point(let a): .point(-a)
    case .gaussian(let m, let s): .gaussian(mean: m.map { -$0 }, covariance: s)
    case .uniform(let a, let b): .uniform(lower: -b, upper: -a)
    case .laplace(let m, let b): .laplace(location: -m, scale: b)
    case .density: self
    }
  }

  /// What stands outside of the density's own box counts nothing, whatever its expression says
  /// there.
  private func integratedMass(in box: [Law.Interval], _ values: Valuation) throws -> Expression {
    guard case .density(let d) = self else {
      throw ProbabilityError("a law of one coordinate has no box of \(box.count)")
    }
    var common: [Law.Interval] = []
    for (a, b) in zip(box, d.box) {
      guard let both = try a.intersection(b, values) else { return .zero }
      common.append(both)
    }
    return zip(d.variables, common).reversed().reduce(try d.derived()) {
      .integral(of: $0, $1.0, over: $1.1)
    }
  }
}

extension Law.Interval {
  /// What two intervals have in common; nil if that has no length.
  func intersection(_ other: Law.Interval, _ values: Valuation) throws -> Law.Interval? {
    func stricter(_ a: Expression?, _ b: Expression?, _ sign: Int) throws -> Expression? {
      guard let a, let b else { return a ?? b }
      return try values.sign(a - b) == sign ? a : b
    }
    let low = try stricter(lower, other.lower, 1), high = try stricter(upper, other.upper, -1)
    if let low, let high, try !values.less(low, high) { return nil }
    return Law.Interval(low, high)
  }

  func mentions(_ set: Set<Variable>) -> Bool {
    lower?.mentions(set) ?? false || upper?.mentions(set) ?? false
  }
}
