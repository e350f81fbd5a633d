/// Level curves of numbers on a grid by marching squares, their segments chained into whole curves.
package enum Isolines {
  package struct Curve {
    /// In units of the grid: (column, row).
    package var points: [Point]
    package var isClosed: Bool
  }

  /// The curves where the linear interpolation along the grid equals `level`.
  ///
  /// Where a cell is a saddle, the mean of its corners decides which way the curve turns. Cost:
  /// linear.
  static func curves(_ values: [[Double]], level: Double) -> [Curve] {
    var links = Links()
    for j in 0..<max(values.count - 1, 0) {
      for i in 0..<max(values[j].count - 1, 0) { links.add(cell(values, i, j, level)) }
    }
    return links.chains().map { chain in
      Curve(points: chain.edges.map { crossing(values, $0, level) }, isClosed: chain.isClosed)
    }
  }

  /// An edge of the grid: from node (i, j) to the right or upwards.
  struct Edge: Hashable {
    let i, j: Int
    let isVertical: Bool
  }

  private static func cell(_ v: [[Double]], _ i: Int, _ j: Int, _ level: Double) -> [(Edge, Edge)] {
    let a = v[j][i] >= level
    let b = v[j][i + 1] >= level
    let c = v[j + 1][i + 1] >= level
    let d = v[j + 1][i] >= level
    let south = Edge(i: i, j: j, isVertical: false)
    let north = Edge(i: i, j: j + 1, isVertical: false)
    let west = Edge(i: i, j: j, isVertical: true)
    let east = Edge(i: i + 1, j: j, isVertical: true)
    switch (a, b, c, d) {
    case (true, true, true, true), (false, false, false, false): return []
    case (true, false, false, false), (false, true, true, true): return [(west, south)]
    case (false, true, false, false), (true, false, true, true): return [(south, east)]
    case (false, false, true, false), (true, true, false, true): return [(east, north)]
    case (false, false, false, true), (true, true, true, false): return [(north, west)]
    case (true, true, false, false), (false, false, true, true): return [(west, east)]
    case (true, false, false, true), (false, true, true, false): return [(south, north)]
    case (true, false, true, false), (false, true, false, true):
      let mean = (v[j][i] + v[j][i + 1] + v[j + 1][i + 1] + v[j + 1][i]) / 4
      return (mean >= level) == a
        ? [(west, north), (south, east)] : [(west, south), (north, east)]
    }
  }

  private static func crossing(_ v: [[Double]], _ e: Edge, _ level: Double) -> Point {
    let t = fraction(v[e.j][e.i], e.isVertical ? v[e.j + 1][e.i] : v[e.j][e.i + 1], level)
    let (x, y) = (Double(e.i), Double(e.j))
    return e.isVertical ? Point(x, y + t) : Point(x + t, y)
  }

  /// How far from a to b the level lies. Beside an infinite value, the padding of a filled contour,
  /// the curve runs along the edge of the grid.
  private static func fraction(_ a: Double, _ b: Double, _ level: Double) -> Double {
    switch (a.isInfinite, b.isInfinite) {
    case (true, true): 0.5
    case (true, false): 1
    case (false, true): 0
    case (false, false): a == b ? 0.5 : (level - a) / (b - a)
    }
  }

  /// Every edge that a curve crosses has one neighbour or two; walking from one to the next gives
  /// the curves.
  private struct Links {
    private var neighbours: [Edge: [Edge]] = [:]
    private var order: [Edge] = []  // a dictionary's own order changes from run to run

    mutating func add(_ segments: [(Edge, Edge)]) {
      for (a, b) in segments {
        if neighbours[a] == nil { order.append(a) }
        neighbours[a, default: []].append(b)
        if neighbours[b] == nil { order.append(b) }
        neighbours[b, default: []].append(a)
      }
    }

    func chains() -> [(edges: [Edge], isClosed: Bool)] {
      var seen: Set<Edge> = []
      var chains: [(edges: [Edge], isClosed: Bool)] = []
      func walk(from start: Edge) -> [Edge] {
        var chain = [start]
        seen.insert(start)
        while let next = neighbours[chain[chain.count - 1]]?.first(where: { !seen.contains($0) }) {
          seen.insert(next)
          chain.append(next)
        }
        return chain
      }
      // open curves first, from their ends: what is left are closed ones
      for edge in order where neighbours[edge]?.count == 1 && !seen.contains(edge) {
        chains.append((walk(from: edge), false))
      }
      for edge in order where !seen.contains(edge) { chains.append((walk(from: edge), true)) }
      return chains
    }
  }
}

extension Field {
  /// Level curves in the coordinates of the plane.
  package func isolines(level: Double) -> [Isolines.Curve] {
    Isolines.curves(values, level: level).map { curve in
      Isolines.Curve(points: curve.points.map(place), isClosed: curve.isClosed)
    }
  }

  /// The boundary of where the value is at least `level` (at most, if `below`): closed along the
  /// edge of the grid.
  package func regions(_ level: Double, below: Bool = false) -> [[Point]] {
    let sign = below ? -1.0 : 1.0
    let wall = [Double](repeating: -.infinity, count: xs.count + 2)
    let padded = [wall] + values.map { [-.infinity] + $0.map { sign * $0 } + [-.infinity] } + [wall]
    return Isolines.curves(padded, level: sign * level).map { curve in
      curve.points.map { place(Point($0.x - 1, $0.y - 1)) }
    }
  }

  private func place(_ p: Point) -> Point {
    Point(Self.interpolated(xs, p.x), Self.interpolated(ys, p.y))
  }

  private static func interpolated(_ axis: [Double], _ t: Double) -> Double {
    let t = min(max(t, 0), Double(axis.count - 1))
    let i = min(Int(t), axis.count - 2)
    return axis[i] + (t - Double(i)) * (axis[i + 1] - axis[i])
  }
}
