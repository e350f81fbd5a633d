import Exact
import Foundation
import Plotting
import Textbook

private func grid(_ a: Double, _ b: Double, _ steps: Int) -> [Double] {
  (0...steps).map { a + (b - a) * Double($0) / Double(steps) }
}

/// Four distances of the lines over the shift, with their jumps at 0.
func jump(_ book: Book) throws -> Drawing {
  let left = grid(-1, -1.0 / 64, 63)
  let right = grid(1.0 / 64, 1, 63)
  func curve(_ latex: String, _ xs: [Double]) throws -> [Double] {
    try book.curve(latex, toy: "lines", over: "theta", in: xs)
  }
  let js = try book.number("D_{JS}(p\\|q)", toy: "lines", at: ["theta": Rational(1, 2)])
  let w = "W_1(p,q)"
  let wl = try curve(w, left)
  let wr = try curve(w, right)
  return Figure("jump", size: .wide(height: 240), columns: 2, widths: [3, 5]) {
    Panel(
      x: .linear(-0.3...1.3, label: "$x_1$", ticks: .labelled([(0, "0"), (1, "$\\theta$")])),
      y: .linear(-0.2...1.2, label: "$x_2$", ticks: .at([0, 1]))
    ) {
      Line([0, 0], [0, 1], stroke: .blue, width: 3, name: "p")
      Line([1, 1], [0, 1], stroke: .orange, width: 3, name: "q")
      Label("$p$", at: (0, 1.05), .above)
      Label("$q$", at: (1, 1.05), .above)
      Arrow(from: (0.08, 0.5), to: (0.92, 0.5))
      Label("$|\\theta|$", at: (0.5, 0.52), .above)
    }
    Panel(x: .linear(-1...1, label: "$\\theta$"), y: .linear(0...1.25, label: "distance")) {
      Line([-1, -1.0 / 64], [1, 1], stroke: .green, name: "TV, left")
      Line(
        [1.0 / 64, 1], [1, 1], stroke: .green, label: .at(0.6, .above, "TV"), name: "TV, right")
      Line([-1, -1.0 / 64], [js, js], stroke: .orange, dash: .dashed, name: "JS, left")
      Line(
        [1.0 / 64, 1], [js, js], stroke: .orange, dash: .dashed,
        label: .at(0.3, .above, "JS, $\\log 2$"), name: "JS, right")
      Line(left, wl, stroke: .blue, width: 1.8, name: "W1, left")
      Line(
        right, wr, stroke: .blue, width: 1.8, label: .at(0.55, .belowRight, "$W_1$"),
        name: "W1, right")
      Dots([0, 0], [1, js], open: true, name: "limits that are not taken")
      Dots([0], [0], name: "all at 0")
      Arrow(from: (-0.5, 1.08), to: (-0.5, 1.24))
      Label("KL $=\\infty$", at: (-0.47, 1.16), .right)
    }
  }
  .alt(
    """
    Left, two parallel segments at the distance theta. Right, over theta from -1 to 1: total \
    variation stands at 1 and the Jensen-Shannon divergence at \(decimals(js, 4)) on both sides, \
    with open dots at 0; the transport distance is the absolute value of theta.
    """)
}

/// The ramp of the Jensen-Shannon divergence for ribbons of three widths, and the transport
/// distance.
func ribbons(_ book: Book) throws -> Drawing {
  let shifts = grid(-1, 1, 128)
  func curve(_ latex: String, _ w: Rational) throws -> [Double] {
    try book.curve(latex, toy: "ribbons", over: "theta", in: shifts, at: ["w": w])
  }
  let js = "D_{JS}(p\\|q)"
  let wide = try curve(js, 1)
  let middle = try curve(js, Rational(1, 4))
  let thin = try curve(js, Rational(1, 16))
  let way = try curve("W_1(p,q)", 1)
  let half = try book.number(js, toy: "ribbons", at: ["w": 1, "theta": Rational(1, 2)])
  return Figure("ribbons", size: .wide(height: 190)) {
    Panel(x: .linear(-1...1, label: "$\\theta$"), y: .linear(0...1.05, label: "distance")) {
      Line(shifts, way, stroke: .blue, width: 1.8, label: .at(0.88, .aboveLeft, "$W_1$"))
      Line(shifts, wide, stroke: .orange, dash: .dotted, name: "JS, w = 1")
      Line(shifts, middle, stroke: .orange, dash: .dashed, name: "JS, w = 1/4")
      Line(shifts, thin, stroke: .orange, name: "JS, w = 1/16")
      Label("$w=1$", at: (0.56, 0.34), .belowRight)
      Label("$w=\\tfrac14$", at: (-0.3, 0.9), .above, pointing: (-0.23, 0.62))
      Label("$w=\\tfrac1{16}$", at: (0.1, 0.9), .above, pointing: (0.058, 0.63))
    }
  }
  .alt(
    """
    Over the shift from -1 to 1, the Jensen-Shannon divergence of two ribbons falls to 0 in the \
    middle: along a wide ramp for the width 1, where it is \(decimals(half, 4)) at one half, along \
    a narrow one for 1/4 and a notch for 1/16. The transport distance is the absolute value for \
    all widths.
    """)
}

/// Values and slopes for three families.
func slopes(_ book: Book) throws -> Drawing {
  struct Family {
    let toy: String, name: String, end: Double
    var at: [String: Rational] = [:]
    /// The shifts in pieces, parted where the divergence has a corner.
    var pieces: [[Double]]
  }
  let families = [
    Family(toy: "lines", name: "lines", end: 2, pieces: [grid(1.0 / 16, 2, 31)]),
    Family(
      toy: "ribbons", name: "ribbons", end: 3, at: ["w": 1],
      pieces: [grid(1.0 / 16, 0.96875, 29), grid(1.03125, 3, 63)]),
    Family(toy: "far-gaussians", name: "Gaussians", end: 8, pieces: [grid(1.0 / 16, 8, 127)]),
  ]
  var value: [Panel] = []
  var slope: [Panel] = []
  for family in families {
    func curve(_ latex: String, _ shifts: [Double]) throws -> [Double] {
      try book.curve(latex, toy: family.toy, over: "theta", in: shifts, at: family.at)
    }
    let shifts = family.pieces.flatMap(\.self)
    let near = shifts.filter { $0 <= 3 }
    let isLines = family.toy == "lines"
    let js = try curve("2D_{JS}(p\\|q)", shifts)
    let w = try curve("W_1(p,q)", near)
    let tilt = try family.pieces.map {
      ($0, try curve("\\frac{d}{d\\theta}\\bigl(2D_{JS}(p\\|q)\\bigr)", $0))
    }
    value.append(
      Panel(
        x: .linear(0...family.end, label: "$\\theta$"), y: .linear(0...3, label: "value"),
        title: family.name
      ) {
        Line(
          shifts, js, stroke: .orange, dash: .dashed,
          label: .at(family.end * 0.62, isLines ? .above : .below, "$2D_{JS}$"))
        Line(
          near, w, stroke: .blue,
          label: .at(min(family.end, 3) * 0.5, isLines ? .belowRight : .aboveLeft, "$W_1$"))
      })
    slope.append(
      Panel(x: .linear(0...family.end, label: "$\\theta$"), y: .linear(-0.1...1.6, label: "slope"))
      {
        Line([0, family.end], [1, 1], stroke: .blue, name: "slope of W1")
        for (index, piece) in tilt.enumerated() {
          Line(
            piece.0, piece.1, stroke: .orange, dash: .dashed,
            name: "slope of 2 JS, piece \(index + 1)")
        }
      })
  }
  let two = try book.number(
    "\\frac{d}{d\\theta}\\bigl(2D_{JS}(p\\|q)\\bigr)", toy: "shifted-gaussians", at: ["theta": 2])
  return Figure("slopes", size: .wide(height: 250), columns: 3) { value + slope }
    .alt(
      """
      Six panels. Above, values over the shift: on lines the doubled Jensen-Shannon divergence is \
      constant, on ribbons it rises to a ceiling, on Gaussians it bends; the transport distance is \
      a straight line in all. Below, slopes: 0 on lines, a step on ribbons, a hump of \
      \(decimals(two, 3)) at 2 on Gaussians.
      """)
}

/// The plan of the three points with its prices, and the area between distribution functions.
func transport(_ book: Book) throws -> Drawing {
  let w = try book.number("W_1(p,q)", toy: "three-points")
  let prices = try [0, 1, 3].map { x in
    try book.number("f(x)", toy: "plan", at: ["x": x])
  }
  func mass(_ from: Rational, _ to: Rational) throws -> Double {
    try book.number("\\gamma(x,y)", toy: "plan", at: ["x": from, "y": to])
  }
  let short = try mass(0, 1)
  let long = try mass(1, 3)
  return Figure("transport", size: .wide(height: 215), columns: 2) {
    Panel(
      x: .linear(-0.5...3.5, label: "place", ticks: .at([0, 1, 3])),
      y: .linear(-3.6...3, label: "price", ticks: .at([-3, -1, 0]))
    ) {
      Line([0, 1, 3], prices, stroke: .purple, label: .at(1.7, .belowLeft, "prices $f$"))
      Dots([0, 1, 3], prices, fill: .purple, name: "prices")
      Arrow(from: (0.1, 1.0), to: (0.92, 1.0), width: 14 * short, bend: 0.25)
      Arrow(from: (1.08, 1.0), to: (2.9, 1.0), width: 14 * long, bend: 0.25)
      Label("$\\tfrac14$ stays", at: (-0.02, 0.25), .above)
      Label("$\\tfrac14$", at: (0.5, 1.45), .above)
      Label("$\\tfrac13$", at: (2, 2.0), .above)
      Label("$\\tfrac16$ stays", at: (3.02, 0.25), .above)
    }
    Panel(
      x: .linear(-0.5...3.5, label: "place", ticks: .at([0, 1, 3])),
      y: .linear(0...1.1, label: "mass so far")
    ) {
      Band(
        [0, 1, 1, 3], from: [0.25, 0.25, 0.5, 0.5], to: [0.5, 0.5, 5.0 / 6, 5.0 / 6],
        fill: .ochre.soft, name: "area")
      Steps([-0.5, 0, 1, 3, 3.5], [0, 0.5, 5.0 / 6, 1], stroke: .blue, name: "F")
      Steps([-0.5, 0, 1, 3, 3.5], [0, 0.25, 0.5, 1], stroke: .orange, name: "G")
      Label("$F$", at: (1.3, 0.88), .above)
      Label("$G$", at: (1.3, 0.46), .below)
      Label("area $\\tfrac{11}{12}$", at: (2.05, 0.66))
    }
  }
  .alt(
    """
    Left, a quarter of the mass stays at 0, an arrow takes a quarter from 0 to 1, a broader one a \
    third from 1 to 3, a sixth stays at 3; below them a falling line of prices \
    \(decimals(prices[0], 0)), \(decimals(prices[1], 0)) and \(decimals(prices[2], 0)). Right, two \
    step functions with a shaded area of \(decimals(w, 4)) between them.
    """)
}

/// What a clipped critic reports.
func clipping(_ book: Book) throws -> Drawing {
  let cs = grid(-7, 0, 28).map { exp2($0) }
  func report(_ f: String, _ c: Rational) throws -> Double {
    try book.number(
      "\\mathbb{E}_{x\\sim p}[\(f)(x)] - \\mathbb{E}_{x\\sim q}[\(f)(x)]", toy: "clip", at: ["c": c]
    )
  }
  let places: [Rational] = [Rational(1, 100), Rational(1, 10), 1]
  let one = try places.map { try report("f", $0) }
  let two = try places.map { try report("g", $0) }
  return Figure("clipping", size: .wide(height: 230)) {
    Panel(
      x: .log(0.0075...1, label: "clip $c$"),
      y: .log(0.001...10000, label: "reported over true $W_1$")
    ) {
      Rule(y: 1, label: "the truth")
      Line(cs, cs.map { 64 * $0 * $0 }, stroke: .blue, label: .at(0.2, .aboveLeft, "one layer"))
      Line(
        cs, cs.map { 4096 * $0 * $0 * $0 }, stroke: .orange, dash: .dashed,
        label: .at(0.3, .aboveLeft, "two layers"))
      Dots(places.map(\.double), one, fill: .blue, name: "one layer, judged")
      Label(decimals(one[0], 4), at: (0.0098, one[0] * 2), .above)
      Dots(places.map(\.double), two, fill: .orange, symbol: .square, name: "two layers, judged")
    }
  }
  .alt(
    """
    On logarithmic axes, two rising lines over the clip from 0.01 to 1: one layer from \
    \(decimals(one[0], 4)) to \(decimals(one[2], 0)), two layers from \(decimals(two[0], 4)) to \
    \(decimals(two[2], 0)); both cross the true value 1, at different clips.
    """)
}

/// Two samples of one law.
func samples() -> Drawing {
  let sizes = [10, 30, 100, 300, 1000, 3000, 10_000]
  let few = sizes.filter { $0 <= 3000 }
  let means = sizes.map { TwoSamples.transport($0).mean }
  let bounds = few.map { TwoSamples.nearest($0, dimension: 10).mean }
  return Figure("samples", size: .wide(height: 230)) {
    Panel(
      x: .log(8...13_000, label: "sample size $n$"),
      y: .log(0.01...5, label: "distance of two samples")
    ) {
      Line(
        few.map(Double.init), bounds, stroke: .purple, dash: .dashDotted,
        label: .at(100, .aboveRight, "$W_1$ in ten dimensions, at least"))
      Dots(
        few.map(Double.init), bounds, fill: .purple, symbol: .square,
        name: "W1 in ten dimensions, lower bound")
      Line(
        sizes.map(Double.init), sizes.map { _ in log(2) }, stroke: .orange, dash: .dashed,
        label: .at(300, .below, "$D_{JS}=\\log 2$"))
      Line(
        sizes.map(Double.init), means, stroke: .blue,
        label: .at(300, .belowLeft, "mean $W_1$ on the line"))
      Dots(sizes.map(Double.init), means, fill: .blue, name: "mean W1")
    }
  }
  .alt(
    """
    Over the sample size, the Jensen-Shannon divergence of two samples of one law stays at \
    \(decimals(log(2), 4)), while their mean transport distance falls from \
    \(decimals(means[0], 2)) at 10 to \(decimals(means[6], 3)) at 10,000 on the line; in ten \
    dimensions it is at least \(decimals(bounds[0], 1)) at 10 and \(decimals(bounds[5], 1)) at \
    3000.
    """)
}
