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
    guard sides.count <= Self.variables, let form = try? normal(g), let (outside, sign) = factor(of: form, normal),
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
      let n = power.exponent, base = normal.expression(NormalForm(Monomial(power.atom, 1)))
      let isOdd = n.isInteger && n.numerator % 2 != 0
      if !isOdd {
        outside = outside * Monomial(power.atom, n)
      } else if let found = self.sign(of: base) {
        outside = outside * Monomial(power.atom, n)
        sign *= found
      } else {
        outside = outside * Monomial(power.atom, n - Rational(n.signum))
      }
    }
    return outside.isOne ? nil : (outside, sign)
  }

  /// 1 where it is nowhere negative, −1 where it is nowhere positive.
  private func sign(of e: Expression) -> Int? {
    if algebra.isMadeOfNonnegative(e) { return 1 }
    if algebra.isMadeOfNonpositive(e) { return -1 }
    let prover = BoxProver(limit: 40), sides = algebra.used(by: e)
    if prover.prove(e, on: sides).isProved { return 1 }
    return prover.prove(-e, on: sides).isProved ? -1 : nil
  }
}
