import Exact
import Expressions

extension PairStratum {
  /// ½ ∫ |p − q| over a cell of the line where log p − log q is a polynomial of degree at most 2: p
  /// and q cross at its roots, and between them the integral is a difference of probabilities. nil
  /// when that is not the case.
  func totalVariation(in cell: Cell, _ values: Valuation) throws -> Expression? {
    guard variables.count == 1, let p, let q,
      let f = try p.density(in: cell, variables, values),
      let g = try q.density(in: cell, variables, values),
      let roots = try (f.logarithm - g.logarithm).crossings(variables[0], values)
    else { return nil }
    let inside = try roots.filter { try cell.box[0].containsInside($0, values) }
    let ends = [cell.box[0].lower] + inside.map { Optional($0) } + [cell.box[0].upper]
    var total = Expression.zero
    for (a, b) in zip(ends, ends.dropFirst()) {
      let part = Law.Interval(a, b), sample = try values.sample(part)
      let sign = try values.with([(variables[0], sample)]).sign(f.logarithm - g.logarithm)
      guard sign != 0 else { continue }
      let difference = try p.mass(in: [part], values) - q.mass(in: [part], values)
      total = total + .half * (sign > 0 ? difference : -difference)
    }
    return total
  }
}

extension Expression {
  /// The real roots of a polynomial of degree at most 2 in x, ascending; [] when it has none or
  /// vanishes identically, nil when the expression is no such polynomial or its coefficients have
  /// no values.
  func crossings(_ x: Variable, _ values: Valuation) throws -> [Expression]? {
    guard let coefficients = Polynomial(self).coefficients(in: [x]),
      coefficients.keys.allSatisfy({ $0[0] <= 2 })
    else { return nil }
    if coefficients.keys.allSatisfy({ $0[0] == 0 }) { return [] }
    let (c, b, a) = (0..<3).map { (coefficients[[$0]] ?? .zero).expression }.triple
    guard values.decides(a), values.decides(b), values.decides(c) else { return nil }
    guard try !values.isZero(a) else { return try values.isZero(b) ? [] : [(-c / b).tidy] }
    let discriminant = (b * b - 4 * a * c).tidy
    let sign = try values.sign(discriminant)
    guard sign > 0 else { return sign < 0 ? [] : [(-b / (2 * a)).tidy] }
    let root = Expression.sqrt(discriminant), s: Expression = try values.sign(a) > 0 ? 1 : -1
    return [((-b - s * root) / (2 * a)).tidy, ((-b + s * root) / (2 * a)).tidy]
  }
}
extension Array where Element == Expression {
  fileprivate var triple: (Expression, Expression, Expression) { (self[0], self[1], self[2]) }
}

extension Law.Interval {
  func containsInside(_ e: Expression, _ values: Valuation) throws -> Bool {
    if let lower, try !values.less(lower, e) { return false }
    if let upper, try !values.less(e, upper) { return false }
    return true
  }
}
extension Valuation {
  /// A rational number inside the interval.
  func sample(_ interval: Law.Interval) throws -> Rational {
    let ends = [interval.lower, interval.upper].compactMap { $0 }
    let parts = try intervals(ends)
    return interval.lower == nil ? parts[0].sample : parts[1].sample
  }
}
