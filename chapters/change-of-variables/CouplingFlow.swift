import Foundation

/// Four coupling layers on alternate coordinates, from noise to data: the flow of the figures.
enum CouplingFlow {
  struct Point { var first, second: Double }

  /// The layer moves one coordinate by what the other tells it: u ↦ u e^{s} + t.
  struct Layer: Sendable {
    let movesFirst: Bool
    let scale: @Sendable (Double) -> Double
    let shift: @Sendable (Double) -> Double

    func forward(_ p: Point) -> (point: Point, logDeterminant: Double) {
      let teller = movesFirst ? p.second : p.first
      let s = scale(teller)
      let t = shift(teller)
      let moved = (movesFirst ? p.first : p.second) * exp(s) + t
      return (
        movesFirst ? Point(first: moved, second: teller) : Point(first: teller, second: moved), s
      )
    }

    func backward(_ p: Point) -> (point: Point, logDeterminant: Double) {
      let teller = movesFirst ? p.second : p.first
      let s = scale(teller)
      let t = shift(teller)
      let moved = ((movesFirst ? p.first : p.second) - t) * exp(-s)
      return (
        movesFirst ? Point(first: moved, second: teller) : Point(first: teller, second: moved), -s
      )
    }
  }

  static let layers = [
    Layer(movesFirst: false, scale: { -0.4 + 0.5 * sin($0) }, shift: { 0.6 * $0 * $0 - 0.8 }),
    Layer(movesFirst: true, scale: { 0.4 * tanh($0) }, shift: { 0.8 * sin(2 * $0) }),
    Layer(movesFirst: false, scale: { 0.5 * cos($0) }, shift: { -0.7 * tanh($0) }),
    Layer(movesFirst: true, scale: { -0.3 + 0.2 * $0 / (1 + $0 * $0) }, shift: { -0.5 * $0 }),
  ]
  static let start = Point(first: -1, second: 0.2)

  /// The way of one point: where it is, and the sum of the log-determinants so far, after 0, 1, …
  /// layers.
  static let way: [(point: Point, sum: Double)] = layers.reduce(into: [(start, 0)]) { way, layer in
    let (point, log) = layer.forward(way[way.count - 1].point)
    way.append((point, way[way.count - 1].sum + log))
  }

  /// The density after the first n layers.
  static func density(_ x: Double, _ y: Double, after n: Int) -> Double {
    var (point, sum) = (Point(first: x, second: y), 0.0)
    for layer in layers[..<n].reversed() {
      let (source, log) = layer.backward(point)
      (point, sum) = (source, sum + log)
    }
    return bell(point.first) * bell(point.second) * exp(sum)
  }
}
