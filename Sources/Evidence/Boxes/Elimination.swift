import Exact
import Expressions
import Probability

/// Proves that a function of several variables is nowhere negative by taking the minimum over one
/// variable after the other, in closed form.
///
/// A function that is convex in a and has slope 0 at a = c is least there, whatever the others are;
/// one that rises in a is least at the lower end. Convexity is proved in balls on the range of a
/// widened to where c lies; that the slope vanishes at c, by normal form.
struct Elimination {
  let values: Valuation
  /// Minima that may be looked for.
  private let budget: Budget
  private final class Budget { var left = 12 }
  private let prover = BoxProver(limit: 200)

  init(_ values: Valuation) { (self.values, budget) = (values, Budget()) }

  /// nil where it is not decided; it never refutes.
  func prove(_ g: Expression, strictly: Bool, on sides: [BoxSide]) -> BoxProof? {
    let algebra = BoxAlgebra(sides, values)
    guard let f = algebra.tidy(g), !f.holdsIntegral else { return nil }
    if !strictly, algebra.vanishes(f) { return BoxProof(verdict: .proved) }
    let left = sides.filter { f.depends(on: $0.variable) }
    guard !left.isEmpty else { return constant(f, strictly) }
    for side in simplestFirst(left, f) {
      guard budget.left > 0 else { return nil }
      budget.left -= 1
      let others = left.filter { $0.variable != side.variable }
      guard let least = minimum(of: f, side, left) else {
        if let proof = atEnds(f, strictly, side, others) { return proof }
        continue
      }
      let rest = f.substituting([side.variable: least.place])
      guard var proof = prove(rest, strictly: strictly, on: others) else { continue }
      proof.boxes += least.boxes
      proof.depth = max(proof.depth, least.depth)
      proof.reductions.insert(least.reason, at: 0)
      return proof
    }
    return prover.prove(f, strictly: strictly, on: left).ifProved
  }

  /// The sides by the number of terms of the slope: where a short one vanishes is seen at once, and
  /// what is left when its variable is gone is shorter for the others.
  private func simplestFirst(_ sides: [BoxSide], _ f: Expression) -> [BoxSide] {
    let normal = Normaliser(at: values)
    let terms = sides.map { side in
      (try? normal.cleared(normal(f.derivative(by: side.variable))))?.terms.count ?? .max
    }
    return sides.indices.sorted { (terms[$0], $0) < (terms[$1], $1) }.map { sides[$0] }
  }

  private func constant(_ f: Expression, _ strictly: Bool) -> BoxProof? {
    guard let sign = try? Valuation().sign(f), sign > 0 || sign == 0 && !strictly
    else { return nil }
    let margin = sign > 0 ? Evaluator(goal: 40).evaluate(f).double * (1 - 0x1p-30) : nil
    return BoxProof(verdict: .proved, margin: margin)
  }

  private struct Minimum { var place: Expression, reason: String, boxes = 0, depth = 0 }

  private func minimum(of f: Expression, _ side: BoxSide, _ left: [BoxSide]) -> Minimum? {
    let a = side.variable, slope = f.derivative(by: a), normal = Normaliser(at: values)
    guard let form = try? normal(slope) else { return nil }
    let others = left.filter { $0.variable != a }, algebra = BoxAlgebra(others, values)
    for place in normal.stationaryPoints(of: form, in: a) {
      guard algebra.vanishes(slope.substituting([a: place])),
        let range = prover.range(of: place, on: algebra.used(by: place), parts: 32),
        let bend = convexity(of: f, slope, side.widened(to: range), others)
      else { continue }
      return Minimum(
        place: place, reason: "convex in $\(a)$, least where the slope vanishes", boxes: bend.boxes,
        depth: bend.depth)
    }
    return end(f, slope, side, left)
  }

  /// The proof that f is smooth and convex in one variable.
  private func convexity(
    of f: Expression, _ slope: Expression, _ side: BoxSide, _ others: [BoxSide]
  ) -> BoxProof? {
    let wide = others + [side]
    let algebra = BoxAlgebra(wide, values), bend = slope.derivative(by: side.variable)
    guard prover.isSmooth(f, on: wide) else { return nil }
    for form in [algebra.tidy, algebra.numerator] {
      guard let e = form(bend) else { continue }
      let proof = prover.prove(e, on: algebra.used(by: e))
      if proof.isProved { return proof }
    }
    return nil
  }

  /// A concave function is least at one of the ends of the range.
  private func atEnds(
    _ f: Expression, _ strictly: Bool, _ side: BoxSide, _ others: [BoxSide]
  ) -> BoxProof? {
    let a = side.variable
    guard let bend = convexity(of: -f, -f.derivative(by: a), side, others) else { return nil }
    var whole = bend
    for place in [side.lower, side.upper] {
      let rest = f.substituting([a: .rational(place)])
      guard let proof = prove(rest, strictly: strictly, on: others) else { return nil }
      whole.boxes += proof.boxes
      whole.depth = max(whole.depth, proof.depth)
      whole.reductions += proof.reductions
    }
    whole.margin = nil
    whole.reductions.insert("concave in $\(a)$, least at an end", at: 0)
    return whole
  }

  /// The end of the range where a monotone function is least.
  private func end(
    _ f: Expression, _ slope: Expression, _ side: BoxSide, _ left: [BoxSide]
  ) -> Minimum? {
    let algebra = BoxAlgebra(left, values)
    guard prover.isSmooth(f, on: left), let tidy = algebra.tidy(slope) else { return nil }
    let form = SignByForm(tidy, on: left)
    for (isRising, place, word) in [(true, side.lower, "rises"), (false, side.upper, "falls")] {
      let proof =
        (isRising ? form.isNeverNegative : form.isNeverPositive)
        ? BoxProof(verdict: .proved)
        : BoxProver(limit: 60).prove(isRising ? tidy : -tidy, on: algebra.used(by: tidy))
      guard proof.isProved else { continue }
      return Minimum(
        place: .rational(place), reason: "\(word) in $\(side.variable)$", boxes: proof.boxes,
        depth: proof.depth)
    }
    return nil
  }
}

extension BoxSide {
  fileprivate func widened(to range: (lower: Rational, upper: Rational)) -> BoxSide {
    BoxSide(variable, Swift.min(lower, range.lower), Swift.max(upper, range.upper))
  }
}
