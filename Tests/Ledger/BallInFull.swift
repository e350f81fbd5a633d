import Balls
import Exact
import Foundation

extension Ball {
  /// The middle as one reads it and in units of the radius, and the radius to three digits: as
  /// precisely as they are the same in every run.
  ///
  /// Below that, bits depend on what was computed before: FLINT keeps π and the nodes of its
  /// quadrature to the most bits that were asked for so far, and rounds them.
  public var inFull: String {
    guard isFinite else { return "nothing known" }
    return "\(String(format: "%.6g", midpoint)) ± \(String(format: "%.3g", radius)) #\(middle)"
  }

  private var middle: String {
    guard let (lower, upper) = bounds else { return "far" }
    guard let e = radiusExponent else { return Ledger.digest("\(lower)".utf8, 8) }
    let steps = ((lower + upper) / 2 * Rational(2).power(-e) + Rational(1, 2)).floor
    return Ledger.digest("\(steps)".utf8, 8)
  }
}
