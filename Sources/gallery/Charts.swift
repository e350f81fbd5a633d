import Foundation
import Plotting
import SplitMix

extension SplitMix {
  /// A draw of N(0, 1), by Box and Muller.
  mutating func normal() -> Double {
    let u = Double.random(in: 1e-12..<1, using: &self)
    let v = Double.random(in: 0..<1, using: &self)
    return (-2 * log(u)).squareRoot() * cos(2 * .pi * v)
  }
}

/// Bars, histograms, stacks.
func charts() throws -> [Entry] { [histogram(), transport(), stack(), bars()] }

private func histogram() -> Entry {
  var noise = SplitMix(seed: 1)
  let samples = (0..<4000).map { _ in (Bool.random(using: &noise) ? -3 : 3) + 0.5 * noise.normal() }
  let figure = Figure("histogram", size: .narrow) {
    Panel(x: .linear(-5...5, label: "$x$"), y: .linear(0...0.45, label: "density of 4000 samples"))
    {
      Histogram(samples, bins: 50, range: -5...5, fill: .blue.opacity(0.35))
      Line(over: -5...5, stroke: .ink, label: .at(-2.2, .right, "*truth*")) {
        0.5 * normal($0, -3, 0.5) + 0.5 * normal($0, 3, 0.5)
      }
    }
  }
  return (figure, "A histogram with two humps, and the density it was drawn from.")
}

private func transport() -> Entry {
  let figure = Figure("transport", size: .wide(height: 190), columns: 2, lettered: true) {
    Panel(
      x: .linear(-0.5...3.5, label: "$x$"), y: .linear(-3.4...1.2, label: "potential"),
      title: "the plan"
    ) {
      Line([0, 1, 3], [0, -1, -3], stroke: .green, label: .at(2.2, .belowLeft, "$f$"))
      Dots([0, 1, 3], [0, -1, -3], fill: .green)
      Arrow(
        from: (1, 0.4), to: (0, 0.4), stroke: .blue, width: 2, bend: -0.3, label: "$\\tfrac{1}{4}$",
        .above)
      Arrow(
        from: (3, 0.4), to: (1, 0.4), stroke: .blue, width: 2.6, bend: -0.3,
        label: "$\\tfrac{1}{3}$", .above)
    }
    Panel(
      x: .linear(-0.5...3.5, label: "$x$"), y: .linear(0...1.05, label: "distribution functions"),
      title: "the area"
    ) {
      Band(
        [0, 1, 1, 3], from: [0.25, 0.25, 0.5, 0.5], to: [0.5, 0.5, 0.83, 0.83], fill: .purple.soft)
      Steps(
        [-0.5, 0, 1, 3, 3.5], [0, 0.5, 0.83, 1], stroke: .blue, label: .at(0.3, .above, "$F_p$"))
      Steps(
        [-0.5, 0, 1, 3, 3.5], [0, 0.25, 0.5, 1], stroke: .orange, marksJumps: true,
        label: .at(1.6, .below, "$F_q$"))
      Label("area $\\tfrac{11}{12}$", at: (2, 0.66), halo: false)
    }
  }
  return (
    figure,
    "Left, arrows move mass down a potential. Right, the area between two distribution functions."
  )
}

private func stack() -> Entry {
  let xs = Spacing.even.points(0...1, 60)
  let gap = xs.map { 1.8 * ($0 - 0.7) * ($0 - 0.7) }
  let figure = Figure("stack", size: .wide(height: 200), columns: 2, widths: [1.4, 1]) {
    Panel(x: .linear(0...1, label: "from prior to posterior"), y: .linear(-4...0, label: "nats")) {
      StackedArea(
        xs, base: -4,
        [
          .init("bound", gap.map { 4 - 1.921 - $0 }, fill: .blue.soft),
          .init("", gap, fill: .orange.soft),
        ])
      Line(
        [0, 1], [-1.921, -1.921], stroke: .ink, label: .at(0.3, .above, "$\\log p(x)$, always"))
      Bracket(y: (-1.921 - 0.882)...(-1.921), at: 0.03, "gap", color: .orange)
    }
    Panel(x: .bands(["prior", "half", "posterior"]), y: .linear(-4...1)) {
      Rule(y: 0, stroke: .muted, dash: .solid)
      StackedBars([
        .init("reconstruction", [-2.2, -1.5, -1], fill: .blue.opacity(0.6)),
        .init("KL", [-0.5, -0.7, -0.9], fill: .orange.opacity(0.6)),
      ])
      Legend(
        .topLeft,
        [
          .area("reconstruction", .blue.opacity(0.6)),
          .area("$-$KL to the prior", .orange.opacity(0.6)),
        ])
    }
  }
  return (figure, "Bound and gap stacked always reach the same height.")
}

private func bars() -> Entry {
  let figure = Figure("bars", size: .narrow(height: 130)) {
    Panel(
      x: .linear(0...1.25, label: "value at a shift of 2"),
      y: Axis.bands(["TV", "JS", "$W_1$"]).reversed
    ) {
      Bars(
        [0.683, 0.337, 1], fill: .blue.opacity(0.7), .horizontal,
        labels: ["0.683", "0.337", "1.000"])
    }
  }
  return (figure, "Three bars: 0.683, 0.337 and 1.")
}
