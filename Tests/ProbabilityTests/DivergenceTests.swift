import Balls
import Exact
import Expressions
import Probability
import Testing

/// Whether the program's own evaluator encloses the value in [−10^−digits, 10^−digits]·size.
func vanishes(_ e: Expression, digits: Int = 25, size: Double = 1) -> Bool {
  let bound = Rational(1, 10).power(digits).double * max(1, size)
  switch Evaluator().evaluate(e).value {
  case .exact(let x): return Ball(x, bits: 200).midpoint.magnitude < bound
  case .ball(let b): return b.midpoint.magnitude + b.radius < bound
  default: return false
  }
}
func agrees(_ e: Expression, _ name: String, digits: Int = 25) throws -> Bool {
  let golden = try #require(Golden.values[name].flatMap { Rational($0) })
  return vanishes(e - .rational(golden), digits: digits, size: golden.double)
}

@Suite struct DivergenceTests {
  static func pairs() throws -> [(name: String, p: Law, q: Law)] {
    let third = q(1, 3)
    return [
      ("normals", try normal(q(3, 10), q(7, 5)), try normal(q(-2, 3), q(1, 2))),
      (
        "bimode",
        try .mixture([(q(1, 2), normal(-3, q(1, 4))), (q(1, 2), normal(3, q(1, 4)))], at: none),
        try normal(q(1, 5), 8)
      ),
      (
        "laplaces", try .laplace(location: third, scale: q(3, 4), at: none),
        try .laplace(location: q(-1, 2), scale: q(5, 4), at: none)
      ),
      ("laplaceNormal", try .laplace(location: 0, scale: 1, at: none), try normal(q(1, 4), 2)),
      (
        "uniforms", try .uniform(lower: 0, upper: 1, at: none),
        try .uniform(lower: third, upper: q(4, 3), at: none)
      ),
      (
        "uniformInside", try .uniform(lower: 0, upper: 1, at: none),
        try .uniform(lower: -1, upper: 2, at: none)
      ),
      ("uniformNormal", try .uniform(lower: 0, upper: 1, at: none), try normal(q(1, 2), 1)),
      ("narrow", try normal(0, 1), try normal(third, q(1, 10_000))),
      (
        "mixed", try .mixture([(q(1, 2), .point(0)), (q(1, 2), normal(0, 1))], at: none),
        try .mixture([(third, .point(0)), (q(2, 3), normal(1, 1))], at: none)
      ),
    ]
  }

  @Test func goldenNumbers() throws {
    for (name, p, q) in try DivergenceTests.pairs() {
      if name == "uniforms" {
        #expect(try Law.kl(p, q, at: none) == .infinity)
      } else {
        #expect(try agrees(Law.kl(p, q, at: none), "\(name).kl"), "KL of \(name)")
      }
      #expect(try agrees(Law.js(p, q, at: none), "\(name).js"), "JS of \(name)")
      #expect(try agrees(Law.tv(p, q, at: none), "\(name).tv"), "TV of \(name)")
      #expect(try agrees(Law.w1(p, q, at: none), "\(name).w1"), "W1 of \(name)")
    }
  }

  /// The same expressions through the C library and another quadrature.
  @Test func witnessAgrees() throws {
    for (name, p, q) in try DivergenceTests.pairs() where name != "narrow" {
      for (what, e) in [
        ("js", try Law.js(p, q, at: none)), ("tv", try Law.tv(p, q, at: none)),
        ("w1", try Law.w1(p, q, at: none)),
      ] {
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
    for (theta, js) in [
      (q(1, 2), 0.030311300520839), (1, 0.111421482184736), (2, 0.336830820346832),
      (4, 0.632720193736867),
    ] {
      let p = try normal(0, 1), g = try normal(theta, 1)
      #expect(try Law.kl(p, g, at: none) == theta * theta / 2)
      #expect(try Law.kl(g, p, at: none) == theta * theta / 2)
      #expect(close(try witness(Law.js(p, g, at: none)), js, 1e-9))
      #expect(try Law.w1(p, g, at: none) == theta)
    }
  }

  @Test func parallelLines() throws {
    func line(_ theta: Expression) throws -> Law {
      .product([.point(theta), try .uniform(lower: 0, upper: 1, at: none)])
    }
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

  /// Laws that are known by their densities alone, cut where these cross: |X| of Laplace laws is exponential, and
  /// TV(Exp(1), Exp(½)) = ½ − ¼, the densities being equal at 2 log 2.
  @Test func densitiesAlone() throws {
    let z = Variable("z")
    func folded(_ scale: Expression) throws -> Law {
      try Law.laplace(location: 0, scale: scale, at: none)
        .pushforward(variables: [z], map: [.abs(.variable(z))], at: none)
    }
    let one = try folded(1), two = try folded(2)
    #expect(try vanishes(Law.tv(one, two, at: none) - q(1, 4)) && vanishes(Law.tv(two, one, at: none) - q(1, 4)))
    #expect(try vanishes(Law.kl(one, two, at: none) - (.log(2) - q(1, 2))))
    #expect(try vanishes(Law.kl(two, one, at: none) - (1 - .log(2))))
    #expect(try vanishes(Law.w1(one, .point([0]), at: none) - 1))
    // Beside a law that lies wholly to the left, the distance is that of the means, whichever comes first; and
    // nothing lies below the support, or above it.
    let left = try Law.uniform(lower: -3, upper: -1, at: none)
    #expect(try close(witness(Law.w1(one, left, at: none)), 3, 1e-8) && close(witness(Law.w1(left, two, at: none)), 4, 1e-8))
    #expect(try vanishes(Law.w1(one, .point([-2]), at: none) - 3) && vanishes(Law.w1(.point([-2]), two, at: none) - 4))
    let mirrored = try one.pushforward(variables: [z], map: [-1 * Expression.variable(z)], at: none)
    #expect(try vanishes(Law.w1(mirrored, .point([5]), at: none) - 6))
    #expect(try vanishes(one.cumulative(at: -1, values: none)) && vanishes(one.cumulative(at: 1, values: none) - (1 - .exp(-1))))
    #expect(try vanishes(mirrored.cumulative(at: 3, values: none) - 1) && vanishes(mirrored.cumulative(at: -1, values: none) - .exp(-1)))
    // Against a uniform law on [0, 3]: e^(−y) is above ⅓ before log 3, and above 0 behind 3.
    let flat = try Law.uniform(lower: 0, upper: 3, at: none), cut = Expression.log(3)
    let above = 1 - .exp(-cut) - cut / 3 + .exp(-3)
    #expect(try vanishes(Law.tv(one, flat, at: none) - above))
  }

  @Test func symbolicParameterStaysAVariable() throws {
    let theta = Variable("theta"), at = Valuation([theta: Rational(7, 5)])
    let p = try normal(0, 1, at), g = try normal(.variable(theta), 1, at)
    #expect(
      try Law.kl(p, g, at: at).derivative(by: theta).substituting([theta: q(7, 5)]).normalized
        == q(7, 5))
    #expect(
      try Law.w1(p, g, at: at).derivative(by: theta).substituting([theta: q(7, 5)]).normalized == 1)
    // d(2 JS)/dθ at θ = 2, from the claims: 0.4496.
    let two = Valuation([theta: 2])
    let slope = try 2 * Law.js(p, normal(.variable(theta), 1, two), at: two).derivative(by: theta)
    #expect(close(try witness(slope, [theta: 2]), 0.4495995, 1e-6))
  }

  /// In space: KL by moments against quadrature in the plane; JS and TV through the one direction
  /// in which the laws differ, against the same numbers on the line.
  @Test func gaussiansInSpace() throws {
    let p = try Law.normal(
      mean: [q(1, 2), q(-1, 3)], covariance: [[2, q(1, 2)], [q(1, 2), 1]], at: none)
    let g = try Law.normal(
      mean: [0, q(1, 4)], covariance: [[1, q(-1, 5)], [q(-1, 5), q(3, 2)]], at: none)
    #expect(try agrees(Law.kl(p, g, at: none), "plane.kl", digits: 11))
    // Rotated copies of N(3/10, 7/5) × N(0, 2) and N(−2/3, 1/2) × N(0, 2): the direction (3/5, 4/5)
    // tells all.
    func turned(_ m: Expression, _ v: Expression) throws -> Law {
      let (a, b) = (Variable("a"), Variable("b")), A = Expression.variable(a),
        B = Expression.variable(b)
      let flat = Law.product([try normal(m, v), try normal(0, 2)])
      return try flat.pushforward(
        variables: [a, b], map: [q(3, 5) * A - q(4, 5) * B, q(4, 5) * A + q(3, 5) * B], at: none)
    }
    let r = try turned(q(3, 10), q(7, 5)), s = try turned(q(-2, 3), q(1, 2))
    for (what, d) in [("kl", Law.kl), ("js", Law.js), ("tv", Law.tv)] {
      #expect(try agrees(d(r, s, none), "normals.\(what)"))
    }
    let shifted = try Law.normal(mean: [3, 4], covariance: [[1, 0], [0, 1]], at: none)
    let centred = try Law.normal(mean: [0, 0], covariance: [[1, 0], [0, 1]], at: none)
    #expect(try Law.w1(centred, shifted, at: none) == 5)
    #expect(try Law.kl(centred, shifted, at: none) == q(25, 2))
  }

  /// What no one may get wrong, over drawn laws of every family.
  @Test func inequalities() throws {
    let s = Stream(root: 4, check: "divergences", purpose: "drawn laws")
    func draw(_ k: Int, _ lane: UInt32) throws -> Law {
      let m = Expression.rational(try s.rational(k, lane: lane, in: .init(-2, 2)))
      let v = Expression.rational(try s.rational(k, lane: lane + 1, in: .init(Rational(1, 5), 3)))
      switch (k + Int(lane)) % 4 {
      case 0: return try normal(m, v)
      case 1: return try .laplace(location: m, scale: v, at: none)
      case 2: return try .uniform(lower: m, upper: m + v, at: none)
      default: return try .mixture([(q(1, 3), normal(m, v)), (q(2, 3), normal(-m, 1))], at: none)
      }
    }
    func number(_ e: Expression) throws -> Double { e == .infinity ? .infinity : try witness(e) }
    let log2 = 0.6931471805599453, slack = 1e-7
    for k in 0..<12 {
      let p = try draw(k, 0), g = try draw(k, 101)
      let (kl, lk) = (try number(Law.kl(p, g, at: none)), try number(Law.kl(g, p, at: none)))
      let (js, tv, w1) = (
        try number(Law.js(p, g, at: none)), try number(Law.tv(p, g, at: none)),
        try number(Law.w1(p, g, at: none))
      )
      #expect(try close(js, number(Law.js(g, p, at: none)), slack))
      #expect(try close(tv, number(Law.tv(g, p, at: none)), slack))
      #expect(try close(w1, number(Law.w1(g, p, at: none)), slack))
      #expect(js > 0 && js <= log2 + slack && tv > 0 && tv <= 1 + slack && kl > 0 && lk > 0)
      #expect(kl >= 2 * tv * tv - slack && lk >= 2 * tv * tv - slack, "Pinsker")
      #expect(tv * tv / 2 <= js + slack && js <= tv * log2 + slack)
      let means = (try witness(p.mean(at: none)[0]), try witness(g.mean(at: none)[0]))
      #expect(w1 + slack >= abs(means.0 - means.1))
      for d in [Law.kl, Law.js, Law.tv, Law.w1] { #expect(try d(p, p, none) == 0) }
    }
    let p = try Tri.data, g = try Tri.model
    #expect(try Law.kl(p, g, at: none) != Law.kl(g, p, at: none))
  }
}
