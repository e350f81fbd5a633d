import Exact
import Expressions
import Probability

/// Proves that a function of the weights of two laws is nowhere negative, by drawing two of their
/// places together: among all ways of parting the masses P and Q of the two places between them, it
/// is least where both laws part theirs alike (the log-sum inequality, read as a minimum).
///
/// With the parts Px, P(1 − x) and Qy, Q(1 − y), this holds if it is convex in x and has the slope
/// 0 at x = y. What is left does not depend on y. Two laws on two places are two numbers.
struct MergedWeights {
  let algebra: BoxAlgebra
  let laws: (Law, Law)
  typealias Law = [Variable]

  init?(_ algebra: BoxAlgebra, _ weights: [[Variable]]) {
    guard weights.count == 2, weights[0].count == weights[1].count else { return nil }
    (self.algebra, laws) = (algebra, (weights[0], weights[1]))
  }
  private init(_ algebra: BoxAlgebra, _ p: Law, _ q: Law) {
    (self.algebra, laws) = (algebra, (p, q))
  }

  func prove(_ g: Expression) -> BoxProof? {
    let (p, q) = laws, n = p.count
    guard n > 2 else { return n == 2 ? proveForTwo(g) : nil }
    for i in 0..<n {
      for j in (i + 1)..<n {
        guard let less = merged(g, i, j) else { continue }
        let others = { (law: Law) in law.indices.filter { $0 != j }.map { law[$0] } }
        guard var proof = MergedWeights(algebra, others(p), others(q)).prove(less)
        else { continue }
        proof.reductions.insert("least where two places are parted alike", at: 0)
        return proof
      }
    }
    return nil
  }

  /// The least value over the shares of the places i and j, in terms of their masses, which take
  /// the names of the weights at i.
  private func merged(_ g: Expression, _ i: Int, _ j: Int) -> Expression? {
    let shares = ["x", "1−x", "y", "1−y"].map { Variable("share·\($0)") }
    let all = shares.map(Expression.variable), (p, q) = laws
    let (massP, massQ) = (Expression.variable(p[i]), Expression.variable(q[i]))
    let parted = g.substituting([
      p[i]: massP * all[0], p[j]: massP * all[1], q[i]: massQ * all[2], q[j]: massQ * all[3],
    ])
    let wide = algebra.adding(shares)
    func along(_ e: Expression) -> Expression {
      e.derivative(by: shares[0]) - e.derivative(by: shares[1])
    }
    let alike = [shares[0]: all[2], shares[1]: all[3]], slope = along(parted)
    let normal = Normaliser(at: wide.values)
    guard wide.vanishes(slope.substituting(alike)), let bend = try? normal(along(slope)),
      (try? normal.isCertainlyNeverNegative(bend)) == true,
      let sharing = try? normal(parted.substituting(alike)),
      let least = try? normal(normal.expression(sharing).substituting([shares[3]: 1 - all[2]])),
      wide.hold(normal.conditions), wide.hasValues(parted)
    else { return nil }
    let rest = normal.expression(least)
    return shares.contains { rest.depends(on: $0) } ? nil : rest
  }

  private func proveForTwo(_ g: Expression) -> BoxProof? {
    let (p, q) = laws
    let two = g.substituting([p[1]: 1 - .variable(p[0]), q[1]: 1 - .variable(q[0])])
    guard let sides = algebra.between(p[0], q[0]) else { return nil }
    let box = BoxAlgebra(sides, algebra.values)
    return BoxProver(limit: 200).prove(two, on: box.used(by: two)).ifProved
      ?? DiagonalProof(algebra: box).prove(two)
  }
}

extension BoxAlgebra {
  /// With shares of a whole as further variables.
  fileprivate func adding(_ shares: [Variable]) -> BoxAlgebra {
    var point: [Variable: Rational] = [:]
    for side in sides { point[side.variable] = values.values[side.variable] }
    let places: [Rational] = [
      Rational(31, 97), Rational(66, 97), Rational(53, 97), Rational(44, 97),
    ]
    for (v, place) in zip(shares, places) { point[v] = place }
    let least = sides.map(\.lower).min() ?? 0
    return BoxAlgebra(sides + shares.map { BoxSide($0, least, 1 - least) }, Valuation(point))
  }

  /// Two weights of two laws on two places: each leaves the other at least its least.
  fileprivate func between(_ p: Variable, _ q: Variable) -> [BoxSide]? {
    let own = sides.filter { $0.variable == p || $0.variable == q }
    guard own.count == 2, let least = sides.map(\.lower).min(), least > 0 else { return nil }
    return own.map { BoxSide($0.variable, least, 1 - least) }
  }
}
