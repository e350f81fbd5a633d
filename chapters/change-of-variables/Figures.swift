import Exact
import Foundation
import Plotting
import Textbook

// What each figure argues is said in its caption in chapter.md; where the text has the formula, it
// is drawn from it.

/// Below the base, in slices of equal mass; the map; at the left the new density with the same
/// slices.
func slices(_ book: Book) throws -> Drawing {
  let zs = grid(-3...1.5, steps: 144)
  let xs = grid(1.0 / 32...4.5, steps: 143)
  let base = try book.curve("\\varphi(z)", toy: "wave", over: "z", in: zs)
  let image = try book.curve("p_x(x)", toy: "log-normal", over: "x", in: xs)
  let wrong = try book.curve("\\varphi(\\log x)", toy: "log-normal", over: "x", in: xs)
  let cuts =
    [-3.0] + (1...7).map { k in zero(of: { normalCDF($0) - Double(k) / 8 }, between: -3, and: 3) }
    + [1.5]
  let tints: [Color] = [.blue.soft, .orange.soft]
  func density(_ x: Double) -> Double { bell(log(x)) / x }
  let z = Axis.linear(-3...1.5, label: "noise $z$")
  let x = Axis.linear(0...4.5, label: "data $x$")
  let sideways = Axis.linear(0...0.8, label: "density of $x$").reversed
  return Figure("slices", size: .wide(height: 330), columns: 2, widths: [2, 3], heights: [3, 2]) {
    Panel(x: sideways, y: x) {
      for (k, (low, high)) in zip(cuts, cuts.dropFirst()).enumerated() {
        let steps = Spacing.even.points(exp(low)...exp(high), 24)
        Polygon(
          [(0, steps[0])] + steps.map { (density($0), $0) } + [(0, steps[23])], fill: tints[k % 2],
          name: "slice \(k + 1)")
      }
      Line(wrong, xs, stroke: .muted, dash: .dashed, name: "without the Jacobian")
      Line(image, xs, stroke: .ink, name: "density of x")
      Label("no Jacobian", at: (0.42, 1.9), .above, color: .muted, pointing: (0.33, 1.7))
    }
    Panel(x: z, y: x) {
      for cut in cuts.dropFirst().dropLast() {
        Line(
          [cut, cut, -3], [0, exp(cut), exp(cut)], stroke: .faint, width: 0.7,
          name: "edge of a slice")
      }
      Line(zs, zs.map(exp), stroke: .purple, width: 1.8, label: .at(0.9, .aboveLeft, "$x=e^z$"))
    }
    Panel.empty
    Panel(x: z, y: .linear(0...0.45, label: "density of $z$")) {
      for (k, (low, high)) in zip(cuts, cuts.dropFirst()).enumerated() {
        let steps = Spacing.even.points(low...high, 24)
        Area(steps, steps.map(bell), fill: tints[k % 2], name: "slice \(k + 1)")
      }
      Line(zs, base, stroke: .ink, name: "density of z")
    }
  }
  .alt(
    """
    Below, a bell curve cut into eight slices of equal mass. A rising curve, the exponential, \
    carries their edges to the left axis, where the same eight slices fill a skewed density with \
    its highest value \(four(image.max() ?? 0)) near \
    \(four(xs[image.indices.max { image[$0] < image[$1] } ?? 0])). A dashed curve without the \
    Jacobian lies above it for large x.
    """)
}

/// A grid, its banana, and the banana after a coupling layer; one cell followed, and magnified.
func grids() -> Drawing {
  typealias Map = (Double, Double) -> (Double, Double)
  let banana: Map = { ($0, $1 + 0.7 * $0 * $0) }
  let coupled: Map = { x, y in
    let bent = banana(x, y)
    return (bent.0, bent.1 * exp(sin(bent.0) / 2))
  }
  let ratio = exp(sin(1.0) / 2)
  let side = 0.25
  // the mean of the determinant over the cell: by this the second step multiplies its area
  let slices = 1000
  let places = (0..<slices).map { 1 + side * (Double($0) + 0.5) / Double(slices) }
  let mean = places.reduce(0.0) { $0 + exp(sin($1) / 2) } / Double(slices)
  let range = -1.5...1.5
  let there = Spacing.even.points(0...side, 13)
  let back = Array(there.reversed())
  var square: [(Double, Double)] = there.map { (1 + $0, 0) }
  square += there.map { (1 + side, $0) }
  square += back.map { (1 + $0, side) }
  square += back.map { (1, $0) }
  let steps: [(title: String, map: Map)] = [
    ("noise", { ($0, $1) }), ("banana: area kept", banana), ("coupling: × \(four(mean))", coupled),
  ]
  // the columns of the Jacobian matrix at the corner (1, 0), times the side
  let corner = coupled(1, 0)
  let rise = side * ratio * (1.4 + 0.7 * cos(1) / 2)
  let across = (corner.0 + side, corner.1 + rise)
  let up = (corner.0, corner.1 + side * ratio)
  let outline = [corner, across, (across.0, across.1 + side * ratio), up, corner]
  return Figure("grid", size: .wide(height: 200), columns: 4, widths: [4, 4, 4, 3]) {
    for (index, step) in steps.enumerated() {
      Panel(
        x: .linear(-2...2, label: index == 0 ? "$z_1$" : "$x_1$"),
        y: .linear(-2...5, label: index == 0 ? "$z_2$" : "$x_2$", ticks: .at([-2, 0, 2, 4])),
        title: step.title, aspect: .equal
      ) {
        Curves(
          gridOver: range, range, lines: 13, samples: 61, stroke: .blue, width: 0.6, name: "grid",
          through: step.map)
        Polygon(square.map { step.map($0.0, $0.1) }, fill: .orange, stroke: .orange, name: "cell")
      }
    }
    Panel(
      x: .linear(0.94...1.31, label: "$x_1$", ticks: .at([1, 1.25])),
      y: .linear(1...2.25, label: "$x_2$", ticks: .at([1, 1.5, 2])), title: "the cell"
    ) {
      Polygon(
        square.map { coupled($0.0, $0.1) }, fill: .orange.soft, stroke: .orange,
        name: "cell, magnified")
      Line(
        outline.map(\.0), outline.map(\.1), stroke: .ink, width: 1, dash: .dashed,
        name: "parallelogram")
    }
  }
  .alt(
    """
    Four panels. A square grid with one marked cell; the same grid bent into a crescent, the cell \
    sheared and as large as before; the crescent stretched on the right and squeezed on the left, \
    the cell \(four(mean)) times as large; and this cell magnified, with the parallelogram of the \
    Jacobian matrix at its lower left corner, of \(four(ratio)) times the area of the square.
    """)
}

/// One density through four coupling layers, with one point's way and the sum of its
/// log-determinants.
func fourLayers() -> Drawing {
  let names = ["noise"] + (1...4).map { "layer \($0)" }
  let way = CouplingFlow.way
  let range = -4.0...4.0
  let sums = way.map(\.sum)
  return Figure(
    "four-layers", size: .wide(height: 180), columns: 5, heights: [5, 3], sharing: .both
  ) {
    for n in 0...4 {
      let field = Field(cells: 96, 96, x: range, y: range) {
        CouplingFlow.density($0, $1, after: n)
      }
      Panel(x: .hidden(range), y: .hidden(range), title: names[n], aspect: .equal) {
        HeatMap(field, map: .density(.blue), values: 0...0.25, name: "density after \(n) layers")
        Dots(
          at: way[n].point.first, way[n].point.second, radius: 2.4, fill: .orange, name: "the point"
        )
      }
    }
    for n in 0...4 {
      Panel(x: .hidden(-1...1), y: .hidden(0...1)) {
        Polygon(
          [(0, 0.75), (sums[n], 0.75), (sums[n], 0.95), (0, 0.95)], fill: .orange, name: "sum")
        Line([0, 0], [0.7, 1], stroke: .ink, width: 0.8, name: "zero")
        Label("sum \(decimals(sums[n]))", at: (0, 0.45), color: .orange)
        Label("log *p* = \(decimals(way[n].logDensity))", at: (0, 0.12))
      }
    }
  }
  .alt(
    """
    Five panels: a round cloud is bent and stretched, in turn along the second and the first \
    coordinate. An orange point is followed. Bars below sum the log-determinants on its way: \
    \(sums.dropFirst().map { decimals($0) }.joined(separator: ", ")). The log-density at the point \
    goes from \(decimals(way[0].logDensity)) to \(decimals(way[4].logDensity)).
    """)
}

/// The cube's spike, and a strip that lies over itself though its determinant is positive.
func slogan(_ book: Book) throws -> Drawing {
  let xs = grid(1.0 / 128...2, steps: 255)
  let half = try book.curve("p_x(x)", toy: "cube", over: "x", in: xs)
  let near = try book.number("p_x(x)", toy: "cube", at: ["x": Rational(1, 10000)])
  let both = xs.reversed().map { -$0 } + xs
  let heights = half.reversed() + half
  /// The image of a strip that leans a little, so that its two ends can be told apart where they
  /// meet.
  func wind(_ r: Double, _ angle: Double) -> (Double, Double) {
    let first = r + 0.06 * angle
    return (exp(first) * cos(angle), exp(first) * sin(angle))
  }
  let radii = [-0.25, 0, 0.25]
  func band(from a: Double, to b: Double) -> [([Double], [Double])] {
    let turns = Spacing.even.points(a...b, 121)
    let arcs = radii.map { r in turns.map { wind(r, $0) } }
    let spokes = stride(from: a, through: b + 1e-9, by: (b - a) / 10).map { angle in
      [radii[0], radii[radii.count - 1]].map { wind($0, angle) }
    }
    return (arcs + spokes).map { ($0.map(\.0), $0.map(\.1)) }
  }
  return Figure("slogan", size: .wide(height: 220), columns: 2) {
    Panel(
      x: .linear(-2...2, label: "$x=z^3$"), y: .linear(0...3, label: "density"),
      title: "invertible, slope zero at 0"
    ) {
      Area(both, heights, fill: .blue.soft, name: "density")
      Line(both, heights, stroke: .blue, name: "density")
      Label("\(four(near)) at 0.0001", at: (0.3, 2.6), .right, pointing: (0.02, 2.8))
    }
    Panel(
      x: .linear(-2.2...2.2, label: "$e^{z_1}\\cos z_2$"),
      y: .linear(-2.2...2.2, label: "$e^{z_1}\\sin z_2$"),
      title: "determinant positive, not invertible", aspect: .equal
    ) {
      Curves(band(from: -2.2, to: 2.2), stroke: .blue, width: 0.8, name: "once covered")
      Curves(band(from: 2.2, to: 4.1), stroke: .orange, width: 1, name: "end of the strip")
      Curves(band(from: -4.1, to: -2.2), stroke: .purple, width: 1, name: "start of the strip")
      Label("start", at: (-0.1, 0.1), .centre, color: .purple)
      Label("end", at: (-1.3, -1.25), .belowLeft, color: .orange)
    }
  }
  .alt(
    """
    Left, the density of the cube of a Gaussian: a spike at zero that leaves the frame, \
    \(four(near)) at 0.0001, falling to \(four(half[half.count - 1])) at 2. Right, a strip wound \
    around the origin by more than a full turn: its start and its end, in two colours, lie over \
    each other.
    """)
}
