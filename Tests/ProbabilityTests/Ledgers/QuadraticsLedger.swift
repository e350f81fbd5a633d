import Exact
import Expressions
import Foundation
import Ledger
import Probability
import Testing

/// Laws under quadratics and lines that are written in several terms, as products, or with letters
/// for numbers.
@Suite struct QuadraticsLedger {
  @Test(arguments: 0..<6) func images(_ block: Int) throws {
    var draws = Draws(seed: 2600 + block), inquiry = Inquiry()
    for form in Quadratic.Form.allCases {
      let base = try source(&draws), map = Quadratic(form, &draws)
      let at = block % 2 == 0 ? none : Valuation(map.values)
      let words = "(\(map.name)\(block % 2 == 0 ? "" : ", in letters"))(\(base.name))"
      let expression = block % 2 == 0 ? map.numbers : map.letters
      do {
        let image = try numbered {
          try base.law.pushforward(variables: [letters[0]], map: [expression], at: at)
        }
        inquiry.note(words, Ledger.digest("\(image.pieces)".utf8))
        try map.judge(image, of: base, at: at, words, &inquiry)
      } catch let error as ProbabilityError { inquiry.note(words, refusal(error)) }
    }
    try inquiry.close("probability-quadratics-\(block)", judging: 50)
  }

  private func source(_ draws: inout Draws) throws -> KnownLaw {
    let half = Rational(1, 2)
    switch draws.below(5) {
    case 0: return try .gaussian(draws.rational(1, 2), draws.one([Rational(1, 4), 1]))
    case 1: return try .pointed(draws.rational(1, 2), Rational(1, 3))
    case 2: return try .flat(-1, draws.one([1, half, 2]))
    case 3: return try .flat(Rational(-7, 3), draws.one([-1, 4]))
    default: return try .mixture([(half, .flat(-2, half)), (half, .flat(0, 1))])
    }
  }
}

/// k z² + l z + m, its numbers drawn, in one way of writing it.
private struct Quadratic: PlainMap {
  enum Form: String, CaseIterable {
    case terms = "k z² + l z² + m"
    case factors = "(k z + l)(z + m)"
    case quotient = "z (z − l)/k"
    case twoSquares = "k z² + l z + m + z²"
    case square = "(z + l)² + m z"
    case bracket = "k (z² + m) − l z²"
    case bare = "m − z²"
    case lines = "k z + l z + m"
    case brackets = "k (z − l) + m (l − z)"
    case scaled = "k (z² − l z) + m"
    case cancelling = "(z + l)(z − l) − z² + k z"
    case within = "exp((k z + l)(z + m)/8)"
    case cube = "(k z + l z)³"
    case bars = "|z² − l²|"
    case below = "1/(1 + k² z² + l² z²)"
    case fourth = "(z² + k)²"
  }

  let name: String, values: [Variable: Rational]
  private let form: Form, k: Rational, l: Rational, m: Rational

  init(_ form: Form, _ draws: inout Draws) {
    k = draws.one([2, -1, Rational(1, 2), 3, Rational(-3, 2)])
    l = draws.one([1, Rational(1, 3), -2, Rational(5, 2), Rational(-1, 4)])
    m = draws.one([-1, Rational(2, 3), 3, Rational(-1, 2), 0])
    self.form = form
    name = "\(form.rawValue) with k = \(k), l = \(l), m = \(m)"
    values = [Self.names[0]: k, Self.names[1]: l, Self.names[2]: m]
  }

  private static let names = ["k", "l", "m"].map { Variable($0) }
  var numbers: Expression { expression(.rational(k), .rational(l), .rational(m)) }
  var letters: Expression {
    expression(.variable(Self.names[0]), .variable(Self.names[1]), .variable(Self.names[2]))
  }

  private func expression(_ k: Expression, _ l: Expression, _ m: Expression) -> Expression {
    let z = Expression.variable(Variable("a"))
    switch form {
    case .terms: return k * z.squared + l * z.squared + m
    case .factors: return (k * z + l) * (z + m)
    case .quotient: return z * (z - l) / k
    case .twoSquares: return k * z.squared + l * z + m + z.squared
    case .square: return (z + l).squared + m * z
    case .bracket: return k * (z.squared + m) - l * z.squared
    case .bare: return m - z.squared
    case .lines: return k * z + l * z + m
    case .brackets: return k * (z - l) + m * (l - z)
    case .scaled: return k * (z.squared - l * z) + m
    case .cancelling: return (z + l) * (z - l) - z.squared + k * z
    case .within: return .exp((k * z + l) * (z + m) / 8)
    case .cube: return .power(k * z + l * z, 3)
    case .bars: return .abs(z.squared - l.squared)
    case .below: return 1 / (1 + k.squared * z.squared + l.squared * z.squared)
    case .fourth: return (z.squared + k).squared
    }
  }

  func value(_ z: Double) -> Double {
    let (k, l, m) = (k.double, l.double, m.double)
    switch form {
    case .terms: return (k + l) * z * z + m
    case .factors: return (k * z + l) * (z + m)
    case .quotient: return z * (z - l) / k
    case .twoSquares: return (k + 1) * z * z + l * z + m
    case .square: return (z + l) * (z + l) + m * z
    case .bracket: return (k - l) * z * z + k * m
    case .bare: return m - z * z
    case .lines: return (k + l) * z + m
    case .brackets: return (k - m) * (z - l)
    case .scaled: return k * z * (z - l) + m
    case .cancelling: return k * z - l * l
    case .within: return exp((k * z + l) * (z + m) / 8)
    case .cube: return pow((k + l) * z, 3)
    case .bars: return abs(z * z - l * l)
    case .below: return 1 / (1 + (k * k + l * l) * z * z)
    case .fourth: return pow(z * z + k, 2)
    }
  }
}
