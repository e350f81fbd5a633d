import Exact
import Expressions
import Foundation
import SplitMix
import Testing

/// A dual number: an independent witness of derivatives, which knows neither the tree's rules nor its rewriting.
struct Dual {
  var value: Double, slope: Double
  static func + (a: Dual, b: Dual) -> Dual { Dual(value: a.value + b.value, slope: a.slope + b.slope) }
  static func * (a: Dual, b: Dual) -> Dual {
    Dual(value: a.value * b.value, slope: a.slope * b.value + a.value * b.slope)
  }
  func through(_ value: Double, _ derivative: Double) -> Dual { Dual(value: value, slope: derivative * slope) }

  static func apply(_ f: Expression.Function, _ a: Dual) -> Dual {
    let t = a.value
    switch f {
    case .exp: return a.through(Foundation.exp(t), Foundation.exp(t))
    case .log: return a.through(t > 0 ? Foundation.log(t) : .nan, 1 / t)
    case .sin: return a.through(Foundation.sin(t), Foundation.cos(t))
    case .cos: return a.through(Foundation.cos(t), -Foundation.sin(t))
    case .tan: return a.through(Foundation.tan(t), 1 / pow(Foundation.cos(t), 2))
    case .sinh: return a.through(Foundation.sinh(t), Foundation.cosh(t))
    case .cosh: return a.through(Foundation.cosh(t), Foundation.sinh(t))
    case .tanh: return a.through(Foundation.tanh(t), 1 / pow(Foundation.cosh(t), 2))
    case .arctan: return a.through(Foundation.atan(t), 1 / (1 + t * t))
    case .erf: return a.through(Foundation.erf(t), 2 / Double.pi.squareRoot() * Foundation.exp(-t * t))
    case .erfc: return a.through(Foundation.erfc(t), -2 / Double.pi.squareRoot() * Foundation.exp(-t * t))
    case .abs: return a.through(Swift.abs(t), t < 0 ? -1 : 1)
    case .sign: return a.through(t < 0 ? -1 : 1, 0)
    }
  }

  static func of(_ e: Expression, _ at: [Variable: Dual]) -> Dual {
    switch e {
    case .rational(let r): return Dual(value: r.double, slope: 0)
    case .pi: return Dual(value: .pi, slope: 0)
    case .variable(let v): return at[v] ?? Dual(value: .nan, slope: .nan)
    case .sum(let a): return a.reduce(Dual(value: 0, slope: 0)) { $0 + of($1, at) }
    case .product(let a): return a.reduce(Dual(value: 1, slope: 0)) { $0 * of($1, at) }
    case .power(let a, .rational(let n)):
      let base = of(a, at), k = n.double
      if n.isZero { return Dual(value: base.value.isNaN ? .nan : 1, slope: 0) }
      return base.through(pow(base.value, k), k * pow(base.value, k - 1))
    case .function(let f, let a): return apply(f, of(a, at))
    default: return Dual(value: .nan, slope: .nan)
    }
  }
}

@Suite struct Derivatives {
  /// Every row of the table against a central difference.
  @Test(arguments: Expression.Function.allCases) func rowAgreesWithDifferences(_ f: Expression.Function) {
    let e = Expression.applying(f, to: x), d = e.derivative(by: Variable("x"))
    for t in [0.3, 0.77, 1.31] {
      let h = 1e-5
      let difference = (reading(e, [Variable("x"): t + h]) - reading(e, [Variable("x"): t - h])) / (2 * h)
      #expect(abs(reading(d, [Variable("x"): t]) - difference) < 1e-8 * (1 + abs(difference)), "\(f) at \(t)")
    }
  }

  @Test func randomTreesAgreeWithDualNumbers() {
    var compared = 0
    for trial in 0..<4000 {
      var rng = SplitMix(seed: UInt64(trial))
      let tree = randomTree(&rng, depth: 4).normalized, d = tree.derivative(by: Variable("x"))
      let (u, v) = (Double.random(in: 0.1...2, using: &rng), Double.random(in: -2...2, using: &rng))
      let dual = Dual.of(tree, [Variable("x"): Dual(value: u, slope: 1), Variable("y"): Dual(value: v, slope: 0)])
      guard reading(tree, [Variable("x"): u, Variable("y"): v]).isFinite, dual.slope.isFinite, abs(dual.value) < 1e6, abs(dual.slope) < 1e6 else { continue }
      let got = reading(d, [Variable("x"): u, Variable("y"): v])
      compared += 1
      #expect(abs(got - dual.slope) <= 1e-6 * (1 + abs(dual.slope)), "trial \(trial): \(tree) gives \(d): \(got), not \(dual.slope)")
    }
    #expect(compared > 1000)
  }

  /// (uᵐ)′ where both move, against central differences.
  @Test func variableExponents() {
    let v = Variable("x")
    for e in [x.raised(to: x), (1 + x.squared).raised(to: .sin(x)), (2 + .cos(x)).raised(to: 3 * x), x.raised(to: .log(x)), Expression.pi.raised(to: x), (3 * x).raised(to: .sqrt(2))] {
      let d = e.derivative(by: v)
      for t in [0.4, 1.1, 2.3] {
        let h = 1e-5, difference = (reading(e, [v: t + h]) - reading(e, [v: t - h])) / (2 * h)
        #expect(abs(reading(d, [v: t]) - difference) < 1e-7 * (1 + abs(difference)), "\(e) at \(t)")
      }
    }
  }

  @Test func throughAnIntegral() {
    // d/dy ∫₀^y e^(xy) dx = e^(y²) + ∫₀^y x e^(xy) dx
    let e = Expression.integrating(.exp(x * y), over: Variable("x"), from: 0, to: y)
    let d = e.derivative(by: Variable("y"))
    let closed = ((.exp(y.squared) - 1) / y).derivative(by: Variable("y"))
    #expect(equal(d.substituting([Variable("y"): over(4, 3)]), closed.substituting([Variable("y"): over(4, 3)])))
    // ∂θ of ∫ over the line: the mass of N(θ, 1) does not move, its second moment does
    let mass = line(normal(y, 1)).derivative(by: Variable("y"))
    #expect(equal(mass.substituting([Variable("y"): over(2, 7)]), 0))
    let second = line(normal(y, 1) * x.squared).derivative(by: Variable("y"))
    #expect(equal(second.substituting([Variable("y"): over(2, 7)]), over(4, 7)))
  }

  @Test func throughAnOptimum() {
    // max over y of xy − y²/2 is x²/2, taken at x
    let body = x * y - y.squared / 2
    let m = optimum(.maximum, -100, 100, body), a = optimum(.argmax, -100, 100, body)
    #expect(equal(m.derivative(by: Variable("x")).substituting([Variable("x"): over(5, 7)]), over(5, 7)))
    #expect(equal(a.derivative(by: Variable("x")).substituting([Variable("x"): over(5, 7)]), 1))
  }

  /// The value the trial of the tails gave for ∂θ(2 JS) at θ = 2.
  @Test func slopeOfTheJensenShannonDivergence() throws {
    let slope = 2 * GoldenNumbers.js(normal(0, 1), normal(y, 1)).derivative(by: Variable("y"))
    guard case .ball(let b) = value(slope.substituting([Variable("y"): 2])).value else { Issue.record("no ball"); return }
    #expect(b.enclosure(digits: 20).0.hasPrefix("0.4495995"))
  }
}
