import Balls
import Exact
import Foundation

/// An upper bound of the absolute value of a function of two variables on a whole region of the
/// plane: Σ c·|x|ʲ·|y|ᵏ·exp E(x, y) with polynomials E of degree 2.
package struct Majorant {
  package struct Term {
    package var size: Double
    package var powers: (x: Int, y: Int)
    package var exponent: Quadratic
    package init(size: Double, powers: (x: Int, y: Int), exponent: Quadratic) {
      (self.size, self.powers, self.exponent) = (size, powers, exponent)
    }
  }
  var terms: [Term]

  static func constant(_ c: Double) -> Majorant {
    Majorant(terms: [Term(size: c, powers: (0, 0), exponent: Quadratic())])
  }
  static let x = Majorant(terms: [Term(size: 1, powers: (1, 0), exponent: Quadratic())])
  static let y = Majorant(terms: [Term(size: 1, powers: (0, 1), exponent: Quadratic())])

  func plus(_ b: Majorant) throws -> Majorant {
    guard terms.count + b.terms.count <= 400 else { throw NoEnvelope("too many terms") }
    return Majorant(terms: terms + b.terms)
  }
  func times(_ b: Majorant) throws -> Majorant {
    guard terms.count * b.terms.count <= 400 else { throw NoEnvelope("too many terms") }
    return Majorant(
      terms: terms.flatMap { s in
        b.terms.map { t in
          Term(
            size: s.size * t.size * (1 + 0x1p-50),
            powers: (s.powers.x + t.powers.x, s.powers.y + t.powers.y),
            exponent: s.exponent.plus(t.exponent))
        }
      })
  }
}

/// c + ax + by + dx² + exy + fy², with interval coefficients.
package struct Quadratic {
  package var constant: DoubleInterval, x: DoubleInterval, y: DoubleInterval
  package var xx: DoubleInterval, xy: DoubleInterval, yy: DoubleInterval

  package init(
    constant: DoubleInterval = .zero, x: DoubleInterval = .zero, y: DoubleInterval = .zero,
    xx: DoubleInterval = .zero, xy: DoubleInterval = .zero, yy: DoubleInterval = .zero
  ) {
    (self.constant, self.x, self.y) = (constant, x, y)
    (self.xx, self.xy, self.yy) = (xx, xy, yy)
  }

  package func plus(_ q: Quadratic) -> Quadratic {
    Quadratic(
      constant: constant + q.constant, x: x + q.x, y: y + q.y, xx: xx + q.xx, xy: xy + q.xy,
      yy: yy + q.yy)
  }
  package func times(_ c: DoubleInterval) -> Quadratic {
    Quadratic(constant: constant * c, x: x * c, y: y * c, xx: xx * c, xy: xy * c, yy: yy * c)
  }
  /// The roles of x and y exchanged.
  package var turned: Quadratic {
    Quadratic(constant: constant, x: y, y: x, xx: yy, xy: xy, yy: xx)
  }
  /// With −x for x.
  package var mirrored: Quadratic {
    Quadratic(constant: constant, x: -x, y: y, xx: xx, xy: -xy, yy: yy)
  }
  /// For all y in [0, 1].
  package var withoutY: Quadratic {
    let unit = DoubleInterval(between: 0, and: 1)
    return Quadratic(constant: constant + y * unit + yy * unit, x: x + xy * unit, xx: xx)
  }
}

/// Where a variable of integration runs, after a change of variables.
package enum Reach {
  /// [0, 1], [0, ∞), (−∞, ∞).
  case unit, half, line
  /// Its infinite ends, by whether they lie on the left.
  fileprivate var ends: [Bool] {
    switch self {
    case .unit: []
    case .half: [false]
    case .line: [true, false]
    }
  }
}

// MARK: tails

extension Majorant {
  /// At least ∫∫ over all y, and x beyond R in its region.
  func tail(beyond R: Double, _ reach: (x: Reach, y: Reach)) throws -> Double {
    var sum = 0.0
    for isLeft in reach.x.ends { for t in terms { sum += try t.tail(beyond: R, isLeft, reach.y) } }
    guard sum.isFinite else { throw NoEnvelope("no bound for the tail") }
    return sum * (1 + 1e-12)
  }
  var turned: Majorant {
    Majorant(
      terms: terms.map {
        Term(size: $0.size, powers: ($0.powers.y, $0.powers.x), exponent: $0.exponent.turned)
      })
  }
}

extension Majorant.Term {
  /// First y is integrated out, then ∫ xʲ exp(c + ax + dx²) from R on is at most its integrand at R
  /// over the rate at which that falls there, if d ≤ 0 and the rate is positive.
  package func tail(beyond R: Double, _ isLeft: Bool, _ reach: Reach) throws -> Double {
    let e = isLeft ? exponent.mirrored : exponent
    let (factor, c, a, d) = try e.integratedOverY(powers.y, reach, from: R)
    let r = DoubleInterval(Rational(exactly: R)), j = Double(powers.x)
    let rate = -(a + d * r + d * r).upper - j / R * (1 + 1e-14)
    guard d.upper <= 0, rate > 0 else {
      throw NoEnvelope("the integrand does not fall fast enough")
    }
    let top = (c + a * r + d * r * r).upper
    return exp(log(size * factor * pow(R, j) / rate) + top) * (1 + 1e-12) + 1e-300
  }
}

extension Quadratic {
  /// ∫ |y|ᵏ exp(this) dy ≤ factor · exp(c + ax + dx²) for all x ≥ R > 0.
  fileprivate func integratedOverY(
    _ k: Int, _ reach: Reach, from R: Double
  ) throws -> (factor: Double, constant: DoubleInterval, x: DoubleInterval, xx: DoubleInterval) {
    if case .unit = reach {
      let q = withoutY
      return (1, q.constant, q.x, q.xx)
    }
    var (factor, precision) = (1.0, -(yy + yy))
    if precision.lower > 0 {
      if k > 0 {  // |y|ᵏ ≤ (k/(2eδ))^(k/2)·exp(δy²), with an eighth of the precision for 2δ
        let spare = precision.lower / 8
        factor = pow(Double(k) / (M_E * spare), Double(k) / 2) * (1 + 1e-12)
        precision = precision + DoubleInterval(-spare, -spare)
      }
      guard let width = precision.reciprocal else { throw NoEnvelope("no precision in y") }
      let half = width * DoubleInterval(Rational(1, 2))
      factor *= (2 * Double.pi * width.upper).squareRoot() * (1 + 1e-12)
      return (factor, constant + half * y * y, x + width * y * xy, xx + half * xy * xy)
    }
    guard case .half = reach, yy.upper <= 0, xy.upper <= 0 else {
      throw NoEnvelope("y does not keep the integrand small")
    }
    let rate = -(y + xy * DoubleInterval(Rational(exactly: R))).upper
    guard rate > 0 else { throw NoEnvelope("y does not keep the integrand small") }
    let factorial = (1...Swift.max(1, k)).reduce(1.0) { $0 * Double($1) }
    return (factorial / pow(rate, Double(k + 1)) * (1 + 1e-12), constant, x, xx)
  }
}
