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
  /// The box on which the last weight of every law is what the others leave; nil where that is no
  /// box.
  var others: BoxAlgebra?

  func prove(_ gap: Expression) -> BoxProof? {
    let normal = Normaliser(at: algebra.values), all = Set(weights.flatMap(\.self))
    let gap = withoutTotals(gap)
    guard !gap.holdsIntegral, let form = try? normal(gap), normal.holdsLogarithm(form),
      hasValues(gap)
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
        hold(normal.conditions)
      else { continue }
      var proof = BoxProof(verdict: .proved)
      proof.reductions = ["$log u ≥ 1 − 1/u$ under every weight"]
      return proof
    }
    return nil
  }

  /// Whether an expression is 0 for all weights that sum to 1.
  func vanishes(_ e: Expression) -> Bool {
    let normal = Normaliser(at: algebra.values)
    guard let form = try? normal.cleared(reduced(normal(e), normal)) else { return false }
    return form.isZero && hold(normal.conditions)
  }

  /// It with the number itself for a sum of weights that is one: 1 for b₁ + b₂ + b₃, and for
  /// a₁b₁ + a₁b₂ + a₂c₁ + a₂c₂.
  private func withoutTotals(_ e: Expression) -> Expression {
    let last = weights.lastByOthers, shared = Set(last.keys)
    var known: [Expression: Expression] = [:]
    func rewritten(_ e: Expression) -> Expression {
      guard !e.freeVariables.isDisjoint(with: shared) else { return e }
      if let found = known[e] { return found }
      var result = e
      if case .sum = e, e.isWrittenAsPolynomial,
        let form = try? Normaliser(at: algebra.values)(e.substituting(last)),
        let total = form.rational
      {
        result = .rational(total)
      } else {
        result = e.mappingParts(rewritten)
      }
      known[e] = result
      return result
    }
    return rewritten(e)
  }

  private func hasValues(_ e: Expression) -> Bool {
    algebra.hasValues(e) || others?.hasValues(e.substituting(weights.lastByOthers)) == true
  }

  private func hold(_ conditions: [SignCondition]) -> Bool {
    let last = weights.lastByOthers
    return conditions.allSatisfy { condition in
      var left = condition
      left.expression = condition.expression.substituting(last)
      return algebra.hold([condition]) || others?.hold([left]) == true
    }
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
