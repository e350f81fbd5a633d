import Evidence
import Plotting
import Textbook

/// From data to noise and back: chapter.md holds the text, the toys and the equations.
@main struct ForwardReverseDiffusion: Chapter {
  static let page = Page("forward-reverse-diffusion", in: .module)
  static func cells(_ book: Book) -> [Cell] { allCells }
  static func checks(_ book: Book) -> [Check] {
    allChecks(book)
    drawnChecks(book)
  }
  static func values(_ book: Book) -> [Value] {
    scheduleValues()
    samplerValues()
    cloudValues()
    orderValues(book)
  }
  static func figures(_ book: Book) throws -> [Drawing] {
    memory()
    try melting(book)
    try backstep(book)
    try lossFloor(book)
    ways()
    frames()
  }
}
