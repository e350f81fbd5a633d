import Foundation

/// A point of the page, in points (1/72 inch), x to the right and y downwards.
public struct Point: Sendable, Hashable {
  public var x, y: Double
  public init(_ x: Double, _ y: Double) { (self.x, self.y) = (x, y) }

  static func + (a: Point, b: Point) -> Point { Point(a.x + b.x, a.y + b.y) }
  static func - (a: Point, b: Point) -> Point { Point(a.x - b.x, a.y - b.y) }
  static func * (s: Double, a: Point) -> Point { Point(s * a.x, s * a.y) }
  var length: Double { (x * x + y * y).squareRoot() }

  /// The point turned by `angle` radians about the origin, from x towards y: clockwise on the page.
  func turned(cos c: Double, sin s: Double) -> Point { Point(c * x - s * y, s * x + c * y) }
}

/// An upright rectangle of the page.
public struct Rect: Sendable, Hashable {
  public var x, y, width, height: Double
  public init(x: Double, y: Double, width: Double, height: Double) {
    (self.x, self.y, self.width, self.height) = (x, y, width, height)
  }

  public var maxX: Double { x + width }
  public var maxY: Double { y + height }
  public var midX: Double { x + width / 2 }
  public var midY: Double { y + height / 2 }

  /// Whether the point lies inside or on the edge, with `slack` to spare.
  func contains(_ p: Point, slack: Double = 0) -> Bool {
    p.x >= x - slack && p.x <= maxX + slack && p.y >= y - slack && p.y <= maxY + slack
  }
}

/// A path of segments and Bézier curves.
public struct Path: Sendable, Hashable {
  public enum Step: Sendable, Hashable {
    case move(Point)
    case line(Point)
    case curve(Point, Point, Point)
    case close
  }

  public private(set) var steps: [Step] = []
  public init() {}

  public mutating func move(to p: Point) { steps.append(.move(p)) }
  public mutating func line(to p: Point) { steps.append(.line(p)) }
  public mutating func curve(_ a: Point, _ b: Point, to p: Point) { steps.append(.curve(a, b, p)) }
  public mutating func close() { steps.append(.close) }
  public mutating func append(_ other: Path) { steps += other.steps }
  public var isEmpty: Bool { steps.isEmpty }

  public init(polyline points: [Point], closed: Bool = false) {
    guard let first = points.first else { return }
    move(to: first)
    for p in points.dropFirst() { line(to: p) }
    if closed { close() }
  }

  public init(from a: Point, to b: Point) { self.init(polyline: [a, b]) }

  public init(_ r: Rect) {
    let corners = [Point(r.x, r.y), Point(r.maxX, r.y), Point(r.maxX, r.maxY), Point(r.x, r.maxY)]
    self.init(polyline: corners, closed: true)
  }

  /// A disc as four cubic arcs; they miss the circle by less than 0.03 % of the radius.
  public init(disc centre: Point, radius r: Double) {
    // 4(√2 − 1)/3: the arc meets the circle at its ends and its middle
    let k = 0.5522847498307936 * r
    func at(_ dx: Double, _ dy: Double) -> Point { Point(centre.x + dx, centre.y + dy) }
    move(to: at(r, 0))
    curve(at(r, k), at(k, r), to: at(0, r))
    curve(at(-k, r), at(-r, k), to: at(-r, 0))
    curve(at(-r, -k), at(-k, -r), to: at(0, -r))
    curve(at(k, -r), at(r, -k), to: at(r, 0))
    close()
  }

  func mapped(_ f: (Point) -> Point) -> Path {
    var path = Path()
    path.steps = steps.map { step in
      switch step {
      case .move(let p): .move(f(p))
      case .line(let p): .line(f(p))
      case .curve(let a, let b, let p): .curve(f(a), f(b), f(p))
      case .close: .close
      }
    }
    return path
  }
}

/// Cosine and sine that are exact at the right angles.
enum Angle {
  static func cos(_ a: Double) -> Double { exact(Foundation.cos(a)) }
  static func sin(_ a: Double) -> Double { exact(Foundation.sin(a)) }
  private static func exact(_ x: Double) -> Double { x.magnitude < 1e-12 ? 0 : x }
}
