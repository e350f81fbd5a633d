import Exact
import Probability
import Testing

/// Generic rationals, weights, integers and bits, as streams draw them.
@Suite struct DrawsLedger {
  private let stream = Stream(root: 17, check: "ledger", purpose: "generic")

  @Test func genericDraws() throws {
    var inquiry = Inquiry()
    for domain in DrawsLedger.domains {
      for (largest, avoided) in [(97, []), (7, []), (2, []), (97, [Rational(1, 4), 3])] {
        ask(domain, largest, avoided, &inquiry)
      }
    }
    try askWeights(&inquiry)
    askIntegers(&inquiry)
    try inquiry.close("probability-draws", judging: 1208)
  }

  private static let domains: [RationalDomain] = [
    .init(nil, nil), .init(0, nil), .init(nil, 0), .init(0, 1), .init(-1, 1), .init(2, 3),
    .init(Rational(1, 3), Rational(1, 2)), .init(0, Rational(1, 100)), .init(100, 101),
    .init(-5, Rational(-9, 2)), .init(Rational(1, 2), Rational(501, 1000)),
    .init(1, Rational(65, 64)),
  ]

  private func ask(
    _ domain: RationalDomain, _ largest: Int, _ avoided: [Rational], _ inquiry: inout Inquiry
  ) {
    let lower = domain.lower.map { "\($0)" } ?? "-∞", upper = domain.upper.map { "\($0)" } ?? "∞"
    let words = "\(lower)…\(upper) \(largest) \(avoided)"
    do {
      let drawn = try (0..<8).map {
        try stream.rational($0, lane: 3, in: domain, maxDenominator: largest, avoiding: avoided)
      }
      for x in drawn { judge(x, domain, largest, avoided, words, &inquiry) }
      inquiry.note(words, drawn.map { "\($0)" }.joined(separator: " "))
    } catch { inquiry.note(words, refusal(error)) }
  }

  /// A generic number lies inside, not near the ends nor near what is special, and has a
  /// denominator no larger than the domain needs.
  private func judge(
    _ x: Rational, _ domain: RationalDomain, _ largest: Int, _ avoided: [Rational],
    _ words: String, _ inquiry: inout Inquiry
  ) {
    let low = domain.lower ?? domain.upper.map { $0 - 4 } ?? -4
    let high = domain.upper ?? domain.lower.map { $0 + 4 } ?? 4
    let margin = min(Rational(1, 64), (high - low) / 64)
    let special = [0, 1, -1, 2, Rational(1, 2)] + avoided
    inquiry.judge(x - low >= margin / 8 && high - x >= margin / 8, "\(x) inside \(words)")
    inquiry.judge(special.allSatisfy { (x - $0).magnitude >= margin }, "\(x) generic, \(words)")
    let needed = Rational((8 / (high - low)).floor + 1)
    inquiry.judge(
      Rational(x.denominator) <= max(Rational(largest), 2 * needed), "\(x) short, \(words)")
  }

  private func askWeights(_ inquiry: inout Inquiry) throws {
    for n in [1, 2, 3, 5, 8, 9, 12, 30] {
      for largest in [97, 20] {
        let parts = try stream.simplex(n, n, lane: 2, maxDenominator: largest)
        inquiry.judge(parts.count == n && parts.allSatisfy { $0 > 0 }, "\(parts)")
        inquiry.judge(parts.reduce(0, +) == 1, "\(parts)")
        inquiry.judge(n > 8 || Set(parts).count == n, "\(parts)")
        inquiry.note("simplex \(n) \(largest)", parts.map { "\($0)" }.joined(separator: " "))
      }
    }
  }

  private func askIntegers(_ inquiry: inout Inquiry) {
    for bound in [1, 2, 3, 10, 97, 1 << 40, Int.max / 3 * 2, Int.max] {
      let drawn = (0..<6).map { stream.integer(below: bound, at: $0, lane: 9) }
      inquiry.judge(drawn.allSatisfy { (0..<bound).contains($0) }, "\(drawn) below \(bound)")
      inquiry.note("below \(bound)", "\(drawn)")
    }
    let other = stream.replicated(1)
    for i in [0, 1, -1, 4095, 1 << 33, Int.max] {
      let numbers = "\(stream[i]) \(other.bits(i, lane: 1))"
      inquiry.note("bits \(i)", numbers + " \(stream.uniform(i)) \(stream.normal(i, lane: 2))")
    }
  }
}
