import Exact
import Expressions

/// Which signs an expression may have on a box beside 0, as far as its form tells: 2a is nowhere
/// negative for a ≥ 0, and 1 − a for a ≤ 1, where balls leave an end open.
struct SignByForm {
  var mayBeNegative = true, mayBePositive = true

  var isNeverNegative: Bool { !mayBeNegative }
  var isNeverPositive: Bool { !mayBePositive }

  /// Where it has a value: a power that is no whole one has none of what is negative.
  init(_ e: Expression, on sides: [BoxSide]) {
    let positive = SignByForm(mayBeNegative: false)
    switch e {
    case .rational(let r): self.init(mayBeNegative: r < 0, mayBePositive: r > 0)
    case .pi, .function(.exp, _), .function(.abs, _): self = positive
    case .variable(let v):
      let side = sides.first { $0.variable == v }
      self.init(
        mayBeNegative: side.map { $0.lower < 0 } ?? true,
        mayBePositive: side.map { $0.upper > 0 } ?? true)
    case .sum(let parts):
      let signs = parts.map { SignByForm($0, on: sides) }
      self.init(
        mayBeNegative: signs.contains(where: \.mayBeNegative),
        mayBePositive: signs.contains(where: \.mayBePositive))
      if mayBeNegative, e.isWrittenAsPolynomial, let least = e.least(on: sides), least >= 0 {
        mayBeNegative = false
      }
    case .product(let parts):
      self = parts.reduce(positive) { $0.times(SignByForm($1, on: sides)) }
    case .power(let base, .rational(let n)):
      let isOdd = n.isInteger && n.numerator % 2 != 0
      self = isOdd ? SignByForm(base, on: sides) : positive
    default: self.init()
    }
  }

  private init(mayBeNegative: Bool = true, mayBePositive: Bool = true) {
    (self.mayBeNegative, self.mayBePositive) = (mayBeNegative, mayBePositive)
  }

  private func times(_ other: SignByForm) -> SignByForm {
    SignByForm(
      mayBeNegative: mayBeNegative && other.mayBePositive || mayBePositive && other.mayBeNegative,
      mayBePositive: mayBePositive && other.mayBePositive || mayBeNegative && other.mayBeNegative)
  }
}
