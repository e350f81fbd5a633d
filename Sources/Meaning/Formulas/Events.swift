import Exact
import Expressions
import Notation
import Probability

// Probabilities of events, and the indicator of one.

extension Context {
  /// Whether an argument states an event: a relation other than “variable = value”, or a set.
  func isEvent(_ formula: Formula) -> Bool {
    switch formula {
    case .relation(_, let relations): return relations != [.equal]
    case .set, .interval: return true
    case .symbol(let s):
      switch locals[name(s)]?.meaning {
      case .set?, .interval?: return true
      case nil: break
      default: return false
      }
      guard case .value(let f)? = toy.byName[name(s)]?.kind else { return false }
      if case .interval = f { return true }
      if case .set = f { return true }
      return false
    default: return false
    }
  }

  /// `\mathbb P_{x\sim p}(x > 0)`, `P(A)` of a law P, `p(x > 0)` of a joint law; nil for anything
  /// else.
  func probability(_ head: Formula, _ arguments: Arguments) throws -> Expression? {
    guard case .symbol(let s) = head, arguments.parameters.isEmpty else { return nil }
    if isProbabilitySign(s) || isSignBeside(s, arguments),
      arguments.wanted.allSatisfy(\.isCondition), !arguments.wanted.isEmpty
    {
      if arguments.wanted.count == 1, arguments.given.isEmpty,
        s.subscripts.draws.allSatisfy(isLabel),
        let chance = try chance(ofLinear: arguments.wanted[0])
      {
        return chance
      }
      let event = Formula.multiplied(arguments.wanted.map(Formula.indicator))
      return try expectationNumber(
        s.subscripts.draws,
        arguments.given.isEmpty ? event : .conditioned(event, on: arguments.given))
    }
    guard arguments.wanted.count == 1, isEvent(arguments.wanted[0]) else { return nil }
    let event = arguments.wanted[0]
    if let letter = letter(name(s)), case .relation = event {
      let model = try model(letter)
      let spaces = variables(in: event, of: model)
      let law = try model.law(spaces, given: try given(arguments, wanted: [], in: model), in: self)
      return try chance(
        of: event, law, spaces.map { Bound(name: $0, space: $0, size: model.dimension(of: $0)) })
    }
    guard let law = try lawOf(.symbol(s)), law.dimension == 1 else { return nil }
    if case .relation = event, try understood(in: event, drawnFrom: head, law) != nil {
      return try expectationNumber([Draw([], head)], .indicator(event))  // P(X > 0)
    }
    return try law.expectation(at: valuation) { place in
      let x = Symbol("probability argument")
      return .choosing(
        [.init(try binding(x, to: .scalar(place[0])).membership(.symbol(x), event), 1)],
        otherwise: 0)
    }
  }

  /// ℙ and Pr, and a P that the toy does not bind: a function P(A) of the notes takes no relation.
  func isProbabilitySign(_ s: Symbol) -> Bool {
    let isSign =
      s.letter == "P" && (s.style == .blackboard || s.style == .roman || !isBoundBeside(s))
      || s.letter == "Pr"
    return isSign && !isKnownLaw(s)
  }

  /// Whether ℙ stands beside random variables that the toy declares: a law P of the toy is another
  /// thing.
  private func isSignBeside(_ s: Symbol, _ arguments: Arguments) -> Bool {
    s == Symbol("P", style: .blackboard) && toy.byName[Name.text(s)] == nil
      && arguments.wanted.contains { isEvent($0) && isMadeOfRandomVariables($0) }
  }

  private func isKnownLaw(_ s: Symbol) -> Bool {
    letter(name(s)) != nil
      || ((try? lawOf(.symbol(s.family))) ?? nil) != nil && s.subscripts.isEmpty
  }

  /// The probability of `a X + b Y \ge t` or `|a X + b Y| \ge t` of several Gaussian variables of
  /// the toy, by the law of the sum, which is Gaussian; nil for any other event.
  private func chance(ofLinear event: Formula) throws -> Expression? {
    guard case .relation(let sides, let relations) = event, sides.count == 2,
      relations.count == 1
    else { return nil }
    let zero = Formula.number(0), place = Symbol("what the sum comes to")
    for (inner, isAbsolute) in [(sides[0].insideBars, true), (sides[1].insideBars, true)]
      + [(Formula.total([sides[0], .negative(sides[1])]), false)]
    {
      guard let inner, let value = try? scalar(inner),
        let (names, law) = try randomVariables(in: [value]), names.count > 1,
        let sum = try? law.pushforward(variables: names, map: [value], at: valuation),
        sum.isGaussian
      else { continue }
      let here = Formula.symbol(place)
      let other =
        isAbsolute
        ? sides.map { $0.insideBars == inner ? .absolute(here) : $0 } : [here, zero]
      let said = Formula.relation(sides: other, relations: relations)
      if isAbsolute, other.contains(where: { (try? isRandom($0)) == true }) { continue }
      return try chance(
        of: said, sum, [Bound(name: name(place), space: nil, size: 1)])
    }
    return nil
  }

  private func chance(of event: Formula, _ law: Law, _ bound: [Bound]) throws -> Expression {
    try law.expectation(at: valuation) { place in
      .choosing([.init(try binding(bound, to: place, in: event).condition(event), 1)], otherwise: 0)
    }
  }

  private func expectationNumber(_ draws: [Draw], _ body: Formula) throws -> Expression {
    guard case .scalar(let e) = try expectation(draws, body) else {
      throw MeaningError("a probability is a number")
    }
    return e
  }

  /// The variables of a joint law that a formula mentions.
  func variables(in formula: Formula, of model: LetterModel) -> [String] {
    let mentioned = Set(formula.allSymbols.compactMap { try? space(of: $0, in: model) })
    return model.variables.filter { space in
      mentioned.contains(space)
        || model.coordinates(of: space).contains { mentioned.contains($0.name) }
    }
  }

  /// `\mathbb 1[x > 0]`, `\mathbf 1_{x > 0}`, `\mathbf 1_A(x)`: 1 where the condition holds; nil
  /// for any other letter.
  func indicator(_ s: Symbol, _ arguments: Arguments?) throws -> Expression? {
    guard
      s.letter == "1" && (s.style == .bold || s.style == .blackboard)
        || s.letter == "I" && s.style == .blackboard
    else { return nil }
    let condition: Expression.Condition
    switch (s.subscripts.first, arguments?.wanted) {
    case (nil, let wanted?) where wanted.count == 1: condition = try self.condition(wanted[0])
    case (.relation?, nil): condition = try self.condition(s.subscripts[0])
    case (.set(let inner, false)?, nil) where inner.count == 1:
      condition = try self.condition(inner[0])
    case (let set?, let wanted?) where wanted.count == 1: condition = try membership(wanted[0], set)
    default: return nil
    }
    return .choosing([.init(condition, 1)], otherwise: 0)
  }
}

extension Formula {
  /// What stands between bars, where it does.
  fileprivate var insideBars: Formula? {
    if case .absolute(let inner) = self { inner } else { nil }
  }

  /// Whether it is a relation, which may be so or not.
  var isCondition: Bool { if case .relation = self { true } else { false } }

  static func indicator(_ condition: Formula) -> Formula {
    .application(.symbol(Symbol("1", style: .blackboard)), Arguments([condition]))
  }
}
