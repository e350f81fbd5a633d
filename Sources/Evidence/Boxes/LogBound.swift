import Exact
import Expressions

/// Bounds a sum of weighted logarithms from below by a·log u ≥ a·(1 − 1/u), for a > 0 and u > 0
/// (Gibbs' inequality). What is left holds no logarithm.
///
/// The terms come collected by their weights: products of drawn weights of laws, or of exponentials
/// under an integral. What stands alone is spread over the weights, whose total is known.
struct LogBound {
  let normal: Normaliser
  /// The sum over the weights, or the integral, of a form; nil if it is not found.
  let total: (NormalForm) -> NormalForm?

  /// What lies below: a form in the weights, and one that stands alone.
  struct Rest { var weighted = NormalForm.zero, alone = NormalForm.zero }
  /// What all terms of one weight are divided by, so that a logarithm is left.
  typealias Factor = (NormalForm) -> NormalForm?

  /// The choices of factors: that of the first logarithm of each weight, of the second, …; 1; all
  /// that is common to the terms.
  private var choices: [Factor] {
    let first: [Factor] = (0..<3).map { j in { self.factorOfLogarithm(j, in: $0) } }
    return first + [{ _ in .one }, { NormalForm($0.content.monomial) }]
  }

  /// What lies below, for every choice.
  func rests(below parts: [Monomial: NormalForm], alone: NormalForm) -> some Sequence<Rest> {
    choices.lazy.flatMap { factor in
      [true, false].lazy.compactMap { apart in
        (try? self.rest(below: parts, alone: alone, dividing: factor, apart: apart)) ?? nil
      }
    }
  }

  /// - apart: whether a rational number beside a logarithm stays outside of the bound.
  private func rest(
    below parts: [Monomial: NormalForm], alone: NormalForm, dividing by: Factor, apart: Bool
  ) throws(NoForm) -> Rest? {
    let keys = parts.keys.sorted { $0 < $1 }
    let logarithmic = keys.filter { normal.holdsLogarithm(parts[$0] ?? .zero) }
    let bounded = logarithmic.isEmpty ? keys : logarithmic
    var rest = Rest(), factors: [(key: NormalForm, terms: NormalForm, weight: NormalForm)] = []
    for key in keys {
      guard let terms = parts[key] else { continue }
      let weight = NormalForm(key)
      guard bounded.contains(key) else {
        rest.weighted = rest.weighted + (try normal.multiply(weight, terms))
        continue
      }
      guard let factor = by(terms) else { return nil }
      let whole = try normal.multiply(weight, factor)
      guard normal.sign(whole) > 0 else { return nil }
      factors.append((factor, terms, whole))
    }
    guard let spread = try spread(alone, over: factors.map(\.weight), &rest) else { return nil }
    for (factor, terms, weight) in factors {
      var exponent = (try normal.multiply(terms, normal.power(factor, -1))) + spread
      let number = apart ? NormalForm(exponent.terms[Monomial()] ?? 0) : .zero
      exponent = exponent - number
      let below = number + .one - (try normal.exponential(-exponent))
      rest.weighted = rest.weighted + (try normal.multiply(weight, below))
    }
    return rest
  }

  /// The logarithms that stand alone, as a multiple of every weight; the others stay alone.
  private func spread(
    _ alone: NormalForm, over weights: [NormalForm], _ rest: inout Rest
  ) throws(NoForm) -> NormalForm? {
    var logarithms = NormalForm.zero
    for (m, c) in alone.sorted {
      if normal.holdsLogarithm(m) { logarithms.add(m, c) } else { rest.alone.add(m, c) }
    }
    if logarithms.isZero { return .zero }
    guard let total = total(weights.reduce(.zero) { $0 + $1 }), normal.sign(total) > 0 else {
      return nil
    }
    return try normal.multiply(logarithms, normal.power(total, -1))
  }

  private func factorOfLogarithm(_ j: Int, in terms: NormalForm) -> NormalForm? {
    let logarithmic = terms.sorted.filter { normal.holdsLogarithm($0.monomial) }
    guard !logarithmic.isEmpty else { return nil }
    let (m, c) = logarithmic[min(j, logarithmic.count - 1)]
    return NormalForm(Monomial(m.powers.filter { !normal.isLogarithm($0.atom) }), c.magnitude)
  }
}

extension Normaliser {
  func isLogarithm(_ i: Int) -> Bool { if case .log = atoms[i] { true } else { false } }
  func holdsLogarithm(_ m: Monomial) -> Bool { m.powers.contains { isLogarithm($0.atom) } }
  func holdsLogarithm(_ f: NormalForm) -> Bool { f.terms.keys.contains(where: holdsLogarithm) }

  /// The terms by the part of each that consists of certain atoms.
  func collected(_ f: NormalForm, by isPart: (Int) -> Bool) -> [Monomial: NormalForm] {
    var parts: [Monomial: NormalForm] = [:]
    for (m, c) in f.sorted {
      let key = Monomial(m.powers.filter { isPart($0.atom) })
      parts[key, default: .zero].add(Monomial(m.powers.filter { !isPart($0.atom) }), c)
    }
    return parts
  }
}
