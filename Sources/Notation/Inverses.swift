import Exact

/// The inverses of functions, by functions that are known: `\tanh^{-1} y` is never one over tanh.
extension Formula {
  /// What the function takes to this value; nil where that is not written out.
  func inverse(of name: FunctionName) -> Formula? {
    let one = Formula.number(1), square = Formula.power(self, .number(2))
    func root(_ terms: [Formula]) -> Formula { .function(.sqrt, .total(terms)) }
    /// arcsin y = arctan(y/√(1 − y²))
    var arcsine: Formula { .function(.arctan, .quotient(self, root([one, .negative(square)]))) }
    switch name {
    case .sin: return arcsine
    case .cos:
      return .total([.quotient(.symbol(Symbol("pi")), .number(2)), .negative(arcsine)])
    case .tan: return .function(.arctan, self)
    case .sinh: return .function(.log, .total([self, root([square, one])]))
    case .cosh: return .function(.log, .total([self, root([square, .negative(one)])]))
    case .tanh:
      let ratio = Formula.quotient(.total([one, self]), .total([one, .negative(self)]))
      return .multiplied([.quotient(one, .number(2)), .function(.log, ratio)])
    case .logit: return .function(.sigma, self)
    case .exp: return .function(.log, self)
    default: return nil
    }
  }
}

extension Vocabulary {
  /// Inverse functions by their names.
  static let inverses: [String: FunctionName] = [
    "arcsin": .sin, "asin": .sin, "arccos": .cos, "acos": .cos,
    "arsinh": .sinh, "arcsinh": .sinh, "asinh": .sinh,
    "arcosh": .cosh, "arccosh": .cosh, "acosh": .cosh,
    "artanh": .tanh, "arctanh": .tanh, "atanh": .tanh,
  ]
}
