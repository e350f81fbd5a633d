import Meaning
import Notation

/// A machine-made variant of an equation.
public struct Variant: Sendable {
  public var chain: Statement.Chain
  public var latex: String
  /// What was done: `sign`, `constant`, `swap`, …
  public var change: String
  public init(_ chain: Statement.Chain, latex: String, change: String) {
    (self.chain, self.latex, self.change) = (chain, latex, change)
  }
}

/// Judges the mutants of an equation at low accuracy, each until it is refuted somewhere.
package struct MutantJudge {
  let statement: Statement
  let settings: [any Setting]
  let options: Options
  let variants: [Variant]

  /// Enough to tell two numbers apart, far cheaper than to call them equal.
  package static let standard = Standard(bits: 32)
  package static let bits = 36
  /// Points a toy: at generic points a survivor of four is a survivor of twenty-four too, and
  /// survivors are what costs.
  static let points = 4

  func run() -> [MutantRecord] {
    let values = settings.flatMap { setting in
      ((try? setting.points(
        check: statement.label, seed: options.seed, fixing: options.fixed(for: setting),
        for: statement.formulas + variants.map(\.chain.formula))) ?? [])
        .compactMap { try? PointValues(setting, $0, bits: Self.bits) }
    }
    return variants.map { judge($0, at: values) }
  }

  /// Evenly over the list, so that every listed value has its turn.
  private func spread(_ all: [Point]) -> [Point] {
    all.count <= Self.points ? all : (0..<Self.points).map { all[$0 * all.count / Self.points] }
  }

  private func judge(_ variant: Variant, at values: [PointValues]) -> MutantRecord {
    var record = MutantRecord(
      latex: variant.latex, label: statement.label, operator: variant.change, verdict: .undefined,
      reason: nil)
    for point in values {
      let whole = judgeChain(variant.chain, at: point, by: Self.standard).whole
      switch whole.verdict {
      case .refuted where whole.separation >= Self.standard.separation:
        record.verdict = .refuted
        record.reason = nil
        return record
      case .refuted, .holds, .inconclusive:
        record.verdict = .open
        record.reason = whole.verdict == .inconclusive ? whole.reason : record.reason
      case .broken:
        if record.verdict == .undefined { record.reason = whole.reason }
      }
    }
    return record
  }
}
