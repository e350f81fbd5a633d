import Exact

extension Formula {
  /// A formula as a rational multiple of another: −2 d/dx[3 f] is (−6, d/dx f). Numerals are taken
  /// out of products, fractions, signs and whatever is linear; the rest is never one of those
  /// again.
  package var coefficient: (factor: Rational, rest: Formula) {
    switch self {
    case .number(let r): return (r, .number(1))
    case .negative(let a):
      let (c, rest) = a.coefficient
      return (-c, rest)
    case .product(let factors):
      let parts = factors.map(\.coefficient)
      let rest = parts.map(\.rest).filter { $0 != .number(1) }
      return (parts.reduce(1) { $0 * $1.factor }, .multiplied(rest))
    case .quotient(let a, let b):
      let (c, above) = a.coefficient, (d, below) = b.coefficient
      if d.isZero { return (1, self) }
      return (c / d, below == .number(1) ? above : .quotient(above, below))
    case .derivative(let a, let by, let order):
      return a.linear { .derivative($0, by: by, order: order) }
    case .gradient(let a, let by): return a.linear { .gradient($0, by: by) }
    case .expectation(let draws, let a): return a.linear { .expectation(draws, $0) }
    case .integral(let v, let lower, let upper, let a):
      return a.linear { .integral(variable: v, lower: lower, upper: upper, $0) }
    case .series(.sum, let index, let range, let a):
      return a.linear { .series(.sum, index: index, range: range, $0) }
    default: return (1, self)
    }
  }

  private func linear(_ rebuild: (Formula) -> Formula) -> (Rational, Formula) {
    let (c, rest) = coefficient
    return (c, rebuild(rest))
  }
}
