import Exact
import Expressions
import Notation
import Probability

// Names with a fixed meaning, where nothing binds them.

extension Context {
  func builtIn(_ s: Symbol, _ arguments: Arguments) throws -> Denotation? {
    let all = arguments.all
    if let value = try distance(s, all) { return value }
    if s == Symbol("V", style: .blackboard), arguments.wanted.count == 1, !arguments.given.isEmpty {
      return try denotation(
        .function(.variance, .conditioned(arguments.wanted[0], on: arguments.given)))
    }
    switch Functional(s, arguments) {
    case .entropy? where s.letter != "h" || namesLaws(arguments):
      return .scalar(try entropy(arguments, of: s))
    case .information? where !arguments.parameters.isEmpty || namesLaws(arguments):
      return .scalar(try information(arguments, of: s))
    case .variance?: return .scalar(try drawing(s).variance(all[0]))
    case .deviation?: return .scalar(.sqrt(try drawing(s).variance(all[0])))
    case .covariance?: return .scalar(try drawing(s).covariance(all[0], all[1]))
    case .correlation?: return .scalar(try drawing(s).correlation(all[0], all[1]))
    default: break
    }
    switch s.family.letter {
    case "sigma" where all.count == 1:
      return try denotation(all[0]).mapScalars { 1 / (1 + .exp(-$0)) }
    case "Phi" where all.count == 1:
      return try denotation(all[0]).mapScalars { (1 + .erf($0 / .sqrt(2))) / 2 }
    case "varphi" where all.count == 1:
      return try denotation(all[0]).mapScalars { .exp(-$0.squared / 2) / .sqrt(2 * .pi) }
    case "softmax": return .vector(softmax(try all.flatMap { try coordinates($0) }))
    case "Gamma" where all.count == 1 && s.subscripts.isEmpty: return .scalar(try gamma(all[0]))
    case "J" where s.subscripts.count == 1:
      return try jacobian(of: s.subscripts[0], at: try all.flatMap { try coordinates($0) })
    case "erfc" where all.count == 1: return try denotation(all[0]).mapScalars { .erfc($0) }
    default: return nil
    }
  }

  /// σ, Φ, φ or erfc, of which a derivative, an inverse or a composition is taken.
  func builtInFunction(_ s: Symbol) throws -> Denotation.Function? {
    let x = Symbol("x")
    if s == Symbol(s.letter, style: .roman), let name = FunctionName(rawValue: s.letter),
      !isBound(s)
    {
      return .formula([x], .function(name, .symbol(x)), .toy)  // \tanh'
    }
    if s.family.letter == "softmax", !isBound(s) {
      return .formula([x], .application(.symbol(s), Arguments([.symbol(x)])), .toy)
    }
    guard ["sigma", "Phi", "varphi", "erfc"].contains(s.letter), s == Symbol(s.letter), !isBound(s)
    else { return nil }
    return .formula([x], .application(.symbol(s), Arguments([.symbol(x)])), .toy)
  }

  /// (n − 1)! for whole n, by Γ(x + 1) = xΓ(x) from Γ(½) = √π for halves.
  private func gamma(_ argument: Formula) throws -> Expression {
    guard let x = valuation.rational(try scalar(argument)), let known = Self.gamma(.rational(x))
    else {
      throw MeaningError(
        "\\Gamma is known at 1/2, 1, 3/2, … up to 1000; \(latex(argument)) is none of these")
    }
    return known
  }

  /// Γ of a number that is one of 1/2, 1, 3/2, … up to 1000; nil for any other.
  static func gamma(_ number: Expression) -> Expression? {
    guard let x = Valuation().rational(number), x > 0, x <= 1000, (x * 2).isInteger else {
      return nil
    }
    let start: Rational = x.isInteger ? 1 : Rational(1, 2)
    let product = (0..<((x - start).int ?? 0)).reduce(Rational(1)) { $0 * (start + Rational($1)) }
    return x.isInteger ? .rational(product) : .rational(product) * .sqrt(.pi)
  }

  /// `J_f(x)`: the derivatives of the coordinates of f, row by row.
  private func jacobian(of map: Formula, at place: [Expression]) throws -> Denotation? {
    guard let f = try? functionMeant(map) else { return nil }
    let x = place.map { _ in fresh.next("x") }
    let image = try flattened(apply(f, x.map { .scalar(.variable($0)) }))
    let put = Dictionary(uniqueKeysWithValues: zip(x, place))
    return .matrix(try image.map { e in try x.map { try slope(of: e, by: $0, order: 1, at: put) } })
  }

  private func softmax(_ v: [Expression]) -> [Expression] {
    let weights = v.map { Expression.exp($0) }, total = weights.reduce(.rational(0), +)
    return weights.map { $0 / total }
  }
}
