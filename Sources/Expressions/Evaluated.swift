import Balls
import Exact

/// The outcome of evaluating an expression, with the yardstick its accuracy is judged by.
public struct Evaluated: Sendable {
  public enum Value: Sendable {
    /// Known exactly, equality decidable.
    case exact(ExactNumber)
    /// Enclosed: the true value lies in the ball.
    case ball(Ball)
    /// An estimate from two different quadrature rules, where no enclosure exists.
    case estimate(Double, error: Double)
    /// Certified to be +∞ or −∞.
    case infinite(positive: Bool)
    /// Certified to have no value: a divergent integral without a sign, the logarithm of a negative
    /// number, a division by zero.
    case undefined(String)
    /// Could not be decided: the reason, for the reader.
    case undecided(String)
  }
  public var value: Value
  /// Σ|terms|: the size of what was added to get the value, so that a true 0 can be certified
  /// relative to it.
  public var scale: Double
  /// Whether integrals over the plane, which are enclosed in doubles, went into it: such a ball is
  /// as true as any, but cannot be as narrow.
  public var isCoarse = false
  /// Of what has no value: whether it is lost inside an integral or an optimum, at a place that
  /// nobody named.
  public var isLostInside = false
  public init(_ value: Value, scale: Double) { (self.value, self.scale) = (value, scale) }

  /// How many bits two values have to agree to, of those asked for, to be called equal: 27 (eight
  /// digits) where one of them is coarse.
  public static func bits(_ wanted: Int, for a: Evaluated, _ b: Evaluated) -> Int {
    a.isCoarse || b.isCoarse ? Swift.min(wanted, 27) : wanted
  }
}
