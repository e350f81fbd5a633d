import Notation

extension Formula {
  /// The formulas one step down, also those that only bind or choose: domains, conditions, orders,
  /// ends of slices.
  var inside: [Formula] {
    switch self {
    case .number, .infinity, .symbol, .dots: []
    case .sum(let a), .product(let a), .tuple(let a), .set(let a, _): a
    case .negative(let a), .function(_, let a), .absolute(let a), .transpose(let a),
      .bounded(_, let a):
      [a]
    case .quotient(let a, let b), .power(let a, let b), .hadamard(let a, let b),
      .composition(let a, let b), .range(let a, let b),
      .divergence(_, let a, let b), .interval(let a, let b, _, _):
      [a, b]
    case .application(let head, let a): [head] + a.all
    case .norm(let a, let order): [a] + (order.map { [$0] } ?? [])
    case .expectation(let draws, let body): draws.compactMap(\.law) + [body]
    case .series(_, _, let range, let body): range.inside + [body]
    case .integral(_, let a, let b, let body): [a, b].compactMap { $0 } + [body]
    case .derivative(let a, _, _), .gradient(let a, _): [a]
    case .prime(let f, _, let at): [f, at]
    case .optimum(_, _, let set, let body): (set.map { [$0] } ?? []) + [body]
    case .limit(_, let to, let body): [to, body]
    case .cases(let branches): branches.flatMap { [$0.value] + ($0.condition.map { [$0] } ?? []) }
    case .matrix(let rows): rows.flatMap { $0 }
    case .relation(let sides, _): sides
    case .conditioned(let a, let on): [a] + on
    case .component(let a, let indices): [a] + indices
    case .evaluated(let a, let at): [a] + at
    }
  }

  /// Every symbol in the formula, also inside the subscripts of others.
  var allSymbols: Set<Symbol> {
    var found: Set<Symbol> = [], open = [self]
    while let formula = open.popLast() {
      if case .symbol(let s) = formula {
        found.insert(s)
        open += s.subscripts
      }
      open += formula.inside
    }
    return found
  }
}

private extension SeriesRange {
  var inside: [Formula] {
    switch self {
    case .from(let a, let b): [a, b]
    case .over(let a), .such(let a): [a]
    case .all: []
    }
  }
}

extension Arguments {
  /// Everything in the brackets, in order.
  var all: [Formula] { wanted + given + parameters }
}
