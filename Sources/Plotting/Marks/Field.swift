/// Numbers on a rectangular grid of the plane.
public struct Field: Sendable {
  public let xs, ys: [Double]
  /// Row by row: `values[j][i]` belongs to `xs[i]`, `ys[j]`.
  public let values: [[Double]]

  public init(xs: [Double], ys: [Double], values: [[Double]]) {
    (self.xs, self.ys, self.values) = (xs, ys, values)
  }

  /// A function at `columns` × `rows` points that reach the edges of the rectangle: for contours.
  public init(
    nodes columns: Int, _ rows: Int, x: ClosedRange<Double>, y: ClosedRange<Double>,
    _ spacingX: Spacing = .even,
    _ spacingY: Spacing = .even, of f: (Double, Double) throws -> Double
  ) rethrows {
    let xs = spacingX.points(x, columns)
    let ys = spacingY.points(y, rows)
    self.init(xs: xs, ys: ys, values: try ys.map { y in try xs.map { x in try f(x, y) } })
  }

  /// A function at the middles of `columns` × `rows` cells that fill the rectangle: for heat maps.
  public init(
    cells columns: Int, _ rows: Int, x: ClosedRange<Double>, y: ClosedRange<Double>,
    of f: (Double, Double) throws -> Double
  ) rethrows {
    func middles(_ r: ClosedRange<Double>, _ n: Int) -> [Double] {
      (0..<n).map { r.lowerBound + (Double($0) + 0.5) / Double(n) * (r.upperBound - r.lowerBound) }
    }
    let xs = middles(x, columns)
    let ys = middles(y, rows)
    self.init(xs: xs, ys: ys, values: try ys.map { y in try xs.map { x in try f(x, y) } })
  }

  /// The least and the greatest finite value.
  public var range: ClosedRange<Double>? {
    let finite = values.joined().filter(\.isFinite)
    guard let low = finite.min(), let high = finite.max() else { return nil }
    return low...high
  }

  /// As columns: the axes, then one column a row of the grid.
  func table(_ kind: String, _ name: String?) -> DataTable {
    let rows = zip(ys, values).map { DataTable.Column("y=\(Number.plain($0))", $1) }
    return DataTable(kind, name, [DataTable.Column("x", xs)] + rows, axes: (xs, ys))
  }

  /// The greatest value with its place.
  public var peak: (x: Double, y: Double, value: Double)? { extreme(>) }
  /// The least value with its place.
  public var low: (x: Double, y: Double, value: Double)? { extreme(<) }

  private func extreme(_ isBetter: (Double, Double) -> Bool) -> (
    x: Double, y: Double, value: Double
  )? {
    var best: (x: Double, y: Double, value: Double)?
    for (y, row) in zip(ys, values) {
      for (x, value) in zip(xs, row) where best.map({ isBetter(value, $0.value) }) ?? true {
        best = (x, y, value)
      }
    }
    return best
  }

  /// What is wrong with the shape, or nil.
  var problem: String? {
    if xs.count < 2 || ys.count < 2 { return "a grid needs two columns and two rows at least" }
    if values.count != ys.count || values.contains(where: { $0.count != xs.count }) {
      return "the values are not \(ys.count) rows of \(xs.count)"
    }
    for axis in [xs, ys] where !zip(axis, axis.dropFirst()).allSatisfy({ $0 < $1 }) {
      return "the places of a grid must ascend"
    }
    return nil
  }
}
