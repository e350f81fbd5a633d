import Foundation
import Plotting
import SplitMix

/// Functions and points of the plane.
func planes() throws -> [Entry] { [heat(), fits(), levels(), scores(), cloud(), warp()] }

private func heat() -> Entry {
  func density(_ t: Double, _ x: Double) -> Double {
    let a = exp(-t * t / 90_000)
    let s = (1 - a * a + 0.002).squareRoot()
    return 0.5 * normal(x, a, s) + 0.5 * normal(x, -a, s)
  }
  var noise = SplitMix(seed: 7)
  let ts = Spacing.even.points(0...1000, 101)
  let paths = (0..<12).map { i -> (xs: [Double], ys: [Double]) in
    var x = i % 2 == 0 ? 1.0 : -1
    return (
      ts,
      ts.map { _ in
        defer { x = x * 0.99 + 0.14 * noise.normal() }
        return x
      }
    )
  }
  let figure = Figure("heat", size: .wide(height: 220)) {
    Panel(x: .linear(0...1000, label: "step $t$"), y: .linear(-3...3, label: "$x$")) {
      HeatMap(
        Field(cells: 120, 80, x: 0...1000, y: -3...3, of: density), values: 0...1, bar: "density")
      Curves(paths, stroke: .ink.opacity(0.55), width: 0.5, name: "paths")
      Rule(x: 261, stroke: .ink, label: "one hump from here")
    }
  }
  return (figure, "A heat map: two narrow humps at plus and minus one widen and become one.")
}

private func fits() -> Entry {
  let names = ["JS", "non-saturating", "forward KL", "$W_1$", "reverse KL"]
  let figure = Figure("fits", size: .wide(height: 120), columns: 5, sharing: .both) {
    for (i, name) in names.enumerated() {
      let field = Field(cells: 40, 30, x: -5...5, y: 0.1...4) { m, s in
        let a = pow(abs(m) - 3 * Double(i % 2), 2) / 4
        let b = pow(s - 0.5 - Double(i) / 2, 2)
        return (a + b).squareRoot()
      }
      Panel(
        x: .linear(-5...5, label: "mean $m$", ticks: .at([-3, 0, 3])),
        y: .linear(0.1...4, label: "deviation $s$"), title: name
      ) {
        HeatMap(field, map: .viridis.reversed)
        Contours(field, levels: [0.5, 1, 1.5, 2], stroke: .paper.opacity(0.7), width: 0.5)
        if let best = field.low { Dots(at: best.x, best.y, fill: .red) }
      }
    }
  }
  return (figure, "Five heat maps over mean and deviation; the best cell of each is marked.")
}

private func levels() -> Entry {
  let field = Field(nodes: 121, 81, x: -3...3, y: -2...2) { x, y in
    x * x * x / 3 - x - y * y + x * y / 2
  }
  let bumps = Field(nodes: 121, 81, x: -3...3, y: -2...2) { x, y in
    normal(x, -1.2, 0.6) * normal(y, 0, 0.5) + normal(x, 1.2, 0.5) * normal(y, 0.4, 0.6)
  }
  let figure = Figure("levels", size: .wide(height: 180), columns: 2) {
    Panel(x: .linear(-3...3), y: .linear(-2...2)) {
      FilledContours(field, levels: Spacing.even.points(-5...5, 11), map: .diverging, bar: "$f$")
      Contours(field, levels: [0], stroke: .ink, width: 1)
    }
    Panel(x: .linear(-3...3), y: .linear(-2...2)) {
      FilledContours(
        bumps, levels: Spacing.even.points(0.02...0.34, 9), map: .density(.green), bar: "density")
    }
  }
  return (figure, "Filled contours of a cubic surface and of two bumps.")
}

private func scores() -> Entry {
  func score(_ x: Double, _ y: Double) -> (Double, Double) {
    let a = normal(x, -1, 0.7)
    let b = normal(x, 1, 0.7)
    let w = a / (a + b)
    return ((w * (-1 - x) + (1 - w) * (1 - x)) / 0.49, -y / 0.49)
  }
  let curves = (0..<9).map { i -> (xs: [Double], ys: [Double]) in
    var p = (-2.4 + 0.6 * Double(i), i % 2 == 0 ? 1.6 : -1.6)
    var xs: [Double] = []
    var ys: [Double] = []
    for _ in 0..<60 {
      xs.append(p.0)
      ys.append(p.1)
      let s = score(p.0, p.1)
      p = (p.0 + 0.012 * s.0, p.1 + 0.012 * s.1)
    }
    return (xs, ys)
  }
  let figure = Figure("scores", size: .wide(height: 190), columns: 2, sharing: .y, lettered: true) {
    Panel(
      x: .linear(-2.6...2.6, label: "$x_1$"), y: .linear(-2...2, label: "$x_2$"),
      title: "the score", aspect: .equal
    ) {
      VectorField(x: -2.6...2.6, y: -2...2, columns: 14, rows: 11, stroke: .blue, of: score)
    }
    Panel(
      x: .linear(-2.6...2.6, label: "$x_1$"), y: .linear(-2...2, label: "$x_2$"),
      title: "where it leads", aspect: .equal
    ) {
      Curves(curves, stroke: .orange, width: 1, arrows: true)
      Dots([-1, 1], [0, 0], fill: .ink)
    }
  }
  return (figure, "Arrows point to two centres; paths that follow them end there.")
}

private func cloud() -> Entry {
  var noise = SplitMix(seed: 3)
  func sample(_ n: Int, _ s: Double) -> (xs: [Double], ys: [Double]) {
    let angles = (0..<n).map { _ in 2 * Double.pi * Double(Int.random(in: 0..<8, using: &noise)) / 8
    }
    return (
      angles.map { cos($0) + s * noise.normal() }, angles.map { sin($0) + s * noise.normal() }
    )
  }
  let figure = Figure("cloud", size: .wide(height: 170), columns: 3, sharing: .y) {
    for (n, s) in [(20_000, 0.6), (5_000, 0.25), (600, 0.06)] {
      let points = sample(n, s)
      Panel(
        x: .linear(-2.4...2.4, ticks: .at([-2, 0, 2])),
        y: .linear(-2.4...2.4, ticks: .at([-2, 0, 2])), title: "\(n) points", aspect: .equal
      ) {
        Dots(
          points.xs, points.ys, radius: n > 1000 ? 0.7 : 1.2,
          fill: .blue.opacity(n > 1000 ? 0.4 : 0.7))
      }
    }
  }
  return (figure, "Three clouds of points: from noise to eight clusters on a circle.")
}

private func warp() -> Entry {
  func banana(_ x: Double, _ y: Double) -> (Double, Double) { (x, y + 0.7 * x * x - 0.7) }
  let cell = [(0.6, 0.2), (0.9, 0.2), (0.9, 0.5), (0.6, 0.5)]
  let figure = Figure("warp", size: .wide(height: 190), columns: 2, lettered: true) {
    Panel(
      x: .linear(-2...2, label: "$z_1$"), y: .linear(-1.5...1.5, label: "$z_2$"), title: "a grid",
      aspect: .equal
    ) {
      Curves(gridOver: -1.5...1.5, -1.5...1.5, lines: 11)
      Polygon(cell, fill: .orange.opacity(0.5), stroke: .orange)
    }
    Panel(
      x: .linear(-2...2, label: "$x_1$"), y: .linear(-2.2...2.4, label: "$x_2$"),
      title: "what $f$ makes of it", aspect: .equal
    ) {
      Curves(gridOver: -1.5...1.5, -1.5...1.5, lines: 11, stroke: .blue, through: banana)
      Polygon(cell.map(banana), fill: .orange.opacity(0.5), stroke: .orange)
      Label("area times $|\\det|$", at: (0, 1.5), .above, pointing: (0.75, 0.15))
    }
  }
  return (
    figure, "A square grid and its image under a shear that bends it; one cell is marked in both."
  )
}
