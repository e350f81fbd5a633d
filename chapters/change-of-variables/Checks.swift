import Evidence
import Exact
import Foundation
import Textbook

// What is no equation: counts, and maps that are known by search only. The checks return the values
// they compare.

let allChecks = [foldedMap, costs, exactMap]

/// By closed ends found to the last bit: the error is rounding, far below 1e-12.
private func seen(_ a: Double) -> Estimate { Estimate(Wave.massOfOneSource(a), error: 1e-12) }

/// By walking: a top is flat, so its height is known to 1e-14 and the far end of its fold to about
/// 1e-12; Simpson adds 1e-12.
private func walked(_ a: Double) -> Estimate { Estimate(Wave.massByWalking(a), error: 2e-11) }

private let foldedMap = Check(
  "flow/invertibility", "A formula that follows one source loses mass as soon as z + a sin z folds",
  grade: .quadrature,
  scope: "a = 1/2, 1, 5/4, 3/2, 2; the folds by formula and search, against a walk along the curve",
  sources: ["S2:978"]
) {
  for a in [0.5, 1] { compare("mass seen at a = \(a)", walked(a), equals: 1) }
  for a in [1.25, 1.5, 2] {
    compare("mass seen at a = \(a), by search and by walking", seen(a), equals: walked(a))
    compare("mass seen at a = \(a)", seen(a), isLessThan: 1)
  }
  compare("more is lost at 2 than at 3/2", seen(2), isLessThan: seen(1.5))
} foils: {
  Foil("one source is enough at a = 2") { compare("mass", seen(2), equals: 1) }
  Foil("the mass is lost from a = 1 on") {
    compare("mass at a = 1", walked(1), isLessThan: Estimate(0.99, error: 0))
  }
  Foil("half of the mass is lost at a = 2") { compare("mass", seen(2), equals: Rational(1, 2)) }
}

private let costs = Check(
  "flow/triangular-cost",
  "A triangular determinant costs D - 1 operations, a general one about a third of D cubed",
  grade: .exact,
  scope: "D = 2, 4, 8, 16, 32; multiplications and divisions counted while the algorithms run",
  sources: ["S2:989", "S2:979"]
) {
  for d in [2, 4, 8, 16, 32] {
    compare(
      "triangular determinant, D = \(d)", Operations.ofTriangularDeterminant(d), equals: d - 1)
    compare("triangular system, D = \(d)", Operations.ofTriangularSolve(d), equals: d * (d + 1) / 2)
    compare(
      "general determinant, D = \(d)", Operations.ofDeterminant(d),
      equals: (d - 1) * (d * d + d + 3) / 3)
  }
  var general = Operations()
  var triangular = Operations()
  compare(
    "both give one determinant on a triangular matrix",
    general.determinant(Operations.triangular(8)),
    equals: triangular.triangularDeterminant(Operations.triangular(8)))
} foils: {
  Foil("inverting a triangular map is as cheap as its determinant") {
    compare(
      "system and determinant, D = 32", Operations.ofTriangularSolve(32),
      isAtMost: Operations.ofTriangularDeterminant(32))
  }
  Foil("a general determinant costs D squared") {
    compare("D = 32", Operations.ofDeterminant(32), isAtMost: 32 * 32)
  }
  Foil("doubling the dimension doubles the cost of a general determinant") {
    compare("D = 32 and 16", Operations.ofDeterminant(32), equals: 2 * Operations.ofDeterminant(16))
  }
}

/// The slope of T at 0 from the point that T sends to h, with the next term of the series:
/// p_d''/p_d is 140 at 0.
/// What is left is 144 h⁴, and the difference of the tails in F loses digits to about 2e-12.
private func slope(_ h: Double) -> Estimate {
  let value = (h + 140 * h * h * h / 6) / Humps.source(h)
  return Estimate(value, error: value * 1e-11)
}

private let exactMap = Check(
  "flow/bridge",
  "The exact map to the two humps, found by search, and the bridge of a map with limited slope",
  grade: .quadrature, scope: "slope at 0 from two distances; limited slopes 10, 100, 1000",
  sources: ["Cornish, Caterini, Deligiannidis and Doucet 2020"]
) {
  let steep = Estimate(exp(18) / 2, error: exp(18) * 1e-15)
  compare("slope of the map at 0, from h = 2e-4", slope(2e-4), equals: steep)
  compare("slope of the map at 0, from h = 1e-4", slope(1e-4), equals: steep)
  for slope in [10.0, 100, 1000] {
    let end = zero(of: { Humps.limited($0, slope: slope) - 1 }, between: 0, and: 3)
    let mass = Estimate(erf(end / 2.0.squareRoot()), error: 1e-15)
    compare(
      "mass between -1 and 1 for slope \(Int(slope))", mass,
      equals: Estimate(erf(1 / slope / 2.0.squareRoot()), error: 1e-15))
    compare(
      "more than the humps have there", mass,
      isGreaterThan: Estimate(2 * Humps.aboveHalf(1), error: 1e-15))
  }
} foils: {
  Foil("the slope at 0 is e^18") {
    compare("slope", slope(1e-4), equals: Estimate(exp(18), error: 1e-6))
  }
  Foil("a slope of ten is enough") {
    compare(
      "mass", Estimate(2 * normalCDF(0.1) - 1, error: 1e-12),
      isAtMost: Estimate(2 * Humps.aboveHalf(1), error: 1e-12))
  }
}

/// What the prose quotes of all this.
let allValues: [Value] = [
  Value("layer-one", Estimate(CouplingFlow.way[1].sum, error: 1e-14)),
  Value("layer-four", Estimate(CouplingFlow.way[4].sum, error: 1e-14)),
  Value("log-before", Estimate(CouplingFlow.way[0].logDensity, error: 1e-14)),
  Value("log-after", Estimate(CouplingFlow.way[4].logDensity, error: 1e-14)),
  Value("wave-two", seen(2)),
  Value("lu-32", Operations.ofDeterminant(32)),
  Value("tri-32", Operations.ofTriangularDeterminant(32)),
  Value("solve-32", Operations.ofTriangularSolve(32)),
]
