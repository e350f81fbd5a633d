import Exact
import Expressions
import Foundation
import Probability
import Testing

private let z = Variable("z")
private let Z = Expression.variable(z)

@Suite struct PushforwardTests {
  @Test func finiteAndAffine() throws {
    let coin = try finite([(-1, q(1, 4)), (1, q(1, 4)), (2, q(1, 2))])
    let square = try coin.pushforward(variables: [z], map: [Z.squared], at: none)
    #expect(try square.atoms(at: none)?.map { $0.point[0] } == [1, 4])
    #expect(try square.atoms(at: none)?.map(\.weight) == [q(1, 2), q(1, 2)])
    #expect(
      try normal(1, 4).pushforward(variables: [z], map: [3 - 2 * Z], at: none) == normal(1, 16))
    #expect(
      try Law.uniform(lower: 0, upper: 1, at: none).pushforward(
        variables: [z], map: [1 - 3 * Z], at: none)
        == .uniform(lower: -2, upper: 1, at: none))
    #expect(
      try Law.laplace(location: 1, scale: 2, at: none).pushforward(
        variables: [z], map: [-Z], at: none)
        == .laplace(location: -1, scale: 2, at: none))
    // Into more dimensions: the covariance is singular, moments exist, a density does not.
    let twice = try normal(0, 1).pushforward(variables: [z], map: [Z, 2 * Z], at: none)
    #expect(try twice.covariance(at: none) == [[1, 2], [2, 4]])
    #expect(throws: ProbabilityError.self) { try twice.density(at: [0, 0], values: none) }
  }

  @Test func goldenSquare() throws {
    let x = try normal(q(1, 2), 1).pushforward(variables: [z], map: [Z.squared], at: none)
    #expect(try agrees(x.density(at: [q(7, 10)], values: none), "square.density"))
    #expect(try x.density(at: [-1], values: none) == 0)
  }

  /// For maps of every kind: the density has mass 1 where the map sends the law, and its moments
  /// are those upstairs.
  @Test func massAndMomentsSurvive() throws {
    let maps: [(String, Expression, Law)] = [
      ("square", Z.squared, try normal(q(1, 2), 1)), ("cube", Z.raised(to: 3), try normal(1, 1)),
      ("exp", .exp(Z / 2), try normal(0, 1)),
      ("quadratic", 2 * Z.squared - 3 * Z + 1, try normal(0, 1)),
      ("tanh", .tanh(Z), try normal(q(1, 3), 1)),
      ("logistic", 1 / (1 + .exp(-Z)), try normal(0, 1)),
      ("uniform square", Z.squared, try .uniform(lower: -1, upper: 2, at: none)),
      ("reciprocal", 1 / Z, try .uniform(lower: q(1, 2), upper: 3, at: none)),
      ("absolute", .abs(Z - 1), try .uniform(lower: -1, upper: 2, at: none)),
      ("log", .log(Z), try .uniform(lower: 1, upper: 4, at: none)),
      ("root", .sqrt(Z), try .uniform(lower: 1, upper: 4, at: none)),
      ("sinh", .sinh(Z), try normal(0, q(1, 4))),
      ("decreasing", .exp(1 - Z), try .uniform(lower: 0, upper: 1, at: none)),
      (
        "both", Z.raised(to: 4),
        try .mixture(
          [(q(1, 2), normal(0, 1)), (q(1, 2), .uniform(lower: 0, upper: 1, at: none))], at: none)
      ),
    ]
    for (name, map, law) in maps {
      let image = try law.pushforward(variables: [z], map: [map], at: none)
      let mass = try witness(image.expectation(at: none) { _ in 1 / (1 + 0 * Z) }, tolerance: 1e-10)
      #expect(close(mass, 1, 1e-6), "mass of \(name): \(mass)")
      // A bounded test function, downstairs and upstairs.
      let down = try witness(
        image.expectation(at: none) { x in 1 / (1 + x[0].squared) }, tolerance: 1e-10)
      let up = try witness(
        law.expectation(at: none) { x in 1 / (1 + map.substituting([z: x[0]]).squared) },
        tolerance: 1e-10)
      #expect(close(down, up, 1e-6), "\(name): \(down) against \(up)")
    }
  }

  /// ∫ p dy = 1 and E y = E map(z) with 25 certified digits, the first from the image's density
  /// alone.
  @Test func certifiedMass() throws {
    let maps: [(String, Expression, Law)] = [
      ("square", Z.squared, try normal(q(1, 2), 1)), ("cube", Z.raised(to: 3), try normal(1, 1)),
      ("log-normal", .exp(Z / 2), try normal(0, 1)),
      ("quadratic", 2 * Z.squared - 3 * Z + 1, try normal(0, 1)),
      ("tanh", .tanh(Z), try normal(q(1, 3), 1)),
      ("logistic", 1 / (1 + .exp(-Z)), try normal(0, 1)),
      ("uniform square", Z.squared, try .uniform(lower: -1, upper: 2, at: none)),
      ("reciprocal", 1 / Z, try .uniform(lower: q(1, 2), upper: 3, at: none)),
      ("fourth", Z.raised(to: 4), try normal(0, 1)),
    ]
    for (name, map, law) in maps {
      let image = try law.pushforward(variables: [z], map: [map], at: none), y = Variable("y")
      let density = try image.density(at: [.variable(y)], values: none)
      #expect(
        vanishes(.integrating(density, over: y, from: -.infinity, to: .infinity) - 1),
        "mass of \(name)")
      let down = try image.mean(at: none)[0],
        up = try law.expectation(at: none) { map.substituting([z: $0[0]]) }
      #expect(vanishes(down - up), "mean of \(name)")
      // Foil: without the Jacobian the mass is not 1.
      if name == "cube" {
        let foil = try normal(1, 1).density(
          at: [Expression.variable(y).raised(to: q(1, 3))], values: none)
        #expect(!vanishes(.integrating(foil, over: y, from: 0, to: .infinity) - .half))
      }
    }
  }

  /// k z² + 2 z + m + z² is a parabola, and at k = −1 a line: the degree is that at the values.
  @Test func theDegreeIsDecidedAtTheValues() throws {
    let (k, m) = (Variable("k"), Variable("m")), K = Expression.variable(k)
    let square = K * Z.squared + Z.squared
    func image(_ map: Expression, k value: Rational) throws -> (Law, Valuation) {
      let at = Valuation([k: value, m: 3])
      return (try normal(0, 1).pushforward(variables: [z], map: [map], at: at), at)
    }
    let written = square + 2 * Z + .variable(m)
    let (line, at) = try image(written, k: -1)
    let expected = try normal(3, 4), y = q(7, 5)
    let density = try line.density(at: [y], values: at)
    #expect(
      close(try witness(at(density)), try witness(expected.density(at: [y], values: none))))
    // Beside it the parabola goes on: its density at 7/5 is another.
    let (parabola, near) = try image(written, k: Rational(-99, 100))
    let other = try witness(near(parabola.density(at: [y], values: near)))
    let there = try witness(at(density))
    #expect(!close(other, there) && close(other, there, 0.1))
    let (cubic, atLine) = try image(square * Z + 2 * Z - 1, k: -1)
    #expect(
      close(
        try witness(atLine(cubic.density(at: [y], values: atLine))),
        try witness(normal(-1, 4).density(at: [y], values: none))))
    // What is constant at the values has no density, however it is written.
    for map in [square + .variable(m), square * Z + square, square + K * Z + Z] {
      #expect(throws: ProbabilityError.self) {
        let (constant, at) = try image(map, k: -1)
        _ = try constant.density(at: [y], values: at)
      }
    }
  }

  @Test func inThePlane() throws {
    let (a, b) = (Variable("a"), Variable("b")), A = Expression.variable(a),
      B = Expression.variable(b)
    let base = try Law.normal(mean: [0, 0], covariance: [[1, 0], [0, 1]], at: none)
    // A coupling layer: triangular, determinant e^(a/2).
    let coupled = try base.pushforward(
      variables: [a, b], map: [A, B * .exp(A / 2) + A.squared], at: none)
    let log = try coupled.logDensity(at: [q(1, 3), q(-2, 5)], values: none)
    let back = (-2.0 / 5 - 1.0 / 9) * exp(-1.0 / 6),
      expected = -(1.0 / 9 + back * back) / 2 - Foundation.log(2 * Double.pi) - 1.0 / 6
    #expect(close(try witness(log), expected))
    #expect(
      close(try witness(coupled.density(at: [q(1, 3), q(-2, 5)], values: none)), exp(expected)))
    // A linear map of a law that is not Gaussian.
    let box = try Law.product([
      .uniform(lower: 0, upper: 1, at: none), .laplace(location: 0, scale: 1, at: none),
    ])
    let sheared = try box.pushforward(variables: [a, b], map: [2 * A + B, 3 * B], at: none)
    #expect(
      close(try witness(sheared.density(at: [q(3, 2), q(3, 4)], values: none)), exp(-0.25) / 2 / 6))
    // Not solvable: expectations only, and a spoken error for the density.
    let knot = try base.pushforward(variables: [a, b], map: [A + .exp(B), B + .exp(A)], at: none)
    #expect(throws: ProbabilityError.self) { try knot.density(at: [0, 0], values: none) }
    #expect(close(try witness(knot.mean(at: none)[0]), exp(0.5), 1e-8))
  }
}
extension Expression { fileprivate static var half: Expression { q(1, 2) } }
