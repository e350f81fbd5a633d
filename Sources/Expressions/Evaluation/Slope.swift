import Balls
import Exact

/// The sign of an expression in t on boxes of [0, 1], also up to an end where it has a pole or is a
/// logarithm of 0.
package struct Signed {
  let numerator: Expression
  private let plain: Machine?
  private let quotient: Machine?
  private let denominators: [(base: Machine, rise: Machine, power: Int)]

  package init(_ e: Expression, _ t: Variable, _ compile: (Expression) throws -> Machine) {
    plain = try? compile(e.inLogDomain)
    let (n, d) = e.fraction
    numerator = n
    let bases = d.compactMap { b in
      (try? compile(b.base)).flatMap { base in
        (try? compile(b.base.derivative(by: t))).map { (base: base, rise: $0, power: b.power) }
      }
    }
    let complete = !d.isEmpty && bases.count == d.count
    denominators = complete ? bases : []
    quotient = complete ? try? compile(n.inLogDomain) : nil
  }

  /// At a point of the inside.
  package func sign(at x: Ball) -> Int? {
    let s = plain?.value(at: x, smooth: true).sign
    return s == 0 ? nil : s
  }

  /// Inside the box [low, high], whose ball x is rounded outward; then the expression is smooth
  /// there too.
  package func sign(on x: Ball, _ low: Ball, _ high: Ball) -> Int? {
    if let s = sign(at: x) { return s }
    guard let s = quotient?.value(at: x, smooth: true).sign, s != 0,
      let d = denominatorSign(x, low, high)
    else { return nil }
    return s * d
  }

  /// A base may vanish at an end of the domain, if it rises or falls strictly up to there: its sign
  /// inside is then that at the other end of the box, whose ends are exact.
  func denominatorSign(_ x: Ball, _ low: Ball, _ high: Ball) -> Int? {
    var sign = 1
    for d in denominators {
      var s = d.base.value(at: x, smooth: true).sign ?? 0
      if s == 0 {
        guard let rise = d.rise.value(at: x, smooth: true).sign, rise != 0,
          let a = d.base.value(at: low).sign, let b = d.base.value(at: high).sign
        else { return nil }
        let vanishing = a == 0 ? low : high
        guard a * b >= 0, a + b != 0, vanishing.isEnd else { return nil }
        s = (a + b).signum()
      }
      if d.power % 2 == 1 { sign *= s }
    }
    return sign
  }
}

/// Slope and bend of a function of t on [0, 1].
package struct Slope {
  private let slope: Signed, bend: Signed
  private let plain: (Machine, Machine)?
  private let quotient: (Machine, Machine)?
  /// The slope's numerator, with the same zeros inside.
  var numerator: Expression { slope.numerator }

  package init(_ f: Expression, _ t: Variable, _ compile: (Expression) throws -> Machine) {
    let s = f.derivative(by: t)
    slope = Signed(s, t, compile)
    bend = Signed(s.derivative(by: t), t, compile)
    func pair(_ e: Expression) -> (Machine, Machine)? {
      guard let a = try? compile(e.inLogDomain),
        let b = try? compile(e.derivative(by: t).inLogDomain)
      else { return nil }
      return (a, b)
    }
    plain = pair(s)
    quotient = s.fraction.denominator.isEmpty ? nil : pair(slope.numerator)
  }

  /// The sign of the slope inside the box, if it is certain; the function is smooth there then.
  package func sign(on x: Ball, low: Ball, high: Ball) -> Int? {
    if let s = slope.sign(on: x, low, high) { return s }
    // A slope that falls (or rises) inside lies between its values at the ends.
    guard let b = bend.sign(on: x, low, high) else { return nil }
    let (least, largest) = b < 0 ? (high, low) : (low, high)
    if slope.sign(at: least) == 1 { return 1 }
    return slope.sign(at: largest) == -1 ? -1 : nil
  }

  /// The one zero of the slope in the box, where the slope falls strictly: by interval Newton
  /// steps. nil if that is not certain, or if the zero is not certainly inside.
  package func root(in x: Ball, low: Ball, high: Ball, bits: Int, budget: Budget) -> Ball? {
    if let q = quotient, slope.denominatorSign(x, low, high) == 1,
      let r = newton(q, x, low, high, bits, budget)
    {
      return r
    }
    return plain.flatMap { newton($0, x, low, high, bits, budget) }
  }

  private func newton(
    _ f: (slope: Machine, bend: Machine), _ x: Ball, _ low: Ball, _ high: Ball, _ bits: Int,
    _ budget: Budget
  ) -> Ball? {
    guard f.bend.value(at: x, smooth: true).isNegative == true,
      f.slope.value(at: low).isPositive == true, f.slope.value(at: high).isNegative == true
    else { return nil }
    var x = x
    for _ in 0..<64 {
      budget.spend(2)
      let m = x.center
      let step = f.slope.value(at: m).over(f.bend.value(at: x), bits)
      guard let inside = m.minus(step, bits).intersection(x, bits), inside.isFinite else { break }
      if inside.isExact || inside.radius > x.radius * 0.75 { return inside }
      x = inside
    }
    return x
  }
}

extension Ball {
  /// Exactly 0 or exactly 1.
  var isEnd: Bool { sign == 0 || minus(.one, 64).sign == 0 }
}
