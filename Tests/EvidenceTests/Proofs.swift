import Evidence
import Exact
import Expressions

/// What is said of a gap on a box whose generic point no decision ties at.
func proof(
  of gap: Expression, on sides: [BoxSide], strictly: Bool = false, except: [BoxTouch] = []
) -> BoxProof? {
  let values = Dictionary(
    uniqueKeysWithValues: sides.enumerated().map { i, s in
      (s.variable, s.lower + (s.upper - s.lower) * Rational(37 + 5 * i, 97))
    })
  var problem = Gap(gap, sides: sides, values: values, isStrict: strictly)
  problem.excluded = except
  return problem.prove()
}
func isProved(
  _ gap: Expression, _ sides: [BoxSide], strictly: Bool = false, except: [BoxTouch] = []
) -> Bool {
  proof(of: gap, on: sides, strictly: strictly, except: except)?.verdict == .proved
}
/// 10⁻⁹: what subdivision does not find.
let hair = Rational(1, 1_000_000_000)
let tiny = Expression.rational(hair)
