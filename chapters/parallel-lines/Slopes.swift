import Exact
import Plotting
import Textbook

/// Laws shifted by θ, and how far the figure follows them.
private struct Family {
  let toy: String, name: String, end: Double
  var at: [String: Rational] = [:]
  /// The shifts in pieces, parted where the divergence has a corner.
  let pieces: [[Double]]

  static let all = [
    Family(toy: "lines", name: "lines", end: 2, pieces: [grid(0.0625...2, steps: 31)]),
    Family(
      toy: "ribbons", name: "ribbons", end: 3, at: ["w": 1],
      pieces: [grid(0.0625...0.96875, steps: 29), grid(1.03125...3, steps: 63)]),
    Family(
      toy: "far-gaussians", name: "Gaussians", end: 8, pieces: [grid(0.0625...8, steps: 127)]),
  ]

  static let divergence = "2D_{JS}(p\\|q)"
  static let slope = "\\frac{d}{d\\theta}\\bigl(2D_{JS}(p\\|q)\\bigr)"

  func curve(_ book: Book, _ latex: String, _ shifts: [Double]) throws -> [Double] {
    try book.curve(latex, toy: toy, over: "theta", in: shifts, at: at)
  }

  /// The two distances.
  func values(_ book: Book) throws -> Panel {
    let shifts = pieces.flatMap(\.self)
    let near = shifts.filter { $0 <= 3 }
    let js = try curve(book, Self.divergence, shifts)
    let way = try curve(book, "W_1(p,q)", near)
    let isFlat = toy == "lines"
    return Panel(
      x: .linear(0...end, label: "$\\theta$"), y: .linear(0...3, label: "value"), title: name
    ) {
      Line(
        shifts, js, stroke: .orange, dash: .dashed,
        label: .at(end * 0.62, isFlat ? .above : .below, "$2D_{JS}$"))
      Line(
        near, way, stroke: .blue,
        label: .at(min(end, 3) * 0.5, isFlat ? .belowRight : .aboveLeft, "$W_1$"))
    }
  }

  /// Their slopes: what a generator at the shift would follow.
  func slopes(_ book: Book) throws -> Panel {
    let tilts = try pieces.map { ($0, try curve(book, Self.slope, $0)) }
    let marked = try toy == "far-gaussians" ? curve(book, Self.slope, [2, 8]) : []
    return Panel(
      x: .linear(0...end, label: "$\\theta$"), y: .linear(-0.1...1.6, label: "slope")
    ) {
      Line([0, end], [1, 1], stroke: .blue, name: "slope of W1")
      for (index, tilt) in tilts.enumerated() {
        Line(
          tilt.0, tilt.1, stroke: .orange, dash: .dashed, name: "slope of 2 JS, piece \(index + 1)")
      }
      if let near = marked.first, let far = marked.last {
        Dots(at: 2, near, fill: .orange, label: decimals(near, 2))
        Dots(at: 8, far, fill: .orange, label: decimals(far, 4), .aboveLeft)
      }
    }
  }
}

/// Values and slopes for three families of shifted laws.
func slopes(_ book: Book) throws -> Drawing {
  let values = try Family.all.map { try $0.values(book) }
  let slopes = try Family.all.map { try $0.slopes(book) }
  let two = try book.number(Family.slope, toy: "shifted-gaussians", at: ["theta": 2])
  return Figure("slopes", size: .wide(height: 250), columns: 3) { values + slopes }
    .alt(
      """
      Six panels. Above, values over the shift: on lines the doubled Jensen-Shannon divergence is \
      constant, on ribbons it rises to a ceiling, on Gaussians it bends; the transport distance is \
      a straight line in all. Below, slopes: 0 on lines, a step on ribbons, a hump of \
      \(decimals(two, 3)) at 2 on Gaussians.
      """)
}
