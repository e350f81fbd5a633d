import Balls
import Exact
import Expressions
import Testing

/// Bounds over a whole range of a parameter that stands under an integral which has no closed form.
@Suite struct BoxesOfIntegrals {
  private let theta = Variable("theta")
  private var t: Expression { .variable(theta) }
  private func side(_ a: Rational, _ b: Rational) -> [BoxSide] { [BoxSide(theta, a, b)] }

  /// JS(N(θ, 1) ‖ N(0, 1)), which rises with θ.
  private var js: Expression {
    let p = normal(t, 1), q = normal(0, 1), m = (p + q) / 2
    return line(p * .log(p / m) + q * .log(q / m)) / 2
  }

  @Test func jensenShannonIsBelowLogTwo() {
    let proof = BoxProver().prove(.log(2) - js, strictly: true, on: side(1, 3))
    #expect(proof.verdict == .proved)
    #expect((proof.margin ?? 0) > 0 && proof.boxes > 1)
  }

  @Test func aWitnessIsPrinted() throws {
    let proof = BoxProver().prove(over(1, 3) - js, on: side(0, 4))
    guard case .refuted(let witness) = proof.verdict, let r = witness[theta] else {
      Issue.record("\(proof.verdict)")
      return
    }
    #expect(0 <= r && r <= 4)
    let there = value(js.substituting([theta: .rational(r)]))
    guard case .different(_, _, let less) = there.compared(to: value(over(1, 3))) else { Issue.record("no order"); return }
    #expect(!less, "the witness is one")
  }

  /// A bound a little below what is reached at an end of the range is never proved, one a little above may be.
  @Test func noBoundIsProvedThatFails() {
    let top = js.substituting([theta: 2])  // 0.2 or so, at the end
    let wrong = BoxProver().prove(top - over(1, 1000) - js, on: side(1, 2))
    if case .proved = wrong.verdict { Issue.record("a wrong bound was proved") }
    let right = BoxProver().prove(top + over(1, 10) - js, strictly: true, on: side(1, 2))
    #expect(right.verdict == .proved)
  }

  /// log E e^{θ tanh x} > E θ tanh x, away from θ = 0 where both are 0.
  @Test func jensenGap() {
    let gap = Expression.log(line(normal(over(1, 2), 1) * .exp(t * .tanh(x)))) - line(normal(over(1, 2), 1) * t * .tanh(x))
    #expect(BoxProver().prove(gap, strictly: true, on: side(1, 2)).verdict == .proved)
    // strictly it fails at 0, and what touches 0 is not called strict
    let touching = BoxProver().prove(gap, strictly: true, on: side(-1, 1))
    if case .proved = touching.verdict { Issue.record("equality inside the box was not seen") }
  }

  /// An integral that diverges for some parameters of the box proves nothing.
  @Test func divergenceInsideTheBox() {
    let e = line(.exp(t * x.squared) * (1 + Expression.tanh(x).squared))
    if case .proved = BoxProver().prove(e, on: side(-1, 1)).verdict { Issue.record("proved over a divergent integral") }
  }
}
