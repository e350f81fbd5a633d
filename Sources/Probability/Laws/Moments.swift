import Exact
import Expressions

// Exact moments: E[Π xₖ^nₖ] of every factor, and the mean, covariance, entropy and distribution
// function of a law.

extension Law {
  /// Up to this sum of powers moments are written out; what is higher is integrated.
  static let highestMoment = 256
}

extension Law.Shape {
  /// E[Π xₖ^powers[k]], exactly, where there is a rule; nil for a density.
  func moment(_ powers: [Int]) -> Expression? {
    switch self {
    case .point(let a): a.raised(to: powers[0])
    case .uniform(let a, let b): Expression.uniformMoment(a, b, powers[0])
    case .laplace(let m, let b): Expression.laplaceMoment(m, b, powers[0])
    case .gaussian(let m, let s): Expression.gaussianMoment(m, s, powers)
    case .density: nil
    }
  }
}

extension Expression {
  /// (b^(n+1) − a^(n+1)) / ((n+1)(b−a)) = Σ aⁱ b^(n−i) / (n+1), which needs no division by b − a.
  static func uniformMoment(_ a: Expression, _ b: Expression, _ n: Int) -> Expression {
    (0...n).reduce(.zero) { $0 + a.raised(to: $1) * b.raised(to: n - $1) }
      / .rational(Rational(n + 1))
  }

  /// E (m + bL)ⁿ with E L^k = k! for even k, 0 for odd k.
  static func laplaceMoment(_ m: Expression, _ b: Expression, _ n: Int) -> Expression {
    stride(from: 0, through: n, by: 2).reduce(.zero) { sum, k in
      let falling = (n - k + 1..<n + 1).reduce(1) { $0 * Rational($1) }  // C(n,k)·k! = n!/(n−k)!
      return sum + .rational(falling) * m.raised(to: n - k) * b.raised(to: k)
    }
  }

  /// Stein's recursion: E[xᵢ g] = mᵢ E g + Σⱼ Sᵢⱼ E ∂ⱼg. Memoised; singular covariances are no
  /// exception.
  static func gaussianMoment(_ m: [Expression], _ s: [[Expression]], _ powers: [Int]) -> Expression
  {
    var known: [[Int]: Expression] = [:]
    func moment(_ n: [Int]) -> Expression {
      guard let i = n.firstIndex(where: { $0 > 0 }) else { return .one }
      if let e = known[n] { return e }
      var rest = n
      rest[i] -= 1
      var result = m[i] * moment(rest)
      for j in n.indices where rest[j] > 0 && !s[i][j].isZero {
        var lower = rest
        lower[j] -= 1
        result = result + .rational(Rational(rest[j])) * s[i][j] * moment(lower)
      }
      known[n] = result.tidy
      return result.tidy
    }
    return moment(powers)
  }
}

extension Law {
  /// E[X], coordinate by coordinate.
  public func mean(at values: Valuation) throws -> [Expression] {
    try (0..<dimension).map { k in try expectation(at: values) { x in x[k] } }
  }

  /// Cov(Xᵢ, Xⱼ).
  public func covariance(at values: Valuation) throws -> [[Expression]] {
    let m = try mean(at: values)
    return try (0..<dimension).map { i in
      try (0..<dimension).map { j in
        (try expectation(at: values) { x in x[i] * x[j] } - m[i] * m[j]).tidy
      }
    }
  }

  /// −E log p, with respect to the law's own reference measure: Shannon's on finite laws,
  /// differential on continuous ones.
  public func entropy(at values: Valuation) throws -> Expression {
    try -strata(at: values).reduce(.zero) {
      try $0 + $1.expectation(at: values) { p, _, _ in p.logarithm }
    }
  }

  /// P(X ≤ x) of a law on the line.
  public func cumulative(at x: Expression, values: Valuation) throws -> Expression {
    guard dimension == 1 else {
      throw ProbabilityError(
        "a distribution function needs a law on the line; this one has \(dimension) coordinates")
    }
    return try pieces.reduce(.zero) {
      try $0 + $1.weight * $1.factors[0].shape.cumulative(x, values)
    }
  }
}

extension Law.Shape {
  /// P(X ≤ x) of one coordinate.
  func cumulative(_ x: Expression, _ values: Valuation) throws -> Expression {
    switch self {
    case .point(let a): return try values.choose(a, .lessOrEqual, x, .one, .zero)
    case .gaussian(let m, let s): return .half * .erfc((m[0] - x) / .sqrt((2 * s[0][0]).tidy))
    case .uniform(let a, let b):
      let inside = try values.choose(b, .less, x, .one, (x - a) / (b - a))
      return try values.choose(x, .less, a, .zero, inside)
    case .laplace(let m, let b):
      let below = .half * Expression.exp((x - m) / b),
        above = .one - .half * Expression.exp((m - x) / b)
      return try values.choose(x, .less, m, below, above)
    case .density(let d):
      let inside = Expression.integral(
        of: try d.derived(), d.variables[0], over: .init(d.box[0].lower, x))
      return try d.choose(at: x, below: .zero, inside: inside, above: .one, values)
    }
  }
}

extension Law.Density {
  /// The density where one is known.
  func derived() throws -> Expression {
    guard let value else {
      throw ProbabilityError("this push-forward has no density that can be derived")
    }
    return value
  }

  /// One of three by where x lies on the line: beyond the box the density is 0, whatever its
  /// expression says there.
  func choose(
    at x: Expression, below: Expression, inside: Expression, above: Expression, _ values: Valuation
  ) throws -> Expression {
    var result = inside
    if let upper = box[0].upper { result = try values.choose(upper, .less, x, above, result) }
    if let lower = box[0].lower { result = try values.choose(x, .less, lower, below, result) }
    return result
  }

  /// A place on the line, or the end of the box beside it.
  func inside(_ x: Expression, _ values: Valuation) throws -> Expression {
    try choose(at: x, below: box[0].lower ?? x, inside: x, above: box[0].upper ?? x, values)
  }
}

extension Valuation {
  /// yes if a ∘ b, no otherwise: decided now if it can be, else a `piecewise`.
  func choose(
    _ a: Expression, _ c: Expression.Comparison, _ b: Expression, _ yes: Expression,
    _ no: Expression
  ) throws -> Expression {
    guard decides(a - b) else {
      return yes == no ? yes : .piecewise([.init(.compare(a, c, b), yes)], otherwise: no)
    }
    return try holds(a, c, b) ? yes : no
  }
  func holds(_ a: Expression, _ c: Expression.Comparison, _ b: Expression) throws -> Bool {
    c.holds(try sign(a - b))
  }
}
