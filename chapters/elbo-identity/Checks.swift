import Evidence
import Exact
import Textbook

// What is no equation: the naive estimate with many draws. The check returns the values it
// compares.

/// The mean of the logarithm of the naive estimate, by two grids over the cause: their
/// difference bounds the error.
private func mean(_ draws: Double) -> Estimate {
  let fine = LinearModel().meanLogEstimate(draws: draws)
  let coarse = LinearModel().meanLogEstimate(draws: draws, slices: 80)
  return Estimate(fine, error: 10 * abs(fine - coarse) + 1e-10)
}

private let evidence = Estimate(LinearModel().logEvidence, error: 1e-14)  // rounding

let naiveEstimateIsBiasedDown = Check(
  "vae/naive-mc", "The mean of the naive estimate of log p(x) climbs towards the truth from below",
  grade: .quadrature, scope: "the named line, 1 to 10000 draws from the prior; two grids",
  sources: ["S2:779-781"]
) {
  let one = Estimate(LinearModel().reconstruction(.prior), error: 1e-13)
  compare("one draw, against the closed form", mean(1), equals: one)
  for (few, many) in [(1.0, 10.0), (10, 100), (100, 1_000), (1_000, 10_000)] {
    compare(
      "the mean from \(Int(few)) below that from \(Int(many))", mean(few), isLessThan: mean(many))
  }
  compare("ten thousand draws still below the truth", mean(10_000), isLessThan: evidence)
} foils: {
  Foil("the estimate of the logarithm is unbiased") {
    compare("ten draws", mean(10), equals: evidence)
  }
  Foil("the bias is upwards") { compare("a hundred draws", mean(100), isGreaterThan: evidence) }
  Foil("more draws do not help") { compare("ten and a hundred draws", mean(10), equals: mean(100)) }
}

/// What the prose quotes of it.
let naiveValues: [Value] = [
  Value("naive-ten", mean(10)), Value("naive-hundred", mean(100)),
  Value("naive-thousand", mean(1_000)),
]
