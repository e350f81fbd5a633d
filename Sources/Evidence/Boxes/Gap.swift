import Exact
import Expressions
import Probability

/// The difference of the sides of an inequality on a box, and the ways to prove that it is nowhere
/// negative: in balls by subdivision, or by algebra and balls.
package struct Gap {
  /// In the variables of the box; nil where it is no number of them.
  package var expression: Expression?
  package var sides: [BoxSide]
  /// A generic point of the box.
  package var values: [Variable: Rational]
  /// Whether it must be positive, but for the values that are excluded.
  package var isStrict: Bool
  package var excluded: [BoxTouch] = []
  /// The same for weights that are variables of their own.
  package var free: Free?
  /// The same for numbers between 0 and 1 and what they leave.
  private var complements: Free? {
    expression.flatMap { Free(complementsIn: $0, sides: sides, values: values) }
  }

  /// The difference where the weights of laws are variables whose sum is 1.
  package struct Free {
    let expression: Expression, algebra: BoxAlgebra, weights: [[Variable]]
    package init(
      _ expression: Expression, sides: [BoxSide], values: [Variable: Rational],
      weights: [[Variable]]
    ) {
      (self.expression, self.weights) = (expression, weights)
      algebra = BoxAlgebra(sides, Valuation(values))
    }
  }

  /// More variables are left to subdivision.
  private static let variables = 8
  /// Boxes for a first look (for a witness only, where algebra may help), and for the last.
  private static let fewest = 40, few = 200, many = 2000, manyVariables = 400

  package init(
    _ expression: Expression? = nil, sides: [BoxSide], values: [Variable: Rational], isStrict: Bool
  ) {
    (self.expression, self.sides) = (expression, sides)
    (self.values, self.isStrict) = (values, isStrict)
  }

  /// nil where there is nothing to look at.
  ///
  /// - withAlgebra: whether more is tried than subdivision, at ten times the cost.
  package func prove(withAlgebra: Bool = true) -> BoxProof? {
    let proof = decided(withAlgebra)
    guard proof?.isProved == true, !hasRealRoots else { return proof }
    return BoxProof(verdict: .open("a root of what may be negative"))
  }

  /// Whether it is nowhere negative, if its roots are real.
  var isNeverNegative: Bool { decided(true)?.isProved == true }

  private var hasRealRoots: Bool {
    if let free, free.algebra.rootsAreReal(free.expression) { return true }
    return expression.map(algebra.rootsAreReal) ?? false
  }

  private func decided(_ withAlgebra: Bool) -> BoxProof? {
    let isDear = expression?.holdsIntegral ?? false
    guard withAlgebra else { return plainly() }
    // a box with many sides costs much and tells little
    if !isStrict, sides.count > Self.variables, let proof = overWeights() { return proof }
    if !isDear, let first = inBalls(limit: free == nil ? Self.few : Self.fewest), first.isDecided {
      return first
    }
    if let proof = byAlgebra { return proof }
    return inBalls(limit: limit)
  }

  private func plainly() -> BoxProof? {
    let proof = inBalls(limit: limit)
    return proof?.isDecided == false && !isStrict ? separately() ?? proof : proof
  }

  private var limit: Int { sides.count > 2 ? Self.manyVariables : Self.many }

  private func inBalls(limit: Int) -> BoxProof? {
    expression.map { BoxProver(limit: limit).prove($0, strictly: isStrict, on: sides) }
  }

  private var byAlgebra: BoxProof? {
    let routes: [() -> BoxProof?] =
      isStrict
      ? [fromTouch, byElimination, bySquares]
      : [
        overWeights, underIntegrals, separately, byElimination, fromDiagonal, byFactors, bySquares,
        bySigns, fromTouch,
      ]
    for route in routes {
      if let proof = route() { return proof }
    }
    return nil
  }

  private func overWeights() -> BoxProof? {
    if let free {
      return WeightedSums(algebra: free.algebra, weights: free.weights).prove(free.expression)
    }
    guard let complements else { return nil }
    return WeightedSums(
      algebra: complements.algebra, weights: complements.weights, others: algebra
    ).prove(complements.expression)
  }

  private func underIntegrals() -> BoxProof? {
    guard let expression, expression.holdsIntegral else { return nil }
    return WeightedIntegrals(algebra: algebra).prove(expression)
  }

  /// It without integrals where it has a value everywhere: a normal form may have more.
  private var plain: Expression? {
    guard let expression, !expression.holdsIntegral, algebra.hasValues(expression) else {
      return nil
    }
    return expression
  }

  private func separately() -> BoxProof? {
    plain.flatMap { SeparateProof(sides, Valuation(values)).prove($0) }
  }

  private func byFactors() -> BoxProof? {
    plain.flatMap { FactorProof(algebra: algebra).prove($0) }
  }

  private func bySquares() -> BoxProof? {
    plain.flatMap { $0.holdsRoot ? SquaredProof(gap: self).prove() : nil }
  }

  private func byElimination() -> BoxProof? {
    guard sides.count <= Self.variables, let plain else { return nil }
    return Elimination(Valuation(values)).prove(plain, strictly: isStrict, on: sides)
  }

  private func fromDiagonal() -> BoxProof? {
    guard let expression, sides.count <= Self.variables else { return nil }
    return DiagonalProof(algebra: algebra).prove(expression)
  }

  /// The same question about a function of this one, where it has one.
  func asking(_ function: (Expression) -> Expression?, isStrict: Bool) -> Gap? {
    var gap = self
    gap.isStrict = isStrict
    gap.expression = expression.flatMap(function)
    gap.free = free.flatMap { free in
      function(free.expression).map {
        Free(
          $0, sides: free.algebra.sides, values: free.algebra.values.values,
          weights: free.weights)
      }
    }
    return gap.expression == nil && gap.free == nil ? nil : gap
  }

  /// Whether it has a value and is 0 on all of the box: as the same function, or with bars and cases
  /// as one that is nowhere negative and nowhere positive.
  package var vanishes: Bool {
    guard let expression else { return false }
    let isZero =
      algebra.vanishes(expression)
      || (expression.holdsSwitch
        ? isZeroBySigns(expression) : BoxProver().vanishes(expression, on: sides))
    return isZero && algebra.hasValues(expression)
  }

  private func isZeroBySigns(_ e: Expression) -> Bool {
    [e, -e].allSatisfy { SignCases(algebra: algebra, weights: []).prove($0) != nil }
  }

  private func bySigns() -> BoxProof? {
    guard sides.count <= Self.variables else { return nil }
    if let free {
      return SignCases(algebra: free.algebra, weights: free.weights).prove(free.expression)
    }
    return expression.flatMap { SignCases(algebra: algebra, weights: []).prove($0) }
  }

  /// Where the sides, and their slopes, are equal at one value of a variable.
  private func fromTouch() -> BoxProof? {
    guard let expression, isStrict || expression.holdsIntegral else { return nil }
    let simple = isStrict ? excluded : excluded + sides.flatMap(\.simplePlaces)
    for touch in simple {
      let slope = expression.derivative(by: touch.variable)
      let others = BoxAlgebra(sides.filter { $0.variable != touch.variable }, Valuation(values))
      let put: [Variable: Expression] = [touch.variable: .rational(touch.place)]
      guard others.vanishes(expression.substituting(put)), others.vanishes(slope.substituting(put))
      else { continue }
      let proof = BoxProver(limit: limit)
        .prove(expression, strictly: isStrict, on: sides, touchingAt: touch)
      return proof.isDecided ? proof : nil
    }
    return nil
  }

  private var algebra: BoxAlgebra { BoxAlgebra(sides, Valuation(values)) }
}

extension BoxSide {
  fileprivate var simplePlaces: [BoxTouch] {
    [0, 1, (lower + upper) / 2].filter { lower <= $0 && $0 <= upper }
      .map { BoxTouch(variable, at: $0) }
  }
}
