import Balls
import Exact
import Expressions

extension Law {
  /// Throws unless symmetric and positive semi-definite, found by exact elimination.
  static func checkCovariance(_ s: [[Expression]], at values: Valuation) throws {
    let n = s.count
    for i in s.indices {
      for j in s.indices.prefix(i) where try s[i][j] != s[j][i] && !values.equal(s[i][j], s[j][i]) {
        throw ProbabilityError(
          "a covariance must be symmetric;"
            + " entries (\(i + 1),\(j + 1)) and (\(j + 1),\(i + 1)) differ")
      }
    }
    // Where decisions are taken down, the pivots are what was decided.
    var a = values.decisions == nil ? s.map { $0.map { values($0) } } : s
    for k in s.indices {
      let sign = try values.sign(a[k][k])
      if sign < 0 {
        let what =
          n == 1
          ? "variance must be positive; got \(values.show(s[0][0]))"
          : "covariance must be positive semi-definite;"
            + " elimination meets the pivot \(values.show(a[k][k])) in row \(k + 1)"
        throw ProbabilityError(what)
      }
      for i in (k + 1)..<n where try !values.isZero(a[i][k]) {
        guard sign > 0 else {
          throw ProbabilityError(
            "covariance must be positive semi-definite;"
              + " row \(k + 1) has variance 0 but a covariance")
        }
        let f = a[i][k] / a[k][k]
        for j in (k + 1)..<n { a[i][j] = a[i][j] - f * a[k][j] }
      }
    }
  }

  /// The factors of a Gaussian: coordinates of variance 0 as atoms, the others in blocks that are
  /// independent of each other.
  static func gaussianFactors(
    _ coordinates: [Int], _ mean: [Expression], _ covariance: [[Expression]], at values: Valuation
  ) throws -> [Factor] {
    let all = coordinates.indices
    var block = Array(all), points: [Factor] = [], fixed: Set<Int> = []
    for i in all where try values.isZero(covariance[i][i]) {
      fixed.insert(i)
      points.append(Factor([coordinates[i]], .point(mean[i])))
    }
    for i in all {
      for j in all.prefix(i) where block[i] != block[j] && !covariance[i][j].isZero {
        let (from, to) = (block[i], block[j])
        for k in all where block[k] == from { block[k] = to }
      }
    }
    let blocks = Set(block).sorted().map { b in
      all.filter { block[$0] == b && !fixed.contains($0) }
    }.filter { !$0.isEmpty }
    return points
      + blocks.map { b in
        Factor(
          b.map { coordinates[$0] },
          .gaussian(
            mean: b.map { mean[$0] }, covariance: b.map { i in b.map { covariance[i][$0] } }))
      }
  }
}

/// log N(x; m, S) = −½ (x−m)ᵀ S⁻¹ (x−m) − ½ log det(2πS), with S⁻¹ and det S by exact elimination.
struct GaussianLog: Hashable {
  let mean: [Expression], precision: [[Expression]], determinant: Expression
  init(_ mean: [Expression], _ covariance: [[Expression]], _ values: Valuation) throws {
    guard let (inverse, det) = try covariance.inverse(values) else {
      throw ProbabilityError(
        "a Gaussian whose covariance is singular has no density; ask for fewer coordinates")
    }
    (self.mean, precision, determinant) = (mean, inverse, det)
  }

  struct Form { let value: Expression, logarithm: Expression }

  /// The density and its logarithm in normal form. At different variables, where it is asked most,
  /// it is worked out once for all variables.
  func at(_ x: [Expression]) -> Form {
    let variables = x.compactMap { if case .variable(let v) = $0 { v } else { nil } }
    guard variables.count == x.count, Set(variables).count == x.count else { return form(x) }
    let places = x.indices.map { Variable("place##\($0)") }
    let general: Form
    if let known = Self.known.withLock({ $0[self] }) {
      general = known
    } else {
      general = form(places.map { .variable($0) })
      Self.known.withLock { known in
        if known.count >= 4096 { known.removeAll(keepingCapacity: true) }
        known[self] = general
      }
    }
    let names = Dictionary(uniqueKeysWithValues: zip(places, variables))
    return Form(
      value: general.value.renaming(names), logarithm: general.logarithm.renaming(names))
  }

  private static let known = Locked<[GaussianLog: Form]>([:])

  private func form(_ x: [Expression]) -> Form {
    let d = zip(x, mean).map { $0 - $1 }
    var form = Expression.rational(0)
    for i in d.indices { for j in d.indices { form = form + d[i] * precision[i][j] * d[j] } }
    let exponent = (.rational(Rational(-1, 2)) * form).tidy
    let scale = ((2 * .pi).raised(to: x.count) * determinant).tidy
    return Form(
      value: .exp(exponent) / .sqrt(scale),
      logarithm: (exponent - .half * .logarithm(of: scale)).tidy)
  }
}
