import Exact
import Expressions
import Foundation
import Ledger
import Probability

// An independent witness: expressions in doubles, with the C library's functions and adaptive
// quadrature. It shares nothing with the program's own evaluation but the tree.

typealias Expression = Expressions.Expression

struct NoValue: Error, CustomStringConvertible { var description: String }

func witness(_ e: Expression, _ at: [Variable: Double] = [:], tolerance: Double = 1e-11) throws
  -> Double
{
  func value(_ e: Expression) throws -> Double { try witness(e, at, tolerance: tolerance) }
  switch e {
  case .rational(let r): return r.double
  case .pi: return .pi
  case .infinity: return .infinity
  case .variable(let v):
    guard let x = at[v] else { throw NoValue(description: "\(v) has no value") }
    return x
  case .sum(let a): return try a.reduce(0) { try $0 + value($1) }
  case .product(let a):
    // 0 · anything is 0, as in p log p at the edge of a support.
    let factors = try a.map(value)
    return factors.contains(0) ? 0 : factors.reduce(1, *)
  case .power(let a, let b): return pow(try value(a), try value(b))
  case .function(let f, let a): return f.inDoubles(try value(a))
  case .piecewise(let branches, let otherwise):
    for b in branches where try holds(b.condition, at) { return try value(b.value) }
    return try value(otherwise)
  case .integral(let v, let a, let b, let body):
    return try quadrature(from: value(a), to: value(b), tolerance: tolerance) { x in
      try witness(body, at.merging([v: x]) { $1 }, tolerance: tolerance * 10)
    }
  case .extremum: throw NoValue(description: "no optimum here")
  }
}

private func holds(_ c: Expression.Condition, _ at: [Variable: Double]) throws -> Bool {
  switch c {
  case .compare(let a, let relation, let b):
    let d = try witness(a, at) - witness(b, at)
    return relation.holds(d < 0 ? -1 : d > 0 ? 1 : 0)
  case .all(let c): return try c.allSatisfy { try holds($0, at) }
  case .any(let c): return try c.contains { try holds($0, at) }
  case .not(let c): return try !holds(c, at)
  }
}

/// Double-exponential (tanh-sinh) quadrature on pieces; an infinite range is mapped onto pieces by
/// x = t/(1−t²).
func quadrature(from a: Double, to b: Double, tolerance: Double, _ f: (Double) throws -> Double)
  throws -> Double
{
  func guarded(_ x: Double) throws -> Double {
    let y = try f(x)
    return y.isFinite ? y : 0
  }
  if a == -.infinity && b == .infinity {
    return try quadrature(from: -.infinity, to: 0, tolerance: tolerance, f)
      + quadrature(from: 0, to: .infinity, tolerance: tolerance, f)
  }
  if b == .infinity {
    return try (0..<10).reduce(0.0) { sum, k in
      let low = k == 0 ? 0.0 : pow(2, Double(k) - 4), high = pow(2, Double(k) - 3)
      return sum + (try adaptive(a + low, a + high, tolerance, 0, guarded))
    }
      + adaptive(0, 1, tolerance, 0) { t in
        let x = a + 64 + t / (1 - t)
        return t < 1 ? try guarded(x) / ((1 - t) * (1 - t)) : 0
      }
  }
  if a == -.infinity {
    return try quadrature(from: -b, to: .infinity, tolerance: tolerance) { try f(-$0) }
  }
  return try adaptive(a, b, tolerance, 0, guarded)
}

/// Gauss-Kronrod 7/15: node, Kronrod weight, Gauss weight.
private let nodes: [(Double, Double, Double)] = [
  (0.991455371120812639206854697526329, 0.022935322010529224963732008058970, 0),
  (
    0.949107912342758524526189684047851, 0.063092092629978553290700663189204,
    0.129484966168869693270611432679082
  ),
  (0.864864423359769072789712788640926, 0.104790010322250183839876322541518, 0),
  (
    0.741531185599394439863864773280788, 0.140653259715525918745189590510238,
    0.279705391489276667901467771423780
  ),
  (0.586087235467691130294144691693013, 0.169004726639267902826583426598550, 0),
  (
    0.405845151377397166906606412076961, 0.190350578064785409913256402421014,
    0.381830050505118944950369775488975
  ),
  (0.207784955007898467600689403773245, 0.204432940075298892414161999234649, 0),
  (0, 0.209482141084727828012999174891714, 0.417959183673469387755102040816327),
]

private func adaptive(
  _ a: Double, _ b: Double, _ tolerance: Double, _ depth: Int, _ f: (Double) throws -> Double
) throws -> Double {
  let c = (a + b) / 2, h = (b - a) / 2
  var kronrod = 0.0, gauss = 0.0
  for (x, k, g) in nodes {
    let y = x == 0 ? try f(c) : try f(c - h * x) + f(c + h * x)
    (kronrod, gauss) = (kronrod + k * y, gauss + g * y)
  }
  if abs(kronrod - gauss) * h <= tolerance || depth > 160 || c == a || c == b { return kronrod * h }
  // The tolerance is not shared out all the way: a singular end would never meet it.
  let less = max(tolerance / 2, 1e-15)
  return try adaptive(a, c, less, depth + 1, f) + adaptive(c, b, less, depth + 1, f)
}

/// ∫ over [a, b] in panels of length 1, so that no peak is missed.
func panels(_ a: Int, _ b: Int, _ f: (Double) throws -> Double) throws -> Double {
  try (a..<b).reduce(0) {
    try $0 + quadrature(from: Double($1), to: Double($1 + 1), tolerance: 1e-12, f)
  }
}

// MARK: short ways to write tests

let none = Valuation()
func q(_ n: Int, _ d: Int = 1) -> Expression { .rational(Rational(n, d)) }
func normal(_ m: Expression, _ v: Expression, _ at: Valuation = none) throws -> Law {
  try .normal(mean: m, variance: v, at: at)
}
func finite(_ atoms: [(Int, Expression)]) throws -> Law {
  try .finite(atoms.map { ([q($0.0)], $0.1) }, at: none)
}
func close(_ a: Double, _ b: Double, _ tolerance: Double = 1e-9) -> Bool {
  abs(a - b) <= tolerance * max(1, abs(a), abs(b))
}
/// TRI of the claims: points 0, 1, 3.
enum Tri {
  static var data: Law { get throws { try finite([(0, q(1, 2)), (1, q(1, 3)), (3, q(1, 6))]) } }
  static var model: Law { get throws { try finite([(0, q(1, 4)), (1, q(1, 4)), (3, q(1, 2))]) } }
}
