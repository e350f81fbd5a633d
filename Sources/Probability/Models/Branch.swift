import Exact
import Expressions

/// One way the finite variables can have fallen out, with the joint law of the others so far.
struct Branch: Hashable {
  var weight = Expression.one
  /// log of the evidence met by densities.
  var logEvidence = Expression.zero
  /// How many given variables were met by an atom.
  var atomsMet = 0
  /// Constants, and deterministic functions of the continuous variables.
  var assigned: [Variable: Expression]
  var gaussian = GaussianState()
  /// Factors of the joint density that are not linear-Gaussian.
  var potentials: [Potential] = []
  /// Continuous variables that are not in the Gaussian.
  var others: Set<Variable> { Set(potentials.flatMap(\.introduces)) }
  var continuous: Set<Variable> { others.union(gaussian.variables) }

  init(assigned: [Variable: Expression]) { self.assigned = assigned }
}

/// A factor of the joint density: of new variables given old ones, or a likelihood when it
/// introduces none.
struct Potential: Hashable {
  var value: Expression
  var logarithm: Expression?
  var introduces: [Variable] = []
  var box: [Law.Interval] = []
  /// The law of the introduced variables when it depends on nothing else.
  var root: Law.Shape?
  /// Whether none of the node's variables was given, so that the value is a density of those
  /// introduced.
  var isNormalised = false
}

extension Branch {
  /// The branch after a node: one for each piece of its law.
  func adding(_ node: Model.Node, _ given: [Variable: Expression], _ values: Valuation) throws
    -> [Branch]
  {
    try conditional(node, values).pieces.compactMap { piece in
      var branch = self
      let w = piece.weight.substituting(assigned)
      if w.mentions(continuous) {
        branch.potentials.append(Potential(value: w, logarithm: .log(w)))
      } else {
        if values.decides(w), try values.isZero(w) { return nil }
        branch.weight = (branch.weight * w).tidyIfAlgebraic
      }
      for factor in piece.factors {
        let names = factor.coordinates.map { node.variables[$0] }
        let shape = factor.shape.substituting(branch.assigned)
        guard try branch.add(shape, names, given, values) else { return nil }
      }
      return branch
    }
  }

  /// Adds variables that are affine in the Gaussian ones up to Gaussian noise; false, and nothing
  /// added, if they are not.
  mutating func addLinear(_ names: [Variable], mean: [Expression], noise: [[Expression]]) -> Bool {
    let others = self.others
    guard !mean.contains(where: { $0.mentions(others) }),
      !noise.contains(where: { $0.contains { $0.mentions(others) } })
    else { return false }
    return gaussian.add(names, mean: mean, noise: noise)
  }

  private func conditional(_ node: Model.Node, _ values: Valuation) throws -> Law {
    guard case .table(let rows) = node.conditional else { return node.laws[0] }
    let place = try node.parents.map { p in
      guard let e = assigned[p], !e.mentions(continuous) else {
        throw ProbabilityError("the table of \(node.name) needs a finite \(p)")
      }
      return e
    }
    for row in rows where row.given.count == place.count {
      if try values.same(row.given, place) { return row.law }
    }
    let shown = place.map { values.show($0) }.joined(separator: ", ")
    throw ProbabilityError("the table of \(node.name) has no row for \(shown)")
  }

  /// Adds a factor, and conditions on those of its variables that are given; false when that is
  /// impossible.
  private mutating func add(
    _ shape: Law.Shape, _ names: [Variable], _ given: [Variable: Expression], _ values: Valuation
  ) throws -> Bool {
    switch shape {
    case .point(let e):
      guard let observed = given[names[0]] else {
        assigned[names[0]] = e
        return true
      }
      if !e.mentions(continuous) {
        atomsMet += 1
        return try values.equal(e, observed)
      }
      guard addLinear(names, mean: [e], noise: [[.zero]]) else {
        throw ProbabilityError(
          "\(names[0]) is given, but it is a function of continuous variables that is not affine;"
            + " give those variables instead")
      }
    case .gaussian(let m, let s) where addLinear(names, mean: m, noise: s): break
    default: return try addPotential(shape, names, given, values)
    }
    return try names.allSatisfy { v in
      guard let observed = given[v] else { return true }
      switch try gaussian.condition(v, observed, values) {
      case .impossible: return false
      case .certain: atomsMet += 1
      case .density(let log): logEvidence = (logEvidence + log).tidy
      }
      return true
    }
  }

  private mutating func addPotential(
    _ shape: Law.Shape, _ names: [Variable], _ given: [Variable: Expression], _ values: Valuation
  ) throws -> Bool {
    let x = names.map { given[$0] ?? .variable($0) },
      free = names.indices.filter { given[names[$0]] == nil }
    // Inside its box a new variable needs no branch: the box is where it will be integrated. Ends
    // that move with other variables are branches of the density.
    let fixed = free.filter { !shape.box[$0].mentions(continuous) }
    guard let density = try shape.densityInside(at: x, free: fixed, values) else { return false }
    if free.isEmpty && !density.value.mentions(continuous) {
      logEvidence = logEvidence + (density.logarithm ?? .log(density.value))
      return true
    }
    let complete = free.count == names.count
    potentials.append(
      Potential(
        value: density.value, logarithm: density.logarithm, introduces: free.map { names[$0] },
        box: free.map { fixed.contains($0) ? shape.box[$0] : .line },
        root: complete && !shape.mentions(continuous) ? shape : nil,
        isNormalised: complete))
    return true
  }

  /// Variables that nobody will ask for again are integrated out, where that is exact.
  func forgetting(allBut alive: Set<Variable>) -> Branch {
    var branch = self
    branch.assigned = assigned.filter { alive.contains($0.key) }
    var needed = alive
    for e in branch.assigned.values { needed.formUnion(e.freeVariables) }
    for p in potentials { needed.formUnion(p.value.freeVariables) }
    branch.gaussian = gaussian.keeping(needed)
    return branch
  }
}
