import Exact
import Expressions
import Notation
import Probability

// Maxima and minima over an interval, a finite set, or everything the parameters of a letter can
// be.

extension Context {
  func optimum(_ kind: OptimumKind, _ variables: [Symbol], _ set: Formula?, _ body: Formula) throws
    -> Denotation
  {
    guard let variable = variables.first else {
      throw MeaningError("\(kind.rawValue) of what variable?")
    }
    if variables.count > 1 {
      if kind == .argmax || kind == .argmin { return try place(kind, variables, set, body) }
      return try optimum(
        kind, [variable], set,
        .optimum(kind, variables: Array(variables.dropFirst()), set: set, body))
    }
    let set = set.flatMap { isAllPlaces($0, of: variable) ? nil : $0 }
    if let value = try overUnknown(kind, variable, set, body) { return .scalar(value) }
    let name = name(variable)
    switch try set.map({ try denotation($0.setMeant(for: variable)) }) ?? domain(of: variable)
      ?? everywhere(variable, body)
    {
    case .set(let values)?: return try best(kind, name, values.map { .rational($0) }, body)
    case .interval(let lower, let upper)?:
      let v = fresh.next(name)
      var inner = binding(name, to: .scalar(.variable(v)), space: locals[name]?.space)
      inner.valuation.values[v] = values[name].flatMap {
        if case .scalar(.rational(let r)) = $0 { r } else { nil }
      }
      inner.valuation.ranging[v] = range(lower, upper)
      inner.put(name, .scalar(.variable(v)))
      return .scalar(
        .extremum(
          kind.extremum, variable: v, lower: lower, upper: upper, body: try inner.scalar(body)))
    case nil: return .scalar(try overParameters(kind, variable, body))
    case let other?: throw MeaningError("\(other.kind) is no set to optimise over")
    }
  }

  /// Whether a set is only the name of where a letter ranges, the \mathcal X of `x \in \mathcal X`;
  /// the A of `A \in \mathcal F` is an event.
  private func isAllPlaces(_ set: Formula, of variable: Symbol) -> Bool {
    let isPlace = variable.letter.first?.isLowercase == true || letter(name(variable)) != nil
    guard isPlace, case .symbol(let space) = set.lone else { return false }
    return space.style == .calligraphic && !isBound(space)
  }

  /// The point where an optimum over several variables is taken: each of its coordinates is where
  /// the best over the others is best.
  private func place(_ kind: OptimumKind, _ variables: [Symbol], _ set: Formula?, _ body: Formula)
    throws -> Denotation
  {
    .vector(
      try variables.map { variable in
        let others = variables.filter { $0 != variable }
        let best = Formula.optimum(kind.value, variables: others, set: set, body)
        return try scalar(.optimum(kind, variables: [variable], set: set, best))
      })
  }

  /// The largest of finitely many, decided pairwise.
  private func best(_ kind: OptimumKind, _ name: String, _ places: [Expression], _ body: Formula)
    throws -> Denotation
  {
    let values = try places.map { try letting(name, be: .scalar($0), in: body).scalar(body) }
    guard !values.isEmpty else { throw MeaningError("the set to optimise over is empty") }
    let largest = kind.extremum == .maximum || kind.extremum == .argmax
    if kind != .argmax && kind != .argmin {
      return .scalar(try extreme(of: values, largest: largest))
    }
    if valuation.decisions == nil, values.allSatisfy(valuation.decides) {
      return .scalar(try onlyBest(kind, name, places, values, largest: largest))
    }
    var (place, value) = (places[0], values[0])
    for (x, y) in zip(places, values).dropFirst() {
      let keeps: Expression.Condition =
        largest ? .compare(y, .lessOrEqual, value) : .compare(value, .lessOrEqual, y)
      place = .choosing([.init(keeps, place)], otherwise: x)
      value = .choosing([.init(keeps, value)], otherwise: y)
    }
    return .scalar(place)
  }

  /// The place of the largest value; a tie has no argmax.
  private func onlyBest(
    _ kind: OptimumKind, _ name: String, _ places: [Expression], _ values: [Expression],
    largest: Bool
  ) throws -> Expression {
    let best = try places.indices.filter { i in
      try values.allSatisfy {
        try largest ? valuation.sign($0 - values[i]) <= 0 : valuation.sign($0 - values[i]) >= 0
      }
    }
    guard best.count == 1 else {
      let ties = best.compactMap { valuation.rational(places[$0]).map { "\($0)" } }.joined(
        separator: ", ")
      throw MeaningError(
        "\(kind.rawValue) over \(name) is taken at \(ties); write x \\in \\\(kind.rawValue) for one of them"
      )
    }
    return places[best[0]]
  }

  /// What the toy lets a variable be; nil when the variable is no parameter.
  private func domain(of variable: Symbol) throws -> Denotation? {
    guard let statement = toy.byName[name(variable)],
      case .parameter(let domain, _) = statement.kind
    else { return nil }
    return try denotation(of: domain)
  }

  /// The places of a finite law, or the numbers of a family, that the body is taken at.
  private func everywhere(_ variable: Symbol, _ body: Formula) -> Denotation? {
    guard let places = try? everything(variable, body) else { return nil }
    let values = places.compactMap {
      if case .scalar(let e) = $0 { valuation.rational(e) } else { nil }
    }
    return values.count == places.count && !values.isEmpty ? .set(values) : nil
  }

  func denotation(of domain: Domain, _ indices: [String: Int] = [:]) throws -> Denotation {
    if let values = try finiteValues(of: domain, indices) { return .set(values) }
    let top = atTopOfToy(indices)
    if case .named(let name) = domain { return try top.denotation(name) }
    guard case .interval(let lower, let upper, _, _) = domain else {
      throw MeaningError("not an interval")
    }
    return .interval(
      lower: try lower.map { try top.scalar($0) } ?? -.infinity,
      upper: try upper.map { try top.scalar($0) } ?? .infinity)
  }

  /// `\max_D V(D, G)`: over the parameters by which the toy makes D, each in its domain. Where the
  /// value is a sum of functions of one each (their mixed derivatives vanish), as it is for a
  /// discriminator free at every point, each is optimised for itself, otherwise all together.
  private func overParameters(_ kind: OptimumKind, _ letter: Symbol, _ body: Formula) throws
    -> Expression
  {
    guard kind != .argmax, kind != .argmin else {
      throw MeaningError("arg max over \(name(letter)) is no number; apply it at a point")
    }
    let names = try parameters(of: name(letter))
    guard !names.isEmpty else {
      throw MeaningError(
        "nothing says over what \(name(letter)) ranges; write \\max_{y \\in (0,1)}, or give it parameters in the toy"
      )
    }
    var inner = self
    var variables: [(Variable, lower: Expression, upper: Expression, start: Rational)] = []
    for name in names {
      guard let statement = toy.byName[name], case .parameter(let domain, _) = statement.kind,
        case .interval(let lower, let upper) = try denotation(of: domain)
      else {
        throw MeaningError("\(name) must range over an interval to be optimised over")
      }
      let v = fresh.next(name),
        start =
          values[name].flatMap { if case .scalar(.rational(let r)) = $0 { r } else { nil } }
          ?? Rational(1)
      inner.put(name, .scalar(.variable(v)))
      inner.valuation.values[v] = start
      inner.valuation.ranging[v] = range(lower, upper)
      variables.append((v, lower, upper, start))
    }
    let value = try inner.scalar(body)
    let isSeparable = variables.indices.allSatisfy { i in
      variables[..<i].allSatisfy {
        value.derivative(by: variables[i].0).derivative(by: $0.0) == .rational(0)
      }
    }
    guard isSeparable else {
      return variables.reversed().reduce(value) { best, v in
        .extremum(kind.extremum, variable: v.0, lower: v.lower, upper: v.upper, body: best)
      }
    }
    // A separable f has  max f = Σᵢ max f(xᵢ, others at a point) − (k − 1) f(the point).
    let base = Dictionary(
      uniqueKeysWithValues: variables.map { ($0.0, Expression.rational($0.start)) })
    let sum = variables.reduce(Expression.rational(0)) { sum, v in
      var others = base
      others[v.0] = nil
      return sum
        + .extremum(
          kind.extremum, variable: v.0, lower: v.lower, upper: v.upper,
          body: value.substituting(others))
    }
    return sum - .rational(Rational(variables.count - 1)) * value.substituting(base)
  }

  /// Between which numbers a variable runs; an end that is no rational number is taken as none.
  private func range(_ lower: Expression, _ upper: Expression) -> Valuation.Range {
    Valuation.Range(valuation.rational(lower), valuation.rational(upper))
  }

  /// The parameters that the statements binding a letter mention.
  private func parameters(of letter: String) throws -> [String] {
    let mentioned = toy.mentioned(by: letter)
    return toy.statements.filter { statement in
      if case .parameter(.interval, _) = statement.kind {
        mentioned.contains(statement.name)
      } else {
        false
      }
    }.map(\.name)
  }
}

extension OptimumKind {
  /// max for argmax: what is attained there.
  var value: OptimumKind {
    switch self {
    case .argmax: .max
    case .argmin: .min
    default: self
    }
  }

  var extremum: Expression.Extremum {
    switch self {
    case .max, .sup: .maximum
    case .min, .inf: .minimum
    case .argmax: .argmax
    case .argmin: .argmin
    }
  }
}

extension Formula {
  /// What stands below an optimum as a condition, `0 \le y \le 1`, as the set it describes.
  func setMeant(for variable: Symbol) -> Formula {
    guard case .relation(let sides, let relations) = self else { return self }
    let me = Formula.symbol(variable)
    func closed(_ r: Relation) -> Bool { r == .lessOrEqual || r == .greaterOrEqual }
    switch (sides.count, relations.map(\.isAscending)) {
    case (2, _) where relations == [.element]: return sides[1]
    case (2, [true]) where sides[0] == me:
      return .interval(
        .negative(.infinity), sides[1], closedBelow: false, closedAbove: closed(relations[0]))
    case (2, [true]) where sides[1] == me, (2, [false]) where sides[0] == me:
      let bound = sides[0] == me ? sides[1] : sides[0]
      return .interval(bound, .infinity, closedBelow: closed(relations[0]), closedAbove: false)
    case (2, [false]) where sides[1] == me:
      return .interval(
        .negative(.infinity), sides[0], closedBelow: false, closedAbove: closed(relations[0]))
    case (3, [true, true]) where sides[1] == me:
      return .interval(
        sides[0], sides[2], closedBelow: closed(relations[0]), closedAbove: closed(relations[1]))
    default: return self
    }
  }
}

extension Relation {
  /// Whether it says less (true) or greater (false); nil for other relations.
  var isAscending: Bool? {
    switch self {
    case .less, .lessOrEqual: true
    case .greater, .greaterOrEqual: false
    default: nil
    }
  }
}
