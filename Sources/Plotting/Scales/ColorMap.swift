import Foundation

/// Numbers to colours. The maps are even to the eye: colours are blended in OKLab (Ottosson 2020).
public struct ColorMap: Sendable, Hashable {
  struct Stop: Sendable, Hashable {
    let color: RGB
    let opacity: Double
  }

  let stops: [Stop]

  private init(_ stops: [Stop]) { self.stops = stops }

  /// Colours at equal steps, opaque.
  public init(_ hexes: [UInt32]) { self.init(hexes.map { Stop(color: RGB($0), opacity: 1) }) }

  /// From nothing to one colour of the theme: the page shines through where the value is low, so
  /// that the map suits paper and a dark page alike. For densities, which are 0 nearly everywhere.
  public static func density(_ ink: Color.Ink = .blue) -> ColorMap {
    let color = Theme.light.rgb(of: ink)
    return ColorMap([Stop(color: color, opacity: 0), Stop(color: color, opacity: 0.92)])
  }

  /// Viridis (Smith and van der Walt 2015): dark to light, safe for the colour-blind. For general
  /// values.
  public static let viridis = ColorMap([
    0x440154, 0x482878, 0x3e4a89, 0x31688e, 0x26828e, 0x1f9e89, 0x35b779, 0x6ece58, 0xb5de2b,
    0xfde725,
  ])

  /// Blue below, nothing in the middle, orange above: for differences from 0 or ratios to 1.
  public static let diverging = ColorMap([
    Stop(color: Theme.light.rgb(of: .blue), opacity: 0.95),
    Stop(color: Theme.light.rgb(of: .blue), opacity: 0),
    Stop(color: Theme.light.rgb(of: .orange), opacity: 0),
    Stop(color: Theme.light.rgb(of: .orange), opacity: 0.95),
  ])

  public var reversed: ColorMap { ColorMap(stops.reversed()) }

  /// The position that stands for nothing: the middle of a diverging map, the invisible end of a
  /// translucent one.
  var neutral: Double {
    isSplit ? 0.5 : (stops.last?.opacity ?? 1) == 0 ? 1 : 0
  }

  /// The two middle stops of a diverging map are one point: both are invisible there.
  private var isSplit: Bool { stops.count == 4 && stops[1].opacity == 0 && stops[2].opacity == 0 }

  /// The colour at 0…1; values outside take the colour of the end.
  package func pixel(at position: Double) -> Raster.Pixel {
    let t = min(max(position, 0), 1)
    if isSplit {
      let side = t < 0.5 ? stops[0] : stops[3]
      return Raster.Pixel(color: side.color, opacity: Self.byte(side.opacity * abs(2 * t - 1)))
    }
    let place = t * Double(stops.count - 1)
    let i = min(Int(place), stops.count - 2)
    let s = place - Double(i)
    let (a, b) = (stops[i], stops[i + 1])
    let color = a.color == b.color ? a.color : OKLab(a.color).mixed(OKLab(b.color), s).rgb
    return Raster.Pixel(color: color, opacity: Self.byte(a.opacity + s * (b.opacity - a.opacity)))
  }

  /// The same as a colour to fill with.
  func color(at position: Double) -> Color {
    let pixel = pixel(at: position)
    return Color(pixel.color).opacity((Double(pixel.opacity) / 2.55).rounded() / 100)
  }

  private static func byte(_ x: Double) -> UInt8 { UInt8((255 * min(max(x, 0), 1)).rounded()) }
}

/// A colour in the space where equal distances look equal.
package struct OKLab {
  package var lightness, a, b: Double

  package init(_ rgb: RGB) {
    func linear(_ byte: UInt8) -> Double {
      let c = Double(byte) / 255
      return c <= 0.04045 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4)
    }
    let (r, g, b) = (linear(rgb.red), linear(rgb.green), linear(rgb.blue))
    let l = cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
    let m = cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
    let s = cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
    lightness = 0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s
    a = 1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s
    self.b = 0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s
  }

  func mixed(_ other: OKLab, _ t: Double) -> OKLab {
    var c = self
    c.lightness += t * (other.lightness - lightness)
    c.a += t * (other.a - a)
    c.b += t * (other.b - b)
    return c
  }

  var rgb: RGB {
    func cube(_ x: Double) -> Double { x * x * x }
    let l = cube(lightness + 0.3963377774 * a + 0.2158037573 * b)
    let m = cube(lightness - 0.1055613458 * a - 0.0638541728 * b)
    let s = cube(lightness - 0.0894841775 * a - 1.2914855480 * b)
    func byte(_ x: Double) -> UInt8 {
      let c = min(max(x, 0), 1)
      return UInt8((255 * (c <= 0.0031308 ? 12.92 * c : 1.055 * pow(c, 1 / 2.4) - 0.055)).rounded())
    }
    return RGB(
      red: byte(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
      green: byte(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
      blue: byte(-0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s))
  }
}
