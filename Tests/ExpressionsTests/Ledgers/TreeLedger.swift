import Balls
import Exact
import Expressions
import Foundation
import Ledger
import SplitMix
import Testing

/// What trees are written as, rewritten to, differentiated to and read as in doubles; and what is
/// read off their shape.
@Suite struct TreeLedger {
  private let u = Variable("x"), v = Variable("y")

  /// Trees put together at random, and such as are asked for in earnest.
  private func trees(_ range: Range<Int>) -> [Expression] {
    range.map { k in
      if k % 2 == 0 {
        var random = SplitMix(trial: 7000 + k)
        return randomTree(&random, depth: 3)
      }
      var d = Drawing(9000 + k)
      let a = d.smooth(x), b = d.kinked(y), c = d.onTheLine(x), e = d.polynomial(3, in: x + y)
      return d.one([
        a * b, .log(c * a.squared), c / (c + d.onTheLine(x)), e * a, .log(e.squared + 1) * b,
        .log(c / d.onTheLine(x) + .exp(y)), (a + b).raised(to: d.nonzero()), .exp(e) * c.raised(to: y),
        1 - c / (c + .exp(-x.squared)), .choosing([.init(.compare(e, .less, a), b)], otherwise: c),
        .integrating(a * y, over: u, from: y, to: .infinity), .integrating(b * x, over: v, from: x, to: x.squared),
        .extremum(d.one([.maximum, .argmin]), variable: v, lower: x, upper: 1, body: b + x * y),
        e.raised(to: d.number(1...9, 2)) * e.raised(to: d.number(-4...4, 2)), .sum([c, c, -a, a, e]),
        .product([.abs(e), .abs(e), a, 1 / a, .exp(b), .exp(-b)]), .max(a, b) - .min(e, 1),
      ])
    }
  }

  @Test func written() throws {
    try check("written", 0..<160) { e, _ in
      let n = e.normalized
      return "\(short("\(n)")) \(short("\(n.inLogDomain)")) \(short("\(e.renaming([u: Variable("a")]))")) "
        + n.freeVariables.map(\.name).sorted().joined() + " "
        + [n.isCertainlyPositive, n.isCertainlyNonnegative, n.isCertainlyNonzero, n.isTotal].map { $0 ? "+" : "-" }.joined()
    }
  }
  @Test func substituted() throws {
    try check("substituted", 160..<260) { e, d in
      let swapped = e.substituting([u: y, v: x]), put = e.substituting([u: d.real(), v: x + 1])
      let both = swapped.polynomialCoefficients(in: [u, v]).map { c in
        c.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map { "\($0.key): \($0.value)" }.joined(separator: ", ")
      }
      return "\(short("\(swapped)")) \(short("\(put)")) " + asked((both ?? e.polynomialCoefficients(in: u).map { "\($0)" }) ?? "no polynomial")
    }
  }
  /// The derivative, beside differences of the values.
  @Test func differentiated() throws {
    var judged = 0
    try check("differentiated", 260..<420) { e, d in
      let n = e.normalized, slope = n.derivative(by: u)
      if !"\(n)".contains("["), !"\(n)".contains(" if ") {
        let f = n.compiled(variables: [u, v]), g = slope.compiled(variables: [u, v])
        let (a, b, h) = (Double(d.int(1...40)) / 17, Double(d.int(-30...30)) / 13, 1e-5)
        let differences = [h, h / 2].map { (f([a + $0, b]) - f([a - $0, b])) / (2 * $0) }
        let (one, two) = (differences[0], differences[1]), size = 1 + abs(two)
        if two.isFinite, size < 1e6, abs(one - two) < 1e-7 * size, abs(f([a, b])) < 1e6 {
          judged += 1
          #expect(abs(g([a, b]) - two) < 1e-5 * size, "\(n) by x at \(a), \(b)")
        }
      }
      return asked("\(slope)")
    }
    #expect(judged > 60, "\(judged)")
  }
  /// Readings in doubles, of integrals and optima too.
  @Test func read() throws {
    try check("read", 420..<580) { e, d in
      let f = e.compiled(variables: [u, v])
      return (0..<3).map { _ in
        let y = f([Double(d.int(-40...40)) / 17, Double(d.int(-30...30)) / 13])
        return y.isNaN ? "none" : "\(y)"
      }.joined(separator: " ")
    }
  }

  private func check(_ name: String, _ range: Range<Int>, _ outcome: (Expression, inout Drawing) -> String) throws {
    let entries = zip(range, trees(range)).map { k, e -> Ledger.Entry in
      var d = Drawing(k)
      return Ledger.Entry("\(k): " + asked("\(e)"), outcome(e, &d))
    }
    #expect(try Ledger("expressions-\(name)").differences(entries) == [])
  }

  /// Sizes at which something changes: exponents, degrees, numbers of terms; and what long numbers cost.
  @Test func sizes() throws {
    func steps(_ make: () -> Expression) -> String {
      let budget = WorkBudget(1 << 40)
      let e = WorkBudget.$current.withValue(budget) { make() }
      return short("\(e)") + " for \((1 << 40) - budget.remaining)"
    }
    var entries: [Ledger.Entry] = []
    for n in [4095, 4096, 4097] {
      entries.append(.init("3^\(n)", steps { Expression(3).raised(to: over(n, 1)) }))
      entries.append(.init("(9/4)^(\(n)/2)", steps { over(9, 4).raised(to: over(n, 2)) }))
      entries.append(.init("x^\(n)·x^-\(n)", steps { x.raised(to: over(n, 1)) * x.raised(to: over(-n, 1)) }))
    }
    for work in [0, 1, 2, 5, 9, 20] {
      let budget = WorkBudget(work)
      let e = WorkBudget.$current.withValue(budget) { Evaluator(goal: 30).evaluate(.pi + .sin(2)) }
      entries.append(.init("π + sin 2 for \(work)", "\(e.inFull), \(budget.remaining) left, spent \(budget.isSpent) \(budget.spend(1))"))
    }
    for n in [126, 127, 128] {
      entries.append(.init("∫ of \(n) waves", evaluation(of: integral(0, 1, .sum((1...n).map { .exp(over($0, n) * x.squared) })), goal: 10).value.inFull))
      entries.append(.init("∫ of a power, \(n)", evaluation(of: integral(0, 1, (1 + .exp(x)).raised(to: over(n - 111, 1))), goal: 20).value.inFull))
    }
    for n in [16, 17, 31, 32, 33, 63, 64, 65, 89, 90, 91] {
      entries.append(.init("degree of (1 + x)^\(n)", "\((1 + x).raised(to: over(n, 1)).polynomialCoefficients(in: u)?.count ?? -1)"))
      entries.append(.init("degree of (1 + x)^\(n)·(2 + x)^40", "\(((1 + x).raised(to: over(n, 1)) * (2 + x).raised(to: 40)).polynomialCoefficients(in: u)?.count ?? -1)"))
      let terms = (0..<n).map { k in Expression.sin(x * over(k % 37 + 1, 1)) * over(k - 20, 3) }
      entries.append(.init("Σ of \(n) sines", steps { .sum(of: terms + terms) }))
      let waves = (1...n).map { k in over(k, 7) * Expression.exp(x * over(k, 1)) }
      entries.append(.init("log Σ of \(n) exponentials", steps { Expression.log(.sum(of: waves) * .exp(-x)).inLogDomain }))
      entries.append(.init("log of a product, \(n) terms", steps { Expression.log(.product([.sum(Array(waves.prefix(8))), .sum(Array(waves.prefix(n / 8 + 1)))])).inLogDomain }))
      entries.append(.init("∫ of \(n) exponentials", "\(evaluation(of: integral(0, 1, .sum(waves) * (1 + x)), goal: 30).steps)"))
      let long = over(7, 3).raised(to: over(40 * n, 1))
      entries.append(.init("(7/3)^\(40 * n) + (5/3)^\(40 * n)", steps { long + over(5, 3).raised(to: over(40 * n, 1)) + x }))
      entries.append(.init("(7/3)^\(40 * n)·(5/3)^\(40 * n)", steps { long * over(5, 3).raised(to: over(40 * n, 1)) * x }))
      let fractions = (1...5).map { k in 1 / (x + over(k, 1)).raised(to: over(k % 3 + 1, 1)) }
      entries.append(.init("fractions \(n)", short("\((Expression.sum(of: Array(fractions.prefix(n % 5 + 1))) - 1 / x).polynomialCoefficients(in: v).map { "\($0)" } ?? "none")")))
    }
    #expect(try Ledger("expressions-sizes-of-trees").differences(entries) == [])
  }

  /// What conditions between drawn sides are decided to be.
  @Test func conditions() throws {
    let entries = (0..<120).map { k -> Ledger.Entry in
      var d = Drawing(20_000 + k)
      func side() -> Expression { d.one([d.real(), x, .exp(x), x.squared, .abs(x) + 1, -.exp(y), 1 / x, .pi, 0]) }
      func compare() -> Expression.Condition {
        .compare(side(), d.one([.less, .lessOrEqual, .equal, .unequal]), side())
      }
      let c: Expression.Condition = d.one([compare(), .not(compare()), .all([compare(), compare()]), .any([compare(), compare(), .not(compare())])])
      let e = Expression.choosing([.init(c, x), .init(compare(), y)], otherwise: d.real())
      return Ledger.Entry("\(k): " + asked("\(c)"), (c.decided.map { "\($0)" } ?? "open") + " \(asked("\(e)")) " + (c.freeVariables.map(\.name).sorted().joined()))
    }
    #expect(try Ledger("expressions-conditions").differences(entries) == [])
  }
}
