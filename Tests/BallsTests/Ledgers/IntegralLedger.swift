import Balls
import Exact
import Foundation
import Ledger
import Testing

/// Integrals of programs and what they cost; beside laws: the two ways to an integral overlap, and
/// sums in plain doubles lie near.
@Suite struct IntegralLedger {
  @Test func integralsOfSmoothPrograms() throws { try integrals("smooth", 0..<260, isSmooth: true) }
  @Test func integralsOfKinkedPrograms() throws {
    try integrals("kinked", 1000..<1110, isSmooth: false)
  }

  private func integrals(_ name: String, _ range: Range<Int>, isSmooth: Bool) throws {
    var judged = 0
    let entries = range.map { k -> Ledger.Entry in
      var d = Drawing(k)
      let p = DrawnProgram(&d, inputs: 1, steps: d.int(2...7), isSmooth: isSmooth)
      let a = d.rational(-9...4) / 2, b = a + d.rational(1...9) / 2,
        goal = d.one([10, 20, 30, 50, 70, 100])
      let bits = goal + d.one([20, 40]), tolerance = d.one([-goal, -goal - 10, 3 - goal]),
        limit = d.one([40, 300, 1500, 3000])
      let (from, to) = (Ball(a, bits: 192), Ball(b, bits: 192))
      let here = p.program.integral(
        from: from, to: to, bits: bits, goal: goal, tolerance: tolerance, limit: limit)
      let there = Integrator(p.program, bits: bits).byBisection(
        from: from, to: to, goal: min(goal, 30), tolerance: -min(goal, 30), limit: 300)
      #expect(here.value.overlaps(there.value), "\(k): \(p.words)")
      let area = PlainSum(
        p.program, over: [(a.double, b.double)], by: .ten, panels: (12, 17), within: 1e-9)
      if let area, here.value.isFinite {
        judged += 1
        #expect(
          abs(here.value.midpoint - area.value) <= here.value.radius + 1e-7 * area.size,
          "\(k): \(p.words): \(here.value.inFull), but \(area)")
      }
      return .init(
        p.text(k, " on \(a)…\(b) to \(goal), \(bits), \(tolerance), \(limit)"),
        inWords(here) + "; " + inWords(there))
    }
    #expect(judged > entries.count / 5, "\(judged)")
    #expect(try Ledger("balls-\(name)-integrals").differences(entries) == [])
  }

  /// Over rectangles.
  @Test func cubatures() throws {
    var judged = 0
    let entries = (3000..<3120).map { k -> Ledger.Entry in
      var d = Drawing(k)
      let p = DrawnProgram(&d, inputs: 2, steps: d.int(2...6), isSmooth: d.int(0...5) > 0)
      let x = (Double(d.int(-4...2)), Double(d.int(3...5)) / 2),
        y = (Double(d.int(-6...1)) / 2, Double(d.int(2...7)) / 3)
      let tolerance = d.one([-15, -25, -36, -44]), limit = d.one([500, 4000, 12_000])
      let found = Cubature(p.program, tolerance: tolerance, limit: limit).integral(x: x, y: y)
      let area = PlainSum(p.program, over: [x, y], by: .five, panels: (4, 6), within: 1e-8)
      if let found, let area {
        judged += 1
        #expect(
          abs(found.value.midpoint - area.value) <= found.value.radius + 1e-7 * area.size,
          "\(k): \(p.words): \(found.value.inFull), but \(area)")
      }
      return .init(
        p.text(k, " on \(x) × \(y) to \(tolerance), \(limit)"), found.map(inWords) ?? "none")
    }
    #expect(judged > 20, "\(judged)")
    #expect(try Ledger("balls-cubatures").differences(entries) == [])
  }

  private func inWords(_ i: Integral) -> String {
    "\(i.value.inFull) of \(String(format: "%.12g", i.scale)), \(i.calls) calls"
      + (i.undefined.map { ", \($0)" } ?? "")
  }
}
