import Balls
import Exact
import Expressions

/// Values of a quantity for falling steps h, as an order of convergence is read off them.
struct Convergence {
  /// Steps and magnitudes, both certainly positive.
  let values: [(h: Rational, size: Ball)]
  private static let bits = 128

  /// - values: for falling h, certified; at least three, none of them 0.
  init(_ values: [(h: Rational, value: Evaluated)]) throws(RateError) {
    guard values.count >= 3,
      zip(values, values.dropFirst()).allSatisfy({ $0.h > $1.h && $1.h > 0 })
    else { throw RateError("an order needs three values or more, for falling positive h") }
    let bits = Self.bits
    self.values = values.map { entry in
      let ball: Ball =
        switch entry.value.value {
        case .exact(let x): Ball(x, bits: bits)
        case .ball(let b): b
        default: .indeterminate
        }
      return (entry.h, ball.applying(.abs, bits))
    }
    guard self.values.allSatisfy({ $0.size.isPositive == true }) else {
      throw RateError("a value is not certified, or not certainly other than 0: it has no order")
    }
  }

  /// log(e₁/e₂)/log(h₁/h₂) between neighbours.
  var orders: [Ball] {
    zip(values, values.dropFirst()).map { a, b in
      let fall = a.size.over(b.size, Self.bits).log(Self.bits)
      return fall.over(Ball(a.h / b.h, bits: Self.bits).log(Self.bits), Self.bits)
    }
  }

  /// The distances of the orders from k.
  func gaps(from k: Rational) -> [Ball] {
    orders.map { $0.minus(Ball(k, bits: Self.bits), Self.bits).applying(.abs, Self.bits) }
  }
}

/// Compares how fast values go to 0 with an order: e(h) ~ C·h^k as h → 0.
///
/// Between neighbours the order is log(e₁/e₂)/log(h₁/h₂), in balls; the values must come closer to
/// k at every step, and the last one closer than ¼. Values of another order fail both.
///
/// - values: for falling h, certified; at least three.
public func compare(
  _ name: String, _ values: [(h: Rational, value: Evaluated)], goesToZeroWithOrder k: Int
) throws(RateError) -> [Comparison] {
  let positive = values.allSatisfy { entry in
    switch entry.value.value {
    case .exact(let x): x.sign > 0
    case .ball(let b): b.isPositive == true
    default: false
    }
  }
  let gaps = try Convergence(values).gaps(from: Rational(k))
  guard positive else {
    throw RateError("a value is not certainly positive, so that it has no order")
  }
  var result: [Comparison] = []
  for (i, pair) in zip(gaps, gaps.dropFirst()).enumerated() {
    result += compare(
      "\(name): distance from order \(k), step \(i + 2) against \(i + 1)", pair.1,
      isLessThan: pair.0)
  }
  return result
    + compare("\(name): distance from order \(k)", gaps[gaps.count - 1], isLessThan: Rational(1, 4))
}

public struct RateError: Error, CustomStringConvertible, Sendable {
  public let description: String
  init(_ description: String) { self.description = description }
}
