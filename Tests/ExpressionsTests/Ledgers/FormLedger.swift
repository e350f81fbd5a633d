import Exact
import Expressions
import Foundation
import Ledger
import Testing

/// What is done to trees before numbers come in, each step asked by itself: closed forms of
/// integrals, roots substituted, inner integrals taken out, regions cut.
@Suite struct FormLedger {
  private let u = Variable("x"), w = Variable("y"), t = Variable("z")

  private func text(_ e: Expression?) -> String {
    guard let e else { return "none" }
    let s = "\(e)"
    return s.count <= 200 ? s : s.prefix(120) + "… #" + short(s)
  }
  /// The same function, by doubles at a few places; 0 where none is told.
  private func judge(_ a: Expression, _ b: Expression, _ variables: [Variable], slack: Double = 1e-5) -> Int {
    let (f, g) = (a.compiled(variables: variables), b.compiled(variables: variables))
    var judged = 0
    for k in 0..<3 {
      let at = variables.indices.map { 0.37 + 0.21 * Double($0) + 0.4 * Double(k) }, (p, q) = (f(at), g(at))
      // an integral that diverges is large or anything in doubles
      guard p.isFinite, q.isFinite, max(abs(p), abs(q)) < 1e12 else { continue }
      judged += 1
      #expect(abs(p - q) <= slack * max(1, abs(p), abs(q)), "\(a) is \(p), \(b) is \(q)")
    }
    return judged
  }

  @Test func closedForms() throws {
    var judged = 0
    let entries = (0..<240).map { k -> Ledger.Entry in
      var d = Drawing(80_000 + k)
      let m = d.one([y, 0, d.real(), y.squared, d.real() / 3]), s = d.one([d.positive(), d.positive(), 1 + y.squared, .exp(y), z])
      let e = d.one([d.polynomial(d.int(0...4), in: x), x.raised(to: over(d.int(0...5), 1)) * y, 1, x - m]) * d.one([
        .exp(-(x - m).squared / s), .exp(m * x), .exp(-.exp(y) * x), .exp(2 * x + y), 1, .exp(x.squared), .cosh(x / 2 - y), .sinh(2 * x), .exp(-x.squared) * .exp(m * x), .exp(x * y - x.squared / 2) * .exp(-y), (.exp(x) + y).squared, .tanh(x), .exp(x.raised(to: 3)),
      ]) + d.one([0, 0, x, .exp(-x.squared), -x])
      let ends = d.one([(-.infinity, .infinity), (0, .infinity), (-.infinity, y), (0, 1), (y, y + 1), (1, -1), (.infinity, 0), (.infinity, -.infinity), (-.infinity, -.infinity)] as [(Expression, Expression)])
      let form = e.integratedInClosedForm(u, from: ends.0, to: ends.1)
      if let form, e.freeVariables.isSubset(of: [u, w]) {
        let here: [Variable: Expression] = [w: over(3, 5)]
        let found = Evaluator(goal: 30).evaluate(form.substituting(here))
        let plain = Plainly.integral(.integrating(e, over: u, from: ends.0, to: ends.1).substituting(here))
        if let number = found.number, let plain, plain.size > 1e-9 {
          judged += 1
          #expect(abs(number - plain.value) <= 1e-5 * plain.size + found.reach, "\(e) from \(ends.0) to \(ends.1): \(number), \(plain.value)")
        }
      }
      return .init("\(k): \(asked("\(e)")) from \(ends.0) to \(ends.1)", text(form))
    }
    #expect(judged >= 60, "\(judged)")
    #expect(try Ledger("expressions-closed-forms").differences(entries) == [])
  }

  @Test func rootsSubstituted() throws {
    var judged = 0
    let entries = (0..<220).map { k -> Ledger.Entry in
      var d = Drawing(81_000 + k)
      let s = d.one([1, 2, over(-1, 2), -1, over(3, 4)] as [Expression]), c = d.one([0, 1, d.real(), over(2, 3)]), line = s * x + c
      let n = over(d.int(-4...7), d.one([2, 2, 3, 4, 6, 12, 13])), root = line.raised(to: n)
      let e = d.one([
        root, root * .exp(-line), .exp(-.sqrt(line)), line.raised(to: over(1, 2)) + line.raised(to: over(1, 3)), root * x, .exp(-.log(line).squared), .exp(.log(line) * 2) / line, root * .log(line), .sqrt(line) * .sqrt(x + 5), .tanh(root) / line,
        .abs(root), .choosing([.init(.compare(x, .less, 1), root)], otherwise: 0), (root + 1).raised(to: 2), x.squared, .log(line), root * (x + .exp(-x)), 1 / (1 + root), .sqrt(line.squared + 1), root.raised(to: over(1, 2)), line.raised(to: over(5, 1)) * .sqrt(line), .sqrt(y * x + 1),
      ])
      let zero = -c / s, ends = d.one([(zero, zero + 2), (zero - 2, zero), (zero, .infinity), (-.infinity, zero), (zero + 1, zero + 3), (zero - 1, zero + 1), (1, 2), (-.infinity, .infinity)] as [(Expression, Expression)])
      let found = e.substitutingRoots(u, from: ends.0, to: ends.1) { ($0.rationalValue ?? -1) >= 0 }
      if let found, k % 2 == 0, let plain = Plainly.integral(.integrating(e, over: u, from: ends.0, to: ends.1)),
        let other = Plainly.integral(.integrating(found.body, over: found.variable, from: found.lower, to: found.upper))
      {
        judged += 1
        #expect(abs(plain.value - other.value) <= 1e-5 * max(plain.size, other.size), "\(e) from \(ends.0) to \(ends.1): \(plain.value), \(other.value)")
      }
      return .init("\(k): \(asked("\(e)")) from \(ends.0) to \(ends.1)", found.map { "\($0.variable) from \($0.lower) to \($0.upper): " + text($0.body) } ?? "none")
    }
    #expect(judged >= 12, "\(judged)")
    #expect(try Ledger("expressions-roots-substituted").differences(entries) == [])
  }

  @Test func innerTakenOut() throws {
    var judged = 0
    func along(_ v: Variable, _ f: Expression, _ a: Expression = -.infinity, _ b: Expression = .infinity) -> Expression { .integrating(f, over: v, from: a, to: b) }
    let entries = (0..<200).map { k -> Ledger.Entry in
      var d = Drawing(82_000 + k)
      let s = d.positive(), c = d.real(), p = normal(d.one([x, x / 2, c, x.squared]), s, at: y)
      let f = d.one([p * y, p * d.smooth(x), p * (y + d.smooth(x)), p * .tanh(y) * x, (x + .exp(-y.squared)).squared * normal(0, 1, at: y), .exp(-y.squared + .sin(x)), (p * (1 + x.squared)).raised(to: over(1, 2)), p * .cos(x * y), .exp(-y) * .log(2 + x.squared), y * x + 1, p * z, (normal(0, 1, at: y) * (2 + .cos(x))).raised(to: over(d.int(2...5), 1)), .tanh(y) * .exp(-y.squared) * (x + .sin(x) * .exp(x))])
      let (a, b) = d.one([(-.infinity, .infinity), (0, 1), (0, .infinity), (0, x), (x, .infinity), (1, 0)] as [(Expression, Expression)])
      let inner = along(w, f, a, b)
      let kind = d.one([Expression.Extremum.maximum, .minimum, .argmax, .argmin])
      let bowl = d.one([s * (y - .tanh(x)).squared, s * (y - x).squared + y, -s * y.squared + x * y, -.log(y) - .log(1 - y) * (1 + x.squared), .exp(x) * .log(y) - y, y.raised(to: 4) - y, .exp(y) - x * y, s * y])
      let best = Expression.extremum(kind, variable: w, lower: d.one([0, -.infinity, -9]), upper: d.one([1, .infinity, 9]), body: bowl)
      let e = d.one([inner, inner, inner * x, x + inner.squared, .exp(-best), best, best * inner, .choosing([.init(.compare(best, .less, x), inner)], otherwise: 0)])
      let out = e.withoutInner([u]), symbolic = f.integratedSymbolically(w, from: a, to: b)
      if let symbolic, k % 3 == 0, symbolic.freeVariables.isSubset(of: [u]) { judged += judge(inner, symbolic, [u], slack: 2e-3) }
      var optimum = "none"
      if case .extremum(let kind, let v, let a, let b, let body) = best { optimum = text(Expression.optimumInClosedForm(kind, v, a, b, body)) }
      let split = InnerIntegrals(d.one([e + x * inner, e * (x + inner) - 2 * best * x, 3 * inner - x, e]), outer: u)
      let parts = split.map { "\($0.rest.description.count > 60 ? short("\($0.rest)") : "\($0.rest)") and " + $0.list.map { short("\($0.variable)\($0.lower)\($0.upper)\($0.body)") }.joined(separator: ",") } ?? "not linear"
      return .init("\(k): " + asked("\(e)"), [text(out), text(symbolic), optimum, parts].joined(separator: "; "))
    }
    #expect(judged >= 25, "\(judged)")
    #expect(try Ledger("expressions-without-inner").differences(entries) == [])
  }

  @Test func rewritten() throws {
    var judged = 0
    let entries = (0..<240).map { k -> Ledger.Entry in
      var d = Drawing(83_000 + k)
      let p = d.one([x, .exp(x), 1 + x.squared, .exp(x) + y.squared, .exp(-x.squared / 2)]), q = d.one([.exp(y), y, 2 + .exp(y), .exp(x - y), y + 1]), n = over(d.int(-4...4), d.one([1, 1, 2, 3]))
      let e = d.one([
        .log(p * q), .log(p / q), .log(p.raised(to: n)), .log(p + q), .log(1 - p / (p + q)), (1 - p / (p + q)).raised(to: n), p / q + q / p - 1, p.raised(to: n) * q, 1 / (1 + x) - 2 / (1 + x).squared + y / x, .log(.exp(x) * (2 + .exp(-x))),
        .log((.exp(x) + .exp(y)) * (1 + .exp(x)) / 3), p * q.raised(to: -1) + n, 1 / x + 1 / y + 1 / (x + y) + 1 / (x - y) + 1 / (x + 2), .log(.sqrt(p) * 3), (p + q).squared * .exp(x), .log(.log(2 + p)), .exp(x) * (.exp(y) + x.squared),
        .abs(x - y) + .abs(y - x), x / x + .log(x * y) - .log(y), (x * y).raised(to: n) / x, .log(x.raised(to: over(d.int(2...3), 1)) * y),
      ])
      let f = e.fraction, common = e.overCommonDenominator, logs = e.inLogDomain
      judged += judge(e, common, [u, w]) + judge(e, logs, [u, w])
      let quotient = text(f.numerator) + " over " + f.denominator.map { "(\($0.base))^\($0.power)" }.joined(separator: " ")
      let terms = e.exponentialTerms.map { $0.map { "\($0.factor)·exp(\($0.exponent))" }.joined(separator: " + ") } ?? "none"
      let box = d.one([[BoxSide(u, 1, 2), BoxSide(w, Rational(1, 2), 1)], [BoxSide(u, -1, 1), BoxSide(w, 0, 1)], [BoxSide(u, 0, 1), BoxSide(w, -2, -1)]])
      let tidy = Cancelling(on: box, bits: 64)(e)
      let settled = e.settled(u) { a, b in b.rationalValue.map { _ in (a.rationalValue ?? 1) < 0 ? -1 : 1 } }
      return .init("\(k): " + asked("\(e)"), [quotient, text(common), text(logs), short(terms), text(tidy), text(settled)].joined(separator: "; "))
    }
    #expect(judged >= 600, "\(judged)")
    #expect(try Ledger("expressions-rewritten").differences(entries) == [])
  }

  /// Regions of the plane cut where bars and cases change: the parts add up to the whole.
  @Test func regions() throws {
    var judged = 0
    let entries = (0..<130).map { k -> Ledger.Entry in
      var d = Drawing(84_000 + k)
      let c = d.real() / 3, m = d.one([1, -1, 2, over(1, 2)] as [Expression])
      let kink = d.one([.abs(y - m * x), .abs(x - c), .abs(y - c), .sign(y - x), .max(x, y), .choosing([.init(.compare(y, .less, c - x), x)], otherwise: y), .abs(y - x) * .abs(y - 1), .abs(x - c) * .abs(y + x), .abs(y * x), .abs(y.squared - x), 1, .choosing([.init(.all([.compare(0, .less, x), .compare(x, .less, y)]), 1)], otherwise: 2)])
      let body = kink * d.one([.exp(-x.squared - y.squared), .exp(-.abs(x) - .abs(y)), .exp(-.abs(y)) / (1 + x.squared).squared])
      let outer = d.one([(-.infinity, .infinity), (0, 1), (0, .infinity), (-.infinity, 1), (-2, 3)] as [(Expression, Expression)])
      let inner = d.one([(-.infinity, .infinity), (0, 1), (0, .infinity), (-.infinity, c), (0, x), (x, .infinity), (c, 2)] as [(Expression, Expression)])
      let split = InnerIntegrals(.integrating(body, over: w, from: inner.0, to: inner.1), outer: u)
      let evaluation = Evaluation(bits: 128, goal: 40, budget: Budget(100_000))
      guard let first = split?.list.first else { return .init("\(k): \(asked("\(body)"))", "no inner integral") }
      let pieces = evaluation.smooth(u, outer.0, outer.1, first)
      if let pieces, k % 5 == 0, pieces.count > 1 {
        func ends(_ r: Reach) -> (Expression, Expression) {
          switch r {
          case .unit: (0, 1)
          case .half: (0, .infinity)
          case .line: (-.infinity, .infinity)
          }
        }
        let parts = pieces.compactMap { p in Plainly.iterated(.integrating(.integrating(p.body, over: p.y, from: ends(p.reach.y).0, to: ends(p.reach.y).1), over: p.x, from: ends(p.reach.x).0, to: ends(p.reach.x).1)) }
        if parts.count == pieces.count, let whole = Plainly.iterated(.integrating(.integrating(body, over: w, from: inner.0, to: inner.1), over: u, from: outer.0, to: outer.1)) {
          judged += 1
          #expect(abs(parts.reduce(0) { $0 + $1.value } - whole.value) <= 1e-3 * max(1e-3, whole.size), "\(body)")
        }
      }
      let all = pieces.map { $0.map { "\($0.reach.x) \($0.reach.y) " + text($0.body) } } ?? ["not in order"]
      return .init("\(k): \(asked("\(body)")) over \(outer) \(inner)", "\(all.count): " + (all.count > 2 ? all[0] + "; " + short(all.joined()) : all.joined(separator: "; ")))
    }
    #expect(judged >= 2, "\(judged)")
    #expect(try Ledger("expressions-regions").differences(entries) == [])
  }
}
