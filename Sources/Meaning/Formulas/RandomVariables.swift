import Exact
import Expressions
import Notation
import Probability

// Random variables that the toy declares by `name ~ law`, and means and variances over them.

extension Context {
  /// The law of a random variable that the toy declares by `name ~ law`.
  func randomLaw(_ name: String) throws -> Law? {
    guard let statement = (toy.drawing.first ?? toy).byName[name],
      case .random(let text) = statement.kind
    else { return nil }
    return try cached("~" + name) {
      try deeper(name).atTopOfToy(statement.indices).expecting(toy.vectors[name]).law(text)
    }
  }

  /// The variables that stand for the coordinates of a random variable.
  func randomCoordinates(_ name: String) throws -> [Variable] {
    let n = try randomLaw(name)?.dimension ?? 1
    return LetterModel.coordinates(of: "random " + name, n)
  }

  /// Whether a variable can stand for a random variable or a coordinate of it: the law of another
  /// may have parameters that have no value here.
  static func isCoordinate(_ v: Variable, ofRandom name: String) -> Bool {
    let own = LetterModel.coordinates(of: "random " + name, 1)[0].name
    return v.name == own || v.name.hasPrefix(own + "_") || v.name.hasPrefix(own + ",")
  }

  /// The random variables in an expression, but for those that are given, with their joint law;
  /// they are independent.
  func randomVariables(
    in expressions: [Expression], but given: Set<Variable> = []
  ) throws -> (names: [Variable], law: Law)? {
    let found = Set(expressions.flatMap(\.freeVariables)).filter { $0.name.hasPrefix("random ") }
      .subtracting(given)
    guard !found.isEmpty else { return nil }
    var names: [Variable] = [], laws: [Law] = []
    for statement in toy.statements.sorted(by: { $0.name < $1.name }) {
      guard case .random = statement.kind,
        found.contains(where: { Self.isCoordinate($0, ofRandom: statement.name) }),
        let law = try randomLaw(statement.name)
      else { continue }
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
    if !toy.factors.isEmpty, (try? isRandom(body)) != true, !body.allSymbols.isEmpty {
      return try conditionalExpectation([], body, [])
    }
    let isSure = isSure(body)
    return try denotation(body).mapScalarsThrowing { try mean($0, isSure: isSure) }
  }

  /// `\mathbb E[f(X, Y) \mid Y]` of random variables that the toy declares, which are independent:
  /// over all others, with Y as it is; nil where anything else is given.
  func overOthers(_ body: Formula, _ given: [Formula]) throws -> Denotation? {
    var inner = self, kept: Set<Variable> = []
    for formula in given {
      if let name = declared(formula) {
        kept.formUnion(try randomCoordinates(name))
      } else if case .relation(let sides, [.equal]) = formula, let name = declared(sides[0]),
        let law = try randomLaw(name), !law.isFinite
      {
        inner = inner.letting(name, be: try denotation(sides[1]), in: body)
      } else {
        return nil
      }
    }
    guard !given.isEmpty, isSure(body) else { return nil }
    return try inner.denotation(body).mapScalarsThrowing { e in
      guard let (names, law) = try inner.randomVariables(in: [e], but: kept) else { return e }
      return try law.expectation(of: e, variables: names, at: inner.valuation)
    }
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

  /// Whether the value of a formula may stand for its mean where nothing random is left in it: it
  /// has no letter, 1, or it is made of random variables, |G| ≥ −1. That a letter which the toy
  /// draws is its own mean nobody says who writes E[x].
  func isSure(_ body: Formula) -> Bool {
    body.allSymbols.isEmpty || isMadeOfRandomVariables(body)
  }

  /// Whether a random variable of the toy stands in a formula, or in what it is made of.
  func isMadeOfRandomVariables(_ body: Formula) -> Bool {
    let families = toy.families(neededBy: [body], definitions: definitions)
    return toy.statements.contains { statement in
      if case .random = statement.kind {
        families.contains(Name.family(statement.symbol))
      } else {
        false
      }
    }
  }

  private func mean(_ e: Expression, isSure: Bool) throws -> Expression {
    guard let (names, law) = try randomVariables(in: [e]) else {
      if isSure { return e }
      throw nothingRandom
    }
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
    if isSure(a) || isSure(b), (try? isRandom(a)) == false || (try? isRandom(b)) == false {
      return .rational(0)
    }
    return try mean(of: .multiplied([a, b])) - mean(of: a) * mean(of: b)
  }
}
