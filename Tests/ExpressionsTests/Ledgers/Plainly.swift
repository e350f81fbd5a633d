import Expressions
import Foundation

/// Integrals and optima as a beginner would take them, in doubles: they know nothing of what they
/// judge but how a tree is read at a point.
enum Plainly {
  /// An integral and that of the absolute value.
  struct Area {
    var value: Double, size: Double
  }

  /// nil where halving finds no end.
  static func integral(_ e: Expression) -> Area? {
    guard case .integral(let v, let a, let b, let body) = e else { return nil }
    guard let (low, high) = ends(a, b) else { return nil }
    if low == high { return Area(value: 0, size: 0) }
    if low > high {
      return integral(.integral(variable: v, lower: b, upper: a, body: body)).map {
        Area(value: -$0.value, size: $0.size)
      }
    }
    let f = body.compiled(variables: [v])
    // A jump beside an edge of a panel is not seen: other edges see it.
    guard let one = area(from: low, to: high, calls: 60_000, cuts: 48, { f([$0]) }),
      let two = area(from: low, to: high, calls: 60_000, cuts: 37, { f([$0]) }),
      abs(one.value - two.value) <= 1e-7 * one.size
    else { return nil }
    return one
  }

  /// ∫∫ with the inner variable first: `calls` for each line.
  static func iterated(_ e: Expression) -> Area? {
    guard case .integral(let v, let a, let b, let body) = e, let (low, high) = ends(a, b),
      case .integral(let w, let c, let d, let inner) = body
    else { return nil }
    let f = inner.compiled(variables: [v, w])
    let from = c.compiled(variables: [v]), to = d.compiled(variables: [v])
    var isLost = false
    let outer = area(from: low, to: high, calls: 1500, cuts: 16, tolerance: 1e-8) { x in
      let line = area(from: from([x]), to: to([x]), calls: 1500, cuts: 16, tolerance: 1e-9) { f([x, $0]) }
      if line == nil { isLost = true }
      return line?.value ?? 0
    }
    return isLost ? nil : outer
  }

  private static func ends(_ a: Expression, _ b: Expression) -> (Double, Double)? {
    let (low, high) = (a.compiled(variables: [])([]), b.compiled(variables: [])([]))
    return low.isNaN || high.isNaN ? nil : (low, high)
  }

  static func area(
    from a: Double, to b: Double, calls: Int, cuts: Int = 48, tolerance: Double = 1e-10,
    _ f: @escaping (Double) -> Double
  ) -> Area? {
    if a == b { return Area(value: 0, size: 0) }
    let g = straightened(a, b, f)
    var left = calls
    func rule(_ s: Double, _ t: Double) -> Area {
      left -= 10
      var sum = Area(value: 0, size: 0)
      for (node, weight) in nodes {
        for x in [(s + t) / 2 - (t - s) / 2 * node, (s + t) / 2 + (t - s) / 2 * node] {
          let y = g(x) * weight * (t - s) / 2
          guard y.isFinite else { continue }
          sum.value += y
          sum.size += abs(y)
        }
      }
      return sum
    }
    let edges = (0...cuts).map { Double($0) / Double(cuts) }
    let parts = zip(edges, edges.dropFirst()).map { ($0, $1, rule($0, $1)) }
    let size = parts.reduce(0) { $0 + $1.2.size }
    var total = Area(value: 0, size: 0), waiting = parts, isLost = false
    while let (s, t, whole) = waiting.popLast() {
      let m = (s + t) / 2, low = rule(s, m), high = rule(m, t)
      if abs(low.value + high.value - whole.value) <= tolerance * size * (t - s) {
        total.value += low.value + high.value
        total.size += low.size + high.size
      } else {
        guard left > 0, t - s > 1e-13 else { isLost = true; break }
        waiting += [(s, m, low), (m, t, high)]
      }
    }
    return isLost || !total.value.isFinite ? nil : total
  }

  /// f over the range as a function on [0, 1], where an end like 1/√x does no harm.
  private static func straightened(_ a: Double, _ b: Double, _ f: @escaping (Double) -> Double)
    -> (Double) -> Double
  {
    func far(_ t: Double) -> (u: Double, slope: Double) {
      let u = t / (1 - t)
      return (u * u, 2 * u / ((1 - t) * (1 - t)))
    }
    switch (a.isFinite, b.isFinite) {
    case (true, true):
      return { t in f(a + (b - a) * t * t * (3 - 2 * t)) * (b - a) * 6 * t * (1 - t) }
    case (true, false):
      return { t in f(a + far(t).u) * far(t).slope }
    case (false, true):
      return { t in f(b - far(t).u) * far(t).slope }
    case (false, false):
      return { t in
        let s = 2 * t - 1, rest = 1 - s * s
        return f(s / rest) * 2 * (1 + s * s) / (rest * rest)
      }
    }
  }

  /// Ten points of Gauss and Legendre.
  private static let nodes = [
    (0.1488743389816312, 0.2955242247147529), (0.4333953941292472, 0.2692667193099963),
    (0.6794095682990244, 0.2190863625159821), (0.8650633666889845, 0.1494513491505806),
    (0.9739065285171717, 0.0666713443086881),
  ]

  /// The largest value on a grid over the range, infinite ends cut at ±40.
  static func largest(_ f: (Double) -> Double, from a: Double, to b: Double) -> Double {
    let (low, high) = (max(a, -40), min(b, 40)), n = 4000
    return (0...n).reduce(-.infinity) { best, k in
      let y = f(low + (high - low) * Double(k) / Double(n))
      return y.isNaN ? best : max(best, y)
    }
  }
}
