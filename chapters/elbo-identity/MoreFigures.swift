import Exact
import Foundation
import Plotting
import Probability
import Textbook

/// The naive estimate of the log-evidence: its mean, computed, and nine runs out of ten, drawn.
func naiveEstimate(_ book: Book) throws -> Drawing {
  let line = LinearModel()
  let runs = 200
  let counts = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000]
  let truth = try book.number("\\log p(x)", toy: "linvae")
  let stream = Stream(root: book.options.seed, check: "vae/naive-mc", purpose: "figure")
  var low: [Double] = []
  var high: [Double] = []
  var sums = [Double](repeating: 0, count: runs)
  var drawn = 0
  for count in counts {
    for run in 0..<runs {
      for draw in drawn..<count {
        let cause = stream.normal(draw, lane: UInt32(run))
        sums[run] += normal(line.x, line.w * cause, line.variance)
      }
    }
    drawn = count
    let logs = sums.map { log($0 / Double(count)) }.sorted()
    low.append(logs[runs / 20])
    high.append(logs[runs - 1 - runs / 20])
  }
  let ks = counts.map(Double.init)
  let means = ks.map { line.meanLogEstimate(draws: $0) }
  return Figure("naive", size: .wide(height: 190)) {
    Panel(
      x: .log(1...10_000, label: "draws $K$ from the prior"),
      y: .linear(-9...0, label: "estimate of $\\log p(x)$, nats")
    ) {
      Band(ks, from: low, to: high, fill: .blue.soft, name: "nine runs out of ten")
      Rule(
        y: truth, stroke: .ink, dash: .dashed, label: "$\\log p(x)$ = \(four(truth))", .aboveLeft,
        at: 0.98)
      Line(ks, means, stroke: .blue, name: "mean")
      Dots(ks, means, fill: .blue, name: "means")
      Label(
        "mean of one draw: \(four(means[0]))", at: (5, means[0]), .right, pointing: (1, means[0]))
      Label("mean of ten: \(four(means[3]))", at: (14, -5), .right, pointing: (10, means[3]))
      Label("band: nine runs out of ten", at: (14, -3.6), .right, color: .blue)
    }
  }
  .alt(
    """
    Over the number of draws, on a logarithmic axis, the mean of the estimate climbs from \
    \(four(means[0])) at one draw to \(four(means[3])) at ten and \(four(means[means.count - 1])) \
    at ten thousand, always below the truth \(four(truth)). Nine runs out of ten lie between \
    \(four(low[0])) and \(four(high[0])) at one draw, between \(four(low[low.count - 1])) and \
    \(four(high[high.count - 1])) at the end.
    """)
}

/// The posterior and the best diagonal guess at four angles.
func turn(_ book: Book) throws -> Drawing {
  let around = Spacing.even.points(0...(2 * .pi), 181)
  let range = -1.3...1.3
  let latex = "\\tfrac12(\\log\\Lambda_{11}+\\log\\Lambda_{22}-\\log\\det\\Lambda)"
  let gaps = try (0...3).map { n in
    let place: [String: Rational] = ["j": 2, "k": 1, "v": Rational(1, 2), "h": Rational(n, 12)]
    return try book.number(latex, toy: "turned", at: place)
  }
  return Figure("turn", size: .wide(height: 150), columns: 4, sharing: .y) {
    for (degrees, gap) in zip([0.0, 15, 30, 45], gaps) {
      let model = Turned(angle: degrees * .pi / 180)
      let posterior = around.map { model.posterior($0, radius: 2) }
      let guess = around.map { model.guess($0, radius: 2) }
      Panel(
        x: .linear(range, label: "$z_1$", ticks: .at([-1, 0, 1])),
        y: .linear(range, label: "$z_2$", ticks: .at([-1, 0, 1])),
        title: "\(Int(degrees))°: gap " + String(format: "%.3f", gap), aspect: .equal
      ) {
        Line(posterior.map(\.0), posterior.map(\.1), stroke: .green, width: 1.6, name: "posterior")
        Line(
          guess.map(\.0), guess.map(\.1), stroke: .orange, width: 1.2, dash: .dashed,
          name: "best diagonal guess")
        if degrees == 45 {
          Label("posterior", at: (0.95, 0.95), .aboveLeft, color: .green)
          Label("guess", at: (0.5, -0.75), .belowRight, color: .orange)
        }
      }
    }
  }
  .alt(
    """
    Four panels. An ellipse, the posterior, turned by 0, 15, 30 and 45 degrees; over it the best \
    ellipse with upright axes, which fits at 0 degrees and ends as a circle at 45. The gaps are \
    \(gaps.map { String(format: "%.3f", $0) }.joined(separator: ", ")).
    """)
}

/// The rate-distortion curve of the best guesses with its tangents.
func plane(_ book: Book) throws -> Drawing {
  let rateFormula = "D_{KL}(\\mathcal N(m^*,v^*)\\|p(z))"
  let distortionFormula = "-\\mathbb{E}_{z\\sim\\mathcal N(m^*,v^*)}[\\log p(x|z)]"
  func curve(_ latex: String, _ weights: [Double]) throws -> [Double] {
    try book.curve(latex, toy: "linvae", over: "beta", in: weights)
  }
  let weights = (-27...43).map { pow(2, Double($0) / 8) }.map { ($0 * 1024).rounded() / 1024 }
  let named = [0.25, 0.5, 1, 2, 4]
  let names = ["\\tfrac14", "\\tfrac12", "1", "2", "4"].map { "$\\beta=\($0)$" }
  let rates = try curve(rateFormula, named)
  let distortions = try curve(distortionFormula, named)
  let level = try book.number("-\\log p(x)", toy: "linvae")
  let allRates = try curve(rateFormula, weights)
  let allDistortions = try curve(distortionFormula, weights)
  return Figure("plane", size: .narrow(height: 240)) {
    Panel(
      x: .linear(0...2.2, label: "rate $D_{KL}(q\\|p(z))$"),
      y: .linear(0...3, label: "distortion $-\\mathbb{E}_q[\\log p(x|z)]$")
    ) {
      Line(
        [0, level], [level, 0], stroke: .muted, width: 0.9, dash: .dashed,
        label: .at(0.6, .belowLeft, "slope -1"))
      Line(allRates, allDistortions, stroke: .blue, name: "best guesses")
      for (i, weight) in named.enumerated() {
        let half = 0.45 / sqrt(1 + weight * weight)
        let (r, d) = (rates[i], distortions[i])
        Line(
          [r - half, r + half], [d + weight * half, d - weight * half], stroke: .orange, width: 1,
          name: "tangent")
        Dots(at: r, d, fill: .blue, label: names[i], .aboveRight)
      }
      Label("$-\\log p(x)$ = \(four(level))", at: (level - 0.24, 0.13), .left, color: .muted)
    }
  }
  .alt(
    """
    A falling convex curve of distortion against rate, with tangents of slope minus a quarter to \
    minus four. The points run from rate \(four(rates[4])) and distortion \(four(distortions[4])) \
    at weight 4 to rate \(four(rates[0])) and distortion \(four(distortions[0])) at weight one \
    quarter. A dashed line of slope -1 from \(four(level)) to \(four(level)) touches it at weight \
    1.
    """)
}
