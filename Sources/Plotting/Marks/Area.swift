/// The area between a curve and a level, 0 unless another is given.
public struct Area: Mark {
  let xs, ys: [Double]
  let base: Double
  let color: Color
  let name: String?

  public init(
    _ xs: [Double], _ ys: [Double], base: Double = 0, fill: Color = .blue.soft, name: String? = nil
  ) {
    (self.xs, self.ys, self.base, color, self.name) = (xs, ys, base, fill, name)
  }

  public init(
    over domain: ClosedRange<Double>, _ spacing: Spacing = .even, samples: Int = 401,
    base: Double = 0,
    fill: Color = .blue.soft, name: String? = nil, of f: (Double) throws -> Double
  ) rethrows {
    let xs = spacing.points(domain, samples)
    try self.init(xs, xs.map(f), base: base, fill: fill, name: name)
  }

  public var tables: [DataTable] {
    [DataTable("area", name, .init("x", xs, .x), .init("y", ys, .y))]
  }

  public func shapes(on plane: Plane) -> [Shape] {
    guard let first = xs.first, let last = xs.last else { return [] }
    let floor = [plane.point(last, base), plane.point(first, base)]
    return plane.fill(plane.points(xs, ys) + floor, color)
  }
}

/// The region between two curves: a confidence band, an area between distribution functions.
public struct Band: Mark {
  let xs, low, high: [Double]
  let color: Color
  let name: String?

  public init(
    _ xs: [Double], from low: [Double], to high: [Double], fill: Color = .blue.soft,
    name: String? = nil
  ) {
    (self.xs, self.low, self.high, color, self.name) = (xs, low, high, fill, name)
  }

  public var tables: [DataTable] {
    [DataTable("band", name, .init("x", xs, .x), .init("low", low, .y), .init("high", high, .y))]
  }

  public func shapes(on plane: Plane) -> [Shape] {
    plane.fill(plane.points(xs, high) + plane.points(xs, low).reversed(), color)
  }
}
