import Exact
import Expressions
import Foundation
import Ledger
import Probability
import Testing

/// Posteriors without a closed form, against quadrature of prior × likelihood in doubles.
@Suite struct PosteriorsLedger {
  @Test(arguments: zip(0..<8, [100, 100, 96, 96, 100, 100, 96, 96]))
  func posteriorsAgainstQuadrature(_ number: Int, judged: Int) throws {
    let prior = try Prior.all()[number % 4], first = number / 4 * 2
    var inquiry = Inquiry()
    for likelihood in try Likelihood.all()[first..<first + 2] {
      for seen in [Rational(1, 2), 1, Rational(-1, 3)] {
        let words = "x ~ \(prior.name), y ~ \(likelihood.name), y = \(seen)"
        let law = try numbered { try likelihood.posterior(of: prior.law, seen) }
        let plain = try PlainPosterior(prior, likelihood, seen.double)
        inquiry.note(words, brief("\(law)", below: 120))
        try askMeans(law, plain, words, &inquiry)
        try askPlaces(law, plain, words, &inquiry)
        try askEntropy(law, plain, words, &inquiry)
      }
    }
    try inquiry.close("probability-posteriors-\(number)", judging: judged)
  }

  private func askMeans(
    _ law: Law, _ plain: PlainPosterior, _ words: String, _ inquiry: inout Inquiry
  ) throws {
    let bodies: [(String, (Expression) -> Expression, (Double) -> Double)] = [
      ("1", { _ in 1 }, { _ in 1 }), ("x", { $0 }, { $0 }), ("x²", { $0.squared }, { $0 * $0 }),
      ("exp(-x²)", { .exp(-$0.squared) }, { exp(-$0 * $0) }),
      ("|x|", { .abs($0) }, { abs($0) }),
    ]
    for (name, body, double) in bodies {
      let value = try numbered { try law.expectation(at: none) { body($0[0]) } }
      inquiry.judge(
        number(value, goal: 24), try plain.mean(double), within: 1e-5, "E \(name), \(words)")
      inquiry.note("  E \(name)", Ledger.digest("\(value)".utf8))
    }
  }

  private func askPlaces(
    _ law: Law, _ plain: PlainPosterior, _ words: String, _ inquiry: inout Inquiry
  ) throws {
    for place in [Rational(-2), Rational(-1, 2), Rational(1, 4), 1, Rational(3, 2), 3] {
      let t = place.double
      let below = try numbered { try law.cumulative(at: .rational(place), values: none) }
      inquiry.judge(
        number(below, goal: 24), try plain.cumulative(t), within: 1e-5, "P(x ≤ \(place)), \(words)")
      let density = try numbered { try law.density(at: [.rational(place)], values: none) }
      if !plain.ends.contains(t) {
        inquiry.judge(
          number(density, goal: 24), plain.density(t), within: 1e-5, "p(\(place)), \(words)")
      }
      inquiry.note("  at \(place)", Ledger.digest("\(below) \(density)".utf8))
    }
  }

  private func askEntropy(
    _ law: Law, _ plain: PlainPosterior, _ words: String, _ inquiry: inout Inquiry
  ) throws {
    let entropy = try numbered { try law.entropy(at: none) }
    inquiry.judge(number(entropy, goal: 24), try plain.entropy(), within: 1e-5, "entropy, \(words)")
    inquiry.note("  entropy", Ledger.digest("\(entropy)".utf8))
  }
}

/// A law of x with its density in doubles, cut where that has kinks, and between ends beyond which
/// nothing is left.
private struct Prior {
  let name: String, law: Law
  let density: (Double) -> Double, cuts: [Double]

  static func all() throws -> [Prior] {
    let half = q(1, 2)
    return [
      Prior(
        name: "U(-1, 2)", law: try .uniform(lower: -1, upper: 2, at: none),
        density: { $0 >= -1 && $0 <= 2 ? 1.0 / 3 : 0 }, cuts: [-1, 2]),
      Prior(
        name: "Laplace(0, 1)", law: try .laplace(location: 0, scale: 1, at: none),
        density: { exp(-abs($0)) / 2 }, cuts: [-40, 0, 40]),
      Prior(
        name: "N(1, 1/4)", law: try normal(1, q(1, 4)), density: { bell($0, 1, 0.25) },
        cuts: [-6, 1, 8]),
      Prior(
        name: "½·N(-1, 1) + ½·U(0, 1)",
        law: try .mixture(
          [(half, normal(-1, 1)), (half, .uniform(lower: 0, upper: 1, at: none))], at: none),
        density: { bell($0, -1, 1) / 2 + ($0 >= 0 && $0 <= 1 ? 0.5 : 0) },
        cuts: [-12, -1, 0, 1, 11]
      ),
    ]
  }
}

/// A law of y given x with its density in doubles, which may lack a constant.
private struct Likelihood {
  let name: String, law: Law
  let density: (_ x: Double, _ y: Double) -> Double

  static func all() throws -> [Likelihood] {
    let X = Expression.variable(letters[0]), at = Valuation([letters[0]: Rational(1, 3)])
    return [
      Likelihood(name: "N(x^2, 1)", law: try normal(X.squared, 1, at)) { bell($1, $0 * $0, 1) },
      Likelihood(name: "Laplace(x, 1/2)", law: try .laplace(location: X, scale: q(1, 2), at: at)) {
        exp(-2 * abs($1 - $0))
      },
      Likelihood(
        name: "U(x - 1, x + 1)", law: try .uniform(lower: X - 1, upper: X + 1, at: at)
      ) { abs($1 - $0) <= 1 ? 0.5 : 0 },
      Likelihood(name: "N(2x, 1/2)", law: try normal(2 * X, q(1, 2), at)) { bell($1, 2 * $0, 0.5) },
    ]
  }

  func posterior(of prior: Law, _ seen: Rational) throws -> Law {
    let (x, y) = (letters[0], letters[1])
    return try Model([.init(x, prior), .init(y, given: [x], law)])
      .law(of: [x], given: [(y, .rational(seen))], at: none)
  }
}

private func bell(_ x: Double, _ mean: Double, _ variance: Double) -> Double {
  exp(-pow(x - mean, 2) / (2 * variance)) / (2 * Double.pi * variance).squareRoot()
}

/// Bayes' rule in doubles.
private struct PlainPosterior {
  let ends: [Double]
  private let joint: (Double) -> Double, evidence: Double

  init(_ prior: Prior, _ likelihood: Likelihood, _ seen: Double) throws {
    let (low, high) = (prior.cuts[0], prior.cuts[prior.cuts.count - 1])
    let turns = [seen, seen - 1, seen + 1].filter { $0 > low && $0 < high }
    let ends = Set(prior.cuts + turns).sorted()
    let joint = { (x: Double) in
      x > low && x < high ? prior.density(x) * likelihood.density(x, seen) : 0
    }
    (self.ends, self.joint) = (ends, joint)
    evidence = try PlainPosterior.area(ends, upTo: high, joint)
  }

  private static func area(
    _ ends: [Double], upTo x: Double, _ f: (Double) -> Double
  ) throws -> Double {
    try zip(ends, ends.dropFirst()).filter { $0.0 < x }.reduce(0) {
      try $0 + quadrature(from: $1.0, to: min($1.1, x), tolerance: 1e-10, f)
    }
  }

  func density(_ x: Double) -> Double { joint(x) / evidence }
  func mean(_ f: (Double) -> Double) throws -> Double {
    try PlainPosterior.area(ends, upTo: .infinity) { f($0) * density($0) }
  }
  func cumulative(_ x: Double) throws -> Double {
    try PlainPosterior.area(ends, upTo: x, density)
  }
  func entropy() throws -> Double {
    try -mean { density($0) > 0 ? log(density($0)) : 0 }
  }
}
