import Exact

// Sines at multiples of π/6 and π/4: in balls sin π would be a number that may be 0.

extension Expression {
  /// sin, cos or tan of an angle where it is a rational number or a root; nil elsewhere.
  func valueAtAngle(of f: Function) -> Expression? {
    guard let r = multipleOfPi else { return nil }
    switch f {
    case .sin: return Self.sine(r)
    case .cos: return Self.sine(r + Rational(1, 2))
    case .tan:
      guard let s = Self.sine(r), let c = Self.sine(r + Rational(1, 2)), c != 0 else { return nil }
      return s / c
    default: return nil
    }
  }

  private var multipleOfPi: Rational? {
    switch self {
    case .pi: return 1
    case .product(let factors):
      guard factors.count == 2, factors[1] == .pi else { return nil }
      return factors[0].rationalValue
    default: return nil
    }
  }

  /// sin(rπ)
  private static func sine(_ r: Rational) -> Expression? {
    let turned = r - Rational((r / 2).floor) * 2  // in [0, 2)
    if turned >= 1 { return sine(turned - 1).map { -$0 } }
    switch Swift.min(turned, 1 - turned) {
    case 0: return 0
    case Rational(1, 6): return .rational(Rational(1, 2))
    case Rational(1, 4): return .sqrt(2) / 2
    case Rational(1, 3): return .sqrt(3) / 2
    case Rational(1, 2): return 1
    default: return nil
    }
  }
}
