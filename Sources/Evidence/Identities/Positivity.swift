import Exact

// Signs of forms that are seen from their terms.

extension Normaliser {
  /// Whether a form is certainly positive: once it is brought over one positive denominator it has
  /// positive terms only.
  func isCertainlyPositive(_ f: NormalForm) throws(NoForm) -> Bool {
    try certainly { () throws(NoForm) in
      guard let above = try positiveNumerator(of: f), !above.isZero else { return false }
      return above.terms.values.allSatisfy { $0 > 0 }
    }
  }

  /// Whether a form is certainly not negative: once it is brought over one positive denominator,
  /// its positive terms make up for the negative ones by u + v ≥ 2√(uv).
  func isCertainlyNeverNegative(_ f: NormalForm) throws(NoForm) -> Bool {
    try certainly { () throws(NoForm) in try positiveNumerator(of: f)?.isOutweighed ?? false }
  }

  private func certainly(_ body: () throws(NoForm) -> Bool) throws(NoForm) -> Bool {
    try trying { () throws(NoForm) -> Bool? in try body() ? true : nil } ?? false
  }

  /// The numerator over the sums in the denominators, of what has its absolute value in the place
  /// of every atom, with the signs in the coefficients; nil if a sign is not known.
  private func positiveNumerator(of f: NormalForm) throws(NoForm) -> NormalForm? {
    let below = denominator(of: f), above = try multiply(f, NormalForm(below))
    guard !above.isZero else { return above }
    guard let turn = sign(of: below) else { return nil }
    var numerator = NormalForm.zero
    for (m, c) in above.sorted {
      guard let sign = sign(of: m) else { return nil }
      numerator.add(m, c * Rational(sign * turn))
    }
    return numerator
  }

  /// 1 or −1; nil if it is not known, or 0.
  func sign(of m: Monomial) -> Int? {
    var sign = 1
    for power in m.powers {
      switch self.sign(ofAtom: power.atom) {
      case 1: continue
      case -1 where power.exponent.isInteger:
        if power.exponent.numerator % 2 != 0 { sign = -sign }
      default: return nil
      }
    }
    return sign
  }
}

extension NormalForm {
  /// Whether it is not negative wherever its atoms are positive: every negative term −c·√(uv) has
  /// its own a·u and b·v with c² ≤ 4ab among the positive ones.
  fileprivate var isOutweighed: Bool {
    var supply = terms.filter { $0.value > 0 }
    for (m, c) in sorted where c < 0 {
      let need = -c, twice = m.raised(to: 2)
      let pair = supply.keys.sorted { $0 < $1 }.lazy.compactMap { u -> (Monomial, Monomial)? in
        let v = twice * u.inverse
        guard u < v, let a = supply[u], let b = supply[v], need * need <= 4 * a * b
        else { return nil }
        return (u, v)
      }
      guard let (u, v) = pair.first, let a = supply[u], let b = supply[v] else { return false }
      let half = need / 2, isEven = half <= a && half <= b
      supply[u] = isEven ? a - half : 0
      supply[v] = isEven ? b - half : 0
    }
    return true
  }
}
