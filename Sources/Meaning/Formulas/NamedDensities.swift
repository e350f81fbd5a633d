import Exact
import Expressions
import Notation
import Probability

// Laws that are known by the formula of their density or their masses: exponential laws by their
// rate, gamma laws by shape and rate, beta and binomial laws.

extension Context {
  /// Density λ e^{−λx} for x > 0.
  func exponential(rate: Expression) throws -> Law {
    try mustBePositive(rate, "the rate of an exponential law")
    let x = fresh.next("x"), place = Expression.variable(x)
    return .having(
      Law.Density(
        variables: [x], value: rate * .exp(-rate * place),
        logarithm: .log(rate) - rate * place, box: [.init(.rational(0), nil)]))
  }

  /// Density b^a x^{a−1} e^{−bx}/Γ(a) for x > 0.
  func gamma(shape a: Expression, rate b: Expression) throws -> Law {
    try mustBePositive(a, "the shape of a gamma law")
    try mustBePositive(b, "the rate of a gamma law")
    let x = fresh.next("x"), place = Expression.variable(x)
    let body = b.raised(to: a) * place.raised(to: a - 1) * .exp(-b * place)
    return .having(
      Law.Density(
        variables: [x], value: body / gammaFunction(a), box: [.init(.rational(0), nil)]))
  }

  /// Density x^{a−1}(1 − x)^{b−1}/B(a, b) on (0, 1).
  func beta(_ a: Expression, _ b: Expression) throws -> Law {
    try mustBePositive(a, "a parameter of a beta law")
    try mustBePositive(b, "a parameter of a beta law")
    let x = fresh.next("x"), place = Expression.variable(x)
    func body(_ place: Expression) -> Expression {
      place.raised(to: a - 1) * (1 - place).raised(to: b - 1)
    }
    let mass: Expression
    if let p = Self.gamma(a), let q = Self.gamma(b), let r = Self.gamma(a + b) {
      mass = p * q / r
    } else {
      let y = fresh.next("y")
      mass = .integral(
        variable: y, lower: .rational(0), upper: .rational(1), body: body(.variable(y)))
    }
    return .having(
      Law.Density(
        variables: [x], value: body(place) / mass, box: [.init(.rational(0), .rational(1))]))
  }

  /// Masses C(n, k) r^k (1 − r)^{n−k} on 0, …, n.
  func binomial(_ size: Formula, _ r: Expression) throws -> Law {
    guard let n = valuation.rational(try scalar(size))?.int, (1...Self.mostTrials).contains(n)
    else {
      throw MeaningError(
        "a binomial law has 1 to \(Self.mostTrials) trials here; \(latex(size)) is no such number")
    }
    _ = try coin(r)
    var choices = Rational(1)
    return .weighing(
      (0...n).map { k in
        defer { choices = choices * Rational(n - k) / Rational(k + 1) }
        let weight: Expression =
          .rational(choices) * r.raised(to: .rational(Rational(k)))
          * (1 - r).raised(to: .rational(Rational(n - k)))
        return ([.rational(Rational(k))], weight)
      })
  }
  private static let mostTrials = 200

  private func mustBePositive(_ e: Expression, _ name: String) throws {
    guard try valuation.sign(e) > 0 else {
      throw MeaningError(
        "\(name) must be positive; it is \(valuation.rational(e).map { "\($0)" } ?? "not")")
    }
  }

  /// Γ at 1/2, 1, 3/2, …, else as an integral.
  private func gammaFunction(_ a: Expression) -> Expression {
    if let known = Self.gamma(a) { return known }
    let y = fresh.next("y"), place = Expression.variable(y)
    return .integral(
      variable: y, lower: .rational(0), upper: .infinity,
      body: place.raised(to: a - 1) * .exp(-place))
  }
}
