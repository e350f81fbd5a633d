import Exact
import Expressions
import Foundation
import Ledger
import Probability
import Testing

/// Laws under maps put together from many steps: what lies downstairs beside the same upstairs, in
/// doubles.
@Suite struct ImagesLedger {
  @Test(arguments: 0..<8)
  func chainsOfMaps(_ block: Int) throws {
    var draws = Draws(seed: 1100 + block), inquiry = Inquiry()
    for _ in 0..<12 {
      let base = try source(&draws), map = Chain(drawnBy: &draws, from: base.range)
      let words = "(\(map.name))(\(base.name))"
      do {
        let image = try numbered {
          try base.law.pushforward(variables: [letters[0]], map: [map.expression], at: none)
        }
        inquiry.note(words, Ledger.digest("\(image.pieces)".utf8))
        try map.judge(image, of: base, away: 1e-3, words, &inquiry)
      } catch let error as ProbabilityError { inquiry.note(words, refusal(error)) }
    }
    try inquiry.close("probability-images-\(block)", judging: 40)
  }

  private func source(_ draws: inout Draws) throws -> KnownLaw {
    switch draws.below(5) {
    case 0: return try .gaussian(draws.rational(1, 2), draws.one([Rational(1, 4), 1]))
    case 1: return try .pointed(draws.rational(1, 2), Rational(1, 3))
    case 2: return try .flat(Rational(1, 3), draws.one([1, Rational(7, 3)]))
    case 3: return try .flat(-1, draws.one([1, Rational(1, 2), 2]))
    default:
      let half = Rational(1, 2)
      return try .mixture([(half, .flat(-2, half)), (half, .flat(0, 1))])
    }
  }
}

/// One to three steps, each defined on what the last one gives.
private struct Chain: PlainMap {
  private(set) var name = "z", expression = Expression.variable(letters[0])
  private var steps: [(Double) -> Double] = []
  /// Whether what comes so far is positive.
  private var isPositive: Bool

  init(drawnBy draws: inout Draws, from range: (Double, Double)) {
    isPositive = range.0 > 0
    for _ in 0..<1 + draws.below(3) { add(&draws) }
  }

  func value(_ z: Double) -> Double { steps.reduce(z) { $1($0) } }

  private mutating func add(_ draws: inout Draws) {
    let before = expression
    func then(
      _ text: String, _ e: Expression, positive: Bool = false, _ f: @escaping (Double) -> Double
    ) {
      (name, expression, isPositive) = (text.replacing("z", with: "(\(name))"), e, positive)
      steps.append(f)
    }
    switch draws.below(isPositive ? 19 : 12) {
    case 0, 1:
      let c = draws.one([-2, Rational(-1, 2), 3, Rational(1, 3)]), d = draws.rational(2, 2)
      let (slope, offset) = (c.double, d.double)
      then("\(c)z + \(d)", .rational(c) * before + .rational(d)) { slope * $0 + offset }
    case 2: then("z^2", before.squared, positive: true) { $0 * $0 }
    case 3: then("z^3", .power(before, 3)) { $0 * $0 * $0 }
    case 4: then("exp z", .exp(before), positive: true) { exp($0) }
    case 5: then("tanh z", .tanh(before), positive: isPositive) { tanh($0) }
    case 6: then("sinh z", .sinh(before), positive: isPositive) { sinh($0) }
    case 7: then("arctan z", .arctan(before), positive: isPositive) { atan($0) }
    case 8: then("|z|", .abs(before), positive: true) { abs($0) }
    case 9:
      let b = draws.one([Rational(1), -2, Rational(1, 2)]), slope = b.double
      then("\(b)z - z^2", .rational(b) * before - before.squared) { slope * $0 - $0 * $0 }
    case 10: then("1/(1 + exp z)", 1 / (1 + .exp(before)), positive: true) { 1 / (1 + exp($0)) }
    case 11: then("z + 3(1 - z)", before + 3 * (1 - before)) { $0 + 3 * (1 - $0) }
    case 12: then("1/z", 1 / before, positive: true) { 1 / $0 }
    case 13: then("z^-2", .power(before, -2), positive: true) { 1 / ($0 * $0) }
    case 14: then("sqrt z", .sqrt(before), positive: true) { $0.squareRoot() }
    case 15: then("z^(1/3)", .power(before, q(1, 3)), positive: true) { cbrt($0) }
    case 16: then("z^(3/2)", .power(before, q(3, 2)), positive: true) { pow($0, 1.5) }
    case 17: then("z^(-1/2)", .power(before, q(-1, 2)), positive: true) { pow($0, -0.5) }
    default: then("log z", .log(before)) { log($0) }
    }
  }
}
