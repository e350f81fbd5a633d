import Exact
import Expressions

/// One question to a model: the law of some variables given others.
struct Inference {
  let wanted: [Variable], given: [Variable: Expression], values: Valuation
  /// The nodes whose laws matter, parents first.
  let nodes: [Model.Node]

  init(
    _ model: Model, _ wanted: [Variable], _ given: [(variable: Variable, value: Expression)],
    _ values: Valuation
  ) throws {
    guard Set(wanted).count == wanted.count, !wanted.isEmpty else {
      throw ProbabilityError("the law of no variable, or of one twice, was asked for")
    }
    var known: [Variable: Expression] = [:]
    for (v, value) in given {
      guard known.updateValue(value, forKey: v) == nil else {
        throw ProbabilityError("\(v) is given twice")
      }
    }
    if let both = wanted.first(where: { known[$0] != nil }) {
      throw ProbabilityError("\(both) is both wanted and given")
    }
    (self.wanted, self.given, self.values) = (wanted, known, values)
    nodes = try Inference.needed(model, wanted, known)
  }

  /// The nodes that are not independent of the wanted ones given what is given: in the moral graph
  /// of the ancestors, those whose family touches what is connected with a wanted variable without
  /// passing through a given one.
  private static func needed(
    _ model: Model, _ wanted: [Variable], _ given: [Variable: Expression]
  ) throws -> [Model.Node] {
    var ancestors = Set(wanted).union(given.keys)
    for node in model.nodes.reversed() where !ancestors.isDisjoint(with: node.variables) {
      ancestors.formUnion(node.parents)
    }
    let families = model.nodes.filter { !ancestors.isDisjoint(with: $0.variables) }
    var reached = Set(wanted), grew = true
    while grew {
      grew = false
      for node in families {
        let open = Set(node.variables + node.parents).subtracting(given.keys)
        guard !open.isDisjoint(with: reached), !open.isSubset(of: reached) else { continue }
        reached.formUnion(open)
        grew = true
      }
    }
    let nodes = families.filter { !reached.isDisjoint(with: $0.variables + $0.parents) }
    let lawful = Set(nodes.flatMap(\.variables))
    if let orphan = reached.subtracting(lawful).sorted().first {
      throw ProbabilityError("no law for \(orphan): give its value, or give the model a law for it")
    }
    return nodes
  }

  func law() throws -> Law {
    var branches = [Branch(assigned: given)]
    for (k, node) in nodes.enumerated() {
      branches = try branches.flatMap { try $0.adding(node, given, values) }
      let alive = Set(nodes[(k + 1)...].flatMap(\.parents)).union(wanted)
      branches = merged(branches.map { $0.forgetting(allBut: alive) })
    }
    // A condition met by an atom has weight where others have only a density.
    let most = branches.map(\.atomsMet).max() ?? 0
    branches = branches.filter { $0.atomsMet == most }
    guard !branches.isEmpty else { throw ProbabilityError("what is given has probability 0") }
    let parts = try branches.map { b in
      let (law, evidence) = try b.law(of: wanted, values)
      return Part(weight: b.weight * evidence, logEvidence: b.logEvidence, law: law)
    }
    return try normalised(parts)
  }

  private struct Part { var weight: Expression, logEvidence: Expression, law: Law }

  /// wᵢ eˡⁱ / Σ wⱼ eˡʲ, without the exponentials where they are equal.
  private func normalised(_ parts: [Part]) throws -> Law {
    guard parts.count > 1 else { return parts[0].law }
    let plain = parts.allSatisfy { $0.logEvidence == parts[0].logEvidence }
    let total = parts.reduce(Expression.zero) { $0 + $1.weight }.tidyIfAlgebraic
    let pieces = parts.flatMap { part -> [Law.Piece] in
      let sum =
        plain
        ? total
        : parts.reduce(Expression.zero) {
          $0 + $1.weight * .exp(($1.logEvidence - part.logEvidence).tidy)
        }
      return part.law.pieces.map {
        .init(weight: (part.weight / sum * $0.weight).tidyIfAlgebraic, factors: $0.factors)
      }
    }
    return Law(dimension: wanted.count, pieces: pieces).merged()
  }

  /// Branches in the same state become one.
  private func merged(_ branches: [Branch]) -> [Branch] {
    var order: [Branch] = [], place: [Branch: Int] = [:]
    for b in branches {
      var key = b
      key.weight = .one
      if let k = place[key] {
        order[k].weight = (order[k].weight + b.weight).tidyIfAlgebraic
      } else {
        place[key] = order.count
        order.append(b)
      }
    }
    return order
  }
}
