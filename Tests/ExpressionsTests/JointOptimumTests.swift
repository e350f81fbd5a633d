import Exact
import Expressions
import SplitMix
import Testing

/// Optima over several variables at once.
@Suite struct JointOptima {
  private let a: Expression = .variable(Variable("a")), b: Expression = .variable(Variable("b"))
  private let c: Expression = .variable(Variable("c"))

  private func over(
    _ kind: Expression.Extremum, _ ranges: (Expression, from: Expression, to: Expression)...,
    of f: Expression
  ) -> Expression {
    let inner: Expression.Extremum = kind == .maximum || kind == .argmax ? .maximum : .minimum
    return ranges.enumerated().reversed().reduce(f) { body, next in
      guard case .variable(let v) = next.element.0 else { return body }
      return .extremum(
        next.offset == 0 ? kind : inner, variable: v, lower: next.element.from,
        upper: next.element.to, body: body)
    }
  }

  /// Tests/golden/optima.py
  @Test func theBestOfMany() throws {
    let waves = Expression.sin(a) * .cos(b - a / 3) - a * b / 10
    let hills =
      .exp(-(a - 1).squared - (b - a).squared)
      + 2 * Expression.exp(-2 * (a + 1).squared - (b + a).squared)
    for (f, name, place, other, best, ranges) in [
      (
        waves, "waves", "1.4856651334324050780006635348438", "0.34555710294259428817030153811862",
        "0.93390194053658221870862283558542", ((0, 3), (-2, 2))
      ),
      (
        hills, "hills", "-0.99949332472894444532341013275597", "0.99915558877837635666287413631658",
        "2.0003367090378951422544554798765", ((-3, 3), (-3, 3))
      ),
    ] as [(Expression, String, String, String, String, ((Int, Int), (Int, Int)))] {
      let first = (
        a, from: Expression.rational(Rational(ranges.0.0)),
        to: Expression.rational(Rational(ranges.0.1))
      )
      let second = (
        b, from: Expression.rational(Rational(ranges.1.0)),
        to: Expression.rational(Rational(ranges.1.1))
      )
      try expectGolden(over(.maximum, first, second, of: f), best, name)
      try expectGolden(over(.maximum, second, first, of: f), best, name)
      try expectGolden(over(.argmax, first, second, of: f), place, name)
      try expectGolden(over(.argmax, second, first, of: f), other, name)
      try expectGolden(-over(.minimum, first, second, of: -f), best, name)
      try expectGolden(over(.argmin, first, second, of: -f), place, name)
    }
  }

  /// A hill with a ridge across, at drawn places, of a shape that no closed form solves.
  @Test(arguments: 0..<12) func drawnHills(_ trial: Int) {
    var rng = SplitMix(seed: UInt64(trial))
    func draw() -> Expression {
      Expression(Int.random(in: -90...90, using: &rng), over: 97)
    }
    let (p, q, r, slant) = (draw(), draw(), draw(), draw())
    let (u, v, w) = (a - p, b - q + slant * (a - p), c - r - slant * (b - q))
    let f = Expression.cos(u) + .exp(-v.squared) - w.squared.squared - w.squared + u * v / 10
    let box = [a, b, c].map { ($0, from: -1 as Expression, to: 1 as Expression) }
    #expect(equal(over(.maximum, box[0], box[1], box[2], of: f), 2), "trial \(trial)")
    #expect(equal(over(.argmax, box[0], box[1], box[2], of: f), p), "trial \(trial)")
    #expect(equal(over(.argmax, box[1], box[2], box[0], of: f), q), "trial \(trial)")
    #expect(equal(over(.argmax, box[2], box[0], box[1], of: f), r), "trial \(trial)")
    #expect(!equal(over(.maximum, box[0], box[1], box[2], of: f), 2 + Expression(1, over: 1 << 60)))
  }

  @Test func cornersAndFaces() {
    let box = (
      (a, from: 0 as Expression, to: 2 as Expression),
      (b, from: -1 as Expression, to: 1 as Expression)
    )
    // in a corner, exactly
    let steep = Expression.exp(a + b) + a * b
    #expect(equal(over(.maximum, box.0, box.1, of: steep), .exp(3) + 2))
    #expect(exact(over(.argmax, box.0, box.1, of: steep))?.rational == 2)
    #expect(exact(over(.argmin, box.1, box.0, of: .exp(a) + a * b + b))?.rational == -1)
    // on a face: rising in a, a hill in b
    let face = a * .exp(-(b - a / 4).squared)
    #expect(equal(over(.maximum, box.0, box.1, of: face), 2))
    #expect(exact(over(.argmax, box.0, box.1, of: face))?.rational == 2)
    #expect(equal(over(.argmax, box.1, box.0, of: face), Expression(1, over: 2)))
    // a saddle inside is no optimum
    let saddle = Expression.sin(a - 1) * .sin(b) + a * b / 100
    #expect(
      equal(over(.maximum, box.0, box.1, of: saddle), .sin(1).squared + Expression(1, over: 50)))
  }

  @Test func whatIsNotCertainIsNotSaid() {
    let (low, high): (Expression, Expression) = (-4, 4)
    let box = ((a, from: low, to: high), (b, from: low, to: high))
    // Himmelblau's function is 0 at four places
    let four = (a.squared + b - 11).squared + (a + b.squared - 7).squared
    #expect(undecided(over(.argmin, box.0, box.1, of: four)))
    #expect(!equal(over(.minimum, box.0, box.1, of: four), Expression(1, over: 1 << 40)))
    // a ridge: no slope isolates where it is highest
    let ridge = Expression.cos((a - b).squared - 1)
    #expect(undecided(over(.argmax, box.0, box.1, of: ridge)))
    // the inner one of the other kind, one without bounds, one whose bounds move
    let mixed = Expression.extremum(
      .minimum, variable: Variable("b"), lower: low, upper: high, body: .sin(a * b) + .cos(b) * a)
    #expect(undecided(over(.maximum, box.0, of: mixed)))
    #expect(
      undecided(over(.maximum, box.0, (b, from: low, to: .infinity), of: .arctan(.exp(a * b) - b))))
    let moving = Expression.extremum(
      .maximum, variable: Variable("b"), lower: low, upper: a, body: .sin(a * b) + .cos(b) * a)
    #expect(undecided(over(.maximum, box.0, of: moving)))
    // no value
    #expect(undefined(over(.maximum, box.0, box.1, of: .log(.sin(a * b) - 3))))
  }

  /// A jump whose slopes agree on both sides is not passed over.
  @Test func jumps() {
    let step = Expression.choosing([.init(.compare(a, .less, 1), a + 5)], otherwise: a)
    let f = step * .exp(-b.squared) + .sin(b - 1) / 100
    let top = over(
      .maximum, (a, from: 0, to: 2), (b, from: -1, to: 1), of: f)
    #expect(!equal(top, 2) && !equal(top, 3))
  }

  /// The Gaussian nearest to another in KL, over mean and deviation together.
  @Test func theNearestGaussian() {
    let (m, s) = (a, b)
    let divergence =
      -Expression.log(s / 2) + (s.squared + (m - over(1, 3)).squared) / 8 - over(1, 2)
    let (mean, deviation) = (
      (m, from: -3 as Expression, to: 3 as Expression), (s, from: over(1, 10), to: 5 as Expression)
    )
    #expect(equal(over(.argmin, mean, deviation, of: divergence), over(1, 3)))
    #expect(equal(over(.argmin, deviation, mean, of: divergence), 2))
    // and with a factor that couples the two
    let coupled = divergence * (2 + .sin(m * s))
    #expect(equal(over(.minimum, mean, deviation, of: coupled + 1), 1))
    #expect(equal(over(.argmin, deviation, mean, of: coupled), 2))
  }

  private func over(_ n: Int, _ d: Int) -> Expression { Expression(n, over: d) }
}
