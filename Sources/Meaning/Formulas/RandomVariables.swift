import Exact
import Expressions
import Notation
import Probability

// Random variables that the toy declares by `name ~ law`, and means and variances over them.

extension Context {
  /// The law of a random variable that the toy declares by `name ~ law`.
  func randomLaw(_ name: String) throws -> Law? {
    guard let statement = toy.byName[name], case .random(let text) = statement.kind else {
      return nil
    }
    return try cached("~" + name) {
      try deeper(name).atTopOfToy(statement.indices).expecting(toy.vectors[name]).law(text)
    }
  }

  /// The variables that stand for the coordinates of a random variable.
  func randomCoordinates(_ name: String) throws -> [Variable] {
    let n = try randomLaw(name)?.dimension ?? 1
    return LetterModel.coordinates(of: "random " + name, n)
  }

  /// The random variables in an expression with their joint law; they are independent.
  func randomVariables(in expressions: [Expression]) throws -> (names: [Variable], law: Law)? {
    let found = Set(expressions.flatMap(\.freeVariables)).filter { $0.name.hasPrefix("random ") }
    guard !found.isEmpty else { return nil }
    var names: [Variable] = [], laws: [Law] = []
    for statement in toy.statements.sorted(by: { $0.name < $1.name }) {
      guard case .random = statement.kind, let law = try randomLaw(statement.name) else { continue }
      let coordinates = try randomCoordinates(statement.name)
      guard !found.isDisjoint(with: coordinates) else { continue }
      names += coordinates
      laws.append(law)
    }
    return (names, Law.product(laws))
  }

  /// `\mathbb E[f(x)]`: over the random variables that the toy declares in it, else over the joint
  /// law that has its letters.
  func overRandomVariables(_ body: Formula) throws -> Denotation {
    if !toy.factors.isEmpty, (try? isRandom(body)) != true {
      return try conditionalExpectation([], body, [])
    }
    return try denotation(body).mapScalarsThrowing { try mean($0) }
  }

  /// `\mathbb E_{x_0, \epsilon}[x_t]` over random variables that the toy declares, which stand in
  /// others, too: x_t = a x_0 + ε. nil where it names others.
  func overDeclared(_ draws: [Draw], _ body: Formula) throws -> Denotation? {
    var laws: [Law] = [], variables: [Variable] = []
    for draw in draws {
      guard draw.variables.isEmpty, case .symbol(let s)? = draw.law, locals[name(s)] == nil,
        let law = try randomLaw(name(s))
      else { return nil }
      laws.append(law)
      variables += try randomCoordinates(name(s))
    }
    guard !laws.isEmpty, Set(variables).count == variables.count else { return nil }
    let value = try denotation(body)
    if case .function = value { return nil }
    return try value.mapScalarsThrowing {
      try Law.product(laws).expectation(of: $0, variables: variables, at: valuation)
    }
  }

  func isRandom(_ body: Formula) throws -> Bool {
    try randomVariables(in: try flattened(try denotation(body))) != nil
  }

  private func mean(_ e: Expression) throws -> Expression {
    guard let (names, law) = try randomVariables(in: [e]) else { throw nothingRandom }
    return try law.expectation(of: e, variables: names, at: valuation)
  }

  var nothingRandom: MeaningError {
    MeaningError(
      "the expectation names no law and the toy \(toy.name) declares no random variable in it; write \\mathbb{E}_{x \\sim p}[…]",
      cause: .lackOfToy)
  }

  private func mean(of formula: Formula) throws -> Expression {
    guard case .scalar(let e) = try expectation([], formula) else {
      throw MeaningError("the mean of a number is meant")
    }
    return e
  }

  func variance(_ formula: Formula) throws -> Expression {
    if case .conditioned(let body, let given) = formula {
      let square = try mean(of: .conditioned(.power(body, .number(2)), on: given))
      return square - (try mean(of: .conditioned(body, on: given))).squared
    }
    if let law = try lawOf(formula, densitiesToo: isDensity(formula)) {
      let s = try law.covariance(at: valuation)
      guard s.count == 1 else {
        throw MeaningError("the variance of a law in one dimension is meant")
      }
      return s[0][0]
    }
    return try covariance(formula, formula)
  }

  func covariance(_ a: Formula, _ b: Formula) throws -> Expression {
    try mean(of: .multiplied([a, b])) - mean(of: a) * mean(of: b)
  }
}
