import Balls
import Exact

/// How two evaluated numbers compare, and how sure that is.
public enum Agreement: Hashable, Sendable {
  /// Equal: to that many decimal digits relative to the scale, or exactly (nil).
  case equal(digits: Int?)
  /// Certainly different (for estimates: beyond the tolerance). `distance` is a lower bound of |a −
  /// b| and `separation` is |a − b| over the sum of radii or tolerances, ∞ if exact; `less` tells
  /// whether a < b.
  case different(distance: Double, separation: Double, less: Bool)
  case undecided(String)
}

extension Evaluated {
  /// Compares two values by the rules of evidence: equality needs overlap *and* narrowness relative
  /// to the scale, so an indeterminate ball is equal to nothing; exact numbers and infinities are
  /// decided; two estimates are equal within ten times their stated errors, provided that is below
  /// 10⁻⁹ of the scale.
  ///
  /// - bits: how narrow the balls have to be, relative to the larger scale.
  /// Order is read off the same answer: a ≤ b holds if `less` or `equal`, fails if different and
  /// not `less`.
  public func compared(to other: Evaluated, bits: Int = 90) -> Agreement {
    if let none = Evaluated.withoutValue([self, other]) {
      switch none.value {
      case .undefined(let why), .undecided(let why): return .undecided(why)
      default: return .undecided("no value")
      }
    }
    if isInfinite || other.isInfinite { return compareInfinite(other) }
    if let x = exact, let y = other.exact { return Agreement.exact(x, y) }
    let scale = Swift.max(self.scale, other.scale)
    if let (x, e) = estimate, let (y, d) = other.estimate ?? other.double {
      return .estimates(x, e, y, d, scale)
    }
    if let (y, d) = other.estimate, let (x, e) = double { return .estimates(x, e, y, d, scale) }
    guard let a = finiteBall, let b = other.finiteBall else {
      return .undecided("a value that is not finite")
    }
    return .balls(a, b, scale: scale, bits: Evaluated.bits(bits, for: self, other))
  }

  private func compareInfinite(_ other: Evaluated) -> Agreement {
    func sign(_ e: Evaluated) -> Int {
      if case .infinite(let p) = e.value { p ? 1 : -1 } else { 0 }
    }
    let (s, t) = (sign(self), sign(other))
    return s == t
      ? .equal(digits: nil) : .different(distance: .infinity, separation: .infinity, less: s < t)
  }

  /// A finite ball around the value; nil if it is no number or only estimated.
  var finiteBall: Ball? {
    switch value {
    case .exact(let x): Ball(x, bits: 512)
    case .ball(let b): b.isFinite ? b : nil
    default: nil
    }
  }
  private var estimate: (Double, Double)? {
    if case .estimate(let x, let error) = value { (x, error) } else { nil }
  }
  private var double: (Double, Double)? {
    finiteBall.map { ($0.midpoint, $0.radius + abs($0.midpoint) * 0x1p-52) }
  }
}

extension Agreement {
  private static func between(_ sign: Int, _ distance: Double, _ separation: Double) -> Agreement {
    .different(distance: distance, separation: separation, less: sign < 0)
  }

  fileprivate static func exact(_ x: ExactNumber, _ y: ExactNumber) -> Agreement {
    let d = x - y, sign = d.sign
    if sign == 0 { return .equal(digits: nil) }
    return between(sign, abs(Ball(d, bits: 64).midpoint), .infinity)
  }

  fileprivate static func balls(_ a: Ball, _ b: Ball, scale: Double, bits: Int) -> Agreement {
    let d = a.minus(b, 512)
    guard d.isFinite else { return .undecided("a value that is not finite") }
    if let sign = d.sign, sign != 0 {
      let radii = a.radius + b.radius, distance = abs(d.midpoint)
      return between(sign, max(0, distance - radii), radii > 0 ? distance / radii : .infinity)
    }
    guard a.meets(goal: bits, scale: scale), b.meets(goal: bits, scale: scale),
      let digits = a.agreedDigits(with: b, scale: scale)
    else { return .undecided("the enclosures overlap but are too wide to tell") }
    return .equal(digits: digits)
  }

  fileprivate static func estimates(
    _ x: Double, _ e: Double, _ y: Double, _ d: Double, _ scale: Double
  ) -> Agreement {
    let tolerance = max(10 * (e + d), 0x1p-42 * scale), distance = abs(x - y)
    guard tolerance.isFinite, distance.isFinite else {
      return .undecided("an estimate that is not finite")
    }
    if distance > tolerance {
      return between(x < y ? -1 : 1, distance - tolerance, distance / tolerance)
    }
    guard tolerance <= 1e-9 * scale else {
      return .undecided("the estimates are too uncertain to tell")
    }
    let digits = -(max(distance, tolerance) / scale).exponent
    return .equal(digits: Int(Double(digits) * 0.30103))
  }
}

extension Expression {
  /// The sign of a − b and a lower bound of |a − b|, where two numbers that agree to many bits are
  /// told apart by 2400: e¹⁰⁰ + 1 and e¹⁰⁰ have 43 digits in common. nil where they are not, where an
  /// integral or an optimum is left in the difference, or where it is long.
  public func difference(from b: Expression) -> (sign: Int, distance: Double)? {
    let d = canonical - b.canonical
    var parts = 0
    let isLong = d.holds {
      parts += 1
      switch $0 {
      case .integral, .extremum: return true
      default: return parts > 2000
      }
    }
    guard !isLong, !d.isZero else { return nil }
    WorkBudget.current?.spend(parts)
    let value = Evaluation(bits: 2400, goal: 64, budget: Budget(parts)).value(of: d)
    guard let ball = value.finiteBall, let sign = ball.sign, sign != 0 else { return nil }
    return (sign, Swift.max(0, ball.midpoint.magnitude * (1 - 0x1p-50) - ball.radius))
  }

  private var isZero: Bool { rationalValue?.isZero == true }
}
