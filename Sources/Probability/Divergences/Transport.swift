import BigInt
import CLemon
import Exact
import Expressions

/// An optimal plan between two finite laws, with a dual potential that certifies it.
///
/// Solved by LEMON's network simplex on integers: rational masses and costs are scaled to whole
/// numbers first, so nothing is rounded. `check()` repeats the proof of optimality without the
/// solver.
public struct Transport: Hashable, Sendable {
  public struct Move: Hashable, Sendable { public var from: Int, to: Int, mass: Rational }
  public let sources: [[Rational]], targets: [[Rational]]
  public let supply: [Rational], demand: [Rational]
  public let cost: [[Rational]]
  /// Moves of positive mass, sorted by source, then target.
  public package(set) var plan: [Move]
  /// v_j − u_i ≤ cost_ij, with equality along the plan.
  public package(set) var sourcePotential: [Rational], targetPotential: [Rational]

  /// Σ cost · mass of the plan.
  public var primal: Rational { plan.reduce(0) { $0 + cost[$1.from][$1.to] * $1.mass } }
  /// Σ v·demand − Σ u·supply: a lower bound of every plan's cost.
  public var dual: Rational {
    zip(targetPotential, demand).reduce(0) { $0 + $1.0 * $1.1 }
      - zip(sourcePotential, supply).reduce(0) { $0 + $1.0 * $1.1 }
  }

  /// Transport for the Euclidean distance, which has to be rational between every two atoms.
  public init(_ p: Law, _ q: Law, at values: Valuation) throws {
    try self.init(p, q, at: values) { x, y in
      let square = zip(x, y).reduce(Rational(0)) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
      guard let root = square.squareRoot else {
        throw ProbabilityError(
          "the distance √(\(square)) between atoms is irrational: use EuclideanTransport")
      }
      return root
    }
  }

  /// Transport for any rational cost of moving a unit from x to y.
  public init(
    _ p: Law, _ q: Law, at values: Valuation, cost: ([Rational], [Rational]) throws -> Rational
  ) throws {
    let (x, supply) = try p.rationalAtoms(values), (y, demand) = try q.rationalAtoms(values)
    try self.init(
      from: x, supply, to: y, demand, cost: x.map { a in try y.map { try cost(a, $0) } })
  }

  /// The plan for given masses (not negative, equal sums) and costs. Up to 2²⁴ pairs.
  public init(
    from sources: [[Rational]], _ supply: [Rational], to targets: [[Rational]],
    _ demand: [Rational],
    cost: [[Rational]]
  ) throws {
    let n = sources.count, m = targets.count
    guard n > 0, m > 0, n <= (1 << 24) / m else {
      throw ProbabilityError(
        "transport between \(n) and \(m) atoms: between 1 and 2^24 pairs are possible")
    }
    guard supply.count == n, demand.count == m, cost.count == n, cost.allSatisfy({ $0.count == m }),
      (supply + demand).allSatisfy({ $0.signum >= 0 }), supply.reduce(0, +) == demand.reduce(0, +)
    else {
      throw ProbabilityError(
        "transport needs masses that are not negative and have one sum, and a cost for every pair")
    }
    let mass = Scaled(supply + demand), price = Scaled(cost.flatMap { $0 })
    var flow = [Int64](repeating: 0, count: n * m), u = [Int64](repeating: 0, count: n),
      v = [Int64](repeating: 0, count: m)
    guard let masses = mass.words, let prices = price.words else {
      throw ProbabilityError(
        "masses or costs with these denominators do not fit 64 bits; use smaller denominators")
    }
    let status = clemon_transport(
      Int32(n), Int32(m), Array(masses[..<n]), Array(masses[n...]), prices, &flow, &u, &v)
    guard status == 0 else {
      throw ProbabilityError(
        status == 2
          ? "masses or costs with these denominators do not fit 64 bits; use smaller denominators"
          : "the transport problem has no solution (status \(status))")
    }
    (self.sources, self.targets, self.supply, self.demand, self.cost) = (
      sources, targets, supply, demand, cost
    )
    plan = flow.indices.filter { flow[$0] > 0 }.map {
      Move(from: $0 / m, to: $0 % m, mass: mass.unscaled(flow[$0]))
    }
    sourcePotential = u.map(price.unscaled)
    targetPotential = v.map(price.unscaled)
  }

  /// The critic that attains W₁ when the cost is a distance: f(y) = −minᵢ (uᵢ + cost(xᵢ, y)), of
  /// slope at most 1.
  public func critic(at place: [Rational], cost: ([Rational], [Rational]) throws -> Rational)
    rethrows -> Rational
  {
    let values = try zip(sources, sourcePotential).map { try $1 + cost($0, place) }
    return -(values.min() ?? 0)
  }

  /// Throws unless the plan has the right marginals and no negative mass, the potential is
  /// feasible, and both cost the same: then, by weak duality, both are optimal.
  public func check() throws {
    var out = supply.map { _ in Rational(0) }, into = demand.map { _ in Rational(0) }
    for move in plan {
      guard move.mass.signum > 0 else { throw ProbabilityError("the plan moves a negative mass") }
      out[move.from] = out[move.from] + move.mass
      into[move.to] = into[move.to] + move.mass
    }
    guard out == supply, into == demand else {
      throw ProbabilityError("the plan has wrong marginals")
    }
    for i in sources.indices {
      for j in targets.indices where targetPotential[j] - sourcePotential[i] > cost[i][j] {
        throw ProbabilityError("the potential is infeasible between atoms \(i + 1) and \(j + 1)")
      }
    }
    guard primal == dual else {
      throw ProbabilityError("the plan costs \(primal), the potential bounds only \(dual)")
    }
  }
}

/// Rationals brought to one denominator.
private struct Scaled {
  let denominator: BigInt, numerators: [BigInt]
  init(_ values: [Rational]) {
    let d = values.reduce(BigInt(1)) {
      $0 / $0.greatestCommonDivisor(with: $1.denominator) * $1.denominator
    }
    (denominator, numerators) = (d, values.map { $0.numerator * (d / $0.denominator) })
  }
  var words: [Int64]? {
    let fit = numerators.compactMap { Int64(exactly: $0) }
    return fit.count == numerators.count ? fit : nil
  }
  func unscaled(_ n: Int64) -> Rational { Rational(BigInt(n), denominator) }
}

extension Law {
  func rationalAtoms(_ values: Valuation) throws -> (points: [[Rational]], masses: [Rational]) {
    guard let atoms = try atoms(at: values) else {
      throw ProbabilityError("exact transport needs finite laws")
    }
    func rational(_ e: Expression) throws -> Rational {
      guard let r = values.rational(e) else {
        throw ProbabilityError(
          "exact transport needs rational places and weights; got \(values.show(e))")
      }
      return r
    }
    return (try atoms.map { try $0.point.map(rational) }, try atoms.map { try rational($0.weight) })
  }
}
