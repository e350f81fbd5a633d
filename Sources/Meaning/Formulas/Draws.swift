import Exact
import Expressions
import Notation
import Probability

// What stands below an expectation: the law, and the names that it binds.

/// A name that an expectation binds: the space it is drawn from, and its number of coordinates.
struct Bound { var name: String, space: String?, size: Int }

extension Context {
  /// The names bound to the coordinates of a place, one after the other.
  func binding(_ bound: [Bound], to place: [Expression], in body: Formula) throws -> Context {
    var inner = self, from = 0
    for name in bound {
      guard from + name.size <= place.count else {
        throw MeaningError("more is drawn than the law has coordinates")
      }
      let part = Array(place[from..<from + name.size])
      inner = inner.letting(
        name.name, be: part.count == 1 ? .scalar(part[0]) : .vector(part), space: name.space,
        in: body)
      from += name.size
    }
    return inner
  }

  /// The law of a draw, and the names it binds.
  func drawn(_ draw: Draw, for body: Formula) throws -> (Law, [Bound]) {
    guard let formula = draw.law else { return try knownVariables(draw.variables) }
    if draw.variables.isEmpty, case .symbol(let s) = formula, !isLaw(s),
      defined(s)?.entry.parameters == nil
    {
      return try knownVariables([s])
    }
    if case .application(.symbol(let s), let arguments) = formula, let letter = letter(name(s)) {
      let model = try model(letter)
      let wanted = try wanted(arguments, in: model)
      if let law = try lawByText(s, arguments, in: model) {
        return (law, try bound(draw.variables, to: wanted.map(\.space), of: model, formula))
      }
      try model.checkMarginal(of: wanted.map(\.space), arguments)
      let law = try model.law(
        wanted.map(\.space), given: try given(arguments, wanted: wanted, in: model), in: self)
      let isTurned = try turned(arguments, in: model) != nil
      let names = isTurned ? arguments.wanted.compactMap(\.letter) : []
      return (
        law,
        try bound(
          draw.variables.isEmpty ? names : draw.variables, to: wanted.map(\.space), of: model,
          formula)
      )
    }
    if case .symbol(let s) = formula, let letter = letter(name(s)) {
      let model = try model(letter)
      let spaces =
        try draw.variables.isEmpty
        ? model.variables : draw.variables.map { try space(of: $0, in: model) }
      return (
        try model.law(spaces, given: [], in: self),
        try bound(draw.variables, to: spaces, of: model, formula)
      )
    }
    let names = try spelled(draw.variables.isEmpty ? namedInside(formula) : draw.variables)
    let sizes = names.map { toy.vectors[$0] ?? 1 }
    let wide = expecting(sizes.isEmpty ? nil : sizes.reduce(0, +))
    let law =
      try wide.uniform(
        over: formula, counting: draw.variables.count == 1 && counts(draw.variables[0], in: body))
      ?? wide.law(formula)
    guard !names.isEmpty else {
      let letter = try understood(in: body, drawnFrom: formula, law)
      return (law, letter.map { [Bound(name: $0, space: nil, size: law.dimension)] } ?? [])
    }
    if names.count == 1 {
      if let size = toy.vectors[names[0]], identity != nil, size != law.dimension {
        throw MeaningError(
          "\(latex(formula)) has \(law.dimension) coordinates, and \(names[0]) has \(size)")
      }
      return (law, [Bound(name: names[0], space: spaceNamed(names[0]), size: law.dimension)])
    }
    guard sizes.reduce(0, +) == law.dimension else {
      throw MeaningError(
        "\(latex(formula)) is a law of \(law.dimension) coordinates; \(names.count) variables are drawn"
      )
    }
    return (law, zip(names, sizes).map { Bound(name: $0, space: spaceNamed($0), size: $1) })
  }

  /// The x of `\mathbb E_{p(x)}[…]`, where p is a law of the toy.
  private func namedInside(_ law: Formula) -> [Symbol] {
    guard case .application(.symbol(let head), let a) = law, a.given.isEmpty, a.parameters.isEmpty,
      !isBuiltInLaw(head)
    else { return [] }
    let letters = a.wanted.compactMap { if case .symbol(let s) = $0 { s } else { nil } }
    return letters.count == a.wanted.count ? letters : []
  }

  /// The letter that `\mathbb E_p[f(x)]` does not name: the only one in the body that nothing
  /// binds, else the only one that the toy chooses and p does not depend on, else such a one that
  /// the formula around it binds; an expectation draws its letter anew. Where the body has none,
  /// such a letter of what its letters are made of; nil when there is none.
  func understood(in body: Formula, drawnFrom formula: Formula, _ law: Law) throws
    -> String?
  {
    let parameters = toy.families(neededBy: [formula], definitions: definitions)
    let letters = body.argumentLetters.filter { s in
      body.freeFamilies.contains(Name.family(s)) && !isBuiltInLaw(s)
    }
    let (bound, open) = letters.parted { locals[name($0)] != nil }
    if let declared = try only(open.filter { isDeclared($0, by: formula) }, formula) {
      return declared
    }
    let unsaid = open.filter { !isBound($0) && (try? meaning(of: $0)) == nil }
    if !unsaid.isEmpty { return unsaid.count == 1 ? unsaid.first.map(name) : nil }
    func isFree(_ s: Symbol) -> Bool {
      isChosen(s) && (!parameters.contains(Name.family(s)) || !depends(formula, on: s))
    }
    // the \alpha of \mathbb E_p[(p/q)^{\alpha - 1}] is not what p gives weights to
    let isOfLaws = taken(body, atDrawsFrom: law) != nil
    let free = open.filter { isFree($0) && (!isOfLaws || ranges($0, over: law)) }
    if let letter = try only(free, formula) { return letter }
    let anew = bound.filter { s in
      guard isNumberOrPoint(locals[name(s)]?.meaning) else { return false }
      return isFree(s)
        || !isBoundOutside(s) && !Formula.symbol(s).isIndexLetter
          && !parameters.contains(Name.family(s))
    }
    if let letter = try only(anew, formula) { return letter }
    // the X of \mathbb E_Q[f(X)] is drawn from Q, whatever it is drawn from elsewhere
    if let other = try only(open.filter { isDeclared($0) }, formula) { return other }
    return try only(made(of: letters).filter { isFree($0) && ranges($0, over: law) }, formula)
  }

  /// Whether the toy declares the letter to be drawn, X ~ P; of `law`, where one is named.
  private func isDeclared(_ letter: Symbol, by law: Formula? = nil) -> Bool {
    guard case .random(let text)? = toy.byName[name(letter)]?.kind else { return false }
    guard let law else { return true }
    if case .formula(let named) = text { return named == law }
    return false
  }

  /// Whether a law changes with a letter: that of q(x) = ∫ k(x | x_0) r(x_0) dx_0 does not with x,
  /// though x_0 is of its family.
  func depends(_ law: Formula, on s: Symbol) -> Bool {
    let v = fresh.next(name(s))
    var around = self
    around.valuation.values[v] = values[name(s)].flatMap {
      if case .scalar(.rational(let r)) = $0 { r } else { nil }
    }
    around.put(name(s), .scalar(.variable(v)))
    return (try? around.law(law))?.mentions(v) ?? true
  }

  /// The one letter that is meant; nil where there is none.
  private func only(_ letters: Set<Symbol>, _ law: Formula) throws -> String? {
    let names = Set(
      letters.map { toy.vectors[name($0.family)] == nil ? name($0) : name($0.family) }
    )
    .sorted()
    guard names.count <= 1 else {
      throw MeaningError(
        "it is not said which of \(names.joined(separator: ", ")) is drawn: write \\mathbb{E}_{\(names[0]) \\sim \(latex(law))}"
      )
    }
    return names.first
  }

  /// Whether the toy chooses the letter.
  private func isChosen(_ s: Symbol) -> Bool {
    guard case .parameter? = toy.byName[name(s)]?.kind else {
      return toy.vectors[name(s)] != nil && isBound(s)
    }
    return true
  }

  /// Whether the toy or the text says what a letter is that something binds here.
  private func isBoundOutside(_ s: Symbol) -> Bool {
    let name = name(s)
    return values[name] != nil || toy.byName[name] != nil || toy.vectors[name] != nil
      || toy.factors[name] != nil || defined(s) != nil
  }

  private func isNumberOrPoint(_ meaning: Denotation?) -> Bool {
    switch meaning {
    case .scalar?, .vector?: true
    default: false
    }
  }

  /// The letters of which the toy or the text makes others: the x of `y = x^2`.
  private func made(of letters: Set<Symbol>) -> Set<Symbol> {
    var found: Set<Symbol> = [], open = Array(letters), seen = letters
    while let s = open.popLast() {
      let formula: Formula
      if let statement = toy.byName[name(s)] {
        guard case .value(let f) = statement.kind else { continue }
        formula = f
      } else if let entry = defined(s)?.entry, entry.parameters == nil {
        formula = entry.body
      } else {
        continue
      }
      let inner = formula.argumentLetters.filter {
        formula.freeFamilies.contains(Name.family($0)) && !seen.contains($0)
      }
      seen.formUnion(inner)
      found.formUnion(inner)
      open += inner
    }
    return found
  }

  /// Whether a letter of the toy can be what the law draws, and nothing else: its values are the
  /// law's, or it may be any number where the law has a density.
  private func ranges(_ s: Symbol, over law: Law) -> Bool {
    guard case .parameter(let domain, _)? = toy.byName[name(s)]?.kind, law.dimension == 1 else {
      return toy.vectors[name(s)] == law.dimension
    }
    if let values = (try? finiteValues(of: domain)) ?? nil {
      guard law.isFinite, let atoms = try? law.atoms(at: valuation) else { return false }
      return atoms.allSatisfy { atom in
        valuation.rational(atom.point[0]).map(values.contains) ?? false
      }
    }
    guard case .interval(nil, nil, _, _) = domain else { return false }
    return !law.isFinite
  }

  /// The names of a draw, each with the variable of the joint law that it stands for.
  func bound(
    _ symbols: [Symbol], to spaces: [String], of model: LetterModel, _ formula: Formula
  ) throws -> [Bound] {
    let names = try symbols.isEmpty ? spaces : spelled(symbols)
    if names.count == 1, spaces.count > 1 {
      return [
        Bound(name: names[0], space: nil, size: spaces.reduce(0) { $0 + model.dimension(of: $1) })
      ]
    }
    guard names.count == spaces.count else {
      throw MeaningError(
        "\(latex(formula)) is a law of \(spaces.count) variables; \(names.count) are drawn")
    }
    return zip(names, spaces).map { Bound(name: $0, space: $1, size: model.dimension(of: $1)) }
  }

  /// Whether a letter is a whole number: it stands in a subscript, or the toy lists whole numbers
  /// for it.
  func counts(_ symbol: Symbol, in body: Formula) -> Bool {
    if body.allSymbols.contains(where: { $0.subscripts.contains { $0.allSymbols.contains(symbol) } }
    ) {
      return true
    }
    guard case .parameter(let domain, _)? = toy.byName[name(symbol)]?.kind else { return false }
    return ((try? finiteValues(of: domain)) ?? nil)?.allSatisfy(\.isInteger) ?? false
  }

  func spelled(_ symbols: [Symbol]) throws -> [String] {
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

  func isLaw(_ s: Symbol) -> Bool {
    letter(name(s)) != nil || ((try? lawOf(.symbol(s))) ?? nil) != nil
  }

  /// Whether a letter names a law, and neither a number nor what is drawn.
  package func isMeasure(_ s: Symbol) -> Bool {
    if letter(name(s)) != nil { return true }
    guard isBound(s), case .law? = try? meaning(of: s) else { return false }
    return true
  }

  /// `\mathbb{E}_x`: the toy knows the law of x, as a random variable, as a variable with a factor,
  /// or by the values it lists.
  func knownVariables(_ symbols: [Symbol]) throws -> (Law, [Bound]) {
    let common = symbols.count > 1 ? lettersHaving(all: symbols.map(name)) : []
    if common.count == 1 {
      let model = try model(common[0]), spaces = symbols.map(name)
      return (
        try model.law(spaces, given: [], in: self),
        spaces.map { Bound(name: $0, space: $0, size: model.dimension(of: $0)) }
      )
    }
    var laws: [Law] = [], bound: [Bound] = []
    for s in symbols {
      let (law, space) = try knownVariable(s)
      laws.append(law)
      bound.append(Bound(name: space ?? name(s), space: space, size: law.dimension))
    }
    return (Law.product(laws), bound)
  }

  func knownVariable(_ s: Symbol) throws -> (Law, space: String?) {
    let name = name(s)
    if let law = try randomLaw(name) { return (law, nil) }
    let letters = letters(having: name)
    if letters.count == 1 { return (try model(letters[0]).law([name], given: [], in: self), name) }
    if letters.isEmpty, case .parameter(let domain, _)? = toy.byName[name]?.kind,
      let values = try finiteValues(of: domain), values.allSatisfy(\.isInteger), !values.isEmpty
    {
      let weight = Expression.rational(Rational(1, values.count))
      return (try Law.finite(values.map { ([.rational($0)], weight) }, at: valuation), nil)
    }
    throw MeaningError(
      "the toy \(toy.name) does not say from which law \(name) is drawn; write \\mathbb{E}_{\(latex(.symbol(s))) \\sim p}",
      cause: .lackOfToy)
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

extension Set {
  /// Those of which it is true, and the others.
  fileprivate func parted(_ isFirst: (Element) -> Bool) -> (Set, Set) {
    let first = filter(isFirst)
    return (first, subtracting(first))
  }
}

extension Formula {
  /// The letters that stand elsewhere than before brackets or in subscripts.
  var argumentLetters: Set<Symbol> {
    var found: Set<Symbol> = [], open = [self]
    while let formula = open.popLast() {
      switch formula {
      case .symbol(let s):
        found.insert(s)
        open += s.subscripts.filter(\.saysWhatHappens)  // the x of 1_{x > 0}
      case .application(.symbol, let a): open += a.all
      default: open += formula.inside
      }
    }
    return found
  }

  /// Whether it says what may happen: `x > 0`, `\{x > 0\}`.
  fileprivate var saysWhatHappens: Bool {
    if case .set(let inner, false) = self {
      inner.count == 1 && inner[0].isCondition
    } else {
      isCondition
    }
  }

  /// The x of `x = 0`; anything else is itself.
  var leftOfEquality: Formula {
    if case .relation(let sides, [.equal]) = self { sides[0] } else { self }
  }
}
