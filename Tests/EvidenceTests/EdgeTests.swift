import Balls
import Evidence
import Exact
import Expressions
import Foundation
import Meaning
import Notation
import Testing

/// Where one judgement turns into the next: each on its own side of the edge, to the last bit.
@Suite("Edges of judgement") struct EdgeTests {
  private func number(_ r: Rational) -> Evaluated { Evaluated(.exact(ExactNumber(r)), scale: r.magnitude.double) }
  private func narrow(_ r: Rational, _ exponent: Int, scale: Double? = nil) -> Evaluated {
    Evaluated(.ball(ball(r, radius: exponent)), scale: scale ?? r.magnitude.double)
  }
  private func estimate(_ x: Double, _ error: Double, scale: Double = 1) -> Evaluated {
    Evaluated(.estimate(x, error: error), scale: scale)
  }
  private func about(_ a: Evaluated, _ b: Evaluated, _ standard: Standard = Standard()) -> Judgement {
    judge(a, .equal, b, by: standard)
  }

  /// A radius of 2^-k beside an exact 1 leaves k bits, so that k of them are asked for and k − 1 given.
  @Test("bits asked for and bits given") func bits() {
    for wanted in [20, 53, 90, 120] {
      let standard = Standard(bits: wanted)
      let enough = about(narrow(1, -wanted), number(1), standard), few = about(narrow(1, 1 - wanted), number(1), standard)
      #expect(enough.verdict == .holds && enough.grade == .certified)
      #expect(enough.digits == Int(Double(wanted) * log10(2)), "\(enough)")
      #expect(few.verdict == .inconclusive && few.reason?.contains("\(wanted - 1) of \(wanted) bits") == true, "\(few)")
    }
    // The scale counts too: 2^10 of terms give ten bits more.
    #expect(about(narrow(1, -80, scale: 1024), number(1)).verdict == .holds)
    #expect(about(narrow(1, -79, scale: 1024), number(1)).verdict == .inconclusive)
    #expect(about(number(1), narrow(1, -80, scale: 1024)).verdict == .holds)
    // A true 0 has a scale or nothing.
    #expect(about(narrow(0, -90, scale: 1), number(0)).verdict == .holds)
    #expect(about(narrow(0, -300, scale: 0), number(0)).verdict == .inconclusive)
    #expect(about(Evaluated(.ball(.zero), scale: 0), number(0)).verdict == .holds)
    var coarse = narrow(1, -27)
    #expect(about(coarse, number(1)).verdict == .inconclusive)
    coarse.isCoarse = true
    #expect(about(coarse, number(1)).verdict == .holds && about(number(1), coarse).verdict == .holds)
  }

  @Test("digits asked for are bits, rounded up, and never fewer than 90") func standards() {
    for (digits, bits) in [(1, 90), (27, 90), (28, 94), (30, 100), (100, 333)] {
      #expect(Standard(digits: digits).bits == bits, "\(digits)")
    }
    let measured = Standard().measured
    #expect(measured.separation == 10 && measured.widest == .infinity && measured.bits == Standard().bits)
  }

  @Test("how far apart, in both directions") func distances() {
    for (a, b) in [(Rational(3), Rational(5)), (5, 3), (-2, 7), (Rational(1, 3), Rational(1, 2))] {
      let exact = about(number(a), number(b)), enclosed = about(narrow(a, -60), narrow(b, -60))
      #expect(exact.distance == (a - b).magnitude && exact.separation == .infinity && exact.grade == .exact)
      let gap = enclosed.distance ?? 0
      #expect(gap < (a - b).magnitude && (a - b).magnitude - gap <= Rational(1, 1 << 58), "\(enclosed)")
      // Both radii on both sides: the difference is known to four of them.
      let expected = (a - b).magnitude.double / 0x1p-58
      #expect(enclosed.verdict == .refuted && abs(enclosed.separation / expected - 1) < 1e-3, "\(enclosed)")
      let order: Relation = a < b ? .less : .greater, other: Relation = a < b ? .greaterOrEqual : .lessOrEqual
      #expect(judge(narrow(a, -60), order, narrow(b, -60), by: Standard()).verdict == .holds)
      #expect(judge(narrow(a, -60), other, narrow(b, -60), by: Standard()).verdict == .refuted)
    }
  }

  @Test("estimates: ten errors, 1024 roundings, and never wider than 10⁻⁹ of the scale") func estimates() {
    // Powers of two: every number below is exact.
    let error = 0x1p-40
    #expect(about(estimate(1 + 10 * error, error), number(1)).verdict == .holds)
    #expect(about(estimate(1 - 10 * error, error), number(1)).verdict == .holds)
    let beyond = about(estimate(1 + 11 * error, error), number(1))
    #expect(beyond.verdict == .inconclusive && beyond.reason?.contains("1 tolerances") == true, "\(beyond)")
    let far = about(estimate(1 + 10_000 * error, error), number(1))
    #expect(far.verdict == .refuted && far.distance == Rational(10_000) * Rational(exactly: error) && far.grade == .quadrature)
    #expect(far.separation == 1000)
    // The errors of both sides count.
    #expect(about(estimate(1 + 20 * error, error), estimate(1, error)).verdict == .holds)
    #expect(about(estimate(1 + 21 * error, error), estimate(1, error)).verdict != .holds)
    // Roundings of doubles where the rules agree by chance.
    #expect(about(estimate(1 + 1024 * .ulpOfOne, 0), number(1)).verdict == .holds)
    #expect(about(estimate(1 + 1025 * .ulpOfOne, 0), number(1)).verdict != .holds)
    #expect(about(estimate(1 + 8192 * .ulpOfOne, 0, scale: 8), number(1)).verdict == .holds)
    let wide = about(estimate(1, 1.1e-10), number(1)), allowed = about(estimate(1, 0.9e-10), number(1))
    #expect(wide.verdict == .inconclusive && allowed.verdict == .holds && allowed.digits == 9, "\(wide) \(allowed)")
    #expect(about(estimate(1, 0x1p-60), number(1)).digits == 12)
    #expect(about(estimate(1, 0.5), number(1), Standard().measured).verdict == .holds)
    #expect(about(estimate(1, 0.5), number(1), Standard().measured).digits == 0)
    // What is less is less, and by how much decides whether it is said.
    #expect(judge(estimate(1, error), .less, estimate(2, error), by: Standard()).verdict == .holds)
    #expect(judge(estimate(2, error), .less, estimate(1, error), by: Standard()).verdict == .refuted)
    #expect(about(estimate(1, -error), number(1)).verdict == .broken && about(estimate(1, 0), number(1)).verdict == .holds)
  }

  @Test("≈ holds to half a unit of the last digit, both ends included") func stated() {
    func judged(_ value: Evaluated, _ text: String, _ written: Rational) -> Judgement {
      judge(value, .approximately, number(written), stated: text, by: Standard())
    }
    let half = Rational(1, 20_000)
    for sign in [Rational(1), -1] {
      let written = sign * Rational(6931, 10_000), text = sign > 0 ? "0.6931" : "-0.6931"
      for side in [Rational(1), -1] {
        let edge = written + side * half
        #expect(judged(number(edge), text, written).verdict == .holds)
        let beyond = judged(number(edge + side * Rational(1, 1 << 40)), text, written)
        #expect(beyond.verdict == .refuted && beyond.distance == half + Rational(1, 1 << 40))
        #expect(judged(narrow(edge, -50), text, written).verdict == .inconclusive)
      }
    }
    #expect(judged(number(Rational(6931, 10_000)), "0.6931", Rational(6931, 10_000)).digits == 4)
    #expect(judged(number(1234), "1234", 1234).digits == 4 && judged(number(1), "1.000", 1).digits == 4)
    #expect(judged(number(0), "0.00", 0).digits == 0)
    #expect(judged(number(Rational("1.6e-14")!), #"1.6 \cdot 10^{-14}"#, Rational("1.6e-14")!).digits == 2)
    #expect(judged(number(2000), #"2 \times 10^3"#, 2000).digits == 1)
    #expect(judged(number(2600), #"2 \times 10^3"#, 2000).verdict == .refuted)
    #expect(judged(number(2400), #"2 \times 10^3"#, 2000).verdict == .holds)
    #expect(judged(estimate(1, 0x1p-40), "1.0", 1).grade == .quadrature)
    #expect(judged(narrow(1, -60), "1.0", 1).grade == .certified)
    // A thousand times half a unit, times what a refutation asks for.
    #expect(judged(number(2), "1.0", 1).separation == 20 * Standard().separation)
  }

  @Test("what is known beyond the values is asked where enclosures agree, and nowhere else")
  func apart() {
    func verdict(_ a: Evaluated, _ b: Evaluated) -> Verdict {
      judge(a, .equal, b, by: Standard(), apart: { (1, 0.5) }).verdict
    }
    #expect(verdict(narrow(1, -110), narrow(1, -112)) == .refuted)
    #expect(verdict(number(1), number(1)) == .holds)
    let infinity = Evaluated(.infinite(positive: true), scale: 0)
    #expect(verdict(infinity, infinity) == .holds)
    #expect(verdict(estimate(1, 0x1p-40), estimate(1, 0x1p-40)) == .holds)
    #expect(judge(number(1), .less, number(2), by: Standard(), apart: { (1, 0.5) }).verdict == .holds)
  }

  @Test("of several parts the worst decides; of ≠ the best") func parts() {
    func side(_ values: [Evaluated]) -> SideValue {
      SideValue(values.enumerated().map { .init(name: "[\($0.offset + 1)]", value: $0.element) })
    }
    let left = side([number(1), narrow(2, -95), narrow(3, -110)]), right = side([number(1), number(2), number(3)])
    let same = judge(left, .equal, right, by: Standard())
    #expect(same.verdict == .holds && same.grade == .certified && same.digits == 28, "\(same)")
    let off = judge(side([number(1), number(5), number(9)]), .equal, side([number(1), number(2), number(3)]), by: Standard())
    #expect(off.verdict == .refuted && off.reason?.hasPrefix("[2]: ") == true, "\(off)")
    let clear = judge(
      side([narrow(5, -20), narrow(9, -40)]), .equal, side([narrow(2, -20), narrow(3, -40)]), by: Standard())
    #expect(clear.reason?.hasPrefix("[2]: ") == true && (clear.distance ?? 0) > 5, "the clearer of two refutations")
    let one = side([number(1), number(2)]), other = side([number(1), number(3)])
    #expect(judge(one, .unequal, other, by: Standard()).verdict == .holds)
    #expect(judge(one, .unequal, one, by: Standard()).verdict == .refuted)
    let nothing = side([number(4), Evaluated(.undefined("no value"), scale: 0)])
    let broken = judge(one, .unequal, nothing, by: Standard())
    #expect(broken.verdict == .broken && broken.isUndefined)
    let open = side([number(1), Evaluated(.undecided("who knows"), scale: 0)])
    #expect(judge(one, .equal, open, by: Standard()).verdict == .inconclusive)
    #expect(!judge(one, .equal, open, by: Standard()).isUndefined)
  }

  @Test("infinite values lie beyond all that is known to be finite") func infinite() {
    let up = Evaluated(.infinite(positive: true), scale: 0), down = Evaluated(.infinite(positive: false), scale: 0)
    for finite in [number(3), narrow(3, -60), estimate(3, 1e-12)] {
      for (a, b, expected) in [(up, finite, Relation.greater), (finite, up, .less), (down, finite, .less), (finite, down, .greater)] {
        for relation in [Relation.less, .greater, .equal] {
          let j = judge(a, relation, b, by: Standard())
          #expect(j.verdict == (relation == expected ? .holds : .refuted) && j.infinitelyFar && j.grade == .certified)
        }
      }
    }
    #expect(judge(up, .greater, down, by: Standard()).verdict == .holds && judge(down, .less, up, by: Standard()).verdict == .holds)
    #expect(judge(up, .less, down, by: Standard()).infinitelyFar && !judge(up, .equal, up, by: Standard()).infinitelyFar)
  }

  @Test("verdicts and grades from best to worst") func orders() {
    #expect(Verdict.allCases.sorted() == [.holds, .inconclusive, .refuted, .broken])
    #expect(Grade.allCases.sorted() == [.exact, .certified, .quadrature, .sampled, .measured, .cited])
    for v in Verdict.allCases { #expect(!(v < v)) }
    for g in Grade.allCases { #expect(!(g < g)) }
  }
}

@Suite("Intervals") struct IntervalTests {
  @Test("of rationals, exactly") func laws() throws {
    #expect(Interval(2, 1) == nil && Interval(1, 1) == Interval(1))
    let a = try #require(Interval(Rational(-1, 2), 3)), b = try #require(Interval(1, 2))
    #expect(a - b == Interval(Rational(-5, 2), 2) && b - a == Interval(-2, Rational(5, 2)))
    #expect(a.width == Rational(7, 2) && Interval(5).width == 0)
    for (low, high, smallest, largest) in [(-3, 2, 0, 3), (-2, 3, 0, 3), (0, 4, 0, 4), (-4, 0, 0, 4), (1, 4, 1, 4), (-4, -1, 1, 4)] {
      let i = try #require(Interval(Rational(low), Rational(high)))
      #expect(i.smallestMagnitude == Rational(smallest) && i.largestMagnitude == Rational(largest))
      #expect(i.containsZero == (low <= 0 && high >= 0))
    }
    #expect(Interval(Rational(1, 3), Rational(2, 3))?.decimals(3) == ["0.333", "0.667"])
    #expect(Interval(Rational(-2, 3), Rational(-1, 3))?.decimals(3) == ["-0.667", "-0.333"])
  }

  /// What is written, read again, and compared with the number: every direction, sizes around every change of form.
  @Test("decimals in every direction") func directions() throws {
    for i in -30...30 {
      for (n, d) in [(1, 1), (9_999_999, 10_000_000), (10_000_001, 10_000_000), (2, 3), (-1, 1), (-5, 8), (-99_999, 100_000), (25, 20)] {
        let x = Rational(n, d) * Rational(10).power(i)
        for digits in [1, 2, 3, 7, 22] {
          func read(_ direction: Direction) throws -> Rational {
            let text = decimal(x, digits: digits, direction)
            let mantissa = text.prefix { $0 != "e" }
            let digit = mantissa.filter(\.isNumber).drop { $0 == "0" }
            let significant = mantissa.contains(".") || text.contains("e") ? digit.count : digit.reversed().drop { $0 == "0" }.count
            #expect(significant <= digits, "\(text)")
            if mantissa.contains(".") { #expect(mantissa.last != "0" && mantissa.last != ".", "\(text)") }
            let value = try #require(Rational(text))
            let isTiny = x.magnitude < Rational(10).power(-5) && value.magnitude < Rational(10).power(-5)
            #expect(text.contains("e") == (isTiny || value.magnitude >= Rational(10).power(21)), "\(text)")
            return value
          }
          let low = try read(.down), high = try read(.up), inward = try read(.towardZero), near = try read(.nearest)
          #expect(low <= x && x <= high && inward.magnitude <= x.magnitude, "\(x) to \(digits)")
          #expect(inward == (x > 0 ? low : high) && (near == low || near == high), "\(x) to \(digits)")
          #expect((near - x).magnitude == min(x - low, high - x), "\(x) to \(digits)")
          #expect(high - low <= x.magnitude * Rational(10).power(1 - digits), "\(x) to \(digits)")
          if high == x || low == x { #expect(low == x && high == x && near == x) }
        }
      }
    }
    // Half goes away from 0.
    #expect(decimal(Rational(5, 4), digits: 2) == "1.3" && decimal(Rational(-5, 4), digits: 2) == "-1.3")
    #expect(decimal(Rational(1, 100_000), digits: 3) == "0.00001" && decimal(Rational(1, 1_000_000), digits: 3) == "1e-6")
    #expect(decimal(Rational("123e18")!, digits: 3) == "123000000000000000000" && decimal(Rational("123e19")!, digits: 3) == "1.23e21")
    #expect(decimal(Rational("10.01")!, digits: 4) == "10.01" && decimal(100, digits: 1) == "100" && decimal(120, digits: 3) == "120")
  }
}

@Suite("Counting") struct CountingTests {
  // Records are written by the judge alone; a reader has them from a file, as here.
  private func mutant(_ verdict: MutantVerdict) throws -> MutantRecord {
    let text = #"{"latex": "a", "label": "b", "operator": "c", "verdict": "\#(verdict.rawValue)"}"#
    return try JSONDecoder().decode(MutantRecord.self, from: Data(text.utf8))
  }
  /// A claim with a sampled point, if it has chances, and an open mutant beside it.
  private func claim(_ alpha: Double?) throws -> ClaimRecord {
    let sampling = alpha.map { #", "sampling": {"method": "Hoeffding", "alpha": \#($0), "beta": 1e-9, "draws": 1, "delta": 1}"# } ?? ""
    let mutant = #"{"latex": "a", "label": "b", "operator": "c", "verdict": "open"}"#
    let text = #"""
      {"id": "a", "kind": "check", "headline": false, "verdict": "holds", "scope": "", "sources": [], "foils": [],
       "mutants": [\#(alpha == nil ? "" : mutant)], "checks": [{"label": "", "latex": "", "toy": "", "scope": "",
       "verdict": "holds", "grade": "sampled", "points": [{"parameters": {}, "verdict": "holds", "grade": "sampled",
       "lines": []\#(sampling)}]}]}
      """#
    return try JSONDecoder().decode(ClaimRecord.self, from: Data(text.utf8))
  }

  @Test("each verdict in its own column; what is wrong is refuted or open") func columns() throws {
    let all: [(MutantVerdict, Int)] = [(.refuted, 5), (.equivalent, 2), (.alsoTrue, 3), (.undefined, 4), (.open, 1)]
    let score = MutantScore(try all.flatMap { Array(repeating: try mutant($0.0), count: $0.1) })
    #expect(score.refuted == 5 && score.equivalent == 2 && score.alsoTrue == 3 && score.undefined == 4 && score.open == 1)
    #expect(score.counted == 6)
    #expect(score.text == "5 of 6 refuted, 2 the same as the equation, 3 true as well, 4 without a value, 1 open")
    #expect(try MutantScore([mutant(.refuted)]).text == "1 of 1 refuted")
    #expect(MutantScore([]).counted == 0 && MutantScore([]).text == "0 of 0 refuted")
  }

  @Test("chances add up; without samples there are none") func chances() throws {
    func results(_ claims: [ClaimRecord]) -> Results {
      Results(
        chapter: "", title: "", seed: 1, tools: [:], settings: Settings(digits: 30), claims: claims, values: [:], cells: [:],
        figures: [])
    }
    let quarter = try claim(0.25), eighth = try claim(0.125), none = try claim(nil)
    #expect(results([quarter, eighth, none]).falseAlarms == 0.375)
    #expect(results([none]).falseAlarms == nil && results([none]).score == nil)
    #expect(results([quarter, eighth]).score?.open == 2)
    #expect(!results([]).isGreen && results([none]).isGreen)
  }
}

@Suite("Settings") struct SettingTests {
  @Test("what an equation has pinned can no longer be set, and nothing else changes") func pinned() throws {
    let setting = ToySetting(toy: try Toy.read("theta in (0, 1)\nn in 1..3\nk = 2", name: "pins"))
    let before = setting.parameters
    #expect(before.contains { $0.canBeSet })
    for names in [[], ["theta"], ["n"], ["theta", "n", "k"], ["nobody"]] as [Set<String>] {
      let after = setting.pinning(names).parameters
      #expect(after.map(\.name) == before.map(\.name) && after.map(\.domain) == before.map(\.domain))
      for (a, b) in zip(after, before) { #expect(a.canBeSet == (b.canBeSet && !names.contains(a.name)), "\(a.name) of \(names)") }
    }
  }
}
