import Foundation
import Plotting
import Testing

struct ContourTests {
  let bowl = Field(nodes: 81, 81, x: -2...2, y: -2...2) { x, y in (x * x + y * y).squareRoot() }

  @Test func circleIsOneClosedCurve() throws {
    let curves = bowl.isolines(level: 1.3)
    let curve = try #require(curves.first)
    #expect(curves.count == 1 && curve.isClosed)
    // the distance to the centre is almost linear over a cell: the interpolation errs by h²/8r at
    // most
    for p in curve.points {
      #expect(abs((p.x * p.x + p.y * p.y).squareRoot() - 1.3) < 0.05 * 0.05 / (8 * 1.3) * 1.01)
    }
    // consecutive points are neighbours, and their angles go once around
    var turn = 0.0
    for (a, b) in zip(curve.points, curve.points.dropFirst() + [curve.points[0]]) {
      #expect(hypot(a.x - b.x, a.y - b.y) < 0.08)
      turn += atan2(a.x * b.y - a.y * b.x, a.x * b.x + a.y * b.y)
    }
    #expect(abs(abs(turn) - 2 * .pi) < 1e-9)
  }

  @Test func levelOutsideHasNoCurve() {
    #expect(bowl.isolines(level: 9).isEmpty)
    #expect(bowl.isolines(level: -1).isEmpty)
  }

  @Test func curvesThatLeaveTheGridAreOpen() {
    let curves = bowl.isolines(level: 2.4)  // four arcs at the corners
    #expect(curves.count == 4)
    #expect(curves.allSatisfy { !$0.isClosed })
  }

  @Test func saddleDoesNotCross() {
    let saddle = Field(nodes: 2, 2, x: 0...1, y: 0...1) { x, y in (x - 0.5) * (y - 0.5) }
    #expect(saddle.isolines(level: 0.01).count == 2)
    #expect(saddle.isolines(level: -0.01).count == 2)
  }

  /// Area by the shoelace formula: what is at least the level, and what is at most, fill the
  /// square.
  @Test func regionsAreClosedAlongTheEdge() {
    func area(_ p: [Point]) -> Double {
      zip(p, p.dropFirst() + [p[0]]).map { $0.x * $1.y - $0.y * $1.x }.reduce(0, +) / 2
    }
    func covered(_ regions: [[Point]]) -> Double { abs(regions.map { abs(area($0)) }.reduce(0, +)) }
    let disc = covered(bowl.regions(1.5, below: true))
    #expect(abs(disc - .pi * 1.5 * 1.5) < 0.01)
    let rest = bowl.regions(1.5)  // the square with a round hole: two curves
    #expect(rest.count == 2)
    #expect(abs(rest.map { abs(area($0)) }.max()! - 16) < 1e-9)
  }

  @Test func gridsAreChecked() {
    let bad = [
      Field(xs: [0, 1], ys: [0, 1], values: [[0, 1]]), Field(xs: [0], ys: [0], values: [[0]]),
      Field(xs: [1, 0], ys: [0, 1], values: [[0, 1], [0, 1]]),
      Field(xs: [0, 1], ys: [0, 1], values: [[0, .nan], [0, 1]]),
    ]
    for field in bad {
      let figure = Figure("bad") { Panel { Contours(field, levels: [0.5], name: "bowl") } }
      let error = #expect(throws: FigureError.self) { try figure.shapes() }
      #expect(error?.place == "figure bad, contours “bowl”")
    }
  }
}
