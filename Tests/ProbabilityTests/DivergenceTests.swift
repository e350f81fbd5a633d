import Balls
import Exact
import Expressions
import Probability
import Testing

/// |e − golden| as the program's own evaluator bounds it: 25 digits are asked for.
func agrees(_ e: Expression, _ name: String, digits: Int = 25) throws -> Bool {
  let golden = try #require(Golden.values[name].flatMap { Rational($0) })
  let result = Evaluator().evaluate(e - .rational(golden))
  let bound = Rational(1, 10).power(digits).double * max(1, golden.double)
  switch result.value {
  case .exact(let x): return Ball(x, bits: 200).midpoint.magnitude < bound
  case .ball(let b): return b.midpoint.magnitude + b.radius < bound
  default: return false
  }
}

@Suite struct DivergenceTests {
  static func pairs() throws -> [(name: String, p: Law, q: Law)] {
    let third = q(1, 3)
    return [
      ("normals", try normal(q(3, 10), q(7, 5)), try normal(q(-2, 3), q(1, 2))),
      ("bimode", try .mixture([(q(1, 2), normal(-3, q(1, 4))), (q(1, 2), normal(3, q(1, 4)))], at: none), try normal(q(1, 5), 8)),
      ("laplaces", try .laplace(location: third, scale: q(3, 4), at: none), try .laplace(location: q(-1, 2), scale: q(5, 4), at: none)),
      ("laplaceNormal", try .laplace(location: 0, scale: 1, at: none), try normal(q(1, 4), 2)),
      ("uniforms", try .uniform(lower: 0, upper: 1, at: none), try .uniform(lower: third, upper: q(4, 3), at: none)),
      ("uniformInside", try .uniform(lower: 0, upper: 1, at: none), try .uniform(lower: -1, upper: 2, at: none)),
      ("uniformNormal", try .uniform(lower: 0, upper: 1, at: none), try normal(q(1, 2), 1)),
      ("narrow", try normal(0, 1), try normal(third, q(1, 10_000))),
      ("mixed", try .mixture([(q(1, 2), .point(0)), (q(1, 2), normal(0, 1))], at: none),
       try .mixture([(third, .point(0)), (q(2, 3), normal(1, 1))], at: none)),
    ]
  }

  @Test func goldenNumbers() throws {
    for (name, p, q) in try DivergenceTests.pairs() {
      if name == "uniforms" { #expect(try Law.kl(p, q, at: none) == .infinity) }
      else { #expect(try agrees(Law.kl(p, q, at: none), "\(name).kl"), "KL of \(name)") }
      #expect(try agrees(Law.js(p, q, at: none), "\(name).js"), "JS of \(name)")
      #expect(try agrees(Law.tv(p, q, at: none), "\(name).tv"), "TV of \(name)")
      #expect(try agrees(Law.w1(p, q, at: none), "\(name).w1"), "W1 of \(name)")
    }
  }

  /// The same expressions through the C library and another quadrature.
  @Test func witnessAgrees() throws {
    for (name, p, q) in try DivergenceTests.pairs() where name != "narrow" {
      for (what, e) in [("js", try Law.js(p, q, at: none)), ("tv", try Law.tv(p, q, at: none)), ("w1", try Law.w1(p, q, at: none))] {
        let golden = try #require(Golden.values["\(name).\(what)"].flatMap { Double($0) })
        #expect(close(try witness(e), golden, 1e-8), "\(what) of \(name): \(e)")
      }
    }
  }

  @Test func threePoints() throws {
    let p = try Tri.data, g = try Tri.model
    #expect(close(try witness(Law.kl(p, g, at: none)), 0.25936556631921468))
    #expect(close(try witness(Law.kl(g, p, at: none)), 0.3040988310811232865))
    #expect(close(try witness(Law.js(p, g, at: none)), 0.0678277887054834863))
    #expect(try Law.tv(p, g, at: none) == q(1, 3))
    #expect(try Law.w1(p, g, at: none) == q(11, 12))
  }

  @Test func shiftedNormals() throws {
    for (theta, js) in [(q(1, 2), 0.030311300520839), (1, 0.111421482184736), (2, 0.336830820346832), (4, 0.632720193736867)] {
      let p = try normal(0, 1), g = try normal(theta, 1)
      #expect(try Law.kl(p, g, at: none) == theta * theta / 2)
      #expect(try Law.kl(g, p, at: none) == theta * theta / 2)
      #expect(close(try witness(Law.js(p, g, at: none)), js, 1e-9))
      #expect(try Law.w1(p, g, at: none) == theta)
    }
  }

  @Test func parallelLines() throws {
    func line(_ theta: Expression) throws -> Law { .product([.point(theta), try .uniform(lower: 0, upper: 1, at: none)]) }
    for theta in [q(1, 2), -3, q(1, 1_000_000)] {
      let p = try line(0), g = try line(theta)
      #expect(try Law.kl(p, g, at: none) == .infinity)
      #expect(try Law.kl(g, p, at: none) == .infinity)
      #expect(try Law.js(p, g, at: none) == .log(2))
      #expect(try Law.tv(p, g, at: none) == 1)
      #expect(try Law.w1(p, g, at: none) == .abs(theta))
    }
    let p = try line(0)
    for d in [Law.kl, Law.js, Law.tv, Law.w1] { #expect(try d(p, p, none) == 0) }
  }

  @Test func symbolicParameterStaysAVariable() throws {
    let theta = Variable("theta"), at = Valuation([theta: Rational(7, 5)])
    let p = try normal(0, 1, at), g = try normal(.variable(theta), 1, at)
    #expect(try Law.kl(p, g, at: at).derivative(by: theta).substituting([theta: q(7, 5)]).normalized == q(7, 5))
    #expect(try Law.w1(p, g, at: at).derivative(by: theta).substituting([theta: q(7, 5)]).normalized == 1)
    // d(2 JS)/dθ at θ = 2, from the claims: 0.4496.
    let two = Valuation([theta: 2])
    let slope = try 2 * Law.js(p, normal(.variable(theta), 1, two), at: two).derivative(by: theta)
    #expect(close(try witness(slope, [theta: 2]), 0.4495995, 1e-6))
  }
}
