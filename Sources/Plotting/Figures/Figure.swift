/// A drawing of one or more panels, stated rather than drawn: `render` makes the files.
public struct Figure: Sendable {
  /// The size on the page, in points.
  public struct Size: Sendable, Hashable {
    public let width, height: Double
    public init(_ width: Double, _ height: Double) { (self.width, self.height) = (width, height) }

    /// As wide as the text.
    public static let wide = Size(420, 230)
    public static func wide(height: Double) -> Size { Size(420, height) }
    /// For one small idea.
    public static let narrow = Size(280, 190)
    public static func narrow(height: Double) -> Size { Size(280, height) }
    public static let square = Size(300, 300)
  }

  /// Which axes the panels of a grid have in common; only the outer ones are labelled.
  public struct Sharing: OptionSet, Sendable {
    public let rawValue: Int
    public init(rawValue: Int) { self.rawValue = rawValue }
    /// Panels above one another have the same x axis.
    public static let x = Sharing(rawValue: 1)
    /// Panels side by side have the same y axis.
    public static let y = Sharing(rawValue: 2)
    public static let both: Sharing = [.x, .y]
  }

  public let name: String
  public let size: Size
  let columns: Int
  let widths, heights: [Double]
  let sharing: Sharing
  let isLettered: Bool
  let panels: [Panel]

  /// - Parameters:
  ///   - name: the name of the files; small letters, digits and hyphens.
  ///   - columns: how many panels stand side by side.
  ///   - widths, heights: the proportions of the frames in columns and rows; equal where nothing is
  ///     said.
  ///   - lettered: whether titles begin with (a), (b), …
  public init(
    _ name: String, size: Size = .wide, columns: Int = 1, widths: [Double] = [],
    heights: [Double] = [],
    sharing: Sharing = [], lettered: Bool = false, @PanelBuilder _ panels: () throws -> [Panel]
  ) rethrows {
    (self.name, self.size, self.columns, self.sharing) = (name, size, max(1, columns), sharing)
    (self.widths, self.heights, isLettered) = (widths, heights, lettered)
    self.panels = try panels()
  }

  /// The shapes of the figure, back to front. Throws `FigureError` naming the series or axis at
  /// fault, and `LabelError` naming every formula that has no outline yet.
  public func shapes() throws -> [Shape] {
    let typesetter = Typesetter()
    let shapes = try shapes(typesetter)
    try typesetter.check()
    return shapes
  }

  func shapes(_ typesetter: Typesetter) throws -> [Shape] {
    try validate()
    return try FigureLayout(self, typesetter).shapes()
  }

  private func validate() throws {
    let isPlain = name.utf8.allSatisfy {
      (97...122).contains($0) || (48...57).contains($0) || $0 == 45
    }
    guard isPlain, !name.isEmpty else {
      throw FigureError(
        place: "figure “\(name)”", problem: "a name has small letters, digits and hyphens only")
    }
    guard !panels.isEmpty else {
      throw FigureError(place: "figure \(name)", problem: "it has no panel")
    }
    for (i, panel) in panels.enumerated() {
      try panel.validate(panels.count == 1 ? "figure \(name)" : "figure \(name), panel \(i + 1)")
    }
  }
}
