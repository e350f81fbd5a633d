import Exact
import Expressions
import Foundation
import Ledger
import Probability
import Testing

/// Laws in the plane of every kind: what they are told about themselves and each other, and what
/// marginals, images and divergences owe to one another.
@Suite struct PlaneLedger {
  @Test(arguments: 0..<6)
  func lawsInThePlane(_ block: Int) throws {
    var draws = PlaneLaws(seed: 600 + block), inquiry = Inquiry()
    for trial in 0..<8 {
      let p = try numbered { try draws.law() }, g = try numbered { try draws.law() }
      inquiry.note("\(block).\(trial) \(p)", "\(g)")
      askAlone(p, &inquiry)
      askTogether(p, g, &inquiry)
      try judgeMarginals(p, &inquiry)
      try judgeImages(p, &inquiry)
      let stream = Stream(root: UInt64(trial), check: "ledger", purpose: "plane")
      inquiry.note("  draws", Ledger.digest("\(try p.sample(20, stream, at: none))".utf8))
      try judgeDivergences(p, g, &inquiry)
    }
    try inquiry.close("probability-plane-\(block)", judging: 48)
  }

  private func ask(
    _ name: String, _ inquiry: inout Inquiry, _ question: () throws -> [Expression]
  ) {
    do {
      let text = try numbered { try question() }.map { "\($0)" }.joined(separator: ", ")
      inquiry.note("  \(name)", brief(text, below: 60))
    } catch { inquiry.note("  \(name)", refusal(error)) }
  }

  private func askAlone(_ p: Law, _ inquiry: inout Inquiry) {
    ask("mean", &inquiry) { try p.mean(at: none) }
    ask("covariance", &inquiry) { try p.covariance(at: none).flatMap { $0 } }
    ask("density", &inquiry) {
      try [
        p.density(at: [q(1, 2), 0], values: none), p.logDensity(at: [0, q(1, 3)], values: none),
      ]
    }
    ask("entropy", &inquiry) { [try p.entropy(at: none)] }
    ask("mean of a product", &inquiry) {
      [try p.expectation(at: none) { $0[0].squared * $0[1] + .exp(-$0[1].squared) }]
    }
    ask("mean of a distance", &inquiry) {
      [try p.expectation(at: none) { .abs($0[0]) + .max($0[1], 0) }]
    }
  }

  private func askTogether(_ p: Law, _ g: Law, _ inquiry: inout Inquiry) {
    ask("KL", &inquiry) { try [Law.kl(p, g, at: none), Law.kl(g, p, at: none)] }
    let divergences: [(String, (Law, Law, Valuation) throws -> Expression)] = [
      ("χ²", Law.chiSquare), ("JS", Law.js), ("TV", Law.tv), ("W1", Law.w1), ("W2", Law.w2),
    ]
    for (name, d) in divergences { ask(name, &inquiry) { [try d(p, g, none)] } }
  }

  // MARK: laws

  /// A marginal has the moments of the whole; turned round, the covariance is what it was.
  private func judgeMarginals(_ p: Law, _ inquiry: inout Inquiry) throws {
    let mean = try p.mean(at: none), covariance = try p.covariance(at: none)
    for k in 0..<2 {
      let law = try p.marginal([k], at: none)
      try judge(law.mean(at: none)[0], mean[k], "mean \(k) of \(p)", &inquiry)
      try judge(law.covariance(at: none)[0][0], covariance[k][k], "variance \(k)", &inquiry)
      inquiry.note("  marginal \(k)", "\(law)")
    }
    let turned = try p.marginal([1, 0], at: none).covariance(at: none)
    try judge(turned[0][1], covariance[0][1], "covariance of \(p), turned", &inquiry)
  }

  /// Var(X + 2Y) = Var X + 4 Cov(X, Y) + 4 Var Y.
  private func judgeImages(_ p: Law, _ inquiry: inout Inquiry) throws {
    let variables = Array(letters[..<2]), (X, Y) = (Expression(letters[0]), Expression(letters[1]))
    let sum = try numbered {
      try p.pushforward(variables: variables, map: [X + 2 * Y], at: none)
    }
    let c = try p.covariance(at: none), spread = c[0][0] + 4 * c[0][1] + 4 * c[1][1]
    inquiry.judge(
      number(try sum.covariance(at: none)[0][0]), try witness(spread), within: 1e-7,
      "variance of a sum, \(p)")
    let turned = try p.marginal([1, 0], at: none)
    inquiry.note("  turned, summed", Ledger.digest("\(turned) \(sum)".utf8))
  }

  /// 0 ≤ JS ≤ TV·log 2, TV ≤ 1, and Pinsker's inequalities KL ≥ 2TV², JS ≥ TV²/2.
  private func judgeDivergences(_ p: Law, _ g: Law, _ inquiry: inout Inquiry) throws {
    let values = try [Law.kl, Law.js, Law.tv].map { d -> Double? in
      let value = try d(p, g, none), text = "\(value)"
      return text.contains("∫[x1") && text.contains("∫[x2") ? nil : number(value, goal: 24)
    }
    guard let kl = values[0], let js = values[1], let tv = values[2] else { return }
    let slack = 1e-9, words = "\(p) and \(g)"
    inquiry.judge(js > -slack && js <= tv * log(2) + slack && tv <= 1 + slack, words)
    inquiry.judge(kl + slack >= 2 * tv * tv && js + slack >= tv * tv / 2, words)
  }

  private func judge(
    _ a: Expression, _ b: Expression, _ words: String, _ inquiry: inout Inquiry
  ) throws {
    inquiry.judge(try witness(a), try witness(b), within: 1e-9, words)
  }
}

/// Draws laws in the plane: independent coordinates of four families, Gaussians with covariance,
/// mixtures of products, images of Gaussians, atoms.
private struct PlaneLaws {
  private var draws: Draws
  init(seed: Int) { draws = Draws(seed: seed) }

  private mutating func place(_ n: Int, _ d: Int) -> Expression { .rational(draws.rational(n, d)) }

  private mutating func line(_ kind: Int) throws -> Law {
    let m = place(3, 2), s = draws.one([q(1, 2), 1, q(9, 4)])
    switch kind {
    case 0: return try normal(m, s)
    case 1: return try .uniform(lower: m, upper: m + s, at: none)
    case 2: return try .laplace(location: m, scale: s, at: none)
    default: return try .finite([([m], q(1, 3)), ([m + 1], q(2, 3))], at: none)
    }
  }

  mutating func law() throws -> Law {
    switch draws.below(5) {
    case 0: return try .product([line(draws.below(4)), line(draws.below(4))])
    case 1:
      let a = place(2, 1), b = place(2, 2), c = draws.one([q(1, 2), 1, 2])
      return try .normal(
        mean: [place(2, 2), place(2, 2)],
        covariance: [[a.squared + c, a * b], [a * b, b.squared + c]], at: none)
    case 2:
      return try .mixture(
        [
          (q(1, 3), .product([line(0), line(0)])),
          (q(2, 3), .product([line(0), line(draws.below(3))])),
        ], at: none)
    case 3:
      let (X, Y) = (Expression(letters[0]), Expression(letters[1]))
      return try Law.product([line(0), line(0)]).pushforward(
        variables: Array(letters[..<2]), map: [X + place(2, 1) * Y, X * place(2, 2) - Y * 3 + 1],
        at: none)
    default:
      return try .finite(
        [q(1, 6), q(1, 3), q(1, 2)].map { ([place(3, 1), place(3, 2)], $0) }, at: none)
    }
  }
}

extension Expression {
  fileprivate init(_ v: Variable) { self = .variable(v) }
}
