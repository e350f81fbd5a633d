import Exact
import Expressions
import Notation
import Probability

// Distances between laws and variances: names with a fixed meaning when nothing binds them.

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
    case .crossEntropy: kind = { try crossEntropy($0, $1) }
    case .bhattacharyya: kind = { try Law.bhattacharyya($0, $1, at: valuation) }
    case .renyi2: kind = { try Law.renyi2($0, $1, at: valuation) }
    case .byFunction(let f): kind = try divergence(by: f)
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
    if case .product(let factors) = formula, let joint = try chained(factors) { return joint }
    if let law = try lawOf(formula, densitiesToo: true) { return law }
    guard case .scalar? = try? denotation(formula) else { return try law(formula) }
    if case .symbol(let s) = formula, isWeight(s) {
      throw MeaningError(
        "\(latex(formula)) is what \(latex(.symbol(s.family))) gives to one point, and no law")
    }
    return try coin(try chance(formula))
  }

  /// A letter is a chance where the toy keeps it in [0, 1], and not where it happens to lie there;
  /// anything else wherever it does.
  private func chance(_ formula: Formula) throws -> Expression {
    if case .symbol(let s) = formula, let statement = toy.byName[name(s)],
      case .parameter(let domain, _) = statement.kind,
      try !isOfChances(domain, statement.indices)
    {
      throw MeaningError(
        "\(latex(formula)) is no chance of a coin: the toy \(toy.name) lets it leave [0, 1]",
        cause: .noChance)
    }
    let x = try scalar(formula)
    guard valuation.decides(x) else { return x }
    guard try valuation.sign(x) >= 0, try valuation.sign(1 - x) >= 0 else {
      throw MeaningError(
        "\(latex(formula)) is no chance: it lies outside [0, 1]", cause: .noChance)
    }
    return x
  }

  private func isOfChances(_ domain: Domain, _ indices: [String: Int]) throws -> Bool {
    if let values = try finiteValues(of: domain, indices) {
      return values.allSatisfy { $0 >= 0 && $0 <= 1 }
    }
    guard case .interval(let lower, let upper) = try denotation(of: domain, indices),
      let least = valuation.rational(lower), let most = valuation.rational(upper)
    else { return false }
    return least >= 0 && most <= 1
  }

  /// 1 with chance p, else 0.
  func coin(_ p: Expression) throws -> Law {
    try Law.finite([([.rational(0)], 1 - p), ([.rational(1)], p)], at: valuation)
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

    func correlation(_ a: Formula, _ b: Formula) throws -> Expression {
      try covariance(a, b) / .sqrt(variance(a) * variance(b))
    }
  }

  func drawing(_ s: Symbol) throws -> Drawing {
    guard !s.subscripts.isEmpty else { return Drawing(context: self, draws: nil) }
    return Drawing(context: self, draws: s.subscripts.draws)
  }
}

extension [Formula] {
  /// What stands below a variance or a probability, part by part; of `x, y \sim p` both are drawn
  /// from p.
  var draws: [Draw] {
    var result: [Draw] = [], waiting: [Symbol] = []
    for entry in self {
      if case .symbol(let letter) = entry {
        waiting.append(letter)
        continue
      }
      var draw = entry.draw
      if draw.variables.isEmpty {
        result += waiting.map { Draw([], .symbol($0)) }
      } else {
        draw.variables = waiting + draw.variables
      }
      waiting = []
      result.append(draw)
    }
    return result + waiting.map { Draw([], .symbol($0)) }
  }
}

extension Formula {
  /// What stands below an expectation: `x \sim p`, a law, or a letter.
  fileprivate var draw: Draw {
    guard case .relation(let sides, [.distributed]) = self else { return Draw([], self) }
    switch sides[0] {
    case .symbol(let s): return Draw([s], sides[1])
    case .tuple(let entries):
      return Draw(entries.compactMap { if case .symbol(let s) = $0 { s } else { nil } }, sides[1])
    default: return Draw([], self)
    }
  }
}
