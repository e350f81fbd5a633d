import Balls
import Exact

// Building expressions as they are written. Every function here normalises lightly and never
// changes the set of arguments where the expression has a value: x/x stays, x − x is 0, log x − log
// x stays.

extension Expression: ExpressibleByIntegerLiteral {
  public init(integerLiteral n: Int) { self = .rational(Rational(n)) }
  public init(_ r: Rational) { self = .rational(r) }
  public init(_ n: Int, over d: Int) { self = .rational(Rational(n, d)) }
  public init(_ v: Variable) { self = .variable(v) }

  public static func + (a: Expression, b: Expression) -> Expression { .sum(of: [a, b]) }
  public static func - (a: Expression, b: Expression) -> Expression { .sum(of: [a, -b]) }
  /// −(a + b) is written −a − b, so that signs show.
  public static prefix func - (a: Expression) -> Expression {
    if case .sum(let terms) = a { return .sum(of: terms.map { .product(of: [-1, $0]) }) }
    return .product(of: [-1, a])
  }
  public static func * (a: Expression, b: Expression) -> Expression { .product(of: [a, b]) }
  public static func / (a: Expression, b: Expression) -> Expression {
    .product(of: [a, b.raised(to: -1)])
  }
  public var squared: Expression { raised(to: 2) }

  public static func exp(_ a: Expression) -> Expression { .applying(.exp, to: a) }
  public static func log(_ a: Expression) -> Expression { .applying(.log, to: a) }
  public static func sqrt(_ a: Expression) -> Expression { a.raised(to: .rational(Rational(1, 2))) }
  public static func abs(_ a: Expression) -> Expression { .applying(.abs, to: a) }
  public static func sign(_ a: Expression) -> Expression { .applying(.sign, to: a) }
  public static func sin(_ a: Expression) -> Expression { .applying(.sin, to: a) }
  public static func cos(_ a: Expression) -> Expression { .applying(.cos, to: a) }
  public static func tan(_ a: Expression) -> Expression { .applying(.tan, to: a) }
  public static func sinh(_ a: Expression) -> Expression { .applying(.sinh, to: a) }
  public static func cosh(_ a: Expression) -> Expression { .applying(.cosh, to: a) }
  public static func tanh(_ a: Expression) -> Expression { .applying(.tanh, to: a) }
  public static func arctan(_ a: Expression) -> Expression { .applying(.arctan, to: a) }
  public static func erf(_ a: Expression) -> Expression { .applying(.erf, to: a) }
  public static func erfc(_ a: Expression) -> Expression { .applying(.erfc, to: a) }
  public static func max(_ a: Expression, _ b: Expression) -> Expression {
    a == b ? a : .choosing([Branch(.compare(b, .less, a), a)], otherwise: b)
  }
  public static func min(_ a: Expression, _ b: Expression) -> Expression {
    a == b ? a : .choosing([Branch(.compare(a, .less, b), a)], otherwise: b)
  }

  /// The rational number this is, if it is written as one.
  public var rationalValue: Rational? { if case .rational(let r) = self { r } else { nil } }
}

// MARK: sums

extension Expression {
  /// Σ terms: sums inside are opened, rationals added, equal terms collected; the rational part
  /// comes last.
  public static func sum(of terms: [Expression]) -> Expression {
    var constant: Rational = 0, long: [Rational] = []  // what is longer than a word waits for the tree
    var parts: [(coefficient: Rational, rest: Expression)] = []
    var places: [Expression: Int] = [:]  // of the parts, once there are many
    func add(_ e: Expression, times c: Rational) {
      switch e {
      case .rational(let r):
        constant = constant + c * r
        if constant.small == nil {
          long.append(constant)
          constant = 0
        }
      case .sum(let inner): for t in inner { add(t, times: c) }
      case .product(let f):
        guard let first = f.first, case .rational(let r) = first, !r.isZero else {
          return collect(e, c)
        }
        if f.count == 2 {
          add(f[1], times: c * r)
        } else {
          collect(.product(Array(f.dropFirst())), c * r)
        }
      default: collect(e, c)
      }
    }
    func collect(_ rest: Expression, _ c: Rational) {
      if let i = place(rest), rest != .infinity {
        parts[i].coefficient = parts[i].coefficient + c
      } else {
        parts.append((c, rest))
        if !places.isEmpty { places[rest] = places[rest] ?? parts.count - 1 }
      }
    }
    func place(_ rest: Expression) -> Int? {
      guard parts.count >= 32 else { return parts.firstIndex { $0.rest == rest } }
      if places.isEmpty {
        for (i, part) in parts.enumerated() where places[part.rest] == nil { places[part.rest] = i }
      }
      return places[rest]
    }
    for t in terms { add(t, times: 1) }
    var unpaid: [Rational] = []
    if !long.isEmpty {
      let sums = Rational.sum(of: long + [constant], while: payForLength)
      (constant, unpaid) = (sums[0], Array(sums.dropFirst()))
    }
    var result = unpaid.map { Expression.rational($0) }
    for p in parts {
      if p.coefficient.isZero && p.rest.isTotal { continue }
      result.append(p.coefficient == 1 ? p.rest : .product(of: [.rational(p.coefficient), p.rest]))
    }
    if !constant.isZero || result.isEmpty { result.append(.rational(constant)) }
    return result.count == 1 ? result[0] : .sum(result)
  }
}

/// Long numbers cost as the square of their length; false when that is more than what is left.
@discardableResult private func payForLength(of number: Rational) -> Bool {
  guard let budget = WorkBudget.current, number.small == nil else { return true }
  let words = (number.numerator.bitWidth + number.denominator.bitWidth) / 64
  return budget.spend(words * words / 24)
}

// MARK: products

extension Expression {
  /// Π factors: products inside are opened, rationals multiplied, powers of equal bases and
  /// exponentials merged where that keeps the domain; the rational factor comes first.
  public static func product(of factors: [Expression]) -> Expression {
    var constant: Rational = 1, long: [Rational] = []  // short while it fits a word; what is longer waits for the tree
    func scale(_ r: Rational) {
      if r.small == nil { long.append(r) } else { constant = constant * r }
      if constant.small == nil {
        long.append(constant)
        constant = 1
      }
    }
    var parts: [(base: Expression, exponent: Expression)] = []
    func multiply(_ e: Expression) {
      switch e {
      case .rational(let r): scale(r)
      case .product(let inner): inner.forEach(multiply)
      case .power(let b, let n): collect(b, n)
      default: collect(e, 1)
      }
    }
    func collect(_ base: Expression, _ exponent: Expression) {
      if case .function(.exp, let a) = base, exponent == 1 {
        for i in parts.indices {
          if case .function(.exp, let b) = parts[i].base, parts[i].exponent == 1 {
            parts[i].base = .exp(b + a)
            return
          }
        }
      }
      for i in parts.indices where parts[i].base == base {
        if let merged = base.mergedExponent(parts[i].exponent, exponent) {
          parts[i].exponent = merged
          return
        }
      }
      parts.append((base, exponent))
    }
    factors.forEach(multiply)
    var result: [Expression] = []
    for p in parts {
      let e = p.exponent == 1 ? p.base : p.base.raised(to: p.exponent)
      switch e {
      case .rational(let r): scale(r)
      case .product(let inner):
        for f in inner { if case .rational(let r) = f { scale(r) } else { result.append(f) } }
      default: result.append(e)
      }
    }
    if !long.isEmpty {
      constant = Rational.product(of: long + [constant])
      payForLength(of: constant)
    }
    if constant.isZero && result.allSatisfy(\.isTotal) { return 0 }
    if result.isEmpty { return .rational(constant) }
    if constant == 1 { return result.count == 1 ? result[0] : .product(result) }
    return .product([.rational(constant)] + result)
  }

  /// m + n if self^m·self^n has the same domain as self^(m+n), else nil.
  private func mergedExponent(_ m: Expression, _ n: Expression) -> Expression? {
    if self == .infinity { return nil }
    if isCertainlyPositive { return m + n }
    guard let a = m.rationalValue, let b = n.rationalValue else { return nil }
    let integers = a.isInteger && b.isInteger
    // x·x⁻² = x⁻¹ keeps x ≠ 0; x·x⁻¹ would lose it.
    if integers && (a.signum == b.signum || (a + b).signum < 0 || isCertainlyNonzero) {
      return .rational(a + b)
    }
    if a.signum > 0 && b.signum > 0 && isCertainlyNonnegative { return .rational(a + b) }
    return nil
  }
}

// MARK: powers

extension Expression {
  /// self^exponent. 0⁰ = 1, as in power series.
  public func raised(to exponent: Expression) -> Expression {
    guard let n = exponent.rationalValue else {
      if case .function(.exp, let a) = self { return .exp(a * exponent) }
      return .power(self, exponent)
    }
    if n == 1 { return self }
    if n.isZero && isTotal { return 1 }
    switch self {
    case .rational(let r): return Expression.power(of: r, n) ?? .power(self, exponent)
    case .power(let base, let m):
      if let m = m.rationalValue {
        let integers = m.isInteger && n.isInteger
        if base.isCertainlyPositive || (integers && (m.signum > 0 || n.signum > 0)) {
          return base.raised(to: .rational(m * n))
        }
        if m == 2 && n == Rational(1, 2) { return .abs(base) }
        if m == Rational(1, 2) && n == 2 && base.isCertainlyNonnegative { return base }
        if integers && base.isCertainlyNonzero { return base.raised(to: .rational(m * n)) }
      } else if base.isCertainlyPositive {
        return base.raised(to: m * exponent)
      }
    case .function(.exp, let a): return .exp(.product(of: [exponent, a]))
    case .function(.abs, let a) where n.isInteger && n.numerator % 2 == 0:
      return a.raised(to: exponent)
    case .product(let factors):
      if n.isInteger { return .product(of: factors.map { $0.raised(to: exponent) }) }
      let positive = factors.filter(\.isCertainlyPositive)
      let rest = factors.filter { !$0.isCertainlyPositive }
      // √(2πσ²) = √2·√π·√(σ²): what is certainly positive may leave the root one by one.
      if !positive.isEmpty && factors.count > 1 {
        let root: Expression = rest.isEmpty ? 1 : Expression.product(of: rest).raised(to: exponent)
        return .product(of: positive.map { $0.raised(to: exponent) } + [root])
      }
    default: break
    }
    return .power(self, exponent)
  }

  /// r^n when it is rational; nil for 0 to a negative power and for irrational roots.
  private static func power(of r: Rational, _ n: Rational) -> Expression? {
    if r == 1 { return 1 }
    if let k = n.int {
      return (r.isZero && k < 0) || k.magnitude > 4096 ? nil : .rational(r.power(k))
    }
    if r.isZero { return n.signum > 0 ? 0 : nil }
    guard r.signum > 0, let k = (n * 2).int, k.magnitude <= 4096 else { return nil }
    return r.squareRoot.map { .rational($0.power(k)) }
  }
}

// MARK: functions, branches, integrals

extension Expression {
  public static func applying(_ f: Function, to a: Expression) -> Expression {
    switch (f, a) {
    case (.exp, .rational(0)): 1
    case (.exp, .function(.log, let b)) where b.isCertainlyPositive: b
    case (.log, .rational(1)): 0
    case (.log, .function(.exp, let b)): b
    case (.abs, .rational(let r)): .rational(r.magnitude)
    case (.abs, .function(.abs, _)): a
    case (.abs, _) where a.isCertainlyNonnegative: a
    case (.sign, .rational(let r)): .rational(Rational(r.signum))
    case (.sign, _) where a.isCertainlyPositive && a.isTotal: 1
    case (.cos, .rational(0)), (.cosh, .rational(0)), (.erfc, .rational(0)): 1
    case (.sin, .rational(0)), (.tan, .rational(0)), (.sinh, .rational(0)), (.tanh, .rational(0)),
      (.arctan, .rational(0)), (.erf, .rational(0)):
      0
    default: a.valueAtAngle(of: f) ?? .function(f, a)
    }
  }

  /// The first branch whose condition holds; conditions between rationals are decided here.
  public static func choosing(_ branches: [Branch], otherwise: Expression) -> Expression {
    var kept: [Branch] = []
    for b in branches {
      switch b.condition.decided {
      case .some(true):
        return kept.isEmpty ? b.value : .piecewise(kept, otherwise: b.value)
      case .some(false): continue
      case nil: kept.append(b)
      }
    }
    return kept.isEmpty ? otherwise : .piecewise(kept, otherwise: otherwise)
  }

  /// ∫ body dv from a to b.
  public static func integrating(
    _ body: Expression, over v: Variable, from a: Expression, to b: Expression
  ) -> Expression {
    if body == 0 { return 0 }
    return .integral(variable: v, lower: a, upper: b, body: body)
  }
}

extension Expression.Condition {
  /// The truth where it can be read off the rationals, else nil.
  public var decided: Bool? {
    switch self {
    case .compare(let a, let relation, let b):
      if let x = a.rationalValue, let y = b.rationalValue { return relation.holds((x - y).signum) }
      let d = a - b
      guard d.isTotal else { return nil }
      if let r = d.rationalValue { return relation.holds(r.signum) }
      return d.isCertainlyPositive
        ? relation.holds(1) : (-d).isCertainlyPositive ? relation.holds(-1) : nil
    case .all(let c):
      let truths = c.map(\.decided)
      return truths.contains(false) ? false : truths.contains(nil) ? nil : true
    case .any(let c):
      let truths = c.map(\.decided)
      return truths.contains(true) ? true : truths.contains(nil) ? nil : false
    case .not(let c): return c.decided.map { !$0 }
    }
  }
}

extension Expression.Comparison {
  /// Whether a ⋄ b, given the sign of a − b.
  public func holds(_ sign: Int) -> Bool {
    switch self {
    case .less: sign < 0
    case .lessOrEqual: sign <= 0
    case .equal: sign == 0
    case .unequal: sign != 0
    }
  }
}
