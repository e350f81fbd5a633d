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
  /// How many coordinates a law is expected to have: what `\mathcal N(0, \mathbf I)` cannot say itself.
  var width: Int?
  let fresh: FreshNames
  private(set) var cache: LawCache

  struct Local { var meaning: Denotation; var space: String? }

  public init(toy: Toy, definitions: Definitions, point: Point, evaluator: Evaluator) {
    (self.toy, self.definitions, self.evaluator) = (toy, definitions, evaluator)
    values = point.values.mapValues { .scalar(.rational($0)) }
    (fresh, cache) = (FreshNames(), LawCache())
  }

  /// Runs a computation in which all new variables are numbered by this context: the same names in every run, whatever
  /// other threads do.
  func numbered<T>(_ body: () throws -> T) rethrows -> T {
    try Variable.$numbering.withValue(fresh.numbering, operation: body)
  }

  // MARK: binding

  func binding(_ name: String, to meaning: Denotation, space: String? = nil) -> Context {
    var inner = self
    inner.bind(name, to: meaning, space: space)
    return inner
  }
  /// A point hides what its coordinates were called before.
  mutating func bind(_ name: String, to meaning: Denotation, space: String? = nil) {
    if case .vector(let v) = meaning { for i in v.indices { locals["\(name)_\(i + 1)"] = nil } }
    locals[name] = Local(meaning: meaning, space: space)
  }
  /// Puts another value in the place of one of the toy; laws that were made before are made anew.
  mutating func put(_ name: String, _ meaning: Denotation) {
    values[name] = meaning
    cache = LawCache()
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
    inner.width = nil
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

  /// The spelling of a symbol here: `x_{t-1}` at t = 3 is `x_2`. A name that the toy makes another name for a law or a
  /// function is that one; a letter in bold or with a sample number that nothing binds is the plain one.
  func name(_ symbol: Symbol) -> String {
    let direct = spelling(symbol)
    if isKnown(direct) { return original(direct) }
    for plain in symbol.plainer {
      let name = spelling(plain)
      if isKnown(name) { return original(name) }
    }
    return direct
  }

  private func spelling(_ symbol: Symbol) -> String {
    let verbatim = Name.text(symbol)
    if symbol.subscripts.isEmpty || isKnown(verbatim) { return verbatim }
    return Name.text(symbol, index: index)
  }

  private func isKnown(_ name: String) -> Bool {
    locals[name] != nil || values[name] != nil || toy.byName[name] != nil || toy.vectors[name] != nil
  }

  /// `P = p` in a toy, where p is a law, a joint law or a function: P is p in every role.
  private func original(_ name: String) -> String {
    var name = name
    for _ in 0..<8 {
      guard locals[name] == nil, values[name] == nil, let statement = toy.byName[name],
        case .value(.symbol(let other)) = statement.kind
      else { break }
      let meant = Name.text(other, statement.indices)
      switch toy.byName[meant]?.kind {
      case .law?, .factor?, .function?, .table?, .random?: name = meant
      case .value(.symbol)?: name = meant
      default: return name
      }
    }
    return name
  }

  func meaning(of symbol: Symbol) throws -> Denotation {
    let name = name(symbol)
    if let local = locals[name] { return local.meaning }
    if case .vector? = locals[Name.family(symbol)]?.meaning, let part = try coordinate(symbol) { return part }
    if let value = values[name] { return value }
    if toy.factors[name] != nil { return .letter(name) }
    if let statement = toy.byName[name] { return try meaning(of: statement) }
    if let coordinate = try coordinate(symbol) { return coordinate }
    if let n = toy.vectors[name] { return try declaredVector(symbol, n) }
    if let (entry, indices) = defined(symbol) {
      if let parameters = entry.parameters { return .function(.formula(parameters, entry.body, boundInToy: false)) }
      return try deeper(name).binding(indices).denotation(entry.body)
    }
    if let entry = try entry(symbol) { return entry }
    if let constant = try constant(symbol) { return constant }
    if let one = try indicator(symbol, nil) { return .scalar(one) }
    if let members = try slice(symbol) { return .vector(try members.flatMap { try coordinates(.symbol($0)) }) }
    throw MeaningError("nothing binds \(name) on the toy \(toy.name)\(suggestion(name))", unbound: name)
  }

  /// A vector that the toy declares, by its coordinates.
  private func declaredVector(_ symbol: Symbol, _ n: Int) throws -> Denotation {
    let coordinates = symbol.coordinates(n)
    guard coordinates.allSatisfy({ isKnown(spelling($0)) }) else {
      throw MeaningError("the vector \(name(symbol)) has no value at this point")
    }
    return .vector(try coordinates.flatMap { try self.coordinates(.symbol($0)) })
  }

  /// `z_1` of a vector z, and the part `z_{1:d}` or `z_{<i}` of it.
  private func coordinate(_ symbol: Symbol) throws -> Denotation? {
    guard symbol.subscripts.count == 1, let range = try coordinateRange(symbol.subscripts[0]) else { return nil }
    let family = name(symbol.family)
    let whole: Denotation? =
      if let meaning = locals[family]?.meaning ?? values[family] { meaning }
      else if toy.vectors[family] != nil && range.isSlice || toy.byName[family].map({ !$0.isFactor }) ?? false {
        try meaning(of: symbol.family)
      }
      else { nil }
    guard case .vector(let v)? = whole else { return nil }
    let (from, through) = (range.from ?? 1, range.through ?? v.count)
    guard from >= 1, through <= v.count, from <= through + 1 else {
      throw MeaningError("\(family) has \(v.count) coordinates; there is no \(latex(.symbol(symbol)))")
    }
    return range.isSlice ? .vector(Array(v[(from - 1)..<through])) : .scalar(v[from - 1])
  }

  private func coordinateRange(_ f: Formula) throws -> (from: Int?, through: Int?, isSlice: Bool)? {
    switch f {
    case .range(let a, let b):
      guard let from = Name.whole(a, index: index), let through = Name.whole(b, index: index) else { return nil }
      return (from, through, true)
    case .bounded(let relation, let bound):
      guard let n = Name.whole(bound, index: index) else { return nil }
      switch relation {
      case .less: return (nil, n - 1, true)
      case .lessOrEqual: return (nil, n, true)
      case .greater: return (n + 1, nil, true)
      case .greaterOrEqual: return (n, nil, true)
      default: return nil
      }
    default: return Name.whole(f, index: index).map { ($0, $0, false) }
    }
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

  private func constant(_ symbol: Symbol) throws -> Denotation? {
    guard symbol.accents.isEmpty, symbol.marks.isEmpty else { return nil }
    if symbol.letter == "I", let size = symbol.subscripts.first {
      return Name.whole(size, index: index).map { .matrix(Matrix.identity($0)) }
    }
    guard symbol.subscripts.isEmpty else { return nil }
    switch symbol.letter {
    case "pi": return .scalar(.pi)
    case "e": return .scalar(.exp(.rational(1)))
    case "I": return .scalar(.rational(1))  // a multiple of the identity acts as the number; Normal makes it square
    case "0" where symbol.style == .bold: return .scalar(.rational(0))
    default: return nil
    }
  }

  private func meaning(of statement: Statement) throws -> Denotation {
    switch statement.kind {
    case .parameter, .simplex: throw MeaningError("\(statement.name) has no value at this point")
    case .value(let formula): return try value(of: statement, formula)
    case .function(let parameters, let body): return .function(.formula(parameters, body, boundInToy: true))
    case .table(let rows):
      let top = atTopOfToy(statement.indices)
      return .function(.table(try rows.map { (try $0.key.map { try top.scalar($0) }, $0.value) }, indices: statement.indices))
    case .law(let text): return .law(try cached(statement.name) { try deeper(statement.name).atTopOfToy(statement.indices).law(text) })
    case .factor: return .letter(statement.name)
    case .random: return try randomVariable(statement)
    case .vector: throw MeaningError("\(statement.name) is declared a vector and given no value")
    }
  }

  /// What the toy binds a name to; remembered, since everything asks for it.
  private func value(of statement: Statement, _ formula: Formula) throws -> Denotation {
    if valuation.values.isEmpty, let known = cache.values[statement.name] { return known }
    let value = try deeper(statement.name).atTopOfToy(statement.indices).denotation(formula)
    if valuation.values.isEmpty { cache.values[statement.name] = value }
    return value
  }

  private func randomVariable(_ statement: Statement) throws -> Denotation {
    let variables = try randomCoordinates(statement.name)
    return variables.count == 1 ? .scalar(.variable(variables[0])) : .vector(variables.map { .variable($0) })
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
  /// What `Probability` names its own variables by, as long as this context asks.
  let numbering = VariableNumbering()
  func next(_ letter: String) -> Variable {
    count += 1
    return Variable("\(letter)·\(count)")
  }
}

/// What has been made at a point. One context's own: a context is used by one thread at a time.
final class LawCache {
  var laws: [String: Law] = [:]
  var models: [String: LetterModel] = [:]
  var values: [String: Denotation] = [:]
  /// Of formulas in which nothing is bound but the toy's own letters.
  var meanings: [Formula: Denotation] = [:]
}

extension Symbol {
  /// The same letter with less on it, in the order in which a reader would try: without its style, without a sample number.
  var plainer: [Symbol] {
    var found: [Symbol] = [], candidate = self
    if style == .bold || style == .roman && letter.count == 1 {
      candidate.style = .italic
      found.append(candidate)
    }
    if style == .blackboard, letter == "P" || letter == "Q" {
      candidate.style = .italic
      found.append(candidate)
    }
    if candidate.marks.contains(where: { $0.hasPrefix("(") }) {
      candidate.marks.removeAll { $0.hasPrefix("(") }
      found.append(candidate)
    }
    return found
  }

  /// `z_1`, …, `z_n`.
  func coordinates(_ n: Int) -> [Symbol] {
    (1...n).map { i in
      var member = self
      member.subscripts.append(.number(Rational(i)))
      return member
    }
  }
}
