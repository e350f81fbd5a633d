import Exact
import Foundation
import Plotting
import Textbook

// What each figure argues is said in its caption in chapter.md; here it is drawn from the
// formulas of the text.

/// One Gaussian cause becomes two humps.
func twoHumps(_ book: Book) throws -> Drawing {
  let zs = grid(-4...4)
  let xs = grid(-6...6, steps: 192)
  let middle = xs.count / 2
  let prior = try book.curve("p(z)", toy: "sign-decoder", over: "z", in: zs)
  let seen = try book.curve("p(x)", toy: "sign-decoder", over: "x", in: xs)
  let best: [String: Rational] = ["m": 0, "v": Rational(37, 4)]
  let one = try book.curve("p_\\theta(x)", toy: "humps-and-gaussian", over: "x", in: xs, at: best)
  return Figure("two-humps", size: .wide(height: 180), columns: 2) {
    Panel(
      x: .linear(-4...4, label: "the cause $z$"), y: .linear(0...0.45, label: "$p(z)$"),
      title: "before the decoder"
    ) {
      Area(Array(zs[...64]), Array(prior[...64]), fill: .blue.soft, name: "left half")
      Area(Array(zs[64...]), Array(prior[64...]), fill: .orange.soft, name: "right half")
      Line(zs, prior, stroke: .ink, name: "prior")
      Label("to -3", at: (-0.75, 0.1), .centre, halo: false)
      Label("to 3", at: (0.75, 0.1), .centre, halo: false)
    }
    Panel(
      x: .linear(-6...6, label: "what we see, $x$"), y: .linear(0...0.45, label: "$p(x)$"),
      title: "after it"
    ) {
      Area(Array(xs[...middle]), Array(seen[...middle]), fill: .blue.soft, name: "left hump")
      Area(Array(xs[middle...]), Array(seen[middle...]), fill: .orange.soft, name: "right hump")
      Line(xs, seen, stroke: .ink, name: "marginal")
      Line(xs, one, stroke: .muted, dash: .dashed, name: "one Gaussian")
      Label("one Gaussian", at: (0, 0.2), .centre, color: .muted, pointing: (0, 0.135))
    }
  }
  .alt(
    """
    Left, one bell curve over the cause, its left half blue and its right half orange. Right, \
    what we see: a blue hump at -3 and an orange one at 3, both of height \
    \(four(seen.max() ?? 0)); a flat bell curve of height \(four(one.max() ?? 0)) lies across \
    both, highest in the empty middle.
    """)
}

/// Prior, posterior and guess over the cause.
func guess(_ book: Book) throws -> Drawing {
  let zs = grid(-2.5...2.5, steps: 160)
  func curve(_ latex: String) throws -> [Double] {
    try book.curve(latex, toy: "linvae", over: "z", in: zs)
  }
  let prior = try curve("p(z)")
  let posterior = try curve("p(z|x)")
  let guess = try curve("q(z|x)")
  let height = four(posterior.max() ?? 0)
  let toPrior = four(try book.number("D_{KL}(q(z|x)\\|p(z))", toy: "linvae"))
  let gap = four(try book.number("D_{KL}(q(z|x)\\|p(z|x))", toy: "linvae"))
  return Figure("guess", size: .wide(height: 190)) {
    Panel(x: .linear(-2.5...2.5, label: "the cause $z$"), y: .linear(0...1.4, label: "density")) {
      Line(zs, prior, stroke: .muted, label: .at(-1.1, .aboveLeft, "prior $p(z)$"))
      Area(zs, posterior, fill: .green.soft, name: "posterior")
      Line(zs, posterior, stroke: .green, label: .at(0.95, .aboveRight, "posterior $p(z|x)$"))
      Line(zs, guess, stroke: .orange, label: .at(-0.05, .aboveLeft, "guess $q(z|x)$"))
      Label("\(toPrior) to the prior, inside the bound", at: (-2.4, 1.3), .right, color: .muted)
      Label("\(gap) to the posterior: the gap", at: (-2.4, 1.16), .right, color: .green)
    }
  }
  .alt(
    """
    Three densities over the cause: a wide prior at 0, a narrow posterior of height \(height) at \
    two thirds, and between them the guess, \(toPrior) nats from the prior and \(gap) nats from \
    the posterior.
    """)
}

/// Bound and gap along a path of guesses, mean and variance moving evenly: their sum does not move.
func flatLine(_ book: Book) throws -> Drawing {
  let ts = grid(0...1)
  let floor = -7.5
  func along(_ latex: String) throws -> [Double] {
    try ts.map { t in
      let t = Rational(exactly: t)
      let guess: [String: Rational] = ["m": Rational(2, 3) * t, "u": 1 - Rational(8, 9) * t]
      return try book.number(latex, toy: "frozen", at: named.merging(guess) { $1 })
    }
  }
  let bounds = try along("\\mathcal{L}(q)")
  let gaps = try along("D_{KL}(q(z|x)\\|p(z|x))")
  let sums = zip(bounds, gaps).map { $0 + $1 }
  let top = sums[0]
  let quarters = ["prior", "$\\tfrac14$", "$\\tfrac12$", "$\\tfrac34$", "posterior"]
  let ticks = quarters.enumerated().map { (Double($0) / 4, $1) }
  return Figure("flat-line", size: .wide(height: 190)) {
    Panel(
      x: .linear(0...1, label: "the guess, on its way", ticks: .labelled(ticks)),
      y: .linear(floor...(-1), label: "nats")
    ) {
      Area(ts, bounds, base: floor, fill: .blue.soft, name: "bound")
      Band(ts, from: bounds, to: sums, fill: .orange.soft, name: "gap")
      Line(ts, bounds, stroke: .blue, name: "the bound")
      Line(ts, sums, stroke: .ink, name: "bound plus gap")
      Bracket(y: bounds[16]...sums[16], at: ts[16], four(gaps[16]), color: .orange)
      Bracket(y: bounds[64]...sums[64], at: ts[64], four(gaps[64]), color: .orange)
      Label("$\\log p(x)$ = \(four(top))", at: (0.98, top), .aboveLeft)
      Label("the gap $D_{KL}(q\\|p(z|x))$", at: (0.22, -2.4), .right, color: .orange)
      Label("the bound $\\mathcal{L}(q)$", at: (0.62, -5), .centre, color: .blue)
    }
  }
  .alt(
    """
    The bound climbs from \(four(bounds[0])) at the prior to \(four(bounds[ts.count - 1])) at the \
    posterior; the gap above it shrinks from \(four(gaps[0])) to 0; their sum is a flat line at \
    \(four(top)).
    """)
}

/// The named line, on toys that leave it open.
private let named: [String: Rational] = ["w": 2, "v": Rational(1, 2), "x": Rational(3, 2)]
/// The posterior of the named line, as a guess.
private let posterior: [String: Rational] = ["m": Rational(2, 3), "u": Rational(1, 9)]

/// The bound with a frozen guess and the evidence, over the decoder's weight.
func frozen(_ book: Book) throws -> Drawing {
  let ws = grid(0.5...3, steps: 160)
  let place = named.merging(posterior) { $1 }
  func curve(_ latex: String) throws -> [Double] {
    try book.curve(latex, toy: "frozen", over: "w", in: ws, at: place)
  }
  func value(_ latex: String, _ w: Rational = 2) throws -> Double {
    try book.number(latex, toy: "frozen", at: place.merging(["w": w]) { $1 })
  }
  let evidence = try curve("\\log p(x)")
  let bound = try curve("\\mathcal{L}(q)")
  let touch = try value("\\log p(x)")
  let top = try value("\\mathcal{L}(q)", Rational(9, 5))
  let truth = try value("\\sqrt{x^2-\\sigma^2}")
  let best = try value("\\frac{x m}{m^2+s^2}")
  return Figure("frozen", size: .wide(height: 190)) {
    Panel(
      x: .linear(0.5...3, label: "the decoder's weight $w$"), y: .linear(-3 ... -1.7, label: "nats")
    ) {
      Line(ws, evidence, stroke: .green, label: .at(2.6, .aboveRight, "$\\log p(x)$"))
      Line(ws, bound, stroke: .blue, label: .at(0.95, .belowRight, "bound, guess frozen at $w=2$"))
      Dots(at: 2, touch, fill: .ink, label: "they touch", .aboveRight)
      Dots(at: best, top, fill: .blue, label: "best at \(four(best))", .below)
      Dots(
        at: truth, evidence.max() ?? touch, fill: .green, label: "best at \(four(truth))", .above)
    }
  }
  .alt(
    """
    Over the decoder's weight, the evidence has its maximum at \(four(truth)). The bound with the \
    frozen guess lies below it, touches it at 2, where both are \(four(touch)), and has its own \
    maximum \(four(top)) at \(four(best)).
    """)
}
