import Exact
import Expressions

extension Expression {
  /// The normal form: like terms collected, products of sums multiplied out, roots of rationals
  /// merged.
  var tidy: Expression { if case .rational = self { self } else { Polynomial(self).expression } }

  /// Tidies the parts of an expression that is no sum, product or rational power.
  var tidyInside: Expression {
    switch self {
    case .power(let a, let b): .power(a.tidy, b.tidy)
    case .function(let f, let a): .function(f, a.tidy)
    default: self
    }
  }

  var rational: Rational? {
    if case .rational(let r) = self { r } else { Polynomial(self).rational }
  }
  var isZero: Bool { if case .rational(let r) = self { r.isZero } else { Polynomial(self).isZero } }

  /// Tidied when it is built of numbers, roots and variables alone; other expressions keep the
  /// shape they were given.
  var tidyIfAlgebraic: Expression { isAlgebraic ? tidy : self }
  private var isAlgebraic: Bool {
    switch self {
    case .rational, .pi, .variable: true
    case .sum(let a), .product(let a): a.allSatisfy(\.isAlgebraic)
    case .power(let a, .rational): a.isAlgebraic
    default: false
    }
  }

  func mentions(_ variables: Set<Variable>) -> Bool {
    !variables.isEmpty && !freeVariables.isDisjoint(with: variables)
  }
}

extension Expression {
  /// A short text that differs for different expressions: the order of terms is its order.
  var sortKey: String {
    switch self {
    case .rational(let r): "\(r)"
    case .pi: "π"
    case .infinity: "∞"
    case .variable(let v): "v\(v.name)"
    case .sum(let a): "(+\(a.map(\.sortKey).joined(separator: ",")))"
    case .product(let a): "(*\(a.map(\.sortKey).joined(separator: ",")))"
    case .power(let a, let b): "(\(a.sortKey)^\(b.sortKey))"
    case .function(let f, let a): "\(f.rawValue)(\(a.sortKey))"
    default: "\(self)"
    }
  }
}
