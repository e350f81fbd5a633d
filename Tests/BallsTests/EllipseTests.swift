import Balls
import Foundation
import Testing

/// The rule that an ellipse allows, against the theorem it stands on.
@Suite struct EllipseRules {
  private final class Seen { var boxes: [Rectangle] = [] }
  private static let intervals: [(Double, Double)] = [(-1.0, 1.0), (0, 1), (3, 7), (-5, -4.5), (1e6, 1e6 + 1), (-1e-3, 2e-3)]
  private static let sizes = [
    2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 18, 20, 22, 24, 26, 28, 30, 32, 36, 40, 44, 48, 52, 56, 60, 64,
  ]

  /// log₂ of (64/15)·M·half·ρ⁻²ⁿ/(1 − ρ⁻²), the error of n points where |f| ≤ M on the ellipse of this ratio.
  private func error(_ n: Int, _ ratio: Double, _ half: Double, _ M: Double) -> Double {
    let rho = ratio + (1 + ratio * ratio).squareRoot()
    return log2(64.0 / 15 * M * half / (1 - 1 / (rho * rho))) - 2 * Double(n) * log2(rho)
  }

  @Test func pointsAndErrors() {
    for (a, b) in Self.intervals {
      let half = (b - a) / 2
      for M in [1e-9, 0.3, 1, 5e4] {
        for tolerance in stride(from: -150.0, through: 40, by: 1.7) {
          func fewest(_ ratio: Double) -> Int? {
            Self.sizes.first { error($0, ratio, half, M) + 4e-6 <= tolerance }.flatMap { $0 <= 40 ? $0 : nil }
          }
          let choice = EllipseRule(tolerance: tolerance, most: 40) { _ in M }.best(Span(lower: a, upper: b))
          let whole = log2(2 * half * M)
          if whole + 3e-6 <= tolerance {
            #expect(choice?.points == 0 && (choice?.error ?? 1e9) - whole > 0 && (choice?.error ?? 1e9) - whole < 3e-6)
            continue
          }
          if abs(whole - tolerance) < 1e-5 { continue }
          let (near, far) = (fewest(1.4), fewest(3))
          let expected = near.map { $0 <= 6 ? $0 : min($0, far ?? $0) } ?? far
          #expect(choice?.points == expected, "\(a), \(b), \(M), \(tolerance)")
          guard let choice, choice.points > 0 else { continue }
          #expect(choice.error <= tolerance && choice.magnitude >= log2(M) && choice.magnitude < log2(M) + 2e-6)
          let ratio = near.map { $0 <= 6 || (far ?? .max) >= $0 } ?? false ? 1.4 : 3
          let least = error(choice.points, ratio, half, M)
          #expect(choice.error >= least && choice.error < least + 5e-6, "\(choice.error) against \(least)")
        }
      }
    }
  }

  /// The rectangles hold the upper half of the ellipse, and no more than their columns of it.
  @Test func theEllipseIsCovered() {
    for (a, b) in Self.intervals {
      let seen = Seen()
      _ = EllipseRule(tolerance: -8, most: 64) { seen.boxes.append($0); return 1 }.best(Span(lower: a, upper: b))
      #expect(seen.boxes.count == 8)
      let ratio = 1.4, half = (b - a) / 2, center = a + half, reach = (1 + ratio * ratio).squareRoot() * half
      for k in 0...2000 {
        let angle = Double.pi * Double(k) / 2000, x = center + reach * cos(angle), y = ratio * half * sin(angle)
        let holding = seen.boxes.filter { $0.real.lower <= x && x <= $0.real.upper && y <= $0.imaginary.upper && $0.imaginary.lower <= 0 }
        #expect(!holding.isEmpty, "\(x) + \(y)i of \(a), \(b)")
      }
      for box in seen.boxes { // its highest point is one of the ellipse, and it is an eighth as wide
        let low = (box.real.lower - center) / reach, high = (box.real.upper - center) / reach
        #expect(abs(high - low - 0.25) < 1e-7 && low > -1 - 1e-7 && high < 1 + 1e-7)
        let nearest = low < -1e-6 && high > 1e-6 ? 0 : min(abs(low), abs(high))
        let top = ratio * half * (1 - min(1, nearest * nearest)).squareRoot()
        #expect(box.imaginary.upper >= top * (1 - 1e-9) && box.imaginary.upper <= top + 1e-6 * half && box.imaginary.lower == 0)
      }
      // in the middle first
      #expect(abs(seen.boxes[0].real.lower - center) < 1e-7 * reach + 1e-8 && abs(seen.boxes[1].real.upper - center) < 1e-7 * reach + 1e-8)
    }
  }

  @Test func whatHasNoBoundHasNoRule() {
    let foci = Span(lower: 0, upper: 1)
    #expect(EllipseRule(tolerance: -20, most: 64) { _ in nil }.best(foci) == nil)
    #expect(EllipseRule(tolerance: -20, most: 64) { _ in .infinity }.best(foci) == nil)
    #expect(EllipseRule(tolerance: -1e6, most: 64) { _ in 1 }.best(foci) == nil)
    #expect(EllipseRule(tolerance: -20, most: 64) { _ in 0 }.best(foci).map { $0.points == 0 && $0.error == -.infinity } == true)
    // The largest of the eight counts.
    let largest = EllipseRule(tolerance: -20, most: 64) { $0.real.lower > 0.9 ? 1024 : 1 }.best(foci)
    #expect(largest.map { abs($0.magnitude - 10) < 1e-5 } == true)
    // A pole near the interval leaves the narrower ellipse alone.
    let near = EllipseRule(tolerance: -30, most: 64) { $0.imaginary.upper > 1 ? nil : 1 }.best(foci)
    #expect(near?.points == Self.sizes.first { error($0, 1.4, 0.5, 1) + 4e-6 <= -30 })
  }
}
