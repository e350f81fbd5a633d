import Exact
import Expressions
import Probability

/// Proves that a function is nowhere negative by taking out what all its terms have in common:
/// squares, roots, and factors of one sign, until nothing is left to take.
struct FactorProof {
  let algebra: BoxAlgebra

  /// More are left alone: what is left is looked at in every way anew.
  private static let variables = 2

  /// - g: a function that has values everywhere.
  func prove(_ g: Expression) -> BoxProof? {
    let normal = Normaliser(at: algebra.values), sides = algebra.used(by: g)
    guard sides.count <= Self.variables, let form = try? normal(g),
      let (outside, sign) = factor(of: form, normal),
      let rest = try? normal.multiply(form, NormalForm(outside.inverse)),
      algebra.hold(normal.conditions)
    else { return nil }
    let left = normal.expression(rest.scaled(by: Rational(sign)))
    let gap = Gap(left, sides: sides, values: algebra.values.values, isStrict: false)
    guard var proof = gap.prove()?.ifProved else { return nil }
    proof.margin = nil
    proof.reductions.insert("squares and factors of one sign taken out", at: 0)
    return proof
  }

  /// What can be taken out, and its sign; nil if that is nothing.
  private func factor(of form: NormalForm, _ normal: Normaliser) -> (Monomial, Int)? {
    var outside = Monomial(), sign = 1
    for power in form.content.monomial.powers {
      var n = power.exponent
      if n.isInteger, n.numerator % 2 != 0 {
        // of a factor of both signs an even power can be taken
        if let found = self.sign(of: normal.expression(NormalForm(Monomial(power.atom, 1)))) {
          sign *= found
        } else {
          n = n - Rational(n.signum)
        }
      }
      outside = outside * Monomial(power.atom, n)
    }
    return outside.isOne ? nil : (outside, sign)
  }

  /// 1 where it is nowhere negative, −1 where it is nowhere positive.
  private func sign(of e: Expression) -> Int? {
    let form = SignByForm(e, on: algebra.sides)
    if form.isNeverNegative { return 1 }
    if form.isNeverPositive { return -1 }
    let prover = BoxProver(limit: 40), sides = algebra.used(by: e)
    if prover.prove(e, on: sides).isProved { return 1 }
    return prover.prove(-e, on: sides).isProved ? -1 : nil
  }
}
