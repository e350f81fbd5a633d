import Exact
import Expressions

/// An optimal plan between two finite laws for the Euclidean distance, whose values are square
/// roots of rationals, with a potential that certifies it exactly.
///
/// The network simplex proposes a plan for distances rounded down to 2⁻³². Whether that plan is
/// optimal for the true ones is then decided by Bellman and Ford's algorithm on its residual graph:
/// no negative cycle is left, and the distances found are the potential. Comparisons are made in
/// doubles, and exactly where those cannot tell.
public struct EuclideanTransport: Hashable, Sendable {
  public let sources: [[Rational]], targets: [[Rational]]
  public let supply: [Rational], demand: [Rational]
  /// Moves of positive mass, sorted by source, then target.
  public let plan: [Transport.Move]
  /// v_j − u_i ≤ ‖x_i − y_j‖, with equality along the plan.
  public let sourcePotential: [Expression], targetPotential: [Expression]

  /// Σ mass · distance of the plan.
  public var primal: Expression {
    Expression.sum(of: plan.map { .rational($0.mass) * distance($0.from, $0.to) }).tidy
  }
  /// Σ v·demand − Σ u·supply: a lower bound of every plan's cost.
  public var dual: Expression {
    let gains = zip(targetPotential, demand).map { .rational($1) * $0 }
    return Expression.sum(of: gains + zip(sourcePotential, supply).map { -.rational($1) * $0 }).tidy
  }

  /// ‖x_i − y_j‖ as an expression.
  public func distance(_ i: Int, _ j: Int) -> Expression {
    .sqrt(.rational(EuclideanTransport.square(sources[i], targets[j])))
  }

  /// Throws when the laws are not finite with rational places and weights.
  public init(_ p: Law, _ q: Law, at values: Valuation) throws {
    let (x, supply) = try p.rationalAtoms(values), (y, demand) = try q.rationalAtoms(values)
    (sources, self.supply, targets, self.demand) = (x, supply, y, demand)
    let squares = x.map { x in y.map { EuclideanTransport.square(x, $0) } }
    let rounded = squares.map { $0.map(\.squareRootRoundedDown) }
    plan = try Transport(from: x, supply, to: y, demand, cost: rounded).plan
    var graph = ResidualGraph(squares: squares, targets: y.count, plan: plan)
    guard try graph.settle(values) else {
      throw ProbabilityError(
        "two plans differ in cost by less than 2^-32 of a unit; no exact transport was found")
    }
    (sourcePotential, targetPotential) = (graph.u.map { $0.exact }, graph.v.map { $0.exact })
  }

  static func square(_ x: [Rational], _ y: [Rational]) -> Rational {
    zip(x, y).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
  }
}

/// A sum of square roots with its double.
private struct Surds {
  var exact: Expression, approximate: Double
  static let zero = Surds(exact: .zero, approximate: 0)
  static func + (a: Surds, b: Surds) -> Surds {
    Surds(exact: (a.exact + b.exact).tidy, approximate: a.approximate + b.approximate)
  }
  static prefix func - (a: Surds) -> Surds { Surds(exact: -a.exact, approximate: -a.approximate) }

  /// a + b < c, exactly; the sum is only formed where doubles cannot tell.
  static func less(_ a: Surds, _ b: Surds, than c: Surds, _ values: Valuation) throws -> Bool {
    let d = a.approximate + b.approximate - c.approximate
    // A potential is a sum of at most a few thousand distances, so that 1e-9 of them covers every
    // rounding.
    let size = a.approximate.magnitude + b.approximate.magnitude + c.approximate.magnitude
    if d.magnitude > 1e-9 * max(1, size) { return d < 0 }
    return try values.sign(a.exact + b.exact - c.exact) < 0
  }
}

/// Arcs from every source to every target, and back along the plan.
private struct ResidualGraph {
  let distance: [[Surds]], plan: [Transport.Move]
  var u: [Surds], v: [Surds]

  init(squares: [[Rational]], targets: Int, plan: [Transport.Move]) {
    distance = squares.map {
      $0.map { Surds(exact: .sqrt(.rational($0)), approximate: $0.double.squareRoot()) }
    }
    self.plan = plan
    u = squares.map { _ in .zero }
    v = Array(repeating: .zero, count: targets)
  }

  /// Shortest distances from everywhere; false when a negative cycle shows that the plan is not
  /// optimal.
  mutating func settle(_ values: Valuation) throws -> Bool {
    for _ in 0...(u.count + v.count) {
      var changed = false
      for i in u.indices {
        for j in v.indices where try Surds.less(u[i], distance[i][j], than: v[j], values) {
          v[j] = u[i] + distance[i][j]
          changed = true
        }
      }
      for move in plan {
        let back = -distance[move.from][move.to]
        guard try Surds.less(v[move.to], back, than: u[move.from], values) else { continue }
        u[move.from] = v[move.to] + back
        changed = true
      }
      if !changed { return true }
    }
    return false
  }
}

extension Rational {
  /// √self when it is rational, else the multiple of 2⁻³² below it.
  fileprivate var squareRootRoundedDown: Rational {
    if let root = squareRoot { return root }
    let scaled = (self * Rational(1 << 32) * Rational(1 << 32)).floor
    return Rational(scaled.squareRoot(), 1 << 32)
  }
}
