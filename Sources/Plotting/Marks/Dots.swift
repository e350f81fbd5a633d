/// Points as discs: few or twenty thousand, filled or open.
public struct Dots: Mark {
  let xs, ys: [Double]
  let radius: Double
  let color: Color
  let isOpen: Bool
  let label: (text: String, anchor: Typeset.Anchor)?
  let name: String?

  /// - Parameter open: a ring filled with paper, as at a jump where the value is not taken.
  public init(
    _ xs: [Double], _ ys: [Double], radius: Double = 2.2, fill: Color = .blue, open: Bool = false, name: String? = nil
  ) {
    (self.xs, self.ys, self.radius, color, isOpen, label, self.name) = (xs, ys, radius, fill, open, nil, name)
  }

  /// One point, with a label if wanted.
  public init(
    at x: Double, _ y: Double, radius: Double = 2.6, fill: Color = .blue, open: Bool = false,
    label: String? = nil, _ anchor: Typeset.Anchor = .aboveRight, name: String? = nil
  ) {
    (xs, ys, self.radius, color, isOpen) = ([x], [y], radius, fill, open)
    self.label = label.map { ($0, anchor) }
    self.name = name ?? label
  }

  public var tables: [DataTable] { [DataTable("dots", name, .init("x", xs, .x), .init("y", ys, .y))] }

  public func shapes(on plane: Plane) throws -> [Shape] {
    let points = plane.points(xs, ys).filter { plane.frame.contains($0, slack: 0.01) }
    if points.isEmpty { return [] }
    var shapes: [Shape] = []
    if isOpen {
      shapes.append(.dots(points, radius: radius, .paper))
      shapes += points.map { .stroke(Path(disc: $0, radius: radius - 0.5), Stroke(color, width: 1.1)) }
    } else {
      shapes.append(.dots(points, radius: radius, color))
    }
    if let label, let point = points.first {
      shapes.append(try plane.label(label.text, at: point, label.anchor, gap: radius + 2.5, color))
    }
    return shapes
  }
}
