/// How a path is stroked.
public struct Stroke: Sendable, Hashable {
  /// Patterns that tell lines apart without colour.
  public enum Dash: String, Sendable, CaseIterable {
    case solid, dashed, dotted, dashDotted
  }

  public var color: Color
  public var width: Double
  public var dash: Dash

  public init(_ color: Color, width: Double = 1.4, dash: Dash = .solid) {
    (self.color, self.width, self.dash) = (color, width, dash)
  }

  /// Lengths of strokes and gaps, in units of the page.
  var pattern: [Double] {
    switch dash {
    case .solid: []
    case .dashed: [4.5, 2.8]
    case .dotted: [0.01, max(2.4, 2 * width)]  // round caps make the dots
    case .dashDotted: [6, 2.6, 0.01, 2.6]
    }
  }
}

/// A small picture: rows from the top, each pixel a colour with an opacity (0…255).
public struct Raster: Sendable, Hashable {
  public struct Pixel: Sendable, Hashable {
    public var color: RGB
    public var opacity: UInt8
  }

  public let width, height: Int
  public let pixels: [Pixel]
  /// Whether viewers blend neighbouring pixels or show them as cells.
  public let smooth: Bool
}

/// What a canvas can draw: everything in a figure is one of these.
public enum Shape: Sendable, Hashable {
  /// The inside of a path, by the even-odd rule.
  case fill(Path, Color)
  case stroke(Path, Stroke)
  /// A typeset label with the left end of its baseline at a point, turned clockwise, with a halo of paper.
  case text(Typeset, at: Point, angle: Double, Color, halo: Bool)
  /// Many discs of one size; a canvas may draw them as a picture.
  case dots([Point], radius: Double, Color)
  case image(Raster, in: Rect)
}

/// Where shapes go. Cairo is one canvas; tests record.
public protocol Canvas {
  mutating func draw(_ shape: Shape) throws
}

/// Keeps the shapes in the order in which they were drawn.
public struct RecordingCanvas: Canvas {
  public private(set) var shapes: [Shape] = []
  public init() {}
  public mutating func draw(_ shape: Shape) { shapes.append(shape) }
}
