import Exact
import Expressions
import Probability

/// Why a limit could not be certified.
struct NoLimit: Error { var reason: String }

/// The limit of an expression in one variable, from one side.
struct LimitRules {
  /// The point and the side from which it is approached; or ±∞.
  struct Approach {
    var point: Expression?
    var side: Int
    init(point: Expression, side: Int) { (self.point, self.side) = (point, side) }
    init(toInfinity sign: Int) { (point, side) = (nil, sign) }
  }

  enum Value {
    case finite(Expression)
    case infinite(Int)
    var expression: Expression {
      switch self {
      case .finite(let e): e
      case .infinite(let sign): sign > 0 ? .infinity : -.infinity
      }
    }
  }

  let variable: Variable
  let approach: Approach
  let values: Valuation
  /// Whether the variable counts: it goes through whole numbers, and (−r)^n is a number.
  var isWhole = false
  /// How often l'Hôpital's rule may still be used on the way to here, and on all ways together.
  var patience = 8
  private let tries = WorkBudget(300)
  /// Nodes of a form that is still differentiated.
  private static let largest = 300

  func limit(of e: Expression) throws -> Value {
    guard e.depends(on: variable) else { return .finite(e) }
    switch e {
    case .variable: return approach.point.map { .finite($0) } ?? .infinite(approach.side)
    case .sum(let terms): return try sum(terms)
    case .product(let factors): return try product(factors)
    case .power(let base, let exponent): return try power(base, exponent)
    case .function(let f, let a): return try function(f, a)
    default:
      throw NoLimit(
        reason: "no rule certifies the limit of an integral, an optimum or a function by cases")
    }
  }

  // MARK: sums

  private func sum(_ terms: [Expression]) throws -> Value {
    let limits = try terms.map { try limit(of: $0) }
    var total = Expression.rational(0), signs: Set<Int> = []
    for value in limits {
      switch value {
      case .finite(let x): total = total + x
      case .infinite(let sign): signs.insert(sign)
      }
    }
    if signs.isEmpty { return .finite(total) }
    if signs.count == 1, let sign = signs.first { return .infinite(sign) }
    return try difference(terms)
  }

  /// ∞ − ∞: over a common factor, the fastest growing term.
  private func difference(_ terms: [Expression]) throws -> Value {
    guard patience > 0 else { throw NoLimit(reason: "∞ − ∞ is not resolved") }
    for lead in terms {
      guard case .infinite = try limit(of: lead) else { continue }
      var next = self
      next.patience -= 1
      let ratios = terms.map { simplified($0 * lead.raised(to: -1)) }
      guard let total = try? next.sum(ratios), case .finite(let x) = total,
        let sign = try? values.sign(x),
        case .infinite(let direction) = try limit(of: lead)
      else { continue }
      if sign != 0 { return .infinite(sign * direction) }
      if let value = try? next.quotient(of: [lead, .sum(of: ratios)]) { return value }
    }
    throw NoLimit(reason: "∞ − ∞ is not resolved")
  }

  // MARK: products and powers

  private func product(_ factors: [Expression]) throws -> Value {
    var total = Expression.rational(1), sign = 1, hasInfinite = false
    if let rest = try besideBounded(factors) {
      if case .finite(let x) = try product(rest), try values.sign(x) == 0 { return .finite(x) }
    }
    for factor in factors {
      switch try limit(of: factor) {
      case .finite(let x): total = total * x
      case .infinite(let s): (sign, hasInfinite) = (sign * s, true)
      }
    }
    guard hasInfinite else { return .finite(total) }
    let finite = try values.sign(total)
    if finite != 0 { return .infinite(sign * finite) }
    return try quotient(of: factors)
  }

  /// The factors beside those that have no limit and stay between −1 and 1: (−1)^n, sin x. Where the
  /// rest goes to 0 so does the product.
  private func besideBounded(_ factors: [Expression]) throws -> [Expression]? {
    let rest = try factors.filter { try !staysBounded($0) }
    return rest.count == factors.count || rest.isEmpty ? nil : rest
  }

  private func staysBounded(_ e: Expression) throws -> Bool {
    guard approach.point == nil else { return false }
    switch e {
    case .function(.sin, let a), .function(.cos, let a): return a.depends(on: variable)
    case .power(let base, let exponent):
      return try alternating(base, exponent).map { try values.sign($0.size - 1) <= 0 } ?? false
    default: return false
    }
  }

  /// The size of a negative base that is raised to whole numbers, and whether the sign changes; nil
  /// of any other power.
  private func alternating(_ base: Expression, _ exponent: Expression) throws
    -> (size: Expression, changes: Bool, sign: Int)?
  {
    guard isWhole, !base.depends(on: variable), try values.sign(base) < 0,
      let linear = exponent.polynomialCoefficients(in: variable), linear.count == 2,
      let start = linear[0].rationalValue, let step = linear[1].rationalValue,
      start.isInteger, step.isInteger
    else { return nil }
    return (-base, step.numerator % 2 != 0, start.numerator % 2 == 0 ? 1 : -1)
  }

  /// 0 · ∞ as a quotient, by l'Hôpital: derivatives until the form is determined. What is
  /// differentiated is built of functions that are analytic near the point, or of logarithms,
  /// exponentials and powers towards ∞, so that the derivative of the denominator has no zeros that
  /// pile up there.
  private func quotient(of factors: [Expression]) throws -> Value {
    guard patience > 0 else { throw NoLimit(reason: "0 · ∞ is not resolved by l'Hôpital's rule") }
    let whole = simplified(.product(of: factors))
    guard whole.size <= Self.largest, tries.spend(1) else {
      throw NoLimit(reason: "0 · ∞ is not resolved by l'Hôpital's rule: its slopes grow")
    }
    guard approach.point != nil || !whole.oscillates(variable) else {
      throw NoLimit(reason: "it oscillates")
    }
    var next = self
    next.patience -= 1
    guard case .product(let parts) = whole else { return try next.limit(of: whole) }
    let vanishing = try parts.filter { try tendsToZero($0) }
    let rest = parts.filter { !vanishing.contains($0) }
    let zero = Expression.product(of: vanishing), large = Expression.product(of: rest)
    let forms = [
      (zero, simplified(large.raised(to: -1))), (large, simplified(zero.raised(to: -1))),
    ]
    let slopes = forms.map { above, below in
      simplified(above.derivative(by: variable) * below.derivative(by: variable).raised(to: -1))
    }
    var reason = NoLimit(reason: "0 · ∞ is not resolved by l'Hôpital's rule")
    for slope in slopes.sorted(by: { $0.size < $1.size }) {
      do { return try next.limit(of: slope) } catch let why as NoLimit { reason = why }
    }
    throw reason
  }

  private func tendsToZero(_ e: Expression) throws -> Bool {
    guard case .finite(let x) = try limit(of: e) else { return false }
    return try values.sign(x) == 0
  }

  private func power(_ base: Expression, _ exponent: Expression) throws -> Value {
    guard let n = exponent.rationalValue else {
      if let (size, changes, sign) = try alternating(base, exponent) {
        let limit = try function(.exp, exponent * .log(size))
        guard changes else {
          if case .infinite = limit { return .infinite(sign) }
          return .finite(limit.expression * .rational(Rational(sign)))
        }
        if case .finite(let x) = limit, try values.sign(x) == 0 { return .finite(x) }
        throw NoLimit(reason: "its sign goes on changing")
      }
      return try function(.exp, exponent * .log(base))  // f^g = e^{g log f}, f > 0
    }
    switch try limit(of: base) {
    case .finite(let x):
      let sign = try values.sign(x)
      if sign != 0 || n.signum > 0 {
        guard sign > 0 || n.isInteger || sign == 0 else {
          throw NoLimit(reason: "a root of a negative number")
        }
        return .finite(x.raised(to: exponent))
      }
      let from = try side(of: base)
      guard from > 0 || n.isInteger else { throw NoLimit(reason: "a root of a negative number") }
      return .infinite(n.isInteger && n.numerator % 2 != 0 ? from : 1)
    case .infinite(let sign):
      guard n.signum > 0 else { return .finite(.rational(0)) }
      guard sign > 0 || n.isInteger else { throw NoLimit(reason: "a root of a negative number") }
      return .infinite(sign > 0 || n.numerator % 2 == 0 ? 1 : -1)
    }
  }

  /// From which side an expression that tends to 0 does so: the sign of the first derivative that
  /// does not vanish.
  private func side(of e: Expression) throws -> Int {
    guard let point = approach.point else {
      // Towards ∞: of 1/e, which tends to ±∞, e has the sign.
      if e.isCertainlyPositive { return 1 }
      if (-e).isCertainlyPositive { return -1 }
      throw NoLimit(reason: "the sign near ∞ is not known")
    }
    var slope = e, direction = 1
    for _ in 1...6 {
      slope = slope.derivative(by: variable)
      direction *= approach.side
      let sign = try values.sign(slope.substituting([variable: point]))
      if sign != 0 { return sign * direction }
    }
    throw NoLimit(reason: "the sign near the point is not known")
  }

  // MARK: functions

  private func function(_ f: Expression.Function, _ a: Expression) throws -> Value {
    switch try limit(of: a) {
    case .finite(let x):
      if f == .log, try values.sign(x) == 0 {
        guard try side(of: a) > 0 else {
          throw NoLimit(reason: "the logarithm of a negative number")
        }
        return .infinite(-1)
      }
      if f == .sign, try values.sign(x) == 0 {
        return .finite(.rational(Rational(try side(of: a))))
      }
      return .finite(.applying(f, to: x))  // continuous where it has a value
    case .infinite(let sign):
      switch f {
      case .exp: return sign > 0 ? .infinite(1) : .finite(.rational(0))
      case .log where sign > 0: return .infinite(1)
      case .abs, .cosh: return .infinite(1)
      case .sinh: return .infinite(sign)
      case .tanh, .erf, .sign: return .finite(.rational(Rational(sign)))
      case .erfc: return .finite(.rational(sign > 0 ? 0 : 2))
      case .arctan: return .finite(.pi * .rational(Rational(sign, 2)))
      default: throw NoLimit(reason: "it has no limit at infinity")
      }
    }
  }
}
