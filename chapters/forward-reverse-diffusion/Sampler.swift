import Exact

/// The sampler, and what becomes of it when a part is left out.
enum Sampler: String, CaseIterable, Sendable {
  case right
  case noFreshNoise = "no-fresh-noise"
  case noRescaling = "no-rescaling"
  case plainSubtraction = "plain-subtraction"
  case noiseOfTheStep = "noise-of-the-step"

  var words: String {
    switch self {
    case .right: "right"
    case .noFreshNoise: "no fresh noise"
    case .noRescaling: "no rescaling"
    case .plainSubtraction: "plain subtraction"
    case .noiseOfTheStep: "noise of the step"
    }
  }
  var rescales: Bool { self != .noRescaling && self != .plainSubtraction }
  var addsNoise: Bool { self != .noFreshNoise && self != .plainSubtraction }
}

/// Which variance the fresh noise has.
enum FreshNoise { case larger, smaller }

/// The reverse chain on data N(0, target) with the ideal prediction, which is linear in x_t: then
/// x_t stays Gaussian about 0, and all there is to know is its variance.
struct ReverseChain<Number: Scalar>: Sendable {
  let schedule: Schedule<Number>
  let target: Number

  /// The variance of x_t under the forward chain: ᾱ_t w + 1 − ᾱ_t.
  func variance(_ t: Int) -> Number { schedule.memory[t] * target + schedule.noise(t) }

  /// The variances of x_T, …, x_0 of the sampler.
  func variances(_ sampler: Sampler, fresh: FreshNoise = .larger) -> [Number] {
    var variance = Number(1), path = [variance]
    for t in stride(from: schedule.steps, through: 1, by: -1) {
      let factor = factor(sampler, t)
      variance = factor * factor * variance
      if sampler.addsNoise, t > 1 {
        variance = variance + (fresh == .larger ? schedule.fresh(t) : schedule.known(t))
      }
      path.append(variance)
    }
    return path
  }

  func last(_ sampler: Sampler, fresh: FreshNoise = .larger) -> Number {
    let path = variances(sampler, fresh: fresh)
    return path[path.count - 1]
  }

  /// What x_t is multiplied by on the way to x_{t−1}.
  private func factor(_ sampler: Sampler, _ t: Int) -> Number {
    let deviation = schedule.noise(t).root()
    var predicted = deviation / variance(t)  // E[ε|x_t] = √(1 − ᾱ_t) x_t / Var(x_t)
    if sampler == .noiseOfTheStep {
      predicted = predicted * (schedule.fresh(t) / schedule.noise(t)).root()
    }
    let moved = Number(1) - schedule.fresh(t) / deviation * predicted
    return sampler.rescales ? moved / schedule.keep[t].root() : moved
  }
}
