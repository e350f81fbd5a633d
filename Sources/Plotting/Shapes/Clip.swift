/// Cutting lines and areas at the frame, so that nothing outside it reaches a file.
enum Clip {
  /// The parts of a polyline inside `frame` (Liang and Barsky 1984, segment by segment).
  static func polyline(_ points: [Point], to frame: Rect) -> [[Point]] {
    var parts: [[Point]] = []
    var part: [Point] = []
    for (a, b) in zip(points, points.dropFirst()) {
      guard let (p, q) = segment(a, b, frame) else {
        if part.count > 1 { parts.append(part) }
        part = []
        continue
      }
      if part.last != p {
        if part.count > 1 { parts.append(part) }
        part = [p]
      }
      part.append(q)
    }
    if part.count > 1 { parts.append(part) }
    return parts
  }

  private static func segment(_ a: Point, _ b: Point, _ r: Rect) -> (Point, Point)? {
    var enter = 0.0
    var leave = 1.0
    let d = b - a
    for (step, room) in [
      (-d.x, a.x - r.x), (d.x, r.maxX - a.x), (-d.y, a.y - r.y), (d.y, r.maxY - a.y),
    ] {
      if step == 0 {
        if room < 0 { return nil }
      } else if step < 0 {
        enter = max(enter, room / step)
      } else {
        leave = min(leave, room / step)
      }
    }
    guard enter <= leave else { return nil }
    let p = enter == 0 ? a : a + enter * d
    let q = leave == 1 ? b : a + leave * d
    return (p, q)
  }

  /// The part of a polygon inside `frame` (Sutherland and Hodgman 1974).
  static func polygon(_ points: [Point], to r: Rect) -> [Point] {
    var result = points
    result = cut(result) { $0.x - r.x }
    result = cut(result) { r.maxX - $0.x }
    result = cut(result) { $0.y - r.y }
    return cut(result) { r.maxY - $0.y }
  }

  private static func cut(_ points: [Point], inside: (Point) -> Double) -> [Point] {
    guard var previous = points.last else { return [] }
    var result: [Point] = []
    for p in points {
      let a = inside(previous)
      let b = inside(p)
      if (a < 0) != (b < 0) { result.append(previous + (a / (a - b)) * (p - previous)) }
      if b >= 0 { result.append(p) }
      previous = p
    }
    return result
  }

  /// Drops points that lie within `tolerance` of the line without them (Ramer 1972, Douglas and
  /// Peucker 1973).
  static func simplified(_ points: [Point], tolerance: Double = 0.02) -> [Point] {
    guard points.count > 3 else { return points }
    var keep = [Bool](repeating: false, count: points.count)
    keep[0] = true
    keep[points.count - 1] = true
    var open = [(0, points.count - 1)]
    while let (first, last) = open.popLast() {
      let (distance, index) = farthest(points, first, last)
      guard distance > tolerance else { continue }
      keep[index] = true
      open += [(first, index), (index, last)]
    }
    return zip(points, keep).filter(\.1).map(\.0)
  }

  private static func farthest(_ points: [Point], _ first: Int, _ last: Int) -> (Double, Int) {
    let a = points[first]
    let d = points[last] - a
    let length = d.length
    var best = (0.0, first)
    for i in (first + 1)..<max(last, first + 1) {
      let e = points[i] - a
      let along = length > 0 ? (e.x * d.x + e.y * d.y) / length : 0
      // beyond the ends the distance is to the end itself, or a spike would be cut off
      let distance =
        length == 0 || along < 0
        ? e.length
        : along > length
          ? (points[i] - points[last]).length
          : abs(e.x * d.y - e.y * d.x) / length
      if distance > best.0 { best = (distance, i) }
    }
    return best
  }
}
