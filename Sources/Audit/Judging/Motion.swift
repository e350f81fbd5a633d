import Notation

/// A differential equation `dx = a dt + b dw`, or `dx/dt = a`, taken apart.
struct Motion {
  let variable: Symbol
  private let drift: Formula
  private let diffusion: Formula
  private let backwards: Bool

  private static let times: Set<String> = ["t", "s", "tau"]

  /// nil when the chain is no equation of motion.
  init?(_ chain: Equation.Chain, backwards: Bool) {
    guard chain.sides.count == 2, chain.relations[0] == .equal else { return nil }
    self.backwards = backwards
    if case .derivative(.symbol(let x), let time, 1) = chain.sides[0],
      Self.times.contains(time.letter)
    {
      (variable, drift, diffusion) = (x, chain.sides[1], .number(0))
      return
    }
    guard case .product(let left) = chain.sides[0], left.count == 2, left[0].isD,
      case .symbol(let x) = left[1]
    else { return nil }
    variable = Symbol(x.letter, style: x.style)
    var drift: [Formula] = []
    var diffusion: [Formula] = []
    let terms: [Formula] =
      if case .sum(let terms) = chain.sides[1] { terms } else { [chain.sides[1]] }
    for term in terms {
      guard let (coefficient, letter) = Self.differential(term) else { return nil }
      if letter == "t" { drift.append(coefficient) } else { diffusion.append(coefficient) }
    }
    (self.drift, self.diffusion) = (.total(drift), .total(diffusion))
  }

  /// `a dt` as a and t.
  private static func differential(_ term: Formula) -> (Formula, String)? {
    if case .negative(let inner) = term {
      return differential(inner).map { (.negative($0.0), $0.1) }
    }
    guard case .product(let factors) = term, factors.count >= 2,
      case .symbol(let s) = factors[factors.count - 1],
      factors[factors.count - 2].isD
    else { return nil }
    return (.multiplied(Array(factors.dropLast(2))), s.letter)
  }

  /// ∂p/∂t.
  func change(of density: Formula) -> Formula { .derivative(density, by: Symbol("t"), order: 1) }

  /// −∂(a p)/∂x + ½ b² ∂²p/∂x²: what the Fokker-Planck equation gives; against time the last term
  /// has the other sign.
  func flow(of density: Formula) -> Formula {
    let carried = Formula.negative(
      .derivative(.multiplied([drift, density]), by: variable, order: 1))
    if diffusion == .number(0) { return carried }
    let half = Formula.quotient(.power(diffusion, .number(2)), .number(2))
    let spread = Formula.multiplied([half, .derivative(density, by: variable, order: 2)])
    return .total([carried, backwards ? .negative(spread) : spread])
  }
}

extension Formula {
  fileprivate var isD: Bool {
    self == .symbol(Symbol("d")) || self == .symbol(Symbol("d", style: .roman))
  }
}
