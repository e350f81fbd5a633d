import Exact
import Expressions
import Foundation
import Probability
import Testing

/// The normal form in which laws keep their numbers, of expressions drawn from roots, powers, sums
/// and functions: it has the value of what it was made of, and does not change for ever.
@Suite struct AlgebraLedger {
  @Test(arguments: 0..<6)
  func normalForms(_ block: Int) throws {
    var draws = DrawnExpressions(seed: 700 + block), inquiry = Inquiry()
    for _ in 0..<40 {
      let e = draws.expression(depth: 3), form = none(e)
      inquiry.note("\(e)", brief("\(form)", below: 120) + " \(products(e))")
      // what stands inside a power of an exponential is tidied the second time
      let again = none(form)
      inquiry.judge(none(again) == again, "\(e): \(again), and again \(none(again))")
      for place in DrawnExpressions.places { try judge(form, e, at: place, &inquiry) }
    }
    try inquiry.close("probability-algebra-\(block)", judging: 100)
  }

  /// Logarithms are opened into sums under an expectation.
  @Test(arguments: 0..<3)
  func logarithms(_ block: Int) throws {
    var draws = DrawnExpressions(seed: 800 + block), inquiry = Inquiry()
    for _ in 0..<40 {
      let e = draws.logarithmic(), opened = try Law.point(0).expectation(at: none) { _ in e }
      inquiry.note("\(e)", brief("\(opened)", below: 120))
      for place in DrawnExpressions.places { try judge(opened, e, at: place, &inquiry) }
    }
    try inquiry.close("probability-logarithms-\(block)", judging: 75)
  }

  private func judge(
    _ form: Expression, _ e: Expression, at place: [Variable: Double], _ inquiry: inout Inquiry
  ) throws {
    let plain = try witness(e, place)
    guard plain.isFinite, abs(plain) < 1e9 else { return }
    inquiry.judge(try witness(form, place), plain, within: 1e-6, "\(e) as \(form)")
  }

  /// The least allowance with which it is worked out.
  private func products(_ e: Expression) -> Int {
    var low = -1, high = 1
    func isEnough(_ n: Int) -> Bool { Allowance(products: n).grant { none(e) } != nil }
    while !isEnough(high) { (low, high) = (high, 2 * high) }
    while high - low > 1 {
      let middle = (low + high) / 2
      if isEnough(middle) { high = middle } else { low = middle }
    }
    return high
  }
}

/// Expressions in two positive variables.
private struct DrawnExpressions {
  private var draws: Draws
  init(seed: Int) { draws = Draws(seed: seed) }

  static let places: [[Variable: Double]] = [(1.7, 0.6), (0.3, 2.9)].map {
    [letters[0]: $0.0, letters[1]: $0.1]
  }

  private mutating func number() -> Expression {
    .rational(
      draws.one([
        -3, 2, 5, 12, Rational(-1, 2), Rational(2, 3), Rational(1, 6), Rational(9, 8), 1009 * 1009,
        Rational(1, 2018), 997 * 991,
      ]))
  }
  private mutating func letter() -> Expression { .variable(letters[draws.below(2)]) }

  /// A root of it exists.
  private mutating func positive(depth: Int) -> Expression {
    switch draws.below(depth > 0 ? 8 : 5) {
    case 0, 1: return letter()
    case 2: return .pi
    case 3, 4: return .rational(draws.one([2, 12, 18, Rational(3, 4), Rational(50, 7), 1009 * 4]))
    case 5: return positive(depth: depth - 1) + positive(depth: depth - 1)
    case 6: return positive(depth: depth - 1) * positive(depth: depth - 1)
    default: return .exp(expression(depth: 0))
    }
  }

  mutating func expression(depth: Int) -> Expression {
    switch draws.below(depth > 0 ? 11 : 3) {
    case 0: return letter()
    case 1: return number()
    case 2: return draws.below(3) == 0 ? .pi : letter()
    case 3, 4: return expression(depth: depth - 1) + expression(depth: depth - 1)
    case 5: return expression(depth: depth - 1) - expression(depth: depth - 1)
    case 6, 7: return expression(depth: depth - 1) * expression(depth: depth - 1)
    case 8: return .power(expression(depth: depth - 1), q(draws.one([-2, -1, 2, 3])))
    case 9:
      let exponents = [q(1, 2), q(-1, 2), q(1, 3), q(3, 2), q(-5, 3), q(2), q(-1)]
      return .power(positive(depth: depth - 1), draws.one(exponents))
    default:
      let inner = expression(depth: depth - 1)
      return [.exp(inner / 100), .abs(inner), .tanh(inner), .power(letter(), letter())][
        draws.below(4)]
    }
  }

  /// Sums and products of logarithms of what is positive.
  mutating func logarithmic() -> Expression {
    let logarithm = Expression.log(positive(depth: 3))
    switch draws.below(5) {
    case 0: return logarithm
    case 1: return .log(positive(depth: 1) / positive(depth: 2).squared)
    case 2: return letter() * logarithm - .log(.sqrt(positive(depth: 1)))
    case 3: return .power(logarithm, 2) + number()
    default: return logarithm * .log(number().squared * .exp(letter()))
    }
  }
}
