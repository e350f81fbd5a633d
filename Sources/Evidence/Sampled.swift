import Expressions
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

/// The mean of n independent draws of a quantity that lies in a known range, with the radius that
/// holds at any n and any law in that range (Hoeffding 1963): P(|mean − E| > r) ≤ 2 exp(−2n r²/w²),
/// w the width of the range.
///
/// A test that estimates its own spread from the sample has no such guarantee and is not offered.
public struct SampledMean: Comparand, Sendable {
  public let mean: Double
  public let radius: Double
  public let record: SamplingRecord

  /// - draw: the i-th draw, for i from 0 to n − 1, within the range; anything else is an error.
  /// - alpha: the chance that a true value is called wrong; the share of one comparison.
  public init(
    _ n: Int, in range: ClosedRange<Double>, alpha: Double = FalseAlarms.alpha,
    draw: (Int) -> Double
  ) throws(SamplingError) {
    guard n > 0 else { throw SamplingError("a mean needs at least one draw") }
    guard alpha > 0, alpha < 1 else { throw SamplingError("alpha lies between 0 and 1") }
    let width = range.upperBound - range.lowerBound
    guard width.isFinite, width > 0 else { throw SamplingError("the range must be bounded") }
    var sum = 0.0
    for i in 0..<n {
      let x = draw(i)
      guard range.contains(x) else {  // also NaN
        throw SamplingError("draw \(i) is \(x), outside \(range): the bound does not hold")
      }
      sum += x
    }
    mean = sum / Double(n)
    let radius = { (chance: Double) in width * (log(2 / chance) / (2 * Double(n))).squareRoot() }
    self.radius = radius(alpha)
    record = SamplingRecord(
      alpha: alpha, beta: FalseAlarms.beta, draws: n,
      delta: Self.separation * radius(alpha) + radius(FalseAlarms.beta))
  }

  /// How many radii a variant must be away to count as refuted (`Standard.measured`).
  private static let separation = Standard().measured.separation

  /// The draws that tell a difference δ with the shares of the book, for a range of this width.
  public static func draws(toSee delta: Double, width: Double) -> Int {
    let unit =
      separation * (log(2 / FalseAlarms.alpha) / 2).squareRoot()
      + (log(2 / FalseAlarms.beta) / 2).squareRoot()
    return Int((width * unit / delta * (width * unit / delta)).rounded(.up))
  }

  /// The judge allows ten times the error of an estimate.
  public var compared: [Evaluated] {
    [Evaluated(.estimate(mean, error: radius / 10), scale: max(abs(mean), radius))]
  }
  public var sampling: SamplingRecord? { record }
}

public struct SamplingError: Error, CustomStringConvertible, Sendable {
  public let description: String
  init(_ description: String) { self.description = description }
}

/// What chance a sampled comparison takes, fixed before the run.
public struct SamplingRecord: Hashable, Sendable, Codable {
  /// The chance that a true value is called wrong.
  public var alpha: Double
  /// The chance that a variant at distance delta is not refuted.
  public var beta: Double
  public var draws: Int
  /// The distance that is seen but for that chance.
  public var delta: Double
}
