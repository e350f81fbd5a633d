import Balls
import Evidence
import Exact
import Expressions
import Foundation
import Meaning
import Notation
import Testing

@Suite("The checker, broken on purpose") struct BrokenOnPurpose {
  func verdict(_ a: Evaluated, _ relation: Relation = .equal, _ b: Evaluated) -> Verdict {
    judge(a, relation, b, by: Standard()).verdict
  }
  let one = Evaluated(.exact(ExactNumber(1)), scale: 1)

  @Test("NaN never passes, whatever the relation", arguments: Relation.allCases)
  func notANumber(relation: Relation) {
    for bad in [Double.nan, .infinity, -.infinity] {
      let value = Evaluated(.estimate(bad, error: 0), scale: 1),
        error = Evaluated(.estimate(1, error: bad), scale: 1)
      for other in [one, value, error] {
        #expect(verdict(value, relation, other) == .broken)
        #expect(verdict(other, relation, error) == .broken)
      }
    }
  }

  @Test(
    "an indeterminate ball overlaps everything and proves nothing", arguments: Relation.allCases)
  func indeterminate(relation: Relation) {
    let value = Evaluated(.ball(.indeterminate), scale: 1)
    for other in [one, value, Evaluated(.infinite(positive: true), scale: 1)] {
      #expect(verdict(value, relation, other) == .broken)
      #expect(verdict(other, relation, value) == .broken)
    }
  }

  @Test("a value too far from 1 to be compared is left open, and said to be finite")
  func outOfReach() {
    let far = Evaluated(.ball(Ball(-1_100_000, bits: 64).exp(64)), scale: 0)
    #expect(verdict(far, .less, one) == .holds && verdict(one, .greater, far) == .holds)
    #expect(verdict(far, .equal, one) == .refuted && verdict(far, .greaterOrEqual, one) == .refuted)
    let farther = Evaluated(.ball(Ball(-1_100_001, bits: 64).exp(64)), scale: 0)
    #expect(verdict(farther, .less, far) == .holds && verdict(farther, .equal, far) == .refuted)
    for relation in [Relation.equal, .less, .greaterOrEqual] {
      let judgement = judge(far, relation, far, by: Standard())
      #expect(judgement.verdict == .inconclusive && judgement.reason?.contains("beyond") == true)
    }
  }

  @Test("a scale that is no number does not excuse a wide ball")
  func scale() {
    let wide = ball(1, radius: -20)
    for scale in [Double.nan, .infinity, -1] {
      #expect(
        verdict(Evaluated(.ball(wide), scale: scale), .equal, Evaluated(.ball(wide), scale: 1))
          != .holds)
      #expect(
        verdict(Evaluated(.ball(wide), scale: 1), .equal, Evaluated(.ball(wide), scale: scale))
          != .holds)
    }
  }

  @Test("90 bits are needed, 89 are not enough") func accuracy() {
    let other = Evaluated(.ball(Ball(Rational(1), bits: 200)), scale: 1)
    #expect(verdict(Evaluated(.ball(ball(1, radius: -92)), scale: 1), .equal, other) == .holds)
    #expect(
      verdict(Evaluated(.ball(ball(1, radius: -88)), scale: 1), .equal, other) == .inconclusive)
    #expect(
      verdict(Evaluated(.ball(ball(1, radius: 10)), scale: 1), .equal, other) == .inconclusive)
  }

  @Test("a tolerance a thousand times too large would let this pass") func tolerance() {
    let near = Evaluated(.estimate(1 + 1e-10, error: 1e-14), scale: 1),
      far = Evaluated(.estimate(1, error: 1e-14), scale: 1)
    #expect(verdict(near, .equal, far) != .holds)
    #expect(verdict(Evaluated(.estimate(1 + 1e-13, error: 1e-14), scale: 1), .equal, far) == .holds)
    #expect(verdict(Evaluated(.estimate(1, error: 1e-6), scale: 1), .equal, far) == .inconclusive)
    let slightlyOff = Evaluated(
      .ball(ball(Rational(1) + Rational(1, 1 << 40), radius: -100)), scale: 1)
    #expect(verdict(slightlyOff, .equal, one) == .refuted)
  }

  @Test("every relation, every order: a comparison reversed is caught") func relations() {
    let two = Evaluated(.exact(ExactNumber(2)), scale: 2),
      ballTwo = Evaluated(.ball(ball(2, radius: -120)), scale: 2)
    let table: [(Relation, less: Verdict, same: Verdict, more: Verdict)] = [
      (.equal, .refuted, .holds, .refuted), (.unequal, .holds, .refuted, .holds),
      (.less, .holds, .refuted, .refuted),
      (.lessOrEqual, .holds, .holds, .refuted), (.greater, .refuted, .refuted, .holds),
      (.greaterOrEqual, .refuted, .holds, .holds),
    ]
    for (relation, less, same, more) in table {
      for right in [two, ballTwo] {
        #expect(verdict(one, relation, right) == less, "1 \(relation) 2")
        #expect(verdict(two, relation, right) == same, "2 \(relation) 2")
        #expect(
          verdict(Evaluated(.exact(ExactNumber(3)), scale: 3), relation, right) == more,
          "3 \(relation) 2")
      }
    }
  }

  @Test("infinity equals itself and nothing else") func infinity() {
    let up = Evaluated(.infinite(positive: true), scale: 0),
      down = Evaluated(.infinite(positive: false), scale: 0)
    #expect(verdict(up, .equal, up) == .holds)
    #expect(verdict(up, .equal, down) == .refuted)
    #expect(verdict(up, .equal, one) == .refuted)
    #expect(verdict(one, .less, up) == .holds)
    #expect(verdict(down, .less, one) == .holds)
    #expect(verdict(up, .lessOrEqual, one) == .refuted)
    #expect(verdict(up, .equal, Evaluated(.undefined("∞ − ∞"), scale: 0)) == .broken)
    #expect(verdict(up, .equal, Evaluated(.undecided("too hard"), scale: 0)) == .inconclusive)
  }

  @Test("exact logarithms: log 6 = log 2 + log 3, and a near miss is refuted") func logarithms()
    throws
  {
    let six = try #require(ExactNumber.log(6)), two = try #require(ExactNumber.log(2)),
      three = try #require(ExactNumber.log(3))
    let sum = Evaluated(.exact(two + three), scale: 2)
    #expect(judge(Evaluated(.exact(six), scale: 2), .equal, sum, by: Standard()).grade == .exact)
    #expect(verdict(Evaluated(.exact(six), scale: 2), .equal, sum) == .holds)
    let tiny = ExactNumber(Rational(1, 3).power(200))
    #expect(verdict(Evaluated(.exact(six + tiny), scale: 2), .equal, sum) == .refuted)
    #expect(verdict(Evaluated(.exact(six + tiny), scale: 2), .greater, sum) == .holds)
  }

  @Test("≈ claims the digits that are written") func digits() {
    let third = Evaluated(.exact(ExactNumber(Rational(1, 3))), scale: 1)
    func about(_ text: String, _ value: Rational) -> Verdict {
      judge(
        third, .approximately, Evaluated(.exact(ExactNumber(value)), scale: 1), stated: text,
        by: Standard()
      ).verdict
    }
    #expect(about("0.333", Rational(333, 1000)) == .holds)
    #expect(about("0.334", Rational(334, 1000)) == .refuted)
    #expect(about("0.3330", Rational(333, 1000)) == .refuted)
    #expect(about("3.33 \\cdot 10^{-1}", Rational(333, 1000)) == .holds)
    #expect(about("x", Rational(333, 1000)) == .broken)
    #expect(judge(third, .approximately, third, by: Standard()).verdict == .broken)
  }

  @Test("sides of different shape, or without parts, are broken") func shapes() {
    let pair = SideValue([.init(name: "[1]", value: one), .init(name: "[2]", value: one)])
    let single = SideValue([.init(name: "", value: one)])
    #expect(judge(pair, .equal, single, by: Standard()).verdict == .broken)
    #expect(judge(SideValue([]), .equal, SideValue([]), by: Standard()).verdict == .broken)
    #expect(judge(pair, .equal, pair, by: Standard()).verdict == .holds)
    #expect(judge(pair, .unequal, pair, by: Standard()).verdict == .refuted)
  }
}

@Suite("Claims") struct Claims {
  @Test("a true equation holds exactly, and its foil is refuted at every point") func honest() {
    let claim = judged(statement(trueEquation))
    #expect(
      claim.isGreen && claim.verdict == .holds && claim.grade == .exact && claim.digits == nil)
    #expect(claim.foils[0].refuted == 4 && claim.foils[0].of == 4 && claim.foils[0].distance == "2")
    #expect(claim.checks[0].scope == "arithmetic, 4 drawn points")
  }

  @Test("in balls it is certified, with digits") func certified() {
    let claim = judged(statement(trueEquation), on: [Arithmetic(inBalls: true)])
    #expect(claim.isGreen && claim.grade == .certified)
    #expect((claim.digits ?? 0) >= 27)
  }

  @Test("a planted wrong equation is refuted") func planted() {
    let claim = judged(statement(wrongEquation))
    #expect(claim.verdict == .refuted && !claim.isGreen)
    #expect(claim.checks[0].points.allSatisfy { $0.verdict == .refuted })
    #expect(claim.checks[0].points[0].lines.map { $0.value?.first ?? "" } == ["32/49", "130/49"])
  }

  @Test("the weakest toy decides, and the weakest grade") func worst() {
    var liar = Arithmetic(name: "liar")
    liar.symbols["x"] = Evaluated(.undecided("no"), scale: 1)
    let two = judged(statement(equation(x, .equal, x)), on: [Arithmetic(), liar])
    #expect(two.verdict == .inconclusive)
    #expect(
      judged(statement(trueEquation), on: [Arithmetic(), Arithmetic(inBalls: true)]).grade
        == .certified)
  }

  @Test("no toy, no points, no relation, no foils: broken, never green") func nothingCompared() {
    #expect(judged(statement(trueEquation), on: []).verdict == .broken)
    #expect(judged(statement(trueEquation), on: [Arithmetic(all: [])]).verdict == .broken)
    #expect(judged(statement(x)).verdict == .broken)
    #expect(judged(statement(.relation(sides: [x], relations: []))).verdict == .broken)
    #expect(judged(statement(trueEquation, foils: [])).verdict == .broken)
  }

  @Test("an error while evaluating is broken and says why") func swallowed() {
    let claim = judged(statement(equation(letter("nobody"), .equal, letter("nobody"))))
    #expect(claim.verdict == .broken)
    #expect(claim.reason?.contains("nobody") == true)
  }

  @Test("one point of NaN breaks the claim") func nan() {
    var toy = Arithmetic()
    toy.symbols["y"] = Evaluated(.estimate(.nan, error: 0), scale: 1)
    #expect(
      judged(statement(equation(letter("y"), .equal, letter("y"))), on: [toy]).verdict == .broken)
  }

  @Test("a foil that is true, broken or undecided keeps the claim from being green")
  func weakFoils() {
    let same = judged(
      statement(
        trueEquation, foils: [.init("no change", .formula([.init(trueEquation)], latex: "…"))]))
    #expect(same.verdict == .holds && same.foils[0].verdict == .holds && !same.isGreen)
    let failing = equation(.quotient(.number(1), .number(0)), .equal, .number(1))
    let broken = judged(
      statement(trueEquation, foils: [.init("breaks", .formula([.init(failing)], latex: "…"))]))
    #expect(broken.foils[0].verdict == .broken && !broken.isGreen)
    var toy = Arithmetic()
    toy.symbols["y"] = Evaluated(.undecided("open"), scale: 1)
    let open = judged(
      statement(
        trueEquation,
        foils: [.init("open", .formula([.init(equation(letter("y"), .equal, x))], latex: "…"))]),
      on: [toy])
    #expect(open.foils[0].verdict == .inconclusive && !open.isGreen)
  }

  @Test("a foil a few radii away is not clearly refuted") func separation() {
    var toy = Arithmetic(all: [Point(["x": 1])])
    toy.symbols["a"] = Evaluated(.ball(ball(1, radius: -30)), scale: 1)
    toy.symbols["b"] = Evaluated(
      .ball(ball(Rational(1) + Rational(1, 1 << 27), radius: -30)), scale: 1)
    let foil = Statement.Foil(
      "near", .formula([.init(equation(letter("a"), .equal, letter("b")))], latex: "…"))
    #expect(
      judged(statement(trueEquation, foils: [foil]), on: [toy]).foils[0].verdict == .inconclusive)
    #expect(
      judged(statement(equation(letter("a"), .equal, letter("b"))), on: [toy]).verdict == .refuted)
  }

  @Test("a foil path that refutes everything is found by foil 0") func foilZero() {
    var crooked = statement(trueEquation)
    crooked.foilZero = [.init(wrongEquation)]
    let claim = judged(crooked)
    #expect(claim.verdict == .broken)
    #expect(claim.reason?.contains("foil") == true)
  }

  @Test("a hypothesis foil edits the toy") func hypothesis() {
    let positive = equation(x, .greater, .number(0))
    let claim = judged(statement(positive, foils: [.init("x negative", .toy("-1"))]))
    #expect(claim.isGreen && claim.foils[0].refuted == 1 && claim.foils[0].of == 1)
    #expect(!judged(statement(positive, foils: [.init("x still positive", .toy("3"))])).isGreen)
    #expect(
      judged(statement(positive, foils: [.init("no such edit", .toy("?"))])).verdict == .broken)
  }

  @Test("weaker evidence than the page admits is broken") func grade() {
    var toy = Arithmetic()
    toy.symbols["y"] = Evaluated(.estimate(2, error: 1e-15), scale: 2)
    let foil = Statement.Foil(
      "three", .formula([.init(equation(letter("y"), .equal, .number(3)))], latex: "…"))
    var claim = statement(equation(letter("y"), .equal, .number(2)), foils: [foil])
    #expect(judged(claim, on: [toy]).verdict == .broken)
    claim.grade = .quadrature
    #expect(judged(claim, on: [toy]).isGreen)
  }

  @Test("a derivation names the line that breaks") func derivation() {
    let chain = Formula.relation(
      sides: [
        .sum([x, x]), .product([.number(2), x]), .sum([.product([.number(2), x]), .number(1)]),
      ], relations: [.equal, .greaterOrEqual])
    let claim = judged(statement(chain))
    #expect(claim.kind == .derivation && claim.verdict == .refuted)
    let lines = claim.checks[0].points[0].lines
    #expect(lines.map(\.verdict) == [nil, .holds, .refuted])
    #expect(lines.map(\.relation) == [nil, "=", "\\ge"])
  }
}

@Suite("Determinism and limits") struct Runs {
  func results(threads: Int, seed: UInt64 = 1) throws -> Data {
    let tasks = (0..<12).map { i in
      Work(
        statement(i % 5 == 4 ? wrongEquation : trueEquation, label: "test/claim-\(i)"),
        on: [Arithmetic(), Arithmetic(inBalls: true)])
    }
    var effort = Effort(), options = Options()
    (effort.threads, options.seed) = (threads, seed)
    let claims = judge(tasks, checks: [], options: options, effort: effort)
    return try Results(
      chapter: "test", title: "Test", seed: seed, tools: [:], settings: Settings(digits: 30),
      claims: claims, values: [:], cells: [:],
      figures: []
    ).json()
  }

  @Test("the same seed gives the same bytes, on one thread or on five") func sameBytes() throws {
    let once = try results(threads: 1)
    #expect(try results(threads: 1) == once)
    #expect(try results(threads: 2) == once)
    #expect(try results(threads: 5) == once)
    #expect(try results(threads: 2, seed: 2) != once)
  }

  @Test("JSON there and back; another schema is refused by name") func roundTrip() throws {
    let data = try results(threads: 2), read = try Results.read(data)
    #expect(try read.json() == data)
    #expect(!read.isGreen)
    let other = Data(
      String(decoding: data, as: UTF8.self).replacingOccurrences(
        of: "\"schema\" : 1", with: "\"schema\" : 2"
      ).utf8)
    #expect(throws: RecordError.self) { try Results.read(other) }
    #expect(throws: (any Error).self) { try Results.read(data.prefix(data.count / 2)) }
  }

  @Test("no claims at all is not green") func empty() {
    let none = Results(
      chapter: "", title: "", seed: 1, tools: [:], settings: Settings(digits: 30), claims: [],
      values: [:], cells: [:], figures: [])
    #expect(!none.isGreen)
  }

  struct Sleeper: Setting {
    var name = "sleeper", title: String?, parameters: [ParameterDescription] = []
    func points(check: String, seed: UInt64, fixing: [String: Rational]) throws -> [Point] {
      Thread.sleep(forTimeInterval: 3)
      return []
    }
    func editing(_ statements: String) throws -> any Setting { self }
    func interpreter(at point: Point, bits: Int) throws -> any Evidence.Interpreter {
      throw MeaningError("asleep")
    }
  }

  @Test("a check that hangs is broken, and the others go on") func hanging() {
    var effort = Effort()
    (effort.threads, effort.limit) = (1, 0.3)
    let claims = judge(
      [
        Work(statement(trueEquation, label: "test/slow"), on: [Sleeper()]),
        Work(statement(trueEquation, label: "test/quick"), on: [Arithmetic()]),
      ],
      checks: [], options: Options(), effort: effort)
    #expect(claims[0].verdict == .broken)
    #expect(claims[0].reason?.contains("longer than") == true)
    #expect(claims[1].isGreen)
  }
}
