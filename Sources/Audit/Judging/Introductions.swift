import Expressions
import Meaning
import Notation

// Whether `name = formula` says something of a name that is known, or introduces it.

extension Audit.Document {
  /// Whether the name on the left of the equation `i` has its meaning from what stands before, so
  /// that the equation is to be judged.
  ///
  /// Where the name is only near to one that is defined, x_s to `x_t = …` or λ to `\lambda^2 = …`,
  /// it may be another quantity, or the other root: what disagrees introduces it.
  func isKnown(
    _ name: DefinitionBook.Name, _ left: Formula, _ right: Formula, at i: Int
  ) -> Bool {
    if book.definesPower(of: name, before: i) {
      return name.isSquare || !isOtherRoot(left, right, at: i)
    }
    if book.defines(name, before: i) {
      // under a condition it says something of what is known: \mathcal L(q) = 0 if q = p
      return !(equations[i].chain?.conditions.isEmpty ?? true) || !isNew(left, right, at: i)
    }
    let isOfSquare = book.covers(powerOf: name, before: i)
    guard isOfSquare || book.covers(name, before: i) else { return false }
    let definitions = book.definitions(for: [left], order: i)
    // L_{t-1} = …, \quad t = 2, \dots, T beside L_0: where it is stated the name is new
    let found = toys(at: i).compactMap {
      maker($0, definitions, left, at: i)?.closeness(name.symbol)
    }
    switch found.min() {
    case nil: return false
    case .possible?: return agrees(left, right, at: i)
    // x_0 = 0 behind x_t = x_{t-1} + 1, by which it goes on without end
    default:
      return isOfSquare && !name.isSquare
        ? !isOtherRoot(left, right, at: i) : !isNew(left, right, at: i)
    }
  }

  /// Whether it is part of what the notes define or the toys bind: an entry P_{12} or P_{ij} of a
  /// matrix P, a coordinate u_1 of a point u, J_f of a function f, A'' of a function A.
  func isPart(_ left: Formula, _ name: DefinitionBook.Name, at i: Int) -> Bool {
    if let function = name.symbol.unprimed, name.arity == nil {
      let isDefined = (1...4).contains {
        book.defines(DefinitionBook.Name(symbol: function, arity: $0), before: i)
      }
      if isDefined { return true }
    }
    if isDerivative(name, at: i) { return true }
    let isEntry =
      name.arity == nil && !name.symbol.subscripts.isEmpty
      && book.defines(DefinitionBook.Name(symbol: name.symbol.family, arity: nil), before: i)
    guard isEntry || name.symbol.letter == "J" && name.arity == 1 else { return false }
    let definitions = book.definitions(for: [left], order: i)
    return toys(at: i).contains { maker($0, definitions, left, at: i)?.hasMeaning([left]) ?? false }
  }

  /// Whether the right side is a root of the square that is given of the left side, and not the one
  /// for which that is taken.
  private func isOtherRoot(_ left: Formula, _ right: Formula, at i: Int) -> Bool {
    !agrees(left, right, at: i)
      && agrees(.power(left, .number(2)), .power(right, .number(2)), at: i)
  }

  /// Whether only the new right side has a meaning: R(D) of a source behind R(δ) of a coin is
  /// another function.
  private func isNew(_ left: Formula, _ right: Formula, at i: Int) -> Bool {
    func means(_ side: Formula) -> Bool {
      let definitions = book.definitions(for: [side], order: i)
      return toys(at: i).contains {
        maker($0, definitions, side, at: i)?.hasMeaning([side]) ?? false
      }
    }
    return !means(left) && means(right)
  }

  /// The points of a toy at which the equation is stated.
  private func maker(
    _ toy: Toy, _ definitions: Definitions, _ side: Formula, at i: Int
  ) -> TrialMaker? {
    let supposed = equations[i].chain?.suppositions ?? []
    return try? TrialMaker(toy, definitions, for: [side], under: supposed).supposing(supposed)
  }

  /// Whether two sides are equal at all points of the toys on which they can be compared.
  func agrees(_ left: Formula, _ right: Formula, at i: Int) -> Bool {
    let trials = trials(left, .equal, right, at: i)
    return Finding(step: 0, of: trials).verdict == .holds
  }

  /// Whether the formula is nowhere certainly negative, nor without a value, on any toy.
  func isNeverNegative(_ formula: Formula, at i: Int) -> Bool {
    let finding = Finding(step: 0, of: trials(formula, .greaterOrEqual, .number(0), at: i))
    return ![.wrong, .conditional].contains(finding.verdict)
  }

  private func trials(_ left: Formula, _ relation: Relation, _ right: Formula, at i: Int) -> [Trial]
  {
    guard let chain = equations[i].chain else { return [] }
    let pair = EquationAuditor.pair(left, relation, right, like: chain)
    let definitions = book.definitions(for: pair.sides, order: i)
    return WorkBudget.$current.withValue(WorkBudget(Self.work)) {
      toys(at: i).compactMap {
        (try? TrialMaker($0, definitions, for: pair.sides))?.run(
          pair, judged: [true], onBoxes: false)
      }
    }
  }

  /// The toys for an equation; where the sheet has none, one that binds nothing.
  private func toys(at i: Int) -> [Toy] {
    let toys = toys(for: i)
    return toys.isEmpty ? [try? Toy.read("", name: "numbers")].compactMap(\.self) : toys
  }

  /// Steps of work for a comparison while definitions are gathered.
  private static let work = 1_000_000
}
