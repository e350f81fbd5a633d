import Exact

/// What became of the claim that a function of several variables is nowhere negative on a box.
public struct BoxProof: Hashable, Sendable {
  public enum Verdict: Hashable, Sendable {
    case proved
    /// A point where the function certainly is negative.
    case refuted([Variable: Rational])
    case open(String)
  }
  public var verdict: Verdict
  /// How many boxes were looked at, and how often the box was halved at most.
  public var boxes = 0, depth = 0
  /// A lower bound of the function on all of the box; nil if equality is reached.
  public var margin: Double?
  /// Reductions made by algebra before the box was cut, in words.
  public var reductions: [String] = []

  public init(verdict: Verdict, margin: Double? = nil) {
    (self.verdict, self.margin) = (verdict, margin)
  }

  public var isDecided: Bool { if case .open = verdict { false } else { true } }
  public var isProved: Bool { verdict == .proved }
  /// nil where it is refuted or open.
  public var ifProved: BoxProof? { isProved ? self : nil }
}

/// A range of a variable.
public struct BoxSide: Hashable, Sendable {
  public var variable: Variable
  public var lower: Rational, upper: Rational
  public init(_ variable: Variable, _ lower: Rational, _ upper: Rational) {
    (self.variable, self.lower, self.upper) = (variable, lower, upper)
  }
  var middle: Rational { (lower + upper) / 2 }
  var width: Rational { upper - lower }
}
