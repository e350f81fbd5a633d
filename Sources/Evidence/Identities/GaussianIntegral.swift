import Exact
import Expressions

extension Normaliser {
  /// ∫ over the line of Σ c·xᵏ·e^(Ax² + Bx), A < 0, in closed form; nil for anything else. Every
  /// term has an integral of its own, so that the sum may be parted.
  func gaussianIntegral(_ body: NormalForm, over x: Variable) throws(NoForm) -> NormalForm? {
    var sum = NormalForm.zero
    for (m, c) in body.sorted {
      guard let term = gaussianTerm(m, x), sign(term.square) < 0 else { return nil }
      let value = try integral(of: term)
      sum = sum + (try multiply(value, NormalForm(term.outside, c)))
    }
    return sum
  }

  struct GaussianTerm {
    var outside = Monomial(), power = 0
    /// A and B.
    var square = NormalForm.zero, slope = NormalForm.zero
  }

  /// A monomial as c·xᵏ·e^(Ax² + Bx); nil if it is none.
  func gaussianTerm(_ m: Monomial, _ x: Variable) -> GaussianTerm? {
    var term = GaussianTerm()
    for p in m.powers {
      guard depends(p.atom, on: x) else {
        term.outside = term.outside * Monomial(p.atom, p.exponent)
        continue
      }
      switch atoms[p.atom] {
      case .variable:
        guard let k = p.exponent.int, k > 0, k <= 8 else { return nil }
        term.power = k
      case .exp(let e):
        guard let inner = e.powers.first(where: { atoms[$0.atom] == .variable(x) })
        else { return nil }
        let rest = Monomial(e.powers.filter { $0.atom != inner.atom })
        guard !rest.powers.contains(where: { depends($0.atom, on: x) }) else { return nil }
        switch inner.exponent {
        case 1: term.slope.add(rest, p.exponent)
        case 2: term.square.add(rest, p.exponent)
        default: return nil
        }
      default: return nil
      }
    }
    return term
  }

  /// √(π/−A)·e^(−B²/4A)·E[(μ + s·g)ᵏ] with μ = −B/2A, s² = −1/2A and g standard normal.
  private func integral(of term: GaussianTerm) throws(NoForm) -> NormalForm {
    let inverse = try power(term.square, -1)
    let mean = try multiply(term.slope, inverse).scaled(by: Rational(-1, 2))
    let variance = inverse.scaled(by: Rational(-1, 2))
    let height = try exponential(try multiply(mean, term.slope).scaled(by: Rational(1, 2)))
    let pi = NormalForm(Monomial(atom(.pi, .pi), 1))
    let width = try power(try multiply(pi, variance.scaled(by: 2)), Rational(1, 2))
    var moment = NormalForm.zero, binomial: Rational = 1, double: Rational = 1
    for j in stride(from: 0, through: term.power, by: 1) {
      if j > 0 { binomial = binomial * Rational(term.power - j + 1, j) }
      guard j % 2 == 0 else { continue }
      if j > 0 { double = double * Rational(j - 1) }
      let part = try multiply(
        try power(mean, Rational(term.power - j)), try power(variance, Rational(j / 2)))
      moment = moment + part.scaled(by: binomial * double)
    }
    return try product([height, width, moment])
  }
}
