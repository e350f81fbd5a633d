import Exact
import Expressions

extension Law {
  /// The law of the coordinates named, in that order.
  public func marginal(_ coordinates: [Int], at values: Valuation) throws -> Law {
    guard Set(coordinates).count == coordinates.count,
      coordinates.allSatisfy((0..<dimension).contains)
    else {
      throw ProbabilityError(
        "a law of \(dimension) coordinates has no coordinates \(coordinates.map { $0 + 1 })")
    }
    let place = Dictionary(uniqueKeysWithValues: coordinates.enumerated().map { ($1, $0) })
    let pieces = try pieces.map { piece in
      Piece(
        weight: piece.weight,
        factors: try piece.factors.flatMap { try $0.marginal(place, at: values) })
    }
    return Law(dimension: coordinates.count, pieces: pieces).merged()
  }
}

extension Law.Factor {
  /// The coordinates ascending, so that equal laws are written alike.
  var inOrder: Law.Factor {
    let order = coordinates.indices.sorted { coordinates[$0] < coordinates[$1] }
    guard order != Array(coordinates.indices) else { return self }
    let sorted = order.map { coordinates[$0] }
    switch shape {
    case .gaussian(let m, let s):
      return Law.Factor(
        sorted,
        .gaussian(mean: order.map { m[$0] }, covariance: order.map { i in order.map { s[i][$0] } }))
    case .density(var d):
      (d.variables, d.box) = (order.map { d.variables[$0] }, order.map { d.box[$0] })
      d.origin = d.origin.map { o in
        Law.Origin(law: o.law, variables: o.variables, map: order.map { o.map[$0] })
      }
      return Law.Factor(sorted, .density(d))
    default: return self
    }
  }

  /// What is left of the factor for the coordinates kept, at their new places.
  func marginal(_ place: [Int: Int], at values: Valuation) throws -> [Law.Factor] {
    let kept = coordinates.indices.filter { place[coordinates[$0]] != nil }
    let new = kept.compactMap { place[coordinates[$0]] }
    if kept.isEmpty { return [] }
    if kept.count == coordinates.count { return [Law.Factor(new, shape)] }
    switch shape {
    case .gaussian(let m, let s):
      return try Law.gaussianFactors(
        new, kept.map { m[$0] }, kept.map { i in kept.map { s[i][$0] } }, at: values)
    case .density(let d): return [Law.Factor(new, .density(d.marginal(kept)))]
    default: return [Law.Factor(new, shape)]
    }
  }
}

extension Law.Density {
  /// The others integrated out.
  func marginal(_ kept: [Int]) -> Law.Density {
    let gone = variables.indices.filter { !kept.contains($0) }
    return Law.Density(
      variables: kept.map { variables[$0] },
      value: value.map { v in gone.reduce(v) { .integral(of: $0, variables[$1], over: box[$1]) } },
      box: kept.map { box[$0] },
      origin: origin.map { o in
        Law.Origin(law: o.law, variables: o.variables, map: kept.map { o.map[$0] })
      })
  }
}
