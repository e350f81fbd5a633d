import Balls
import Evidence
import Exact
import Expressions
import Meaning
import Notation
import Testing

/// How a mutant stands to its equation, step by step: what is proved of it, by what, and what is not.
@Suite("Standings of mutants") struct StandingTests {
  private func records(
    _ equation: String, _ variants: [String], on toys: [String]
  ) throws -> [MutantRecord] {
    let parser = FormulaParser()
    return judged(
      statement(try parser.parse(equation), foils: []),
      on: try toys.enumerated().map { i, toy in
        ToySetting(toy: try Toy.read(toy, name: "toy \(i)"), count: 6)
      },
      variants: try variants.map { Variant(.init(try parser.parse($0)), latex: $0, change: "sign") }
    ).mutants
  }
  private func record(_ equation: String, _ variant: String, on toys: String...) throws
    -> MutantRecord
  {
    try #require(try records(equation, [variant], on: toys).first)
  }
  private static let proved = "it is true too: proved for all that the toy draws"

  // MARK: steps

  @Test("only the steps that are not the equation's own are left to prove") func newSteps() throws {
    let toy = "a in (0, 1)"
    // an equality beside it is no inequality to be proved on a box
    let strict = try record(#"a^2 = a a \ge -1"#, "a^2 = a a > -1", on: toy)
    #expect(strict.verdict == .alsoTrue && strict.reason == Self.proved, "\(strict)")
    // the first step fails beside 1/3, where nothing is drawn
    let hidden = #"(a - \frac{1}{3})^2 + a \ge a + 10^{-12}"#
    let second = try record(#"\#(hidden) \ge -1"#, #"\#(hidden) > -1"#, on: toy)
    #expect(second.verdict == .alsoTrue && second.reason == Self.proved, "\(second)")
    let first = try record(#"-1 \le a \le 2"#, #"-1 < a \le 2"#, on: toy)
    #expect(first.verdict == .alsoTrue && first.reason == Self.proved)
  }

  @Test("a new side on either end of a step has to be proved") func newSides() throws {
    let toy = "a in (0, 1)", near = #"(a - \frac{1}{3})^2 - 10^{-9}"#
    for (equation, variant) in [
      (#"a \le a + 1 \le a + 5"#, #"a \le a + 1 \le a + 1 + \#(near)"#),
      (#"a - 3 \le a \le a + 1"#, #"a - \left(\#(near)\right) \le a \le a + 1"#),
      (#"a - 3 \le a - 2 \le a"#, #"a - 3 \le a - \left(\#(near)\right) \le a"#),
    ] {
      let found = try record(equation, variant, on: toy)
      #expect(found.verdict != .alsoTrue && found.verdict != .equivalent, "\(variant): \(found)")
    }
    for (equation, variant) in [
      (#"a \le a + 1 \le a + 5"#, #"a \le a + 1 \le a + 1 + a^2"#),
      (#"a - 3 \le a \le a + 1"#, #"a - a^2 \le a \le a + 1"#),
    ] {
      let found = try record(equation, variant, on: toy)
      #expect(found.verdict == .alsoTrue, "\(variant): \(found)")
    }
  }

  @Test("what lies farther apart for all that is drawn follows by proof, elsewhere at the points")
  func following() throws {
    let toy = "a in (0, 1)", square = #"(a - \frac{1}{3})^2"#, near = #"\#(square) - 10^{-9}"#
    let proved =
      "it is true too, since it follows from the equation: proved for all that the toy draws"
    // old sides, how far out each is moved, and whether that is outwards everywhere
    for (low, high, isProved) in [
      ("0", square, true), (square, "0", true), ("a^2", square, true), ("0", near, false),
      (near, "0", false), (square, near, false), (near, square, false), ("0", "a^2 - a^4", true),
    ] {
      for (relation, down, up) in [
        (#"\le"#, low, high), ("<", low, high), (#"\ge"#, low, high), (">", low, high),
      ] {
        let isRising = relation == #"\le"# || relation == "<"
        let (left, right) = isRising ? ("a - 1", "a + 1") : ("a + 1", "a - 1")
        let (first, second) =
          isRising
          ? (#"a - 1 - \left(\#(down)\right)"#, #"a + 1 + \left(\#(up)\right)"#)
          : (#"a + 1 + \left(\#(up)\right)"#, #"a - 1 - \left(\#(down)\right)"#)
        let variant = "\(first) \(relation) \(second)"
        let found = try record("\(left) \(relation) \(right)", variant, on: toy)
        #expect(found.verdict == .alsoTrue, "\(variant): \(found)")
        #expect((found.reason == proved) == isProved, "\(variant): \(found)")
      }
    }
    // on every toy that draws, and at the points of those that do not
    let close = "a in (2/3, 1)", listed = "a in {1/2, 1/4}"
    for (toys, isProved) in [
      ([close], true), ([close, toy], false), ([toy, close], false), ([close, listed], true),
    ] {
      let found = try records(
        #"a - 1 \le a + 1"#, [#"a - 1 - \left(\#(near)\right) \le a + 1"#], on: toys)
      #expect((found.first?.reason == proved) == isProved, "\(toys): \(found)")
    }
    let only = try record(#"a - 1 \le a + 1"#, #"a - 1 \le a + 2"#, on: listed)
    #expect(only.reason?.contains("at all 2 points") == true, "\(only)")
  }

  @Test("farther apart follows, nearer does not, in every relation") func positions() throws {
    let toy = "a in (0, 1)"
    for (relation, low, high) in [
      (#"\le"#, "a - 1", "a + 1"), ("<", "a - 1", "a + 1"), (#"\ge"#, "a + 1", "a - 1"),
      (">", "a + 1", "a - 1"),
    ] {
      let far = relation == #"\le"# || relation == "<" ? ("a - 2", "a + 2") : ("a + 2", "a - 2")
      let equation = "\(low) \(relation) \(high)"
      for variant in [
        "\(far.0) \(relation) \(high)", "\(low) \(relation) \(far.1)",
        "\(far.0) \(relation) \(far.1)",
      ] {
        let found = try record(equation, variant, on: toy)
        #expect(
          found.verdict == .alsoTrue
            && found.reason?.contains("it follows from the equation") == true, "\(found)")
      }
      // nearer by a little is true as well, but does not follow
      let nearer = try record(equation, "\(low) \(relation) a", on: toy)
      #expect(nearer.reason?.contains("follows") != true, "\(nearer)")
      // both sides moved the same way: nothing follows
      let moved = try record(
        equation, "\(far.0) \(relation) \(relation == #"\le"# || relation == "<" ? "a" : "a")",
        on: toy)
      #expect(moved.reason?.contains("follows") != true, "\(moved)")
    }
  }

  @Test(
    "a factor before what is compared with 0 or ∞ says the same, with the sign that the relation needs"
  )
  func multiples() throws {
    let toy = "a in (1, 2)"
    for (equation, variant, verdict) in [
      (#"a - a = 0"#, #"-3 (a - a) = 0"#, MutantVerdict.equivalent),
      (#"-a \le 0"#, #"-3 a \le 0"#, .equivalent), (#"-a \le 0"#, #"3 a \le 0"#, .refuted),
      (#"0 \ge -a"#, #"0 \ge -\frac{1}{2} a"#, .equivalent),
      (#"a < \infty"#, #"2 a < \infty"#, .equivalent),
      (#"a > -\infty"#, #"7 a > -\infty"#, .equivalent),
      (#"-a \ne 0"#, #"-2 a \ne 0"#, .equivalent),
    ] {
      let found = try record(equation, variant, on: toy)
      #expect(found.verdict == verdict, "\(variant): \(found)")
      if verdict == .equivalent {
        #expect(found.reason == "it is the equation times a constant that is not 0", "\(found)")
      }
    }
    // against 1 a factor is no such thing, nor is the opposite against ∞
    for (equation, variant) in [
      ("a > 1", "2 a > 1"), (#"a < \infty"#, #"-a < \infty"#), ("a > 0", "a > 0 a"),
    ] {
      let found = try record(equation, variant, on: toy)
      #expect(found.reason?.contains("times a constant") != true, "\(variant): \(found)")
    }
  }

  // MARK: what is seen by form

  /// Functions of the toy that have the names and the numbers of arguments of distances, or nearly.
  @Test("a distance is one of two laws, by its name; what a toy calls so in another way is none")
  func distances() throws {
    let toy = """
      a in (1/4, 2)
      c in [1/8, 2]
      f(x, y) = 10 + x - y
      W(x, y) = 10 + x - y
      W_1(x) = 10 - x
      p = Finite(0: 1/2, 1: 1/2)
      q = Finite(0: 1/4, 1: 3/4)
      """
    for high in ["f(a, c)", "W(a, c)", "W_1(a)"] {
      let found = try record(#"a c \le a c"#, #"-c^2 \le \#(high)"#, on: toy)
      #expect(found.reason?.contains("cannot be positive") != true, "\(found)")
      #expect(found.verdict != .refuted && found.verdict != .undefined, "\(found)")
    }
    for high in [#"\mathrm{TV}(p, q)"#, "W_2(p, q)"] {
      let found = try record(#"a c \le a c"#, #"-c^2 \le \#(high)"#, on: toy)
      #expect(found.reason?.contains("cannot be positive") == true, "\(found)")
    }
  }

  @Test("only even powers, and powers of what is not negative, are never negative by form")
  func powers() throws {
    let toy = "c in [1/8, 2]"
    for (high, isSeen) in [
      ("c^2", true), ("c^4", true), ("c^3", false), ("|c|^3", true), (#"|c|^{\frac{1}{2}}"#, false),
      ("c^1", false),
      ("(c - 3)^2", true), ("(3 - c)^3", false), (#"(c^2)^3"#, true), (#"\frac{c^2}{c}"#, false),
      (#"\frac{c^2}{c^4}"#, true), ("c^2 + c", false), ("c^2 c", false), (#"\log 3"#, true),
      (#"\tanh c"#, false), (#"\sin c"#, false), (#"\log c"#, false),
    ] {
      let found = try record(#"c \le c"#, #"-c^2 \le \#(high)"#, on: toy)
      #expect((found.reason?.contains("cannot be positive") == true) == isSeen, "\(high): \(found)")
    }
    for (low, isSeen) in [
      ("-c^2", true), ("-c^3", false), ("c - c", true), ("-|c| - c^2", true), ("-|c| + c^2", false),
      ("-c^2 |c|", true),
      (#"(-c^2)(-|c|)"#, false),
    ] {
      let found = try record(#"c \le c"#, #"\#(low) \le |c| + 5"#, on: toy)
      #expect((found.reason?.contains("cannot be positive") == true) == isSeen, "\(low): \(found)")
    }
  }

  @Test(
    "distances do not change when their laws are exchanged, wherever they stand; divergences do")
  func symmetries() throws {
    let toy = "p = Finite(0: 1/2, 1: 1/3, 2: 1/6)\nq = Finite(0: 1/4, 1: 1/4, 2: 1/2)"
    for (equation, variant) in [
      (#"D_{JS}(p\|q) \le 1"#, #"D_{JS}(q\|p) \le 1"#),
      (#"2 W_1(p, q)^2 + 1 \ge 1"#, #"2 W_1(q, p)^2 + 1 \ge 1"#),
      (#"\mathrm{TV}(p, q) + W_2(p, q) \le 9"#, #"\mathrm{TV}(q, p) + W_2(q, p) \le 9"#),
    ] {
      for (one, other) in [(equation, variant), (variant, equation)] {
        let found = try record(one, other, on: toy)
        #expect(found.verdict == .equivalent, "\(found)")
        #expect(
          found.reason
            == "proved the same: the distance does not change when its laws are exchanged")
      }
    }
    let kl = try record(#"D_{KL}(p\|q) \le 1"#, #"D_{KL}(q\|p) \le 1"#, on: toy)
    #expect(kl.verdict != .equivalent, "\(kl)")
  }

  // MARK: proofs on several toys

  @Test("of proofs on two toys the weaker is told, whichever comes first") func weakerProof() throws
  {
    let small = "a in (1, 2)\nb in (1, 2)\nn = 2", large = "a in (1, 2)\nb in (1, 2)\nn = 70"
    let equation = #"(a + b)^n = (b + a)^n"#, variant = #"(a + b)^n = (b + a)^{n - 1} (a + b)"#
    func reason(_ toys: String...) throws -> String {
      let found = try #require(try records(equation, [variant], on: toys).first)
      #expect(found.verdict == .equivalent, "\(found)")
      return found.reason ?? ""
    }
    #expect(try reason(small).hasSuffix("the difference is 0 in normal form"))
    let weak = try reason(large)
    #expect(
      weak.contains("modulo 4 random primes") && weak.hasPrefix("proved the same for all a, b: "),
      "\(weak)")
    #expect(
      try reason(small, large) == weak && reason(large, small).contains("modulo 4 random primes"))
  }

  @Test("of two chains of one statement the weaker proof is told, whichever comes first")
  func weakerChain() throws {
    let parser = FormulaParser(), toy = try Toy.read("a in (1, 2)\nb in (1, 2)", name: "toy")
    let plain = Statement.Chain(try parser.parse("a + b = b + a"))
    let large = Statement.Chain(try parser.parse("(a + b)^{70} = (b + a)^{69} (a + b)"))
    func proof(_ chains: [Statement.Chain]) throws -> IdentityProof {
      let one = Statement(
        label: "test/two", claim: "test/two", latex: "…", chains: chains, foils: [])
      let check = try #require(judged(one, on: [ToySetting(toy: toy, count: 3)]).checks.first)
      return try #require(check.identity?.proof, "\(check.reason ?? "")")
    }
    #expect(try proof([plain]).method == .normalForm)
    let weak = try proof([large])
    #expect(weak.method == .residues)
    for chains in [[plain, large], [large, plain], [plain, large, plain]] {
      let both = try proof(chains)
      #expect(
        both.method == .residues && both.degree == weak.degree && both.errorBits == weak.errorBits)
    }
  }

  /// sin 2t = 2 sin t cos t is no identity that normal forms know, but for t = 0.
  @Test("where nothing is drawn a proof is one at every point, not at the first") func everyPoint()
    throws
  {
    let equation = #"\sin(2 t) = 2 \sin t \cos t"#, parser = FormulaParser()
    func check(_ toy: String) throws -> CheckRecord {
      let setting = ToySetting(toy: try Toy.read(toy, name: "toy"))
      return try #require(
        judged(statement(try parser.parse(equation), foils: []), on: [setting]).checks.first)
    }
    for toy in ["t in {0, 1, 2}", "t in {1, 0, 2}", "t in {2, 1, 0}", "t in (0, 1)"] {
      let found = try check(toy)
      #expect(found.verdict == .holds && found.identity == nil, "\(toy): \(found.proof ?? "")")
    }
  }

  @Test("the letters of a proof are those of all toys; at points it is one of every point")
  func letters() throws {
    let drawn = "a in (1, 2)\nb = 3", other = "a = 2\nb in (1, 2)", fixed = "a = 2\nb = 5"
    let equation = #"\log(a b) = \log a + \log b"#, variant = #"\log(b a) = \log b + \log a"#
    for (toys, range) in [
      ([drawn], "for all a"), ([drawn, other], "for all a, b"), ([other, drawn], "for all a, b"),
      ([fixed], nil),
      ([drawn, fixed], nil), ([fixed, drawn], nil),
    ] as [([String], String?)] {
      let found = try #require(try records(equation, [variant], on: toys).first)
      #expect(found.verdict == .equivalent, "\(found)")
      if let range {
        #expect(found.reason?.hasPrefix("proved the same \(range)") == true, "\(found)")
      } else {
        #expect(found.reason?.hasPrefix("proved the same for all") != true, "\(found)")
      }
    }
  }

  @Test("a strict step between sides that are the same is refuted, wherever it stands in the chain")
  func contradictions() throws {
    let toy = "a in (1, 2)\nb in (1, 2)"
    for (equation, variant) in [
      (#"\log a < \log(a b)"#, #"\log a + \log b < \log(a b)"#),
      (#"\log a < \log(a b) < 9"#, #"\log a + \log b < \log(a b) < 9"#),
      (#"0 < \log a < \log(a b)"#, #"0 < \log a + \log b < \log(a b)"#),
      (#"\log(a b) > \log a"#, #"\log(a b) > \log a + \log b"#),
      (#"\log(a b) \ne \log a"#, #"\log(a b) \ne \log a + \log b"#),
    ] {
      let found = try record(equation, variant, on: toy)
      #expect(found.verdict == .refuted, "\(variant): \(found)")
    }
  }
}

/// Values that have no enclosure, or none that could be compared.
@Suite("Without enclosures") struct WithoutEnclosureTests {
  private func number(_ r: Rational) -> Evaluated { Evaluated(.exact(ExactNumber(r)), scale: 1) }

  @Test("≈ between what is infinite, or far beyond all fractions, and a numeral") func stated() {
    for positive in [true, false] {
      let infinite = Evaluated(.infinite(positive: positive), scale: 0)
      let found = judge(infinite, .approximately, number(1), stated: "1.0", by: Standard())
      #expect(found.verdict == .broken && found.reason == "a value is not a finite number")
    }
    let far = Evaluated(.ball(Ball(-1_100_000, bits: 64).exp(64)), scale: 0)
    let open = judge(far, .approximately, number(1), stated: "1.0", by: Standard())
    #expect(open.verdict == .inconclusive && open.reason?.contains("beyond") == true)
    let nothing = Evaluated(.ball(.indeterminate), scale: 1)
    #expect(
      judge(nothing, .approximately, number(1), stated: "1.0", by: Standard()).verdict == .broken)
    #expect(judge(far, .equal, nothing, by: Standard()).verdict == .broken)
  }

  @Test("an enclosure that ends where the digits claimed end refutes nothing") func touching() {
    let step = Rational(1, 1 << 20)
    for side in [Rational(1), -1] {
      func verdict(_ away: Rational) -> Verdict {
        let value = Evaluated(.ball(ball(1 + side * away, radius: -20)), scale: 1)
        return judge(value, .approximately, number(1), stated: "1", by: Standard()).verdict
      }
      let half = Rational(1, 2)
      #expect(verdict(half - step) == .holds && verdict(half) == .inconclusive)
      #expect(verdict(half + step) == .inconclusive && verdict(half + step * 2) == .refuted)
    }
  }

  @Test("logarithms that nearly cancel are told apart, and enclosed to the bits asked for")
  func cancelling() throws {
    // log(1 + 2⁻ⁿ), a difference of logarithms of n bits each
    for n in [40, 200, 1000] {
      let two = Rational(2).power(n)
      let above = try #require(ExactNumber.log(two + 1)), below = try #require(ExactNumber.log(two))
      let order = judge(
        Evaluated(.exact(above), scale: 1), .greater, Evaluated(.exact(below), scale: 1),
        by: Standard())
      #expect(order.verdict == .holds && order.grade == .exact)
      let gap = try #require(order.distance)
      let size = 1 / two  // log(1 + x) < x, and > x − x²/2
      #expect(gap < size && gap > (size - size * size) * (1 - Rational(1, 1 << 60)))
    }
  }
}
