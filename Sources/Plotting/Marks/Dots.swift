/// Points as discs: few or twenty thousand, filled or open; or as other symbols, to tell series
/// apart without colour.
public struct Dots: Mark {
  public enum Symbol: Sendable { case disc, square, diamond, triangle, cross }

  let xs, ys: [Double]
  let radius: Double
  let color: Color
  let isOpen: Bool
  let symbol: Symbol
  let label: (text: String, anchor: Typeset.Anchor)?
  let name: String?

  /// - Parameter open: a ring filled with paper, as at a jump where the value is not taken.
  public init(
    _ xs: [Double], _ ys: [Double], radius: Double = 2.2, fill: Color = .blue, open: Bool = false,
    symbol: Symbol = .disc, name: String? = nil
  ) {
    (self.xs, self.ys, self.radius, color, isOpen, label, self.name) = (
      xs, ys, radius, fill, open, nil, name
    )
    self.symbol = symbol
  }

  /// One point, with a label if wanted.
  public init(
    at x: Double, _ y: Double, radius: Double = 2.6, fill: Color = .blue, open: Bool = false,
    label: String? = nil, _ anchor: Typeset.Anchor = .aboveRight, name: String? = nil
  ) {
    (xs, ys, self.radius, color, isOpen) = ([x], [y], radius, fill, open)
    self.label = label.map { ($0, anchor) }
    symbol = .disc
    self.name = name ?? label
  }

  public var tables: [DataTable] {
    [DataTable("dots", name, .init("x", xs, .x), .init("y", ys, .y))]
  }

  public func shapes(on plane: Plane) throws -> [Shape] {
    let points = plane.points(xs, ys).filter { plane.frame.contains($0, slack: 0.01) }
    if points.isEmpty { return [] }
    var shapes: [Shape] = []
    if symbol != .disc {
      shapes += points.map(symbolShape)
    } else if isOpen {
      shapes.append(.dots(points, radius: radius, .paper))
      shapes += points.map {
        .stroke(Path(disc: $0, radius: radius - 0.5), Stroke(color, width: 1.1))
      }
    } else {
      shapes.append(.dots(points, radius: radius, color))
    }
    if let label, let point = points.first {
      shapes.append(try plane.label(label.text, at: point, label.anchor, gap: radius + 2.5, color))
    }
    return shapes
  }

  /// Corners at a distance that gives every symbol about the area of the disc.
  private func symbolShape(_ p: Point) -> Shape {
    func corner(_ x: Double, _ y: Double) -> Point { Point(p.x + x * radius, p.y + y * radius) }
    let path: Path
    switch symbol {
    case .disc: path = Path(disc: p, radius: radius)
    case .square:
      path = Path(
        Rect(
          x: p.x - 0.88 * radius, y: p.y - 0.88 * radius, width: 1.76 * radius,
          height: 1.76 * radius))
    case .diamond:
      path = Path(
        polyline: [corner(0, -1.3), corner(1.2, 0), corner(0, 1.3), corner(-1.2, 0)], closed: true)
    case .triangle:
      path = Path(
        polyline: [corner(0, -1.35), corner(1.2, 0.85), corner(-1.2, 0.85)], closed: true)
    case .cross:
      var cross = Path(from: corner(-1, -1), to: corner(1, 1))
      cross.append(Path(from: corner(-1, 1), to: corner(1, -1)))
      return .stroke(cross, Stroke(color, width: 1.2))
    }
    return isOpen ? .stroke(path, Stroke(color, width: 1.1)) : .fill(path, color)
  }
}
