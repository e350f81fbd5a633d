import Exact
import Expressions
import Probability
import Testing

@Suite struct TransportTests {
  /// SciPy's linear programme on the same data.
  @Test func agreesWithAnIndependentSolver() throws {
    for (supply, demand, cost, value) in Golden.transports {
      let t = try Transport(
        from: supply.indices.map { [Rational($0)] }, supply.map { Rational($0) },
        to: demand.indices.map { [Rational($0)] },
        demand.map { Rational($0) }, cost: cost.map { $0.map { Rational($0) } })
      #expect(t.primal == Rational(value))
      try t.check()
    }
  }

  @Test func threePointsOfTheBook() throws {
    let t = try Transport(Tri.data, Tri.model, at: none)
    #expect(t.primal == Rational(11, 12) && t.dual == Rational(11, 12))
    try t.check()
    func distance(_ x: [Rational], _ y: [Rational]) -> Rational { (x[0] - y[0]).magnitude }
    let f = [0, 1, 3].map { t.critic(at: [Rational($0)], cost: distance) }
    // E_p f − E_g f attains the cost, and the slopes are at most 1.
    let gap = f[0] * Rational(1, 4) + f[1] * Rational(1, 12) - f[2] * Rational(1, 3)
    #expect(gap == Rational(11, 12))
    #expect((f[1] - f[0]).magnitude <= 1 && (f[2] - f[1]).magnitude <= 2)
  }

  /// Random rational laws on the line: the simplex, the distribution functions and the dual give
  /// one number.
  @Test func transportIsTheAreaBetweenDistributionFunctions() throws {
    let s = Stream(root: 11, check: "transport", purpose: "random laws")
    for k in 0..<40 {
      let n = 2 + s.integer(below: 5, at: k, lane: 1), m = 2 + s.integer(below: 5, at: k, lane: 2)
      func law(_ size: Int, _ lane: UInt32) throws -> Law {
        let w = try s.simplex(k, size, lane: lane)
        return try .finite(
          w.enumerated().map { i, weight in
            (
              [.rational(try s.rational(k * 16 + i, lane: lane &+ 7, in: .init(-9, 9)))],
              .rational(weight)
            )
          }, at: none)
      }
      let p = try law(n, 100), g = try law(m, 200), t = try Transport(p, g, at: none)
      try t.check()
      #expect(try Law.w1(p, g, at: none) == .rational(t.primal))
      // Three laws: the triangle inequality; and the distance of the means from below.
      let r = try law(n, 300)
      let direct = try #require(Law.w1(p, g, at: none).rationalValue)
      let detour = try #require((Law.w1(p, r, at: none) + Law.w1(r, g, at: none)).rationalValue)
      let means = try #require((p.mean(at: none)[0] - g.mean(at: none)[0]).rationalValue)
      #expect(means.magnitude <= direct && direct <= detour)
    }
  }

  /// Costs of either sign, against every way to pair as many atoms of one mass; the certificate is found true each time.
  @Test func costsOfEitherSign() throws {
    let s = Stream(root: 12, check: "transport", purpose: "signed costs")
    func orders(_ n: Int) -> [[Int]] {
      n == 0
        ? [[]]
        : orders(n - 1).flatMap { o in (0..<n).map { Array(o[..<$0]) + [n - 1] + Array(o[$0...]) } }
    }
    for k in 0..<60 {
      let n = 1 + k % 4
      let lowest = [-20, -3, -12][k % 3]
      let cost = (0..<n).map { i in
        (0..<n).map { j in
          Rational(6 * lowest + s.integer(below: 97, at: k * 16 + i * 4 + j, lane: 1), 6)
        }
      }
      let t = try Transport(
        from: (0..<n).map { [Rational($0)] }, Array(repeating: 1, count: n),
        to: (0..<n).map { [Rational($0)] },
        Array(repeating: 1, count: n), cost: cost)
      try t.check()
      let least = orders(n).map { o in (0..<n).reduce(Rational(0)) { $0 + cost[$1][o[$1]] } }.min()
      #expect(t.primal == least && t.dual == least, "\(cost)")
      for i in 0..<n {
        for j in 0..<n { #expect(t.targetPotential[j] - t.sourcePotential[i] <= cost[i][j]) }
      }
    }
  }

  /// What is spoiled is refused: each potential raised or lowered, masses moved elsewhere, taken away
  /// or doubled. Both potentials moved alike are as good as before.
  @Test func aSpoiledCertificateIsRefused() throws {
    let s = Stream(root: 13, check: "transport", purpose: "spoiled")
    for k in 0..<40 {
      let n = 2 + k % 3, m = 2 + k / 3 % 3
      let cost = (0..<n).map { i in
        (0..<m).map { j in Rational(s.integer(below: 41, at: k * 16 + i * 4 + j, lane: 1) - 20, 3) }
      }
      let t = try Transport(
        from: (0..<n).map { [Rational($0)] }, try s.simplex(k, n, lane: 2),
        to: (0..<m).map { [Rational($0)] },
        try s.simplex(k, m, lane: 3), cost: cost)
      try t.check()
      func isRefused(_ spoil: (inout Transport) -> Void) -> Bool {
        var spoiled = t
        spoil(&spoiled)
        return (try? spoiled.check()) == nil
      }
      for e in [Rational(1, 7), -Rational(1, 7)] {
        for i in 0..<n { #expect(isRefused { $0.sourcePotential[i] = $0.sourcePotential[i] + e }) }
        for j in 0..<m { #expect(isRefused { $0.targetPotential[j] = $0.targetPotential[j] + e }) }
        #expect(
          !isRefused {
            $0.sourcePotential = $0.sourcePotential.map { $0 + e }
            $0.targetPotential = $0.targetPotential.map { $0 + e }
          })
      }
      for index in t.plan.indices {
        #expect(isRefused { $0.plan[index].mass = 2 * $0.plan[index].mass })
        #expect(isRefused { $0.plan[index].mass = -$0.plan[index].mass })
        #expect(isRefused { $0.plan[index].from = ($0.plan[index].from + 1) % n })
        #expect(isRefused { $0.plan[index].to = ($0.plan[index].to + 1) % m })
        #expect(isRefused { $0.plan.remove(at: index) })
      }
    }
  }

  @Test func inThePlane() throws {
    let p = try Law.finite([([0, 0], q(1, 2)), ([3, 4], q(1, 2))], at: none), g = Law.point([0, 0])
    #expect(try Law.w1(p, g, at: none) == q(5, 2))
    // Irrational distances: 2·½·√2/2 … exactly, with an exact potential.
    let skew = try Law.finite([([0, 0], q(1, 2)), ([1, 1], q(1, 2))], at: none)
    #expect(throws: ProbabilityError.self) { try Transport(skew, g, at: none) }
    #expect(try Law.w1(skew, g, at: none) == (.sqrt(2) / 2))
    // The transport of LINES with as many atoms as one likes: shifted sideways.
    func line(_ x: Int) throws -> Law {
      try .finite((0..<12).map { ([q(x), q($0, 12)], q(1, 12)) }, at: none)
    }
    let t = try EuclideanTransport(line(0), line(3), at: none)
    #expect(t.primal == 3 && t.dual == 3)
  }

  /// The diagonals of squares and cubes: n√2 and n√3 written one way only, whatever the factors of n.
  @Test func diagonals() throws {
    for n in Array(1...40) + [997, 1009, 2003, 4018, 1009 * 1013, 1_000_003] {
      for dimension in [2, 3] {
        let corner = [Expression](repeating: q(n), count: dimension)
        let p = try Law.finite([([Expression](repeating: 0, count: dimension), 1)], at: none)
        #expect(
          try EuclideanTransport(p, .point(corner), at: none).primal == q(n) * .sqrt(q(dimension)),
          "\(n)√\(dimension)")
      }
    }
  }

  /// Irrational distances: primal and dual are one number, and every inequality of the dual holds.
  @Test func euclideanCertificates() throws {
    let s = Stream(root: 2, check: "euclidean", purpose: "places")
    for k in 0..<8 {
      func law(_ lane: UInt32) throws -> Law {
        let w = try s.simplex(k, 4, lane: lane)
        return try .finite(
          w.enumerated().map { i, weight in
            (
              [
                q(s.integer(below: 7, at: 10 * k + i, lane: lane)),
                q(s.integer(below: 7, at: 10 * k + i, lane: lane + 1)),
              ], .rational(weight)
            )
          }, at: none)
      }
      let t = try EuclideanTransport(law(10), law(20), at: none)
      #expect(vanishes(t.primal - t.dual, digits: 30))
      for i in t.sources.indices {
        for j in t.targets.indices {
          #expect(
            try none.sign(t.distance(i, j) - (t.targetPotential[j] - t.sourcePotential[i])) >= 0)
        }
      }
      for move in t.plan {
        #expect(
          try none.sign(
            t.distance(move.from, move.to)
              - (t.targetPotential[move.to] - t.sourcePotential[move.from])) == 0)
      }
    }
  }

  @Test func manyAtomsOnParallelLines() throws {
    func line(_ x: Int) throws -> Law {
      try .finite((0..<100).map { ([q(x), q($0, 100)], q(1, 100)) }, at: none)
    }
    #expect(try Law.w1(line(0), line(2), at: none) == 2)
    // With the order of atoms hidden, so that no translation can be read off.
    let mixed = try Law.finite(
      (0..<60).map { ([q(2), q(($0 * 37) % 60, 60)], q(1, 60)) }, at: none)
    let plain = try Law.finite((0..<60).map { ([0, q($0, 60)], q(1, 60)) }, at: none)
    #expect(try Law.w1(plain, mixed, at: none) == 2)
  }

  @Test func overflowAndNonsenseAreErrors() throws {
    let huge = Rational(1, 3) * Rational("1e18")!
    func solve(_ s: [Rational], _ d: [Rational], _ c: [[Rational]]) throws -> Transport {
      try Transport(from: s.map { [$0] }, s, to: d.map { [$0] }, d, cost: c)
    }
    #expect(throws: ProbabilityError.self) { try solve([1, 1], [1, 1], [[huge, 0], [0, 1]]) }
    #expect(throws: ProbabilityError.self) {
      try solve([Rational("1e30")!], [Rational("1e30")!, 1], [[1, 1]])
    }
    #expect(throws: ProbabilityError.self) { try solve([1], [2], [[1]]) }
    #expect(throws: ProbabilityError.self) { try solve([-1], [-1], [[1]]) }
    #expect(throws: ProbabilityError.self) { try solve([], [], []) }
    #expect(throws: ProbabilityError.self) { try solve([1], [1], [[1, 2]]) }
    #expect(try solve([0, 1], [1, 0], [[1, 2], [3, 4]]).primal == 3)
  }

  /// Each refusal names its own reason, up to the last size that is allowed.
  @Test func refusalsSayWhy() throws {
    func refusal(_ n: Int, _ m: Int, masses: Rational = 1, cost: [[Rational]]) throws -> String {
      let error = try #require(throws: ProbabilityError.self) {
        try Transport(
          from: Array(repeating: [0], count: n), Array(repeating: masses, count: n),
          to: Array(repeating: [0], count: m), Array(repeating: masses, count: m), cost: cost)
      }
      return "\(error)"
    }
    #expect(try refusal(4096, 4096, cost: []).contains("a cost for every pair"))
    #expect(try refusal(4096, 4097, cost: []).contains("2^24 pairs are possible"))
    #expect(try refusal(4097, 4096, cost: []).contains("2^24 pairs are possible"))
    #expect(try refusal(0, 1, cost: []).contains("between 0 and 1 atoms"))
    #expect(try refusal(1, 0, cost: [[]]).contains("between 1 and 0 atoms"))
    #expect(try refusal(1, 1, masses: -1, cost: [[1]]).contains("not negative"))
    // Too large for a word, and too large for the sums of the simplex.
    for size in ["1e25", "9e18"] {
      let text = try refusal(2, 2, masses: try #require(Rational(size)), cost: [[1, 2], [3, 1]])
      #expect(text.contains("do not fit 64 bits"), "\(size): \(text)")
    }
    let prices: [[Rational]] = [[Rational("9e18")!, 0], [0, Rational("9e18")!]]
    #expect(try refusal(2, 2, masses: 1000, cost: prices).contains("do not fit 64 bits"))
  }
}
