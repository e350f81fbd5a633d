import Exact

/// A network that counts how often it is called; what it computes does not matter here.
final class CountedNetwork {
  private(set) var calls = 0
  func callAsFunction(_ x: Double) -> Double {
    calls += 1
    return x / 2 + 1
  }
}

/// How a model makes a sample.
enum Sampler {
  /// Generator, decoder or flow: noise in, sample out.
  case onePass
  /// Autoregressive: each piece is drawn given those before it.
  case pieceByPiece
  /// Diffusion: each step removes a little noise from the whole sample.
  case stepByStep
}

/// How many network calls one sample costs; `length` is its number of pieces, or of steps.
func callsForOneSample(_ sampler: Sampler, length: Int) -> Int {
  let network = CountedNetwork()
  switch sampler {
  case .onePass:
    _ = network(0)
  case .pieceByPiece:
    var last = 0.0
    for _ in 0..<length { last = network(last) }
  case .stepByStep:
    var sample = 1.0
    for _ in 0..<length { sample -= network(sample) / 4 }
  }
  return network.calls
}

/// The nearest-neighbour test, in fractions.
enum NearestNeighbour {
  /// The expected distance from a uniform note on [0, 1] to the nearest of the sorted training
  /// notes.
  ///
  /// A gap of width g between two of them contributes g²/4, a gap at an end g²/2.
  static func expectedDistance(of training: [Rational]) -> Rational {
    guard let first = training.first, let last = training.last else { return 0 }
    let ends = (first * first + (1 - last) * (1 - last)) / 2
    let gaps = zip(training, training.dropFirst()).map { ($1 - $0) * ($1 - $0) / 4 }
    return ends + gaps.reduce(0, +)
  }

  static func distance(from note: Rational, to training: [Rational]) -> Rational {
    training.map { ($0 - note).magnitude }.min() ?? 0
  }

  /// A dark image of 12 pixels with one bright one.
  static func bar(at position: Int) -> [Int] { (0..<12).map { $0 == position ? 1 : 0 } }

  /// The squared distance, pixel by pixel, from an image to the nearest training image.
  static func squaredDistance(from image: [Int], to training: [[Int]]) -> Int {
    training.map { zip($0, image).map { ($0 - $1) * ($0 - $1) }.reduce(0, +) }.min() ?? 0
  }
}
