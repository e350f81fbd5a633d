/// A straight line across the frame at one value.
public struct Rule: Mark {
  let value: Double
  let isVertical: Bool
  let stroke: Stroke
  let label: String?
  let place: (position: Double, anchor: Typeset.Anchor)

  /// A vertical rule. Its label stands at the upper end, to the right unless told.
  public init(
    x: Double, stroke: Color = .muted, width: Double = 0.8, dash: Stroke.Dash = .dashed,
    label: String? = nil,
    _ anchor: Typeset.Anchor = .right, at position: Double = 0.95
  ) {
    (value, isVertical, self.label) = (x, true, label)
    self.stroke = Stroke(stroke, width: width, dash: dash)
    place = (position, anchor)
  }

  /// A horizontal rule. Its label stands above it, `position` of the way from left to right.
  public init(
    y: Double, stroke: Color = .muted, width: Double = 0.8, dash: Stroke.Dash = .dashed,
    label: String? = nil,
    _ anchor: Typeset.Anchor = .aboveLeft, at position: Double = 1
  ) {
    (value, isVertical, self.label) = (y, false, label)
    self.stroke = Stroke(stroke, width: width, dash: dash)
    place = (position, anchor)
  }

  public var tables: [DataTable] {
    [DataTable("rule", label, .init(isVertical ? "x" : "y", [value], isVertical ? .x : .y))]
  }

  public func shapes(on plane: Plane) throws -> [Shape] {
    let f = plane.frame
    let position = isVertical ? plane.x.position(of: value) : plane.y.position(of: value)
    guard (-1e-9...(1 + 1e-9)).contains(position) else { return [] }
    let x = f.x + position * f.width
    let y = f.maxY - position * f.height
    let ends = isVertical ? (Point(x, f.maxY), Point(x, f.y)) : (Point(f.x, y), Point(f.maxX, y))
    var shapes: [Shape] = [.stroke(Path(from: ends.0, to: ends.1), stroke)]
    if let label {
      let at = ends.0 + place.position * (ends.1 - ends.0)
      shapes.append(try plane.label(label, at: at, place.anchor, gap: 3, stroke.color))
    }
    return shapes
  }
}
