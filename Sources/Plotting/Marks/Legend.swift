/// What the looks mean, where direct labels would not fit. Prefer direct labels.
public struct Legend: Mark {
  public enum Corner: Sendable { case topLeft, topRight, bottomLeft, bottomRight }

  /// A sample of a look with its name.
  public struct Entry: Sendable {
    enum Look: Sendable {
      case line(Stroke)
      case area(Color)
      case dots(Color, open: Bool)
    }
    let look: Look
    let text: String

    public static func line(
      _ text: String, _ color: Color, dash: Stroke.Dash = .solid, width: Double = 1.4
    ) -> Entry {
      Entry(look: .line(Stroke(color, width: width, dash: dash)), text: text)
    }
    public static func area(_ text: String, _ color: Color) -> Entry {
      Entry(look: .area(color), text: text)
    }
    public static func dots(_ text: String, _ color: Color, open: Bool = false) -> Entry {
      Entry(look: .dots(color, open: open), text: text)
    }
  }

  let corner: Corner
  let entries: [Entry]
  private static let sample = 18.0, gap = 5.0, inset = 6.0

  public init(_ corner: Corner = .topRight, _ entries: [Entry]) {
    (self.corner, self.entries) = (corner, entries)
  }

  public var tables: [DataTable] { [] }

  public func shapes(on plane: Plane) throws -> [Shape] {
    let size = plane.style.labelSize
    let leading = 1.45 * size
    let sets = try entries.map { try plane.typesetter.set($0.text, size: size) }
    let width = Self.sample + Self.gap + (sets.map(\.width).max() ?? 0)
    let height = leading * Double(entries.count)
    let f = plane.frame
    let isRight = corner == .topRight || corner == .bottomRight
    let isTop = corner == .topLeft || corner == .topRight
    let x = isRight ? f.maxX - width - Self.inset : f.x + Self.inset + 2
    let top = isTop ? f.y + 1 : f.maxY - height - Self.inset
    return zip(entries, sets).enumerated().flatMap { i, pair -> [Shape] in
      let (entry, set) = pair
      let y = top + (Double(i) + 0.5) * leading
      let text = Shape.text(
        set, at: Point(x + Self.sample + Self.gap, y + 0.3 * size), angle: 0, .ink, halo: true)
      return look(entry.look, x, y) + [text]
    }
  }

  private func look(_ look: Entry.Look, _ x: Double, _ y: Double) -> [Shape] {
    let middle = Point(x + Self.sample / 2, y)
    switch look {
    case .line(let stroke):
      return [.stroke(Path(from: Point(x, y), to: Point(x + Self.sample, y)), stroke)]
    case .area(let color):
      return [.fill(Path(Rect(x: x, y: y - 3.5, width: Self.sample, height: 7)), color)]
    case .dots(let color, false): return [.dots([middle], radius: 2.2, color)]
    case .dots(let color, true):
      return [.stroke(Path(disc: middle, radius: 1.7), Stroke(color, width: 1.1))]
    }
  }
}
