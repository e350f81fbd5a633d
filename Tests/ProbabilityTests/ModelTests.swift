import Exact
import Expressions
import Probability
import Testing

private func v(_ name: String) -> Variable { Variable(name) }
private func e(_ name: String) -> Expression { .variable(Variable(name)) }

/// log p(place), evaluated.
private func value(_ e: Expression) throws -> Double { try witness(e) }

@Suite struct ModelTests {
  /// z ~ N(0,1), x|z ~ N(2z, ½).
  static func linvae() throws -> Model {
    try Model([
      .init(v("z"), normal(0, 1)), .init(v("x"), given: [v("z")], normal(2 * e("z"), q(1, 2))),
    ])
  }

  @Test func linearGaussian() throws {
    let m = try ModelTests.linvae()
    #expect(try m.law(of: [v("x")], at: none) == normal(0, q(9, 2)))
    #expect(
      try m.law(of: [v("z")], given: [(v("x"), q(3, 2))], at: none) == normal(q(2, 3), q(1, 9)))
    let symbolic = try m.law(of: [v("z")], given: [(v("x"), e("t"))], at: none)
    #expect(symbolic == (try normal(q(4, 9) * e("t"), q(1, 9))))
    #expect(
      try m.law(of: [v("x")], given: [(v("z"), e("t"))], at: none) == normal(2 * e("t"), q(1, 2)))
    #expect(
      try agrees(
        m.law(of: [v("x")], at: none).logDensity(at: [q(3, 2)], values: none), "linvae.log"))
    let joint = try m.law(of: [v("x"), v("z")], at: none)
    #expect(try joint.covariance(at: none) == [[q(9, 2), 2], [2, 1]])
    #expect(
      try m.law(of: [v("z"), v("x")], at: none).covariance(at: none) == [[1, 2], [2, q(9, 2)]])
  }

  /// CHAIN3 with irrational coefficients √αₜ: kernels, posteriors, and the means' normal form.
  @Test func diffusionChain() throws {
    let alpha = [Rational(9, 10), Rational(4, 5), Rational(7, 10)]
    let nodes = try (1...3).map { t in
      let a = alpha[t - 1]
      return Model.Node(
        v("x\(t)"), given: [v("x\(t - 1)")],
        try normal(.sqrt(.rational(a)) * e("x\(t - 1)"), .rational(1 - a)))
    }
    let m = try Model(nodes)
    for t in 1...3 {
      let bar = alpha[..<t].reduce(1, *)
      let law = try m.law(of: [v("x\(t)")], given: [(v("x0"), e("u"))], at: none)
      let mean = try law.mean(at: none)[0], variance = try law.covariance(at: none)[0][0]
      #expect(variance == .rational(1 - bar))
      #expect(close(try witness(mean, [v("u"): 1.7]), 1.7 * bar.double.squareRoot()))
    }
    // The posterior q(x₂ | x₃, x₀): mean and variance by the formula every paper prints.
    let posterior = try m.law(
      of: [v("x2")], given: [(v("x3"), e("b")), (v("x0"), e("a"))], at: none)
    let (bar2, bar3) = (Rational(18, 25), Rational(63, 125)), beta = Rational(3, 10)
    let variance = try #require(posterior.covariance(at: none)[0][0].rationalValue)
    #expect(variance == (1 - bar2) / (1 - bar3) * beta)
    let mean = try witness(posterior.mean(at: none)[0], [v("a"): 0.3, v("b"): -1.1])
    let expected =
      (0.7.squareRoot() * (1 - bar2).double * -1.1 + bar2.double.squareRoot() * 0.3 * 0.3)
      / (1 - bar3).double
    #expect(close(mean, expected))
    // Markov: x₁ says all about x₂, and neither x₀ nor its law is asked for.
    #expect(
      try m.law(of: [v("x2")], given: [(v("x1"), e("a"))], at: none)
        == m.law(of: [v("x2")], given: [(v("x1"), e("a")), (v("x0"), 5)], at: none))
    #expect(throws: ProbabilityError.self) { try m.law(of: [v("x2")], at: none) }
  }

  /// The same with the schedule left as variables: what is differentiated later must not change a
  /// value.
  @Test func symbolicChain() throws {
    let alphas = ["a1", "a2", "a3"].map(v)
    let at = Valuation(
      Dictionary(
        uniqueKeysWithValues: zip(alphas, [Rational(9, 10), Rational(4, 5), Rational(7, 10)])))
    let m = try Model(
      (1...3).map { t in
        let a = Expression.variable(alphas[t - 1])
        return Model.Node(
          v("x\(t)"), given: [v("x\(t - 1)")], try normal(.sqrt(a) * e("x\(t - 1)"), 1 - a, at))
      })
    let posterior = try m.law(of: [v("x2")], given: [(v("x3"), 2), (v("x0"), 1)], at: at)
    let variance = try posterior.covariance(at: at)[0][0]
    #expect(at.rational(variance) == Rational(7, 25) / Rational(62, 125) * Rational(3, 10))
    // ∂/∂α₃ of the variance (1−ᾱ₂)(1−α₃)/(1−ᾱ₂α₃), at these values.
    let (b, a) = (0.72, 0.7),
      slope = (1 - b) * (-(1 - b * a) + b * (1 - a)) / ((1 - b * a) * (1 - b * a))
    let found = try witness(variance.derivative(by: alphas[2]), at.values.mapValues(\.double))
    #expect(close(found, slope))
  }

  /// CHAIN3 against a reverse chain: the evidence bound as one expectation over the whole chain,
  /// and as a sum of divergences of one step each. Two routes, one exact number.
  @Test func evidenceBoundOfAChain() throws {
    let alpha = [Rational(9, 10), Rational(4, 5), Rational(7, 10)], start = q(3, 7)
    let forward = try Model(
      (1...3).map { t in
        let a = Expression.rational(alpha[t - 1])
        return Model.Node(
          v("x\(t)"), given: [v("x\(t - 1)")], try normal(.sqrt(a) * e("x\(t - 1)"), 1 - a))
      })
    let backward = try Model(
      [.init(v("x3"), normal(0, 1))]
        + (0..<3).map { t in
          Model.Node(
            v("x\(t)"), given: [v("x\(t + 1)")], try normal(q(2, 3) * e("x\(t + 1)"), q(1, 5)))
        })
    let path = [v("x1"), v("x2"), v("x3")],
      chain = try forward.law(of: path, given: [(v("x0"), start)], at: none)
    let joint = try backward.law(of: [v("x0")] + path, at: none)
    let whole = try chain.expectation(at: none) { x in
      try chain.logDensity(at: x, values: none) - joint.logDensity(at: [start] + x, values: none)
    }
    var steps = try Law.kl(
      forward.law(of: [v("x3")], given: [(v("x0"), start)], at: none), normal(0, 1), at: none)
    for t in 2...3 {
      let outer = try forward.law(of: [v("x\(t)")], given: [(v("x0"), start)], at: none),
        before = v("x\(t - 1)")
      steps =
        steps
        + (try outer.expectation(at: none) { x in
          try Law.kl(
            forward.law(of: [before], given: [(v("x\(t)"), x[0]), (v("x0"), start)], at: none),
            backward.law(of: [before], given: [(v("x\(t)"), x[0])], at: none), at: none)
        })
    }
    let last = try forward.law(of: [v("x1")], given: [(v("x0"), start)], at: none).expectation(
      at: none
    ) { x in
      try backward.law(of: [v("x0")], given: [(v("x1"), x[0])], at: none).logDensity(
        at: [start], values: none)
    }
    guard case .exact(let difference) = Evaluator().evaluate(whole - steps + last).value else {
      Issue.record("the two routes should meet exactly")
      return
    }
    #expect(difference.isZero)
  }

  /// HMM2 and random tables, against enumeration of the whole joint table.
  @Test func finiteModelsAgreeWithBruteForce() throws {
    let s = Stream(root: 5, check: "models", purpose: "tables")
    for k in 0..<12 {
      let size = [2, 3, 2, 3], names = ["a", "b", "c", "d"].map(v)
      // a → b → d, a → c → d
      let parents = [[], [0], [0], [1, 2]]
      var tables: [[[Int]: [Rational]]] = []
      var nodes: [Model.Node] = []
      for node in 0..<4 {
        var places: [[Int]] = [[]]
        for p in parents[node] {
          places = places.flatMap { place in (0..<size[p]).map { place + [$0] } }
        }
        let weights = try places.enumerated().map { i, _ in
          try s.simplex(100 * k + 10 * node + i, size[node])
        }
        tables.append(Dictionary(uniqueKeysWithValues: zip(places, weights)))
        let laws = try weights.map { try finite($0.enumerated().map { ($0, .rational($1)) }) }
        let rows = zip(places, laws).map { Model.Row($0.map { q($0) }, $1) }
        nodes.append(
          parents[node].isEmpty
            ? .init(names[node], laws[0])
            : .init([names[node]], given: parents[node].map { names[$0] }, .table(rows)))
      }
      let m = try Model(nodes.reversed())
      func joint(_ x: [Int]) -> Rational {
        (0..<4).reduce(1) { $0 * (tables[$1][parents[$1].map { x[$0] }]?[x[$1]] ?? 0) }
      }
      var all: [[Int]] = [[]]
      for n in size { all = all.flatMap { x in (0..<n).map { x + [$0] } } }
      for (wanted, given) in [
        ([0], [3]), ([3], [1]), ([1, 2], [3]), ([2], [0, 1]), ([0, 3], []), ([1], [2, 3]),
      ] {
        let x = all[(7 * k + 3) % all.count]
        let law = try m.law(
          of: wanted.map { names[$0] }, given: given.map { (names[$0], q(x[$0])) }, at: none)
        let agreeing = all.filter { y in given.allSatisfy { y[$0] == x[$0] } }
        let top = agreeing.filter { y in wanted.allSatisfy { y[$0] == x[$0] } }.reduce(Rational(0))
        { $0 + joint($1) }
        let expected = top / agreeing.reduce(Rational(0)) { $0 + joint($1) }
        #expect(try law.density(at: wanted.map { q(x[$0]) }, values: none) == .rational(expected))
      }
    }
  }

  /// Two points, Gaussian noise: the posterior mean is a hyperbolic tangent.
  @Test func mixturePosterior() throws {
    let m = try Model([
      .init(v("x0"), finite([(-1, q(1, 2)), (1, q(1, 2))])),
      .init(v("x"), given: [v("x0")], normal(q(4, 5) * e("x0"), q(9, 25))),
    ])
    let marginal = try m.law(of: [v("x")], at: none)
    #expect(marginal.pieces.count == 2 && !marginal.isFinite)
    let posterior = try m.law(of: [v("x0")], given: [(v("x"), q(3, 10))], at: none)
    #expect(try agrees(posterior.mean(at: none)[0], "twopoint.mean"))
    // The other way round: one branch, no evidence left in the weights.
    #expect(try m.law(of: [v("x")], given: [(v("x0"), 1)], at: none) == normal(q(4, 5), q(9, 25)))
    // Bayes at a symbolic place: p(x0 | x) p(x) = p(x | x0) p(x0).
    let t = v("t"), symbolic = try m.law(of: [v("x0")], given: [(v("x"), .variable(t))], at: none)
    for x in [-2.0, 0.1, 3] {
      let left = try witness(
        symbolic.density(at: [1], values: none)
          * marginal.density(at: [.variable(t)], values: none), [t: x])
      let right =
        try witness(normal(q(4, 5), q(9, 25)).density(at: [.variable(t)], values: none), [t: x]) / 2
      #expect(close(left, right))
    }
  }

  @Test func decoderThatIsNotLinear() throws {
    let m = try Model([
      .init(v("z"), normal(0, 1)),
      .init(v("x"), given: [v("z")], normal(e("z").squared - 1, q(1, 4))),
    ])
    let evidence = try m.law(of: [v("x")], at: none).density(at: [q(1, 2)], values: none)
    #expect(try agrees(evidence, "curved.evidence"))
    let posterior = try m.law(of: [v("z")], given: [(v("x"), q(1, 2))], at: none)
    #expect(try agrees(posterior.expectation(at: none) { $0[0].squared }, "curved.secondMoment"))
    #expect(try close(witness(posterior.expectation(at: none) { _ in 1 }), 1, 1e-8))
  }

  @Test func deterministicNodes() throws {
    // x = 2z + c with z Gaussian and c a coin: a mixture; y = x − 2z is then c again.
    let m = try Model([
      .init(v("z"), normal(1, 3)), .init(v("c"), finite([(0, q(1, 3)), (5, q(2, 3))])),
      .init(v("x"), given: [v("z"), v("c")], .point(2 * e("z") + e("c"))),
      .init(v("y"), given: [v("x"), v("z")], .point(e("x") - 2 * e("z"))),
    ])
    let x = try m.law(of: [v("x")], at: none)
    #expect(try x == .mixture([(q(1, 3), normal(2, 12)), (q(2, 3), normal(7, 12))], at: none))
    #expect(try m.law(of: [v("y")], at: none).atoms(at: none)?.map(\.weight) == [q(1, 3), q(2, 3)])
    #expect(try m.law(of: [v("z")], given: [(v("x"), 4), (v("c"), 0)], at: none) == .point(2))
    // A noise is known once its sources are: ε from x₀ and xₜ.
    let d = try Model([
      .init(v("x0"), normal(0, 2)), .init(v("eps"), normal(0, 1)),
      .init(v("xt"), given: [v("x0"), v("eps")], .point(q(3, 5) * e("x0") + q(4, 5) * e("eps"))),
    ])
    #expect(
      try d.law(of: [v("eps")], given: [(v("xt"), 1), (v("x0"), q(1, 3))], at: none) == .point(1))
    #expect(try d.law(of: [v("xt")], at: none) == normal(0, q(18, 25) + q(16, 25)))
    // Squares are pushed forward.
    let square = try Model([
      .init(v("z"), normal(0, 1)), .init(v("x"), given: [v("z")], .point(e("z").squared)),
    ])
    let chi = try square.law(of: [v("x")], at: none)
    #expect(close(try witness(chi.density(at: [q(7, 10)], values: none)), 0.3360144669, 1e-9))
    #expect(throws: ProbabilityError.self) {
      try square.law(of: [v("z")], given: [(v("x"), 1)], at: none)
    }
  }

  /// x = a + b and y = a − b determine a, so that 2a is known: given again it says nothing, and
  /// given otherwise it cannot be.
  @Test func whatIsDeterminedIsCertainOrImpossible() throws {
    let m = try Model([
      .init(v("a"), normal(0, 1)), .init(v("b"), normal(1, 2)),
      .init(v("x"), given: [v("a"), v("b")], .point(e("a") + e("b"))),
      .init(v("y"), given: [v("a"), v("b")], .point(e("a") - e("b"))),
      .init(v("w"), given: [v("a")], .point(2 * e("a"))),
    ])
    let given = [(variable: v("x"), value: q(1)), (v("y"), q(3))]
    #expect(try m.law(of: [v("b")], given: given, at: none) == .point(-1))
    #expect(try m.law(of: [v("b")], given: given + [(v("w"), 4)], at: none) == .point(-1))
    #expect(throws: ProbabilityError("what is given has probability 0")) {
      try m.law(of: [v("b")], given: given + [(v("w"), 5)], at: none)
    }
  }

  @Test func independentCoordinatesStayExact() throws {
    let m = try Model([
      .init(v("u"), .uniform(lower: 0, upper: 1, at: none)),
      .init(
        [v("a"), v("b")],
        .law(.normal(mean: [0, 1], covariance: [[1, q(1, 2)], [q(1, 2), 1]], at: none))),
      .init(v("l"), .laplace(location: 0, scale: 1, at: none)),
    ])
    let law = try m.law(of: [v("l"), v("b"), v("u")], given: [(v("a"), 2)], at: none)
    #expect(
      try law
        == .product([
          .laplace(location: 0, scale: 1, at: none), normal(2, q(3, 4)),
          .uniform(lower: 0, upper: 1, at: none),
        ]))
    // A uniform source of a Gaussian is no Gaussian: the density is an integral.
    let blur = try Model([
      .init(v("u"), .uniform(lower: 0, upper: 1, at: none)),
      .init(v("x"), given: [v("u")], normal(e("u"), 1)),
    ])
    let p = try blur.law(of: [v("x")], at: none).density(at: [q(1, 4)], values: none)
    let cdf =
      try normal(0, 1).cumulative(at: q(1, 4), values: none)
      - normal(0, 1).cumulative(at: q(-3, 4), values: none)
    #expect(close(try witness(p), try witness(cdf)))
    let back = try blur.law(of: [v("u")], given: [(v("x"), q(1, 4))], at: none)
    #expect(close(try witness(back.expectation(at: none) { _ in 1 }), 1, 1e-9))
    #expect(try back.density(at: [q(3, 2)], values: none) == 0)
  }

  /// What is met by an atom outweighs what has a density there, in whatever order the cases stand.
  @Test func atomsOutweighDensities() throws {
    for atom in [0, 1] {
      let cases: [Model.Row] = try [0, 1].map { .init([q($0)], $0 == atom ? .point(3) : try normal(0, 1)) }
      let m = try Model([
        .init(v("c"), finite([(0, q(1, 1000)), (1, q(999, 1000))])), .init([v("x")], given: [v("c")], .table(cases)),
      ])
      #expect(try m.law(of: [v("c")], given: [(v("x"), 3)], at: none) == .point(q(atom)))
      #expect(try m.law(of: [v("c")], given: [(v("x"), 2)], at: none) == .point(q(1 - atom)))
    }
  }

  @Test func longChainsCostTheirLength() throws {
    let n = 60
    var nodes = [try Model.Node(v("s0"), finite([(0, q(1, 2)), (1, q(1, 2))]))]
    for t in 1...n {
      nodes.append(
        .init(
          [v("s\(t)")], given: [v("s\(t - 1)")],
          .table([
            .init([0], try finite([(0, q(3, 4)), (1, q(1, 4))])),
            .init([1], try finite([(0, q(1, 3)), (1, q(2, 3))])),
          ])))
    }
    let law = try Model(nodes).law(of: [v("s\(n)")], at: none)
    let w = try #require(law.atoms(at: none)?[0].weight.rationalValue)
    #expect((w - Rational(4, 7)).magnitude < Rational(1, 1_000_000_000))
  }

  @Test func nonsenseIsAnError() throws {
    #expect(throws: ProbabilityError.self) {
      try Model([.init(v("x"), normal(0, 1)), .init(v("x"), normal(0, 1))])
    }
    #expect(throws: ProbabilityError.self) {
      try Model([
        .init(v("x"), given: [v("y")], normal(e("y"), 1)),
        .init(v("y"), given: [v("x")], normal(e("x"), 1)),
      ])
    }
    #expect(throws: ProbabilityError.self) {
      try Model([.init([v("x"), v("y")], .law(normal(0, 1)))])
    }
    let m = try ModelTests.linvae()
    #expect(throws: ProbabilityError.self) { try m.law(of: [], at: none) }
    #expect(throws: ProbabilityError.self) { try m.law(of: [v("z"), v("z")], at: none) }
    #expect(throws: ProbabilityError.self) {
      try m.law(of: [v("z")], given: [(v("z"), 1)], at: none)
    }
    #expect(throws: ProbabilityError.self) { try m.law(of: [v("nobody")], at: none) }
    let coin = try Model([
      .init(v("c"), finite([(0, q(1, 2)), (1, q(1, 2))])),
      .init(v("d"), given: [v("c")], .point(e("c"))),
    ])
    #expect(throws: ProbabilityError.self) {
      try coin.law(of: [v("c")], given: [(v("d"), 7)], at: none)
    }
  }
}
