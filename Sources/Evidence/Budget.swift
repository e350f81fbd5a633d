/// What of the budget of false alarms a run with a fresh seed spends, by the union bound.
public struct SpentBudget: Hashable, Sendable {
  /// Sampled comparisons, and the wrong variants that must fall by a sample.
  public var comparisons = 0, variants = 0
  /// The chance that a true claim is called wrong, or a wrong variant survives.
  public var chance = 0.0

  /// What these claims spend: a comparison its own chance of an alarm, a wrong variant of a sampled
  /// check its share of the chances of survival.
  public init(_ claims: [ClaimRecord]) {
    for claim in claims {
      let samples = claim.checks.flatMap(\.points).compactMap(\.sampling)
      guard !samples.isEmpty else { continue }
      comparisons += samples.count
      variants += claim.foils.count
      chance += samples.map(\.alpha).reduce(0, +) + Double(claim.foils.count) * FalseAlarms.beta
    }
  }

  public var isExceeded: Bool {
    chance > FalseAlarms.budget || comparisons > FalseAlarms.comparisons
      || variants > FalseAlarms.variants
  }

  /// `The budget is one wrong verdict in 1,000,000 runs with fresh seeds; …`
  public var text: String {
    let budget = "The budget is one wrong verdict by chance in a million runs of the book with fresh seeds"
    guard comparisons > 0 else { return "\(budget); nothing of it is spent: no claim is sampled." }
    let runs = Int((1 / chance / 1e6).rounded(.down))
    return "\(budget); spent on \(comparisons) sampled comparison\(comparisons == 1 ? "" : "s") and "
      + "\(variants) wrong variant\(variants == 1 ? "" : "s"): one in \(runs) million runs."
  }
}
