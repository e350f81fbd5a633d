/// Puts panels on a grid so that the frames of a row and of a column line up.
struct FigureLayout {
  private let figure: Figure
  private let panels: [PanelLayout]
  private let columns, rows: Int
  private static let gapX = 16.0, gapY = 12.0

  init(_ figure: Figure, _ typesetter: Typesetter) throws {
    self.figure = figure
    let columns = min(figure.columns, figure.panels.count)
    let rows = (figure.panels.count + columns - 1) / columns
    (self.columns, self.rows) = (columns, rows)
    panels = try figure.panels.enumerated().map { i, panel in
      let (row, column) = (i / columns, i % columns)
      let room = Rect(
        x: 0, y: 0,
        width: (figure.size.width - 20) * Self.share(figure.widths, column, of: columns) - 45,
        height: (figure.size.height - 10) * Self.share(figure.heights, row, of: rows) - 40)
      // a panel with none beneath it keeps its x axis, also above a gap; so with the y axis to the
      // left
      let hasBelow = stride(from: i + columns, to: figure.panels.count, by: columns)
        .contains { !figure.panels[$0].isEmpty }
      let hasLeft = ((i - column)..<i).contains { !figure.panels[$0].isEmpty }
      return try PanelLayout(
        panel, title: Self.title(panel, i, figure), room: room,
        hidesX: figure.sharing.contains(.x) && hasBelow,
        hidesY: figure.sharing.contains(.y) && hasLeft,
        style: .figure, typesetter)
    }
  }

  private static func title(_ panel: Panel, _ i: Int, _ figure: Figure) -> String? {
    guard figure.isLettered, !panel.isEmpty else { return panel.title }
    let rank = figure.panels[..<i].count { !$0.isEmpty }
    let letter = String(UnicodeScalar(UInt8(97 + rank % 26)))
    return panel.title.map { "**(\(letter))** \($0)" } ?? "**(\(letter))**"
  }

  private static func share(_ weights: [Double], _ i: Int, of count: Int) -> Double {
    let all = (0..<count).map { $0 < weights.count ? weights[$0] : 1 }
    return all[i] / all.reduce(0, +)
  }

  func shapes() throws -> [Shape] {
    try zip(panels, frames()).flatMap { panel, place in
      try panel.shapes(in: place.frame, aligned: place.margins)
    }
  }

  /// Every column has the margins of its widest panel, every row those of its tallest.
  private func frames() throws -> [(frame: Rect, margins: PanelLayout.Margins)] {
    let left = (0..<columns).map { c in worst(\.left) { $0 % columns == c } }
    let right = (0..<columns).map { c in worst(\.right) { $0 % columns == c } }
    let top = (0..<rows).map { r in worst(\.top) { $0 / columns == r } }
    let bottom = (0..<rows).map { r in worst(\.bottom) { $0 / columns == r } }
    let width = figure.size.width - (left + right).reduce(0, +) - Self.gapX * Double(columns - 1)
    let height = figure.size.height - (top + bottom).reduce(0, +) - Self.gapY * Double(rows - 1)
    guard width > 20 * Double(columns), height > 15 * Double(rows) else {
      throw FigureError(
        place: "figure \(figure.name)", problem: "the labels leave no room; make it larger")
    }
    var xs: [Double] = []
    var ys: [Double] = []
    var x = 0.0
    var y = 0.0
    let widths = (0..<columns).map { width * Self.share(figure.widths, $0, of: columns) }
    let heights = (0..<rows).map { height * Self.share(figure.heights, $0, of: rows) }
    for c in 0..<columns {
      xs.append(x + left[c])
      x += left[c] + widths[c] + right[c] + Self.gapX
    }
    for r in 0..<rows {
      ys.append(y + top[r])
      y += top[r] + heights[r] + bottom[r] + Self.gapY
    }
    let frames = panels.indices.map { i in
      let (r, c) = (i / columns, i % columns)
      return panels[i].fitted(Rect(x: xs[c], y: ys[r], width: widths[c], height: heights[r]))
    }
    return panels.indices.map { i in
      let (r, c) = (i / columns, i % columns)
      // the titles of a row stand on one line, above its highest frame
      let highest = frames[(r * columns)..<min((r + 1) * columns, frames.count)].map(\.y).min()
      let lower = frames[i].y - (highest ?? frames[i].y)
      return (
        frames[i], .init(left: left[c], right: right[c], top: top[r] + lower, bottom: bottom[r])
      )
    }
  }

  private func worst(_ side: KeyPath<PanelLayout.Margins, Double>, _ isIn: (Int) -> Bool) -> Double
  {
    panels.indices.filter(isIn).map { panels[$0].margins[keyPath: side] }.max() ?? 0
  }
}

extension PanelLayout {
  /// The frame, shrunk about its centre when one unit must be as long on both axes.
  func fitted(_ room: Rect) -> Rect {
    guard panel.aspect == .equal, scaleX.upper > scaleX.lower, scaleY.upper > scaleY.lower else {
      return room
    }
    let unit = min(
      room.width / (scaleX.upper - scaleX.lower), room.height / (scaleY.upper - scaleY.lower))
    let width = unit * (scaleX.upper - scaleX.lower)
    let height = unit * (scaleY.upper - scaleY.lower)
    return Rect(x: room.midX - width / 2, y: room.midY - height / 2, width: width, height: height)
  }
}
