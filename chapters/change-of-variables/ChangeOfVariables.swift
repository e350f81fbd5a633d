import Evidence
import Plotting
import Textbook

/// What happens to a density when its points are moved: chapter.md holds text, toys and equations.
@main struct ChangeOfVariables: Chapter {
  static let page = Page("change-of-variables", in: .module)
  static func cells(_ book: Book) -> [Cell] { allCells }
  static func checks(_ book: Book) -> [Check] {
    allChecks
    drawnChecks(book)
  }
  static func values(_ book: Book) -> [Value] { allValues }
  static func figures(_ book: Book) throws -> [Drawing] {
    try slices(book)
    grids()
    fourLayers()
    try slogan(book)
    wave()
    try bridge(book)
  }
}
