import Exact

/// A machine-made wrong neighbour of an equation: one edit of its tree.
public struct Mutant: Hashable, Sendable {
  /// What was done: `sign`, `constant`, `swapped divergence`, …; one of `Mutant.operators`.
  public var name: String
  public var formula: Formula
  public init(_ name: String, _ formula: Formula) { (self.name, self.formula) = (name, formula) }

  public static let operators = [
    "sign", "factor 2", "constant", "term dropped", "factor dropped", "divergence swapped",
    "other divergence", "fraction upside down",
    "power dropped", "function dropped", "index", "other law", "conditioning dropped",
    "conditioning reversed", "absolute value dropped",
    "relation reversed", "other symbol", "max for min", "transpose dropped", "parameters swapped",
    "arguments swapped", "mean for variance", "derivative dropped", "sum for product",
    "other function", "other norm",
  ]
}

/// The mutants of an equation: edits of single places on the sides of its relations, in the order
/// of the text, without duplicates and never the formula itself. A definition has none. O(n)
/// mutants, each O(depth) to make.
public func mutants(of formula: Formula) -> [Mutant] {
  if case .relation(_, let relations) = formula, relations.contains(.defined) { return [] }
  let maker = MutantMaker(formula)
  var seen: Set<Formula> = [formula], result: [Mutant] = []
  for mutant in maker.whole(formula) where seen.insert(mutant.formula).inserted {
    result.append(mutant)
  }
  return result
}

/// Makes the edits of every place; knows the letters, laws and indices of the whole formula.
private struct MutantMaker {
  private var symbols: [Symbol] = []
  private var laws: [Formula] = []
  private var indices: Set<Symbol> = []
  /// The letters that are applied to several things, or to one given another.
  private var letters: [Formula] = []

  init(_ formula: Formula) {
    var symbols: [Symbol] = [], laws: [Formula] = [], indices: Set<Symbol> = []
    var letters: [Formula] = []
    formula.visit { part in
      switch part {
      case .symbol(let symbol):
        symbols.append(symbol)
        for case .sum(let terms) in symbol.subscripts {
          for case .symbol(let index) in terms { indices.insert(index) }
        }
        for case .range(_, .symbol(let index)) in symbol.subscripts { indices.insert(index) }
      case .series(_, let index, _, _): indices.insert(index)
      case .expectation(let draws, _): laws += draws.compactMap(\.law)
      case .divergence(_, let p, let q): laws += [p, q]
      case .application(.symbol(let head), let a)
      where !a.given.isEmpty && a.parameters.isEmpty && head == head.family:
        letters.append(.symbol(head))
      default: break
      }
    }
    self.letters = Self.unique(letters)
    self.symbols = Self.unique(symbols)
    self.laws = Self.unique(laws)
    self.indices = indices.union([Symbol("t")])
  }

  private static func unique<T: Hashable>(_ list: [T]) -> [T] {
    var seen: Set<T> = []
    return list.filter { seen.insert($0).inserted }
  }

  // MARK: the whole

  func whole(_ formula: Formula) -> [Mutant] {
    guard case .relation(let sides, let relations) = formula else { return side(formula) }
    var result: [Mutant] = []
    for i in sides.indices where !Self.differOnly(i, relations) {
      // behind ∈ and ∼ stands a set or a law, which has no sign
      let isNumber =
        i == 0 || relations[i - 1] != .element && relations[i - 1] != .distributed
      result += (isNumber ? side(sides[i]) : everywhere(sides[i])).map { mutant in
        var changed = sides
        changed[i] = mutant.formula
        return Mutant(mutant.name, .relation(sides: changed, relations: relations))
      }
    }
    for (i, relation) in relations.enumerated() {
      guard let reversed = Self.reversed[relation] else { continue }
      var changed = relations
      changed[i] = reversed
      result.append(Mutant("relation reversed", .relation(sides: sides, relations: changed)))
    }
    return result
  }
  private static let reversed: [Relation: Relation] = [
    .less: .greater, .greater: .less, .lessOrEqual: .greaterOrEqual, .greaterOrEqual: .lessOrEqual,
    .unequal: .equal,
  ]
  /// Whether a side is only said to differ from its neighbours: that says nothing of its value, and
  /// the one wrong neighbour of such a statement is that the two are equal.
  private static func differOnly(_ side: Int, _ relations: [Relation]) -> Bool {
    let around = [side - 1, side].filter(relations.indices.contains)
    return around.allSatisfy { relations[$0] == .unequal }
  }

  /// A whole side is a term too.
  private func side(_ formula: Formula) -> [Mutant] {
    var result = everywhere(formula)
    if case .sum = formula { return result }
    switch formula {
    case .negative, .conditioned, .set, .interval: return result
    default: break
    }
    if formula != .number(0), formula != .infinity {
      result = [Mutant("sign", .negative(formula))] + doubled(formula) + result
    }
    return result
  }

  /// The edits of this place, then of the places inside.
  private func everywhere(_ formula: Formula) -> [Mutant] {
    var result = here(formula)
    let parts = formula.parts
    for i in parts.indices {
      result += everywhere(parts[i]).map { mutant in
        var changed = parts
        changed[i] = mutant.formula
        return Mutant(mutant.name, formula.rebuilt(changed))
      }
    }
    return result
  }

  // MARK: one place

  private func here(_ formula: Formula) -> [Mutant] {
    switch formula {
    case .number(let n): return constants(n)
    case .symbol(let symbol): return siblings(symbol) + shifted(symbol)
    case .sum(let terms): return sums(terms)
    case .negative(let a):
      return [Mutant("sign", a)] + doubled(a).map { Mutant($0.name, .negative($0.formula)) }
    case .product(let factors):
      return factors.indices.map { i in
        Mutant("factor dropped", .multiplied(Self.without(i, factors)))
      }
    case .quotient(let a, let b):
      return [Mutant("fraction upside down", .quotient(b, a)), Mutant("factor dropped", a)]
        + (a == .number(1) ? [] : [Mutant("factor dropped", .quotient(.number(1), b))])
    case .power(let a, _): return [Mutant("power dropped", a)]
    case .function(let name, let a): return functions(name, a)
    case .absolute(let a): return [Mutant("absolute value dropped", a)]
    case .transpose(let a): return [Mutant("transpose dropped", a)]
    case .divergence(let name, let p, let q):
      return (name == .kl ? [Mutant("divergence swapped", .divergence(name, q, p))] : []) + [
        Mutant("other divergence", .divergence(name == .kl ? .js : .kl, p, q))
      ]
    case .application(let head, let arguments): return applications(head, arguments)
    case .expectation(let draws, let body): return expectations(draws, body)
    case .conditioned(let a, _): return [Mutant("conditioning dropped", a)]
    case .series(let kind, let index, let range, let body):
      let other: SeriesKind = kind == .sum ? .product : .sum
      let swapped = Mutant("sum for product", .series(other, index: index, range: range, body))
      guard case .from(let first, let last) = range else { return [swapped] }
      let moved = shifts(last).map { SeriesRange.from(first, through: $0) }
      return [swapped]
        + moved.map {
          Mutant("index", .series(kind, index: index, range: $0, body))
        }
    case .derivative(let a, _, _): return [Mutant("derivative dropped", a)]
    case .prime(let f, let order, let at):
      let lower: Formula =
        order > 1 ? .prime(f, order: order - 1, at: at) : .application(f, Arguments([at]))
      return [Mutant("derivative dropped", lower)]
    case .norm(let a, let order):
      return [Mutant("other norm", .norm(a, order: order == .number(1) ? nil : .number(1)))]
    case .optimum(let kind, let variables, let set, let body):
      return [
        Mutant("max for min", .optimum(Self.opposite(kind), variables: variables, set: set, body))
      ]
    default: return []
    }
  }

  private static func without(_ i: Int, _ list: [Formula]) -> [Formula] {
    var rest = list
    rest.remove(at: i)
    return rest
  }

  private func constants(_ n: Rational) -> [Mutant] {
    var values = [n + n, n + Rational(1), Rational(0)]
    values.removeAll { $0 == n }
    return Self.unique(values).map { Mutant("constant", .number($0)) }
  }

  private func sums(_ terms: [Formula]) -> [Mutant] {
    var result: [Mutant] = []
    for i in terms.indices {
      var changed = terms
      if case .negative(let a) = terms[i] {
        changed[i] = a
      } else {
        changed[i] = .negative(terms[i])
      }
      result.append(Mutant("sign", .total(changed)))
    }
    for i in terms.indices { result.append(Mutant("term dropped", .total(Self.without(i, terms)))) }
    for i in terms.indices {
      if case .negative = terms[i] { continue }  // doubled where the sign is met
      for double in doubled(terms[i]) {
        var changed = terms
        changed[i] = double.formula
        result.append(Mutant(double.name, .total(changed)))
      }
    }
    return result
  }

  /// Twice the term, where no numeral already stands that is doubled as a constant.
  private func doubled(_ term: Formula) -> [Mutant] {
    switch term {
    case .number, .infinity: return []
    case .product(let factors):
      if factors.contains(where: { if case .number = $0 { true } else { false } }) { return [] }
    case .quotient(.number, _): return []
    default: break
    }
    return [Mutant("factor 2", .multiplied([.number(2), term]))]
  }

  private func functions(_ name: FunctionName, _ a: Formula) -> [Mutant] {
    switch name {
    case .log, .ln, .exp, .sqrt, .det: return [Mutant("function dropped", a)]
    case .variance: return [Mutant("mean for variance", .expectation([], a))]
    case .sin: return [Mutant("other function", .function(.cos, a))]
    case .cos: return [Mutant("other function", .function(.sin, a))]
    case .max: return [Mutant("max for min", .function(.min, a))]
    case .min: return [Mutant("max for min", .function(.max, a))]
    default: return []
    }
  }

  private static func opposite(_ kind: OptimumKind) -> OptimumKind {
    switch kind {
    case .max: .min
    case .min: .max
    case .argmax: .argmin
    case .argmin: .argmax
    case .sup: .inf
    case .inf: .sup
    }
  }

  private func applications(_ head: Formula, _ a: Arguments) -> [Mutant] {
    var result = a.given.indices.map { i in
      Mutant(
        "conditioning dropped",
        .application(
          head, Arguments(a.wanted, given: Self.without(i, a.given), parameters: a.parameters)))
    }
    if !a.given.isEmpty {
      result.append(
        Mutant(
          "conditioning reversed",
          .application(head, Arguments(a.given, given: a.wanted, parameters: a.parameters))))
    }
    if a.wanted.count == 2, a.given.isEmpty, a.parameters.isEmpty, a.wanted[0] != a.wanted[1] {
      result.append(
        Mutant("arguments swapped", .application(head, Arguments(a.wanted.reversed()))))
    }
    if a.parameters.count == 2 {
      result.append(
        Mutant(
          "parameters swapped",
          .application(
            head, Arguments(a.wanted, given: a.given, parameters: a.parameters.reversed()))))
    }
    return result
  }

  private func expectations(_ draws: [Draw], _ body: Formula) -> [Mutant] {
    draws.indices.flatMap { i -> [Mutant] in
      guard let law = draws[i].law else { return [] }
      return Self.unique(laws + sameArguments(law)).filter { $0 != law }.map { other in
        var changed = draws
        changed[i].law = other
        return Mutant("other law", .expectation(changed, body))
      }
    }
  }

  /// `p(z|x)` for `q(z|x)`, where both letters name laws.
  private func sameArguments(_ law: Formula) -> [Formula] {
    guard case .application(let head, let arguments) = law, !arguments.given.isEmpty
    else { return [] }
    return letters.filter { $0 != head }.map { .application($0, arguments) }
  }

  // MARK: letters

  /// The other letters of the formula that differ in subscript or accent only: `p_g` for `p_d`,
  /// `\beta` for `\tilde\beta`.
  private func siblings(_ symbol: Symbol) -> [Mutant] {
    symbols.filter {
      $0 != symbol && $0.letter == symbol.letter && $0.style == symbol.style
        && $0.marks == symbol.marks
    }
    .map { Mutant("other symbol", .symbol($0)) }
  }

  private func shifted(_ symbol: Symbol) -> [Mutant] {
    symbol.subscripts.indices.flatMap { i in
      shifts(symbol.subscripts[i]).map { index in
        var changed = symbol
        changed.subscripts[i] = index
        return Mutant("index", .symbol(changed))
      }
    }
  }

  /// One more and one less, where this is an index.
  private func shifts(_ index: Formula) -> [Formula] {
    switch index {
    case .number(let n):
      return [.number(n + Rational(1))] + (n.isZero ? [] : [.number(n - Rational(1))])
    case .symbol(let s) where indices.contains(s):
      return [.sum([index, .number(1)]), .sum([index, .negative(.number(1))])]
    case .sum(let terms): return [1, -1].map { Self.shift(terms, by: Rational($0)) }
    default: return []
    }
  }

  private static func shift(_ terms: [Formula], by step: Rational) -> Formula {
    var rest = terms, constant = step
    switch terms[terms.count - 1] {
    case .number(let n):
      constant = constant + n
      rest.removeLast()
    case .negative(.number(let n)):
      constant = constant - n
      rest.removeLast()
    default: break
    }
    if !constant.isZero {
      rest.append(constant < 0 ? .negative(.number(-constant)) : .number(constant))
    }
    return .total(rest)
  }
}
