import Foundation

/// A curve through points, straight from one to the next.
public struct Line: Mark {
  /// What to do with an infinite value.
  public enum Infinite: Sendable { case refused, arrow }

  let xs, ys: [Double]
  let stroke: Stroke
  let label: LineLabel?
  let name: String?
  let infinite: Infinite

  /// - Parameters:
  ///   - name: how the data file calls the series; its label otherwise.
  ///   - infinite: `.arrow` ends the curve in an arrow at the edge where a value is ±∞.
  public init(
    _ xs: [Double], _ ys: [Double], stroke: Color = .blue, width: Double = 1.4,
    dash: Stroke.Dash = .solid,
    label: LineLabel? = nil, name: String? = nil, infinite: Infinite = .refused
  ) {
    (self.xs, self.ys, self.label, self.infinite) = (xs, ys, label, infinite)
    self.stroke = Stroke(stroke, width: width, dash: dash)
    self.name = name ?? label?.text
  }

  /// The graph of a function over an interval.
  public init(
    over domain: ClosedRange<Double>, _ spacing: Spacing = .even, samples: Int = 401,
    stroke: Color = .blue,
    width: Double = 1.4, dash: Stroke.Dash = .solid, label: LineLabel? = nil, name: String? = nil,
    infinite: Infinite = .refused, of f: (Double) throws -> Double
  ) rethrows {
    let xs = spacing.points(domain, samples)
    try self.init(
      xs, xs.map(f), stroke: stroke, width: width, dash: dash, label: label, name: name,
      infinite: infinite)
  }

  public var tables: [DataTable] {
    [DataTable("line", name, .init("x", xs, .x), .init("y", ys, .y))]
  }
  public var showsInfinity: Bool { infinite == .arrow }

  public var endLabels: [EndLabel] {
    guard let label, let x = label.place == .start ? xs.first : xs.last,
      let y = label.place == .start ? ys.first : ys.last
    else { return [] }
    switch label.place {
    case .at: return []
    case .end, .start:
      return [
        EndLabel(text: label.text, x: x, y: y, color: stroke.color, atStart: label.place == .start)
      ]
    }
  }

  public func shapes(on plane: Plane) throws -> [Shape] {
    var shapes: [Shape] = []
    for run in finiteRuns {
      let points = plane.points(Array(xs[run]), Array(ys[run]))
      if points.count == 1 {
        if plane.frame.contains(points[0]) {
          shapes.append(.dots(points, radius: stroke.width, stroke.color))
        }
      } else {
        shapes += plane.stroke(points, stroke)
      }
    }
    for i in ys.indices where ys[i].isInfinite {
      // the arrow stands where the value is infinite; next to a finite neighbour one is enough
      let isLone = i > 0 && ys[i - 1].isInfinite && i + 1 < ys.count && ys[i + 1].isInfinite
      if !isLone { shapes += infinityArrow(at: xs[i], up: ys[i] > 0, plane) }
    }
    if case .at(let x, let anchor)? = label?.place, let label {
      let y = interpolated(at: x)
      shapes.append(try plane.label(label.text, at: plane.point(x, y), anchor, stroke.color))
    }
    return shapes
  }

  private func infinityArrow(at x: Double, up: Bool, _ plane: Plane) -> [Shape] {
    let edge = Point(plane.point(x, plane.y.lower).x, up ? plane.frame.y : plane.frame.maxY)
    guard plane.frame.contains(edge, slack: 0.01) else { return [] }
    let tail = Point(edge.x, edge.y + (up ? 14 : -14))
    return ArrowShape.shapes(from: tail, to: edge, Stroke(stroke.color, width: stroke.width))
  }

  private var finiteRuns: [Range<Int>] {
    var runs: [Range<Int>] = []
    var start: Int?
    for i in 0...ys.count {
      if i < ys.count && ys[i].isFinite {
        start = start ?? i
      } else if let from = start {
        runs.append(from..<i)
        start = nil
      }
    }
    return runs
  }

  private func interpolated(at x: Double) -> Double {
    for i in xs.indices.dropLast() where (xs[i] - x) * (xs[i + 1] - x) <= 0 && xs[i] != xs[i + 1] {
      return ys[i] + (x - xs[i]) / (xs[i + 1] - xs[i]) * (ys[i + 1] - ys[i])
    }
    return (x - (xs.first ?? 0)).magnitude < (x - (xs.last ?? 0)).magnitude
      ? ys.first ?? 0 : ys.last ?? 0
  }
}

/// How the arguments of a sampled function are spaced.
public enum Spacing: Sendable {
  case even
  /// Equal ratios; for a logarithmic axis.
  case geometric

  public func points(_ domain: ClosedRange<Double>, _ count: Int) -> [Double] {
    let (a, b) = (domain.lowerBound, domain.upperBound)
    guard count > 1, a < b else { return [a] }
    return (0..<count).map { i in
      if i == count - 1 { return b }
      let t = Double(i) / Double(count - 1)
      switch self {
      case .even: return a + t * (b - a)
      case .geometric: return a * pow(b / a, t)
      }
    }
  }
}
