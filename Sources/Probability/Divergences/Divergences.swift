import Exact
import Expressions

// The divergences, one definition each for finite, continuous and singular laws: p and q are
// densities with respect to one reference measure, the sum over all strata of both laws (see
// `Law`). Natural logarithms.

extension Law {
  /// KL(p‖q) = ∫ p log(p/q), with 0·log 0 = 0; +∞ as soon as q vanishes where p does not.
  public static func kl(_ p: Law, _ q: Law, at values: Valuation) throws -> Expression {
    let pair = try Pair(p, q, values)
    if pair.equal { return .zero }
    return try mean(of: pair, values) { $0 == $1 ? .zero : $0.logarithm - $1.logarithm }
  }

  /// χ²(p‖q) = ∫ (p − q)²/q = ∫ p²/q − 1 (Pearson's); +∞ as soon as q vanishes where p does not.
  public static func chiSquare(_ p: Law, _ q: Law, at values: Valuation) throws -> Expression {
    let pair = try Pair(p, q, values)
    if pair.equal { return .zero }
    return try mean(of: pair, values) { $0 == $1 ? 1 : .exp($0.logarithm - $1.logarithm) } - 1
  }

  /// D₂(p‖q) = log ∫ p²/q = log(1 + χ²(p‖q)), Rényi's of order 2; +∞ where χ² is.
  public static func renyi2(_ p: Law, _ q: Law, at values: Valuation) throws -> Expression {
    let square = try chiSquare(p, q, at: values)
    return square == .infinity ? .infinity : .log(1 + square)
  }

  /// BC(p, q) = ∫ √(pq) = 1 − ½ ∫ (√p − √q)², Bhattacharyya's coefficient: between 0 and 1.
  public static func bhattacharyya(_ p: Law, _ q: Law, at values: Valuation) throws -> Expression {
    let distance = try Pair(p, q, values).integrating { p, q in
      .half * (p.value + q.value) - .exp(.half * (p.logarithm + q.logarithm))
    } only: { mass in
      .half * mass
    }
    return 1 - distance
  }

  /// ∫ p f(p, q), where f is of the two densities; +∞ as soon as q vanishes where p does not.
  private static func mean(
    of pair: Pair, _ values: Valuation, _ f: (LocalDensity, LocalDensity) -> Expression
  ) throws -> Expression {
    var total = Expression.zero
    for part in try pair.strata() {
      guard let p = part.p else { continue }
      guard let q = part.q else { return .infinity }
      let stratum = Stratum(law: p, variables: part.variables)
      var vanishes = false
      let term = try stratum.expectation(at: values, cutBy: [q]) { here, cell, values in
        guard let there = try q.density(in: cell, part.variables, values) else {
          vanishes = true; return .zero
        }
        return f(here, there)
      }
      if vanishes { return .infinity }
      total = total + term
    }
    return total
  }

  /// JS(p, q) = ½ KL(p‖m) + ½ KL(q‖m), m = (p+q)/2: between 0 and log 2, always finite.
  public static func js(_ p: Law, _ q: Law, at values: Valuation) throws -> Expression {
    try Pair(p, q, values).integrating { p, q in
      func half(_ a: LocalDensity, _ other: LocalDensity) -> Expression {
        .half * a.value * (a.logarithm + .log(2) - .log(a.value + other.value))
      }
      return half(p, q) + half(q, p)
    } only: { mass in
      .half * .log(2) * mass
    }
  }

  /// TV(p, q) = ½ ∫ |p − q| = sup_A |P(A) − Q(A)|.
  public static func tv(_ p: Law, _ q: Law, at values: Valuation) throws -> Expression {
    let pair = try Pair(p, q, values)
    return try pair.integrating { p, q in
      .half * (try values.magnitude(p.value - q.value))
    } only: { mass in
      .half * mass
    } line: { part, cell in
      try part.totalVariation(in: cell, values)
    }
  }
}

/// A density in a cell, written without branches.
struct LocalDensity: Equatable { var value: Expression, logarithm: Expression }

extension Law {
  var totalWeight: Expression { pieces.reduce(.zero) { $0 + $1.weight } }

  /// The pieces without their atoms, their continuous coordinates renumbered.
  init(pieces: [Piece], continuousAt free: [Int]) {
    let place = Dictionary(uniqueKeysWithValues: free.enumerated().map { ($1, $0) })
    self.init(
      dimension: free.count,
      pieces: pieces.map { piece in
        Piece(
          weight: piece.weight,
          factors: piece.factors.filter { !$0.shape.isPoint }.map { f in
            Factor(f.coordinates.compactMap { place[$0] }, f.shape)
          })
      })
  }

  /// The density in a cell; nil where it vanishes. Branches are decided at the cell's sample.
  func density(in cell: Cell, _ variables: [Variable], _ values: Valuation) throws -> LocalDensity?
  {
    let inside = values.sampling(zip(variables, cell.sample)),
      x = variables.map { Expression.variable($0) }
    let value = try density(at: x, values: inside)
    return value == .zero
      ? nil : LocalDensity(value: value, logarithm: try logDensity(at: x, values: inside))
  }
}

extension Expression {
  /// ∫ body over the cell; a body that does not mention a variable is multiplied by the length
  /// instead.
  static func integral(of body: Expression, over cell: Cell, _ variables: [Variable]) -> Expression
  {
    zip(variables, cell.box).reversed().reduce(body) { inner, side in
      if !inner.depends(on: side.0), let a = side.1.lower, let b = side.1.upper {
        return inner * (b - a).tidy
      }
      return .integral(of: inner, side.0, over: side.1)
    }
  }
}
