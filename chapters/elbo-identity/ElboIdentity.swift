import Evidence
import Plotting
import Textbook

/// A bound on a probability that cannot be computed, and what exactly is lost by it: chapter.md
/// holds the text, the toys and the equations.
@main struct ElboIdentity: Chapter {
  static let page = Page("elbo-identity", in: .module)
  static func cells(_ book: Book) -> [Cell] { allCells }
  static func checks(_ book: Book) -> [Check] {
    naiveEstimateIsBiasedDown
    drawnChecks(book)
  }
  static func values(_ book: Book) -> [Value] { naiveValues }
  static func figures(_ book: Book) throws -> [Drawing] {
    try twoHumps(book)
    try naiveEstimate(book)
    try guess(book)
    try flatLine(book)
    try frozen(book)
    try turn(book)
    try plane(book)
  }
}
