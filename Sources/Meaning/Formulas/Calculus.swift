import Exact
import Expressions
import Notation
import Probability

// Derivatives: the letter becomes a variable everywhere the toy uses it, the tree is
// differentiated, the value is put back.

extension Context {
  /// A letter set free to be differentiated by: the context in which it is a variable, and its
  /// value.
  struct Freed {
    var context: Context
    var variables: [Variable]
    var isVector: Bool
    var values: [Variable: Expression]
  }

  func freeing(_ symbol: Symbol) throws -> Freed {
    if let members = try slice(symbol), members.allSatisfy(isBound) { return try freeing(members) }
    let name = name(symbol)
    if let local = locals[name] {
      switch local.meaning {
      case .scalar(.variable(let v)):
        return Freed(context: self, variables: [v], isVector: false, values: [:])
      case .vector(let coordinates):
        let bare = coordinates.compactMap { if case .variable(let v) = $0 { v } else { nil } }
        if bare.count == coordinates.count {
          return Freed(context: self, variables: bare, isVector: true, values: [:])
        }
      default: break
      }
    }
    let meaning = try meaning(of: symbol)
    let (old, isVector) =
      switch meaning {
      case .scalar(let e): ([e], false)
      case .vector(let v): (v, true)
      default:
        throw MeaningError("\(name) is \(meaning.kind); one differentiates by a number or a point")
      }
    var inner = self
    let variables = old.map { _ in fresh.next(name) }
    for (v, e) in zip(variables, old) {
      if let r = valuation.rational(e) { inner.valuation.values[v] = r }
    }
    let free: Denotation =
      isVector ? .vector(variables.map { .variable($0) }) : .scalar(.variable(variables[0]))
    if locals[name] != nil {
      inner.bind(name, to: free, space: locals[name]?.space)
      inner.follow(name, free)
    } else {
      inner.put(name, free)
      // A point and its coordinates are the same letters.
      if isVector {
        for (v, coordinate) in zip(variables, symbol.coordinates(variables.count)) {
          inner.values[Name.text(coordinate, index: index)] = .scalar(.variable(v))
        }
      }
    }
    return Freed(
      context: inner, variables: variables, isVector: isVector,
      values: Dictionary(uniqueKeysWithValues: zip(variables, old)))
  }

  /// `x_{1:d}`, coordinate by coordinate.
  private func freeing(_ members: [Symbol]) throws -> Freed {
    var all = Freed(context: self, variables: [], isVector: true, values: [:])
    for member in members {
      let one = try all.context.freeing(member)
      all.context = one.context
      all.variables += one.variables
      all.values.merge(one.values) { first, _ in first }
    }
    return all
  }

  func derivative(_ body: Formula, by letter: Symbol, order: Int) throws -> Denotation {
    if order == 1, let inverse = try inverseDerivative(of: body, by: letter) { return inverse }
    if let there = try derivativeAtNumbers(body, by: letter, order) { return there }
    if let other = drawnApart(body, from: letter) {
      throw MeaningError(
        "the toy draws \(other) by itself, so that it does not change with \(name(letter)); "
          + "let the toy say which is a function of which, \(other) = …")
    }
    let symbol = place(of: letter, in: body)
    let freed = try freeing(symbol)
    let value = try freed.context.appliedToFreed(body, symbol)
    func partial(_ e: Expression, _ v: Variable) throws -> Expression {
      try slope(of: e, by: v, order: order, at: freed.values)
    }
    switch (value, freed.isVector) {
    case (.scalar(let e), false): return .scalar(try partial(e, freed.variables[0]))
    case (.vector(let f), false): return .vector(try f.map { try partial($0, freed.variables[0]) })
    case (.scalar(let e), true): return .matrix([try freed.variables.map { try partial(e, $0) }])
    case (.vector(let f), true):
      return .matrix(try f.map { e in try freed.variables.map { try partial(e, $0) } })
    case (let other, _): throw MeaningError("\(latex(body)) is \(other.kind); it has no derivative")
    }
  }

  /// The derivative of an expression, at a place. Where the function certainly has no value, or none
  /// that is finite, it has no slope either: the rules alone give \sqrt{-1} the slope 0.
  func slope(
    of e: Expression, by v: Variable, order: Int, at place: [Variable: Expression]
  ) throws -> Expression {
    let slope = try (0..<order).reduce(e) { e, _ in try self.slope(of: e, by: v) }
      .substituting(place)
    let here = e.substituting(place)
    let value = WorkBudget.$current.withValue(nil) {
      Evaluator(goal: 20, limit: 2000).evaluate(here, at: valuation.values)
    }
    switch value.value {
    case .undefined, .infinite: return slope + .product(of: [0, here])
    case .exact, .ball, .estimate, .undecided: return slope
    }
  }

  private func slope(of e: Expression, by v: Variable) throws -> Expression {
    guard e.mayJump(movedBy: v) else { return e.derivative(by: v) }
    guard let cut = e.cuttingJumps(movedBy: v) else {
      throw MeaningError(
        "an integrand jumps where \(v.name.prefix { $0 != "·" }) says, at a place that is found only of what is linear in the variable of integration; its derivative is not known here"
      )
    }
    return cut.derivative(by: v)
  }

  /// `\nabla_x \log p(x_{t-1})`: one differentiates by the letter that is named, or where it does
  /// not occur, by the only argument that is the same letter with something written on it.
  private func place(of letter: Symbol, in body: Formula) -> Symbol {
    let own = name(letter)
    if body.allSymbols.contains(where: { $0 == letter || name($0) == own }) { return letter }
    if case .vector? = try? meaning(of: letter) { return letter }
    let arguments = Set(
      body.wantedLetters.filter { $0.letter == letter.letter && $0.accents == letter.accents })
    return arguments.count == 1 ? arguments.first ?? letter : letter
  }

  /// The x of dx/dz where the toy draws both, each by itself: the notes mean a function that nobody
  /// has told us, and 0 would be an answer to another question.
  private func drawnApart(_ body: Formula, from letter: Symbol) -> String? {
    guard case .symbol(let x) = body, Name.family(x) != Name.family(letter), isDrawn(x),
      isDrawn(letter)
    else { return nil }
    return name(x)
  }

  private func isDrawn(_ letter: Symbol) -> Bool {
    guard locals[name(letter)] == nil else { return false }
    return switch toy.byName[name(letter)]?.kind {
    case .parameter, .vector: true
    default: false
    }
  }

  /// dz/dx where the toy says x = f(z): the inverse of dx/dz.
  private func inverseDerivative(of body: Formula, by letter: Symbol) throws -> Denotation? {
    guard case .symbol(let z) = body, locals[name(z)] == nil,
      let statement = toy.byName[name(letter)],
      case .value(let formula) = statement.kind, name(z) != name(letter),
      let meaning = try? meaning(of: z),
      !meaning.isFunction, atTopOfToy(statement.indices).mentions(z, in: formula)
    else { return nil }
    switch try derivative(formula, by: z, order: 1) {
    case .scalar(let slope): return .scalar(1 / slope)
    case .matrix(let jacobian) where jacobian.count == jacobian.first?.count:
      return .matrix(try Matrix.inverse(jacobian))
    default: return nil
    }
  }

  /// Whether a formula holds a letter, or a coordinate of it.
  private func mentions(_ z: Symbol, in formula: Formula) -> Bool {
    let own = name(z)
    return formula.allSymbols.contains { name($0) == own || $0.family == z }
  }

  /// ∂f/∂z with f a map: f at z.
  private func appliedToFreed(_ body: Formula, _ symbol: Symbol) throws -> Denotation {
    let value = try denotation(body)
    guard case .function(let f) = value else { return value }
    if body.holdsInSubscript(symbol) {
      throw MeaningError(
        "\(latex(body)) is a function, and \(name(symbol)) is not what it is taken at; write its letter, \(latex(body))(x)"
      )
    }
    // \partial\ell/\partial m of ℓ(m, s): at its own letters
    if case .formula(let letters, _, _) = f, letters.count > 1, letters.contains(symbol) {
      return try apply(f, letters.map { try meaning(of: $0) })
    }
    return try apply(f, [meaning(of: symbol)])
  }

  func gradient(_ body: Formula, by symbol: Symbol?) throws -> Denotation {
    guard let variable = symbol ?? onlyArgument(of: body) else {
      throw MeaningError("say by what the gradient is taken: \\nabla_x \(latex(body))")
    }
    switch try derivative(body, by: variable, order: 1) {
    case .matrix(let rows) where rows.count == 1: return .vector(rows[0])
    case let other: return other
    }
  }

  /// The x of `\nabla \log p(x|c)`.
  private func onlyArgument(of formula: Formula) -> Symbol? {
    switch formula {
    case .function(_, let a), .negative(let a), .absolute(let a): return onlyArgument(of: a)
    case .application(_, let arguments):
      guard arguments.wanted.count == 1, case .symbol(let s) = arguments.wanted[0] else {
        return nil
      }
      return s
    case .sum(let parts), .product(let parts):
      let found = Set(parts.compactMap { onlyArgument(of: $0) })
      return found.count == 1 ? found.first : nil
    case .quotient(let a, let b):
      let found = Set([a, b].compactMap { onlyArgument(of: $0) })
      return found.count == 1 ? found.first : nil
    default: return nil
    }
  }

  func prime(_ f: Formula, _ order: Int, at: Formula) throws -> Expression {
    guard
      case .scalar(let e) = try apply(.derivative(functionMeant(f), order), [.scalar(scalar(at))])
    else {
      throw MeaningError("f′ needs a function with a number as value")
    }
    return e
  }

  /// `f(x)|_{x=a}`.
  func evaluated(_ body: Formula, _ relations: [Formula]) throws -> Denotation {
    var inner = self
    for relation in relations {
      guard case .relation(let sides, [.equal]) = relation, case .symbol(let s) = sides[0] else {
        throw MeaningError("after the bar stands x = a, found \(latex(relation))")
      }
      let name = name(s), value = try denotation(sides[1])
      if locals[name] != nil {
        inner.bind(name, to: value, space: locals[name]?.space)
        inner.follow(name, value)
      } else {
        inner.put(name, value)
      }
    }
    return try inner.denotation(body)
  }
}

extension Denotation {
  var isFunction: Bool { if case .function = self { true } else { false } }
}

extension Formula {
  /// θ of `U_\theta`.
  fileprivate func holdsInSubscript(_ letter: Symbol) -> Bool {
    guard case .symbol(let symbol) = self else { return false }
    return symbol.subscripts.contains { $0.allSymbols.contains(letter) }
  }

  /// The letters that stand alone as arguments, not behind a bar or a semicolon.
  var wantedLetters: [Symbol] {
    var found: [Symbol] = [], open = [self]
    while let formula = open.popLast() {
      if case .application(_, let a) = formula {
        found += a.wanted.compactMap { if case .symbol(let s) = $0 { s } else { nil } }
      }
      open += formula.inside
    }
    return found
  }
}
