import Evidence
import Foundation

/// The critic of two Gaussians, trained by k steps uphill on V from the shrug; expectations by
/// slices of the line.
struct ShiftedCritic {
  let shift: Double
  let slices: Int
  var a = 0.0, b = 0.0

  init(shift: Double, slices: Int = 2400) { (self.shift, self.slices) = (shift, slices) }

  /// One step of size 1 along (∂V/∂a, ∂V/∂b).
  mutating func step() {
    let (a, b) = (a, b)
    func verdict(_ x: Double) -> Double { logistic(a + b * x) }
    func expectation(_ f: (Double) -> Double, around centre: Double) -> Double {
      integral(from: centre - 12, to: centre + 12, slices: slices) {
        normalDensity($0, mean: centre, deviation: 1) * f($0)
      }
    }
    self.a += expectation({ 1 - verdict($0) }, around: 0) - expectation(verdict, around: shift)
    self.b +=
      expectation({ (1 - verdict($0)) * $0 }, around: 0)
      - expectation({ verdict($0) * $0 }, around: shift)
  }

  /// V(D, G) of this critic.
  var value: Double {
    integral(from: -12, to: shift + 12, slices: slices) { x in
      normalDensity(x, mean: 0, deviation: 1) * logLogistic(a + b * x)
        + normalDensity(x, mean: shift, deviation: 1) * logLogistic(-a - b * x)
    }
  }

  /// What the best critic would report: her logit is θ²/2 − θx.
  static func cap(shift: Double, slices: Int = 2400) -> Double {
    var best = ShiftedCritic(shift: shift, slices: slices)
    (best.a, best.b) = (shift * shift / 2, -shift)
    return best.value
  }

  /// 2JS − log 4 − V after 0, 1, …, k steps.
  static func gaps(shift: Double, steps k: Int, slices: Int = 2400) -> [Double] {
    var critic = ShiftedCritic(shift: shift, slices: slices)
    let cap = cap(shift: shift, slices: slices)
    var gaps = [cap - critic.value]
    for _ in 0..<k {
      critic.step()
      gaps.append(cap - critic.value)
    }
    return gaps
  }

  /// The gaps by two rules, whose difference (and rounding) bounds the error.
  static func gapEstimates(shift: Double, steps k: Int) -> [Estimate] {
    zip(gaps(shift: shift, steps: k), gaps(shift: shift, steps: k, slices: 1700)).map {
      fine, coarse in
      Estimate(fine, error: 10 * abs(fine - coarse) + 1e-13)
    }
  }
}

/// The one-note game with simultaneous steps of size η from (θ, ψ).
func orbit(theta: Double, psi: Double, step eta: Double, count: Int) -> [(
  theta: Double, psi: Double
)] {
  var points = [(theta: theta, psi: psi)]
  for _ in 0..<count {
    let (theta, psi) = points[points.count - 1]
    let fooled = logistic(psi * theta)
    points.append((theta + eta * psi * fooled, psi - eta * theta * fooled))
  }
  return points
}

/// The spiral of the figure: 500 steps of 0.1 from (1, 0).
enum Spiral {
  static let points = orbit(theta: 1, psi: 0, step: 0.1, count: 500)

  /// V(D, G) = log(1 − σ(ψθ)) − log 2 at every step.
  static let reports = points.map { logLogistic(-$0.psi * $0.theta) - log(2) }

  /// How far from the solution it ends.
  static var distance: Double {
    let end = points[points.count - 1]
    return hypot(end.theta, end.psi)
  }

  /// How often the report passes the level −log 4, which it would show at the solution.
  static var crossings: Int {
    zip(reports, reports.dropFirst()).count { ($0 + log(4)) * ($1 + log(4)) < 0 }
  }
}
