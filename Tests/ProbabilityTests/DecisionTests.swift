import Exact
import Expressions
import Probability
import Testing

/// What is decided at the values of parameters, and what is taken down of it.
@Suite struct DecisionTests {
  private let a = Variable("a"), A = Expression.variable(Variable("a"))

  @Test func signsAreTakenDownOnce() throws {
    let notes = Decisions()
    var at = Valuation([a: 2])
    at.decisions = notes
    #expect(try at.sign(A - 1) == 1 && at.sign(1 - A) == -1 && at.sign(A - 2) == 0)
    #expect(
      try at.sign(3) == 1 && at.sign(A - 1) == 1, "a number is no decision, nor is a second time")
    let taken = try #require(notes.signs)
    #expect(taken.map(\.sign) == [1, -1, 0] && taken.map(\.expression) == [A - 1, 1 - A, A - 2])
    #expect(!at.decides(A) && at.decides(3), "what can be left open is")
    #expect(at(3) == 3 && notes.signs != nil)
    #expect(at(A + 1) == 3 && notes.signs == nil, "a value was used")
  }

  @Test func signsOfEveryKindOfValue() throws {
    let at = Valuation([a: 2]), e = Expression.exp(1)
    for (value, sign) in [
      (.infinity, 1), (-.infinity, -1), (.sqrt(2) + .sqrt(3) - .pi, 1), (.exp(-1000), 1),
      (-.exp(-1000), -1), (.sin(3) - q(1, 7), -1), (e / (e + .pi) + .pi / (e + .pi) - 1, 0),
      (1 / (1 + e).squared + (2 * e + e.squared) / (1 + e).squared - 1, 0), (A * e - 2 * e, 0),
      (A * e - 3 * e, -1), (.sqrt(2) * .sqrt(3) - .sqrt(6), 0),
    ] as [(Expression, Int)] {
      #expect(try at.sign(value) == sign, "\(value)")
      #expect(try at.isZero(value) == (sign == 0) && at.less(value, 0) == (sign < 0), "\(value)")
    }
    #expect(throws: ProbabilityError.self) { try at.sign(.variable(Variable("b"))) }
    #expect(throws: ProbabilityError.self) {
      try at.sign(.exp(.log(2)) * .sin(1).squared - 2 * (1 - .cos(1).squared))
    }
    #expect(at == Valuation([a: 2]) && at != Valuation([a: 3]) && at != none)
    #expect(at.decides(A - 1) && !at.decides(.variable(Variable("b"))))
  }
}
