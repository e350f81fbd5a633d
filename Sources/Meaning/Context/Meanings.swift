import Exact
import Expressions
import Notation
import Probability

// What a symbol means: what binds it, nearest first.

extension Context {
  func meaning(of symbol: Symbol) throws -> Denotation {
    let name = name(symbol)
    if let local = locals[name] { return local.meaning }
    if case .vector? = locals[Name.family(symbol)]?.meaning, let part = try coordinate(symbol) {
      return part
    }
    if let value = values[name] { return value }
    if toy.factors[name] != nil { return .letter(name) }
    if let statement = toy.byName[name] { return try meaning(of: statement) }
    if let coordinate = try coordinate(symbol) { return coordinate }
    if let n = toy.vectors[name] { return try declaredVector(symbol, n) }
    if let match = defined(symbol) { return try meaning(of: match) }
    if let entry = try entry(symbol) { return entry }
    if let constant = try constant(symbol) { return constant }
    if let one = try indicator(symbol, nil) { return .scalar(one) }
    if let members = try slice(symbol) {
      return .vector(try members.flatMap { try coordinates(.symbol($0)) })
    }
    if let mass = try mass(symbol) { return .scalar(mass) }
    if let chances = try chancesOfSteps(symbol) { return chances }
    if let slope = derivedFunction(symbol) { return slope }
    throw MeaningError(
      "nothing binds \(name) on the toy \(toy.name)\(suggestion(name))", unbound: name)
  }

  /// What the text defines; `square`: of σ² := … what it says, and not the root of it.
  func meaning(of match: Definitions.Match, square: Bool = false) throws -> Denotation {
    let entry = match.entry
    guard square || entry.square != .unsaid else {
      let name = Name.text(entry.symbol)
      throw MeaningError("\(name)^2 is negative somewhere, and \(name) no number", unbound: name)
    }
    let body = square ? entry.body : entry.meaning
    if let parameters = entry.parameters {
      return .function(.formula(parameters, body, .text(match.indices)))
    }
    return try deeper(Name.text(entry.symbol)).binding(match.indices).denotation(body)
  }

  func constant(_ symbol: Symbol) throws -> Denotation? {
    guard symbol.accents.isEmpty else { return nil }
    if let line = realLine(symbol) { return line }
    guard symbol.marks.isEmpty else { return nil }
    if symbol.letter == "I", let size = symbol.subscripts.first {
      return try Name.whole(size, index: index).map { .matrix(try Matrix.identity($0)) }
    }
    if symbol.letter == "delta", let isSame = sameIndices(symbol.subscripts) {
      return .scalar(.rational(isSame ? 1 : 0))  // Kronecker's
    }
    guard symbol.subscripts.isEmpty else { return nil }
    switch symbol.letter {
    case "I" where symbol.style == .calligraphic: return nil
    case "I" where identity != nil: return .matrix(try Matrix.identity(identity ?? 1))
    case "pi": return .scalar(.pi)
    case "e": return .scalar(.exp(.rational(1)))
    case "I": return .scalar(.rational(1))  // a multiple of the identity acts as the number; Normal makes it square
    case "0" where symbol.style == .bold: return .scalar(.rational(0))
    default: return nil
    }
  }

  /// Whether the two indices of `\delta_{ij}` are the same number; nil where they are no two indices.
  func sameIndices(_ subscripts: [Formula]) -> Bool? {
    var places = subscripts
    if places.count == 1, case .product(let letters) = places[0] { places = letters }
    guard places.count == 2 else { return nil }
    let numbers = places.compactMap { Name.whole($0, index: index) }
    return numbers.count == 2 ? numbers[0] == numbers[1] : nil
  }

  /// `P^{(n)}` and `P^{(n)}_{ij}` of a matrix whose rows add up to one: the chances after n steps,
  /// which are its n-th power.
  func chancesOfSteps(_ symbol: Symbol) throws -> Denotation? {
    guard symbol.marks.count == 1, let mark = symbol.marks.first, mark.hasPrefix("(") else {
      return nil
    }
    var plain = symbol.family
    plain.marks = []
    guard isBound(plain), case .matrix(let m)? = try? meaning(of: plain), isTransition(m),
      let count = try? FormulaParser(options: .lenient).parse(String(mark.dropFirst().dropLast()))
    else { return nil }
    let steps = Formula.power(.symbol(plain), count)
    return symbol.subscripts.isEmpty
      ? try denotation(steps) : try component(steps, symbol.subscripts)
  }

  /// `\mathbb R`, and its positive half as `\mathbb R_+`, `\mathbb R_{>0}`, `\mathbb R_{\ge 0}`,
  /// `\mathbb R^+`.
  private func realLine(_ symbol: Symbol) -> Denotation? {
    guard symbol.letter == "R", symbol.style == .blackboard else { return nil }
    switch (symbol.marks, symbol.subscripts) {
    case ([], []): return .interval(lower: -.infinity, upper: .infinity)
    case (["+"], []), ([], [.symbol(Symbol("+"))]), ([], [.bounded(.greater, .number(0))]),
      ([], [.bounded(.greaterOrEqual, .number(0))]):
      return .interval(lower: .rational(0), upper: .infinity)
    default: return nil
    }
  }

  func meaning(of statement: Statement) throws -> Denotation {
    try placing(statement) { try meaning(ofKind: statement) }
  }

  /// An error in what a line of the toy binds names the line.
  func placing<R>(_ statement: Statement, _ make: () throws -> R) throws -> R {
    do { return try make() } catch let error as ProbabilityError {
      throw MeaningError(
        "\(error.message) (line \(statement.line) of the toy \(toy.name), which binds \(statement.name))"
      )
    } catch var error as MeaningError {
      if !error.isPlaced {
        error.message +=
          " (line \(statement.line) of the toy \(toy.name), which binds \(statement.name))"
        error.isPlaced = true
      }
      throw error
    }
  }

  private func meaning(ofKind statement: Statement) throws -> Denotation {
    switch statement.kind {
    case .parameter: throw MeaningError("\(statement.name) has no value at this point")
    case .simplex(let n): return .vector(try weights(statement.name, n))
    case .value(let formula): return try value(of: statement, formula)
    case .function(let parameters, let body):
      return .function(.formula(parameters, body, .toy))
    case .table(let rows):
      let top = atTopOfToy(statement.indices)
      return .function(
        .table(
          try rows.map { (try $0.key.map { try top.scalar($0) }, $0.value) },
          indices: statement.indices))
    case .law(let text):
      return .law(
        try cached(statement.name) {
          try deeper(statement.name).atTopOfToy(statement.indices).law(text)
        })
    case .factor: return .letter(statement.name)
    case .random: return try randomVariable(statement)
    case .vector: throw MeaningError("\(statement.name) is declared a vector and given no value")
    }
  }

  /// What the toy binds a name to; remembered, since everything asks for it.
  func value(of statement: Statement, _ formula: Formula) throws -> Denotation {
    if valuation.values.isEmpty, let known = cache.values[statement.name] { return known }
    let value = try deeper(statement.name).atTopOfToy(statement.indices).denotation(formula)
    if valuation.values.isEmpty { cache.values[statement.name] = value }
    return value
  }

  func randomVariable(_ statement: Statement) throws -> Denotation {
    let variables = try randomCoordinates(statement.name)
    return variables.count == 1
      ? .scalar(.variable(variables[0])) : .vector(variables.map { .variable($0) })
  }

  func suggestion(_ name: String) -> String {
    let known = Set(toy.statements.map(\.name)).union(definitions.entries.keys).sorted()
    let near = Spelling.nearest(to: name, among: known).map { "; did you mean \($0)" } ?? ""
    return known.isEmpty ? "" : "\(near); it binds \(known.prefix(24).joined(separator: ", "))"
  }
}
