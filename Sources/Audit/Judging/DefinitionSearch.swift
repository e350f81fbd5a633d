import Evidence
import Meaning
import Notation

/// Looks for the smallest edit of a definition with which a false step that uses it holds: the slip
/// may lie there, and the step be right.
struct DefinitionSearch {
  let chain: Equation.Chain
  let step: Int
  let order: Int
  let book: DefinitionBook
  let makers: [TrialMaker]

  func run() -> TrueVariant? {
    let relation = chain.relations[step] == .defined ? .equal : chain.relations[step]
    let pair = EquationAuditor.pair(
      chain.sides[step], relation, chain.sides[step + 1], like: chain)
    for (entry, rest) in book.others(neededBy: pair.sides, order: order) {
      guard case .relation(let sides, _) = entry.formula, sides.count == 2, !makers.isEmpty,
        !entry.isClaimed,
        !makers.contains(where: { $0.with(rest).hasMeaning(pair.sides) })
      else { continue }
      let statement = Formula.relation(sides: sides, relations: [.equal])
      for neighbour in neighbours(of: statement).prefix(VariantSearch.most) {
        guard case .relation(let changed, [.equal]) = neighbour.formula, changed[0] == sides[0],
          !changed[1].cancels,
          holds(pair, with: changed, in: rest, entry.hasRoot)
        else { continue }
        return TrueVariant(
          latex: latex(neighbour.formula), change: neighbour.change,
          words: Edit(statement, neighbour.formula).words + " in " + entry.place,
          order: entry.order)
      }
    }
    return nil
  }

  /// Whether the step holds at all points where a name is defined so.
  private func holds(
    _ pair: Equation.Chain, with sides: [Formula], in rest: Definitions, _ hasRoot: Bool
  ) -> Bool {
    var definitions = rest
    let definition = Formula.relation(sides: sides, relations: [.defined])
    guard (try? definitions.define(definition, hasRoot: hasRoot)) != nil else { return false }
    let others = makers.map { $0.with(definitions) }
    return others.allSatisfy {
      $0.holds(pair, at: $0.values(bits: MutantJudge.bits), judged: [true])
    }
      && others.allSatisfy {
        let fine = Array($0.values(bits: TrialMaker.fineBits).prefix(TrialMaker.finePoints))
        return $0.holds(pair, at: fine, judged: [true], by: Options().standard)
      }
  }
}

extension Formula {
  /// Whether something in it is divided by itself, p(x)/p(x): a name that comes to nothing makes much
  /// hold, and nobody means it.
  fileprivate var cancels: Bool {
    if case .quotient(let a, let b) = self, a == b { return true }
    return parts.contains(where: \.cancels)
  }
}

extension TrialMaker {
  /// The same points with other definitions.
  fileprivate func with(_ definitions: Definitions) -> TrialMaker {
    TrialMaker(
      setting: ToySetting(toy: setting.toy, definitions: definitions, count: Self.points),
      points: points, suppositions: suppositions)
  }
}
