import Exact
import Expressions
import Notation
import Probability

// Distances between laws, entropies, information, variances: names with a fixed meaning when
// nothing binds them.

extension Context {
  /// The distance a name stands for, between two laws; nil for any other name.
  func distance(_ s: Symbol, _ arguments: [Formula]) throws -> Denotation? {
    guard let distance = Distance(s) else { return nil }
    let kind: (Law, Law) throws -> Expression
    switch distance {
    case .totalVariation: kind = { try Law.tv($0, $1, at: valuation) }
    case .wasserstein1: kind = { try Law.w1($0, $1, at: valuation) }
    case .wasserstein2: kind = { try Law.w2($0, $1, at: valuation) }
    case .kullbackLeibler: kind = { try Law.kl($0, $1, at: valuation) }
    case .jensenShannon: kind = { try Law.js($0, $1, at: valuation) }
    case .chiSquare: kind = { try Law.chiSquare($0, $1, at: valuation) }
    case .byFunction: kind = try divergence(by: Symbol("f"))
    }
    guard arguments.count == 2 else { throw MeaningError("\(Name.text(s)) takes two laws") }
    let (p, q) = try pair(arguments[0], arguments[1])
    return .scalar(try kind(p, q))
  }

  /// D_f(p‖q) = ∫ q f(p/q) of a function f that the toy or the text binds, for p without mass where
  /// q has none.
  private func divergence(by f: Symbol) throws -> (Law, Law) throws -> Expression {
    let f = try functionMeant(.symbol(f))
    return { p, q in
      guard try Law.kl(p, q, at: valuation) != .infinity else {
        throw MeaningError("D_f is known where the second law has mass wherever the first has")
      }
      return try q.expectation(at: valuation) { x in
        let ratio = try p.density(at: x, values: valuation) / q.density(at: x, values: valuation)
        return try scalar(apply(f, [.scalar(ratio)]))
      }
    }
  }

  private func scalar(_ meaning: Denotation) throws -> Expression {
    guard case .scalar(let value) = meaning else {
      throw MeaningError("the f of D_f has \(meaning.kind) as value")
    }
    return value
  }

  func divergence(_ name: DivergenceName, _ p: Formula, _ q: Formula) throws -> Expression {
    let (a, b) = try pair(p, q)
    switch name {
    case .kl: return try Law.kl(a, b, at: valuation)
    case .js: return try Law.js(a, b, at: valuation)
    }
  }

  /// Two laws of one size: `\mathcal N(0, \mathbf I)` is as large as the law beside it. A number
  /// stands for the coin that shows 1 so often: a divergence between numbers is one between coins.
  func pair(_ p: Formula, _ q: Formula) throws -> (Law, Law) {
    let (a, b) = (try lawOrCoin(p), try lawOrCoin(q))
    if a.dimension < b.dimension { return (try expecting(b.dimension).lawOrCoin(p), b) }
    if b.dimension < a.dimension { return (a, try expecting(a.dimension).lawOrCoin(q)) }
    return (a, b)
  }

  private func lawOrCoin(_ formula: Formula) throws -> Law {
    if let law = try lawOf(formula, densitiesToo: true) { return law }
    guard case .scalar? = try? denotation(formula) else { return try law(formula) }
    if case .symbol(let s) = formula, isWeight(s) {
      throw MeaningError(
        "\(latex(formula)) is what \(latex(.symbol(s.family))) gives to one point, and no law")
    }
    return try coin(try chance(formula))
  }

  private func chance(_ formula: Formula) throws -> Expression {
    let x = try scalar(formula)
    guard valuation.decides(x) else { return x }
    guard try valuation.sign(x) >= 0, try valuation.sign(1 - x) >= 0 else {
      throw MeaningError(
        "\(latex(formula)) is no chance: it lies outside [0, 1]", cause: .noChance)
    }
    return x
  }

  /// 1 with chance p, else 0.
  func coin(_ p: Expression) throws -> Law {
    try Law.finite([([.rational(0)], 1 - p), ([.rational(1)], p)], at: valuation)
  }

  // MARK: entropy and information

  /// `H(p)`, the cross-entropy `H(p, q)`, and of variables `H(x)`, `H(x, z)`, `H(x | z)`.
  func entropy(_ arguments: Arguments, of s: Symbol) throws -> Expression {
    if arguments.given.isEmpty {
      if arguments.wanted.count == 1, let p = try law(orNilFor: arguments.wanted[0], wholeLaw) {
        return try p.entropy(at: valuation)
      }
      if arguments.wanted.count == 2, let p = try law(orNilFor: arguments.wanted[0], law),
        let q = try law(orNilFor: arguments.wanted[1], law)
      {
        return try crossEntropy(p, q)
      }
    }
    let model = try modelNamed(by: s, of: arguments.wanted + arguments.given)
    let wanted = try arguments.wanted.flatMap { try places($0, in: model) }.map(\.space)
    let given = try arguments.given.flatMap { try places($0, in: model) }.map(\.space)
    let joint = try model.law(wanted + given, given: [], in: self).entropy(at: valuation)
    return given.isEmpty
      ? joint : joint - (try model.law(given, given: [], in: self).entropy(at: valuation))
  }

  /// The law of a formula; nil where it is none. What the toy calls a law and cannot be built is an
  /// error.
  private func law(orNilFor formula: Formula, _ make: (Formula) throws -> Law) throws -> Law? {
    do { return try make(formula) } catch {
      if case .symbol(let s) = formula, case .law? = toy.byName[name(s)]?.kind { throw error }
      return nil
    }
  }

  /// A law; of the letter of a joint law all of it.
  private func wholeLaw(_ formula: Formula) throws -> Law {
    guard case .symbol(let s) = formula, let letter = letter(name(s)) else {
      return try law(formula)
    }
    let model = try model(letter)
    return try model.law(model.variables, given: [], in: self)
  }

  /// The function `\operatorname{H}` of a law or a pair of laws.
  func entropy(_ argument: Formula) throws -> Expression {
    if case .tuple(let parts) = argument { return try entropy(Arguments(parts), of: Symbol("H")) }
    if case .conditioned(let wanted, let given) = argument {
      return try entropy(Arguments([wanted], given: given), of: Symbol("H"))
    }
    return try entropy(Arguments([argument]), of: Symbol("H"))
  }

  private func crossEntropy(_ p: Law, _ q: Law) throws -> Expression {
    guard p.dimension == q.dimension else {
      throw MeaningError("a cross-entropy of laws of different size")
    }
    return -(try p.expectation(at: valuation) { try q.logDensity(at: $0, values: valuation) })
  }

  /// `I(x; z)`: how far the joint law is from the product of its marginals.
  func information(_ arguments: Arguments, of s: Symbol) throws -> Expression {
    let model = try modelNamed(by: s, of: arguments.wanted + arguments.parameters)
    let x = try arguments.wanted.flatMap { try places($0, in: model) }.map(\.space)
    let z = try arguments.parameters.flatMap { try places($0, in: model) }.map(\.space)
    let parts = [try model.law(x, given: [], in: self), try model.law(z, given: [], in: self)]
    return try Law.kl(try model.law(x + z, given: [], in: self), Law.product(parts), at: valuation)
  }

  /// The joint law that variables belong to: the one that the subscript names, `I_q(x; z)`, else
  /// the only one that has them all.
  func modelNamed(by s: Symbol, of variables: [Formula]) throws -> LetterModel {
    if case .symbol(let named)? = s.subscripts.first, let letter = letter(name(named)) {
      return try model(letter)
    }
    let fitting = try toy.factors.keys.sorted().map { try model($0) }.filter { model in
      variables.allSatisfy { formula in
        (try? places(formula, in: model))?.allSatisfy { model.variables.contains($0.space) }
          ?? false
      }
    }
    guard fitting.count == 1 else {
      let names = variables.map { latex($0) }.joined(separator: ", ")
      throw MeaningError(
        fitting.isEmpty
          ? "no joint law of the toy \(toy.name) has the variables \(names)"
          : "\(names) belong to several joint laws; name one as a subscript, \(s.letter)_{\(fitting[0].letter)}",
        cause: fitting.isEmpty ? .lackOfToy : nil)
    }
    return fitting[0]
  }

  // MARK: variances

  /// `\operatorname{Var}_{x \sim p}`: the context together with what is drawn.
  struct Drawing {
    let context: Context
    /// nil: over the random variables of the toy.
    let draws: [Draw]?

    func mean(_ body: Formula) throws -> Denotation {
      try context.expectation(draws ?? [], body)
    }

    func variance(_ formula: Formula) throws -> Expression {
      draws == nil ? try context.variance(formula) : try covariance(formula, formula)
    }

    func covariance(_ a: Formula, _ b: Formula) throws -> Expression {
      guard draws != nil else { return try context.covariance(a, b) }
      func number(_ d: Denotation) throws -> Expression {
        guard case .scalar(let e) = d else {
          throw MeaningError("the covariance of numbers is meant, not of \(d.kind)")
        }
        return e
      }
      return try number(mean(.multiplied([a, b]))) - number(mean(a)) * number(mean(b))
    }
  }

  func drawing(_ s: Symbol) throws -> Drawing {
    guard !s.subscripts.isEmpty else { return Drawing(context: self, draws: nil) }
    return Drawing(context: self, draws: s.subscripts.map(\.draw))
  }
}

extension Formula {
  /// What stands below an expectation: `x \sim p`, a law, or a letter.
  var draw: Draw {
    guard case .relation(let sides, [.distributed]) = self else { return Draw([], self) }
    switch sides[0] {
    case .symbol(let s): return Draw([s], sides[1])
    case .tuple(let entries):
      return Draw(entries.compactMap { if case .symbol(let s) = $0 { s } else { nil } }, sides[1])
    default: return Draw([], self)
    }
  }
}
