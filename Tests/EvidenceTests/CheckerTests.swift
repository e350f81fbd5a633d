import Balls
import Evidence
import Exact
import Expressions
import Foundation
import Meaning
import Notation
import Testing

/// The checker broken on purpose: what the other suites do not break. (NaN, ∞ and indeterminate
/// balls in values, nothing compared, reversed comparisons, tolerances and α too large, constants
/// for samples, weak foils: `JudgementTests`, `CheckTests`, `SampledTests`; a claim that stands on no
/// page, a page whose claim no run knows, a damaged record, a claim that is not green: `GateTests`;
/// wrong formulas planted in the chapters: `PlantedTests`.)
@Suite("The checker, broken") struct CheckerTests {
  private func run(_ check: Check, seed: UInt64 = 1) -> ClaimRecord {
    var options = Options()
    options.seed = seed
    return judge([], checks: [check], options: options)[0]
  }
  private func check(_ grade: Grade, _ value: some Comparand & Sendable) -> Check {
    Check("test/value", "", grade: grade, scope: "") {
      compare("", value, equals: 1)
    } foils: {
      Foil("wrong") { compare("", value, equals: 2) }
    }
  }

  @Test("a tolerance that is NaN, infinite or negative is broken, whatever the value")
  func tolerances() {
    #expect(run(check(.quadrature, Estimate(1, error: 1e-14))).isGreen)
    for error in [Double.nan, .infinity, -1] {
      #expect(run(check(.quadrature, Estimate(1, error: error))).verdict == .broken)
      #expect(!run(check(.measured, Estimate(1, error: error))).isGreen)
    }
    for scale in [Double.nan, .infinity, -1] {
      #expect(!run(check(.quadrature, Estimate(1, error: 1e-14, scale: scale))).isGreen)
    }
  }

  @Test("a tolerance a thousand times wider is inconclusive, not green") func wide() {
    #expect(run(check(.quadrature, Estimate(1 + 1e-7, error: 1e-7))).verdict == .inconclusive)
    #expect(run(check(.quadrature, Estimate(1 + 1e-7, error: 1e-14))).verdict == .refuted)
  }

  @Test("one wrong digit of a golden number of 31 digits is seen, the right one is not called wrong")
  func goldenDigit() throws {
    let digits = "1.0986122886681096913952452369225"  // log 3
    let log3 = try #require(ExactNumber.log(3))
    func verdict(_ text: String) throws -> Verdict {
      let golden = try #require(Rational(text))
      let gap = Ball(log3, bits: 200)
        .minus(Ball(golden, bits: 200), 200).applying(.abs, 200)
      return run(
        Check("test/golden", "", grade: .certified, scope: "") {
          compare("distance", gap, isAtMost: Rational(1, 2) * Rational(10).power(-31))
        } foils: {
          Foil("wrong") { compare("", 1, equals: 2) }
        }).verdict
    }
    #expect(try verdict(digits) == .holds)
    let last = Int(try #require(digits.last?.wholeNumberValue))
    for other in 0...9 where other != last {
      #expect(try verdict(String(digits.dropLast()) + "\(other)") == .refuted)
    }
  }

  @Test("of several chains in one display each has to hold") func severalChains() throws {
    func verdict(_ lines: [String]) throws -> Verdict {
      let all = Statement(
        label: "test/chains", claim: "test/chains", latex: lines.joined(separator: ", "),
        chains: try lines.map { .init(try FormulaParser().parse($0)) }, foils: [])
      #expect(!all.isHeadline)
      let toy = ToySetting(toy: try Toy.read("a in [1, 2]", name: "toy"), count: 3)
      return judge([Work(all, on: [toy])], checks: [], options: Options())[0].checks[0].verdict
    }
    for k in 0..<3 {
      var lines = ["a + a = 2 a", "a a = a^2", "a - a = 0"]
      #expect(try verdict(lines) == .holds)
      lines[k] = "a = a + 1"
      #expect(try verdict(lines) == .refuted, "\(lines)")
    }
  }

  @Test("no claims, an undecided foil, a foil that throws: never green") func gone() {
    let claim = run(check(.exact, 1))
    #expect(claim.isGreen)
    var results = Results(
      chapter: "test", title: "", seed: 1, tools: [:], settings: Settings(digits: 30),
      claims: [claim], values: [:], cells: [:], figures: [])
    #expect(results.isGreen)
    results.claims = []
    #expect(!results.isGreen)
    results.claims = [claim]
    results.claims[0].foils[0].verdict = .inconclusive
    #expect(!results.isGreen)
    struct Failure: Error {}
    let throwing = Check("test/foil", "", grade: .exact, scope: "") {
      compare("", 1, equals: 1)
    } foils: {
      Foil("it throws") { throw Failure() }
    }
    #expect(!run(throwing).isGreen)
  }

  @Test("a hundred fresh seeds, no alarm; each is another set of points") func freshSeeds() throws {
    let toy = try Toy.read("a in (0, 1)\nb in (1, 4)", name: "drawn")
    var places: Set<String> = []
    for seed in 1...100 {
      var options = Options()
      options.seed = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15
      let claim = judged(
        statement(
          equation(
            .product([.sum([letter("a"), letter("b")]), .sum([letter("a"), letter("b")])]), .equal,
            .sum([
              .product([letter("a"), letter("a")]), .product([.number(2), letter("a"), letter("b")]),
              .product([letter("b"), letter("b")]),
            ])),
          foils: [
            .init(
              "the mixed term is forgotten",
              .formula(
                [
                  .init(
                    equation(
                      .product([.sum([letter("a"), letter("b")]), .sum([letter("a"), letter("b")])]),
                      .equal,
                      .sum([
                        .product([letter("a"), letter("a")]), .product([letter("b"), letter("b")]),
                      ])))
                ], latex: "…"))
          ]),
        on: [ToySetting(toy: toy)], options: options)
      #expect(claim.isGreen, "seed \(seed): \(claim.reason ?? "")")
      #expect(claim.checks[0].identity?.variables == ["a", "b"])
      places.insert("\(claim.checks[0].points.map(\.parameters))")
    }
    #expect(places.count == 100)
  }
}
