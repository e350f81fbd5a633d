import Foundation
import Plotting

private let line = LinearModel()
private func four(_ value: Double) -> String { String(format: "%.4g", value) }

/// Prior, posterior and guess over the cause.
func guessFigure() -> Plotting.Figure {
  let posterior = line.posterior, guess = Guess(mean: 0.3, variance: 0.2)
  let toPrior = four(guess.divergence(to: .prior)), gap = four(guess.divergence(to: posterior))
  return Plotting.Figure("guess", size: .wide(height: 190)) {
    Panel(x: .linear(-2.5...2.5, label: "the cause $z$"), y: .linear(0...1.4, label: "density")) {
      Line(over: -2.5...2.5, stroke: .muted, label: .at(-1.1, .aboveLeft, "prior $p(z)$")) {
        Guess.prior.density($0)
      }
      Area(over: -2.5...2.5, fill: .green.soft) { posterior.density($0) }
      Line(over: -2.5...2.5, stroke: .green, label: .at(0.95, .aboveRight, "posterior $p(z|x)$")) {
        posterior.density($0)
      }
      Line(over: -2.5...2.5, stroke: .orange, label: .at(-0.05, .aboveLeft, "guess $q(z|x)$")) {
        guess.density($0)
      }
      Label("\(toPrior) to the prior, inside the bound", at: (-2.4, 1.3), .right, color: .muted)
      Label("\(gap) to the posterior: the gap", at: (-2.4, 1.16), .right, color: .green)
    }
  }
}

/// Bound and gap along a path of guesses: their sum does not move.
func flatLineFigure() -> Plotting.Figure {
  let ts = Spacing.even.points(0...1, 201)
  let bounds = ts.map { line.bound(line.between($0)) }
  let top = line.logEvidence, floor = -7.5
  return Plotting.Figure("flat-line", size: .wide(height: 210)) {
    Panel(
      x: .linear(
        0...1, label: "the guess, on its way",
        ticks: .labelled([(0, "prior"), (0.25, "$\\tfrac14$"), (0.5, "$\\tfrac12$"), (0.75, "$\\tfrac34$"), (1, "posterior")])),
      y: .linear(floor...(-1), label: "nats")
    ) {
      Area(ts, bounds, base: floor, fill: .blue.soft, name: "bound")
      Band(ts, from: bounds, to: ts.map { _ in top }, fill: .orange.soft, name: "gap")
      Line(ts, bounds, stroke: .blue, name: "the bound")
      Rule(y: top, stroke: .ink, width: 1.4, dash: .solid, label: "$\\log p(x)$ = \(four(top))", .aboveLeft, at: 0.98)
      Label("the gap $D_{KL}(q\\|p(z|x))$", at: (0.035, -2.75), .right, color: .orange)
      Label("the bound $\\mathcal{L}(q)$", at: (0.62, -5), .centre, color: .blue)
    }
  }
}

/// The bound with a frozen guess and the evidence, over the decoder's weight.
func frozenFigure() -> Plotting.Figure {
  let guess = line.posterior
  func evidence(_ w: Double) -> Double { LinearModel(w: w).logEvidence }
  func bound(_ w: Double) -> Double { LinearModel(w: w).bound(guess) }
  let truth = sqrt(line.x * line.x - line.variance)
  let best = line.x * guess.mean / (guess.mean * guess.mean + guess.variance)
  return Plotting.Figure("frozen", size: .wide(height: 210)) {
    Panel(
      x: .linear(0.5...3, label: "the decoder's weight $w$"),
      y: .linear(-3 ... -1.7, label: "nats")
    ) {
      Line(over: 0.5...3, stroke: .green, label: .at(2.6, .aboveRight, "$\\log p(x)$")) { evidence($0) }
      Line(over: 0.5...3, stroke: .blue, label: .at(0.95, .belowRight, "bound, guess frozen at $w=2$")) { bound($0) }
      Dots(at: 2, evidence(2), fill: .ink, label: "they touch", .aboveRight)
      Dots(at: best, bound(best), fill: .blue, label: four(best), .below)
      Dots(at: truth, evidence(truth), fill: .green, label: four(truth), .above)
    }
  }
}

/// The rate-distortion curve of the best guesses with its tangents.
func planeFigure() -> Plotting.Figure {
  func rate(_ weight: Double) -> Double { line.best(at: weight).divergence(to: .prior) }
  func distortion(_ weight: Double) -> Double { -line.reconstruction(line.best(at: weight)) }
  let weights = Spacing.geometric.points(0.1...40, 301)
  let named: [(Double, String)] = [(0.25, "$\\tfrac14$"), (0.5, "$\\tfrac12$"), (1, "1"), (2, "2"), (4, "4")]
  let level = -line.logEvidence
  return Plotting.Figure("plane", size: .narrow(height: 240)) {
    Panel(
      x: .linear(0...2.2, label: "rate $D_{KL}(q\\|p(z))$"),
      y: .linear(0...3, label: "distortion $-\\mathbb{E}_q[\\log p(x|z)]$")
    ) {
      Line([0, level], [level, 0], stroke: .muted, width: 0.9, dash: .dashed, name: "slope -1")
      Line(weights.map(rate), weights.map(distortion), stroke: .blue, name: "best guesses")
      for (weight, name) in named {
        let (r, d) = (rate(weight), distortion(weight)), half = 0.45 / sqrt(1 + weight * weight)
        Line(
          [r - half, r + half], [d + weight * half, d - weight * half], stroke: .orange, width: 1, name: "tangent")
        Dots(at: r, d, fill: .blue, label: "$\\beta$ = \(name)", .aboveRight)
      }
      Label("$-\\log p(x)$ = \(four(level))", at: (level - 0.06, 0.13), .left, color: .muted)
    }
  }
}

/// One Gaussian cause becomes two humps.
func twoHumpsFigure() -> Plotting.Figure {
  func humps(_ x: Double) -> Double { 0.5 * normal(x, -3, 0.25) + 0.5 * normal(x, 3, 0.25) }
  return Plotting.Figure("two-humps", size: .wide(height: 180), columns: 2) {
    Panel(x: .linear(-4...4, label: "the cause $z$"), y: .linear(0...0.45, label: "$p(z)$"), title: "before the decoder") {
      Area(over: -4...0, fill: .blue.soft, name: "left half") { normal($0, 0, 1) }
      Area(over: 0...4, fill: .orange.soft, name: "right half") { normal($0, 0, 1) }
      Line(over: -4...4, stroke: .ink, name: "prior") { normal($0, 0, 1) }
    }
    Panel(x: .linear(-6...6, label: "what we see, $x$"), y: .linear(0...0.45, label: "$p(x)$"), title: "after it") {
      Area(over: -6...0, fill: .blue.soft, name: "left hump", of: humps)
      Area(over: 0...6, fill: .orange.soft, name: "right hump", of: humps)
      Line(over: -6...6, stroke: .ink, name: "marginal", of: humps)
      Line(over: -6...6, stroke: .muted, dash: .dashed, name: "one Gaussian") { normal($0, 0, 9.25) }
      Label("one Gaussian", at: (0, 0.2), .centre, color: .muted, pointing: (0, 0.135))
    }
  }
}

/// The posterior and the best diagonal guess at four angles.
func turnFigure() -> Plotting.Figure {
  let around = Spacing.even.points(0...(2 * .pi), 181), range = -1.3...1.3
  return Plotting.Figure("turn", size: .wide(height: 150), columns: 4, sharing: .y) {
    for degrees in [0.0, 15, 30, 45] {
      let model = Turned(angle: degrees * .pi / 180)
      let posterior = around.map { model.posterior($0, radius: 2) }
      let guess = around.map { model.guess($0, radius: 2) }
      Panel(
        x: .linear(range, ticks: .at([-1, 0, 1])), y: .linear(range, ticks: .at([-1, 0, 1])),
        title: "\(Int(degrees))°: gap " + String(format: "%.3f", model.gap), aspect: .equal
      ) {
        Line(posterior.map(\.0), posterior.map(\.1), stroke: .green, width: 1.6, name: "posterior")
        Line(guess.map(\.0), guess.map(\.1), stroke: .orange, width: 1.2, dash: .dashed, name: "best diagonal guess")
        if degrees == 45 {
          Label("posterior", at: (0.95, 0.95), .aboveLeft, color: .green)
          Label("diagonal guess", at: (0.2, -0.82), .belowRight, color: .orange)
        }
      }
    }
  }
}
