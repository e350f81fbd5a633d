/// A colour bar with its ticks set.
struct ColorBarLayout {
  private let bar: ColorBar
  private let ticks: [PanelLayout.SetTick]
  let label: Typeset?
  private let style: Style
  private static let gap = 10.0, strip = 7.0

  init(_ bar: ColorBar, height: Double, style: Style, _ typesetter: Typesetter) throws {
    (self.bar, self.style) = (bar, style)
    ticks = try bar.scale.ticks(target: max(2, Int(height / 24))).map {
      .init(
        value: $0.value, label: try $0.label.map { try typesetter.set($0, size: style.tickSize) })
    }
    label = try bar.label.map { try typesetter.set($0, size: style.labelSize) }
  }

  var width: Double {
    let widest = ticks.compactMap(\.label?.width).max() ?? 0
    return Self.gap
      + max(Self.strip + style.minorTickLength + style.gap + widest, label?.width ?? 0) + 1
  }

  private func gradient(_ strip: Rect) -> [Shape] {
    let count = 128
    let pixels = (0..<count).map { bar.map.pixel(at: 1 - (Double($0) + 0.5) / Double(count)) }
    return Raster(width: 1, height: count, pixels: pixels, smooth: true).layers.map {
      .image($0, in: strip)
    }
  }

  private func steps(_ strip: Rect) -> [Shape] {
    zip(bar.levels, bar.levels.dropFirst()).map { low, high in
      let (a, b) = (bar.scale.position(of: low), bar.scale.position(of: high))
      let box = Rect(
        x: strip.x, y: strip.maxY - b * strip.height, width: strip.width,
        height: (b - a) * strip.height)
      return .fill(Path(box), bar.map.color(at: (a + b) / 2))
    }
  }

  func shapes(leftEdge: Double, frame f: Rect) -> [Shape] {
    let strip = Rect(x: leftEdge + Self.gap, y: f.y, width: Self.strip, height: f.height)
    var shapes = bar.levels.isEmpty ? gradient(strip) : steps(strip)
    var path = Path()
    for tick in ticks where tick.label != nil {
      let y = f.maxY - bar.scale.position(of: tick.value) * f.height
      path.append(
        Path(from: Point(strip.maxX, y), to: Point(strip.maxX + style.minorTickLength, y)))
      if let label = tick.label {
        let at = Point(strip.maxX + style.minorTickLength + style.gap, y + 0.345 * style.tickSize)
        shapes.append(.text(label, at: at, angle: 0, .muted, halo: false))
      }
    }
    shapes.append(.stroke(path, Stroke(.muted, width: style.axisWidth)))
    shapes.append(.stroke(Path(strip), Stroke(.muted, width: 0.4)))
    if let label {
      shapes.append(
        .text(label, at: Point(strip.x, f.y - 7 - label.depth), angle: 0, .ink, halo: false))
    }
    return shapes
  }
}
