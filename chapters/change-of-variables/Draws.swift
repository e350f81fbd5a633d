import Evidence
import Exact
import Probability
import Textbook

// A claim that is drawn as well as computed: points go forwards through the layers, the density
// comes backwards.

func drawnChecks(_ book: Book) -> [Check] { [pointsFollowTheDensity(book)] }

/// A square of side 1 where the four layers send many points.
private struct Square: Sendable, CaseIterable {
  var left: Double, bottom: Double
  static let allCases = [
    Square(left: -1, bottom: -1), Square(left: 0, bottom: -1), Square(left: -1, bottom: 0),
  ]
  var name: String {
    "$[\(Int(left)), \(Int(left) + 1)] \\times [\(Int(bottom)), \(Int(bottom) + 1)]$"
  }

  func contains(_ p: CouplingFlow.Point) -> Bool {
    left < p.first && p.first < left + 1 && bottom < p.second && p.second < bottom + 1
  }

  /// The mass of a density over it, by Simpson's rule in both directions on two grids.
  func mass(_ density: (Double, Double) -> Double) -> Estimate {
    func simpson(_ steps: Int) -> Double {
      let weights = (0...steps).map { i in
        (i == 0 || i == steps ? 1.0 : i % 2 == 1 ? 4 : 2) / Double(3 * steps)
      }
      return weights.indices.reduce(0) { sum, i in
        sum
          + weights.indices.reduce(0) { row, j in
            row + weights[i] * weights[j]
              * density(left + Double(i) / Double(steps), bottom + Double(j) / Double(steps))
          }
      }
    }
    let fine = simpson(96)
    return Estimate(fine, error: abs(fine - simpson(48)))
  }

  /// The mass by the formula, the logarithms of the determinants added with some weights.
  func mass(weighing weights: [Double] = [1, 1, 1, 1]) -> Estimate {
    mass { x, y in
      var point = CouplingFlow.Point(first: x, second: y), sum = 0.0
      for (layer, weight) in zip(CouplingFlow.layers, weights).reversed() {
        let (source, log) = layer.backward(point)
        (point, sum) = (source, sum + weight * log)
      }
      return bell(point.first) * bell(point.second) * Elementary.exp(sum)
    }
  }
}

private func pointsFollowTheDensity(_ book: Book) -> Check {
  let stream = book.stream("flow/composition.4"), first = Square.allCases[0]
  @Sendable func share(of square: Square) throws -> Sampled {
    try Sampled.share(100_000) { i in
      let start = CouplingFlow.Point(
        first: stream.normal(i, lane: 0), second: stream.normal(i, lane: 1))
      return square.contains(
        CouplingFlow.layers.reduce(start) { $1.forward($0).point })
    }
  }
  func mistake(_ name: String, _ mass: @autoclosure @escaping @Sendable () -> Estimate) -> Foil {
    Foil(name) { compare("share", try share(of: first), equals: mass(), insteadOf: first.mass()) }
  }
  return Check(
    "flow/composition.4", "Points pushed through four layers lie where the density says",
    grade: .sampled, scope: "the four coupling layers of the figure, three unit squares",
    sources: ["S2:950-968"]
  ) {
    for square in Square.allCases {
      compare("share of the points in \(square.name)", try share(of: square), equals: square.mass())
    }
  } foils: {
    mistake("no determinants", first.mass(weighing: [0, 0, 0, 0]))
    mistake(
      "the logarithms of the determinants with the other sign",
      first.mass(weighing: [-1, -1, -1, -1]))
    mistake(
      "the last layer's determinant is forgotten", first.mass(weighing: [1, 1, 1, 0]))
    mistake("the points were not moved", first.mass { bell($0) * bell($1) })
  }
}
