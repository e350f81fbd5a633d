import Exact
import Expressions
import Ledger
import Testing

/// Equality inside a box: at a number, at another variable, at a formula, and at the very ends of a
/// range; and functions that only look as if they touched.
@Suite struct TangencyTests {
  private let u = Variable("x"), w = Variable("y")
  private func box(_ a: (Int, Int), _ b: (Int, Int)) -> [BoxSide] {
    [BoxSide(u, Rational(a.0), Rational(a.1)), BoxSide(w, Rational(b.0), Rational(b.1))]
  }

  /// (x − c(y))², multiplied out so that no square shows, for c that reaches the ends of the range.
  @Test func placesByAFormulaMayReachTheEnds() {
    let places: [(Expression, (Int, Int), (Int, Int))] = [
      (y / 2, (0, 1), (0, 2)), (1 - y / 2, (0, 1), (0, 2)), (y.squared / 4, (0, 1), (0, 2)), ((y + 1) / 3, (0, 1), (-1, 2)), (2 * y, (-2, 2), (-1, 1)), (y / 3, (-1, 1), (-3, 3)),
      (y, (0, 2), (0, 2)), (1, (0, 2), (0, 1)), (over(1, 2), (0, 1), (3, 4)), (0, (0, 3), (0, 1)), (3, (2, 3), (0, 1)), (over(5, 2), (2, 3), (0, 1)),
    ]
    for (c, a, b) in places {
      let square = x.squared - 2 * x * c + (c * c).multipliedOutForTests
      // of these the place is not read off a line
      let sharper = c.rationalValue == nil ? [] : [(square + square.squared, "² and its square"), (square * (2 + y.squared), "² times what is positive")]
      for (g, name) in [(square, "²")] + sharper {
        let proof = BoxProver(limit: 400).prove(g, on: box(a, b))
        #expect(proof.isProved, "\(name) \(c): \(proof)")
        #expect(!BoxProver(limit: 400).prove(g, strictly: true, on: box(a, b)).isProved, "\(c)")
        #expect(!BoxProver(limit: 400).prove(g - over(1, 100_000), on: box(a, b)).isProved, "\(c)")
        #expect(!BoxProver(limit: 400).prove(-g, on: box(a, b)).isProved, "\(c)")
      }
    }
  }

  /// Where the place leaves the range, the bend changes its sign, or there is no slope.
  @Test func whatOnlySeemsToTouch() {
    for g in [
      (x - y).raised(to: 3), x.raised(to: 3) - y.raised(to: 3), (x - y).squared * (x + y - 1), (x - y).raised(to: 4) - (x - y).squared / 50, -.abs(x - y), .abs(x - y) - (x - y).squared * 2,
      (x.squared - 2 * x * y + y.squared) * (x - over(1, 4)), .cos(x - y) - 1, 1 - .cosh(x - y), .sqrt(1 + (x - y).squared) - 1 - (x - y).squared,
    ] as [Expression] {
      #expect(!BoxProver(limit: 300).prove(g, on: box((0, 1), (0, 1))).isProved, "\(g)")
    }
    for g in [.cosh(x - y) - 1, 1 - .cos(x - y), .exp(x - y) - 1 - x + y, (x - y).raised(to: 4) + (x - y).squared, .sqrt(1 + (x - y).squared) - 1, x * .log(x / y) - x + y] as [Expression] {
      let unit = [BoxSide(u, Rational(1, 4), 1), BoxSide(w, Rational(1, 4), 1)]
      #expect(BoxProver(limit: 300).prove(g, on: unit).isProved, "\(g)")
    }
  }

  /// At a fraction that is no middle and no end: found where the slope changes its sign.
  @Test(arguments: [over(2, 1), over(-7, 3), over(355, 113), over(-4, 1), over(1, 9999)])
  func placesAreFoundBySlope(c: Expression) throws {
    let r = try #require(c.rationalValue), v = x - c
    for (low, high) in [(Rational(5), Rational(7)), (Rational(1), Rational(1)), (Rational(1, 3), Rational(9))] {
      let box = [BoxSide(u, r - low, r + high), BoxSide(w, 1, 2)]
      for g in [.exp(v) - 1 - v, v.squared * (1 + v.squared), y * .exp(v) - y * v - y, .cosh(v) - 1] as [Expression] {
        #expect(BoxProver(limit: 400).prove(g, on: box).isProved, "\(g)")
        #expect(!BoxProver(limit: 400).prove(g - over(1, 1_000_000_000), on: box).isProved, "\(g)")
      }
    }
  }

  /// Bounds that fail at one place only, where what is taken away was 0 at points known before.
  @Test func nothingIsMadeForThePoints() {
    let known = [497, 311, 566, 626, 299, 672, 727, 131].reduce(1 as Expression) {
      $0 * (y - over($1, 1009)).squared
    }
    let square = (x - over(1, 2)).squared
    for g in [square - .log(1 + known) / 1000, square - (.exp(known) - 1) / 1000] {
      #expect(!BoxProver(limit: 200).prove(g, on: box((0, 3), (0, 1))).isProved, "\(g)")
    }
    #expect(BoxProver(limit: 200).prove(square, on: box((0, 3), (0, 1))).isProved)
  }

  /// Constants that are integrals: how narrow they are taken shows in the margin.
  @Test func constants() throws {
    let inner: [Expression] = [integral(0, 1, .tanh(x.squared)), integral(0, 2, .exp(-x.squared) / (1 + x)), line(.exp(-x.squared) / .cosh(x)), integral(1, 3, .log(x) / (1 + x.squared)), .sqrt(2) * .pi, .exp(1) - .log(3)]
    let entries = inner.enumerated().flatMap { i, c in
      [over(0, 1), over(1, 3), -1, 4].map { e -> Ledger.Entry in
        let f = (y - over(1, 3)).squared * c + y * c / 9 + e, side = [BoxSide(w, Rational(i, 7), Rational(i + 4, 7))]
        let prover = BoxProver(limit: 60), proof = prover.prove(f, on: side), range = prover.range(of: f, on: side, parts: 5)
        return .init("\(i): \(asked("\(f)"))", "\(proof.verdict) \(proof.boxes) \(proof.depth) \(proof.margin ?? -1) \(range.map { "\($0.lower.double)…\($0.upper.double)" } ?? "none")")
      }
    }
    #expect(try Ledger("expressions-box-constants").differences(entries) == [])
  }

  /// What is left between a parabola and 0 is found but for a factor.
  @Test func aMarginIsReached() {
    for k in 1...12 {
      let e = over(1, k * k), f = x.squared - x + over(1, 4) + e
      let proof = BoxProver(limit: 600).prove(f, on: [BoxSide(u, 0, 1)])
      guard proof.isProved else { Issue.record("\(f): \(proof)"); continue }
      let least = 1 / Double(k * k)
      #expect((least / 100...least).contains(proof.margin ?? 0), "\(k): \(proof)")
    }
  }
}

extension Expression {
  fileprivate var multipliedOutForTests: Expression {
    guard let c = polynomialCoefficients(in: Variable("y")) else { return self }
    return c.enumerated().reduce(0) { $0 + $1.element * y.raised(to: over($1.offset, 1)) }
  }
}
