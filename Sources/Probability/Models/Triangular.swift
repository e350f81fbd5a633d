import Exact
import Expressions

/// Solves y = map(z) in several variables: as long as an equation has one unknown left, it is
/// solved for it, on the whole line. Coupling layers and autoregressive maps are of this kind; the
/// Jacobian determinant is the product of the slopes. Linear maps are solved by elimination.
struct Triangular {
  let z: [Variable], y: [Variable], map: [Expression], values: Valuation
  init(_ z: [Variable], _ y: [Variable], _ map: [Expression], _ values: Valuation) {
    (self.z, self.y, self.map, self.values) = (z, y, map, values)
  }

  struct Solution {
    var inverse: [Variable: Expression]
    /// log |det ∂z/∂y|.
    var logJacobian: Expression
    var box: [Law.Interval]
  }

  func solve() throws -> Solution? {
    if let linear = try solveLinear() { return linear }
    var known: [Variable: Expression] = [:], log = Expression.zero,
      box = y.map { _ in Law.Interval.line }
    var open = Set(map.indices)
    while !open.isEmpty {
      guard let k = open.sorted().first(where: { unknowns(map[$0], known).count == 1 }),
        let unknown = unknowns(map[k], known).first,
        let pieces = try Solver(z: unknown, y: y[k], values: values).pieces(
          of: map[k].substituting(known), on: .line),
        pieces.count == 1
      else { return nil }
      let h = pieces[0].inverse, slope = h.derivative(by: y[k])
      known[unknown] = h
      log = log + .logarithm(of: pieces[0].increasing ? slope : -slope)
      box[k] = pieces[0].image
      open.remove(k)
    }
    return Solution(inverse: known, logJacobian: log, box: box)
  }

  private func unknowns(_ e: Expression, _ known: [Variable: Expression]) -> Set<Variable> {
    e.freeVariables.intersection(z).subtracting(known.keys)
  }

  private func solveLinear() throws -> Solution? {
    var rows: [[Expression]] = [], offsets: [Expression] = []
    for e in map {
      guard let (slope, offset) = e.affine(in: z) else { return nil }
      rows.append(slope)
      offsets.append(offset)
    }
    guard let (inverse, determinant) = try rows.inverse(values) else {
      throw ProbabilityError(
        "the image of a singular linear map has no density; keep fewer coordinates")
    }
    let right = zip(y, offsets).map { Expression.variable($0) - $1 }
    let solved = inverse.map { row in
      zip(row, right).reduce(Expression.zero) { $0 + $1.0 * $1.1 }.tidy
    }
    return Solution(
      inverse: Dictionary(uniqueKeysWithValues: zip(z, solved)),
      logJacobian: -.logarithm(of: try values.magnitude(determinant)), box: y.map { _ in .line })
  }
}
