import Exact
import Plotting
import Textbook

/// The plan of the three points with the prices that certify it, and the area between the
/// distribution functions.
func transport(_ book: Book) throws -> Drawing {
  let cost = try book.number("W_1(p,q)", toy: "three-points")
  let plan = try Plan(book)
  return Figure("transport", size: .wide(height: 225), columns: 2) {
    plan.panel
    distributions
  }
  .alt(
    """
    Left, the plan: a quarter of the mass stays at 0, an arrow takes a quarter from 0 to 1, a \
    broader one a third from 1 to 3, a sixth stays at 3; below them a falling line of prices \
    \(plan.prices.map { decimals($0, 0) }.joined(separator: ", ")). Right, two step functions with \
    a shaded area of \(four(cost)) between them.
    """)
}

/// The plan of the chapter as arrows from the row of p to the row of q, over the carrier's prices.
private struct Plan {
  struct Move { let from, to, mass: Double, words: String }
  let moves: [Move]
  let prices: [Double]

  init(_ book: Book) throws {
    func move(
      _ x: Rational, _ y: Rational, aside: (Double, Double), _ words: String
    ) throws -> Move {
      let mass = try book.number("\\gamma(x,y)", toy: "plan", at: ["x": x, "y": y])
      return Move(from: x.double + aside.0, to: y.double + aside.1, mass: mass, words: words)
    }
    // arrows that share a place stand a little aside of one another
    moves = [
      try move(0, 0, aside: (-0.09, -0.09), "$\\tfrac14$"),
      try move(0, 1, aside: (0.09, 0), "$\\tfrac14$"),
      try move(1, 3, aside: (0, -0.13), "$\\tfrac13$"),
      try move(3, 3, aside: (0.09, 0.09), "$\\tfrac16$"),
    ]
    prices = try [0, 1, 3].map { try book.number("f(x)", toy: "plan", at: ["x": $0]) }
  }

  /// Heights of the two rows, above the prices.
  private let source = 4.6, goal = 1.4

  var panel: Panel {
    Panel(
      x: .linear(-0.5...3.6, label: "place", ticks: .at([0, 1, 3])),
      y: .linear(
        -3.6...5.4, label: "plan, and prices below",
        ticks: .labelled([(-3, "−3"), (-1, "−1"), (0, "0"), (goal, "$q$"), (source, "$p$")]))
    ) {
      Rule(y: source, stroke: .blue, dash: .solid)
      Rule(y: goal, stroke: .orange, dash: .solid)
      for move in moves { arrow(move) }
      Line([0, 1, 3], prices, stroke: .purple, label: .at(1.7, .belowLeft, "prices $f$"))
      Dots([0, 1, 3], prices, fill: .purple, name: "prices")
    }
  }

  /// As wide as the mass it carries.
  @ListBuilder<any Mark> private func arrow(_ move: Move) -> [any Mark] {
    Arrow(from: (move.from, source), to: (move.to, goal), width: 14 * move.mass)
    Label(
      move.words, at: (0.64 * move.from + 0.36 * move.to, 0.64 * source + 0.36 * goal),
      move.from == move.to ? (move.from < 1 ? .left : .right) : .aboveRight)
  }
}

/// The mass up to a place, before the move and after it.
private var distributions: Panel {
  let (before, after) = ([0, 0.5, 5.0 / 6, 1], [0, 0.25, 0.5, 1])
  return Panel(
    x: .linear(-0.5...3.5, label: "place", ticks: .at([0, 1, 3])),
    y: .linear(0...1.1, label: "mass so far", ticks: .at([0, 0.25, 0.5, 0.75, 1]))
  ) {
    Band(
      [0, 1, 1, 3], from: [0.25, 0.25, 0.5, 0.5], to: [0.5, 0.5, 5.0 / 6, 5.0 / 6],
      fill: .ochre.soft, name: "area")
    Steps([-0.5, 0, 1, 3, 3.5], before, stroke: .blue, name: "F")
    Steps([-0.5, 0, 1, 3, 3.5], after, stroke: .orange, name: "G")
    Label("$F$, before", at: (1.2, 0.88), .aboveRight, color: .blue)
    Label("$G$, after", at: (1.2, 0.46), .belowRight, color: .orange)
    Label("area $\\tfrac{11}{12}$", at: (2.05, 0.66), halo: false)
  }
}
