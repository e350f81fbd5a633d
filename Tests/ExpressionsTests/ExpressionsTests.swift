import Balls
import Exact
import Expressions
import Testing

let x: Expression = .variable(Variable("x"))
func normal(_ m: Expression, _ v: Expression, at x: Expression = x) -> Expression {
  .exp(-(x - m).squared / (2 * v)) / .sqrt(2 * .pi * v)
}
func line(_ f: Expression) -> Expression {
  .integrating(f, over: Variable("x"), from: -.infinity, to: .infinity)
}

@Test func jensenShannonOfTwoGaussiansToThirtyDigits() {
  let p = normal(0, 1), q = normal(2, 1), m = (p + q) / 2
  let js = Evaluator().evaluate(line(p * .log(p / m) + q * .log(q / m)) / 2)
  guard case .ball(let ball) = js.value else { Issue.record("\(js.value)"); return }
  let (lower, upper) = ball.enclosure(digits: 30)
  #expect(lower.hasPrefix("0.33683082034683161200480479998"))
  #expect(upper.hasPrefix("0.33683082034683161200480479998"))
}
