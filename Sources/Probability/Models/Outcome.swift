import Exact
import Expressions

// What a branch says in the end about the wanted variables.

extension Branch {
  /// Their law, and the part of the evidence that is an integral (1 if none).
  func law(of wanted: [Variable], _ values: Valuation) throws -> (law: Law, evidence: Expression) {
    let places = wanted.map { assigned[$0] ?? .variable($0) }
    let functions = zip(wanted, places).filter { v, e in e != .variable(v) && e.mentions(continuous)
    }
    // Affine functions of Gaussian variables join the Gaussian; others are pushed forward.
    var extended = self
    if functions.allSatisfy({ extended.addLinear([$0.0], mean: [$0.1], noise: [[.zero]]) }) {
      for (v, _) in functions { extended.assigned[v] = nil }
      return try extended.plainLaw(of: wanted, values)
    }
    let sources = Set(places.flatMap(\.freeVariables)).intersection(continuous).sorted()
    let (law, evidence) = try plainLaw(of: sources, values)
    return (try law.pushforward(variables: sources, map: places, at: values), evidence)
  }

  /// The wanted variables are constants or continuous variables of their own.
  private func plainLaw(of wanted: [Variable], _ values: Valuation) throws -> (
    law: Law, evidence: Expression
  ) {
    let place = Dictionary(uniqueKeysWithValues: wanted.enumerated().map { ($1, $0) })
    var factors = wanted.compactMap { v in
      place[v].flatMap { k in assigned[v].map { Law.Factor([k], .point($0)) } }
    }
    var evidence = Expression.one
    for group in groups() {
      let kept = group.variables.filter { place[$0] != nil && assigned[$0] == nil }
      if group.potentials.isEmpty {
        let g = gaussian.keeping(Set(kept))
        factors += try Law.gaussianFactors(
          g.variables.compactMap { place[$0] }, g.mean, g.covariance, at: values)
      } else if group.potentials.count == 1, !group.usesGaussian,
        let root = group.potentials[0].root
      {
        let names = group.potentials[0].introduces
        let spots = Dictionary(
          uniqueKeysWithValues: names.enumerated().compactMap { i, v in place[v].map { (i, $0) } })
        factors += try Law.Factor(Array(names.indices), root).marginal(spots, at: values)
      } else {
        let (factor, z) = try general(group, kept, place, values)
        if let factor { factors.append(factor) }
        evidence = evidence * z
      }
    }
    factors.sort { $0.coordinates[0] < $1.coordinates[0] }
    return (Law(dimension: wanted.count, pieces: [.init(weight: .one, factors: factors)]), evidence)
  }

  struct Group { var variables: [Variable], potentials: [Potential], usesGaussian: Bool }

  /// The continuous variables in sets independent of each other.
  private func groups() -> [Group] {
    var sets: [(variables: Set<Variable>, potentials: [Potential], usesGaussian: Bool)] = []
    func join(_ new: Set<Variable>, _ potentials: [Potential], gaussian: Bool) {
      var merged = (variables: new, potentials: potentials, usesGaussian: gaussian)
      sets.removeAll { s in
        guard !s.variables.isDisjoint(with: new) else { return false }
        merged.variables.formUnion(s.variables)
        merged.potentials = s.potentials + merged.potentials
        merged.usesGaussian = merged.usesGaussian || s.usesGaussian
        return true
      }
      sets.append(merged)
    }
    for block in gaussian.blocks { join(block, [], gaussian: true) }
    let all = continuous
    for p in potentials {
      join(Set(p.introduces).union(p.value.freeVariables.intersection(all)), [p], gaussian: false)
    }
    return sets.map {
      Group(
        variables: $0.variables.sorted(), potentials: $0.potentials, usesGaussian: $0.usesGaussian)
    }
  }

  /// A density by its factors: what is not wanted is integrated out, and what is left divided by
  /// the evidence.
  private func general(
    _ group: Group, _ kept: [Variable], _ place: [Variable: Int], _ values: Valuation
  ) throws -> (Law.Factor?, Expression) {
    let g = gaussian.keeping(Set(group.variables))
    var value = Expression.one, log: Expression? = .zero, box: [Variable: Law.Interval] = [:]
    if !g.variables.isEmpty {
      let density = try GaussianLog(g.mean, g.covariance, values).at(
        g.variables.map { .variable($0) })
      (value, log) = (density.value, density.logarithm)
    }
    for p in group.potentials {
      value = value * p.value
      log = log.flatMap { l in p.logarithm.map { l + $0 } }
      for (v, b) in zip(p.introduces, p.box) { box[v] = b }
    }
    func integrate(_ e: Expression, _ over: [Variable]) -> Expression {
      over.reduce(e) { .integral(of: $0, $1, over: box[$1] ?? .line) }
    }
    let hidden = group.variables.filter { !kept.contains($0) }, marginal = integrate(value, hidden)
    // Without a likelihood the density is normalised as it stands.
    let conditioned = !group.potentials.allSatisfy(\.isNormalised)
    let evidence = conditioned ? integrate(marginal, kept) : .one
    guard !kept.isEmpty else { return (nil, evidence) }
    let logarithm = hidden.isEmpty ? log.map { conditioned ? $0 - .log(evidence) : $0 } : nil
    // On the line branches are decided cell by cell, so it is cut where they turn.
    let turns = kept.count == 1 ? try marginal.kinks(kept[0], values) : []
    let fresh = kept.map { Variable.fresh($0.name) }
    let rename = Dictionary(uniqueKeysWithValues: zip(kept, fresh.map { Expression.variable($0) }))
    let density = Law.Density(
      variables: fresh, value: (conditioned ? marginal / evidence : marginal).substituting(rename),
      logarithm: logarithm?.substituting(rename), box: kept.map { box[$0] ?? .line },
      cuts: try values.ascending(turns))
    return (Law.Factor(kept.compactMap { place[$0] }, .density(density)), evidence)
  }
}
