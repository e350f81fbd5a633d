import Exact
import Expressions
import Probability

/// Proves that a sum over the places of two laws is nowhere negative because every term is,
/// whatever the two weights p and q of its place: if it is homogeneous, F(cp, cq) = c·F(p, q), the
/// larger weight may be 1, and the other is a number between 0 and 1.
struct PlaceByPlace {
  let algebra: BoxAlgebra
  let laws: (Law, Law)
  /// What is not negative.
  let signs: [Expression]
  typealias Law = [Variable]
  private static let ratio = Variable("ratio"), scale = Variable("scale·")

  init?(_ algebra: BoxAlgebra, _ weights: [[Variable]], where signs: [Expression]) {
    guard weights.count == 2, weights[0].count == weights[1].count else { return nil }
    (self.algebra, laws, self.signs) = (algebra, (weights[0], weights[1]), signs)
  }

  /// - g: without bars and cases.
  func prove(_ g: Expression) -> BoxProof? {
    guard let terms = terms(of: g), algebra.hasValues(g) else { return nil }
    var whole = BoxProof(verdict: .proved)
    for (term, (p, q)) in zip(terms, zip(laws.0, laws.1)) {
      guard isHomogeneous(term, p, q) else { return nil }
      // where signs say both p ≤ q and q ≤ p, they are equal, and either order serves
      let orders = [(p, q), (q, p)].filter { !isLess($0.0, $0.1) }
      for (larger, smaller) in orders.isEmpty ? [(p, q)] : orders {
        guard let proof = prove(term, larger, smaller) else { return nil }
        whole.boxes += proof.boxes
        whole.depth = max(whole.depth, proof.depth)
        if whole.reductions.isEmpty { whole.reductions = proof.reductions }
      }
    }
    whole.reductions.insert("place by place, with the larger weight as the unit", at: 0)
    return whole
  }

  /// The terms of every place; nil if one holds weights of two places, or none.
  private func terms(of g: Expression) -> [Expression]? {
    let normal = Normaliser(at: algebra.values)
    guard let form = try? normal(g) else { return nil }
    let (p, q) = laws
    var terms = p.map { _ in NormalForm.zero }
    for (m, c) in form.sorted {
      let places = p.indices.filter { i in
        m.powers.contains { normal.depends($0.atom, on: p[i]) || normal.depends($0.atom, on: q[i]) }
      }
      guard places.count == 1 else { return nil }
      terms[places[0]].add(m, c)
    }
    return algebra.hold(normal.conditions) ? terms.map(normal.expression) : nil
  }

  private func prove(
    _ term: Expression, _ larger: Variable, _ smaller: Variable
  ) -> BoxProof? {
    guard let least = algebra.sides.map(\.lower).min(), least > 0 else { return nil }
    let r = Self.ratio, one = term.substituting([larger: 1, smaller: .variable(r)])
    return Elimination(Valuation([r: Rational(53, 97)]))
      .prove(one, strictly: false, on: [BoxSide(r, least, 1)])
  }

  /// Whether a sign says that p ≤ q: it is that of c·(q − p), with c > 0.
  private func isLess(_ p: Variable, _ q: Variable) -> Bool {
    signs.contains { a in
      guard a.freeVariables == [p, q],
        let c = a.substituting([p: 0, q: 1]).normalized.rationalValue, c > 0
      else { return false }
      return algebra.vanishes(a - .rational(c) * (.variable(q) - .variable(p)))
    }
  }

  /// f(cp, cq) = c·f(p, q)
  private func isHomogeneous(_ f: Expression, _ p: Variable, _ q: Variable) -> Bool {
    let c = Expression.variable(Self.scale)
    let scaled = f.substituting([p: c * .variable(p), q: c * .variable(q)])
    var point = algebra.values.values
    point[Self.scale] = Rational(71, 97)
    let side = BoxSide(Self.scale, Rational(1, 2), 1)
    return BoxAlgebra(algebra.sides + [side], Valuation(point)).vanishes(scaled - c * f)
  }
}
