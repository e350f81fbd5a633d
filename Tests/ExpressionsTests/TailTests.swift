import Exact
import Expressions
import Foundation
import SplitMix
import Testing

/// ∫ f over u ≥ 0 in doubles: the trapezoidal rule in log u.
private func overHalfLine(_ f: (Double) -> Double) -> Double {
  let h = 0.02
  return (-2000...2000).reduce(0) { sum, k in
    let u = exp(h * Double(k)), y = f(u) * u
    return y.isFinite ? sum + h * y : sum
  }
}
private let v = Variable("x"), w = Variable("y")
private func number(_ range: ClosedRange<Int>, _ d: Int, _ rng: inout SplitMix) -> Expression {
  over(Int.random(in: range, using: &rng), d)
}

/// What is taken for certain beyond a place is so: every value lies in its envelope, every tail below its bound; and
/// neither is much larger than it must be.
@Suite struct TailsOfOneVariable {
  struct Family: CustomTestStringConvertible, Sendable {
    var name: String
    /// How far the bound may lie above the tail, as a factor, for starts from 8 on; nil where there may be no tail at all.
    var slack: Double?
    var make: @Sendable (inout SplitMix) -> Expression
    init(_ name: String, _ slack: Double? = nil, _ make: @escaping @Sendable (inout SplitMix) -> Expression) {
      (self.name, self.slack, self.make) = (name, slack, make)
    }
    var testDescription: String { name }
  }
  private static func q(_ rng: inout SplitMix) -> Expression { number(1...12, 5, &rng) }
  private static func s(_ rng: inout SplitMix) -> Expression { number(-12...12, 5, &rng) }

  static let families: [Family] = [
    Family("exponential", 1 + 1e-9) { .exp(-q(&$0) * .abs(x)) },
    Family("powers times exponential", 1 + 1e-9) { r in
      (x.raised(to: 2) + q(&r)) * x.squared.raised(to: number(0...2, 1, &r)) * .exp(-(q(&r) * .abs(x)) + s(&r))
    },
    Family("whole powers", 1 + 1e-9) { .abs(x).raised(to: number(-6 ... -2, 1, &$0)) },
    Family("broken powers", 1 + 1e-8) { .abs(x).raised(to: number(-17 ... -8, 5, &$0)) },
    Family("powers of a shifted square", 1.01) { (q(&$0) / 5 + x.squared).raised(to: number(-9 ... -4, 4, &$0)) },
    Family("powers of a cube", 1.16) { r in (1 + .abs(x) + q(&r) / 5 * .abs(x).raised(to: 3)).raised(to: number(-7 ... -3, 4, &r)) },
    Family("Gaussian", 1.03) { normal(s(&$0), q(&$0)) },
    Family("Gaussian moments", 1.04) { r in x.raised(to: number(1...4, 1, &r)) * normal(s(&r), q(&r)) },
    Family("mixture", 1.08) { normal(s(&$0), q(&$0)) / 3 + normal(s(&$0), q(&$0)) * over(2, 3) },
    Family("mixture of far humps") { normal(s(&$0) * 12, q(&$0)) / 3 + normal(s(&$0) * 12, q(&$0)) * over(2, 3) },
    Family("logarithm of far humps") { .log(normal(s(&$0) * 12, q(&$0)) / 3 + normal(s(&$0) * 12, q(&$0)) * over(2, 3)) },
    Family("logarithm of a mixture") { .log(normal(s(&$0), q(&$0)) / 3 + normal(s(&$0), q(&$0)) * over(2, 3)) },
    Family("root of a Gaussian", 1.12) { normal(s(&$0), q(&$0)).raised(to: number(1...9, 5, &$0)) },
    Family("powers of a product", 1.07) { r in
      ((1 + x.squared) * .exp(-.abs(x))).raised(to: number(1...9, 4, &r))
    },
    Family("negative powers of a product") { r in ((1 + x.squared) * .exp(-.abs(x))).raised(to: -number(1...9, 4, &r)) },
    Family("powers of powers", 1.13) { r in
      ((1 + x.squared).raised(to: over(-3, 2)) * (2 + .abs(x))).raised(to: number(3...9, 4, &r))
    },
    Family("negative powers of powers") { r in
      ((1 + x.squared).raised(to: over(-3, 2)) * (2 + .abs(x))).raised(to: -number(1...9, 4, &r))
    },
    Family("a vanishing coefficient", 1.001) { r in (q(&r) + x.raised(to: 4)).raised(to: number(-7 ... -3, 4, &r)) },
    Family("divergence", 1.08) { r in
      let p = normal(s(&r), q(&r)), m = normal(s(&r), q(&r))
      return p * .abs(.log(p / m))
    },
    Family("softplus") { .log(1 + .exp(q(&$0) * x)) },
    Family("softplus under a Gaussian", 6.3) { normal(s(&$0), q(&$0)) * .log(1 + .exp(q(&$0) * x)) },
    Family("logarithm of a polynomial") { .log(q(&$0) + q(&$0) * x.squared) },
    Family("logarithm times power", 1.7) { _ in .log(1 + x.squared) * (1 + x.squared).raised(to: over(-7, 4)) },
    Family("logarithm of powers and exponentials") { r in
      .log((1 + x.squared).raised(to: over(-3, 4)) * .exp(-q(&r) * .abs(x)))
    },
    Family("bounded") { r in
      let list: [Expression] = [.sin(x * q(&r)), .cos(x), .tanh(x - q(&r)), .erf(q(&r) * x), .arctan(q(&r) * x), .sign(x - 1), .erfc(x)]
      return list[Int.random(in: 0..<list.count, using: &r)]
    },
    Family("bounded under an exponential", 1.00001) { r in
      let list: [Expression] = [.tanh(x - q(&r)).squared, .erf(q(&r) * x).squared, .sign(x), .erfc(.abs(x)) + 1]
      return list[Int.random(in: 0..<list.count, using: &r)] * .exp(-q(&r) * .abs(x))
    },
    Family("hyperbolic", 1.001) { _ in .cosh(x * over(1, 2)) * .exp(-.abs(x)) + .sinh(x / 3).squared * .exp(-x.squared) },
    Family("complementary error function", 28) { .erfc(q(&$0) / 5 * .abs(x)) },
    Family("difference of exponentials", 1.007) { r in .exp(-.abs(x)) - .exp(-2 * .abs(x)) * (1 + q(&r) * x.squared) },
    Family("choice", 1.04) { r in
      .choosing([.init(.compare(x, .less, -1), normal(0, q(&r))), .init(.compare(1, .less, x), normal(1, q(&r)))], otherwise: 7)
    },
    Family("negative base") { r in (-(1 + x.squared) * .exp(-.abs(x))).raised(to: number(-3...3, 1, &r)) },
    Family("sum of broken powers", 1.35) { r in
      (1 + x.squared).raised(to: number(-9 ... -4, 4, &r)) + .abs(x).raised(to: number(-17 ... -8, 5, &r)) * q(&r)
    },
    Family("powers of a sum of broken powers") { r in
      ((1 + x.squared).raised(to: number(-9 ... -4, 4, &r)) + .abs(x).raised(to: number(-17 ... -8, 5, &r))).raised(to: number(-9...9, 4, &r))
    },
    Family("Gumbel") { r in .exp(-q(&r) * x + s(&r) - .exp(-q(&r) / 3 * x - s(&r))) * (1 + x.squared) },
    Family("Gaussian under a double exponential") { r in normal(s(&r), q(&r)) * .exp(-q(&r) * .exp(x * s(&r))) },
    Family("falling double exponential", 1.001) { r in .exp(-.abs(x) * 2 - .exp(-x)) * q(&r) },
  ]

  /// The values and the tail of each family at drawn parameters, starts and places.
  @Test(arguments: families) func envelopesAndBounds(_ family: Family) throws {
    var enclosed = 0
    for seed in 1...25 as ClosedRange<UInt64> {
      var rng = SplitMix(seed: seed)
      let e = family.make(&rng), f = e.compiled(variables: [v])
      let start = Double(Int.random(in: 64...320, using: &rng)) / 8
      for side in [-1, 1] {
        let here = HalfLine(e, in: v, from: start, side: side)
        let at: (Double) -> Double = { f([Double(side) * (start + $0)]) }
        for u in [0, 1e-3, 0.1, 1, start, 9 * start, Double.random(in: 0...5, using: &rng)] {
          let y = at(u)
          guard let range = here.range(at: u), y.isFinite, abs(y) > 1e-280 else { continue }
          enclosed += 1
          #expect(range.lowerBound <= y + 1e-9 * abs(y) && y <= range.upperBound + 1e-9 * abs(y),
            "\(e) at \(start) + \(u), \(side): \(y) is not in \(range)")
        }
        let tail = overHalfLine { abs(at($0)) }
        guard tail > 1e-250, tail < 1e250 else { continue }
        if let slack = family.slack {
          let bound = try #require(here.bound, "\(e) beyond \(start), \(side)")
          #expect(tail <= bound * (1 + 1e-9), "\(e) beyond \(start), \(side): \(tail) is not below \(bound)")
          #expect(bound <= slack * tail, "\(e) beyond \(start), \(side): \(bound) is \(bound / tail) times \(tail)")
        } else if let bound = here.bound { #expect(tail <= bound * (1 + 1e-9)) }
      }
    }
    #expect(enclosed > 100, "\(family.name): \(enclosed)")
  }

  @Test func whatHasNoIntegralIsSaidToHaveNone() {
    let divergent: [Expression] = [1, x.squared, 1 / .abs(x), 1 + .tanh(x).squared, (1 + x.squared).raised(to: over(-1, 2)), .exp(.abs(x)), .exp(x.squared)]
    for e in divergent {
      for side in [-1, 1] {
        #expect(HalfLine(e, in: v, from: 16, side: side).bound == .infinity, "\(e)")
        #expect(HalfLine(-e, in: v, from: 16, side: side).bound == .infinity, "−\(e)")
      }
    }
    for e in [Expression.abs(x).raised(to: over(-101, 100)), .exp(-.abs(x) / 50)] {
      #expect(HalfLine(e, in: v, from: 16, side: 1).bound.map { $0 < 1e3 } == true, "\(e)")
    }
    // nothing finite is said of what is not told to diverge
    for e in [-.log(2 + x.squared), .exp(x.squared) / (1 + x.squared)] as [Expression] { #expect((HalfLine(e, in: v, from: 16, side: 1).bound ?? .infinity) == .infinity) }
    // what is 0 from a place on has no tail, whatever it was before
    let ends = Expression.piecewise([.init(.compare(.abs(x), .less, 3), .exp(x.squared))], otherwise: 0)
    for side in [-1, 1] { #expect(HalfLine(ends, in: v, from: 16, side: side).bound == 0) }
    // what falls at first and rises in the end has no integral, however slowly it turns
    for (a, b) in [(over(1, 2), 60), (over(1, 100), 20), (1, 200), (2, 900)] as [(Expression, Int)] {
      for side in [-1, 1] {
        let e = Expression.exp(a * x.squared - .rational(Rational(b)) * .abs(x))
        #expect((HalfLine(e, in: v, from: 16, side: side).bound ?? .infinity) == .infinity, "\(e)")
        let cubic = Expression.exp(a * .abs(x).raised(to: 3) - .rational(Rational(1000 * b)) * .abs(x))
        #expect((HalfLine(cubic, in: v, from: 16, side: side).bound ?? .infinity) == .infinity, "\(cubic)")
      }
    }
    // it changes its sign for ever: nothing is certain
    #expect(HalfLine(.sin(x), in: v, from: 16, side: 1).bound == nil)
  }
}

/// The same in the plane.
@Suite struct TailsInThePlane {
  private typealias Region = PlaneBound.Region
  private func places(_ region: Region) -> [Double] {
    switch region {
    case .unit: [0, 0.3, 0.75, 1]
    case .half: [0, 0.4, 1.7, 6]
    case .line: [-5, -1.3, -0.2, 0, 0.6, 2.4, 7]
    }
  }
  /// ∫ |f| over a region in doubles: the trapezoidal rule after a change of variables that carries its ends to infinity.
  private func total(_ region: Region, _ f: (Double) -> Double) -> Double {
    let h = 0.08
    return (-60...60).reduce(0) { sum, k in
      let s = h * Double(k)
      let (x, weight): (Double, Double) = switch region {
      case .unit: (1 / (1 + exp(-.pi * sinh(s))), .pi / 4 * cosh(s) / pow(cosh(.pi / 2 * sinh(s)), 2))
      case .half: (exp(s - exp(-s)), exp(s - exp(-s)) * (1 + exp(-s)))
      case .line: (sinh(s), cosh(s))
      }
      let y = abs(f(x)) * weight
      return y.isFinite ? sum + h * y : sum
    }
  }
  private func tail(_ f: ([Double]) -> Double, _ x: Region, _ y: Region, _ R: Double) -> Double {
    func beyond(_ side: Double) -> Double { total(.half) { u in total(y) { f([side * (R + u), $0]) } } }
    switch x { case .unit: return 0; case .half: return beyond(1); case .line: return beyond(1) + beyond(-1) }
  }
  private func expect(
    _ e: Expression, _ x: Region, _ y: Region, slack: Double?, pick: Int = 0, beyond R: Double = 9
  ) throws {
    let bound = try #require(PlaneBound(e, (v, x), (w, y), pick: pick), "\(e)")
    let f = e.compiled(variables: [v, w])
    for a in places(x) {
      for b in places(y) {
        #expect(abs(f([a, b])) <= bound.value(a, b) * (1 + 1e-9), "\(e) at \(a), \(b)")
      }
    }
    guard let slack else { return #expect(bound.tail(beyond: R) == nil) }
    let above = try #require(bound.tail(beyond: R), "\(e)"), below = tail(f, x, y, R)
    #expect(below <= above * (1 + 1e-4), "\(e): \(below) is not below \(above)")
    #expect(above <= slack * below, "\(e): \(above) is \(above / below) times \(below)")
  }

  @Test func gaussians() throws {
    var rng = SplitMix(seed: 5)
    func q() -> Expression { number(4...12, 8, &rng) }
    func s() -> Expression { number(-8...8, 8, &rng) }
    for _ in 0..<6 {
      let e: Expression = .exp(-q() * x.squared + s() / 2 * x * y - q() * y.squared + s() * x + s() * y)
      try expect(e, .line, .line, slack: 1.03)
      try expect(e, .half, .line, slack: 1.03)
      try expect(e * x.raised(to: 3), .line, .line, slack: 1.03)
      try expect(e * y.squared * x, .half, .line, slack: 7)
      try expect(e, .line, .unit, slack: 15)
    }
  }

  @Test func halfLines() throws {
    for k in 0...4 {
      try expect(y.raised(to: over(k, 1)) * .exp(-3 * y - x), .half, .half, slack: 1.001)
      try expect(y.raised(to: over(k, 1)) * .exp(-(x * y) - x.squared / 2), .half, .half, slack: 1.08)
      try expect(x.raised(to: over(k, 1)) * .exp(-y - 3 * x), .half, .half, slack: 1.008)
    }
    try expect(.exp(-y + 2 * x - x.squared), .half, .half, slack: 1.01)
    try expect(.exp(-(2 + x) * y - 2 * x), .half, .half, slack: 1.05)
  }

  @Test func twoSidesAreTwice() throws {
    let even = Expression.exp(-x.squared / 2 - y.squared), half = try #require(PlaneBound(even, (v, .half), (w, .line)))
    let whole = try #require(PlaneBound(even, (v, .line), (w, .line)))
    let (one, two) = (try #require(half.tail(beyond: 7)), try #require(whole.tail(beyond: 7)))
    #expect(abs(two - 2 * one) <= 1e-12 * two)
    let none = try #require(PlaneBound(even, (v, .unit), (w, .line)))
    #expect(none.tail(beyond: 7) == 0)
    // e^(−x) falls on the right alone
    let right = try #require(PlaneBound(.exp(-x - y.squared), (v, .half), (w, .line)))
    #expect(right.tail(beyond: 9) != nil)
    let left = try #require(PlaneBound(.exp(-x - y.squared), (v, .line), (w, .line)))
    #expect(left.tail(beyond: 9) == nil)
  }

  @Test func functionsOfGaussians() throws {
    let p = normal(0, 1), r = normal(x / 2, 1, at: y), hump = (normal(-2, 1, at: y) + normal(1, over(1, 4), at: y)) / 2
    try expect(p * r * .log(1 + .exp(x * y)), .line, .line, slack: 1.9)
    try expect(p * r * .log(hump), .line, .line, slack: 9.5)
    try expect(p * r * .tanh(x * y), .line, .line, slack: 1.02)
    try expect(p * r * .arctan(x) * .sin(y), .line, .line, slack: 1.62)
    try expect(p * normal(0, 1, at: y) * .erfc(x * y), .line, .line, slack: 2.1)
    try expect(p * r * .erf(x) * .cos(y) * .sign(x), .line, .line, slack: 1.8)
    try expect(p * r * .abs(x - y), .line, .line, slack: 4)
    try expect(p * r * (1 + x.squared + y.squared).raised(to: over(3, 2)), .line, .line, slack: 12.5)
    try expect(p * r * (1 + x.squared).raised(to: -1), .line, .line, slack: 90)
    try expect(p * r * .cosh(x / 2), .line, .line, slack: 2.1)
    try expect(p * r * .log(3 + x.squared * y.squared), .line, .line, slack: 110)
    try expect(p * normal(.tanh(2 * x), 1, at: y), .line, .line, slack: 2.5)
    try expect(p * r / (.exp(x) + 2 * .exp(-x)), .line, .line, slack: nil, pick: 0, beyond: 0.5)
    try expect(p * r / (.exp(x) + 2 * .exp(-x)), .line, .line, slack: 3e7, pick: 1)
    try expect(.choosing([.init(.compare(x, .less, y), p * r)], otherwise: 2 * p * r), .line, .line, slack: 2.1)
    #expect(PlaneBound(p * r * .tan(x), (v, .line), (w, .line)) == nil)
  }
}
