import Exact
import Expressions
import Foundation
import Testing

/// What is known of conditions before anything is evaluated, and products of sums of exponentials.
@Suite struct ConditionTests {
  private let yes = Expression.Condition.compare(1, .less, 2), no = Expression.Condition.compare(2, .less, 1)
  private let open = Expression.Condition.compare(x, .less, 0)

  /// Kleene's three values.
  @Test func truths() {
    let cases: [(Expression.Condition, Bool?)] = [
      (yes, true), (no, false), (open, nil), (.not(yes), false), (.not(no), true), (.not(open), nil),
      (.all([yes, yes]), true), (.all([yes, no]), false), (.all([open, no]), false), (.all([open, yes]), nil),
      (.any([no, no]), false), (.any([no, yes]), true), (.any([open, yes]), true), (.any([open, no]), nil),
      (.all([]), true), (.any([]), false),
      (.compare(.exp(x), .less, 0), false), (.compare(0, .less, .exp(x)), true), (.compare(x, .equal, x), true),
      (.compare(x + 1, .less, x), false), (.compare(.pi, .lessOrEqual, -1), false), (.compare(-1, .unequal, .pi), true),
    ]
    for (condition, truth) in cases { #expect(condition.decided == truth, "\(condition)") }
    for (relation, truths) in [
      (Expression.Comparison.less, [true, false, false]), (.lessOrEqual, [true, true, false]), (.equal, [false, true, false]),
      (.unequal, [true, false, true]),
    ] {
      for (n, truth) in zip([-1, 0, 1], truths) {
        #expect(relation.holds(n) == truth && Expression.Condition.compare(over(n, 1), relation, 0).decided == truth)
      }
    }
  }

  /// log((aeˣ + be⁻ˣ)(ce²ˣ + 1)) and its like are opened into one sum of exponentials, with the value they have.
  @Test func logarithmsOfProducts() {
    let first = Expression.exp(x) + 2 * .exp(-x), second = 3 * .exp(2 * x) + 1, third = .exp(-3 * x) + .exp(x / 2)
    for product in [first * second, first * second * third, first * .exp(5 * x), 4 * first / second, first.squared * third] {
      let raw = Expression.log(product), opened = raw.normalized.inLogDomain
      for t in [-3, -0.7, 0, 0.4, 2.5] {
        let at = [Variable("x"): t], value = opened.compiled(variables: [Variable("x")])([t])
        #expect(abs(value - reading(raw, at)) < 1e-12 * (1 + abs(value)), "\(raw) at \(t): \(value)")
      }
    }
  }
}
