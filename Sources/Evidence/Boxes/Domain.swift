import Exact
import Expressions

// Where an expression has a value: a normal form may have one where the expression has none.

extension BoxAlgebra {
  /// Whether an expression without integrals has a value everywhere on the box: as a whole by its
  /// enclosure, or part by part.
  func hasValues(_ e: Expression) -> Bool {
    if BoxProver(limit: Self.limit).range(of: e, on: used(by: e)) != nil { return rootsAreReal(e) }
    var known: [Expression: Bool] = [:]
    return hasValuesInParts(e, &known)
  }

  /// Whether nothing under a root is negative anywhere on the box. An enclosure does not tell: it is
  /// one of the real parts, and has a value where the function has none.
  func rootsAreReal(_ e: Expression) -> Bool {
    let prover = BoxProver(limit: Self.limit)
    return e.hasRealRoots { base, bound, known in
      prover.isReal(rootOf: base, on: sides, bound, known)
        || bound.isEmpty && known.isEmpty && isNeverNegative(base)
    }
  }

  private func isNeverNegative(_ e: Expression) -> Bool {
    isMadeOfPositive(e) || SignByForm(e, on: sides).isNeverNegative
      || Gap(e, sides: used(by: e), values: values.values, isStrict: false).isNeverNegative
  }

  /// Whether what stands under a logarithm is positive, under a root not negative, and no
  /// denominator 0.
  private func hasValuesInParts(_ e: Expression, _ known: inout [Expression: Bool]) -> Bool {
    if let found = known[e] { return found }
    let found: Bool
    switch e {
    case .rational, .pi, .variable: found = true
    case .infinity, .integral, .extremum, .function(.tan, _), .piecewise: found = false
    case .sum(let parts), .product(let parts):
      found = parts.allSatisfy { hasValuesInParts($0, &known) }
    case .function(let f, let a):
      found = hasValuesInParts(a, &known) && (f != .log || isPositiveInForm(a))
    case .power(let base, .rational(let n)) where n >= 0:
      found = hasValuesInParts(base, &known) && (n.isInteger || isNeverNegative(base))
    case .power(let base, let exponent):
      found =
        hasValuesInParts(base, &known) && hasValuesInParts(exponent, &known)
        && (isPositiveInForm(base)
          || exponent.rationalValue?.isInteger == true && isPositiveInForm(-base))
    }
    known[e] = found
    return found
  }

  /// Whether an expression that has values is positive: factor by factor, as a sum of positive terms
  /// once it is in normal form, over one denominator, or as it stands.
  private func isPositiveInForm(_ e: Expression) -> Bool {
    if isMadeOfPositive(e) { return true }
    if case .product(let factors) = e, factors.allSatisfy(isPositiveInForm) { return true }
    let normal = Normaliser(at: values)
    if let form = try? normal(e), (try? normal.isCertainlyPositive(form)) == true,
      hold(normal.conditions)
    {
      return true
    }
    return numerator(e).map(isMadeOfPositive) == true || isPositive(e)
  }
}
