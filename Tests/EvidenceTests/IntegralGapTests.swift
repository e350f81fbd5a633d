import Evidence
import Exact
import Expressions
import Testing

/// Integrals brought together: only what is integrated over the same range, from below to above.
@Suite("Integrals brought together") struct IntegralGapTests {
  private let x = variable("x"), a = variable("a")
  private let box = [side("a", 1, 2)]

  private func integral(_ f: Expression, _ from: Expression, _ to: Expression) -> Expression {
    .integrating(f, over: Variable("x"), from: from, to: to)
  }
  private func line(_ f: Expression) -> Expression { integral(f, -.infinity, .infinity) }
  private func isProved(_ gap: Expression, _ sides: [BoxSide]? = nil) -> Bool {
    proof(of: gap, on: sides ?? box)?.verdict == .proved
  }

  @Test("integrals over other ranges are not compared place by place") func ranges() {
    let f = x.squared + a
    #expect(isProved(integral(f + 1, 0, 1) - integral(f, 0, 1)))
    #expect(isProved(integral(f, 0, 1) - integral(f, 0, 1)))
    #expect(!isProved(integral(f, 0, 1) - integral(f, 0, 2)))
    #expect(!isProved(integral(f, 1, 2) - integral(f, 0, 2)))
    #expect(!isProved(integral(f, 0, 1) - integral(f, 0, a)))
    #expect(!isProved(integral(f, 2, 4) - integral(f, 1, 5)))
    #expect(!isProved(integral(f, 0, 1) - integral(f, 0, 1) - integral(f, 1, 2)))
  }

  @Test("an integral from above to below is the opposite") func orientation() {
    let f = x.squared + a
    #expect(
      isProved(integral(f, 0, 1)) && isProved(integral(f, 2, 3)) && isProved(integral(f, -3, -2)))
    #expect(
      !isProved(integral(f, 1, 0)) && !isProved(integral(f, 3, 2)) && !isProved(integral(f, -2, -3))
    )
    #expect(!isProved(integral(f, 3, 3 - a)))
    let positive = Expression.exp(a * x)
    #expect(isProved(integral(positive, 0, 1)) && !isProved(integral(positive, 1, 0)))
    #expect(isProved(integral(positive, -3, -1)) && !isProved(integral(positive, 2, 1)))
    // the ends may pass each other somewhere on the box
    #expect(!isProved(integral(f, a, Expression.rational(Rational(3, 2)))))
    #expect(isProved(integral(f, a, 3)))
  }

  @Test("bells are moved over one another on the whole line, not on a half of it") func halves() {
    let bell = Expression.exp(-x.squared / 2), moved = Expression.exp(-(x - a).squared / 2)
    #expect(isProved(line(bell) - line(moved)) && isProved(line(moved) - line(bell)))
    #expect(!isProved(integral(bell, 0, .infinity) - integral(moved, 0, .infinity)))
    #expect(!isProved(integral(moved, -.infinity, 0) - integral(bell, -.infinity, 0)))
    // stretched as well: a variance of a²
    let stretched = Expression.exp(-x.squared / (2 * a.squared)) / a
    #expect(isProved(line(bell) - line(stretched)) && isProved(line(stretched) - line(bell)))
    #expect(!isProved(line(bell) - a * line(stretched)))
    #expect(!isProved(line(bell) - line(stretched) - .rational(Rational(1, 1_000_000))))
  }

  @Test("five bells are moved over one another: sixteen ways") func fiveBells() {
    let bells = (0...4).map { k in line(.exp(-(x - .rational(Rational(k)) * a).squared / 2)) }
    for k in 0...4 {
      let others = Expression.sum(of: bells.indices.filter { $0 != k }.map { bells[$0] })
      for gap in [others - 4 * bells[k], 4 * bells[k] - others] {
        let proof = proof(of: gap, on: box)
        #expect(proof?.verdict == .proved, "\(k)")
        #expect(
          proof?.reductions.first?.hasSuffix("at every place under the integral") == true, "\(k)")
      }
      #expect(!isProved(others - .rational(4 + Rational(1, 1_000_000)) * bells[k]), "\(k)")
    }
  }

  @Test("factors in front, sums inside and numbers beside integrals count") func terms() {
    let bell = Expression.exp(-x.squared / 2) / .sqrt(2 * .pi)
    let second = line(x.squared * bell)
    // E(x − a)² = 1 + a²
    #expect(isProved(line((x - a).squared * bell) - 1 - a.squared))
    #expect(
      !isProved(line((x - a).squared * bell) - 1 - a.squared - .rational(Rational(1, 1_000_000))))
    #expect(isProved(2 * (second + line(bell)) - 4) && !isProved(2 * (second + line(bell)) - 5))
    #expect(isProved(a * second + a * (1 - line(bell)) - a) && !isProved(second - a * second))
    #expect(isProved(3 - 3 * second) && !isProved(3 - 4 * second))
  }

  @Test("u + v ≥ 2√(uv) under the integral, with bells of two means; not the other way round")
  func means() {
    let p = Expression.exp(-x.squared / 2), q = Expression.exp(-(x - a).squared / 2)
    let geometric = line(Expression.exp(-(x.squared + (x - a).squared) / 4))
    #expect(isProved(line(p) + line(q) - 2 * geometric))
    #expect(
      !isProved(line(p) + line(q) - .rational(Rational(21, 10)) * geometric, [side("a", 0, 1)]))
    #expect(!isProved(2 * geometric - line(p) - line(q)))
  }

  /// (p − q)² + (q − r)², of exponentials.
  @Test("a positive term serves two negative ones, as far as it reaches") func shared() {
    let p = Expression.exp(x), q = Expression.exp(a * x), r = Expression.exp(a.squared * x)
    func gap(_ share: Rational) -> Expression {
      let middle = .rational(share) * q.squared - 2 * p * q - 2 * q * r
      return integral(p.squared + middle + r.squared, 0, 1)
    }
    #expect(isProved(gap(2)) && isProved(gap(3)))
    #expect(!isProved(gap(Rational(19, 10)), [side("a", Rational(1, 2), 2)]))
  }

  /// ε(|a − b| − |a| − |b|) is 0 on both axes and has no mixed derivative by the rules.
  @Test("a kink that hangs on two variables is no sum of two functions") func kinks() {
    let b = variable("b"), square = [side("a", -1, 1), side("b", -1, 1)]
    let kink = Expression.abs(a - b) - .abs(a) - .abs(b), bowl = a.squared + b.squared
    // −5·10⁻¹³ where a = b = 5·10⁻⁷
    #expect(!isProved(bowl + .rational(Rational(1, 1_000_000)) * kink, square))
    #expect(isProved(bowl + .abs(a) + .abs(b), square))
  }

  @Test("what vanishes has a value at the ends of its range too") func ends() {
    func vanishes(_ e: Expression, _ from: Rational) -> Bool {
      Gap(
        e, sides: [side("a", from, 1)], values: [Variable("a"): Rational(37, 97)], isStrict: false
      )
      .vanishes
    }
    for e in [
      .log(2 * a) - .log(2) - .log(a),
      a * (1 / a) * .log(a + 1) - .log(a + 1) + .log(a / 3) - .log(a) + .log(3),
    ] as [Expression] {
      #expect(vanishes(e, Rational(1, 8)) && !vanishes(e, 0), "\(e)")
    }
  }
}
