import Evidence
import Exact
import Expressions
import Foundation
import Probability
import Textbook

// Claims that are drawn as well as computed: the sampler and the two estimators, run as they stand.

func drawnChecks(_ book: Book) -> [Check] { [forwardSampling(book), twoGradients(book)] }

/// N(0, variance).
private func centred(_ variance: Double) -> DistributionFunction {
  DistributionFunction { erfc(-$0 / (2 * variance).squareRoot()) / 2 }
}

private func forwardSampling(_ book: Book) -> Check {
  let stream = book.stream("vae/generate.3"), model = LinearModel()
  let (w, sigma) = (model.w, model.variance.squareRoot())
  let marginal = centred(w * w + model.variance), noiseless = centred(w * w)
  // the difference is largest near one deviation; it tells how many draws are needed
  let noNoise = marginal.distance(from: noiseless, at: 2)
  @Sendable func distance(
    to law: DistributionFunction, _ output: (_ z: Double, _ epsilon: Double) -> Double
  ) throws -> Sampled {
    try Sampled.distance(to: law, Sampled.draws(forDistanceToSee: 0.0142)) { i in
      output(stream.normal(i, lane: 0), stream.normal(i, lane: 1))
    }
  }
  return Check(
    "vae/generate.3", "A cause from the prior, then a draw from the decoder: the marginal law",
    grade: .sampled, scope: "the named line, drawn forwards", sources: ["S2:853", "S1:84-87"]
  ) {
    compare(
      "largest distance from the marginal's distribution function",
      try distance(to: marginal) { w * $0 + sigma * $1 }, equals: 0)
  } foils: {
    Foil("the decoder's mean is returned without its noise") {
      compare(
        "distance", try distance(to: marginal) { z, _ in w * z }, equals: 0, insteadOf: noNoise)
    }
    Foil("one noise for both steps") {
      let law = centred((w + sigma) * (w + sigma))
      compare(
        "distance", try distance(to: marginal) { z, _ in (w + sigma) * z }, equals: 0,
        insteadOf: marginal.distance(from: law, at: 2))
    }
    Foil("the marginal is the prior") {
      compare(
        "distance", try distance(to: centred(1)) { w * $0 + sigma * $1 }, equals: 0,
        insteadOf: marginal.distance(from: centred(1), at: 1.5))
    }
  }
}

/// The slope in the mean of an average over N(μ, s²), estimated with a fixed number of draws.
private struct SlopeEstimators: Sendable {
  let stream: Probability.Stream
  let mean = 1.0, deviation = 0.8, draws = 200_000

  private func z(_ epsilon: Double) -> Double { mean + deviation * epsilon }

  /// Of the sine, by its derivative; the summand lies between −1 and 1.
  func pathwise(_ derivative: @escaping (Double) -> Double) throws -> Sampled {
    try Sampled.mean(draws, in: -1...1, deviation: 0.55) { derivative(z(stream.normal($0))) }
  }

  /// By the score, times a function between −1 and 1. No draw of the noise is beyond 8.3: the
  /// uniform number behind it has 52 bits.
  func score(_ factor: Double = 1, of f: @escaping (Double) -> Double) throws -> Sampled {
    let end = abs(factor) * 8.3 / deviation
    return try Sampled.mean(draws, in: -end...end, deviation: abs(factor) / deviation) { i in
      let epsilon = stream.normal(i)
      return factor * f(z(epsilon)) * epsilon / deviation
    }
  }
}

private func twoGradients(_ book: Book) -> Check {
  let estimators = SlopeEstimators(stream: book.stream("vae/reparameterisation.4"))
  let step: @Sendable (Double) -> Double = { $0 > 0 ? 1 : 0 }
  @Sendable func slope(of f: String) throws -> Evaluated {
    try book.value(
      "\\frac{\\partial}{\\partial\\mu}\\,\\mathbb{E}_{z\\sim\\mathcal N(\\mu,s^2)}[\(f)]",
      toy: "noise", at: ["mu": 1, "s": Rational(4, 5)])
  }
  @Sendable func sine() throws -> Evaluated { try slope(of: "\\sin(z)") }
  @Sendable func times(_ factor: Double, _ value: Evaluated) -> Estimate {
    Estimate(factor * value.double, error: 1e-15)
  }
  return Check(
    "vae/reparameterisation.4", "Both estimators, run, give the slope of the average",
    grade: .sampled, scope: "a sine and a step from 0 to 1, $\\mu=1$, $s=4/5$",
    sources: ["S2:831-849"]
  ) {
    compare("the sine, pathwise", try estimators.pathwise(cos), equals: try sine())
    compare("the sine, by the score", try estimators.score(of: sin), equals: try sine())
    compare(
      "the step, by the score", try estimators.score(of: step),
      equals: try slope(of: "\\tfrac12(1+\\mathrm{sgn}(z))"))
  } foils: {
    Foil("the step has slope 0 wherever it has one, so the pathwise estimate serves") {
      compare(
        "the step, pathwise", try estimators.pathwise { _ in 0 },
        equals: try slope(of: "\\tfrac12(1+\\mathrm{sgn}(z))"), insteadOf: 0)
    }
    Foil("the score with a deviation for the variance") {
      compare(
        "the sine", try estimators.score(estimators.deviation, of: sin), equals: try sine(),
        insteadOf: times(estimators.deviation, try sine()))
    }
    Foil("the sign of the score") {
      compare(
        "the sine", try estimators.score(-1, of: sin), equals: try sine(),
        insteadOf: times(-1, try sine()))
    }
    Foil("the noise is switched off before differentiating") {
      compare(
        "the sine", try estimators.pathwise(cos), equals: Estimate(cos(1), error: 1e-15),
        insteadOf: try sine())
    }
  }
}
