import Foundation

/// An arrow between two points of the plane, straight or bent.
public struct Arrow: Mark {
  let from, to: (x: Double, y: Double)
  let stroke: Stroke
  let bend: Double
  let label: (text: String, anchor: Typeset.Anchor)?

  /// - Parameter bend: how far it swings to its left, in lengths of itself; 0 is straight.
  public init(
    from: (Double, Double), to: (Double, Double), stroke: Color = .ink, width: Double = 1,
    bend: Double = 0,
    label: String? = nil, _ anchor: Typeset.Anchor = .above
  ) {
    (self.from, self.to, self.stroke, self.bend) = (from, to, Stroke(stroke, width: width), bend)
    self.label = label.map { ($0, anchor) }
  }

  public var tables: [DataTable] {
    [
      DataTable(
        "arrow", label?.text, .init("x", [from.x, to.x], .x), .init("y", [from.y, to.y], .y))
    ]
  }

  public func shapes(on plane: Plane) throws -> [Shape] {
    let a = plane.point(from.x, from.y)
    let b = plane.point(to.x, to.y)
    guard plane.frame.contains(a, slack: 20), plane.frame.contains(b, slack: 20) else { return [] }
    let d = b - a
    let side = Point(d.y, -d.x)  // to the left, looking along the arrow
    let control = Point((a.x + b.x) / 2, (a.y + b.y) / 2) + (bend * 2) * side
    var shapes = bend == 0 ? ArrowShape.shapes(from: a, to: b, stroke) : bent(a, control, b)
    if let label {
      let middle = 0.25 * a + 0.5 * control + 0.25 * b
      shapes.append(try plane.label(label.text, at: middle, label.anchor, stroke.color))
    }
    return shapes
  }

  private func bent(_ a: Point, _ control: Point, _ b: Point) -> [Shape] {
    let head = ArrowShape.parts(from: control, to: b, width: stroke.width)
    guard case .line(let end)? = head.stem.steps.last else { return [] }
    var stem = Path()
    stem.move(to: a)
    // the quadratic curve to the notch of the head, written as a cubic one
    stem.curve(a + (2 / 3.0) * (control - a), end + (2 / 3.0) * (control - end), to: end)
    return [.stroke(stem, stroke), .fill(head.head, stroke.color)]
  }
}

/// The shape of an arrow: a stem, and a head as large as its width asks.
enum ArrowShape {
  static func shapes(from a: Point, to b: Point, _ stroke: Stroke) -> [Shape] {
    let (stem, head) = parts(from: a, to: b, width: stroke.width)
    return (stem.isEmpty ? [] : [.stroke(stem, stroke)])
      + (head.isEmpty ? [] : [.fill(head, stroke.color)])
  }

  /// The stem ends inside the head, so that the tip stays sharp.
  static func parts(from a: Point, to b: Point, width: Double) -> (stem: Path, head: Path) {
    let d = b - a
    let length = d.length
    guard length > 0.05 else { return (Path(), Path()) }
    let size = min(3.2 + 1.8 * width, 0.6 * length)
    let half = 0.36 * size
    let u = (1 / length) * d
    let n = Point(-u.y, u.x)
    let base = b - size * u
    let notch = b - (0.78 * size) * u
    let head = Path(polyline: [b, base + half * n, notch, base - half * n], closed: true)
    return (Path(from: a, to: notch), head)
  }
}
