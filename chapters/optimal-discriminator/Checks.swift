import Evidence
import Exact

// What is no equation: algorithms, counts, an optimum over a family. Each check returns the values
// it compares.

let allChecks: [Check] = [
  minibatchesAreUnbiased, moreStepsCloseTheGap, oneBellOnTwoHumps, callsForASample,
  nearestNeighbours,
]

private let minibatchesAreUnbiased = Check(
  "gan/alternating-sgd",
  "Averaged over all minibatches, the slopes of both players are the full slopes",
  grade: .exact, scope: "all minibatches of 1, 2 and 3 out of 4 real and 4 forged notes",
  sources: ["S1:37-41", "S2:240-259"]
) {
  for size in 1...3 {
    compare(
      "the critic, minibatches of \(size)", Piles().averageCriticSlope(size: size),
      equals: Piles().fullCriticSlope)
    compare(
      "the forger, minibatches of \(size)", Piles().averageForgerSlope(size: size),
      equals: Piles().fullForgerSlope)
  }
  // one step of the right sign moves its objective the right way: the slope of the objective along
  // the step is positive
  compare("the critic climbs", Piles().rise(along: Piles().fullCriticSlope), isGreaterThan: 0)
  compare("the forger descends", Piles().fullForgerSlope * -Piles().fullForgerSlope, isLessThan: 0)
} foils: {
  Foil("the minibatch is summed, not averaged") {
    compare(
      "the critic", Piles().averageCriticSlope(size: 2).map { 2 * $0 },
      equals: Piles().fullCriticSlope)
  }
  Foil("the forger ascends log(1 - D)") {
    compare("the forger descends", Piles().fullForgerSlope * Piles().fullForgerSlope, isLessThan: 0)
  }
  Foil("the slope of the critic's own weights flows into the forger's") {
    compare(
      "the forger", Piles().averageForgerSlope(size: 2) + Piles().averageCriticSlope(size: 2)[1],
      equals: Piles().fullForgerSlope)
  }
  Foil("the critic climbs on the forged notes only") {
    compare("the critic", Piles().averageForgedPart(size: 2), equals: Piles().fullCriticSlope)
  }
}

private let moreStepsCloseTheGap = Check(
  "gan/k-steps", "More steps of the critic bring her report nearer to 2 JS − log 4",
  grade: .quadrature,
  scope: "$\\mathcal N(0,1)$ against $\\mathcal N(2,1)$, linear logit, "
    + "steps of size 1 from the shrug",
  sources: ["S2:244", "S2:263"]
) {
  let gaps = ShiftedCritic.gapEstimates(shift: 2, steps: 20)
  for (k, next) in [(0, 1), (1, 2), (2, 5), (5, 10), (10, 20)] {
    compare("the gap after step \(next) and after step \(k)", gaps[next], isLessThan: gaps[k])
  }
  compare("the gap never closes", gaps[20], isGreaterThan: 0)
} foils: {
  let gaps = ShiftedCritic.gapEstimates(shift: 2, steps: 20)
  Foil("one step is enough") { compare("the gap after one step", gaps[1], equals: 0) }
  Foil("the number of steps does not matter") {
    compare("the gaps after 1 and 5 steps", gaps[1], equals: gaps[5])
  }
  Foil("too many steps overshoot the bound") {
    compare("the gap after 20 steps", gaps[20], isLessThan: 0)
  }
}

private let oneBellOnTwoHumps = Check(
  "gan/mode-collapse-family", "Which bell is best for two humps, over centres and widths",
  grade: .quadrature, scope: "centres 0 to 4, widths 1/4 to 4 by search; values by two rules",
  sources: ["S2:307"]
) {
  for objective in [Objective.jensenShannon, .nonSaturating, .reverseKL] {
    compare(
      "\(objective.words): best of all below best centred bell", BestBells.all(objective).value,
      isLessThan: BestBells.centred(objective).value)
    compare(
      "\(objective.words): its centre, to a tenth", BestBells.all(objective).centre, equals: 3)
  }
  for objective in [Objective.forwardKL, .transport] {
    compare(
      "\(objective.words): the centre of the best bell, to a tenth",
      BestBells.all(objective).centre, equals: 0)
    compare(
      "\(objective.words): a bell on one hump costs more", BestBells.onOneHump(objective),
      isGreaterThan: BestBells.all(objective).value)
  }
} foils: {
  Foil("the Jensen-Shannon divergence is symmetric, hence covers both humps") {
    compare("its centre", BestBells.all(.jensenShannon).centre, equals: 0)
  }
  Foil("the non-saturating loss covers both humps") {
    compare("its centre", BestBells.all(.nonSaturating).centre, equals: 0)
  }
  Foil("maximum likelihood picks one hump") {
    compare("the centre", BestBells.all(.forwardKL).centre, equals: 3)
  }
}

private let callsForASample = Check(
  "gan/one-pass-sampling",
  "A generator samples with one network call, whatever the length of the sample",
  grade: .exact, scope: "samples of 1, 16 and 1000 pieces or steps",
  sources: ["S2:266-276", "S3:7"]
) {
  for length in [1, 16, 1000] {
    compare("one pass, length \(length)", callsForOneSample(.onePass, length: length), equals: 1)
    compare(
      "piece by piece, length \(length)", callsForOneSample(.pieceByPiece, length: length),
      equals: length)
    compare(
      "step by step, length \(length)", callsForOneSample(.stepByStep, length: length),
      equals: length)
  }
} foils: {
  Foil("a generator is called once for each piece") {
    compare("one pass", callsForOneSample(.onePass, length: 16), equals: 16)
  }
  Foil("a diffusion model samples in one call") {
    compare("step by step", callsForOneSample(.stepByStep, length: 1000), equals: 1)
  }
}

private let nearestNeighbours = Check(
  "gan/nearest-neighbour",
  "The nearest-neighbour test catches a copier and misses one who shifts by a pixel",
  grade: .exact, scope: "4 training notes on [0, 1]; images of 12 pixels with one bright one",
  sources: ["S2:301"]
) {
  let training = [1, 3, 5, 7].map { Rational($0, 8) }
  compare(
    "a copier's mean distance",
    mean(training.map { NearestNeighbour.distance(from: $0, to: training) }), equals: 0)
  compare(
    "an honest uniform sampler's mean distance", NearestNeighbour.expectedDistance(of: training),
    equals: Rational(1, 16))
  let bars = [0, 3, 6, 9].map(NearestNeighbour.bar)
  for position in [0, 3, 6, 9] {
    let shifted = NearestNeighbour.squaredDistance(
      from: NearestNeighbour.bar(at: position + 1), to: bars)
    let honest = NearestNeighbour.squaredDistance(
      from: NearestNeighbour.bar(at: position + 2), to: bars)
    compare("a copy of bar \(position) moved by one pixel, and a new bar", shifted, equals: honest)
  }
} foils: {
  let bars = [0, 3, 6, 9].map(NearestNeighbour.bar)
  Foil("a copier always has distance 0") {
    compare(
      "the shifted copy",
      NearestNeighbour.squaredDistance(from: NearestNeighbour.bar(at: 4), to: bars), equals: 0)
  }
  Foil("the pixel distance of a shifted copy is smaller than that of a new image") {
    compare(
      "copy and new", NearestNeighbour.squaredDistance(from: NearestNeighbour.bar(at: 4), to: bars),
      isLessThan: NearestNeighbour.squaredDistance(from: NearestNeighbour.bar(at: 5), to: bars))
  }
}
