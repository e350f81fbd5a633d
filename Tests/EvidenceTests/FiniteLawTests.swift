import Evidence
import Exact
import Meaning
import Notation
import SplitMix
import Testing

/// The exact grade on random finite laws that no chapter holds: equality of combinations of
/// logarithms of primes, decided; and every wrong neighbour refuted.
@Suite("Finite laws") struct FiniteLawTests {
  private func parsed(_ latex: String) throws -> Formula { try FormulaParser().parse(latex) }

  private func claim(_ latex: String, _ foils: [String], on toy: String) throws -> ClaimRecord {
    let wrong = try foils.map {
      Statement.Foil($0, .formula([.init(try parsed($0))], latex: $0))
    }
    return judged(
      statement(try parsed(latex), foils: wrong),
      on: [ToySetting(toy: try Toy.read(toy, name: "random"))])
  }

  private func weights(_ n: Int, _ random: inout SplitMix) -> [Rational] {
    let parts = (0..<n).map { _ in Int(random.next() % 60) + 1 }
    return parts.map { Rational($0, parts.reduce(0, +)) }
  }
  private func finite(_ n: Int, _ random: inout SplitMix) -> String {
    let weights = weights(n, &random).enumerated().map { "\($0.offset): \($0.element)" }
    return "Finite(\(weights.joined(separator: ", ")))"
  }
  private func table(_ rows: Int, _ n: Int, _ random: inout SplitMix) -> String {
    "Table(\((0..<rows).map { "\($0): \(finite(n, &random))" }.joined(separator: ", ")))"
  }

  private func expectExact(_ claim: ClaimRecord, _ text: String) {
    #expect(claim.isGreen && claim.grade == .exact, "\(text): \(claim.reason ?? "")")
    for foil in claim.foils {
      #expect(foil.verdict == .refuted, "\(foil.name): \(foil.reason ?? "")")
    }
  }

  @Test("KL and JS as sums, and as each other") func divergences() throws {
    var random = SplitMix(seed: 11)
    for n in 2...6 {
      let toy = "p = \(finite(n, &random))\nq = \(finite(n, &random))\nx in support(p, q)"
      expectExact(
        try claim(
          #"D_{KL}(p\|q) = \sum_x p(x)\log\frac{p(x)}{q(x)}"#,
          [
            #"D_{KL}(q\|p) = \sum_x p(x)\log\frac{p(x)}{q(x)}"#,
            #"D_{KL}(p\|q) = \sum_x q(x)\log\frac{p(x)}{q(x)}"#,
          ], on: toy), toy)
      expectExact(
        try claim(
          #"D_{JS}(p\|q) = H(\tfrac12(p+q)) - \tfrac12 H(p) - \tfrac12 H(q)"#,
          [#"D_{JS}(p\|q) = H(\tfrac12(p+q)) - \tfrac12 H(p) + \tfrac12 H(q)"#], on: toy), toy)
    }
  }

  @Test("the lower bound and its gap") func lowerBound() throws {
    var random = SplitMix(seed: 12)
    for n in 2...4 {
      let toy = """
        p(z) = \(finite(n, &random))
        p(x | z) = \(table(n, 3, &random))
        q(z | x) = \(table(3, n, &random))
        x in {0, 1, 2}
        """
      expectExact(
        try claim(
          #"\log p(x) = \mathbb{E}_{z\sim q(z|x)}\left[\log\frac{p(x,z)}{q(z|x)}\right] + D_{KL}(q(z|x)\|p(z|x))"#,
          [
            #"\log p(x) = \mathbb{E}_{z\sim q(z|x)}\left[\log\frac{p(x,z)}{q(z|x)}\right] - D_{KL}(q(z|x)\|p(z|x))"#,
            #"\log p(x) = \mathbb{E}_{z\sim q(z|x)}\left[\log\frac{p(x,z)}{q(z|x)}\right] + D_{KL}(p(z|x)\|q(z|x))"#,
            #"\log p(x) = \mathbb{E}_{z\sim q(z|x)}\left[\log\frac{p(x|z)}{q(z|x)}\right] + D_{KL}(q(z|x)\|p(z|x))"#,
            #"\log p(x) = \mathbb{E}_{z\sim p(z)}\left[\log\frac{p(x,z)}{q(z|x)}\right] + D_{KL}(q(z|x)\|p(z|x))"#,
          ], on: toy), toy)
    }
  }
  @Test("the variational bound of a chain, its decomposition and its gap") func variational() throws {
    var random = SplitMix(seed: 13)
    for n in 2...3 {
      let toy = """
        q(x_0) = \(finite(n, &random))
        q(x_1 | x_0) = \(table(n, n, &random))
        q(x_2 | x_1) = \(table(n, n, &random))
        p(x_2) = \(finite(n, &random))
        p(x_1 | x_2) = \(table(n, n, &random))
        p(x_0 | x_1) = \(table(n, n, &random))
        """
      let bound = #"\mathbb{E}_{x_{0:2}\sim q(x_{0:2})}\left[\log\frac{q(x_{1:2}|x_0)}{p(x_{0:2})}\right]"#
      let parts =
        #"\mathbb{E}_{x_0\sim q(x_0)}[D_{KL}(q(x_2|x_0)\|p(x_2))]"#
        + #" + \mathbb{E}_{(x_0,x_2)\sim q(x_0,x_2)}[D_{KL}(q(x_1|x_2,x_0)\|p(x_1|x_2))]"#
        + #" - \mathbb{E}_{(x_0,x_1)\sim q(x_0,x_1)}[\log p(x_0|x_1)]"#
      let gap =
        #"-\mathbb{E}_{x_0\sim q(x_0)}[\log p(x_0)]"#
        + #" + \mathbb{E}_{x_0\sim q(x_0)}[D_{KL}(q(x_{1:2}|x_0)\|p(x_{1:2}|x_0))]"#
      let wrong = [
        parts.replacing("q(x_1|x_2,x_0)", with: "q(x_1|x_0)"),
        parts.replacing(#"- \mathbb"#, with: #"+ \mathbb"#),
        parts.replacing(#"D_{KL}(q(x_2|x_0)\|p(x_2))"#, with: #"D_{KL}(p(x_2)\|q(x_2|x_0))"#),
        gap.replacing("] + ", with: "] - "),
      ]
      expectExact(
        try claim("\(bound) = \(parts) = \(gap)", wrong.map { "\(bound) = \($0)" }, on: toy), toy)
    }
  }
}
