import Foundation
import Plotting
import SplitMix
import Testing

/// The laws of scales, at random domains and values.
struct ScaleTests {
  static func scales(_ random: inout SplitMix) -> [Scale] {
    let domain = randomDomain(&random)
    let low = pow(10, Double.random(in: -12...3, using: &random))
    let high = low * pow(10, Double.random(in: 0.1...9, using: &random))
    let ends = [domain.lowerBound, domain.upperBound]
    return [
      Scale(from: ends[0], to: ends[1]), Scale(from: ends[1], to: ends[0]),
      Scale(.log(base: 10), from: low, to: high), Scale(.log(base: 2), from: high, to: low),
      Scale(.symmetricLog(threshold: low), from: -high, to: 2 * high),
      Scale(bands: ["a", "b", "c"]),
    ]
  }

  @Test(arguments: 0..<200) func endsMapToEnds(trial: Int) {
    var random = SplitMix(trial: trial)
    for scale in Self.scales(&random) {
      #expect(scale.position(of: scale.first) == 0, "\(scale)")
      #expect(scale.position(of: scale.last) == 1, "\(scale)")
    }
  }

  @Test(arguments: 0..<200) func mapIsMonotoneAndInverted(trial: Int) {
    var random = SplitMix(trial: trial)
    for scale in Self.scales(&random) {
      let positions = (0..<20).map { _ in Double.random(in: -0.2...1.2, using: &random) }.sorted()
      let values = positions.map(scale.value(at:))
      let isUp = scale.first < scale.last
      for (a, b) in zip(values, values.dropFirst()) { #expect(isUp ? a <= b : a >= b, "\(scale)") }
      // a domain a thousand widths from 0 costs three digits
      for (p, v) in zip(positions, values) {
        #expect(abs(scale.position(of: v) - p) < 1e-10, "\(scale) at \(p)")
      }
    }
  }

  @Test func degenerateDomainMapsToTheMiddle() {
    for scale in [
      Scale(from: 3, to: 3), Scale(.log(base: 10), from: 2, to: 2),
      Scale(.symmetricLog(threshold: 1), from: 0, to: 0),
    ] {
      #expect(scale.position(of: scale.first) == 0.5)
      #expect(scale.position(of: 1e9) == 0.5)
      #expect(scale.ticks().count == 1)
    }
  }

  @Test func equalRatiosTakeEqualRoom() {
    let scale = Scale(.log(base: 10), from: 0.001, to: 1000)
    #expect(abs(scale.position(of: 1) - 0.5) < 1e-15)
    #expect(
      abs(
        scale.position(of: 100) - scale.position(of: 10)
          - (scale.position(of: 10) - scale.position(of: 1))) < 1e-15)
    #expect(scale.position(of: 0) == -.infinity)
    #expect(scale.position(of: -1) == -.infinity)
  }

  @Test func symmetricLogIsOddAndLinearNearZero() {
    let scale = Scale(.symmetricLog(threshold: 0.5), from: -100, to: 100)
    for v in [0.001, 0.1, 1, 30, 100] {
      #expect(abs(scale.position(of: v) + scale.position(of: -v) - 1) < 1e-15)
    }
    let slope = scale.position(of: 1e-6) - 0.5
    #expect(abs((scale.position(of: 2e-6) - 0.5) / slope - 2) < 1e-5)
  }

  @Test func badDomainsAreNamed() {
    let bad: [(Axis, String)] = [
      (.log(0...1), "above 0"), (.log(1...2, base: 1), "base"),
      (.symmetricLog(-1...1, threshold: 0), "threshold"),
      (.bands([]), "category"), (.linear(0 ... .infinity), "finite"),
    ]
    for (axis, word) in bad {
      let figure = Figure("bad") { Panel(x: axis, y: .linear(0...1)) { Rule(y: 0.5) } }
      let error = #expect(throws: FigureError.self) { try figure.shapes() }
      #expect(error?.place.contains("axis x") == true)
      #expect(
        error?.problem.contains(word) == true || word == "category", "\(String(describing: error))")
    }
  }
}
