import Notation

// A toy that binds the formula which a claim should confirm makes the claim agree with itself.

extension Toy {
  /// Whether two sides are one formula as soon as the functions and constants are put in that the
  /// toy binds by formula: then comparing them shows nothing.
  ///
  /// False for sides that are one as they stand, and for what only algebra or an evaluation can
  /// tell. The order of terms and factors makes no difference. Cost: linear in the formulas.
  public func makesOne(_ left: Formula, _ right: Formula) -> Bool {
    let (a, b) = (inserted(left), inserted(right))
    if a == left && b == right { return false }
    return left.ordered != right.ordered && a.ordered == b.ordered
  }

  /// The formula with the toy's own functions and constants put in, also inside one another.
  private func inserted(_ formula: Formula, depth: Int = 8) -> Formula {
    let inside = formula.rebuilt(formula.parts.map { inserted($0, depth: depth) })
    guard depth > 0, let body = body(of: inside) else { return inside }
    return inserted(body, depth: depth - 1)
  }

  private func body(of formula: Formula) -> Formula? {
    switch formula {
    case .symbol(let symbol):
      for statement in statements where statement.symbol == symbol {
        if case .value(let body) = statement.kind { return body }
      }
    case .application(.symbol(let symbol), let given) where given.given.isEmpty:
      for statement in statements where statement.symbol == symbol {
        if case .function(let names, let body) = statement.kind, names.count == given.wanted.count {
          return body.with(Dictionary(zip(names, given.wanted)) { first, _ in first })
        }
      }
    default: break
    }
    return nil
  }
}

extension Formula {
  /// Letters replaced by formulas.
  fileprivate func with(_ values: [Symbol: Formula]) -> Formula {
    if case .symbol(let symbol) = self { return values[symbol] ?? self }
    return rebuilt(parts.map { $0.with(values) })
  }

  /// Terms and factors in one order.
  fileprivate var ordered: Formula {
    let inside = rebuilt(parts.map(\.ordered))
    switch inside {
    case .sum(let terms): return .total(terms.sorted { "\($0)" < "\($1)" })
    case .product(let factors): return .multiplied(factors.sorted { "\($0)" < "\($1)" })
    default: return inside
    }
  }
}
