import Exact
import Expressions
import SplitMix
import Testing

@Suite struct Optima {
  @Test func theDiscriminatorsOptimumIsExact() {
    let v = over(3, 10) * .log(y) + over(1, 7) * .log(1 - y)
    #expect(exact(optimum(.argmax, 0, 1, v))?.rational == Rational(21, 31))
    #expect(
      exact(optimum(.maximum, 0, 1, v))
        == exact(over(3, 10) * .log(over(21, 31)) + .log(over(10, 31)) / 7))
    let p = normal(0, 1, at: over(1, 3)), q = normal(over(7, 5), 1, at: over(1, 3))
    #expect(equal(optimum(.argmax, 0, 1, p * .log(y) + q * .log(1 - y)), p / (p + q)))
  }

  @Test func endsAndKinks() {
    #expect(exact(optimum(.maximum, -2, 2, 3 * y - 1))?.rational == 5)
    #expect(exact(optimum(.argmin, -2, over(7, 3), 3 * y - 1))?.rational == -2)
    #expect(equal(optimum(.argmin, 0, 1, .abs(y - over(1, 3))), over(1, 3)))
    #expect(exact(optimum(.argmin, -.infinity, .infinity, (y - 3).squared + 2))?.rational == 3)
    #expect(equal(optimum(.argmin, 0, .infinity, .log(y) + 2 / y.squared), 2))
    #expect(
      exact(optimum(.argmin, 0, .infinity, .log(y) / 2 + over(5, 3) / (2 * y)))?.rational
        == Rational(5, 3))
    #expect(equal(optimum(.maximum, 0, 1, -y * .log(y)), .exp(-1)))
    #expect(equal(optimum(.argmax, 0, 4, .sin(y)), .pi / 2))
    #expect(equal(optimum(.maximum, 0, 20, .sin(y)), 1))
  }

  @Test func whatIsNotCertainIsNotSaid() {
    #expect(undecided(optimum(.argmax, 0, 10, .sin(y))))  // taken twice
    #expect(undefined(optimum(.argmax, 0, 1, 3)))  // every place is optimal, and that is certain
    #expect(undefined(optimum(.maximum, -2, -1, .log(y))))
    #expect(!equal(optimum(.argmax, 0, 4, .sin(y)), over(3, 2)))
    #expect(undecided(optimum(.maximum, 0, .infinity, .arctan(y))))  // never taken
  }

  /// The optimum of a drawn quadratic and of a drawn cubic, known by algebra.
  @Test func drawnPolynomials() {
    for trial in 0..<40 {
      var rng = SplitMix(seed: UInt64(trial))
      func draw() -> Rational {
        Rational(Int.random(in: 1...96, using: &rng), Int.random(in: 1...97, using: &rng))
      }
      let (p, q) = (draw(), draw()), top = min(q / (2 * p), 100),
        (a, b) = (Expression.rational(p), Expression.rational(q))
      #expect(
        exact(optimum(.argmax, -100, 100, b * y - a * y.squared))?.rational == top, "trial \(trial)"
      )
      // 3a²y − y³ on [0, 2a + 1] has its maximum at a
      #expect(
        equal(optimum(.argmax, 0, 2 * a + 1, 3 * a.squared * y - y.raised(to: 3)), a),
        "trial \(trial)")
    }
  }
}
