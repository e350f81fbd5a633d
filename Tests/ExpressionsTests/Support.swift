import Balls
import Exact
import Expressions
import Testing

typealias Expression = Expressions.Expression  // Foundation has one too
let x: Expression = .variable(Variable("x")), y: Expression = .variable(Variable("y"))
let z: Expression = .variable(Variable("z"))

func over(_ n: Int, _ d: Int) -> Expression { Expression(n, over: d) }
func normal(_ m: Expression, _ v: Expression, at x: Expression = x) -> Expression {
  .exp(-(x - m).squared / (2 * v)) / .sqrt(2 * .pi * v)
}
func line(_ f: Expression) -> Expression {
  .integrating(f, over: Variable("x"), from: -.infinity, to: .infinity)
}
func integral(_ a: Expression, _ b: Expression, _ f: Expression) -> Expression {
  .integrating(f, over: Variable("x"), from: a, to: b)
}
func optimum(_ kind: Expression.Extremum, _ a: Expression, _ b: Expression, _ f: Expression) -> Expression {
  .extremum(kind, variable: Variable("y"), lower: a, upper: b, body: f)
}
func value(_ e: Expression, goal: Int = 100) -> Evaluated { Evaluator(goal: goal).evaluate(e) }
func exact(_ e: Expression) -> ExactNumber? {
  if case .exact(let x) = value(e).value { x } else { nil }
}
func undefined(_ e: Expression) -> Bool { if case .undefined = value(e).value { true } else { false } }
func undecided(_ e: Expression) -> Bool { if case .undecided = value(e).value { true } else { false } }
func infinite(_ e: Expression, positive: Bool) -> Bool {
  if case .infinite(let p) = value(e).value { p == positive } else { false }
}
func equal(_ a: Expression, _ b: Expression) -> Bool {
  if case .equal = value(a).compared(to: value(b)) { true } else { false }
}

/// Whether the expression is enclosed to at least the digits given by independent software, and not elsewhere.
func expectGolden(_ e: Expression, _ golden: String, _ name: String) throws {
  let text = try #require(Rational(golden)), digits = golden.filter(\.isNumber).drop { $0 == "0" }.count
  let magnitude = Swift.max(1e-300, abs(text.double))
  let unit = Rational(exactly: magnitude) * Rational(10).power(1 - Swift.min(digits, 31))
  let around = Ball(text, bits: 160).widened(by: Ball(unit, bits: 64))
  switch value(e).value {
  case .exact(let x): #expect(around.overlaps(Ball(x, bits: 160)), "\(name)")
  case .ball(let b):
    #expect(b.isFinite && b.overlaps(around), "\(name): \(b.enclosure(digits: 34)) against \(golden)")
    #expect(b.accuracyBits > 95, "\(name) is known to \(b.accuracyBits) bits only")
  default: Issue.record("\(name): \(value(e).value)")
  }
}

