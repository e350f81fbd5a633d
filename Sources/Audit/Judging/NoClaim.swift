import Evidence
import Meaning
import Notation

// Relations that nobody claims: conditions on letters, and what a sentence supposes.

extension EquationAuditor {
  /// `x = 1` in a sentence says what x is there, where the toys let it vary; so does `x = f(z)`
  /// anywhere, of a letter that the toys draw and on which the other side does not depend.
  func condition(_ result: Result, _ makers: [TrialMaker]) -> Result? {
    guard equation.role == nil, result.chain.relations.count == 1 || equation.isHypothesis else {
      return nil
    }
    if result.verdict == .unbound { return openCondition(result) }
    guard [.wrong, .conditional].contains(result.verdict) else { return nil }
    let sides = result.chain.sides
    if equation.isHypothesis {
      return Result(chain: result.chain, verdict: .noClaim, reason: "what is supposed, not claimed")
    }
    for (letter, value, isFirst) in [(sides[0], sides[1], true), (sides[1], sides[0], false)] {
      guard case .symbol(let symbol) = letter, varies(symbol, result.trials),
        !isSaid(of: symbol, in: result.chain)
      else { continue }
      if equation.kind != .display && value.isPlain
        || isFirst
          && (result.chain.relations[0] == .equal
            || equation.kind != .display && result.chain.relations[0].isInequality)
          && isFree(symbol, of: value, makers)
      {
        return Result(
          chain: result.chain, verdict: .noClaim,
          reason: "taken for a condition on \(Name.text(symbol)), which the toys let vary")
      }
    }
    return nil
  }

  /// Whether what is supposed already says by an equation what a letter is: the conclusion of `a + c
  /// = 1 \implies c = 1 - a` is a claim.
  private func isSaid(of letter: Symbol, in chain: Equation.Chain) -> Bool {
    chain.suppositions.flatMap(\.relations).contains {
      guard case .relation(let sides, [.equal]) = $0 else { return false }
      return sides.flatMap(\.names).contains { $0.symbol == letter }
    }
  }

  /// `\alpha > 0` in a sentence, of a letter that no toy binds.
  private func openCondition(_ result: Result) -> Result? {
    let (sides, relation) = (result.chain.sides, result.chain.relations[0])
    guard equation.kind == .inline, relation.isInequality || relation == .unequal,
      case .symbol(let symbol) = sides[0], sides[1].isNumeral
    else { return nil }
    return Result(
      chain: result.chain, verdict: .noClaim,
      reason: "taken for a condition on \(Name.text(symbol)), which no toy binds")
  }

  /// Whether every toy draws the letter, and nothing that the formula needs depends on it.
  private func isFree(_ letter: Symbol, of value: Formula, _ makers: [TrialMaker]) -> Bool {
    !value.isPlain
      && makers.allSatisfy { maker in
        maker.setting.draws(for: [.symbol(letter)])
          && maker.setting.parameters(neededBy: [.symbol(letter)])
            .isDisjoint(with: maker.setting.parameters(neededBy: [value]))
      }
  }

  private func varies(_ symbol: Symbol, _ trials: [Trial]) -> Bool {
    let values = trials.flatMap(\.points).compactMap { $0.values[Name.text(symbol)] }
    return Set(values).count > 1
  }
}

extension Formula {
  /// A numeral, a letter, or infinity.
  fileprivate var isPlain: Bool {
    switch self {
    case .symbol, .infinity: true
    default: isNumeral
    }
  }
}
