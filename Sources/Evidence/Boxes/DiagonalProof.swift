import Exact
import Expressions
import Probability

/// Proves that a function is nowhere negative which, with its slope, is 0 wherever two variables are
/// equal: it is not, if it is convex along a − b while a + b stays. Both get the range that holds
/// theirs: then the way to the diagonal does not leave the box.
struct DiagonalProof {
  let algebra: BoxAlgebra

  func prove(_ g: Expression) -> BoxProof? {
    guard !g.holdsIntegral else { return nil }
    let left = algebra.used(by: g)
    for (i, a) in left.enumerated() {
      for b in left[(i + 1)...] {
        let square = DiagonalProof(algebra: algebra.squared(a, b))
        if let proof = square.prove(g, a.variable, b.variable) { return proof }
      }
    }
    return nil
  }

  private func prove(_ g: Expression, _ a: Variable, _ b: Variable) -> BoxProof? {
    let slope = g.derivative(by: a) - g.derivative(by: b), onto = [a: Expression.variable(b)]
    guard algebra.vanishes(g.substituting(onto)), algebra.vanishes(slope.substituting(onto)),
      BoxProver().isSmooth(g, on: algebra.used(by: g)), let bend = bend(of: g, a, b)
    else { return nil }
    let found = SeparateProof(algebra.sides, algebra.values).prove(bend)
    guard var proof = found ?? BoxProver().prove(bend, on: algebra.used(by: bend)).ifProved
    else { return nil }
    proof.margin = nil
    proof.reductions.insert(
      "equality and a vanishing slope where $\(a) = \(b)$, convex in $\(a) − \(b)$", at: 0)
    return proof
  }

  /// The second derivative along a − b. Numbers between 0 and 1 and what they leave have names of
  /// their own meanwhile, so that their quotients are seen.
  private func bend(of g: Expression, _ a: Variable, _ b: Variable) -> Expression? {
    let free = Gap.Free(complementsIn: g, sides: algebra.sides, values: algebra.values.values)
    var put: [Variable: Expression] = [:], rates: [(Variable, Rational)] = [(a, 1), (b, -1)]
    for law in free?.weights ?? [] {
      put[law[1]] = 1 - .variable(law[0])
      for (v, rate) in rates where v == law[0] { rates.append((law[1], -rate)) }
    }
    func along(_ e: Expression) -> Expression {
      .sum(of: rates.map { .rational($0.1) * e.derivative(by: $0.0) })
    }
    let wide = free?.algebra ?? algebra
    return wide.tidy(along(along(free?.expression ?? g)))?.substituting(put)
  }
}

extension BoxAlgebra {
  /// The box with one range for two of its sides, which holds both.
  fileprivate func squared(_ a: BoxSide, _ b: BoxSide) -> BoxAlgebra {
    let lower = min(a.lower, b.lower), upper = max(a.upper, b.upper)
    let wide = sides.map { side in
      [a.variable, b.variable].contains(side.variable)
        ? BoxSide(side.variable, lower, upper) : side
    }
    return BoxAlgebra(wide, values)
  }
}
