import Balls
import Exact
import Expressions
import Foundation
import Ledger

/// A double, and how far roundings may have carried it from the true value.
struct Plain {
  var value: Double, error: Double
  init(_ value: Double, error: Double = 0) {
    (self.value, self.error) = (value, error + value.magnitude * .ulpOfOne)
  }
  static let nowhere = Plain(.nan)

  static func + (a: Plain, b: Plain) -> Plain {
    Plain(a.value + b.value, error: a.error + b.error)
  }
  static func * (a: Plain, b: Plain) -> Plain {
    let left = a.error * b.value.magnitude, right = b.error * a.value.magnitude
    return Plain(a.value * b.value, error: left + right + a.error * b.error)
  }
  func applying(_ f: (Double) -> Double) -> Plain {
    let y = f(value)
    let moved = [f(value - error), f(value + error)].map { ($0 - y).magnitude }.filter(\.isFinite)
    return Plain(y, error: (moved.max() ?? 0) + 2 * y.magnitude * .ulpOfOne)
  }
}

/// A second evaluator, which shares nothing with those of the program.
extension Expressions.Expression {
  /// The value in doubles; NaN where it has none, or where this evaluator does not know it.
  func plain(at place: [Variable: Double]) -> Plain {
    switch self {
    case .rational(let r): return Plain(r.double)
    case .pi: return Plain(.pi)
    case .infinity, .integral, .extremum: return .nowhere
    case .variable(let v): return place[v].map { Plain($0) } ?? .nowhere
    case .sum(let terms):
      return terms.dropFirst().reduce(terms[0].plain(at: place)) { $0 + $1.plain(at: place) }
    case .product(let factors):
      return factors.dropFirst().reduce(factors[0].plain(at: place)) { $0 * $1.plain(at: place) }
    case .power(let base, let exponent):
      let n = exponent.plain(at: place).value
      return base.plain(at: place).applying { powered($0, n) }
    case .function(let f, let a):
      return a.plain(at: place).applying { image(f, $0) }
    case .piecewise(let branches, let otherwise):
      let chosen = branches.first { $0.condition.plain(at: place) }?.value ?? otherwise
      return chosen.plain(at: place)
    }
  }
}

private func powered(_ base: Double, _ n: Double) -> Double {
  if base == 0, n < 0 { return .nan }
  return base < 0 && n != n.rounded() ? .nan : pow(base, n)
}

private func image(_ f: ElementaryFunction, _ x: Double) -> Double {
  f == .log && x <= 0 ? .nan : f.inDoubles(x)
}

extension Expressions.Expression.Condition {
  fileprivate func plain(at place: [Variable: Double]) -> Bool {
    switch self {
    case .compare(let a, let relation, let b):
      let x = a.plain(at: place).value, y = b.plain(at: place).value
      return switch relation {
      case .less: x < y
      case .lessOrEqual: x <= y
      case .equal: x == y
      case .unequal: x != y
      }
    case .all(let parts): return parts.allSatisfy { $0.plain(at: place) }
    case .any(let parts): return parts.contains { $0.plain(at: place) }
    case .not(let part): return !part.plain(at: place)
    }
  }
}
