import Exact
import Expressions
import Notation

// Whether a point that was not drawn is one of the toy's all the same.

extension Toy {
  /// Whether the values of a point lie where the toy lets them lie. What it needs other letters for
  /// than the point has is not asked.
  public func admits(_ point: Point) -> Bool {
    let here = Context(
      toy: self, definitions: Definitions(), point: point, evaluator: Evaluator())
    return statements.allSatisfy { statement in
      if case .simplex(let n) = statement.kind { return point.holdsWeights(statement.name, n) }
      guard case .parameter(let domain, let conditions) = statement.kind,
        let value = point.values[statement.name]
      else { return true }
      let top = here.atTopOfToy(statement.indices)
      return (try? domain.contains(value, statement.indices, in: here)) ?? true
        && conditions.allSatisfy { (try? top.holds(top.condition($0))) ?? true }
    }
  }

  /// What functions and values are made of.
  package var bodies: [Formula] {
    statements.compactMap {
      switch $0.kind {
      case .function(_, let body), .value(let body): body
      default: nil
      }
    }
  }

  /// The letter of a function of one number, `f(u) = …`.
  package func variable(ofFunction name: String) -> Symbol? {
    guard case .function(let letters, _)? = byName[name]?.kind, letters.count == 1 else {
      return nil
    }
    return letters[0]
  }

  /// Whether a name is one number, drawn, listed or constant: a family of weights is none.
  public func isNumber(_ name: String) -> Bool {
    parameters.contains { $0.canBeSet && $0.name == name }
  }

  /// Whether a name is a random variable, X ~ p.
  public func declares(_ name: String) -> Bool {
    if case .random? = byName[name]?.kind { true } else { false }
  }

  /// Whether a parameter, or a random variable, is drawn.
  public func draws(_ name: String) -> Bool {
    switch byName[name]?.kind {
    case .parameter(.interval, _)?, .parameter(.named, _)?, .random?: true
    default: false
    }
  }

  /// Whether a parameter runs through values that the toy lists, and is not drawn.
  public func lists(_ name: String) -> Bool {
    guard case .parameter(let domain, _)? = byName[name]?.kind else { return false }
    switch domain {
    case .values, .integers, .support: return true
    case .interval, .named: return false
    }
  }
}

extension Point {
  /// Whether the weights w_1, …, w_n, where it has them, are positive with sum 1.
  fileprivate func holdsWeights(_ name: String, _ n: Int) -> Bool {
    let weights = (1...n).compactMap { values["\(name)_\($0)"] }
    return weights.count < n || weights.allSatisfy { $0 > 0 } && weights.reduce(0, +) == 1
  }
}
