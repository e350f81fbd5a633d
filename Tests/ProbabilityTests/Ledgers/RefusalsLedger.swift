import Exact
import Expressions
import Ledger
import Probability
import Testing

/// What cannot be, and the words in which it is refused; beside it, what is as odd and can be.
@Suite struct RefusalsLedger {
  private typealias Question = (name: String, ask: () throws -> Any)
  private let x = Variable("x"), y = Variable("y")
  private let X = Expression.variable(Variable("x")), Y = Expression.variable(Variable("y"))
  private let unit: Law, line: Law, plane: Law, coin: Law
  private let stream = Stream(root: 1, check: "a", purpose: "b")

  init() throws {
    unit = try .uniform(lower: 0, upper: 1, at: none)
    line = try normal(0, 1)
    plane = .product([unit, line])
    coin = try finite([(0, q(1, 2)), (1, q(1, 2))])
  }

  @Test func refusals() throws {
    let asked =
      gaussians + families + mixtures + densities + distances + transports + images + signs
      + models + questions + draws
    let entries = asked.map { name, ask -> Ledger.Entry in
      do { return Ledger.Entry(name, brief(try numbered { "\(try ask())" }, below: 200)) } catch {
        return Ledger.Entry(name, refusal(error))
      }
    }
    #expect(try Ledger("probability-refusals").differences(entries) == [])
  }

  // MARK: laws

  private var gaussians: [Question] {
    func plane(_ covariance: [[Expression]]) throws -> Law {
      try .normal(mean: [0, 1], covariance: covariance, at: none)
    }
    let singular: [[Expression]] = [[1, 1], [1, 1]]
    return [
      ("N(0, -1)", { try normal(0, -1) }), ("N(0, 0)", { try normal(0, 0) }),
      ("N of no coordinate", { try Law.normal(mean: [], covariance: [], at: none) }),
      ("N with few rows", { try plane([[1, 0]]) }),
      ("N asymmetric", { try plane([[1, 1], [0, 1]]) }),
      ("N indefinite", { try plane([[1, 2], [2, 1]]) }),
      ("N without variance", { try plane([[0, 1], [1, 1]]) }),
      ("N negative second", { try plane([[1, 0], [0, -1]]) }),
      ("N singular", { try plane(singular) }),
      ("density of N singular", { try plane(singular).density(at: [0, 1], values: none) }),
    ]
  }

  private var families: [Question] {
    [
      ("U(1, 1)", { try Law.uniform(lower: 1, upper: 1, at: none) }),
      ("U(2, 1)", { try Law.uniform(lower: 2, upper: 1, at: none) }),
      ("U(x, 1)", { try Law.uniform(lower: X, upper: 1, at: none) }),
      ("Laplace(0, 0)", { try Law.laplace(location: 0, scale: 0, at: none) }),
      ("Laplace(0, -1)", { try Law.laplace(location: 0, scale: -1, at: none) }),
    ]
  }

  private var mixtures: [Question] {
    [
      ("Finite()", { try Law.finite([], at: none) }),
      ("Finite of two dimensions", { try Law.finite([([0], 1), ([0, 1], 0)], at: none) }),
      ("Finite of 3/2", { try finite([(0, 1), (1, q(1, 2))]) }),
      ("Finite with -1/2", { try finite([(0, q(3, 2)), (1, q(-1, 2))]) }),
      ("Mixture()", { try Law.mixture([], at: none) }),
      ("Mixture of two dimensions", { try Law.mixture([(1, unit), (0, plane)], at: none) }),
      ("combination of 2", { try Law.combination([(2, unit)], at: none) }),
    ]
  }

  private var densities: [Question] {
    [
      ("density at two places", { try unit.density(at: [0, 1], values: none) }),
      ("cumulative in the plane", { try plane.cumulative(at: 0, values: none) }),
      ("marginal 3", { try plane.marginal([2], at: none) }),
      ("marginal twice", { try plane.marginal([0, 0], at: none) }),
      ("marginal of none", { try plane.marginal([], at: none) }),
    ]
  }

  // MARK: distances

  private var distances: [Question] {
    func pointed() throws -> Law {
      .product([try .laplace(location: 0, scale: 1, at: none), unit])
    }
    return [
      ("KL of two dimensions", { try Law.kl(unit, plane, at: none) }),
      ("W1 in the plane", { try Law.w1(plane, pointed(), at: none) }),
      ("W2 in the plane", { try Law.w2(plane, pointed(), at: none) }),
    ]
  }

  private var transports: [Question] {
    let hair = Rational(1, 4_611_686_018_427_387_847)
    return [
      ("transport of U", { try Transport(unit, unit, at: none) }),
      ("transport at √2", { try Transport(.point(.sqrt(2)), .point(1), at: none) }),
      ("transport √2 long", { try Transport(.point([0, 0]), .point([1, 1]), at: none) }),
      (
        "transport of unequal masses",
        { try Transport(from: [[0]], [1], to: [[1]], [2], cost: [[1]]) }
      ),
      (
        "transport of a negative mass",
        { try Transport(from: [[0], [1]], [2, -1], to: [[1]], [1], cost: [[1], [1]]) }
      ),
      ("transport of nothing", { try Transport(from: [], [], to: [[1]], [1], cost: []) }),
      (
        "transport of huge denominators",
        {
          try Transport(
            from: [[0], [1]], [hair, 1 - hair], to: [[1]], [1],
            cost: [[Rational(1, 3)], [Rational(1, 7)]])
        }
      ),
    ]
  }

  // MARK: images

  private var images: [Question] {
    func image(_ law: Law, _ map: Expression) throws -> Law {
      try law.pushforward(variables: [x], map: [map], at: none)
    }
    func sine() throws -> Law { try image(unit, .sin(X)) }
    return [
      ("image by two variables", { try unit.pushforward(variables: [x, y], map: [X], at: none) }),
      ("image into nothing", { try unit.pushforward(variables: [x], map: [], at: none) }),
      ("log of N", { try image(line, .log(X)) }), ("√ of N", { try image(line, .sqrt(X)) }),
      ("sin of U", { try sine().density(at: [0], values: none) }),
      ("P of sin U", { try sine().cumulative(at: 0, values: none) }),
      ("W1 of sin U", { try Law.w1(sine(), unit, at: none) }),
      ("draws of sin U", { try sine().sample(1, stream, at: none) }),
      (
        "flat image",
        {
          try Law.product([unit, unit]).pushforward(
            variables: [x, y], map: [X + Y, 2 * X + 2 * Y], at: none)
        }
      ),
      (
        "sample of x",
        { try Law.uniform(lower: X, upper: X + 1, at: none).sample(1, stream, at: none) }
      ),
    ]
  }

  private var signs: [Question] {
    let circle = Expression.sin(1).squared + Expression.cos(1).squared
    return [
      ("sign of x", { try none.sign(X) }), ("sign of x - x", { try none.sign(X - X) }),
      ("e^log 2 = 2", { try none.equal(.exp(.log(2)), 2) }),
      ("√2·√3 = √6", { try none.equal(.sqrt(2) * .sqrt(3), .sqrt(6)) }),
      ("sin² + cos² = 1", { try none.equal(circle, 1) }),
    ]
  }

  // MARK: models

  private var models: [Question] {
    [
      ("model with two laws", { try Model([.init(x, unit), .init(x, unit)]) }),
      (
        "model in a circle",
        { try Model([.init(x, given: [y], normal(Y, 1)), .init(y, given: [x], normal(X, 1))]) }
      ),
      ("model of other dimension", { try Model([.init([x, y], .law(unit))]) }),
      ("law of nothing", { try Model([.init(x, unit)]).law(of: [], at: none) }),
      ("law of x twice", { try Model([.init(x, unit)]).law(of: [x, x], at: none) }),
      ("law of a stranger", { try Model([.init(x, unit)]).law(of: [y], at: none) }),
    ]
  }

  private var questions: [Question] {
    let zero = { try finite([(0, 1)]) }, table = Model.Conditional.table([.init([0], unit)])
    return [
      ("x given x", { try Model([.init(x, unit)]).law(of: [x], given: [(x, 1)], at: none) }),
      (
        "x given twice",
        {
          try Model([.init(x, unit), .init(y, unit)]).law(
            of: [x], given: [(y, 1), (y, 1)], at: none)
        }
      ),
      (
        "given the impossible",
        {
          try Model([.init(x, zero()), .init(y, given: [x], .point(X + 1))])
            .law(of: [x], given: [(y, 3)], at: none)
        }
      ),
      (
        "given outside",
        {
          try Model([.init(x, zero()), .init(y, given: [x], unit)])
            .law(of: [x], given: [(y, 3)], at: none)
        }
      ),
      (
        "table without a row",
        { try Model([.init(x, coin), .init([y], given: [x], table)]).law(of: [y], at: none) }
      ),
      (
        "table of a continuous parent",
        { try Model([.init(x, unit), .init([y], given: [x], table)]).law(of: [y], at: none) }
      ),
      (
        "given a square",
        {
          try Model([.init(x, line), .init(y, given: [x], .point(X.squared))])
            .law(of: [x], given: [(y, 3)], at: none)
        }
      ),
    ]
  }

  // MARK: draws

  private var draws: [Question] {
    [
      ("draw from nothing", { try stream.rational(0, in: .init(1, 1)) }),
      (
        "draw from a hair",
        { try stream.rational(0, in: .init(1, 1 + Rational(1, 2).power(80))) }
      ),
      (
        "draw what never holds",
        { try stream.rational(0, in: .init(0, 1), where: { _ in false }) }
      ),
      ("simplex of 0", { try stream.simplex(0, 0) }),
      ("simplex of 5000", { try stream.simplex(0, 5000) }),
    ]
  }
}
