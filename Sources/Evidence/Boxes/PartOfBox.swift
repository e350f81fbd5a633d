import Exact
import Expressions
import Probability

/// The part of a box where expressions are not negative, as far as they are linear ones of one
/// variable each.
struct PartOfBox {
  private(set) var algebra: BoxAlgebra
  /// Variables of which one value is left.
  private(set) var fixed: [Variable: Expression] = [:]

  /// nil where nothing is left.
  init?(_ whole: BoxAlgebra, where signs: [Expression]) {
    var sides = whole.sides, point = whole.values.values
    for sign in signs {
      guard let v = sign.freeVariables.first, sign.freeVariables.count == 1,
        let i = sides.firstIndex(where: { $0.variable == v }),
        let coefficients = sign.polynomialCoefficients(in: v), coefficients.count == 2
      else { continue }
      let c = coefficients.compactMap(\.normalized.rationalValue)
      guard c.count == 2, !c[1].isZero else { continue }
      let root = -c[0] / c[1]
      if c[1] > 0 { sides[i].lower = max(sides[i].lower, root) }
      if c[1] < 0 { sides[i].upper = min(sides[i].upper, root) }
      guard sides[i].lower <= sides[i].upper else { return nil }
      point[v] = sides[i].lower + (sides[i].upper - sides[i].lower) * Rational(37, 97)
    }
    for side in sides where side.lower == side.upper {
      fixed[side.variable] = .rational(side.lower)
    }
    algebra = BoxAlgebra(sides.filter { $0.lower < $0.upper }, Valuation(point))
  }
}
