import Exact
import Expressions

// Where a slope may vanish, in closed form. These are guesses: whoever uses one checks it.

extension Normaliser {
  /// Places c of the variable at which a slope in normal form may be 0: roots of a numerator of
  /// degree 1 or 2, or of a sum of logarithms that is the logarithm of such a quotient.
  func stationaryPoints(of slope: NormalForm, in a: Variable) -> [Expression] {
    var places: [Expression] = []
    if let cleared = try? cleared(slope),
      let numerator = try? multiply(cleared, NormalForm(common(of: cleared, besides: a).inverse))
    {
      places += roots(of: expression(numerator), in: a)
    }
    if let equation = exponentiated(slope, in: a) { places += roots(of: equation, in: a) }
    return places
  }

  /// What all terms have in common, but for roots at which the variable is 0.
  private func common(of form: NormalForm, besides a: Variable) -> Monomial {
    Monomial(form.content.monomial.powers.filter { $0.exponent < 0 || !depends($0.atom, on: a) })
  }

  private func roots(of e: Expression, in a: Variable) -> [Expression] {
    guard var c = e.polynomialCoefficients(in: a) else { return [] }
    var places: [Expression] = []
    if c.first == 0 { places.append(0) }
    while c.first == 0 { c.removeFirst() }
    switch c.count {
    case 2: places.append(-c[0] / c[1])
    case 3:
      let middle = -c[1] / (2 * c[2]), half = .sqrt(c[1].squared - 4 * c[0] * c[2]) / (2 * c[2])
      places += [middle + half, middle - half]
    default: break
    }
    return places
  }

  /// Σ Kⱼ log Aⱼ + R = 0 as Π Aⱼ^(Kⱼ/K)·e^(R/K) = 1, where R and K do not hold the variable; as a
  /// difference without negative powers.
  private func exponentiated(_ slope: NormalForm, in a: Variable) -> Expression? {
    var factors: [Int: NormalForm] = [:], rest = NormalForm.zero
    for (m, c) in slope.sorted {
      let logs = m.powers.filter { if case .log = atoms[$0.atom] { true } else { false } }
      guard logs.count == 1, let log = logs.first, log.exponent == 1 else {
        rest.add(m, c)
        continue
      }
      factors[log.atom, default: .zero].add(m * Monomial(log.atom, -1), c)
    }
    let moving = factors.keys.sorted().filter { depends($0, on: a) }
    guard let first = moving.first, let k = factors[first], !expression(k).depends(on: a),
      !expression(rest).depends(on: a)
    else { return nil }
    var above = Expression.rational(1), below = above, exponent = expression(rest)
    for (atom, factor) in factors.sorted(by: { $0.key < $1.key }) {
      guard case .log(let inside) = atoms[atom] else { return nil }
      if let n = factor.ratio(to: k) {
        let power = expression(inside).raised(to: .rational(n.magnitude))
        if n > 0 { above = above * power } else { below = below * power }
      } else {
        guard !depends(atom, on: a) else { return nil }
        exponent = exponent + expression(factor) * .log(expression(inside))
      }
    }
    return above * .exp(exponent / expression(k)) - below
  }
}

extension NormalForm {
  /// r where self = r·other.
  fileprivate func ratio(to other: NormalForm) -> Rational? {
    guard let (m, c) = other.sorted.first, let d = terms[m] else { return nil }
    let r = d / c
    return other.scaled(by: r) == self ? r : nil
  }
}
