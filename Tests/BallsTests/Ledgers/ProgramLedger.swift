import Balls
import Exact
import Foundation
import Ledger
import Testing

/// What programs give at places and over ranges, and what it costs; beside laws: the two ways to an
/// integral overlap, sums in plain doubles lie near, and wider balls hold what narrower ones give.
@Suite struct ProgramLedger {
  private func text(_ k: Int, _ p: DrawnProgram, _ rest: String = "") -> String {
    let words = p.words.joined(separator: "; ")
    return "\(k): " + (words.count <= 110 ? words : words.prefix(100) + "… #" + Ledger.digest(words.utf8, 6)) + rest
  }

  @Test func integralsOfSmoothPrograms() throws { try integrals("smooth", 0..<260, isSmooth: true) }
  @Test func integralsOfKinkedPrograms() throws { try integrals("kinked", 1000..<1110, isSmooth: false) }

  private func integrals(_ name: String, _ range: Range<Int>, isSmooth: Bool) throws {
    var judged = 0
    let entries = range.map { k -> Ledger.Entry in
      var d = Drawing(k)
      let p = DrawnProgram(&d, inputs: 1, steps: d.int(2...7), isSmooth: isSmooth)
      let a = d.rational(-9...4) / 2, b = a + d.rational(1...9) / 2, goal = d.one([10, 20, 30, 50, 70, 100])
      let bits = goal + d.one([20, 40]), tolerance = d.one([-goal, -goal - 10, 3 - goal]), limit = d.one([40, 300, 1500, 3000])
      let (from, to) = (Ball(a, bits: 192), Ball(b, bits: 192))
      let here = p.program.integral(from: from, to: to, bits: bits, goal: goal, tolerance: tolerance, limit: limit)
      let there = Integrator(p.program, bits: bits).byBisection(from: from, to: to, goal: min(goal, 30), tolerance: -min(goal, 30), limit: 300)
      #expect(here.value.overlaps(there.value), "\(k): \(p.words)")
      if let area = plainly(p.program, a.double, b.double), here.value.isFinite {
        judged += 1
        #expect(abs(here.value.midpoint - area.value) <= here.value.radius + 1e-7 * area.size, "\(k): \(p.words): \(here.value.inFull), but \(area)")
      }
      return .init(
        text(k, p, " on \(a)…\(b) to \(goal), \(bits), \(tolerance), \(limit)"),
        inWords(here) + "; " + inWords(there))
    }
    #expect(judged > entries.count / 5, "\(judged)")
    #expect(try Ledger("balls-\(name)-integrals").differences(entries) == [])
  }

  private func inWords(_ i: Integral) -> String {
    "\(i.value.inFull) of \(String(format: "%.12g", i.scale)), \(i.calls) calls" + (i.undefined.map { ", \($0)" } ?? "")
  }

  /// Gauss-Legendre sums with ten points on two numbers of panels; nil where they differ.
  private func plainly(_ p: Program, _ a: Double, _ b: Double) -> (value: Double, size: Double)? {
    let machine = Machine(p, bits: 64)
    let nodes = [
      (0.1488743389816312, 0.2955242247147529), (0.4333953941292472, 0.2692667193099963),
      (0.6794095682990244, 0.2190863625159821), (0.8650633666889845, 0.1494513491505806),
      (0.9739065285171717, 0.0666713443086881),
    ]
    func sum(_ n: Int) -> (value: Double, size: Double)? {
      var (value, size) = (0.0, 0.0)
      let h = (b - a) / Double(n)
      for i in 0..<n {
        for (node, weight) in nodes {
          for t in [-node, node] {
            let y = machine.value(at: Ball(exactly: a + h * (Double(i) + (1 + t) / 2)))
            guard y.isFinite else { return nil }
            (value, size) = (value + y.midpoint * weight * h / 2, size + abs(y.midpoint) * weight * h / 2)
          }
        }
      }
      return value.isFinite && size > 1e-9 ? (value, size) : nil
    }
    guard let one = sum(12), let two = sum(17), abs(one.value - two.value) < 1e-9 * one.size else { return nil }
    return two
  }

  /// Values at balls, smooth or not, and the scale of what was added.
  @Test func values() throws {
    let entries = (2000..<2420).map { k -> Ledger.Entry in
      var d = Drawing(k)
      let inputs = d.int(1...3), p = DrawnProgram(&d, inputs: inputs, steps: d.int(1...6), isSmooth: false)
      let machine = Machine(p.program, bits: d.one([53, 64, 128])), at = (0..<inputs).map { _ in d.ball() }
      let outcomes = [false, true].map { smooth -> String in
        let y = machine.value(at: at, smooth: smooth)
        return y.inFull + (machine.undefined.map { ", \($0)" } ?? "") + " of \(String(format: "%.12g", machine.scale))"
      }
      let y = machine.value(at: at), z = machine.value(at: at.map(\.center))
      if y.isFinite { #expect(!z.isFinite || y.overlaps(z), "\(k): \(p.words)") }
      return .init(text(k, p, " at " + at.map { String(format: "%.4g±%.1g", $0.midpoint, $0.radius) }.joined(separator: " ")), outcomes.joined(separator: "; "))
    }
    #expect(try Ledger("balls-values").differences(entries) == [])
  }

  /// Over rectangles.
  @Test func cubatures() throws {
    var judged = 0
    let entries = (3000..<3120).map { k -> Ledger.Entry in
      var d = Drawing(k)
      let p = DrawnProgram(&d, inputs: 2, steps: d.int(2...6), isSmooth: d.int(0...5) > 0)
      let x = (Double(d.int(-4...2)), Double(d.int(3...5)) / 2), y = (Double(d.int(-6...1)) / 2, Double(d.int(2...7)) / 3)
      let tolerance = d.one([-15, -25, -36, -44]), limit = d.one([500, 4000, 12_000])
      let found = Cubature(p.program, tolerance: tolerance, limit: limit).integral(x: x, y: y)
      if let found, let area = plainly(p.program, x, y) {
        judged += 1
        #expect(abs(found.value.midpoint - area.value) <= found.value.radius + 1e-7 * area.size, "\(k): \(p.words): \(found.value.inFull), but \(area)")
      }
      return .init(text(k, p, " on \(x) × \(y) to \(tolerance), \(limit)"), found.map(inWords) ?? "none")
    }
    #expect(judged > 20, "\(judged)")
    #expect(try Ledger("balls-cubatures").differences(entries) == [])
  }

  private func plainly(_ p: Program, _ x: (Double, Double), _ y: (Double, Double)) -> (value: Double, size: Double)? {
    let machine = Machine(p, bits: 64), nodes = [(-0.906179845938664, 0.2369268850561891), (-0.5384693101056831, 0.4786286704993665), (0, 0.5688888888888889), (0.5384693101056831, 0.4786286704993665), (0.906179845938664, 0.2369268850561891)]
    func sum(_ n: Int) -> (value: Double, size: Double)? {
      let (g, h) = ((x.1 - x.0) / Double(n), (y.1 - y.0) / Double(n))
      var (value, size) = (0.0, 0.0)
      for i in 0..<n {
        for j in 0..<n {
          for (s, v) in nodes {
            for (t, w) in nodes {
              let z = machine.value(at: Ball(exactly: x.0 + g * (Double(i) + (1 + s) / 2)), Ball(exactly: y.0 + h * (Double(j) + (1 + t) / 2)))
              guard z.isFinite else { return nil }
              (value, size) = (value + z.midpoint * v * w * g * h / 4, size + abs(z.midpoint) * v * w * g * h / 4)
            }
          }
        }
      }
      return value.isFinite && size > 1e-9 ? (value, size) : nil
    }
    guard let one = sum(4), let two = sum(6), abs(one.value - two.value) < 1e-8 * one.size else { return nil }
    return two
  }

  /// Rules for functions that are as large as they are made: peaks of all heights and widths.
  @Test func rules() throws {
    let entries = (4000..<4160).map { k -> Ledger.Entry in
      var d = Drawing(k)
      let from = d.double(-3, 2), to = from + d.double(0.01, 4), pole = (d.double(-5, 5), d.double(0, 3)), height = exp2(d.double(-60, 60))
      let kind = d.int(0...3), tolerance = d.double(-120, 10), most = d.one([6, 24, 60, 300])
      var asked = 0
      let rule = EllipseRule(tolerance: tolerance, most: most) { z in
        asked += 1
        let dx = max(0, z.real.lower - pole.0, pole.0 - z.real.upper), dy = max(0, z.imaginary.lower - pole.1, pole.1 - z.imaginary.upper)
        let distance = (dx * dx + dy * dy).squareRoot()
        switch kind {
        case 0: return distance > 0 ? height / distance : nil
        case 1: return height * exp(z.imaginary.upper * z.imaginary.upper)
        case 2: return distance > 0.5 ? height : nil
        default: return height
        }
      }
      let best = rule.best(Span(lower: from, upper: to))
      return .init("\(k): \(from)…\(to), \(kind), \(most)", (best.map { "\($0.points) \($0.error) \($0.magnitude)" } ?? "none") + ", \(asked)")
    }
    #expect(try Ledger("balls-rules").differences(entries) == [])
  }

  /// Rectangles and spans, end by end.
  @Test func rectangles() throws {
    let entries = (5000..<5400).map { k -> Ledger.Entry in
      var d = Drawing(k)
      func span() -> Span {
        let x = d.one([d.double(-4, 4), d.double(-1, 1), d.double(-40, 40), Double(d.int(-3...3))])
        return Span(lower: x, upper: x + d.one([0, d.double(0, 1), exp2(d.double(-40, 3)), Double(d.int(0...7))]))
      }
      let zero = Span(lower: 0, upper: 0), a = Rectangle(real: span(), imaginary: d.one([span(), span(), zero])), b = Rectangle(real: span(), imaginary: d.one([span(), zero]))
      var all = [a + b, a - b, a * b, a.squared, b.reciprocal]
      for f in ElementaryFunction.allCases { all.append(a.applying(f)) }
      let (s, t) = (a.real, b.real)
      let spans = [s + t, s - t, -s, s * t, s.squared, t.reciprocal, s.exp, s.log, s.squareRoot, s.sinh, s.cosh, s.tanh, s.arctan, s.erf, s.erfc, s.cos, s.sin]
      let words = all.map { "\($0.real) \($0.imaginary) \($0.isKnown)" } + spans.map { "\($0) \($0.isKnown)" }
      return .init("\(k): \(Ledger.digest("\(a) \(b)".utf8, 6))", Ledger.digest(words.joined(separator: " ").utf8))
    }
    #expect(try Ledger("balls-rectangles").differences(entries) == [])
  }

  /// Balls: functions of them, their sizes and ends as decimals, and how they compare.
  @Test func balls() throws {
    let entries = (6000..<6300).map { k -> Ledger.Entry in
      var d = Drawing(k)
      let x = d.ball(), y = d.ball(), bits = d.one([24, 53, 128]), r = d.rational(-30...30), n = d.int(-4...6)
      let functions = ElementaryFunction.allCases.map { x.applying($0, bits).inFull }
      let operations = [x.plus(y, bits), x.minus(y, bits), x.times(y, bits), x.over(y, bits), x.power(n, bits), x.power(y, bits), x.squareRoot(bits), x.union(y, bits), x.intersection(y, bits) ?? .indeterminate, x.widened(by: y), x.widened(byPowerOfTwo: n), x.center, x.magnitude, x.negated].map(\.inFull)
      let signs = [x.isPositive, x.isNegative, x.isNonnegative].map { $0.map { $0 ? "+" : "-" } ?? "?" }.joined() + (x.sign.map { "\($0)" } ?? "?")
      let relations = [x.isExact, x.containsZero, x.contains(y), x.contains(r), x.overlaps(y), y.overlaps(x)].map { $0 ? "1" : "0" }.joined()
      let sizes = "\(x.radiusExponent ?? -999) \(x.magnitudeExponent ?? -999) \(min(x.accuracyBits, 999))"
      let scaled = x.times(Ball(10).power(d.int(-12...12), 128), 128), digits = d.int(1...14)
      let decimals = scaled.enclosure(digits: digits), agreed = x.agreedDigits(with: y.times(Ball(Rational(1, 1 << 20), bits: 64), 64).plus(x, 128), scale: d.one([1, 0.01, 100]))
      return .init("\(k): \(String(format: "%.4g±%.1g", x.midpoint, x.radius)), \(String(format: "%.4g±%.1g", y.midpoint, y.radius)), \(r), \(bits), \(digits)", Ledger.digest((functions + operations).joined().utf8, 8) + " \(signs) \(relations) \(sizes) \(decimals.0) \(decimals.1) \(agreed ?? -1)")
    }
    #expect(try Ledger("balls-numbers").differences(entries) == [])
  }
}
