import CFlint

/// Nodes and weights of the Gauss-Legendre rule with n points on [−1, 1]: the nodes ≥ 0, as balls
/// and as spans.
///
/// Arb computes and certifies them (F. Johansson and M. Mezzarobba, Fast and rigorous
/// arbitrary-precision computation of Gauss-Legendre quadrature nodes and weights, 2018).
package struct GaussLegendre: Sendable {
  package let nodes: [Ball], weights: [Ball]
  let spans: [(node: Span, weight: Span)]
  /// Whether the last node is 0, which has no mirror image.
  let hasCenter: Bool

  /// The numbers of points that are used, eight an octave: few enough that each rule is made once
  /// and used often.
  static let sizes = Array(2...16) + [16, 32, 64, 128].flatMap { n in (1...8).map { n + n / 8 * $0 } }

  private init(_ n: Int, bits: Int) {
    var nodes: [Ball] = [], weights: [Ball] = []
    for k in 0..<(n + 1) / 2 {  // from the largest on
      var weight = Ball.zero
      nodes.append(
        Ball { x in
          weight = Ball { w in arb_hypgeom_legendre_p_ui_root(x, w, UInt(n), UInt(k), bits) }
        })
      weights.append(weight)
    }
    (self.nodes, self.weights, hasCenter) = (nodes, weights, n % 2 == 1)
    spans = zip(nodes, weights).map { (Span($0), Span($1)) }
  }

  private struct Key: Hashable { let n: Int, bits: Int }
  private static let known = Locked<[Key: GaussLegendre]>([:])

  /// To a multiple of 64 bits, at least those asked for.
  package static func rule(_ n: Int, bits: Int) -> GaussLegendre {
    let key = Key(n: n, bits: (bits + 63) / 64 * 64)
    if let rule = known.withLock({ $0[key] }) { return rule }
    let rule = GaussLegendre(n, bits: key.bits)
    known.withLock { $0[key] = rule }
    return rule
  }
}
