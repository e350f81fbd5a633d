import Evidence
import Probability
import Testing

/// The regions of samples against independent numbers, and their alarms and misses counted at a
/// large chance, where a wrong radius shows.
@Suite("Regions of samples") struct RegionTests {
  private func stream(_ name: String) -> Stream { Stream(root: 1, check: name, purpose: "test") }

  // MARK: numbers of other programs

  @Test("the regions of Clopper and Pearson") func shares() throws {
    for golden in GoldenSamples.regions {
      let region = try Sampled.share(golden.n, alpha: golden.alpha) { $0 < golden.hits }.region
      #expect(abs(region.lowerBound - golden.lower) < 1e-11, "\(golden)")
      #expect(abs(region.upperBound - golden.upper) < 1e-11, "\(golden)")
    }
  }

  @Test("what each number of draws sees") func deltas() throws {
    for golden in GoldenSamples.powers {
      let sample = try Sampled.share(golden.n) { _ in true }
      #expect(abs(sample.record(at: golden.truth).delta - golden.delta) < 1e-10, "\(golden)")
    }
    let n = 100_000
    let wide = try Sampled.mean(n, in: 0...3) { _ in 1 }
    #expect(abs(wide.record(at: 0).delta - GoldenSamples.hoeffding) < 1e-12)
    let steady = try Sampled.mean(n, in: 0...3, deviation: 0.25) { _ in 1 }
    #expect(abs(steady.record(at: 0).delta - GoldenSamples.bernstein) < 1e-12)
    let uniform = DistributionFunction { min(max($0, 0), 1) }
    let whole = try Sampled.distance(to: uniform, n) { (Double($0) + 0.5) / Double(n) }
    #expect(abs(whole.record(at: 0).delta - GoldenSamples.massart - 2e-9) < 1e-12)
  }

  @Test("the largest distance, ties and atoms included") func statistic() throws {
    let masses: [(Double, Double)] = [(0, 1 / 2.0), (1, 1 / 3.0), (3, 1 / 6.0)]
    let atoms = DistributionFunction { x in
      masses.reduce(0) { $0 + ($1.0 <= x ? $1.1 : 0) }
    } below: { x in
      masses.reduce(0) { $0 + ($1.0 < x ? $1.1 : 0) }
    }
    let draws: [Double] = [0, 0, 1, 3, 3, 3, 3, 1]
    let found = try Sampled.distance(to: atoms, 8) { draws[$0] }.value
    #expect(abs(found - GoldenSamples.atoms) < 1e-12)
    let four = [0.1, 0.35, 0.36, 0.9]
    let uniform = DistributionFunction { min(max($0, 0), 1) }
    let apart = try Sampled.distance(to: uniform, 4) { four[$0] }.value
    #expect(abs(apart - GoldenSamples.uniform) < 1e-12)
  }

  @Test("what is seen shrinks with the draws, and the fewest that see it are found")
  func fewest() throws {
    let mean = try Sampled.draws(forMeanToSee: 0.01, width: 1)
    #expect(mean > 448_000 && mean < 450_000, "44.9 (w/δ)²")
    let whole = try Sampled.draws(forDistanceToSee: 0.05)
    #expect(whole > 18_230 && whole < 18_250, "45.6/δ²")
    let steady = try Sampled.draws(forMeanToSee: 0.01, width: 1, deviation: 0.05)
    #expect(steady < mean / 10)
    #expect(throws: SamplingError.self) { try Sampled.draws(forMeanToSee: 1e-9, width: 1) }
    #expect(throws: SamplingError.self) { try Sampled.draws(forMeanToSee: .nan, width: 1) }
  }

  // MARK: alarms and misses, counted

  private static let chance = 0.01
  // 1 % of 10,000 is 100, and 100 + 5·√99 = 150 bounds a count of that mean but for 10⁻⁶.
  private static let runs = 10_000, most = 150

  /// How often the region misses the true value, and how often it holds a wrong one at the
  /// distance that is seen but for β.
  private func expectRare(
    atLeast few: Int, truth: Double, towards direction: Double = 1,
    _ sample: (_ run: Int) throws -> Sampled
  ) rethrows {
    var alarms = 0, misses = 0
    for run in 0..<Self.runs {
      let found = try sample(run), gap = found.record(at: truth).delta
      if !found.region.contains(truth) { alarms += 1 }
      if found.region.contains(truth + direction * gap * (1 + 1e-9)) { misses += 1 }
    }
    #expect(alarms >= few && alarms <= Self.most, "\(alarms) alarms")
    #expect(misses <= Self.most, "\(misses) misses")
  }

  @Test("Hoeffding at 1 %", arguments: [1.0, -1]) func hoeffding(direction: Double) throws {
    let stream = stream("hoeffding")
    try expectRare(atLeast: 1, truth: 0.5, towards: direction) { run in
      try Sampled.mean(50, in: 0...1, alpha: Self.chance, beta: Self.chance) {
        stream.uniform(50 * run + $0) < 0.5 ? 1 : 0
      }
    }
  }

  @Test("Clopper and Pearson at 1 %, rare hits and common ones", arguments: [0.02, 0.3, 0.5, 0.9])
  func clopperPearson(share: Double) throws {
    let stream = stream("shares \(share)")
    for direction in [1.0, -1] where (0...1).contains(share + direction * 0.2) {
      try expectRare(atLeast: 10, truth: share, towards: direction) { run in
        try Sampled.share(60, alpha: Self.chance, beta: Self.chance) {
          stream.uniform(60 * run + $0) < share
        }
      }
    }
  }

  @Test("empirical Bernstein at 1 %, seldom far and often far", arguments: [0.01, 0.5])
  func bernstein(share: Double) throws {
    let stream = stream("bernstein \(share)"), deviation = (share * (1 - share)).squareRoot()
    try expectRare(atLeast: 0, truth: share) { run in
      try Sampled.mean(
        400, in: 0...1, deviation: deviation, alpha: Self.chance, beta: Self.chance
      ) { stream.uniform(400 * run + $0) < share ? 1 : 0 }
    }
  }

  @Test("a narrow law in a wide range: the radius follows the deviation, not the range")
  func narrow() throws {
    let stream = stream("narrow")
    let sample = try Sampled.mean(100_000, in: -50...50, deviation: 1) { stream.normal($0) }
    #expect(sample.region.contains(0))
    #expect(sample.region.upperBound - sample.region.lowerBound < 0.16)
    let wide = try Sampled.mean(100_000, in: -50...50) { stream.normal($0) }
    #expect(wide.region.upperBound - wide.region.lowerBound > 1)
  }

  /// 1 less its own chance in the uniform law: what a wrong distribution function is away.
  @Test("a whole distribution function at 1 %: continuous, and with atoms") func massart() throws {
    let stream = stream("massart")
    let uniform = DistributionFunction { min(max($0, 0), 1) }
    try expectRare(atLeast: 50, truth: 0) { run in
      try Sampled.distance(to: uniform, 100, alpha: Self.chance, beta: Self.chance) {
        stream.uniform(100 * run + $0)
      }
    }
    let coin = DistributionFunction { $0 < 0 ? 0 : $0 < 1 ? 0.5 : 1 } below: {
      $0 <= 0 ? 0 : $0 <= 1 ? 0.5 : 1
    }
    try expectRare(atLeast: 10, truth: 0) { run in
      try Sampled.distance(to: coin, 100, alpha: Self.chance, beta: Self.chance) {
        stream.uniform(100 * run + $0) < 0.5 ? 0 : 1
      }
    }
  }

  @Test("a wrong law at the distance that is seen is refuted") func power() throws {
    let stream = stream("power"), n = 2000
    let shifted = DistributionFunction { min(max($0 - 0.1, 0), 1) }
    let uniform = DistributionFunction { min(max($0, 0), 1) }
    let gap = uniform.distance(from: shifted, at: 0.5).compared[0].double
    var misses = 0
    for run in 0..<400 {
      let found = try Sampled.distance(to: shifted, n, alpha: 0.05, beta: 0.05) {
        stream.uniform(n * run + $0)
      }
      #expect(found.record(at: 0).delta < gap)
      if found.region.contains(0) { misses += 1 }
    }
    #expect(misses <= 42, "20 + 5·√19")
  }

  // MARK: bad input

  @Test("no draws, draws outside the range, NaN: an error, never a value") func badDraws() {
    let uniform = DistributionFunction { min(max($0, 0), 1) }
    let bad: [() throws -> Sampled] = [
      { try Sampled.mean(0, in: 0...1) { _ in 0 } },
      { try Sampled.mean(10, in: 0...1) { _ in 1.5 } },
      { try Sampled.mean(10, in: 0...1) { _ in .nan } },
      { try Sampled.mean(10, in: 0...1, alpha: 0) { _ in 0 } },
      { try Sampled.mean(10, in: 0...1, alpha: 1) { _ in 0 } },
      { try Sampled.mean(10, in: 0...1, beta: .nan) { _ in 0 } },
      { try Sampled.mean(10, in: 0...Double.infinity) { _ in 0 } },
      { try Sampled.mean(1, in: 0...1, deviation: 0.5) { _ in 0 } },
      { try Sampled.mean(10, in: 0...1, deviation: 0.6) { _ in 0 } },
      { try Sampled.mean(10, in: 0...1, deviation: .nan) { _ in 0 } },
      { try Sampled.share(0) { _ in true } },
      { try Sampled.share(10, alpha: -1) { _ in true } },
      { try Sampled.distance(to: uniform, 0) { _ in 0.5 } },
      { try Sampled.distance(to: uniform, 10) { _ in .nan } },
      { try Sampled.distance(to: uniform, 10) { _ in .infinity } },
      { try Sampled.distance(to: DistributionFunction { 1 - $0 }, 10) { Double($0) / 10 } },
      { try Sampled.distance(to: DistributionFunction { _ in .nan }, 10) { Double($0) } },
      { try Sampled.distance(to: DistributionFunction { _ in 1.1 }, 10) { Double($0) } },
    ]
    for attempt in bad { #expect(throws: SamplingError.self) { try attempt() } }
  }
}
