extension Formula {
  /// The formulas directly inside that carry meaning: not the letters that are bound, nor what
  /// belongs to a name.
  package var parts: [Formula] {
    switch self {
    case .number, .infinity, .symbol, .dots, .range, .bounded: []
    case .sum(let list), .product(let list), .tuple(let list), .set(let list, _): list
    case .negative(let a), .absolute(let a), .norm(let a, _), .transpose(let a),
      .function(_, let a), .component(let a, _):
      [a]
    case .quotient(let a, let b), .power(let a, let b), .hadamard(let a, let b),
      .composition(let a, let b):
      [a, b]
    case .divergence(_, let a, let b), .interval(let a, let b, _, _): [a, b]
    case .application(let head, let a): [head] + a.wanted + a.given + a.parameters
    case .expectation(let draws, let body): draws.compactMap(\.law) + [body]
    case .series(_, _, .from(let first, let last), let body): [first, last, body]
    case .series(_, _, .over(let set), let body): [set, body]
    case .series(_, _, _, let body): [body]
    case .integral(_, let lower, let upper, let body): [lower, upper].compactMap { $0 } + [body]
    case .derivative(let a, _, _), .gradient(let a, _), .evaluated(let a, _): [a]
    case .prime(let f, _, let at): [f, at]
    case .optimum(_, _, _, let body): [body]
    case .limit(_, let to, let body): [to, body]
    case .cases(let branches): branches.map(\.value)
    case .matrix(let rows): rows.flatMap { $0 }
    case .conditioned(let a, let given): [a] + given
    case .relation(let sides, _): sides
    }
  }

  /// The same formula with other parts, in the order of `parts`; sums and products are flattened
  /// again.
  package func rebuilt(_ p: [Formula]) -> Formula {
    switch self {
    case .number, .infinity, .symbol, .dots, .range, .bounded: return self
    case .sum: return .total(p)
    case .product: return .multiplied(p)
    case .tuple: return .tuple(p)
    case .set(_, let dots): return .set(p, dots: dots)
    case .negative: return .negative(p[0])
    case .absolute: return .absolute(p[0])
    case .norm(_, let order): return .norm(p[0], order: order)
    case .transpose: return .transpose(p[0])
    case .function(let name, _): return .function(name, p[0])
    case .component(_, let indices): return .component(p[0], indices)
    case .quotient: return .quotient(p[0], p[1])
    case .power: return .power(p[0], p[1])
    case .hadamard: return .hadamard(p[0], p[1])
    case .composition: return .composition(p[0], p[1])
    case .divergence(let name, _, _): return .divergence(name, p[0], p[1])
    case .interval(_, _, let below, let above):
      return .interval(p[0], p[1], closedBelow: below, closedAbove: above)
    case .application(_, let a):
      let n = 1 + a.wanted.count, m = n + a.given.count
      return .application(
        p[0], Arguments(Array(p[1..<n]), given: Array(p[n..<m]), parameters: Array(p[m...])))
    case .expectation(let draws, _): return rebuiltExpectation(draws, p)
    case .series(let kind, let index, .from, _):
      return .series(kind, index: index, range: .from(p[0], through: p[1]), p[2])
    case .series(let kind, let index, .over, _):
      return .series(kind, index: index, range: .over(p[0]), p[1])
    case .series(let kind, let index, let range, _):
      return .series(kind, index: index, range: range, p[0])
    case .integral(let x, let lower, let upper, _):
      return .integral(
        variable: x, lower: lower.map { _ in p[0] }, upper: upper.map { _ in p[p.count - 2] },
        p[p.count - 1])
    case .derivative(_, let x, let n): return .derivative(p[0], by: x, order: n)
    case .gradient(_, let x): return .gradient(p[0], by: x)
    case .evaluated(_, let at): return .evaluated(p[0], at: at)
    case .prime(_, let n, _): return .prime(p[0], order: n, at: p[1])
    case .optimum(let kind, let x, let set, _): return .optimum(kind, variables: x, set: set, p[0])
    case .limit(let x, _, _): return .limit(variable: x, to: p[0], p[1])
    case .cases(let branches): return .cases(zip(branches, p).map { CaseBranch($1, $0.condition) })
    case .matrix(let rows):
      let width = rows.first?.count ?? 1
      return .matrix(
        stride(from: 0, to: p.count, by: width).map { Array(p[$0..<min($0 + width, p.count)]) })
    case .conditioned: return .conditioned(p[0], on: Array(p.dropFirst()))
    case .relation(_, let relations): return .relation(sides: p, relations: relations)
    }
  }

  private func rebuiltExpectation(_ draws: [Draw], _ p: [Formula]) -> Formula {
    var i = 0
    let renewed = draws.map { draw in
      guard draw.law != nil else { return draw }
      i += 1
      return Draw(draw.variables, p[i - 1])
    }
    return .expectation(renewed, p[i])
  }

  /// The sum of terms, flat; 0 of none.
  package static func total(_ terms: [Formula]) -> Formula {
    let flat = terms.flatMap { if case .sum(let inner) = $0 { inner } else { [$0] } }
    return flat.count == 1 ? flat[0] : flat.isEmpty ? .number(0) : .sum(flat)
  }

  /// The product of factors, flat; 1 of none.
  package static func multiplied(_ factors: [Formula]) -> Formula {
    let flat = factors.flatMap { if case .product(let inner) = $0 { inner } else { [$0] } }
    return flat.count == 1 ? flat[0] : flat.isEmpty ? .number(1) : .product(flat)
  }

  /// Calls for this formula and everything inside, outermost first.
  package func visit(_ body: (Formula) -> Void) {
    body(self)
    for part in parts { part.visit(body) }
  }
}
