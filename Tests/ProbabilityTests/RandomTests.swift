import Digest
import Exact
import Expressions
import Foundation
import Probability
import Testing

@Suite struct RandomTests {
  /// The known-answer vectors published with Random123 (kat_vectors, philox4x32 10).
  @Test func philoxKnownAnswers() {
    let cases: [(SIMD4<UInt32>, SIMD2<UInt32>, SIMD4<UInt32>)] = [
      (SIMD4(0, 0, 0, 0), SIMD2(0, 0), SIMD4(0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8)),
      (
        SIMD4(repeating: .max), SIMD2(repeating: .max),
        SIMD4(0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd)
      ),
      (
        SIMD4(0x243f_6a88, 0x85a3_08d3, 0x1319_8a2e, 0x0370_7344), SIMD2(0xa409_3822, 0x299f_31d0),
        SIMD4(0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1)
      ),
    ]
    for (counter, key, answer) in cases {
      #expect(Philox.block(counter: counter, key: key) == answer)
    }
  }

  @Test func elementaryFunctionsWithinAnUlpAndAHalf() {
    for (x, value) in Golden.exponentials {
      #expect(abs(Elementary.exp(x) - value) <= 1.5 * value.ulp, "exp \(x)")
    }
    for (x, value) in Golden.logarithms {
      #expect(abs(Elementary.log(x) - value) <= 1.5 * value.ulp, "log \(x)")
    }
    for (u, value) in Golden.quantiles {
      #expect(abs(normalQuantile(u) - value) <= 8 * max(value.ulp, 0x1p-56), "quantile \(u)")
    }
    // 0.075 − ½ is −0.425 in doubles: there AS 241 takes the rational function of the middle, and draws are told to the last
    // bit. The other one is an ulp away.
    #expect(normalQuantile(0.075) == -1.4395314709384557)
    #expect(Elementary.exp(.infinity) == .infinity && Elementary.exp(-.infinity) == 0)
    #expect(
      Elementary.exp(710) == .infinity && Elementary.exp(-746) == 0 && Elementary.exp(-744) > 0)
    #expect(Elementary.log(0) == -.infinity && Elementary.log(-1).isNaN)
    #expect(
      normalQuantile(0) == -.infinity && normalQuantile(1) == .infinity && normalQuantile(2).isNaN)
  }

  /// Against the C library on a dense sweep: both are good to an ulp, so they differ by two at
  /// most.
  @Test func elementaryFunctionsAgreeWithTheCLibrary() {
    let s = Stream(root: 1, check: "elementary", purpose: "sweep")
    for i in 0..<20_000 {
      let x = (s.uniform(i) - 0.5) * 1400, y = Foundation.exp(x)
      #expect(abs(Elementary.exp(x) - y) <= 2 * y.ulp, "exp \(x)")
      let u = Foundation.exp((s.uniform(i, lane: 1) - 0.5) * 100), l = Foundation.log(u)
      #expect(abs(Elementary.log(u) - l) <= 2 * l.ulp, "log \(u)")
      let near = 1 + (s.uniform(i, lane: 2) - 0.5) * 1e-3, m = Foundation.log(near)
      #expect(abs(Elementary.log(near) - m) <= 2 * m.ulp, "log \(near)")
    }
  }

  /// The names, the hash and the counters as a Python programme puts them together.
  @Test func streamsAgreeWithAnIndependentProgramme() {
    let s = Stream(root: 20_240_601, check: "golden", purpose: "hash")
    for (index, lane, bits) in Golden.stream { #expect(s.bits(index, lane: lane) == bits) }
  }

  @Test func streamsAreFunctionsOfNameAndIndex() {
    let a = Stream(root: 1, check: "gan/value-js", purpose: "parameters")
    let forward = (0..<1000).map { a[$0] }, backward = (0..<1000).reversed().map { a[$0] }
    #expect(forward == backward.reversed())
    #expect(Set(forward).count == 1000)
    for other in [
      Stream(root: 2, check: "gan/value-js", purpose: "parameters"),
      Stream(root: 1, check: "gan/value-j", purpose: "sparameters"),
      Stream(root: 1, check: "gan/value-js", purpose: "sample"), a.replicated(1),
    ] { #expect(!(0..<100).contains { other[$0] == a[$0] }) }
    #expect(a.bits(5, lane: 1) != a.bits(5, lane: 2))
    #expect(a[5] == a.bits(5) && a.bits(5) == a.bits(5, lane: 0) && a.uniform(5) == a.uniform(5, lane: 0))
    #expect(a.normal(5) == a.normal(5, lane: 0) && a.integer(below: 1000, at: 5) == a.integer(below: 1000, at: 5, lane: 0))
    #expect(a.replicated(0) == a)
    #expect((0..<100_000).allSatisfy { a.uniform($0) > 0 && a.uniform($0) < 1 })
  }

  /// 2²⁰ draws of each kind, hashed: any change of the streams, of exp and log, or of the
  /// compiler's arithmetic shows.
  @Test func goldenHashes() {
    let s = Stream(root: 20_240_601, check: "golden", purpose: "hash")
    func hash(_ draw: (Int) -> UInt64) -> String {
      var h = SHA256()
      for i in 0..<(1 << 20) {
        let x = draw(i)
        h.update((0..<8).lazy.map { UInt8(truncatingIfNeeded: x >> (8 * UInt64($0))) })
      }
      return h.digest.prefix(8).map { String($0, radix: 16) }.joined(separator: " ")
    }
    #expect(hash { s[$0] } == "33 24 5a 39 5b fd e7 73")
    #expect(hash { s.uniform($0).bitPattern } == "4c fd 86 47 d5 c1 2 83")
    #expect(hash { s.normal($0).bitPattern } == "56 5c a9 1 ff fa 7 8")
  }

  @Test func integersAreUnbiased() {
    let s = Stream(root: 3, check: "integers", purpose: "bias"), n = 70_000
    var counts = [Int](repeating: 0, count: 7)
    for i in 0..<n { counts[s.integer(below: 7, at: i)] += 1 }
    // Hoeffding: a count is off by more than √(n ln(2·7/α)/2) with probability α = 1e-10.
    let allowed = (Double(n) * Foundation.log(14 / 1e-10) / 2).squareRoot()
    for c in counts { #expect(abs(Double(c) - Double(n) / 7) <= allowed) }
  }

  /// Parameters and weights as a Python programme draws them from their description.
  @Test func drawsAgreeWithAnIndependentProgramme() throws {
    let s = Stream(root: 11, check: "golden", purpose: "draws")
    func digest(_ lines: [String]) -> String {
      var hash = SHA256()
      hash.update(lines.joined(separator: "\n").utf8)
      return hash.digest.prefix(8).map { String(format: "%02x", $0) }.joined()
    }
    for d in GoldenDraws.rationals {
      let draws = try (0..<1000).map {
        let r = try s.rational(
          $0, lane: 3, in: .init(d.lower, d.upper), maxDenominator: d.most, avoiding: d.avoiding)
        return "\(r)"
      }
      #expect(draws.prefix(4).joined(separator: " ") == d.head)
      #expect(digest(draws) == d.digest, "\(d)")
    }
    for w in GoldenDraws.weights {
      let draws = try (0..<100).map {
        try s.simplex($0, w.count, lane: 5, maxDenominator: w.most).map { "\($0)" }.joined(separator: " ")
      }
      #expect(draws[0] == w.head)
      #expect(digest(draws) == w.digest, "\(w)")
    }
  }

  @Test func genericRationals() throws {
    let s = Stream(root: 1, check: "generic", purpose: "draws")
    let domains = [
      RationalDomain(nil, nil), RationalDomain(-4, 4), RationalDomain(0, 1), RationalDomain(0, nil),
      RationalDomain(nil, -3),
      RationalDomain(Rational(1, 3), Rational(11, 30)), RationalDomain(1000, 1001),
    ]
    for d in domains {
      let low = d.lower ?? d.upper.map { $0 - 4 } ?? -4, high = d.upper ?? d.lower.map { $0 + 4 } ?? 4
      var seen: Set<Rational> = []
      for i in 0..<200 {
        let r = try s.rational(i, in: d)
        #expect(low < r && r < high)
        #expect(high - low < 1 || r.denominator <= 97)
        seen.insert(r)
      }
      #expect(seen.count > 100)
    }
    for i in 0..<500 {
      let r = try s.rational(i, in: .init(-4, 4), avoiding: [Rational(3, 2)])
      for x in [0, 1, -1, 2, Rational(1, 2), Rational(3, 2)] {
        #expect((r - x).magnitude >= Rational(1, 64))
      }
    }
    #expect(throws: ProbabilityError.self) { try s.rational(0, in: .init(1, 1)) }
    #expect(throws: ProbabilityError.self) { try s.rational(0, in: .init(0, 1), where: { $0 > 2 }) }
    for n in 2...6 {
      let w = try s.simplex(n, n)
      #expect(
        w.reduce(0, +) == 1 && w.allSatisfy { $0 > 0 } && Set(w).count == n
          && w.allSatisfy { $0.denominator <= 97 })
    }
  }

  /// Dvoretzky-Kiefer-Wolfowitz: sup |Fₙ − F| > √(ln(2/α)/2n) with probability at most α = 1e-9 for
  /// each law.
  @Test func samplersFollowTheDistributionFunction() throws {
    let laws: [(String, Law)] = [
      ("normal", try normal(q(3, 7), q(5, 3))),
      ("uniform", try .uniform(lower: -2, upper: q(1, 3), at: none)),
      ("laplace", try .laplace(location: 1, scale: q(2, 3), at: none)),
      (
        "mixture",
        try .mixture(
          [(q(1, 3), normal(-2, q(1, 4))), (q(2, 3), .laplace(location: 2, scale: 1, at: none))],
          at: none)
      ),
      ("finite", try Tri.data),
      ("mixed", try .mixture([(q(1, 4), .point(q(1, 2))), (q(3, 4), normal(0, 1))], at: none)),
      (
        "square",
        try normal(q(1, 2), 1).pushforward(
          variables: [Variable("z")], map: [Expression.variable(Variable("z")).squared], at: none)
      ),
    ]
    let n = 20_000, allowed = (Foundation.log(2 / 1e-9) / (2 * Double(n))).squareRoot(),
      x = Variable("x")
    for (name, law) in laws {
      let sample = try law.sample(n, Stream(root: 7, check: "dkw", purpose: name), at: none).map {
        $0[0]
      }.sorted()
      let cdf = try law.cumulative(at: .variable(x), values: none)
      func f(_ t: Double) throws -> Double { try witness(cdf, [x: t]) }
      var worst = 0.0
      for k in stride(from: 0, to: n, by: name == "square" ? 400 : 20) {
        let t = sample[k],
          after = Double(sample.lastIndex { $0 <= t }.map { $0 + 1 } ?? 0) / Double(n)
        let before = Double(sample.firstIndex { $0 >= t } ?? 0) / Double(n)
        worst = max(worst, abs(after - (try f(t))), abs(before - (try f(t.nextDown))))
      }
      #expect(worst <= allowed, "\(name): \(worst) > \(allowed)")
    }
  }

  @Test func meansDoNotDependOnTheSharingOut() throws {
    let sampler = try Sampler(normal(1, 1), at: none),
      s = Stream(root: 1, check: "mean", purpose: "tree"), n = 10_000
    let blocks = stride(from: 0, to: n, by: Sampler.block).reversed().map { start in
      sampler.samples(start..<min(start + Sampler.block, n), s).reduce(0) { $0 + $1[0] }
    }
    let mean = sampler.mean(n, s) { $0[0] }
    #expect(mean == Sampler.treeSum(blocks.reversed()) / Double(n))
    #expect(abs(mean - 1) <= 6.5 / Double(n).squareRoot())
    #expect(Sampler.treeSum([1, 2, 3, 4, 5]) == 15 && Sampler.treeSum([]) == 0)
  }

  @Test func jointGaussianSamplesHaveTheirMoments() throws {
    let
      law = try Law.normal(
        mean: [1, -2], covariance: [[2, q(3, 5)], [q(3, 5), q(1, 2)]], at: none), n = 40_000
    let x = try law.sample(n, Stream(root: 1, check: "joint", purpose: "moments"), at: none)
    // u = x₁ − 2x₂ is N(5, 2 + 4·½ − 4·⅗): the mean is known-variance normal, 6.5 σ is exceeded
    // with probability 8e-11.
    let u = x.map { $0[0] - 2 * $0[1] }, variance = 2 + 2 - 2.4
    #expect(abs(u.reduce(0, +) / Double(n) - 5) <= 6.5 * (variance / Double(n)).squareRoot())
    // n·s²/σ² is χ²: 6.5 σ about n on both sides with room for the skewness.
    let s = u.reduce(0) { $0 + ($1 - 5) * ($1 - 5) } / variance
    #expect(abs(s - Double(n)) <= 7 * (2 * Double(n)).squareRoot())
    #expect(
      try law.sample(10, Stream(root: 1, check: "joint", purpose: "moments"), at: none)
        == Array(x[..<10]))
  }
}
