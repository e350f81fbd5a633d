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

    /// Whether a definition of this name says what the other means: an index letter in a subscript
    /// stands for any index.
    func covers(_ other: Name) -> Bool {
      let (own, theirs) = (symbol.subscripts, other.symbol.subscripts)
      return arity == other.arity && own.count == theirs.count
        && zip(own, theirs).allSatisfy { $0 == $1 || $0.isIndexLetter && $1.isIndex }
    }
    fileprivate var isPattern: Bool { symbol.subscripts.contains(where: \.isIndexLetter) }
    fileprivate var family: Name { Name(symbol: symbol.family, arity: arity) }
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

    func speaks(for order: Int) -> Bool { equations?.contains(order) ?? true }
  }
  /// By name, and of names with an index letter, which stand for many, by their family.
  private var exact: [Name: [Entry]] = [:]
  private var patterns: [Name: [Entry]] = [:]
  private var count = 0

  /// The name that a left side would define; nil when it is none that can be defined.
  static func name(_ side: Formula) -> Name? { name(side, of: .number(0)) }

  private static func name(_ side: Formula, of value: Formula) -> Name? {
    guard Definitions.defines(.relation(sides: [side, value], relations: [.defined])) else {
      return nil
    }
    switch side {
    case .symbol(let s): return Name(symbol: s, arity: nil)
    case .application(.symbol(let s), let a): return Name(symbol: s, arity: a.count)
    default: return nil
    }
  }

  /// The name that `left = right` would define; nil where the right side is made of it already, as
  /// in x = x + 1, which is a statement about x; the k of `k = \sum_{k=1}^3 k` is another one.
  static func name(_ left: Formula, as right: Formula) -> Name? {
    guard let name = name(left, of: right), !right.isMade(of: name) else { return nil }
    return name
  }

  /// The left side that `\min_G \max_D V(D, G) = …` introduces.
  static func introduced(_ side: Formula) -> Formula {
    if case .optimum(let kind, _, _, let body) = side, kind != .argmax, kind != .argmin {
      return introduced(body)
    }
    return side
  }

  /// What `left = right` introduces, were the names new: `\sigma_t^2 = 1 - a` and `H^2(p, q) = …` a
  /// width and a distance, which are the roots.
  static func introduction(_ left: Formula, _ right: Formula) -> (left: Formula, right: Formula) {
    let left = introduced(left)
    switch left {
    case .power(let root, .number(2)) where name(root) != nil:
      return (root, .function(.sqrt, right))
    case .application(.power(let head, .number(2)), let arguments)
    where Distance.laws(left) == nil && name(.application(head, arguments)) != nil:
      return (.application(head, arguments), .function(.sqrt, right))
    default: return (left, right)
    }
  }

  mutating func add(
    _ name: Name, _ left: Formula, _ right: Formula, order: Int, for equations: Set<Int>? = nil,
    place: String
  ) {
    let entry = Entry(
      name: name, formula: .relation(sides: [left, right], relations: [.defined]), order: order,
      equations: equations, place: place, number: count)
    count += 1
    if name.isPattern {
      patterns[name.family, default: []].append(entry)
    } else {
      exact[name, default: []].append(entry)
    }
  }

  /// Whether an earlier equation, or the sheet, defines the name.
  func defines(_ name: Name, before order: Int) -> Bool {
    entries(name).contains { $0.order < order && $0.speaks(for: order) }
  }

  /// Whether the equation itself defines the name.
  func defines(_ name: Name, in order: Int) -> Bool {
    entries(name).contains { $0.order == order }
  }

  private func functions(_ symbol: Symbol) -> [Entry] {
    (1...4).flatMap { entries(Name(symbol: symbol, arity: $0)) }
  }
  private func entries(_ name: Name) -> [Entry] {
    let own = exact[name] ?? []
    guard let others = patterns[name.family]?.filter({ $0.name.covers(name) }), !others.isEmpty
    else { return own }
    return (own + others).sorted { $0.number < $1.number }
  }

  /// The definitions that formulas of the equation `order` need, and those that these need: of one
  /// name the last before the equation, else the first behind it.
  func definitions(for formulas: [Formula], order: Int) -> Definitions {
    var result = Definitions()
    for entry in needed(by: formulas, order: order).reversed() { try? result.define(entry.formula) }
    return result
  }

  /// What other equations define by names that formulas of the equation `order` hold: where each
  /// stands, and the definitions without it.
  func others(neededBy formulas: [Formula], order: Int) -> [(place: String, without: Definitions)] {
    let all = needed(by: formulas, order: order)
    let others = all.filter { $0.order >= 0 && $0.order != order }.sorted { $0.order < $1.order }
    return others.map { other in
      var rest = Definitions()
      for entry in all.reversed() where entry.formula != other.formula {
        try? rest.define(entry.formula)
      }
      return (other.place, rest)
    }
  }

  private func needed(by formulas: [Formula], order: Int) -> [Entry] {
    var open = formulas
    var seen: Set<Name> = []
    var found: [Entry] = []
    while let formula = open.popLast(), found.count < 200 {
      for name in formula.names where seen.insert(name).inserted {
        guard let entry = entry(name, order: order) else { continue }
        found.append(entry)
        open.append(entry.body)
      }
    }
    return found
  }

  /// The definition that a name has in the equation `order`.
  private func entry(_ name: Name, order: Int) -> Entry? {
    let own = entries(name).filter { $0.speaks(for: order) }
    // m(x) of a law m := ½(p + q) that was defined without its argument; D of a function that was
    // defined with it
    let all =
      own.isEmpty
      ? (name.arity == nil
        ? functions(name.symbol) : entries(Name(symbol: name.symbol, arity: nil)))
        .filter { $0.speaks(for: order) } : own
    return all.last(where: { $0.order <= order }) ?? all.first
  }

  /// Where the definitions stand that need each other in a circle, when formulas of the equation
  /// `order` need them: "line 3 and line 9".
  func circle(from formulas: [Formula], order: Int) -> String? {
    var open: [(formula: Formula, path: [Entry])] = formulas.map { ($0, []) }
    var seen: Set<Name> = []
    while let (formula, path) = open.popLast() {
      for name in formula.names {
        guard let entry = entry(name, order: order) else { continue }
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

extension Arguments { var count: Int { wanted.count + given.count + parameters.count } }

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
    case .optimum(_, _, let set?, let body):
      set.collect(into: &names)
      body.collect(into: &names)
    default: for part in parts { part.collect(into: &names) }
    }
  }
}

extension Formula {
  /// A letter that counts by the habit of the field.
  fileprivate var isIndexLetter: Bool {
    if case .symbol(let s) = self {
      s.subscripts.isEmpty && s.style == .italic && "ijklmnst".contains(s.letter)
    } else {
      false
    }
  }
  /// A number, a letter, or an index one further.
  fileprivate var isIndex: Bool {
    switch self {
    case .number: true
    case .symbol(let s): s.subscripts.isEmpty && s.letter.count == 1
    case .sum(let terms): terms.allSatisfy(\.isIndex)
    case .negative(let a): a.isIndex
    default: false
    }
  }
}
