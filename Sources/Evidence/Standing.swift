import Meaning
import Notation

/// How a mutant stands to its equation at one point.
enum Standing {
  case refuted
  /// It certainly has no value, or no meaning.
  case undefined(String?)
  /// Its sides have the values of the equation's: to that many digits, or exactly (nil).
  case same(digits: Int?)
  /// It follows from the equation, as its sides lie farther apart; or from a theorem.
  case weaker(theorem: String?)
  /// It holds, but not as a consequence of the equation that is seen here.
  case holds
  /// It is not decided; why.
  case undecided(String?)
}

extension MutantTrial {
  func standing(at values: PointValues) -> Standing {
    let whole = judgeChain(variant.chain, at: values, by: MutantJudge.standard).whole
    if whole.verdict == .refuted, whole.separation >= MutantJudge.standard.separation {
      return .refuted
    }
    if saysLessThanItself { return .refuted }
    if whole.verdict == .broken { return .undefined(whole.reason) }
    let standing = comparison(at: values, by: MutantJudge.standard)
    if case .undecided = standing {
      if whole.verdict == .holds, isAboutOrders(values) {
        return .weaker(
          theorem: "the order fitted is the one that is stated; an order says nothing of the factor"
        )
      }
      if whole.verdict == .holds { return .holds }
      return .undecided(whole.reason)
    }
    return standing
  }

  /// Whether its steps are all statements of an order, f = O(βᵏ).
  private func isAboutOrders(_ values: PointValues) -> Bool {
    guard case .relation(let sides, let relations) = variant.chain.formula else { return false }
    return relations.indices.allSatisfy {
      values.rate(sides[$0], relations[$0], sides[$0 + 1]) != nil
    }
  }

  /// Some a < a.
  private var saysLessThanItself: Bool {
    guard case .relation(let sides, let relations) = variant.chain.formula else { return false }
    return relations.indices.contains { i in
      [.less, .greater, .unequal].contains(relations[i]) && sides[i] == sides[i + 1]
    }
  }

  /// The mutant beside the equation, step by step.
  func comparison(at values: PointValues, by standard: Standard) -> Standing {
    guard case .relation(let sides, let relations) = variant.chain.formula,
      case .relation(let olds, let before) = origin.formula, relations == before,
      sides.count == olds.count
    else { return .undecided(nil) }
    var result = Standing.same(digits: nil)
    for i in relations.indices where sides[i] != olds[i] || sides[i + 1] != olds[i + 1] {
      if isMultiple(i, sides, olds, relations) { continue }
      if let theorem = theorem(sides[i], relations[i], sides[i + 1], values, standard) {
        result = result.and(.weaker(theorem: theorem))
        continue
      }
      let left = compare(sides[i], olds[i], beside: sides[i + 1], values, standard),
        right = compare(sides[i + 1], olds[i + 1], beside: sides[i], values, standard)
      result = result.and(Self.step(left, relations[i], right))
      if case .undecided = result { return result }
    }
    return result
  }

  /// The sides that differ from the equation's, beside its own, where a step is no multiple of its
  /// step; nil when the relations differ.
  var changedSides: [(new: Formula, old: Formula)]? {
    guard case .relation(let sides, let relations) = variant.chain.formula,
      case .relation(let olds, let before) = origin.formula, relations == before,
      sides.count == olds.count
    else { return nil }
    let changed = sides.indices.filter { side in
      sides[side] != olds[side]
        && [side - 1, side].contains { step in
          relations.indices.contains(step) && !isMultiple(step, sides, olds, relations)
        }
    }
    return changed.map { (sides[$0], olds[$0]) }
  }

  private func isMultiple(
    _ i: Int, _ sides: [Formula], _ olds: [Formula], _ relations: [Relation]
  ) -> Bool {
    isMultiple(sides[i], olds[i], against: sides[i + 1], olds[i + 1], relations[i])
      || isMultiple(sides[i + 1], olds[i + 1], against: sides[i], olds[i], relations[i].turned)
  }

  /// c·X against 0 (c ≠ 0; c > 0 in an inequality) or ∞ (c > 0) says of X what X says.
  private func isMultiple(
    _ side: Formula, _ old: Formula, against other: Formula, _ otherOld: Formula,
    _ relation: Relation
  ) -> Bool {
    guard other == otherOld, side != old else { return false }
    let (c, rest) = side.coefficient, (d, same) = old.coefficient
    guard rest == same, !c.isZero, !d.isZero else { return false }
    let isPositive = (c > 0) == (d > 0)
    switch other {
    case .number(0): return isPositive || relation == .equal
    case .infinity, .negative(.infinity): return isPositive
    default: return false
    }
  }

  /// Where a side of the mutant lies, seen from the equation's.
  enum Position { case below, same(digits: Int?), above, unknown }

  private func compare(
    _ side: Formula, _ old: Formula, beside other: Formula, _ values: PointValues,
    _ standard: Standard
  ) -> Position {
    if side == old { return .same(digits: nil) }
    guard let new = try? values.value(of: side, beside: other),
      let value = try? values.value(of: old, beside: other)
    else { return .unknown }
    let equal = judge(new, .equal, value, by: standard)
    if equal.verdict == .holds { return .same(digits: equal.grade == .exact ? nil : equal.digits) }
    guard new.components.count == 1, equal.verdict == .refuted else { return .unknown }
    if judge(new, .less, value, by: standard).verdict == .holds { return .below }
    return judge(new, .greater, value, by: standard).verdict == .holds ? .above : .unknown
  }

  /// `left ⋄ right` of the mutant, given that of the equation.
  private static func step(_ left: Position, _ relation: Relation, _ right: Position) -> Standing {
    switch (left, relation, right) {
    case (.same(let a), _, .same(let b)): .same(digits: [a, b].compactMap(\.self).min())
    case (.same, .less, .above), (.same, .lessOrEqual, .above),
      (.below, .less, .same), (.below, .lessOrEqual, .same),
      (.below, .less, .above), (.below, .lessOrEqual, .above),
      (.same, .greater, .below), (.same, .greaterOrEqual, .below),
      (.above, .greater, .same), (.above, .greaterOrEqual, .same),
      (.above, .greater, .below), (.above, .greaterOrEqual, .below):
      .weaker(theorem: nil)
    default: .undecided(nil)
    }
  }
}

extension Standing {
  fileprivate func and(_ other: Standing) -> Standing {
    switch (self, other) {
    case (.undecided, _), (_, .undecided): .undecided(nil)
    case (.weaker(let a), .weaker(let b)): .weaker(theorem: a == b ? a : nil)
    case (.weaker(let theorem), _), (_, .weaker(let theorem)): .weaker(theorem: theorem)
    case (.same(let a), .same(let b)): .same(digits: [a, b].compactMap(\.self).min())
    default: self
    }
  }
}

extension Relation {
  /// The relation read from the right.
  fileprivate var turned: Relation {
    switch self {
    case .less: .greater
    case .greater: .less
    case .lessOrEqual: .greaterOrEqual
    case .greaterOrEqual: .lessOrEqual
    default: self
    }
  }
}
