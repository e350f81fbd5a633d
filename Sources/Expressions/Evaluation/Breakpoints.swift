import Balls
import Exact
import Foundation

extension Evaluation {
  /// Where the integrand may have a kink or jump: roots in v of what stands in abs, sign and conditions, as doubles.
  /// They only guide the subdivision; what is certified does not depend on them.
  func breakpoints(of f: Expression, _ v: Variable, between a: Double, and b: Double) -> [Double] {
    var switches: [Expression] = []
    f.collectSwitches(v, into: &switches)
    var found: [Double] = []
    for s in switches {
      let g = s.compiled(variables: [v])
      found += roots(between: a, and: b) { g([$0]) }
    }
    var kept: [Double] = []
    for x in found.sorted() where x > a && x < b {
      if let last = kept.last, abs(x - last) <= 1e-9 * Swift.max(1, abs(x)) { continue }
      kept.append(x)
    }
    return kept.count <= 64 ? kept : []
  }

  /// Sign changes on a grid that is fine near 0 and coarse far out, refined by bisection.
  private func roots(between a: Double, and b: Double, _ g: (Double) -> Double) -> [Double] {
    let n = 256
    var grid = (0...n).map { a + (b - a) * Double($0) / Double(n) }
    let t = (-48...48).map { sinh(Double($0) / 8) }.filter { $0 > a && $0 < b }
    grid = (grid + t).sorted()
    var result: [Double] = []
    for (p, q) in zip(grid, grid.dropFirst()) {
      let (y, z) = (g(p), g(q))
      if y == 0 { result.append(p) }
      guard y * z < 0 else { continue }
      var (low, high) = (p, q)
      for _ in 0..<80 where low.nextUp < high {
        let m = low + (high - low) / 2
        if (g(m) < 0) == (y < 0) { low = m } else { high = m }
      }
      result.append(abs(g(low)) < abs(g(high)) ? low : high)
    }
    return result
  }
}

extension Expression {
  /// What decides between branches, as differences that change sign there.
  func collectSwitches(_ v: Variable, into list: inout [Expression]) {
    guard depends(on: v) else { return }
    switch self {
    case .rational, .pi, .infinity, .variable, .integral, .extremum: break
    case .sum(let a), .product(let a): for e in a { e.collectSwitches(v, into: &list) }
    case .power(let a, let b):
      a.collectSwitches(v, into: &list)
      b.collectSwitches(v, into: &list)
    case .function(let f, let a):
      if f == .abs || f == .sign { list.append(a) }
      a.collectSwitches(v, into: &list)
    case .piecewise(let branches, let otherwise):
      for b in branches {
        b.condition.collectSwitches(v, into: &list)
        b.value.collectSwitches(v, into: &list)
      }
      otherwise.collectSwitches(v, into: &list)
    }
  }
}

extension Expression.Condition {
  func collectSwitches(_ v: Variable, into list: inout [Expression]) {
    switch self {
    case .compare(let a, _, let b): if a.depends(on: v) || b.depends(on: v) { list.append(a - b) }
    case .all(let c), .any(let c): for x in c { x.collectSwitches(v, into: &list) }
    case .not(let c): c.collectSwitches(v, into: &list)
    }
  }
}
