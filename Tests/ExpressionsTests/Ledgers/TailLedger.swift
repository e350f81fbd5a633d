import Expressions
import Foundation
import Ledger
import SplitMix
import Testing

/// What is known far out, to the last bit: envelopes at some places and bounds of tails, for the
/// families whose laws `TailTests` checks; at starts small and large.
@Suite struct TailLedger {
  private let u = Variable("x"), w = Variable("y")

  @Test func oneVariable() throws {
    var entries: [Ledger.Entry] = []
    for family in TailsOfOneVariable.families {
      for seed in [31, 32] as [UInt64] {
        var random = SplitMix(seed: seed)
        let e = family.make(&random)
        for (start, side) in [(0.75, 1), (8.0, -1), (24, 1), (700, -1)] {
          entries.append(.init("\(family.name) \(seed) beyond \(start * Double(side))", outcome(e, start, side)))
        }
      }
    }
    #expect(try Ledger("expressions-envelopes").differences(entries) == [])
  }

  /// Beside the families: sums, powers and choices whose parts are of one sign, of none, and 0.
  @Test func drawn() throws {
    let entries = (0..<150).map { k -> Ledger.Entry in
      var d = Drawing(30_000 + k)
      let a = d.smooth(x), p = d.onTheLine(x), q = d.onTheLine(x), r = d.number(-9...9, 4)
      let e = d.one([
        p * a, (p + q).raised(to: r), p - q, .log(p + q), .log(p) * q, .abs(p - q) * a, p / (1 + q), d.kinked(x) * p,
        (x.squared + d.real()).raised(to: r) * p, .exp(d.polynomial(3, in: x)), (p * a + q).squared, .tanh(.log(p / q)),
        d.polynomial(4, in: x) * p, .sign(d.polynomial(2, in: x)) * p, .erfc(d.polynomial(1, in: x)), .arctan(a) * q,
        .exp(-d.positive() * .exp(x * r)) * p, (-.exp(-x.squared)).raised(to: over(d.int(-3...3), 1)), p.raised(to: 2 + .sin(x)),
        .log(1 + p) / p, .cosh(r * x) * p, .sinh(x) * .exp(-2 * x), d.polynomial(2, in: x).raised(to: r), .abs(x).raised(to: r) * (1 + q),
      ])
      let start = d.one([0.5, 2, 11, 90] as [Double]), side = d.one([1, -1])
      return .init("\(k): " + asked("\(e)") + " beyond \(start * Double(side))", outcome(e, start, side))
    }
    #expect(try Ledger("expressions-drawn-envelopes").differences(entries) == [])
  }

  private func outcome(_ e: Expression, _ start: Double, _ side: Int) -> String {
    let here = HalfLine(e, in: u, from: start, side: side), f = e.compiled(variables: [u])
    let ranges = [0, 0.4, 3 * start].map { t -> String in
      guard let r = here.range(at: t) else { return "no envelope" }
      let y = f([Double(side) * (start + t)])
      if y.isFinite, abs(y) > 1e-280 {
        #expect(r.lowerBound <= y + 1e-9 * abs(y) && y <= r.upperBound + 1e-9 * abs(y), "\(e) at \(start) + \(t), \(side): \(y) is not in \(r)")
      }
      return short("\(r)")
    }
    return (here.bound.map { "\($0)" } ?? "unknown") + " " + ranges.joined(separator: " ")
  }

  @Test func plane() throws {
    let entries = (0..<110).map { k -> Ledger.Entry in
      var d = Drawing(40_000 + k)
      let p = d.onTheLine(x), q = normal(d.one([x / 2, .tanh(x), 0, 1 - x]), d.positive(), at: y), r = d.number(-6...6, 2)
      let f = d.one([
        .tanh(x * y), .log(1 + .exp(x * y)), .log(2 + (x - y).squared), (1 + x.squared + y.squared).raised(to: r), .erf(x * y), .erfc(x),
        .arctan(y) * .sin(x), .abs(x - y), .sign(y - x), .cosh(y / 3), .sinh(x / 3) * y, x.raised(to: over(d.int(0...4), 1)) * y.raised(to: over(d.int(0...4), 1)),
        .log(.exp(x) + 2 * .exp(y)), (.exp(x) + 3 * .exp(-y)).raised(to: r / 4), .choosing([.init(.compare(x, .less, y), x)], otherwise: y * 2),
        .exp(-(x * y).squared), .exp(-(y - .sin(x)).squared * d.positive()), .tan(x), (3 + .abs(x)).raised(to: r), .pi.raised(to: .tanh(x)), (1 + x.squared).raised(to: .pi),
      ])
      let e = d.one([p * q * f, .exp(-x - y - x * y) * f, .exp(-2 * .abs(x) - y.squared + x * y / 2) * f, f])
      let regions = [PlaneBound.Region.unit, .half, .line], a = d.one(regions), b = d.one(regions), pick = d.int(0...2)
      guard let bound = PlaneBound(e, (u, a), (w, b), pick: pick) else { return .init("\(k): " + asked("\(e)") + " \(a) \(b) \(pick)", "none") }
      let g = e.compiled(variables: [u, w]), places = [(0.3, 0.6), (1, 0.01)] + (a == .line ? [(-2.5, 1)] : []) + (b == .line ? [(0.75, -3)] : [])
      for (s, t) in places {
        let y = abs(g([s, t]))
        if y.isFinite { #expect(y <= bound.value(s, t) * (1 + 1e-9), "\(e) at \(s), \(t)") }
      }
      let tails = [1.5, 9, 60].map { bound.tail(beyond: $0).map { "\($0)" } ?? "none" }
      return .init("\(k): " + asked("\(e)") + " \(a) \(b) \(pick)", places.map { "\(bound.value($0.0, $0.1))" }.joined(separator: " ") + " tails " + tails.joined(separator: " "))
    }
    #expect(try Ledger("expressions-majorants").differences(entries) == [])
  }
}
