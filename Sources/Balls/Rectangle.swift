import Foundation

/// A rectangle of complex numbers, in doubles. Real numbers have an imaginary part of exactly 0.
package struct Rectangle: Sendable {
  package var real: Span, imaginary: Span

  static let unknown = Rectangle(real: .unknown, imaginary: .unknown)
  package init(real: Span, imaginary: Span) { (self.real, self.imaginary) = (real, imaginary) }
  init(_ real: Span) { (self.real, imaginary) = (real, .zero) }

  @inline(__always) var isReal: Bool { imaginary.isZero }
  @inline(__always) package var isKnown: Bool { real.isKnown && imaginary.isKnown }
  /// At least the absolute value of every point; not finite if nothing is known.
  var magnitude: Double {
    guard isKnown else { return .infinity }
    if isReal { return real.magnitude }
    let (x, y) = (real.magnitude, imaginary.magnitude)
    return (x * x + y * y).squareRoot() * (1 + 0x1p-50) + 0x1p-500
  }
  func hull(_ b: Rectangle) -> Rectangle {
    Rectangle(real: real.hull(b.real), imaginary: imaginary.hull(b.imaginary))
  }
}

// MARK: arithmetic

extension Rectangle {
  @inline(__always) package static func + (a: Rectangle, b: Rectangle) -> Rectangle {
    let real = a.real + b.real
    if a.isReal { return Rectangle(real: real, imaginary: b.imaginary) }
    if b.isReal { return Rectangle(real: real, imaginary: a.imaginary) }
    return Rectangle(real: real, imaginary: a.imaginary + b.imaginary)
  }
  @inline(__always) package static func - (a: Rectangle, b: Rectangle) -> Rectangle {
    a + Rectangle(real: -b.real, imaginary: -b.imaginary)
  }
  @inline(__always) package static func * (a: Rectangle, b: Rectangle) -> Rectangle {
    if a.isReal {
      if b.isReal { return Rectangle(a.real * b.real) }
      return Rectangle(real: a.real * b.real, imaginary: a.real * b.imaginary)
    }
    if b.isReal { return Rectangle(real: a.real * b.real, imaginary: a.imaginary * b.real) }
    return Rectangle(
      real: a.real * b.real - a.imaginary * b.imaginary,
      imaginary: a.real * b.imaginary + a.imaginary * b.real)
  }
  package var squared: Rectangle {
    if isReal { return Rectangle(real.squared) }
    let cross = real * imaginary
    return Rectangle(real: real.squared - imaginary.squared, imaginary: cross + cross)
  }
  /// z̄/|z|²; unknown if 0 may be inside.
  package var reciprocal: Rectangle {
    if isReal { return Rectangle(real.reciprocal) }
    let size = (real.squared + imaginary.squared).reciprocal
    return Rectangle(real: real * size, imaginary: -imaginary * size)
  }
  func power(_ n: Int) -> Rectangle {
    var result = Rectangle(.one), square = self, rest = n.magnitude
    while rest > 0 {
      if rest & 1 == 1 { result = result * square }
      rest >>= 1
      if rest > 0 { square = square.squared }
    }
    return n < 0 ? result.reciprocal : result
  }
  /// a·(z + h)² + k: no point of z is lost or gained.
  func quadratic(_ a: Span, _ h: Span, _ k: Span) -> Rectangle {
    let shifted = real + h
    if isReal { return Rectangle(a * shifted.squared + k) }
    let cross = shifted * imaginary
    return Rectangle(
      real: a * (shifted.squared - imaginary.squared) + k, imaginary: a * (cross + cross))
  }
}

// MARK: functions

extension Rectangle {
  var exp: Rectangle {
    let size = real.exp
    if isReal { return Rectangle(size) }
    return Rectangle(real: size * imaginary.cos, imaginary: size * imaginary.sin)
  }
  /// The principal logarithm; unknown if the rectangle meets the cut (−∞, 0].
  var log: Rectangle {
    if isReal { return Rectangle(real.log) }
    guard isKnown, let angle = argument else { return .unknown }
    let size = (real.squared + imaginary.squared).log
    return Rectangle(real: Span(lower: size.lower / 2, upper: size.upper / 2), imaginary: angle)
  }
  /// The principal root; unknown if the rectangle meets the cut.
  var squareRoot: Rectangle {
    isReal ? Rectangle(real.squareRoot) : (log * Rectangle(Span(0.5))).exp
  }

  /// The principal argument, found at two corners; nil if the rectangle meets the cut.
  private var argument: Span? {
    let (a, b, c, d) = (real.lower, real.upper, imaginary.lower, imaginary.upper)
    guard a > 0 || c > 0 || d < 0 else { return nil }
    let low: Double, high: Double
    if c > 0 {  // the upper half plane: the smallest angle is at the right, the largest at the left
      low = atan2(b > 0 ? c : d, b)
      high = atan2(a < 0 ? c : d, a)
    } else if d < 0 {
      low = atan2(a < 0 ? d : c, a)
      high = atan2(b > 0 ? d : c, b)
    } else {
      (low, high) = (atan2(c, a), atan2(d, a))
    }
    return Span(lower: Span.below(low), upper: Span.above(high))
  }

  var sinh: Rectangle {
    if isReal { return Rectangle(real.sinh) }
    return Rectangle(real: real.sinh * imaginary.cos, imaginary: real.cosh * imaginary.sin)
  }
  var cosh: Rectangle {
    if isReal { return Rectangle(real.cosh) }
    return Rectangle(real: real.cosh * imaginary.cos, imaginary: real.sinh * imaginary.sin)
  }
  /// 1 − 2/(e²ᶻ + 1), and for Re z < 0 its mirror image.
  var tanh: Rectangle {
    if isReal { return Rectangle(real.tanh) }
    let mirrored = real.middle < 0
    let z = mirrored ? Rectangle(real: -real, imaginary: -imaginary) : self
    let e = Rectangle(real: -z.real - z.real, imaginary: -z.imaginary - z.imaginary).exp
    // (1 − e⁻²ᶻ)/(1 + e⁻²ᶻ) = 2/(1 + e⁻²ᶻ) − 1
    let t = Rectangle(Span(2)) * (Rectangle(.one) + e).reciprocal - Rectangle(.one)
    return mirrored ? Rectangle(real: -t.real, imaginary: -t.imaginary) : t
  }
  var sin: Rectangle {
    if isReal { return Rectangle(real.sin) }
    return Rectangle(real: real.sin * imaginary.cosh, imaginary: real.cos * imaginary.sinh)
  }
  var cos: Rectangle {
    if isReal { return Rectangle(real.cos) }
    return Rectangle(real: real.cos * imaginary.cosh, imaginary: -(real.sin * imaginary.sinh))
  }

  /// The rectangle and what lies between it and the real line.
  private var upright: Rectangle { Rectangle(real: real, imaginary: imaginary.hull(.zero)) }
  /// 2/√π·exp(−z²), the slope of erf, there.
  private var bell: Rectangle {
    let square = upright.squared
    return Rectangle(Span(lower: 1.128, upper: 1.1284))
      * Rectangle(real: -square.real, imaginary: -square.imaginary).exp
  }
  /// f(x + iy) differs from f(x) by at most |y|·max |f′| on the way up.
  private func around(_ value: Span, slope: Rectangle) -> Rectangle {
    if isReal { return Rectangle(value) }
    let reach = Span.up(imaginary.magnitude * slope.magnitude),
      error = Span(lower: -reach, upper: reach)
    return Rectangle(real: value + error, imaginary: error)
  }

  /// Unknown where this arithmetic has no complex version.
  package func applying(_ f: ElementaryFunction) -> Rectangle {
    switch f {
    case .exp: exp
    case .log: log
    case .sin: sin
    case .cos: cos
    case .tan: sin * cos.reciprocal
    case .sinh: sinh
    case .cosh: cosh
    case .tanh: tanh
    case .arctan: around(real.arctan, slope: (Rectangle(.one) + upright.squared).reciprocal)
    case .erf: around(real.erf, slope: bell)
    case .erfc: around(real.erfc, slope: bell)
    case .abs, .sign: .unknown  // not holomorphic: `RectangleMachine` decides
    }
  }
}
