import Exact
import Expressions
import Foundation
import Probability
import Testing

/// Means of bodies with branches: a sample decides for its cell only where cells end at every turn.
@Suite struct BranchTests {
  private func nearly(_ e: Expression, _ value: Double, _ tolerance: Double = 1e-7) -> Bool {
    number(e, goal: 30).map { abs($0 - value) <= tolerance * max(1, abs(value)) } ?? false
  }

  /// Turns of degree 3, behind exponentials and logarithms, and of no root at all.
  @Test func turnsNobodySolves() throws {
    let bodies: [(String, (Expression) -> Expression, (Double) -> Double)] = [
      ("|x^3 - 1|", { .abs($0.raised(to: 3) - 1) }, { abs($0 * $0 * $0 - 1) }),
      ("max(x^3, 1)", { .max($0.raised(to: 3), 1) }, { max($0 * $0 * $0, 1) }),
      ("|e^x - 2|", { .abs(.exp($0) - 2) }, { abs(exp($0) - 2) }),
      ("|x^2 - 2|", { .abs($0.squared - 2) }, { abs($0 * $0 - 2) }),
      ("|x^4 + x + 1|", { .abs($0.raised(to: 4) + $0 + 1) }, { abs(pow($0, 4) + $0 + 1) }),
      ("min(e^x, 1 - x)", { .min(.exp($0), 1 - $0) }, { min(exp($0), 1 - $0) }),
      ("x sgn(sinh x - 1)", { $0 * .sign(.sinh($0) - 1) }, { $0 * (sinh($0) > 1 ? 1 : -1) }),
      (
        "[x^3 <= 1/2]",
        { .piecewise([.init(.compare($0.raised(to: 3), .lessOrEqual, q(1, 2)), 1)], otherwise: 0) },
        { $0 * $0 * $0 <= 0.5 ? 1 : 0 }
      ),
    ]
    let laws = [
      try KnownLaw.gaussian(0, 1), try .gaussian(Rational(1, 2), Rational(1, 4)), try .flat(-2, 2),
      try .flat(0, 1), try .pointed(Rational(1, 3), Rational(1, 4)),
      try .mixture([(Rational(1, 3), .flat(0, 2)), (Rational(2, 3), .atoms([(1, 1)]))]),
    ]
    for law in laws {
      for (name, body, plain) in bodies {
        let value = try law.law.expectation(at: none) { body($0[0]) }
        #expect(try nearly(value, law.mean(plain), 1e-5), "E \(name) of \(law.name): \(value)")
      }
    }
  }

  /// Conditions put together: what none, one or all of them decide.
  @Test func conditionsOfConditions() throws {
    let low = { (x: Expression) in Expression.Condition.compare(x, .less, q(1, 4)) }
    let high = { (x: Expression) in Expression.Condition.compare(q(3, 4), .lessOrEqual, x) }
    let far = { (x: Expression) in Expression.Condition.compare(2, .less, x) }
    let law = try Law.uniform(lower: 0, upper: 1, at: none)
    for (name, condition, mass) in [
      ("low or high", { .any([low($0), high($0)]) }, q(1, 2)),
      ("far or far", { .any([far($0), far($0)]) }, 0),
      ("low and high", { .all([low($0), high($0)]) }, 0),
      ("not low, not high", { .all([.not(low($0)), .not(high($0))]) }, q(1, 2)),
      ("not far", { .not(.any([far($0), far($0)])) }, 1),
      ("low or not far", { .any([low($0), .not(far($0))]) }, 1),
    ] as [(String, (Expression) -> Expression.Condition, Expression)] {
      let value = try law.expectation(at: none) {
        .piecewise([.init(condition($0[0]), 1)], otherwise: 0)
      }
      #expect(value == mass, "\(name): \(value)")
    }
  }

  /// Turns that lie aslant to the coordinates.
  @Test func turnsInThePlane() throws {
    let n = try normal(0, 1), u = try Law.uniform(lower: 0, upper: 1, at: none)
    let plane = Law.product([n, n]), square = Law.product([u, u])
    #expect(
      try nearly(plane.expectation(at: none) { .abs($0[0] - $0[1]) }, 2 / Double.pi.squareRoot()))
    #expect(
      try nearly(plane.expectation(at: none) { .max($0[0], $0[1]) }, 1 / Double.pi.squareRoot()))
    #expect(try nearly(square.expectation(at: none) { .abs($0[0] - $0[1]) }, 1.0 / 3))
    #expect(try nearly(square.expectation(at: none) { .min($0[0], $0[1]) }, 1.0 / 3))
    #expect(try nearly(square.expectation(at: none) { .max($0[0] + $0[1], 1) }, 7.0 / 6))
    let above = try square.expectation(at: none) {
      .piecewise([.init(.compare($0[0], .less, $0[1]), $0[1])], otherwise: 0)
    }
    #expect(nearly(above, 1.0 / 3, 1e-6))
    // each coordinate by itself is still exact
    let apart = try square.expectation(at: none) { .abs($0[0] - q(1, 2)) * .abs($0[1] - q(1, 4)) }
    #expect(nearly(apart, 0.25 * (1.0 / 32 + 9.0 / 32)))
    let correlated = try Law.normal(
      mean: [0, 0], covariance: [[1, q(1, 2)], [q(1, 2), 1]], at: none)
    #expect(
      try nearly(
        correlated.expectation(at: none) { .abs($0[0] - $0[1]) }, (2 / Double.pi).squareRoot()))
  }

  /// What is known of a law by its density moves when a parameter is put in.
  @Test func substitutedDensities() throws {
    let (x, y, t) = (Variable("x"), Variable("y"), Variable("t"))
    let at = Valuation([t: Rational(1, 2)])
    let model = try Model([
      .init(x, try .uniform(lower: 0, upper: 1, at: none)),
      .init(y, given: [x], try .laplace(location: .variable(x), scale: 1, at: Valuation([x: 0]))),
    ])
    let posterior = try model.law(of: [x], given: [(y, .variable(t))], at: at)
    for place in [q(1, 4), q(1, 2), q(3, 4)] {
      let there = posterior.substituting([t: place])
      let direct = try model.law(of: [x], given: [(y, place)], at: none)
      for body in [{ Expression.exp($0[0]) }, { .abs($0[0] - q(1, 3)) }]
        as [([Expression]) -> Expression]
      {
        let a = try #require(number(there.expectation(at: none, of: body)))
        let b = try #require(number(direct.expectation(at: none, of: body)))
        #expect(close(a, b, 1e-7), "\(place)")
      }
    }
    let image = try normal(.variable(t), 1, at).pushforward(
      variables: [x], map: [.exp(.variable(x))], at: at
    ).substituting([t: 2])
    let draws = try image.sample(3, Stream(root: 1, check: "a", purpose: "b"), at: none)
    let plain = try normal(2, 1).pushforward(variables: [x], map: [.exp(.variable(x))], at: none)
      .sample(3, Stream(root: 1, check: "a", purpose: "b"), at: none)
    #expect(draws == plain)
  }
}
