/// Areas stacked on one another, each named where it is thickest.
public struct StackedArea: Mark {
  /// One layer of the stack.
  public struct Layer: Sendable {
    let name: String
    let ys: [Double]
    let color: Color
    /// - Parameter name: its label; may be empty.
    public init(_ name: String, _ ys: [Double], fill: Color) {
      (self.name, self.ys, color) = (name, ys, fill)
    }
  }

  let xs: [Double]
  let base: Double
  let layers: [Layer]

  /// - Parameters:
  ///   - base: where the lowest layer begins.
  ///   - layers: from below; negative thickness goes downwards.
  public init(_ xs: [Double], base: Double = 0, _ layers: [Layer]) {
    (self.xs, self.base, self.layers) = (xs, base, layers)
  }

  public var tables: [DataTable] {
    let columns = layers.enumerated().map { i, layer in
      DataTable.Column(layer.name.isEmpty ? "layer \(i + 1)" : layer.name, layer.ys)
    }
    let tops = sums().dropFirst().enumerated().map { DataTable.Column("top \($0 + 1)", $1, .y) }
    return [DataTable("stacked area", nil, [.init("x", xs, .x)] + columns + tops)]
  }

  /// The boundaries, from the base upwards.
  private func sums() -> [[Double]] {
    var all = [xs.map { _ in base }]
    for layer in layers { all.append(zip(all[all.count - 1], layer.ys).map { $0 + $1 }) }
    return all
  }

  public func shapes(on plane: Plane) throws -> [Shape] {
    let sums = sums()
    return try layers.enumerated().flatMap { i, layer -> [Shape] in
      let low = plane.points(xs, sums[i])
      let high = plane.points(xs, sums[i + 1])
      var shapes = plane.fill(high + low.reversed(), layer.color)
      // the middle of the thickest place, away from the ends where a label would not fit
      let inner = low.indices.filter {
        (0.15...0.85).contains((low[$0].x - plane.frame.x) / plane.frame.width)
      }
      if !layer.name.isEmpty,
        let k = inner.max(by: { abs(low[$0].y - high[$0].y) < abs(low[$1].y - high[$1].y) })
      {
        let middle = Point(low[k].x, (low[k].y + high[k].y) / 2)
        shapes.append(try plane.label(layer.name, at: middle, .centre, gap: 0, .ink, halo: false))
      }
      return shapes
    }
  }
}

/// Bars stacked on one another in bands; what goes down is stacked downwards.
public struct StackedBars: Mark {
  let layers: [StackedArea.Layer]
  let width: Double
  let direction: Bars.Direction

  /// - Parameter layers: from the axis outwards; one value a band each.
  public init(
    _ layers: [StackedArea.Layer], width: Double = 0.7, _ direction: Bars.Direction = .vertical
  ) {
    (self.layers, self.width, self.direction) = (layers, width, direction)
  }

  public var tables: [DataTable] { bars.flatMap(\.tables) }

  private var bars: [Bars] {
    var up = [Double](repeating: 0, count: layers.first?.ys.count ?? 0)
    var down = up
    return layers.map { layer in
      var from: [Double] = []
      var to: [Double] = []
      for (i, y) in layer.ys.enumerated() where i < up.count {
        let start = y < 0 ? down[i] : up[i]
        from.append(start)
        to.append(start + y)
        if y < 0 { down[i] = start + y } else { up[i] = start + y }
      }
      let places = from.indices.map(Double.init)
      return Bars(
        places, to, from: from, width: width, fill: layer.color, direction, name: layer.name)
    }
  }

  public func shapes(on plane: Plane) throws -> [Shape] {
    try bars.flatMap { try $0.shapes(on: plane) }
  }
}
