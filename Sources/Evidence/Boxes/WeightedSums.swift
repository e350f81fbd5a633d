import Exact
import Expressions
import Probability

/// Proves that a sum of logarithms weighted with drawn weights of finite laws is nowhere negative,
/// for all weights (`LogBound`).
struct WeightedSums {
  /// The sides of a box in which every weight is a variable.
  let algebra: BoxAlgebra
  /// Weights that sum to 1.
  let weights: [[Variable]]

  func prove(_ gap: Expression) -> BoxProof? {
    let normal = Normaliser(at: algebra.values), all = Set(weights.flatMap(\.self))
    guard let form = try? normal(gap), normal.holdsLogarithm(form),
      !gap.holdsIntegral, algebra.hasValues(gap)
    else { return nil }
    func isWeight(_ i: Int) -> Bool {
      if case .variable(let v) = normal.atoms[i] { all.contains(v) } else { false }
    }
    var parts = normal.collected(form, by: isWeight)
    let alone = parts.removeValue(forKey: Monomial()) ?? .zero
    let bound = LogBound(normal: normal) { f in
      guard let sum = try? reduced(f, normal), !sum.atoms.contains(where: isWeight)
      else { return nil }
      return sum
    }
    for rest in bound.rests(below: parts, alone: alone) {
      let left = rest.weighted + rest.alone
      guard let fewer = try? reduced(left, normal),
        [left, fewer].contains(where: { (try? normal.isCertainlyNeverNegative($0)) == true }),
        algebra.hold(normal.conditions)
      else { continue }
      var proof = BoxProof(verdict: .proved)
      proof.reductions = ["log u ≥ 1 − 1/u under every weight"]
      return proof
    }
    return nil
  }

  /// Whether an expression is 0 for all weights that sum to 1.
  func vanishes(_ e: Expression) -> Bool {
    let normal = Normaliser(at: algebra.values)
    guard let form = try? normal.cleared(reduced(normal(e), normal)) else { return false }
    return form.isZero && algebra.hold(normal.conditions)
  }

  private func reduced(_ f: NormalForm, _ normal: Normaliser) throws(NoForm) -> NormalForm {
    try normal(normal.expression(f).substituting(weights.lastByOthers))
  }
}

extension [[Variable]] {
  /// The last weight of each law as 1 minus the others.
  var lastByOthers: [Variable: Expression] {
    var put: [Variable: Expression] = [:]
    for law in self {
      guard let last = law.last else { continue }
      put[last] = 1 - .sum(of: law.dropLast().map { .variable($0) })
    }
    return put
  }
}
