import BigInt
import CFlint
import Exact

/// A real number known up to a radius: the true value lies in [midpoint − radius, midpoint +
/// radius].
///
/// A value, immutable and safe to share. Operations take the working precision in bits; none is
/// global. Every operation encloses: for all points of the arguments the result of the operation
/// lies in the result. Where it has no value on part of the arguments the result is not finite, and
/// says so (`isFinite`). Source: F. Johansson, Arb: efficient arbitrary-precision midpoint-radius
/// interval arithmetic, 2017.
public struct Ball: Sendable {
  private let storage: BallStorage

  /// A new ball, filled in by the closure and never changed afterwards.
  init(_ fill: (UnsafeMutablePointer<arb_struct>) -> Void) { storage = BallStorage(fill) }
  func read<R>(_ body: (UnsafeMutablePointer<arb_struct>) -> R) -> R { storage.read(body) }
}

// MARK: constants

extension Ball {
  public static let zero = Ball(0)
  public static let one = Ball(1)
  /// Nothing is known: neither finite nor comparable.
  public static let indeterminate = Ball { arb_indeterminate($0) }

  public init(_ n: Int) { self.init { arb_set_si($0, n) } }
  /// The rational number; exact if it is a dyadic fraction that fits the precision.
  public init(_ r: Rational, bits: Int) {
    self.init { p in
      if let (n, d) = r.small {
        arb_set_si(p, n)
        if d != 1 { arb_div_si(p, p, d, bits) }
      } else {
        let n = Ball(r.numerator), d = Ball(r.denominator)
        n.read { x in d.read { y in arb_div(p, x, y, bits) } }
      }
    }
  }
  public init(_ n: BigInt) {
    self.init { p in
      var f = fmpz()
      fmpz_init(&f)
      fmpz_set_str(&f, String(n, radix: 16), 16)
      arb_set_fmpz(p, &f)
      fmpz_clear(&f)
    }
  }
  public init(_ s: Surd, bits: Int) {
    var sum = Ball.zero
    for t in s.terms {
      let c = Ball(t.coefficient, bits: bits)
      sum = sum.plus(
        t.radicand == 1 ? c : c.times(Ball(t.radicand).squareRoot(bits), bits), bits)
    }
    self = sum
  }
  public init(_ x: ExactNumber, bits: Int) {
    var sum = Ball(x.algebraic, bits: bits)
    for l in x.logarithms {
      sum = sum.plus(Ball(l.coefficient, bits: bits).times(Ball(l.base).log(bits), bits), bits)
    }
    self = sum
  }
  /// The double's own value, exactly; not finite for NaN and infinities.
  public init(exactly x: Double) {
    self.init { p in if x.isFinite { arb_set_d(p, x) } else { arb_indeterminate(p) } }
  }
  public static func pi(_ bits: Int) -> Ball { Ball { arb_const_pi($0, bits) } }
  /// The smallest ball around two.
  public func union(_ b: Ball, _ bits: Int) -> Ball {
    combine(b, bits) { arb_union($0, $1, $2, $3) }
  }
  /// What two have in common; nil if they are apart.
  public func intersection(_ b: Ball, _ bits: Int) -> Ball? {
    var meets = false
    let common = combine(b, bits) { meets = arb_intersection($0, $1, $2, $3) != 0 }
    return meets ? common : nil
  }
  /// Widened by 2^exponent on both sides.
  public func widened(byPowerOfTwo exponent: Int) -> Ball {
    Ball { p in
      read { arb_set(p, $0) }
      arb_add_error_2exp_si(p, exponent)
    }
  }
  /// Widened by the magnitude of everything in the other ball.
  public func widened(by error: Ball) -> Ball {
    Ball { p in
      read { arb_set(p, $0) }
      error.read { arb_add_error(p, $0) }
    }
  }
  /// The midpoint alone, as an exact ball.
  public var center: Ball { Ball { p in read { arb_get_mid_arb(p, $0) } } }
}

// MARK: arithmetic

extension Ball {
  typealias Pointer = UnsafeMutablePointer<arb_struct>
  func combine(_ b: Ball, _ bits: Int, _ f: (Pointer, Pointer, Pointer, Int) -> Void) -> Ball {
    Ball { p in read { x in b.read { y in f(p, x, y, bits) } } }
  }
  func map(_ bits: Int, _ f: (Pointer, Pointer, Int) -> Void) -> Ball {
    Ball { p in read { x in f(p, x, bits) } }
  }

  public func plus(_ b: Ball, _ bits: Int) -> Ball { combine(b, bits) { arb_add($0, $1, $2, $3) } }
  public func minus(_ b: Ball, _ bits: Int) -> Ball { combine(b, bits) { arb_sub($0, $1, $2, $3) } }
  public func times(_ b: Ball, _ bits: Int) -> Ball { combine(b, bits) { arb_mul($0, $1, $2, $3) } }
  /// Not finite if b contains 0.
  public func over(_ b: Ball, _ bits: Int) -> Ball { combine(b, bits) { arb_div($0, $1, $2, $3) } }
  public var negated: Ball { Ball { p in read { arb_neg(p, $0) } } }
  public var magnitude: Ball { Ball { p in read { arb_abs(p, $0) } } }
  /// selfⁿ.
  public func power(_ n: Int, _ bits: Int) -> Ball {
    map(bits) { p, x, bits in
      arb_pow_ui(p, x, UInt(n.magnitude), bits)
      if n < 0 { arb_inv(p, p, bits) }
    }
  }
  /// self^b for self > 0; not finite if self is not certainly positive, unless b is an exact
  /// integer.
  public func power(_ b: Ball, _ bits: Int) -> Ball { combine(b, bits) { arb_pow($0, $1, $2, $3) } }
  /// Not finite if self reaches below 0.
  public func squareRoot(_ bits: Int) -> Ball { map(bits) { arb_sqrt($0, $1, $2) } }
  /// Not finite unless self is certainly positive.
  public func log(_ bits: Int) -> Ball { map(bits) { arb_log($0, $1, $2) } }
  public func exp(_ bits: Int) -> Ball { map(bits) { arb_exp($0, $1, $2) } }

  public func applying(_ f: ElementaryFunction, _ bits: Int) -> Ball {
    switch f {
    case .exp: exp(bits)
    case .log: log(bits)
    case .sin: map(bits) { arb_sin($0, $1, $2) }
    case .cos: map(bits) { arb_cos($0, $1, $2) }
    case .tan: map(bits) { arb_tan($0, $1, $2) }
    case .sinh: map(bits) { arb_sinh($0, $1, $2) }
    case .cosh: map(bits) { arb_cosh($0, $1, $2) }
    case .tanh: map(bits) { arb_tanh($0, $1, $2) }
    case .arctan: map(bits) { arb_atan($0, $1, $2) }
    case .erf: map(bits) { arb_hypgeom_erf($0, $1, $2) }
    case .erfc: map(bits) { arb_hypgeom_erfc($0, $1, $2) }
    case .abs: magnitude
    case .sign: Ball { p in read { arb_sgn(p, $0) } }
    }
  }
}

/// The functions of one argument that expressions and their programs know.
public enum ElementaryFunction: String, Hashable, Sendable, CaseIterable {
  case exp, log, sin, cos, tan, sinh, cosh, tanh, arctan, erf, erfc, abs, sign
}

// MARK: what can be said

extension Ball {
  /// Finite midpoint and radius. A ball that is not finite overlaps and contains everything: ask
  /// this first.
  public var isFinite: Bool { read { arb_is_finite($0) != 0 } }
  public var isExact: Bool { read { arb_is_exact($0) != 0 } }
  /// The sign of every point: −1, 0, 1; nil if points differ or nothing is known.
  public var sign: Int? {
    guard isFinite else { return nil }
    return read {
      arb_is_zero($0) != 0 ? 0 : arb_is_positive($0) != 0 ? 1 : arb_is_negative($0) != 0 ? -1 : nil
    }
  }
  public var isPositive: Bool? {
    sign.map { $0 > 0 } ?? (isFinite && read { arb_contains_positive($0) == 0 } ? false : nil)
  }
  public var isNegative: Bool? { negated.isPositive }
  /// Every point is ≥ 0.
  public var isNonnegative: Bool? { isNegative.map { !$0 } }
  public var containsZero: Bool { read { arb_contains_zero($0) != 0 } }
  public func contains(_ b: Ball) -> Bool { read { x in b.read { arb_contains(x, $0) != 0 } } }
  /// Whether the other ball lies in this one and touches neither of its ends.
  public func containsInside(_ b: Ball) -> Bool {
    read { x in b.read { arb_contains_interior(x, $0) != 0 } }
  }
  public func contains(_ r: Rational) -> Bool {  // by exact bounds, so that no rounding helps
    guard isFinite, let (lower, upper) = bounds else { return !isFinite }
    return lower <= r && r <= upper
  }
  public func overlaps(_ b: Ball) -> Bool { read { x in b.read { arb_overlaps(x, $0) != 0 } } }
  /// About −log₂(radius/|midpoint|); very large if exact, very negative if nothing is known.
  public var accuracyBits: Int { read { Int(arb_rel_accuracy_bits($0)) } }

  /// The nearest double to the middle; for display and for choosing where to look, never for a
  /// verdict.
  public var midpoint: Double { read { arf_get_d(arb_mid_ptr($0), ARF_RND_NEAR) } }
  /// At least the radius.
  public var radius: Double { read { mag_get_d(arb_rad_ptr($0)) } }
  /// log₂ of the radius, rounded up; nil if exact; Int.max if not finite.
  public var radiusExponent: Int? {
    guard isFinite else { return .max }
    return isExact
      ? nil : read { Int(exactly: mag_get_d_log2_approx(arb_rad_ptr($0)).rounded(.up)) ?? .min }
  }
  /// log₂ of the largest absolute value in the ball, roughly; nil for exact 0.
  public var magnitudeExponent: Int? {
    guard isFinite, sign != 0 else { return nil }
    return read { p in
      let m = UnsafeMutablePointer<mag_struct>.allocate(capacity: 1)
      mag_init(m)
      arb_get_mag(m, p)
      let e = mag_get_d_log2_approx(m).rounded(.up)
      mag_clear(m)
      m.deallocate()
      return Int(exactly: e)
    }
  }
  /// The two ends, exactly; nil if not finite or out of reach (beyond 2^±65536).
  public var bounds: (lower: Rational, upper: Rational)? {
    guard isFinite else { return nil }
    return read { p in
      let f = UnsafeMutablePointer<fmpz>.allocate(capacity: 3)
      f.initialize(repeating: 0, count: 3)  // as fmpz_init does
      defer {
        for i in 0..<3 { fmpz_clear(f + i) }
        f.deallocate()
      }
      if arf_cmpabs_2exp_si(arb_mid_ptr(p), 65536) > 0 { return nil }
      if mag_cmp_2exp_si(arb_rad_ptr(p), 65536) > 0 { return nil }
      if arf_is_zero(arb_mid_ptr(p)) == 0, arf_cmpabs_2exp_si(arb_mid_ptr(p), -65536) < 0 {
        return nil
      }
      if mag_is_zero(arb_rad_ptr(p)) == 0, mag_cmp_2exp_si(arb_rad_ptr(p), -65536) < 0 {
        return nil
      }
      arb_get_interval_fmpz_2exp(f, f + 1, f + 2, p)
      guard let a = integer(f), let b = integer(f + 1), let e = integer(f + 2),
        let shift = Int(exactly: e)
      else { return nil }
      let unit = shift >= 0 ? Rational(BigInt(1) << shift) : Rational(1, BigInt(1) << -shift)
      return (Rational(a) * unit, Rational(b) * unit)
    }
  }
}

private func integer(_ f: UnsafeMutablePointer<fmpz>) -> BigInt? {
  guard let text = fmpz_get_str(nil, 16, f) else { return nil }
  defer { flint_free(text) }
  return BigInt(String(cString: text), radix: 16)
}
