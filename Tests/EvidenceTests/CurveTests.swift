import Balls
import Evidence
import Exact
import Expressions
import Foundation
import Meaning
import Notation
import Testing

/// A quantity f that takes the values it is told to take at every h, and keeps where it was asked.
private struct Curve: Setting {
  final class Visits: @unchecked Sendable {
    private let lock = NSLock()
    private var all: [Rational] = []
    func add(_ place: Rational) { lock.withLock { all.append(place) } }
    var places: [Rational] { lock.withLock { all } }
  }
  var name = "curve"
  var title: String?
  var parameters = [ParameterDescription(name: "h", domain: "R, drawn", canBeSet: true)]
  var visits = Visits()
  var value: @Sendable (Rational) throws -> [Evaluated]

  func points(check: String, seed: UInt64, fixing: [String: Rational]) throws -> [Point] {
    [Point(["h": 1])]
  }
  func editing(_ statements: String) throws -> any Setting { self }
  func interpreter(at point: Point, bits: Int) throws -> any Evidence.Interpreter {
    At(curve: self, h: point.values["h"])
  }
  struct At: Evidence.Interpreter {
    let curve: Curve, h: Rational?
    func reading(of formula: Formula) -> String { latex(formula) }
    func value(of side: Formula, beside other: Formula?) throws -> SideValue {
      guard side == letter("f"), let h else { throw MeaningError("only f has values here") }
      curve.visits.add(h)
      let all = try curve.value(h)
      return SideValue(
        all.enumerated().map {
          .init(name: all.count == 1 ? "" : "[\($0.offset)]", value: $0.element)
        })
    }
  }
}

/// Orders of quantities whose values are dictated: what counts, what ends the search, and what is
/// said of it.
@Suite("Orders of dictated values") struct CurveTests {
  private func exact(_ x: Rational) -> Evaluated { Evaluated(.exact(ExactNumber(x)), scale: 1) }

  private func outcome(
    _ order: String, visits: Curve.Visits = .init(),
    _ value: @escaping @Sendable (Rational) throws -> [Evaluated]
  ) throws -> RateStatement.Outcome {
    let curve = Curve(visits: visits, value: value)
    let here = try PointValues(curve, Point([:]), bits: 100)
    let right = try FormulaParser().parse(order)
    let rate = try #require(here.rate(letter("f"), .equal, right), "\(order)")
    return try here.judge(letter("f"), towards: rate)
  }
  private func outcome(
    _ order: String, _ value: @escaping @Sendable (Rational) -> Evaluated
  ) throws -> RateStatement.Outcome { try outcome(order) { [value($0)] } }

  /// Values that have these orders between 1/16 and 1/32, 1/32 and 1/64, …, and none after that.
  private func outcome(
    _ order: String, orders: [Rational], sign: Int = 1, visits: Curve.Visits = .init(),
    after: @escaping @Sendable () throws -> Evaluated = { throw MeaningError("no more") }
  ) throws -> RateStatement.Outcome {
    try outcome(order, visits: visits) { h in
      let i = h.denominator.bitWidth - 2 - 4  // h = 2^(−4 − i)
      guard i <= orders.count else { return [try after()] }
      let fallen = orders.prefix(i).reduce(0, +), log2 = Ball(2, bits: 128).log(128)
      let value = Ball(-fallen, bits: 128).times(log2, 128).exp(128)
      return [Evaluated(.ball(sign > 0 ? value : value.negated), scale: 1)]
    }
  }

  private func place(_ i: Int) -> Rational { Rational(1, 1 << i) }

  // MARK: what is said

  @Test("a power is of its own order, at five places, with the places it was fitted between")
  func powers() throws {
    for (sign, c) in [(1, Rational(1)), (1, Rational(7, 3)), (-1, Rational(2, 5))] {
      for k in 1...4 {
        let visits = Curve.Visits()
        let value: @Sendable (Rational) -> [Evaluated] = { h in
          [Evaluated(.exact(ExactNumber(Rational(sign) * c * h.power(k))), scale: 1)]
        }
        let found = try outcome("\\Theta(h^{\(k)})", visits: visits, value)
        let judgement = found.judgement
        #expect(judgement.verdict == .holds && judgement.grade == .certified)
        #expect(judgement.separation == 0 && judgement.distance == nil && judgement.digits == nil)
        #expect(found.note == "order \(k) fitted between h = 1/128 and 1/256" && !found.isOpen)
        #expect(visits.places == (4...8).map(place))
        // another order is refuted by how far it is
        let other = try outcome("\\Theta(h^{\(k + 2)})", value).judgement
        #expect(other.verdict == .refuted && other.grade == .certified)
        #expect(((other.distance ?? 0) - 2).magnitude < Rational(1, 1 << 60))
        #expect(abs(other.separation / 0x1p41 - 1) < 1e-9, "\(other.separation)")
        #expect(other.reason?.contains("order \(k) fitted") == true)
        #expect(try outcome("O(h^{\(k)})", value).judgement.verdict == .holds)
        #expect(try outcome("O(h^{\(k + 1)})", value).judgement.verdict == .refuted)
        if k > 1 { #expect(try outcome("O(h^{\(k - 1)})", value).judgement.verdict == .holds) }
      }
    }
  }

  @Test("0 is of every order that bounds, and of none that is its own") func zero() throws {
    let bound = try outcome("O(h^3)") { _ in self.exact(0) }
    #expect(bound.judgement.verdict == .holds && bound.note == nil && !bound.isOpen)
    let own = try outcome("\\Theta(h^3)") { _ in self.exact(0) }
    #expect(own.judgement.verdict == .refuted && !own.isOpen)
    #expect(own.judgement.separation == .infinity && own.judgement.distance == 1)
  }

  @Test("one place among the first five decides: no value, an infinite one, an uncertain one")
  func oddPlaces() throws {
    for odd in 4...8 {
      func outcome(_ value: Evaluated.Value) throws -> RateStatement.Outcome {
        let odd = place(odd)
        return try self.outcome("O(h^2)") { h in
          h == odd ? Evaluated(value, scale: 1) : self.exact(h * h)
        }
      }
      let undefined = try outcome(.undefined("log 0"))
      #expect(undefined.judgement.verdict == .broken && undefined.judgement.isUndefined)
      #expect(undefined.judgement.reason == "log 0" && !undefined.isOpen)
      for positive in [true, false] {
        let infinite = try outcome(.infinite(positive: positive))
        #expect(infinite.judgement.verdict == .refuted && !infinite.isOpen)
        #expect(infinite.judgement.separation == .infinity && infinite.judgement.distance == 1)
      }
      for uncertain in [
        Evaluated.Value.estimate(1e-4, error: 1e-9), .undecided("who knows"),
        .ball(ball(0, radius: -30)), .exact(ExactNumber(0)),
      ] {
        let found = try outcome(uncertain)
        #expect(found.judgement.verdict == .inconclusive && !found.isOpen)
        #expect(found.judgement.grade == .certified)
      }
    }
  }

  // MARK: where the search ends

  /// Like h² log h: never settled, always rising towards 2.
  private static let rising = (1...24).map { 2 - Rational(1, $0 + 4) }

  @Test("behind the first five, what cannot be told from 0 ends the search, whatever it is")
  func ends() throws {
    let first = Array(Self.rising.prefix(4))
    let ends: [@Sendable () throws -> Evaluated] = [
      { Evaluated(.estimate(1e-9, error: 1e-12), scale: 1) },
      { Evaluated(.infinite(positive: true), scale: 1) },
      { Evaluated(.undefined("no value"), scale: 1) },
      { Evaluated(.undecided("too hard"), scale: 1) },
      { Evaluated(.ball(ball(0, radius: -40)), scale: 1) },
      { Evaluated(.exact(ExactNumber(0)), scale: 1) },
      { throw MeaningError("no meaning") },
    ]
    for end in ends {
      for sign in [1, -1] {
        let visits = Curve.Visits()
        let found = try outcome("O(h)", orders: first, sign: sign, visits: visits, after: end)
        #expect(found.judgement.verdict == .holds, "\(found)")
        #expect(visits.places == (4...9).map(place))
        let own = try outcome("\\Theta(h^2)", orders: first, sign: sign, after: end)
        #expect(own.judgement.verdict == .inconclusive && own.isOpen, "\(own)")
        #expect(own.note?.hasSuffix("fitted between h = 1/128 and 1/256") == true)
      }
    }
  }

  @Test("an exact value other than 0 has a sign, and the search goes on") func exactSigns() throws {
    for sign in [Rational(1), -1] {
      let visits = Curve.Visits()
      let value: @Sendable (Rational) -> [Evaluated] = { h in
        [Evaluated(.exact(ExactNumber(sign * (h + 100 * h * h))), scale: 1)]
      }
      #expect(try outcome("\\Theta(h)", visits: visits, value).judgement.verdict == .holds)
      #expect(visits.places.count > 5)
    }
  }

  @Test("among the first five a value that fails is an error; so are several parts") func errors() {
    #expect(throws: FailedValue.self) {
      try outcome("O(h)", orders: [1, 1, 1]) { throw MeaningError("no more") }
    }
    #expect(throws: FailedValue.self) {
      try self.outcome("O(h)", visits: .init()) { h in [self.exact(h), self.exact(h)] }
    }
  }

  @Test("what never settles is looked at down to 2⁻³², and up to 4096 where sums grow")
  func last() throws {
    let swinging: @Sendable (Rational) -> [Evaluated] = { h in
      let i = max(h.denominator.bitWidth, h.numerator.bitWidth)
      return [Evaluated(.exact(ExactNumber(h * Rational(i % 2 + 1))), scale: 1)]
    }
    let falling = Curve.Visits()
    #expect(try outcome("\\Theta(h)", visits: falling, swinging).judgement.verdict == .inconclusive)
    #expect(falling.places == (4...32).map(place))
    let growing = Curve.Visits()
    #expect(
      try outcome("\\Theta(h^{-1})", visits: growing, swinging).judgement.verdict == .inconclusive)
    #expect(growing.places == (4...12).map { Rational(1 << $0) })
    // the order 0 is one of small h
    let constant = Curve.Visits()
    let found = try outcome("O(h^0)", visits: constant) { h in [self.exact(3 + h)] }
    #expect(constant.places.first == place(4))
    #expect(found.judgement.verdict == .holds, "\(found)")
  }

  // MARK: orders that run away

  @Test("orders that run up bound whatever they have passed; another order is refuted one away")
  func runningUp() throws {
    let orders = [1, 2, 4, 8] as [Rational]
    for (order, expected) in [
      ("O(h^8)", Verdict.inconclusive), ("O(h^{15/2})", .holds), ("O(h^{17/2})", .inconclusive),
      ("\\Theta(h^{13/2})", .refuted), ("\\Theta(h^{15/2})", .inconclusive),
      ("\\Theta(h^9)", .inconclusive), ("\\Theta(h^{1/2})", .refuted),
    ] {
      // 1, 2, 4: moves that double are half as large again, and more
      let found = try outcome(order, orders: orders)
      // at 8 itself an enclosure does not tell
      #expect(found.judgement.verdict == expected, "\(order): \(found)")
    }
  }

  @Test("orders that run down refute what lies one above the last of them") func runningDown()
    throws
  {
    let orders = [9, 8, 6, 2] as [Rational]
    for (order, expected) in [
      ("\\Theta(h^{7/2})", Verdict.refuted), ("O(h^{7/2})", .refuted),
      ("\\Theta(h^{5/2})", .inconclusive), ("O(h^{5/2})", .inconclusive),
      ("\\Theta(h^{3/2})", .inconclusive), ("O(h)", .inconclusive),
    ] {
      let found = try outcome(order, orders: orders)
      #expect(found.judgement.verdict == expected, "\(order): \(found)")
    }
  }

  // MARK: orders that move

  /// 2 − 1/5, 2 − 1/6, …: at 1/256 the orders stay within 4·8·(1/56) + ¼ of the last.
  @Test("orders that move slowly refute what they stay below, and bound what they have passed")
  func moving() throws {
    let orders = Array(Self.rising.prefix(4)), last = 2 - Rational(1, 8)
    let reach = 32 * Rational(1, 56) + Rational(1, 4), off = Rational(1, 1000)
    func verdict(_ head: String, _ k: Rational) throws -> Verdict {
      try outcome("\(head)(h^{\(k)})", orders: orders).judgement.verdict
    }
    #expect(try verdict("O", last + reach + off) == .refuted)
    #expect(try verdict("O", last + reach - off) == .inconclusive)
    #expect(try verdict("\\Theta", last + reach + off) == .refuted)
    #expect(try verdict("\\Theta", last + reach - off) == .inconclusive)
    #expect(try verdict("O", last + off) == .inconclusive)
    #expect(try verdict("O", last - off) == .holds)
    #expect(try verdict("\\Theta", last - off) == .inconclusive)
    // falling towards 2 from above: no bound is passed, and one far below is one
    let falling = orders.map { 4 - $0 }
    func below(_ head: String, _ k: Rational) throws -> Verdict {
      try outcome("\(head)(h^{\(k)})", orders: falling).judgement.verdict
    }
    let least = 4 - last - reach
    #expect(try below("O", 2) == .inconclusive)
    #expect(try below("O", least + off) == .inconclusive)
    #expect(try below("O", least - off) == .holds)
    #expect(try below("\\Theta", least + off) == .inconclusive)
    #expect(try below("\\Theta", least - off) == .refuted)
    // moves that grow a little: nothing is known but what has been passed on the way up
    let growing = [1, 2, Rational(31, 10), Rational(43, 10)]
    #expect(try outcome("O(h^4)", orders: growing).judgement.verdict == .holds)
    #expect(try outcome("O(h^{22/5})", orders: growing).judgement.verdict == .inconclusive)
    #expect(try outcome("\\Theta(h^4)", orders: growing).judgement.verdict == .inconclusive)
    #expect(try outcome("\\Theta(h^{50})", orders: growing).judgement.verdict == .inconclusive)
  }

  @Test("settled orders decide within the bound of what is left to go") func settled() throws {
    let orders = [2, 2 + Rational(4, 100), 2 + Rational(6, 100), 2 + Rational(7, 100)]
    let last = 2 + Rational(7, 100), rest = Rational(3, 100) + Rational(1, 1 << 20)
    let off = Rational(1, 10_000)
    func verdict(_ head: String, _ k: Rational) throws -> Verdict {
      try outcome("\(head)(h^{\(k)})", orders: orders).judgement.verdict
    }
    for sign in [Rational(1), -1] {
      #expect(try verdict("\\Theta", last + sign * (rest - off)) == .holds)
      #expect(try verdict("\\Theta", last + sign * (rest + off)) == .refuted)
    }
    #expect(try verdict("O", last - rest - off) == .holds)
    #expect(try verdict("O", last + rest - off) == .holds)
    #expect(try verdict("O", last + rest + off) == .refuted)
  }

  // MARK: what states an order

  @Test("an order is one of a letter that varies; other right sides state none") func statements()
    throws
  {
    let here = try PointValues(Curve { _ in [self.exact(1)] }, Point([:]), bits: 100)
    func rate(_ text: String, _ relation: Relation = .equal) throws -> RateStatement? {
      here.rate(letter("f"), relation, try FormulaParser().parse(text))
    }
    for text in [
      "O(h)", #"\Theta(h^2)"#, #"O(\sqrt{h})"#, "O(2 h)", "O(h/3)", "O(h^0)", #"O(\frac{2}{h})"#,
    ] {
      #expect(try rate(text) != nil, "\(text)")
      #expect(try rate(text, .lessOrEqual) == nil, "\(text)")
    }
    for text in [
      #"\Theta(h^0)"#, "O(0 h)", "O(h, h)", "P(h)", #"O(\frac{0}{h})"#, #"O(\frac{h}{0})"#,
      "O(h h)", "O(2)", "h",
      #"O(h^{\frac{1}{0}})"#, #"O(h^{-\frac{1}{0}})"#, "O(h + 1)",
    ] {
      #expect(try rate(text) == nil, "\(text)")
    }
    for (text, order) in [
      (#"\Theta(h^{\frac{3}{2}})"#, Rational(3, 2)), (#"\Theta(\sqrt{h^3})"#, Rational(3, 2)),
      (#"\Theta(3 h^2)"#, 2), (#"\Theta((h^2)^2)"#, 4), (#"\Theta(\frac{h^2}{7})"#, 2),
    ] {
      let found = try outcome(text, orders: [order, order, order, order])
      #expect(found.judgement.verdict == .holds, "\(text)")
    }
    // h grows: the order is that of 1/h
    for (text, order) in [
      (#"\Theta(h^{-\frac{1}{2}})"#, Rational(1, 2)), (#"\Theta(\frac{5}{h^2})"#, 2),
      (#"\Theta(h^{-2})"#, 2),
    ] {
      let found = try outcome(text) { h in
        let log = Ball(h, bits: 128).log(128)
        return Evaluated(.ball(log.times(Ball(-order, bits: 128), 128).exp(128)), scale: 1)
      }
      #expect(found.judgement.verdict == .holds, "\(text)")
    }
  }

  @Test("a letter that does not vary is said to be one") func constant() throws {
    var curve = Curve { _ in [self.exact(1)] }
    curve.parameters = []
    let here = try PointValues(curve, Point([:]), bits: 100)
    let rate = try #require(here.rate(letter("f"), .equal, try FormulaParser().parse("O(h)")))
    do {
      _ = try here.judge(letter("f"), towards: rate)
      Issue.record("no error")
    } catch {
      #expect(error.unbound == "h" && error.message.contains("does not vary"))
    }
  }
}
