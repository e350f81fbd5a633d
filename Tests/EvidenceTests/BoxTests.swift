import Evidence
import Exact
import Expressions
import Testing

/// Bounds over whole boxes, with foils that fail inside.
@Suite("Boxes") struct BoxTests {
  private let a = Expression.variable(Variable("a")), b = Expression.variable(Variable("b"))
  private let square = [
    BoxSide(Variable("a"), Rational(1, 1024), Rational(1023, 1024)),
    BoxSide(Variable("b"), Rational(1, 1024), Rational(1023, 1024)),
  ]

  private func kl(_ a: Expression, _ b: Expression) -> Expression {
    a * .log(a / b) + (1 - a) * .log((1 - a) / (1 - b))
  }
  private var js: Expression {
    let m = (a + b) / 2
    return (kl(a, m) + kl(b, m)) / 2
  }

  @Test("JS ≤ log 2 for all pairs of coins; ½ is refuted by a witness") func jensenShannon() throws {
    let bound = BoxProver().prove(.log(2) - js, on: square)
    #expect(bound.verdict == .proved)
    #expect((bound.margin ?? 0) > 0 && bound.boxes <= 2000 && bound.depth > 0)
    guard case .refuted(let witness) = BoxProver().prove(.rational(Rational(1, 2)) - js, on: square)
      .verdict
    else {
      Issue.record("½ is no bound")
      return
    }
    let x = try #require(witness[Variable("a")]), y = try #require(witness[Variable("b")])
    let gap = Evaluator().evaluate(
      .rational(Rational(1, 2)) - js, at: [Variable("a"): x, Variable("b"): y])
    #expect(gap.double < 0)
  }

  @Test("Pinsker for all pairs of coins: equality on the diagonal is taken away by algebra")
  func pinsker() {
    func gap(_ c: Rational) -> Expression { kl(a, b) - .rational(c) * (a - b).squared }
    let proof = BoxProver().prove(gap(2), on: square)
    #expect(proof.verdict == .proved, "\(proof)")
    #expect(proof.reductions.count >= 1 && proof.margin == nil)
    if case .refuted = BoxProver().prove(gap(Rational(21, 10)), on: square).verdict {
    } else {
      Issue.record("2.1 is no bound")
    }
  }

  @Test("V ≤ 2JS − log 4 at a point: the best verdict is found as the root of the slope")
  func bestVerdict() {
    let t = Expression.variable(Variable("t"))
    let best = a * .log(a / (a + b)) + b * .log(b / (a + b))
    let any = a * .log(t) + b * .log(1 - t)
    let range = Rational(1, 8)...Rational(7, 8)
    let box = [
      BoxSide(Variable("a"), Rational(1, 4), 1), BoxSide(Variable("b"), Rational(1, 4), 1),
      BoxSide(Variable("t"), range.lowerBound, range.upperBound),
    ]
    #expect(BoxProver().prove(best - any, on: box).verdict == .proved)
    if case .refuted = BoxProver().prove(any - best, on: box).verdict {
    } else {
      Issue.record("the reversed inequality")
    }
  }

  @Test("equality is not strict, integrals are beyond it, a tight bound stays open") func open() {
    let side = [BoxSide(Variable("a"), -1, 1)]
    #expect(BoxProver().prove(a.squared, on: side).verdict == .proved)
    for (g, strictly) in [(a.squared, true), (a.squared - a.squared, true)] {
      if case .open = BoxProver().prove(g, strictly: strictly, on: side).verdict {
      } else {
        Issue.record("\(g) > 0")
      }
    }
    let x = Variable("x")
    let inner = Expression.integrating(
      .exp(-a.squared * Expression.variable(x).squared), over: x, from: -.infinity, to: .infinity)
    if case .open = BoxProver().prove(inner, on: side).verdict {
    } else {
      Issue.record("an integral")
    }
  }

  @Test("a kink is no slope: |a| − a/2 is nowhere negative, |a| − a·3/2 is somewhere") func kinks() {
    let side = [BoxSide(Variable("a"), -1, 1)]
    // by the rules −|a − b| has slope 0 and bend 0 where a = b
    for wrong in [-Expression.abs(a), -Expression.abs(a - b)] {
      let box = side + [BoxSide(Variable("b"), -1, 1)]
      if case .proved = BoxProver().prove(wrong, on: box).verdict { Issue.record("\(wrong) ≥ 0") }
    }
    let half = BoxProver().prove(.abs(a) - a / 2, on: side)
    if case .refuted = half.verdict { Issue.record("refuted") }
    if case .refuted = BoxProver().prove(.abs(a) - a * .rational(Rational(3, 2)), on: side).verdict {
    } else {
      Issue.record("not refuted")
    }
  }
}
