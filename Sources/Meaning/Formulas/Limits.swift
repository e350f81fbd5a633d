import Exact
import Expressions
import Notation
import Probability

// Limits by theorems: continuity, the extended arithmetic of ∞, and l'Hôpital's rule, where their
// hypotheses can be read off the tree. What none of them certifies has no value, with the reason:
// never a guess.

extension Context {
  func limit(_ symbol: Symbol, _ to: Formula, _ body: Formula) throws -> Expression {
    let v = fresh.next(Name.text(symbol))
    let name = spelling(symbol)
    func unknown(_ why: String) -> Expression {
      .variable(Variable("\(latex(.limit(variable: symbol, to: to, body))) (\(why))"))
    }
    if to == .infinity, let endless = endless(body, as: symbol), let sum = try? scalar(endless) {
      return sum
    }
    var inner = self
    inner.put(name, .scalar(.variable(v)))
    inner.bind(name, to: .scalar(.variable(v)))
    let value: Expression
    do { value = try inner.scalar(body) } catch let error as MeaningError {
      return unknown(error.message)
    } catch let error
      as ProbabilityError
    { return unknown(error.message) }
    do {
      let sides: [LimitRules.Approach]
      switch to {
      case .bounded(let relation, let point):
        sides = [try approach(point, from: relation == .greater ? 1 : -1)]
      case .infinity: sides = [.init(toInfinity: 1)]
      case .negative(.infinity): sides = [.init(toInfinity: -1)]
      default: sides = try [1, -1].map { try approach(to, from: $0) }
      }
      let limits = try sides.map {
        let rules = LimitRules(
          variable: v, approach: $0, values: valuation, isWhole: to == .infinity && counts(symbol))
        return try rules.limit(of: rules.leading(value)).expression
      }
      for other in limits.dropFirst() where try !valuation.equal(other, limits[0]) {
        return unknown("the limits from above and from below differ")
      }
      return limits[0]
    } catch let why as NoLimit { return unknown(why.reason) } catch let error as ProbabilityError {
      return unknown(error.message)
    }
  }

  /// Whether a letter goes through whole numbers: the toy lists such, or the field counts by it.
  private func counts(_ symbol: Symbol) -> Bool {
    if toy.draws(spelling(symbol)) { return false }
    if case .parameter(.integers, _)? = toy.byName[spelling(symbol)]?.kind { return true }
    return symbol == symbol.family && ["i", "j", "k", "l", "m", "n", "N"].contains(symbol.letter)
  }

  private func approach(_ point: Formula, from side: Int) throws -> LimitRules.Approach {
    .init(point: try scalar(point), side: side)
  }
}
