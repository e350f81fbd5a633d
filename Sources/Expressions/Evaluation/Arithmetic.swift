import Balls
import Exact
import Foundation

// Arithmetic on evaluated numbers: exact while it lasts, then in balls; with the infinities of the
// extended reals.

extension Evaluation {
  package func sum(_ terms: [Evaluated]) -> Evaluated {
    if let none = Evaluated.withoutValue(terms) { return none }
    let signs = terms.compactMap { t -> Bool? in
      if case .infinite(let positive) = t.value { return positive }
      return nil
    }
    if let first = signs.first {
      return signs.allSatisfy { $0 == first } ? .infinite(positive: first) : .undefined("∞ − ∞")
    }
    let scale = terms.reduce(0) { $0 + $1.scale }
    if let estimate = estimated(terms, { $0.reduce(0, +) }, slopes: { _, _ in 1 }) {
      return estimate
    }
    var exact = ExactNumber(0)
    var rest: Ball?
    for t in terms {
      if let x = t.exact {
        exact = exact + x
      } else if let b = ball(t) {
        rest = rest?.plus(b, bits) ?? b
      }
    }
    guard let rest else { return Evaluated(exact: exact, scale: scale) }
    return Evaluated(
      .ball(exact.isZero ? rest : rest.plus(Ball(exact, bits: bits), bits)), scale: scale)
  }

  package func product(_ factors: [Evaluated]) -> Evaluated {
    if let none = Evaluated.withoutValue(factors) { return none }
    if factors.contains(where: \.isInfinite) {
      var positive = true
      for f in factors {
        guard let s = sign(f) else {
          return .undecided("∞ times a number whose sign is not certain")
        }
        if s == 0 { return .undefined("0 · ∞") }
        if s < 0 { positive.toggle() }
      }
      return .infinite(positive: positive)
    }
    let scale = factors.reduce(1) { $0 * $1.scale }
    if let e = estimated(
      factors, { $0.reduce(1, *) },
      slopes: { all, i in
        all.indices.reduce(1) { $1 == i ? $0 : $0 * all[$1] }
      })
    {
      return e
    }
    var exact = ExactNumber(1)
    var rest: Ball?
    for f in factors {
      if let x = f.exact, let p = exact * x {
        exact = p
      } else if let b = ball(f) {
        rest = rest?.times(b, bits) ?? b
      }
    }
    if exact.isZero { return Evaluated(exact: exact, scale: scale) }
    guard let rest else { return Evaluated(exact: exact, scale: scale) }
    let value = exact.rational == 1 ? rest : rest.times(Ball(exact, bits: bits), bits)
    // The scales of far tails leave the range of doubles, 0 times ∞ among them: the value itself is
    // a scale too, and a stricter one.
    return Evaluated(.ball(value), scale: scale.isFinite ? scale : abs(value.midpoint))
  }

  package func power(_ base: Evaluated, _ exponent: Evaluated) -> Evaluated {
    if let none = Evaluated.withoutValue([base, exponent]) { return none }
    if base.isInfinite || exponent.isInfinite { return infinitePower(base, exponent) }
    if let e = estimated(
      [base, exponent], { pow($0[0], $0[1]) },
      slopes: { a, i in
        i == 0 ? a[1] * pow(a[0], a[1] - 1) : pow(a[0], a[1]) * log(abs(a[0]))
      })
    {
      return e
    }
    if let r = exponent.exact?.rational { return rationalPower(base, r) }
    guard let s = sign(base) else {
      return .undecided("the sign of the base of a power is not certain")
    }
    if s < 0 { return .undefined("a negative number to an irrational power") }
    if s == 0 {
      switch sign(exponent) {
      case .some(1): return Evaluated(exact: ExactNumber(0))
      case .some: return .undefined("0 to a power that is not positive")
      case nil: return .undecided("0 to a power whose sign is not certain")
      }
    }
    guard let a = ball(base), let b = ball(exponent) else {
      return .undecided("a power of no number")
    }
    let l = a.log(bits).times(b, bits)
    let value = l.exp(bits)
    let relative =
      abs(b.midpoint) * base.scale / abs(a.midpoint) + abs(a.log(64).midpoint) * exponent.scale
    return result(
      value, scale: abs(value.midpoint) * (1 + relative), otherwise: "a power that is not finite")
  }

  private func rationalPower(_ base: Evaluated, _ n: Rational) -> Evaluated {
    if n.isZero { return Evaluated(exact: ExactNumber(1)) }
    if let x = base.exact {
      if x.isZero {
        return n.signum > 0 ? Evaluated(exact: ExactNumber(0)) : .undefined("a division by zero")
      }
      if let k = n.int, let p = x.power(k) { return Evaluated(exact: p, scale: spread(base, n, p)) }
      if !n.isInteger, let k = (n * 2).int, let p = x.squareRoot?.power(k) {
        return Evaluated(exact: p, scale: spread(base, n, p))
      }
    }
    guard let b = ball(base) else { return .undecided("a power of no number") }
    if n.isInteger, let k = n.int {
      if k < 0, b.containsZero {
        return .undecided("a division by a number that may be zero")
      }
      let value = b.power(k, bits)
      return result(value, scale: spread(base, n, value), otherwise: "a power that is not finite")
    }
    guard let s = sign(base) else {
      return .undecided("the root of a number whose sign is not certain")
    }
    if s < 0 { return .undefined("the root of a negative number") }
    let value: Ball
    if let k = (n * 2).int {
      value = b.squareRoot(bits).power(k, bits)
    } else {
      value = b.power(Ball(n, bits: bits), bits)
    }
    return result(value, scale: spread(base, n, value), otherwise: "a power that is not finite")
  }

  /// |aⁿ|·(1 + |n|·(scale of a)/|a| − |n|): errors in a count n-fold.
  private func spread(_ base: Evaluated, _ n: Rational, _ value: Ball) -> Double {
    let a = ball(base).map { abs($0.midpoint) } ?? 0
    let amplification = a > 0 ? Swift.max(1, base.scale / a) : 1
    return abs(value.midpoint) * Swift.max(1, n.magnitude.double * amplification)
  }
  private func spread(_ base: Evaluated, _ n: Rational, _ value: ExactNumber) -> Double {
    spread(base, n, Ball(value, bits: 64))
  }

  private func infinitePower(_ base: Evaluated, _ exponent: Evaluated) -> Evaluated {
    guard base.isInfinite, let s = sign(exponent), let b = sign(base), !exponent.isInfinite else {
      return .undefined("a power with an infinite exponent")
    }
    if s == 0 { return .undefined("∞ to the power 0") }
    if s < 0 { return Evaluated(exact: ExactNumber(0)) }
    if b > 0 { return .infinite(positive: true) }
    guard let n = exponent.exact?.rational, n.isInteger else { return .undefined("a root of −∞") }
    return .infinite(positive: n.numerator % 2 == 0)
  }

  package func apply(_ f: ElementaryFunction, _ a: Evaluated) -> Evaluated {
    if let none = Evaluated.withoutValue([a]) { return none }
    if case .infinite(let positive) = a.value { return atInfinity(f, positive) }
    if case .estimate(let x, let error) = a.value { return estimated(f, x, error, a.scale) }
    if let x = a.exact, let y = exactly(f, x) { return y }
    if f == .log || f == .sign {
      guard let s = sign(a) else {
        return .undecided("the \(f) of a number whose sign is not certain")
      }
      if f == .sign { return Evaluated(exact: ExactNumber(Rational(s))) }
      if s < 0 { return .undefined("the logarithm of a negative number") }
      if s == 0 { return .infinite(positive: false) }
    }
    guard let x = ball(a) else { return .undecided("\(f) of no number") }
    let y = x.applying(f, bits)
    return result(
      y, scale: scale(f, x.midpoint, a.scale, y.midpoint), otherwise: "\(f) is not finite here")
  }

  /// |f(x)| + |f′(x)|·(scale of x beyond |x| itself matters as much as x).
  private func scale(_ f: ElementaryFunction, _ x: Double, _ scale: Double, _ y: Double) -> Double {
    let slope: Double =
      switch f {
      case .exp, .sinh, .cosh: Swift.max(abs(y), 1e-300)
      case .log: 1 / Swift.max(abs(x), 1e-300)
      case .erf, .erfc: 1.13 * Foundation.exp(-x * x)
      default: 1
      }
    return abs(y) + slope * Swift.max(0, scale - abs(x))
  }

  private func exactly(_ f: ElementaryFunction, _ x: ExactNumber) -> Evaluated? {
    switch f {
    case .exp: return x.exp.map { Evaluated(exact: $0) }
    case .log:
      guard x.isAlgebraic, x.sign > 0 else { return nil }
      return x.log.map { Evaluated(exact: $0) }
    case .abs: return Evaluated(exact: x.sign < 0 ? -x : x)
    case .sign: return Evaluated(exact: ExactNumber(Rational(x.sign)))
    case .cos, .cosh, .erfc: return x.isZero ? Evaluated(exact: ExactNumber(1)) : nil
    case .sin, .tan, .sinh, .tanh, .arctan, .erf:
      return x.isZero ? Evaluated(exact: ExactNumber(0)) : nil
    }
  }

  private func atInfinity(_ f: ElementaryFunction, _ positive: Bool) -> Evaluated {
    func exact(_ n: Int) -> Evaluated { Evaluated(exact: ExactNumber(Rational(n))) }
    switch f {
    case .exp: return positive ? .infinite(positive: true) : exact(0)
    case .log:
      return positive ? .infinite(positive: true) : .undefined("the logarithm of a negative number")
    case .sinh: return .infinite(positive: positive)
    case .cosh, .abs: return .infinite(positive: true)
    case .tanh, .erf, .sign: return exact(positive ? 1 : -1)
    case .erfc: return exact(positive ? 0 : 2)
    case .arctan:
      let half = Ball.pi(bits).times(Ball(Rational(positive ? 1 : -1, 2), bits: bits), bits)
      return Evaluated(.ball(half), scale: abs(half.midpoint))
    case .sin, .cos, .tan: return .undefined("\(f) at infinity")
    }
  }
}

// MARK: estimates

extension Evaluation {
  /// An estimate spoils what it enters: errors propagate to first order. nil if no operand is one.
  private func estimated(
    _ parts: [Evaluated], _ f: ([Double]) -> Double, slopes: ([Double], Int) -> Double
  ) -> Evaluated? {
    guard parts.contains(where: { if case .estimate = $0.value { true } else { false } }) else {
      return nil
    }
    var x: [Double] = [], errors: [Double] = []
    for p in parts {
      if case .estimate(let v, let e) = p.value {
        x.append(v); errors.append(e)
      } else {
        x.append(ball(p)?.midpoint ?? .nan); errors.append(abs(x.last ?? 0) * 0x1p-50)
      }
    }
    let y = f(x)
    let error = x.indices.reduce(0) { $0 + abs(slopes(x, $1)) * errors[$1] }
    guard y.isFinite, error.isFinite else { return .undecided("an estimate that is not finite") }
    return Evaluated(
      .estimate(y, error: error), scale: Swift.max(abs(y), parts.reduce(0) { $0 + $1.scale }))
  }

  private func estimated(_ f: ElementaryFunction, _ x: Double, _ error: Double, _ scale: Double)
    -> Evaluated
  {
    let y = f.double(x), slope = abs((f.double(x + 1e-6) - f.double(x - 1e-6)) / 2e-6)
    guard y.isFinite, slope.isFinite else { return .undecided("\(f) of an estimate is not finite") }
    return Evaluated(
      .estimate(y, error: slope * error * 1.01), scale: Swift.max(abs(y), scale * slope))
  }
}

extension ElementaryFunction {
  /// In doubles; for drawing and estimates.
  func double(_ x: Double) -> Double {
    switch self {
    case .exp: Foundation.exp(x)
    case .log: Foundation.log(x)
    case .sin: Foundation.sin(x)
    case .cos: Foundation.cos(x)
    case .tan: Foundation.tan(x)
    case .sinh: Foundation.sinh(x)
    case .cosh: Foundation.cosh(x)
    case .tanh: Foundation.tanh(x)
    case .arctan: Foundation.atan(x)
    case .erf: Foundation.erf(x)
    case .erfc: Foundation.erfc(x)
    case .abs: Swift.abs(x)
    case .sign: x > 0 ? 1 : x < 0 ? -1 : x
    }
  }
}
