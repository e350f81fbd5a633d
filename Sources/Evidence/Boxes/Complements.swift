import Exact
import Expressions

extension Gap.Free {
  /// Takes a and 1 − a, for every variable between 0 and 1, for the two weights of a law. nil
  /// where 1 − a does not occur.
  init?(complementsIn gap: Expression, sides: [BoxSide], values: [Variable: Rational]) {
    var partners: [Variable: Variable] = [:]
    for side in sides where 0 <= side.lower && side.upper <= 1 && gap.depends(on: side.variable) {
      partners[side.variable] = Variable("1−\(side.variable)")
    }
    let written = gap.writing(complements: partners)
    let laws = sides.compactMap { side -> [Variable]? in
      guard let other = partners[side.variable], written.depends(on: other) else { return nil }
      return [side.variable, other]
    }
    guard !laws.isEmpty else { return nil }
    var all = sides, point = values
    for law in laws {
      guard let side = sides.first(where: { $0.variable == law[0] }), let value = values[law[0]]
      else { return nil }
      all.append(BoxSide(law[1], 1 - side.upper, 1 - side.lower))
      point[law[1]] = 1 - value
    }
    self.init(written, sides: all, values: point, weights: laws)
  }
}

extension Expression {
  /// Sums r − a with r ≥ 1 as (r − 1) + b, where b stands for 1 − a.
  fileprivate func writing(complements: [Variable: Variable]) -> Expression {
    let inside = mappingParts { $0.writing(complements: complements) }
    guard case .sum(let terms) = inside,
      var rest = terms.lazy.compactMap(\.rationalValue).first
    else { return inside }
    let written = terms.compactMap { term -> Expression? in
      if term.rationalValue != nil { return nil }
      guard case .product(let factors) = term, factors.count == 2,
        let c = factors[0].rationalValue, c < 0, -c <= rest, case .variable(let v) = factors[1],
        let other = complements[v]
      else { return term }
      rest = rest + c
      return .rational(-c) * .variable(other)
    }
    return .sum(of: written + [.rational(rest)])
  }
}
