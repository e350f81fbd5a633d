import Foundation
import Probability

/// Normal draws for the cells and the figure of samples, from named streams.
struct Draws {
  private let stream: Probability.Stream
  init(seed: Int) { stream = Probability.Stream(root: 1, check: "parallel-lines/samples", purpose: "draws \(seed)") }
  func normals(_ n: Int) -> [Double] { (0..<n).map { stream.normal($0) } }
}

/// The number with so many decimals, in any locale.
func decimals(_ x: Double, _ n: Int = 6) -> String { String(format: "%.\(n)f", x) }
