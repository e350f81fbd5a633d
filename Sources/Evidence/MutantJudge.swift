import Exact
import Expressions
import Meaning
import Notation

/// A machine-made variant of an equation.
public struct Variant: Sendable {
  public var chain: Statement.Chain
  /// The chain it was made from; nil: the statement's only one.
  public var origin: Statement.Chain?
  public var latex: String
  /// What was done: `sign`, `constant`, `swap`, …
  public var change: String
  public init(
    _ chain: Statement.Chain, of origin: Statement.Chain? = nil, latex: String, change: String
  ) {
    (self.chain, self.origin, self.latex, self.change) = (chain, origin, latex, change)
  }
}

/// Judges the mutants of an equation: each is refuted somewhere, or shown to say the same or less,
/// or has no value, or stays open.
///
/// First at the points of the toys, at low accuracy; what survives there is judged at toys beside
/// them on which the equation still holds, and only what survives there too is compared with the
/// equation.
package struct MutantJudge {
  let statement: Statement
  let settings: [any Setting]
  let options: Options
  let variants: [Variant]

  /// Enough to tell two numbers apart, far cheaper than to call them equal.
  package static let standard = Standard(bits: 32)
  package static let bits = 36

  func run() -> [MutantRecord] {
    let formulas = statement.formulas + variants.map(\.chain.formula)
    let places = settings.flatMap { setting -> [Place] in
      let points =
        (try? setting.points(
          check: statement.label, seed: options.seed, fixing: options.fixed(for: setting),
          for: formulas)) ?? []
      return points.compactMap { point in
        (try? PointValues(setting, point, bits: Self.bits)).map { Place(setting: setting, $0) }
      }
    }
    let beside = Neighbourhood(statement, settings, options)
    let draws = settings.contains { $0.draws(for: statement.formulas) }
    return variants.map {
      MutantTrial($0, of: statement, options).record(at: places, draws: draws, beside)
    }
  }
}

/// A point of a toy, where formulas have values.
struct Place {
  let setting: any Setting
  let values: PointValues
  init(setting: any Setting, _ values: PointValues) {
    (self.setting, self.values) = (setting, values)
  }
}

/// The trial of one mutant.
struct MutantTrial {
  let variant: Variant
  let origin: Statement.Chain
  let statement: Statement
  let options: Options

  init(_ variant: Variant, of statement: Statement, _ options: Options) {
    self.variant = variant
    origin = variant.origin ?? statement.chains.first ?? variant.chain
    (self.statement, self.options) = (statement, options)
  }

  func record(at places: [Place], draws: Bool, _ beside: Neighbourhood) -> MutantRecord {
    var standings: [Standing] = []
    for place in places {
      let standing = standing(at: place.values)
      if case .refuted = standing { return record(.refuted) }
      standings.append(standing)
    }
    let outcome = MutantOutcome(standings, draws: draws)
    // What says the same by its form says so on every toy: none beside has to be searched.
    if outcome.verdict == .equivalent, let proof = samenessByForm {
      return record(.equivalent, proof)
    }
    let insisting = outcome.verdict == .open || outcome.mayBeChance
    if outcome.follows, draws, isProvedToFollow(places) {
      return record(
        .alsoTrue,
        "it is true too, since it follows from the equation: proved for all that the toy draws")
    }
    if !outcome.isSettled, let place = beside.refutes(self, insisting: insisting) {
      return record(.refuted, place)
    }
    if outcome.holdsWhereDrawn, areProvedOnBoxes(newSteps, places) {
      return record(.alsoTrue, "it is true too: proved for all that the toy draws")
    }
    if outcome.verdict == .open, let place = beside.refutesAtEnds(self) {
      return record(.refuted, place)
    }
    if outcome.verdict == .open, let reason = contradiction(at: places) {
      return record(.refuted, reason)
    }
    if outcome.verdict == .equivalent {
      if let proof = proofOfSameness(at: places, pointwise: outcome.isApproximate) {
        return record(.equivalent, proof)
      }
      if outcome.isApproximate, let doubt = doubt(at: places) { return record(.open, doubt) }
    }
    return record(outcome.verdict, outcome.reason)
  }

  /// The steps that are not the equation's own: what is left to prove if that holds.
  private var newSteps: [Statement.Chain] {
    guard case .relation(let sides, let relations) = variant.chain.formula,
      case .relation(let olds, let before) = origin.formula, sides.count == olds.count
    else { return [variant.chain] }
    let new = relations.indices.filter { i in
      relations[i] != before[i] || sides[i] != olds[i] || sides[i + 1] != olds[i + 1]
    }
    return new.map { i in
      Statement.Chain(.relation(sides: [sides[i], sides[i + 1]], relations: [relations[i]]))
    }
  }

  /// Whether steps are proved on the box of every toy that draws; on the others they hold at all
  /// points.
  ///
  /// - isThorough: whether algebra is tried where boxes do not decide.
  func areProvedOnBoxes(
    _ steps: [Statement.Chain], _ places: [Place], isThorough: Bool = false
  ) -> Bool {
    let names = Set(places.map(\.setting.name)).sorted()
    return names.allSatisfy { name in
      let here = places.filter { $0.setting.name == name }, setting = here[0].setting
      return steps.allSatisfy { step in
        guard setting.draws(for: [step.formula]) else { return true }
        let judge = BoxJudge(
          chains: [step], setting: setting, options: options, isThorough: isThorough)
        if case .proved = judge.run(at: here.map(\.values.point)) { return true }
        return false
      }
    }
  }

  private func record(_ verdict: MutantVerdict, _ reason: String? = nil) -> MutantRecord {
    MutantRecord(
      latex: variant.latex, label: statement.label, operator: variant.change, verdict: verdict,
      reason: reason)
  }

  /// What was called the same with few bits must be so at full accuracy too, once on every toy.
  private func doubt(at places: [Place]) -> String? {
    var seen: Set<String> = []
    for place in places where seen.insert(place.setting.name).inserted {
      guard
        let values = try? PointValues(place.setting, place.values.point, bits: options.bits)
      else { continue }
      switch comparison(at: values, by: options.standard) {
      case .same, .undefined: continue
      default: return "it agrees with the equation to a few digits only"
      }
    }
    return nil
  }
}
