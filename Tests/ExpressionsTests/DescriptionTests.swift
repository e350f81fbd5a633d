import Exact
import Expressions
import Testing

/// Trees as messages print them: brackets where they are needed, and nowhere else.
@Suite struct Descriptions {
  @Test func texts() {
    let third = over(1, 3)
    let cases: [(Expression, String)] = [
      (7, "7"), (-7, "-7"), (third, "1/3"), (.pi, "π"), (.infinity, "∞"), (x, "x"),
      (.sum([x, y, 1]), "x + y + 1"), (.sum([x, .product([-1, y])]), "x − y"), (.sum([x, .product([-2, y])]), "x − 2·y"),
      (.sum([.product([-2, y]), x]), "(-2)·y + x"), (.sum([x, .product([over(-1, 3), y])]), "x − (1/3)·y"),
      (.sum([x, -3]), "x + (-3)"), (.sum([x, third]), "x + 1/3"), (.sum([x, .sum([y, 1])]), "x + (y + 1)"),
      (.product([2, x, y]), "2·x·y"), (.product([-1, x]), "−x"), (.product([-1, x, y]), "−x·y"),
      (.product([third, x]), "(1/3)·x"), (.product([x, .sum([y, 1])]), "x·(y + 1)"), (.product([x]), "x"),
      (.product([x, .product([-1, y])]), "x·(−y)"), (.product([x, .power(y, 2)]), "x·y^2"), (.product([2, .product([3, x])]), "2·(3·x)"),
      (.power(x, 2), "x^2"), (.power(.sum([x, 1]), 2), "(x + 1)^2"), (.power(.product([2, x]), 3), "(2·x)^3"),
      (.power(x, -1), "x^(-1)"), (.power(x, third), "x^(1/3)"), (.power(.power(x, 2), 3), "(x^2)^3"),
      (.power(x, .sum([y, 1])), "x^(y + 1)"), (.power(third, 2), "(1/3)^2"), (.power(-2, 2), "(-2)^2"),
      (.power(x, over(1, 2)), "√x"), (.power(.sum([x, 1]), over(1, 2)), "√(x + 1)"), (.power(7, over(1, 2)), "√7"),
      (.function(.exp, .sum([x, 1])), "exp(x + 1)"), (.function(.erfc, x), "erfc(x)"),
      (.integral(variable: Variable("x"), lower: 0, upper: .infinity, body: .power(x, 2)), "∫[x = 0…∞] x^2"),
      (.integral(variable: Variable("x"), lower: 0, upper: 1, body: .sum([x, 1])), "∫[x = 0…1] (x + 1)"),
      (.integral(variable: Variable("x"), lower: 0, upper: 1, body: .product([x, y])), "∫[x = 0…1] (x·y)"),
      (.extremum(.argmax, variable: Variable("x"), lower: -1, upper: 1, body: .power(x, 2)), "argmax[x in -1…1] x^2"),
    ]
    for (tree, text) in cases { #expect("\(tree)" == text) }
  }

  @Test func conditions() {
    let low = Expression.Condition.compare(x, .less, 1), other = Expression.Condition.compare(y, .unequal, 0)
    #expect("\(Expression.piecewise([.init(low, 2), .init(.not(other), y)], otherwise: 3))" == "{2 if x < 1; y if not y ≠ 0; 3}")
    #expect("\(Expression.Condition.all([low, other]))" == "(x < 1 and y ≠ 0)")
    #expect("\(Expression.Condition.any([low, .compare(x, .equal, y), .compare(x, .lessOrEqual, y)]))" == "(x < 1 or x = y or x ≤ y)")
  }
}
