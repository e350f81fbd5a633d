import Exact
import Expressions
import Notation
import Probability

// Sums and products: the values of the index, one after the other.

extension Context {
  func series(_ kind: SeriesKind, _ index: Symbol, _ range: SeriesRange, _ body: Formula) throws
    -> Denotation
  {
    if case .such(let condition) = range, let other = unbound(in: condition, besides: index) {
      let inner = Formula.series(kind, index: index, range: range, body)  // \sum_{i \ne j}: over both
      return try series(kind, other, .over(.set(try numbers(other, body), dots: false)), inner)
    }
    if kind == .sum, case .from(let a, let b) = range, let from = try whole(a), try whole(b) == nil
    {
      return .scalar(try closedSum(index, from: from, through: b, body))
    }
    let name = spelling(index)
    let terms = try members(index, range, body).map { value in
      try letting(name, be: value, space: spaceNamed(name), in: body).denotation(body)
    }
    return kind == .sum ? try Denotation.sum(of: terms) : try Denotation.product(of: terms)
  }

  /// The values an index takes.
  func members(_ index: Symbol, _ range: SeriesRange, _ body: Formula) throws -> [Denotation] {
    switch range {
    case .from(let a, let b):
      guard let from = try whole(a), let through = try whole(b) else {
        throw MeaningError(
          "the bounds of a sum must be known whole numbers: \(latex(a)) to \(latex(b))")
      }
      return try Self.numbers(from: from, through: through, "what is summed or multiplied")
        .map { .scalar(.rational($0)) }
    case .over(let set):
      if case .set(let values)? = try? denotation(set) {
        return values.map { .scalar(.rational($0)) }
      }
      if case .symbol(let s) = set, !isBound(s), let values = try? everything(index, body) {
        return values
      }
      throw MeaningError("a sum runs over a finite set; \(latex(set)) is none")
    case .all: return try everything(index, body)
    case .such(let relation):
      return try everything(index, body).filter { value in
        try holds(letting(spelling(index), be: value, in: relation).condition(relation))
      }
    }
  }

  /// The whole numbers between two, as many as can be written out; none where they begin behind
  /// their end.
  static func numbers(from: Int, through: Int, _ what: String) throws -> [Rational] {
    if from > through { return [] }
    let (distance, isTooFar) = through.subtractingReportingOverflow(from)
    guard !isTooFar, distance < 100_000 else {
      throw MeaningError(
        "\(what) runs from \(from) to \(through); at most 100 000 numbers are written out")
    }
    return (from...through).map { Rational($0) }
  }

  func whole(_ formula: Formula) throws -> Int? {
    if let n = Name.whole(formula, index: index) { return n }
    return valuation.rational(try scalar(formula))?.int
  }

  /// A letter of a condition that nothing binds.
  private func unbound(in condition: Formula, besides index: Symbol) -> Symbol? {
    let open = condition.allSymbols.filter {
      $0 != index && !isBound($0) && (try? meaning(of: $0)) == nil
    }
    return open.min() ?? between(condition, besides: index)
  }

  /// The j of `1 \le i < j \le 3`, which runs also where the toy lists values for j.
  private func between(_ condition: Formula, besides index: Symbol) -> Symbol? {
    guard case .relation(let sides, _) = condition, sides.count > 3, case .number? = sides.first,
      case .number? = sides.last
    else { return nil }
    return sides.compactMap { if case .symbol(let s) = $0 { s } else { nil } }
      .first { $0 != index && locals[spelling($0)] == nil }
  }

  private func numbers(_ symbol: Symbol, _ body: Formula) throws -> [Formula] {
    try everything(symbol, body).map { value in
      guard case .scalar(let e) = value, let r = valuation.rational(e) else {
        throw MeaningError("\(name(symbol)) runs over numbers only")
      }
      return .rational(r)
    }
  }

  func holds(_ condition: Expression.Condition) throws -> Bool {
    let e = Expression.choosing([.init(condition, 1)], otherwise: 0)
    if let r = valuation.rational(e) { return !r.isZero }
    throw MeaningError("a condition cannot be decided at this point")
  }
}
