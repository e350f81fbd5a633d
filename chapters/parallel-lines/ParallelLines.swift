import Evidence
import Plotting
import Textbook

/// How far apart two laws are that never meet: chapter.md holds the text, the toys and the
/// equations.
@main struct ParallelLines: Chapter {
  static let page = Page("parallel-lines", in: .module)
  static func cells(_ book: Book) -> [Cell] { allCells }
  static func checks(_ book: Book) -> [Check] {
    allChecks
    twoSamplesOfOneCoin(book)
  }
  static func figures(_ book: Book) throws -> [Drawing] {
    try jump(book)
    try ribbons(book)
    try slopes(book)
    try transport(book)
    try clipping(book)
    samples()
  }
  static func values(_ book: Book) -> [Value] {
    Value("w-ten", TwoSamples.transport(10).estimate)
    Value("w-most", TwoSamples.transport(10_000).estimate)
    Value("coin-ten", meanDistance(10))
    Value("coin-forty", meanDistance(40))
    Value("ten-few", TwoSamples.nearest(10, dimension: 10).estimate)
    Value("ten-most", TwoSamples.nearest(3_000, dimension: 10).estimate)
  }
}
