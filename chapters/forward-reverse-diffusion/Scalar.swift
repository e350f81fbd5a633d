import Balls
import Evidence
import Exact
import Expressions
import Foundation

/// The arithmetic that a recursion over a schedule needs: in doubles for figures, in balls for
/// numbers that are printed.
protocol Scalar: Sendable {
  init(_ r: Rational)
  static func + (a: Self, b: Self) -> Self
  static func - (a: Self, b: Self) -> Self
  static func * (a: Self, b: Self) -> Self
  static func / (a: Self, b: Self) -> Self
  func root() -> Self
  func hyperbolicTangent() -> Self
}

extension Double: Scalar {
  init(_ r: Rational) { self = r.double }
  func root() -> Double { squareRoot() }
  func hyperbolicTangent() -> Double { tanh(self) }
}

/// A ball with the operations written as usual: the true value lies inside, whatever was done.
///
/// 192 bits, so that a thousand steps still leave more than the thirty digits that are printed.
struct Enclosed: Scalar, Comparand {
  let ball: Ball
  private static let bits = 192

  init(_ ball: Ball) { self.ball = ball }
  init(_ r: Rational) { ball = Ball(r, bits: Self.bits) }
  /// What a formula of the text was found to be; throws when it is no finite number.
  init(_ value: Evaluated) throws {
    switch value.value {
    case .exact(let number): ball = Ball(number, bits: Self.bits)
    case .ball(let found): ball = found
    default: throw NoNumber()
    }
  }
  struct NoNumber: Error, CustomStringConvertible { let description = "not enclosed" }
  var compared: [Evaluated] { ball.compared }

  static func + (a: Enclosed, b: Enclosed) -> Enclosed { Enclosed(a.ball.plus(b.ball, bits)) }
  static func - (a: Enclosed, b: Enclosed) -> Enclosed { Enclosed(a.ball.minus(b.ball, bits)) }
  static func * (a: Enclosed, b: Enclosed) -> Enclosed { Enclosed(a.ball.times(b.ball, bits)) }
  static func / (a: Enclosed, b: Enclosed) -> Enclosed { Enclosed(a.ball.over(b.ball, bits)) }
  func root() -> Enclosed { Enclosed(ball.squareRoot(Self.bits)) }
  var logarithm: Enclosed { Enclosed(ball.log(Self.bits)) }
  func hyperbolicTangent() -> Enclosed {
    let square = Enclosed((self + self).ball.exp(Self.bits)), one = Enclosed(1)
    return (square - one) / (square + one)
  }
}

/// The number with so many decimals, in any locale.
func decimals(_ x: Double, _ n: Int = 6) -> String { String(format: "%.\(n)f", x) }

/// Four significant digits, as the prose prints them.
func four(_ x: Double) -> String { String(format: "%.4g", x) }
