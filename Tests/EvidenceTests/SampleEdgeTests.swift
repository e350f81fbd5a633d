import Balls
import Evidence
import Exact
import Expressions
import Testing

/// Where samples turn from one answer to the next, and what is no sample and no distribution.
@Suite("Edges of samples") struct SampleEdgeTests {
  private func run(_ check: Check) -> ClaimRecord {
    judge([], checks: [check], options: Options())[0]
  }
  /// A mean of 1/2 in a region of known width.
  private func middle(_ n: Int = 4000) throws -> Sampled {
    try Sampled.mean(n, in: 0...1) { _ in 0.5 }
  }
  private func record(_ comparisons: [Comparison]) -> PointRecord? {
    run(
      Check("test/edge", "", grade: .sampled, scope: "") {
        comparisons
      } foils: {
        Foil("wrong") { compare("", 1, equals: 2) }
      }
    ).checks[0].points.first
  }
  private func verdict(_ comparisons: [Comparison]) -> Verdict? { record(comparisons)?.verdict }

  // MARK: designs

  @Test("chances lie strictly between 0 and 1, for α as for β") func chances() throws {
    for bad in [-0.5, 0, 1, 1.5, .nan, .infinity] {
      #expect(throws: SamplingError.self) { try Sampled.share(5, alpha: bad) { _ in true } }
      #expect(throws: SamplingError.self) { try Sampled.share(5, beta: bad) { _ in true } }
      #expect(throws: SamplingError.self) {
        try Sampled.mean(5, in: 0...1, alpha: bad) { _ in 0 }
      }
      #expect(throws: SamplingError.self) {
        try Sampled.mean(5, in: 0...1, deviation: 0.5, beta: bad) { _ in 0 }
      }
    }
    for good in [1e-300, 0.5, 1 - .ulpOfOne] {
      _ = try Sampled.share(5, alpha: good) { _ in true }
      _ = try Sampled.share(5, beta: good) { _ in true }
    }
    _ = try Sampled.share(1) { _ in true }
    _ = try Sampled.mean(1, in: 0...1) { _ in 1 }
    _ = try Sampled.mean(2, in: 0...1, deviation: 0.5) { _ in 1 }
    for n in [-1, 0] {
      #expect(throws: SamplingError.self) { try Sampled.share(n) { _ in true } }
    }
  }

  @Test("ends of a range belong to it, an empty range and a deviation of 0 do not do")
  func ranges() throws {
    let ends = try Sampled.mean(4, in: -1...3) { $0 < 2 ? -1 : 3 }
    #expect(ends.value == 1)
    for x in [(-1.0).nextDown, 3.0.nextUp, .infinity, .nan] {
      #expect(throws: SamplingError.self) { try Sampled.mean(4, in: -1...3) { _ in x } }
      #expect(throws: SamplingError.self) {
        try Sampled.mean(4, in: -1...3, deviation: 1) { _ in x }
      }
    }
    #expect(throws: SamplingError.self) { try Sampled.mean(4, in: 1...1) { _ in 1 } }
    for deviation in [0, -1, 2.0.nextUp] {
      #expect(throws: SamplingError.self) {
        try Sampled.mean(4, in: -1...3, deviation: deviation) { _ in 1 }
      }
    }
    let whole = try Sampled.mean(4, in: -1...3, deviation: 2) { $0 < 2 ? -1 : 3 }
    #expect(whole.value == 1)
  }

  /// δ is c/√n for Hoeffding's bound.
  @Test("no more than 2³⁰ draws are asked for, and no fewer than see it") func fewest() throws {
    let c = try Sampled.mean(1, in: 0...1) { _ in 0.5 }.record(at: 0).delta
    for share in [0.6, 0.9, 0.999] {
      let most = 0x1p30 * share,
        n = try Sampled.draws(forMeanToSee: c / most.squareRoot(), width: 1)
      #expect(abs(Double(n) - most) <= 2 + 1e-12 * most)
    }
    for more in [1.001, 1.5, 4] {
      #expect(throws: SamplingError.self) {
        try Sampled.draws(forMeanToSee: c / (0x1p30 * more).squareRoot(), width: 1)
      }
    }
    #expect(try Sampled.draws(forMeanToSee: c * 2, width: 1) == 1)
    for n in [1, 2, 15, 16, 17, 31, 32, 33] {
      let seen = c / Double(n).squareRoot()
      #expect(try Sampled.draws(forMeanToSee: seen * (1 + 1e-12), width: 1) == n)
      #expect(try Sampled.draws(forMeanToSee: seen * (1 - 1e-12), width: 1) == n + 1)
      #expect(try Sampled.draws(forMeanToSee: 3 * seen * (1 + 1e-12), width: 3) == n)
    }
  }

  // MARK: judging

  @Test("a number that is enclosed is inside, outside, or neither") func enclosed() throws {
    let sample = try middle(), r = sample.region.upperBound - 0.5
    func about(_ x: Double, radius: Int) -> Ball { ball(Rational(exactly: x), radius: radius) }
    #expect(verdict(compare("", sample, equals: about(0.5, radius: -20))) == .holds)
    for end in [0.5 - r, 0.5 + r] {
      let near = about(end, radius: -20)
      #expect(verdict(compare("", sample, equals: near)) == .inconclusive)
      #expect(verdict(compare("", sample, isLessThan: near)) == .inconclusive)
      #expect(verdict(compare("", sample, isGreaterThan: near)) == .inconclusive)
    }
    let wide = about(0.5, radius: -1)
    #expect(verdict(compare("", sample, equals: wide)) == .inconclusive)
    let above = about(0.5 + 2 * r, radius: -20), below = about(0.5 - 2 * r, radius: -20)
    #expect(verdict(compare("", sample, equals: above)) == .refuted)
    #expect(verdict(compare("", sample, equals: below)) == .refuted)
    #expect(verdict(compare("", sample, isLessThan: above)) == .holds)
    #expect(verdict(compare("", sample, isLessThan: below)) == .refuted)
    #expect(verdict(compare("", sample, isGreaterThan: below)) == .holds)
    #expect(verdict(compare("", sample, isGreaterThan: above)) == .refuted)
    let open = record(compare("", sample, equals: wide))
    #expect(open?.reason == "4000 draws do not tell")
  }

  @Test("how far the region is from what it excludes, to either side") func gaps() throws {
    let sample = try middle()
    for x in [Rational(1), 0] {
      let line = record(compare("", sample, equals: x))?.lines.last
      let gap = 0.5 - (sample.region.upperBound - 0.5)
      let found = try #require(line?.distance.flatMap { Rational($0) })
      #expect(found.double <= gap && found.double > gap * (1 - 1e-4))
      #expect(line?.reason == "the draws exclude it")
    }
  }

  @Test("what is no number, or several, is not compared with draws") func noNumber() throws {
    let sample = try middle()
    for odd in [
      Evaluated(.infinite(positive: true), scale: 0), Evaluated(.undefined("no value"), scale: 0),
      Evaluated(.ball(.indeterminate), scale: 1), Evaluated(.estimate(.nan, error: 0), scale: 1),
    ] {
      #expect(verdict(compare("", sample, equals: odd)) == .broken)
      #expect(verdict(compare("", sample, isLessThan: odd)) == .broken)
    }
    #expect(verdict(compare("", sample, equals: [Rational(1, 2), Rational(1, 2)])) == .broken)
  }

  @Test("a foil counts from beyond the distance that is seen, on either side") func power() throws {
    let sample = try middle(), delta = sample.record(at: 0.5).delta
    func foil(_ value: some Comparand & Sendable, _ truth: some Comparand & Sendable) -> FoilRecord
    {
      run(
        Check("test/foil", "", grade: .sampled, scope: "") {
          compare("", sample, equals: Rational(1, 2))
        } foils: {
          Foil("wrong") { compare("", sample, equals: value, insteadOf: truth) }
        }
      ).foils[0]
    }
    let half = Rational(1, 2), seen = Rational(exactly: delta)
    for sign in [Rational(1), -1] {
      let at = foil(half + sign * seen, half)
      #expect(at.verdict == .broken && at.reason?.contains("away") == true)
      let beyond = foil(half + sign * Rational(exactly: delta * (1 + 1e-9)), half)
      #expect(beyond.verdict == .refuted && beyond.luck == FalseAlarms.beta)
      #expect(
        beyond.distance.flatMap { Rational($0) }.map { abs($0.double / delta - 1) < 1e-4 } == true)
    }
    // an enclosure of either must lie beyond as a whole
    let clear = half + seen + Rational(1, 1 << 20)
    #expect(foil(clear, ball(half, radius: -19)).verdict == .broken)
    #expect(foil(clear, ball(half, radius: -22)).verdict == .refuted)
    let nothing = Evaluated(.infinite(positive: true), scale: 0)
    #expect(foil(nothing, half).verdict == .broken && foil(half, nothing).verdict == .broken)
  }

  @Test("the region is written with four digits, rounded outwards; the mean with five")
  func written() throws {
    let sample = try Sampled.mean(7000, in: 0...1) { $0 % 3 == 0 ? 1 : 0.123456789 }
    let line = try #require(
      record(compare("", sample, equals: Rational(exactly: sample.value)))?.lines.first)
    let value = try #require(line.value?.compactMap { Rational($0)?.double })
    #expect(value[0] <= sample.region.lowerBound && value[0] > sample.region.lowerBound - 1e-3)
    #expect(value[1] >= sample.region.upperBound && value[1] < sample.region.upperBound + 1e-3)
    #expect(line.value?.allSatisfy { $0.filter(\.isNumber).drop { $0 == "0" }.count == 4 } == true)
    #expect(line.sampled == decimal(Rational(exactly: sample.value), digits: 5))
  }

  // MARK: distribution functions

  private let uniform = DistributionFunction { min(max($0, 0), 1) }

  @Test("how far two distribution functions are, either way round") func apart() {
    let later = DistributionFunction { min(max($0 - 0.25, 0), 1) }
    for (f, g) in [(uniform, later), (later, uniform)] {
      for (x, gap) in [(-1.0, 0.0), (0.125, 0.125), (0.5, 0.25), (1.125, 0.125), (3, 0)] {
        let found = f.distance(from: g, at: x).compared[0]
        guard case .estimate(let value, let error) = found.value else {
          Issue.record("no estimate")
          continue
        }
        #expect(value == gap && error > 0 && error <= 1e-12)
      }
    }
  }

  /// F may be off by 10⁻⁹, and no more: then it may fall by so much, and end so much above 1.
  @Test("a function that falls, or rises above 1, is no distribution's: beyond its error")
  func noDistribution() throws {
    let draws = [0.25, 0.5, 0.75]
    func found(_ upTo: [Double], below: [Double]? = nil) throws -> Sampled {
      @Sendable func value(_ all: [Double], _ x: Double) -> Double { all[Int(4 * x) - 1] }
      return try Sampled.distance(
        to: DistributionFunction {
          value(upTo, $0)
        } below: {
          value(below ?? upTo, $0)
        }, 3
      ) { draws[$0] }
    }
    let error = 1e-9
    _ = try found([0.25, 0.5, 0.75])
    for (upTo, below) in [
      // above 1, falling from one place to the next, falling at a place
      ([0.25, 0.5, 1 + error], [0.25, 0.5, 1]), ([0.5, 0.5 - error, 0.75], nil),
      ([0, 0.5, 0.75], [error, 0.5, 0.75]),
    ] as [([Double], [Double]?)] {
      _ = try found(upTo, below: below)
    }
    let more = 1.5 * error
    for (upTo, below) in [
      ([0.25, 0.5, 1 + more], [0.25, 0.5, 1]), ([0.5, 0.5 - more, 0.75], nil),
      ([0.25, 0.5, 0.75], [0.25, 0.5 + more, 0.75]), ([-more, 0.5, 0.75], nil),
      ([0.25, 0.5, 1.5], nil), ([0.25, 0.5, 2], [0.25, 0.5, 0.75]),
    ] as [([Double], [Double]?)] {
      #expect(throws: SamplingError.self, "\(upTo)") { try found(upTo, below: below) }
    }
  }

  @Test("the largest distance stands at an end of a step, before it or behind it") func steps()
    throws
  {
    // one value three times: nothing below it, all of it behind
    let low = try Sampled.distance(to: uniform, 3) { _ in 0.2 }
    #expect(abs(low.value - 0.8) < 1e-15)
    let high = try Sampled.distance(to: uniform, 3) { _ in 0.9 }
    #expect(abs(high.value - 0.9) < 1e-15)
    let atom = DistributionFunction {
      $0 < 1 ? 0 : 1
    } below: {
      $0 <= 1 ? 0 : 1
    }
    #expect(try Sampled.distance(to: atom, 5) { _ in 1 }.value == 0)
    #expect(try Sampled.distance(to: uniform, 1) { _ in 0.5 }.value == 0.5)
    // a distance is never called negative, though its region may begin at 0
    let near = try Sampled.distance(to: uniform, 50) { (Double($0) + 0.5) / 50 }
    #expect(abs(near.value - 0.01) < 1e-12 && near.region.lowerBound == 0)
    #expect(low.region.lowerBound == 0 && low.region.upperBound > low.value)
  }
}
