/// Many polylines of one look as one path: trajectories, a grid and what a map makes of it,
/// segments.
public struct Curves: Mark {
  let curves: [(xs: [Double], ys: [Double])]
  let stroke: Stroke
  let hasArrows: Bool
  let name: String?

  /// - Parameter arrows: a head at the end of each.
  public init(
    _ curves: [(xs: [Double], ys: [Double])], stroke: Color = .muted, width: Double = 0.8,
    dash: Stroke.Dash = .solid,
    arrows: Bool = false, name: String? = nil
  ) {
    (self.curves, hasArrows, self.name) = (curves, arrows, name)
    self.stroke = Stroke(stroke, width: width, dash: dash)
  }

  /// The lines of a grid over a rectangle, mapped to the plane.
  public init(
    gridOver x: ClosedRange<Double>, _ y: ClosedRange<Double>, lines: Int = 13, samples: Int = 81,
    stroke: Color = .muted, width: Double = 0.6, name: String? = nil,
    through map: (Double, Double) -> (Double, Double) = { ($0, $1) }
  ) {
    let us = Spacing.even.points(x, samples)
    let vs = Spacing.even.points(y, samples)
    let upright = Spacing.even.points(x, lines).map { u in vs.map { (u, $0) } }
    let level = Spacing.even.points(y, lines).map { v in us.map { ($0, v) } }
    let curves = (upright + level).map { line in line.map { map($0.0, $0.1) } }
    self.init(curves.map { ($0.map(\.0), $0.map(\.1)) }, stroke: stroke, width: width, name: name)
  }

  public var tables: [DataTable] {
    let count = curves.indices.flatMap { i in curves[i].xs.map { _ in Double(i + 1) } }
    return [
      DataTable(
        "curves", name, .init("curve", count), .init("x", curves.flatMap(\.xs), .x),
        .init("y", curves.flatMap(\.ys), .y))
    ]
  }

  public func shapes(on plane: Plane) -> [Shape] {
    var path = Path()
    var heads = Path()
    for curve in curves {
      let parts = Clip.polyline(plane.points(curve.xs, curve.ys), to: plane.frame)
      for part in parts { path.append(Path(polyline: Clip.simplified(part))) }
      guard hasArrows, let last = parts.last, let tip = last.last else { continue }
      // the head takes its direction from some way back, or the last tiny step would turn it
      let from = last.last { ($0 - tip).length > 5 } ?? last[0]
      heads.append(ArrowShape.parts(from: from, to: tip, width: stroke.width).head)
    }
    if path.isEmpty { return [] }
    return [.stroke(path, stroke)] + (heads.isEmpty ? [] : [.fill(heads, stroke.color)])
  }
}

/// A closed figure of straight sides: a cell of a grid, a parallelogram, a region.
public struct Polygon: Mark {
  let xs, ys: [Double]
  let fill: Color
  let stroke: Stroke?
  let name: String?

  public init(
    _ corners: [(Double, Double)], fill: Color = .orange.soft, stroke: Color? = nil,
    width: Double = 1, name: String? = nil
  ) {
    (xs, ys, self.fill, self.name) = (corners.map(\.0), corners.map(\.1), fill, name)
    self.stroke = stroke.map { Stroke($0, width: width) }
  }

  public var tables: [DataTable] {
    [DataTable("polygon", name, .init("x", xs, .x), .init("y", ys, .y))]
  }

  public func shapes(on plane: Plane) -> [Shape] {
    let points = plane.points(xs, ys)
    guard let stroke, let first = points.first else { return plane.fill(points, fill) }
    return plane.fill(points, fill) + plane.stroke(points + [first], stroke)
  }
}
