/// Level curves, each level one path.
public struct Contours: Mark {
  let field: Field
  let levels: [Double]
  let stroke: Stroke
  let map: ColorMap?
  let name: String?

  /// - Parameter map: colours by level in place of one colour.
  public init(
    _ field: Field, levels: [Double], stroke: Color = .ink, width: Double = 0.8,
    dash: Stroke.Dash = .solid,
    map: ColorMap? = nil, name: String? = nil
  ) {
    (self.field, self.levels, self.map, self.name) = (field, levels, map, name)
    self.stroke = Stroke(stroke, width: width, dash: dash)
  }

  public var tables: [DataTable] { [field.table("contours", name)] }
  public var problem: String? {
    field.problem ?? (levels.allSatisfy(\.isFinite) ? nil : "a level is not finite")
  }

  public func shapes(on plane: Plane) -> [Shape] {
    levels.enumerated().flatMap { k, level -> [Shape] in
      var path = Path()
      for curve in field.isolines(level: level) {
        var points = curve.points.map { plane.point($0.x, $0.y) }
        if curve.isClosed, let first = points.first { points.append(first) }
        for part in Clip.polyline(points, to: plane.frame) {
          path.append(Path(polyline: Clip.simplified(part)))
        }
      }
      if path.isEmpty { return [] }
      var stroke = stroke
      if let map {
        stroke.color = map.color(at: levels.count > 1 ? Double(k) / Double(levels.count - 1) : 1)
      }
      return [.stroke(path, stroke)]
    }
  }
}

/// The regions between levels, filled with the colours of a map.
public struct FilledContours: Mark {
  let field: Field
  let levels: [Double]
  let map: ColorMap
  let bar: String?
  let name: String?

  /// - Parameter bar: the label of the colour bar; nil for none.
  public init(
    _ field: Field, levels: [Double], map: ColorMap = .density(), bar: String? = nil,
    name: String? = nil
  ) {
    (self.field, self.levels, self.map, self.bar) = (field, levels.sorted(), map, bar)
    self.name = name ?? bar
  }

  public var tables: [DataTable] { [field.table("filled contours", name)] }
  public var problem: String? {
    if levels.count < 2 || !levels.allSatisfy(\.isFinite) {
      return "filled contours need two finite levels at least"
    }
    return field.problem
  }

  public var colorBar: ColorBar? {
    guard let bar, let low = levels.first, let high = levels.last else { return nil }
    return ColorBar(map: map, scale: Scale(from: low, to: high), label: bar, levels: levels)
  }

  /// Regions are painted over one another, from the neutral value outwards, so that no seam shows
  /// between them.
  public func shapes(on plane: Plane) -> [Shape] {
    guard let low = levels.first, let high = levels.last, low < high else { return [] }
    func position(_ a: Double, _ b: Double) -> Double { ((a + b) / 2 - low) / (high - low) }
    let bands = zip(levels, levels.dropFirst()).map { (low: $0, high: $1, at: position($0, $1)) }
    let neutral = map.neutral
    let rising = bands.filter { $0.at > neutral }.map { (level: $0.low, below: false, at: $0.at) }
    let falling = bands.filter { $0.at <= neutral }.reversed().map {
      (level: $0.high, below: true, at: $0.at)
    }
    return layer(rising, plane) + layer(falling, plane)
  }

  private func layer(_ steps: [(level: Double, below: Bool, at: Double)], _ plane: Plane) -> [Shape]
  {
    var painted = 0.0
    return steps.compactMap { step in
      let color = map.color(at: step.at)
      // what lies beneath counts: together they reach the opacity of the map
      let opacity = color.opacity >= 1 ? 1 : max(0, (color.opacity - painted) / (1 - painted))
      painted = color.opacity
      var path = Path()
      for region in field.regions(step.level, below: step.below) {
        let polygon = Clip.polygon(
          Clip.simplified(region.map { plane.point($0.x, $0.y) }), to: plane.frame)
        if polygon.count > 2 { path.append(Path(polyline: polygon, closed: true)) }
      }
      return path.isEmpty || opacity == 0 ? nil : .fill(path, Color(color.source, opacity: opacity))
    }
  }
}
