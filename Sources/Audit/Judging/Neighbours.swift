import Notation

/// A formula one edit away.
struct Neighbour: Hashable, Sendable {
  var change: String
  var formula: Formula
}

/// The neighbours of a false formula, smallest edits first: its mutants, and what undoes the slips that mutants make.
func neighbours(of formula: Formula) -> [Neighbour] {
  let undoing = Undoing(formula).neighbours
  let all = mutants(of: formula).map { Neighbour(change: $0.name, formula: $0.formula) } + undoing
  var seen: Set<Formula> = [formula]
  return all.enumerated()
    .sorted { (rank($0.element.change), $0.offset) < (rank($1.element.change), $1.offset) }
    .map(\.element).filter { seen.insert($0.formula).inserted }
}

private let ranks = [
  "sign", "absolute value added", "other symbol", "other argument", "other law", "index", "first index", "constant", "factor 2", "halved",
  "divergence swapped", "square root added", "square added", "fraction upside down", "conditioning reversed", "relation reversed",
]
private func rank(_ change: String) -> Int { ranks.firstIndex(of: change) ?? ranks.count }

/// Edits that put back what is easily lost: bars, roots, a factor, the right argument.
private struct Undoing {
  private let formula: Formula
  private var letters: [Formula] = []

  init(_ formula: Formula) {
    self.formula = formula
    var letters: [Formula] = []
    formula.visit { part in
      if case .application(_, let a) = part { letters += a.wanted + a.given }
      if case .expectation(let draws, _) = part { letters += draws.flatMap(\.variables).map { .symbol($0) } }
    }
    var seen: Set<Formula> = []
    self.letters = letters.filter { if case .symbol = $0 { seen.insert($0).inserted } else { false } }
  }

  var neighbours: [Neighbour] { everywhere(formula) }

  private func everywhere(_ formula: Formula) -> [Neighbour] {
    var result = here(formula)
    let parts = formula.parts
    for i in parts.indices {
      result += everywhere(parts[i]).map { inner in
        var changed = parts
        changed[i] = inner.formula
        return Neighbour(change: inner.change, formula: formula.rebuilt(changed))
      }
    }
    return result
  }

  private func here(_ formula: Formula) -> [Neighbour] {
    switch formula {
    case .function(let name, let a) where name == .log || name == .ln:
      if case .absolute = a { return [] }
      return [Neighbour(change: "absolute value added", formula: .function(name, .absolute(a)))]
    case .function(.det, _): return [Neighbour(change: "absolute value added", formula: .absolute(formula))]
    case .application(let head, let a): return arguments(head, a)
    case .series(let kind, let index, .from(let first, let last), let body) where first != .number(1):
      return [Neighbour(change: "first index", formula: .series(kind, index: index, range: .from(.number(1), through: last), body))]
    case .symbol, .quotient:
      return [
        Neighbour(change: "halved", formula: .quotient(formula, .number(2))),
        Neighbour(change: "square root added", formula: .function(.sqrt, formula)),
        Neighbour(change: "square added", formula: .power(formula, .number(2))),
      ]
    case .absolute, .norm: return [Neighbour(change: "square added", formula: .power(formula, .number(2)))]
    case .divergence, .expectation: return [Neighbour(change: "halved", formula: .quotient(formula, .number(2)))]
    default: return []
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
