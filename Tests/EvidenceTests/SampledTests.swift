import Evidence
import Exact
import Probability
import Testing

/// The sampled grade in a check: what it promises, and every way to cheat it.
@Suite("Samples in checks") struct SampledTests {
  private func stream(_ name: String) -> Stream { Stream(root: 1, check: name, purpose: "test") }
  private func run(_ check: Check) -> ClaimRecord { judge([], checks: [check], options: Options())[0] }
  private let half = Rational(1, 2)

  /// Hits of a fair coin against ½, and against a wrong share in the foil.
  private func coin(
    _ n: Int, alpha: Double = FalseAlarms.alpha, beta: Double = FalseAlarms.beta,
    grade: Grade = .sampled, said: Rational = Rational(1, 2), foil: Rational = 1,
    insteadOf truth: Rational? = Rational(1, 2)
  ) -> Check {
    let stream = stream("coin")
    @Sendable func share() throws -> Sampled {
      try Sampled.share(n, alpha: alpha, beta: beta) { stream.uniform($0) < 0.5 }
    }
    return Check("test/coin", "a fair coin", grade: grade, scope: "\(n) draws") {
      compare("share", try share(), equals: said)
    } foils: {
      Foil("it is loaded") { compare("share", try share(), equals: foil, insteadOf: truth) }
    }
  }

  @Test("a share within its region holds, a distant one is refuted, the chances are recorded")
  func honest() throws {
    let claim = run(coin(20_000))
    #expect(claim.isGreen && claim.grade == .sampled, "\(claim.reason ?? "")")
    let sampling = try #require(claim.checks[0].points[0].sampling)
    #expect(sampling.alpha == FalseAlarms.alpha && sampling.beta == FalseAlarms.beta)
    #expect(sampling.draws == 20_000 && sampling.delta > 0.04 && sampling.delta < 0.05)
    let results = Results(
      chapter: "test", title: "", seed: 1, tools: [:], settings: Settings(digits: 30),
      claims: [claim], values: [:], cells: [:], figures: [])
    #expect(results.falseAlarms == FalseAlarms.alpha && results.survivors == FalseAlarms.beta)
    #expect(claim.foils[0].distance == "0.5", "the distance known before, not the one drawn")
  }

  /// At the book's α no seed alarms, and at each the wrong share is seen; at α = ½ the same draws
  /// alarm about half of the time, so that this check could have.
  @Test("a hundred fresh seeds, no alarm, and every one of them could have given one")
  func freshSeeds() throws {
    var alarms = 0, places: Set<Double> = []
    for root in 1...100 {
      let stream = Stream(root: UInt64(root) &* 0x9E37_79B9_7F4A_7C15, check: "fresh", purpose: "test")
      func verdict(_ share: Rational) -> Verdict {
        run(
          Check("test/fresh", "", grade: .sampled, scope: "") {
            compare(
              "share", try Sampled.share(20_000) { stream.uniform($0) < 0.5 }, equals: share)
          } foils: {
            Foil("wrong") { compare("", 1, equals: 2) }
          }
        ).verdict
      }
      #expect(verdict(half) == .holds, "seed \(root)")
      #expect(verdict(Rational(11, 20)) == .refuted, "seed \(root)")
      let loose = try Sampled.share(20_000, alpha: 0.5) { stream.uniform($0) < 0.5 }
      if !loose.region.contains(0.5) { alarms += 1 }
      places.insert(loose.value)
    }
    #expect((25...75).contains(alarms), "\(alarms) alarms at α = ½")
    #expect(places.count > 50, "the seeds give other draws")
  }

  @Test("a wrong share is refuted") func wrong() {
    #expect(run(coin(20_000, said: Rational(11, 20))).verdict == .refuted)
  }

  @Test("a foil nearer than the draws can see is broken, whatever they happen to give")
  func power() throws {
    let near = half + Rational(1, 50)
    let few = run(coin(20_000, foil: near))
    #expect(few.foils[0].verdict == .broken)
    let needed = try Sampled.draws(forShareToSee: 0.02, from: 0.5)
    #expect(needed > 95_000 && needed < 105_000)
    #expect(run(coin(needed, foil: near)).isGreen)
  }

  @Test("a foil that does not say what its draws follow is broken") func truthUnsaid() {
    #expect(run(coin(20_000, insteadOf: nil)).foils[0].verdict == .broken)
  }

  @Test("a foil whose own value is not excluded is not refuted") func sameValue() {
    #expect(run(coin(20_000, foil: half, insteadOf: 1)).foils[0].verdict != .refuted)
  }

  @Test("α → 1, β → 1, a better grade than it is: all are found") func cheats() {
    #expect(run(coin(1000, alpha: 0.99)).verdict == .broken)
    #expect(run(coin(1000, beta: 0.99)).verdict == .broken)
    #expect(run(coin(20_000, grade: .exact)).verdict == .broken)
    #expect(run(coin(20_000, grade: .quadrature)).verdict == .broken)
  }

  @Test("constants for draws are refuted") func constants() {
    let check = Check("test/constant", "", grade: .sampled, scope: "") {
      compare("mean", try Sampled.mean(20_000, in: 0...1) { _ in 1 }, equals: half)
    } foils: {
      Foil("wrong") { compare("", 1, equals: 2) }
    }
    #expect(run(check).verdict == .refuted)
  }

  @Test("one-sided statements hold, are refuted, or are not told") func sides() {
    let stream = stream("sides")
    func verdict(_ bound: Rational, above: Bool) -> Verdict {
      let check = Check("test/side", "", grade: .sampled, scope: "") {
        let mean = try Sampled.mean(2000, in: 0...1) { stream.uniform($0) }
        if above {
          compare("mean", mean, isGreaterThan: bound)
        } else {
          compare("mean", mean, isLessThan: bound)
        }
      } foils: {
        Foil("wrong") { compare("", 1, equals: 2) }
      }
      return run(check).verdict
    }
    #expect(verdict(Rational(1, 4), above: true) == .holds)
    #expect(verdict(Rational(3, 4), above: true) == .refuted)
    #expect(verdict(half, above: true) == .inconclusive)
    #expect(verdict(Rational(3, 4), above: false) == .holds)
    #expect(verdict(Rational(1, 4), above: false) == .refuted)
    #expect(verdict(half, above: false) == .inconclusive)
  }

  @Test("a sample beside an exact check of its claim lowers no grade") func secondRoute() {
    let stream = stream("second")
    let exact = Check("test/two", "", grade: .exact, scope: "exact") {
      compare("one", 1, equals: 1)
    } foils: {
      Foil("two") { compare("one", 1, equals: 2) }
    }
    let sampled = Check("test/two.2", "", grade: .sampled, scope: "drawn") {
      compare("mean", try Sampled.mean(2000, in: 0...1) { stream.uniform($0) }, equals: half)
    } foils: {
      Foil("one") {
        compare(
          "mean", try Sampled.mean(2000, in: 0...1) { stream.uniform($0) }, equals: 1,
          insteadOf: half)
      }
    }
    let claims = judge([], checks: [exact, sampled], options: Options())
    #expect(claims.count == 1 && claims[0].isGreen && claims[0].grade == .exact)
    #expect(claims[0].checks.map(\.grade) == [.exact, .sampled])
  }

  @Test("the budget of the book is shared out") func budget() {
    let spent =
      FalseAlarms.alpha * Double(FalseAlarms.comparisons)
      + FalseAlarms.beta * Double(FalseAlarms.variants)
    #expect(spent <= FalseAlarms.budget * (1 + 1e-12))
  }
}
