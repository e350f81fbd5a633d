import Balls
import Exact
import Foundation
import SplitMix
import Testing

/// An enclosure that says nothing encloses as well: what can be known is known, and narrowly.
@Suite struct SpanSharpness {
  /// A span of moderate size, often a point; now and then across 0.
  private func sample(_ rng: inout SplitMix) -> Span {
    let size = exp2(Double.random(in: -20...4, using: &rng))
    let a = Double.random(in: -size...size, using: &rng)
    let widths: [Double] = [0, 0x1p-30, 0.1, 1]
    let width = (widths.randomElement(using: &rng) ?? 0) * size
    return Span(lower: a, upper: a + width)
  }

  /// The ends are those of the exact range, but for a rounding of `unit` relative and `least` absolute.
  private func isSharp(_ s: Span, _ range: [Ball], unit: Double, least: Double) -> Bool {
    guard s.isKnown, var low = range.first else { return false }
    var high = low
    for x in range.dropFirst() {
      if x.minus(low, 256).isNegative == true { low = x }
      if x.minus(high, 256).isPositive == true { high = x }
    }
    func reach(_ x: Ball) -> Ball { Ball(exactly: abs(x.midpoint) * unit + least) }
    let below = low.minus(Ball(exactly: s.lower), 256), above = Ball(exactly: s.upper).minus(high, 256)
    return below.isNegative != true && above.isNegative != true
      && reach(low).minus(below, 256).isNegative != true && reach(high).minus(above, 256).isNegative != true
  }
  private func exact(_ x: Double) -> Ball { Ball(exactly: x) }

  @Test func arithmetic() {
    for trial in 0..<2000 {
      var rng = SplitMix(seed: UInt64(trial))
      let x = sample(&rng), y = sample(&rng)
      let (a, b, c, d) = (exact(x.lower), exact(x.upper), exact(y.lower), exact(y.upper))
      func holds(_ s: Span, _ range: [Ball]) -> Bool { isSharp(s, range, unit: 0x1p-51, least: 0x1p-1074) }
      #expect(holds(x + y, [a.plus(c, 256), b.plus(d, 256)]), "trial \(trial)")
      #expect(holds(x - y, [a.minus(d, 256), b.minus(c, 256)]), "trial \(trial)")
      #expect(holds(x * y, [a.times(c, 256), a.times(d, 256), b.times(c, 256), b.times(d, 256)]), "trial \(trial)")
      let across = x.lower <= 0 && x.upper >= 0
      #expect(holds(x.squared, [a.times(a, 256), b.times(b, 256)] + (across ? [.zero] : [])), "trial \(trial)")
      if across { #expect(!x.reciprocal.isKnown && x.squared.lower == 0) } else {
        #expect(holds(x.reciprocal, [Ball.one.over(a, 256), Ball.one.over(b, 256)]), "trial \(trial)")
      }
      #expect((-x).lower == -x.upper && (-x).upper == -x.lower)
    }
  }

  @Test func monotoneFunctions() {
    let functions: [(ElementaryFunction, (Span) -> Span, from: Double)] = [
      (.exp, { $0.exp }, -.infinity), (.log, { $0.log }, 0), (.sinh, { $0.sinh }, -.infinity),
      (.tanh, { $0.tanh }, -.infinity), (.arctan, { $0.arctan }, -.infinity), (.erf, { $0.erf }, -.infinity),
      (.erfc, { $0.erfc }, -.infinity),
    ]
    for trial in 0..<1000 {
      var rng = SplitMix(seed: UInt64(trial))
      let x = sample(&rng)
      for (f, value, from) in functions {
        if x.lower <= from { #expect(!value(x).isKnown, "\(f) on \(x)"); continue }
        let range = [x.lower, x.upper].map { exact($0).applying(f, 256) }
        #expect(isSharp(value(x), range, unit: 0x1.4p-49, least: 0x1.8p-1071), "\(f) on \(x), trial \(trial)")
      }
      if x.lower < 0 { #expect(!x.squareRoot.isKnown) } else {
        let roots = [x.lower, x.upper].map { exact($0).squareRoot(256) }
        #expect(isSharp(x.squareRoot, roots, unit: 0x1p-51, least: 0x1p-1074), "trial \(trial)")
      }
    }
  }

  /// cos, sin and cosh turn: the range has the extremes inside.
  @Test func turningFunctions() {
    for trial in 0..<1000 {
      var rng = SplitMix(seed: UInt64(trial))
      let x = sample(&rng), ends = [exact(x.lower), exact(x.upper)]
      func holds(_ s: Span, _ f: ElementaryFunction, _ more: [Ball]) -> Bool {
        isSharp(s, ends.map { $0.applying(f, 256) } + more, unit: 0x1.4p-49, least: 0x1.8p-1071)
      }
      #expect(holds(x.cosh, .cosh, x.lower <= 0 && x.upper >= 0 ? [.one] : []), "trial \(trial)")
      for (f, s, shift) in [(ElementaryFunction.cos, x.cos, 0.0), (.sin, x.sin, 0.5)] {
        let (from, to) = (x.lower / .pi - shift, x.upper / .pi - shift)
        if [from, to].contains(where: { abs($0 - $0.rounded()) < 1e-8 }) { continue }  // too near to tell
        let turns = from.rounded(.up) <= to ? stride(from: from.rounded(.up), through: to, by: 1).map { $0 } : []
        let extremes = turns.map { Ball($0.truncatingRemainder(dividingBy: 2) == 0 ? 1 : -1) }
        if x.upper - x.lower < 6 { #expect(holds(s, f, extremes), "\(f) on \(x), trial \(trial)") }
      }
    }
  }

  /// Values that a function cannot leave, exactly.
  @Test func natureHasBounds() {
    func point(_ x: Double) -> Span { Span(lower: x, upper: x) }
    #expect(point(-800).exp.lower == 0 && point(-800).exp.upper > 0 && point(-800).exp.upper < 1e-300)
    #expect(point(0).squareRoot.lower == 0 && point(0).squared.lower == 0 && point(0x1p-600).squared.upper > 0)
    #expect(point(0x1p-600).squared.lower == 0 && (point(0x1p-600) * point(0x1p-600)).lower < 0)
    #expect(point(0).cosh.lower == 1 && Span(lower: 0, upper: 1).cosh.lower == 1 && Span(lower: -1, upper: 0).cosh.lower == 1)
    #expect(point(1e-9).cosh.lower == 1)
    for s in [Span(lower: 0, upper: 7), Span(lower: 0x1p20, upper: 0x1p20), Span(lower: -0x1p20, upper: -0x1p20)] {
      #expect(s.cos.lower == -1 && s.cos.upper == 1 && s.sin.lower == -1 && s.sin.upper == 1)
    }
    // Either end alone may be too far out for the period to be taken off in doubles.
    for s in [Span(lower: -0x1p20, upper: 1 - 0x1p20), Span(lower: 0x1p20 - 1, upper: 0x1p20)] {
      #expect(s.cos.lower == -1 && s.cos.upper == 1 && s.sin.lower == -1 && s.sin.upper == 1)
    }
    let far = point(0x1.fp19)
    #expect(far.cos.upper - far.cos.lower < 1e-13 && far.sin.upper - far.sin.lower < 1e-13)
    #expect((-far).cos.upper - (-far).cos.lower < 1e-13)
    // Within the margin of a turn the turn counts: π is not a double.
    #expect(point(.pi).cos.lower == -1 && point(.pi / 2).sin.upper == 1 && point(0).cos.upper == 1)
    #expect(Span(lower: 0.1, upper: 6).cos.upper < 0.996)
  }
}

/// Rectangles against the images of their borders, where a holomorphic function takes its extremes.
@Suite struct RectangleSharpness {
  private struct Point { var x: Double, y: Double }
  private func product(_ a: Point, _ b: Point) -> Point { Point(x: a.x * b.x - a.y * b.y, y: a.x * b.y + a.y * b.x) }
  private func inverse(_ z: Point) -> Point {
    let n = z.x * z.x + z.y * z.y
    return Point(x: z.x / n, y: -z.y / n)
  }
  private func rectangle(_ x: Double, _ y: Double, _ width: Double, _ height: Double) -> Rectangle {
    Rectangle(real: Span(lower: x, upper: x + width), imaginary: Span(lower: y, upper: y + height))
  }
  private func value(_ f: ElementaryFunction, _ z: Point) -> Point? {
    let (x, y) = (z.x, z.y)
    let sine = Point(x: sin(x) * cosh(y), y: cos(x) * sinh(y)), cosine = Point(x: cos(x) * cosh(y), y: -sin(x) * sinh(y))
    let sineh = Point(x: sinh(x) * cos(y), y: cosh(x) * sin(y)), cosineh = Point(x: cosh(x) * cos(y), y: sinh(x) * sin(y))
    return switch f {
    case .exp: Point(x: exp(x) * cos(y), y: exp(x) * sin(y))
    case .log: Point(x: log(hypot(x, y)), y: atan2(y, x))
    case .sin: sine
    case .cos: cosine
    case .tan: product(sine, inverse(cosine))
    case .sinh: sineh
    case .cosh: cosineh
    case .tanh: product(sineh, inverse(cosineh))
    default: nil
    }
  }
  private func near(_ r: Rectangle, _ z: Point, _ slack: Double) -> Bool {
    let (re, im) = (r.real, r.imaginary)
    return r.isKnown && re.lower <= z.x + slack && re.upper >= z.x - slack && re.upper - re.lower < 2 * slack
      && im.lower <= z.y + slack && im.upper >= z.y - slack && im.upper - im.lower < 2 * slack
  }

  @Test func pointsStayPoints() {
    for trial in 0..<500 {
      var rng = SplitMix(seed: UInt64(trial))
      func number() -> Double { Double.random(in: -1.4...1.4, using: &rng) }
      let z = Point(x: number(), y: number()), w = Point(x: number(), y: number())
      guard min(hypot(z.x, z.y), hypot(w.x, w.y)) > 0.1, abs(z.y) > 0.01 else { continue }
      let a = rectangle(z.x, z.y, 0, 0), b = rectangle(w.x, w.y, 0, 0)
      for f in ElementaryFunction.allCases {
        guard let image = value(f, z) else { continue }
        let size = 1 + hypot(image.x, image.y)
        #expect(near(a.applying(f), image, 1e-12 * size * size), "\(f), trial \(trial)")
      }
      #expect(near(a.squared, product(z, z), 1e-14) && near(a * b, product(z, w), 1e-14), "trial \(trial)")
      #expect(near(a.reciprocal, inverse(z), 1e-12), "trial \(trial)")
      #expect(near(a + b, Point(x: z.x + w.x, y: z.y + w.y), 1e-14), "trial \(trial)")
      #expect(near(a - b, Point(x: z.x - w.x, y: z.y - w.y), 1e-14), "trial \(trial)")
    }
  }

  /// A real rectangle times a complex one, and the other way round, is no wider than its factors allow.
  @Test func realNumbersStayReal() {
    let real = rectangle(2, 0, 1, 0), z = rectangle(1, 1, 1, 1)
    for r in [real + real, real - real, real * real, real.squared, real.reciprocal] {
      #expect(r.imaginary.lower == 0 && r.imaginary.upper == 0)
    }
    for f in ElementaryFunction.allCases where ![.abs, .sign].contains(f) {
      let image = real.applying(f)
      #expect(image.isKnown && image.imaginary.lower == 0 && image.imaginary.upper == 0, "\(f)")
    }
    for r in [real * z, z * real] {
      #expect(abs(r.real.lower - 2) < 1e-14 && abs(r.real.upper - 6) < 1e-14)
      #expect(abs(r.imaginary.lower - 2) < 1e-14 && abs(r.imaginary.upper - 6) < 1e-14)
    }
    #expect((real + z).imaginary.lower == 1 && (z + real).imaginary.upper == 2)
  }

  /// The principal logarithm of a rectangle in each part of the plane: its angle is that of two corners.
  @Test func anglesAreThoseOfCorners() {
    for x in [-3, -1, -0.5, 0, 0.5, 2] {
      for y in [-3, -1.5, -0.5, 0.25, 2] where y != -0.5 || x > 0 {
        let r = rectangle(x, y, 1, 1)
        guard r.real.lower > 0 || y > 0 || y + 1 < 0 else { continue }
        let angles = [(x, y), (x + 1, y), (x, y + 1), (x + 1, y + 1)].map { atan2($0.1, $0.0) }
        let image = r.applying(.log).imaginary
        #expect(abs(image.lower - (angles.min() ?? 9)) < 1e-14, "\(x), \(y)")
        #expect(abs(image.upper - (angles.max() ?? 9)) < 1e-14, "\(x), \(y)")
      }
    }
    let tall = rectangle(0.5, -1, 0, 2).applying(.log).imaginary
    #expect(abs(tall.lower + atan(2)) < 1e-14 && abs(tall.upper - atan(2)) < 1e-14)
  }

  /// What is known only by its slope: no wider than the slope allows.
  @Test func slopesAreNotOverdone() {
    for trial in 0..<200 {
      var rng = SplitMix(seed: UInt64(trial))
      let x = Double.random(in: -2...2, using: &rng), y = exp2(Double.random(in: -20 ... -5, using: &rng))
      let slopes: [(ElementaryFunction, Double)] = [
        (.arctan, 1 / (1 + x * x)), (.erf, 2 / Double.pi.squareRoot() * exp(-x * x)),
        (.erfc, 2 / Double.pi.squareRoot() * exp(-x * x)),
      ]
      for (f, slope) in slopes {
        let image = rectangle(x, y, 0, 0).applying(f)
        #expect(image.isKnown && image.imaginary.upper >= 0.98 * y * slope, "\(f), trial \(trial)")
        #expect(image.imaginary.upper < 1.2 * y * slope + 1e-14, "\(f), trial \(trial)")
        #expect(image.real.upper - image.real.lower < 2.4 * y * slope + 1e-13, "\(f), trial \(trial)")
      }
    }
  }
}
