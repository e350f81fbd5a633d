import Notation

// Formulas that say how letters lie: sums, products and places of letters and numerals.

extension Formula {
  /// Whether it is a sum of letters and numerals, with numerals as factors.
  var isLinear: Bool {
    switch self {
    case .symbol: true
    case .negative(let a): a.isLinear
    case .sum(let terms): terms.allSatisfy(\.isLinear)
    case .product(let factors):
      factors.count { !$0.isNumeral } <= 1 && factors.allSatisfy(\.isLinear)
    case .quotient(let a, let b): a.isLinear && b.isNumeral
    default: isNumeral
    }
  }

  /// Whether it is a product of letters and numerals.
  var isMonomial: Bool {
    switch self {
    case .symbol: true
    case .negative(let a): a.isMonomial
    case .product(let factors): factors.allSatisfy(\.isMonomial)
    default: isNumeral
    }
  }

  /// Whether it is a number, a letter, a product or quotient of such, or a letter and a number more
  /// or less: where an index or a parameter stands.
  var isPlace: Bool {
    switch self {
    case .symbol: true
    case .negative(let a): a.isPlace
    case .product(let factors): factors.allSatisfy(\.isPlace)
    case .quotient(let a, let b): a.isPlace && b.isPlace
    case .sum(let terms): terms.allSatisfy(\.isPlace) && terms.count { !$0.isNumeral } <= 1
    default: isNumeral
    }
  }
}
