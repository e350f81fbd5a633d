import Foundation
import Plotting
import SplitMix
import Testing

/// The laws of ticks.
struct TickTests {
  @Test(arguments: 0..<500) func linearTicksAreInsideEvenRoundAndAboutAsMany(trial: Int) throws {
    var random = SplitMix(trial: trial)
    let domain = randomDomain(&random)
    let target = Int.random(in: 2...9, using: &random)
    let ticks = Scale(from: domain.lowerBound, to: domain.upperBound).ticks(target: target)
    #expect(
      ticks.count >= 2 && ticks.count <= 2 * target + 2,
      "\(ticks.count) ticks for \(target) in \(domain)")
    for tick in ticks { #expect(domain.contains(tick.value), "\(tick) outside \(domain)") }
    let step = ticks[1].value - ticks[0].value
    let width = domain.upperBound - domain.lowerBound
    for (a, b) in zip(ticks, ticks.dropFirst()) {
      #expect(abs(b.value - a.value - step) < 1e-6 * width)
    }
    let mantissa = step / pow(10, log10(step).rounded(.down))
    #expect([1, 2, 2.5, 3, 4, 5, 10].contains { abs($0 - mantissa) < 1e-4 }, "step \(step)")
    // the last tick is less than a step from the end
    #expect(domain.upperBound - ticks[ticks.count - 1].value < step * 1.001)
    #expect(ticks[0].value - domain.lowerBound < step * 1.001)
  }

  @Test(arguments: 0..<500) func labelsTellTicksApartAndSayTheirValue(trial: Int) throws {
    var random = SplitMix(trial: trial)
    let domain = randomDomain(&random)
    let ticks = Scale(from: domain.lowerBound, to: domain.upperBound).ticks(target: 6)
    let labels = ticks.compactMap(\.label)
    #expect(labels.count == ticks.count)
    #expect(Set(labels).count == labels.count, "\(labels)")
    for tick in ticks {
      let value = try #require(parsed(tick.label ?? ""), "\(tick)")
      #expect(abs(value - tick.value) < 0.02 * (domain.upperBound - domain.lowerBound), "\(tick)")
    }
  }

  /// Reads "−1.5·10^{−7}" back.
  private func parsed(_ label: String) -> Double? {
    let plain = label.replacingOccurrences(of: "−", with: "-")
    let parts = plain.components(separatedBy: "10^{")
    guard parts.count == 2 else { return Double(plain) }
    let mantissa = parts[0].isEmpty ? "1" : parts[0] == "-" ? "-1" : String(parts[0].dropLast())
    return Double("\(mantissa)e\(parts[1].dropLast())")
  }

  @Test func familiarAxes() {
    func labels(_ scale: Scale, _ target: Int) -> [String] {
      scale.ticks(target: target).compactMap(\.label)
    }
    #expect(labels(Scale(from: 0, to: 1), 5) == ["0", "0.2", "0.4", "0.6", "0.8", "1.0"])
    #expect(labels(Scale(from: -4, to: 6), 5) == ["−4", "−2", "0", "2", "4", "6"])
    #expect(labels(Scale(from: 0, to: 16), 7) == ["0", "2", "4", "6", "8", "10", "12", "14", "16"])
    #expect(
      labels(Scale(.log(base: 10), from: 0.01, to: 1000), 6) == [
        "0.01", "0.1", "1", "10", "100", "1000",
      ])
    #expect(
      labels(Scale(.log(base: 10), from: 1e-12, to: 1), 4) == [
        "10^{−12}", "10^{−8}", "10^{−4}", "1",
      ])
    #expect(
      labels(Scale(.log(base: 2), from: 1, to: 256), 9) == [
        "1", "2", "4", "8", "16", "32", "64", "128", "256",
      ])
    #expect(
      labels(Scale(.symmetricLog(threshold: 1), from: -100, to: 100), 6) == [
        "−100", "−10", "−1", "0", "1", "10", "100",
      ])
    #expect(labels(Scale(bands: ["JS", "KL"]), 5) == ["JS", "KL"])
  }

  @Test(arguments: 0..<200) func otherTicksAreInside(trial: Int) {
    var random = SplitMix(trial: trial)
    for scale in ScaleTests.scales(&random) {
      let ticks = scale.ticks(target: 5)
      #expect(!ticks.isEmpty, "\(scale)")
      for tick in ticks {
        #expect(
          (-1e-9...(1 + 1e-9)).contains(scale.position(of: tick.value)), "\(tick) in \(scale)")
      }
      #expect(ticks.contains { $0.label != nil })
    }
  }
}
