import Evidence
import Exact
import Expressions
import Probability
import Testing

/// The sampled grade: what it promises, and every way to cheat it.
@Suite("Samples") struct SampledTests {
  private func stream(_ name: String) -> Stream { Stream(root: 1, check: name, purpose: "test") }

  private func run(_ check: Check) -> ClaimRecord { judge([], checks: [check], options: Options())[0] }

  private func coin(
    _ n: Int, alpha: Double = FalseAlarms.alpha, grade: Grade = .sampled, foil: Rational = 1
  ) -> Check {
    let stream = stream("coin")
    return Check("test/coin", "a fair coin", grade: grade, scope: "\(n) draws") {
      let mean = try SampledMean(n, in: 0...1, alpha: alpha) { stream.uniform($0) < 0.5 ? 1 : 0 }
      compare("mean", mean, equals: Rational(1, 2))
    } foils: {
      Foil("it is loaded") {
        let mean = try SampledMean(n, in: 0...1, alpha: alpha) { stream.uniform($0) < 0.5 ? 1 : 0 }
        compare("mean", mean, equals: foil)
      }
    }
  }

  @Test("a mean within its radius holds, a distant one is refuted, the chances are recorded")
  func honest() throws {
    let claim = run(coin(20_000))
    #expect(claim.isGreen && claim.grade == .sampled, "\(claim.reason ?? "")")
    let sampling = try #require(claim.checks[0].points[0].sampling)
    #expect(sampling.alpha == FalseAlarms.alpha && sampling.draws == 20_000)
    #expect(sampling.delta > 0.2 && sampling.delta < 0.3)
    let results = Results(
      chapter: "test", title: "", seed: 1, tools: [:], settings: Settings(digits: 30),
      claims: [claim], values: [:], cells: [:], figures: [])
    #expect(results.falseAlarms == FalseAlarms.alpha)
  }

  @Test("a near variant needs more draws, and their number is known before") func power() {
    let near = Rational(1, 2) + Rational(1, 10)
    #expect(!run(coin(20_000, foil: near)).isGreen)
    let needed = SampledMean.draws(toSee: 0.1, width: 1)
    #expect(needed > 100_000 && needed < 200_000)
    #expect(run(coin(needed, foil: near)).isGreen)
  }

  @Test("α → 1, a better grade than it is, constants for draws: all are found") func cheats() {
    #expect(run(coin(1000, alpha: 0.99)).verdict == .broken)
    #expect(run(coin(20_000, grade: .exact)).verdict == .broken)
    let constant = Check("test/constant", "", grade: .sampled, scope: "") {
      compare("mean", try SampledMean(20_000, in: 0...1) { _ in 1 }, equals: Rational(1, 2))
    } foils: {
      Foil("wrong") { compare("", 1, equals: 2) }
    }
    #expect(run(constant).verdict == .refuted)
  }

  @Test("no draws, draws outside the range, NaN: an error, never a value") func badDraws() {
    #expect(throws: SamplingError.self) { try SampledMean(0, in: 0...1) { _ in 0 } }
    #expect(throws: SamplingError.self) { try SampledMean(10, in: 0...1) { _ in 1.5 } }
    #expect(throws: SamplingError.self) { try SampledMean(10, in: 0...1) { _ in .nan } }
    #expect(throws: SamplingError.self) { try SampledMean(10, in: 0...1, alpha: 0) { _ in 0 } }
    #expect(throws: SamplingError.self) {
      try SampledMean(10, in: 0...Double.infinity) { _ in 0 }
    }
  }

  @Test("at α = 1 % the alarms of 10,000 runs are rare, and there are some") func alarms() throws {
    let stream = stream("alarms"), alpha = 0.01
    var alarms = 0
    for run in 0..<10_000 {
      let mean = try SampledMean(100, in: 0...1, alpha: alpha) {
        stream.uniform(100 * run + $0) < 0.5 ? 1 : 0
      }
      if abs(mean.mean - 0.5) > mean.radius { alarms += 1 }
    }
    // Hoeffding promises at most 1 %; 100 + 5·√99 bounds the count but for a chance of 10⁻⁶
    #expect(alarms > 0 && alarms < 150, "\(alarms)")
  }

  @Test("the budget of the book is shared out") func budget() {
    let spent =
      FalseAlarms.alpha * Double(FalseAlarms.comparisons)
      + FalseAlarms.beta * Double(FalseAlarms.variants)
    #expect(spent <= FalseAlarms.budget * (1 + 1e-12))
  }
}

@Suite("Orders") struct OrderTests {
  /// 3h² + h³.
  private let values = (3...7).map { i -> (h: Rational, value: Evaluated) in
    let h = Rational(1, 1 << i)
    return (h, Evaluated(.exact(ExactNumber(h * h * 3 + h * h * h)), scale: 1))
  }

  private func verdict(_ k: Int) -> Verdict {
    let values = values
    return judge(
      [],
      checks: [
        Check("test/order", "", grade: .certified, scope: "") {
          try compare("gap", values, goesToZeroWithOrder: k)
        } foils: {
          Foil("one order more") { try compare("gap", values, goesToZeroWithOrder: k + 1) }
        }
      ], options: Options())[0].verdict
  }

  @Test("the order is 2, not 1, 3 or 4") func order() {
    #expect([1, 2, 3, 4].map(verdict) == [.refuted, .holds, .refuted, .refuted])
  }

  @Test("values that are 0, or too few, have no order") func bad() {
    #expect(throws: RateError.self) {
      try compare("", Array(values.prefix(2)), goesToZeroWithOrder: 2)
    }
    var zero = values
    zero[1].value = Evaluated(.exact(ExactNumber(0)), scale: 0)
    #expect(throws: RateError.self) { try compare("", zero, goesToZeroWithOrder: 2) }
    #expect(throws: RateError.self) { try compare("", values.reversed(), goesToZeroWithOrder: 2) }
  }
}
