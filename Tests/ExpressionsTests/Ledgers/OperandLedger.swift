import Balls
import Exact
import Expressions
import Foundation
import Ledger
import Testing

/// Arithmetic of evaluated numbers, each operation asked by itself: exact numbers, balls narrow,
/// wide and around 0, estimates, infinities and what has no value.
@Suite struct OperandLedger {
  private static func operand(_ d: inout Drawing) -> (text: String, value: Evaluated) {
    let r = Rational(d.int(-8...8), d.one([1, 1, 2, 3])), m = d.one([0.0, 1, -1, 2.5, -3, 1e-12, 40, 1e200, -1e-300, 700]), scale = d.one([1.0, 1, 4, 1e6, 0, 1e-9, .infinity])
    switch d.int(0...11) {
    case 0...2: return ("\(r)", Evaluated(.exact(ExactNumber(r)), scale: abs(r.double)))
    case 3: return ("√2+\(r)", Evaluator(goal: 60).evaluate(.sqrt(2) + .rational(r)))
    case 4: return ("log 3 \(r)", Evaluator(goal: 60).evaluate(.log(3) * .rational(r)))
    case 5, 6: return ("ball \(m) of \(scale)", Evaluated(.ball(Ball(exactly: m).widened(byPowerOfTwo: -60)), scale: scale))
    case 7: return ("ball \(m) ± 1/2 of \(scale)", Evaluated(.ball(Ball(exactly: m).widened(byPowerOfTwo: -1)), scale: scale))
    case 8, 9: return ("about \(m) of \(scale)", Evaluated(.estimate(m, error: abs(m) * 1e-8 + d.one([0, 1e-9])), scale: scale))
    case 10: let up = d.chance(1, in: 2); return (up ? "∞" : "−∞", Evaluated(.infinite(positive: up), scale: .infinity))
    default: return d.one([("undefined", Evaluated(.undefined("u"), scale: 0)), ("undecided", Evaluated(.undecided("d"), scale: 0))])
    }
  }

  /// The doubles near a value: where all operands have one, so has the outcome.
  private static func double(_ v: Evaluated) -> Double? {
    switch v.value {
    case .exact(let x): Ball(x, bits: 80).midpoint
    case .ball(let b) where b.radius < 1e-6: b.midpoint
    case .estimate(let x, _): x
    default: nil
    }
  }

  @Test func operations() throws {
    var judged = 0
    func judge(_ found: Evaluated, _ plain: Double?, _ parts: [Evaluated], _ what: String) {
      guard let plain, plain.isFinite, abs(plain) < 1e12, abs(plain) > 1e-12 else { return }
      if case .undefined(let why) = found.value { Issue.record("\(what): \(why), but \(plain)") }
      guard let number = found.number else { return }
      judged += 1
      #expect(abs(number - plain) <= 1e-4 * abs(plain) + found.reach, "\(what): \(found.inFull), but \(plain)")
    }
    let entries = (0..<420).map { k -> Ledger.Entry in
      var d = Drawing(77_000 + k)
      let bits = d.one([64, 128]), all = (0..<d.one([2, 2, 2, 3])).map { _ in Self.operand(&d) }
      let evaluation = Evaluation(bits: bits, goal: 60, budget: Budget(1000))
      let values = all.map(\.value), f = d.one(ElementaryFunction.allCases), plain = values.compactMap(Self.double)
      let isPlain = plain.count == values.count
      let sum = evaluation.sum(values), product = evaluation.product(values), power = evaluation.power(values[0], values[1]), image = evaluation.apply(f, values[0])
      let what = "\(k): " + all.map(\.text).joined(separator: ", ") + " \(f)"
      if isPlain {
        judge(sum, plain.map(abs).max().map { $0 < 1e9 ? plain.reduce(0, +) : .nan }, values, "\(what) sum")
        judge(product, plain.reduce(1, *), values, "\(what) product")
        if plain[0] > 1e-3, abs(plain[1]) < 20 { judge(power, pow(plain[0], plain[1]), values, "\(what) power") }
      }
      let found = [sum, product, power, image].map(\.inFull)
      let signs = values.map { evaluation.sign($0).map { "\($0)" } ?? "?" }.joined()
      return .init(what + " in \(bits)", found.joined(separator: "; ") + " \(signs)")
    }
    #expect(judged >= 250, "\(judged)")
    #expect(try Ledger("expressions-operands").differences(entries) == [])
  }

  /// Each function at infinities, at places where it is known exactly, and at estimates.
  @Test func functions() throws {
    var entries: [Ledger.Entry] = []
    let evaluation = Evaluation(bits: 90, goal: 60, budget: Budget(1000))
    for f in ElementaryFunction.allCases {
      for (text, e) in [
        ("0", Expression.rational(0)), ("1", 1), ("−1", -1), ("1/3", over(1, 3)), ("−∞", -.infinity), ("∞", .infinity), ("log 2", .log(2)), ("√3 − 1", .sqrt(3) - 1), ("−π", -.pi), ("√2·√3", .sqrt(6)), ("log 2/3", .log(over(2, 3))),
      ] {
        entries.append(.init("\(f) of \(text)", evaluation.apply(f, evaluation.value(of: e)).inFull))
      }
      for (m, error) in [(0.75, 1e-9), (-0.75, 1e-9), (1e-7, 1e-9), (0, 1e-9), (3.5, 1e-3), (800, 1)] {
        entries.append(.init("\(f) of about \(m)", evaluation.apply(f, Evaluated(.estimate(m, error: error), scale: 2 * abs(m))).inFull))
      }
      for scale in [0.0, 0.7, 0.8, 40] {
        entries.append(.init("\(f) of a ball of \(scale)", evaluation.apply(f, Evaluated(.ball(Ball(exactly: -0.75).widened(byPowerOfTwo: -40)), scale: scale)).inFull
          + evaluation.apply(f, Evaluated(.ball(Ball(exactly: 0.75).widened(byPowerOfTwo: -40)), scale: scale)).inFull))
      }
    }
    #expect(try Ledger("expressions-functions").differences(entries) == [])
  }

  /// How two evaluated numbers compare, of every kind with every other.
  @Test func comparisons() throws {
    let entries = (0..<320).map { k -> Ledger.Entry in
      var d = Drawing(78_000 + k)
      let a = Self.operand(&d), close = d.one([0, 1e-30, 1e-9, 1e-13, 1e-6])
      var b = Self.operand(&d)
      if d.chance(1, in: 3), let x = a.value.number {
        b = ("\(close) off", Evaluated(d.chance(1, in: 2) ? .estimate(x + close, error: 1e-14) : .ball(Ball(exactly: x + close).widened(byPowerOfTwo: -d.one([30, 70, 200]))), scale: d.one([1, 100])))
      }
      var coarse = b.value
      coarse.isCoarse = true
      let bits = d.one([0, 20, 50, 90]), one = a.value.compared(to: b.value, bits: bits), other = b.value.compared(to: a.value, bits: bits)
      switch (one, other) {
      case (.equal, .equal), (.undecided, .undecided): break
      case (.different(let p, _, let less), .different(let q, _, let more)): #expect(less != more && p == q, "\(a.text), \(b.text)")
      default: Issue.record("\(a.text), \(b.text): \(one), \(other)")
      }
      return .init("\(k): \(a.text) and \(b.text) to \(bits)", "\(one); coarse \(a.value.compared(to: coarse, bits: bits))")
    }
    #expect(try Ledger("expressions-comparisons").differences(entries) == [])
  }
}
