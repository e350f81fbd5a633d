import Notation

// On which parameters of a toy a formula can depend: what it mentions freely, followed through
// definitions and bindings.

extension Toy {
  /// The parameters, families of weights and constants that the formulas can depend on; the others
  /// need not be varied. Letters are taken by family (`x_t` and `x_2` are one), so the answer errs
  /// on the side of too many.
  public func parameters(neededBy formulas: [Formula], definitions: Definitions) -> Set<String> {
    let seen = families(neededBy: formulas, definitions: definitions)
    return Set(statements.filter { seen.contains(Name.family($0.symbol)) }.flatMap(\.valueNames))
  }

  /// The families of letters on which the formulas can depend.
  func families(neededBy formulas: [Formula], definitions: Definitions) -> Set<String> {
    var open = formulas.reduce(into: Set<String>()) { $0.formUnion($1.freeFamilies) },
      seen: Set<String> = []
    let lettersOfLaws = Set(factors.values.joined().map { Name.family($0.symbol) })
    if formulas.contains(where: \.leavesLawUnsaid) { open.formUnion(lettersOfLaws) }
    while let family = open.popFirst() {
      guard seen.insert(family).inserted else { continue }
      for statement in statements where Name.family(statement.symbol) == family {
        open.formUnion(statement.freeFamilies)
      }
      // what a random variable came to, and what its law is made of, where a mean draws it anew
      for statement in drawing.first?.statements ?? []
      where Name.family(statement.symbol) == family {
        open.formUnion(statement.freeFamilies)
      }
      for entry in definitions.entries[family] ?? [] {
        if entry.body.leavesLawUnsaid { open.formUnion(lettersOfLaws) }
        open.formUnion(
          entry.body.freeFamilies.subtracting((entry.parameters ?? []).map(Name.family)))
      }
    }
    return seen
  }
}

private extension Statement {
  /// The names under which a point holds values for this statement.
  var valueNames: [String] {
    switch kind {
    case .parameter, .value: [name]
    case .simplex(let n): (1...n).map { "\(name)_\($0)" }
    default: []
    }
  }

  var freeFamilies: Set<String> {
    switch kind {
    case .parameter(let domain, let conditions): (domain.formulas + conditions).freeFamilies
    case .simplex, .vector: []
    case .value(let f): f.freeFamilies
    case .function(let parameters, let f): f.freeFamilies.subtracting(parameters.map(Name.family))
    case .table(let rows): rows.map(\.value).freeFamilies
    case .law(let law), .random(let law): law.formulas.freeFamilies
    case .factor(let wanted, let given, .density(_, let f)):
      f.freeFamilies.union((wanted + given).map(Name.family))
    case .factor(_, let given, let law): law.formulas.freeFamilies.union(given.map(Name.family))
    }
  }
}

private extension Domain {
  var formulas: [Formula] {
    switch self {
    case .interval(let a, let b, _, _): [a, b].compactMap { $0 }
    case .values(let values): values
    case .integers(let a, let b): [a, b]
    case .support(let laws): laws.flatMap(\.formulas)
    case .named(let name): [name]
    }
  }
}

private extension [Formula] {
  var freeFamilies: Set<String> { reduce(into: []) { $0.formUnion($1.freeFamilies) } }
}

extension Formula {
  /// The families of the symbols that occur outside the reach of an expectation, sum, integral or
  /// optimum that binds them.
  package var freeFamilies: Set<String> {
    switch self {
    case .symbol(let s): s.subscripts.freeFamilies.union(s.families)
    case .expectation(let draws, let body):
      draws.reversed().reduce(body.freeFamilies) { inner, draw in
        inner.subtracting(draw.bound).union(body.others(besides: draw.variables)).union(
          draw.law.map {
            $0.freeFamilies.subtracting(draw.bound).union($0.others(besides: draw.variables))
          } ?? [])
      }
    case .series(_, let index, let range, let body):
      body.freeFamilies(without: [index]).union(range.freeFamilies(behind: index))
    case .integral(let variable, let a, let b, let body):
      body.freeFamilies(without: [variable]).union(
        [a, b].compactMap { $0 }.freeFamilies)
    case .derivative(let f, let by, _): f.freeFamilies.union(Formula.symbol(by).freeFamilies)
    case .gradient(let f, let by):
      f.freeFamilies.union(by.map { Formula.symbol($0).freeFamilies } ?? [])
    case .optimum(_, let variables, let set, let body):
      // A variable with its own set is bound; one that ranges over the toy's parameters needs them.
      set == nil
        ? body.freeFamilies
        : body.freeFamilies(without: variables).union(set!.freeFamilies)
    case .application(let head, let a): ([head] + a.all).freeFamilies
    default: inside.freeFamilies
    }
  }
}

private extension Formula {
  /// The families of what is free behind letters that it binds: of `\int p(x; x_0) dx` also that of
  /// x, for x_0 is another letter.
  func freeFamilies(without bound: [Symbol]) -> Set<String> {
    freeFamilies.subtracting(bound.flatMap(\.families)).union(others(besides: bound))
  }

  /// The families of letters that differ from the given ones by an index alone.
  func others(besides bound: [Symbol]) -> Set<String> {
    let families = Set(bound.flatMap(\.families))
    guard !families.isEmpty else { return [] }
    let near = allSymbols.filter { symbol in
      !families.isDisjoint(with: symbol.families)
        && !bound.contains { $0.subscripts == symbol.subscripts }
    }
    return Set(near.flatMap(\.families))
  }

  /// Whether it is, or holds, an entropy, a mean or a probability that does not say by which law.
  var leavesLawUnsaid: Bool {
    switch self {
    case .function(.entropy, _), .function(.variance, _), .function(.covariance, _),
      .expectation([], _):
      return true
    case .application(.symbol(let s), _)
    where ["H", "I", "Var", "V", "Cov", "Corr", "sd", "SD", "std", "Std", "Pr", "P"].contains(
      s.letter):
      return true
    default: return inside.contains(where: \.leavesLawUnsaid)
    }
  }
}

private extension Symbol {
  /// What the letter may be on a toy: as it is written, or plain where only the plain letter is
  /// bound.
  var families: [String] {
    [Name.family(self)] + plainer.map(Name.family) + marks.flatMap(\.lettersInBrackets)
  }
}

private extension Draw {
  /// What the draw binds: its variables; of a bare `q(z|x)`, z.
  var bound: [String] {
    if !variables.isEmpty { return variables.flatMap(\.families) }
    guard case .application(_, let arguments)? = law else { return [] }
    return arguments.wanted.flatMap { (formula: Formula) -> [String] in
      if case .symbol(let s) = formula { s.families } else { [] }
    }
  }
}

private extension SeriesRange {
  /// The index means itself only in a condition on it: `k` in the bound of `\prod_{k=1}^k` is
  /// another one.
  func freeFamilies(behind index: Symbol) -> Set<String> {
    switch self {
    case .from(let a, let b): [a, b].freeFamilies
    case .over(let a): a.freeFamilies
    case .such(let a): a.freeFamilies.subtracting([Name.family(index)])
    case .all: []
    }
  }
}

private extension String {
  /// The n and m of the mark in `P^{(n+m)}`.
  var lettersInBrackets: [String] {
    hasPrefix("(") ? split { !$0.isLetter }.map(String.init) : []
  }
}
