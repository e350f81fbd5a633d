import Evidence
import Exact
import Expressions
import Ledger
import Testing

/// Samples of every kind: regions, powers, sizes, and what becomes of comparisons with them.
@Suite struct SampleLedger {
  private struct Kind {
    var name: String
    /// With n draws from a seed, at these chances.
    var sample: (_ n: Int, _ seed: Int, _ alpha: Double, _ beta: Double) throws -> Sampled
  }

  private func draw(_ seed: Int, _ i: Int) -> Double {
    var draws = Draws(seed &* 1_000_003 &+ i)
    return (Double(draws.int(0...((1 << 30) - 1))) + 0.5) * 0x1p-30
  }

  private var kinds: [Kind] {
    let uniform = DistributionFunction { min(max($0, 0), 1) }
    let die = DistributionFunction { x in
      min(max(x.rounded(.down), 0), 6) / 6
    } below: { x in
      min(max(x.rounded(.up) - 1, 0), 6) / 6
    }
    return [
      Kind(name: "share of a third") { n, seed, alpha, beta in
        try .share(n, alpha: alpha, beta: beta) { self.draw(seed, $0) < 1.0 / 3 }
      },
      Kind(name: "rare share") { n, seed, alpha, beta in
        try .share(n, alpha: alpha, beta: beta) { self.draw(seed, $0) < 0.002 }
      },
      Kind(name: "no hit") { n, _, alpha, beta in
        try .share(n, alpha: alpha, beta: beta) { _ in false }
      },
      Kind(name: "all hits") { n, _, alpha, beta in
        try .share(n, alpha: alpha, beta: beta) { _ in true }
      },
      Kind(name: "mean of a uniform") { n, seed, alpha, beta in
        try .mean(n, in: 0...1, alpha: alpha, beta: beta) { self.draw(seed, $0) }
      },
      Kind(name: "mean in [−2, 5]") { n, seed, alpha, beta in
        try .mean(n, in: -2...5, alpha: alpha, beta: beta) { 7 * self.draw(seed, $0) - 2 }
      },
      Kind(name: "steady mean") { n, seed, alpha, beta in
        try .mean(n, in: 0...3, deviation: 0.25, alpha: alpha, beta: beta) {
          1 + self.draw(seed, $0) / 2
        }
      },
      Kind(name: "distance from a uniform") { n, seed, alpha, beta in
        try .distance(to: uniform, n, alpha: alpha, beta: beta) { self.draw(seed, $0) }
      },
      Kind(name: "distance from a die") { n, seed, alpha, beta in
        try .distance(to: die, n, alpha: alpha, beta: beta) {
          (6 * self.draw(seed, $0)).rounded(.up)
        }
      },
      Kind(name: "distance of a square from a uniform") { n, seed, alpha, beta in
        try .distance(to: uniform, n, alpha: alpha, beta: beta) {
          self.draw(seed, $0) * self.draw(seed, $0)
        }
      },
    ]
  }

  @Test(arguments: 0..<10) func regions(_ kind: Int) throws {
    let kind = kinds[kind]
    var entries: [Ledger.Entry] = []
    for n in [2, 5, 12, 13, 60, 400] {
      for (alpha, beta) in [(0.05, 0.05), (1e-3, 0.2), (FalseAlarms.alpha, FalseAlarms.beta)] {
        let sample = try kind.sample(n, n, alpha, beta),
          more = try kind.sample(n, n, alpha / 8, beta)
        #expect(
          sample.region.lowerBound <= sample.value + 1e-12
            && sample.value <= sample.region.upperBound + 1e-12)
        #expect(
          more.region.lowerBound <= sample.region.lowerBound
            && sample.region.upperBound <= more.region.upperBound)
        for truth in [0, 0.3, 0.999] {
          let record = sample.record(at: truth),
            less = try kind.sample(n, n, alpha, beta / 8).record(at: truth)
          #expect(less.delta >= record.delta && record.delta > 0)
          entries.append(
            Ledger.Entry(
              "\(kind.name), \(n), \(alpha), \(beta), true value \(truth)",
              "\(record.delta); \(record)"))
        }
        entries.append(
          Ledger.Entry(
            "\(kind.name), \(n), \(alpha), \(beta)", "\(sample.value) in \(sample.region)"))
      }
    }
    let differences = try Ledger(
      "evidence-samples-\(kind.name.replacing(" ", with: "-").replacing("[−2,-5]", with: "range"))"
    ).differences(entries)
    #expect(differences.isEmpty, "\(differences.joined(separator: "\n"))")
  }

  @Test func sizes() throws {
    var entries: [Ledger.Entry] = []
    func add(_ name: String, _ fewest: () throws -> Int) {
      let found = (try? fewest()).map(String.init) ?? "none"
      entries.append(Ledger.Entry(name, found))
    }
    for delta in [0.5, 0.2, 0.1, 0.03, 0.011] {
      add("mean, \(delta)") { try Sampled.draws(forMeanToSee: delta, width: 1) }
      add("mean of width 3, \(delta)") { try Sampled.draws(forMeanToSee: delta, width: 3) }
      add("steady mean, \(delta)") {
        try Sampled.draws(forMeanToSee: delta, width: 2, deviation: 0.1)
      }
      add("distance, \(delta)") { try Sampled.draws(forDistanceToSee: delta) }
      for truth in [0.5, 0.01, 0] where delta > 0.02 {
        add("share from \(truth), \(delta)") {
          try Sampled.draws(forShareToSee: delta, from: truth)
        }
      }
      // the fewest: one draw less does not see it
      let n = try Sampled.draws(forMeanToSee: delta, width: 1)
      func seen(_ n: Int) throws -> Double {
        try Sampled.mean(n, in: 0...1) { _ in 0.5 }.record(at: 0).delta
      }
      #expect(try seen(n) <= delta)
      #expect(try seen(n - 1) > delta)
      let m = try Sampled.draws(forDistanceToSee: delta)
      let uniform = DistributionFunction { min(max($0, 0), 1) }
      func apart(_ n: Int) throws -> Double {
        try Sampled.distance(to: uniform, n) { (Double($0) + 0.5) / Double(n) }.record(at: 0).delta
      }
      #expect(try apart(m) <= delta)
      #expect(try apart(m - 1) > delta)
    }
    add("mean, 0") { try Sampled.draws(forMeanToSee: 0, width: 1) }
    add("mean, 10") { try Sampled.draws(forMeanToSee: 10, width: 1) }
    let differences = try Ledger("evidence-sizes").differences(entries)
    #expect(differences.isEmpty, "\(differences.joined(separator: "\n"))")
  }

  /// Samples beside numbers, as checks and as foils.
  @Test func comparisons() throws {
    var entries: [Ledger.Entry] = []
    for k in 0..<10 {
      let kind = kinds[k]
      let sample = try kind.sample(20_000, 7, FalseAlarms.alpha, FalseAlarms.beta)
      let loose = try kind.sample(200, 7, 0.05, 0.05)
      let region = sample.region
      let values: [(String, Rational)] = [
        ("the value", Rational(exactly: sample.value)),
        ("the lower end", Rational(exactly: region.lowerBound)),
        ("the upper end", Rational(exactly: region.upperBound)),
        ("below it", Rational(exactly: region.lowerBound.nextDown)),
        ("above it", Rational(exactly: region.upperBound.nextUp)), ("far below", -10),
        ("far above", 10),
      ]
      for (name, value) in values {
        let checks = [
          Check("s/equal", "", grade: .sampled, scope: "") {
            compare("=", sample, equals: value)
          } foils: {
            Foil("=") {
              compare("=", sample, equals: value, insteadOf: Rational(exactly: sample.value))
            }
            Foil("no truth") { compare("=", sample, equals: value) }
          },
          Check("s/less", "", grade: .sampled, scope: "") {
            compare("<", sample, isLessThan: value)
          } foils: {
            Foil("<") {
              compare("<", sample, isLessThan: value, insteadOf: Rational(exactly: sample.value))
            }
          },
          Check("s/greater", "", grade: .sampled, scope: "") {
            compare(">", sample, isGreaterThan: value)
          } foils: {
            Foil(">") {
              compare(">", sample, isGreaterThan: value, insteadOf: Rational(exactly: sample.value))
            }
          },
          Check("s/certified", "", grade: .certified, scope: "") {
            compare("=", sample, equals: value)
          } foils: {
          },
          Check("s/loose", "", grade: .sampled, scope: "") {
            compare("=", loose, equals: value)
          } foils: {
          },
        ]
        for claim in judge([], checks: checks, options: Options()) {
          let check = claim.checks[0], point = check.points.first
          let inside =
            Rational(exactly: region.lowerBound) <= value
            && value <= Rational(exactly: region.upperBound)
          if claim.id == "s/equal" {
            #expect(check.verdict == (inside ? .holds : .refuted), "\(kind.name), \(name)")
          }
          if claim.id == "s/certified" || claim.id == "s/loose" {
            #expect(claim.verdict == .broken)
          }
          let foils = claim.foils.map {
            "\($0.verdict) \($0.distance ?? "") \($0.refuted)/\($0.of) \($0.luck.map { "\($0)" } ?? "") \($0.reason ?? "")"
          }
          entries.append(
            Ledger.Entry(
              "\(kind.name) \(claim.id) \(name)",
              "\(claim.verdict) \(claim.grade.map { "\($0)" } ?? "") \(claim.reason ?? ""); \(check.verdict) \(point?.lines.first?.value ?? []) \(point?.lines.first?.sampled ?? ""); \(point?.lines.last?.distance ?? ""); \(foils.joined(separator: "; "))"
            ))
        }
      }
    }
    let differences = try Ledger("evidence-comparisons").differences(entries)
    #expect(differences.isEmpty, "\(differences.joined(separator: "\n"))")
  }
}
