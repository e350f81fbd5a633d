import Exact
import Notation

// Toys beside a toy: the same text with other numerals. What is said of one toy only may hold there
// by chance; beside it the chance is gone.

extension Toy {
  /// The name of the statement that holds it, for every numeral that can be moved, in the order of
  /// the text. Whole numbers that count something (indices, exponents, ranges, the places of atoms)
  /// are no such numerals. Only statements on which the formulas can depend are listed.
  public func numerals(neededBy formulas: [Formula], definitions: Definitions) -> [String] {
    let mover = Mover(shifts: [])
    _ = moved(mover, families(neededBy: formulas, definitions: definitions))
    return mover.owners
  }

  /// The toy with the i-th of those numerals r replaced by r(1 + s) for the i-th shift s ≥ 0, by
  /// r/(1 − s) for s < 0, and a zero by s itself; nil leaves it. The weights of a finite law or
  /// mixture keep their sum.
  public func moving(
    _ shifts: [Rational?], neededBy formulas: [Formula], definitions: Definitions
  ) -> Toy {
    moved(Mover(shifts: shifts), families(neededBy: formulas, definitions: definitions))
  }

  private func moved(_ mover: Mover, _ families: Set<String>) -> Toy {
    let changed = statements.map { statement in
      guard families.contains(Name.family(statement.symbol)) else { return statement }
      mover.owner = statement.name
      var copy = statement
      copy.kind = mover.moved(statement.kind)
      return copy
    }
    return with(changed)
  }
}

/// Walks through the numerals of a toy, lists who holds them, and moves them.
private final class Mover {
  private let shifts: [Rational?]
  private(set) var owners: [String] = []
  var owner = ""
  init(shifts: [Rational?]) { self.shifts = shifts }

  private func moved(_ r: Rational) -> Rational {
    owners.append(owner)
    guard owners.count <= shifts.count, let shift = shifts[owners.count - 1] else { return r }
    return r.isZero ? shift : shift < 0 ? r / (1 - shift) : r * (shift + 1)
  }

  func moved(_ kind: Statement.Kind) -> Statement.Kind {
    switch kind {
    case .parameter(.interval(let a, let b, let below, let above), let conditions):
      let interval = Domain.interval(
        lower: a.map(moved), upper: b.map(moved), closedBelow: below, closedAbove: above)
      return .parameter(interval, conditions: conditions)
    case .value(let f): return .value(moved(f))
    case .function(let names, let body): return .function(names, moved(body))
    case .table(let rows): return .table(rows.map(movedValue))
    case .law(let law): return .law(moved(law))
    case .random(let law): return .random(moved(law))
    case .factor(let wanted, let given, let law):
      return .factor(wanted: wanted, given: given, moved(law))
    case .parameter, .simplex, .vector: return kind
    }
  }

  private func movedValue(_ row: Statement.TableRow) -> Statement.TableRow {
    Statement.TableRow(key: row.key, value: moved(row.value))
  }

  private func moved(_ law: LawText) -> LawText {
    switch law {
    case .normal(let m, let v): return .normal(mean: moved(m), variance: moved(v))
    case .uniform(let a, let b): return .uniform(moved(a), moved(b))
    case .laplace(let m, let s): return .laplace(location: moved(m), scale: moved(s))
    case .point(let a): return .point(moved(a))
    case .finite(let rows):
      let weights = weights(rows.map(\.value))
      return .finite(
        zip(rows, weights).map { Statement.TableRow(key: $0.key, value: $1) })
    case .mixture(let parts):
      let weights = weights(parts.map(\.weight))
      return .mixture(zip(parts, weights).map { .init(weight: $1, law: moved($0.law)) })
    case .product(let laws): return .product(laws.map(moved))
    case .pushforward(let map, let law): return .pushforward(map, moved(law))
    case .table(let rows): return .table(rows.map { .init(key: $0.key, law: moved($0.law)) })
    case .formula, .density: return law
    }
  }

  /// Weights that are numerals are moved, and keep their sum.
  private func weights(_ old: [Formula]) -> [Formula] {
    let constants = old.compactMap(\.constant)
    guard constants.count == old.count else { return old }
    let new = constants.map(moved), sum = new.reduce(0, +)
    guard sum > 0 else { return old }
    let factor = constants.reduce(0, +) / sum
    return new.map { Formula($0 * factor) }
  }

  /// The numerals outside exponents, indices and ranges.
  private func moved(_ formula: Formula) -> Formula {
    if let constant = formula.constant { return Formula(moved(constant)) }
    switch formula {
    case .power(let base, let exponent): return .power(moved(base), exponent)
    case .series, .component: return formula
    case .application(let head, let a):
      return .application(
        head,
        Arguments(a.wanted.map(moved), given: a.given, parameters: a.parameters.map(moved)))
    default: return formula.rebuilt(formula.parts.map(moved))
    }
  }
}

extension Formula {
  /// A rational as a formula, whose numerals have no sign.
  init(_ r: Rational) {
    self = r < 0 ? .negative(.number(r.magnitude)) : .number(r)
  }
}
