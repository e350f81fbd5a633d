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

  /// Cells that must not be blended, as blocks of pixels: most viewers blend whatever they are
  /// told.
  func enlarged(for frame: Rect) -> Raster {
    guard !smooth, width > 0, height > 0 else { return self }
    let n = min(max(Int(frame.width * 2) / width, 1), 16)
    let m = min(max(Int(frame.height * 2) / height, 1), 16)
    let rows = (0..<height).map { row in
      pixels[(row * width)..<((row + 1) * width)].flatMap { [Pixel](repeating: $0, count: n) }
    }
    let all = rows.flatMap { row in (0..<m).flatMap { _ in row } }
    return Raster(width: width * n, height: height * m, pixels: all, smooth: true)
  }

  /// The one ink of a picture that differs in opacity only: such a picture follows the theme.
  var ink: Color.Ink? {
    guard let rgb = pixels.first(where: { $0.opacity > 0 })?.color,
      pixels.allSatisfy({ $0.opacity == 0 || $0.color == rgb })
    else { return nil }
    return Color.Ink.allCases.first { Theme.light.rgb(of: $0) == rgb }
  }

  /// The picture as layers of one colour each, if its colours are two at most; together they look
  /// the same.
  var layers: [Raster] {
    var colors: [RGB] = []
    for pixel in pixels where pixel.opacity > 0 && !colors.contains(pixel.color) {
      colors.append(pixel.color)
      if colors.count > 2 { return [self] }
    }
    return colors.map { rgb in
      let own = pixels.map { Pixel(color: rgb, opacity: $0.color == rgb ? $0.opacity : 0) }
      return Raster(width: width, height: height, pixels: own, smooth: smooth)
    }
  }
}

/// What a canvas can draw: everything in a figure is one of these.
public enum Shape: Sendable, Hashable {
  /// The inside of a path, by the even-odd rule.
  case fill(Path, Color)
  case stroke(Path, Stroke)
  /// A typeset label with the left end of its baseline at a point, turned clockwise, with a halo of
  /// paper.
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
