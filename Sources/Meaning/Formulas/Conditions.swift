import Exact
import Expressions
import Notation
import Probability

// Cases and the conditions in them.

extension Context {
  func cases(_ branches: [CaseBranch]) throws -> Denotation {
    var otherwise: Expression?
    var chosen: [Expression.Branch] = []
    for branch in branches {
      let value = try scalar(branch.value)
      if let condition = branch.condition {
        chosen.append(.init(try self.condition(condition), value))
      } else {
        otherwise = value
      }
    }
    // Without “otherwise” the last case is taken when no other applies; a table of cases is meant
    // to be complete.
    if otherwise == nil, let last = chosen.popLast() { otherwise = last.value }
    guard let otherwise else { throw MeaningError("cases without a case") }
    return .scalar(.choosing(chosen, otherwise: otherwise))
  }

  /// A side condition such as `x > 0` or `0 \le x < 1`.
  func condition(_ formula: Formula) throws -> Expression.Condition {
    guard case .relation(let sides, let relations) = formula else {
      throw MeaningError("expected a condition, found \(latex(formula))")
    }
    let parts: [Expression.Condition] = try relations.indices.map { i in
      if relations[i] == .element { return try membership(sides[i], sides[i + 1]) }
      let a = try scalar(sides[i]), b = try scalar(sides[i + 1])
      switch relations[i] {
      case .equal: return .compare(a, .equal, b)
      case .unequal: return .compare(a, .unequal, b)
      case .less: return .compare(a, .less, b)
      case .lessOrEqual: return .compare(a, .lessOrEqual, b)
      case .greater: return .compare(b, .less, a)
      case .greaterOrEqual: return .compare(b, .lessOrEqual, a)
      default: throw MeaningError("\(relations[i].rawValue) is no condition on numbers")
      }
    }
    return parts.count == 1 ? parts[0] : .all(parts)
  }

  func membership(_ x: Formula, _ set: Formula) throws -> Expression.Condition {
    let value = try scalar(x)
    if case .interval(let a, let b, let closedBelow, let closedAbove) = set {
      return .all([
        .compare(try scalar(a), closedBelow ? .lessOrEqual : .less, value),
        .compare(value, closedAbove ? .lessOrEqual : .less, try scalar(b)),
      ])
    }
    switch try denotation(set) {
    case .set(let members): return .any(members.map { .compare(value, .equal, .rational($0)) })
    case .interval(let lower, let upper):
      return .all([.compare(lower, .lessOrEqual, value), .compare(value, .lessOrEqual, upper)])
    case let other: throw MeaningError("\(latex(set)) is \(other.kind) where a set is expected")
    }
  }

  func set(_ members: [Formula], dots: Bool) throws -> Denotation {
    let values = try members.filter { $0 != .dots }.map { member -> Rational in
      guard case .rational(let r) = try scalar(member) else {
        throw MeaningError("\(latex(member)) is no rational number")
      }
      return r
    }
    guard dots || members.contains(.dots) else { return .set(values) }
    guard let first = values.first?.int, let last = values.last?.int else {
      throw MeaningError("“…” in a set stands between whole numbers")
    }
    return .set(try Self.numbers(from: first, through: last, "a set"))
  }
}
