import Exact
import Expressions
import Notation
import Probability

// Expectations, sums, products and integrals.

/// A name that an expectation binds: the space it is drawn from, and its number of coordinates.
struct Bound { var name: String, space: String?, size: Int }

extension Context {
  // MARK: expectations

  func expectation(_ draws: [Draw], _ body: Formula) throws -> Denotation {
    if case .conditioned(let inner, let given) = body { return try conditionalExpectation(draws, inner, given) }
    guard let draw = draws.first else { return try overRandomVariables(body) }
    let rest = Array(draws.dropFirst())
    let (law, bound) = try drawn(draw, for: rest.isEmpty ? body : .expectation(rest, body))
    return try collect(law) { place in
      let inner = try binding(bound, to: place)
      guard rest.isEmpty else { return try inner.expectation(rest, body) }
      let value = try inner.denotation(body)
      guard case .function(let f) = value else { return value }
      return try inner.apply(f, place.map { .scalar($0) })  // E_p[f]
    }
  }

  /// The names bound to the coordinates of a place, one after the other.
  func binding(_ bound: [Bound], to place: [Expression]) throws -> Context {
    var inner = self, from = 0
    for name in bound {
      guard from + name.size <= place.count else { throw MeaningError("more is drawn than the law has coordinates") }
      let part = Array(place[from..<from + name.size])
      inner.bind(name.name, to: part.count == 1 ? .scalar(part[0]) : .vector(part), space: name.space)
      from += name.size
    }
    return inner
  }

  /// `\mathbb E[f(z) \mid x]`: over the variables of the one joint law that has them all, given what stands behind the bar.
  private func conditionalExpectation(_ draws: [Draw], _ body: Formula, _ given: [Formula]) throws -> Denotation {
    var sign = Symbol("E")
    if draws.count == 1, case .symbol(let letter)? = draws[0].law { sign.subscripts = [.symbol(letter)] }
    let letters = toy.factors.keys.sorted()
    guard !letters.isEmpty else {
      throw MeaningError("a conditional expectation names its law: write \\mathbb{E}_{x \\sim p(x|y)}[…]")
    }
    let mentioned = try letters.map { variables(in: body, of: try self.model($0)) }
    let names = Set(mentioned.flatMap { $0 }).sorted().map { Formula.symbol(Symbol(named: $0)) }
    let model = try modelNamed(by: sign, of: names + given.map { $0.leftOfEquality })
    let known = try self.given(Arguments([], given: given), wanted: [], in: model)
    let wanted = variables(in: body, of: model).filter { name in !known.contains { $0.space == name } }
    let inner = known.reduce(self) { $0.binding($1.space, to: $1.values.count == 1 ? .scalar($1.values[0]) : .vector($1.values), space: $1.space) }
    guard !wanted.isEmpty else { return try inner.denotation(body) }
    let law = try model.law(wanted, given: known, in: self)
    let bound = wanted.map { Bound(name: $0, space: $0, size: model.dimension(of: $0)) }
    return try collect(law) { try inner.binding(bound, to: $0).denotation(body) }
  }

  /// The expectation of a number, or of a vector or matrix coordinate by coordinate.
  private func collect(_ law: Law, _ body: ([Expression]) throws -> Denotation) throws -> Denotation {
    var shape: Denotation?
    func coordinate(_ k: Int) throws -> Expression {
      try law.expectation(at: valuation) { place in
        let value = try body(place)
        guard shape.map({ $0.kind == value.kind }) ?? true else {
          throw MeaningError("an expectation of \(value.kind) and of \(shape?.kind ?? "nothing")")
        }
        if shape == nil { shape = value }
        switch value {
        case .scalar(let e): return e
        case .vector(let v) where v.indices.contains(k): return v[k]
        case .matrix(let m) where k < m.count * (m.first?.count ?? 0): return m[k / m[0].count][k % m[0].count]
        default: throw MeaningError("the expectation of \(value.kind)")
        }
      }
    }
    let first = try coordinate(0)
    switch shape {
    case .vector(let v)?: return .vector(try [first] + (1..<max(1, v.count)).map(coordinate))
    case .matrix(let m)?:
      return .matrix(try m.indices.map { i in
        try m[i].indices.map { j in i + j == 0 ? first : try coordinate(i * m[i].count + j) }
      })
    default: return .scalar(first)
    }
  }

  /// The law of a draw, and the names it binds.
  private func drawn(_ draw: Draw, for body: Formula) throws -> (Law, [Bound]) {
    guard let formula = draw.law else { return try knownVariables(draw.variables) }
    if draw.variables.isEmpty, case .symbol(let s) = formula, !isLaw(s) { return try knownVariables([s]) }
    if case .application(.symbol(let s), let arguments) = formula, let letter = letter(name(s)) {
      let model = try model(letter)
      let wanted = try wanted(arguments, in: model)
      let law = try model.law(wanted.map(\.space), given: try given(arguments, wanted: wanted, in: model), in: self)
      return (law, try bound(draw.variables, to: wanted.map(\.space), of: model, formula))
    }
    if case .symbol(let s) = formula, let letter = letter(name(s)) {
      let model = try model(letter)
      let spaces = try draw.variables.isEmpty ? model.variables : draw.variables.map { try space(of: $0, in: model) }
      return (try model.law(spaces, given: [], in: self), try bound(draw.variables, to: spaces, of: model, formula))
    }
    let names = try spelled(draw.variables), sizes = names.map { toy.vectors[$0] ?? 1 }
    let wide = expecting(sizes.isEmpty ? nil : sizes.reduce(0, +))
    let law = try wide.uniform(over: formula, counting: draw.variables.count == 1 && counts(draw.variables[0], in: body)) ?? wide.law(formula)
    guard !names.isEmpty else { return (law, understood(in: body).map { [Bound(name: $0, space: nil, size: law.dimension)] } ?? []) }
    if names.count == 1 { return (law, [Bound(name: names[0], space: spaceNamed(names[0]), size: law.dimension)]) }
    guard sizes.reduce(0, +) == law.dimension else {
      throw MeaningError("\(latex(formula)) is a law of \(law.dimension) coordinates; \(names.count) variables are drawn")
    }
    return (law, zip(names, sizes).map { Bound(name: $0, space: spaceNamed($0), size: $1) })
  }

  /// The letter that `\mathbb E_p[f(x)]` does not name: the only one in the body that nothing binds.
  private func understood(in body: Formula) -> String? {
    let free = body.allSymbols.filter { s in
      body.freeFamilies.contains(Name.family(s)) && !isBound(s) && !isBuiltInLaw(s) && ((try? meaning(of: s)) == nil)
    }
    let arguments = free.filter { !body.isOnlyHead($0) }
    return arguments.count == 1 ? name(arguments.first ?? Symbol.placeholder) : nil
  }

  /// The names of a draw, each with the variable of the joint law that it stands for.
  private func bound(
    _ symbols: [Symbol], to spaces: [String], of model: LetterModel, _ formula: Formula
  ) throws -> [Bound] {
    let names = try symbols.isEmpty ? spaces : spelled(symbols)
    if names.count == 1, spaces.count > 1 {
      return [Bound(name: names[0], space: nil, size: spaces.reduce(0) { $0 + model.dimension(of: $1) })]
    }
    guard names.count == spaces.count else {
      throw MeaningError("\(latex(formula)) is a law of \(spaces.count) variables; \(names.count) are drawn")
    }
    return zip(names, spaces).map { Bound(name: $0, space: $1, size: model.dimension(of: $1)) }
  }

  /// Whether a letter is a whole number: it stands in a subscript, or the toy lists whole numbers for it.
  private func counts(_ symbol: Symbol, in body: Formula) -> Bool {
    if body.allSymbols.contains(where: { $0.subscripts.contains { $0.allSymbols.contains(symbol) } }) { return true }
    guard case .parameter(let domain, _)? = toy.byName[name(symbol)]?.kind else { return false }
    return ((try? finiteValues(of: domain)) ?? nil)?.allSatisfy(\.isInteger) ?? false
  }

  private func spelled(_ symbols: [Symbol]) throws -> [String] {
    try symbols.flatMap { s in
      try slice(s)?.map(name) ?? [name(s)]
    }
  }

  func spaceNamed(_ name: String) -> String? {
    let spaces = toy.factors.values.flatMap { $0 }.flatMap { statement -> [String] in
      guard case .factor(let wanted, let given, _) = statement.kind else { return [] }
      return (wanted + given + statement.parameters).map { Name.text($0, statement.indices) }
    }
    return spaces.contains(name) ? name : nil
  }

  private func isLaw(_ s: Symbol) -> Bool {
    letter(name(s)) != nil || ((try? lawOf(.symbol(s))) ?? nil) != nil
  }

  /// `\mathbb{E}_x`: the toy knows the law of x, as a random variable, as a variable with a factor, or by the values it lists.
  private func knownVariables(_ symbols: [Symbol]) throws -> (Law, [Bound]) {
    var laws: [Law] = [], bound: [Bound] = []
    for s in symbols {
      let (law, space) = try knownVariable(s)
      laws.append(law)
      bound.append(Bound(name: space ?? name(s), space: space, size: law.dimension))
    }
    return (Law.product(laws), bound)
  }

  private func knownVariable(_ s: Symbol) throws -> (Law, space: String?) {
    let name = name(s)
    if let law = try randomLaw(name) { return (law, nil) }
    let letters = letters(having: name)
    if letters.count == 1 { return (try model(letters[0]).law([name], given: [], in: self), name) }
    if letters.isEmpty, case .parameter(let domain, _)? = toy.byName[name]?.kind,
      let values = try finiteValues(of: domain), values.allSatisfy(\.isInteger), !values.isEmpty {
      let weight = Expression.rational(Rational(1, values.count))
      return (try Law.finite(values.map { ([.rational($0)], weight) }, at: valuation), nil)
    }
    throw MeaningError("the toy \(toy.name) does not say from which law \(name) is drawn; write \\mathbb{E}_{\(latex(.symbol(s))) \\sim p}")
  }

  // MARK: random variables of the toy

  /// The law of a random variable that the toy declares by `name ~ law`.
  func randomLaw(_ name: String) throws -> Law? {
    guard let statement = toy.byName[name], case .random(let text) = statement.kind else { return nil }
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

  private func overRandomVariables(_ body: Formula) throws -> Denotation {
    try denotation(body).mapScalarsThrowing { try mean($0) }
  }

  private func mean(_ e: Expression) throws -> Expression {
    guard let (names, law) = try randomVariables(in: [e]) else {
      throw MeaningError("the expectation names no law and the toy \(toy.name) declares no random variable in it")
    }
    return try law.expectation(of: e, variables: names, at: valuation)
  }

  func variance(_ formula: Formula) throws -> Expression {
    if case .conditioned(let body, let given) = formula {
      guard case .scalar(let square) = try expectation([], .conditioned(.power(body, .number(2)), on: given)),
        case .scalar(let mean) = try expectation([], .conditioned(body, on: given))
      else { throw MeaningError("the variance of a number is meant") }
      return square - mean.squared
    }
    if let law = try lawOf(formula, densitiesToo: isDensity(formula)) {
      let s = try law.covariance(at: valuation)
      guard s.count == 1 else { throw MeaningError("the variance of a law in one dimension is meant") }
      return s[0][0]
    }
    return try covariance(formula, formula)
  }

  func covariance(_ a: Formula, _ b: Formula) throws -> Expression {
    let (x, y) = (try scalar(a), try scalar(b))
    return try mean(x * y) - mean(x) * mean(y)
  }

  // MARK: sums and products

  func series(_ kind: SeriesKind, _ index: Symbol, _ range: SeriesRange, _ body: Formula) throws -> Denotation {
    let name = Name.text(index)
    let terms = try members(index, range, body).map { value in
      try binding(name, to: value, space: spaceNamed(name)).denotation(body)
    }
    guard let first = terms.first else { return .scalar(.rational(kind == .sum ? 0 : 1)) }
    return try terms.dropFirst().reduce(first) { kind == .sum ? try $0 + $1 : try $0 * $1 }
  }

  /// The values an index takes.
  private func members(_ index: Symbol, _ range: SeriesRange, _ body: Formula) throws -> [Denotation] {
    switch range {
    case .from(let a, let b):
      guard let from = try whole(a), let through = try whole(b) else {
        throw MeaningError("the bounds of a sum must be known whole numbers: \(latex(a)) to \(latex(b))")
      }
      guard through - from < 100_000 else { throw MeaningError("a sum of \(through - from) terms is too long to write out") }
      return from > through ? [] : (from...through).map { .scalar(.rational(Rational($0))) }
    case .over(let set):
      if case .set(let values)? = try? denotation(set) { return values.map { .scalar(.rational($0)) } }
      if case .symbol(let s) = set, !isBound(s), let values = try? everything(index, body) { return values }
      throw MeaningError("a sum runs over a finite set; \(latex(set)) is none")
    case .all: return try everything(index, body)
    case .such(let relation):
      return try everything(index, body).filter { value in
        try holds(binding(Name.text(index), to: value).condition(relation))
      }
    }
  }

  private func whole(_ formula: Formula) throws -> Int? {
    if let n = Name.whole(formula, index: index) { return n }
    return valuation.rational(try scalar(formula))?.int
  }

  func holds(_ condition: Expression.Condition) throws -> Bool {
    let e = Expression.choosing([.init(condition, 1)], otherwise: 0)
    if let r = valuation.rational(e) { return !r.isZero }
    throw MeaningError("a condition cannot be decided at this point")
  }

  /// Everything a variable can be: the values its domain lists, the atoms of its law, or of a finite law in the body that
  /// is taken at it; an index counts the members of the family that it numbers there.
  func everything(_ symbol: Symbol, _ body: Formula) throws -> [Denotation] {
    let name = name(symbol)
    if let statement = toy.byName[name], case .parameter(let domain, _) = statement.kind, let values = try finiteValues(of: domain) {
      return values.map { .scalar(.rational($0)) }
    }
    if let law = try lawOfVariable(name), let atoms = try law.atoms(at: valuation) { return atoms.map { point($0.point) } }
    if let range = numbered(by: symbol, in: body) { return range.map { .scalar(.rational(Rational($0))) } }
    if let places = try places(of: symbol, in: body) { return places }
    throw MeaningError("the toy \(toy.name) does not say what \(name) can be; give the sum its bounds")
  }

  private func point(_ place: [Expression]) -> Denotation { place.count == 1 ? .scalar(place[0]) : .vector(place) }

  /// 1…n where the body has `v_i` of a vector of n coordinates or of a family v_1, …, v_n.
  private func numbered(by index: Symbol, in body: Formula) -> ClosedRange<Int>? {
    var sizes: Set<Int> = []
    for symbol in body.allSymbols where symbol.subscripts.contains(.symbol(index)) && symbol.subscripts.count == 1 {
      let family = self.name(symbol.family)
      if case .vector(let v)? = try? meaning(of: symbol.family) { sizes.insert(v.count); continue }
      var n = 0
      while toy.byName["\(family)_\(n + 1)"] != nil || values["\(family)_\(n + 1)"] != nil { n += 1 }
      sizes.insert(n)
    }
    body.visit { part in
      guard case .component(let whole, [.symbol(index)]) = part else { return }
      switch try? denotation(whole) {
      case .vector(let v)?: sizes.insert(v.count)
      case .scalar?: sizes.insert(1)
      default: break
      }
    }
    guard sizes.count == 1, let n = sizes.first, n > 0 else { return nil }
    return 1...n
  }

  /// Where the finite laws of the body that are taken at the variable have their atoms.
  private func places(of variable: Symbol, in body: Formula) throws -> [Denotation]? {
    var found: [[Rational]] = []
    var failed = false
    body.visit { part in
      guard case .application(let head, let arguments) = part, let k = arguments.wanted.firstIndex(of: .symbol(variable)),
        arguments.given.isEmpty, let law = (try? lawOf(head)) ?? nil else { return }
      guard law.dimension == arguments.wanted.count, let atoms = try? law.atoms(at: valuation) else { failed = true; return }
      found += atoms.compactMap { valuation.rational($0.point[k]) }.map { [$0] }
    }
    guard !failed, !found.isEmpty else { return nil }
    return Set(found.map { $0[0] }).sorted().map { .scalar(.rational($0)) }
  }

  /// The unconditional law of a variable of some letter, or of a random variable.
  private func lawOfVariable(_ name: String) throws -> Law? {
    if let law = try randomLaw(name) { return law }
    for letter in toy.factors.keys.sorted() {
      let model = try model(letter)
      if model.variables.contains(name), let law = try? model.law([name], given: [], in: self) { return law }
    }
    return nil
  }

  // MARK: integrals

  /// ∫ body over the variable: between its bounds, or by the toy's reference measure (counting on atoms, length on the line).
  func integral(_ variable: Symbol, _ lower: Formula?, _ upper: Formula?, _ body: Formula) throws -> Denotation {
    let name = Name.text(variable)
    if lower == nil, upper == nil {
      if let members = try slice(variable), let first = members.first {  // dx_{1:T}
        let rest = members.dropFirst().reversed().reduce(body) { .integral(variable: $1, lower: nil, upper: nil, $0) }
        return try integral(first, nil, nil, rest)
      }
      if let atoms = try? everything(variable, body), !atoms.isEmpty {
        let terms = try atoms.map { try binding(name, to: $0, space: spaceNamed(name)).denotation(body) }
        return try terms.dropFirst().reduce(terms[0]) { try $0 + $1 }
      }
      if let n = size(of: variable), n > 1 { return try integral(variable, over: n, body) }
    }
    let v = fresh.next(name)
    let value = try binding(name, to: .scalar(.variable(v)), space: spaceNamed(name)).scalar(body)
    let (a, b) = (try lower.map { try scalar($0) } ?? -.infinity, try upper.map { try scalar($0) } ?? .infinity)
    return .scalar(.integral(variable: v, lower: a, upper: b, body: value))
  }
}

extension Context {
  /// How many coordinates a variable of integration has.
  private func size(of variable: Symbol) -> Int? {
    let name = name(variable)
    if let n = toy.vectors[name] { return n }
    for letter in toy.factors.keys.sorted() {
      if let n = (try? model(letter))?.dimensions[name] { return n }
    }
    return coordinatesIfBound(name)?.count
  }

  /// An integral over all of a space of n dimensions.
  private func integral(_ variable: Symbol, over n: Int, _ body: Formula) throws -> Denotation {
    let name = Name.text(variable), free = (1...n).map { fresh.next("\(name)_\($0)") }
    let value = try binding(name, to: .vector(free.map { .variable($0) }), space: spaceNamed(name)).scalar(body)
    return .scalar(free.reversed().reduce(value) { .integral(variable: $1, lower: -.infinity, upper: .infinity, body: $0) })
  }
}

extension Symbol {
  /// The letter of a name as `Name` spells plain ones: `x`, `x_1`.
  init(named name: String) {
    let parts = name.split(separator: "_", maxSplits: 1).map(String.init)
    self.init(parts[0])
    if parts.count > 1 {
      subscripts = parts[1].split(separator: ",").map { part in
        Int(part).map { .number(Rational($0)) } ?? .symbol(Symbol(String(part)))
      }
    }
  }
}

extension Formula {
  /// Whether a letter stands only before brackets.
  func isOnlyHead(_ symbol: Symbol) -> Bool {
    var open = [self]
    while let formula = open.popLast() {
      switch formula {
      case .symbol(let s) where s == symbol: return false
      case .application(.symbol, let a): open += a.wanted + a.given + a.parameters
      default: open += formula.inside
      }
    }
    return true
  }

  /// The x of `x = 0`; anything else is itself.
  var leftOfEquality: Formula {
    if case .relation(let sides, [.equal]) = self { sides[0] } else { self }
  }
}

extension Denotation {
  func mapScalarsThrowing(_ f: (Expression) throws -> Expression) throws -> Denotation {
    switch self {
    case .scalar(let x): return .scalar(try f(x))
    case .vector(let v): return .vector(try v.map(f))
    case .matrix(let m): return .matrix(try m.map { try $0.map(f) })
    default: throw MeaningError("expected a number, found \(kind)")
    }
  }
}
