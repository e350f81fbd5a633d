import Balls
import Exact
import Expressions
import SplitMix
import Testing

private func over(_ v: String, _ f: Expression, _ a: Expression = -.infinity, _ b: Expression = .infinity) -> Expression {
  .integrating(f, over: Variable(v), from: a, to: b)
}
private func iterated(_ f: Expression) -> Expression { over("x", over("y", f)) }

/// Iterated integrals that neither separate nor close are enclosed over the plane.
@Suite struct PlaneIntegrals {
  private let hump = (normal(-2, 1) + normal(1, over(1, 4))) / 2
  private func hump(at v: Expression) -> Expression { hump.substituting([Variable("x"): v]) }

  /// Enclosed to ten digits at least, around the number of other software and not around its neighbours.
  private func expect(_ e: Expression, _ golden: String, _ comment: Comment) throws {
    let found = value(e), number = try #require(Rational(golden))
    guard case .ball(let b) = found.value else { Issue.record("\(comment): \(found.value)"); return }
    let slack = Ball(Rational(1, 100_000_000_000_000), bits: 64)
    #expect(found.isCoarse, comment)
    #expect(b.overlaps(Ball(number, bits: 128).widened(by: slack)), "\(comment): \(b.enclosure(digits: 18))")
    #expect(b.radius < 1e-10 * found.scale, "\(comment): radius \(b.radius) of \(found.scale)")
    let off = number * (1 + Rational(1, 1_000_000_000))
    #expect(!b.overlaps(Ball(off, bits: 128)), comment)
  }

  /// Tests/golden/plane.py
  @Test func golden() throws {
    let p = normal(0, 1)
    let mixture = (normal(-1, 1) * normal(1, 1, at: y) + normal(1, 1) * normal(-2, 1, at: y)) / 2
    try expect(iterated(-mixture * .log(mixture)), "3.43824136175915674", "the entropy of a mixture in the plane")
    try expect(
      over("x", hump * over("y", normal(x / 2, 1, at: y) * .log(hump(at: y)))), "-2.04745192406981582",
      "an expectation inside an expectation over a mixture")
    try expect(iterated(p * normal(x, 2, at: y) * .tanh(x * y)), "0.325643136213846", "a product inside tanh")
    try expect(
      iterated(normal(0, 1, at: y) * normal(.tanh(2 * y), over(1, 2)) * .log(1 + .exp(x * y))),
      "1.2012381424350676", "a decoder that is not linear")
    try expect(
      over("x", over("y", .log(1 + x * y + y.raised(to: 3)), 0, x), 0, 1), "0.134078170850885071", "a triangle")
    // a spike far out is looked for where it is: Tests/golden/nested.py, to eleven digits
    let far = value(iterated(normal(37, over(1, 10000)) * normal(x, 1, at: y) * .log(1 + y.squared)))
    guard case .ball(let b) = far.value else { Issue.record("\(far.value)"); return }
    #expect(abs(b.midpoint - 7.2218362879) < 1e-9 && b.radius < 1e-9)
  }

  @Test func kinksAcrossThePlane() throws {
    let laplace = Expression.exp(-.abs(x) - .abs(y)) / 4
    try expect(iterated(laplace * .log(1 + (x - y).squared)), "1.06530629887704068", "two Laplace laws")
    let kernel = Expression.abs(x - y) / (1 + (x - y).squared) * .log(1 + .exp(y * .tanh(x)))
    try expect(iterated(normal(0, 1) * normal(0, 1, at: y) * kernel), "0.276667183453563341", "a kink along x = y")
  }

  /// Regions with curved edges, with and without a kink inside, against quadrature in doubles.
  @Test func curvedEdges() {
    let f = Expression.log(3 + x * y + y.squared)
    for (low, high) in [(-x.squared, 1 + x), (x.squared, 1 + x.raised(to: 3)), (-.exp(x), .exp(x) / 2), (0, 1 + x.squared)] as [(Expression, Expression)] {
      let e = over("x", over("y", f, low / 2, high), 0, 1), found = value(e)
      guard case .ball(let b) = found.value else { Issue.record("\(e): \(found.value)"); continue }
      #expect(abs(b.midpoint - e.compiled(variables: [])([])) < 1e-9 && b.radius < 1e-9, "\(e): \(b.midpoint)")
    }
    // ∫₀¹∫₀^(1+x) |y − x| log(2 + x + y) with its kink along the diagonal of a trapezium
    let kinked = over("x", over("y", .abs(y - x) * .log(2 + x + y * y), 0, 1 + x), 0, 1)
    let halves = over("x", over("y", (x - y) * .log(2 + x + y * y), 0, x) + over("y", (y - x) * .log(2 + x + y * y), x, 1 + x), 0, 1)
    let steep = over("x", over("y", .abs(2 * y - 3 * x + 1) * .log(2 + x + y * y), 0, 1 + x), 0, 1), edge = (3 * x - 1) / 2
    let parts = over("x", over("y", (2 * y - 3 * x + 1) * .log(2 + x + y * y), 0, 1 + x), 0, over(1, 3))
      + over("x", over("y", (3 * x - 1 - 2 * y) * .log(2 + x + y * y), 0, edge) + over("y", (2 * y - 3 * x + 1) * .log(2 + x + y * y), edge, 1 + x), over(1, 3), 1)
    let upright = over("x", over("y", .abs(3 * x - 1) * .log(2 + x + y * y), 0, 1 + x), 0, 1)
    let sides = over("x", over("y", (1 - 3 * x) * .log(2 + x + y * y), 0, 1 + x), 0, over(1, 3))
      + over("x", over("y", (3 * x - 1) * .log(2 + x + y * y), 0, 1 + x), over(1, 3), 1)
    guard case .ball(let u) = value(upright).value else { Issue.record("\(value(upright).value)"); return }
    #expect(abs(u.midpoint - sides.compiled(variables: [])([])) < 1e-9 && u.radius < 1e-9)
    guard case .ball(let s) = value(steep).value else { Issue.record("\(value(steep).value)"); return }
    #expect(abs(s.midpoint - parts.compiled(variables: [])([])) < 1e-9 && s.radius < 1e-9)
    guard case .ball(let b) = value(kinked).value else { Issue.record("\(value(kinked).value)"); return }
    #expect(abs(b.midpoint - halves.compiled(variables: [])([])) < 1e-9 && b.radius < 1e-9)
  }

  /// ∫∫ f(x + y) g(x − y) = ½ ∫f ∫g, at drawn functions: no term separates.
  @Test func turnedProducts() throws {
    var random = SplitMix(seed: 7)
    func draw(_ low: Int, _ high: Int) -> Expression { over(Int.random(in: low...high, using: &random), 7) }
    for _ in 0..<6 {
      let (m, v, a, c) = (draw(-9, 9), draw(3, 20), draw(1, 12), draw(-9, 9))
      let f = normal(m, v) * .log(1 + .exp(a * x)), g = normal(c, 1) * .tanh(x + c).squared
      func at(_ e: Expression, _ t: Expression) -> Expression { e.substituting([Variable("x"): t]) }
      let turned = iterated(at(f, x + y) * at(g, x - y)), product = line(f) * line(g) / 2
      #expect(equal(turned, product))
      #expect(!equal(turned, product * (1 + over(1, 10_000_000))))
    }
  }

  /// Digits beyond those that doubles carry are neither claimed nor asked for.
  @Test func coarseness() {
    let e = iterated(normal(0, 1) * normal(x, 2, at: y) * .tanh(x * y))
    let found = value(e), sum = value(e + line(normal(0, 1)))
    #expect(found.isCoarse && sum.isCoarse)
    #expect(value(e).isCoarse, "what is remembered is as coarse as it was")
    #expect(!value(line(normal(0, 1) * .log(1 + .exp(x)))).isCoarse)
    let turned = over("y", over("x", normal(0, 1) * normal(x, 2, at: y) * .tanh(x * y)))
    #expect(equal(e, turned), "the order of integration")
    #expect(!equal(e, turned + over(1, 10_000_000)))
  }

  /// What has no integral never gets a number.
  @Test func divergence() {
    let p = normal(0, 1)
    // no y at all; a Gaussian whose width explodes; a negative exponent that loses
    #expect(infinite(iterated(p * .exp(.sin(x))), positive: true))
    #expect(infinite(iterated(p * normal(0, 1, at: y * .exp(.sin(x) - x.squared))), positive: true))
    #expect(infinite(iterated(p * normal(0, 1, at: y * .exp(.sin(x) + x.raised(to: 3)))), positive: true))
    #expect(infinite(iterated(.exp(x.squared) * normal(0, 1, at: y) * (1 + .tanh(x * y).squared)), positive: true))
    // a pole along a line, and a tail that is too heavy
    #expect(undefined(iterated(p * normal(0, 1, at: y) * x / (x + 2 * y))))
    #expect(infinite(iterated(p / (1 + .abs(y - .tanh(x)))), positive: true))
    // the order of integration decides: not absolutely convergent, so no enclosure
    let torn = value(over("x", over("y", (x.squared - y.squared) / (x.squared + y.squared).squared, 0, 1), 0, 1))
    if case .ball = torn.value { Issue.record("an enclosure of an integral that does not converge absolutely") }
  }

  /// What falls faster than exponentially on one side only.
  @Test func tailsThatFallFasterThanPolynomialsInTheExponent() throws {
    let p = Expression.exp(-x.squared / 2 - .exp(-x) * (x + 1).squared / 2)
    let found = value(line(p))
    guard case .ball(let b) = found.value else { Issue.record("\(found.value)"); return }
    #expect(b.accuracyBits > 95)
  }
}
