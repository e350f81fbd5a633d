import Exact
import Expressions
import Foundation
import Testing

private func over(_ v: String, _ f: Expression, _ a: Expression = -.infinity, _ b: Expression = .infinity) -> Expression {
  .integrating(f, over: Variable(v), from: a, to: b)
}

/// A function of the place z off its middle, in widths, and where it stands; its integral over z is known.
private struct Hump {
  let f: Expression, lower: Expression, upper: Expression, area: Double
  func times(_ g: Expression, over v: String) -> Expression { over(v, f * g, lower, upper) }

  /// c·k(z), z = (v − m)/w.
  init(_ d: inout Drawing, at v: Expression, far: Int = 2000) {
    let m = d.one([over(d.int(-far...far), 1), over(d.int(-far...far), 7), d.real(), 0]), w = d.one(Self.widths)
    let c = d.one([1, over(1, 3), over(5, 2)]) as Expression
    let z = (v - m) / w, k = d.int(1...40), line = (-Expression.infinity, Expression.infinity)
    let kinds: [(Expression, (Expression, Expression), Double)] = [
      (.exp(-z.squared / 2), line, sqrt(2 * .pi)), (.exp(-.abs(z)), line, 2), (1 / .cosh(z), line, .pi), (.cosh(z).raised(to: -2), line, 2),
      (1 / (1 + z.squared), line, .pi), ((1 + z.squared).raised(to: over(-3, 2)), line, 2), ((1 + .abs(z)).raised(to: -4), line, 2.0 / 3),
      (z.raised(to: over(k, 1)) * .exp(-z) / Expression.product(of: (1...k).map { over($0, 1) }), (m, .infinity), 1), (z.squared * .exp(-z.squared / 2), line, sqrt(2 * .pi)),
      (z.raised(to: over(k, 1)) * (1 - z), (m, m + w), 1 / Double((k + 1) * (k + 2))), (1 - z.squared, (m - w, m + w), 4.0 / 3),
      (.choosing([.init(.compare(.abs(z), .less, 1), 1 - .abs(z))], otherwise: 0), line, 1), (.exp(z) / (1 + .exp(z)).squared, (-.infinity, m), 0.5),
      (.exp(z - z.squared / 2), line, sqrt(2 * .pi * exp(1))),
    ]
    let (g, range, area) = d.one(kinds)
    (f, lower, upper) = (c * g, range.0, range.1)
    self.area = Self.number(c) * area * Self.number(w)
  }
  private static let widths: [Expression] = [over(1, 50), over(1, 7), over(1, 2), 1, 3, 12, 50]
  private static func number(_ e: Expression) -> Double { e.compiled(variables: [])([]) }
}

/// What an estimate claims of an integral two deep is true: its value is known by Tonelli's theorem. tanh² + cosh⁻² is 1, which
/// no closed form sees.
@Suite struct EstimatedIntegrals {
  private func one(_ s: Expression) -> Expression { Expression.tanh(s).squared + Expression.cosh(s).raised(to: -2) }

  private func question(_ d: inout Drawing) -> (Expression, Double) {
    let slope = d.one([x * y, x - y, y / 3 + x]) as Expression, unit = over("z", normal(0, 1, at: z) * one(x * z))
    var inner = Hump(&d, at: y)
    let outer = Hump(&d, at: x)
    if d.chance(1, in: 3) { inner = Hump(&d, at: y, far: 5) }
    switch d.int(0...4) {
    case 0: return (outer.times(.sqrt(inner.times(one(slope), over: "y")), over: "x"), outer.area * sqrt(inner.area))
    case 1: return (outer.times(inner.times(one(slope), over: "y").squared, over: "x"), outer.area * inner.area * inner.area)
    case 2:
      let more = Hump(&d, at: x)
      let root = Expression.sqrt(inner.times(one(slope), over: "y"))
      return (outer.times(root, over: "x") + more.times(root, over: "x"), (outer.area + more.area) * sqrt(inner.area))
    case 3:
      let power = Expression.exp(-inner.times(one(slope), over: "y") / over(Int(inner.area.rounded(.up)), 1))
      return (outer.times(power, over: "x"), outer.area * exp(-inner.area / inner.area.rounded(.up)))
    default:
      // a hump of the inner variable, seen from the outer one
      let z = x - y
      let kernels: [(Expression, Double)] = [
        (1 / .cosh(z * 3), .pi / 3), (.exp(-z.squared / 8), sqrt(8 * .pi)), (.exp(-2 * .abs(z)), 1), ((1 + z.squared).raised(to: -2), .pi / 2),
      ]
      let (kernel, area) = d.one(kernels)
      return (over("x", inner.times(kernel * one(y), over: "y") * unit), inner.area * area)
    }
  }

  @Test func areNoFurtherOffThanTenTimesWhatTheySay() {
    var estimated = 0, refused = 0
    for k in 0..<200 {
      var d = Drawing(79_000 + k)
      let (e, truth) = question(&d)
      let found = value(e)
      switch found.value {
      case .estimate(let z, let error):
        estimated += 1
        #expect(abs(z - truth) <= 10 * error + 1e-13 * abs(truth), "\(k): \(e) is \(truth), not \(z) ± \(error)")
        #expect(error >= 0x1p-46 * found.scale && error <= 1e-6 * found.scale, "\(k): \(error)")
        #expect(abs(found.scale - abs(truth)) <= 1e-3 * abs(truth), "\(k): scale \(found.scale) of \(truth)")
      case .undecided: refused += 1
      default: #expect(abs((found.number ?? .nan) - truth) <= 1e-9 * abs(truth), "\(k): \(e) is \(truth), not \(found.value)")
      }
    }
    #expect(estimated >= 160 && estimated + refused >= 180, "\(estimated) estimated, \(refused) refused")
  }

  /// Beside a Gaussian at 0, humps that no Gaussian tells of.
  @Test func humpsFarOffAreSeen() {
    let root = Expression.sqrt(over("y", normal(0, 1, at: y) * one(x * y))), line = -Expression.infinity
    let humps: [(Expression, Expression, Double)] = [
      (1 / .cosh(x - 1500), line, 1 + .pi), (1 / ((x - 700).squared + 1), line, 1 + .pi), (.exp(-.abs(x - 300)), line, 3),
      (x.raised(to: 40) * .exp(-x) / Expression.product(of: (1...40).map { over($0, 1) }), 0, 1.5),
      (.exp(2000 * x - 2_000_000) * .exp(-x.squared / 2) / .exp(0), line, 1 + sqrt(2 * .pi)),
      (.choosing([.init(.compare(.abs(x.raised(to: 3) - 1000), .less, 1), 300)], otherwise: 0), line, 1 + 300 * (cbrt(1001) - cbrt(999))),
    ]
    for (f, lower, truth) in humps {
      let e = over("x", (normal(0, 1) + f) * root, lower)
      guard case .estimate(let z, let error) = value(e).value else { Issue.record("\(f): \(value(e).value)"); continue }
      #expect(abs(z - truth) <= 10 * error && error < 1e-5, "\(f): \(z) ± \(error), not \(truth)")
    }
  }

  /// A tail that falls like a power is given its rest, or refused.
  /// ∫ e^{vu²}/(1 + u⁴) du is finite for v ≤ 0 only; over v of one sign, ∫ du/((1 + u²)(1 + u⁴)) = π/4 is left.
  @Test func whatIsLostBeyondTheRangeIsNotLost() {
    let v = Expression.variable(Variable("v")), u = Expression.variable(Variable("u"))
    func whole(_ side: Expression, _ lower: Expression, _ upper: Expression) -> Evaluated {
      let inner = over("u", .exp(side * v * u.squared) / (1 + u.raised(to: 4)), 0)
      return value(over("v", .exp(side * v) * inner, lower, upper))
    }
    for (side, lower, upper) in [(1, -.infinity, 0), (-1, 0, .infinity)] as [(Expression, Expression, Expression)] {
      let found = whole(side, lower, upper)
      #expect(abs((found.number ?? .nan) - .pi / 4) < 1e-6, "\(found.value)")
    }
    for (side, lower, upper) in [(1, 0, .infinity), (-1, -.infinity, 0), (1, 1, 2), (-1, -2, -1), (1, -.infinity, .infinity)] as [(Expression, Expression, Expression)] {
      switch whole(side, lower, upper).value {
      case .infinite(positive: true), .undefined, .undecided: break
      case let other: Issue.record("\(side) from \(lower) to \(upper): \(other)")
      }
    }
  }

  @Test func tailsThatFallSlowly() {
    let root = Expression.sqrt(over("y", normal(0, 1, at: y) * one(x * y)))
    for (p, truth) in [(over(21, 20), nil), (over(11, 10), nil), (over(6, 5), nil), (over(3, 2), 4), (over(2, 1), 2), (over(5, 1), 0.5)] as [(Expression, Double?)] {
      let found = value(over("x", (1 + .abs(x)).raised(to: -p) * root))
      switch (found.value, truth) {
      case (.estimate(let z, let error), let truth?): #expect(abs(z - truth) <= 10 * error && error < 1e-6, "\(p): \(z) ± \(error)")
      case (.undecided, nil): break
      default: Issue.record("\(p): \(found.value)")
      }
    }
  }
}
