import Balls
import Exact
import Foundation

extension Expression {
  /// The expression as a fast function of doubles, in the order of the variables given; for figures
  /// and guesses, never for a verdict. Variables not listed give NaN, as does everything undefined.
  public func compiled(variables: [Variable]) -> @Sendable ([Double]) -> Double {
    let slots = Dictionary(uniqueKeysWithValues: variables.enumerated().map { ($1, $0) })
    let node = doubles(slots, variables.count)
    let size = Swift.max(1, variables.count + depthOfBinding)
    return { x in
      var slots = x
      slots.reserveCapacity(size)
      while slots.count < size { slots.append(.nan) }
      return slots.withUnsafeMutableBufferPointer { buffer in
        buffer.baseAddress.map(node) ?? .nan
      }
    }
  }

  typealias Node = @Sendable (UnsafeMutablePointer<Double>) -> Double

  private var depthOfBinding: Int {
    switch self {
    case .rational, .pi, .infinity, .variable: 0
    case .sum(let a), .product(let a): a.map(\.depthOfBinding).max() ?? 0
    case .power(let a, let b): Swift.max(a.depthOfBinding, b.depthOfBinding)
    case .function(_, let a): a.depthOfBinding
    case .piecewise(let b, let e):
      b.reduce(e.depthOfBinding) { depth, branch in
        var deepest = Swift.max(depth, branch.value.depthOfBinding)
        branch.condition.forEachSide { deepest = Swift.max(deepest, $0.depthOfBinding) }
        return deepest
      }
    case .integral(_, let a, let b, let f), .extremum(_, _, let a, let b, let f):
      Swift.max(a.depthOfBinding, b.depthOfBinding, f.depthOfBinding + 1)
    }
  }

  private func doubles(_ slots: [Variable: Int], _ next: Int) -> Node {
    switch self {
    case .rational(let r): let c = r.double; return { _ in c }
    case .pi: return { _ in .pi }
    case .infinity: return { _ in .infinity }
    case .variable(let v):
      guard let i = slots[v] else { return { _ in .nan } }
      return { $0[i] }
    case .sum(let a):
      let parts = a.map { $0.doubles(slots, next) }
      if parts.count == 2 { let (p, q) = (parts[0], parts[1]); return { p($0) + q($0) } }
      return { x in
        var s = 0.0; for p in parts { s += p(x) }; return s
      }
    case .product(let a):
      let parts = a.map { $0.doubles(slots, next) }
      if parts.count == 2 { let (p, q) = (parts[0], parts[1]); return { p($0) * q($0) } }
      return { x in
        var s = 1.0; for p in parts { s *= p(x) }; return s
      }
    case .power(let base, let n):
      return Expression.raising(base.doubles(slots, next), n, slots, next)
    case .function(let f, let a): let p = a.doubles(slots, next); return { f.double(p($0)) }
    case .piecewise(let branches, let otherwise):
      let list = branches.map { ($0.condition.doubles(slots, next), $0.value.doubles(slots, next)) }
      let rest = otherwise.doubles(slots, next)
      return { x in
        for (holds, value) in list where holds(x) { return value(x) }
        return rest(x)
      }
    case .integral(let v, let a, let b, let f):
      let (lower, upper) = (a.doubles(slots, next), b.doubles(slots, next))
      var inner = slots
      inner[v] = next
      let body = f.doubles(inner, next + 1)
      return { x in
        Quadrature.integral(from: lower(x), to: upper(x)) { t in
          x[next] = t
          return body(x)
        }
      }
    case .extremum(let kind, let v, let a, let b, let f):
      let (lower, upper) = (a.doubles(slots, next), b.doubles(slots, next))
      var inner = slots
      inner[v] = next
      let body = f.doubles(inner, next + 1)
      let up = kind == .maximum || kind == .argmax
      return { x in
        let best = Quadrature.maximum(from: lower(x), to: upper(x)) { t in
          x[next] = t
          return up ? body(x) : -body(x)
        }
        return kind == .argmax || kind == .argmin ? best.place : up ? best.value : -best.value
      }
    }
  }

  private static func raising(
    _ p: @escaping Node, _ n: Expression, _ slots: [Variable: Int], _ next: Int
  ) -> Node {
    switch n.rationalValue {
    case .some(2):
      return {
        let x = p($0); return x * x
      }
    case .some(-1): return { 1 / p($0) }
    case .some(Rational(1, 2)): return { p($0).squareRoot() }
    case .some(Rational(-1, 2)): return { 1 / p($0).squareRoot() }
    case .some(let r): let c = r.double; return { pow(p($0), c) }
    case nil: let q = n.doubles(slots, next); return { pow(p($0), q($0)) }
    }
  }
}

extension Expression.Condition {
  fileprivate func doubles(_ slots: [Variable: Int], _ next: Int)
    -> @Sendable (UnsafeMutablePointer<Double>) -> Bool
  {
    switch self {
    case .compare(let a, let relation, let b):
      let (p, q) = (a.doublesForCondition(slots, next), b.doublesForCondition(slots, next))
      switch relation {
      case .less: return { p($0) < q($0) }
      case .lessOrEqual: return { p($0) <= q($0) }
      case .equal: return { p($0) == q($0) }
      case .unequal: return { p($0) != q($0) }
      }
    case .all(let list):
      let c = list.map { $0.doubles(slots, next) }
      return { x in
        for f in c where !f(x) { return false }; return true
      }
    case .any(let list):
      let c = list.map { $0.doubles(slots, next) }
      return { x in
        for f in c where f(x) { return true }; return false
      }
    case .not(let c): let f = c.doubles(slots, next); return { !f($0) }
    }
  }
}
extension Expression {
  fileprivate func doublesForCondition(_ slots: [Variable: Int], _ next: Int) -> Node {
    doubles(slots, next)
  }
}

/// Quadrature and search in doubles: for figures and first guesses.
package enum Quadrature {
  /// Tanh-sinh on a finite interval, sinh-sinh or exp-sinh at infinite ends (Takahasi and Mori
  /// 1974), step 1/16.
  package static func integral(from a: Double, to b: Double, _ f: (Double) -> Double) -> Double {
    if a == b { return 0 }
    if a > b { return -integral(from: b, to: a, f) }
    let h = 1.0 / 16
    var sum = 0.0
    for k in -64...64 {
      let t = Double(k) * h, s = .pi / 2 * sinh(t), c = .pi / 2 * cosh(t)
      let (x, weight): (Double, Double) =
        switch (a.isFinite, b.isFinite) {
        case (true, true):
          ((a + b) / 2 + (b - a) / 2 * tanh(s), (b - a) / 2 * c / (cosh(s) * cosh(s)))
        case (true, false): (a + exp(s), c * exp(s))
        case (false, true): (b - exp(s), c * exp(s))
        case (false, false): (sinh(s), c * cosh(s))
        }
      let y = f(x) * weight
      if y.isFinite { sum += y }
    }
    return sum * h
  }

  /// The best of a grid, refined by golden section.
  package static func maximum(from a: Double, to b: Double, _ f: (Double) -> Double) -> (
    place: Double, value: Double
  ) {
    let finite = (a.isFinite ? a : -1e3, b.isFinite ? b : 1e3)
    let n = 400, step = (finite.1 - finite.0) / Double(n)
    var best = (place: finite.0, value: -Double.infinity)
    for k in 0...n {
      let x = finite.0 + Double(k) * step, y = f(x)
      if y > best.value { best = (x, y) }
    }
    var (low, high) = (max(finite.0, best.place - step), min(finite.1, best.place + step))
    let ratio = (5.0.squareRoot() - 1) / 2
    for _ in 0..<80 {
      let (p, q) = (high - ratio * (high - low), low + ratio * (high - low))
      if f(p) < f(q) { low = p } else { high = q }
    }
    let x = (low + high) / 2
    return f(x) >= best.value ? (x, f(x)) : best
  }
}
