/// Upright bars at values of x, or side by side in bands; lying ones with `.horizontal`.
public struct Bars: Mark {
  public enum Direction: Sendable { case vertical, horizontal }

  let xs, heights, bases: [Double]
  let width: Double
  let color: Color
  let direction: Direction
  let labels: [String]
  let name: String?

  /// - Parameters:
  ///   - xs: where the bars stand; 0, 1, 2, … on an axis of bands.
  ///   - bases: where each bar begins, 0 unless given: for stacks.
  ///   - width: in units of the axis.
  ///   - labels: one a bar, beyond its end.
  public init(
    _ xs: [Double], _ heights: [Double], from bases: [Double]? = nil, width: Double = 0.7,
    fill: Color = .blue.opacity(0.75),
    _ direction: Direction = .vertical, labels: [String] = [], name: String? = nil
  ) {
    (self.xs, self.heights, self.bases) = (xs, heights, bases ?? heights.map { _ in 0 })
    (self.width, color, self.direction, self.labels, self.name) = (
      width, fill, direction, labels, name
    )
  }

  /// Bars at 0, 1, 2, …: one a band.
  public init(
    _ heights: [Double], width: Double = 0.7, fill: Color = .blue.opacity(0.75),
    _ direction: Direction = .vertical,
    labels: [String] = [], name: String? = nil
  ) {
    let places = heights.indices.map(Double.init)
    self.init(places, heights, width: width, fill: fill, direction, labels: labels, name: name)
  }

  public var tables: [DataTable] {
    let (along, up): (DataTable.Column.Role, DataTable.Column.Role) =
      direction == .vertical ? (.x, .y) : (.y, .x)
    return [
      DataTable(
        "bars", name, .init("at", xs, along), .init("from", bases, up), .init("to", heights, up))
    ]
  }

  public func shapes(on plane: Plane) throws -> [Shape] {
    try xs.indices.flatMap { i -> [Shape] in
      let (a, b) = (xs[i] - width / 2, xs[i] + width / 2)
      let (p, q) =
        direction == .vertical
        ? (plane.point(a, bases[i]), plane.point(b, heights[i]))
        : (plane.point(bases[i], a), plane.point(heights[i], b))
      var shapes = plane.fill([p, Point(q.x, p.y), q, Point(p.x, q.y)], color)
      if i < labels.count, !labels[i].isEmpty {
        let isUp = heights[i] >= bases[i]
        let (tip, anchor): (Point, Typeset.Anchor) =
          direction == .vertical
          ? (Point((p.x + q.x) / 2, q.y), isUp ? .above : .below)
          : (Point(q.x, (p.y + q.y) / 2), isUp ? .right : .left)
        shapes.append(
          try plane.label(
            labels[i], at: tip, anchor, gap: 3, color.opacity(1 / max(color.opacity, 0.01))))
      }
      return shapes
    }
  }
}

/// How often samples fall into bins.
public struct Histogram: Mark {
  let edges, heights: [Double]
  let color: Color
  let outline: Color?
  let name: String?
  private var badSample: String?

  /// - Parameters:
  ///   - bins: how many, of equal width over `range` (of the data unless given). Samples outside
  ///     are counted in the whole, so that the density of what is shown stays right.
  ///   - density: heights that make the area 1; otherwise counts.
  public init(
    _ samples: [Double], bins: Int = 40, range: ClosedRange<Double>? = nil, density: Bool = true,
    fill: Color = .blue.opacity(0.3), outline: Color? = nil, name: String? = nil
  ) {
    let finite = samples.filter(\.isFinite)
    let range = range ?? (finite.min() ?? 0)...(finite.max() ?? 1)
    let edges = Spacing.even.points(range, max(bins, 1) + 1)
    var counts = [Double](repeating: 0, count: max(edges.count - 1, 0))
    let width = (range.upperBound - range.lowerBound) / Double(max(counts.count, 1))
    for sample in finite where range.contains(sample) && !counts.isEmpty {
      counts[min(Int((sample - range.lowerBound) / width), counts.count - 1)] += 1
    }
    let unit = density ? 1 / (Double(samples.count) * width) : 1
    self.init(
      edges: edges, heights: samples.isEmpty ? [] : counts.map { $0 * unit }, fill: fill,
      outline: outline, name: name)
    badSample = samples.firstIndex { !$0.isFinite }.map { "sample \($0 + 1) is \(samples[$0])" }
  }

  /// Bins that were counted already: `heights.count + 1` edges.
  public init(
    edges: [Double], heights: [Double], fill: Color = .blue.opacity(0.3), outline: Color? = nil,
    name: String? = nil
  ) {
    (self.edges, self.heights, color, self.outline, self.name) = (
      edges, heights, fill, outline, name
    )
  }

  public var problem: String? {
    if let badSample { return badSample }
    if heights.isEmpty {
      return edges.count < 2
        ? "there are no data, or all are equal: give a range" : "there are no data"
    }
    return edges.count == heights.count + 1 ? nil : "bins need one edge more than heights"
  }

  public var tables: [DataTable] {
    let to = Array(edges.dropFirst())
    return [
      DataTable(
        "histogram", name, .init("from", Array(edges.dropLast()), .x), .init("to", to, .x),
        .init("y", heights, .y))
    ]
  }

  public func shapes(on plane: Plane) throws -> [Shape] {
    let steps = Steps(edges, heights, fill: color)
    guard let outline else {
      return try steps.shapes(on: plane).filter { if case .fill = $0 { true } else { false } }
    }
    return try Steps(edges, heights, stroke: outline, width: 0.9, fill: color).shapes(on: plane)
  }
}
