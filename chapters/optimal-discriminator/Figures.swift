import Exact
import Foundation
import Plotting
import Textbook

// What each figure argues is said in its caption in chapter.md; here it is drawn from the formulas
// of the text.

private let shifted = "two-gaussians"

/// Three notes that two figures share, from the real side to the forged one.
private let notes: [(x: Int, color: Color)] = [(0, .blue), (1, .green), (2, .orange)]

/// Two densities, the best verdict with three notes on it, and its logit.
func optimum(_ book: Book) throws -> Drawing {
  let xs = grid(-4...6, steps: 160)
  func curve(_ latex: String) throws -> [Double] {
    try book.curve(latex, toy: shifted, over: "x", in: xs, at: ["theta": 2])
  }
  let real = try curve("p_d(x)")
  let forged = try curve("p_g(x)")
  let best = try curve("D^*(x)")
  let logit = try curve("\\log p_d(x) - \\log p_g(x)")
  return Figure("optimum", size: .wide(height: 245), heights: [3, 3, 2], sharing: .x) {
    Panel(x: .linear(-4...6, label: "$x$"), y: .linear(0...0.5, label: "density")) {
      Area(xs, real, fill: .blue.soft, name: "real")
      Area(xs, forged, fill: .orange.soft, name: "forged")
      Line(xs, real, stroke: .blue, label: .at(-0.7, .aboveLeft, "real, $p_d$"))
      Line(xs, forged, stroke: .orange, label: .at(2.7, .aboveRight, "forged, $p_g$"))
      Rule(x: 1, stroke: .muted)
    }
    Panel(x: .linear(-4...6, label: "$x$"), y: .linear(0...1, label: "verdict")) {
      Rule(y: 0.5, stroke: .muted)
      Rule(x: 1, stroke: .muted)
      Line(xs, best, stroke: .ink, width: 1.8, label: .at(-1.5, .below, "$D^*(x)$"))
      Dots(at: 0, best[64], fill: .blue, label: four(best[64]))
      Dots(at: 1, best[80], fill: .green, label: "equal densities: \(four(best[80]))")
      Dots(at: 2, best[96], fill: .orange, label: four(best[96]))
    }
    Panel(
      x: .linear(-4...6, label: "$x$"),
      y: .linear(-10...10, label: "logit", ticks: .at([-8, 0, 8]))
    ) {
      Rule(y: 0, stroke: .muted)
      Rule(x: 1, stroke: .muted)
      Line(
        xs, logit, stroke: .purple,
        label: .at(-2, .aboveRight, "$\\log p_d - \\log p_g = 2 - 2x$"))
    }
  }
  .alt(
    """
    Two bell curves, real notes centred at 0 and forged ones at 2, cross at x = 1. Below, the \
    best verdict falls from 1 to 0: it is \(four(best[64])) at 0, \(four(best[80])) at 1 and \
    \(four(best[96])) at 2. Below that, its logit is the straight line 2 - 2x.
    """)
}

/// The function that is maximised, for three notes; the maxima ride on D*.
func pointwise(_ book: Book) throws -> Drawing {
  let coarse = grid(1.0 / 64...63.0 / 64, steps: 124)
  // the logarithms fall without end at both ends, and so slowly that a curve leaves the frame below
  // only where nothing can be told from 0 or 1
  let last = (11...40).reversed().map { exp2(-Double($0)) }
  let ends = last + grid(1.0 / 1024...15.0 / 1024, steps: 14)
  let ts = ends + coarse + ends.reversed().map { 1 - $0 }
  let names: [LineLabel] = [
    .at(0.28, .belowRight, "$x=0$"), .at(0.2, .above, "$x=1$"), .at(0.72, .belowLeft, "$x=2$"),
  ]
  var marks: [any Mark] = []
  var places: [String] = []
  // beside its rule, where no curve runs
  let spaces: [(side: Typeset.Anchor, drop: Double)] = [
    (.aboveLeft, 0), (.right, 0.3), (.aboveRight, 0),
  ]
  for ((note, name), free) in zip(zip(notes, names), spaces) {
    let place: [String: Rational] = ["theta": 2, "x": Rational(note.x)]
    let best = try book.number("D^*(x)", toy: shifted, at: place)
    let top = try book.number("p_d(x)\\log D^*(x) + p_g(x)\\log(1-D^*(x))", toy: shifted, at: place)
    marks.append(Rule(x: best, stroke: .muted))
    marks.append(
      Line(
        ts, try book.curve("h(x,t)", toy: shifted, over: "t", in: ts, at: place),
        stroke: note.color, label: name))
    marks.append(Dots(at: best, top, fill: note.color))
    marks.append(
      Label(
        "$D^*(\(note.x))$ = \(four(best))", at: (best, top - free.drop), free.side,
        color: note.color))
    places.append("\(four(best)) for x = \(note.x)")
  }
  return Figure("pointwise", size: .wide(height: 175)) {
    Panel(x: .linear(0...1, label: "verdict $t$"), y: .linear(-1.2...0, label: "$h(x,t)$")) {
      marks
    }
  }
  .alt(
    "Three curves over the verdict t; their maxima are at t = \(places.joined(separator: ", "))."
  )
}

/// The report of a critic whose logit is k times the best one.
func confidence(_ book: Book) throws -> Drawing {
  let ks = grid(-1...3, steps: 128)
  let report = try book.curve("V(B,G)", toy: shifted, over: "k", in: ks, at: ["theta": 2])
  let cap = try book.number("2D_{JS}(p_d\\|p_g) - \\log 4", toy: shifted, at: ["theta": 2])
  let marked = [0.0, 1, 2, 3]
  let heights = try book.curve("V(B,G)", toy: shifted, over: "k", in: marked, at: ["theta": 2])
  return Figure("confidence", size: .wide(height: 165)) {
    Panel(x: .linear(-1...3, label: "$k$"), y: .linear(-2.4...(-0.4), label: "report $V$")) {
      Band(ks, from: report, to: ks.map { _ in cap }, fill: .orange.soft, name: "unreported")
      Rule(y: cap, stroke: .muted, dash: .dashed, label: "cap $2D_{JS}-\\log 4$")
      Line(ks, report, stroke: .blue)
      Dots(at: 0, heights[0], fill: .blue, label: "shrug: \(four(heights[0]))", .belowRight)
      Dots(at: 1, heights[1], fill: .blue, label: "perfect: \(four(heights[1]))", .below)
      Dots(at: 2, heights[2], fill: .blue, label: four(heights[2]), .below)
      Dots(at: 3, heights[3], fill: .blue, label: "shout: \(four(heights[3]))", .belowLeft)
      Label("what she", at: (-0.6, -0.9), .centre, color: .orange, halo: false)
      Label("leaves out", at: (-0.6, -1.1), .centre, color: .orange, halo: false)
    }
  }
  .alt(
    """
    The report V over k rises to the dashed cap \(four(cap)) at k = 1, touches it there, and \
    falls again: \(four(heights[0])) at k = 0, \(four(heights[2])) at k = 2, \
    \(four(heights[3])) at k = 3. The area up to the cap, what she leaves out, is shaded.
    """)
}

/// The report and the two slopes of the forger, over the shift.
func slopes(_ book: Book) throws -> Drawing {
  let thetas = grid(0.125...4, steps: 31) + grid(4.25...16, steps: 47)
  func curve(_ latex: String, from start: [Double] = []) throws -> [Double] {
    try book.curve(latex, toy: shifted, over: "theta", in: start + thetas)
  }
  let report = try curve("2D_{JS}(p_d\\|p_g) - \\log 4", from: [0])
  let saturating = try curve("\\theta\\,\\mathbb{E}_{x\\sim p_g}[D^*(x)]")
  let other = try curve("\\theta\\,\\mathbb{E}_{x\\sim p_g}[1-D^*(x)]")
  let bound = try curve("\\frac{\\theta}{2} e^{-\\theta^2/8}")
  let shift = Axis.linear(0...16, label: "shift $\\theta$", ticks: .at([0, 2, 4, 8, 12, 16]))
  let marked = [2.0, 8, 16].map { theta in (theta, saturating[thetas.firstIndex(of: theta) ?? 0]) }
  return Figure("slopes", size: .wide(height: 235), heights: [2, 3], sharing: .x) {
    Panel(x: shift, y: .linear(-1.5...0.1, label: "report")) {
      Rule(y: 0, stroke: .muted, label: "nothing in common: 0", .belowLeft)
      Rule(y: report[0], stroke: .muted, label: "equal laws: $-\\log 4$")
      Line([0] + thetas, report, stroke: .blue, label: .at(2.5, .belowRight, "$2D_{JS}-\\log 4$"))
    }
    Panel(x: shift, y: .log(1e-17...1e2, label: "size of the slope")) {
      Line(
        thetas, bound, stroke: .muted, dash: .dashed,
        label: .at(11, .aboveRight, "bound $\\tfrac12\\theta e^{-\\theta^2/8}$"))
      Line(thetas, saturating, stroke: .orange, width: 1.8, label: .at(6, .belowLeft, "saturating"))
      Line(thetas, other, stroke: .green, width: 1.8, label: .at(10, .below, "non-saturating"))
      for (theta, slope) in marked {
        Dots(at: theta, slope, fill: .orange, label: scientific(slope), .belowLeft)
      }
    }
  }
  .alt(
    """
    Over the shift from 0 to 16 the report rises from -log 4 to 0. The saturating slope rises \
    to about \
    \(decimals(saturating.max() ?? 0, 2)) and falls below 1e-13 under the dashed bound; the \
    non-saturating slope grows \
    to \(decimals(other[other.count - 1], 1)).
    """)
}

/// The one-note game: the circle of the smooth motion, the spiral of the steps, and what the
/// players report on the way.
func orbitFigure() -> Drawing {
  let points = Spiral.points
  let turn = grid(0...1).map { 2 * Double.pi * $0 }
  let steps = points.indices.map(Double.init)
  return Figure("orbit", size: .wide(height: 205), columns: 2, widths: [1, 1]) {
    Panel(
      x: .linear(-2...2, label: "forged note $\\theta$"),
      y: .linear(-2...2, label: "weight $\\psi$"), aspect: .equal
    ) {
      Rule(x: 0, stroke: .faint)
      Rule(y: 0, stroke: .faint)
      Line(
        turn.map { cos($0) }, turn.map { sin($0) }, stroke: .muted, dash: .dashed,
        name: "smooth motion")
      Line(points.map(\.theta), points.map(\.psi), stroke: .blue, name: "500 simultaneous steps")
      Dots(at: 0, 0, fill: .green, label: "solution")
      Dots(at: 1, 0, fill: .blue, label: "start", .belowLeft)
      Label("smooth", at: (0, -0.42), .centre, color: .muted)
      Label("motion", at: (0, -0.64), .centre, color: .muted)
      Label("steps of 0.1", at: (0, -1.86), .centre, color: .blue)
    }
    Panel(x: .linear(0...500, label: "step"), y: .linear(-2.6...(-0.4), label: "report $V$")) {
      Line(steps, Spiral.reports, stroke: .blue, name: "report")
      Rule(y: -log(4), stroke: .green)
      Label("at the solution: $-\\log 4$", at: (10, -0.62), .right, color: .green)
    }
  }
  .alt(
    """
    In the plane of the forged note and the critic's weight a spiral starts at distance 1 from \
    the solution and winds outwards to distance \(four(Spiral.distance)) after 500 steps, away \
    from a dashed circle. Beside it the report swings with growing amplitude about the dashed \
    level -log 4, which it crosses \(Spiral.crossings) times.
    """)
}
