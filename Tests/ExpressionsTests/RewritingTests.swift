import Exact
import Expressions
import Foundation
import Testing

/// Forms that rules of writing leave alone, as they are rewritten: the values are the same.
@Suite struct RewritingTests {
  private let u = Variable("x"), w = Variable("y")
  private func value(_ e: Expression, _ a: Double, _ b: Double = 0.7) -> Double { e.compiled(variables: [u, w])([a, b]) }
  private static func raw(_ e: Expression, _ n: Int, _ m: Int = 1) -> Expression { .power(e, .rational(Rational(n, m))) }

  /// Σ c·e^f is the same, and there are as many terms as there should be.
  @Test func exponentialTerms() throws {
    let e = Expression.exp(x), two = e + 1
    func product(_ n: Int) -> Expression { .product([Expression](repeating: two, count: n)) }
    func sum(_ n: Int) -> Expression { .sum((1...n).map { over($0, 7) * .exp(over($0, 1) * x) }) }
    let forms: [(Expression, Int?)] = [
      (Self.raw(.function(.exp, x + 1), 2, 3), 1), (Self.raw(.product([3, .function(.exp, x)]), 5, 2), 1), (Self.raw(.function(.exp, x), -1), 1),
      (e * two, 2), (two, 2), (3, 1), (.pi * e, 1), (x, nil), (x.squared + 1, nil), (e - 1, nil), (product(6), 64), (product(7), nil), (sum(64), 64), (sum(65), nil),
      (.product([sum(32), two]), 64), (.product([sum(33), two]), nil), (Self.raw(two, 1, 2), 1), (.product([e, .exp(y)]), 1),
    ]
    for (form, count) in forms {
      let terms = form.exponentialTerms
      #expect(terms?.count == count, "\(form): \(terms?.count ?? -1)")
      guard let terms else { continue }
      for a in [-1.3, 0.0, 0.4, 2.1] {
        let plain = value(form, a), total = terms.reduce(0) { $0 + value($1.factor, a) * exp(value($1.exponent, a)) }
        #expect(abs(plain - total) <= 1e-12 * abs(plain), "\(form) at \(a): \(total), \(plain)")
      }
    }
  }

  /// The derivative of what is bound, and of its bounds, beside differences.
  /// At every 24th part of a turn, on both sides of 0: in doubles, and as an exact number where it
  /// is one.
  @Test func knownAngles() {
    func isExact(_ e: Expression) -> Bool {
      if case .exact = Evaluator(goal: 60).evaluate(e, at: [u: Rational(1, 3)]).value { true } else { false }
    }
    let functions: [(Expression.Function, (Double) -> Double)] = [(.sin, sin), (.cos, cos), (.tan, tan)]
    for n in -60...60 {
      let r = Rational(n, 24), angle = Expression.rational(r) * .pi
      for (f, plain) in functions {
        let e = Expression.applying(f, to: angle), known = plain(r.double * .pi)
        if f == .tan, (r - Rational(1, 2)).isInteger { continue }
        #expect(abs(value(e, 0) - known) <= 1e-13 * (1 + abs(known)), "\(f) of \(r) π: \(e)")
        #expect(isExact(e) == ((r * 6).isInteger || (r * 4).isInteger), "\(f) of \(r) π: \(e)")
      }
    }
    #expect(Expression.sin(.pi) == 0 && Expression.cos(.pi) == -1 && Expression.tan(.pi / 4) == 1)
    for e in [Expression.tan(.pi / 2), .sin(.pi + x), .sin(.pi.squared), .sin(.rational(Rational(1, 6)))] {
      #expect(!isExact(e), "\(e)")
    }
  }

  @Test func derivativesUnderBinders() {
    func area(_ a: Expression, _ b: Expression, _ f: Expression, _ v: Variable) -> Expression { .integral(variable: v, lower: a, upper: b, body: f) }
    let forms: [Expression] = [
      area(0, x.squared, .exp(-x), u), area(x, 2 * x + 1, .sin(x), u), area(0, 1, .exp(x), u), area(x, x.squared, .exp(-x * y), w), area(0, 1, .log(2 + x * y), w),
      area(-x, .exp(x / 3), y.squared + x, w), area(1, x, area(0, y, .cos(x * z), Variable("z")), w), x * area(0, x, y, w) + area(0, x, x, u).squared,
    ]
    for f in forms {
      let slope = f.derivative(by: u)
      for a in [0.4, 1.1, 1.9] {
        let h = 1e-4, plain = (value(f, a + h) - value(f, a - h)) / (2 * h), found = value(slope, a)
        #expect(abs(plain - found) <= 1e-5 * max(1, abs(plain)), "\(f) at \(a): \(found), \(plain)")
      }
    }
  }

  /// Inner integrals in symbols: roots of products, small powers of sums, exponentials of sums.
  @Test func innerIntegralsInSymbols() {
    let bodies: [(Expression, Bool)] = [
      (Self.raw(.product([.abs(x), .abs(y)]), 1, 3), true), (Self.raw(.product([.abs(x), .exp(y)]), 5, 2), true), (Self.raw(x + y, 2), true), (Self.raw(x + .tanh(y), 3), true),
      (Self.raw(.cos(x) + .tanh(y), 4), true), (Self.raw(.cos(x) + .tanh(y), 5), false), (.exp(.tanh(x) + .tanh(y)), true), (.exp(.tanh(x + y)), false), (x * .tanh(y) + .log(2 + y.squared), true),
      ((x + .tanh(y)) * (.cos(x) - .log(2 + y.squared)), true), (.log(2 + x * y), false), (Self.raw(.abs(x) * .cosh(y), 1, 2) * .tanh(y), true),
    ]
    for (f, isKnown) in bodies {
      let found = f.integratedSymbolically(w, from: 0, to: 1)
      #expect((found != nil) == isKnown, "\(f)")
      guard let found else { continue }
      for a in [-1.7, 0.3, 2.2] {
        let plain = value(.integral(variable: w, lower: 0, upper: 1, body: f), a), symbols = value(found, a)
        #expect(abs(plain - symbols) <= 1e-8 * max(1, abs(plain)), "\(f) at \(a): \(symbols), \(plain)")
      }
    }
  }
}
