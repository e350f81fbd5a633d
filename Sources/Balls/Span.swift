import CFlint
import Foundation

/// A closed interval of doubles whose ends are rounded outward: fast, and as rigorous as a ball, to
/// some 45 bits.
///
/// Ends that are not numbers mean that nothing is known; they stay so through every operation.
/// Sums and products follow IEEE 754. The functions of the C library are trusted to 8 units in the
/// last place, of which none needs more than 5 (GNU C library manual, 19.7, known maximum errors).
package struct Span: Sendable {
  package var lower: Double, upper: Double

  static let unknown = Span(lower: .nan, upper: .nan)
  static let zero = Span(0)
  static let one = Span(1)

  package init(lower: Double, upper: Double) { (self.lower, self.upper) = (lower, upper) }
  init(_ x: Double) { (lower, upper) = (x, x) }
  /// The smallest interval of doubles around the ball.
  init(_ ball: Ball) {
    guard ball.isFinite else { self = .unknown; return }
    self = ball.read { p in
      let end = UnsafeMutablePointer<arf_struct>.allocate(capacity: 1)
      arf_init(end)
      defer {
        arf_clear(end)
        end.deallocate()
      }
      arb_get_lbound_arf(end, p, 64)
      let lower = arf_get_d(end, ARF_RND_FLOOR)
      arb_get_ubound_arf(end, p, 64)
      return Span(lower: lower, upper: arf_get_d(end, ARF_RND_CEIL))
    }
  }
  var ball: Ball {
    guard isKnown else { return .indeterminate }
    return lower == upper
      ? Ball(exactly: lower) : Ball(exactly: lower).union(Ball(exactly: upper), 64)
  }

  /// Rounded by more than half a unit in the last place.
  @inline(__always) static func down(_ x: Double) -> Double {
    x - Swift.abs(x) * 0x1p-52 - 0x1p-1074
  }
  @inline(__always) static func up(_ x: Double) -> Double { x + Swift.abs(x) * 0x1p-52 + 0x1p-1074 }
  /// Around a value of the C library.
  @inline(__always) static func below(_ x: Double) -> Double {
    x - Swift.abs(x) * 0x1p-49 - 0x1p-1071
  }
  @inline(__always) static func above(_ x: Double) -> Double {
    x + Swift.abs(x) * 0x1p-49 + 0x1p-1071
  }

  /// Both ends are finite numbers.
  @inline(__always) package var isKnown: Bool { lower - lower == 0 && upper - upper == 0 }
  @inline(__always) var isZero: Bool { lower == 0 && upper == 0 }
  @inline(__always) var magnitude: Double { Swift.max(-lower, upper) }
  @inline(__always) var middle: Double { lower + (upper - lower) / 2 }
  /// The sign of every point; nil if points differ or nothing is known.
  var sign: Int? { lower > 0 ? 1 : upper < 0 ? -1 : isZero ? 0 : nil }
  func hull(_ b: Span) -> Span {
    guard isKnown, b.isKnown else { return .unknown }
    return Span(lower: Swift.min(lower, b.lower), upper: Swift.max(upper, b.upper))
  }
}

// MARK: arithmetic

extension Span {
  @inline(__always) package static func + (a: Span, b: Span) -> Span {
    Span(lower: down(a.lower + b.lower), upper: up(a.upper + b.upper))
  }
  @inline(__always) package static func - (a: Span, b: Span) -> Span {
    Span(lower: down(a.lower - b.upper), upper: up(a.upper - b.lower))
  }
  @inline(__always) package static prefix func - (a: Span) -> Span {
    Span(lower: -a.upper, upper: -a.lower)
  }
  @inline(__always) package static func * (a: Span, b: Span) -> Span {
    let p = a.lower * b.lower, q = a.lower * b.upper, r = a.upper * b.lower, s = a.upper * b.upper
    let all = p + q + r + s  // min and max would lose what is not a number
    guard all - all == 0 else { return .unknown }
    return Span(
      lower: down(Swift.min(Swift.min(p, q), Swift.min(r, s))),
      upper: up(Swift.max(Swift.max(p, q), Swift.max(r, s))))
  }
  package var squared: Span {
    let a = lower * lower, b = upper * upper
    guard a + b - (a + b) == 0 else { return .unknown }
    let low = lower <= 0 && upper >= 0 ? 0 : Swift.max(0, Span.down(Swift.min(a, b)))
    return Span(lower: low, upper: Span.up(Swift.max(a, b)))
  }
  /// Unknown if self contains 0.
  package var reciprocal: Span {
    guard lower > 0 || upper < 0, isKnown else { return .unknown }
    return Span(lower: Span.down(1 / upper), upper: Span.up(1 / lower))
  }
}

// MARK: functions

extension Span {
  @inline(__always) private func rising(_ f: (Double) -> Double) -> Span {
    Span(lower: Span.below(f(lower)), upper: Span.above(f(upper)))
  }
  package var exp: Span {
    let e = rising(Foundation.exp)
    return Span(lower: e.lower < 0 ? 0 : e.lower, upper: e.upper)
  }
  /// Unknown unless self is positive.
  package var log: Span { lower > 0 ? rising(Foundation.log) : .unknown }
  /// Unknown if self reaches below 0.
  package var squareRoot: Span {
    guard lower >= 0 else { return .unknown }
    return Span(
      lower: Swift.max(0, Span.down(lower.squareRoot())), upper: Span.up(upper.squareRoot()))
  }
  package var sinh: Span { rising(Foundation.sinh) }
  package var cosh: Span {
    guard isKnown else { return .unknown }
    let a = Foundation.cosh(lower), b = Foundation.cosh(upper)
    let low = lower <= 0 && upper >= 0 ? 1 : Swift.max(1, Span.below(Swift.min(a, b)))
    return Span(lower: low, upper: Span.above(Swift.max(a, b)))
  }
  package var tanh: Span { rising(Foundation.tanh) }
  package var arctan: Span { rising(Foundation.atan) }
  package var erf: Span { rising(Foundation.erf) }
  package var erfc: Span {
    Span(lower: Span.below(Foundation.erfc(upper)), upper: Span.above(Foundation.erfc(lower)))
  }
  package var cos: Span { wave(Foundation.cos, top: 0) }
  package var sin: Span { wave(Foundation.sin, top: 0.5) }

  /// A cosine shifted so that it is 1 at top·π: the values at the ends, and ±1 where an extreme may
  /// lie between.
  private func wave(_ f: (Double) -> Double, top: Double) -> Span {
    guard isKnown else { return .unknown }
    guard upper - lower < 6, Swift.abs(lower) < 0x1p20, Swift.abs(upper) < 0x1p20 else {
      return Span(lower: -1, upper: 1)
    }
    // Half periods from the last top, with a margin that only widens.
    let first = (lower / .pi - top - 1e-9).rounded(.up),
      last = (upper / .pi - top + 1e-9).rounded(.down)
    let a = f(lower), b = f(upper)
    var result = Span(
      lower: Swift.max(-1, Span.below(Swift.min(a, b))),
      upper: Swift.min(1, Span.above(Swift.max(a, b))))
    var k = first
    while k <= last {
      if k.truncatingRemainder(dividingBy: 2) == 0 { result.upper = 1 } else { result.lower = -1 }
      k += 1
    }
    return result
  }
}
