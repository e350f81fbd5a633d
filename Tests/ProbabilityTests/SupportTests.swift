import Exact
import Expressions
import Foundation
import Probability
import Testing

/// Laws whose support has ends that depend on other coordinates: what lies outside counts nothing,
/// and the ends cut wherever something is integrated.
@Suite struct SupportTests {
  private let x = Variable("x"), y = Variable("y")
  private var X: Expression { .variable(x) }
  private var Y: Expression { .variable(y) }

  /// x ~ U(0, 1), y | x ~ U(x, x + 1): y is the sum of two uniform numbers.
  private func sum() throws -> Model {
    try Model([
      .init(x, try .uniform(lower: 0, upper: 1, at: none)),
      .init(
        y, given: [x], try .uniform(lower: X, upper: X + 1, at: Valuation([x: Rational(1, 3)]))),
    ])
  }

  /// The value that the program knows.
  private func near(_ e: Expression, _ value: Double, _ tolerance: Double = 1e-7) -> Bool {
    number(e).map { close($0, value, tolerance) } ?? false
  }

  /// Integrals with ends that move are not known; what the program wrote is added up on a lattice.
  private func nearOnLattice(_ e: Expression, _ value: Double) throws -> Bool {
    if let known = number(e) { return close(known, value, 1e-7) }
    return try close(onLattice(e), value, 0.06)
  }

  /// Sums in steps of 1/16 from −10 to 8, at other places for inner variables than for outer ones,
  /// so that none lies on a diagonal.
  private func onLattice(
    _ e: Expression, _ at: [Variable: Double] = [:], from place: Double = 0.5
  ) throws -> Double {
    switch e {
    case .integral(let v, let a, let b, let body):
      let low = max(try witness(a, at), -10), high = min(try witness(b, at), 8), step = 1 / 16.0
      return try stride(from: low + place * step, to: high, by: step).reduce(0) {
        try $0 + step * onLattice(body, at.merging([v: $1]) { $1 }, from: place * 0.8)
      }
    case .sum(let terms): return try terms.reduce(0) { try $0 + onLattice($1, at, from: place) }
    case .product(let factors):
      return try factors.reduce(1) { try $0 * onLattice($1, at, from: place) }
    default: return try witness(e, at)
    }
  }

  @Test func posteriorsEndWhereTheLikelihoodDoes() throws {
    // given y = 1/2, x is uniform on (0, 1/2); given 5/4, on (1/4, 1)
    for (given, low, high) in [(q(1, 2), 0.0, 0.5), (q(5, 4), 0.25, 1.0)] {
      let law = try sum().law(of: [x], given: [(y, given)], at: none)
      #expect(try close(number(law.mean(at: none)[0]) ?? .nan, (low + high) / 2), "\(law)")
      let tilted = try number(law.expectation(at: none) { .exp($0[0]) }) ?? .nan
      #expect(close(tilted, (exp(high) - exp(low)) / (high - low)), "\(tilted)")
      #expect(try close(number(law.entropy(at: none)) ?? .nan, log(high - low)))
      for t in [-1, 0.1, 0.3, 0.5, 0.7, 0.9, 2] {
        let below = min(1, max(0, (t - low) / (high - low))),
          place = Expression.rational(Rational(exactly: t))
        #expect(
          try close(number(law.cumulative(at: place, values: none)) ?? .nan, below), "at \(t)")
        let density = try number(law.density(at: [place], values: none)) ?? .nan
        #expect(
          close(density, t > low && t < high ? 1 / (high - low) : 0) || t == low || t == high,
          "at \(t)")
      }
      let whole = try Law.uniform(lower: 0, upper: 1, at: none)
      #expect(try close(number(Law.tv(law, whole, at: none)) ?? .nan, 1 - (high - low)))
      #expect(try close(number(Law.kl(law, whole, at: none)) ?? .nan, -log(high - low)))
      #expect(try Law.kl(whole, law, at: none) == .infinity)
      #expect(try nearOnLattice(Law.w1(law, whole, at: none), abs((low + high) / 2 - 0.5)))
    }
  }

  @Test func marginalsEndWhereTheyMust() throws {
    // y is triangular on (0, 2)
    let law = try sum().law(of: [y], at: none)
    for (t, below) in [(-1.0, 0.0), (0, 0), (0.5, 0.125), (1, 0.5), (1.5, 0.875), (2, 1), (3, 1)] {
      let place = Expression.rational(Rational(exactly: t))
      #expect(try nearOnLattice(law.cumulative(at: place, values: none), below), "at \(t)")
      let density = try law.density(at: [place], values: none)
      #expect(near(density, max(0, min(t, 2 - t))), "at \(t): \(density)")
    }
    #expect(try nearOnLattice(law.mean(at: none)[0], 1))
    let square = try law.expectation(at: none) { $0[0].squared }
    #expect(try nearOnLattice(square, 1 + 1.0 / 6), "\(square)")
    let tilted = try law.expectation(at: none) { .exp($0[0]) }
    #expect(try nearOnLattice(tilted, pow(exp(1) - 1, 2)), "\(tilted)")
    let joint = try sum().law(of: [x, y], at: none)
    let product = try joint.expectation(at: none) { $0[0] * $0[1] }
    #expect(try nearOnLattice(product, 1.0 / 3 + 1.0 / 4), "\(product)")
    let mixed = try joint.expectation(at: none) { .exp($0[0] + $0[1]) }
    // E e^(2x + u) with x and u uniform
    #expect(try nearOnLattice(mixed, (exp(2) - 1) / 2 * (exp(1) - 1)), "\(mixed)")
  }

  /// (u, u + v) for uniform u and v lives on a parallelogram, (e^a, e^a + e^b) above a diagonal.
  @Test func imagesInThePlaneKeepTheirShape() throws {
    let unit = try Law.uniform(lower: 0, upper: 1, at: none)
    let sheared = try Law.product([unit, unit]).pushforward(
      variables: [x, y], map: [X, X + Y], at: none)
    let tilted = try sheared.expectation(at: none) { .exp($0[0]) }
    #expect(try nearOnLattice(tilted, exp(1) - 1), "\(tilted)")
    let second = try sheared.expectation(at: none) { .exp($0[1]) }
    #expect(try nearOnLattice(second, pow(exp(1) - 1, 2)), "\(second)")
    for (a, b, value) in [
      (q(1, 2), q(3, 4), 1.0), (q(1, 2), q(1, 4), 0), (q(1, 2), q(7, 4), 0), (2, 2, 0),
      (q(-1, 2), 0, 0),
    ] {
      #expect(try near(sheared.density(at: [a, b], values: none), value), "\(a), \(b)")
    }
    #expect(
      try nearOnLattice(
        sheared.marginal([1], at: none).cumulative(at: q(1, 2), values: none), 0.125))

    let half = try normal(0, q(1, 4))
    let stacked = try Law.product([half, half]).pushforward(
      variables: [x, y], map: [.exp(X), .exp(X) + .exp(Y)], at: none)
    #expect(try number(stacked.density(at: [2, 1], values: none)) == 0)
    let inside = try stacked.density(at: [1, 2], values: none)
    #expect(near(inside, 1 / (2 * Double.pi * 0.25)), "\(inside)")
    #expect(try nearOnLattice(stacked.mean(at: none)[1], 2 * exp(0.125)))
  }

  /// A piece of a law adds nothing where it has no mass, in the plane too.
  @Test func piecesEndByThemselves() throws {
    let half = try normal(0, q(1, 4)), exps = [Expression.exp(X), .exp(Y)]
    let up = try Law.product([half, half]).pushforward(variables: [x, y], map: exps, at: none)
    let moved = try Law.product([half, half]).pushforward(
      variables: [x, y], map: exps.map { $0 - 3 }, at: none)
    let mixed = try Law.mixture([(q(1, 2), up), (q(1, 2), moved)], at: none)
    let box = try Law.uniform(lower: -9, upper: -8, at: none)
    let far = Law.product([box, box])
    #expect(try nearOnLattice(Law.tv(mixed, far, at: none), 1))
    #expect(try nearOnLattice(Law.js(mixed, far, at: none), log(2)))
  }
}
