/// Something that a panel shows: data, and the shapes they become.
///
/// A mark knows scales only through the plane it is put on, and no canvas. It carries its data as
/// tables, from which come the CSV file, the automatic axes and the checks for NaN.
public protocol Mark: Sendable {
  /// The data, one table a series.
  var tables: [DataTable] { get }
  /// Labels that stand beside the frame, at the ends of lines.
  var endLabels: [EndLabel] { get }
  /// What explains the colours, if the mark maps numbers to them.
  var colorBar: ColorBar? { get }
  /// Whether infinite values are drawn as arrows; otherwise they are an error.
  var showsInfinity: Bool { get }
  /// What is wrong with the mark beyond its numbers, or nil.
  var problem: String? { get }
  func shapes(on plane: Plane) throws -> [Shape]
}

extension Mark {
  public var endLabels: [EndLabel] { [] }
  public var colorBar: ColorBar? { nil }
  public var showsInfinity: Bool { false }
  public var problem: String? { nil }
}

/// The data of one series.
public struct DataTable: Sendable, Hashable {
  public struct Column: Sendable, Hashable {
    /// Which axis the numbers belong to, for automatic domains.
    public enum Role: Sendable { case x, y, other }
    public let name: String
    public let values: [Double]
    public let role: Role

    public init(_ name: String, _ values: [Double], _ role: Role = .other) {
      (self.name, self.values, self.role) = (name, values, role)
    }
  }

  /// What kind of mark, and the name of the series.
  public let kind, name: String
  public let columns: [Column]

  public init(_ kind: String, _ name: String?, _ columns: Column...) {
    self.init(kind, name, columns)
  }

  /// - Parameter axes: for a grid, where its columns and rows stand; the columns hold the values.
  init(
    _ kind: String, _ name: String?, _ columns: [Column], axes: (x: [Double], y: [Double])? = nil
  ) {
    (self.kind, self.name, self.columns) = (kind, name ?? "", columns)
    (axisX, axisY) = (axes?.x, axes?.y)
  }

  private let axisX, axisY: [Double]?

  /// All numbers that belong to an axis.
  func values(_ role: Column.Role) -> [Double] {
    if let axis = role == .x ? axisX : role == .y ? axisY : nil { return axis }
    return columns.filter { $0.role == role }.flatMap(\.values)
  }

  /// How an error names it.
  var title: String { name.isEmpty ? kind : "\(kind) “\(name)”" }

  /// What is wrong with the data, or nil.
  func problem(allowingInfinity: Bool) -> String? {
    guard let count = columns.first?.values.count else { return nil }
    for column in columns {
      if column.values.count != count {
        return
          "\(column.name) has \(column.values.count) values and \(columns[0].name) has \(count)"
      }
      if let row = column.values.firstIndex(where: \.isNaN) {
        return "\(column.name) is NaN in row \(row + 1)"
      }
      if !allowingInfinity, let row = column.values.firstIndex(where: \.isInfinite) {
        return
          "\(column.name) is infinite in row \(row + 1); leave it out, or ask for it to be shown: "
          + "`Line(…, infinite: .arrow)`, `HeatMap(…, clipsInfinity: true)`"
      }
    }
    return count == 0 ? "there are no data" : nil
  }
}

/// The scales of a panel on the page: where a mark is drawn.
public struct Plane {
  public let frame: Rect
  public let x, y: Scale
  let typesetter: Typesetter
  let style: Style

  /// Where a pair of values stands; outside the frame when they are outside the domains.
  public func point(_ valueX: Double, _ valueY: Double) -> Point {
    Point(
      frame.x + clamp(x.position(of: valueX)) * frame.width,
      frame.maxY - clamp(y.position(of: valueY)) * frame.height)
  }

  func points(_ xs: [Double], _ ys: [Double]) -> [Point] { zip(xs, ys).map { point($0, $1) } }

  /// The logarithm of 0, or 1e300 on a short axis, stays within what can be clipped.
  private func clamp(_ position: Double) -> Double { min(max(position, -1e4), 1e4) }

  /// A stroke of a polyline, cut at the frame and freed of points that nobody could see.
  func stroke(_ points: [Point], _ stroke: Stroke) -> [Shape] {
    var path = Path()
    for part in Clip.polyline(points, to: frame) {
      path.append(Path(polyline: Clip.simplified(part)))
    }
    return path.isEmpty ? [] : [.stroke(path, stroke)]
  }

  func fill(_ polygon: [Point], _ color: Color) -> [Shape] {
    let inside = Clip.polygon(Clip.simplified(polygon), to: frame)
    return inside.count > 2 ? [.fill(Path(polyline: inside, closed: true), color)] : []
  }

  /// A label beside a point of the page.
  func label(
    _ text: String, at point: Point, _ anchor: Typeset.Anchor, gap: Double = 4,
    _ color: Color = .ink,
    size: Double? = nil, halo: Bool = true
  ) throws -> Shape {
    let centred = anchor.sides.x == 0
    let set = try typesetter.set(text, size: size ?? style.labelSize, centred: centred)
    return .text(set, at: set.origin(beside: point, anchor, gap: gap), angle: 0, color, halo: halo)
  }
}

/// The sizes of the house: quiet axes, print-size letters.
struct Style: Sendable {
  var labelSize = 9.0, tickSize = 8.5, titleSize = 9.5
  var tickLength = 3.5, minorTickLength = 2.0, gap = 3.0
  var axisWidth = 0.6, gridWidth = 0.5

  static let figure = Style()
  static let inset = Style(
    labelSize: 8, tickSize: 7.5, titleSize: 8, tickLength: 2.5, minorTickLength: 1.5, gap: 2)
}

@resultBuilder
public enum MarkBuilder {
  public static func buildExpression(_ mark: some Mark) -> [any Mark] { [mark] }
  public static func buildExpression(_ marks: [any Mark]) -> [any Mark] { marks }
  public static func buildBlock(_ parts: [any Mark]...) -> [any Mark] { parts.flatMap { $0 } }
  public static func buildArray(_ parts: [[any Mark]]) -> [any Mark] { parts.flatMap { $0 } }
  public static func buildOptional(_ part: [any Mark]?) -> [any Mark] { part ?? [] }
  public static func buildEither(first part: [any Mark]) -> [any Mark] { part }
  public static func buildEither(second part: [any Mark]) -> [any Mark] { part }
}
