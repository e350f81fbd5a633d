import Expressions
import Probability
import Testing

/// Divergences and distances of pairs of laws of every family, mixed and mapped, beside the same
/// from densities, atoms and distribution functions in doubles.
@Suite struct PairsLedger {
  @Test(
    arguments: zip(0..<16, [17, 31, 28, 30, 34, 30, 29, 30, 33, 30, 32, 34, 26, 27, 30, 35]))
  func pairs(_ block: Int, judged: Int) throws {
    var inquiry = Inquiry()
    for trial in block * 10..<(block + 1) * 10 {
      var draw = KnownLaws(seed: 9000 + trial)
      let (p, g) = try numbered {
        (try draw.law(), try trial % 5 == 0 ? draw.image() : draw.law())
      }
      inquiry.note(p.name, g.name)
      try ask(p, g, &inquiry)
      let back = told {
        try [Law.kl, Law.w1, Law.tv].map { try $0(g.law, p.law, none) }
      }
      inquiry.note("  back", back)
    }
    try inquiry.close("probability-pairs-\(block)", judging: judged)
  }

  private func ask(_ p: KnownLaw, _ g: KnownLaw, _ inquiry: inout Inquiry) throws {
    let plain = try PlainDivergences(p, g)
    // W₁ of a law that only has a density costs an integral of integrals
    let isDense = [p, g].contains { $0.law.description.contains("↦") }
    let divergences: [(String, (Law, Law, Valuation) throws -> Expression, Double?)] = [
      ("TV", Law.tv, plain.tv), ("JS", Law.js, plain.js), ("KL", Law.kl, plain.kl),
      ("χ²", Law.chiSquare, nil), ("W1", Law.w1, isDense ? nil : plain.w1),
      ("W2²", Law.w2Squared, nil),
    ]
    for (name, d, expected) in divergences {
      inquiry.note("  \(name)", told { [try d(p.law, g.law, none)] })
      guard let expected, let value = try? d(p.law, g.law, none) else { continue }
      inquiry.judge(
        number(value, goal: 24), expected, within: 1e-5, "\(name) of \(p.name) and \(g.name)")
    }
  }

  /// Equal laws written differently are at no distance.
  @Test func equalLawsWrittenDifferently() throws {
    for group in try equalLaws() {
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

  private func equalLaws() throws -> [[Law]] {
    let z = Variable("z"), Z = Expression.variable(z), half = q(1, 2)
    func image(_ law: Law, _ map: Expression) throws -> Law {
      try law.pushforward(variables: [z], map: [map], at: none)
    }
    func flat(_ a: Expression, _ b: Expression) throws -> Law {
      try .uniform(lower: a, upper: b, at: none)
    }
    let unit = try flat(0, 1), bell = try normal(1, 2)
    return [
      [
        unit, try .mixture([(half, flat(0, half)), (half, flat(half, 1))], at: none),
        try image(unit, 1 - Z), try image(image(unit, Z.squared), .sqrt(Z)),
        try image(flat(-1, 1), .abs(Z)),
      ],
      [bell, try image(image(bell, .exp(Z)), .log(Z))],
      [
        try finite([(0, half), (1, half)]),
        try finite([(1, q(1, 4)), (0, half), (1, q(1, 4)), (5, 0)]),
      ],
    ]
  }
}
