import Foundation
import Plotting
import Textbook

/// Five objectives over the centre and the width of one bell, and the bells that two of them
/// choose.
func humps() -> Drawing {
  let centre = Axis.linear(-5...5, label: "centre $m$", ticks: .at([-3, 0, 3]))
  let width = Axis.linear(0.25...4.25, label: "width $s$", ticks: .at([1, 2, 3, 4]))
  let landscapes = Objective.allCases.map { Landscape($0) }
  let places = landscapes.map {
    "\($0.objective.words) at m = \(decimals($0.best.mean, 1)),"
      + " s = \(decimals($0.best.deviation, 2))"
  }
  return Figure("humps", size: .wide(height: 300), columns: 3) {
    for landscape in landscapes {
      Panel(x: centre, y: width, title: landscape.objective.title) {
        HeatMap(
          landscape.field, map: .viridis.reversed, values: 1...8, isLogarithmic: true,
          bar: landscape.objective == .reverseKL ? "times the best" : nil,
          name: landscape.objective.words)
        landscape.dots
      }
    }
    Panel(
      x: .linear(-5...5, label: "note $x$", ticks: .at([-3, 0, 3])),
      y: .linear(0...0.9, label: "density", ticks: .at([0, 0.4, 0.8])),
      title: "the bells they choose"
    ) {
      Area(over: -5...5, fill: .blue.soft, name: "humps") { exp(TwoHumps.logDensity($0)) }
      landscapes[0].bell(.orange)
      landscapes[3].bell(.green)
      Label("one hump", at: (1.9, 0.66), .left, color: .orange)
      Label("both", at: (0, 0.19), .centre, color: .green)
      Label("data", at: (-3, 0.42), .above, color: .blue)
    }
  }
  .alt(
    "Five maps over centre and width of a bell. The lowest: \(places.joined(separator: "; "))."
  )
}

/// One objective over the half plane of bells, as multiples of its best value, mirrored at 0.
private struct Landscape {
  let objective: Objective
  let best: Bells.Best
  let field: Field

  init(_ objective: Objective) {
    let bells = Bells(slice: 0.05)
    let best = BestBells.all(objective).bell
    let half = Field(cells: 30, 40, x: 0...5, y: 0.25...4.25) { m, s in
      bells.value(objective, mean: m, deviation: s) / best.value
    }
    (self.objective, self.best) = (objective, best)
    field = Field(
      xs: half.xs.reversed().map { -$0 } + half.xs, ys: half.ys,
      values: half.values.map { $0.reversed() + $0 })
  }

  private var isCentred: Bool { best.mean < 0.05 }

  /// The best bell, and its mirror image when it sits on one hump.
  var dots: [any Mark] {
    let places = isCentred ? [0] : [-best.mean, best.mean]
    return [
      Dots(places, places.map { _ in best.deviation }, radius: 3, fill: .red, name: "best bell")
    ]
  }

  func bell(_ color: Color) -> Line {
    let (m, s) = (isCentred ? 0 : best.mean, best.deviation)
    return Line(over: -5...5, stroke: color, width: 1.8, name: objective.words) {
      normalDensity($0, mean: m, deviation: s)
    }
  }
}
