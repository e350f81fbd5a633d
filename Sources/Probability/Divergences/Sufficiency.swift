import Exact
import Expressions

extension PairStratum {
  /// The pair seen through one linear form, when log p − log q depends on nothing else.
  ///
  /// Such a form is a sufficient statistic, and a sufficient statistic keeps every f-divergence
  /// (Kullback and Leibler 1951): an integral over space becomes one over the line. Found for
  /// Gaussians by exact linear algebra.
  func throughOneForm(_ values: Valuation) throws -> PairStratum? {
    guard variables.count > 1, let p, let q, p.isOneGaussian, q.isOneGaussian else { return nil }
    let x = variables.map { Expression.variable($0) }
    let ratio = try p.logDensity(at: x, values: values) - q.logDensity(at: x, values: values)
    guard let k = Polynomial(ratio).coefficients(in: variables), let form = try direction(k, values)
    else { return nil }
    let map = [zip(form, x).reduce(Expression.zero) { $0 + $1.0 * $1.1 }.tidy]
    return PairStratum(
      variables: [.fresh("u")], p: try p.pushforward(variables: variables, map: map, at: values),
      q: try q.pushforward(variables: variables, map: map, at: values))
  }

  /// The direction to which the gradient of a quadratic polynomial is always parallel, if there is
  /// one: its constant part and the rows of its Hessian are all multiples of one vector.
  private func direction(_ k: [[Int]: Polynomial], _ values: Valuation) throws -> [Expression]? {
    let n = variables.count
    func coefficient(_ i: Int, _ j: Int?) -> Expression {
      var powers = [Int](repeating: 0, count: n)
      powers[i] += 1
      if let j { powers[j] += 1 }
      let c = (k[powers] ?? .zero).expression
      return i == j ? 2 * c : c
    }
    let rows =
      [(0..<n).map { coefficient($0, nil) }]
      + (0..<n).map { i in (0..<n).map { coefficient(i, $0) } }
    var form: [Expression]?
    for row in rows where try !row.allSatisfy(values.isZero) {
      guard let d = form else {
        form = row
        continue
      }
      guard let lead = try d.indices.first(where: { try !values.isZero(d[$0]) }) else { return nil }
      for i in d.indices where try !values.isZero(d[i] * row[lead] - row[i] * d[lead]) {
        return nil
      }
    }
    return form
  }
}

extension Law {
  /// One piece made of Gaussian factors alone.
  fileprivate var isOneGaussian: Bool {
    pieces.count == 1
      && pieces[0].factors.allSatisfy { if case .gaussian = $0.shape { true } else { false } }
  }
}
