import Balls
import Exact
import Foundation
import SplitMix
import Testing

@Suite struct SpanLaws {
  /// A span and a double inside, of any size and sign; often an end or 0.
  private func sample(_ rng: inout SplitMix) -> (Double, Span) {
    let size = exp2(Double.random(in: -40...12, using: &rng))
    let a = Double.random(in: -size...size, using: &rng)
    let widths: [Double] = [0, 0x1p-50, 0x1p-10, 1, 4]
    let width = widths.randomElement(using: &rng) ?? 0
    let b = a + abs(a) * width * Double.random(in: 0...1, using: &rng)
    let x = [a, b, a + (b - a) * Double.random(in: 0...1, using: &rng), 0].first { $0 >= a && $0 <= b }
    return (x ?? a, Span(lower: a, upper: b))
  }

  private func holds(_ s: Span, _ value: Ball) -> Bool {
    guard s.isKnown else { return true }
    guard value.isFinite else { return false }
    let low = Ball(exactly: s.lower), high = Ball(exactly: s.upper)
    return value.minus(low, 256).isNegative != true && high.minus(value, 256).isNegative != true
  }

  @Test func arithmeticEncloses() {
    for trial in 0..<4000 {
      var rng = SplitMix(seed: UInt64(trial))
      let (a, x) = sample(&rng), (b, y) = sample(&rng)
      let (p, q) = (Ball(exactly: a), Ball(exactly: b))
      #expect(holds(x + y, p.plus(q, 256)), "trial \(trial)")
      #expect(holds(x - y, p.minus(q, 256)), "trial \(trial)")
      #expect(holds(x * y, p.times(q, 256)), "trial \(trial)")
      #expect(holds(x.squared, p.times(p, 256)), "trial \(trial)")
      if b != 0 { #expect(holds(y.reciprocal, Ball.one.over(q, 256)), "trial \(trial)") }
    }
  }

  @Test func functionsEnclose() {
    let functions: [(String, (Span) -> Span, (Ball) -> Ball)] = [
      ("exp", { $0.exp }, { $0.exp(256) }), ("log", { $0.log }, { $0.log(256) }),
      ("root", { $0.squareRoot }, { $0.squareRoot(256) }),
      ("sin", { $0.sin }, { $0.applying(.sin, 256) }), ("cos", { $0.cos }, { $0.applying(.cos, 256) }),
      ("sinh", { $0.sinh }, { $0.applying(.sinh, 256) }), ("cosh", { $0.cosh }, { $0.applying(.cosh, 256) }),
      ("tanh", { $0.tanh }, { $0.applying(.tanh, 256) }), ("arctan", { $0.arctan }, { $0.applying(.arctan, 256) }),
      ("erf", { $0.erf }, { $0.applying(.erf, 256) }), ("erfc", { $0.erfc }, { $0.applying(.erfc, 256) }),
    ]
    for trial in 0..<2000 {
      var rng = SplitMix(seed: UInt64(trial))
      let (a, x) = sample(&rng)
      for (name, f, g) in functions {
        let y = f(x)
        #expect(holds(y, g(Ball(exactly: a))), "\(name) on \(x), trial \(trial)")
      }
    }
  }

  @Test func theyAreNarrow() {
    let x = Span(lower: 0.7, upper: 0.7)
    for y in [x.exp, x.log, x.sin, x.cos, x.tanh, x.erf, x * x, x.reciprocal] {
      #expect(y.upper - y.lower < 1e-14 && y.isKnown)
    }
    #expect(Span(lower: -3, upper: 3).cos.upper == 1 && Span(lower: -3, upper: 3).cos.lower < -0.98)
  }

  /// Waves stay within ±1, and reach them where they do, next to every top and bottom.
  @Test func wavesStayBetweenTheirTops() {
    for k in -40...40 {
      for digits in 1...17 {
        let place = Double(k) * .pi / 2, step = pow(10, -Double(digits))
        for (a, b) in [(place + step, place + 2 * step), (place - 2 * step, place - step), (place - step, place + step)] {
          for (wave, f, top) in [(Span(lower: a, upper: b).cos, cos, 0.0), (Span(lower: a, upper: b).sin, sin, 0.5)] as [(Span, (Double) -> Double, Double)] {
            #expect(wave.lower >= -1 && wave.upper <= 1, "\(a)…\(b): \(wave)")
            let least = min(f(a), f(b)), most = max(f(a), f(b))
            #expect(wave.lower <= least && wave.upper >= most)
            // a top within: the one at k is, where the sides of the place differ
            let holdsTop = a < place && place < b && (Double(k) / 2 - top).rounded() == Double(k) / 2 - top
            if holdsTop { #expect(wave.upper == 1 || wave.lower == -1) }
            // and nothing more: a wave changes less than its place does
            #expect(wave.upper - wave.lower <= b - a + 1e-8 || abs(wave.upper) == 1 || abs(wave.lower) == 1)
          }
        }
      }
    }
  }

  /// What is not known stays unknown, also where comparisons would lose it.
  @Test func nothingFollowsFromNothing() {
    let one = Span(lower: 1, upper: 1), zero = Span(lower: 0, upper: 0)
    let infinite = Span(lower: 0, upper: .infinity), nothing = Span(lower: .nan, upper: .nan)
    for s in [infinite * zero, nothing * zero, zero * nothing, nothing + one, one - nothing, infinite - infinite,
      zero.reciprocal, Span(lower: -1, upper: 1).reciprocal, Span(lower: -1, upper: 1).log, Span(lower: -2, upper: -1).squareRoot,
      nothing.cos, nothing.cosh, nothing.squared, nothing.exp, nothing.erfc, Span(lower: 1000, upper: 1000).exp * zero] {
      #expect(!s.isKnown, "\(s)")
    }
  }
}

@Suite struct RectangleLaws {
  private struct Complex { var x: Double, y: Double }

  private func holds(_ r: Rectangle, _ z: Complex) -> Bool {
    guard r.isKnown else { return true }
    let slack = 1e-11 * (1 + abs(z.x) + abs(z.y))
    return z.x >= r.real.lower - slack && z.x <= r.real.upper + slack
      && z.y >= r.imaginary.lower - slack && z.y <= r.imaginary.upper + slack
  }

  /// Against the textbook formulas of complex functions, in doubles, at points of random rectangles.
  @Test func functionsEnclose() {
    var known = 0
    for trial in 0..<4000 {
      var rng = SplitMix(seed: UInt64(trial))
      func side() -> (Double, Span) {
        let widths: [Double] = [0, 0.01, 0.3, 2]
        let a = Double.random(in: -3...3, using: &rng), w = widths.randomElement(using: &rng) ?? 0
        return (a + w * Double.random(in: 0...1, using: &rng), Span(lower: a, upper: a + w))
      }
      let (x, real) = side(), (y, imaginary) = side()
      let r = Rectangle(real: real, imaginary: imaginary), size = hypot(x, y)
      let exp = Complex(x: Foundation.exp(x) * cos(y), y: Foundation.exp(x) * sin(y))
      let sine = Complex(x: sin(x) * cosh(y), y: cos(x) * sinh(y)), cosine = Complex(x: cos(x) * cosh(y), y: -sin(x) * sinh(y))
      func over(_ a: Complex, _ b: Complex) -> Complex {
        let n = b.x * b.x + b.y * b.y
        return Complex(x: (a.x * b.x + a.y * b.y) / n, y: (a.y * b.x - a.x * b.y) / n)
      }
      let hyperbolic = (Complex(x: sinh(x) * cos(y), y: cosh(x) * sin(y)), Complex(x: cosh(x) * cos(y), y: sinh(x) * sin(y)))
      let cases: [(ElementaryFunction, Complex)] = [
        (.exp, exp), (.log, Complex(x: log(size), y: atan2(y, x))), (.sin, sine), (.cos, cosine), (.tan, over(sine, cosine)),
        (.sinh, hyperbolic.0), (.cosh, hyperbolic.1), (.tanh, over(hyperbolic.0, hyperbolic.1)),
      ]
      for (f, value) in cases {
        let image = r.applying(f)
        known += image.isKnown ? 1 : 0
        #expect(holds(image, value), "\(f) at \(x) + \(y)i in \(r), trial \(trial)")
      }
      #expect(holds(r.squared, Complex(x: x * x - y * y, y: 2 * x * y)))
      #expect(holds(r.reciprocal, over(Complex(x: 1, y: 0), Complex(x: x, y: y))))
    }
    #expect(known > 20_000)
  }

  /// A logarithm whose cut runs through the rectangle is not holomorphic there.
  @Test func cutsAreRespected() {
    let across = Rectangle(real: Span(lower: -2, upper: -1), imaginary: Span(lower: -0.1, upper: 0.1))
    let touching = Rectangle(real: Span(lower: -2, upper: -1), imaginary: Span(lower: 0, upper: 1))
    let around = Rectangle(real: Span(lower: -1, upper: 1), imaginary: Span(lower: -1, upper: 1))
    for r in [across, touching, around] { #expect(!r.applying(.log).isKnown) }
    #expect(Rectangle(real: Span(lower: -2, upper: -1), imaginary: Span(lower: 0.1, upper: 1)).applying(.log).isKnown)
    for f in [ElementaryFunction.abs, .sign] {
      #expect(!Rectangle(real: Span(lower: 1, upper: 2), imaginary: Span(lower: 0, upper: 1)).applying(f).isKnown)
    }
    #expect(!Rectangle(real: Span(lower: -1, upper: 1), imaginary: Span(lower: 0, upper: 2)).applying(.arctan).isKnown)
  }

  /// erf and arctan off the real line, against their power series.
  @Test func seriesAreEnclosed() {
    func series(_ z: Complex, _ ratio: (Int) -> Double) -> Complex { // Σ cₖ z^(2k+1)
      var power = z, sum = Complex(x: 0, y: 0)
      let square = Complex(x: z.x * z.x - z.y * z.y, y: 2 * z.x * z.y)
      for k in 0..<60 {
        sum = Complex(x: sum.x + ratio(k) * power.x, y: sum.y + ratio(k) * power.y)
        power = Complex(x: power.x * square.x - power.y * square.y, y: power.x * square.y + power.y * square.x)
      }
      return sum
    }
    for trial in 0..<1000 {
      var rng = SplitMix(seed: UInt64(trial))
      let z = Complex(x: Double.random(in: -0.5...0.5, using: &rng), y: Double.random(in: -0.5...0.5, using: &rng))
      let w = Double.random(in: 0...0.1, using: &rng)
      let r = Rectangle(real: Span(lower: z.x - w, upper: z.x), imaginary: Span(lower: z.y, upper: z.y + w))
      let error = series(z) { 2 / Double.pi.squareRoot() * ($0 % 2 == 0 ? 1 : -1) / (Foundation.tgamma(Double($0) + 1) * Double(2 * $0 + 1)) }
      #expect(r.applying(.erf).isKnown && holds(r.applying(.erf), error), "trial \(trial)")
      #expect(holds(r.applying(.erfc), Complex(x: 1 - error.x, y: -error.y)), "trial \(trial)")
      #expect(holds(r.applying(.arctan), series(z) { ($0 % 2 == 0 ? 1 : -1) / Double(2 * $0 + 1) }), "trial \(trial)")
    }
  }
}
