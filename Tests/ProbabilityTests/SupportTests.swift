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

  /// Nearly, where the program knows the value at all.
  private func near(_ e: Expression, _ value: Double, _ tolerance: Double = 1e-7) -> Bool {
    number(e).map { close($0, value, tolerance) } ?? true
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
      #expect(try near(Law.w1(law, whole, at: none), abs((low + high) / 2 - 0.5)))
    }
  }

  @Test func marginalsEndWhereTheyMust() throws {
    // y is triangular on (0, 2)
    let law = try sum().law(of: [y], at: none)
    for (t, below) in [(-1.0, 0.0), (0, 0), (0.5, 0.125), (1, 0.5), (1.5, 0.875), (2, 1), (3, 1)] {
      let place = Expression.rational(Rational(exactly: t))
      #expect(try near(law.cumulative(at: place, values: none), below), "at \(t)")
      let density = try law.density(at: [place], values: none)
      #expect(near(density, max(0, min(t, 2 - t))), "at \(t): \(density)")
    }
    #expect(try near(law.mean(at: none)[0], 1))
    let square = try law.expectation(at: none) { $0[0].squared }
    #expect(near(square, 1 + 1.0 / 6), "\(square)")
    let tilted = try law.expectation(at: none) { .exp($0[0]) }
    #expect(near(tilted, pow(exp(1) - 1, 2), 1e-7), "\(tilted)")
    let joint = try sum().law(of: [x, y], at: none)
    let product = try joint.expectation(at: none) { $0[0] * $0[1] }
    #expect(near(product, 1.0 / 3 + 1.0 / 4, 1e-7), "\(product)")
    let mixed = try joint.expectation(at: none) { .exp($0[0] + $0[1]) }
    // E e^(2x + u) with x and u uniform
    #expect(near(mixed, (exp(2) - 1) / 2 * (exp(1) - 1), 1e-7), "\(mixed)")
  }

  /// (u, u + v) for uniform u and v lives on a parallelogram, (e^a, e^a + e^b) above a diagonal.
  @Test func imagesInThePlaneKeepTheirShape() throws {
    let unit = try Law.uniform(lower: 0, upper: 1, at: none)
    let sheared = try Law.product([unit, unit]).pushforward(
      variables: [x, y], map: [X, X + Y], at: none)
    let tilted = try sheared.expectation(at: none) { .exp($0[0]) }
    #expect(near(tilted, exp(1) - 1, 1e-7), "\(tilted)")
    let second = try sheared.expectation(at: none) { .exp($0[1]) }
    #expect(near(second, pow(exp(1) - 1, 2), 1e-7), "\(second)")
    for (a, b, value) in [
      (q(1, 2), q(3, 4), 1.0), (q(1, 2), q(1, 4), 0), (q(1, 2), q(7, 4), 0), (2, 2, 0),
      (q(-1, 2), 0, 0),
    ] {
      #expect(try near(sheared.density(at: [a, b], values: none), value), "\(a), \(b)")
    }
    #expect(try near(sheared.marginal([1], at: none).cumulative(at: q(1, 2), values: none), 0.125))

    let half = try normal(0, q(1, 4))
    let stacked = try Law.product([half, half]).pushforward(
      variables: [x, y], map: [.exp(X), .exp(X) + .exp(Y)], at: none)
    #expect(try number(stacked.density(at: [2, 1], values: none)) == 0)
    let inside = try stacked.density(at: [1, 2], values: none)
    #expect(near(inside, 1 / (2 * Double.pi * 0.25)), "\(inside)")
    #expect(try near(stacked.mean(at: none)[1], 2 * exp(0.125), 1e-6))
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
    #expect(try near(Law.tv(mixed, far, at: none), 1, 1e-6))
    #expect(try near(Law.js(mixed, far, at: none), log(2), 1e-6))
  }
}
