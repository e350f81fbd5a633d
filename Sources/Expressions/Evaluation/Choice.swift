import Balls
import Exact

extension Evaluation {
  /// The first branch whose condition certainly holds, provided all before certainly fail.
  func choose(_ branches: [Expression.Branch], _ otherwise: Expression) -> Evaluated {
    for b in branches {
      switch truth(b.condition) {
      case .yes: return value(of: b.value)
      case .no: continue
      case .none(let why): return why
      }
    }
    return value(of: otherwise)
  }

  enum Truth {
    case yes, no
    /// The outcome of whatever depends on it.
    case none(Evaluated)
    var known: Bool? {
      switch self {
      case .yes: true
      case .no: false
      case .none: nil
      }
    }
  }

  func truth(_ c: Expression.Condition) -> Truth {
    switch c {
    case .compare(let a, let relation, let b): return compare(value(of: a), relation, value(of: b))
    case .all(let list): return fold(list, absorbing: false)
    case .any(let list): return fold(list, absorbing: true)
    case .not(let c):
      let t = truth(c)
      return t.known.map { $0 ? .no : .yes } ?? t
    }
  }

  private func fold(_ list: [Expression.Condition], absorbing: Bool) -> Truth {
    var open: Truth?
    for c in list {
      let t = truth(c)
      if t.known == absorbing { return absorbing ? .yes : .no }
      if t.known == nil && open == nil { open = t }
    }
    return open ?? (absorbing ? .no : .yes)
  }

  private func compare(_ a: Evaluated, _ relation: Expression.Comparison, _ b: Evaluated) -> Truth {
    if let none = Evaluated.withoutValue([a, b]) { return .none(none) }
    if case .infinite(let p) = a.value, case .infinite(let q) = b.value {
      return relation.holds(p == q ? 0 : p ? 1 : -1) ? .yes : .no
    }
    guard let s = sign(sum([a, product([Evaluated(exact: ExactNumber(-1)), b])])) else {
      return .none(
        .undecided("whether two numbers are \(relation.rawValue) cannot be told at this precision"))
    }
    return relation.holds(s) ? .yes : .no
  }
}
