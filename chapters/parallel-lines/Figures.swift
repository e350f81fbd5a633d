import Exact
import Foundation
import Plotting
import Textbook

// What each figure argues is said in its caption in chapter.md; here it is drawn from the formulas
// of the text.

/// Four distances of the lines over the shift, with their jumps at 0.
func jump(_ book: Book) throws -> Drawing {
  let left = grid(-1...(-1.0 / 64), steps: 63)
  let right = grid(1.0 / 64...1, steps: 63)
  func curve(_ latex: String, _ xs: [Double]) throws -> [Double] {
    try book.curve(latex, toy: "lines", over: "theta", in: xs)
  }
  let js = try book.number("D_{JS}(p\\|q)", toy: "lines", at: ["theta": Rational(1, 2)])
  let w = "W_1(p,q)"
  let wl = try curve(w, left)
  let wr = try curve(w, right)
  return Figure("jump", size: .wide(height: 210), columns: 2, widths: [3, 5]) {
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
      Dots(at: 0, 1, fill: .green, open: true, name: "limit of TV, not taken")
      Dots(at: 0, js, fill: .orange, open: true, name: "limit of JS, not taken")
      Dots(at: 0, 0, fill: .ink, name: "all at 0")
      Label("all four are 0", at: (0.14, 0.05), .right)
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
  let shifts = grid(-1...1, steps: 128)
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
      Label("$D_{JS}$, $w=1$", at: (0.56, 0.34), .belowRight, color: .orange)
      Label("$w=\\tfrac14$", at: (-0.3, 0.9), .above, color: .orange, pointing: (-0.23, 0.62))
      Label("$w=\\tfrac1{16}$", at: (0.1, 0.9), .above, color: .orange, pointing: (0.058, 0.63))
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

/// What a clipped critic reports: too little on one side of its lucky clip, too much on the other.
func clipping(_ book: Book) throws -> Drawing {
  let clips = (-7...0).map { exp2(Double($0)) }
  func report(_ critic: String, _ clips: [Double]) throws -> [Double] {
    try book.curve(
      "\\mathbb{E}_{x\\sim p}[\(critic)(x)] - \\mathbb{E}_{x\\sim q}[\(critic)(x)]", toy: "clip",
      over: "c", in: clips)
  }
  let one = try report("f", clips)
  let two = try report("g", clips)
  let customary = try report("f", [0.01])[0]
  return Figure("clipping", size: .wide(height: 200)) {
    Panel(
      x: .log(0.0075...1, label: "clip $c$"),
      y: .log(0.001...10000, label: "reported over true $W_1$")
    ) {
      Rule(y: 1, label: "the truth", .belowLeft)
      Line(clips, one, stroke: .blue, label: .at(0.35, .belowRight, "one layer, $64c^2$"))
      Line(
        clips, two, stroke: .orange, dash: .dashed,
        label: .at(0.25, .aboveLeft, "two layers, $64^2c^3$"))
      Dots(at: 0.01, customary, fill: .blue, label: four(customary), .above)
      Dots(at: 0.125, one[4], fill: .blue, open: true, name: "one layer, right")
      Dots(at: 0.0625, two[3], fill: .orange, open: true, name: "two layers, right")
      Label("right by luck", at: (0.02, 8), .above, pointing: (0.0625, two[3]))
      Label("right by luck", at: (0.3, 0.1), .below, pointing: (0.125, one[4]))
    }
  }
  .alt(
    """
    On logarithmic axes, two rising lines over the clip: one layer reports \(four(customary)) of \
    the truth at 0.01 and \(decimals(one[7], 0)) times the truth at 1, two layers \
    \(decimals(two[7], 0)) times. They cross the truth at different clips, one layer at 1/8 and \
    two layers at 1/16.
    """)
}

/// Two samples of one law.
func samples() -> Drawing {
  let sizes = [10, 30, 100, 300, 1000, 3000, 10_000]
  let few = sizes.filter { $0 <= 3000 }
  let means = sizes.map { TwoSamples.transport($0).mean }
  let bounds = few.map { TwoSamples.nearest($0, dimension: 10).mean }
  return Figure("samples", size: .wide(height: 195)) {
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
      // one digit each: the standard errors leave no more
      Label(decimals(means[0], 1), at: (10, means[0]), .below, color: .blue)
      Label(decimals(means[6], 2), at: (10_000, means[6]), .belowLeft, color: .blue)
    }
  }
  .alt(
    """
    Over the sample size, the Jensen-Shannon divergence of two samples of one law stays at \
    \(decimals(log(2), 4)), while their mean transport distance falls from \
    \(decimals(means[0], 1)) at 10 to \(decimals(means[6], 2)) at 10,000 on the line; in ten \
    dimensions its lower bound falls only from \(decimals(bounds[0], 1)) at 10 to \
    \(decimals(bounds[5], 1)) at 3000.
    """)
}
