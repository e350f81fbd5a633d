import Balls
import Exact
import Expressions
import Foundation
import Ledger
import Testing

/// Sums in doubles: rules and their panels, quadrature and search for figures, each asked by itself.
@Suite struct EstimateLedger {
  private let u = Variable("x"), w = Variable("y")

  @Test func rulesAreExactForPolynomials() {
    for (rule, count) in [(PanelRule.coarse, 14), (.fine, 17)] {
      #expect(rule.nodes.count == count && abs(rule.nodes.reduce(0) { $0 + $1.weight } - 2) < 1e-14)
      for n in 0..<2 * count {
        for (a, b) in [(0.0, 1.0), (-1.5, 2), (3, 3.5)] {
          let sum = rule.sum(from: a, to: b) { PanelSum(value: pow($0, Double(n)), error: 1) }.sum
          let area = (pow(b, Double(n + 1)) - pow(a, Double(n + 1))) / Double(n + 1)
          #expect(abs(sum.value - area) <= 1e-13 * max(1, sum.absolute), "x^\(n) from \(a) to \(b)")
          #expect(sum.absolute >= abs(sum.value) && abs(sum.error - (b - a)) < 1e-13)
        }
      }
      let wrong = rule.sum(from: -1, to: 1) { PanelSum(value: pow($0, Double(2 * count))) }.sum.value
      #expect(abs(wrong - 2 / Double(2 * count + 1)) > 1e-11)
    }
    #expect(Set(PanelRule.coarse.nodes.map(\.place)).isDisjoint(with: PanelRule.fine.nodes.map(\.place)))
  }

  /// What is claimed of an integral is true, on panels of any kind, and the smaller the tolerance the more is claimed.
  @Test func rules() throws {
    var entries = [("coarse", PanelRule.coarse), ("fine", .fine)].flatMap { name, rule in
      rule.nodes.map { Ledger.Entry("\(name) at \($0.place)", "\($0.weight)") }
    }
    for k in 0..<120 {
      var d = Drawing(73_000 + k)
      let f = d.one([d.onTheLine(x), d.onTheLine(x) * d.smooth(x), .exp(-.abs(x)), (1 + x.squared).raised(to: over(-d.int(1...4), 1)), d.kinked(x)])
      let places = (0..<d.int(2...5)).map { _ in Double(d.int(-20...20)) / 4 }.sorted()
      let beyond = (d.one([nil, 1, 18, 0.25] as [Double?]), d.one([nil, 2, 18] as [Double?]))
      let g = f.compiled(variables: [u]), noise = d.one([0, 0, 1e-9]), tolerance = d.one([0x1p-20, 0x1p-40])
      var calls = 0
      let sum = Panelling.integral(over: PanelEdges(places: places, beyond: beyond), tolerance: tolerance) { t in
        calls += 1
        return PanelSum(value: g([t]), error: noise * abs(t))
      }
      let (low, high) = (beyond.0 == nil ? places[0] : -.infinity, beyond.1 == nil ? places[places.count - 1] : .infinity)
      if sum.error < 1e-6, let plain = Plainly.area(from: low, to: high, calls: 20_000, { g([$0]) }) {
        #expect(abs(sum.value - plain.value) <= 10 * sum.error + 3e-2 * plain.size + 1e-9, "\(f) from \(low) to \(high): \(sum.value), \(plain.value)")
      }
      #expect(sum.absolute.isNaN || sum.absolute >= abs(sum.value) * (1 - 1e-12) && sum.error >= 0)
      entries.append(.init("\(k): \(asked("\(f)")) \(places) \(beyond) \(noise) \(tolerance)", "\(sum.value) \(sum.absolute) \(sum.error) \(calls) calls"))
    }
    #expect(try Ledger("expressions-rules").differences(entries) == [])
  }

  /// Edges lie within the range, in order, each once, with the centre of every bell that does.
  @Test func edges() throws {
    let entries = (0..<160).map { k -> Ledger.Entry in
      var d = Drawing(74_000 + k)
      let m = d.one([y, y / 3 + d.real(), d.real(), z + y, y.squared]), s = d.positive(), n = d.one([d.real(), over(1, 1_000_000_000), 30, m])
      let body = d.one([
        normal(m, s), normal(m, s) * normal(n, 1), normal(m, s) + normal(n, s / 100), .log(normal(m, s) + 1) * normal(n, 2), .sqrt(normal(m, s)), .exp(-.abs(x)), .exp(x.squared),
        .choosing([.init(.compare(x, .less, 0), normal(m, s))], otherwise: normal(n, 3)), .integrating(normal(m, s) * normal(z, 1), over: Variable("z"), from: -.infinity, to: .infinity),
        .exp(-.exp(x)) * normal(m, s), .sin(normal(m, s) * x), .exp(.exp(-(x - m).squared)), optimum(.maximum, 0, 1, normal(m, s) * y), 1 / normal(m, s),
      ])
      let (a, b) = d.one([(-.infinity, .infinity), (0, .infinity), (-.infinity, 1), (-3, 5), (y, .infinity), (y - 1, y + 1), (40, 41)] as [(Expression, Expression)])
      let panels = Panels(u, a, b, body, [w])
      let all = [-2.0, 0, 0.75, 1e5].map { at -> String in
        let e = panels.edges([at]), low = a.compiled(variables: [w])([at]), high = b.compiled(variables: [w])([at])
        #expect(zip(e.places, e.places.dropFirst()).allSatisfy { $0 < $1 }, "\(body) at \(at): \(e.places)")
        #expect((1...200).contains(e.places.count) && (e.places.count > 1 || !low.isFinite || !high.isFinite), "\(body) at \(at): \(e.places)")
        for mark in Landmarks(u, body, [w])([at]) where low < mark.place && mark.place < high { #expect(e.places.contains(mark.place)) }
        if low.isFinite { #expect(e.places.first == low && e.beyond.left == nil) } else { #expect((e.beyond.left ?? 0) > 0) }
        if high.isFinite { #expect(e.places.last == high && e.beyond.right == nil) } else { #expect((e.beyond.right ?? 0) > 0) }
        return "\(e.places) \(e.beyond)"
      }
      return .init("\(k): \(asked("\(body)")) from \(a) to \(b)", all[2].count < 170 ? all[2] + " " + short(all.joined()) : short(all.joined()))
    }
    #expect(try Ledger("expressions-edges").differences(entries) == [])
  }

  @Test func quadratureForFigures() throws {
    let ends: [Double] = [0, 1, -1, 2.5, -3, 0.125, .infinity, -.infinity]
    var judged = 0
    let entries = (0..<200).map { k -> Ledger.Entry in
      var d = Drawing(75_000 + k)
      let a = d.one(ends), b = d.one(ends), f = d.one([d.onTheLine(x), d.onTheLine(x) * d.smooth(x), .exp(-x.squared) * d.kinked(x), .log(.abs(x)) * .exp(-x.squared), 1 / (1 + x.squared)])
      let g = f.compiled(variables: [u])
      let area = Quadrature.integral(from: a, to: b) { g([$0]) }, back = Quadrature.integral(from: b, to: a) { g([$0]) }
      let top = Quadrature.maximum(from: min(a, b), to: max(a, b)) { g([$0]) }
      #expect(area == -back || area.isNaN || a == b && area == 0)
      if a < b, k % 4 == 0, let plain = Plainly.area(from: a, to: b, calls: 20_000, { g([$0]) }) {
        judged += 1
        #expect(abs(area - plain.value) <= 3e-2 * plain.size + 1e-9, "\(f) from \(a) to \(b): \(area), \(plain.value)")
      }
      if min(a, b).isFinite, max(a, b).isFinite, top.value.isFinite {
        #expect(min(a, b) <= top.place && top.place <= max(a, b) && top.value == g([top.place]))
        for t in 0...40 { #expect(g([min(a, b) + abs(b - a) * Double(t) / 40]) <= top.value + 1e-12 * abs(top.value)) }
      }
      return .init("\(k): \(asked("\(f)")) from \(a) to \(b)", "\(area), top \(top.value) at \(top.place)")
    }
    #expect(judged >= 12, "\(judged)")
    #expect(try Ledger("expressions-quadrature").differences(entries) == [])
  }

  /// Trees as functions of doubles, at places that are in no way special and at some that are.
  @Test func compiled() throws {
    let entries = (0..<180).map { k -> Ledger.Entry in
      var d = Drawing(76_000 + k)
      let c = d.real() / 2
      func tree() -> Expression {
        d.one([
          d.smooth(x), d.kinked(y), d.kinked(x) * d.smooth(y), x.raised(to: y), y.raised(to: over(d.one([2, -1, 1, -1, 3, -5]), d.one([1, 1, 2, 3]))), x + y + c, x * y * c, .max(x, y), .min(x, c), x / y,
          .choosing([.init(.all([.compare(x, .less, y), .compare(y, .lessOrEqual, 1)]), 1), .init(.any([.compare(x, .equal, y), .compare(x, .unequal, c)]), 2)], otherwise: 3),
          .choosing([.init(.not(.any([.compare(x, .lessOrEqual, y), .compare(y, .less, c)])), x)], otherwise: y), .sign(x - y), .infinity * x, .pi * y,
          .integrating(.exp(-z.squared) * x + z, over: Variable("z"), from: 0, to: y), .integrating(.exp(-.abs(z - x)), over: Variable("z"), from: -.infinity, to: .infinity),
          optimum(.maximum, x - 3, x, .cos(y) + y / 9), optimum(.argmin, -1, .infinity, (y - c).squared), .integrating(optimum(.minimum, 0, z, y.squared - y), over: Variable("z"), from: 0, to: x),
        ])
      }
      let e = d.one([tree(), tree() + tree() * x, .exp(-tree())])
      let f = e.compiled(variables: [u, w]), places: [[Double]] = [[0.3, 0.7], [1, 1], [-1.25, 2], [0, 0], [2, -0.5]]
      let values = places.map { "\(f($0))" }
      let exact = Evaluator(goal: 40).evaluate(e, at: [u: Rational(exactly: 0.3), w: Rational(exactly: 0.7)])
      if let number = exact.number, exact.reach < 1e-9, !"\(e)".contains("[") { #expect(abs(number - f([0.3, 0.7])) <= 1e-9 * max(1, abs(number)), "\(e)") }
      return .init("\(k): " + asked("\(e)"), values.joined(separator: " "))
    }
    #expect(try Ledger("expressions-doubles").differences(entries) == [])
  }
}
