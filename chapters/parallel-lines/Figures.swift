import Exact
import Foundation
import Plotting
import Textbook

private func grid(_ a: Double, _ b: Double, _ steps: Int) -> [Double] {
  (0...steps).map { a + (b - a) * Double($0) / Double(steps) }
}

/// Four distances of the lines over the shift, with their jumps at 0.
func jump(_ book: Book) throws -> Drawing {
  let left = grid(-1, -1.0 / 64, 63), right = grid(1.0 / 64, 1, 63)
  func curve(_ latex: String, _ xs: [Double]) throws -> [Double] { try book.curve(latex, toy: "lines", over: "theta", in: xs) }
  let js = try book.number("D_{JS}(p\\|q)", toy: "lines", at: ["theta": Rational(1, 2)])
  let w = "W_1(p,q)"
  let wl = try curve(w, left), wr = try curve(w, right)
  return Figure("jump", size: .wide(height: 240), columns: 2, widths: [3, 5]) {
    Panel(x: .linear(-0.3...1.3, label: "$x_1$", ticks: .labelled([(0, "0"), (1, "$\\theta$")])), y: .linear(-0.2...1.2, label: "$x_2$", ticks: .at([0, 1]))) {
      Line([0, 0], [0, 1], stroke: .blue, width: 3, name: "p")
      Line([1, 1], [0, 1], stroke: .orange, width: 3, name: "q")
      Label("$p$", at: (0, 1.05), .above)
      Label("$q$", at: (1, 1.05), .above)
      Arrow(from: (0.08, 0.5), to: (0.92, 0.5))
      Label("$|\\theta|$", at: (0.5, 0.52), .above)
    }
    Panel(x: .linear(-1...1, label: "$\\theta$"), y: .linear(0...1.25, label: "distance")) {
      Line([-1, -1.0 / 64], [1, 1], stroke: .green, name: "TV, left")
      Line([1.0 / 64, 1], [1, 1], stroke: .green, label: .at(0.6, .above, "TV"), name: "TV, right")
      Line([-1, -1.0 / 64], [js, js], stroke: .orange, dash: .dashed, name: "JS, left")
      Line([1.0 / 64, 1], [js, js], stroke: .orange, dash: .dashed, label: .at(0.3, .above, "JS, $\\log 2$"), name: "JS, right")
      Line(left, wl, stroke: .blue, width: 1.8, name: "W1, left")
      Line(right, wr, stroke: .blue, width: 1.8, label: .at(0.55, .belowRight, "$W_1$"), name: "W1, right")
      Dots([0, 0], [1, js], open: true, name: "limits that are not taken")
      Dots([0], [0], name: "all at 0")
      Arrow(from: (-0.5, 1.08), to: (-0.5, 1.24))
      Label("KL $=\\infty$", at: (-0.47, 1.16), .right)
    }
  }
  .alt("""
    Left, two parallel segments at the distance theta. Right, over theta from -1 to 1: total variation stands at 1 and the Jensen-Shannon \
    divergence at \(decimals(js, 4)) on both sides, with open dots at 0; the transport distance is the absolute value of theta.
    """)
}

/// Values and slopes for three families.
func slopes(_ book: Book) throws -> Drawing {
  let families: [(toy: String, name: String, range: [Double])] = [
    ("lines", "lines", grid(1.0 / 16, 2, 31)), ("shifted-uniforms", "intervals", grid(1.0 / 16, 2.96875, 62)),
    ("far-gaussians", "Gaussians", grid(0.25, 8, 62)),
  ]
  var value: [Panel] = [], slope: [Panel] = []
  for family in families {
    func curve(_ latex: String) throws -> [Double] { try book.curve(latex, toy: family.toy, over: "theta", in: family.range) }
    let end = (family.range.last ?? 1).rounded(.up), js = try curve("2D_{JS}(p\\|q)"), w = try curve("W_1(p,q)")
    let dj = zip(zip(js, js.dropFirst()), zip(family.range, family.range.dropFirst())).map { ($0.1 - $0.0) / ($1.1 - $1.0) }
    let middles = zip(family.range, family.range.dropFirst()).map { ($0 + $1) / 2 }
    value.append(Panel(x: .linear(0...end, label: "$\\theta$"), y: .linear(0...3, label: "value"), title: family.name) {
      Line(family.range, js, stroke: .orange, dash: .dashed, label: .at(end * 0.62, family.toy == "lines" ? .above : .below, "$2D_{JS}$"))
      Line(family.range.filter { $0 <= 3 }, Array(w.prefix(family.range.filter { $0 <= 3 }.count)), stroke: .blue, label: .at(min(end, 3) * 0.5, family.toy == "lines" ? .belowRight : .aboveLeft, "$W_1$"))
    })
    slope.append(Panel(x: .linear(0...end, label: "$\\theta$"), y: .linear(-0.1...1.6, label: "slope")) {
      Rule(y: 0, stroke: .muted)
      Line(middles, dj, stroke: .orange, dash: .dashed, name: "slope of 2 JS")
      Line([0, end], [1, 1], stroke: .blue, name: "slope of W1")
    })
  }
  let two = try book.number("\\frac{d}{d\\theta}\\bigl(2D_{JS}(p\\|q)\\bigr)", toy: "shifted-gaussians", at: ["theta": 2])
  return Figure("slopes", size: .wide(height: 260), columns: 3) { value + slope }
    .alt("""
      Six panels. Above, values over the shift: on lines the doubled Jensen-Shannon divergence is constant, on intervals it rises to a ceiling, on \
      Gaussians it bends; the transport distance is a straight line in all. Below, slopes: 0 on lines, a step on intervals, a hump of \(decimals(two, 3)) at 2 on Gaussians.
      """)
}

/// The plan of the three points, the potential, and the area between distribution functions.
func transport(_ book: Book) throws -> Drawing {
  let w = try book.number("W_1(p,q)", toy: "three-points")
  let moves: [(Double, Double, Double)] = [(0, 1, 0.25), (1, 3, 1.0 / 3)]
  return Figure("transport", size: .wide(height: 330), heights: [5, 4], sharing: .x) {
    Panel(x: .linear(-0.6...3.6, label: "place", ticks: .at([0, 1, 3])), y: .linear(-3.6...3, label: "price", ticks: .at([-3, -1, 0]))) {
      Line([0, 1, 3], [0, -1, -3], stroke: .purple, label: .at(2.1, .aboveRight, "prices $f$"))
      Dots([0, 1, 3], [0, -1, -3], fill: .purple, name: "prices")
      for move in moves { Arrow(from: (move.0 + 0.06, 0.9), to: (move.1 - 0.06, 0.9), width: 12 * move.2, bend: 0.14) }
      Label("$\\tfrac14$", at: (0.5, 1.5), .above)
      Label("$\\tfrac13$", at: (2, 2.1), .above)
      Label("$\\tfrac14$ stays", at: (0, 0.7), .below)
      Label("$\\tfrac16$ stays", at: (3, 0.7), .below)
    }
    Panel(x: .linear(-0.6...3.6, label: "place", ticks: .at([0, 1, 3])), y: .linear(0...1.1, label: "mass so far")) {
      Band([0, 1, 1, 3], from: [0.25, 0.25, 0.5, 0.5], to: [0.5, 0.5, 5.0 / 6, 5.0 / 6], fill: .ochre.soft, name: "area")
      Steps([-0.6, 0, 1, 3, 3.6], [0, 0.5, 5.0 / 6, 1], stroke: .blue, name: "F")
      Steps([-0.6, 0, 1, 3, 3.6], [0, 0.25, 0.5, 1], stroke: .orange, name: "G")
      Label("$F$", at: (1.3, 0.88), .above)
      Label("$G$", at: (1.3, 0.46), .below)
      Label("area $\\tfrac{11}{12}$", at: (2.1, 0.66))
    }
  }
  .alt("""
    Above, prices 0, -1 and -3 at the places 0, 1 and 3, and two arrows: a quarter of the mass goes from 0 to 1, a third from 1 to 3. Below, two \
    step functions with a shaded area of \(decimals(w, 4)) between them.
    """)
}

/// What a clipped critic reports.
func clipping(_ book: Book) throws -> Drawing {
  let cs = grid(-7, 0, 28).map { exp2($0) }
  func report(_ f: String, _ c: Rational) throws -> Double {
    try book.number("\\mathbb{E}_{x\\sim p}[\(f)(x)] - \\mathbb{E}_{x\\sim q}[\(f)(x)]", toy: "clip", at: ["c": c])
  }
  let places: [Rational] = [Rational(1, 100), Rational(1, 10), 1]
  let one = try places.map { try report("f", $0) }, two = try places.map { try report("g", $0) }
  return Figure("clipping", size: .wide(height: 230)) {
    Panel(x: .log(0.0075...1, label: "clip $c$"), y: .log(0.001...10000, label: "reported over true $W_1$")) {
      Rule(y: 1, label: "the truth")
      Line(cs, cs.map { 64 * $0 * $0 }, stroke: .blue, label: .at(0.2, .aboveLeft, "one layer"))
      Line(cs, cs.map { 4096 * $0 * $0 * $0 }, stroke: .orange, dash: .dashed, label: .at(0.3, .aboveLeft, "two layers"))
      Dots(places.map(\.double), one, fill: .blue, name: "one layer, judged")
      Dots(places.map(\.double), two, fill: .orange, symbol: .square, name: "two layers, judged")
    }
  }
  .alt("""
    On logarithmic axes, two rising lines over the clip from 0.01 to 1: one layer from \(decimals(one[0], 4)) to \(decimals(one[2], 0)), two \
    layers from \(decimals(two[0], 4)) to \(decimals(two[2], 0)); both cross the true value 1, at different clips.
    """)
}

/// Two samples of one law.
func samples() -> Drawing {
  let sizes = [10, 30, 100, 300, 1000, 3000]
  let means = sizes.map { n -> Double in
    let runs = 40
    return (0..<runs).reduce(0.0) { sum, run in
      let a = Draws(seed: 2 * run).normals(n).sorted(), b = Draws(seed: 2 * run + 1).normals(n).sorted()
      return sum + zip(a, b).reduce(0) { $0 + abs($1.0 - $1.1) } / Double(n * runs)
    }
  }
  return Figure("samples", size: .wide(height: 220)) {
    Panel(x: .log(8...4000, label: "sample size $n$"), y: .log(0.02...1.5, label: "distance of two samples")) {
      Line(sizes.map(Double.init), sizes.map { _ in log(2) }, stroke: .orange, dash: .dashed, label: .at(60, .above, "$D_{JS}=\\log 2$"))
      Line(sizes.map(Double.init), means, stroke: .blue, label: .at(100, .aboveRight, "mean $W_1$"))
      Dots(sizes.map(Double.init), means, fill: .blue, name: "mean W1")
    }
  }
  .alt("""
    Over the sample size, the Jensen-Shannon divergence of two samples of one law stays at \(decimals(log(2), 4)), while their mean transport \
    distance falls from \(decimals(means[0], 2)) at 10 to \(decimals(means[5], 3)) at 3000.
    """)
}
