import Exact
import Foundation
import Plotting
import Textbook

/// The family z + a sin z, and the mass that a formula with one source sees.
func wave() -> Drawing {
  let zs = grid(-7...7, steps: 280)
  let strengths = grid(0...2, steps: 160)
  let masses = strengths.map(Wave.massOfOneSource)
  let shown = [(0.5, Color.blue, Stroke.Dash.solid), (1, .green, .dashed), (2, .orange, .dotted)]
  return Figure("wave", size: .wide(height: 220), columns: 2) {
    Panel(
      x: .linear(-7...7, label: "$z$"), y: .linear(-7...7, label: "$z+a\\sin z$"), aspect: .equal
    ) {
      for (a, color, dash) in shown {
        Line(
          zs.filter { abs(Wave.value($0, a)) <= 7 },
          zs.map { Wave.value($0, a) }.filter { abs($0) <= 7 }, stroke: color, dash: dash,
          name: "a = \(a)")
      }
      Legend(
        .topLeft,
        [
          .line("*a* = 1/2", .blue), .line("*a* = 1", .green, dash: .dashed),
          .line("*a* = 2", .orange, dash: .dotted),
        ])
    }
    Panel(x: .linear(0...2, label: "$a$"), y: .linear(0.5...1.05, label: "mass seen")) {
      Rule(x: 1, stroke: .muted)
      Line(strengths, masses, stroke: .purple, width: 1.8, name: "mass")
      Label("one to one", at: (0.5, 0.95), .centre)
      Label("folds", at: (1.3, 0.65), .centre)
      Dots(at: 2, masses[160], fill: .purple, label: four(masses[160]), .belowLeft)
    }
  }
  .alt(
    """
    Left, the curves z + a sin z: rising for a = 1/2, level at one point in each turn for a = 1, \
    running back for a = 2. Right, the mass seen by a formula that follows one source: 1 up to a = \
    1, then falling to \(four(masses[160])) at a = 2.
    """)
}

/// The exact map to two humps and one of slope ten; the densities they make.
func bridge(_ book: Book) throws -> Drawing {
  let zs = grid(-2.5...2.5, steps: 320)
  let xs = grid(-5...5, steps: 320)
  let limit = 10.0
  let target = try book.curve("p_d(x)", toy: "humps", over: "x", in: xs)
  let meet = limit * Humps.meeting(slope: limit)
  let flat = xs.map { abs($0) < meet ? bell($0 / limit) / limit : Humps.density($0) }
  let mass = try book.number("2\\Phi(1/L)-1", toy: "humps", at: ["L": 10])
  let steep = try book.number("\\frac{p_z(0)}{p_d(0)}", toy: "humps")
  return Figure("bridge", size: .wide(height: 220), columns: 2) {
    Panel(
      x: .linear(-2.5...2.5, label: "noise $z$"), y: .linear(-5...5, label: "data $x$"),
      title: "the map"
    ) {
      Line(zs, zs.map(Humps.map), stroke: .blue, width: 1.8, name: "exact map")
      Line(
        zs, zs.map { Humps.limited($0, slope: limit) }, stroke: .orange, dash: .dashed,
        name: "slope at most ten")
      Label(
        "slope \(String(format: "%.2g", steep / 1e7)) × 10^{7}", at: (-0.25, 0.5), .left,
        color: .blue, pointing: (0, 0.2))
      Label("slope 10", at: (0.5, -0.4), .right, color: .orange, pointing: (0.06, 0.4))
    }
    Panel(
      x: .linear(-5...5, label: "data $x$"), y: .linear(0...0.5, label: "density"),
      title: "what they make"
    ) {
      Area(xs, target, fill: .blue.soft, name: "the humps")
      Line(xs, target, stroke: .blue, width: 1.8, name: "the humps")
      Line(xs, flat, stroke: .orange, dash: .dashed, name: "slope at most ten")
      Label("a bridge", at: (0, 0.14), .above, color: .orange, pointing: (0, 0.045))
    }
  }
  .alt(
    """
    Left, the exact map: nearly level at -3 and 3, upright in the middle with slope \
    \(four(steep)); a dashed line of slope 10 cuts through. Right, two humps around -3 and 3 of \
    height \(four(target.max() ?? 0)); the dashed density agrees with them and adds a level bridge \
    of height \(four(flat[160])) between, with mass \(four(mass)) from -1 to 1.
    """)
}
