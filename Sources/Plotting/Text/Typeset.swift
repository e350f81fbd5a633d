/// A label as outlines, ready to be placed: the left end of its first baseline is the origin, y
/// downwards.
public struct Typeset: Sendable, Hashable {
  public let source: String
  public let outlines: [Outline]
  /// The box: above the first baseline, and below it (further lines included).
  public let width, height, depth: Double

  /// Where a label hangs on its point.
  public enum Anchor: Sendable, Hashable {
    case left, right, above, below, centre, aboveLeft, aboveRight, belowLeft, belowRight

    /// −1: the label lies before (left of, above) the point; +1: after; 0: about it.
    var sides: (x: Double, y: Double) {
      switch self {
      case .left: (-1, 0)
      case .right: (1, 0)
      case .above: (0, -1)
      case .below: (0, 1)
      case .centre: (0, 0)
      case .aboveLeft: (-1, -1)
      case .aboveRight: (1, -1)
      case .belowLeft: (-1, 1)
      case .belowRight: (1, 1)
      }
    }
  }

  /// The origin that puts the label beside `point`, `gap` away from it.
  func origin(beside point: Point, _ anchor: Anchor, gap: Double = 0) -> Point {
    let (sx, sy) = anchor.sides
    // diagonal labels keep their corner, not their sides, at the distance
    let reach = sx != 0 && sy != 0 ? gap * 0.7 : gap
    let x = point.x + sx * reach - width * (1 - sx) / 2
    let top = point.y + sy * reach - (height + depth) * (1 - sy) / 2
    return Point(x, top + height)
  }

  /// The rectangle that the label covers when its origin is at `point`.
  func box(at point: Point) -> Rect {
    Rect(x: point.x, y: point.y - height, width: width, height: height + depth)
  }
}
