import Exact
import Expressions
import Notation
import Probability

/// One toy at one point: what every letter means, here and now.
///
/// A context is a value. Binding a letter makes a new one; nothing is looked up by spelling where a space is meant: the
/// argument of `p(z'|x)` finds its factor by the space its variable was drawn from.
public struct Context {
  let toy: Toy
  let definitions: Definitions
  let evaluator: Evaluator
  /// The point, and parameters that are being differentiated.
  var values: [String: Denotation] { didSet { isAtThePoint = false } }
  /// Whether the toy's letters still have the values of the point.
  private(set) var isAtThePoint = true
  /// Variables bound by an expectation, a sum, an integral, or a function.
  var locals: [String: Local] = [:]
  /// The values of parameters that stand as variables because something is differentiated by them.
  var valuation = Valuation()
  var depth = 0
  let fresh: FreshNames
  let cache: LawCache

  struct Local { var meaning: Denotation; var space: String? }

  public init(toy: Toy, definitions: Definitions, point: Point, evaluator: Evaluator) {
    (self.toy, self.definitions, self.evaluator) = (toy, definitions, evaluator)
    values = point.values.mapValues { .scalar(.rational($0)) }
    (fresh, cache) = (FreshNames(), LawCache())
  }

  // MARK: binding

  func binding(_ name: String, to meaning: Denotation, space: String? = nil) -> Context {
    var inner = self
    inner.locals[name] = Local(meaning: meaning, space: space)
    return inner
  }
  func binding(_ symbol: Symbol, to meaning: Denotation, space: String? = nil) -> Context {
    binding(name(symbol), to: meaning, space: space)
  }
  func binding(_ indices: [String: Int]) -> Context {
    indices.reduce(self) { $0.binding($1.key, to: .scalar(.rational(Rational($1.value)))) }
  }
  /// One step deeper into definitions: a definition that needs itself is an error, not a hang.
  func deeper(_ what: String) throws -> Context {
    guard depth < 60 else { throw MeaningError("the definition of \(what) goes round in a circle") }
    var inner = self
    inner.depth += 1
    return inner
  }
  /// The toy's own letters only, with the indices of a `for`.
  func atTopOfToy(_ indices: [String: Int]) -> Context {
    var inner = self
    inner.locals = [:]
    return inner.binding(indices)
  }

  // MARK: names

  /// The whole number a letter stands for, if it does.
  func index(_ name: String) -> Int? {
    if let local = locals[name] {
      if case .scalar(.rational(let r)) = local.meaning { return r.int }
      return nil
    }
    if case .scalar(.rational(let r))? = values[name] { return r.int }
    if case .value(.number(let r))? = toy.byName[name]?.kind { return r.int }
    return nil
  }

  /// The spelling of a symbol here: `x_{t-1}` at t = 3 is `x_2`.
  func name(_ symbol: Symbol) -> String {
    let verbatim = Name.text(symbol)
    if symbol.subscripts.isEmpty || locals[verbatim] != nil || values[verbatim] != nil || toy.byName[verbatim] != nil { return verbatim }
    return Name.text(symbol, index: index)
  }

  func meaning(of symbol: Symbol) throws -> Denotation {
    let name = name(symbol)
    if let local = locals[name] { return local.meaning }
    if let value = values[name] { return value }
    if toy.factors[name] != nil { return .letter(name) }
    if let statement = toy.byName[name] { return try meaning(of: statement) }
    if let coordinate = try coordinate(symbol) { return coordinate }
    if let (entry, indices) = definitions.match(symbol, index: index) {
      if let parameters = entry.parameters { return .function(.formula(parameters, entry.body, boundInToy: false)) }
      return try deeper(name).binding(indices).denotation(entry.body)
    }
    if let entry = try entry(symbol) { return entry }
    if let constant = constant(name) { return constant }
    throw MeaningError("nothing binds \(name) on the toy \(toy.name)\(suggestion(name))", unbound: name)
  }

  /// `z_1` of a vector z.
  private func coordinate(_ symbol: Symbol) throws -> Denotation? {
    guard symbol.subscripts.count == 1, let i = Name.whole(symbol.subscripts[0], index: index) else { return nil }
    let family = Name.family(symbol)
    let whole = try locals[family]?.meaning ?? values[family] ?? toy.byName[family].map { try meaning(of: $0) }
    guard case .vector(let v)? = whole else { return nil }
    guard v.indices.contains(i - 1) else { throw MeaningError("\(family) has \(v.count) coordinates; there is no \(family)_\(i)") }
    return .scalar(v[i - 1])
  }

  /// `\Lambda_{12}`, `\Lambda_{1,2}` or `\Lambda_{ij}` of a matrix Λ, and `m_1` of a vector that the text defines.
  private func entry(_ symbol: Symbol) throws -> Denotation? {
    guard !symbol.subscripts.isEmpty, isBound(symbol.family) else { return nil }
    let whole = try meaning(of: symbol.family)
    switch whole {
    case .vector, .matrix: break
    default: return nil
    }
    var places = symbol.subscripts
    if case .matrix(let m) = whole, m.count < 10, places.count == 1, case .number(let r) = places[0], let n = r.int, n > 10 {
      places = [.number(Rational(n / 10)), .number(Rational(n % 10))]  // 12 is row 1, column 2
    }
    return try component(.symbol(symbol.family), places)
  }

  private func constant(_ name: String) -> Denotation? {
    switch name {
    case "pi": .scalar(.pi)
    case "e": .scalar(.exp(.rational(1)))
    case "mathbf I", "I": .scalar(.rational(1))  // a multiple of the identity acts as the number; Normal makes it square
    default: nil
    }
  }

  private func meaning(of statement: Statement) throws -> Denotation {
    switch statement.kind {
    case .parameter, .simplex: throw MeaningError("\(statement.name) has no value at this point")
    case .value(let formula): return try deeper(statement.name).atTopOfToy(statement.indices).denotation(formula)
    case .function(let parameters, let body): return .function(.formula(parameters, body, boundInToy: true))
    case .table(let rows):
      let top = atTopOfToy(statement.indices)
      return .function(.table(try rows.map { (try $0.key.map { try top.scalar($0) }, $0.value) }, indices: statement.indices))
    case .law(let text): return .law(try cached(statement.name) { try deeper(statement.name).atTopOfToy(statement.indices).law(text) })
    case .factor: return .letter(statement.name)
    case .random: return .scalar(.variable(Self.random(statement.name)))
    }
  }

  /// Laws of the toy are made once a point, unless a parameter is being differentiated.
  func cached(_ key: String, _ make: () throws -> Law) throws -> Law {
    guard isAtThePoint, valuation.values.isEmpty else { return try make() }
    if let law = cache.laws[key] { return law }
    let law = try make()
    cache.laws[key] = law
    return law
  }

  /// The variable that stands for a random variable of the toy.
  static func random(_ name: String) -> Variable { Variable("random " + name) }

  private func suggestion(_ name: String) -> String {
    let known = Set(toy.statements.map(\.name)).union(definitions.entries.keys).sorted()
    return known.isEmpty ? "" : "; it binds \(known.prefix(24).joined(separator: ", "))"
  }
}

/// Counts the variables made for integrals, so that no two are the same and every run makes the same ones.
final class FreshNames {
  private var count = 0
  func next(_ letter: String) -> Variable {
    count += 1
    return Variable("\(letter)·\(count)")
  }
}

/// What is found once a point.
final class LawCache {
  var laws: [String: Law] = [:]
  /// Of formulas in which nothing is bound but the toy's own letters.
  var meanings: [Formula: Denotation] = [:]
}
