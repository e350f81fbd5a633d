import Exact
import Expressions
import Notation
import Probability

// How large I is where nothing is written at it. What stands beside it says so: A of AA^{-1} = I,
// the point x of N(x; 0, I). Where both sides have a meaning with I of two rows and of three, and
// not the same one, nothing says it, and tr I is no number.

extension Context {
  /// The context in which I has the only size that both sides of a relation leave it.
  func knowingIdentity(of side: Formula, beside other: Formula?) throws -> Context {
    let sides = [side] + (other.map { [$0] } ?? [])
    guard identity == nil, sides.contains(where: { holdsIdentity($0) }) else { return self }
    func meanings(_ size: Int) -> [Denotation]? {
      try? sized(size).comparable(side, beside: other)
    }
    switch (meanings(2), meanings(3)) {
    case (let two?, let three?):
      guard zip(two, three).contains(where: { differ($0, $1) }) else { return self }
      throw MeaningError(
        "nothing says how large the identity I is; write I_2, or I_n with n = 2, or say on the toy "
          + "how many coordinates what is drawn has, as in “vector x 2”")
    case (_?, nil): return sized(2)
    case (nil, _?): return sized(3)
    case (nil, nil):
      if (try? comparable(side, beside: other)) != nil { return self }
      return (4...Self.largestIdentity).first { meanings($0) != nil }.map(sized) ?? self
    }
  }

  /// The largest size that is tried.
  private static let largestIdentity = 6

  private func sized(_ size: Int) -> Context {
    var inner = self
    inner.identity = size
    return inner
  }

  /// Whether I stands in a formula, or in what the text defines of its letters.
  private func holdsIdentity(_ formula: Formula, behind: Set<String> = []) -> Bool {
    func isDefinedBy(_ s: Symbol) -> Bool {
      let family = Name.family(s)
      guard !behind.contains(family), let entries = definitions.entries[family] else {
        return false
      }
      return entries.contains { holdsIdentity($0.body, behind: behind.union([family])) }
    }
    switch formula {
    case .symbol(let s): return isIdentity(s) || isDefinedBy(s)
    case .application(.symbol(let s), let arguments):
      return isDefinedBy(s) || arguments.all.contains { holdsIdentity($0, behind: behind) }
    default: return formula.inside.contains { holdsIdentity($0, behind: behind) }
    }
  }

  /// What the sides mean, if they can be compared.
  private func comparable(_ side: Formula, beside other: Formula?) throws -> [Denotation] {
    func meaning(_ a: Formula, _ b: Formula?) throws -> Denotation {
      try lawOfSide(a, beside: b).map { .law($0) } ?? denotation(a)
    }
    let left = try meaning(side, other)
    guard let other else { return [left] }
    let right = try meaning(other, side)
    guard left.canEqual(right) else { throw MeaningError("the sides differ in shape") }
    return [left, right]
  }

  /// Whether two meanings of a formula are numbers that are not the same, or laws of other width.
  private func differ(_ a: Denotation, _ b: Denotation) -> Bool {
    guard case (.scalar(let x), .scalar(let y)) = (a, b), x != y else { return false }
    let apart = WorkBudget.$current.withValue(nil) {
      Evaluator(goal: 20, limit: 2000).evaluate(x - y, at: valuation.values)
    }
    switch apart.value {
    case .exact(let number): return !number.isZero
    case .ball(let ball): return !ball.containsZero
    case .estimate, .infinite, .undefined, .undecided: return true
    }
  }
}

extension Denotation {
  /// Whether they are of one shape; a lone 0 is of every shape.
  fileprivate func canEqual(_ other: Denotation) -> Bool {
    switch (self, other) {
    case (.scalar, .scalar): true
    case (.vector(let a), .vector(let b)): a.count == b.count
    case (.matrix(let a), .matrix(let b)): a.count == b.count && a.first?.count == b.first?.count
    case (.law(let a), .law(let b)): a.dimension == b.dimension
    case (.scalar(.rational(0)), .vector), (.scalar(.rational(0)), .matrix),
      (.vector, .scalar(.rational(0))), (.matrix, .scalar(.rational(0))):
      true
    default: false
    }
  }
}
