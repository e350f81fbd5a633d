/// A function of two variables as colours, with a colour bar if it has a label.
public struct HeatMap: Mark {
  let field: Field
  let map: ColorMap
  let scale: Scale
  let bar: String?
  let isSmooth: Bool
  public let showsInfinity: Bool
  let name: String?

  /// - Parameters:
  ///   - values: the numbers at the ends of the colour map; the range of the data unless given.
  ///     For `.diverging`, make it symmetric about the neutral value.
  ///   - bar: the label of the colour bar; nil for none.
  ///   - smooth: blend neighbouring cells, or show them as they are.
  ///   - clipsInfinity: whether ±∞ takes the colour of the end; otherwise it is an error.
  public init(
    _ field: Field, map: ColorMap = .density(), values: ClosedRange<Double>? = nil,
    isLogarithmic: Bool = false,
    bar: String? = nil, smooth: Bool = true, clipsInfinity: Bool = false, name: String? = nil
  ) {
    (self.field, self.map, self.bar, isSmooth, showsInfinity) = (
      field, map, bar, smooth, clipsInfinity
    )
    let range = values ?? field.range ?? 0...1
    scale = Scale(
      isLogarithmic ? .log(base: 10) : .linear, from: range.lowerBound, to: range.upperBound)
    self.name = name ?? bar
  }

  public var tables: [DataTable] { [field.table("heat map", name)] }
  public var colorBar: ColorBar? { bar.map { ColorBar(map: map, scale: scale, label: $0) } }
  public var problem: String? { field.problem ?? scale.problem.map { "colours: " + $0 } }

  public func shapes(on plane: Plane) -> [Shape] {
    let edgesX = Self.edges(field.xs)
    let edgesY = Self.edges(field.ys)
    guard let x0 = edgesX.first, let x1 = edgesX.last, let y0 = edgesY.first, let y1 = edgesY.last
    else { return [] }
    let a = plane.point(x0, y0)
    let b = plane.point(x1, y1)
    let f = plane.frame
    let whole = Rect(
      x: min(a.x, b.x), y: min(a.y, b.y), width: abs(b.x - a.x), height: abs(b.y - a.y))
    let corners = [Point(whole.x, whole.y), Point(whole.maxX, whole.maxY)]
    let isDirect = isEven(edgesX) && isEven(edgesY) && isLinear(plane.x) && isLinear(plane.y)
    if isDirect && corners.allSatisfy({ f.contains($0, slack: 0.01) }) {
      return direct(plane, whole)
    }
    return resampled(plane, whole, edgesX, edgesY)
  }

  /// One pixel a cell: the viewer scales it.
  private func direct(_ plane: Plane, _ whole: Rect) -> [Shape] {
    let rows = plane.y.first < plane.y.last ? field.values.reversed() : field.values
    let pixels = rows.flatMap { row in
      (plane.x.first < plane.x.last ? row : row.reversed()).map {
        map.pixel(at: scale.position(of: $0))
      }
    }
    let raster = Raster(
      width: field.xs.count, height: field.ys.count, pixels: pixels, smooth: isSmooth)
    return raster.layers.map { .image($0, in: whole) }
  }

  /// One pixel a point of the page, each in the cell that it falls in: for axes and grids that are
  /// not even.
  private func resampled(_ plane: Plane, _ whole: Rect, _ edgesX: [Double], _ edgesY: [Double])
    -> [Shape]
  {
    let f = plane.frame
    let x0 = max(whole.x, f.x)
    let x1 = min(whole.maxX, f.maxX)
    let y0 = max(whole.y, f.y)
    let y1 = min(whole.maxY, f.maxY)
    guard x1 - x0 > 0.01, y1 - y0 > 0.01 else { return [] }
    let part = Rect(x: x0, y: y0, width: x1 - x0, height: y1 - y0)
    let width = max(1, Int(part.width.rounded()))
    let height = max(1, Int(part.height.rounded()))
    let columns = (0..<width).map { i in
      let x = part.x + (Double(i) + 0.5) / Double(width) * part.width
      return Self.cell(of: plane.x.value(at: (x - f.x) / f.width), edgesX)
    }
    let pixels = (0..<height).flatMap { j -> [Raster.Pixel] in
      let y = part.y + (Double(j) + 0.5) / Double(height) * part.height
      let row = field.values[Self.cell(of: plane.y.value(at: (f.maxY - y) / f.height), edgesY)]
      return columns.map { map.pixel(at: scale.position(of: row[$0])) }
    }
    let raster = Raster(width: width, height: height, pixels: pixels, smooth: isSmooth)
    return raster.layers.map { .image($0, in: part) }
  }

  private func isLinear(_ scale: Scale) -> Bool {
    switch scale.kind {
    case .linear, .bands: true
    case .log, .symmetricLog: false
    }
  }

  private func isEven(_ edges: [Double]) -> Bool {
    guard edges.count > 2, let first = edges.first, let last = edges.last else { return true }
    let step = (last - first) / Double(edges.count - 1)
    return edges.enumerated().allSatisfy {
      abs($1 - first - Double($0) * step) < 1e-6 * abs(last - first)
    }
  }

  /// Cells meet half way between their middles.
  private static func edges(_ middles: [Double]) -> [Double] {
    guard middles.count > 1 else { return middles }
    let between = zip(middles, middles.dropFirst()).map { ($0 + $1) / 2 }
    let first = 2 * middles[0] - between[0]
    let last = 2 * middles[middles.count - 1] - between[between.count - 1]
    return [first] + between + [last]
  }

  private static func cell(of value: Double, _ edges: [Double]) -> Int {
    var low = 0
    var high = edges.count - 2
    while low < high {
      let middle = (low + high + 1) / 2
      if edges[middle] <= value { low = middle } else { high = middle - 1 }
    }
    return low
  }
}
