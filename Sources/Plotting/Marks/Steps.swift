/// A step function: constant between its jumps, as a distribution function of a finite law.
public struct Steps: Mark {
  let xs, ys: [Double]
  let stroke: Stroke
  let fill: Color?
  let marksJumps: Bool
  let label: LineLabel?
  let name: String?

  /// - Parameters:
  ///   - xs: where the pieces begin and end: one more than `ys`.
  ///   - ys: the values of the pieces, in order.
  ///   - fill: fills down to 0.
  ///   - marksJumps: no vertical strokes, but a filled dot where the value is taken (at the left
  ///     end of a piece) and an open one where it is not.
  public init(
    _ xs: [Double], _ ys: [Double], stroke: Color = .blue, width: Double = 1.4,
    dash: Stroke.Dash = .solid,
    fill: Color? = nil, marksJumps: Bool = false, label: LineLabel? = nil, name: String? = nil
  ) {
    (self.xs, self.ys, self.fill, self.marksJumps, self.label) = (xs, ys, fill, marksJumps, label)
    self.stroke = Stroke(stroke, width: width, dash: dash)
    self.name = name ?? label?.text
  }

  public var problem: String? {
    xs.count == ys.count + 1 ? nil : "\(ys.count) pieces need \(ys.count + 1) ends, not \(xs.count)"
  }

  public var tables: [DataTable] {
    [
      DataTable(
        "steps", name, .init("from", Array(xs.dropLast()), .x),
        .init("to", Array(xs.dropFirst()), .x), .init("y", ys, .y))
    ]
  }

  public var endLabels: [EndLabel] {
    guard let label, let x = xs.last, let y = ys.last, label.place == .end else { return [] }
    return [EndLabel(text: label.text, x: x, y: y, color: stroke.color, atStart: false)]
  }

  public func shapes(on plane: Plane) throws -> [Shape] {
    let corners = ys.indices.flatMap { [(xs[$0], ys[$0]), (xs[$0 + 1], ys[$0])] }
    let points = corners.map { plane.point($0.0, $0.1) }
    var shapes: [Shape] = []
    if let fill, let first = xs.first, let last = xs.last {
      shapes += plane.fill(points + [plane.point(last, 0), plane.point(first, 0)], fill)
    }
    if marksJumps {
      for i in ys.indices { shapes += plane.stroke([points[2 * i], points[2 * i + 1]], stroke) }
      shapes += try jumps(plane)
    } else {
      shapes += plane.stroke(points, stroke)
    }
    if case .at(let x, let anchor)? = label?.place, let label,
      let i = ys.indices.last(where: { xs[$0] <= x })
    {
      shapes.append(try plane.label(label.text, at: plane.point(x, ys[i]), anchor, stroke.color))
    }
    return shapes
  }

  private func jumps(_ plane: Plane) throws -> [Shape] {
    let inner = ys.indices.dropFirst().filter { ys[$0] != ys[$0 - 1] }
    if inner.isEmpty { return [] }
    let open = Dots(inner.map { xs[$0] }, inner.map { ys[$0 - 1] }, fill: stroke.color, open: true)
    let full = Dots(inner.map { xs[$0] }, inner.map { ys[$0] }, fill: stroke.color)
    return try open.shapes(on: plane) + full.shapes(on: plane)
  }
}
