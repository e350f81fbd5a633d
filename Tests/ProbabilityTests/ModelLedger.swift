import Balls
import Exact
import Expressions
import Foundation
import Ledger
import Probability
import SplitMix
import Testing

private func line(_ law: Law) -> String {
  let text = "\(law)"
  return text.utf8.count < 120 ? text : Ledger.digest(text.utf8)
}

/// Laws in the plane, transport, models and draws, beside counting, small matrices and quadrature.
@Suite struct ModelLedger {
  private let names = ["a", "b", "c", "d"].map { Variable($0) }
  private func e(_ k: Int) -> Expression { .variable(names[k]) }

  private func numbered<T>(_ body: () throws -> T) rethrows -> T {
    try Variable.$numbering.withValue(VariableNumbering(), operation: body)
  }

  // MARK: finite nets, against counting

  /// a → b, (a, b) → c, c → d, all of two or three values: every law of one or two given one or two.
  @Test(arguments: 0..<6) func finiteNets(_ block: Int) throws {
    var random = SplitMix(seed: UInt64(300 + block)), entries: [Ledger.Entry] = []
    func below(_ n: Int) -> Int { Int(random.next() % UInt64(n)) }
    for _ in 0..<4 {
      let sizes = (0..<4).map { _ in 2 + below(2) }, parents = [[], [0], [0, 1], [2]]
      func weights(_ n: Int) -> [Rational] {
        var w = (0..<n).map { _ in Rational(below(4)) }
        if w.allSatisfy(\.isZero) { w[below(n)] = 1 }
        let total = w.reduce(0, +)
        return w.map { $0 / total }
      }
      func settings(_ list: [Int]) -> [[Int]] {
        list.reduce([[]]) { all, k in all.flatMap { s in (0..<sizes[k]).map { s + [$0] } } }
      }
      var tables: [[[Int]: [Rational]]] = [], nodes: [Model.Node] = []
      for k in 0..<4 {
        var table: [[Int]: [Rational]] = [:], rows: [Model.Row] = []
        for setting in settings(parents[k]) {
          let w = weights(sizes[k])
          table[setting] = w
          let law = try Law.finite(w.enumerated().map { ([q($0)], .rational($1)) }, at: none)
          rows.append(.init(setting.map { q($0) }, law))
        }
        tables.append(table)
        nodes.append(
          k == 0
            ? .init(names[0], rows[0].law)
            : .init([names[k]], given: parents[k].map { names[$0] }, .table(rows)))
      }
      let model = try Model(nodes.reversed())
      func joint(_ s: [Int]) -> Rational {
        (0..<4).reduce(1) { $0 * (tables[$1][parents[$1].map { s[$0] }]?[s[$1]] ?? 0) }
      }
      let all = settings([0, 1, 2, 3])
      for _ in 0..<8 {
        let order = (0..<4).sorted { _, _ in below(2) == 0 }
        let wanted = Array(order.prefix(1 + below(2))),
          given = Array(order.dropFirst(2).prefix(below(3)))
        let values = given.map { below(sizes[$0]) }
        let fits = all.filter { s in zip(given, values).allSatisfy { s[$0] == $1 } }
        let evidence = fits.reduce(Rational(0)) { $0 + joint($1) }
        let question = "\(sizes) \(wanted) | \(zip(given, values).map { "\($0)=\($1)" })"
        do {
          let law = try numbered {
            try model.law(
              of: wanted.map { names[$0] }, given: zip(given, values).map { (names[$0], q($1)) },
              at: none)
          }
          // what is given may itself have probability 0 where its own law does not matter
          for place in settings(wanted) where !evidence.isZero {
            let mass =
              fits.filter { s in zip(wanted, place).allSatisfy { s[$0] == $1 } }
              .reduce(Rational(0)) { $0 + joint($1) } / evidence
            let density = try law.density(at: place.map { q($0) }, values: none)
            #expect(none.rational(density) == mass, "\(question) at \(place)")
          }
          entries.append(Ledger.Entry(question, line(law)))
        } catch {
          #expect(evidence.isZero, "\(question): \(error)")
          entries.append(Ledger.Entry(question, "✗ \(error)"))
        }
      }
    }
    #expect(try Ledger("probability-nets-\(block)").differences(entries) == [])
  }

  // MARK: linear Gaussian nets, against matrices in doubles

  @Test(arguments: 0..<4) func gaussianNets(_ block: Int) throws {
    var random = SplitMix(seed: UInt64(400 + block)), entries: [Ledger.Entry] = []
    func below(_ n: Int) -> Int { Int(random.next() % UInt64(n)) }
    for _ in 0..<6 {
      // each variable is affine in those before, with noise or (rarely) without
      var slopes: [[Rational]] = [], offsets: [Rational] = [], noise: [Rational] = []
      for k in 0..<4 {
        slopes.append((0..<k).map { _ in Rational(below(7) - 3, 1 + below(2)) })
        offsets.append(Rational(below(5) - 2, 1 + below(3)))
        noise.append(k > 0 && below(5) == 0 ? 0 : [Rational(1, 4), 1, 2][below(3)])
      }
      let nodes = try (0..<4).map { k -> Model.Node in
        let mean = slopes[k].enumerated().reduce(Expression.rational(offsets[k])) {
          $0 + .rational($1.element) * e($1.offset)
        }
        return .init(names[k], given: Array(names[..<k]), try normal(mean, .rational(noise[k])))
      }
      let model = try Model(nodes)
      var m = [Double](repeating: 0, count: 4), s = [[Double]](repeating: m, count: 4)
      for k in 0..<4 {
        m[k] =
          offsets[k].double
          + slopes[k].enumerated().reduce(0) { $0 + $1.element.double * m[$1.offset] }
        for j in 0..<k {
          s[k][j] = slopes[k].enumerated().reduce(0) { $0 + $1.element.double * s[$1.offset][j] }
          s[j][k] = s[k][j]
        }
        s[k][k] =
          noise[k].double
          + slopes[k].enumerated().reduce(0) { $0 + $1.element.double * s[$1.offset][k] }
      }
      for _ in 0..<5 {
        let order = (0..<4).sorted { _, _ in below(2) == 0 }
        let wanted = Array(order.prefix(1 + below(2))),
          given = Array(order.dropFirst(2).prefix(below(3)))
        let values = given.map { _ in Rational(below(9) - 4, 2) }
        let question =
          "\(slopes) \(offsets) \(noise): \(wanted) | \(zip(given, values).map { "\($0)=\($1)" })"
        do {
          let law = try numbered {
            try model.law(
              of: wanted.map { names[$0] },
              given: zip(given, values).map { (names[$0], .rational($1)) }, at: none)
          }
          // one coordinate after the other, as matrices are conditioned by hand
          var (mean, cov) = (m, s), isPlain = true
          for (k, v) in zip(given, values) {
            guard cov[k][k] > 1e-9 else { isPlain = false; continue }
            let gain = (0..<4).map { cov[$0][k] / cov[k][k] }, surprise = v.double - mean[k]
            for i in 0..<4 { mean[i] += gain[i] * surprise }
            let row = cov[k]
            for i in 0..<4 { for j in 0..<4 { cov[i][j] -= gain[i] * row[j] } }
          }
          if isPlain {
            let found = try law.mean(at: none).map { try witness($0) }
            let spread = try law.covariance(at: none).map { try $0.map { try witness($0) } }
            for (i, k) in wanted.enumerated() {
              #expect(close(found[i], mean[k], 1e-8), "\(question)")
              for (j, l) in wanted.enumerated() {
                #expect(abs(spread[i][j] - cov[k][l]) < 1e-8, "\(question)")
              }
            }
          }
          entries.append(Ledger.Entry(question, line(law)))
        } catch { entries.append(Ledger.Entry(question, "✗ \(error)")) }
      }
    }
    #expect(try Ledger("probability-gaussian-nets-\(block)").differences(entries) == [])
  }

  // MARK: posteriors without a closed form, against quadrature

  @Test(arguments: 0..<8) func posteriors(_ number: Int) throws {
    let (x, y) = (names[0], names[1]), X = e(0), at = Valuation([x: Rational(1, 3)])
    let priors: [(String, Law, (Double) -> Double, [Double])] = [
      (
        "U(-1, 2)", try .uniform(lower: -1, upper: 2, at: none),
        { $0 >= -1 && $0 <= 2 ? 1.0 / 3 : 0 }, [-1, 2]
      ),
      (
        "Laplace(0, 1)", try .laplace(location: 0, scale: 1, at: none), { exp(-abs($0)) / 2 },
        [-40, 0, 40]
      ),
      (
        "N(1, 1/4)", try normal(1, q(1, 4)),
        { exp(-2 * pow($0 - 1, 2)) * (2 / Double.pi).squareRoot() }, [-6, 1, 8]
      ),
      (
        "½·N(-1, 1) + ½·U(0, 1)",
        try .mixture(
          [(q(1, 2), normal(-1, 1)), (q(1, 2), .uniform(lower: 0, upper: 1, at: none))], at: none),
        {
          exp(-pow($0 + 1, 2) / 2) / (8 * Double.pi).squareRoot() + ($0 >= 0 && $0 <= 1 ? 0.5 : 0)
        }, [-12, -1, 0, 1, 11]
      ),
    ]
    let likelihoods: [(String, Law, (Double, Double) -> Double)] = [
      (
        "N(x^2, 1)", try normal(X.squared, 1, at),
        { exp(-pow($1 - $0 * $0, 2) / 2) / (2 * Double.pi).squareRoot() }
      ),
      (
        "Laplace(x, 1/2)", try .laplace(location: X, scale: q(1, 2), at: at),
        { exp(-2 * abs($1 - $0)) }
      ),
      (
        "U(x - 1, x + 1)", try .uniform(lower: X - 1, upper: X + 1, at: at),
        { abs($1 - $0) <= 1 ? 0.5 : 0 }
      ),
      (
        "N(2x, 1/2)", try normal(2 * X, q(1, 2), at),
        { exp(-pow($1 - 2 * $0, 2)) / Double.pi.squareRoot() }
      ),
    ]
    var entries: [Ledger.Entry] = []
    let (name, prior, density, cuts) = priors[number % 4]
    for (words, likelihood, plain) in likelihoods[(number / 4 * 2)..<(number / 4 * 2 + 2)] {
      let model = try Model([.init(x, prior), .init(y, given: [x], likelihood)])
      for seen in [Rational(1, 2), 1, Rational(-1, 3)] {
        let question = "x ~ \(name), y ~ \(words), y = \(seen)"
        do {
          let law = try numbered { try model.law(of: [x], given: [(y, .rational(seen))], at: none) }
          entries.append(Ledger.Entry(question, line(law)))
          let ends = Set(
            cuts
              + [seen.double, seen.double - 1, seen.double + 1].filter {
                $0 > cuts[0] && $0 < cuts[cuts.count - 1]
              }
          ).sorted()
          func area(_ f: (Double) -> Double) throws -> Double {
            try zip(ends, ends.dropFirst()).reduce(0) { sum, side in
              try sum
                + quadrature(from: side.0, to: side.1, tolerance: 1e-10) {
                  f($0) * density($0) * plain($0, seen.double)
                }
            }
          }
          let mass = try area { _ in 1 }
          let bodies: [(String, (Expression) -> Expression, (Double) -> Double)] = [
            ("1", { _ in 1 }, { _ in 1 }), ("x", { $0 }, { $0 }),
            ("x²", { $0.squared }, { $0 * $0 }),
            ("exp(-x²)", { .exp(-$0.squared) }, { exp(-$0 * $0) }),
            ("|x|", { .abs($0) }, { abs($0) }),
          ]
          for (what, body, double) in bodies {
            let value = try numbered { try law.expectation(at: none) { body($0[0]) } }
            let found = ProbabilityTests.number(value, goal: 24)
            let wanted = try area(double) / mass
            #expect(
              found.map { abs($0 - wanted) < 1e-5 } ?? true,
              "E \(what), \(question): \(found ?? .nan), plainly \(wanted)")
            entries.append(Ledger.Entry("  E \(what)", Ledger.digest("\(value)".utf8)))
          }
          for place in [Rational(-2), Rational(-1, 2), Rational(1, 4), 1, Rational(3, 2), 3] {
            let t = place.double
            let below = try numbered { try law.cumulative(at: .rational(place), values: none) }
            let found = ProbabilityTests.number(below, goal: 24)
            let wanted =
              try zip(ends, ends.dropFirst()).reduce(0.0) { sum, side in
                let high = min(side.1, t)
                guard high > side.0 else { return sum }
                return try sum
                  + quadrature(from: side.0, to: high, tolerance: 1e-10) {
                    density($0) * plain($0, seen.double)
                  }
              } / mass
            #expect(
              found.map { abs($0 - wanted) < 1e-5 } ?? true,
              "P(x ≤ \(place)), \(question): \(found ?? .nan), plainly \(wanted)")
            let p = try numbered { try law.density(at: [.rational(place)], values: none) }
            let dense = ProbabilityTests.number(p, goal: 24)
            if !ends.contains(t) {
              let inside =
                t > cuts[0] && t < cuts[cuts.count - 1]
                ? density(t) * plain(t, seen.double) / mass : 0
              #expect(
                dense.map { abs($0 - inside) < 1e-5 } ?? true,
                "density at \(place), \(question): \(dense ?? .nan), plainly \(inside)")
            }
            entries.append(Ledger.Entry("  at \(place)", Ledger.digest("\(below) \(p)".utf8)))
          }
          let entropy = try numbered { try law.entropy(at: none) }
          let plainEntropy =
            try -area { x in
              let p = density(x) * plain(x, seen.double) / mass
              return p > 0 ? log(p) : 0
            } / mass
          let found = ProbabilityTests.number(entropy, goal: 24)
          #expect(
            found.map { abs($0 - plainEntropy) < 1e-5 } ?? true,
            "entropy, \(question): \(found ?? .nan), plainly \(plainEntropy)")
          entries.append(Ledger.Entry("  entropy", Ledger.digest("\(entropy)".utf8)))
        } catch { entries.append(Ledger.Entry(question, "✗ \(error)")) }
      }
    }
    #expect(try Ledger("probability-posteriors-\(number)").differences(entries) == [])
  }

  // MARK: transport, against every pairing

  @Test(arguments: 0..<4) func transports(_ block: Int) throws {
    var random = SplitMix(seed: UInt64(500 + block)), entries: [Ledger.Entry] = []
    func below(_ n: Int) -> Int { Int(random.next() % UInt64(n)) }
    func orders(_ n: Int) -> [[Int]] {
      n == 0
        ? [[]]
        : orders(n - 1).flatMap { o in
          (0..<n).map { k in Array(o[..<k]) + [n - 1] + Array(o[k...]) }
        }
    }
    for trial in 0..<12 {
      let n = 2 + below(4), d = 1 + below(2)
      func points() -> [[Rational]] {
        (0..<n).map { _ in (0..<d).map { _ in Rational(below(13) - 6, 1 + below(2)) } }
      }
      let a = points(), b = points()
      func law(_ places: [[Rational]]) throws -> Law {
        try .finite(places.map { ($0.map { .rational($0) }, .rational(Rational(1, n))) }, at: none)
      }
      let p = try law(a), g = try law(b)
      func distance(_ i: Int, _ j: Int) -> Double {
        zip(a[i], b[j]).reduce(0) { $0 + pow(($1.0 - $1.1).double, 2) }.squareRoot()
      }
      let least =
        orders(n).map { o in (0..<n).reduce(0) { $0 + distance($1, o[$1]) } / Double(n) }.min() ?? 0
      let squares =
        orders(n).map { o in (0..<n).reduce(0) { $0 + pow(distance($1, o[$1]), 2) } / Double(n) }
        .min() ?? 0
      let w1 = try Law.w1(p, g, at: none), w2 = try Law.w2Squared(p, g, at: none)
      #expect(try close(witness(w1), least) && close(witness(w2), squares), "\(a) \(b)")
      let plan = try EuclideanTransport(p, g, at: none)
      #expect(
        try close(witness(plan.primal), least) && close(witness(plan.dual), least), "\(a) \(b)")
      for i in plan.sources.indices {
        for j in plan.targets.indices {
          let slack = try witness(
            plan.distance(i, j) - plan.targetPotential[j] + plan.sourcePotential[i])
          #expect(slack > -1e-9, "\(a) \(b)")
        }
      }
      let city = try Transport(p, g, at: none) { x, y in
        zip(x, y).reduce(0) { $0 + ($1.0 - $1.1).magnitude }
      }
      try city.check()
      func walk(_ i: Int, _ j: Int) -> Rational {
        zip(a[i], b[j]).reduce(Rational(0)) { $0 + ($1.0 - $1.1).magnitude }
      }
      let walks = orders(n).map { o in (0..<n).reduce(Rational(0)) { $0 + walk($1, o[$1]) } }
      let steps = walks.min() ?? 0
      #expect(city.primal == steps / Rational(n))
      let moves =
        plan.plan.map { "\($0.from)→\($0.to) \($0.mass)" } + ["|"]
        + city.plan.map { "\($0.from)→\($0.to) \($0.mass)" }
      let critic = city.critic(at: a[0]) { x, y in
        zip(x, y).reduce(0) { $0 + ($1.0 - $1.1).magnitude }
      }
      entries.append(
        Ledger.Entry(
          "\(block).\(trial) \(a) \(b)",
          "\(w1), \(w2), \(city.primal), \(critic), "
            + Ledger.digest(
              "\(moves) \(plan.sourcePotential) \(plan.targetPotential) \(city.sourcePotential) \(city.targetPotential)"
                .utf8)))
    }
    #expect(try Ledger("probability-transport-\(block)").differences(entries) == [])
  }

  // MARK: the plane

  @Test(arguments: 0..<6) func plane(_ block: Int) throws {
    var random = SplitMix(seed: UInt64(600 + block)), entries: [Ledger.Entry] = []
    func below(_ n: Int) -> Int { Int(random.next() % UInt64(n)) }
    func r(_ n: Int, _ d: Int) -> Expression { q(below(2 * n + 1) - n, 1 + below(d)) }
    func line(_ kind: Int) throws -> Law {
      let m = r(3, 2), s = [q(1, 2), 1, q(9, 4)][below(3)]
      switch kind {
      case 0: return try normal(m, s)
      case 1: return try .uniform(lower: m, upper: m + s, at: none)
      case 2: return try .laplace(location: m, scale: s, at: none)
      default: return try .finite([([m], q(1, 3)), ([m + 1], q(2, 3))], at: none)
      }
    }
    func drawn() throws -> Law {
      switch below(5) {
      case 0: return try .product([line(below(4)), line(below(4))])
      case 1:
        let a = r(2, 1), b = r(2, 2), c = [q(1, 2), 1, 2][below(3)]
        return try .normal(
          mean: [r(2, 2), r(2, 2)], covariance: [[a.squared + c, a * b], [a * b, b.squared + c]],
          at: none)
      case 2:
        return try .mixture(
          [
            (q(1, 3), .product([line(0), line(0)])),
            (q(2, 3), .product([line(0), line(below(3))])),
          ], at: none)
      case 3:
        return try Law.product([line(0), line(0)]).pushforward(
          variables: Array(names[..<2]),
          map: [e(0) + r(2, 1) * e(1), e(0) * r(2, 2) - e(1) * 3 + 1], at: none)
      default:
        return try .finite(
          (0..<3).map { k in ([r(3, 1), r(3, 2)], q([1, 2, 3][k], 6)) }, at: none)
      }
    }
    for trial in 0..<8 {
      func ask(_ name: String, _ question: () throws -> [Expression]) {
        do {
          let text = try numbered { try question() }.map { "\($0)" }.joined(separator: ", ")
          entries.append(
            Ledger.Entry("  \(name)", text.utf8.count < 60 ? text : Ledger.digest(text.utf8)))
        } catch { entries.append(Ledger.Entry("  \(name)", "✗ \(error)")) }
      }
      guard let p = try? numbered({ try drawn() }), let g = try? numbered({ try drawn() }) else {
        continue
      }
      entries.append(Ledger.Entry("\(block).\(trial) \(p)", "\(g)"))
      ask("mean") { try p.mean(at: none) }
      ask("covariance") { try p.covariance(at: none).flatMap { $0 } }
      ask("density") {
        try [
          p.density(at: [q(1, 2), 0], values: none), p.logDensity(at: [0, q(1, 3)], values: none),
        ]
      }
      ask("entropy") { [try p.entropy(at: none)] }
      ask("mean of a product") {
        [try p.expectation(at: none) { $0[0].squared * $0[1] + .exp(-$0[1].squared) }]
      }
      ask("mean of a distance") { [try p.expectation(at: none) { .abs($0[0]) + .max($0[1], 0) }] }
      ask("KL") { try [Law.kl(p, g, at: none), Law.kl(g, p, at: none)] }
      ask("χ²") { [try Law.chiSquare(p, g, at: none)] }
      ask("JS") { [try Law.js(p, g, at: none)] }
      ask("TV") { [try Law.tv(p, g, at: none)] }
      ask("W1") { [try Law.w1(p, g, at: none)] }
      ask("W2") { [try Law.w2(p, g, at: none)] }
      // marginals and images have the moments of the whole
      for k in 0..<2 {
        let law = try p.marginal([k], at: none)
        #expect(try close(witness(law.mean(at: none)[0]), witness(p.mean(at: none)[k])), "\(p)")
        #expect(
          try close(witness(law.covariance(at: none)[0][0]), witness(p.covariance(at: none)[k][k])),
          "\(p)")
        entries.append(Ledger.Entry("  marginal \(k)", "\(law)"))
      }
      let turned = try p.marginal([1, 0], at: none)
      #expect(
        try close(
          witness(turned.covariance(at: none)[0][1]), witness(p.covariance(at: none)[0][1])), "\(p)"
      )
      let sum = try numbered {
        try p.pushforward(variables: Array(names[..<2]), map: [e(0) + 2 * e(1)], at: none)
      }
      let c = try p.covariance(at: none)
      let spread = c[0][0] + 4 * c[0][1] + 4 * c[1][1]
      #expect(
        try close(number(sum.covariance(at: none)[0][0]) ?? witness(spread), witness(spread), 1e-7),
        "\(p)")
      entries.append(Ledger.Entry("  turned, summed", Ledger.digest("\(turned) \(sum)".utf8)))
      let stream = Stream(root: UInt64(trial), check: "ledger", purpose: "plane")
      let draws =
        (try? p.sample(20, stream, at: none)).map { Ledger.digest("\($0)".utf8) } ?? "none"
      entries.append(Ledger.Entry("  draws", draws))
      // KL, JS and TV are what they must be to each other; finite laws by counting
      let values = try? [Law.kl(p, g, at: none), Law.js(p, g, at: none), Law.tv(p, g, at: none)].map
      { e in
        "\(e)".contains("∫[x1") && "\(e)".contains("∫[x2") ? nil : number(e, goal: 24)
      }
      if let values, let kl = values[0], let js = values[1], let tv = values[2] {
        #expect(
          kl > -1e-9 && js > -1e-9 && js < log(2) + 1e-9 && tv > -1e-9 && tv < 1 + 1e-9, "\(p) \(g)"
        )
        #expect(
          kl + 1e-9 >= 2 * tv * tv && js + 1e-9 >= tv * tv / 2 && js <= tv * log(2) + 1e-9,
          "\(p) \(g)")
      }
    }
    #expect(try Ledger("probability-plane-\(block)").differences(entries) == [])
  }

  // MARK: draws and functions of doubles

  @Test func doubles() throws {
    var random = SplitMix(seed: 11), entries: [Ledger.Entry] = []
    func bits(_ x: Double) -> [UInt8] {
      (0..<8).map { UInt8(truncatingIfNeeded: x.bitPattern >> (8 * $0)) }
    }
    for scale in [1e-300, 1e-20, 1e-3, 0.5, 1, 3, 40, 700, 1e5, 1e300] {
      var bytes: [UInt8] = []
      for _ in 0..<200 {
        let u = Double(random.next() >> 11) * 0x1p-53, x = (2 * u - 1) * scale
        let (power, logarithm) = (Elementary.exp(x), Elementary.log(u * scale))
        if abs(x) < 700 { #expect(abs(power - exp(x)) <= 2 * exp(x).ulp, "exp \(x)") }
        #expect(abs(logarithm - log(u * scale)) <= 2 * log(u * scale).ulp, "log \(u * scale)")
        bytes += bits(power) + bits(logarithm)
      }
      entries.append(Ledger.Entry("exp and log about \(scale)", Ledger.digest(bytes)))
    }
    let edges: [Double] = [
      0, -0.0, 1, 2, 709.7, 709.782712893384, 709.79, -708, -740, -745.1, -745.13, -745.2, -745.3,
      .infinity, -.infinity, .nan,
      1.4142135623730951, 1.4142135623730949, 1.41421356237309525, 0.7071067811865476,
      .leastNonzeroMagnitude, 1e308,
    ]
    for x in edges {
      entries.append(
        Ledger.Entry("\(x)", "\(Elementary.exp(x)) \(Elementary.log(x)) \(normalQuantile(x))"))
    }
    for u in [
      0.5, 0.075, 0.925, 0.0749, 0.9251, 1e-3, 1e-10, 1.3887943864964e-11, 1e-12, 1e-100, 1e-300,
      0.3, 0.7, 1 - 1e-12,
    ] {
      let z = normalQuantile(u)
      #expect(close(0.5 * erfc(-z / 2.0.squareRoot()), u, 1e-12) || abs(u - 1) < 1e-3, "\(u)")
      #expect(abs(0.5 * erfc(-z / 2.0.squareRoot()) / u - 1) < 1e-12, "\(u)")
      entries.append(Ledger.Entry("quantile \(u)", "\(z)"))
    }
    for n in [1, 2, 3, 5, 7, 8, 1000, 4096, 4097, 8193, 12289] {
      let values = (0..<min(n, 20)).map { 1 / Double($0 + 3) }
      let law = try Law.laplace(location: q(1, 3), scale: 2, at: none)
      let mean =
        n < 13000
        ? try Sampler(law, at: none).mean(n, Stream(root: 5, check: "mean", purpose: "x")) { $0[0] }
        : 0
      entries.append(Ledger.Entry("sums of \(n)", "\(Sampler.treeSum(values)) \(mean)"))
    }
    #expect(try Ledger("probability-doubles").differences(entries) == [])
  }

  @Test func genericDraws() throws {
    let stream = Stream(root: 17, check: "ledger", purpose: "generic"), other = stream.replicated(1)
    var entries: [Ledger.Entry] = []
    let domains: [RationalDomain] = [
      .init(nil, nil), .init(0, nil), .init(nil, 0), .init(0, 1), .init(-1, 1), .init(2, 3),
      .init(Rational(1, 3), Rational(1, 2)), .init(0, Rational(1, 100)), .init(100, 101),
      .init(-5, Rational(-9, 2)),
      .init(Rational(1, 2), Rational(1, 2) + Rational(1, 1000)), .init(1, 1 + Rational(1, 64)),
    ]
    for domain in domains {
      for (largest, avoided) in [(97, []), (7, []), (2, []), (97, [Rational(1, 4), 3])]
        as [(Int, [Rational])]
      {
        let question =
          "\(domain.lower.map { "\($0)" } ?? "-∞")…\(domain.upper.map { "\($0)" } ?? "∞") \(largest) \(avoided)"
        do {
          let drawn = try (0..<8).map {
            try stream.rational($0, lane: 3, in: domain, maxDenominator: largest, avoiding: avoided)
          }
          for x in drawn {
            #expect(domain.lower.map { $0 < x } ?? (x > -4 && true || domain.upper != nil))
            #expect(domain.upper.map { x < $0 } ?? true)
          }
          entries.append(Ledger.Entry(question, drawn.map { "\($0)" }.joined(separator: " ")))
        } catch { entries.append(Ledger.Entry(question, "✗ \(error)")) }
      }
    }
    for n in [1, 2, 3, 5, 8, 9, 12, 30] {
      for largest in [97, 20] {
        let parts = try stream.simplex(n, n, lane: 2, maxDenominator: largest)
        #expect(parts.count == n && parts.reduce(0, +) == 1 && parts.allSatisfy { $0 > 0 })
        entries.append(
          Ledger.Entry("simplex \(n) \(largest)", parts.map { "\($0)" }.joined(separator: " ")))
      }
    }
    for bound in [1, 2, 3, 10, 97, 1 << 40, Int.max / 3 * 2, Int.max] {
      let drawn = (0..<6).map { stream.integer(below: bound, at: $0, lane: 9) }
      #expect(drawn.allSatisfy { (0..<bound).contains($0) })
      entries.append(Ledger.Entry("below \(bound)", "\(drawn)"))
    }
    for i in [0, 1, -1, 4095, 1 << 33, Int.max] {
      entries.append(
        Ledger.Entry(
          "bits \(i)",
          "\(stream[i]) \(other.bits(i, lane: 1)) \(stream.uniform(i)) \(stream.normal(i, lane: 2))"
        ))
    }
    #expect(try Ledger("probability-draws").differences(entries) == [])
  }
}
