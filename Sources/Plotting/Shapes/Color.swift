/// A colour of the theme, or a fixed one of a colour map, with an opacity.
///
/// A figure names colours by what they are called in the theme; the theme decides how `blue` looks
/// on paper and on a dark page, so that one drawing serves both.
public struct Color: Sendable, Hashable {
  /// The colours of the theme. Those that carry data differ in lightness as well as in hue and
  /// stand at 3:1 or better against both backgrounds (WCAG 2.1, non-text contrast); a test measures
  /// it.
  public enum Ink: String, CaseIterable, Sendable {
    case ink, muted, faint, paper
    case blue, orange, green, red, purple, sky, ochre
  }

  enum Source: Sendable, Hashable {
    case theme(Ink)
    case fixed(RGB)
  }

  let source: Source
  public let opacity: Double

  init(_ source: Source, opacity: Double = 1) { (self.source, self.opacity) = (source, opacity) }
  public init(_ ink: Ink) { self.init(.theme(ink)) }

  /// A colour that is the same in light and dark, as in a colour map.
  public init(_ rgb: RGB) { self.init(.fixed(rgb)) }

  public static let ink = Color(.ink), muted = Color(.muted), faint = Color(.faint),
    paper = Color(.paper)
  public static let blue = Color(.blue), orange = Color(.orange), green = Color(.green)
  public static let red = Color(.red), purple = Color(.purple), sky = Color(.sky),
    ochre = Color(.ochre)

  /// The order in which series take their colours when nobody chooses.
  public static let series: [Color] = [.blue, .orange, .green, .purple, .ochre, .sky, .red]

  public func opacity(_ value: Double) -> Color { Color(source, opacity: opacity * value) }

  /// The colour as a fill under or between lines.
  public var soft: Color { opacity(0.22) }
}

/// Red, green, blue in 0…255 of sRGB.
public struct RGB: Sendable, Hashable {
  public let red, green, blue: UInt8
  public init(_ hex: UInt32) {
    (red, green, blue) = (UInt8(hex >> 16 & 255), UInt8(hex >> 8 & 255), UInt8(hex & 255))
  }
  init(red: UInt8, green: UInt8, blue: UInt8) {
    (self.red, self.green, self.blue) = (red, green, blue)
  }

  var hex: String {
    let digits = Array("0123456789abcdef")
    return "#"
      + [red, green, blue].map { "\(digits[Int($0 >> 4)])\(digits[Int($0 & 15)])" }.joined()
  }
}

/// What the names of colours mean on paper and on a dark page.
public enum Theme: String, Sendable, CaseIterable {
  case light, dark

  public func rgb(of ink: Color.Ink) -> RGB {
    let pair = Theme.palette(ink)
    return RGB(self == .light ? pair.light : pair.dark)
  }

  func rgb(_ color: Color) -> RGB {
    switch color.source {
    case .theme(let ink): rgb(of: ink)
    case .fixed(let rgb): rgb
    }
  }

  // The hues follow Okabe and Ito (2008), darkened for paper and lightened for the dark page until
  // every two of the first six differ for normal, protanope and deuteranope eyes; a test measures
  // that.
  private static func palette(_ ink: Color.Ink) -> (light: UInt32, dark: UInt32) {
    switch ink {
    case .ink: (0x1c1c1c, 0xe2e0da)
    case .muted: (0x5c5b57, 0xa9a69e)
    case .faint: (0xdedbd3, 0x3a3d42)
    case .paper: (0xffffff, 0x16181b)
    case .blue: (0x0b66a8, 0x5aaaf2)
    case .orange: (0xc8551b, 0xf5863f)
    case .green: (0x0a8463, 0x36be88)
    case .red: (0xa3203a, 0xe8546c)
    case .purple: (0xc2619e, 0xeca6cb)
    case .sky: (0x3b93c4, 0xbfe4f5)
    case .ochre: (0xad8f00, 0xe8c852)
    }
  }
}
