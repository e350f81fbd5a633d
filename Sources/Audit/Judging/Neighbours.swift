import Exact
import Meaning
import Notation

/// A formula one edit away.
struct Neighbour: Hashable, Sendable {
  var change: String
  var formula: Formula
}

extension Neighbour {
  /// Whether a letter that stood alone was halved, squared, or its root taken.
  fileprivate func isOfSize(_ old: Formula) -> Bool {
    guard case .symbol = old else { return false }
    return ["halved", "square added", "square root added"].contains(change)
  }
}

/// The neighbours of a false formula, smallest edits first: its mutants, and what undoes the slips
/// that mutants make.
///
/// `laws` are tried below expectations that have lost theirs.
func neighbours(of formula: Formula, laws: [Formula] = []) -> [Neighbour] {
  guard !formula.isLong else { return [] }
  let undoing = Undoing(formula).neighbours + withLaws(formula, laws) + weakened(formula)
  let slips = mutants(of: formula).filter {
    $0.name != "constant" || formula.isSlip(to: $0.formula)
  }
  let all = slips.map { Neighbour(change: $0.name, formula: $0.formula) } + undoing
  var seen: Set<Formula> = [formula]
  return all.enumerated()
    .sorted { (rank($0.element.change), $0.offset) < (rank($1.element.change), $1.offset) }
    .map(\.element).filter { seen.insert($0.formula).inserted }
}

private let ranks = [
  "laws written below", "strictness", "relation reversed", "sign", "absolute value added",
  "square dropped",
  "term out of the exponent", "other symbol", "other argument", "other law", "index", "first index",
  "last index",
  "root over all", "constant", "factor 2", "halved", "divergence swapped", "square root added",
  "square added", "fraction upside down", "conditioning reversed", "slope for size",
]
private func rank(_ change: String) -> Int {
  change == "bound for value" ? ranks.count + 1 : ranks.firstIndex(of: change) ?? ranks.count
}

/// An optimum over a family bounds what it is called equal to.
private func weakened(_ formula: Formula) -> [Neighbour] {
  guard case .relation(let sides, [.equal]) = formula,
    sides.count(where: { if case .optimum = $0 { true } else { false } }) == 1
  else { return [] }
  return [Relation.lessOrEqual, .greaterOrEqual].map {
    Neighbour(change: "bound for value", formula: .relation(sides: sides, relations: [$0]))
  }
}

/// Every way of writing laws below the expectations that have none: that is what conversions of
/// pages lose.
func withLaws(_ formula: Formula, _ laws: [Formula]) -> [Neighbour] {
  func filled(_ formula: Formula) -> [Formula] {
    var versions: [[Formula]] = [[]]
    for part in formula.parts {
      let inner = filled(part)
      versions = versions.flatMap { start in inner.map { start + [$0] } }
      if versions.count > 64 { return [formula] }
    }
    let whole = versions.map { formula.rebuilt($0) }
    guard case .expectation(let draws, _) = formula, draws.isEmpty else { return whole }
    return whole.flatMap { version -> [Formula] in
      guard case .expectation(_, let body) = version else { return [] }
      return laws.map { .expectation([$0.draw], body) }
    }
  }
  guard !laws.isEmpty else { return [] }
  return filled(formula).prefix(64).map { Neighbour(change: "laws written below", formula: $0) }
}

extension Formula {
  /// Whether a number has become another one as a slip of the pen makes it: doubled, where it is a
  /// factor, a part of a fraction or an exponent. That a value should be 2 and not 1 is no slip.
  fileprivate func isSlip(to other: Formula) -> Bool {
    var (old, new, isFactor) = (self, other, false)
    while true {
      if case .number(let m) = old, case .number(let n) = new {
        return isFactor && m != 1 && n == m + m
      }
      let (before, after) = (old.parts, new.parts)
      guard before.count == after.count,
        let k = before.indices.first(where: { before[$0] != after[$0] })
      else { return false }
      switch old {
      case .product, .quotient: isFactor = true
      case .power: isFactor = k == 1
      case .negative: break
      default: isFactor = false
      }
      (old, new) = (before[k], after[k])
    }
  }

  /// Whether there are too many places to edit: the neighbours together grow as the square.
  fileprivate var isLong: Bool {
    var places = 0
    visit { _ in places += 1 }
    return places > 800
  }

  /// `x \sim p` of the application `p(x)`.
  fileprivate var draw: Draw {
    if case .application(let law, let a) = self {
      return Draw(a.wanted.compactMap { if case .symbol(let s) = $0 { s } else { nil } }, law)
    }
    return Draw([], self)
  }
}

/// Edits that put back what is easily lost: bars, roots, a factor, the right argument.
private struct Undoing {
  private let formula: Formula
  private var letters: [Formula] = []

  init(_ formula: Formula) {
    self.formula = formula
    var letters: [Formula] = []
    formula.visit { part in
      if case .application(_, let a) = part { letters += a.wanted + a.given }
      if case .expectation(let draws, _) = part {
        letters += draws.flatMap(\.variables).map { .symbol($0) }
      }
    }
    var seen: Set<Formula> = []
    self.letters = letters.filter {
      if case .symbol = $0 { seen.insert($0).inserted } else { false }
    }
  }

  var neighbours: [Neighbour] { everywhere(formula) }

  private func everywhere(_ formula: Formula) -> [Neighbour] {
    var result = here(formula)
    let parts = formula.parts
    for i in parts.indices {
      // the place at which something is taken is no size: q(x/2) is no slip for q(x)
      let isPlace = if case .application = formula, i > 0 { true } else { false }
      for inner in everywhere(parts[i]) where !(isPlace && inner.isOfSize(parts[i])) {
        var changed = parts
        changed[i] = inner.formula
        result.append(Neighbour(change: inner.change, formula: formula.rebuilt(changed)))
      }
    }
    return result
  }

  private func here(_ formula: Formula) -> [Neighbour] {
    plain(formula) + turned(formula)
  }

  /// A distance with its laws the other way round.
  private func turned(_ formula: Formula) -> [Neighbour] {
    guard let (_, p, q) = Distance.laws(formula), case .application(let head, _) = formula, p != q
    else { return [] }
    return [
      Neighbour(
        change: "divergence swapped", formula: .application(head, Arguments([q, p])))
    ]
  }

  private func plain(_ formula: Formula) -> [Neighbour] {
    switch formula {
    case .relation(let sides, let relations): return Self.strictness(sides, relations)
    case .function(let name, let a) where name == .log || name == .ln:
      if case .absolute = a { return [] }
      return [Neighbour(change: "absolute value added", formula: .function(name, .absolute(a)))]
    case .function(.det, _):
      return [Neighbour(change: "absolute value added", formula: .absolute(formula))]
    case .application(let head, let a): return arguments(head, a)
    case .series(let kind, let index, .from(let first, let last), let body):
      return ranges(first, last).map {
        Neighbour(change: $0, formula: .series(kind, index: index, range: $1, body))
      } + [Neighbour(change: "halved", formula: .quotient(formula, .number(2)))]
    case .power(let base, .number(2)):
      return [
        Neighbour(change: "square dropped", formula: base),
        Neighbour(change: "sign", formula: .power(base, .negative(.number(2)))),
        Neighbour(change: "halved", formula: .quotient(formula, .number(2))),
      ]
    // e^{x} where e^{-x} is meant
    case .power(let base, let exponent):
      return [Neighbour(change: "sign", formula: .power(base, .negative(exponent)))]
    case .function(.exp, let a):
      return [Neighbour(change: "sign", formula: .function(.exp, .negative(a)))]
    // \sqrt{a}/2 where \sqrt{a/2} is meant
    case .quotient(.function(.sqrt, let a), let b):
      return [
        Neighbour(change: "root over all", formula: .function(.sqrt, .quotient(a, b))),
        Neighbour(change: "halved", formula: .quotient(formula, .number(2))),
      ]
    case .symbol(let s) where !Self.otherStarts(s).isEmpty:
      return Self.otherStarts(s).map { Neighbour(change: "first index", formula: .symbol($0)) }
    case .optimum(let kind, let variables, let set?, let body):
      return everywhere(set).map {
        Neighbour(
          change: $0.change,
          formula: .optimum(kind, variables: variables, set: $0.formula, body))
      }
    // \|f\| ≤ 1 of a function, where its slope is meant
    case .norm(let function, nil):
      return [
        Neighbour(
          change: "slope for size", formula: .norm(function, order: .symbol(Symbol("L")))),
        Neighbour(change: "square added", formula: .power(formula, .number(2))),
      ]
    // a e^{s + t} where a e^s + t is meant
    case .hadamard(let a, let b):
      return Self.parted(b).map { [Self.moved(.hadamard(a, $0.power), $0.term)] } ?? []
    case .product(let factors):
      guard let last = factors.last, let (power, term) = Self.parted(last) else { return [] }
      return [Self.moved(.multiplied(factors.dropLast() + [power]), term)]
    case .symbol, .quotient:
      return [
        Neighbour(change: "halved", formula: .quotient(formula, .number(2))),
        Neighbour(change: "square root added", formula: .function(.sqrt, formula)),
        Neighbour(change: "square added", formula: .power(formula, .number(2))),
      ]
    case .absolute, .norm:
      return [Neighbour(change: "square added", formula: .power(formula, .number(2)))]
    case .divergence, .expectation, .integral, .series:
      return [Neighbour(change: "halved", formula: .quotient(formula, .number(2)))]
    default: return []
    }
  }

  /// `a < b` as `a \le b`, and the other way: whether a bound may be reached.
  private static func strictness(_ sides: [Formula], _ relations: [Relation]) -> [Neighbour] {
    let other: [Relation: Relation] = [
      .less: .lessOrEqual, .lessOrEqual: .less, .greater: .greaterOrEqual,
      .greaterOrEqual: .greater,
    ]
    return relations.indices.compactMap { i in
      guard let turned = other[relations[i]] else { return nil }
      var changed = relations
      changed[i] = turned
      return Neighbour(
        change: "strictness", formula: .relation(sides: sides, relations: changed))
    }
  }

  /// The last term of an exponent, and the power without it.
  private static func parted(_ formula: Formula) -> (power: Formula, term: Formula)? {
    switch formula {
    case .power(let base, .sum(let terms)):
      terms.last.map { (.power(base, .total(Array(terms.dropLast()))), $0) }
    case .function(.exp, .sum(let terms)):
      terms.last.map { (.function(.exp, .total(Array(terms.dropLast()))), $0) }
    default: nil
    }
  }
  private static func moved(_ product: Formula, _ term: Formula) -> Neighbour {
    Neighbour(change: "term out of the exponent", formula: .total([product, term]))
  }

  /// Other ranges of an index: from 1, and one further or less far to a letter.
  private func ranges(_ first: Formula, _ last: Formula) -> [(change: String, range: SeriesRange)] {
    let start = [("first index", SeriesRange.from(.number(1), through: last))]
    guard case .symbol = last else { return first == .number(1) ? [] : start }
    let ends = [Formula.negative(.number(1)), .number(1)].map {
      ("last index", SeriesRange.from(first, through: .total([last, $0])))
    }
    return (first == .number(1) ? [] : start) + ends
  }

  /// `x_{0:T}` as `x_{1:T}`, and the other way.
  private static func otherStarts(_ symbol: Symbol) -> [Symbol] {
    symbol.subscripts.indices.compactMap { i -> Symbol? in
      guard case .range(.number(let first), let last) = symbol.subscripts[i],
        first == 0 || first == 1
      else { return nil }
      var other = symbol
      other.subscripts[i] = .range(.number(first == 0 ? 1 : 0), last)
      return other
    }
  }

  /// `g(x)` as `g(z)` for every other letter z that something is taken of.
  private func arguments(_ head: Formula, _ a: Arguments) -> [Neighbour] {
    func others(_ list: [Formula], _ put: ([Formula]) -> Arguments) -> [Neighbour] {
      list.indices.flatMap { i -> [Neighbour] in
        guard case .symbol = list[i] else { return [] }
        return letters.filter { $0 != list[i] }.map { letter in
          var changed = list
          changed[i] = letter
          return Neighbour(change: "other argument", formula: .application(head, put(changed)))
        }
      }
    }
    return others(a.wanted) { Arguments($0, given: a.given, parameters: a.parameters) }
      + others(a.given) { Arguments(a.wanted, given: $0, parameters: a.parameters) }
  }
}
