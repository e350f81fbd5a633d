import Evidence
import Meaning
import Notation

/// A true formula one edit away from a false one.
struct TrueVariant: Hashable, Sendable {
  /// The whole relation as it holds.
  var latex: String
  /// What was done, in the words of the mutation operators.
  var change: String
  /// "with −a in place of a".
  var words: String
  /// Of an edit of a definition that the step uses: the equation which defines.
  var order: Int?
}

/// Looks for the smallest edit of a step that holds at all points of all toys that bind it, where
/// the step does not.
struct VariantSearch {
  let chain: Equation.Chain
  let step: Int
  /// A side that a role gave, which is not the notes' to change; nor is then the relation.
  let fixed: Formula?
  let makers: [TrialMaker]
  /// Only laws below expectations are tried: for what has no value as it is printed.
  var lawsOnly = false
  /// By toy, points at which the step fails.
  var failures: [String: [Point]] = [:]

  /// No more neighbours than this are tried.
  static let most = 600

  func run() -> TrueVariant? {
    // what may not be equal is no formula with a slip
    guard !makers.isEmpty, chain.relations[step] != .unequal else { return nil }
    let sides = [chain.sides[step], chain.sides[step + 1]]
    let relation = chain.relations[step] == .defined ? .equal : chain.relations[step]
    let statement = Formula.relation(sides: sides, relations: [relation])
    let coarse = makers.map { ($0, $0.values(bits: MutantJudge.bits)) }
    let all = lawsOnly ? withLaws(statement, laws) : neighbours(of: statement, laws: laws)
    // what a name on the left means is the author's to say
    let isOnRight = { (neighbour: Neighbour) in
      if case .relation(let changed, _) = neighbour.formula {
        changed[0] == sides[0]
      } else {
        false
      }
    }
    let candidates =
      sides[0].isOfNames ? all.filter(isOnRight) + all.filter { !isOnRight($0) } : all
    for neighbour in candidates.prefix(Self.most) where neighbour.formula != statement {
      guard case .relation(let changed, let relations) = neighbour.formula,
        changed[0] != changed[1], !zip(sides, changed).contains(where: { $0.isScaled(to: $1) }),
        fixed == nil || changed.contains(fixed!) && relations == [relation]
      else { continue }
      let variant = Equation.Chain(
        sides: changed, relations: relations, latex: ["", ""], lines: [0, 0],
        conditions: chain.conditions)
      guard coarse.allSatisfy({ $0.holds(variant, at: $1, judged: [true]) }), confirmed(variant),
        !relations[0].isInequality || saysSomething(variant, at: coarse.flatMap(\.1)),
        !isTrivial(neighbour, relations[0], of: sides), holdsWhereItFails(variant),
        holdsAnew(variant, relations[0]),
        !isFlat(variant, unlike: [sides[0], sides[1]])
      else { continue }
      return TrueVariant(
        latex: latex(neighbour.formula), change: neighbour.change,
        words: Edit(statement, neighbour.formula).words)
    }
    return nil
  }

  /// The densities `p(x)` that occur, for expectations that have lost their laws.
  private var laws: [Formula] {
    var found: [Formula] = []
    for side in chain.sides {
      side.visit { part in
        guard case .application(.symbol, let a) = part, a.count == 1,
          case .symbol(let x)? = a.wanted.first,
          !found.contains(part), makers.allSatisfy({ $0.isDensity(part, at: x) })
        else { return }
        found.append(part)
      }
    }
    return Array(found.prefix(3))
  }

  /// Whether a bound holds at the ends of what the toys draw, too, and not by its signs alone, as
  /// −a ≤ b of positive numbers does.
  private func saysSomething(_ bound: Equation.Chain, at values: [PointValues]) -> Bool {
    let zero = Equation.Chain(
      sides: [bound.sides[0], .number(0), bound.sides[1]],
      relations: [bound.relations[0], bound.relations[0]], latex: ["", "", ""], lines: [0, 0, 0])
    let isBySigns =
      !bound.sides.contains(.number(0))
      && makers.allSatisfy { $0.holds(zero, at: values, judged: [true, true]) }
    return !isBySigns
      && makers.allSatisfy { maker in
        maker.run(bound, judged: [true]).outcomes.allSatisfy { $0[0] == nil || $0[0].isHolding }
      }
  }

  /// Whether a variant says nothing, E[a] = a, or gives a bound away that is printed without a
  /// factor 2: twice as much mostly is enough, and so is another power of a letter.
  private func isTrivial(_ neighbour: Neighbour, _ relation: Relation, of sides: [Formula]) -> Bool
  {
    guard case .relation(let changed, _) = neighbour.formula else { return true }
    for (a, b) in [(changed[0], changed[1]), (changed[1], changed[0])] {
      if case .expectation(_, b) = a { return true }
    }
    guard relation.isInequality else { return false }
    switch neighbour.change {
    case "factor 2", "halved": return !zip(sides, changed).contains { $0 != $1 && $0.holdsTwo }
    case "square added", "square root added":
      let edit = Edit(.relation(sides: sides, relations: [relation]), neighbour.formula)
      if case .symbol = edit.old { return true }
      return false
    default: return false
    }
  }

  /// Whether it holds at points at which the printed relation fails.
  private func holdsWhereItFails(_ variant: Equation.Chain) -> Bool {
    makers.allSatisfy { maker in
      let values = (failures[maker.setting.name] ?? []).compactMap {
        try? PointValues(maker.setting, $0, bits: MutantJudge.bits)
      }
      return values.isEmpty || maker.holds(variant, at: values, judged: [true])
    }
  }

  /// Whether nothing is known against it where its sides may jump, nor at points drawn anew.
  private func holdsAnew(_ variant: Equation.Chain, _ relation: Relation) -> Bool {
    makers.allSatisfy { maker in
      let tried = maker.run(variant, judged: [true], onBoxes: false)
      return tried.outcomes.allSatisfy { !$0[0].isRefutedOrUndefined }
        && maker.strangers(for: variant.formulas).allSatisfy { point in
          guard let values = try? PointValues(maker.setting, point, bits: MutantJudge.bits) else {
            return true
          }
          if case .unmet = maker.standing(variant.suppositions, at: values) { return true }
          let (outcomes, _) = maker.steps(variant, [true], values, MutantJudge.standard)
          return !outcomes[0].isRefutedOrUndefined
        }
    }
  }

  /// Whether both sides have become one number, where those that are printed change with the
  /// letters.
  private func isFlat(_ variant: Equation.Chain, unlike sides: [Formula]) -> Bool {
    let points = makers.map { ($0, $0.values(bits: MutantJudge.bits)) }
    func changes(_ side: Formula) -> Bool {
      points.contains { _, values in
        Set(
          values.compactMap { try? $0.value(of: side, beside: nil).components.map(\.value.double) }
        )
        .count > 1
      }
    }
    return sides.allSatisfy(changes) && !variant.sides.contains(where: changes)
  }

  /// Also at full accuracy.
  private func confirmed(_ variant: Equation.Chain) -> Bool {
    makers.allSatisfy { maker in
      let points = Array(maker.values(bits: TrialMaker.fineBits).prefix(TrialMaker.finePoints))
      return maker.holds(variant, at: points, judged: [true], by: Options().standard)
    }
  }
}

extension Formula {
  /// Whether the number 2 stands in it.
  fileprivate var holdsTwo: Bool { self == .number(2) || parts.contains(where: \.holdsTwo) }

  /// Whether it is a name, or a distance, a gradient or a function of names: what notes define, and
  /// do not work out.
  fileprivate var isOfNames: Bool {
    switch self {
    case .symbol: true
    case .application(let head, let a):
      head.isOfNames && (a.wanted + a.given).allSatisfy(\.isOfNames)
    case .power(let base, .number): base.isOfNames
    case .divergence(_, let p, let q): p.isOfNames && q.isOfNames
    case .gradient(let a, _), .derivative(let a, _, _), .prime(let a, _, _): a.isOfNames
    case .function(.log, let a), .function(.ln, let a), .function(.det, let a): a.isOfNames
    default: false
    }
  }

  /// Whether a matrix below a determinant, or the identity in it, has got another sign or factor:
  /// that changes the determinant by a power that depends on the number of coordinates, and may be
  /// right on the toy alone.
  fileprivate func isScaled(to other: Formula) -> Bool {
    switch (self, other) {
    case (.function(.det, let a), .function(.det, let b)) where a != b:
      if b.isMultiple(of: a) || a.scalesIdentity(to: b) { return true }
    case (.absolute(let a), .absolute(let b)) where a != b:
      if a.scalesIdentity(to: b) { return true }
    default: break
    }
    let (own, theirs) = (parts, other.parts)
    return own.count == theirs.count && zip(own, theirs).contains { $0.isScaled(to: $1) }
  }

  /// Whether two sums differ in the sign or the factor of an identity matrix alone.
  private func scalesIdentity(to other: Formula) -> Bool {
    guard case (.sum(let a), .sum(let b)) = (self, other), a.count == b.count else { return false }
    let changed = a.indices.filter { a[$0] != b[$0] }
    return changed.count == 1 && a[changed[0]].isIdentity
      && b[changed[0]].isMultiple(of: a[changed[0]])
  }

  private var isIdentity: Bool {
    if case .symbol(let s) = self { s.letter == "I" } else { false }
  }

  private func isMultiple(of other: Formula) -> Bool {
    let two = Formula.number(2)
    return self == .negative(other) || self == .quotient(other, two)
      || self == .multiplied([two, other]) || other == .negative(self)
  }
}
