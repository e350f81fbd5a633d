/// A frame with two axes and the marks on them.
public struct Panel: Sendable {
  public enum Aspect: Sendable {
    case free
    /// One unit is as long on both axes: for geometry.
    case equal
  }

  let title: String?
  let x, y: Axis
  let aspect: Aspect
  let marks: [any Mark]

  public init(
    x: Axis = .automatic(), y: Axis = .automatic(), title: String? = nil, aspect: Aspect = .free,
    @MarkBuilder _ marks: () throws -> [any Mark]
  ) rethrows {
    (self.x, self.y, self.title, self.aspect) = (x, y, title, aspect)
    self.marks = try marks()
  }

  /// A gap in a grid of panels.
  public static let empty = Panel(x: .hidden(0...1), y: .hidden(0...1)) {}

  var isEmpty: Bool { marks.isEmpty }

  var tables: [DataTable] { marks.flatMap(\.tables) }

  /// Throws on data that cannot be drawn, naming the series.
  func validate(_ place: String) throws {
    for mark in marks {
      if let problem = mark.problem {
        throw FigureError(
          place: "\(place), \(mark.tables.first?.title ?? "mark")", problem: problem)
      }
      for table in mark.tables {
        guard let problem = table.problem(allowingInfinity: mark.showsInfinity) else { continue }
        throw FigureError(place: "\(place), \(table.title)", problem: problem)
      }
    }
    for (name, scale) in [("x", scaleX), ("y", scaleY)] {
      if let problem = scale.problem {
        throw FigureError(place: "\(place), axis \(name)", problem: problem)
      }
    }
  }

  var scaleX: Scale { x.scale(for: extent(.x)) }
  var scaleY: Scale { y.scale(for: extent(.y)) }

  private func extent(_ role: DataTable.Column.Role) -> ClosedRange<Double>? {
    let values = tables.flatMap { $0.values(role) }.filter(\.isFinite)
    guard let low = values.min(), let high = values.max() else { return nil }
    return low...high
  }
}

/// What is wrong with a figure, and where.
public struct FigureError: Error, CustomStringConvertible, Equatable {
  public let place, problem: String
  public var description: String { "\(place): \(problem)" }
}

@resultBuilder
public enum PanelBuilder {
  public static func buildExpression(_ panel: Panel) -> [Panel] { [panel] }
  public static func buildExpression(_ panels: [Panel]) -> [Panel] { panels }
  public static func buildBlock(_ parts: [Panel]...) -> [Panel] { parts.flatMap { $0 } }
  public static func buildArray(_ parts: [[Panel]]) -> [Panel] { parts.flatMap { $0 } }
  public static func buildOptional(_ part: [Panel]?) -> [Panel] { part ?? [] }
  public static func buildEither(first part: [Panel]) -> [Panel] { part }
  public static func buildEither(second part: [Panel]) -> [Panel] { part }
}
