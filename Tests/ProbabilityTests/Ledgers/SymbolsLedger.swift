import Exact
import Expressions
import Ledger
import Probability
import Testing

/// Questions about laws with parameters: the answer in symbols, with numbers put in afterwards, is
/// that to the question about numbers.
@Suite struct SymbolsLedger {
  @Test(arguments: 0..<8)
  func symbolsThenNumbers(_ block: Int) throws {
    var draws = Draws(seed: 1500 + block), inquiry = Inquiry()
    for _ in 0..<4 {
      let values: [Variable: Rational] = [
        letters[0]: draws.rational(2, 2), letters[1]: draws.one([Rational(1, 2), 1, 2]),
        letters[2]: draws.one([Rational(1, 3), Rational(3, 4)]),
      ]
      let p = draws.below(8), g = draws.below(8)
      try ask(p, g, values, &inquiry)
    }
    try inquiry.close("probability-symbols-\(block)", judging: 64)
  }

  /// Laws in a place a, a scale b and a weight c.
  private func law(_ kind: Int, _ put: [Variable: Expression], _ at: Valuation) throws -> Law {
    let symbols = letters.map { put[$0] ?? .variable($0) },
      (a, b, c) = (symbols[0], symbols[1], symbols[2])
    switch kind {
    case 0: return try normal(a, b, at)
    case 1: return try .laplace(location: a, scale: b, at: at)
    case 2: return try .uniform(lower: a, upper: a + b, at: at)
    case 3: return try .mixture([(c, normal(a, 1, at)), (1 - c, normal(0, b, at))], at: at)
    case 4: return try .finite([([a], c), ([a + b], 1 - c)], at: at)
    case 5:
      return try .mixture([(c, .point(a)), (1 - c, .uniform(lower: 0, upper: b, at: at))], at: at)
    case 6: return try normal(0, 1)
    default: return try .uniform(lower: q(-1, 2), upper: q(3, 2), at: none)
    }
  }

  private func ask(
    _ p: Int, _ g: Int, _ values: [Variable: Rational], _ inquiry: inout Inquiry
  ) throws {
    let put = values.mapValues { Expression.rational($0) }, at = Valuation(values)
    let symbols = try (law(p, [:], at), law(g, [:], at)),
      numbers = try (law(p, put, none), law(g, put, none))
    inquiry.note("\(numbers.0)", "\(numbers.1)")
    for (name, question) in questions {
      let symbolic = answer { try question(symbols.0, symbols.1, at) }
      let plain = answer { try question(numbers.0, numbers.1, none) }
      inquiry.note("  \(name)", Ledger.digest("\(symbolic) \(plain)".utf8))
      guard case .success(let e) = symbolic, case .success(let n) = plain else {
        inquiry.judge(
          "\(symbolic)".contains("failure") == "\(plain)".contains("failure"),
          "\(name) \(symbolic) \(plain)")
        continue
      }
      let there = e.substituting(put)
      if let a = number(there, goal: 30), let b = number(n, goal: 30) {
        inquiry.judge(a, b, within: 1e-7, "\(name) of \(numbers)")
      }
    }
  }

  private func answer(_ question: () throws -> Expression) -> Result<Expression, ProbabilityError> {
    do { return .success(try numbered(question)) } catch let error as ProbabilityError {
      return .failure(error)
    } catch { return .failure(ProbabilityError("\(error)")) }
  }

  private var questions: [(String, (Law, Law, Valuation) throws -> Expression)] {
    let t = letters[3], T = Expression.variable(t)
    return [
      ("mean", { p, _, at in try p.mean(at: at)[0] }),
      ("variance", { p, _, at in try p.covariance(at: at)[0][0] }),
      ("entropy", { p, _, at in try p.entropy(at: at) }),
      ("P(X ≤ 1/3)", { p, _, at in try p.cumulative(at: q(1, 3), values: at) }),
      ("p(1/3)", { p, _, at in try p.density(at: [q(1, 3)], values: at) }),
      ("log p(1/5)", { p, _, at in try p.logDensity(at: [q(1, 5)], values: at) }),
      ("E |x - a|", { p, _, at in try p.expectation(at: at) { .abs($0[0] - q(1, 4)) } }),
      ("E max(x, 0)", { p, _, at in try p.expectation(at: at) { .max($0[0], 0) } }),
      ("E exp", { p, _, at in try p.expectation(at: at) { .exp(-$0[0].squared) } }),
      (
        "mean of 1 - 2x",
        { p, _, at in
          try p.pushforward(variables: [t], map: [1 - 2 * T], at: at).mean(at: at)[0]
        }
      ),
      (
        "P(x² ≤ 1/2)",
        { p, _, at in
          try p.pushforward(variables: [t], map: [T.squared], at: at).cumulative(
            at: q(1, 2), values: at)
        }
      ),
      ("KL", Law.kl), ("χ²", Law.chiSquare), ("JS", Law.js), ("TV", Law.tv), ("W1", Law.w1),
      ("W2²", Law.w2Squared), ("W2", Law.w2),
    ]
  }
}
