import Exact
import Expressions
import Notation
import Probability

// `head(arguments)`: a density, the value of a function, a divergence, or head × bracket; what the
// head is bound to decides.

extension Context {
  func application(_ head: Formula, _ arguments: Arguments) throws -> Denotation {
    if case .derivative(.symbol(let f), let letter, let order) = head,
      let slope = try derivative(of: f, by: letter, order, at: arguments)
    {
      return slope
    }
    if let probability = try probability(head, arguments) { return .scalar(probability) }
    if let density = try densityOfImage(.application(head, arguments)) { return .scalar(density) }
    if let marginal = try definedMarginal(head, arguments) { return marginal }
    if let density = try density(head, arguments) { return .scalar(density) }
    if case .symbol(let s) = head, !isBound(s) || isSet(s) || !isApplied(s, to: arguments) {
      if let one = try indicator(s, arguments) { return .scalar(one) }
      if let value = try builtIn(s, arguments) { return value }
    }
    if case .power(.symbol(let chi), .number(2)) = head, chi == Symbol("chi"),
      !isBound(chi) || arguments.all.allSatisfy({ ((try? lawOf($0)) ?? nil) != nil }),
      let value = try distance(Symbol("chi^2"), arguments.all)
    {
      return value
    }
    if case .symbol(let s) = head, !arguments.given.isEmpty, !isBoundBeside(s),
      let entry = defined(s)?.entry, entry.parameters?.count == arguments.all.count, !entry.hasBar
    {
      throw MeaningError(
        "\(latex(head)) is defined as a function of letters with commas; a bar asks for a "
          + "conditional law: define \(latex(.application(head, arguments))), or bind a law")
    }
    if case .power(.symbol(let h), .number(2)) = head, h.letter == "H", !isBound(h),
      arguments.wanted.count == 2, arguments.given.isEmpty
    {
      throw MeaningError(
        "\(latex(.application(head, arguments))) can be Hellinger's distance, squared, or the square "
          + "of the cross-entropy; say what it is, or write (H(p, q))^2")
    }
    if case .power(let f, let n) = head, !n.isMinusOne, try factor(before: head) == nil {
      return try power(.application(f, arguments), n)  // W_2^2(p, q), \sigma^2(x)
    }
    switch try applied(head, arguments) {
    case .function(let function):
      let (f, used) = function.withoutUnused(arguments.all) { isParameter($0) }
      let values = try used.flatMap {
        formula -> [Denotation] in
        if case .symbol(let s) = formula, let slice = try slice(s) {
          return try slice.map { try meaning(of: $0) }
        }
        return [try meant(formula)]
      }
      return try apply(f, values)
    case .scalar(let x):
      guard arguments.given.isEmpty, arguments.parameters.isEmpty, arguments.wanted.count == 1
      else {
        throw MeaningError("\(latex(head)) is a number; a number takes no arguments")
      }
      return try .scalar(x) * denotation(arguments.wanted[0])
    case .matrix(let m) where arguments.wanted.count == 1:
      return try .matrix(m) * denotation(arguments.wanted[0])
    case .vector(let v) where arguments.wanted.count == 1:
      return try .vector(v) * .scalar(scalar(arguments.wanted[0]))  // no product of two points
    case let other: throw MeaningError("\(latex(head)) is \(other.kind) and takes no arguments")
    }
  }

  /// What is applied: of what the text defines by one letter, h, h(x) and h(x | z), the function that
  /// takes so many arguments.
  private func applied(_ head: Formula, _ arguments: Arguments) throws -> Denotation {
    let count = arguments.all.count
    guard case .symbol(let s) = head, !isBoundBeside(s),
      let nearest = defined(s)?.entry, nearest.parameters?.count != count,
      let match = defined(s, arguments: count)
    else { return try denotation(head) }
    return try meaning(of: match)
  }

  /// `p_\theta(x)` that the text defines, where the toy has `p_\theta(x | z)` and no law for z under
  /// that letter: it is no density of x given the z of the point.
  private func definedMarginal(_ head: Formula, _ arguments: Arguments) throws -> Denotation? {
    guard case .symbol(let s) = head, arguments.given.isEmpty, arguments.parameters.isEmpty,
      let letter = letter(name(s)), let match = defined(s), !match.entry.hasBar,
      match.entry.square == nil, match.entry.parameters?.count == arguments.wanted.count
    else { return nil }
    let model = try model(letter)
    guard !model.outside.isEmpty, case .function(let f) = try meaning(of: match) else { return nil }
    return try apply(f, arguments.wanted.map { try meant($0) })
  }

  /// Whether the toy chooses the number that a letter is, and makes something of it.
  private func isParameter(_ s: Symbol) -> Bool {
    guard case .parameter? = toy.byName[Name.text(s)]?.kind else { return false }
    return toy.made[Name.family(s)] != nil
  }

  /// A formula handed to a function: also a law, a letter or a function may be handed over.
  func meant(_ formula: Formula) throws -> Denotation {
    if case .symbol(let s) = formula { return try meaning(of: s) }
    if let law = try lawOf(formula) { return .law(law) }
    return try denotation(formula)
  }

  package func isBound(_ s: Symbol) -> Bool {
    isBoundBeside(s) || defined(s) != nil || (try? mass(s)).flatMap(\.self) != nil
      || (try? chancesOfSteps(s)).flatMap(\.self) != nil
  }

  /// Whether a letter has a meaning that no definition of the text gives it.
  func isBoundBeside(_ s: Symbol) -> Bool {
    let name = name(s)
    return isKnown(name) || toy.factors[name] != nil
  }

  /// A letter that a toy binds to a set, and a formula applies: `w \in W` beside `W(p, q)`.
  private func isSet(_ s: Symbol) -> Bool { isEvent(.symbol(s)) }

  /// Whether a function that only the text defines takes so many arguments: H(p) is an entropy
  /// beside a distance H²(p, q).
  private func isApplied(_ s: Symbol, to arguments: Arguments) -> Bool {
    guard !isBoundBeside(s), let parameters = defined(s)?.entry.parameters else { return true }
    return parameters.count == arguments.all.count
  }

  /// The definition of the text that a symbol means.
  func defined(_ s: Symbol, arguments: Int? = nil) -> Definitions.Match? {
    guard !definitions.entries.isEmpty else { return nil }
    return definitions.match(
      s,
      Subscripts(
        value: { Name.whole($0, index: index) },
        isLocal: { locals[Name.text($0)] != nil },
        letter: { letterOfToy($0) }), arguments: arguments)
  }

  /// How near the name is to what the text defines; nil where the text does not define it.
  package func closeness(_ s: Symbol) -> Definitions.Closeness? { defined(s)?.closeness }

  /// Whether the toy makes a letter an index, `t in 1..3`, or by the habit of the field one of a
  /// few whole numbers, `i in {1, 2}`; or something else, or says nothing of it.
  private func letterOfToy(_ symbol: Symbol) -> Subscripts.Letter {
    let name = Name.text(symbol)
    guard let statement = toy.byName[name] else {
      return toy.factors[name] == nil && toy.vectors[name] == nil ? .unsaid : .countless
    }
    guard case .parameter(let domain, _) = statement.kind else {
      if case .value(let f) = statement.kind, let size = f.constant?.int { return .size(size) }
      return statement.isCountless ? .countless : .countable
    }
    switch domain {
    case .integers(let a, let b):
      guard let from = try? whole(a), let through = try? whole(b), from <= through else {
        return .index(nil, isRange: false)
      }
      return .index(from...through, isRange: true)
    case .values, .support, .named:
      guard Formula.symbol(symbol).isIndexLetter else { return .countable }
      let values = ((try? finiteValues(of: domain)) ?? nil)?.map(\.int) ?? []
      guard let least = values.compactMap(\.self).min(), let most = values.compactMap(\.self).max()
      else { return .index(nil, isRange: false) }
      return .index(least...most, isRange: false)
    case .interval(let lower, let upper, _, _):
      let top = atTopOfToy(statement.indices)
      let ends = [lower, upper].compactMap { end in
        end.flatMap { try? top.scalar($0) }.flatMap { valuation.rational($0)?.int }
      }
      return .continuous(ends: Set(ends))
    }
  }

  func functionMeant(_ formula: Formula) throws -> Denotation.Function {
    if case .symbol(let s) = formula, let f = try builtInFunction(s) { return f }
    guard case .function(let f) = try denotation(formula) else {
      throw MeaningError("\(latex(formula)) is no function")
    }
    return f
  }

  func apply(_ f: Denotation.Function, _ arguments: [Denotation]) throws -> Denotation {
    switch f {
    case .formula(let parameters, let body, let origin):
      var inner = try deeper("a function")
      let name: (Symbol) -> String
      switch origin {
      case .toy: (inner, name) = (inner.atTopOfToy([:]), { Name.text($0) })
      case .text(let indices): (inner, name) = (inner.binding(indices), self.name)
      }
      let (held, back) = try holding(try spread(arguments, over: parameters), parameters, body)
      for (parameter, argument) in zip(parameters, held) {
        inner = inner.letting(
          name(parameter), be: argument, space: spaceOf(argument), in: body)
      }
      let value = try inner.meant(body)
      return back.isEmpty ? value : try value.mapScalars { $0.substituting(back) }
    case .table(let rows, let indices):
      let place = try arguments.flatMap { try flattened($0) }
      for (key, value) in rows
      where try key.count == place.count
        && zip(key, place).allSatisfy({ try valuation.equal($0, $1) })
      {
        return try atTopOfToy(indices).denotation(value)
      }
      throw MeaningError(
        "the table has no row for \(place.map { valuation.rational($0).map { "\($0)" } ?? "a variable" }.joined(separator: ", "))"
      )
    case .composition(let g, let h): return try apply(g, [apply(h, arguments)])
    case .derivative(let g, let order):
      guard arguments.count == 1, case .scalar(let at) = arguments[0] else {
        throw MeaningError("f′ takes one number")
      }
      let x = fresh.next("x")
      var around = self
      if moves(g), let r = valuation.rational(at) { around.valuation.values[x] = r }
      guard case .scalar(let body) = try around.apply(g, [.scalar(.variable(x))]) else {
        throw MeaningError("f′ needs a function with a number as value")
      }
      return .scalar(try slope(of: body, by: x, order: order, at: [x: at]))
    case .inverse(let g): return try inverse(of: g, at: try arguments.flatMap { try flattened($0) })
    case .unknown(let unknown):
      return .scalar(try unknown.value(at: try arguments.flatMap { try flattened($0) }, valuation))
    }
  }

  /// The arguments of a function whose formula takes a mean over random variables of the toy: of
  /// g(y) = E[(X − y)²] the X of g(X) is none that the mean draws. Each such variable is another one
  /// meanwhile; a capital letter stands for a random variable itself, h(U) = E[U²].
  private func holding(
    _ arguments: [Denotation], _ parameters: [Symbol], _ body: Formula
  ) throws -> (arguments: [Denotation], back: [Variable: Expression]) {
    guard toy.hasRandomVariables, takesMeans(body), isMadeOfRandomVariables(body) else {
      return (arguments, [:])
    }
    var back: [Variable: Expression] = [:], others: [Variable: Expression] = [:]
    let held = try zip(parameters, arguments).map { parameter, argument -> Denotation in
      switch argument {
      case .scalar, .vector, .matrix: break
      default: return argument
      }
      guard parameter.letter.first?.isLowercase ?? false else { return argument }
      return try argument.mapScalars { e in
        for v in e.freeVariables where v.name.hasPrefix("random ") && others[v] == nil {
          let other = fresh.next("held")
          (others[v], back[other]) = (.variable(other), .variable(v))
        }
        return e.substituting(others)
      }
    }
    return (held, back)
  }

  private func takesMeans(_ body: Formula) -> Bool {
    var found = false
    body.visit { part in
      switch part {
      case .expectation: found = true
      case .function(let name, _): found = found || name.isOfLaws
      case .application(.symbol(let s), let a):
        found = found || isProbabilitySign(s) || Functional(s, a) != nil && !isBound(s)
      default: break
      }
    }
    return found
  }

  /// Whether a letter of a function is one of which the toy makes something that the function is
  /// made of: of a law with a parameter it is asked which sign the parameter has.
  private func moves(_ f: Denotation.Function) -> Bool {
    switch f {
    case .formula(let letters, let body, _): moves(letters, in: body)
    case .composition(let g, let h): moves(g) || moves(h)
    case .derivative(let g, _), .inverse(let g): moves(g)
    case .table, .unknown: false
    }
  }

  private func moves(_ letters: [Symbol], in body: Formula) -> Bool {
    let made = letters.compactMap { toy.made[Name.family($0)] }
    guard !made.isEmpty else { return false }
    // a mean may be under a law that it does not name
    var isMean = false
    body.visit { if case .expectation = $0 { isMean = true } }
    if isMean { return true }
    let own = Set(letters.map(Name.family)), free = body.freeFamilies.subtracting(own)
    let others = body.allSymbols.filter { free.contains(Name.family($0)) }.map(Formula.symbol)
    let needed = toy.families(neededBy: others, definitions: definitions)
    return made.contains { !$0.isDisjoint(with: needed) }
  }

  /// f(z) of a function of several letters spreads the coordinates of z over them; f(z_1, z_2) of a
  /// function of one letter makes a point.
  private func spread(_ arguments: [Denotation], over parameters: [Symbol]) throws -> [Denotation] {
    if arguments.count == parameters.count { return arguments }
    let scalars = try arguments.flatMap { try flattened($0) }
    if parameters.count == 1 { return [.vector(scalars)] }
    guard scalars.count == parameters.count else {
      throw MeaningError(
        "a function of \(parameters.count) letters was given \(scalars.count) numbers")
    }
    return scalars.map { .scalar($0) }
  }

  /// The space a handed-over variable came from, so that p(…) still knows it under a new letter.
  private func spaceOf(_ argument: Denotation) -> String? {
    if case .vector(let v) = argument {  // the weights of the toy that it is
      return toy.statements.first {
        guard case .simplex(let n) = $0.kind, n == v.count else { return false }
        return (try? weights($0.name, n)) == v
      }?.name
    }
    guard case .scalar(.variable(let v)) = argument else { return nil }
    return locals.values.first {
      if case .scalar(.variable(v)) = $0.meaning { true } else { false }
    }?.space
  }
}

extension Denotation.Function {
  /// The function of those of its letters that its formula mentions, and their arguments: `V(D, G)`
  /// needs no meaning of G where only its law occurs.
  /// Parameters of the toy are kept: its random variables and laws may depend on them unseen.
  fileprivate func withoutUnused(_ arguments: [Formula], but isParameter: (Symbol) -> Bool) -> (
    Denotation.Function, [Formula]
  ) {
    guard case .formula(let parameters, let body, let origin) = self,
      parameters.count == arguments.count
    else { return (self, arguments) }
    let mentioned = Set(body.allSymbols.flatMap { [$0.letter, $0.letter.lowercased()] })
    let used = parameters.indices.filter {
      mentioned.contains(parameters[$0].letter) || isParameter(parameters[$0])
    }
    guard used.count < parameters.count else { return (self, arguments) }
    return (
      .formula(used.map { parameters[$0] }, body, origin),
      used.map { arguments[$0] }
    )
  }
}
