import Evidence
import Exact
import Expressions
import Ledger
import Testing

/// What becomes of many hundreds of gaps, by law and by record.
@Suite struct GapLedger {
  @Test func squares() throws { try gaps("squares", SmoothGaps.squares) }
  @Test func bowls() throws { try gaps("bowls", SmoothGaps.bowls) }
  @Test func edges() throws { try gaps("edges", SmoothGaps.edges) }
  @Test func algebraic() throws { try gaps("algebraic", SmoothGaps.algebraic) }
  @Test func tangents() throws { try gaps("tangents", SmoothGaps.tangents) }
  @Test func waves() throws { try gaps("waves", SmoothGaps.waves) }
  @Test func chords() throws { try gaps("chords", SmoothGaps.chords) }
  @Test func coins() throws { try gaps("coins", DivergenceGaps.coins) }
  @Test func gaussians() throws { try gaps("gaussians", DivergenceGaps.gaussians) }
  @Test func weights() throws { try gaps("weights", DivergenceGaps.weights) }
  @Test func critics() throws { try gaps("critics", DivergenceGaps.critics) }
  @Test func bars() throws { try gaps("bars", BranchedGaps.bars) }
  @Test func choices() throws { try gaps("choices", BranchedGaps.choices) }
  @Test func indicators() throws { try gaps("indicators", BranchedGaps.indicators) }
  @Test func cases() throws { try gaps("cases", BranchedGaps.chains) }
  @Test func separate() throws { try gaps("separate", rounds: 2, BranchedGaps.separate) }
  @Test func holes() throws { try gaps("holes", BranchedGaps.holes) }
  @Test func trees() throws { try gaps("trees", OddGaps.trees) }
  @Test(arguments: ["one", "two", "three"]) func combinations(_ name: String) throws {
    try gaps("combinations-\(name)", CombinationGaps.combinations)
  }
  @Test(arguments: 0..<2) func polynomials(_ half: Int) throws {
    try gaps("polynomials-\(half)") { CombinationGaps.polynomials(&$0, half) }
  }
  @Test func exponents() throws { try gaps("exponents", CombinationGaps.exponents) }
  @Test func strict() throws { try gaps("strict", OddGaps.strict) }
  @Test func degenerate() throws { try gaps("degenerate", OddGaps.degenerate) }
  @Test func integrals() throws { try gaps("integrals", OddGaps.integrals) }

  private func gaps(
    _ family: String, rounds: Int = 1, _ make: (inout Draws) -> [GapQuestion]
  ) throws {
    var draws = Draws(family.utf8.reduce(0) { $0 * 31 % 65_537 + Int($1) })
    let questions = (0..<rounds).flatMap { _ in make(&draws) }
    var entries: [Ledger.Entry] = []
    for (i, question) in questions.enumerated() {
      var ways = [question]
      if i % 3 == 0 {
        ways.append(question)
        ways[1].withAlgebra = false
      }
      for way in ways {
        let proof = way.problem.prove(withAlgebra: way.withAlgebra)
        check(proof, way, seed: i)
        if way.gap.holdsIntegral {  // what was computed meanwhile changes nothing
          #expect(way.problem.prove(withAlgebra: way.withAlgebra) == proof, "\(way.words), again")
        }
        entries.append(Ledger.Entry(way.words, proof.map(outcome) ?? "nothing to look at"))
      }
    }
    let differences = try Ledger("evidence-gaps-\(family)").differences(entries)
    #expect(differences.isEmpty, "\(differences.joined(separator: "\n"))")
  }

  private func check(_ proof: BoxProof?, _ question: GapQuestion, seed: Int) {
    if question.isPromised, question.withAlgebra {
      #expect(proof?.verdict == .proved, "not proved: \(question.words)")
    }
    switch proof?.verdict {
    case .proved:
      #expect(question.truth != .fails, "proved: \(question.words)")
      var adversary = GapAdversary(question, seed: seed)
      let place = adversary.violation()
      #expect(place == nil, "\(question.words) at \(place.map(Self.text) ?? "")")
    case .refuted(let place):
      #expect(question.truth != .holds, "refuted: \(question.words) at \(Self.text(place))")
      // who asks looks whether a witness is among the points that are left out
      let isExcluded = question.excluded.contains { place[$0.variable] == $0.place }
      let isWitness = GapAdversary(question, seed: 0).violates(question.unparted(place))
      #expect(isWitness || isExcluded, "\(question.words) at \(Self.text(place))")
      for side in question.problem.sides {
        #expect(place[side.variable].map { side.lower <= $0 && $0 <= side.upper } == true)
      }
    case .open, nil: break
    }
  }

  static func text(_ place: [Variable: Rational]) -> String {
    place.sorted { $0.key < $1.key }.map { "\($0.key) = \($0.value)" }.joined(separator: ", ")
  }

  private func outcome(_ proof: BoxProof) -> String {
    let verdict =
      switch proof.verdict {
      case .proved: "proved"
      case .refuted(let place): "refuted at \(Self.text(place))"
      case .open(let why): "open: \(why)"
      }
    let margin = proof.margin.map { ", margin \($0)" } ?? ""
    return ([verdict + ", \(proof.boxes) boxes, depth \(proof.depth)\(margin)"] + proof.reductions)
      .joined(separator: "; ")
  }
}
