import Exact
import Expressions

/// A joint Gaussian by its moments, entries kept in normal form: rational wherever they are
/// rational.
struct GaussianState: Hashable {
  var variables: [Variable] = []
  var mean: [Expression] = []
  var covariance: [[Expression]] = []

  /// Adds y = A x + b + noise, the means given being A x + b; false, and nothing added, when they
  /// are not affine in these variables or the noise depends on them.
  mutating func add(_ names: [Variable], mean m: [Expression], noise: [[Expression]]) -> Bool {
    let set = Set(variables)
    guard !noise.contains(where: { $0.contains { $0.mentions(set) } }) else { return false }
    var rows: [(slope: [Expression], offset: Expression)] = []
    for e in m {
      guard let row = e.affine(in: variables) else { return false }
      rows.append(row)
    }
    // Cov(y, x) = A Σ and Cov(y, y) = A Σ Aᵀ + noise.
    let cross = rows.map { row in
      variables.indices.map { j in dot(row.slope, covariance.map { $0[j] }) }
    }
    let own = rows.indices.map { i in
      rows.indices.map { j in (dot(cross[i], rows[j].slope) + noise[i][j]).tidy }
    }
    let means = rows.map { (dot($0.slope, mean) + $0.offset).tidy }
    covariance =
      variables.indices.map { i in covariance[i] + cross.map { $0[i] } }
      + zip(cross, own).map { $0 + $1 }
    mean += means
    variables += names
    return true
  }

  private func dot(_ a: [Expression], _ b: [Expression]) -> Expression {
    zip(a, b).reduce(Expression.zero) { $1.0 == .zero || $1.1 == .zero ? $0 : $0 + $1.0 * $1.1 }
      .tidy
  }

  enum Met { case impossible, certain, density(Expression) }

  /// Conditions on v = value, one scalar at a time: no matrix is inverted, and a singular
  /// covariance is no exception.
  mutating func condition(_ v: Variable, _ value: Expression, _ values: Valuation) throws -> Met {
    guard let k = variables.firstIndex(of: v) else { return .impossible }
    let variance = covariance[k][k], surprise = (value - mean[k]).tidy
    if try values.isZero(variance) {
      remove(k)
      return try values.isZero(surprise) ? .certain : .impossible
    }
    let gain = covariance.map { ($0[k] / variance).tidy }, row = covariance[k]
    for i in variables.indices where gain[i] != .zero {
      mean[i] = (mean[i] + gain[i] * surprise).tidy
      for j in variables.indices where row[j] != .zero {
        covariance[i][j] = (covariance[i][j] - gain[i] * row[j]).tidy
      }
    }
    remove(k)
    let log = -surprise.squared / (2 * variance) - .half * .logarithm(of: (2 * .pi * variance).tidy)
    return .density(log.tidy)
  }

  private mutating func remove(_ k: Int) {
    variables.remove(at: k)
    mean.remove(at: k)
    covariance.remove(at: k)
    for i in covariance.indices { covariance[i].remove(at: k) }
  }

  /// The marginal of the variables needed.
  func keeping(_ needed: Set<Variable>) -> GaussianState {
    let kept = variables.indices.filter { needed.contains(variables[$0]) }
    guard kept.count < variables.count else { return self }
    return GaussianState(
      variables: kept.map { variables[$0] }, mean: kept.map { mean[$0] },
      covariance: kept.map { i in kept.map { covariance[i][$0] } })
  }

  /// The variables in sets without covariance between them.
  var blocks: [Set<Variable>] {
    var sets: [Set<Variable>] = []
    for i in variables.indices {
      let linked = Set(
        variables.indices.filter { $0 == i || covariance[i][$0] != .zero }.map { variables[$0] })
      let touching = sets.filter { !$0.isDisjoint(with: linked) }
      sets.removeAll { !$0.isDisjoint(with: linked) }
      sets.append(touching.reduce(linked) { $0.union($1) })
    }
    return sets
  }
}

extension Expression {
  /// slope · variables + offset; nil when the expression is not affine in them.
  func affine(in variables: [Variable]) -> (slope: [Expression], offset: Expression)? {
    guard let coefficients = Polynomial(self).coefficients(in: variables),
      coefficients.keys.allSatisfy({ $0.reduce(0, +) <= 1 })
    else { return nil }
    var slope = [Expression](repeating: .zero, count: variables.count), offset = Expression.zero
    for (powers, c) in coefficients {
      if let k = powers.firstIndex(of: 1) { slope[k] = c.expression } else { offset = c.expression }
    }
    return (slope, offset)
  }
}
