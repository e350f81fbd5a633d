import Exact
import Expressions

/// Draws from a law: sample i depends on the stream and i alone. Samples come in blocks of 4096
/// where sums are formed.
public struct Sampler: Sendable {
  public static let block = 4096
  public let dimension: Int
  private let pieces: [(upTo: Double, draws: [Draw])]

  /// One factor, ready to be drawn from a sample index: coordinates and their values.
  private struct Draw: Sendable {
    var coordinates: [Int]
    var make: @Sendable (Stream, Int) -> [Double]
  }

  /// Throws when the law has a factor nobody knows how to draw from, or a parameter without value.
  public init(_ law: Law, at values: Valuation) throws {
    dimension = law.dimension
    var total = 0.0, pieces: [(Double, [Draw])] = []
    for piece in law.pieces {
      total += try values.double(piece.weight)
      pieces.append(
        (
          total,
          try piece.factors.map {
            try Draw(coordinates: $0.coordinates, make: $0.shape.drawing($0.coordinates, values))
          }
        ))
    }
    self.pieces = pieces
  }

  /// Sample i of the stream.
  public func sample(_ i: Int, _ stream: Stream) -> [Double] {
    let u = pieces.count > 1 ? stream.uniform(i, lane: 0) : 0
    let piece = pieces.first { u < $0.upTo } ?? pieces[pieces.count - 1]
    var x = [Double](repeating: 0, count: dimension)
    for draw in piece.draws {
      for (k, value) in zip(draw.coordinates, draw.make(stream, i)) { x[k] = value }
    }
    return x
  }
  public func samples(_ range: Range<Int>, _ stream: Stream) -> [[Double]] {
    range.map { sample($0, stream) }
  }

  /// The mean of f over n > 0 samples. Blocks of 4096 are added in order and their sums in a fixed
  /// binary tree, so the bits do not depend on how the blocks are shared out.
  public func mean(_ n: Int, _ stream: Stream, of f: ([Double]) -> Double) -> Double {
    let sums = stride(from: 0, to: n, by: Sampler.block).map { start in
      (start..<min(start + Sampler.block, n)).reduce(0) { $0 + f(sample($1, stream)) }
    }
    return Sampler.treeSum(sums) / Double(n)
  }

  /// The sum of neighbours, then of their sums, and so on.
  public static func treeSum(_ values: [Double]) -> Double {
    guard values.count > 1 else { return values.first ?? 0 }
    let pairs = stride(from: 0, to: values.count, by: 2)
    return treeSum(pairs.map { values[$0] + ($0 + 1 < values.count ? values[$0 + 1] : 0) })
  }
}

extension Law {
  /// n samples, in the order of their index.
  public func sample(_ n: Int, _ stream: Stream, at values: Valuation) throws -> [[Double]] {
    try Sampler(self, at: values).samples(0..<n, stream)
  }
}

extension Law.Shape {
  /// Coordinate k draws from lane k + 1.
  fileprivate func drawing(_ coordinates: [Int], _ values: Valuation) throws
    -> @Sendable (Stream, Int) -> [Double]
  {
    let lane = UInt32(coordinates[0] + 1)
    switch self {
    case .point(let a):
      let x = try values.double(a)
      return { _, _ in [x] }
    case .uniform(let a, let b):
      let low = try values.double(a), width = try values.double(b) - low
      return { [low + width * $0.uniform($1, lane: lane)] }
    case .laplace(let m, let b):
      let location = try values.double(m), scale = try values.double(b)
      return { stream, i in
        let u = stream.uniform(i, lane: lane) - 0.5
        return [location - (u < 0 ? -scale : scale) * Elementary.log(1 - 2 * u.magnitude)]
      }
    case .gaussian(let m, let s):
      let mean = try m.map { try values.double($0) },
        root = Law.cholesky(try s.map { try $0.map { try values.double($0) } })
      let lanes = coordinates.map { UInt32($0 + 1) }
      return { stream, i in
        let z = lanes.map { stream.normal(i, lane: $0) }
        return mean.indices.map { k in (0...k).reduce(mean[k]) { $0 + root[k][$1] * z[$1] } }
      }
    case .density(let d):
      guard let origin = d.origin else {
        throw ProbabilityError("this density has no sampler; sample the model it comes from")
      }
      let sampler = try Sampler(origin.law, at: values),
        map = try origin.map.map { try $0.compiled(origin.variables, values) }
      // A stream of its own for each block of coordinates, beside the lanes of the others.
      return { stream, i in
        let z = sampler.sample(i, stream.replicated(stream.replicate &+ 0x1000 &* lane))
        return map.map { $0(z) }
      }
    }
  }
}

extension Law {
  /// L with L Lᵀ = S; a zero pivot gives a zero column, so singular covariances are served too.
  static func cholesky(_ s: [[Double]]) -> [[Double]] {
    var l = s.map { $0.map { _ in 0.0 } }
    for i in s.indices {
      for j in 0...i {
        let sum = (0..<j).reduce(s[i][j]) { $0 - l[i][$1] * l[j][$1] }
        if i == j {
          l[i][i] = max(sum, 0).squareRoot()
        } else {
          l[i][j] = l[j][j] == 0 ? 0 : sum / l[j][j]
        }
      }
    }
    return l
  }
}
