import Exact
import Expressions
import Notation
import Probability

// Expectations, sums, products and integrals.

extension Context {
  // MARK: expectations

  func expectation(_ draws: [Draw], _ body: Formula) throws -> Denotation {
    guard let draw = draws.first else { return try overRandomVariables(body) }
    let rest = Array(draws.dropFirst())
    let (law, names, spaces) = try drawn(draw)
    return try collect(law) { place in
      var inner = self
      for (k, name) in names.enumerated() {
        inner = inner.binding(name, to: names.count == 1 && place.count > 1 ? .vector(place) : .scalar(place[k]), space: spaces[k])
      }
      return rest.isEmpty ? try inner.denotation(body) : try inner.expectation(rest, body)
    }
  }

  /// The expectation of a number, or of a vector coordinate by coordinate.
  private func collect(_ law: Law, _ body: ([Expression]) throws -> Denotation) throws -> Denotation {
    var shape: Denotation?
    func coordinate(_ k: Int) throws -> Expression {
      try law.expectation(at: valuation) { place in
        let value = try body(place)
        if shape == nil { shape = value }
        switch value {
        case .scalar(let e): return e
        case .vector(let v): return v[k]
        default: throw MeaningError("the expectation of \(value.kind)")
        }
      }
    }
    let first = try coordinate(0)
    guard case .vector(let v)? = shape else { return .scalar(first) }
    return .vector(try [first] + (1..<v.count).map(coordinate))
  }

  /// The law of a draw, the names it binds and the spaces they come from.
  private func drawn(_ draw: Draw) throws -> (Law, names: [String], spaces: [String?]) {
    guard let formula = draw.law else { return try knownVariables(draw.variables) }
    if draw.variables.isEmpty, case .symbol(let s) = formula, !isLaw(s) { return try knownVariables([s]) }
    if case .application(.symbol(let s), let arguments) = formula, let letter = letter(name(s)) {
      let model = try model(letter)
      let wanted = try arguments.wanted.flatMap { try places($0, in: model) }
      let law = try model.law(wanted.map(\.space), given: try given(arguments, in: model), in: self)
      let names = try draw.variables.isEmpty ? wanted.map(\.space) : spelled(draw.variables)
      guard names.count == wanted.count else { throw MeaningError("\(latex(formula)) is a law of \(wanted.count) variables; \(names.count) are drawn") }
      return (law, names, wanted.map(\.space))
    }
    if case .symbol(let s) = formula, let letter = letter(name(s)) {
      let model = try model(letter)
      let names = try spelled(draw.variables)
      let spaces = draw.variables.isEmpty ? model.variables : try draw.variables.map { try space(of: $0, in: model) }
      return (try model.law(spaces, given: [], in: self), draw.variables.isEmpty ? spaces : names, spaces)
    }
    let law = try law(formula)
    guard !draw.variables.isEmpty else { return (law, [], []) }
    let names = try spelled(draw.variables)
    guard names.count == law.dimension || names.count == 1 else {
      throw MeaningError("\(latex(formula)) is a law of \(law.dimension) coordinates; \(names.count) variables are drawn")
    }
    return (law, names, names.map { spaceNamed($0) })
  }

  private func spelled(_ symbols: [Symbol]) throws -> [String] {
    try symbols.flatMap { s in try slice(s).map { $0.map(name) } ?? [name(s)] }
  }

  private func spaceNamed(_ name: String) -> String? {
    let spaces = toy.factors.values.flatMap { $0 }.flatMap { statement -> [String] in
      guard case .factor(let wanted, let given, _) = statement.kind else { return [] }
      return (wanted + given).map { Name.text($0, statement.indices) }
    }
    return spaces.contains(name) ? name : nil
  }

  private func isLaw(_ s: Symbol) -> Bool {
    letter(name(s)) != nil || ((try? lawOf(.symbol(s))) ?? nil) != nil
  }

  /// `\mathbb{E}_x`: the toy knows the law of x, as a random variable or as a variable with a factor.
  private func knownVariables(_ symbols: [Symbol]) throws -> (Law, names: [String], spaces: [String?]) {
    var laws: [Law] = [], names: [String] = [], spaces: [String?] = []
    for s in symbols {
      let name = name(s)
      names.append(name)
      if let law = try randomLaw(name) { laws.append(law); spaces.append(nil); continue }
      let letters = toy.factors.keys.sorted().filter { ((try? model($0))?.variables.contains(name)) ?? false }
      guard letters.count == 1 else {
        throw MeaningError("the toy \(toy.name) does not say from which law \(name) is drawn; write \\mathbb{E}_{\(latex(.symbol(s))) \\sim p}")
      }
      laws.append(try model(letters[0]).law([name], given: [], in: self))
      spaces.append(name)
    }
    return (Law.product(laws), names, spaces)
  }

  // MARK: random variables of the toy

  /// The law of a random variable that the toy declares by `name ~ law`.
  func randomLaw(_ name: String) throws -> Law? {
    guard let statement = toy.byName[name], case .random(let text) = statement.kind else { return nil }
    return try cached("~" + name) { try deeper(name).atTopOfToy(statement.indices).law(text) }
  }

  /// The random variables in an expression with their joint law; they are independent.
  func randomVariables(in expressions: [Expression]) throws -> (names: [Variable], law: Law)? {
    let names = Set(expressions.flatMap(\.freeVariables)).filter { $0.name.hasPrefix("random ") }.sorted()
    guard !names.isEmpty else { return nil }
    return (names, Law.product(try names.map { try randomLaw(String($0.name.dropFirst(7)))! }))
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
    let terms = try members(index, range).map { value in try binding(name, to: .scalar(value), space: spaceNamed(name)).denotation(body) }
    guard let first = terms.first else { return .scalar(.rational(kind == .sum ? 0 : 1)) }
    return try terms.dropFirst().reduce(first) { kind == .sum ? try $0 + $1 : try $0 * $1 }
  }

  /// The values an index takes.
  private func members(_ index: Symbol, _ range: SeriesRange) throws -> [Expression] {
    switch range {
    case .from(let a, let b):
      guard let from = try whole(a), let through = try whole(b) else {
        throw MeaningError("the bounds of a sum must be known whole numbers: \(latex(a)) to \(latex(b))")
      }
      guard through - from < 100_000 else { throw MeaningError("a sum of \(through - from) terms is too long to write out") }
      return from > through ? [] : (from...through).map { .rational(Rational($0)) }
    case .over(let set):
      if case .set(let values) = try denotation(set) { return values.map { .rational($0) } }
      throw MeaningError("a sum runs over a finite set; \(latex(set)) is none")
    case .all: return try everything(index)
    case .such(let relation):
      return try everything(index).filter { value in
        try holds(binding(Name.text(index), to: .scalar(value)).condition(relation))
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

  /// Everything a variable can be: the values its domain lists, or the atoms of its law.
  private func everything(_ symbol: Symbol) throws -> [Expression] {
    let name = name(symbol)
    if let statement = toy.byName[name], case .parameter(let domain, _) = statement.kind, let values = try finiteValues(of: domain) {
      return values.map { .rational($0) }
    }
    if let law = try lawOfVariable(name), let atoms = try law.atoms(at: valuation) {
      guard law.dimension == 1 else { throw MeaningError("the sum over the vector \(name) is written with its coordinates") }
      return atoms.map { $0.point[0] }
    }
    throw MeaningError("the toy \(toy.name) does not say what \(name) can be; give the sum its bounds")
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
    if lower == nil, upper == nil, let atoms = try? everything(variable) {
      let terms = try atoms.map { try binding(name, to: .scalar($0), space: spaceNamed(name)).denotation(body) }
      return try terms.dropFirst().reduce(terms[0]) { try $0 + $1 }
    }
    let v = fresh.next(name)
    let value = try binding(name, to: .scalar(.variable(v)), space: spaceNamed(name)).scalar(body)
    let (a, b) = (try lower.map { try scalar($0) } ?? -.infinity, try upper.map { try scalar($0) } ?? .infinity)
    return .scalar(.integral(variable: v, lower: a, upper: b, body: value))
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
