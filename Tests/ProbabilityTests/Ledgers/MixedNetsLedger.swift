import Exact
import Expressions
import Foundation
import Ledger
import Probability
import Testing

/// A coin c, a number x, y given both, and z a function of x: what each tells of the others, beside
/// sums over the coin and quadrature over x in doubles.
@Suite struct MixedNetsLedger {
  @Test(arguments: 0..<12)
  func netsAgainstQuadrature(_ block: Int) throws {
    var draws = Draws(seed: 1300 + block), inquiry = Inquiry()
    for _ in 0..<2 {
      let net = try MixedNet(drawnBy: &draws), model = try net.model()
      inquiry.note(net.name, "")
      for (wanted, given) in MixedNet.questions {
        try ask(
          model, of: net, wanted, given.map { ($0, draws.one(MixedNet.values[$0])) }, &inquiry)
      }
    }
    try inquiry.close("probability-mixed-nets-\(block)", judging: 14)
  }

  private func ask(
    _ model: Model, of net: MixedNet, _ wanted: [Int], _ given: [(variable: Int, value: Rational)],
    _ inquiry: inout Inquiry
  ) throws {
    let names = ["c", "x", "y", "z"], conditions = given.map { "\(names[$0.variable])=\($0.value)" }
    let words =
      wanted.map { names[$0] }.joined(separator: ",") + " | "
      + conditions.joined(separator: ",")
    do {
      let law = try numbered {
        try model.law(
          of: wanted.map { letters[$0] },
          given: given.map { (letters[$0.variable], .rational($0.value)) }, at: none)
      }
      inquiry.note(
        "  \(words)", brief("\(law)", below: 80) + " " + Ledger.digest("\(law.pieces)".utf8))
      try judge(law, net, wanted, given, "\(words), \(net.name)", &inquiry)
    } catch let error as ProbabilityError { inquiry.note("  \(words)", refusal(error)) }
  }

  /// E exp(−(Σ wanted)²) where y is given or not looked at; the density of y alone.
  private func judge(
    _ law: Law, _ net: MixedNet, _ wanted: [Int], _ given: [(variable: Int, value: Rational)],
    _ words: String, _ inquiry: inout Inquiry
  ) throws {
    let known = Dictionary(uniqueKeysWithValues: given.map { ($0.variable, $0.value.double) })
    if wanted == [2] {
      let density = try numbered { try law.density(at: [q(1, 3)], values: none) }
      let plain =
        try net.mean({ _, _ in 1 }, known.merging([2: 1.0 / 3]) { $1 })
        / net.mean({ _, _ in 1 }, known)
      inquiry.judge(number(density, goal: 20), plain, within: 1e-5, "p(1/3), \(words)")
    }
    guard !wanted.contains(2), known[1] == nil, known[3] == nil else { return }
    let mean = try numbered {
      try law.expectation(at: none) { .exp(-$0.reduce(0, +).squared) }
    }
    let plain =
      try net.mean(
        { c, x in
          exp(-pow(wanted.reduce(0) { $0 + [c, x, 0, net.function.plain(x)][$1] }, 2))
        }, known) / net.mean({ _, _ in 1 }, known)
    inquiry.judge(number(mean, goal: 20), plain, within: 1e-5, "E exp(-sum²), \(words)")
  }
}

private struct MixedNet {
  let name: String
  private let weight: Rational, prior: KnownLaw, link: Link
  let function: (name: String, expression: Expression, plain: (Double) -> Double)

  /// c, x, y and z by their numbers: what is asked for, and what is given.
  static let questions: [([Int], [Int])] = [
    ([0], []), ([1], [2]), ([0], [2]), ([0, 1], [2]), ([1, 0], [2]), ([2], []), ([2], [0]),
    ([2], [1]), ([1], [0, 2]), ([3], []), ([3], [2]), ([3, 0], [2]), ([1, 2], []), ([2, 0], []),
    ([0], [1]), ([0], [1, 2]), ([1], [3]), ([3, 1], [0]),
  ]
  static let values: [[Rational]] = [
    [0, 1], [Rational(1, 4), Rational(2, 3)], [Rational(1, 2), Rational(-1, 3), 1],
    [Rational(1, 2), 1],
  ]

  init(drawnBy draws: inout Draws) throws {
    weight = draws.one([Rational(1, 3), Rational(1, 2), Rational(4, 5)])
    prior = try draws.one([
      .gaussian(Rational(1, 2), 1), .flat(-1, 2), .pointed(0, Rational(1, 2)),
      .gaussian(0, Rational(1, 4)),
      .mixture([(Rational(1, 4), .flat(0, 1)), (Rational(3, 4), .gaussian(-1, 1))]),
    ])
    link = try draws.one(Link.all())
    let X = Expression.variable(letters[1])
    function = draws.one([
      ("2x - 1", 2 * X - 1, { 2 * $0 - 1 }), ("x^2", X.squared, { $0 * $0 }),
      ("exp x", .exp(X), { exp($0) }), ("|x|", .abs(X), { abs($0) }),
    ])
    name = "c: \(weight), x ~ \(prior.name), y ~ \(link.name), z = \(function.name)"
  }

  /// The law of y given x and c, and its density in doubles.
  private struct Link {
    let name: String, conditional: Model.Conditional
    let density: (_ c: Double, _ x: Double, _ y: Double) -> Double
    /// Where the density of y has a kink along x.
    var turns: (_ c: Double, _ y: Double) -> [Double] = { _, _ in [] }
    /// Whether y hangs on x, on c.
    var parents = [0, 1]

    static func all() throws -> [Link] {
      let C = Expression.variable(letters[0]), X = Expression.variable(letters[1])
      let at = Valuation([letters[0]: 0, letters[1]: Rational(1, 3)])
      func bell(_ x: Double, _ v: Double) -> Double {
        exp(-x * x / (2 * v)) / (2 * Double.pi * v).squareRoot()
      }
      return [
        Link(name: "N(2x - c, 1/2)", conditional: .law(try normal(2 * X - C, q(1, 2), at))) {
          bell($2 - 2 * $1 + $0, 0.5)
        },
        Link(name: "N(x^2 + c, 1)", conditional: .law(try normal(X.squared + C, 1, at))) {
          bell($2 - $1 * $1 - $0, 1)
        },
        Link(
          name: "N(c, 1 + x^2)", conditional: .law(try normal(C, 1 + X.squared, at)),
          density: { c, x, y in bell(y - c, 1 + x * x) }),
        Link(
          name: "Laplace(x, 1 + c)",
          conditional: .law(try .laplace(location: X, scale: 1 + C, at: at)),
          density: { c, x, y in exp(-abs(y - x) / (1 + c)) / (2 + 2 * c) }, turns: { [$1] }),
        Link(
          name: "U(x - 1, x + 1 + c)",
          conditional: .law(try .uniform(lower: X - 1, upper: X + 1 + C, at: at)),
          density: { c, x, y in y >= x - 1 && y <= x + 1 + c ? 1 / (2 + c) : 0 },
          turns: { [$1 + 1, $1 - 1 - $0] }),
        Link(
          name: "[c = 0: N(0, 1), c = 1: Laplace(1, 1/2)]",
          conditional: .table([
            .init([0], try normal(0, 1)),
            .init([1], try .laplace(location: 1, scale: q(1, 2), at: none)),
          ]), density: { c, _, y in c == 0 ? bell(y, 1) : exp(-2 * abs(y - 1)) }, parents: [0]),
        Link(
          name: "N(0, 1) or N(x, 1) by 1/(1 + x^2)",
          conditional: .law(
            try .mixture(
              [
                (1 / (1 + X.squared), normal(0, 1)),
                (X.squared / (1 + X.squared), normal(X, 1, at)),
              ], at: at)),
          density: { _, x, y in (bell(y, 1) + x * x * bell(y - x, 1)) / (1 + x * x) }, parents: [1]),
      ]
    }
  }

  func model() throws -> Model {
    try Model([
      .init([letters[3]], given: [letters[1]], .law(.point(function.expression))),
      .init([letters[2]], given: link.parents.map { letters[$0] }, link.conditional),
      .init(letters[1], prior.law),
      .init(letters[0], finite([(0, .rational(1 - weight)), (1, .rational(weight))])),
    ])
  }

  /// Σ over c and ∫ over x of the joint density with what is known of c and y, times f.
  func mean(_ f: (Double, Double) -> Double, _ known: [Int: Double]) throws -> Double {
    try [0.0, 1].filter { known[0] == nil || known[0] == $0 }.reduce(0) { sum, c in
      let w = c == 0 ? 1 - weight.double : weight.double
      func joint(_ x: Double) -> Double {
        exp(prior.logDensity(x)) * f(c, x) * (known[2].map { link.density(c, x, $0) } ?? 1)
      }
      if let x = known[1] { return sum + w * joint(x) }
      let turns = known[2].map { link.turns(c, $0) } ?? []
      return try sum + w * KnownLaw.area(prior.cuts + turns + [0], prior.range, joint)
    }
  }
}
