import Balls
import Exact
import Expressions
import Meaning
import Notation

/// What a page says of an equation: the sides compared component by component.
enum Finding: Equatable {
  case holds, refuted
  /// Not decided, or without a meaning: why.
  case open(String)
}

extension Page {
  /// Judges a chain; every relation must hold.
  func judge(_ latex: String, lenient: Bool = false) throws -> Finding {
    let parser = FormulaParser(options: lenient ? .lenient : .book)
    guard case .relation(let sides, let relations) = try parser.parse(latex) else {
      throw MeaningError("no equation: \(latex)")
    }
    let context = self.context
    for (i, relation) in relations.enumerated() {
      let parts =
        try context.restated(sides[i], relation, sides[i + 1]) ?? [(sides[i], relation, sides[i + 1])]
      for part in parts {
        let finding = compare(
          try context.value(of: part.left, beside: part.right), part.relation,
          try context.value(of: part.right, beside: part.left))
        if finding != .holds { return finding }
      }
    }
    return .holds
  }

  private func compare(_ left: SideValue, _ relation: Relation, _ right: SideValue) -> Finding {
    guard left.components.map(\.name) == right.components.map(\.name) else {
      return .open("\(left.components.map(\.name)) beside \(right.components.map(\.name))")
    }
    for (a, b) in zip(left.components, right.components) {
      switch (a.value.value, b.value.value) {
      case (.undecided(let why), _), (_, .undecided(let why)), (.undefined(let why), _), (_, .undefined(let why)):
        return .open(why)
      default: break
      }
      let (x, y) = (a.value.double, b.value.double)
      guard !x.isNaN, !y.isNaN else { return .open("\(a.value) beside \(b.value)") }
      let equal = x.isInfinite || y.isInfinite ? x == y : isClose(x, y, 1e-13)
      let isTrue: Bool
      switch relation {
      case .equal, .distributed, .defined: isTrue = equal
      case .unequal: isTrue = !equal
      case .less: isTrue = x < y && !equal
      case .greater: isTrue = x > y && !equal
      case .lessOrEqual: isTrue = x < y || equal
      case .greaterOrEqual: isTrue = x > y || equal
      default: return .open(relation.rawValue)
      }
      if !isTrue { return .refuted }
    }
    return .holds
  }
}
