import Evidence
import Foundation
import Probability

/// Normal draws for the cells and the figure of samples, from named streams.
struct Draws {
  private let stream: Probability.Stream
  init(seed: Int) {
    stream = Probability.Stream(root: 1, check: "parallel-lines/samples", purpose: "draws \(seed)")
  }
  func normals(_ n: Int) -> [Double] { (0..<n).map { stream.normal($0) } }

  /// n points with so many standard normal coordinates.
  func points(_ n: Int, dimension d: Int) -> [[Double]] {
    let all = normals(n * d)
    return stride(from: 0, to: n * d, by: d).map { Array(all[$0..<$0 + d]) }
  }
}

/// Two samples of one standard normal law, again and again: how far apart are they?
struct TwoSamples {
  /// The mean over the runs, and the standard error of that mean.
  let mean, error: Double
  var estimate: Estimate { Estimate(mean, error: error) }

  /// The mean over the runs of the exact transport distance on the line: sort and subtract.
  static func transport(_ n: Int) -> TwoSamples {
    TwoSamples(runs: min(2_000, 500_000 / n)) { run in
      let a = Draws(seed: 2 * run).normals(n).sorted()
      let b = Draws(seed: 2 * run + 1).normals(n).sorted()
      return zip(a, b).reduce(0) { $0 + abs($1.0 - $1.1) } / Double(n)
    }
  }

  /// A lower bound for the mean transport distance in d dimensions: each grain goes at least as
  /// far as to its nearest point of the other sample. Cost n² distances a run.
  static func nearest(_ n: Int, dimension d: Int) -> TwoSamples {
    TwoSamples(runs: max(3, 3_000 / n)) { run in
      let a = Draws(seed: 2 * run).points(n, dimension: d)
      let b = Draws(seed: 2 * run + 1).points(n, dimension: d)
      let ways = a.map { x in
        b.reduce(Double.infinity) { least, y in
          min(least, zip(x, y).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) })
        }
      }
      return ways.reduce(0) { $0 + $1.squareRoot() } / Double(n)
    }
  }

  private init(runs: Int, _ measure: (Int) -> Double) {
    let values = (0..<runs).map(measure)
    let mean = values.reduce(0, +) / Double(runs)
    let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    (self.mean, error) = (mean, (squares / Double(runs * (runs - 1))).squareRoot())
  }
}
