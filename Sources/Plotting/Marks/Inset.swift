/// A small panel inside the frame.
public struct Inset: Mark {
  let x, y: ClosedRange<Double>
  let panel: Panel

  /// - Parameters:
  ///   - x, y: the part of the frame that it takes, labels included, in 0…1 from the left and from
  ///     below.
  public init(x: ClosedRange<Double>, y: ClosedRange<Double>, _ panel: () throws -> Panel) rethrows
  {
    (self.x, self.y, self.panel) = (x, y, try panel())
  }

  /// The data go to the file; the axes are its own, so that they do not stretch those around it.
  public var tables: [DataTable] {
    panel.tables.map { table in
      DataTable(
        "inset \(table.kind)", table.name,
        table.columns.map { DataTable.Column($0.name, $0.values) })
    }
  }

  public var showsInfinity: Bool { panel.marks.contains(where: \.showsInfinity) }
  public var problem: String? {
    do {
      try panel.validate("inset")
      return nil
    } catch { return "\(error)" }
  }

  public func shapes(on plane: Plane) throws -> [Shape] {
    let f = plane.frame
    let room = Rect(
      x: f.x + x.lowerBound * f.width, y: f.maxY - y.upperBound * f.height,
      width: (x.upperBound - x.lowerBound) * f.width,
      height: (y.upperBound - y.lowerBound) * f.height)
    let layout = try PanelLayout(
      panel, title: panel.title, room: room, style: .inset, plane.typesetter)
    let m = layout.margins
    let frame = Rect(
      x: room.x + m.left, y: room.y + m.top, width: room.width - m.left - m.right,
      height: room.height - m.top - m.bottom)
    guard frame.width > 10, frame.height > 10 else {
      throw FigureError(
        place: "inset", problem: "its labels leave no room; give it a larger part of the frame")
    }
    // paper beneath, so that what lies behind does not run through it
    return [.fill(Path(room), .paper)] + (try layout.shapes(in: layout.fitted(frame)))
  }
}
