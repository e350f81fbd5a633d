import Exact
import Expressions
import Foundation
import Probability
import Testing

@Suite struct SlopeTests {
  /// The density of f(Z) at f(z), times |f′(z)|, is that of Z at z: for every map that is turned round.
  @Test func densitiesFollowTheSlope() throws {
    let z = Variable("z"), Z = Expression.variable(z), law = try normal(q(1, 3), q(1, 2))
    let tangent = Expression.function(.tanh, Z), sine = Expression.function(.sinh, Z)
    let maps: [(Expression, (Double) -> Double, (Double) -> Double)] = [
      (tangent, { Foundation.tanh($0) }, { 1 / pow(Foundation.cosh($0), 2) }),
      (sine, { Foundation.sinh($0) }, { Foundation.cosh($0) }),
      (.function(.arctan, Z), { Foundation.atan($0) }, { 1 / (1 + $0 * $0) }),
      (.exp(Z), { Foundation.exp($0) }, { Foundation.exp($0) }),
      (2 - 3 * tangent, { 2 - 3 * Foundation.tanh($0) }, { -3 / pow(Foundation.cosh($0), 2) }),
      (.exp(1 - 2 * Z), { Foundation.exp(1 - 2 * $0) }, { -2 * Foundation.exp(1 - 2 * $0) }),
      (Z * 4 - 1, { 4 * $0 - 1 }, { _ in 4 }),
    ]
    for (map, f, slope) in maps {
      let image = try law.pushforward(variables: [z], map: [map], at: none)
      let y = Variable("y"), density = try image.density(at: [.variable(y)], values: none)
      for t in [-1.3, -0.4, 0.2, 0.9] {
        let own = try witness(law.density(at: [Z], values: none), [z: t])
        #expect(close(try witness(density, [y: f(t)]) * slope(t).magnitude, own, 1e-9), "\(map) at \(t)")
      }
    }
  }
}
