import Exact
import Expressions
import SplitMix

/// Draws the parts of random questions; the same seed asks the same.
struct Drawing {
  private var random: SplitMix
  init(_ seed: Int) { random = SplitMix(trial: seed) }

  mutating func int(_ range: ClosedRange<Int>) -> Int {
    range.lowerBound + Int(random.next() % UInt64(range.count))
  }
  mutating func chance(_ k: Int, in n: Int) -> Bool { int(1...n) <= k }
  mutating func one<T>(_ list: [T]) -> T { list[int(0...list.count - 1)] }
  /// k/d for k in the range.
  mutating func number(_ range: ClosedRange<Int>, _ d: Int) -> Expression { over(int(range), d) }
  /// A positive number, with and without a simple square root.
  mutating func positive() -> Expression { number(1...12, one([1, 2, 3, 4, 5])) }
  mutating func real() -> Expression { number(-12...12, one([1, 2, 3, 5])) }
  /// A closed number that is no rational one.
  mutating func irrational() -> Expression {
    one([.pi, .sqrt(2), .exp(1), .log(3), .pi / 3, 1 + .sqrt(5), .exp(-1)])
  }
  mutating func nonzero() -> Expression {
    let k = int(1...9)
    return over(chance(1, in: 2) ? k : -k, one([1, 2, 4]))
  }
  mutating func polynomial(_ degree: Int, in x: Expression) -> Expression {
    (0...degree).reduce(0) { $0 + number(-6...6, 2) * x.raised(to: over($1, 1)) }
  }

  // MARK: densities

  mutating func onTheLine(_ x: Expression) -> Expression {
    let m = real() / 2, s = positive()
    let z = (x - m) / s
    return one([
      normal(m, s, at: x), normal(0, 1, at: x), normal(m, s / 20, at: x), .exp(-.abs(z)) / (2 * s),
      normal(m, s, at: x) / 3 + normal(-m, 1, at: x) * over(2, 3),
      .exp(-z) / (1 + .exp(-z)).squared / s, .exp(-z - .exp(-z)) / s,
      (1 + z.squared).raised(to: over(-int(3...9), 2)),
    ])
  }
  mutating func onTheHalfLine(_ x: Expression) -> Expression {
    let a = number(1...7, 2), b = positive()
    return one([
      x.raised(to: a - 1) * .exp(-x / b), .exp(-x * b), x.raised(to: a) * .exp(-x.squared / b),
      .exp(-(.log(x) - a / 3).squared / (2 * b)) / x, .exp(-.sqrt(x)), (1 + x / b).raised(to: -a - 1),
    ])
  }
  mutating func onTheUnit(_ x: Expression) -> Expression {
    let a = number(1...6, 2), b = number(1...6, 2)
    return one([
      x.raised(to: a - 1) * (1 - x).raised(to: b - 1), 1, 2 * x, x.raised(to: a - 1),
      -.log(x), .sqrt(x * (1 - x)),
    ])
  }

  // MARK: functions

  /// Smooth on the line and of moderate growth.
  mutating func smooth(_ x: Expression) -> Expression {
    let a = nonzero(), c = real()
    return one([
      x - c, (x - c).squared, polynomial(3, in: x), .log(1 + .exp(a * x)), .tanh(a * x + c),
      .erf(x - c), .erfc(x - c), .arctan(a * x), .sin(a * x), .cos(x + c), .log(1 + (x - c).squared),
      1 / (2 + x.squared), (1 + x.squared).raised(to: over(int(-3...3), 2)), .tanh(x).squared,
      .cosh(x / 3), .sinh(x / 4) + 2, .log(.exp(x) + 2 * .exp(-x)), .exp(.sin(x)),
      (1 + .exp(a * x)).raised(to: -1), .exp(-.exp(-x)), .log(3 + .cos(x)), .exp(x / 5),
    ])
  }
  /// With a kink, a jump or a choice.
  mutating func kinked(_ x: Expression) -> Expression {
    let c = real() / 3, d = positive() / 2, s = smooth(x)
    return one([
      .abs(x - c), .abs(x.squared - d), .sign(x - c), .max(x, c), .min(x.squared, d), .abs(.exp(x) - d),
      .choosing([.init(.compare(x, .less, c), s)], otherwise: 1),
      .choosing([.init(.compare(x.squared, .lessOrEqual, d), s)], otherwise: x / 3),
      .choosing(
        [.init(.all([.compare(c, .less, x), .compare(x, .lessOrEqual, c + d)]), s)], otherwise: 0),
      .choosing(
        [.init(.any([.compare(x, .less, c - d), .compare(c, .less, x)]), 2)], otherwise: .cos(x)),
      .choosing(
        [.init(.not(.compare(x, .less, c)), .exp(-.abs(x))), .init(.compare(x, .less, c - d), s)],
        otherwise: .abs(x - c + d / 2)),
      .abs(.abs(x - c) - d), .sign(x - c) * .sign(x + d), .abs(.sin(x)), .abs(2 * x - c) * s,
      .choosing([.init(.compare(x, .equal, c), 7)], otherwise: x.squared),
      .choosing([.init(.compare(x, .unequal, c), .tanh(x))], otherwise: 3),
    ])
  }
}
