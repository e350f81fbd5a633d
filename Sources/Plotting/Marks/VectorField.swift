/// Arrows that show a direction and a strength at many places; all stems are one path, all heads
/// another.
public struct VectorField: Mark {
  let xs, ys, us, vs: [Double]
  let color: Color
  let width: Double
  let length: Double?
  let name: String?

  /// - Parameters:
  ///   - us, vs: the vectors in units of the axes.
  ///   - length: the length of the longest arrow in points; as long as places lie apart unless
  ///     given.
  public init(
    _ xs: [Double], _ ys: [Double], _ us: [Double], _ vs: [Double], stroke: Color = .ink,
    width: Double = 0.7,
    longest length: Double? = nil, name: String? = nil
  ) {
    (self.xs, self.ys, self.us, self.vs) = (xs, ys, us, vs)
    (color, self.width, self.length, self.name) = (stroke, width, length, name)
  }

  /// A field over a rectangle, at the middles of `columns` × `rows` cells.
  public init(
    x: ClosedRange<Double>, y: ClosedRange<Double>, columns: Int = 16, rows: Int = 12,
    stroke: Color = .ink,
    width: Double = 0.7, longest length: Double? = nil, name: String? = nil,
    of f: (Double, Double) throws -> (Double, Double)
  ) rethrows {
    func middle(_ r: ClosedRange<Double>, _ i: Int, _ n: Int) -> Double {
      r.lowerBound + (Double(i) + 0.5) / Double(n) * (r.upperBound - r.lowerBound)
    }
    let places = (0..<rows).flatMap { j in
      (0..<columns).map { (middle(x, $0, columns), middle(y, j, rows)) }
    }
    let vectors = try places.map { try f($0.0, $0.1) }
    self.init(
      places.map(\.0), places.map(\.1), vectors.map(\.0), vectors.map(\.1), stroke: stroke,
      width: width,
      longest: length, name: name)
  }

  public var tables: [DataTable] {
    [
      DataTable(
        "vector field", name, .init("x", xs, .x), .init("y", ys, .y), .init("u", us), .init("v", vs)
      )
    ]
  }

  public func shapes(on plane: Plane) -> [Shape] {
    let places = plane.points(xs, ys)
    // on the page: how far the point moves when its value does
    let vectors = xs.indices.map { plane.point(xs[$0] + us[$0], ys[$0] + vs[$0]) - places[$0] }
    let longest = vectors.map(\.length).max() ?? 0
    guard longest > 0 else { return [] }
    let spacing = (plane.frame.width * plane.frame.height / Double(max(xs.count, 1))).squareRoot()
    let unit = (length ?? 0.95 * spacing) / longest
    var stems = Path()
    var heads = Path()
    for (place, vector) in zip(places, vectors) where plane.frame.contains(place, slack: 0.01) {
      let half = (unit / 2) * vector  // centred on its place, an arrow shows the field there
      let (stem, head) = ArrowShape.parts(from: place - half, to: place + half, width: width)
      stems.append(stem)
      heads.append(head)
    }
    guard !stems.isEmpty else { return [] }
    return [.stroke(stems, Stroke(color, width: width)), .fill(heads, color)]
  }
}
