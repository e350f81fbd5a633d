import Exact
import Expressions
import Foundation
import Probability
import Testing

/// An image that has expectations and no density, beside coordinates that know nothing of it: means
/// are those upstairs, in whatever order the coordinates stand.
@Suite struct MappedPartsTests {
  private let a = Variable("a"), b = Variable("b")
  private var A: Expression { .variable(a) }
  private var B: Expression { .variable(b) }

  /// (a + eᵇ, b + eᵃ) with a ~ N(0, 1), b ~ N(1/2, 1/4).
  private func image() throws -> Law {
    try Law.product([normal(0, 1), normal(q(1, 2), q(1, 4))])
      .pushforward(variables: [a, b], map: [A + .exp(B), B + .exp(A)], at: none)
  }

  private typealias Question = (
    name: String, body: (Expression, Expression, Expression) -> Expression, value: Double
  )
  /// Of y = (a + eᵇ, b + eᵃ) and c ~ N(1, 2), by hand.
  private let questions: [Question] = {
    let first = exp(0.625), second = 0.5 + exp(0.5), bell = exp(-0.2) / 5.0.squareRoot()
    let product = exp(0.5) + 0.75 * exp(0.625) + exp(0.5) * exp(0.625)
    return [
      ("1", { _, _, _ in 1 }, 1), ("y₁", { y, _, _ in y }, first), ("y₂", { _, z, _ in z }, second),
      ("c", { _, _, c in c }, 1), ("y₁c²", { y, _, c in y * c.squared }, 3 * first),
      ("y₂c", { _, z, c in z * c }, second), ("y₁²", { y, _, _ in y.squared }, 1 + exp(1.5)),
      ("y₁y₂c", { y, z, c in y * z * c }, product),
      ("y₁exp(−c²)", { y, _, c in y * .exp(-c.squared) }, first * bell),
    ]
  }()

  @Test func besideOthers() throws {
    let other = try normal(1, 2)
    let orders: [(law: Law, places: [Int])] = [
      (Law.product([try image(), other]), [0, 1, 2]),
      (Law.product([other, try image()]), [1, 2, 0]),
      (try Law.product([other, try image()]).marginal([2, 0, 1], at: none), [2, 0, 1]),
    ]
    for (law, k) in orders {
      for (name, body, value) in questions {
        let mean = try law.expectation(at: none) { body($0[k[0]], $0[k[1]], $0[k[2]]) }
        #expect(close(number(mean, goal: 30) ?? .nan, value, 1e-8), "\(name) at \(k): \(mean)")
      }
    }
  }

  @Test func inMixturesAndAlone() throws {
    let plain = try Law.product([normal(2, 1), normal(-1, 1), normal(0, 1)])
    let parts: [(Expression, Law)] = [
      (q(1, 3), Law.product([try image(), try normal(1, 2)])), (q(2, 3), plain),
    ]
    let law = try Law.mixture(parts, at: none)
    let others: [String: Double] = [
      "1": 1, "y₁": 2, "y₂": -1, "c": 0, "y₁c²": 2, "y₂c": 0, "y₁²": 5, "y₁y₂c": 0,
      "y₁exp(−c²)": 2 / 3.0.squareRoot(),
    ]
    for (name, body, value) in questions {
      let mean = try law.expectation(at: none) { body($0[0], $0[1], $0[2]) }
      let expected = value / 3 + (others[name] ?? .nan) * 2 / 3
      #expect(close(number(mean, goal: 30) ?? .nan, expected, 1e-8), "\(name): \(mean)")
    }
    let alone = try Law.product([try image(), try normal(1, 2)]).marginal([2], at: none)
    #expect(try number(alone.mean(at: none)[0]) == 1 && alone.dimension == 1)
    let turned = try image().marginal([1, 0], at: none), half = try image().marginal([1], at: none)
    for law in [turned, half] {
      #expect(close(try number(law.mean(at: none)[0], goal: 30) ?? .nan, 0.5 + exp(0.5), 1e-8))
    }
    #expect(throws: ProbabilityError.self) { try turned.density(at: [1, 2], values: none) }
  }

  /// What has a density keeps it when its coordinates change places.
  @Test func densitiesTurned() throws {
    let law = try Law.product([normal(0, 1), normal(q(1, 2), 2)])
      .pushforward(variables: [a, b], map: [.exp(A), B * .exp(A / 2) + A], at: none)
    let turned = try law.marginal([1, 0], at: none)
    for (x, y) in [(q(1, 2), q(3, 4)), (2, -1), (q(5, 3), q(1, 3)), (-1, 1)] {
      let here = try witness(law.density(at: [x, y], values: none))
      let there = try witness(turned.density(at: [y, x], values: none))
      #expect(close(here, there, 1e-12), "\(x), \(y): \(here), \(there)")
      if x == -1 { #expect(here == 0) } else { #expect(here > 0) }
    }
    let low = try turned.mean(at: none), high = try law.mean(at: none)
    #expect(close(number(low[1], goal: 20) ?? .nan, exp(0.5), 1e-6))
    #expect(close(number(high[0], goal: 20) ?? .nan, exp(0.5), 1e-6))
  }

  @Test func draws() throws {
    let law = Law.product([try normal(1, 2), try image()])
    let drawn = try law.sample(
      4000, Stream(root: 3, check: "mapped parts", purpose: "test"), at: none)
    let means = (0..<3).map { k in drawn.reduce(0) { $0 + $1[k] } / 4000 }
    for (mean, expected, error) in [
      (means[0], 1, 0.03), (means[1], exp(0.625), 0.03), (means[2], 0.5 + exp(0.5), 0.05),
    ] {
      #expect(abs(mean - expected) < 5 * error, "\(means)")
    }
  }
}
