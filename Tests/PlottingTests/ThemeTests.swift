import Foundation
import Plotting
import Testing

/// Colours can be seen by everybody, on paper and on a dark page.
struct ThemeTests {
  static let data: [Color.Ink] = [.blue, .orange, .green, .red, .purple, .sky, .ochre]

  /// Linear light of sRGB.
  private func linear(_ rgb: RGB) -> [Double] {
    [rgb.red, rgb.green, rgb.blue].map { byte in
      let c = Double(byte) / 255
      return c <= 0.04045 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4)
    }
  }

  private func luminance(_ rgb: RGB) -> Double {
    zip([0.2126, 0.7152, 0.0722], linear(rgb)).map(*).reduce(0, +)
  }

  /// WCAG 2.1.
  private func contrast(_ a: RGB, _ b: RGB) -> Double {
    let (x, y) = (luminance(a), luminance(b))
    return (max(x, y) + 0.05) / (min(x, y) + 0.05)
  }

  @Test(arguments: Theme.allCases) func coloursStandOut(theme: Theme) {
    let paper = theme.rgb(of: .paper)
    for ink in Self.data { #expect(contrast(theme.rgb(of: ink), paper) >= 3, "\(ink)") }
    #expect(contrast(theme.rgb(of: .ink), paper) >= 12)
    #expect(contrast(theme.rgb(of: .muted), paper) >= 4.5)
  }

  @Test func inksAreAllDifferent() {
    let all = Color.Ink.allCases.map { Theme.light.rgb(of: $0) }
    #expect(Set(all).count == all.count)
  }

  /// Machado, Oliveira and Fernandes 2009, severity 1.
  static let blindness: [(String, [[Double]])] = [
    (
      "deuteranopia",
      [
        [0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
      ]
    ),
    (
      "protanopia",
      [
        [0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
      ]
    ),
  ]

  private func seen(_ rgb: RGB, _ matrix: [[Double]]) -> RGB {
    let light = linear(rgb)
    let bytes = matrix.map { row -> UInt32 in
      let c = min(max(zip(row, light).map(*).reduce(0, +), 0), 1)
      return UInt32(
        (255 * (c <= 0.0031308 ? 12.92 * c : 1.055 * pow(c, 1 / 2.4) - 0.055)).rounded())
    }
    return RGB(bytes[0] << 16 | bytes[1] << 8 | bytes[2])
  }

  private func distance(_ a: RGB, _ b: RGB) -> Double {
    let (p, q) = (OKLab(a), OKLab(b))
    return
      ((p.lightness - q.lightness) * (p.lightness - q.lightness) + (p.a - q.a) * (p.a - q.a)
      + (p.b - q.b) * (p.b - q.b))
      .squareRoot()
  }

  /// The first six colours of a figure are told apart by everybody; 0.02 is about what can be seen
  /// at all.
  @Test(arguments: Theme.allCases) func firstSixAreToldApart(theme: Theme) {
    let inks: [Color.Ink] = [.blue, .orange, .green, .purple, .ochre, .sky]
    for (i, a) in inks.enumerated() {
      for b in inks[(i + 1)...] {
        let (p, q) = (theme.rgb(of: a), theme.rgb(of: b))
        #expect(distance(p, q) > 0.09, "\(a) \(b)")
        for (name, matrix) in Self.blindness {
          #expect(distance(seen(p, matrix), seen(q, matrix)) > 0.055, "\(a) \(b), \(name)")
        }
      }
    }
  }

  /// Equal steps of a map look equal: the lightness of viridis rises evenly, that of a density by
  /// its opacity.
  @Test func mapsAreEven() {
    let lightness = (0...20).map {
      OKLab(ColorMap.viridis.pixel(at: Double($0) / 20).color).lightness
    }
    let steps = zip(lightness, lightness.dropFirst()).map { $1 - $0 }
    #expect(steps.allSatisfy { $0 > 0 })
    #expect(steps.max()! < 2.5 * steps.min()!)
    let opacity = (0...20).map { Double(ColorMap.density().pixel(at: Double($0) / 20).opacity) }
    #expect(opacity.first == 0)
    let rises = zip(opacity, opacity.dropFirst()).map { $1 - $0 }
    #expect(rises.max()! - rises.min()! <= 1)
    #expect(ColorMap.diverging.pixel(at: 0.5).opacity == 0)
  }
}
