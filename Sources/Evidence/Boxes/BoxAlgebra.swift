import Exact
import Expressions
import Probability

/// Normal forms of expressions on a box: what they assume of signs is proved on all of it.
struct BoxAlgebra {
  let sides: [BoxSide]
  /// A generic point of the box, where signs are looked up before they are proved.
  let values: Valuation
  /// Boxes that the proof of one sign may take.
  static let limit = 100

  init(_ sides: [BoxSide], _ values: Valuation) { (self.sides, self.values) = (sides, values) }

  /// The expression in normal form; nil where there is none, or a sign it needs is not certain.
  func tidy(_ e: Expression) -> Expression? {
    let normal = Normaliser(at: values)
    guard let form = try? normal(e), hold(normal.conditions) else { return nil }
    return normal.expression(form)
  }

  /// An expression of the same sign without sums in denominators; nil as above.
  func numerator(_ e: Expression) -> Expression? {
    let normal = Normaliser(at: values)
    guard let form = try? normal(e) else { return nil }
    let below = normal.denominator(of: form)
    guard let above = try? normal.multiply(form, NormalForm(below)),
      let sign = normal.sign(of: below), hold(normal.conditions)
    else { return nil }
    return normal.expression(above.scaled(by: Rational(sign)))
  }

  /// Whether an expression is 0 on all of the box.
  func vanishes(_ e: Expression) -> Bool {
    let normal = Normaliser(at: values)
    guard let form = try? normal.cleared(normal(e)) else { return false }
    return form.isZero && hold(normal.conditions)
  }

  /// Whether signs that were met at a point are the same on all of the box.
  func hold(_ conditions: [SignCondition]) -> Bool {
    conditions.allSatisfy { condition in
      let e = condition.sign < 0 ? -condition.expression : condition.expression
      return isPositive(e)
    }
  }

  func isPositive(_ e: Expression) -> Bool {
    isMadeOfPositive(e)
      || BoxProver(limit: Self.limit).prove(e, strictly: true, on: used(by: e)).isProved
  }

  /// Whether it is made of positive numbers, variables and polynomials that are least at a corner
  /// ((1 − v)w for v < 1) by sums, products and powers.
  func isMadeOfPositive(_ e: Expression) -> Bool {
    switch e {
    case .rational(let r): r > 0
    case .pi: true
    case .variable(let v): sides.contains { $0.variable == v && $0.lower > 0 }
    case .sum(let parts):
      parts.allSatisfy(isMadeOfPositive)
        || e.isWrittenAsPolynomial && e.least(on: sides).map { $0 > 0 } == true
    case .product(let parts): parts.allSatisfy(isMadeOfPositive)
    case .power(let base, .rational): isMadeOfPositive(base)
    default: false
    }
  }

  /// The sides on which an expression depends.
  func used(by e: Expression) -> [BoxSide] { sides.filter { e.depends(on: $0.variable) } }
}

extension Expression {
  /// Whether an integral or an optimum stands inside.
  var holdsIntegral: Bool {
    holds {
      switch $0 {
      case .integral, .extremum: true
      default: false
      }
    }
  }
}
