import Evidence
import Exact
import Expressions
import Probability

let allChecks: [Check] = [samplesNeverMeet, plansAgainstSorting]

/// Two disjoint samples of one law as finite laws.
private struct Samples {
  let p: Law, q: Law
  let a: [Rational], b: [Rational]
  init(n: Int) throws {
    func rounded(_ x: Double) -> Rational { Rational(Int((x * 1_000_000).rounded()), 1_000_000) }
    let x = Draws(seed: 7).normals(n).map(rounded)
    let y = Draws(seed: 8).normals(n).map(rounded)
    func law(_ values: [Rational]) throws -> Law {
      try Law.finite(
        values.map { ([.rational($0)], .rational(Rational(1, values.count))) }, at: Valuation())
    }
    (p, q, a, b) = (try law(x), try law(y), x.sorted(), y.sorted())
  }
  /// Σ |a₍ᵢ₎ − b₍ᵢ₎| / n.
  var sorted: Rational {
    zip(a, b).reduce(Rational(0)) { $0 + ($1.0 - $1.1).magnitude } / Rational(a.count)
  }
  var evaluator: Evaluator { Evaluator() }
  func js() throws -> Evaluated { evaluator.evaluate(try Law.js(p, q, at: Valuation())) }
}

private let samplesNeverMeet = Check(
  "div/empirical-samples",
  "Two samples of one law are as far apart as can be for JS, and near for the transport distance",
  grade: .exact, scope: "samples of 10 and 40 from $\\mathcal N(0,1)$, six decimals"
) {
  for n in [10, 40] {
    compare("JS of two samples of \(n)", try Samples(n: n).js(), equals: ExactNumber.log(2)!)
    compare("W1 of two samples of \(n)", try Samples(n: n).sorted, isLessThan: 1)
  }
  compare(
    "W1 falls from 10 to 40", try Samples(n: 40).sorted, isLessThan: try Samples(n: 10).sorted)
} foils: {
  Foil("samples of one law have divergence 0") { compare("JS", try Samples(n: 10).js(), equals: 0) }
  Foil("larger samples do not help the transport distance") {
    compare("W1", try Samples(n: 40).sorted, isAtLeast: try Samples(n: 10).sorted)
  }
}

private let plansAgainstSorting = Check(
  "wgan/primal-hard",
  "The plan has n² unknowns and 2n constraints; on the line sorting gives the same cost",
  grade: .exact, scope: "n = 3, 10 and 30 points, network simplex against sorting",
  sources: ["S0:107", "S2:432", "S3:143"]
) {
  for n in [3, 10, 30] {
    let samples = try Samples(n: n)
    let solved = try Transport(samples.p, samples.q, at: Valuation())
    compare("unknowns, n = \(n)", solved.cost.reduce(0) { $0 + $1.count }, equals: n * n)
    compare("constraints, n = \(n)", solved.supply.count + solved.demand.count, equals: 2 * n)
    compare("cost of the best plan and of sorting, n = \(n)", solved.primal, equals: samples.sorted)
    compare("the potential certifies it, n = \(n)", solved.dual, equals: solved.primal)
  }
} foils: {
  Foil("the unknowns grow like n") {
    compare(
      "unknowns",
      try Transport(Samples(n: 10).p, Samples(n: 10).q, at: Valuation()).cost.reduce(0) {
        $0 + $1.count
      }, equals: 20)
  }
  Foil("samples are paired as they come, not sorted") {
    let s = try Samples(n: 10)
    compare(
      "cost",
      zip(Draws(seed: 7).normals(10), Draws(seed: 8).normals(10)).reduce(Rational(0)) {
        $0 + Rational(Int((abs($1.0 - $1.1) * 1_000_000).rounded()), 1_000_000)
      } / 10, equals: s.sorted)
  }
}
