import Balls
import Exact
import Expressions
import Foundation
import Ledger
import Probability
import Testing

/// What laws of every family, mixed and mapped, are told about themselves, beside the same computed
/// in doubles.
@Suite struct LineLedger {
  @Test(arguments: zip(0..<12, [510, 625, 558, 563, 560, 563, 474, 591, 538, 564, 596, 544]))
  func lawsOfTheLine(_ block: Int, judged: Int) throws {
    var inquiry = Inquiry()
    for trial in block * 12..<(block + 1) * 12 {
      var draw = KnownLaws(seed: 7000 + trial)
      let p = try numbered { try draw.law() }
      inquiry.note(p.name, brief("\(p.law)", below: 100))
      for place in p.placesOfInterest { try ask(p, at: place, &inquiry) }
      guard p.isNear else { continue }
      try askMeans(p, &inquiry)
      try askEntropy(p, &inquiry)
      inquiry.note("  support, samples", support(p.law) + " | " + samples(p.law))
    }
    try inquiry.close("probability-line-\(block)", judging: judged)
  }

  /// Draws lie about their law as Dvoretzky, Kiefer and Wolfowitz allow at 10⁻⁹, left limits too.
  @Test(arguments: 0..<4) func drawsAreOfTheirLaw(_ block: Int) throws {
    for trial in 0..<10 {
      var draw = KnownLaws(seed: 8000 + block * 10 + trial)
      let p = try draw.law(), n = 1200
      let stream = Stream(root: UInt64(trial), check: "ledger", purpose: "laws")
      let draws = try p.law.sample(n, stream, at: none).map { $0[0] }.sorted()
      let allowed = (log(2 / 1e-9) / (2 * Double(n))).squareRoot() + 1e-9
      for (k, x) in draws.enumerated() {
        let slack = 1e-9 * max(1, abs(x))
        #expect(p.cumulative(x + slack) >= Double(k) / Double(n) - allowed, "\(p.name) at \(x)")
        #expect(p.cumulative(x - slack) <= Double(k + 1) / Double(n) + allowed, "\(p.name) at \(x)")
      }
    }
  }

  // MARK: place by place

  private func ask(_ p: KnownLaw, at place: Rational, _ inquiry: inout Inquiry) throws {
    let here = Expression.rational(place), law = p.law
    let below = told { [try law.cumulative(at: here, values: none)] }
    let density = told {
      [try law.density(at: [here], values: none), try law.logDensity(at: [here], values: none)]
    }
    inquiry.note("  \(place)", "\(below) | \(density)")
    try judgeCumulative(p, at: place, &inquiry)
    judgeDensity(p, at: place, &inquiry)
  }

  /// P(X ≤ t) at the place, at a variable that is put in afterwards, and at one whose value decides.
  private func judgeCumulative(
    _ p: KnownLaw, at place: Rational, _ inquiry: inout Inquiry
  ) throws {
    let x = Variable("x"), X = Expression.variable(x), here = Expression.rational(place)
    let ways: [(String, Expression, Valuation)] = [
      ("\(place)", here, none), ("x", X, none), ("x = \(place)", X, Valuation([x: place])),
    ]
    for (way, t, values) in ways {
      let value = try p.law.cumulative(at: t, values: values).substituting([x: here])
      inquiry.judge(
        number(value), p.cumulative(place.double), "P(\(p.name) ≤ \(way)) at \(place)")
    }
  }

  /// The density where it is continuous, or the weight of the atom.
  private func judgeDensity(_ p: KnownLaw, at place: Rational, _ inquiry: inout Inquiry) {
    let t = place.double, atom = p.atoms.reduce(0) { $0 + ($1.place == t ? $1.weight : 0) }
    let isCut = (p.cuts + [p.range.0, p.range.1]).contains { abs($0 - t) < 1e-9 }
    guard !isCut || atom > 0,
      let value = try? p.law.density(at: [.rational(place)], values: none)
    else { return }
    let plain = atom > 0 ? atom : exp(p.logDensity(t))
    inquiry.judge(number(value), plain, "density of \(p.name) at \(place)")
  }

  // MARK: all over

  private func askMeans(_ p: KnownLaw, _ inquiry: inout Inquiry) throws {
    let bodies: [(String, (Expression) -> Expression, (Double) -> Double)] = [
      ("1", { _ in 1 }, { _ in 1 }), ("x", { $0 }, { $0 }),
      ("x^3", { $0.raised(to: 3) }, { $0 * $0 * $0 }),
      ("exp(-x^2)", { .exp(-$0.squared) }, { exp(-$0 * $0) }),
      ("|x - 1/2|", { .abs($0 - q(1, 2)) }, { abs($0 - 0.5) }),
      ("max(x, 0)", { .max($0, 0) }, { max($0, 0) }),
    ]
    for (name, body, plain) in bodies {
      ask("E \(name) of \(p.name)", "  E \(name)", p.law, body, try p.mean(plain), &inquiry)
    }
    let isBelow = { (x: Expression) -> Expression in
      .piecewise([.init(.compare(x, .lessOrEqual, 1), 1)], otherwise: 0)
    }
    ask("P(\(p.name) ≤ 1)", "  E [x <= 1]", p.law, isBelow, p.cumulative(1), &inquiry)
  }

  private func ask(
    _ words: String, _ line: String, _ law: Law, _ body: (Expression) -> Expression,
    _ plain: Double, _ inquiry: inout Inquiry
  ) {
    inquiry.note(line, told { [try law.expectation(at: none) { body($0[0]) }] })
    guard let value = try? law.expectation(at: none, of: { body($0[0]) }) else { return }
    inquiry.judge(number(value), plain, within: 1e-5, "\(words): \(value)")
  }

  private func askEntropy(_ p: KnownLaw, _ inquiry: inout Inquiry) throws {
    let entropy = told { [try p.law.entropy(at: none)] }
    inquiry.note(
      "  entropy, covariance", entropy + " | " + told { try p.law.covariance(at: none)[0] })
    // atoms at one place count as one
    guard Set(p.atoms.map(\.place)).count == p.atoms.count,
      let value = try? p.law.entropy(at: none)
    else { return }
    inquiry.judge(number(value), try p.entropy(), within: 1e-5, "entropy of \(p.name)")
  }

  private func support(_ law: Law) -> String {
    told { try law.support(at: none).flatMap { [$0.lower ?? -.infinity, $0.upper ?? .infinity] } }
  }

  /// The bits of forty draws.
  private func samples(_ law: Law) -> String {
    let stream = Stream(root: 3, check: "ledger", purpose: "draws")
    do {
      return Ledger.digest(bits(try law.sample(40, stream, at: none).joined()))
    } catch { return refusal(error) }
  }
}

extension KnownLaw {
  /// Places at, beside and between what matters, and far outside.
  fileprivate var placesOfInterest: [Rational] {
    let cuts = Set(places).sorted(), beside = Rational(1, 3)
    let between = zip(cuts, cuts.dropFirst()).map { ($0 + $1) / 2 }
    let outside = [cuts.first.map { $0 - beside }, cuts.last.map { $0 + beside }].compactMap { $0 }
    return cuts + between + outside + [-20, Rational(-3, 7), 0, Rational(5, 11), 1, 20]
  }

  /// Whether doubles see all of it.
  fileprivate var isNear: Bool { abs(range.0) < 1e4 && abs(range.1) < 1e4 }

  /// −E log p, atoms and all.
  fileprivate func entropy() throws -> Double {
    let own = atoms.reduce(0) { $0 - ($1.weight > 0 ? $1.weight * log($1.weight) : 0) }
    return try own
      - area { x in
        let l = logDensity(x)
        return l > -700 ? exp(l) * l : 0
      }
  }
}

// MARK: answers in words

/// An expression on one line: its text if it is short, a digest of it and the value if not.
private func shown(_ e: Expression) -> String {
  let text = "\(e)", short = text.utf8.count <= 24 ? text : Ledger.digest(text.utf8).prefix(6) + "…"
  guard !text.contains("∫"), e.freeVariables.isEmpty, text.utf8.count > 24 else { return short }
  guard case .ball(let ball) = Evaluator(goal: 60).evaluate(e).value, let ends = ball.bounds else {
    return short
  }
  return short + Ledger.digest("\(ends.lower) \(ends.upper)".utf8).prefix(4)
}

/// What a question about a law is answered, or the words of its refusal.
func told(_ question: () throws -> [Expression]) -> String {
  do { return try numbered { try question().map(shown).joined(separator: ", ") } } catch {
    return refusal(error)
  }
}
