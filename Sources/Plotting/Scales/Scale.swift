import Foundation

/// Maps the values of an axis to 0…1. A scale knows no points of the page and no marks.
///
/// Laws (tested): the ends of the domain map to 0 and 1; the map is strictly monotone; `value(at:)`
/// undoes `position(of:)`; a domain of one value maps everything to the middle, ½.
public struct Scale: Sendable, Hashable {
  public enum Kind: Sendable, Hashable {
    case linear
    /// Equal ratios take equal room.
    case log(base: Double)
    /// Linear within ±threshold, logarithmic beyond: sign(v) · log₁₀(1 + |v| / threshold).
    case symmetricLog(threshold: Double)
    /// Categories of equal width; the i-th has the value i at its middle.
    case bands([String])
  }

  public let kind: Kind
  /// The values at 0 and at 1; `first > last` draws the axis backwards.
  public let first, last: Double

  public init(_ kind: Kind = .linear, from first: Double, to last: Double) {
    (self.kind, self.first, self.last) = (kind, first, last)
  }

  public init(bands names: [String]) {
    self.init(.bands(names), from: -0.5, to: Double(names.count) - 0.5)
  }

  /// Where a value stands between the ends; outside 0…1 when the value is outside the domain.
  public func position(of value: Double) -> Double {
    let a = warp(first)
    let b = warp(last)
    return a == b ? 0.5 : (warp(value) - a) / (b - a)
  }

  /// The value at a position.
  public func value(at position: Double) -> Double {
    let a = warp(first)
    let b = warp(last)
    return unwarp(a + position * (b - a))
  }

  var isLogarithmic: Bool { if case .log = kind { true } else { false } }

  public var lower: Double { min(first, last) }
  public var upper: Double { max(first, last) }

  /// What is wrong with the domain, or nil.
  var problem: String? {
    guard first.isFinite, last.isFinite else {
      return "its ends must be finite, not \(first) and \(last)"
    }
    switch kind {
    case .log where lower <= 0:
      return "a logarithmic axis needs ends above 0, not \(first) and \(last)"
    case .log(let base) where !(base > 1):
      return "the base of a logarithmic axis must exceed 1, not \(base)"
    case .symmetricLog(let threshold) where !(threshold > 0):
      return "the threshold must exceed 0, not \(threshold)"
    case .bands(let names) where names.isEmpty: return "an axis of categories needs at least one"
    default: return nil
    }
  }

  private func warp(_ v: Double) -> Double {
    switch kind {
    case .linear, .bands: v
    case .log: v > 0 ? log10(v) : -.infinity
    case .symmetricLog(let c): v < 0 ? -log10(1 - v / c) : log10(1 + v / c)
    }
  }

  private func unwarp(_ t: Double) -> Double {
    switch kind {
    case .linear, .bands: t
    case .log: pow(10, t)
    case .symmetricLog(let c): t < 0 ? -c * (pow(10, -t) - 1) : c * (pow(10, t) - 1)
    }
  }
}
