/// A halo of paper helps words that lines run through; on an area alone it is a stain. So it is
/// drawn where needed.
enum Halo {
  /// The words with their halo kept only where a stroke or a dot of `drawing` comes near them.
  static func fitted(_ words: [Shape], to drawing: [Shape]) -> [Shape] {
    words.map { shape in
      guard case .text(let set, let at, let angle, let color, true) = shape, angle == 0 else {
        return shape
      }
      let box = set.box(at: at).grown(by: 1)
      return .text(set, at: at, angle: angle, color, halo: drawing.contains { touches($0, box) })
    }
  }

  private static func touches(_ shape: Shape, _ box: Rect) -> Bool {
    switch shape {
    case .stroke(let path, _): return crosses(path, box)
    case .dots(let points, let radius, _):
      return points.contains { box.contains($0, slack: radius) }
    case .fill, .image, .text: return false
    }
  }

  /// Whether a segment of the path enters the box; a curve counts by its chord.
  private static func crosses(_ path: Path, _ box: Rect) -> Bool {
    var here = Point(0, 0)
    var start = here
    for step in path.steps {
      let end: Point
      switch step {
      case .move(let p):
        (here, start) = (p, p)
        continue
      case .line(let p), .curve(_, _, let p): end = p
      case .close: end = start
      }
      if !Clip.polyline([here, end], to: box).isEmpty { return true }
      here = end
    }
    return false
  }
}

extension Rect {
  func grown(by d: Double) -> Rect {
    Rect(x: x - d, y: y - d, width: width + 2 * d, height: height + 2 * d)
  }
}
