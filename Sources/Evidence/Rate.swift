import Balls
import Exact
import Expressions

/// Compares how fast values go to 0 with an order: e(h) ~ C·h^k as h → 0.
///
/// Between neighbours the order is log(e₁/e₂)/log(h₁/h₂), in balls; the values must come closer to k
/// at every step, and the last one closer than ¼. Values of another order fail both.
///
/// - values: for falling h, certified; at least three.
public func compare(
  _ name: String, _ values: [(h: Rational, value: Evaluated)], goesToZeroWithOrder k: Int
) throws(RateError) -> [Comparison] {
  guard values.count >= 3, zip(values, values.dropFirst()).allSatisfy({ $0.h > $1.h && $1.h > 0 })
  else { throw RateError("an order needs three values or more, for falling positive h") }
  let bits = 128
  let balls = values.map { entry -> Ball in
    switch entry.value.value {
    case .exact(let x): Ball(x, bits: bits)
    case .ball(let b): b
    default: .indeterminate
    }
  }
  guard balls.allSatisfy({ $0.isPositive == true }) else {
    throw RateError("a value is not certainly positive, so that it has no order")
  }
  let gaps = zip(values.indices, values.indices.dropFirst()).map { i, j -> Ball in
    let fall = balls[i].over(balls[j], bits).log(bits)
    let step = Ball(values[i].h / values[j].h, bits: bits).log(bits)
    return fall.over(step, bits).minus(Ball(k), bits).applying(.abs, bits)
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
