import Balls
import Exact
import Foundation
import Ledger
import Testing

/// What programs give at places; wider balls hold what narrower ones give.
@Suite struct MachineLedger {
  /// Values at balls, smooth or not, and the scale of what was added.
  @Test func values() throws {
    let entries = (2000..<2420).map { k -> Ledger.Entry in
      var d = Drawing(k)
      let inputs = d.int(1...3),
        p = DrawnProgram(&d, inputs: inputs, steps: d.int(1...6), isSmooth: false)
      let machine = Machine(p.program, bits: d.one([53, 64, 128])),
        at = (0..<inputs).map { _ in d.ball() }
      let outcomes = [false, true].map { smooth -> String in
        let y = machine.value(at: at, smooth: smooth)
        return y.inFull + (machine.undefined.map { ", \($0)" } ?? "")
          + " of \(String(format: "%.12g", machine.scale))"
      }
      let y = machine.value(at: at), z = machine.value(at: at.map(\.center))
      if y.isFinite { #expect(!z.isFinite || y.overlaps(z), "\(k): \(p.words)") }
      return .init(
        p.text(k, " at " + at.map(\.inShort).joined(separator: " ")),
        outcomes.joined(separator: "; "))
    }
    #expect(try Ledger("balls-values").differences(entries) == [])
  }
}
