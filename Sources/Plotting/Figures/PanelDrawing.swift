extension PanelLayout {
  /// Draws the panel with its data in `frame`: grid, marks, axes, then all words on top.
  ///
  /// - Parameter aligned: the margins of its column and row, so that headings line up with those
  ///   beside it.
  func shapes(in frame: Rect, aligned: Margins? = nil) throws -> [Shape] {
    let plane = Plane(frame: frame, x: scaleX, y: scaleY, typesetter: typesetter, style: style)
    var shapes = grid(plane)
    let marks = try panel.marks.flatMap { try $0.shapes(on: plane) }
    shapes += marks.filter { !$0.isText }
    shapes += axisX(plane) + axisY(plane)
    let words = marks.filter(\.isText) + endLabels(plane)
    shapes += leaders(plane) + Halo.fitted(words, to: shapes) + headings(plane, aligned ?? margins)
    var x = frame.maxX
    for bar in bars {
      shapes += bar.shapes(leftEdge: x, frame: frame)
      x += bar.width
    }
    return shapes
  }

  private func grid(_ plane: Plane) -> [Shape] {
    let f = plane.frame
    var path = Path()
    if panel.x.isGridded {
      for tick in ticksX where tick.label != nil {
        let x = f.x + scaleX.position(of: tick.value) * f.width
        path.append(Path(from: Point(x, f.y), to: Point(x, f.maxY)))
      }
    }
    if panel.y.isGridded {
      for tick in ticksY where tick.label != nil {
        let y = f.maxY - scaleY.position(of: tick.value) * f.height
        path.append(Path(from: Point(f.x, y), to: Point(f.maxX, y)))
      }
    }
    return path.isEmpty ? [] : [.stroke(path, Stroke(.faint, width: style.gridWidth))]
  }

  private func axisX(_ plane: Plane) -> [Shape] {
    guard hasAxisX else { return [] }
    let f = plane.frame
    var path = Path(from: Point(f.x, f.maxY), to: Point(f.maxX, f.maxY))
    var labels: [Shape] = []
    for tick in ticksX {
      let x = f.x + scaleX.position(of: tick.value) * f.width
      let isMajor = tick.label != nil || !hasLabels(ticksX)
      let length = isMajor ? style.tickLength : style.minorTickLength
      if !isBanded(scaleX) {
        path.append(Path(from: Point(x, f.maxY), to: Point(x, f.maxY + length)))
      }
      if let label = tick.label {
        let at = Point(x - label.width / 2, f.maxY + style.tickLength + style.gap + label.height)
        labels.append(.text(label, at: at, angle: 0, .muted, halo: false))
      }
    }
    return [.stroke(path, Stroke(.muted, width: style.axisWidth))] + labels
  }

  private func axisY(_ plane: Plane) -> [Shape] {
    guard hasAxisY else { return [] }
    let f = plane.frame
    var path = Path(from: Point(f.x, f.maxY), to: Point(f.x, f.y))
    var labels: [Shape] = []
    for tick in ticksY {
      let y = f.maxY - scaleY.position(of: tick.value) * f.height
      let isMajor = tick.label != nil || !hasLabels(ticksY)
      let length = isMajor ? style.tickLength : style.minorTickLength
      if !isBanded(scaleY) { path.append(Path(from: Point(f.x, y), to: Point(f.x - length, y))) }
      if let label = tick.label {
        let x = f.x - style.tickLength - style.gap - label.width
        // centred by the height of figures, whatever hangs below the line
        labels.append(
          .text(label, at: Point(x, y + 0.345 * style.tickSize), angle: 0, .muted, halo: false))
      }
    }
    return [.stroke(path, Stroke(.muted, width: style.axisWidth))] + labels
  }

  private func headings(_ plane: Plane, _ margins: Margins) -> [Shape] {
    let f = plane.frame
    let left = f.x - margins.left + 1
    var shapes: [Shape] = []
    if let labelX {
      let under =
        hasAxisX ? style.tickLength + (tallestTickX > 0 ? style.gap + tallestTickX : 0) : 0
      let at = Point(f.midX - labelX.width / 2, f.maxY + under + style.gap + 1 + labelX.height)
      shapes.append(.text(labelX, at: at, angle: 0, .ink, halo: false))
    }
    if let labelY {
      shapes.append(
        .text(labelY, at: Point(left, f.y - 7 - labelY.depth), angle: 0, .ink, halo: false))
    }
    if let title {
      shapes.append(
        .text(title, at: Point(left, f.y - margins.top + title.height), angle: 0, .ink, halo: false)
      )
    }
    return shapes
  }

  /// The names at the ends of lines, moved apart where they would collide.
  private func endLabels(_ plane: Plane) -> [Shape] {
    placedEnds(plane).map { end in
      .text(end.set, at: end.origin, angle: 0, end.label.color, halo: true)
    }
  }

  /// A thin line to every name that had to move away from its end.
  private func leaders(_ plane: Plane) -> [Shape] {
    placedEnds(plane).filter(\.isMoved).map { end in
      let side = end.label.atStart ? -1.0 : 1.0
      let edge = end.label.atStart ? end.origin.x + end.set.width : end.origin.x
      let middle = end.origin.y - 0.23 * style.labelSize
      let path = Path(
        from: Point(end.point.x + 2 * side, end.point.y), to: Point(edge - 1.5 * side, middle))
      return .stroke(path, Stroke(end.label.color.opacity(0.6), width: 0.5))
    }
  }

  private struct PlacedEnd {
    let label: EndLabel, set: Typeset, point: Point, origin: Point, isMoved: Bool
  }

  private func placedEnds(_ plane: Plane) -> [PlacedEnd] {
    [false, true].flatMap { atStart -> [PlacedEnd] in
      let group = ends.filter { $0.label.atStart == atStart }
      let points = group.map { plane.point($0.label.x, $0.label.y) }
      let heights = group.map { $0.set.height + $0.set.depth + 2.5 }
      // a label is centred on its line by the height of small letters
      let shift = group.map { ($0.set.depth - $0.set.height) / 2 + 0.23 * style.labelSize }
      let f = plane.frame
      let wanted = zip(points, shift).map { min(max($0.y, f.y), f.maxY) + $1 }
      let centres = Relaxation.spread(wanted, heights: heights, low: f.y - 4, high: f.maxY + 4)
      return group.indices.map { i in
        let (label, set) = group[i]
        let p = points[i]
        let isMoved = abs(centres[i] - wanted[i]) > Self.leaderFrom
        let gap = isMoved ? Self.leaderLength : 5
        let x = atStart ? p.x - gap - set.width : p.x + gap
        let origin = Point(x, centres[i] + (set.height - set.depth) / 2)
        return PlacedEnd(label: label, set: set, point: p, origin: origin, isMoved: isMoved)
      }
    }
  }

  private static let leaderFrom = 6.0, leaderLength = 13.0

  private func hasLabels(_ ticks: [SetTick]) -> Bool { ticks.contains { $0.label != nil } }
  private func isBanded(_ scale: Scale) -> Bool {
    if case .bands = scale.kind { true } else { false }
  }
}

extension Shape {
  var isText: Bool { if case .text = self { true } else { false } }
}
