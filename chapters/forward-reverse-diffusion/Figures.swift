import Exact
import Foundation
import Plotting
import Textbook

// What each figure argues is said in its caption in chapter.md; here it is drawn, from the formulas
// of the text where a formula can be asked.

/// An even grid with exact ends.
func grid(_ range: ClosedRange<Double>, steps: Int) -> [Double] {
  let width = range.upperBound - range.lowerBound
  return (0...steps).map { range.lowerBound + width * Double($0) / Double(steps) }
}

private let usual = Schedule<Double>.usual

/// What is left of the data under three schedules.
func memory() -> Drawing {
  let steps = (0...90).map { Int(pow(1000, Double($0) / 90).rounded()) }
    .reduce(into: [Int]()) { if $0.last != $1 { $0.append($1) } }
  let xs = steps.map(Double.init)
  func curve(_ s: Schedule<Double>) -> [Double] { steps.map { s.memory[$0] } }
  let ends = [usual, .cosine, .stalling].map { $0.memory[1000] }
  let half = Schedule<Double>.cosine.memory.firstIndex { $0 <= 0.5 } ?? 0
  return Figure("memory", size: .wide(height: 200)) {
    Panel(
      x: .log(1...1000, label: "step $t$"),
      y: .linear(0...1, label: "share of the data, $\\bar\\alpha_t$")
    ) {
      Rule(y: 0.5, stroke: .faint)
      Line(xs, curve(usual), stroke: .blue, width: 1.6, label: .at(330, .belowLeft, "linear"))
      Line(
        xs, curve(.cosine), stroke: .green, width: 1.6, dash: .dashed,
        label: .at(320, .aboveRight, "cosine"))
      Line(
        xs, curve(.stalling), stroke: .orange, width: 1.6, dash: .dotted,
        label: .at(3, .aboveRight, "$\\beta_t=1/(t+1)^2$"))
    }
  }
  .alt(
    """
    Three falling curves over the step on a logarithmic axis. The linear schedule keeps half at \
    step \(mergingStep), the cosine schedule at step \(half). After 1000 steps they keep \
    \(decimals(ends[0], 5)) and \(decimals(ends[1], 5)); the third stalls at \
    \(decimals(ends[2], 3)).
    """)
}

/// The law of x_t for the one pixel, with paths.
func melting(_ book: Book) throws -> Drawing {
  let times = (0..<100).map { (Double($0) + 0.5) * 10 }
  let half = grid(0...2.9375, steps: 47), xs = half.dropFirst().reversed().map { -$0 } + half
  // The law is even. At first it is two spikes: these are drawn as at step 12, with some width.
  let densities = try times.map { t in
    let kept = Rational(Int((usual.memory[max(12, Int(t))] * 4096).rounded()), 4096)
    let right = try book.curve(
      "q(x_1)", toy: "one-pixel", over: "x_1", in: half, at: ["alpha_1": kept])
    return (right.dropFirst().reversed() + right).map { min(1.2, $0) }
  }
  let field = Field(xs: times, ys: xs, values: xs.indices.map { j in densities.map { $0[j] } })
  let merge = Double(mergingStep)
  return Figure("melting", size: .wide(height: 230)) {
    Panel(x: .linear(0...1000, label: "step $t$"), y: .linear(-3...3, label: "$x_t$")) {
      HeatMap(field, map: .density(.blue))
      Curves(forwardPaths(), stroke: .ink.opacity(0.35), width: 0.5, name: "paths")
      Rule(x: merge, stroke: .orange, dash: .dashed)
      Label("two humps", at: (merge - 14, 2.62), .left)
      Label("one hump", at: (merge + 14, 2.62), .right)
    }
  }
  .alt(
    """
    Density over the step and the place: two narrow bands at -1 and 1 widen and become one band \
    about 0 at step \(mergingStep); six paths wander from the bands into the cloud, some across.
    """)
}

/// Six walks of the forward chain from the two pixels, every eighth step.
private func forwardPaths() -> [([Double], [Double])] {
  var draws = Draws("paths")
  return (0..<6).map { k in
    var x = k % 2 == 0 ? 1.0 : -1.0
    var ts = [0.0], xs = [x]
    for t in 1...usual.steps {
      x = usual.keep[t].squareRoot() * x + usual.fresh(t).squareRoot() * draws.normal()
      if t % 8 == 0 {
        ts.append(Double(t))
        xs.append(max(-3, min(3, x)))
      }
    }
    return (ts, xs)
  }
}

/// The smallest loss over the step, for two data laws.
func lossFloor(_ book: Book) throws -> Drawing {
  // Before step 60 the floor of the one pixel is below 10⁻⁴, which no line can show.
  let early = [10, 20, 30, 45]
  let steps = Array(stride(from: 60, to: 300, by: 10)) + stride(from: 300, through: 1000, by: 25)
  let ts = [0] + steps.map(Double.init), all = [0] + (early + steps).map(Double.init)
  func curve(_ toy: String, at steps: [Int]) throws -> [Double] {
    try steps.map { t in
      try book.number(
        "\\frac{a}{1-a}\\,\\mathbb{E}_{x_1\\sim q(x_1)}[\\mathrm{Var}(q(x_0|x_1))]", toy: toy,
        at: ["a": Rational(exactly: usual.memory[t])])
    }
  }
  let bell = [1] + (try curve("level-bell", at: early + steps))
  let pixel = [0] + (try curve("level", at: steps))
  let top = pixel.max() ?? 0, place = Int(ts[pixel.firstIndex(of: top) ?? 0])
  return Figure("floor", size: .wide(height: 220)) {
    Panel(
      x: .linear(0...1000, label: "step $t$"), y: .linear(0...1, label: "smallest possible loss")
    ) {
      Line(
        all, bell, stroke: .orange, width: 1.6, dash: .dashed,
        label: .at(225, .aboveRight, "one bell, $\\mathcal N(0,1)$"))
      Line(ts, pixel, stroke: .blue, width: 1.6, label: .at(150, .belowRight, "one pixel"))
    }
  }
  .alt(
    """
    Over the step, the smallest loss for data N(0,1) falls from 1 to 0. For the one pixel it is \
    0 at first, rises to \(decimals(top, 2)) near step \(place), and falls back to 0.
    """)
}
