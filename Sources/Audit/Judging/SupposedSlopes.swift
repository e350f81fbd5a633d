import Notation

extension Equation.Chain {
  /// Puts what is supposed of a letter below the slopes that are taken of it: `\frac{dz}{dx}` where
  /// z = x/a is that of x/a, and `\frac{dx}{dz}` is 1 over it.
  mutating func differentiateThrough() {
    guard sides.contains(where: \.holdsSlope) else { return }
    for case .relation(let said, [.equal]) in suppositions.flatMap(\.relations) {
      guard case .symbol(let letter) = said[0],
        !said[1].names.contains(where: { $0.symbol == letter })
      else { continue }
      sides = sides.map { $0.puttingBelowSlopes(said[1], for: letter) }
    }
  }
}

extension Formula {
  fileprivate var holdsSlope: Bool {
    var found = false
    visit { if case .derivative = $0 { found = true } }
    return found
  }

  fileprivate func puttingBelowSlopes(_ value: Formula, for letter: Symbol) -> Formula {
    if case .derivative(let body, let x, let order) = self, x != letter,
      value.names.contains(where: { $0.symbol == x })
    {
      return .derivative(body.putting(value, for: letter), by: x, order: order)
    }
    if case .derivative(.symbol(let x), letter, 1) = self, x != letter,
      value.names.contains(where: { $0.symbol == x }),
      !value.names.contains(where: { $0.symbol == x && $0.arity != nil })
    {
      return .quotient(.number(1), .derivative(value, by: x, order: 1))
    }
    return rebuilt(parts.map { $0.puttingBelowSlopes(value, for: letter) })
  }

  /// The formula with another in place of a letter, wherever that stands.
  func putting(_ value: Formula, for letter: Symbol) -> Formula {
    self == .symbol(letter) ? value : rebuilt(parts.map { $0.putting(value, for: letter) })
  }
}
