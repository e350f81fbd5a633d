import Exact

// What can be said of the sign and domain of an expression from its shape alone, for all real
// values of its variables. False means "not certain", never "no".

extension Expression {
  /// Positive wherever it has a value.
  public var isCertainlyPositive: Bool {
    switch self {
    case .rational(let r): r.signum > 0
    case .pi, .infinity: true
    case .variable: false
    case .sum(let a):
      a.allSatisfy(\.isCertainlyNonnegative) && a.contains(where: \.isCertainlyPositive)
    case .product(let a): a.allSatisfy(\.isCertainlyPositive)
    case .power(let base, let n):
      base.isCertainlyPositive
        || (isCertainlyNonnegative && n.rationalValue.map { $0.signum < 0 } ?? false)
    case .function(let f, let a):
      switch f {
      case .exp, .cosh, .erfc: true
      case .abs: a.isCertainlyNonzero
      case .sinh, .tanh, .arctan, .erf, .sign: a.isCertainlyPositive
      default: false
      }
    case .piecewise(let b, let otherwise):
      otherwise.isCertainlyPositive && b.allSatisfy { $0.value.isCertainlyPositive }
    case .integral: false
    case .extremum(let kind, _, _, _, let body):
      kind == .maximum && body.isCertainlyPositive
    }
  }

  /// Not negative wherever it has a value.
  public var isCertainlyNonnegative: Bool {
    switch self {
    case .rational(let r): r.signum >= 0
    case .sum(let a), .product(let a): a.allSatisfy(\.isCertainlyNonnegative)
    case .power(let base, let n):
      // A non-integer power exists only for a base that is not negative.
      base.isCertainlyNonnegative
        || (n.rationalValue.map { !$0.isInteger || $0.numerator % 2 == 0 } ?? false)
    case .function(.abs, _): true
    case .function(let f, let a) where [.sinh, .tanh, .arctan, .erf, .sign].contains(f):
      a.isCertainlyNonnegative
    case .piecewise(let b, let otherwise):
      otherwise.isCertainlyNonnegative && b.allSatisfy { $0.value.isCertainlyNonnegative }
    case .integral(_, let lower, let upper, let body):
      body.isCertainlyNonnegative && Expression.certainlyOrdered(lower, upper)
    case .extremum(let kind, _, _, _, let body):
      (kind == .maximum || kind == .minimum) && body.isCertainlyNonnegative
    default: isCertainlyPositive
    }
  }

  public var isCertainlyNonzero: Bool {
    if isCertainlyPositive { return true }
    switch self {
    case .rational(let r): return !r.isZero
    case .product(let a): return a.allSatisfy(\.isCertainlyNonzero)
    case .power(let base, _): return base.isCertainlyNonzero
    default: return false
    }
  }

  private static func certainlyOrdered(_ a: Expression, _ b: Expression) -> Bool {
    if b == .infinity || a == -.infinity { return true }
    if let x = a.rationalValue, let y = b.rationalValue { return x <= y }
    return false
  }

  /// Has a finite real value for all real values of its variables.
  public var isTotal: Bool {
    switch self {
    case .rational, .pi, .variable: return true
    case .infinity, .integral, .extremum: return false
    case .sum(let a), .product(let a): return a.allSatisfy(\.isTotal)
    case .power(let base, let n):
      guard base.isTotal, n.isTotal else { return false }
      if base.isCertainlyPositive { return true }
      guard let r = n.rationalValue else { return false }
      if r.isInteger { return r.signum >= 0 || base.isCertainlyNonzero }
      return base.isCertainlyNonnegative && r.signum > 0
    case .function(.log, let a): return a.isTotal && a.isCertainlyPositive
    case .function(.tan, _): return false
    case .function(_, let a): return a.isTotal
    case .piecewise(let b, let otherwise):
      var total = otherwise.isTotal
      for branch in b {
        total = total && branch.value.isTotal
        branch.condition.forEachSide { total = total && $0.isTotal }
      }
      return total
    }
  }
}
