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

  /// Where a point is, and the sum of the log-determinants on its way there.
  struct Stop {
    var point: Point
    var sum: Double
    /// The base's log-density at the start less the sum.
    var logDensity: Double { log(bell(start.first) * bell(start.second)) - sum }
  }

  /// The way of one point, after 0, 1, … layers.
  static let way: [Stop] = layers.reduce(into: [Stop(point: start, sum: 0)]) { way, layer in
    let last = way[way.count - 1], (point, log) = layer.forward(last.point)
    way.append(Stop(point: point, sum: last.sum + log))
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
