import Balls
import Exact
import Expressions
import Foundation
import Ledger
import Testing

/// The steps on the way to a value, each asked by itself: where a range is cut and cut off, where
/// optima may lie, what signs slopes have, what is compiled.
@Suite struct PathLedger {
  private let u = Variable("x")
  private func evaluation() -> Evaluation { Evaluation(bits: 96, goal: 50, budget: Budget(100_000)) }

  private func range(_ d: inout Drawing) -> LineRange {
    let a = Rational(d.int(-12...8), 4), b = a + Rational(d.int(1...24), d.one([2, 4, 4000])), ends: (Expression, Expression) = (.rational(a), .rational(b))
    return d.one([
      LineRange(u, lower: ends.0, upper: ends.1, from: a.double, to: b.double), LineRange(u, lower: nil, upper: ends.1, from: -64, to: b.double), LineRange(u, lower: 0, upper: 1, from: 0, to: 1),
      LineRange(u, lower: ends.0, upper: nil, from: a.double, to: .infinity), LineRange(u, lower: nil, upper: nil, from: -1000, to: 1000),
    ])
  }
  private func text(_ r: LineRange) -> String { "\(r.lower.map { "\($0)" } ?? "−∞")…\(r.upper.map { "\($0)" } ?? "∞") (\(r.from)…\(r.to))" }

  @Test func cuts() throws {
    var roots = 0
    let entries = (0..<240).map { k -> Ledger.Entry in
      var d = Drawing(85_000 + k)
      let c = d.real() / 3, r = range(&d)
      let s = d.one([
        x - c, 2 * x + c, x.squared - d.positive(), .sin(x * d.positive()), .exp(x) - d.positive(), x.raised(to: 3) - x, .tanh(x - c), .pi * x - 1, x.squared - 2 * x * c + c.squared, .sin(40 * x), .log(x) - c, x * y, 1 / (x - c), x.raised(to: 3), x.raised(to: 3) + x - Expression(Rational(1) / Rational(10).power(30)), .sin(x) - 1, .cos(x) - x / 9, .exp(x), .sqrt(x) - over(1, 2),
      ])
      let f = d.one([.abs(s), 1 / s, .log(s), .log(s.squared) * .sign(x - 1), .choosing([.init(.compare(s, .less, 0), 1)], otherwise: x), s.raised(to: over(1, 3)) + .abs(x), s, .abs(.abs(s) - 1), .choosing([.init(.all([.compare(0, .less, s), .not(.compare(x, .less, c))]), 1 / x)], otherwise: .abs(x)), .exp(s) / (1 + .exp(s)), s.raised(to: -2) * s.raised(to: -1), s.raised(to: s), .abs(s) * .abs(x - c) / (x - c - over(1, 3_000_000_000))])
      let evaluation = evaluation(), found = evaluation.roots(of: s, r), pieces = evaluation.pieces(of: r, f)
      let g = s.compiled(variables: [u])
      for (at, exact) in found where exact == nil {
        roots += 1
        #expect(r.from <= at && at <= r.to)
        let (low, high) = (g([at - 1e-9 * max(1, abs(at))]), g([at + 1e-9 * max(1, abs(at))]))
        #expect(low * high <= 0 || abs(g([at])) < 1e-9 || low.isNaN || high.isNaN || abs(low) > 1e6, "\(s) near \(at): \(low), \(high)")
      }
      #expect(pieces.first?.from == r.from && pieces.last?.to == r.to && zip(pieces, pieces.dropFirst()).allSatisfy { $0.to == $1.from && $0.upper == $1.lower && $0.from < $0.to })
      let cuts = pieces.dropLast().map { "\($0.to)" + ($0.upper.map { $0.rationalValue == nil ? " = \($0)" : "" } ?? "") }, places = found.map { "\($0.x)" + ($0.exact == nil ? "" : "!") }
      let spots = evaluation.spots(r)
      #expect(spots.allSatisfy { r.from < $0 && $0 < r.to })
      return .init("\(k): \(asked("\(f)")) on \(text(r))", "cut at " + (cuts.count > 6 ? "\(cuts.count) places \(short(cuts.joined()))" : cuts.joined(separator: ", ")) + "; roots " + (places.count > 6 ? "\(places.count) \(short(places.joined()))" : places.joined(separator: ", ")) + "; \(spots.count) spots \(short("\(spots)"))")
    }
    #expect(roots >= 150, "\(roots)")
    #expect(try Ledger("expressions-cuts").differences(entries) == [])
  }

  @Test func cutOff() throws {
    let entries = (0..<200).map { k -> Ledger.Entry in
      var d = Drawing(86_000 + k)
      let f = d.one([d.onTheLine(x) * d.smooth(x), d.onTheLine(x), d.onTheHalfLine(x), .exp(-.abs(x)), (1 + x.squared).raised(to: over(-d.int(1...9), 4)), .sin(x) / x, .exp(x / 9), d.kinked(x) * d.onTheLine(x), 1 / (x * .log(x).squared), -1 / (1 + .abs(x)), .exp(-x.squared / 1_000_000), .exp(-.sqrt(.abs(x)))])
      let side = d.one([1, -1]), target = d.one([-60, -20, 0, -200, -1000, 12]), beyond = d.one([nil, nil, 0, -3, 7.5, 8, 2000] as [Double?])
      let found = evaluation().cutOff(u, f.inLogDomain, side: side, target: target, beyond: beyond)
      let words: String
      switch found {
      case .at(let R, let tail):
        words = "at \(R), tail \(tail)"
        #expect(R > 0 && tail >= 0 && tail <= pow(2, Double(target)))
        if side > 0, R > (beyond ?? 0), R < 1e3, let area = Plainly.area(from: R, to: .infinity, calls: 4000, { f.compiled(variables: [u])([$0]) }) { #expect(abs(area.value) <= tail * (1 + 1e-6) + 1e-300, "\(f) beyond \(R)") }
      case .diverges(let positive, let R): words = "diverges \(positive) beyond \(R)"
      case .unknown(let why): words = "unknown: \(asked(why))"
      }
      let slope = f.derivative(by: u).inLogDomain
      let signs = [0.75, 4, 64].map { R in "\(evaluation().slopeSign(slope, u, side: side, beyond: R) ?? 7)\(evaluation().signOfMonotone(slope, u, side: side, beyond: R) ?? 7)" }
      return .init("\(k): \(asked("\(f)")) \(side) to 2^\(target) beyond \(beyond.map { "\($0)" } ?? "nothing")", words + "; signs " + signs.joined(separator: " "))
    }
    #expect(try Ledger("expressions-cut-off").differences(entries) == [])
  }

  private func slopes(_ d: inout Drawing) -> Expression {
    let c = over(d.int(0...8), 8), n = over(d.int(1...4), 1), t = x
    return d.one([
      -(t - c).squared, -(t - c).raised(to: 4), t * (1 - t), t - c, c - t, t.raised(to: n) * (1 - t).raised(to: 2), .log(t), .log(t) + 2 * .log(1 - t), .sin(7 * t), .exp(-t) * t, -t * .log(t), .sqrt(t) - t, t.squared, -t.squared, t.raised(to: 3) - t * c, 1 / (1 + t), 1 / t + t, .log(1 + t) - t / 2,
      -(t - over(1, 3)).squared * (t - over(2, 3)).squared, .abs(t - c), t / (t.squared + c.squared + over(1, 9)), -1 / (t * (1 - t)), c * .log(t) + (1 - c) * .log(1 - t), (1 - t).raised(to: over(1, 2)) + t / 3, -(t - over(1, 2)).squared + .exp(-100 * (t - over(1, 5)).squared), .cos(t), -.cosh(t - c), 1 / (1 - t), .tanh(3 * t - 1), .sin(20 * t) + t,
    ])
  }

  @Test func slopesOnBoxes() throws {
    var judged = 0, roots = 0
    let entries = (0..<260).map { k -> Ledger.Entry in
      var d = Drawing(87_000 + k)
      let f = slopes(&d), n = d.one([1, 2, 4, 8, 16]), i = d.int(0...n - 1)
      let low = Ball(Rational(i, n), bits: 128), high = Ball(Rational(i + 1, n), bits: 128), whole = low.union(high, 128)
      let evaluation = evaluation()
      func compile(_ e: Expression) throws -> Machine { Machine(try Compiler.program(for: e, in: [u]) { try evaluation.constant($0) }, bits: 128) }
      let slope = Slope(f, u, compile), signed = Signed(f.derivative(by: u), u, compile)
      let sign = slope.sign(on: whole, low: low, high: high), own = signed.sign(on: whole, low, high), middle = signed.sign(at: whole.center)
      let budget = Budget(10_000), root = slope.root(in: whole, low: low, high: high, bits: 128, budget: budget)
      let g = f.derivative(by: u).compiled(variables: [u])
      for j in 1..<16 {
        let s = (Double(i) + Double(j) / 16) / Double(n), y = g([s])
        guard y.isFinite, abs(y) > 1e-12 else { continue }
        if let sign { judged += 1; #expect((y > 0) == (sign > 0), "\(f) at \(s)") }
        if let own { #expect((y > 0) == (own > 0), "\(f) at \(s)") }
      }
      if let root {
        roots += 1
        #expect(root.radius < 1e-20 && whole.overlaps(root) && abs(g([root.midpoint])) < 1e-9, "\(f): \(root.inFull)")
      }
      return .init("\(k): \(asked("\(f)")) on \(i)/\(n)", "\(sign ?? 7) \(own ?? 7) \(middle ?? 7); root \(root?.inFull ?? "none") for \(10_000 - budget.left)")
    }
    #expect(judged >= 900 && roots >= 15, "\(judged) \(roots)")
    #expect(try Ledger("expressions-slopes").differences(entries) == [])
  }

  @Test func searches() throws {
    var judged = 0
    let entries = (0..<110).map { k -> Ledger.Entry in
      var d = Drawing(88_000 + k)
      let f = slopes(&d), (a, b) = d.one([(0, 1), (0, 1), (over(1, 7), over(9, 8)), (-1, 1), (over(1, 3), .pi / 4)] as [(Expression, Expression)])
      let evaluation = Evaluation(bits: 64, goal: 40, budget: Budget(d.one([60, 400, 20_000])))
      let before = evaluation.budget.left
      guard let search = try? Search(evaluation, u, a, b, f) else { return .init("\(k): \(f)", "no search") }
      do {
        let places = try search.run(), g = f.compiled(variables: [u])
        let words = places.map { "\($0.place.inFull) = \($0.expression.map { "\($0)" } ?? "?") value \($0.value.inFull) of \($0.scale)" }
        let (low, high) = (a.compiled(variables: [])([]), b.compiled(variables: [])([]))
        let top = Plainly.largest({ g([$0]) }, from: low, to: high)
        if top.isFinite, !places.isEmpty {
          judged += 1
          let reached = places.compactMap { p in p.place.number.map { (g([$0]), p.place.reach) } }
          #expect(reached.contains { $0.0 >= top - 1e-6 * (1 + abs(top)) || $0.1 > 1e-9 || !$0.0.isFinite }, "\(f) from \(a) to \(b): \(top) is not among \(words)")
        }
        return .init("\(k): \(asked("\(f)")) from \(a) to \(b) within \(before)", "\(places.count): " + asked(words.joined(separator: "; ")) + ", \(before - evaluation.budget.left) spent")
      } catch { return .init("\(k): \(asked("\(f)")) from \(a) to \(b) within \(before)", "\(asked("\(error)"))") }
    }
    #expect(judged >= 70, "\(judged)")
    #expect(try Ledger("expressions-searches").differences(entries) == [])
  }

  /// What a tree becomes: steps in the order in which they are taken.
  @Test func programs() throws {
    let w = Variable("y")
    let entries = (0..<160).map { k -> Ledger.Entry in
      var d = Drawing(89_000 + k)
      let a = d.one([x, x.squared, 2 * x.squared - x + 3, x * y, x - y, (x - 1).squared * .pi]), n = over(d.int(-5...5), d.one([1, 2, 2, 3]))
      let e = d.one([
        d.smooth(x), d.kinked(x), a.raised(to: n), .log(.exp(a) + 2 * .exp(-x)), .log(.exp(x) + .exp(y) + 3), .exp(a) * .exp(y), x.raised(to: y), (1 + x.squared).raised(to: y), .log(1 + .exp(x)), .pi * x * .sqrt(2) * y, x + .pi + y + .log(2), 3 * x.squared, x.squared / 0.asZero,
        .choosing([.init(.compare(x, .less, y), a), .init(.any([.compare(x, .equal, 1), .not(.compare(y, .unequal, x))]), y)], otherwise: a + y), .sin(a) + .sin(a) * .cos(a), (x.squared + x * y + 1) * (x.squared + x * y + 1), .log(.exp(2 * x.squared + x) + .exp(2 * x.squared - x)), .exp(-(x - over(1, 2)).squared / 2),
      ])
      let variables = d.one([[u], [u, w], [w, u]]), inner = d.chance(1, in: 2) ? e.inLogDomain : e
      let evaluation = evaluation()
      do {
        let p = try Compiler.program(for: inner, in: variables) { try evaluation.constant($0) }
        return .init("\(k): \(asked("\(inner)")) of \(variables)", "\(p.registers) \(p.inputs) \(p.terms) " + asked(words(p.body)))
      } catch { return .init("\(k): \(asked("\(inner)")) of \(variables)", "\(asked("\(error)"))") }
    }
    #expect(try Ledger("expressions-programs").differences(entries) == [])
  }
  private func words(_ b: Program.Block) -> String {
    b.steps.map { step in
      let what = switch step.instruction {
      case .constant(let c): "c \(c.inFull)"
      case .choose(let c, let then, let otherwise): "if \(words(c)) {\(words(then))} {\(words(otherwise))}"
      case .logSumExp(let c, let l, let differences): "lse \(c) \(l) " + differences.map(words).joined(separator: "|")
      case let other: "\(other)"
      }
      return "\(step.target): \(what)"
    }.joined(separator: " ") + " → \(b.result)"
  }
  private func words(_ c: Program.Condition) -> String {
    switch c {
    case .compare(let a, let relation, let b): "(\(words(a)) \(relation) \(words(b)))"
    case .all(let list): "all " + list.map(words).joined(separator: ",")
    case .any(let list): "any " + list.map(words).joined(separator: ",")
    case .not(let c): "not " + words(c)
    }
  }
}

extension Int {
  /// 0 as an expression that no rule folds: log 1 of something.
  fileprivate var asZero: Expression { .log(.sqrt(2)) * 2 - .log(2) }
}
