import Balls
import Exact
import Expressions
import Foundation
import Testing

/// A function with inner integrals, parted into g(x) and ∫ fᵢ(x, u) du, is their sum.
@Suite struct InnerIntegralParts {
  private let x = Variable("x"), u = Variable("u")
  private var X: Expression { .variable(x) }
  private var U: Expression { .variable(u) }

  /// No rule takes it away.
  private func hard(_ k: Int) -> Expression {
    .integrating(.log(2 + .sin(over(k, 1) * X * U)), over: u, from: 0, to: Expression(1, over: k))
  }
  private func plainly(_ e: Expression, _ place: Double) -> Double {
    e.compiled(variables: [x])([place])
  }

  private func check(_ e: Expression, _ parts: InnerIntegrals, _ name: String) {
    for place in [-1.25, 0.375, 2.0] {
      let inner = parts.list.map {
        plainly(.integrating($0.body, over: $0.variable, from: $0.lower, to: $0.upper), place)
      }
      let sum = inner.reduce(plainly(parts.rest, place), +), whole = plainly(e, place)
      #expect(abs(sum - whole) <= 1e-9 * max(1, abs(whole)), "\(name) at \(place): \(sum), \(whole)")
    }
  }

  @Test(arguments: [1, 2, 15, 16, 17, 18]) func sums(_ n: Int) {
    let e = Expression.sum(of: (1...n).map { over($0, 1) * X * hard($0) })
    let parts = InnerIntegrals(e, outer: x)
    #expect((parts != nil) == (n <= 16), "\(n)")
    guard let parts else { return }
    #expect(parts.list.count == n && parts.rest == 0)
    check(e, parts, "\(n) terms")
  }

  @Test func factorsAndClosedForms() throws {
    let closed = Expression.integrating(U * X, over: u, from: 0, to: X)
    let sums: [(String, Expression, Int)] = [
      ("none", X.squared + 1, 0), ("closed", closed, 0), ("one", hard(2), 1),
      ("with a factor", (1 + X.squared) * hard(1) + X, 1),
      ("a factor of a sum", X * (hard(1) - 2 * hard(3) + closed), 2),
      ("in a bracket of a bracket", 3 * (X + 2 * (hard(2) + X * (closed - hard(1)))), 2),
      ("bounds", .integrating(.log(2 + .sin(X * U)), over: u, from: -X, to: X), 1),
      ("an integral inside", .integrating(.log(2 + .sin(X * U)) * .integrating(X * variable("w"), over: Variable("w"), from: 0, to: U), over: u, from: 0, to: 1), 1),
    ]
    for (name, e, count) in sums {
      let parts = try #require(InnerIntegrals(e, outer: x), "\(name)")
      #expect(parts.list.count == count, "\(name): \(parts.list.count)")
      check(e, parts, name)
    }
  }

  /// ∫ N(x; au, s) N(u; 0, 1) du = N(x; 0, a² + s), where s = 1 − a² is a number whose value alone
  /// tells that it is positive; with −s in its place nothing certainly converges.
  @Test(arguments: [Rational(1, 8), 1, 3]) func numbersThatAreWidths(_ t: Rational) throws {
    let a = Expression.exp(.rational(-t)), s = 1 - a.squared
    func joint(_ s: Expression) -> Expression {
      .exp(-(X - a * U).squared / (2 * s) - U.squared / 2) / (2 * .pi * .sqrt(s))
    }
    let form = joint(s).integratedInClosedForm(u, from: -.infinity, to: .infinity)
    let marginal = try #require(form)
    for place in [-1.25, 0.375, 2.0] {
      let wanted = exp(-place * place / 2) / (2 * Double.pi).squareRoot()
      #expect(abs(plainly(marginal, place) - wanted) <= 1e-13, "\(t), \(place)")
    }
    let narrow = Expression.exp(-U.squared / (a.squared - 1))
    #expect(narrow.integratedInClosedForm(u, from: -.infinity, to: .infinity) == nil)
  }

  @Test func whatIsNotLinear() {
    for e in [hard(1) * hard(2), Expression.exp(hard(1)), hard(1).squared, X + 1 / hard(1), X * .sqrt(hard(2)) + X] {
      #expect(InnerIntegrals(e, outer: x) == nil, "\(e)")
    }
    let moving = Expression.integrating(.log(2 + .sin(X * U)), over: u, from: 0, to: hard(1).substituting([u: .variable(Variable("w"))]))
    #expect(InnerIntegrals(moving, outer: x) == nil)
  }

  private func variable(_ name: String) -> Expression { .variable(Variable(name)) }
}

/// Where numbers are so small that an interval is widened across 0, and where an end is 0.
@Suite struct IntervalsBesideZero {
  private func ends(_ i: DoubleInterval) -> (Rational, Rational) {
    i.exact.map { ($0, $0) } ?? (Rational(exactly: i.lower), Rational(exactly: i.upper))
  }

  @Test(arguments: [1, -1]) func ballsKeepTheirSign(_ sign: Int) throws {
    for power in stride(from: 280, through: 330, by: 1) {
      for bits in [20, 53, 128] {
        for n in [1, 3, 7] {
          let r = Rational(sign * n) / Rational(10).power(power)
          let i = try #require(DoubleInterval(Ball(r, bits: bits)))
          let (low, high) = ends(i)
          #expect(low <= r && r <= high, "\(n)e-\(power): \(i)")
          #expect(sign > 0 ? i.lower >= 0 : i.upper <= 0, "\(n)e-\(power): \(i)")
          #expect(i.upper - i.lower <= 1e-5 * r.magnitude.double + 2.5e-300, "\(n)e-\(power): \(i)")
        }
      }
    }
    // what may be 0 reaches across it
    let zero = try #require(DoubleInterval(Ball(Rational(0), bits: 64)))
    #expect(zero.lower <= 0 && zero.upper >= 0)
    let around = try #require(DoubleInterval(Ball(Rational(sign, 1 << 30), bits: 64).widened(byPowerOfTwo: -20)))
    #expect(around.lower < 0 && around.upper > 0 && around.magnitude < 0x1p-19)
  }

  /// [a, b]·[c, d] with an end at 0, at −0, or just beside it: enclosed, as narrow as may be, and
  /// not across 0.
  @Test func productsOfWhatIsNotNegative() {
    let places: [Double] = [0, -0.0, .leastNormalMagnitude / 16, 1e-200, 0.25, 1, 3, 1e160, 1e308]
    for a in places {
      for b in places where a <= b {
        for c in places {
          for d in places where c <= d {
            let left = DoubleInterval(between: a, and: b), right = DoubleInterval(between: c, and: d)
            let product = left * right, name = "[\(a), \(b)]·[\(c), \(d)]"
            #expect(product.isNonnegative, "\(name) = \(product)")
            let (low, high) = (a * c, b * d)
            guard low.isFinite, (a + c).isFinite else { continue }
            #expect(product.lower <= low && high <= product.upper, "\(name) = \(product)")
            #expect(product.lower >= low * (1 - 1e-14) - 1e-299, "\(name) = \(product)")
            #expect(product.upper <= high * (1 + 1e-14) + 1e-299, "\(name) = \(product)")
            for turned in [(-left) * right, left * (-right)] where !product.isZero {
              #expect(turned.lower <= -high && -low <= turned.upper, "−\(name) = \(turned)")
              #expect(turned.upper <= -low * (1 - 1e-14) + 1e-299, "−\(name) = \(turned)")
            }
            let sum = left + right
            #expect(sum.lower <= a + c && b + d <= sum.upper, "\(name), added: \(sum)")
            #expect(sum.lower >= (a + c) * (1 - 1e-14) - 1e-299, "\(name), added: \(sum)")
          }
        }
      }
    }
  }

  @Test func powersAndLogarithms() {
    for (a, b) in [(0.5, 2.0), (1e-300, 1e-3), (1, 1), (2, 9), (1e100, 1e200)] {
      let i = DoubleInterval(between: a, and: b)
      for t in [-2.5, -1, -0.5, 0, 0.5, 1, 1.5, 3] {
        let p = i.power(t), (low, high) = (min(pow(a, t), pow(b, t)), max(pow(a, t), pow(b, t)))
        #expect(p.lower <= low && high <= p.upper, "[\(a), \(b)]^\(t) = \(p)")
        if high.isFinite { #expect(p.upper <= high * (1 + 1e-14) + 2e-300, "[\(a), \(b)]^\(t) = \(p)") }
        #expect(p.lower >= low * (1 - 1e-14) - 2e-300, "[\(a), \(b)]^\(t) = \(p)")
      }
      let l = i.log
      #expect(l.lower <= log(a) && log(b) <= l.upper && l.upper - l.lower <= (log(b) - log(a)) + 1e-11)
      #expect(i.hull(DoubleInterval(between: 0, and: 1)).lower == 0 && i.hull(.one).upper == max(b, 1))
      #expect(i.hull(.one).lower == min(a, 1) && i.magnitude == b && (-i).magnitude == b)
    }
    #expect(DoubleInterval.one.log == .zero && DoubleInterval.zero.exp == .one)
  }

  /// Fractions too long for doubles stay exact while they fit into 512 bits.
  @Test func longFractions() {
    for n in stride(from: 250, through: 262, by: 1) {
      let r = (Rational(2).power(n) + 1) / (Rational(2).power(512 - n) - 1), i = DoubleInterval(r)
      let size = r.numerator.magnitude.bitWidth + r.denominator.magnitude.bitWidth
      #expect((i.exact == r) == (size <= 512), "\(n): \(size)")
      #expect(Rational(exactly: i.lower) <= r && r <= Rational(exactly: i.upper), "\(n)")
      let more = (Rational(2).power(n) + 1) / (Rational(2).power(513 - n) - 1), j = DoubleInterval(more)
      #expect((j.exact == more) == (more.numerator.magnitude.bitWidth + more.denominator.magnitude.bitWidth <= 512))
    }
    for n in [1 << 53, (1 << 53) - 1, -(1 << 53), 1 - (1 << 53), (1 << 53) + 1] {
      let i = DoubleInterval(Rational(n))
      #expect(i.exact == Rational(n) && (i.lower == i.upper) == (n.magnitude < 1 << 53), "\(n)")
      #expect(Rational(exactly: i.lower) <= Rational(n) && Rational(n) <= Rational(exactly: i.upper))
    }
  }
}
