import Foundation
import Plotting

typealias Entry = (figure: Figure, alt: String)

func normal(_ x: Double, _ mean: Double, _ deviation: Double = 1) -> Double {
  let z = (x - mean) / deviation
  return exp(-z * z / 2) / (deviation * (2 * Double.pi).squareRoot())
}

/// Curves, areas, rules, labels.
func lines() throws -> [Entry] { [optimum(), slopes(), distances(), estimates(), schedules()] }

private func optimum() -> Entry {
  let figure = Figure("optimum", size: .wide(height: 300), sharing: .x) {
    Panel(x: .linear(-4...6, label: "$x$"), y: .linear(0...0.45, label: "density")) {
      Area(over: -4...6, fill: .blue.soft) { normal($0, 0) }
      Area(over: -4...6, fill: .orange.soft) { normal($0, 2) }
      Line(over: -4...6, stroke: .blue, label: .at(-0.7, .aboveLeft, "$p_d$")) { normal($0, 0) }
      Line(over: -4...6, stroke: .orange, label: .at(2.7, .aboveRight, "$p_g$")) { normal($0, 2) }
    }
    Panel(
      x: .linear(-4...6, label: "$x$"), y: .linear(0...1, label: "optimal discriminator $D^*(x)$")
    ) {
      Rule(y: 0.5, label: "no idea: $\\tfrac{1}{2}$", .aboveRight, at: 0)
      Line(over: -4...6, stroke: .green) { 1 / (1 + exp(2 * $0 - 2)) }
      Label("equal densities", at: (1.5, 0.75), .right, pointing: (1, 0.5))
      Inset(x: 0.7...1, y: 0.38...1.05) {
        Panel(
          x: .linear(-4...6, ticks: .at([-4, 1, 6])),
          y: .linear(-10...10, label: "logit $2 - 2x$", ticks: .at([-10, 0, 10]))
        ) {
          Rule(y: 0)
          Line(over: -4...6, stroke: .green) { 2 - 2 * $0 }
        }
      }
    }
  }
  return (
    figure,
    "Two bell curves of equal width, at 0 and at 2. Below, the optimal discriminator falls to 0."
  )
}

private func slopes() -> Entry {
  let figure = Figure(
    "slopes", size: .wide(height: 280), heights: [1, 1.2], sharing: .x, lettered: true
  ) {
    Panel(
      x: .linear(0...16, label: "$\\theta$"), y: .linear(-1.5...0.1, label: "value"),
      title: "The value saturates"
    ) {
      Rule(y: 0, label: "$2\\log 2 - \\log 4$", .belowLeft)
      Line(over: 0...16, stroke: .ink) { -1.386 * exp(-$0 * $0 / 8) }
    }
    Panel(
      x: .linear(0...16, label: "$\\theta$"), y: .log(1e-15...100, label: "slope"),
      title: "and its slope dies"
    ) {
      Line(over: 0.02...16, stroke: .orange, label: .end("saturating")) {
        0.5 * $0 * exp(-$0 * $0 / 8)
      }
      Line(over: 0.02...16, stroke: .blue, dash: .dashed, label: .end("non-saturating")) {
        $0 / (1 + exp(-$0))
      }
      Dots(at: 2, 0.5 * 2 * exp(-0.5), fill: .orange, label: "0.45 at $\\theta = 2$", .below)
    }
  }
  return (
    figure, "Above, the value against the shift. Below, on a logarithmic axis, the two slopes."
  )
}

private func distances() -> Entry {
  let xs = Spacing.even.points(-1...1, 201)
  let figure = Figure(
    "distances", size: .wide(height: 170), columns: 4, sharing: .y, lettered: true
  ) {
    Panel(
      x: .linear(-1...1, label: "$\\theta$", ticks: .at([-1, 0, 1])), y: .linear(0...1.2),
      title: "TV"
    ) {
      Steps([-1, 0, 1], [1, 1], stroke: .blue)
      Dots(at: 0, 1, fill: .blue, open: true)
      Dots(at: 0, 0, fill: .blue)
    }
    Panel(
      x: .linear(-1...1, label: "$\\theta$", ticks: .at([-1, 0, 1])), y: .linear(0...1.2),
      title: "KL"
    ) {
      Line([-0.66, 0, 0.66], [.infinity, 0, .infinity], stroke: .orange, infinite: .arrow)
      Label("$\\infty$", at: (-0.66, 1.0), .left, color: .orange)
    }
    Panel(
      x: .linear(-1...1, label: "$\\theta$", ticks: .at([-1, 0, 1])), y: .linear(0...1.2),
      title: "JS"
    ) {
      Line([-1, 0], [0.693, 0.693], stroke: .green)
      Line([0, 1], [0.693, 0.693], stroke: .green, label: .at(0.5, .above, "$\\log 2$"))
      Dots(at: 0, 0.693, fill: .green, open: true)
      Dots(at: 0, 0, fill: .green)
    }
    Panel(
      x: .linear(-1...1, label: "$\\theta$", ticks: .at([-1, 0, 1])), y: .linear(0...1.2),
      title: "$W_1$"
    ) {
      Line(xs, xs.map(abs), stroke: .purple)
    }
  }
  return (
    figure,
    "Four distances of two parallel lines: three jump at 0, the last is the absolute shift."
  )
}

private func estimates() -> Entry {
  let ks = (0...8).map { pow(2, Double($0)) }
  let mean = ks.map { -1.921 - 4.9 / $0 }
  let figure = Figure("estimates", size: .narrow(height: 200)) {
    Panel(
      x: .log(1...256, base: 2, label: "samples $K$"),
      y: .linear(-8 ... -1, label: "estimate of $\\log p(x)$, nats")
    ) {
      Rule(y: -1.921, stroke: .orange, label: "$\\log p(x) = -1.921$", .aboveLeft)
      Band(
        ks, from: zip(ks, mean).map { $1 - 1.5 / $0.squareRoot() },
        to: zip(ks, mean).map { $1 + 1.5 / $0.squareRoot() })
      Line(ks, mean, stroke: .blue)
      Dots(ks, mean, fill: .blue)
    }
  }
  return (figure, "The estimate rises towards the truth as samples are added; its band narrows.")
}

private func schedules() -> Entry {
  let ts = Spacing.geometric.points(1...1000, 200)
  let figure = Figure("schedules", size: .wide(height: 200), columns: 2, widths: [1.2, 1]) {
    Panel(
      x: .log(1...1000, label: "step $t$"), y: .linear(0...1, label: "signal left $\\bar\\alpha_t$")
    ) {
      Line(ts, ts.map { exp(-$0 * $0 / 100_000) }, stroke: .blue, label: .end("linear"))
      Line(
        ts, ts.map { pow(cos($0 / 1000 * .pi / 2), 2) }, stroke: .green, dash: .dashed,
        label: .end("cosine"))
      Line(ts, ts.map { 0.5 + 0.25 / $0 }, stroke: .orange, dash: .dotted, label: .end("stalls"))
    }
    Panel(
      x: .linear(-.pi ... .pi, label: "$x$", ticks: .pi),
      y: .symmetricLog(-100...100, threshold: 0.1, label: "$\\sinh 2x$").gridded
    ) {
      Line(over: -.pi ... .pi, stroke: .purple, dash: .dashDotted) { sinh(2 * $0) / 3 }
    }
  }
  return (
    figure,
    "Three noise schedules over the step; beside them a curve on a symmetric logarithmic axis."
  )
}
