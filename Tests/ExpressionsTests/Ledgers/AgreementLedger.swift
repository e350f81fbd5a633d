import Balls
import Exact
import Expressions
import Ledger
import Testing

/// Every kind of value beside every other: whether they are equal, to how many digits, or how far
/// apart; and the same the other way round.
@Suite struct AgreementLedger {
  private static let values: [(String, Evaluated)] = {
    func ball(_ n: Int, _ d: Int, _ radius: Int) -> Ball { Ball(Rational(n, d), bits: 200).widened(byPowerOfTwo: radius) }
    var list: [(String, Evaluated)] = []
    for e in [0, 1, over(1, 3), -2, .sqrt(2), .log(3), .sqrt(2) + .log(3), .pi, .infinity, -.infinity, .log(-1), .pi - 3] as [Expression] {
      list.append(("\(e)", value(e)))
    }
    let balls: [(Int, Int, Int, Double)] = [
      (1, 3, -100, 1), (1, 3, -92, 1), (1, 3, -89, 1), (1, 3, -30, 1), (1, 3, -26, 1), (1, 3, -91, 0.3), (1, 3, -91, 7),
      (0, 1, -100, 2), (0, 1, -100, 0), (0, 1, -3, 1), (1, 1, -95, 1), (10_000_001, 30_000_000, -60, 1),
    ]
    for (n, d, radius, scale) in balls {
      list.append(("\(n)/\(d) ± 2^\(radius) of \(scale)", Evaluated(.ball(ball(n, d, radius)), scale: scale)))
    }
    var coarse = Evaluated(.ball(ball(1, 3, -40)), scale: 1)
    coarse.isCoarse = true
    list += [("coarse", coarse), ("nothing", Evaluated(.ball(.indeterminate), scale: 1))]
    let third = 1.0 / 3
    let estimates: [(Double, Double, Double)] = [
      (third, 1e-12, 1), (third + 1e-11, 1e-12, 1), (third + 5e-11, 1e-12, 1), (third, 1e-10, 1),
      (third, 9e-11, 1), (third, 0, 1), (0, 1e-13, 1), (third, 1e-9, 100), (.infinity, 1, 1), (2, .nan, 1),
    ]
    for (x, error, scale) in estimates {
      list.append(("about \(x) ± \(error) of \(scale)", Evaluated(.estimate(x, error: error), scale: scale)))
    }
    return list + [("undecided", Evaluated(.undecided("why not"), scale: 0))]
  }()

  @Test func pairs() throws {
    var entries: [Ledger.Entry] = []
    for (name, a) in Self.values {
      let outcomes = Self.values.map { other, b -> String in
        let found = a.compared(to: b), back = b.compared(to: a)
        switch (found, back) {
        case (.equal(let m), .equal(let n)): #expect(m == n, "\(name), \(other)")
        case (.different(let d, let s, let isLess), .different(let e, let t, let isMore)):
          #expect(d == e && s == t && isLess != isMore, "\(name), \(other)")
        case (.undecided, .undecided): break
        default: Issue.record("\(name), \(other): \(found) but \(back)")
        }
        return inWords(found) + "|" + inWords(a.compared(to: b, bits: 25))
      }
      entries.append(.init(name, outcomes.joined(separator: " ")))
    }
    #expect(try Ledger("expressions-agreement").differences(entries) == [])
  }

  private func inWords(_ a: Agreement) -> String {
    switch a {
    case .equal(let digits): "=" + (digits.map { "\($0)" } ?? "")
    case .different(let distance, let separation, let less):
      (less ? "<" : ">") + short("\(distance) \(separation)").prefix(5)
    case .undecided(let why): "?" + short(why).prefix(3)
    }
  }
}
