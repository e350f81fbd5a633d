import Evidence
import Exact
import Textbook

// What is no equation: a limit, algorithms, counts. Each check returns the values it compares.

func allChecks(_ book: Book) -> [Check] {
  [
    nearlyGaussian(book), everySampler, cloudFollowsTheScore(book), oneStepIsUnbiased,
    latentsAreAsLargeAsData,
  ]
}

private func nearlyGaussian(_ book: Book) -> Check {
  let near = Rational(1, 50)
  return Check(
    "ddpm/reverse-near-gaussian",
    "As the step is halved, the step back comes near a Gaussian, and at which rate",
    grade: .certified,
    scope: "data -1 and 1, half kept, x = 3/10; steps 1/40, 1/80, 1/160, extrapolated to 0",
    sources: ["S1:138-139", "S2:1035-1046"]
  ) {
    let same = try fitted(.sameMoments, in: book), ratio = try skewRatio(in: book)
    compare("order, same mean and variance", same.order, isGreaterThan: 3 - near)
    compare("order, same mean and variance", same.order, isLessThan: 3 + near)
    compare("divergence/β³ over (∂³ log q)²/12", ratio, isGreaterThan: 1 - near)
    compare("divergence/β³ over (∂³ log q)²/12", ratio, isLessThan: 1 + near)
    for gaussian in [Gaussian.freshNoise, .knownStart] {
      let other = try fitted(gaussian, in: book)
      compare("order, \(gaussian.words)", other.order, isGreaterThan: 2 - near)
      compare("order, \(gaussian.words)", other.order, isLessThan: 2 + near)
    }
  } foils: {
    Foil("the order is 2 or 4 even with the right moments") {
      let order = try fitted(.sameMoments, in: book).order
      compare("order", order, isLessThan: 2 + near)
      compare("order", order, isGreaterThan: 4 - near)
    }
    Foil("the variance of the forward step does as well as the right one") {
      compare("order", try fitted(.freshNoise, in: book).order, isGreaterThan: 3 - near)
    }
    Foil("the constant is a sixth, not a twelfth") {
      compare("constant", try skewRatio(in: book), isGreaterThan: 2 - near)
    }
  }
}

private let everySampler = Check(
  "ddpm/sampling-algorithm",
  "A thousand steps with the ideal prediction give back data N(0, 1/4), and each part is needed",
  grade: .certified,
  scope: "linear schedule of 1000 steps, data N(0, 1/4); three steps in fractions",
  sources: ["S1:157-160", "S1:149", "S3:184"]
) {
  let target = Rational(1, 4), near = Rational(1, 1000)
  compare("right, larger fresh noise", final(.right), isGreaterThan: target)
  compare("right, larger fresh noise", final(.right), isLessThan: target + near)
  compare("right, smaller fresh noise", final(.right, .smaller), isLessThan: target)
  compare("right, smaller fresh noise", final(.right, .smaller), isGreaterThan: target - 4 * near)
  compare("no fresh noise", final(.noFreshNoise), isLessThan: Rational(1, 100_000))
  compare("no rescaling", final(.noRescaling), isLessThan: Rational(1, 5))
  compare("plain subtraction", final(.plainSubtraction), isLessThan: Rational(1, 1_000_000_000))
  compare("noise of the step", final(.noiseOfTheStep), isGreaterThan: 3600)
  compare("three steps, as in the text", threeSteps(.smaller), equals: Rational(74889, 108_500))
  compare("three steps, as in the text", threeSteps(.larger), equals: Rational(9, 10))
} foils: {
  let target = Rational(1, 4), near = Rational(1, 1000)
  Foil("the noise is only taken away, never added") {
    compare("variance", final(.noFreshNoise), isGreaterThan: target - near)
  }
  Foil("the rescaling hardly matters: each factor is nearly 1") {
    compare("variance", final(.noRescaling), isGreaterThan: target - near)
  }
  Foil("predict the noise and subtract it") {
    compare("variance", final(.plainSubtraction), isGreaterThan: target - near)
  }
  Foil("the network predicts the noise of the step") {
    compare("variance", final(.noiseOfTheStep), isLessThan: target + near)
  }
}

/// The variance at the end, on data N(0, ¼).
private func final(_ sampler: Sampler, _ fresh: FreshNoise = .larger) -> Enclosed {
  ReverseChain(schedule: .linear, target: Enclosed(Rational(1, 4))).last(sampler, fresh: fresh)
}

/// The variance after the three steps of the toy `sampler`, on data N(0, 1).
private func threeSteps(_ fresh: FreshNoise) -> Enclosed {
  let shares = [Rational(9, 10), Rational(4, 5), Rational(7, 10)].map(Enclosed.init)
  return ReverseChain(schedule: Schedule(shares), target: Enclosed(1)).last(.right, fresh: fresh)
}

private func cloudFollowsTheScore(_ book: Book) -> Check {
  let places = [(Rational(9, 10), Rational(1, 3)), (Rational(1, 10), -2), (Rational(1, 50), 3)]
  @Sendable func slope(_ kept: Rational, _ x: Rational) throws -> Enclosed {
    try Enclosed(
      book.value(
        "\\frac{\\partial}{\\partial x_1}\\log q(x_1)", toy: "two-humps",
        at: ["alpha_1": kept, "x_1": x]))
  }
  @Sendable func arrow(_ kept: Rational, _ x: Rational) -> Enclosed {
    NoisedHumps(memory: Enclosed(kept)).score(Enclosed(x), Enclosed(0)).x
  }
  return Check(
    "sde/score-needed", "The arrows that move the cloud are the score of the two noised humps",
    grade: .certified, scope: "shares 9/10, 1/10 and 1/50 at three places", sources: ["S1:168"]
  ) {
    for (kept, x) in places {
      compare("at \(x), share \(kept)", arrow(kept, x), equals: try slope(kept, x))
    }
  } foils: {
    Foil("the arrow points to the nearest hump only") {
      let (kept, x) = places[1], noised = kept / 4 + 1 - kept
      let centre = Enclosed(-3) * Enclosed(kept).root()
      compare("arrow", (centre - Enclosed(x)) / Enclosed(noised), equals: try slope(kept, x))
    }
    Foil("the score of the data, whatever the noise") {
      compare("arrow", arrow(1, -2), equals: try slope(Rational(1, 10), -2))
    }
  }
}

private let oneStepIsUnbiased = Check(
  "ddpm/training-algorithm",
  "One random case, or a random batch, gives the gradient of the whole loss on average",
  grade: .exact, scope: "two data points, two steps, two noises: all 8 cases and all 56 pairs",
  sources: ["S1:153-156", "S0:251"]
) {
  let tiny = TinyTraining()
  compare("single cases", tiny.single, equals: tiny.full)
  compare("pairs", tiny.pairs(), equals: tiny.full)
  compare("pairs that share the step", tiny.pairs(sharedStep: true), equals: tiny.full)
} foils: {
  let tiny = TinyTraining()
  Foil("only the first step is trained") {
    compare("cases", tiny.only(step: 0), equals: tiny.full)
  }
  Foil("the gradients are summed, not averaged") {
    compare("pairs", tiny.pairs() * 2, equals: tiny.full)
  }
  Foil("the target is a noise of its own, not the one that was added") {
    compare("cases", tiny.unrelatedTarget, equals: tiny.full)
  }
}

private let latentsAreAsLargeAsData = Check(
  "ddpm/same-dimension", "A forward step maps a point to a point with as many coordinates",
  grade: .exact, scope: "points of 1, 2 and 17 coordinates", sources: ["S3:177"]
) {
  for d in [1, 2, 17] {
    compare("coordinates of x_1 for \(d)", noised(Array(repeating: 1, count: d)).count, equals: d)
  }
} foils: {
  Foil("latents are shorter than data") {
    compare("coordinates", noised([1, 1]).count, isLessThan: 2)
  }
}

/// One forward step with √α = 4/5 and the noise 1 in every coordinate.
private func noised(_ x: [Rational]) -> [Rational] {
  x.map { Rational(4, 5) * $0 + Rational(3, 5) }
}
