import Exact
import Expressions
import Foundation

private typealias Expression = Expressions.Expression

extension Valuation {
  func signOfIrrational(_ e: Expressions.Expression) throws -> Int {
    switch e {
    case .infinity: return 1
    case .product(let f) where f.contains(.infinity): return try f.filter { $0 != .infinity }.reduce(1) { try $0 * sign($1) }
    default: break
    }
    guard let x = e.approximate, x.isFinite else {
      throw ProbabilityError("the sign of \(e) is needed but it has no value here; give its variables values")
    }
    guard abs(x) > 1e-12 else { throw ProbabilityError("cannot decide whether \(e) is zero") }
    return x < 0 ? -1 : 1
  }
}
extension Expressions.Expression {
  var approximate: Double? {
    switch self {
    case .rational(let r): return r.double
    case .pi: return .pi
    case .infinity: return .infinity
    case .variable, .piecewise, .integral, .extremum: return nil
    case .sum(let a): return a.reduce(0) { s, e in s.flatMap { s in e.approximate.map { s + $0 } } }
    case .product(let a): return a.reduce(1) { s, e in s.flatMap { s in e.approximate.map { s * $0 } } }
    case .power(let a, let b): guard let x = a.approximate, let y = b.approximate else { return nil }; return pow(x, y)
    case .function(let f, let a):
      guard let x = a.approximate else { return nil }
      switch f {
      case .exp: return Foundation.exp(x); case .log: return Foundation.log(x); case .sin: return Foundation.sin(x)
      case .cos: return Foundation.cos(x); case .tan: return Foundation.tan(x); case .sinh: return Foundation.sinh(x)
      case .cosh: return Foundation.cosh(x); case .tanh: return Foundation.tanh(x); case .arctan: return Foundation.atan(x)
      case .erf: return Foundation.erf(x); case .erfc: return Foundation.erfc(x); case .abs: return Swift.abs(x)
      case .sign: return x > 0 ? 1 : x < 0 ? -1 : 0
      }
    }
  }
}
