import Balls
import Exact
import Expressions
import Foundation
import Testing

/// Numbers that are not exact: their values, and the scales by which equality of them is judged.
@Suite struct ArithmeticOfBalls {
  private func enclosed(_ e: Expression) -> Ball? { if case .ball(let b) = value(e).value { b } else { nil } }
  private func near(_ a: Double, _ b: Double, _ relative: Double = 1e-9) -> Bool { abs(a - b) <= relative * (abs(a) + abs(b)) }

  /// (1 + π)ⁿ by whole, half and other powers, each with as many bits as asked for.
  @Test func powers() throws {
    let base = 1 + Double.pi
    for (n, d) in [(2, 1), (5, 1), (-3, 1), (1, 2), (3, 2), (-1, 2), (-5, 2), (1, 3), (-2, 3), (7, 3), (4, 5)] {
      let b = try #require(enclosed((1 + .pi).raised(to: over(n, d))), "\(n)/\(d)")
      #expect(near(b.midpoint, pow(base, Double(n) / Double(d)), 1e-14) && b.accuracyBits > 95, "\(n)/\(d)")
    }
    #expect(near(try #require(enclosed(.pi.raised(to: .sqrt(2)))).midpoint, pow(.pi, 2.0.squareRoot()), 1e-14))
    #expect(near(try #require(enclosed(Expression(2).raised(to: .sqrt(2)))).midpoint, pow(2, 2.0.squareRoot()), 1e-14))
    #expect(exact(.power(0, .sqrt(2)))?.isZero == true && undefined(.power(0, -.sqrt(2))))
    #expect(undefined(.power(-.pi, .sqrt(2))) && undefined(.power(-.pi, over(1, 3))) && undefined(.power(-.pi, over(1, 2))))
    #expect(near(try #require(enclosed(.power(-.pi, 3))).midpoint, -pow(.pi, 3), 1e-14))
    #expect(exact(.power(over(9, 4), over(3, 2)))?.rational == Rational(27, 8) && exact(.power(2, over(3, 2))) == exact(2 * .sqrt(2)))
    #expect(exact(.power(0, 0))?.rational == 1 && undefined(.power(0, -1)) && undefined(.power(0, over(-1, 2))) && exact(.power(0, over(1, 2)))?.isZero == true)
  }

  /// At infinity every function has its limit, or none.
  @Test func limits() throws {
    let up = Expression.infinity, down = -Expression.infinity
    for f in [Expression.Function.exp, .log, .sinh, .cosh, .abs] { #expect(infinite(.function(f, up), positive: true), "\(f)") }
    for f in [Expression.Function.cosh, .abs] { #expect(infinite(.function(f, down), positive: true), "\(f)") }
    #expect(infinite(.sinh(down), positive: false) && exact(.exp(down))?.isZero == true && undefined(.log(down)))
    for (f, high, low) in [(Expression.Function.tanh, 1, -1), (.erf, 1, -1), (.sign, 1, -1), (.erfc, 0, 2)] {
      #expect(exact(.function(f, up))?.rational == Rational(high) && exact(.function(f, down))?.rational == Rational(low), "\(f)")
    }
    for (e, sign) in [(up, 1.0), (down, -1)] {
      let v = value(.arctan(e))
      guard case .ball(let b) = v.value else { Issue.record("\(v.value)"); continue }
      #expect(near(b.midpoint, sign * .pi / 2, 1e-15) && near(v.scale, .pi / 2, 1e-15))
      for f in [Expression.Function.sin, .cos, .tan] { #expect(undefined(.function(f, e))) }
    }
    for (n, d, isPositive) in [(2, 1, true), (3, 1, false)] { #expect(infinite(.power(down, over(n, d)), positive: isPositive)) }
    #expect(infinite(.power(up, over(1, 2)), positive: true) && undefined(.power(down, over(1, 2))) && exact(.power(down, -3))?.isZero == true)
    #expect(undefined(.power(up, 0)) && undefined(.power(2, up)) && infinite(-3 * up, positive: false) && infinite(-.pi * down, positive: true))
  }

  /// What cancels inside a function leaves its size in the scale, times the slope there.
  @Test func scales() throws {
    let inner = .pi + over(1, 10) - 3  // 0.2416 out of 6.0416
    let x = Double.pi - 2.9, excess = (Double.pi + 2.9) - x
    let slopes: [(Expression.Function, Double, Double)] = [
      (.exp, exp(x), exp(x)), (.sinh, sinh(x), sinh(x)), (.cosh, cosh(x), cosh(x)), (.log, log(x), 1 / x), (.sin, sin(x), 1), (.cos, cos(x), 1),
      (.tan, tan(x), 1), (.tanh, tanh(x), 1), (.arctan, atan(x), 1), (.abs, x, 1), (.erf, erf(x), 1.13 * exp(-x * x)), (.erfc, erfc(x), 1.13 * exp(-x * x)),
    ]
    for (f, y, slope) in slopes {
      let found = value(.applying(f, to: inner))
      guard case .ball(let b) = found.value else { Issue.record("\(f)"); continue }
      #expect(near(b.midpoint, y, 1e-12) && near(found.scale, abs(y) + slope * excess), "\(f): \(found.scale), not \(abs(y) + slope * excess)")
    }
    #expect(near(value(inner).scale, .pi + 2.9) && near(value(3 * inner * .pi).scale, 3 * .pi * (.pi + 2.9)))
    // |aⁿ| times |n| times what the base lost, and never below the value
    let loss = (Double.pi + 2.9) / x
    for (n, power) in [(2, over(2, 1)), (3, over(3, 1)), (-2, over(-2, 1))] {
      #expect(near(value(inner.raised(to: power)).scale, pow(x, Double(n)) * abs(Double(n)) * loss), "\(n)")
    }
    #expect(near(value(inner.raised(to: over(1, 2))).scale, x.squareRoot() * loss / 2) && near(value(inner.raised(to: over(1, 3))).scale, cbrt(x) * loss / 3))
    #expect(near(value(Expression.pi.raised(to: over(1, 3))).scale, cbrt(.pi)) && near(value(Expression.pi.squared).scale, 2 * .pi * .pi))
    let e = inner.raised(to: .sqrt(2)), p = pow(x, 2.0.squareRoot())
    #expect(near(value(e).scale, p * (1 + 2.0.squareRoot() * loss + abs(log(x)) * 2.0.squareRoot())))
  }
}

/// What is read off the shape of an expression holds for all values; and what is known is said.
@Suite struct CertaintyOfShapes {
  @Test func integralsAndOptima() {
    func i(_ f: Expression, _ a: Expression, _ b: Expression) -> Expression { .integrating(f, over: Variable("x"), from: a, to: b) }
    for (e, isNonnegative) in [
      (i(x.squared, 0, 1), true), (i(x.squared, 1, 1), true), (i(x.squared, 1, 0), false), (i(x, 0, 1), false), (i(-x.squared, 1, 0), false),
      (i(.exp(x), -.infinity, y), true), (i(.exp(-x), y, .infinity), true), (i(.exp(x), y, 3), false), (i(.exp(x), 0, y), false),
      (optimum(.maximum, 0, 1, y.squared), true), (optimum(.minimum, 0, 1, y.squared), true), (optimum(.argmax, 0, 1, y.squared), false),
      (optimum(.argmin, 0, 1, y.squared), false), (optimum(.maximum, 0, 1, y), false),
    ] {
      #expect(e.isCertainlyNonnegative == isNonnegative && !e.isTotal, "\(e)")
    }
    #expect(optimum(.maximum, 0, 1, .exp(y)).isCertainlyPositive && !optimum(.minimum, 0, 1, .exp(y)).isCertainlyPositive)
    #expect(!i(.exp(x), 0, 1).isCertainlyPositive && !optimum(.argmax, 0, 1, .exp(y)).isCertainlyPositive)
  }

  @Test func elementary() {
    let positive: [Expression] = [3, .pi, .exp(x), .cosh(x), .erfc(x), 1 + x.squared, .exp(x) * .pi, (1 + x.squared).raised(to: -1), .abs(.exp(x)), .tanh(.exp(x)), .sinh(.exp(x)), .arctan(1 + x.squared), .erf(.exp(x)), x.raised(to: -2), .abs(x).raised(to: over(-1, 2)), .exp(x).raised(to: y), .choosing([.init(.compare(x, .less, 0), 1)], otherwise: .exp(x))]
    for e in positive { #expect(e.isCertainlyPositive && e.isCertainlyNonnegative && e.isCertainlyNonzero, "\(e)") }
    let nonnegative: [Expression] = [0, x.squared, .abs(x), x.squared + .abs(y), x.raised(to: over(1, 2)), .abs(x) * .exp(y), .tanh(.abs(x)), .arctan(x.squared), .erf(.abs(x)), .sinh(.abs(x)), .sign(x.squared), .choosing([.init(.compare(x, .less, 0), 0)], otherwise: .exp(x))]
    for e in nonnegative { #expect(!e.isCertainlyPositive && e.isCertainlyNonnegative && !e.isCertainlyNonzero, "\(e)") }
    let open: [Expression] = [x, -1 * x.squared, x.raised(to: 3), .sin(x), .log(x), x + .abs(y), .tanh(x), -.exp(x), -3, x * .abs(y), .choosing([.init(.compare(x, .less, 0), x)], otherwise: 1), .choosing([.init(.compare(x, .less, 0), 1)], otherwise: x)]
    for e in open { #expect(!e.isCertainlyPositive && !e.isCertainlyNonnegative, "\(e)") }
    for e in [-3, -.exp(x), -.pi * .exp(x)] as [Expression] { #expect(e.isCertainlyNonzero && !e.isCertainlyPositive) }
    let total: [Expression] = [x, .exp(x) * .pi, x.raised(to: 3), (1 + x.squared).raised(to: -1), .abs(x).raised(to: over(1, 2)), .exp(x).raised(to: y), .log(1 + x.squared), .sin(x), .sqrt(x.squared + 1), .choosing([.init(.compare(x, .less, 0), 1)], otherwise: x)]
    for e in total { #expect(e.isTotal, "\(e)") }
    let partial: [Expression] = [.infinity, 1 / x, .log(x), .log(x.squared), .sqrt(x), .tan(x), x.raised(to: y), .abs(x).raised(to: over(-1, 2)), .exp(1 / x), x + .log(x), .choosing([.init(.compare(1 / x, .less, 0), 1)], otherwise: x), .choosing([.init(.compare(x, .less, 0), 1 / x)], otherwise: x), .choosing([.init(.compare(x, .less, 0), x)], otherwise: 1 / x)]
    for e in partial { #expect(!e.isTotal, "\(e)") }
  }

  @Test func freeVariables() {
    let (u, v) = (Variable("x"), Variable("y"))
    let inner = Expression.integrating(x * y, over: u, from: 0, to: 1)
    for (e, free) in [
      (x + .exp(y), [u, v]), (inner, [v]), (Expression.integrating(x, over: u, from: 0, to: x), [u]), (.pi, []),
      (.choosing([.init(.all([.compare(x, .less, 0), .not(.compare(1, .less, y))]), 1)], otherwise: 2), [u, v]), (x.raised(to: y), [u, v]),
      (optimum(.maximum, 0, x, y), [u]),
    ] as [(Expression, [Variable])] {
      #expect(e.freeVariables == Set(free) && e.depends(on: u) == free.contains(u) && e.depends(on: v) == free.contains(v), "\(e)")
    }
  }
}
