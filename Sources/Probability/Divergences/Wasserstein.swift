import Exact
import Expressions

extension Law {
  /// W₁(p, q) = inf over couplings of E‖x − y‖, Euclidean.
  ///
  /// What both laws share as an independent factor drops out: gluing the identity on it to any
  /// coupling of the rest costs nothing more, and projecting it away costs nothing less. A
  /// translate is as far as it was moved. On the line W₁ = ∫ |F − G| (Vallender 1974); finite laws
  /// elsewhere by exact transport.
  public static func w1(_ p: Law, _ q: Law, at values: Valuation) throws -> Expression {
    let pair = try Pair(p, q, values)
    if pair.equal { return .zero }
    if let shift = try pair.translation() { return try Expression.norm(shift, values) }
    if pair.p.dimension == 1 { return try Line(p: pair.p, q: pair.q, values: values).distance() }
    if pair.p.isFinite && pair.q.isFinite {
      return try EuclideanTransport(pair.p, pair.q, at: values).primal
    }
    throw ProbabilityError(
      "W_1 of these two laws in \(pair.p.dimension) dimensions has no exact rule here: use finite"
        + " laws, laws on the line, a translate, or laws that differ in one independent coordinate")
  }
}

extension Expression {
  /// √Σ vᵢ², and |v| on the line.
  static func norm(_ v: [Expression], _ values: Valuation) throws -> Expression {
    let moved = try v.filter { try !values.decides($0) || !values.isZero($0) }
    if moved.isEmpty { return .zero }
    if moved.count == 1 { return try values.magnitude(moved[0]) }
    return .sqrt(moved.reduce(.zero) { $0 + $1.squared }.tidyIfAlgebraic)
  }
}

extension Pair {
  /// v when q is the law of X + v for X ~ p, piece by piece in the order they stand.
  func translation() throws -> [Expression]? {
    guard p.pieces.count == q.pieces.count else { return nil }
    var shift = [Expression?](repeating: nil, count: p.dimension)
    for (a, b) in zip(p.pieces, q.pieces) {
      // Free weights that happen to be equal somewhere make no translate.
      guard a.factors.count == b.factors.count,
        try a.weight == b.weight
          || values.decides(a.weight - b.weight) && values.equal(a.weight, b.weight)
      else { return nil }
      for (f, g) in zip(a.factors, b.factors) {
        guard f.coordinates == g.coordinates, let v = try f.shape.translation(to: g.shape, values)
        else { return nil }
        for (k, e) in zip(f.coordinates, v) {
          if let known = shift[k], try !values.equal(known, e) { return nil }
          shift[k] = shift[k] ?? e
        }
      }
    }
    return shift.compactMap { $0 }
  }
}

extension Law.Shape {
  func translation(to other: Law.Shape, _ values: Valuation) throws -> [Expression]? {
    switch (self, other) {
    case (.point(let a), .point(let b)): return [(b - a).tidy]
    case (.gaussian(let m, let s), .gaussian(let n, let t)):
      return try zip(s, t).allSatisfy { try values.same($0, $1) }
        ? zip(m, n).map { ($1 - $0).tidy } : nil
    case (.uniform(let a, let b), .uniform(let c, let d)):
      return try values.equal(d - c, b - a) ? [(c - a).tidy] : nil
    case (.laplace(let m, let s), .laplace(let n, let t)):
      return try values.equal(s, t) ? [(n - m).tidy] : nil
    default: return nil
    }
  }
}

/// Two laws on the line and the area between their distribution functions.
struct Line {
  let p: Law, q: Law, values: Valuation

  func distance() throws -> Expression {
    let cuts = try values.ascending((p.pieces + q.pieces).flatMap { $0.cuts(0) } + crossings())
    var total = Expression.zero
    for (cell, sample) in try values.intervals(cuts) { total = total + (try area(cell, sample)) }
    return total.tidyIfAlgebraic
  }

  /// Where F and G of two laws of one location-scale family meet: there the standardised arguments
  /// are equal.
  private func crossings() throws -> [Expression] {
    guard let (m, s) = p.locationScale, let (n, t) = q.locationScale, p.family == q.family,
      try !values.equal(s, t)
    else { return [] }
    return [((m * t - n * s) / (t - s)).tidy]
  }

  /// ∫ |F − G| over a cell.
  private func area(_ cell: Law.Interval, _ sample: Rational) throws -> Expression {
    let x = Variable.fresh("x"), inside = values.with([(x, sample)])
    let f = try p.cumulative(at: .variable(x), values: inside),
      g = try q.cumulative(at: .variable(x), values: inside)
    if f == g { return .zero }
    if let a = cell.lower, let b = cell.upper, let exact = try polynomialArea(f - g, x, a, b) {
      return exact
    }
    if let sign = try knownSign(f, g, sample) {
      let signed = try integral(cell)
      return sign > 0 ? signed : -signed
    }
    return try numericArea(cell, x, sample)
  }

  /// Steps and ramps: split at the roots and integrate the polynomial.
  private func polynomialArea(_ d: Expression, _ x: Variable, _ a: Expression, _ b: Expression)
    throws -> Expression?
  {
    guard let roots = try d.crossings(x, values), let c = Polynomial(d).coefficients(in: [x]) else {
      return nil
    }
    func antiderivative(_ e: Expression) -> Expression {
      c.sorted { $0.key[0] < $1.key[0] }.reduce(.zero) {
        $0 + $1.value.expression * e.raised(to: $1.key[0] + 1) / .rational(Rational($1.key[0] + 1))
      }.tidy
    }
    let whole = Law.Interval(a, b),
      ends = [a] + (try roots.filter { try whole.containsInside($0, values) }) + [b]
    return try zip(ends, ends.dropFirst()).reduce(.zero) {
      try $0 + values.magnitude((antiderivative($1.1) - antiderivative($1.0)).tidy)
    }
  }

  /// The sign of F − G on the whole cell where it follows from the laws: one of them is constant
  /// there, or both are of one location-scale family and the cell lies beside their crossing.
  private func knownSign(_ f: Expression, _ g: Expression, _ sample: Rational) throws -> Int? {
    if f == .zero || g == .one { return -1 }
    if g == .zero || f == .one { return 1 }
    guard let (m, s) = p.locationScale, let (n, t) = q.locationScale, p.family == q.family else {
      return nil
    }
    let x = Expression.rational(sample)
    return try values.sign((x - m) * t - (x - n) * s)
  }

  /// ∫ (F − G) over a cell, by E(b − X)⁺ and E(X − a)⁺.
  private func integral(_ cell: Law.Interval) throws -> Expression {
    switch (cell.lower, cell.upper) {
    case (nil, nil): return try q.mean(at: values)[0] - p.mean(at: values)[0]
    case (nil, let b?): return try p.shortfall(b, values) - q.shortfall(b, values)
    case (let a?, nil): return try q.excess(a, values) - p.excess(a, values)
    case (let a?, let b?):
      return try p.shortfall(b, values) - p.shortfall(a, values) - q.shortfall(b, values)
        + q.shortfall(a, values)
    }
  }

  /// What no rule covers: ∫ |F − G|, above the sample as a difference of tails, so that both ends
  /// decay.
  private func numericArea(_ cell: Law.Interval, _ x: Variable, _ sample: Rational) throws
    -> Expression
  {
    let inside = values.with([(x, sample)]), at = Expression.variable(x)
    let below = try p.cumulative(at: at, values: inside) - q.cumulative(at: at, values: inside)
    let above = try q.exceedance(at, inside) - p.exceedance(at, inside)
    if cell.upper != nil { return .integral(of: .abs(below), x, over: cell) }
    if cell.lower != nil { return .integral(of: .abs(above), x, over: cell) }
    let middle = Expression.rational(sample)
    return .integral(of: .abs(below), x, over: .init(nil, middle))
      + .integral(of: .abs(above), x, over: .init(middle, nil))
  }
}

extension Law {
  enum Family { case gaussian, laplace, uniform }
  var family: Family? {
    guard pieces.count == 1 else { return nil }
    switch pieces[0].factors[0].shape {
    case .gaussian: return .gaussian
    case .laplace: return .laplace
    case .uniform: return .uniform
    default: return nil
    }
  }
  /// Location and scale of a single piece on the line: X = location + scale · (the family's
  /// standard law).
  var locationScale: (Expression, Expression)? {
    guard dimension == 1, pieces.count == 1 else { return nil }
    switch pieces[0].factors[0].shape {
    case .gaussian(let m, let s): return (m[0], .sqrt(s[0][0]).tidy)
    case .laplace(let m, let b): return (m, b)
    case .uniform(let a, let b): return (a, (b - a).tidy)
    default: return nil
    }
  }

  func shortfall(_ b: Expression, _ values: Valuation) throws -> Expression {
    try pieces.reduce(.zero) { try $0 + $1.weight * $1.factors[0].shape.shortfall(b, values) }
  }
  func excess(_ a: Expression, _ values: Valuation) throws -> Expression {
    try pieces.reduce(.zero) { try $0 + $1.weight * $1.factors[0].shape.excess(a, values) }
  }
  func exceedance(_ a: Expression, _ values: Valuation) throws -> Expression {
    try pieces.reduce(.zero) { try $0 + $1.weight * $1.factors[0].shape.exceedance(a, values) }
  }
}

extension Law.Shape {
  /// E(b − X)⁺ = ∫ F up to b.
  func shortfall(_ b: Expression, _ values: Valuation) throws -> Expression {
    switch self {
    case .point(let a): return try values.less(a, b) ? (b - a).tidy : .zero
    case .gaussian(let m, let s):
      // (b−m) Φ(z) + σ φ(z), z = (b−m)/σ
      let d = (b - m[0]).tidy, v = s[0][0]
      return .half * d * .erfc(-d / .sqrt((2 * v).tidy)) + .sqrt((v / (2 * .pi)).tidy)
        * .exp((-d.squared / (2 * v)).tidy)
    case .uniform(let l, let u):
      if try !values.less(l, b) { return .zero }
      if try !values.less(b, u) { return (b - .half * (l + u)).tidy }
      return ((b - l).squared / (2 * (u - l))).tidy
    case .laplace(let m, let scale):
      let below = .half * scale * Expression.exp((b - m) / scale)
      return try values.less(b, m) ? below : (b - m) + .half * scale * .exp((m - b) / scale)
    case .density(let d):
      let x = Expression.variable(d.variables[0])
      return .integral(
        of: (b - x) * (try d.derived()), d.variables[0],
        over: .init(d.box[0].lower, try d.inside(b, values)))
    }
  }

  /// E(X − a)⁺ = ∫ (1 − F) from a on.
  func excess(_ a: Expression, _ values: Valuation) throws -> Expression {
    guard case .density(let d) = self else { return try reflected.shortfall(-a, values) }
    let x = Expression.variable(d.variables[0])
    return .integral(
      of: (x - a) * (try d.derived()), d.variables[0],
      over: .init(try d.inside(a, values), d.box[0].upper))
  }
}
