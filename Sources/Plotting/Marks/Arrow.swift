import Foundation

/// A straight arrow between two points of the plane.
public struct Arrow: Mark {
  let from, to: (x: Double, y: Double)
  let stroke: Stroke
  let label: (text: String, anchor: Typeset.Anchor)?

  public init(
    from: (Double, Double), to: (Double, Double), stroke: Color = .ink, width: Double = 1,
    label: String? = nil, _ anchor: Typeset.Anchor = .above
  ) {
    (self.from, self.to, self.stroke) = (from, to, Stroke(stroke, width: width))
    self.label = label.map { ($0, anchor) }
  }

  public var tables: [DataTable] {
    [DataTable("arrow", label?.text, .init("x", [from.x, to.x], .x), .init("y", [from.y, to.y], .y))]
  }

  public func shapes(on plane: Plane) throws -> [Shape] {
    let a = plane.point(from.x, from.y), b = plane.point(to.x, to.y)
    guard plane.frame.contains(a, slack: 20), plane.frame.contains(b, slack: 20) else { return [] }
    var shapes = ArrowShape.shapes(from: a, to: b, stroke)
    if let label {
      let middle = Point((a.x + b.x) / 2, (a.y + b.y) / 2)
      shapes.append(try plane.label(label.text, at: middle, label.anchor, stroke.color))
    }
    return shapes
  }
}

/// The shape of an arrow: a stem, and a head as large as its width asks.
enum ArrowShape {
  static func shapes(from a: Point, to b: Point, _ stroke: Stroke) -> [Shape] {
    let (stem, head) = parts(from: a, to: b, width: stroke.width)
    return (stem.isEmpty ? [] : [.stroke(stem, stroke)]) + (head.isEmpty ? [] : [.fill(head, stroke.color)])
  }

  /// The stem ends inside the head, so that the tip stays sharp.
  static func parts(from a: Point, to b: Point, width: Double) -> (stem: Path, head: Path) {
    let d = b - a, length = d.length
    guard length > 0.05 else { return (Path(), Path()) }
    let size = min(3.2 + 1.8 * width, 0.6 * length), half = 0.36 * size
    let u = (1 / length) * d, n = Point(-u.y, u.x)
    let base = b - size * u, notch = b - (0.78 * size) * u
    let head = Path(polyline: [b, base + half * n, notch, base - half * n], closed: true)
    return (Path(from: a, to: notch), head)
  }
}
