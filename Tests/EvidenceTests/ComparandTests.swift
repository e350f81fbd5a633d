import Balls
import Evidence
import Exact
import Expressions
import Foundation
import Testing

/// What values bring into a comparison: their size, their error, and their place in a row.
@Suite("Values that are compared") struct ComparandTests {
  @Test("a scale is the size of the value, unless one is given") func scales() throws {
    #expect(Estimate(-3, error: 1e-12).compared[0].scale == 3)
    #expect(Estimate(1e-20, error: 0.5).compared[0].scale == 0.5)
    #expect(Estimate(3, error: 1, scale: 100).compared[0].scale == 100)
    #expect(Rational(-7, 2).compared[0].scale == 3.5 && 4.compared[0].scale == 4)
    #expect(Ball(Rational(-5), bits: 64).compared[0].scale == 5)
    #expect([1, 2, 3].compared.count == 3 && [[1, 2], [3]].compared.map(\.double) == [1, 2, 3])
  }

  @Test("an exact number that is small has to be met relative to its own size") func small() throws
  {
    let tiny = Rational(1, 1 << 60)
    func verdict(_ value: some Comparand & Sendable, radius: Int) -> Verdict {
      let near = Ball(tiny, bits: 200).widened(byPowerOfTwo: radius)
      return judge(
        [],
        checks: [
          Check("test/small", "", grade: .certified, scope: "") {
            compare("", value, equals: near)
          } foils: {
            Foil("wrong") { compare("", 1, equals: 2) }
          }
        ], options: Options())[0].verdict
    }
    for radius in [-100, -140] {
      #expect(verdict(ExactNumber(tiny), radius: radius) == .inconclusive, "\(radius)")
      #expect(verdict(tiny, radius: radius) == .inconclusive)
    }
    #expect(
      verdict(ExactNumber(tiny), radius: -165) == .holds && verdict(tiny, radius: -165) == .holds)
  }

  @Test("chances of a foil are those of the comparison that takes most") func luck() throws {
    @Sendable func sample(_ beta: Double) throws -> Sampled {
      try Sampled.mean(4000, in: 0...1, beta: beta) { _ in 0.5 }
    }
    let less = FalseAlarms.beta / 8
    for betas in [[less, FalseAlarms.beta], [FalseAlarms.beta, less]] {
      let claim = judge(
        [],
        checks: [
          Check("test/luck", "", grade: .sampled, scope: "") {
            compare("", try sample(less), equals: Rational(1, 2))
          } foils: {
            Foil("one") {
              for beta in betas {
                compare("", try sample(beta), equals: 1, insteadOf: Rational(1, 2))
              }
            }
          }
        ], options: Options())[0]
      #expect(claim.foils[0].luck == FalseAlarms.beta && claim.isGreen)
    }
  }

  // MARK: orders of what goes to 0

  private func exact(_ x: Rational) -> Evaluated { Evaluated(.exact(ExactNumber(x)), scale: 1) }
  private func compared(
    _ values: [(h: Rational, value: Evaluated)], _ k: Int
  ) throws -> [Verdict] {
    try compare("gap", values, goesToZeroWithOrder: k).map { comparison in
      judge(
        [],
        checks: [
          Check("test/order", "", grade: .certified, scope: "") {
            [comparison]
          } foils: {
            Foil("wrong") { compare("", 1, equals: 2) }
          }
        ], options: Options())[0].verdict
    }
  }
  /// Values of these orders between the steps 1/2, 1/4, …
  private func values(_ orders: [Rational], sign: Int = 1) -> [(h: Rational, value: Evaluated)] {
    let log2 = Ball(2, bits: 160).log(160)
    return (0...orders.count).map { i in
      let fallen = orders.prefix(i).reduce(0, +)
      let size = Ball(-fallen, bits: 160).times(log2, 160).exp(160)
      return (Rational(1, 2 << i), Evaluated(.ball(sign > 0 ? size : size.negated), scale: 1))
    }
  }

  @Test("orders come closer at every step, and the last is a quarter away at most") func closer()
    throws
  {
    let near = Rational(1, 1000)
    for sign in [Rational(1), -1] {
      func verdicts(_ gaps: [Rational]) throws -> [Verdict] {
        try compared(values(gaps.map { 2 + sign * $0 }), 2)
      }
      #expect(try verdicts([1, Rational(1, 4) - near]) == [.holds, .holds])
      #expect(try verdicts([1, Rational(1, 4) + near]) == [.holds, .refuted])
      #expect(
        try verdicts([Rational(1, 8), Rational(1, 9), Rational(1, 10)]) == [.holds, .holds, .holds])
      #expect(
        try verdicts([Rational(1, 9), Rational(1, 8), Rational(1, 10)]) == [
          .refuted, .holds, .holds,
        ])
      #expect(
        try verdicts([Rational(1, 8), Rational(1, 10), Rational(1, 9)]) == [
          .holds, .refuted, .holds,
        ])
    }
  }

  @Test("three values or more, at steps that fall and are positive") func steps() throws {
    let good = values([2, 2])
    #expect(throws: RateError.self) {
      try compare("", Array(good.prefix(2)), goesToZeroWithOrder: 2)
    }
    for (i, h) in [
      (1, Rational(1, 2)), (1, 1), (1, Rational(1, 8)), (2, 0), (2, -1), (2, Rational(1, 4)),
    ] {
      var bad = good
      bad[i].h = h
      #expect(throws: RateError.self, "\(i), \(h)") { try compare("", bad, goesToZeroWithOrder: 2) }
    }
    #expect(throws: RateError.self) {
      try compare("", self.values([2, 2], sign: -1), goesToZeroWithOrder: 2)
    }
    for i in 0...2 {
      for odd in [
        exact(0), exact(-1), Evaluated(.estimate(0.1, error: 1e-9), scale: 1),
        Evaluated(.ball(ball(0, radius: -3)), scale: 1),
        Evaluated(.infinite(positive: true), scale: 1),
      ] {
        var bad = good
        bad[i].value = odd
        #expect(throws: RateError.self) { try compare("", bad, goesToZeroWithOrder: 2) }
      }
    }
  }
}

/// Jobs on several threads: as many at a time as are asked for, results by their place.
@Suite("Jobs in parallel") struct ParallelTests {
  private final class Counter: @unchecked Sendable {
    private let lock = NSLock()
    private var running = 0, largest = 0
    func enter() {
      lock.withLock {
        running += 1; largest = max(largest, running)
      }
    }
    func leave() { lock.withLock { running -= 1 } }
    var most: Int { lock.withLock { largest } }
  }

  @Test("results stand where their jobs stood, whatever the number of threads; no jobs, no results")
  func places() {
    for threads in [-3, 0, 1, 2, 7, 50] {
      for count in [0, 1, 2, 9] {
        let counter = Counter()
        let jobs = (0..<count).map { i -> @Sendable () -> Int in
          {
            counter.enter()
            Thread.sleep(forTimeInterval: 0.001 * Double((count - i) % 3))
            counter.leave()
            return i * i
          }
        }
        var seen: [Int] = []
        let results = Parallel.run(jobs, threads: threads, limit: 600, late: { -$0 }) {
          done, running in
          seen.append(done)
          if let running { seen.append(contentsOf: (0..<count).contains(running) ? [] : [-1]) }
        }
        #expect(results == (0..<count).map { $0 * $0 })
        #expect(counter.most <= max(1, threads) && (count == 0 || counter.most >= 1))
        #expect(seen.allSatisfy { $0 >= 0 && $0 < count } && seen == seen.sorted())
      }
    }
  }
}
