import Expressions
import Testing

@Suite struct ManyThreads {
  /// Evaluators share nothing: the same digits from every task.
  @Test func sameDigitsFromEveryTask() async {
    let e = GoldenNumbers.js(normal(0, 1), normal(over(7, 5), 2)), evaluator = Evaluator(goal: 60)
    func digits() -> String {
      guard case .ball(let b) = evaluator.evaluate(e).value else { return "no ball" }
      return "\(b.enclosure(digits: 40))"
    }
    let expected = digits()
    await withTaskGroup(of: String.self) { group in
      for _ in 0..<64 { group.addTask { digits() } }
      for await d in group { #expect(d == expected) }
    }
    #expect(expected != "no ball")
  }

  /// The budget, not the clock, ends a hopeless evaluation: with the same outcome each time.
  @Test func aSmallBudgetEndsTheWork() {
    let hard = line(normal(0, 1) * .sin(x.raised(to: 7) * 1000).squared)
    let evaluator = Evaluator(goal: 100, limit: 3000)
    let first = evaluator.evaluate(hard), second = evaluator.evaluate(hard)
    #expect("\(first.value)" == "\(second.value)" || { if case .ball = first.value { true } else { false } }())
    if case .equal = first.compared(to: second) { Issue.record("green without accuracy") }
  }
}
