import Balls
import Exact
import Expressions
import Foundation
import Ledger
import Testing

/// Intervals of doubles and what envelopes make of them: each operation asked by itself, with ties,
/// zeros, infinities and numbers at the edge of doubles.
@Suite struct IntervalLedger {
  static let places: [Double] = [
    0, 1, -1, 0.5, 2, -2, 1.0 / 3, 0.1, -0.7, 3, 7.25, -12, 600, -599.5, 1e16, -1e16, 1e-300, -1e-300, .leastNonzeroMagnitude, 1e300, 1.7e308, -1.7e308, .infinity, -.infinity,
    9_007_199_254_740_992, 1e-20, 40, -40,
  ]

  static func interval(_ d: inout Drawing) -> DoubleInterval {
    let a = d.one(places), b = d.one(places)
    switch d.int(0...7) {
    case 0: return .zero
    case 1: return DoubleInterval(Rational(d.int(-6...6)))
    case 2: return DoubleInterval(Rational(d.int(-9...9), d.int(1...7)))
    case 3: return DoubleInterval(between: a, and: a)
    case 4: return DoubleInterval(min(a, b), max(a, b))
    case 5: return DoubleInterval(Ball(Rational(d.int(-9...9), 7), bits: d.one([20, 53, 128]))) ?? .one
    case 6: return DoubleInterval(Rational(d.one([3, -7])).power(d.one([30, 33, 160, 330])) / Rational(5).power(d.one([1, 40, 70, 330])))
    default: return DoubleInterval(between: min(a, b), and: max(a, b))
    }
  }
  static func text(_ i: DoubleInterval?) -> String {
    guard let i else { return "none" }
    return (i.lower == i.upper ? "\(i.lower)" : "\(i.lower)…\(i.upper)") + (i.exact == nil ? "" : "!")
  }

  @Test func operations() throws {
    let entries = (0..<320).map { k -> Ledger.Entry in
      var d = Drawing(70_000 + k)
      let a = Self.interval(&d), b = d.chance(1, in: 8) ? a : Self.interval(&d), t = d.one([-2.5, -1, 0, 0.5, 1, 3] as [Double])
      let found: [DoubleInterval?] = [a + b, a * b, -a, a.reciprocal, a.hull(b), a.exp, a.lower > 0 ? a.log : nil, a.lower > 0 ? a.power(t) : nil]
      check(a, b, found)
      let marks = "\(a.isZero) \(a.isNonnegative) \(a.isNonpositive) \(a.magnitude) \(a == b)"
      return .init("\(k): \(Self.text(a)), \(Self.text(b)), \(t)", found.map(Self.text).joined(separator: " ") + " " + marks)
    }
    #expect(try Ledger("expressions-intervals").differences(entries) == [])
  }

  /// Enclosed and hardly wider, by exact arithmetic.
  private func check(_ a: DoubleInterval, _ b: DoubleInterval, _ found: [DoubleInterval?]) {
    guard [a.lower, a.upper, b.lower, b.upper].allSatisfy(\.isFinite), let sum = found[0], let product = found[1] else { return }
    func exact(_ x: Double) -> Rational { Rational(exactly: x) }
    func ends(_ i: DoubleInterval) -> [Rational] { i.exact.map { [$0, $0] } ?? [exact(i.lower), exact(i.upper)] }
    let (p, q) = (ends(a), ends(b)), products = [p[0] * q[0], p[0] * q[1], p[1] * q[0], p[1] * q[1]]
    for (i, low, high) in [(sum, p[0] + q[0], p[1] + q[1]), (product, products.min() ?? 0, products.max() ?? 0)] {
      if let r = i.exact { #expect(r == low && r == high) }
      #expect((!i.lower.isFinite || exact(i.lower) <= low || low.double.isInfinite) && (!i.upper.isFinite || high <= exact(i.upper)), "\(Self.text(a)), \(Self.text(b))")
      let slack = 1e-14 * max(abs(low.double), abs(high.double)) + 1e-299
      if slack < 1e290 { #expect(i.lower >= low.double - slack && i.upper <= high.double + slack, "\(Self.text(a)), \(Self.text(b)): \(Self.text(i))") }
    }
    if let r = found[3] {
      #expect(a.lower > 0 || a.upper < 0)
      if a.magnitude > 1e-290 {  // whose reciprocals are doubles
        let (low, high) = (p[1].reciprocal, p[0].reciprocal)
        #expect(exact(max(r.lower, -1.79e308)) <= low && high <= exact(min(r.upper, 1.79e308)) || high.double.isInfinite)
      }
    } else {
      #expect(a.lower <= 0 && a.upper >= 0)
    }
    for x in [a.lower, a.upper, (a.lower / 2 + a.upper / 2)] {
      if let e = found[5] { #expect(e.lower <= exp(x) && exp(x) <= e.upper && e.lower >= 0) }
      if let l = found[6], x > 0 { #expect(l.lower <= log(x) && log(x) <= l.upper) }
    }
  }

  // MARK: envelopes

  private struct Drawn {
    var envelope: Envelope
    /// One function that it bounds.
    var factor: [Double], exponent: [Double], power: Double
    func value(_ u: Double) -> Double {
      let w = 1 + u / envelope.start
      return horner(factor, u) * pow(w, power) * exp(horner(exponent, u))
    }
  }
  private static func draw(_ d: inout Drawing, _ start: Double, positive: Bool) -> Drawn {
    func polynomial(_ most: Int, _ low: Int, _ high: Int) -> (intervals: [DoubleInterval], member: [Double]) {
      var intervals: [DoubleInterval] = [], member: [Double] = []
      for _ in 0...d.int(0...most) {
        let a = Double(d.int(low...high)) / 2, b = a + Double(d.one([0, 0, 1, 3])) / 2
        if a == b, a == a.rounded() { intervals.append(DoubleInterval(Rational(Int(a)))) } else { intervals.append(DoubleInterval(between: a, and: b)) }
        member.append(d.one([a, b, (a + b) / 2]))
      }
      return (intervals, member)
    }
    var (factor, a) = polynomial(3, positive || d.chance(1, in: 2) ? 0 : -4, 5)
    if positive, factor[0].lower <= 0 { factor[0] = DoubleInterval(between: 0.25, and: 3); a[0] = d.one([0.25, 3]) }
    if d.chance(1, in: 3), !positive { factor = factor.map { DoubleInterval(between: min(-$0.lower, -$0.upper), and: max(-$0.lower, -$0.upper)) }; a = a.map { -$0 } }
    var (exponent, l) = d.chance(1, in: 3) ? ([DoubleInterval.zero], [0]) : polynomial(2, d.one([-6, -6, -2, 0]), d.one([0, 0, 2]))
    if d.chance(1, in: 6) {  // constants, small and at the edge of what is drawn into the factor
      let c = d.one([1.5, 29.5, 30, 31, -3, 599.5, 600, -600.5, 30.5])
      exponent = [DoubleInterval(between: c, and: c)] + exponent.dropFirst()
      l = [c] + l.dropFirst()
    }
    let powers = d.one([(0, 0), (0, 0), (0, 0), (1, 1), (-1, 0.5), (-2, -2), (0, 2.5), (-1.5, -1)] as [(Double, Double)])
    return Drawn(envelope: Envelope(factor, exponent, powers: powers, from: start), factor: a, exponent: l, power: d.one([powers.0, powers.1]))
  }
  private static func text(_ p: [DoubleInterval]) -> String { p.map { text($0) }.joined(separator: ", ") }
  private static func text(_ e: Envelope?) -> String {
    guard let e else { return "none" }
    return "(\(text(e.factor)))·w^\(e.lowestPower)…\(e.highestPower)·exp(\(text(e.exponent)))"
  }
  private static func isInside(_ y: Double, _ e: Envelope, _ u: Double) -> Bool {
    let a = ends(e.factor, u), l = ends(e.exponent, u), w = 1 + u / e.start
    let low = a.0 * pow(w, a.0 < 0 ? e.highestPower : e.lowestPower) * exp(a.0 < 0 ? l.1 : l.0)
    let high = a.1 * pow(w, a.1 < 0 ? e.lowestPower : e.highestPower) * exp(a.1 < 0 ? l.0 : l.1)
    guard y.isFinite, low.isFinite, high.isFinite else { return true }
    return low - 1e-9 * abs(low) - 1e-290 <= y && y <= high + 1e-9 * abs(high) + 1e-290
  }
  private static func ends(_ p: [DoubleInterval], _ u: Double) -> (Double, Double) { (horner(p.map(\.lower), u), horner(p.map(\.upper), u)) }

  @Test func envelopes() throws {
    var sums = 0, powers = 0, logarithms = 0, flat = 0, above = 0
    let entries = (0..<320).map { k -> Ledger.Entry in
      var d = Drawing(71_000 + k)
      let start = d.one([0.5, 2, 8, 100]), positive = d.chance(1, in: 2)
      let a = Self.draw(&d, start, positive: positive), b = Self.draw(&d, start, positive: positive), t = d.one([-3, -1, -0.5, 0.5, 1, 2, 2.25])
      let product = a.envelope.times(b.envelope), sum = a.envelope.adding(b.envelope), power = try? a.envelope.power(t)
      let logarithm = try? a.envelope.logarithm(), flattened = try? a.envelope.flattened(), over = a.envelope.above
      for u in [0, 0.3, 1, 4, 30] {
        let (p, q) = (a.value(u), b.value(u))
        guard [p, q].allSatisfy({ $0.magnitude > 1e-290 || $0 == 0 && u == 0 }) else { continue }  // below that, doubles lose it
        #expect(Self.isInside(p, a.envelope, u) && Self.isInside(p * q, product, u) && Self.isInside(p + q, sum, u), "\(k) at \(u): \(p), \(q) in \(Self.text(a.envelope)), \(Self.text(b.envelope)), from \(start)")
        if p != 0 || q != 0 { sums += 1 }
        if let power, p.isFinite { powers += 1; #expect(Self.isInside(pow(p, t), power, u), "\(k) at \(u): \(p) to \(t)") }
        if let logarithm, p > 1e-300, p.isFinite {
          logarithms += 1
          let e = Self.ends(logarithm, u), slack = 1e-9 * (1 + abs(log(p)))
          #expect(e.0 - slack <= log(p) && log(p) <= e.1 + slack, "\(k) at \(u): log \(p)")
        }
        if let flattened, p.isFinite {
          flat += 1
          let e = Self.ends(flattened, u), slack = 1e-9 * (1e-280 + abs(p))
          #expect(e.0 - slack <= p && p <= e.1 + slack, "\(k) at \(u): \(p)")
        }
        if let over, p.isFinite {
          above += 1
          #expect(p <= Self.ends(over, u).1 + 1e-9 * abs(p), "\(k) at \(u): \(p)")
        }
      }
      let marks = "\(a.envelope.isPositive) \(a.envelope.isNegative)"
      let made = [product, sum, power].map(Self.text), forms = [logarithm, flattened, over].map { $0.map(Self.text) ?? "none" }
      return .init("\(k): \(Self.text(a.envelope)), \(Self.text(b.envelope)), \(t), from \(start)", (made + forms).map(short).joined(separator: " ") + " " + marks)
    }
    #expect(sums > 800 && powers > 500 && logarithms > 500 && flat > 300 && above > 20, "\(sums) \(powers) \(logarithms) \(flat) \(above)")
    #expect(try Ledger("expressions-operations-on-envelopes").differences(entries) == [])
  }

  /// What lies over y, and x beyond a place, of one term of a majorant.
  @Test func tailsOfTerms() throws {
    var judged = 0, before = 0.0
    let entries = (0..<240).map { k -> Ledger.Entry in
      var d = Drawing(72_000 + k)
      func c(_ a: Int, _ b: Int) -> DoubleInterval {
        let r = Rational(d.int(a...b), 2)
        return d.chance(3, in: 4) ? DoubleInterval(r) : DoubleInterval(between: r.double - 0.125, and: r.double)
      }
      let q = Quadratic(constant: c(-3, 3), x: c(-6, 1), y: c(-5, 1), xx: c(-4, 0), xy: c(-2, 1), yy: c(-5, 0))
      let term = Majorant.Term(size: Double(d.int(1...9)) / 4, powers: (d.int(0...3), d.int(0...3)), exponent: q)
      let reach = d.one([Reach.unit, .half, .line]), isLeft = d.chance(1, in: 3)
      let tails = [1.0, 6, 50].map { try? term.tail(beyond: $0, isLeft, reach) }
      if let first = tails[0], let second = tails[1] { #expect(second <= first * (1 + 1e-9)) }
      if k % 3 == 0, let first = tails[0] {
        judged += 1
        let from = reach == .line ? -12.0 : 0, to = reach == .unit ? 1.0 : 12, h = 0.05
        before = first
        var sum = 0.0
        for i in 0..<160 {
          for j in 0..<Int((to - from) / h) {
            let x = 1 + (Double(i) + 0.5) * h, y = from + (Double(j) + 0.5) * h, s = isLeft ? -x : x
            // the least function that the intervals allow
            sum += h * h * term.size * pow(x, Double(term.powers.x)) * pow(abs(y), Double(term.powers.y))
              * exp(q.constant.lower + q.x.lower(s) + q.y.lower(y) + q.xx.lower * x * x + q.xy.lower(s * y) + q.yy.lower * y * y)
          }
        }
        #expect(sum <= before * 1.02, "\(k): \(sum) of at most \(before)")
      }
      let turned = Self.text([q.turned.x, q.turned.xy, q.turned.yy, q.mirrored.x, q.mirrored.xy, q.withoutY.constant, q.withoutY.x, q.withoutY.xx, q.times(c(-3, 3)).yy, q.plus(q.turned).y])
      return .init("\(k): " + Self.text([q.constant, q.x, q.y, q.xx, q.xy, q.yy]) + " \(term.powers) \(reach) \(isLeft)", tails.map { $0.map { "\($0)" } ?? "none" }.joined(separator: " ") + " " + short(turned))
    }
    #expect(judged >= 25, "\(judged)")
    #expect(try Ledger("expressions-terms").differences(entries) == [])
  }
}

private func horner(_ c: [Double], _ u: Double) -> Double { c.reversed().reduce(0) { $0 * u + $1 } }

extension DoubleInterval {
  /// The least of c·t for c inside.
  fileprivate func lower(_ t: Double) -> Double { min(lower * t, upper * t) }
}
