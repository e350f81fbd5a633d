import Exact
import Expressions
import Notation
import Probability

// What a variable of a sum without bounds can be.

extension Context {
  /// Everything a variable can be: the values its domain lists, the atoms of its law, or of a
  /// finite law in the body that is taken at it; an index counts the members of the family that it
  /// numbers there. What the toy says of x it says of x′.
  func everything(_ symbol: Symbol, _ body: Formula) throws -> [Denotation] {
    if let values = try everything(named: name(symbol)) { return values }
    if let range = numbered(by: symbol, in: body) {
      return range.map { .scalar(.rational(Rational($0))) }
    }
    if let places = try placesTaken(at: symbol, in: body) { return places }
    if let space = spaceTaken(by: symbol, in: body), let values = try everything(named: space) {
      return values
    }
    if let keys = tableTaken(at: symbol, in: body) { return keys }
    if let plain = symbol.unprimed, let values = try everything(named: name(plain)) {
      return values
    }
    throw MeaningError(
      "the toy \(toy.name) does not say what \(name(symbol)) can be; give the sum its bounds",
      cause: .lackOfToy)
  }

  private func everything(named name: String) throws -> [Denotation]? {
    if let statement = toy.byName[name], case .parameter(let domain, _) = statement.kind,
      let values = try finiteValues(of: domain)
    {
      return values.map { .scalar(.rational($0)) }
    }
    return try lawOfVariable(name).flatMap { try $0.atoms(at: valuation) }?.map { point($0.point) }
  }

  /// The variable of a joint law in the body as which a letter is asked for: x of `p(y \mid x')`,
  /// or of `\pi(i, j)` by its place.
  private func spaceTaken(by symbol: Symbol, in body: Formula) -> String? {
    var found: Set<String> = []
    body.visit { part in
      guard case .application(.symbol(let head), let arguments) = part,
        let letter = letter(name(head)),
        (arguments.wanted + arguments.given).contains(.symbol(symbol)),
        let model = try? model(letter)
      else { return }
      if let space = (try? space(of: symbol, in: model))
        ?? spaceByPlace(of: symbol, arguments, in: model)
      {
        found.insert(space)
      }
    }
    return found.count == 1 ? found.first : nil
  }

  /// The places that a function given by a table has, of `E(x')`.
  private func tableTaken(at symbol: Symbol, in body: Formula) -> [Denotation]? {
    var found: Set<Rational> = []
    body.visit { part in
      guard case .application(.symbol(let head), let arguments) = part,
        arguments.wanted == [.symbol(symbol)],
        case .function(.table(let rows, _))? = try? meaning(of: head)
      else { return }
      found.formUnion(rows.compactMap { $0.0.count == 1 ? valuation.rational($0.0[0]) : nil })
    }
    return found.isEmpty ? nil : found.sorted().map { .scalar(.rational($0)) }
  }

  func point(_ place: [Expression]) -> Denotation {
    place.count == 1 ? .scalar(place[0]) : .vector(place)
  }

  /// 1…n where the body has `v_i` of a vector of n coordinates or of a family v_1, …, v_n; where a
  /// law has its atoms, of the masses `p_i`. What the text defines of `l_i` is looked through.
  ///
  /// - behind: the families whose definitions were looked through to come here.
  func numbered(by index: Symbol, in body: Formula, behind: Set<String> = []) -> ClosedRange<Int>? {
    var sizes: Set<Int> = [], ranges: Set<ClosedRange<Int>> = []
    for symbol in body.allSymbols {
      if let n = side(of: symbol, numberedBy: index) { sizes.insert(n) }
      guard symbol.subscripts == [.symbol(index)] else { continue }
      let family = self.name(symbol.family)
      if case .vector(let v)? = try? meaning(of: symbol.family) { sizes.insert(v.count); continue }
      if let masses = try? masses(symbol.family) { ranges.insert(masses.places); continue }
      if let range = numbered(bySubscriptOf: symbol, behind: behind) {
        ranges.insert(range); continue
      }
      var n = 0
      while toy.byName["\(family)_\(n + 1)"] != nil || values["\(family)_\(n + 1)"] != nil {
        n += 1
      }
      if n > 0 { sizes.insert(n) }
    }
    body.visit { part in
      guard case .component(let whole, let places) = part, let k = places.place(of: index) else {
        return
      }
      switch try? denotation(whole) {
      case .vector(let v)? where places == [.symbol(index)]: sizes.insert(v.count)
      case .scalar? where places == [.symbol(index)]: sizes.insert(1)
      case .matrix(let m)?: sizes.insert(k == 0 ? m.count : m.first?.count ?? 0)
      default: break
      }
    }
    ranges.formUnion(sizes.map { 1...$0 })
    return ranges.count == 1 ? ranges.first : nil
  }

  /// What the index of `l_i` counts in the definition of `l_i`.
  private func numbered(bySubscriptOf symbol: Symbol, behind: Set<String>) -> ClosedRange<Int>? {
    let family = Name.family(symbol)
    if behind.contains(family) { return nil }
    for entry in definitions.entries[family] ?? [] {
      guard entry.parameters == nil, case .symbol(let letter)? = entry.symbol.subscripts.first,
        entry.symbol.subscripts.count == 1, let inner = try? deeper("a sum")
      else { continue }
      if let range = inner.numbered(by: letter, in: entry.body, behind: behind.union([family])) {
        return range
      }
    }
    return nil
  }

  /// The rows or columns of a matrix A whose entries `A_{ij}` or `A_{i,j}` an index counts.
  private func side(of symbol: Symbol, numberedBy index: Symbol) -> Int? {
    var places = symbol.subscripts
    if places.count == 1, case .product(let letters) = places[0] { places = letters }
    guard places.count == 2, let k = places.firstIndex(of: .symbol(index)),
      case .matrix(let m)? = try? meaning(of: symbol.family)
    else { return nil }
    return k == 0 ? m.count : m.first?.count
  }

  /// Where the finite laws of the body that are taken at the variable have their atoms.
  func placesTaken(at variable: Symbol, in body: Formula) throws -> [Denotation]? {
    var found: [[Rational]] = []
    var failed = false
    body.visit { part in
      guard case .application(let head, let arguments) = part,
        let k = arguments.wanted.firstIndex(of: .symbol(variable)),
        arguments.given.isEmpty, let law = (try? lawOf(head, densitiesToo: true)) ?? nil
      else { return }
      guard law.dimension == arguments.wanted.count, let atoms = try? law.atoms(at: valuation)
      else { failed = true; return }
      found += atoms.compactMap { valuation.rational($0.point[k]) }.map { [$0] }
    }
    guard !failed, !found.isEmpty else { return nil }
    return Set(found.map { $0[0] }).sorted().map { .scalar(.rational($0)) }
  }

  /// The unconditional law of a variable of some letter, or of a random variable.
  func lawOfVariable(_ name: String) throws -> Law? {
    if let law = try randomLaw(name) { return law }
    for letter in toy.factors.keys.sorted() where spaceNamed(name) != nil {
      let model = try model(letter)
      if model.variables.contains(name), let law = try? model.law([name], given: [], in: self) {
        return law
      }
    }
    return nil
  }
}

extension [Formula] {
  /// Whether an index counts rows or columns of `(A^n)_{ij}`; nil where it counts nothing there.
  fileprivate func place(of index: Symbol) -> Int? {
    if count == 1, case .product(let letters) = self[0] {
      return letters.firstIndex(of: .symbol(index))
    }
    return firstIndex(of: .symbol(index))
  }
}

extension Symbol {
  /// x of x′; nil for a letter without a prime.
  package var unprimed: Symbol? {
    guard marks.contains("'") else { return nil }
    var plain = self
    plain.marks.removeAll { $0 == "'" }
    return plain
  }
}
