import Balls
import Exact
import Foundation

extension Evaluation {
  /// The range cut where the integrand may have a kink, jump or pole: at roots of what stands in
  /// abs, sign, conditions, denominators and logarithms. Cuts guide the subdivision; what is
  /// certified does not depend on them.
  package func pieces(of range: LineRange, _ f: Expression) -> [LineRange] {
    var switches: [Expression] = []
    f.collectSwitches(range.variable, into: &switches)
    guard !switches.isEmpty else { return [range] }
    var cuts: [(x: Double, exact: Expression?)] = []
    for (i, s) in switches.enumerated() where !switches[..<i].contains(s) {
      cuts += roots(of: s, range)
    }
    var pieces: [LineRange] = []
    var rest = range
    for c in cuts.sorted(by: { ($0.x, $0.exact == nil ? 1 : 0) < ($1.x, $1.exact == nil ? 1 : 0) })
    {
      let gap = 1e-9 * Swift.max(1, abs(c.x))
      guard c.x > rest.from + gap, c.x < rest.to - gap, pieces.count < 64 else { continue }
      let e = c.exact ?? .rational(Rational(exactly: c.x))
      pieces.append(
        LineRange(range.variable, lower: rest.lower, upper: e, from: rest.from, to: c.x))
      (rest.lower, rest.from) = (e, c.x)
    }
    return pieces + [rest]
  }

  package func roots(of s: Expression, _ range: LineRange) -> [(x: Double, exact: Expression?)] {
    let v = range.variable
    if let c = s.polynomialCoefficients(in: v), c.count == 2 {
      let root = -c[0] / c[1]
      guard let b = ball(value(of: root)) else { return [] }
      return [(b.midpoint, root)]
    }
    let g = s.compiled(variables: [v])
    return roots(between: range.from, and: range.to) { g([$0]) }.map { ($0, nil) }
  }

  /// Sign changes on a grid that is fine near 0 and coarse far out, refined by bisection.
  private func roots(between a: Double, and b: Double, _ g: (Double) -> Double) -> [Double] {
    let n = 256
    let even = (0...n).map { a + (b - a) * Double($0) / Double(n) }
    let grid = (even + (-48...48).map { sinh(Double($0) / 8) }.filter { $0 > a && $0 < b }).sorted()
    var result: [Double] = []
    var last: (x: Double, y: Double)?
    for x in grid {
      let y = g(x)
      if y == 0 { result.append(x) }
      if let last, last.y * y < 0 { result.append(bisect(last.x, x, last.y < 0, g)) }
      if y.isFinite { last = (x, y) }
    }
    return result
  }

  private func bisect(_ low: Double, _ high: Double, _ rising: Bool, _ g: (Double) -> Double)
    -> Double
  {
    var (low, high) = (low, high)
    while low.nextUp < high {
      let m = low + (high - low) / 2
      if (g(m) < 0) == rising { low = m } else { high = m }
    }
    return abs(g(low)) < abs(g(high)) ? low : high
  }
}

extension Expression {
  /// What changes branch, or is a pole, where it vanishes.
  func collectSwitches(_ v: Variable, into list: inout [Expression]) {
    guard depends(on: v) else { return }
    switch self {
    case .rational, .pi, .infinity, .variable, .integral, .extremum: break
    case .sum(let a), .product(let a): for e in a { e.collectSwitches(v, into: &list) }
    case .power(let a, let b):
      let entire = b.rationalValue.map { $0.isInteger && $0.signum > 0 } ?? false
      if !entire && !a.isCertainlyPositive { list.append(a) }
      a.collectSwitches(v, into: &list)
      b.collectSwitches(v, into: &list)
    case .function(let f, let a):
      if f == .abs || f == .sign || (f == .log && !a.isCertainlyPositive) { list.append(a) }
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
