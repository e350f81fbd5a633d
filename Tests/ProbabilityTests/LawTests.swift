import Exact
import Expressions
import Foundation
import Probability
import Testing

@Suite struct LawTests {
  static func laws() throws -> [(String, Law)] {
    let s = Stream(root: 9, check: "laws", purpose: "parameters")
    func r(_ i: Int, _ low: Rational, _ high: Rational) throws -> Expression {
      .rational(try s.rational(i, in: .init(low, high)))
    }
    var all: [(String, Law)] = []
    for i in 0..<3 {
      all.append(("normal \(i)", try normal(r(i, -3, 3), r(i + 10, Rational(1, 4), 5))))
      let a = try r(i + 20, -3, 0)
      all.append(
        ("uniform \(i)", try .uniform(lower: a, upper: a + r(i + 30, Rational(1, 4), 4), at: none)))
      all.append(
        (
          "laplace \(i)",
          try .laplace(location: r(i + 40, -2, 2), scale: r(i + 50, Rational(1, 4), 3), at: none)
        ))
    }
    all.append(
      (
        "mixture",
        try .mixture([(q(1, 3), all[0].1), (q(1, 2), all[1].1), (q(1, 6), all[2].1)], at: none)
      ))
    return all
  }

  @Test func densitiesIntegrateToOneAndSlopesAgree() throws {
    let x = Variable("x"), X = Expression.variable(x)
    for (name, law) in try LawTests.laws() {
      let mass = try law.expectation(at: none) { _ in 1 + 0 * X }
      #expect(mass == 1, "\(name)")
      let density = try law.density(at: [X], values: none),
        cdf = try law.cumulative(at: X, values: none)
      #expect(close(try panels(-60, 60) { try witness(density, [x: $0]) }, 1, 1e-7), "\(name)")
      for t in [-2.31, -0.52, 0.13, 0.77, 1.9, 4.4] {
        let h = 1e-5, slope = (try witness(cdf, [x: t + h]) - witness(cdf, [x: t - h])) / (2 * h)
        #expect(abs(slope - (try witness(density, [x: t]))) < 1e-6, "\(name) at \(t)")
        let p = try witness(density, [x: t])
        if p > 0 {
          #expect(try close(witness(law.logDensity(at: [X], values: none), [x: t]), log(p), 1e-9))
        }
      }
      #expect(try witness(cdf, [x: -1e6]) < 1e-12 && close(try witness(cdf, [x: 1e6]), 1))
    }
  }

  /// Exact moments against quadrature of the density.
  @Test func momentsAreThoseOfTheDensity() throws {
    let x = Variable("x"), X = Expression.variable(x)
    for (name, law) in try LawTests.laws() {
      let density = try law.density(at: [X], values: none)
      for n in 1...5 {
        let exact = try law.expectation(at: none) { $0[0].raised(to: q(n)) }
        #expect(exact.rationalValue != nil, "\(name): E x^\(n) should be a fraction, got \(exact)")
        let rough = try panels(-80, 80) { t in try pow(t, Double(n)) * witness(density, [x: t]) }
        let sharp = try witness(exact)
        #expect(close(sharp, rough, 1e-6), "\(name), moment \(n)")
      }
      let m = try law.mean(at: none)[0], v = try law.covariance(at: none)[0][0]
      #expect(try law.expectation(at: none) { ($0[0] - m).squared } == v)
    }
  }

  /// Stein's recursion against Isserlis' pairings in three dimensions.
  @Test func mixedMomentsOfAGaussian() throws {
    let s =
      [[2, q(1, 2), q(-1, 3)], [q(1, 2), 1, q(1, 5)], [q(-1, 3), q(1, 5), q(3, 2)]]
      as [[Expression]]
    let centred = try Law.normal(mean: [0, 0, 0], covariance: s, at: none)
    let pairs = s[0][1] * s[0][2] * 2 + s[0][0] * s[1][2]
    #expect(try centred.expectation(at: none) { $0[0].squared * $0[1] * $0[2] } == pairs)
    #expect(try centred.expectation(at: none) { $0[0] * $0[1] * $0[2] } == 0)
    #expect(try centred.expectation(at: none) { $0[1].raised(to: 6) } == 15)
    let moved = try Law.normal(mean: [1, 2, 3], covariance: s, at: none)
    #expect(try moved.expectation(at: none) { $0[0] * $0[1] } == 2 + s[0][1])
    #expect(
      try moved.marginal([2, 0], at: none)
        == .normal(mean: [3, 1], covariance: [[q(3, 2), q(-1, 3)], [q(-1, 3), 2]], at: none))
  }

  @Test func entropies() throws {
    #expect(close(try witness(Tri.data.entropy(at: none)), 1.0114042647073516))
    #expect(
      close(
        try witness(normal(3, q(1, 2)).entropy(at: none)), 0.5 * log(2 * Double.pi * exp(1) * 0.5)))
    #expect(try Law.uniform(lower: 0, upper: 3, at: none).entropy(at: none) == .log(3))
    #expect(
      close(try witness(Law.laplace(location: 1, scale: 2, at: none).entropy(at: none)), 1 + log(4))
    )
  }

  /// Bodies that are no polynomials become integrals, finite laws stay sums.
  @Test func expectations() throws {
    #expect(close(try witness(normal(0, 1).expectation(at: none) { .exp($0[0]) }), exp(0.5), 1e-9))
    #expect(
      close(
        try witness(normal(0, 1).expectation(at: none) { .abs($0[0]) }),
        (2 / Double.pi).squareRoot(), 1e-9))
    #expect(try Tri.data.expectation(at: none) { $0[0].squared } == q(11, 6))
    let plane = try Law.normal(mean: [0, 1], covariance: [[1, q(1, 2)], [q(1, 2), 2]], at: none)
    // Only x₂ is looked at in the part that is no polynomial: a single integral, of its own
    // marginal.
    let e = try plane.expectation(at: none) { $0[0] * $0[1] + .exp($0[1]) }
    #expect(close(try witness(e), 0.5 + exp(1 + 1), 1e-8))
    let mixed = try Law.mixture([(q(1, 2), .point(3)), (q(1, 2), normal(0, 1))], at: none)
    #expect(try mixed.expectation(at: none) { $0[0].squared } == 5)
    #expect(try Law.point([1, 2]).expectation(at: none) { $0[0] + $0[1] } == 3)
  }

  /// E(f + g) = E f + E g, whether terms are polynomials, look at one coordinate, or share it.
  @Test func expectationsAreLinear() throws {
    let laws = [
      try normal(q(1, 3), 2), try .uniform(lower: -1, upper: 2, at: none),
      try .mixture([(q(1, 3), normal(-1, 1)), (q(2, 3), .laplace(location: 1, scale: q(1, 4), at: none))], at: none),
      try .mixture([(q(1, 4), .point(2)), (q(3, 4), normal(0, 1))], at: none),
    ]
    let terms: [(Expression) -> Expression] = [
      { .exp($0) }, { .exp(-2 * $0) }, { .abs($0) }, { $0.squared }, { 3 * $0 }, { _ in 5 }, { .exp(-$0.squared) },
    ]
    for law in laws {
      let whole = try law.expectation(at: none) { x in terms.reduce(0) { $0 + $1(x[0]) } }
      let parts = try terms.map { term in try witness(law.expectation(at: none) { term($0[0]) }) }
      #expect(close(try witness(whole), parts.reduce(0, +), 1e-8), "\(law)")
    }
    let plane = Law.product([laws[0], laws[1]])
    let both = try plane.expectation(at: none) { x in
      .exp(x[0]) + .exp(x[1]) + .exp(-x[0].squared) + .exp(-x[1]) + x[0] * x[1] + x[0] * x[1] * 2 + x[1]
    }
    let first = try laws[0].expectation(at: none) { .exp($0[0]) + .exp(-$0[0].squared) }
    let second = try laws[1].expectation(at: none) { .exp($0[0]) + .exp(-$0[0]) + 2 * $0[0] }
    #expect(close(try witness(both), try witness(first) + witness(second), 1e-8))
  }

  @Test func densitiesByStratum() throws {
    let mixed = try Law.mixture([(q(1, 3), .point(0)), (q(2, 3), normal(0, 1))], at: none)
    #expect(try mixed.density(at: [0], values: none) == q(1, 3))
    #expect(
      close(
        try witness(mixed.density(at: [1], values: none)),
        2.0 / 3 * exp(-0.5) / (2 * Double.pi).squareRoot()))
    let line = try Law.product([.point(0), .uniform(lower: 0, upper: 1, at: none)])
    #expect(try line.density(at: [0, q(1, 2)], values: none) == 1)
    #expect(try line.density(at: [0, 2], values: none) == 0)
    #expect(try line.density(at: [q(1, 2), q(1, 2)], values: none) == 0)
    // A line in the plane and a Gaussian around it: each stratum its own density, also where one
    // coordinate is generic.
    let both = try Law.mixture(
      [(q(1, 4), line), (q(3, 4), .product([normal(0, 1), normal(0, 1)]))], at: none)
    let y = Expression.variable(Variable("y"))
    #expect(try witness(both.density(at: [0, y], values: none), [Variable("y"): 0.5]) == 0.25)
    let off = 0.75 * exp(-0.625) / (2 * Double.pi)
    #expect(try close(witness(both.density(at: [1, y], values: none), [Variable("y"): 0.5]), off))
    #expect(
      try both.expectation(at: none) { x in
        try both.density(at: x, values: none) - both.density(at: x, values: none)
      } == 0)
    #expect(try Tri.data.density(at: [2], values: none) == 0)
    #expect(try Tri.data.density(at: [3], values: none) == q(1, 6))
  }

  /// What has no weight is not there.
  @Test func weightsOfNothing() throws {
    #expect(try finite([(0, 1), (5, 0)]) == .point(0) && finite([(0, q(1, 2)), (2, 0), (3, q(1, 2))]).atoms(at: none)?.count == 2)
    #expect(try Law.mixture([(1, normal(0, 1)), (0, .point(3))], at: none) == normal(0, 1))
  }

  /// e/(e + π) + π/(e + π) is 1.
  @Test func fractionsOfOneDenominator() throws {
    let a = Expression.exp(1), b = Expression.pi
    #expect(try none.isZero(a / (a + b) + b / (a + b) - 1))
    #expect(try !none.isZero(a / (a + b) + b / (a + b) - q(1_000_001, 1_000_000)))
    #expect(try none.equal(a / (a + 2 * b) + 2 * b / (a + 2 * b), 1))
  }

  @Test func extremeScales() throws {
    for v in [Rational(1, 10_000_000_000_000_000), Rational("1e16")!] {
      let p = try normal(0, .rational(v)), g = try normal(1, 1)
      let kl = try Law.kl(p, g, at: none), s = v.double
      #expect(close(try witness(kl), 0.5 * (s + 1 - 1 - log(s)), 1e-12))
      #expect(close(try witness(Law.tv(p, g, at: none)), 1, 1e-6))
      #expect(close(try witness(p.entropy(at: none)), 0.5 * log(2 * Double.pi * exp(1) * s)))
    }
    let far = try Law.js(normal(0, 1), normal(1000, 1), at: none)
    switch Evaluator().evaluate(far - .log(2)).value {
    case .ball(let b): #expect(b.midpoint.magnitude + b.radius < 1e-25)
    default: Issue.record("JS of far Gaussians is no ball")
    }
    let thin = try finite([
      (0, 1 - .rational(Rational("1e-12")!)), (1, .rational(Rational("1e-12")!)),
    ])
    #expect(try Law.tv(thin, finite([(0, 1)]), at: none) == .rational(Rational("1e-12")!))
    #expect(try Law.kl(thin, finite([(0, 1)]), at: none) == .infinity)
    #expect(close(try witness(Law.kl(finite([(0, 1)]), thin, at: none)), 1e-12, 1e-15))
  }

  @Test func nonsenseIsAnErrorThatSpeaks() throws {
    func message(_ make: () throws -> Law) -> String {
      do { _ = try make(); return "nothing thrown" } catch { return "\(error)" }
    }
    #expect(message { try normal(0, -1) } == "variance must be positive; got -1")
    #expect(
      message { try .uniform(lower: 2, upper: 1, at: none) }
        == "Uniform(a, b) needs a < b; got a = 2, b = 1")
    #expect(
      message { try .laplace(location: 0, scale: 0, at: none) }
        == "the scale of Laplace must be positive; got 0")
    #expect(
      message { try finite([(0, q(1, 2)), (1, q(1, 3))]) }
        == "the weights of Finite must sum to 1; they sum to 5/6")
    #expect(
      message { try finite([(0, q(3, 2)), (1, q(-1, 2))]) }
        == "a weight of Finite is negative: -1/2")
    #expect(message { try .finite([], at: none) } == "Finite needs at least one point")
    #expect(
      message { try .normal(mean: [0, 0], covariance: [[1, 2], [2, 1]], at: none) }.contains(
        "positive semi-definite"))
    #expect(
      message { try .normal(mean: [0, 0], covariance: [[1, 0], [1, 1]], at: none) }.contains(
        "symmetric"))
    #expect(
      message { try .normal(mean: [0, 0], covariance: [[0, 1], [1, 1]], at: none) }.contains(
        "positive semi-definite"))
    #expect(
      message { try .normal(mean: [0], covariance: [[1, 0], [0, 1]], at: none) }.contains("rows"))
    #expect(
      message { try .mixture([(q(1, 2), normal(0, 1)), (q(1, 2), .point([0, 0]))], at: none) }
        .contains("dimension"))
    let sigma = Variable("sigma")
    #expect(message { try normal(0, .variable(sigma)) }.contains("sigma"))
    #expect(
      message { try normal(0, .variable(sigma), Valuation([sigma: -1])) }
        == "variance must be positive; got -1")
    #expect(try normal(2, 0) == .point(2))
    #expect(throws: ProbabilityError.self) { try Law.kl(normal(0, 1), .point([0, 0]), at: none) }
    #expect(throws: ProbabilityError.self) { try normal(0, 1).density(at: [0, 0], values: none) }
    #expect(throws: ProbabilityError.self) { try normal(0, 1).marginal([1], at: none) }
  }
}
