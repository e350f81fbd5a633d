import Exact
import Foundation
import Probability

/// Two humps across and one bell along, ½N(±3, ¼) times N(0, ¼), seen through noise that leaves
/// the share `memory` of the data.
struct NoisedHumps<Number: Scalar> {
  let memory: Number
  /// Of each hump, and along: ᾱ/4 + 1 − ᾱ.
  private var variance: Number { memory * Number(Rational(1, 4)) + Number(1) - memory }

  /// ∇ log q at (x, y): across, two bells at ±3√ᾱ share the point like a hyperbolic tangent.
  func score(_ x: Number, _ y: Number) -> (x: Number, y: Number) {
    let centre = Number(3) * memory.root()
    let across = centre * (centre * x / variance).hyperbolicTangent() - x
    return (across / variance, Number(0) - y / variance)
  }
}

/// Points on their way from noise to data, moved by the exact score.
struct Cloud {
  private(set) var points: [(x: Double, y: Double)]
  private var draws = Draws("cloud")
  let schedule = Schedule<Double>.usual

  /// Pure noise, the law of x_T.
  init(count: Int) {
    var draws = Draws("start")
    points = (0..<count).map { _ in (draws.normal(), draws.normal()) }
  }

  /// From x_t to x_{t−1}: (x_t + β_t ∇log q_t(x_t))/√α_t, and fresh noise of variance β_t, but none
  /// in the last step.
  mutating func stepBack(from t: Int) {
    let law = NoisedHumps(memory: schedule.memory[t]), fresh = schedule.fresh(t)
    let root = schedule.keep[t].squareRoot(), noise = t > 1 ? fresh.squareRoot() : 0
    for i in points.indices {
      let (x, y) = points[i], score = law.score(x, y)
      points[i] = (
        (x + fresh * score.x) / root + noise * draws.normal(),
        (y + fresh * score.y) / root + noise * draws.normal()
      )
    }
  }

  /// The clouds at these steps, from noise to data.
  static func shots(count: Int, at steps: [Int]) -> [Shot] {
    var cloud = Cloud(count: count), shots: [Shot] = []
    for t in stride(from: cloud.schedule.steps, through: 0, by: -1) {
      if steps.contains(t) { shots.append(Shot(t: t, points: cloud.points)) }
      if t > 0 { cloud.stepBack(from: t) }
    }
    return shots
  }
}

/// A cloud at one step.
struct Shot {
  let t: Int
  let points: [(x: Double, y: Double)]

  /// Which points are on the right.
  var right: [Bool] { points.map { $0.x >= 0 } }
  /// How many points stand on the side on which they stand in the other cloud.
  func agreeing(with other: Shot) -> Int { zip(right, other.right).count { $0 == $1 } }
}

/// Normal draws from named streams.
struct Draws {
  private let stream: Probability.Stream
  private var next = 0
  init(_ purpose: String) {
    stream = Probability.Stream(root: 1, check: "forward-reverse-diffusion", purpose: purpose)
  }
  mutating func normal() -> Double {
    defer { next += 1 }
    return stream.normal(next)
  }
}
