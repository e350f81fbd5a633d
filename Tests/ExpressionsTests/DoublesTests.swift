import Exact
import Expressions
import Foundation
import Testing

/// Trees as functions of doubles, for figures and guesses: integrals, optima, choices and powers.
@Suite struct DoublesTests {
  private let places: [Double] = [-3, -1, -0.5, 0, 0.25, 1, 2, 7]
  private func f(_ e: Expression) -> (Double) -> Double {
    let f = e.compiled(variables: [Variable("x")])
    return { f([$0]) }
  }
  private func near(_ a: Double, _ b: Double, _ tolerance: Double = 1e-11) -> Bool {
    abs(a - b) <= tolerance * Swift.max(1, abs(b))
  }

  @Test func integrals() {
    let t: Expression = .variable(Variable("t"))
    func integral(_ a: Expression, _ b: Expression, _ body: Expression, at x: Double = 0) -> Double {
      f(.integral(variable: Variable("t"), lower: a, upper: b, body: body))(x)
    }
    #expect(near(integral(0, 1, t.squared), 1.0 / 3) && near(integral(1, 0, t.squared), -1.0 / 3))
    #expect(integral(2, 2, t.squared) == 0)
    #expect(near(integral(-2, 5, .exp(t)), exp(5) - exp(-2)) && near(integral(0, 1, 1 / .sqrt(t)), 2, 1e-6))
    #expect(near(integral(0, .infinity, .exp(-t)), 1) && near(integral(2, .infinity, .exp(-t)), exp(-2)))
    #expect(near(integral(-.infinity, 0, .exp(t)), 1) && near(integral(-.infinity, 3, .exp(t)), exp(3)))
    #expect(near(integral(-.infinity, .infinity, .exp(-t.squared)), Double.pi.squareRoot()))
    #expect(near(integral(-.infinity, .infinity, 1 / (1 + t.squared)), .pi, 1e-9))
    #expect(near(integral(.infinity, 0, .exp(-t)), -1))
    // Bounds and bodies that look at a variable around them; an integral inside another.
    for a in [0.5, 1, 3] {
      #expect(near(integral(0, x, x * t, at: a), a * a * a / 2) && near(integral(x, 2 * x, 1, at: a), a))
      let inner = Expression.integral(variable: Variable("u"), lower: 0, upper: t, body: .variable(Variable("u")) * x)
      #expect(near(integral(0, x, inner, at: a), pow(a, 4) / 6, 1e-10))
    }
  }

  @Test func optima() {
    let hill = -(y - x).squared + 3
    for at in places {
      let place = min(max(at, -1), 2), top = 3 - (at - place) * (at - place)
      #expect(near(f(optimum(.maximum, -1, 2, hill))(at), top, 1e-9))
      #expect(near(f(optimum(.argmax, -1, 2, hill))(at), place, 1e-6))
      #expect(near(f(optimum(.minimum, -1, 2, -hill))(at), -top, 1e-9))
      #expect(near(f(optimum(.argmin, -1, 2, -hill))(at), place, 1e-6))
    }
    #expect(near(f(optimum(.argmax, -.infinity, .infinity, .exp(-(y - over(37, 3)).squared)))(0), 37.0 / 3, 1e-6))
    #expect(near(f(optimum(.argmax, 0, .infinity, y * .exp(-y)))(0), 1, 1e-6))
    #expect(near(f(optimum(.maximum, -.infinity, 0, -(y + 2).squared))(0), 0, 1e-9))
    // Of two hills the higher one.
    let two = Expression.exp(-(y + 3).squared) + 2 * .exp(-(y - 3).squared)
    #expect(near(f(optimum(.argmax, -9, 9, two))(0), 3, 1e-6) && near(f(optimum(.maximum, -9, 9, two))(0), 2, 1e-9))
  }

  @Test func choices() {
    let relations: [(Expression.Comparison, (Double, Double) -> Bool)] = [
      (.less, { $0 < $1 }), (.lessOrEqual, { $0 <= $1 }), (.equal, { $0 == $1 }), (.unequal, { $0 != $1 }),
    ]
    for (relation, holds) in relations {
      for edge in [-1, 0, 1] {
        let here = Expression.Condition.compare(x, relation, over(edge, 1)), high = Expression.Condition.compare(0, .lessOrEqual, x)
        for t in places {
          let truth = holds(t, Double(edge)), up = 0 <= t
          let cases: [(Expression.Condition, Bool)] = [
            (here, truth), (.not(here), !truth), (.all([here, high]), truth && up), (.any([here, high]), truth || up),
            (.all([]), true), (.any([]), false), (.any([here]), truth),
          ]
          for (c, expected) in cases {
            #expect(f(.piecewise([.init(c, 10)], otherwise: 20))(t) == (expected ? 10 : 20), "\(c) at \(t)")
          }
        }
      }
    }
    let steps = Expression.piecewise([.init(.compare(x, .less, 0), -1), .init(.compare(x, .less, 2), x)], otherwise: 9)
    #expect(places.map(f(steps)) == [-1, -1, -1, 0, 0.25, 1, 9, 9])
  }

  @Test func powersSumsAndProducts() {
    for n in [over(2, 1), -1, over(1, 2), over(-1, 2), 3, over(1, 3), -2, 0, .pi] {
      let power = f(.power(x, n)), exponent = reading(n, [:])
      for t in [0.25, 1, 2, 7] { #expect(near(power(t) / pow(t, exponent), 1, 1e-14), "\(t)^\(n)") }
    }
    #expect(near(f(.power(2, x))(7), 128) && f(.power(x, over(1, 2)))(-1).isNaN)
    for count in 1...4 {
      let parts = [x, 3, y, .pi].prefix(count)
      let sum = Expression.sum(Array(parts)).compiled(variables: [Variable("y"), Variable("x")])
      let product = Expression.product(Array(parts)).compiled(variables: [Variable("y"), Variable("x")])
      let numbers = [5, 3, 7, Double.pi].prefix(count)
      #expect(near(sum([7, 5]), numbers.reduce(0, +), 1e-15) && near(product([7, 5]), numbers.reduce(1, *), 1e-15))
    }
    #expect(f(y)(1).isNaN && f(x + y)(1).isNaN && f(.infinity)(0) == .infinity && f(.pi)(0) == .pi)
  }
}
