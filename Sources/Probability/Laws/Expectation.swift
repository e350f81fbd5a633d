import Exact
import Expressions

extension Law {
  /// E[body(X)]. The body is asked once for every stratum: with the place itself where the law has
  /// atoms, with fresh variables where it is continuous.
  ///
  /// Finite laws give an exact sum; polynomials of continuous coordinates give exact moments; what
  /// is left becomes `integral` nodes over the box of the law, cut where a branch of the body
  /// turns. Mixtures sum.
  public func expectation(at values: Valuation, of body: ([Expression]) throws -> Expression) throws
    -> Expression
  {
    let (plain, mapped) = (pieces.filter { $0.image == nil }, pieces.filter { $0.image != nil })
    var total = Expression.zero
    for stratum in try Law(dimension: dimension, pieces: plain).strata(at: values) {
      total = total + (try stratum.integrate(body(stratum.place), values))
    }
    for piece in mapped {
      guard let (law, place) = piece.upstairs(dimension) else { continue }
      total = total + piece.weight * (try law.expectation(at: values) { try body(place($0)) })
    }
    return total
  }

  /// E[body] where the body mentions the variables, one for each coordinate.
  public func expectation(of body: Expression, variables: [Variable], at values: Valuation) throws
    -> Expression
  {
    try expectation(at: values) { x in
      body.substituting(Dictionary(uniqueKeysWithValues: zip(variables, x)))
    }
  }
}

extension Expression {
  /// log of a product of positive things opened into a sum, inside sums and products too.
  var openingLogarithms: Expression {
    switch self {
    case .function(.log, let a): .logarithm(of: a.openingLogarithms)
    case .sum(let a): .sum(of: a.map(\.openingLogarithms))
    case .product(let a): .product(of: a.map(\.openingLogarithms))
    case .power(let a, let b): a.openingLogarithms.raised(to: b)
    default: self
    }
  }
}

extension Law.Piece {
  /// The first factor that has no density, only an origin.
  fileprivate var image: Int? {
    factors.firstIndex { f in
      if case .density(let d) = f.shape { d.value == nil && d.origin != nil } else { false }
    }
  }
  /// The law of the other factors and of that factor's origin, and how a place of it is sent down.
  fileprivate func upstairs(_ dimension: Int) -> (law: Law, place: ([Expression]) -> [Expression])?
  {
    guard let k = image, case .density(let d) = factors[k].shape, let origin = d.origin else {
      return nil
    }
    let others = factors.indices.filter { $0 != k }.map { factors[$0] },
      kept = others.flatMap(\.coordinates).sorted()
    let spot = Dictionary(uniqueKeysWithValues: kept.enumerated().map { ($1, $0) })
    let rest = Law(
      dimension: kept.count,
      pieces: [
        .init(
          weight: .one,
          factors: others.map { f in
            Law.Factor(f.coordinates.compactMap { spot[$0] }, f.shape)
          })
      ])
    let coordinates = factors[k].coordinates
    return (
      Law.product([rest, origin.law]),
      { x in
        let put = Dictionary(uniqueKeysWithValues: zip(origin.variables, x[kept.count...]))
        var place = [Expression](repeating: .zero, count: dimension)
        for (i, c) in kept.enumerated() { place[c] = x[i] }
        for (c, e) in zip(coordinates, origin.map) { place[c] = e.substituting(put) }
        return place
      }
    )
  }
}
