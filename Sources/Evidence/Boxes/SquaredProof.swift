import Exact
import Expressions

/// Proves that P + Q√u is nowhere negative by the squares of its two parts: where P ≥ 0 it follows
/// from P² ≥ Q²u, and where Q ≥ 0 from Q²u ≥ P². So does strictness. Slopes do not help where a root
/// is 0; its square has no root.
struct SquaredProof {
  let gap: Gap

  /// nil where there is no root, or neither way is found. The root must be real.
  func prove() -> BoxProof? {
    bySquares(larger: \.alone) { $0.alone.squared - $0.factor.squared * $0.base }
      ?? bySquares(larger: \.factor) { $0.factor.squared * $0.base - $0.alone.squared }
  }

  private func bySquares(
    larger: (RootTerms) -> Expression, difference: (RootTerms) -> Expression
  ) -> BoxProof? {
    guard let side = gap.asking({ RootTerms($0).map(larger) }, isStrict: false),
      side.isNeverNegative,
      let squares = gap.asking({ RootTerms($0).map(difference) }, isStrict: gap.isStrict),
      var proof = squares.prove()?.ifProved
    else { return nil }
    proof.margin = nil
    proof.reductions.insert("both sides squared", at: 0)
    return proof
  }
}

/// A sum as P + Q√u, with the first root that stands as a factor in one of its terms.
private struct RootTerms {
  var alone: Expression, factor: Expression, base: Expression

  init?(_ e: Expression) {
    let terms = if case .sum(let parts) = e { parts } else { [e] }
    guard let base = terms.lazy.flatMap(\.factors).compactMap({ $0.rootWithPower?.base }).first
    else { return nil }
    var alone: [Expression] = [], factors: [Expression] = []
    for term in terms {
      if let factor = term.withoutRoot(of: base) {
        factors.append(factor)
      } else {
        alone.append(term)
      }
    }
    self.alone = .sum(of: alone)
    self.factor = .sum(of: factors)
    self.base = base
  }
}

extension Expression {
  fileprivate var factors: [Expression] {
    if case .product(let parts) = self { parts } else { [self] }
  }

  /// u and uᵏ of uᵏ√u, unless it is a number.
  fileprivate var rootWithPower: (base: Expression, power: Expression)? {
    guard case .power(let base, .rational(let n)) = self, n.denominator == 2,
      !base.freeVariables.isEmpty
    else { return nil }
    return (base, base.raised(to: .rational(n - Rational(1, 2))))
  }

  /// A product without its factor √u; nil where it has none.
  fileprivate func withoutRoot(of base: Expression) -> Expression? {
    var left = factors
    guard let i = left.firstIndex(where: { $0.rootWithPower?.base == base }),
      let power = left[i].rootWithPower?.power
    else { return nil }
    left[i] = power
    return .product(of: left)
  }
}
