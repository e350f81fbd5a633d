import Exact
import Foundation
import Plotting
import Textbook

private func bell(_ x: Double, _ m: Double, _ v: Double) -> Double { exp(-(x - m) * (x - m) / (2 * v)) / sqrt(2 * .pi * v) }

/// What is left of the data under three schedules.
func memory() -> Drawing {
  let steps = (0...90).map { pow(1000, Double($0) / 90).rounded() }.reduce(into: [Double]()) { if $0.last != $1 { $0.append($1) } }
  func curve(_ s: Schedule) -> [Double] { steps.map { s.memory[Int($0)] } }
  let schedules: [Schedule] = [.linear, .cosine, .stalling]
  let last = schedules.map { $0.memory[1000] }
  return Figure("memory", size: .wide(height: 220)) {
    Panel(x: .log(1...1000, label: "step $t$"), y: .linear(0...1, label: "share of the data, $\\bar\\alpha_t$")) {
      Line(steps, curve(.linear), stroke: .blue, label: .at(330, .belowLeft, "linear"))
      Line(steps, curve(.cosine), stroke: .green, dash: .dashed, label: .at(500, .aboveRight, "cosine"))
      Line(steps, curve(.stalling), stroke: .orange, dash: .dotted, label: .at(12, .above, "$\\beta_t=1/(t+1)^2$"))
      Rule(y: 0.5, stroke: .muted)
    }
  }
  .alt("""
    Three falling curves over the step on a logarithmic axis. After 1000 steps the linear schedule keeps \(decimals(last[0], 5)), the cosine \
    schedule \(decimals(last[1], 5)), and the stalling one \(decimals(last[2], 3)).
    """)
}

/// The law of x_t for two points, with paths.
func melting() -> Drawing {
  let memory = Schedule.linear.memory, keep = Schedule.linear.keep
  let field = Field(cells: 125, 90, x: 0...1000, y: -3...3) { t, x in
    let a = memory[min(1000, max(4, Int(t)))]
    let v = 1 - a + 0.002
    return min(1.2, (bell(x, a.squareRoot(), v) + bell(x, -a.squareRoot(), v)) / 2)
  }
  var draws = Draws("paths")
  let paths = (0..<12).map { k -> ([Double], [Double]) in
    var x = k % 2 == 0 ? 1.0 : -1.0
    var ts = [0.0], xs = [x]
    for t in 1...1000 {
      x = keep[t - 1].squareRoot() * x + (1 - keep[t - 1]).squareRoot() * draws.normal()
      if t % 8 == 0 { ts.append(Double(t)); xs.append(max(-3, min(3, x))) }
    }
    return (ts, xs)
  }
  // Two humps at ±√ᾱ of variance 1 − ᾱ melt when ᾱ = 1 − ᾱ.
  let meet = memory.firstIndex { $0 <= 0.5 } ?? 0
  return Figure("melting", size: .wide(height: 240)) {
    Panel(x: .linear(0...1000, label: "step $t$"), y: .linear(-3...3, label: "$x_t$")) {
      HeatMap(field, map: .density(.blue))
      Curves(paths.map { ($0.0, $0.1) }, stroke: .ink.opacity(0.35), width: 0.5, name: "paths")
      Rule(x: Double(meet), stroke: .orange, dash: .dashed)
      Label("one hump from here", at: (Double(meet) + 15, 2.6), .right)
    }
  }
  .alt("""
    Density over the step and the place: two narrow bands at -1 and 1 widen and merge into one broad band around 0 at step \(meet); twelve \
    paths wander from the bands into the cloud.
    """)
}

/// The true step back and the Gaussian of its moments.
func backstep(_ book: Book) throws -> Drawing {
  func back(_ beta: Double) -> (xs: [Double], truth: [Double], moments: [Double]) {
    let xs = (0...240).map { -2.4 + 4.8 * Double($0) / 240 }, y = 0.3
    let raw = xs.map { x in (bell(x, sqrt(0.5), 0.5) + bell(x, -sqrt(0.5), 0.5)) * bell(y, (1 - beta).squareRoot() * x, beta) }
    let step = 0.02, mass = raw.reduce(0, +) * step
    let truth = raw.map { $0 / mass }
    let mean = zip(xs, truth).reduce(0) { $0 + $1.0 * $1.1 * step }
    let variance = zip(xs, truth).reduce(0) { $0 + ($1.0 - mean) * ($1.0 - mean) * $1.1 * step }
    return (xs, truth, xs.map { bell($0, mean, variance) })
  }
  let divergence = try ["2/5", "1/5", "1/10"].map { text in
    try book.number("D_{KL}\\bigl(q(x_1|x_2)\\,\\|\\,\\mathcal{N}(\\mu,\\varsigma)\\bigr)", toy: "halfway", at: ["b": Rational(text)!])
  }
  let cases: [(Double, String)] = [(0.4, "$\\beta=0.4$"), (0.2, "$\\beta=0.2$"), (0.1, "$\\beta=0.1$")]
  return Figure("backstep", size: .wide(height: 210), columns: 3, sharing: .y) {
    for (beta, title) in cases {
      let b = back(beta)
      Panel(x: .linear(-2...2, label: "$x_{t-1}$"), y: .linear(0...1.4, label: "density"), title: title) {
        Area(b.xs.filter { abs($0) <= 2 }, zip(b.xs, b.truth).filter { abs($0.0) <= 2 }.map(\.1), fill: .blue.soft, name: "true, beta \(beta)")
        Line(b.xs.filter { abs($0) <= 2 }, zip(b.xs, b.truth).filter { abs($0.0) <= 2 }.map(\.1), stroke: .blue, name: "true, beta \(beta)")
        Line(b.xs.filter { abs($0) <= 2 }, zip(b.xs, b.moments).filter { abs($0.0) <= 2 }.map(\.1), stroke: .orange, dash: .dashed, name: "same moments, beta \(beta)")
      }
    }
  }
  .alt("""
    Three panels with the true law of the step back (filled) and the Gaussian of the same moments (dashed). They differ by \(decimals(divergence[0], 5)), \
    \(decimals(divergence[1], 5)) and \(decimals(divergence[2], 5)) nats for beta 0.4, 0.2 and 0.1.
    """)
}

/// The best possible loss over the step.
func lossFloor() -> Drawing {
  let memory = Schedule.linear.memory
  let steps: [Int] = [1, 2, 4, 8, 12, 18, 25, 35, 50, 70] + Array(stride(from: 90, through: 1000, by: 26))
  func twoPoints(_ a: Double) -> Double {
    let m = a.squareRoot(), v = 1 - a, step = 12.0 / 2400
    return (0..<2400).reduce(0.0) { (sum: Double, i: Int) -> Double in
      let x = -6.0 + (Double(i) + 0.5) * step
      let chance = 1 / (1 + exp(-2 * m * x / v))
      let density = (bell(x, m, v) + bell(x, -m, v)) / 2
      return sum + density * 4 * chance * (1 - chance) * a / v * step
    }
  }
  let xs = steps.map(Double.init), two = steps.map { twoPoints(memory[$0]) }, one = steps.map { memory[$0] }
  let top = two.max() ?? 0
  return Figure("floor", size: .wide(height: 220)) {
    Panel(x: .linear(0...1000, label: "step $t$"), y: .linear(0...1, label: "smallest loss")) {
      Line(xs, one, stroke: .orange, dash: .dashed, label: .at(200, .aboveRight, "data $N(0,1)$"))
      Line(xs, two, stroke: .blue, label: .at(420, .aboveRight, "data $-1$ and $1$"))
    }
  }
  .alt("""
    Over the step, the smallest loss for Gaussian data falls from 1 to 0; for the data -1 and 1 it rises from 0 to \(decimals(top, 2)) and falls back to 0.
    """)
}

/// Noise to data with the exact score of four bells.
func frames() -> Drawing {
  let centres: [(Double, Double)] = [(-1.2, -1.2), (1.2, -1.2), (-1.2, 1.2), (1.2, 1.2)]
  let width = 0.04, schedule = Schedule.linear
  var draws = Draws("frames")
  var points = (0..<400).map { _ in (draws.normal(), draws.normal()) }
  var shots: [(Int, [(Double, Double)])] = [(1000, points)]
  for t in stride(from: 1000, through: 1, by: -1) {
    let a = schedule.memory[t], keep = schedule.keep[t - 1], v = a * width + 1 - a, m = a.squareRoot()
    for i in points.indices {
      let p = points[i]
      var total = 0.0, sx = 0.0, sy = 0.0
      for c in centres {
        let (dx, dy) = (m * c.0 - p.0, m * c.1 - p.1)
        let w = exp(-(dx * dx + dy * dy) / (2 * v))
        (total, sx, sy) = (total + w, sx + w * dx / v, sy + w * dy / v)
      }
      if total > 0 { (sx, sy) = (sx / total, sy / total) }
      let noise = t > 1 ? (1 - keep).squareRoot() : 0, root = keep.squareRoot()
      points[i] = ((p.0 + (1 - keep) * sx) / root + noise * draws.normal(), (p.1 + (1 - keep) * sy) / root + noise * draws.normal())
    }
    if [501, 201, 51, 1].contains(t) { shots.append((t - 1, points)) }
  }
  let near = points.filter { p in centres.contains { hypot(p.0 - $0.0, p.1 - $0.1) < 0.8 } }.count
  return Figure("frames", size: .wide(height: 120), columns: 5, sharing: .both) {
    for (t, cloud) in shots {
      Panel(x: .linear(-3...3, ticks: .at([-2, 0, 2])), y: .linear(-3...3, ticks: .at([-2, 0, 2])), title: "$t=\(t)$", aspect: .equal) {
        Dots(cloud.map { max(-3, min(3, $0.0)) }, cloud.map { max(-3, min(3, $0.1)) }, radius: 0.8, fill: .blue, name: "t = \(t)")
      }
    }
  }
  .alt("Five clouds of 400 points, from noise at t = 1000 to four clusters at t = 0; \(near) of the 400 points end near a centre.")
}
