import Exact
import Expressions
import Notation
import Probability

// Laws that formulas write themselves: \mathcal N(\mu, \sigma^2), \mathcal U(0, 1), Bernoulli(r),
// \delta_a.

extension Context {
  private enum Family {
    case normal, uniform, laplace, bernoulli, categorical, point
    case exponential, gamma, beta, binomial
    /// On all whole numbers from 0 on.
    case poisson, geometric
  }

  /// The family that a name stands for where nothing binds it; of calligraphic letters everywhere.
  private static func family(_ s: Symbol) -> Family? {
    if s.letter == "delta", s.style == .italic { return .point }
    guard s.subscripts.isEmpty, s.marks.isEmpty, s.accents.isEmpty else { return nil }
    switch s.letter {
    case "N", "Normal": return .normal
    case "U", "Uniform", "Unif", "uniform", "unif": return .uniform
    case "Laplace", "Lap": return .laplace
    case "Bernoulli", "Bern", "Ber": return .bernoulli
    case "Cat", "Categorical": return .categorical
    case "Exp" where s.style == .roman, "Exponential", "Expo": return .exponential
    case "Gamma" where s.style == .roman: return .gamma  // \Gamma is the function
    case "Beta" where s.style == .roman: return .beta
    case "Bin", "Binom", "Binomial": return .binomial
    case "Poisson", "Pois", "Poi": return .poisson
    case "Geom", "Geometric": return .geometric
    default: return nil
    }
  }

  /// Whether a name is that of a law with a density.
  static func namesLaw(_ s: Symbol) -> Bool {
    family(s).map { $0 != .point } ?? false
  }

  private func family(_ s: Symbol) -> Family? {
    let isFixed = s.style == .calligraphic && ["N", "U"].contains(s.letter)
    return isFixed || !isKnown(s) ? Self.family(s) : nil
  }

  /// Whether a toy or a text binds the letter.
  private func isKnown(_ s: Symbol) -> Bool { toy.byName[Name.text(s)] != nil || isBound(s) }

  func isBuiltInLaw(_ s: Symbol) -> Bool { family(s) != nil }

  /// What stands behind the semicolon, or behind the bar, of `\mathcal N(x; \mu, \sigma^2)`; nil
  /// when it is no density.
  func parametersOfBuiltIn(_ s: Symbol, _ arguments: Arguments) -> [Formula]? {
    guard let family = family(s) else { return nil }
    let parameters = arguments.parameters.isEmpty ? arguments.given : arguments.parameters
    switch family {
    case .normal, .uniform, .laplace, .gamma, .beta, .binomial:
      return parameters.count == 2 ? parameters : nil
    case .bernoulli, .categorical, .exponential, .poisson, .geometric:
      return parameters.count == 1 ? parameters : nil
    case .point: return nil
    }
  }

  func builtInLaw(_ s: Symbol, _ parameters: [Formula]) throws -> Law? {
    guard let family = family(s) else { return nil }
    switch (family, parameters.count) {
    case (.normal, 2): return try normal(parameters[0], parameters[1])
    case (.uniform, 2):
      return try repeated(
        try Law.uniform(lower: scalar(parameters[0]), upper: scalar(parameters[1]), at: valuation))
    case (.uniform, 1): return try uniform(over: parameters[0])
    case (.laplace, 2):
      return try Law.laplace(
        location: scalar(parameters[0]), scale: scalar(parameters[1]), at: valuation)
    case (.bernoulli, 1): return try coin(try scalar(parameters[0]))
    case (.categorical, 1):
      let weights = try coordinates(parameters[0])
      return try Law.finite(
        weights.enumerated().map { ([.rational(Rational($0 + 1))], $1) }, at: valuation)
    case (.point, 1): return Law.point(try coordinates(parameters[0]))
    case (.exponential, 1): return try exponential(rate: scalar(parameters[0]))
    case (.gamma, 2): return try gamma(shape: scalar(parameters[0]), rate: scalar(parameters[1]))
    case (.beta, 2): return try beta(scalar(parameters[0]), scalar(parameters[1]))
    case (.binomial, 2): return try binomial(parameters[0], scalar(parameters[1]))
    case (.poisson, 1), (.geometric, 1):
      throw MeaningError(
        "\(latex(.symbol(s))) is a law on all whole numbers, of which no mean is taken; write it as a sum, \\sum_{k=0}^\\infty k\\, p_k, with the masses p_k as a formula"
      )
    default: return nil
    }
  }

  /// Independent copies, one for each coordinate that is expected.
  private func repeated(_ law: Law) throws -> Law {
    guard let n = width, n > 1 else { return law }
    return Law.product(Array(repeating: law, count: n))
  }

  func isUniformSign(_ formula: Formula) -> Bool {
    guard case .symbol(let s) = formula else { return false }
    return family(s) == .uniform
  }

  /// The uniform law on a set; nil when it is none.
  func uniform(over set: Formula, counting: Bool = false) throws -> Law? {
    switch try? denotation(set) {
    case .set(let values)?:
      guard !values.isEmpty else { throw MeaningError("the uniform law on no value") }
      return try Law.finite(
        values.map { ([.rational($0)], .rational(Rational(1, values.count))) }, at: valuation)
    case .interval(let lower, let upper)?:
      guard counting else { return try Law.uniform(lower: lower, upper: upper, at: valuation) }
      guard let a = valuation.rational(lower)?.int, let b = valuation.rational(upper)?.int, a <= b
      else {
        throw MeaningError("\(latex(set)) does not run between known whole numbers")
      }
      let values = try Self.numbers(from: a, through: b, "a uniform law")
      return try uniform(over: .set(values.map { .number($0) }, dots: false))
    default: return nil
    }
  }

  /// `\delta_a`, the unit mass at a.
  func pointMass(_ s: Symbol) throws -> Law? {
    guard family(s) == .point, s.subscripts.count == 1, sameIndices(s.subscripts) == nil else {
      return nil
    }
    return Law.point(try coordinates(s.subscripts[0]))
  }
}
