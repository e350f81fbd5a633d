import Exact
import Expressions

// Densities with respect to the law's own reference measure (see `Law`).

extension Law {
  /// The density at a place: on a finite law the weight there, on a continuous one the density, 0
  /// outside the support.
  ///
  /// Coordinates of the place that have a value are compared with atoms and ends now; the others
  /// (an integration variable) are generic: they meet no atom of a law that also has a continuous
  /// part there, and ends become `piecewise` branches.
  public func density(at place: [Expression], values: Valuation) throws -> Expression {
    try checkPlace(place)
    return try summands(at: place, values).reduce(.rational(0)) { $0 + $1.value }
  }

  /// The logarithm of the density: a polynomial where the law is one Gaussian, so that log p − log
  /// q cancels exactly.
  public func logDensity(at place: [Expression], values: Valuation) throws -> Expression {
    try checkPlace(place)
    let parts = try summands(at: place, values)
    guard parts.count == 1, let log = parts[0].logarithm else {
      return .log(parts.reduce(.rational(0)) { $0 + $1.value })
    }
    return log
  }

  private func checkPlace(_ place: [Expression]) throws {
    guard place.count == dimension else {
      throw ProbabilityError(
        "a law of \(dimension) coordinates has no density at a place of \(place.count)")
    }
  }

  struct Summand { var value: Expression, logarithm: Expression? }

  /// The pieces that count at the place: where a coordinate has a value, those with an atom there
  /// before those without (the others have no mass on that stratum); where it is generic, those
  /// without an atom.
  private func summands(at place: [Expression], _ values: Valuation) throws -> [Summand] {
    let known = place.map(values.decides)
    var found: [(met: Int, missed: Int, term: Summand)] = []
    for piece in pieces {
      guard let part = try piece.density(at: place, values) else { continue }
      let atoms = piece.factors.filter(\.shape.isPoint).map { $0.coordinates[0] }
      found.append((atoms.filter { known[$0] }.count, atoms.filter { !known[$0] }.count, part))
    }
    let met = found.map(\.met).max() ?? 0
    let missed = found.filter { $0.met == met }.map(\.missed).min() ?? 0
    return found.filter { $0.met == met && $0.missed == missed }.map(\.term)
  }
}

extension Law.Piece {
  /// weight · Π factor densities; nil where it is 0.
  func density(at place: [Expression], _ values: Valuation) throws -> Law.Summand? {
    var value = weight, log: Expression? = .logarithm(of: weight)
    for factor in factors {
      guard let f = try factor.shape.density(at: factor.coordinates.map { place[$0] }, values)
      else { return nil }
      value = value * f.value
      log = log.flatMap { l in f.logarithm.map { l + $0 } }
    }
    return Law.Summand(value: value, logarithm: log)
  }
}

extension Law.Shape {
  /// nil where the density is certainly 0.
  func density(at x: [Expression], _ values: Valuation) throws -> Law.Summand? {
    switch self {
    case .point(let a):
      if values.decides(x[0] - a) { return try values.equal(x[0], a) ? .one : nil }
      return .init(
        value: .piecewise(
          [.init(.compare(x[0], .equal, a), .rational(1))], otherwise: .rational(0)), logarithm: nil
      )
    case .gaussian(let m, let s):
      let log = try GaussianLog(m, s, values).at(x)
      return .init(value: log.value, logarithm: log.logarithm)
    case .uniform(let a, let b):
      return try Law.Interval(a, b).restrict(x[0], 1 / (b - a).tidy, -.logarithm(of: b - a), values)
    case .laplace(let m, let b):
      let exponent = (-(try values.magnitude(x[0] - m)) / b).tidy
      return .init(
        value: .exp(exponent) / (2 * b), logarithm: (exponent - .logarithm(of: 2 * b)).tidy)
    case .density(let d):
      guard let value = d.value else {
        throw ProbabilityError(
          "this push-forward has no density that can be derived; ask for expectations under it")
      }
      let put = Dictionary(uniqueKeysWithValues: zip(d.variables, x))
      // In several coordinates branches turn elsewhere than at ends of cells, so that the sample
      // of a cell decides nothing.
      let known = d.variables.count == 1 ? values : values.without(x)
      let here = try value.substituting(put).decidingBranches(known)
      if here.vanishes { return nil }
      var result: Law.Summand? = .init(
        value: here,
        logarithm: d.logarithm?.substituting(put))
      for (k, interval) in d.box.enumerated() {
        result = try result.flatMap { try interval.restrict(x[k], $0.value, $0.logarithm, values) }
      }
      return result
    }
  }
}

extension Law.Shape {
  /// The density with the coordinates in `free` taken to lie in the box, so that they need no
  /// branches.
  func densityInside(at x: [Expression], free: [Int], _ values: Valuation) throws -> Law.Summand? {
    switch self {
    case .uniform(let a, let b) where free == [0]:
      return .init(value: 1 / (b - a).tidy, logarithm: -.logarithm(of: b - a))
    case .density(var d):
      for k in free { d.box[k] = .line }
      return try Law.Shape.density(d).density(at: x, values)
    default: return try density(at: x, values)
    }
  }
}

extension Expression {
  /// Whether every term has the factor 0; the others, such as one over the evidence, are finite in
  /// a density.
  fileprivate var vanishes: Bool {
    switch self {
    case .sum(let terms): terms.allSatisfy(\.vanishes)
    case .product(let factors): factors.contains(.zero)
    default: self == .zero
    }
  }
}

extension Valuation {
  /// The variables that stand alone among the coordinates of a place have no values.
  fileprivate func without(_ place: [Expression]) -> Valuation {
    var rest = self
    for case .variable(let v) in place { rest.values[v] = nil }
    return rest
  }
}

extension Law.Summand { static let one = Law.Summand(value: .rational(1), logarithm: .rational(0)) }

extension Law.Interval {
  /// value inside, 0 outside: decided now when x has a value, else a `piecewise`.
  func restrict(_ x: Expression, _ value: Expression, _ log: Expression?, _ values: Valuation)
    throws -> Law.Summand?
  {
    var open: [Expression.Condition] = []
    for (low, high) in [(lower, x), (x, upper)] {
      guard let low, let high else { continue }
      if values.decides(high - low) {
        if try values.less(high, low) { return nil }
      } else {
        open.append(.compare(low, .lessOrEqual, high))
      }
    }
    guard !open.isEmpty else { return .init(value: value, logarithm: log) }
    return .init(
      value: .piecewise([.init(.all(open), value)], otherwise: .rational(0)), logarithm: nil)
  }
}
