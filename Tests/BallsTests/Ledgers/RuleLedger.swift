import Balls
import Foundation
import Ledger
import Testing

/// Rules of integration for functions that are large somewhere.
@Suite struct RuleLedger {
  /// Rules for functions that are as large as they are made: peaks of all heights and widths.
  @Test func rules() throws {
    let entries = (4000..<4160).map { k -> Ledger.Entry in
      var d = Drawing(k)
      let from = d.double(-3, 2), to = from + d.double(0.01, 4),
        pole = (d.double(-5, 5), d.double(0, 3)), height = exp2(d.double(-60, 60))
      let kind = d.int(0...3), tolerance = d.double(-120, 10), most = d.one([6, 24, 60, 300])
      var asked = 0
      let rule = EllipseRule(tolerance: tolerance, most: most) { z in
        asked += 1
        let dx = max(0, z.real.lower - pole.0, pole.0 - z.real.upper),
          dy = max(0, z.imaginary.lower - pole.1, pole.1 - z.imaginary.upper)
        let distance = (dx * dx + dy * dy).squareRoot()
        switch kind {
        case 0: return distance > 0 ? height / distance : nil
        case 1: return height * exp(z.imaginary.upper * z.imaginary.upper)
        case 2: return distance > 0.5 ? height : nil
        default: return height
        }
      }
      let best = rule.best(Span(lower: from, upper: to))
      return .init(
        "\(k): \(from)…\(to), \(kind), \(most)",
        (best.map { "\($0.points) \($0.error) \($0.magnitude)" } ?? "none") + ", \(asked)")
    }
    #expect(try Ledger("balls-rules").differences(entries) == [])
  }
}
