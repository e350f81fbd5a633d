import Meaning
import Notation

/// What a reader's formula is worth in the place of an equation.
public struct Diagnosis: Hashable, Sendable {
  public var verdict: Verdict
  /// The largest distance between the sides that was found; `inf` when they are infinitely far
  /// apart.
  public var distance: String?
  /// Why it is not `holds`.
  public var reason: String?
  /// The known mistake that it is, in words.
  public var mistake: String?
  /// What a true formula leaves to be desired: it says less than was asked, or nothing.
  public var remark: String?
}

/// Judges a formula at the points of an equation. A wrong one is compared with the foils of the
/// equation, then with its machine-made variants: what has the same sides is the same mistake, in
/// whatever form it is written.
public func diagnose(
  _ answer: [Statement.Chain], inPlaceOf work: Work, options: Options = Options()
) -> Diagnosis {
  let trial = AnswerTrial(answer, work, options), all = trial.judgements
  let worst = all.dropFirst().reduce(all.first ?? .broken("nothing was compared"), combine)
  var diagnosis = Diagnosis(
    verdict: worst.verdict, distance: nil, reason: worst.reason, mistake: nil)
  if worst.verdict == .holds { diagnosis.remark = trial.remark }
  guard worst.verdict == .refuted else { return diagnosis }
  let refuted = all.filter { $0.verdict == .refuted }
  diagnosis.distance =
    refuted.contains(where: \.infinitelyFar)
    ? "inf" : refuted.compactMap(\.distance).max().map { decimal($0, digits: 6, .towardZero) }
  diagnosis.mistake = trial.mistake
  return diagnosis
}

private struct AnswerTrial {
  let answer: [Statement.Chain]
  let work: Work
  let options: Options
  let values: [PointValues]
  /// Enough to tell two formulas apart at generic points.
  private static let points = 4

  init(_ answer: [Statement.Chain], _ work: Work, _ options: Options) {
    (self.answer, self.work, self.options) = (answer, work, options)
    let formulas = work.statement.formulas + answer.map(\.formula)
    values = work.settings.flatMap { setting in
      ((try? setting.points(
        check: work.statement.label, seed: options.seed, fixing: options.fixed(for: setting),
        for: formulas)) ?? [])
        .compactMap { try? PointValues(setting, $0, bits: options.bits) }
    }
  }

  var judgements: [Judgement] {
    values.map { judgeAll(answer, at: $0, by: options.standard).whole }
  }

  var mistake: String? {
    for foil in work.statement.foils {
      if case .formula(let chains, _) = foil.change, isSame(chains) { return foil.mistake }
    }
    let variants = work.variants.filter { variant in
      work.statement.chains.count == 1 && isSame([variant.chain])
    }
    return variants.first.map { variant in
      let changed = MutantTrial(variant, of: work.statement, options).changedSides?.first?.new
      return "\(Mutant.words(for: variant.change)): \(changed.map { latex($0) } ?? variant.latex)"
    }
  }

  var remark: String? {
    for chain in answer {
      guard case .relation(let sides, let relations) = chain.formula else { continue }
      if zip(sides, sides.dropFirst()).allSatisfy({ $0 == $1 }) {
        return "both sides are written alike: it says nothing"
      }
      if relations.contains(where: { [.lessOrEqual, .greaterOrEqual].contains($0) }),
        values.allSatisfy({ areEqual(sides, $0) })
      {
        return "it is true, but says less than could be said: the sides are equal"
      }
    }
    return nil
  }

  private func areEqual(_ sides: [Formula], _ values: PointValues) -> Bool {
    zip(sides, sides.dropFirst()).allSatisfy { x, y in
      guard let left = try? values.value(of: x, beside: y),
        let right = try? values.value(of: y, beside: x)
      else { return false }
      return judge(left, .equal, right, by: options.standard).verdict == .holds
    }
  }

  /// Whether the answer states what these chains state: the same tree, or sides of the same value.
  private func isSame(_ chains: [Statement.Chain]) -> Bool {
    guard chains.count == answer.count else { return false }
    return zip(chains, answer).allSatisfy { chain, own in
      chain.formula == own.formula
        || (!values.isEmpty && values.prefix(Self.points).allSatisfy { sameSides(chain, own, $0) })
    }
  }

  /// The same sides, in either order; of a chain of equalities, any two of its sides.
  private func sameSides(
    _ chain: Statement.Chain, _ own: Statement.Chain, _ values: PointValues
  ) -> Bool {
    guard case .relation(let sides, let relations) = chain.formula,
      case .relation(let others, let same) = own.formula
    else { return false }
    func agree(_ x: Formula, _ y: Formula) -> Bool { areEqual([x, y], values) }
    func agree(_ a: [Formula], _ b: [Formula]) -> Bool {
      a.count == b.count && zip(a, b).allSatisfy { agree($0, $1) }
    }
    if relations == same, agree(sides, others) { return true }
    guard same == [.equal], relations.allSatisfy({ $0 == .equal }) else { return false }
    return sides.indices.contains { i in
      sides.indices.contains { j in i != j && agree([sides[i], sides[j]], others) }
    }
  }
}
