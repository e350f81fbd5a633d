import Balls
import Exact
import Expressions
import Foundation
import Ledger
import Probability
import SplitMix
import Testing

/// An expression on one line: its text if it is short, a digest of it and the value if not.
private func shown(_ e: Expression) -> String {
  let text = "\(e)", short = text.utf8.count <= 24 ? text : Ledger.digest(text.utf8).prefix(6) + "…"
  guard !text.contains("∫"), e.freeVariables.isEmpty, text.utf8.count > 24 else { return short }
  guard case .ball(let ball) = Evaluator(goal: 60).evaluate(e).value, let ends = ball.bounds else {
    return short
  }
  return short + Ledger.digest("\(ends.lower) \(ends.upper)".utf8).prefix(4)
}

/// What a question about a law is answered, or the words of its refusal.
private func told(_ question: () throws -> [Expression]) -> String {
  do {
    return try Variable.$numbering.withValue(VariableNumbering()) {
      try question().map(shown).joined(separator: ", ")
    }
  } catch { return "✗ \(error)" }
}

private func agree(_ value: Double?, _ law: Double, _ tolerance: Double = 1e-6) -> Bool {
  guard let value else { return true }  // what the program does not know is no error
  return value == law || abs(value - law) <= tolerance * max(1, abs(law))
}

/// What laws of every family, mixed and mapped, are told about themselves, beside the same computed
/// in doubles.
@Suite struct ProbabilityLedger {
  /// Places at, beside and between what matters, and far outside.
  private static func places(_ p: KnownLaw) -> [Rational] {
    let cuts = Set(p.places).sorted()
    let between = zip(cuts, cuts.dropFirst()).map { ($0 + $1) / 2 }
    let beside = [cuts.first.map { $0 - Rational(1, 3) }, cuts.last.map { $0 + Rational(1, 3) }]
    return
      (cuts + between + beside.compactMap { $0 } + [
        -20, Rational(-3, 7), 0, Rational(5, 11), 1, 20,
      ])
  }

  @Test(arguments: 0..<12) func lawsOfTheLine(_ block: Int) throws {
    var entries: [Ledger.Entry] = []
    for trial in block * 12..<(block + 1) * 12 {
      var draw = KnownLaws(seed: 7000 + trial)
      let p: KnownLaw
      do { p = try Variable.$numbering.withValue(VariableNumbering()) { try draw.law() } } catch {
        entries.append(Ledger.Entry("\(block).\(trial)", "✗ \(error)"))
        continue
      }
      let law = p.law, x = Variable("x")
      entries.append(
        Ledger.Entry(p.name, "\(law)".utf8.count < 100 ? "\(law)" : Ledger.digest("\(law)".utf8)))
      let far = abs(p.range.1) < 1e4 && abs(p.range.0) < 1e4
      // the distribution function and the density, place by place
      for place in Self.places(p) {
        let at = Expression.rational(place), t = place.double
        let below = told { [try law.cumulative(at: at, values: none)] }
        let cumulative = try? law.cumulative(at: at, values: none)
        #expect(
          agree(cumulative.flatMap { number($0) }, p.cumulative(t)), "P(\(p.name) ≤ \(place))")
        let general = try? law.cumulative(at: .variable(x), values: none)
        let put = general?.substituting([x: at])
        #expect(agree(put.flatMap { number($0) }, p.cumulative(t)), "P(\(p.name) ≤ x) at \(place)")
        let known = try? law.cumulative(at: .variable(x), values: Valuation([x: place]))
        #expect(
          agree(known.flatMap { number($0.substituting([x: at])) }, p.cumulative(t)),
          "P(\(p.name) ≤ x), x = \(place)")
        let density = told {
          [try law.density(at: [at], values: none), try law.logDensity(at: [at], values: none)]
        }
        let isCut = (p.cuts + [p.range.0, p.range.1]).contains { abs($0 - t) < 1e-9 }
        let atom = p.atoms.reduce(0) { $0 + ($1.place == t ? $1.weight : 0) }
        if !isCut || atom > 0, let value = try? law.density(at: [at], values: none) {
          let expected = atom > 0 ? atom : exp(p.logDensity(t))
          #expect(agree(number(value), expected), "density of \(p.name) at \(place)")
        }
        entries.append(Ledger.Entry("  \(place)", "\(below) | \(density)"))
      }
      guard far else { continue }
      // means of bodies of every kind
      let bodies: [(String, (Expression) -> Expression, (Double) -> Double)] = [
        ("1", { _ in 1 }, { _ in 1 }), ("x", { $0 }, { $0 }),
        ("x^3", { $0.raised(to: 3) }, { $0 * $0 * $0 }),
        ("exp(-x^2)", { .exp(-$0.squared) }, { exp(-$0 * $0) }),
        ("|x - 1/2|", { .abs($0 - q(1, 2)) }, { abs($0 - 0.5) }),
        ("max(x, 0)", { .max($0, 0) }, { max($0, 0) }),
        (
          "[x <= 1]", { .piecewise([.init(.compare($0, .lessOrEqual, 1), 1)], otherwise: 0) },
          { $0 <= 1 ? 1 : 0 }
        ),
      ]
      for (name, body, plain) in bodies {
        let answer = told { [try law.expectation(at: none) { body($0[0]) }] }
        if name != "[x <= 1]", let value = try? law.expectation(at: none, of: { body($0[0]) }) {
          #expect(agree(number(value), try p.mean(plain), 1e-5), "E \(name) of \(p.name): \(value)")
        }
        if name == "[x <= 1]", let value = try? law.expectation(at: none, of: { body($0[0]) }) {
          #expect(agree(number(value), p.cumulative(1), 1e-5), "P(\(p.name) ≤ 1) as a mean")
        }
        entries.append(Ledger.Entry("  E \(name)", answer))
      }
      let entropy = told { [try law.entropy(at: none)] }
      if Set(p.atoms.map(\.place)).count == p.atoms.count, let value = try? law.entropy(at: none) {
        let own = p.atoms.reduce(0) { $0 - ($1.weight > 0 ? $1.weight * log($1.weight) : 0) }
        let plain =
          try own
          - p.area { x in
            let l = p.logDensity(x)
            return l > -700 ? exp(l) * l : 0
          }
        #expect(agree(number(value), plain, 1e-5), "entropy of \(p.name)")
      }
      let ends = told {
        try law.support(at: none).flatMap { [$0.lower ?? -.infinity, $0.upper ?? .infinity] }
      }
      entries.append(
        Ledger.Entry(
          "  entropy, covariance", entropy + " | " + told { try law.covariance(at: none)[0] }))
      entries.append(Ledger.Entry("  support, samples", ends + " | " + Self.samples(law)))
    }
    #expect(try Ledger("probability-line-\(block)").differences(entries) == [])
  }

  /// The bits of forty draws.
  private static func samples(_ law: Law) -> String {
    let stream = Stream(root: 3, check: "ledger", purpose: "draws")
    do {
      let draws = try law.sample(40, stream, at: none)
      return Ledger.digest(
        draws.joined().flatMap { x in
          (0..<8).map { UInt8(truncatingIfNeeded: x.bitPattern >> (8 * $0)) }
        })
    } catch { return "✗ \(error)" }
  }

  /// Draws lie about their law as Dvoretzky, Kiefer and Wolfowitz allow at 10⁻⁹, left limits too.
  @Test(arguments: 0..<4) func drawsAreOfTheirLaw(_ block: Int) throws {
    for trial in 0..<10 {
      var draw = KnownLaws(seed: 8000 + block * 10 + trial)
      let p = try draw.law(), n = 1200
      let stream = Stream(root: UInt64(trial), check: "ledger", purpose: "laws")
      guard let draws = try? p.law.sample(n, stream, at: none).map({ $0[0] }).sorted() else {
        continue
      }
      let allowed = (log(2 / 1e-9) / (2 * Double(n))).squareRoot() + 1e-9
      for (k, x) in draws.enumerated() {
        let slack = 1e-9 * max(1, abs(x))
        #expect(p.cumulative(x + slack) >= Double(k) / Double(n) - allowed, "\(p.name) at \(x)")
        #expect(p.cumulative(x - slack) <= Double(k + 1) / Double(n) + allowed, "\(p.name) at \(x)")
      }
    }
  }

  // MARK: pairs

  @Test(arguments: 0..<16) func pairs(_ block: Int) throws {
    var entries: [Ledger.Entry] = []
    for trial in block * 10..<(block + 1) * 10 {
      var draw = KnownLaws(seed: 9000 + trial)
      let both = try? Variable.$numbering.withValue(VariableNumbering()) {
        (try draw.law(), try trial % 5 == 0 ? draw.image() : draw.law())
      }
      guard let (p, g) = both else { continue }
      entries.append(Ledger.Entry(p.name, g.name))
      let plain = try PlainDivergences(p, g)
      func record(
        _ name: String, _ d: (Law, Law, Valuation) throws -> Expression, _ expected: Double?,
        _ tolerance: Double = 1e-5
      ) {
        entries.append(Ledger.Entry("  \(name)", told { [try d(p.law, g.law, none)] }))
        guard let expected, let e = try? d(p.law, g.law, none) else { return }
        let value = number(e, goal: 24)
        #expect(
          agree(value, expected, tolerance),
          "\(name) of \(p.name) and \(g.name): \(value ?? .nan), plainly \(expected)")
      }
      record("TV", Law.tv, plain.tv)
      record("JS", Law.js, plain.js)
      record("KL", Law.kl, plain.kl)
      record("χ²", Law.chiSquare, nil)
      let isDense = [p, g].contains { $0.law.description.contains("↦") }
      record("W1", Law.w1, isDense ? nil : plain.w1)
      record("W2²", Law.w2Squared, nil)
      entries.append(
        Ledger.Entry(
          "  back",
          told {
            [
              try Law.kl(g.law, p.law, at: none), try Law.w1(g.law, p.law, at: none),
              try Law.tv(g.law, p.law, at: none),
            ]
          }))
    }
    #expect(try Ledger("probability-pairs-\(block)").differences(entries) == [])
  }

  /// Equal laws written differently are at no distance.
  @Test func equalLawsWrittenDifferently() throws {
    let z = Variable("z"), Z = Expression.variable(z)
    let unit = try Law.uniform(lower: 0, upper: 1, at: none), half = q(1, 2)
    let halves = try Law.mixture(
      [
        (half, .uniform(lower: 0, upper: half, at: none)),
        (half, .uniform(lower: half, upper: 1, at: none)),
      ], at: none)
    let turned = try unit.pushforward(variables: [z], map: [1 - Z], at: none)
    let rooted = try unit.pushforward(variables: [z], map: [Z.squared], at: none)
      .pushforward(variables: [z], map: [.sqrt(Z)], at: none)
    let folded = try Law.uniform(lower: -1, upper: 1, at: none).pushforward(
      variables: [z], map: [.abs(Z)], at: none)
    let logistic = try normal(1, 2).pushforward(variables: [z], map: [.exp(Z)], at: none)
      .pushforward(variables: [z], map: [.log(Z)], at: none)
    let groups: [[Law]] = [
      [unit, halves, turned, rooted, folded], [try normal(1, 2), logistic],
      [
        try finite([(0, half), (1, half)]),
        try finite([(1, q(1, 4)), (0, half), (1, q(1, 4)), (5, 0)]),
      ],
    ]
    for group in groups {
      for (a, b) in group.flatMap({ a in group.map { (a, $0) } }) {
        for (name, d) in [
          ("TV", Law.tv), ("KL", Law.kl), ("JS", Law.js), ("W1", Law.w1), ("χ²", Law.chiSquare),
        ] {
          guard let e = try? d(a, b, none), let value = number(e, goal: 24) else { continue }
          #expect(abs(value) < 1e-6, "\(name) of \(a) and \(b): \(value)")
        }
      }
    }
  }

  // MARK: refusals

  @Test func refusals() throws {
    let (x, y) = (Variable("x"), Variable("y")), X = Expression.variable(x),
      Y = Expression.variable(y)
    let unit = try Law.uniform(lower: 0, upper: 1, at: none),
      plane = Law.product([unit, try normal(0, 1)])
    let asked: [(String, () throws -> Any)] = [
      ("N(0, -1)", { try normal(0, -1) }), ("N(0, 0)", { try normal(0, 0) }),
      ("N of no coordinate", { try Law.normal(mean: [], covariance: [], at: none) }),
      ("N with few rows", { try Law.normal(mean: [0, 1], covariance: [[1, 0]], at: none) }),
      (
        "N asymmetric", { try Law.normal(mean: [0, 1], covariance: [[1, 1], [0, 1]], at: none) }
      ),
      (
        "N indefinite", { try Law.normal(mean: [0, 1], covariance: [[1, 2], [2, 1]], at: none) }
      ),
      (
        "N without variance",
        { try Law.normal(mean: [0, 1], covariance: [[0, 1], [1, 1]], at: none) }
      ),
      (
        "N negative second",
        { try Law.normal(mean: [0, 1], covariance: [[1, 0], [0, -1]], at: none) }
      ),
      ("N singular", { try Law.normal(mean: [0, 1], covariance: [[1, 1], [1, 1]], at: none) }),
      (
        "density of N singular",
        {
          try Law.normal(mean: [0, 1], covariance: [[1, 1], [1, 1]], at: none).density(
            at: [0, 1], values: none)
        }
      ),
      ("U(1, 1)", { try Law.uniform(lower: 1, upper: 1, at: none) }),
      ("U(2, 1)", { try Law.uniform(lower: 2, upper: 1, at: none) }),
      ("U(x, 1)", { try Law.uniform(lower: X, upper: 1, at: none) }),
      ("Laplace(0, 0)", { try Law.laplace(location: 0, scale: 0, at: none) }),
      ("Laplace(0, -1)", { try Law.laplace(location: 0, scale: -1, at: none) }),
      ("Finite()", { try Law.finite([], at: none) }),
      ("Finite of two dimensions", { try Law.finite([([0], 1), ([0, 1], 0)], at: none) }),
      ("Finite of 3/2", { try finite([(0, 1), (1, q(1, 2))]) }),
      ("Finite with -1/2", { try finite([(0, q(3, 2)), (1, q(-1, 2))]) }),
      ("Mixture()", { try Law.mixture([], at: none) }),
      ("Mixture of two dimensions", { try Law.mixture([(1, unit), (0, plane)], at: none) }),
      ("combination of 2", { try Law.combination([(2, unit)], at: none) }),
      ("density at two places", { try unit.density(at: [0, 1], values: none) }),
      ("cumulative in the plane", { try plane.cumulative(at: 0, values: none) }),
      ("marginal 3", { try plane.marginal([2], at: none) }),
      ("marginal twice", { try plane.marginal([0, 0], at: none) }),
      ("marginal of none", { try plane.marginal([], at: none) }),
      ("KL of two dimensions", { try Law.kl(unit, plane, at: none) }),
      (
        "W1 in the plane",
        {
          try Law.w1(plane, .product([.laplace(location: 0, scale: 1, at: none), unit]), at: none)
        }
      ),
      (
        "W2 in the plane",
        {
          try Law.w2(plane, .product([.laplace(location: 0, scale: 1, at: none), unit]), at: none)
        }
      ),
      ("transport of U", { try Transport(unit, unit, at: none) }),
      ("transport at √2", { try Transport(.point(.sqrt(2)), .point(1), at: none) }),
      ("transport √2 long", { try Transport(.point([0, 0]), .point([1, 1]), at: none) }),
      (
        "transport of unequal masses",
        { try Transport(from: [[0]], [1], to: [[1]], [2], cost: [[1]]) }
      ),
      (
        "transport of a negative mass",
        { try Transport(from: [[0], [1]], [2, -1], to: [[1]], [1], cost: [[1], [1]]) }
      ),
      ("transport of nothing", { try Transport(from: [], [], to: [[1]], [1], cost: []) }),
      (
        "transport of huge denominators",
        {
          try Transport(
            from: [[0], [1]],
            [Rational(1, 4_611_686_018_427_387_847), 1 - Rational(1, 4_611_686_018_427_387_847)],
            to: [[1]], [1], cost: [[Rational(1, 3)], [Rational(1, 7)]])
        }
      ),
      ("image by two variables", { try unit.pushforward(variables: [x, y], map: [X], at: none) }),
      ("image into nothing", { try unit.pushforward(variables: [x], map: [], at: none) }),
      ("log of N", { try normal(0, 1).pushforward(variables: [x], map: [.log(X)], at: none) }),
      ("√ of N", { try normal(0, 1).pushforward(variables: [x], map: [.sqrt(X)], at: none) }),
      (
        "sin of U",
        {
          try unit.pushforward(variables: [x], map: [.sin(X)], at: none).density(
            at: [0], values: none)
        }
      ),
      (
        "P of sin U",
        {
          try unit.pushforward(variables: [x], map: [.sin(X)], at: none).cumulative(
            at: 0, values: none)
        }
      ),
      (
        "W1 of sin U",
        { try Law.w1(unit.pushforward(variables: [x], map: [.sin(X)], at: none), unit, at: none) }
      ),
      (
        "draws of sin U",
        {
          try unit.pushforward(variables: [x], map: [.sin(X)], at: none)
            .sample(1, Stream(root: 1, check: "a", purpose: "b"), at: none)
        }
      ),
      (
        "flat image",
        {
          try Law.product([unit, unit]).pushforward(
            variables: [x, y], map: [X + Y, 2 * X + 2 * Y], at: none)
        }
      ),
      (
        "sample of x",
        {
          try Law.uniform(lower: X, upper: X + 1, at: none).sample(
            1, Stream(root: 1, check: "a", purpose: "b"), at: none)
        }
      ),
      ("sign of x", { try none.sign(X) }), ("sign of x - x", { try none.sign(X - X) }),
      ("e^log 2 = 2", { try none.equal(.exp(.log(2)), 2) }),
      ("√2·√3 = √6", { try none.equal(.sqrt(2) * .sqrt(3), .sqrt(6)) }),
      (
        "sin² + cos² = 1",
        { try none.equal(Expression.sin(1).squared + Expression.cos(1).squared, 1) }
      ),
      ("model with two laws", { try Model([.init(x, unit), .init(x, unit)]) }),
      (
        "model in a circle",
        { try Model([.init(x, given: [y], normal(Y, 1)), .init(y, given: [x], normal(X, 1))]) }
      ),
      ("model of other dimension", { try Model([.init([x, y], .law(unit))]) }),
      ("law of nothing", { try Model([.init(x, unit)]).law(of: [], at: none) }),
      ("law of x twice", { try Model([.init(x, unit)]).law(of: [x, x], at: none) }),
      ("law of a stranger", { try Model([.init(x, unit)]).law(of: [y], at: none) }),
      ("x given x", { try Model([.init(x, unit)]).law(of: [x], given: [(x, 1)], at: none) }),
      (
        "x given twice",
        {
          try Model([.init(x, unit), .init(y, unit)]).law(
            of: [x], given: [(y, 1), (y, 1)], at: none)
        }
      ),
      (
        "given the impossible",
        {
          try Model([.init(x, finite([(0, 1)])), .init(y, given: [x], .point(X + 1))])
            .law(of: [x], given: [(y, 3)], at: none)
        }
      ),
      (
        "given outside",
        {
          try Model([
            .init(x, finite([(0, 1)])),
            .init(y, given: [x], .uniform(lower: 0, upper: 1, at: none)),
          ])
          .law(of: [x], given: [(y, 3)], at: none)
        }
      ),
      (
        "table without a row",
        {
          try Model([
            .init(x, finite([(0, q(1, 2)), (1, q(1, 2))])),
            .init([y], given: [x], .table([.init([0], unit)])),
          ]).law(of: [y], at: none)
        }
      ),
      (
        "table of a continuous parent",
        {
          try Model([.init(x, unit), .init([y], given: [x], .table([.init([0], unit)]))]).law(
            of: [y], at: none)
        }
      ),
      (
        "given a square",
        {
          try Model([.init(x, normal(0, 1)), .init(y, given: [x], .point(X.squared))])
            .law(of: [x], given: [(y, 3)], at: none)
        }
      ),
      (
        "draw from nothing",
        { try Stream(root: 1, check: "a", purpose: "b").rational(0, in: .init(1, 1)) }
      ),
      (
        "draw from a hair",
        {
          try Stream(root: 1, check: "a", purpose: "b")
            .rational(0, in: .init(1, 1 + Rational(1, 2).power(80)))
        }
      ),
      (
        "draw what never holds",
        {
          try Stream(root: 1, check: "a", purpose: "b").rational(
            0, in: .init(0, 1), where: { _ in false })
        }
      ),
      ("simplex of 0", { try Stream(root: 1, check: "a", purpose: "b").simplex(0, 0) }),
      ("simplex of 5000", { try Stream(root: 1, check: "a", purpose: "b").simplex(0, 5000) }),
    ]
    let entries = asked.map { name, question -> Ledger.Entry in
      do {
        let answer = try Variable.$numbering.withValue(VariableNumbering()) { "\(try question())" }
        return Ledger.Entry(name, answer.utf8.count < 200 ? answer : Ledger.digest(answer.utf8))
      } catch { return Ledger.Entry(name, "✗ \(error)") }
    }
    #expect(try Ledger("probability-refusals").differences(entries) == [])
  }
}

/// TV, JS, KL and W₁ from densities, atoms and distribution functions in doubles.
struct PlainDivergences {
  /// nil where tails or poles make doubles worthless: where they do not see all of the mass.
  let tv: Double?, js: Double?, kl: Double?, w1: Double?

  init(_ p: KnownLaw, _ g: KnownLaw) throws {
    let places = Set((p.atoms + g.atoms).map(\.place)).sorted()
    func weight(_ law: KnownLaw, _ x: Double) -> Double {
      law.atoms.reduce(0) { $0 + ($1.place == x ? $1.weight : 0) }
    }
    let cuts = p.cuts + g.cuts + [p, g].filter(\.hasSpread).flatMap { [$0.range.0, $0.range.1] }
    let range = (cuts.min() ?? 0, cuts.max() ?? 0)
    func area(_ f: (Double) -> Double) throws -> Double {
      cuts.isEmpty ? 0 : try KnownLaw.area(cuts, range, f)
    }
    func density(_ law: KnownLaw, _ x: Double) -> Double {
      law.hasSpread && x >= law.range.0 && x <= law.range.1 ? exp(law.logDensity(x)) : 0
    }
    let pairs = places.map { (weight(p, $0), weight(g, $0)) }
    let seen = try (
      area { density(p, $0) } + pairs.reduce(0) { $0 + $1.0 },
      area { density(g, $0) } + pairs.reduce(0) { $0 + $1.1 }
    )
    guard abs(seen.0 - 1) < 1e-7, abs(seen.1 - 1) < 1e-7 else {
      (tv, js, kl, w1) = (nil, nil, nil, nil)
      return
    }
    tv =
      try pairs.reduce(0) { $0 + abs($1.0 - $1.1) / 2 }
      + area { abs(density(p, $0) - density(g, $0)) / 2 }
    func half(_ a: Double, _ b: Double) -> Double { a > 0 ? a / 2 * log(2 * a / (a + b)) : 0 }
    js =
      try pairs.reduce(0) { $0 + half($1.0, $1.1) + half($1.1, $1.0) }
      + area { half(density(p, $0), density(g, $0)) + half(density(g, $0), density(p, $0)) }
    let atoms = pairs.reduce(0) { $0 + ($1.0 > 0 ? $1.0 * log($1.0 / $1.1) : 0) }
    let spread = try area { x in
      let l = p.hasSpread ? p.logDensity(x) : -.infinity
      guard l > -60 else { return 0 }
      return exp(l) * (l - (g.hasSpread ? g.logDensity(x) : -.infinity))
    }
    // quadrature leaves out what is infinite: cells where q vanishes are looked for
    let ends = Set(cuts).sorted()
    let vanishes = zip(ends, ends.dropFirst()).contains { a, b in
      [0.1, 0.5, 0.9].contains { t in
        let x = a + t * (b - a)
        return p.hasSpread && p.logDensity(x) > -50
          && !(g.hasSpread && g.logDensity(x) > -.infinity)
      }
    }
    kl = vanishes || atoms == .infinity ? .infinity : atoms + spread
    let steps = places + cuts, low = steps.min() ?? 0, high = steps.max() ?? 0
    w1 =
      high > low && high - low < 400
      ? try KnownLaw.area(steps, (low, high)) { abs(p.cumulative($0) - g.cumulative($0)) } : nil
  }
}
