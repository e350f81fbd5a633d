/// A panel with its ticks chosen and its labels set, before it is put in its place.
struct PanelLayout {
  struct SetTick { let value: Double, label: Typeset? }
  struct Margins { var left = 0.0, right = 0.0, top = 0.0, bottom = 0.0 }

  let panel: Panel
  let scaleX, scaleY: Scale
  let ticksX, ticksY: [SetTick]
  let labelX, labelY, title: Typeset?
  let ends: [(label: EndLabel, set: Typeset)]
  let bars: [ColorBarLayout]
  let style: Style
  let typesetter: Typesetter
  private(set) var margins = Margins()

  /// - Parameter room: about how large the frame will be; decides how many ticks fit.
  init(
    _ panel: Panel, title: String?, room: Rect, hidesX: Bool = false, hidesY: Bool = false,
    style: Style,
    _ typesetter: Typesetter
  ) throws {
    (self.panel, self.style, self.typesetter) = (panel, style, typesetter)
    (scaleX, scaleY) = (panel.scaleX, panel.scaleY)
    // powers of ten have short labels
    let countX = max(2, Int(room.width / (scaleX.isLogarithmic ? 34 : 44)))
    let countY = max(2, Int(room.height / (scaleY.isLogarithmic ? 18 : 24)))
    ticksX = try Self.ticks(panel.x, scaleX, countX, style, typesetter, hidden: hidesX)
    ticksY = try Self.ticks(panel.y, scaleY, countY, style, typesetter, hidden: hidesY)
    labelX = try hidesX ? nil : panel.x.label.map { try typesetter.set($0, size: style.labelSize) }
    labelY = try hidesY ? nil : panel.y.label.map { try typesetter.set($0, size: style.labelSize) }
    self.title = try title.map { try typesetter.set($0, size: style.titleSize, style: .bold) }
    ends = try panel.marks.flatMap(\.endLabels).map {
      ($0, try typesetter.set($0.text, size: style.labelSize))
    }
    bars = try panel.marks.compactMap(\.colorBar).map {
      try ColorBarLayout($0, height: room.height, style: style, typesetter)
    }
    margins = measured()
  }

  private static func ticks(
    _ axis: Axis, _ scale: Scale, _ target: Int, _ style: Style, _ typesetter: Typesetter,
    hidden: Bool
  ) throws -> [SetTick] {
    let ticks: [Tick] =
      switch axis.ticks {
      case .automatic: scale.ticks(target: target)
      case .none: []
      case .at(let values): scale.ticks(at: values)
      case .labelled(let pairs): pairs.map { Tick(value: $0.0, label: $0.1) }
      case .pi: scale.piTicks(target: target)
      }
    return try ticks.filter { $0.value >= scale.lower && $0.value <= scale.upper }.map { tick in
      let label = hidden ? nil : tick.label
      return SetTick(
        value: tick.value,
        label: try label.map { try typesetter.set($0, size: style.tickSize, centred: true) })
    }
  }

  var hasAxisX: Bool { if case .none = panel.x.ticks { false } else { true } }
  var hasAxisY: Bool { if case .none = panel.y.ticks { false } else { true } }

  var widestTickY: Double { ticksY.compactMap(\.label?.width).max() ?? 0 }
  var tallestTickX: Double { ticksX.compactMap(\.label).map { $0.height + $0.depth }.max() ?? 0 }

  private func measured() -> Margins {
    var m = Margins(left: 2, right: 2, top: 4, bottom: 4)
    if hasAxisY { m.left = style.tickLength + (widestTickY > 0 ? style.gap + widestTickY : 0) + 1 }
    if hasAxisX {
      m.bottom = style.tickLength + (tallestTickX > 0 ? style.gap + tallestTickX : 0) + 1
    }
    if let labelX { m.bottom += style.gap + 1 + labelX.height + labelX.depth }
    // the label of the y axis lies above it, where it reads without turning the head
    let heading = ([labelY].compactMap { $0 } + bars.compactMap(\.label)).map {
      $0.height + $0.depth + 7
    }.max()
    if let heading { m.top += heading }
    if let title { m.top += title.height + title.depth + 5 }
    for tick in ticksX {
      guard let label = tick.label else { continue }
      // a label in the middle of its tick sticks out at the ends of the axis
      let near = scaleX.position(of: tick.value)
      let half = label.width / 2 + 1
      if near > 0.95 { m.right = max(m.right, half) }
      if near < 0.05 { m.left = max(m.left, half) }
    }
    // where several names meet, some may need room for a leader
    let room = ends.count > 1 ? 14.0 : 8
    for (end, set) in ends {
      if end.atStart {
        m.left = max(m.left, set.width + room)
      } else {
        m.right = max(m.right, set.width + room)
      }
    }
    for bar in bars { m.right += bar.width }
    return m
  }
}
