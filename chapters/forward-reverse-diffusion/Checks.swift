import Evidence
import Exact

let allChecks: [Check] = [oneStepIsUnbiased, latentsAreAsLargeAsData]

/// Training on two data points, two steps and two noises: every case, in fractions.
private struct TinyTraining {
  let data: [Rational] = [-1, 1], noises: [Rational] = [-1, 1]
  /// √ᾱ and √(1 − ᾱ) of the two steps.
  let steps: [(Rational, Rational)] = [(Rational(4, 5), Rational(3, 5)), (Rational(3, 5), Rational(4, 5))]
  let slope = Rational(2, 7)

  /// d/dθ (ε − θ x_t)² for every case.
  var gradients: [Rational] {
    data.flatMap { x in steps.flatMap { step in noises.map { noise in
      let noised = step.0 * x + step.1 * noise
      return -2 * noised * (noise - slope * noised)
    } } }
  }
  /// The gradient of the whole loss: over θ it is a parabola Σ(ε − θx)²/8.
  var full: Rational {
    let moments = data.flatMap { x in steps.flatMap { step in noises.map { noise -> (Rational, Rational) in
      let noised = step.0 * x + step.1 * noise
      return (noised * noise, noised * noised)
    } } }
    return moments.reduce(Rational(0)) { $0 - 2 * $1.0 + 2 * slope * $1.1 } / Rational(moments.count)
  }
  func mean(_ values: [Rational]) -> Rational { values.reduce(0, +) / Rational(values.count) }
  /// All pairs as batches, each averaged.
  var pairs: [Rational] {
    let g = gradients
    return g.indices.flatMap { i in g.indices.filter { $0 != i }.map { (g[i] + g[$0]) / 2 } }
  }
  /// Batches whose two cases share the step.
  var sharedStep: [Rational] {
    let g = gradients
    return g.indices.flatMap { i in g.indices.filter { $0 != i && $0 / 2 % 2 == i / 2 % 2 }.map { (g[i] + g[$0]) / 2 } }
  }
}

private let oneStepIsUnbiased = Check(
  "ddpm/training-algorithm", "One random case, or a random batch, gives the gradient of the whole loss on average",
  grade: .exact, scope: "two data points, two steps, two noises: all 8 cases and all 56 pairs", sources: ["S1:153-156", "S0:251"]
) {
  let tiny = TinyTraining()
  compare("single cases", tiny.mean(tiny.gradients), equals: tiny.full)
  compare("pairs", tiny.mean(tiny.pairs), equals: tiny.full)
  compare("pairs of one step are unbiased too", tiny.mean(tiny.sharedStep), equals: tiny.full)
} foils: {
  let tiny = TinyTraining()
  Foil("only the first step is trained") {
    compare("cases", tiny.mean(tiny.gradients.enumerated().filter { $0.offset / 2 % 2 == 0 }.map(\.element)), equals: tiny.full)
  }
  Foil("the gradients are summed, not averaged") { compare("pairs", tiny.mean(tiny.pairs) * 2, equals: tiny.full) }
}

private let latentsAreAsLargeAsData = Check(
  "ddpm/same-dimension", "A forward step maps a point to a point with as many coordinates",
  grade: .exact, scope: "points of 1, 2 and 17 coordinates", sources: ["S3:177"]
) {
  for d in [1, 2, 17] { compare("coordinates of x_1 for \(d)", noised(Array(repeating: 1, count: d)).count, equals: d) }
} foils: {
  Foil("latents are shorter than data") { compare("coordinates", noised([1, 1]).count, isLessThan: 2) }
}

/// One forward step with √α = 4/5 and the noise 1 in every coordinate.
private func noised(_ x: [Rational]) -> [Rational] { x.map { Rational(4, 5) * $0 + Rational(3, 5) } }
