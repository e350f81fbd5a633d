import Balls
import Exact

/// A complex number in real balls of many bits, and functions of it by their parts: what a
/// rectangle that holds the number must hold as well.
struct PlainComplex {
  var re: Ball, im: Ball
  private static let bits = 512

  init(_ re: Ball, _ im: Ball) { (self.re, self.im) = (re, im) }
  init(_ x: Double, _ y: Double) { self.init(Ball(exactly: x), Ball(exactly: y)) }

  static func + (a: Self, b: Self) -> Self {
    Self(a.re.plus(b.re, bits), a.im.plus(b.im, bits))
  }
  static func - (a: Self, b: Self) -> Self {
    Self(a.re.minus(b.re, bits), a.im.minus(b.im, bits))
  }
  static func * (a: Self, b: Self) -> Self {
    Self(
      a.re.times(b.re, bits).minus(a.im.times(b.im, bits), bits),
      a.re.times(b.im, bits).plus(a.im.times(b.re, bits), bits))
  }
  static func / (a: Self, b: Self) -> Self {
    let size = b.re.power(2, bits).plus(b.im.power(2, bits), bits)
    let top = a * Self(b.re, b.im.negated)
    return Self(top.re.over(size, bits), top.im.over(size, bits))
  }
  /// nil where the value is not worked out here, or has none.
  func applying(_ f: ElementaryFunction) -> Self? {
    func real(_ f: ElementaryFunction, _ x: Ball) -> Ball { x.applying(f, Self.bits) }
    func times(_ a: Ball, _ b: Ball) -> Ball { a.times(b, Self.bits) }
    switch f {
    case .exp:
      return Self(times(real(.exp, re), real(.cos, im)), times(real(.exp, re), real(.sin, im)))
    case .log: return logarithm
    case .sin:
      return Self(times(real(.sin, re), real(.cosh, im)), times(real(.cos, re), real(.sinh, im)))
    case .cos:
      return Self(
        times(real(.cos, re), real(.cosh, im)), times(real(.sin, re), real(.sinh, im)).negated)
    case .sinh:
      return Self(times(real(.sinh, re), real(.cos, im)), times(real(.cosh, re), real(.sin, im)))
    case .cosh:
      return Self(times(real(.cosh, re), real(.cos, im)), times(real(.sinh, re), real(.sin, im)))
    case .tan: return applying(.sin).flatMap { s in applying(.cos).map { s / $0 } }
    case .tanh: return applying(.sinh).flatMap { s in applying(.cosh).map { s / $0 } }
    case .arctan:  // (log(1 + iz) − log(1 − iz))/2i
      let i = Self(0, 1), one = Self(1, 0), turned = i * self
      guard let a = (one + turned).logarithm, let b = (one - turned).logarithm else { return nil }
      return (a - b) / Self(0, 2)
    case .erf: return errorFunction
    case .erfc: return errorFunction.map { Self(1, 0) - $0 }
    case .abs, .sign: return nil
    }
  }

  /// ½ log(x² + y²) + 2i arctan(y/(|z| + x)); nil on the cut.
  private var logarithm: Self? {
    let square = re.power(2, Self.bits).plus(im.power(2, Self.bits), Self.bits)
    let base = square.squareRoot(Self.bits).plus(re, Self.bits)
    guard base.isPositive == true else { return nil }
    let half = Ball(Rational(1, 2), bits: Self.bits)
    return Self(
      square.log(Self.bits).times(half, Self.bits),
      im.over(base, Self.bits).applying(.arctan, Self.bits).times(Ball(2), Self.bits))
  }

  /// 2/√π Σ (−1)ⁿ z²ⁿ⁺¹/(n!(2n + 1)) for |z| ≤ 6: behind the 300th term less than 2⁻⁴⁸⁰ is left.
  private var errorFunction: Self? {
    let square = self * self
    let size = re.power(2, Self.bits).plus(im.power(2, Self.bits), Self.bits)
    guard size.minus(Ball(36), Self.bits).isNegative == true else { return nil }
    var power = self, sum = self
    for n in 1...300 {
      power = (power * square).over(-n)
      sum = sum + power.over(2 * n + 1)
    }
    let factor = Ball(2).over(Ball.pi(Self.bits).squareRoot(Self.bits), Self.bits)
    return Self(
      sum.re.times(factor, Self.bits).widened(byPowerOfTwo: -470),
      sum.im.times(factor, Self.bits).widened(byPowerOfTwo: -470))
  }
  private func over(_ n: Int) -> Self {
    Self(re.over(Ball(n), Self.bits), im.over(Ball(n), Self.bits))
  }
}

extension Span {
  /// Whether a number known to many bits lies between the ends.
  func holds(_ value: Ball) -> Bool {
    value.minus(Ball(exactly: lower), 512).isNegative != true
      && Ball(exactly: upper).minus(value, 512).isNegative != true
  }
}
