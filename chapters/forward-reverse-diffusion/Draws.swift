import Evidence
import Exact
import Foundation
import Probability
import Textbook

// Claims that are drawn as well as computed: the chain and the sampler, run backwards as they stand.

func drawnChecks(_ book: Book) -> [Check] { [backToTheWeights(book), samplerAsWritten(book)] }

/// A mixture of bells.
private struct Bells: Sendable {
  var parts: [(weight: Double, mean: Double, variance: Double)]

  var distribution: DistributionFunction {
    DistributionFunction { x in
      parts.reduce(0) { $0 + $1.weight * erfc(($1.mean - x) / (2 * $1.variance).squareRoot()) / 2 }
    }
  }
  /// The one bell of the same mean and variance.
  var smoothed: Bells {
    let mean = parts.reduce(0) { $0 + $1.weight * $1.mean }
    let second = parts.reduce(0) { $0 + $1.weight * ($1.mean * $1.mean + $1.variance) }
    return Bells(parts: [(1, mean, second - mean * mean)])
  }
}

/// The data −1 and 1 with unequal weights, noised in three steps and brought back: from q(x₃), each
/// step draws a start, then a step towards it.
private struct UnevenPixel: Sendable {
  let stream: Probability.Stream
  let chain = Schedule([0.9, 0.8, 0.7])
  /// Of the start 1.
  let weight = 0.75
  var starts: [(x: Double, weight: Double)] { [(1, weight), (-1, 1 - weight)] }

  /// A mistake in the step to x₁.
  enum Slip { case none, anyStart, forwardNoise }

  /// q(x_t).
  func noised(_ t: Int) -> Bells {
    Bells(parts: starts.map { ($0.weight, chain.memory[t].squareRoot() * $0.x, chain.noise(t)) })
  }

  /// What multiplies x_t and the start in the mean of the step back.
  private func factors(_ t: Int) -> (last: Double, start: Double) {
    (
      chain.keep[t].squareRoot() * chain.noise(t - 1) / chain.noise(t),
      chain.memory[t - 1].squareRoot() * chain.fresh(t) / chain.noise(t)
    )
  }

  /// The law of x₁ after a slip, by hand: x₂ has its right law, and x₁ is a bell about its mean.
  func afterSlip(_ slip: Slip) -> Bells {
    let (last, start) = factors(2)
    switch slip {
    case .none: return noised(1)
    case .forwardNoise:
      return Bells(
        parts: noised(1).parts.map {
          ($0.weight, $0.mean, $0.variance - chain.known(2) + chain.fresh(2))
        })
    case .anyStart:
      return Bells(
        parts: noised(2).parts.flatMap { part in
          starts.map {
            (
              part.weight * $0.weight, last * part.mean + start * $0.x,
              last * last * part.variance + chain.known(2)
            )
          }
        })
    }
  }

  /// x₁ and x₀ of the i-th chain.
  func run(_ i: Int, _ slip: Slip = .none) -> (before: Double, end: Double) {
    let first = stream.uniform(i, lane: 0) < weight ? 1.0 : -1
    var x =
      chain.memory[3].squareRoot() * first
      + chain.noise(3).squareRoot() * stream.normal(i, lane: 1)
    var before = x
    for t in [3, 2, 1] {
      let lane = UInt32(2 * t)
      let odds = log(weight / (1 - weight)) + 2 * chain.memory[t].squareRoot() * x / chain.noise(t)
      let seen = t == 2 && slip == .anyStart ? weight : 1 / (1 + exp(-odds))
      let start = stream.uniform(i, lane: lane) < seen ? 1.0 : -1
      let fresh = t == 2 && slip == .forwardNoise ? chain.fresh(t) : chain.known(t)
      let factors = factors(t)
      before = x
      x = factors.last * x + factors.start * start
        + fresh.squareRoot() * stream.normal(i, lane: lane + 1)
    }
    return (before, x)
  }
}

private func backToTheWeights(_ book: Book) -> Check {
  let pixel = UnevenPixel(stream: book.stream("ddpm/marginal-mean.6")), draws = 40_000
  let noised = pixel.noised(1).distribution
  @Sendable func weight() throws -> Sampled {
    try Sampled.share(draws) { pixel.run($0).end > 0 }
  }
  @Sendable func distance(
    to law: DistributionFunction, _ slip: UnevenPixel.Slip = .none
  ) throws -> Sampled {
    try Sampled.distance(to: law, draws) { pixel.run($0, slip).before }
  }
  return Check(
    "ddpm/marginal-mean.6", "Run backwards, the chain passes the noised laws and ends in the data",
    grade: .sampled, scope: "1 with weight 3/4, else -1; three steps keep 9/10, 4/5, 7/10",
    sources: ["S0:223-236"]
  ) {
    compare("weight of 1 at the end", try weight(), equals: Rational(3, 4))
    compare(
      "largest distance of $x_1$ from the distribution function of $q(x_1)$",
      try distance(to: noised), equals: 0)
  } foils: {
    Foil("noise has no memory: both ends come equally often") {
      compare("weight", try weight(), equals: Rational(1, 2), insteadOf: Rational(3, 4))
    }
    Foil("the humps melt into one bell of the same mean and variance") {
      let bell = pixel.noised(1).smoothed.distribution
      compare(
        "distance", try distance(to: bell), equals: 0,
        insteadOf: bell.distance(from: noised, at: 0.3))
    }
    Foil("a start is drawn from the data, whatever was seen") {
      let law = pixel.afterSlip(.anyStart).distribution
      compare(
        "distance", try distance(to: noised, .anyStart), equals: 0,
        insteadOf: noised.distance(from: law, at: 0.3))
    }
    Foil("the fresh noise of the step back has the variance of the forward step") {
      let law = pixel.afterSlip(.forwardNoise).distribution
      compare(
        "distance", try distance(to: noised, .forwardNoise), equals: 0,
        insteadOf: noised.distance(from: law, at: 0.5))
    }
  }
}

/// The sampler of the text, line by line, on data N(0, 1) with the ideal prediction.
private struct DrawnSampler: Sendable {
  let stream: Probability.Stream
  let chain = Schedule([0.9, 0.8, 0.7])
  var rescales = true

  func sample(_ i: Int, _ fresh: FreshNoise) -> Double {
    var x = stream.normal(i)
    for t in [3, 2, 1] {
      let predicted = chain.noise(t).squareRoot() * x  // E[ε|x_t], as x_t has variance 1
      x -= chain.fresh(t) / chain.noise(t).squareRoot() * predicted
      if rescales { x /= chain.keep[t].squareRoot() }
      if t > 1 {
        let variance = fresh == .larger ? chain.fresh(t) : chain.known(t)
        x += variance.squareRoot() * stream.normal(i, lane: UInt32(t))
      }
    }
    return x
  }
}

private func samplerAsWritten(_ book: Book) -> Check {
  let stream = book.stream("ddpm/sampling-algorithm.3")
  let exact = ReverseChain(schedule: Schedule([0.9, 0.8, 0.7]), target: 1.0)
  func bell(_ variance: Double) -> DistributionFunction {
    Bells(parts: [(1, 0, variance)]).distribution
  }
  let smaller = bell(74889.0 / 108_500), larger = bell(0.9), data = bell(1)
  let unscaled = bell(exact.last(.noRescaling))
  @Sendable func distance(
    to law: DistributionFunction, _ fresh: FreshNoise, rescales: Bool = true
  ) throws -> Sampled {
    let sampler = DrawnSampler(stream: stream, rescales: rescales)
    return try Sampled.distance(to: law, Sampled.draws(forDistanceToSee: 0.03)) {
      sampler.sample($0, fresh)
    }
  }
  return Check(
    "ddpm/sampling-algorithm.3", "The sampler, run as written, ends in the law that was computed",
    grade: .sampled, scope: "data N(0, 1), three steps, both fresh noises",
    sources: ["S1:157-160"]
  ) {
    compare(
      "smaller fresh noise, distance from N(0, 74889/108500)", try distance(to: smaller, .smaller),
      equals: 0)
    compare(
      "larger fresh noise, distance from N(0, 9/10)", try distance(to: larger, .larger), equals: 0)
  } foils: {
    Foil("three steps give back the data") {
      compare(
        "distance", try distance(to: data, .smaller), equals: 0,
        insteadOf: data.distance(from: smaller, at: 1))
    }
    Foil("what is left is not stretched") {
      compare(
        "distance", try distance(to: larger, .larger, rescales: false), equals: 0,
        insteadOf: larger.distance(from: unscaled, at: 1))
    }
  }
}
