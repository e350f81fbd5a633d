import Foundation

/// How many chances the whole book takes with a fresh seed: one false alarm, or one wrong variant
/// that survives by luck, in a million runs.
///
/// The budget is shared out before anything is drawn, by the union bound, so that no independence
/// is needed: half for alarms, over at most 1000 comparisons; half for survivors, over at most 4000
/// variants.
public enum FalseAlarms {
  public static let budget = 1e-6
  public static let comparisons = 1000, variants = 4000
  /// The share of one comparison.
  public static let alpha = budget / 2 / Double(comparisons)
  /// The share of one wrong variant.
  public static let beta = budget / 2 / Double(variants)
}

/// What chance a sampled comparison takes, fixed before the run.
public struct SamplingRecord: Hashable, Sendable, Codable, CustomStringConvertible {
  /// Whose inequality gives the region.
  public var method: String
  /// The chance that a true value is called wrong.
  public var alpha: Double
  /// The chance that a variant at distance delta is not refuted.
  public var beta: Double
  public var draws: Int
  /// The distance that is seen but for that chance.
  public var delta: Double

  public var description: String {
    let seen = String(format: "%.2g", delta), missed = String(format: "%.3g", beta)
    return "\(draws) draws, \(method): false alarm \(String(format: "%.2g", alpha)), "
      + "sees \(seen) but for \(missed)"
  }
}

public struct SamplingError: Error, CustomStringConvertible, Sendable {
  public let description: String
  init(_ description: String) { self.description = description }
}
