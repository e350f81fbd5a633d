import Evidence
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
}
