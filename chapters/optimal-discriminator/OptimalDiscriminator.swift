import Evidence
import Exact
import Plotting
import Textbook

/// What a perfect critic tells the forger: chapter.md holds the text, the toys and the equations.
@main struct OptimalDiscriminator: Chapter {
  static let page = Page("optimal-discriminator", in: .module)
  static func cells(_ book: Book) -> [Cell] { allCells }
  static func checks(_ book: Book) -> [Check] { allChecks }
  static func figures(_ book: Book) throws -> [Drawing] {
    try optimum(book)
    try pointwise(book)
    try confidence(book)
    try slopes(book)
    humps()
    orbitFigure()
  }
  static func values(_ book: Book) -> [Value] {
    let gaps = ShiftedCritic.gapEstimates(shift: 2, steps: 20)
    for k in [0, 1, 5, 20] { Value("gap-\(k)", gaps[k]) }
    Value("orbit-distance", Estimate(Spiral.distance, error: 1e-9))
    Value("orbit-crossings", Rational(Spiral.crossings))
    Value("best-transport", BestBells.all(.transport).value)
    Value(
      "best-width", Rational(Int((BestBells.all(.transport).bell.deviation * 100).rounded()), 100))
  }
}
