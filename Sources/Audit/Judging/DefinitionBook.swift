import Exact
import Meaning
import Notation

/// What a document and its sheet define, by name: `A = b` where A is new.
///
/// Built in the order of the document; asked for what one equation needs, so that each sees its own
/// few definitions and not the book of them all.
struct DefinitionBook: Sendable {
  /// A name and how many arguments it takes: `\tilde\mu(x_t)` and `\tilde\mu(x_t, x_0)` are two.
  struct Name: Hashable, Sendable {
    var symbol: Symbol
    var arity: Int?
    /// Whether it is the square of the name: the σ² of `\sigma^2 = …`, which says what σ² is.
    var isSquare = false

    var root: Name { Name(symbol: symbol, arity: arity) }
    fileprivate var square: Name { Name(symbol: symbol, arity: arity, isSquare: true) }

    /// Whether it means something where nothing binds it: π, e, Γ, Φ, …
    fileprivate var hasOwnMeaning: Bool { Self.ownMeanings.contains(symbol) }
    private static let ownMeanings = Set(
      ["pi", "e", "sigma", "Phi", "varphi", "Gamma", "erfc", "delta"].map { Symbol($0) })

    /// Whether a definition of this name may say what the other means, as one of its family.
    func covers(_ other: Name) -> Bool {
      arity == other.arity && isSquare == other.isSquare && symbol.mayCover(other.symbol)
    }
    fileprivate var isPattern: Bool { symbol.mayBeFamily }
    /// Whether its letter counts by no habit of the field: L_D beside L_G.
    fileprivate var isOftenItsOwn: Bool { isPattern && !symbol.isIndexed }
    fileprivate var isNumbered: Bool {
      !symbol.subscripts.isEmpty
        && symbol.subscripts.allSatisfy { if case .number = $0 { true } else { false } }
    }
    fileprivate var family: Name {
      Name(symbol: symbol.family, arity: arity, isSquare: isSquare)
    }
  }
  struct Entry: Sendable {
    var name: Name
    var formula: Formula
    /// The equation it stands in; −1 for one of the sheet.
    var order: Int
    /// The equations for which it speaks; nil: all.
    var equations: Set<Int>?
    /// Where it stands: "line 31", "line 4 of the sheet".
    var place: String
    /// How many came before it.
    var number: Int
    /// Of a square: whether its root is a number wherever it is taken.
    var hasRoot = true
    /// Whether it is judged as well, and found true: no slip of other equations lies there.
    var isClaimed = false

    func speaks(for order: Int) -> Bool { equations?.contains(order) ?? true }
  }
  /// By name, and of names with an index letter, which stand for many, by their family.
  private var exact: [Name: [Entry]] = [:]
  private var patterns: [Name: [Entry]] = [:]
  /// Of each family the names with a number.
  private var numbers: [Name: Set<Symbol>] = [:]
  private var count = 0
  /// The laws that equations state.
  var laws = StatedLaws()

  /// The name that a left side would define; nil when it is none that can be defined.
  static func name(_ side: Formula) -> Name? { name(side, of: .number(0)) }

  private static func name(_ side: Formula, of value: Formula) -> Name? {
    guard Definitions.defines(.relation(sides: [side, value], relations: [.defined])) else {
      return nil
    }
    var name: Name?
    switch side.root ?? side {
    // the indicator of a relation, \mathbb 1_{u > v}, is no name
    case .symbol(let s) where s.subscripts.contains(where: \.holdsRelation): name = nil
    case .symbol(let s): name = Name(symbol: s, arity: nil)
    case .application(.symbol(let s), let a): name = Name(symbol: s, arity: a.count)
    default: name = nil
    }
    return side.root == nil ? name : name?.square
  }

  /// The name that `left = right` would define; nil where the right side is made of it already, as
  /// in x = x + 1, which is a statement about x; the k of `k = \sum_{k=1}^3 k` is another one. Nor
  /// does `\pi = 3.14` define π, as `\pi = 0.3` does: it says what the number is.
  static func name(_ left: Formula, as right: Formula) -> Name? {
    guard let name = name(left, of: right), !right.isMade(of: name.root),
      !isNearly(name, right.constant)
    else { return nil }
    return name
  }

  /// Whether a name stands for a number of analysis to which the value is near.
  private static func isNearly(_ name: Name, _ value: Rational?) -> Bool {
    let numbers = ["pi": Double.pi, "e": 2.718281828459045]
    guard let value, name.arity == nil, let known = numbers[name.symbol.letter] else {
      return false
    }
    return abs(value.double - known) < 0.01 * known
  }

  /// What stands behind the optima before a formula.
  static func introduced(_ side: Formula) -> Formula {
    if case .optimum(let kind, _, _, let body) = side, kind != .argmax, kind != .argmin {
      return introduced(body)
    }
    return side
  }

  /// The left side that `\min_G \max_D V(D, G) = …` introduces: the right side is made of D or of
  /// G. `\max_i p_i = 1/2` says of the largest what it is, and not of each.
  static func introduced(_ left: Formula, by right: Formula) -> Formula {
    let letters = left.optimised.reduce(into: Set<String>()) {
      $0.formUnion(Formula.symbol($1).freeFamilies)
    }
    return right.freeFamilies.isDisjoint(with: letters) ? left : introduced(left)
  }

  mutating func add(
    _ name: Name, _ left: Formula, _ right: Formula, order: Int, for equations: Set<Int>? = nil,
    place: String, hasRoot: Bool = true, isClaimed: Bool = false
  ) {
    let entry = Entry(
      name: name, formula: .relation(sides: [left, right], relations: [.defined]), order: order,
      equations: equations, place: place, number: count, hasRoot: hasRoot,
      isClaimed: isClaimed)
    count += 1
    if name.isPattern {
      patterns[name.family, default: []].append(entry)
    } else {
      exact[name, default: []].append(entry)
      if name.isNumbered { numbers[name.family, default: []].insert(name.symbol) }
    }
  }

  /// The equation that defines a name last before another.
  func definer(of name: Name, before order: Int) -> Int? {
    own(name).last { $0.order < order && $0.speaks(for: order) }?.order
  }

  /// The book without what an equation defines by a name.
  func without(_ name: Name, of order: Int) -> DefinitionBook {
    var other = self
    func others(_ entries: [Entry]?) -> [Entry]? {
      entries?.filter { $0.name != name || $0.order != order }
    }
    other.exact[name] = others(exact[name])
    other.patterns[name.family] = others(patterns[name.family])
    return other
  }

  /// Whether an earlier equation, or the sheet, defines the name itself.
  func defines(_ name: Name, before order: Int) -> Bool {
    own(name).contains { $0.order < order && $0.speaks(for: order) }
  }

  /// The letter of a function that something before defines, `f(u) = …`.
  func variable(of function: Symbol, before order: Int) -> Symbol? {
    let entry = own(Name(symbol: function, arity: 1)).last {
      $0.order < order && $0.speaks(for: order)
    }
    guard case .relation(let sides, _)? = entry?.formula,
      case .application(_, let a) = sides[0], case .symbol(let letter)? = a.wanted.first
    else { return nil }
    return letter
  }

  /// Whether an earlier equation, or the sheet, defines a name with an index of which this may be
  /// a member.
  func covers(_ name: Name, before order: Int) -> Bool {
    covering(name).contains { $0.order < order && $0.speaks(for: order) }
  }

  /// Whether an earlier equation defines the square of a name, or the name of a square.
  func definesPower(of name: Name, before order: Int) -> Bool {
    defines(name.isSquare ? name.root : name.square, before: order)
  }
  /// Whether the square of a name may be a member of a family, or the name of a square.
  func covers(powerOf name: Name, before order: Int) -> Bool {
    covers(name.isSquare ? name.root : name.square, before: order)
  }

  /// Whether what stands before may say what the name is.
  func isKnown(_ name: Name, before order: Int) -> Bool {
    defines(name, before: order) || covers(name, before: order)
      || definesPower(of: name, before: order) || covers(powerOf: name, before: order)
  }

  /// Whether the equation itself defines the name.
  func defines(_ name: Name, in order: Int) -> Bool {
    own(name).contains { $0.order == order }
  }

  /// The definitions of the name itself.
  private func own(_ name: Name) -> [Entry] {
    exact[name] ?? patterns[name.family]?.filter { $0.name == name } ?? []
  }
  /// The definitions of families of which it may be a member.
  private func covering(_ name: Name) -> [Entry] {
    patterns[name.family]?.filter { $0.name != name && $0.name.covers(name) } ?? []
  }

  /// The members of a family that are defined by their numbers.
  private func numbered(_ family: Name) -> [Symbol] { numbers[family]?.sorted() ?? [] }

  /// The definitions that formulas of the equation `order` need, and those that these need: of one
  /// name the last before the equation, else the first behind it.
  func definitions(for formulas: [Formula], order: Int) -> Definitions {
    var result = Definitions()
    for entry in needed(by: formulas, order: order).reversed() {
      try? result.define(entry.formula, hasRoot: entry.hasRoot)
    }
    return result
  }

  /// What other equations define by names that formulas of the equation `order` hold, each with the
  /// definitions without it.
  func others(neededBy formulas: [Formula], order: Int) -> [(entry: Entry, without: Definitions)] {
    let all = needed(by: formulas, order: order)
    let others = all.filter { $0.order >= 0 && $0.order != order }.sorted { $0.order < $1.order }
    return others.map { other in
      var rest = Definitions()
      for entry in all.reversed() where entry.formula != other.formula {
        try? rest.define(entry.formula, hasRoot: entry.hasRoot)
      }
      return (other, rest)
    }
  }

  private func needed(by formulas: [Formula], order: Int) -> [Entry] {
    var open = formulas
    var seen: Set<Name> = []
    var found: [Entry] = []
    while let formula = open.popLast(), found.count < 200 {
      for name in formula.names where seen.insert(name).inserted {
        open += laws.densities(of: name.symbol, upTo: order)
        var own = entries(name, order: order)
        // P_{12} of a matrix P
        if own.isEmpty, !name.symbol.subscripts.isEmpty {
          let whole = Name(symbol: name.symbol.family, arity: nil)
          own = seen.insert(whole).inserted ? last(whole, upTo: order) : []
        }
        // the q(x | z) of a toy's q(z | x), where the notes say what q(z) is
        if own.isEmpty, let arity = name.arity, arity > 1 {
          own = (1..<arity).map { Name(symbol: name.symbol, arity: $0) }
            .flatMap { last($0, upTo: order) }
            .filter { $0.body.names.contains(name) && seen.insert($0.name).inserted }
        }
        // F′ of a function F
        if own.isEmpty, name.arity == nil, let plain = name.symbol.unprimed {
          let function = Name(symbol: plain, arity: 1)
          own = seen.insert(function).inserted ? last(function, upTo: order) : []
        }
        for entry in own {
          found.append(entry)
          open.append(entry.body)
          // x_0, which x_t := x_{t-1} + 1 comes to
          guard entry.name.isPattern else { continue }
          open += numbered(entry.name.family).map { .symbol($0) }
        }
      }
    }
    return found
  }

  /// The definitions that a name may have in the equation `order`: its own, else that of its
  /// square, and first of all one that stands before; else m of a law m := ½(p + q) behind m(x),
  /// and D of a function that was defined with its argument.
  private func entries(_ name: Name, order: Int) -> [Entry] {
    let arities: [Int?] = name.arity == nil ? [1, 2, 3, 4] : [nil]
    let others = arities.map { Name(symbol: name.symbol, arity: $0) }
    return first(order, [[name], [name.square]]) ?? first(order, [others, others.map(\.square)])
      ?? []
  }

  /// What stands before of the first names of which something does, else what stands behind.
  private func first(_ order: Int, _ names: [[Name]]) -> [Entry]? {
    let before = names.map { $0.flatMap { last($0, upTo: order) } }
    // \pi = a in a later section is no matter of \sin(\pi x) in this one
    let behind = names.map { $0.filter { !$0.hasOwnMeaning }.compactMap { next($0, for: order) } }
    return (before + behind).first { !$0.isEmpty }
  }

  /// The last definition of a name up to the equation; where it has none, those of the families of
  /// which it may be a member, and with these, where it may well be none, its own behind the equation.
  private func last(_ name: Name, upTo order: Int) -> [Entry] {
    func spoken(_ entries: [Entry]) -> Entry? {
      entries.last { $0.order <= order && $0.speaks(for: order) }
    }
    if let own = spoken(own(name)) { return [own] }
    let families = Dictionary(grouping: covering(name), by: \.name.symbol).values
    let found = families.compactMap(spoken)
    let behind =
      found.isEmpty || !name.isOftenItsOwn ? nil : own(name).first { $0.speaks(for: order) }
    return (found + [behind].compactMap(\.self)).sorted { $0.number < $1.number }
  }

  /// The first definition of a name, or of a family of which it may be a member.
  private func next(_ name: Name, for order: Int) -> Entry? {
    (own(name) + covering(name)).first { $0.speaks(for: order) }
  }

  /// Where the definitions stand that need each other in a circle, when formulas of the equation
  /// `order` need them: "line 3 and line 9".
  func circle(from formulas: [Formula], order: Int) -> String? {
    var open: [(formula: Formula, path: [Entry])] = formulas.map { ($0, []) }
    var seen: Set<Name> = []
    while let (formula, path) = open.popLast() {
      for (name, entry) in formula.names.sorted(by: { $0.symbol < $1.symbol }).flatMap({ name in
        entries(name, order: order).map { (name, $0) }
      }) {
        if let start = path.firstIndex(where: { $0.formula == entry.formula }) {
          return path[start...].map(\.place).joined(separator: " and ")
        }
        if seen.insert(name).inserted { open.append((entry.body, path + [entry])) }
      }
    }
    return nil
  }
}

extension DefinitionBook.Entry {
  fileprivate var body: Formula {
    if case .relation(let sides, _) = formula, sides.count == 2 { sides[1] } else { formula }
  }
}

extension Formula {
  /// The letters of the optima before it.
  fileprivate var optimised: [Symbol] {
    guard case .optimum(_, let letters, _, let body) = self else { return [] }
    return letters + body.optimised
  }
}

extension Arguments {
  var list: [Formula] { wanted + given + parameters }
  var count: Int { list.count }
}

extension Formula {
  /// Every name in the formula, with its number of arguments where it is called.
  var names: Set<DefinitionBook.Name> {
    var names: Set<DefinitionBook.Name> = []
    collect(into: &names)
    return names
  }

  /// Whether the name means in it what it means outside: no sum, integral, mean or optimum binds
  /// its letter.
  fileprivate func isMade(of name: DefinitionBook.Name) -> Bool {
    guard names.contains(name) else { return false }
    let families = Formula.symbol(name.symbol.family).freeFamilies
    return !families.isDisjoint(with: withOptimaBinding.freeFamilies)
  }

  /// With a set, of no letters, for every optimum that states none: one without needs its letters
  /// from a toy and counts as free, but here they are its own all the same.
  private var withOptimaBinding: Formula {
    let inner = rebuilt(parts.map(\.withOptimaBinding))
    if case .optimum(let kind, let variables, nil, let body) = inner {
      return .optimum(kind, variables: variables, set: .set([], dots: false), body)
    }
    return inner
  }

  private func collect(into names: inout Set<DefinitionBook.Name>) {
    switch self {
    case .symbol(let s):
      names.insert(.init(symbol: s, arity: nil))
      for index in s.subscripts { index.collect(into: &names) }
    case .application(.symbol(let s), let a):
      names.insert(.init(symbol: s, arity: a.count))
      for part in s.subscripts + a.wanted + a.given + a.parameters { part.collect(into: &names) }
    case .application(.power(.symbol(let s), let n), let a):
      names.insert(.init(symbol: s, arity: nil))
      names.insert(.init(symbol: s, arity: a.count))
      for part in [n] + s.subscripts + a.wanted + a.given + a.parameters {
        part.collect(into: &names)
      }
    case .optimum(_, _, let set?, let body):
      set.collect(into: &names)
      body.collect(into: &names)
    // what stands at a bar, as condition of a case and below a sum is no part that is evaluated with
    // the rest, and is made of names all the same
    case .evaluated(let body, let at):
      body.collect(into: &names)
      for case .relation(let sides, _) in at {
        for side in sides.dropFirst() { side.collect(into: &names) }
      }
    case .cases(let branches):
      for branch in branches {
        branch.value.collect(into: &names)
        branch.condition?.collect(into: &names)
      }
    case .series(_, _, .such(let condition), let body):
      condition.collect(into: &names)
      body.collect(into: &names)
    default: for part in parts { part.collect(into: &names) }
    }
  }
}
