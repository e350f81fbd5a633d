import Evidence
import Exact
import Expressions
import Ledger
import Testing

/// What becomes of many hundreds of gaps, by law and by record.
@Suite struct GapLedger {
  struct Family: Sendable, CustomTestStringConvertible {
    var name: String
    var rounds = 1
    var make: @Sendable (inout Draws) -> [GapQuestion]
    var testDescription: String { name }
    var questions: [GapQuestion] {
      var draws = Draws(name.utf8.reduce(0) { $0 * 31 % 65_537 + Int($1) })
      return (0..<rounds).flatMap { _ in make(&draws) }
    }
  }

  static let families: [Family] = [
    Family(name: "squares", make: SmoothGaps.squares),
    Family(name: "bowls", make: SmoothGaps.bowls),
    Family(name: "edges", make: SmoothGaps.edges),
    Family(name: "algebraic", make: SmoothGaps.algebraic),
    Family(name: "tangents", make: SmoothGaps.tangents),
    Family(name: "waves", make: SmoothGaps.waves),
    Family(name: "chords", make: SmoothGaps.chords),
    Family(name: "coins", make: DivergenceGaps.coins),
    Family(name: "gaussians", make: DivergenceGaps.gaussians),
    Family(name: "weights", make: DivergenceGaps.weights),
    Family(name: "critics", make: DivergenceGaps.critics),
    Family(name: "bars", make: BranchedGaps.bars),
    Family(name: "choices", make: BranchedGaps.choices),
    Family(name: "indicators", make: BranchedGaps.indicators),
    Family(name: "cases", make: BranchedGaps.chains),
    Family(name: "separate", rounds: 2, make: BranchedGaps.separate),
    Family(name: "holes", make: BranchedGaps.holes), Family(name: "trees", make: OddGaps.trees),
    Family(name: "strict", make: OddGaps.strict),
    Family(name: "degenerate", make: OddGaps.degenerate),
    Family(name: "integrals", make: OddGaps.integrals),
  ]

  @Test(arguments: families) func gaps(_ family: Family) throws {
    var entries: [Ledger.Entry] = []
    for (i, question) in family.questions.enumerated() {
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
    let differences = try Ledger("evidence-gaps-\(family.name)").differences(entries)
    #expect(differences.isEmpty, "\(differences.joined(separator: "\n"))")
  }

  private func check(_ proof: BoxProof?, _ question: GapQuestion, seed: Int) {
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
