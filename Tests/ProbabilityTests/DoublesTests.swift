import Exact
import Expressions
import Foundation
import Probability
import Testing

/// Expressions as functions of doubles, for samples and drawings, against the C library's functions.
@Suite struct DoublesTests {
  private let x = Expression.variable(Variable("x"))
  /// Both sides of every turn, and the turns themselves.
  private let places: [Double] = [-40, -3, -1.5, -1, -0.5, -1e-3, 0, 1e-3, 0.25, 0.5, 1, 2, 5, 40]

  private func agrees(_ e: Expression, _ tolerance: Double = 4e-15) throws {
    let f = try e.compiled([Variable("x")], none)
    for t in places {
      let value = f([t]), expected = try witness(e, [Variable("x"): t])
      if expected.isNaN { #expect(value.isNaN, "\(e) at \(t)") } else {
        let isClose = value == expected || abs(value - expected) <= tolerance * abs(expected)
        #expect(isClose, "\(e) at \(t): \(value), not \(expected)")
      }
    }
  }

  @Test func wholePowers() throws {
    for n in -6...9 where n != 0 {
      let power = try Expression.power(x, q(n)).compiled([Variable("x")], none)
      for t in places where t != 0 {
        #expect(abs(power([t]) / pow(t, Double(n)) - 1) < 1e-14, "\(t)^\(n)")
      }
      #expect(power([0]) == (n > 0 ? 0 : .infinity), "0^\(n)")
    }
    #expect(try Expression.power(x, 0).compiled([Variable("x")], none)([0]) == 1)
  }

  @Test func otherPowers() throws {
    let positive = 1 + x.squared
    for exponent in [q(1, 2), q(-1, 2), q(3, 2), q(-2, 3), .pi, x] {
      try agrees(.power(positive, exponent), 1e-13)
    }
    // Roots are those of the processor, to the last bit.
    let root = try Expression.power(x, q(1, 2)).compiled([Variable("x")], none)
    let reciprocal = try Expression.power(x, q(-1, 2)).compiled([Variable("x")], none)
    for t in (1...200).map({ Double($0) * 0.37 }) {
      #expect(root([t]) == t.squareRoot() && reciprocal([t]) == 1 / t.squareRoot(), "\(t)")
    }
  }

  @Test func functions() throws {
    for f in [Expression.Function.exp, .log, .abs, .sign, .cosh] { try agrees(.function(f, x)) }
    // exp x and exp −x cancel, and so do 1 and exp −2x.
    for f in [Expression.Function.sinh, .tanh] {
      let value = try Expression.function(f, x).compiled([Variable("x")], none)
      for t in places {
        let expected = f == .sinh ? sinh(t) : tanh(t)
        #expect(abs(value([t]) - expected) <= 4e-15 * abs(expected) + 2e-16, "\(f) \(t)")
      }
    }
    for f in [Expression.Function.sin, .cos, .tan, .arctan, .erf, .erfc] {
      #expect(throws: ProbabilityError.self) { try Expression.function(f, x).compiled([Variable("x")], none) }
    }
  }

  @Test func relationsAndBranches() throws {
    for relation in [Expression.Comparison.less, .lessOrEqual, .equal, .unequal] {
      for edge in [q(0), q(1, 2), q(-3, 2), 1] {
        let here = Expression.Condition.compare(x, relation, edge), zero = Expression.Condition.compare(0, .lessOrEqual, x)
        for condition in [here, .not(here), .all([here, zero]), .any([here, zero]), .all([]), .any([])] {
          try agrees(.piecewise([.init(condition, 3)], otherwise: 7))
        }
      }
    }
    // The first branch that holds is the one that counts.
    try agrees(
      .piecewise([.init(.compare(x, .less, 1), 10 * x), .init(.compare(x, .less, 2), 20)], otherwise: 30 + x))
  }

  @Test func sumsProductsAndConstants() throws {
    try agrees(.sum([x, 2, .pi]))
    try agrees(.product([x, 3, .pi]))
    #expect(try Expression.infinity.compiled([], none)([]) == .infinity)
    let y = Variable("y"), values = Valuation([y: Rational(3, 4)])
    let line = x + 2 * .variable(y)
    #expect(try line.compiled([Variable("x")], values)([1]) == 2.5)
    #expect(try line.compiled([y, Variable("x")], values)([5, 1]) == 11, "what is drawn hides a parameter's value")
    #expect(throws: ProbabilityError.self) { try line.compiled([Variable("x")], none) }
    #expect(throws: ProbabilityError.self) { try Expression.integral(variable: Variable("x"), lower: 0, upper: 1, body: x).compiled([], none) }
    #expect(try values.double(.variable(y) / 2) == 0.375)
    #expect(try values.double(.sqrt(3 * .variable(y))) == 1.5)
    #expect(try close(values.double(.exp(.variable(y))), exp(0.75), 1e-15))
  }
}
