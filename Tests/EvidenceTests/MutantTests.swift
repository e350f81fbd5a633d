import Evidence
import Exact
import Expressions
import Meaning
import Notation
import Testing

/// Every way a mutant can end, and every way it could be let off too easily.
@Suite("Mutants") struct MutantTests {
  private let two = Formula.number(2)

  private func verdicts(
    of equation: Formula, _ variants: [Formula], on settings: [any Setting] = [Arithmetic()],
    foil: Formula? = nil
  ) -> [MutantRecord] {
    judged(
      statement(equation), on: settings,
      variants: variants.map { Variant(.init($0), latex: "…", change: "sign") }
    ).mutants
  }

  @Test("refuted, the same, without a meaning") func ends() {
    let nonsense = equation(letter("nobody"), .equal, x)
    let same = equation(
      .product([.sum([.number(1), x]), .sum([x, .negative(.number(1))])]), .equal,
      .sum([.product([x, x]), .negative(.number(1))]))
    let found = verdicts(of: trueEquation, [wrongEquation, same, nonsense])
    #expect(found.map(\.verdict) == [.refuted, .equivalent, .undefined])
    #expect(found[1].reason == "it has the values of the equation at all 4 points exactly")
    #expect(found[2].reason?.contains("nobody") == true)
  }

  @Test("a weaker inequality follows, a stronger one does not") func inequalities() {
    // x² + 1 > 1, where x is 9/7, 12/7, 17/7 or 24/7
    let one = Formula.number(1)
    func greater(_ side: Formula) -> Formula {
      equation(.sum([.product([x, x]), one]), .greater, side)
    }
    let found = verdicts(
      of: greater(one), [greater(.number(0)), greater(.number(3)), greater(.sum([x, two]))])
    #expect(found.map(\.verdict) == [.alsoTrue, .refuted, .refuted])
    // a larger bound that happens to hold at the points drawn stays open
    let near = verdicts(of: greater(one), [greater(Formula.quotient(.number(101), .number(100)))])
    #expect(near[0].verdict == .open)
    #expect(near[0].reason == "it holds at the points that were drawn")
  }

  @Test("c·X = 0 says what X = 0 says; c·X ≤ 0 only for c > 0") func multiples() {
    let difference = Formula.sum([x, .negative(x)])
    let zero = equation(difference, .equal, .number(0))
    let doubled = equation(.product([two, difference]), .equal, .number(0))
    let negated = equation(.negative(difference), .equal, .number(0))
    let dropped = equation(x, .equal, .number(0))
    #expect(
      verdicts(of: zero, [doubled, negated, dropped]).map(\.verdict)
        == [.equivalent, .equivalent, .refuted])
    let negative = equation(.negative(x), .lessOrEqual, .number(0))
    let flipped = equation(x, .lessOrEqual, .number(0))
    let more = equation(.product([two, .negative(x)]), .lessOrEqual, .number(0))
    #expect(verdicts(of: negative, [more]).map(\.verdict) == [.equivalent])
    let turned = equation(.number(0), .greaterOrEqual, .negative(x))
    let most = equation(.number(0), .greaterOrEqual, .product([two, .negative(x)]))
    #expect(verdicts(of: turned, [most]).map(\.verdict) == [.equivalent])
    #expect(verdicts(of: negative, [flipped]).map(\.verdict) == [.refuted])
  }

  @Test("a < a is refuted, although no two numbers lie apart") func itself() {
    let less = equation(x, .less, .sum([x, .number(1)]))
    #expect(verdicts(of: less, [equation(x, .less, x)])[0].verdict == .refuted)
    let balls = verdicts(of: less, [equation(x, .less, x)], on: [Arithmetic(inBalls: true)])
    #expect(balls[0].verdict == .refuted)
  }

  @Test("a value at some points only: kept out of the score, with the count") func partly() {
    // x·(1/x) = 1 where x may be 0
    var toy = Arithmetic()
    toy.all = [Point(["x": -1]), Point(["x": 3]), Point(["x": 4])]
    let inverse = equation(
      .product([x, .quotient(.number(1), x)]), .equal, .number(1))
    let found = verdicts(of: equation(.number(1), .equal, .number(1)), [inverse], on: [toy])
    #expect(found[0].verdict == .undefined)
    #expect(found[0].reason?.contains("1 of 3 points") == true)
  }

  @Test("agreement to a few digits is not the same value") func digits() {
    // 1 + 2⁻⁴⁰ is 1 to the 32 bits at which mutants are judged first
    var toy = Arithmetic(inBalls: true)
    toy.symbols["a"] = Evaluated(.ball(ball(1, radius: -36)), scale: 1)
    let found = verdicts(
      of: equation(.number(1), .equal, .number(1)), [equation(letter("a"), .equal, .number(1))],
      on: [toy])
    #expect(found[0].verdict == .open)
  }

  @Test("nothing drawn: what a chance of the toy hides is refuted beside it") func beside() {
    var toy = Movable(all: [Point(["m": 0])])
    // a·x = a·x for all a; on the toy m = 0 also a·x + m = a·x
    let m = letter("m"), sum = Formula.sum([x, m])
    let identity = equation(.sum([m, x]), .equal, sum)
    let found = verdicts(of: identity, [equation(.sum([m, x]), .equal, x)], on: [toy])
    #expect(found[0].verdict == .refuted)
    #expect(found[0].reason == "on the toy movable with other numerals in m")
    // where the equation does not hold, nothing counts
    toy.all = [Point(["m": 0])]
    let only = equation(m, .equal, .number(0))
    #expect(
      verdicts(of: only, [equation(.product([m, x]), .equal, .number(0))], on: [toy])[0].verdict
        == .equivalent)
  }

  @Test("a stronger inequality fails before the equation does") func edge() {
    let toy = Movable(all: [Point(["m": 1])])
    let m = letter("m")
    let small = equation(m, .less, .number(2)), smaller = equation(m, .less, .number(3, over: 2))
    let larger = equation(m, .less, .number(3))
    let found = verdicts(of: small, [smaller, larger], on: [toy])
    #expect(found.map(\.verdict) == [.refuted, .alsoTrue])
  }

  private func records(
    _ equation: String, _ variants: [String], on toy: String
  ) throws -> [MutantRecord] {
    let parser = FormulaParser()
    return judged(
      statement(try parser.parse(equation)),
      on: [ToySetting(toy: try Toy.read(toy, name: "drawn"))],
      variants: try variants.map { Variant(.init(try parser.parse($0)), latex: $0, change: "sign") }
    ).mutants
  }

  @Test("Pinsker in either order is a theorem; with a larger constant it is none") func pinsker()
    throws
  {
    let toy = "a in (0, 1)\nb in (0, 1)\np = Finite(0: 1 - a, 1: a)\nq = Finite(0: 1 - b, 1: b)"
    let found = try records(
      #"D_{KL}(p\|q) \ge 2 \mathrm{TV}(p,q)^2"#,
      [#"D_{KL}(q\|p) \ge 2 \mathrm{TV}(p,q)^2"#, #"D_{KL}(q\|p) \ge 9 \mathrm{TV}(p,q)^2"#],
      on: toy)
    #expect(found[0].verdict == .alsoTrue && found[0].reason?.contains("Pinsker") == true)
    #expect(found[1].verdict == .refuted)
  }

  @Test("a bound that is a sum of functions of one variable each does not stay open")
  func separate() throws {
    let toy = """
      rho in (-1, 1), rho != 0
      v_1 in (0, 2]
      v_2 in (0, 2]
      p = Normal((0, 0), \\begin{pmatrix} 1 & \\rho \\\\ \\rho & 1 \\end{pmatrix})
      q = Normal((0, 0), (v_1, v_2))
      """
    let found = try records(
      #"D_{KL}(q\|p) \ge -\tfrac12\log(1-\rho^2)"#, [#"D_{KL}(p\|q) \ge -\tfrac12\log(1-\rho^2)"#],
      on: toy)
    #expect([.alsoTrue, .refuted].contains(found[0].verdict), "\(found[0].reason ?? "")")
  }

  @Test("signs that a proof on one of two toys needed are told") func signsOfOneToy() throws {
    let parser = FormulaParser(), same = #"\log a^m = \log a + (m - 1) \log a"#
    let toys = ["a in (0, 1)\nm = 2", "a in (0, 1)\nm = 1"]
    for order in [toys, toys.reversed()] {
      let settings = try order.enumerated().map { i, toy in
        ToySetting(toy: try Toy.read(toy, name: "toy \(i)"))
      }
      let found = judged(
        statement(try parser.parse(#"m \log a = \log a + (m - 1) \log a"#)), on: settings,
        variants: [Variant(.init(try parser.parse(same)), latex: same, change: "sign")])
      let reason = try #require(found.mutants.first?.reason)
      #expect(reason.hasPrefix("proved the same for all a, with the signs"), "\(reason)")
    }
  }

  @Test("what has no value on a toy is kept out of the score, whatever it is beside the toy")
  func withoutAValue() throws {
    let found = try records(
      #"\sqrt{a^2} = a"#,
      [#"\sqrt{a - 11/10} = a"#, #"\sqrt{9/10 - a} = a"#, #"\sqrt{a + 2} = a"#], on: "a = 1")
    #expect(found.map(\.verdict) == [.undefined, .undefined, .refuted], "\(found)")
  }

  @Test("proved the same: in all that is drawn, by symmetry, at the points") func proofs() throws {
    let toy = "a in (0, 1)\nb in (1, 2)\np = Finite(0: 1 - a, 1: a)\nq = Finite(0: a, 1: 1 - a)"
    let same = try records(
      #"\log\frac{a}{b} = \log a - \log b"#,
      [#"\log\frac{a}{b} = -(\log b - \log a)"#, #"\log\frac{b}{a} = \log a - \log b"#], on: toy)
    #expect(same[0].reason?.hasPrefix("proved the same for all a, b") == true, "\(same[0])")
    #expect(same.map(\.verdict) == [.equivalent, .refuted])
    let symmetric = try records(
      #"\mathrm{TV}(p,q) = |1 - 2a|"#, [#"\mathrm{TV}(q,p) = |1 - 2a|"#], on: toy)
    #expect(symmetric[0].verdict == .equivalent)
    #expect(symmetric[0].reason?.hasPrefix("proved the same") == true)
    let contradiction = try records(
      #"\log a < \log b"#, [#"b \log a^{1/b} < \log a"#], on: toy)
    #expect(contradiction[0].verdict == .refuted, "\(contradiction[0])")
  }
}

/// One point, whose numeral m can be moved.
struct Movable: Setting {
  var name = "movable"
  var title: String?
  var parameters = [ParameterDescription(name: "m", domain: "constant 0", canBeSet: true)]
  var all: [Point]

  func points(check: String, seed: UInt64, fixing: [String: Rational]) throws -> [Point] {
    all.map { Point($0.values.merging(["x": 5]) { a, _ in a }) }
  }
  func parameters(neededBy formulas: [Formula]) -> Set<String> { ["m", "x"] }
  func editing(_ statements: String) throws -> any Setting { self }
  func numerals(neededBy formulas: [Formula]) -> [String] { ["m"] }
  func moving(_ shifts: [Rational?], neededBy formulas: [Formula]) -> any Setting {
    guard let shift = shifts[0] else { return self }
    var moved = self
    moved.all = all.map { point in
      let m = point.values["m"] ?? 0
      return Point(["m": m.isZero ? shift : m * (1 + shift.magnitude)])
    }
    return moved
  }
  func interpreter(at point: Point, bits: Int) throws -> any Evidence.Interpreter {
    Arithmetic.At(toy: Arithmetic(), point: point, bits: bits)
  }
}

extension Formula {
  fileprivate static func number(_ a: Rational, over b: Rational) -> Formula {
    .quotient(.number(a), .number(b))
  }
}
