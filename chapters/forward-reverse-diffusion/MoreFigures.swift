import Exact
import Foundation
import Plotting
import Textbook

/// The true step back and three Gaussians of the right mean, and how far they are from it.
func backstep(_ book: Book) throws -> Drawing {
  let sizes = [Rational(2, 5), Rational(1, 10), Rational(1, 40)]
  let backs = try sizes.map { try StepBack($0, in: book) }
  let fine = (0...7).map { Rational(2, 5) / Rational(1 << $0) }
  let lines = try Gaussian.allCases.map { gaussian in
    try fine.map { step in
      try book.number(gaussian.divergence, toy: "halfway", at: ["b": step])
    }
  }
  let styles: [(Color, Stroke.Dash, String)] = [
    (.orange, .dashed, "same moments"), (.green, .dotted, "variance $\\beta$"),
    (.purple, .dashDotted, "variance $\\tilde\\beta$"),
  ]
  let x = Axis.linear(-1.5...1.5, label: "$x_{t-1}$"), bs = fine.map(\.double)
  return Figure("backstep", size: .wide(height: 330), columns: 2) {
    for (i, back) in backs.enumerated() {
      Panel(x: x, y: .linear(0...back.height, label: "density"), title: back.title) {
        if i == 0 { Legend(.topLeft, styles.map { .line($0.2, $0.0, dash: $0.1) }) }
        Area(back.xs, back.truth, fill: .blue.soft, name: "true")
        Line(back.xs, back.truth, stroke: .blue, width: 1.4, name: "true")
        for (bell, style) in zip(back.bells, styles) {
          Line(back.xs, bell, stroke: style.0, dash: style.1, name: style.2)
        }
      }
    }
    Panel(
      x: .log(2e-3...0.6, label: "step $\\beta$"),
      y: .log(1e-9...1, label: "divergence, nats", ticks: .at([1e-8, 1e-6, 1e-4, 1e-2, 1])),
      title: "how far they are, half kept"
    ) {
      for (values, style) in zip(lines, styles) {
        Line(bs, values, stroke: style.0, width: 1.4, dash: style.1, name: style.2)
        Dots(bs, values, radius: 1.6, fill: style.0, name: style.2)
      }
      Label("order 2", at: (0.012, 2e-4), .aboveLeft)
      Label("order 3", at: (0.02, 1.2e-6), .belowRight)
    }
  }
  .alt(
    """
    Three panels with the true law of the step back and three bells of its mean. At step 0.4 the \
    truth has two humps and no bell fits; at 0.1 it leans; at 0.025 the bell of the same moments \
    covers it. In the fourth the divergence falls with order 3 for the same moments, to \
    \(four(lines[0][7])) at step \(four(bs[7])), and with order 2 for the other two.
    """)
}

/// The step back for the one pixel from x_t = 0.3, with four fifths kept before the step.
private struct StepBack {
  static let kept = Rational(4, 5)
  let xs = grid(-1.5...1.5, steps: 150)
  let truth: [Double]
  /// In the order of `Gaussian.allCases`.
  let bells: [[Double]]
  let title: String
  var height: Double { (([truth] + bells).map { $0.max() ?? 1 }.max() ?? 1) * 1.2 }

  init(_ step: Rational, in book: Book) throws {
    let place = [
      "alpha_1": Self.kept, "alpha_2": 1 - step, "t": Rational(2), "x_2": Rational(3, 10),
    ]
    let xs = xs
    func number(_ latex: String) throws -> Double {
      try book.number(latex, toy: "one-pixel", at: place)
    }
    let mean = try number("\\mathbb{E}_{x_1\\sim q(x_1|x_2)}[x_1]")
    truth = try book.curve("q(x_1|x_2)", toy: "one-pixel", over: "x_1", in: xs, at: place)
    bells = try ["\\mathrm{Var}(q(x_1|x_2))", "\\beta_2", "\\tilde\\beta_2"].map {
      let variance = try number($0)
      return xs.map { exp(-pow($0 - mean, 2) / (2 * variance)) / sqrt(2 * .pi * variance) }
    }
    title = "$\\beta=\(String(format: "%g", step.double))$"
  }
}

/// The variance on the way back under five samplers, on data N(0, ¼).
func ways() -> Drawing {
  let chain = ReverseChain(schedule: Schedule<Double>.usual, target: 0.25)
  let ts = stride(from: 1000, through: 0, by: -10).map { Double($0) }
  func path(_ sampler: Sampler) -> [Double] {
    let all = chain.variances(sampler)
    return ts.map { all[1000 - Int($0)] }
  }
  let truth = ts.map { chain.variance(Int($0)) }
  let ends = Sampler.allCases.map { chain.last($0) }
  return Figure("ways", size: .wide(height: 240)) {
    Panel(
      x: Axis.linear(0...1000, label: "step $t$, from noise to data").reversed,
      y: .log(1e-11...1e5, label: "variance of $x_t$", ticks: .at([1e-10, 1e-7, 1e-4, 0.1, 100]))
    ) {
      Line(ts, truth, stroke: .ink.opacity(0.35), width: 4, name: "data with noise")
      Line(ts, path(.right), stroke: .blue, width: 1.5, label: .at(200, .aboveRight, "right"))
      Line(
        ts, path(.noiseOfTheStep), stroke: .red, width: 1.5, dash: .dashDotted,
        label: .at(420, .aboveLeft, "noise of the step"))
      Line(
        ts, path(.noRescaling), stroke: .green, width: 1.5, dash: .dashed,
        label: .end("no rescaling"))
      Line(
        ts, path(.noFreshNoise), stroke: .orange, width: 1.5, dash: .dotted,
        label: .at(500, .aboveRight, "no fresh noise"))
      Line(
        ts, path(.plainSubtraction), stroke: .purple, width: 1.5, dash: .dashed,
        label: .at(560, .belowLeft, "plain subtraction"))
    }
  }
  .alt(
    """
    Five curves of the variance on the way from step 1000 to step 0, on a logarithmic axis. The \
    right sampler lies on the variance of the noised data and ends at \(four(ends[0])); without \
    fresh noise it falls to \(four(ends[1])), without rescaling it ends at \(four(ends[2])), \
    plain subtraction ends at \(four(ends[3])), and the noise of the step at \(four(ends[4])).
    """)
}

/// The clouds of the last figure, made once.
let shots = Cloud.shots(count: 300, at: [1000, 600, 400, 200, 60, 0])

/// Noise to data with the exact score of two humps; each point has the symbol of the hump it ends in.
func frames() -> Drawing {
  let end = shots[shots.count - 1], right = end.right
  let wide = -5.2...5.2, high = -3.3...3.3
  return Figure("frames", size: .wide(height: 420), columns: 2, sharing: .both) {
    for (i, shot) in shots.enumerated() {
      Panel(
        x: .linear(wide, label: "first coordinate", ticks: .at([-3, 0, 3])),
        y: .linear(high, label: i == 0 ? "second coordinate" : nil, ticks: .at([-3, 0, 3])),
        title: "$t=\(shot.t)$: \(shot.agreeing(with: end)) of \(right.count) on their side",
        aspect: .equal
      ) {
        score(at: shot.t, in: wide, high)
        for side in [true, false] {
          let some = zip(shot.points, right).filter { $0.1 == side }.map(\.0)
          Dots(
            some.map(\.x), some.map(\.y), radius: 1.05, fill: side ? .blue : .orange,
            symbol: side ? .disc : .triangle,
            name: "at \(shot.t), ending \(side ? "right" : "left")")
        }
      }
    }
  }
  .alt(
    """
    Six clouds of \(right.count) points with arrows of the score, marked by the side on which \
    they end: discs right, triangles left. At step 1000 both are mixed in one round cloud; at 400 \
    the cloud is stretched and nearly sorted, at 200 parted, and at 0 there are two round \
    clusters, \(right.count { !$0 }) points at -3 and \(right.count { $0 }) at 3.
    """)
}

/// The exact score of the noised humps as arrows, behind the points.
private func score(at t: Int, in x: ClosedRange<Double>, _ y: ClosedRange<Double>) -> VectorField {
  let law = NoisedHumps(memory: Schedule<Double>.usual.memory[t])
  return VectorField(
    x: x, y: y, columns: 13, rows: 7, stroke: .muted.opacity(0.7), width: 0.5, name: "score at \(t)"
  ) { x, y in
    let score = law.score(x, y)
    return (score.x, score.y)
  }
}
