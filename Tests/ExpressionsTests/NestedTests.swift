import Exact
import Expressions
import Foundation
import Testing

private func over(_ v: String, _ f: Expression, _ a: Expression = -.infinity, _ b: Expression = .infinity) -> Expression {
  .integrating(f, over: Variable(v), from: a, to: b)
}

@Suite struct NestedIntegrals {
  private let p = normal(0, 1), q = normal(over(1, 3), 2, at: y)

  @Test func productsSeparate() throws {
    #expect(exact(over("x", over("y", p * q * x.squared * y.squared)))?.rational == Rational(19, 9))
    // KL of products is the sum of the KLs: ½ log 2 and ½(log ½ + 2 + 1/9 − 1)
    let other = normal(1, 2) * normal(0, 1, at: y)
    #expect(exact(over("x", over("y", p * q * .log(p * q / other))))?.rational == Rational(5, 9))
    let curved = over("x", over("y", p * q * .log(1 + .exp(x)) * (1 + Expression.tanh(y))))
    let one = over("x", p * .log(1 + .exp(x))), two = over("y", q * (1 + Expression.tanh(y)))
    #expect(equal(curved, one * two))
    #expect(!equal(curved, one * two + over(1, 1_000_000)))
  }

  @Test func whatIsGaussianInTheInnerVariableIsExact() {
    #expect(exact(over("x", over("y", normal(y, 1) * q)))?.rational == 1)
    #expect(exact(over("x", over("y", normal(y, 1) * q * x.squared)))?.rational == Rational(28, 9))
    // the banana: y about x², E[y] = 1, E[y²] = 1 + 3
    let banana = Expression.exp(-(x.squared + (y - x.squared).squared) / 2) / (2 * .pi)
    #expect(exact(over("x", over("y", banana)))?.rational == 1)
    #expect(exact(over("x", over("y", banana * y.squared)))?.rational == 4)
    #expect(exact(over("x", over("y", x * y, 0, x), 0, 1))?.rational == Rational(1, 8))
  }

  @Test func optimaPointByPoint() {
    let q = normal(2, 1)
    let v = p * .log(y) + q * .log(1 - y)
    let best = over("x", optimum(.maximum, 0, 1, v))
    #expect(equal(best, 2 * GoldenNumbers.js(p, q) - .log(4)))
    let d = optimum(.argmax, 0, 1, v)
    #expect(equal(over("x", p * .log(d) + q * .log(1 - d)), best))
  }

  @Test func optimaOfIntegrals() {
    #expect(exact(optimum(.argmin, -5, 5, over("x", normal(over(2, 7), 3) * (x - y).squared)))?.rational == Rational(2, 7))
    #expect(exact(optimum(.minimum, -5, 5, over("x", p * .log(p / normal(y, 1)))))?.isZero == true)
  }

  /// Where nothing is certain the grade says so, and the number is right all the same.
  @Test func theRestIsEstimated() {
    // the logarithm of an integral inside an integral is not linear in it
    let marginal = over("y", normal(0, 1, at: y) * normal(.tanh(y), 1))
    guard case .estimate(let h, let error) = value(over("x", -p * .log(marginal))).value else {
      Issue.record("no estimate")
      return
    }
    #expect(abs(h - 1.4450911990) < 1e-8 && error < 1e-7)  // Tests/golden/plane.py
    // the integrand keeps its sign but for a little: the scale is about the value; functions of it are estimates as large
    let entropy = over("x", -p * .log(marginal)), scale = value(entropy).scale
    #expect(scale >= h * (1 - 1e-9) && scale < 1.01 * h, "\(scale)")
    for (f, y, slope) in [(Expression.Function.exp, exp(h), exp(h)), (.log, log(h), 1 / h), (.sin, sin(h), abs(cos(h)))] {
      let found = value(.applying(f, to: entropy))
      guard case .estimate(let z, let e) = found.value else { Issue.record("\(f): \(found.value)"); continue }
      #expect(abs(z - y) < 1e-8 && abs(e - slope * error) <= 0.02 * slope * error, "\(f): \(z) ± \(e)")
      #expect(abs(found.scale - max(abs(y), slope * scale)) < 1e-4 * found.scale, "\(f): \(found.scale)")
    }
  }

  /// Where a Gaussian is long over, exponentials and powers are not: an estimate is no further off than it says.
  @Test func estimatesReachAsFarAsTheirIntegrands() {
    let one = Expression.sqrt(over("y", normal(0, 1, at: y) * (Expression.tanh(x * y).squared + Expression.cosh(x * y).raised(to: -2))))
    let densities: [Expression] = [
      .exp(-.abs(x) / 3) / 6, (1 + x.squared).raised(to: Expression(-3, over: 2)) / 2, x.squared * .exp(-.abs(x)) / 4, .exp(-x / 2 - .exp(-x / 2)) / 2,
    ]
    for e in densities {
      guard case .estimate(let z, let error) = value(line(e * one)).value else { Issue.record("\(e): \(value(line(e * one)).value)"); continue }
      #expect(abs(z - 1) <= 10 * error && error < 1e-5, "\(e): \(z) ± \(error)")
    }
  }
}
