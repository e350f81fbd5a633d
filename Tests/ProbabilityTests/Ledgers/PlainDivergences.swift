import Foundation

/// TV, JS, KL and W₁ from densities, atoms and distribution functions in doubles.
struct PlainDivergences {
  /// nil where tails or poles make doubles worthless: where they do not see all of the mass.
  let tv: Double?, js: Double?, kl: Double?, w1: Double?

  init(_ p: KnownLaw, _ g: KnownLaw) throws {
    let both = PlainPair(p: p, q: g), seen = try both.masses()
    guard abs(seen.p - 1) < 1e-7, abs(seen.q - 1) < 1e-7 else {
      (tv, js, kl, w1) = (nil, nil, nil, nil)
      return
    }
    (tv, js, kl, w1) = try (both.tv(), both.js(), both.kl(), both.w1())
  }
}

private struct PlainPair {
  let p: KnownLaw, q: KnownLaw

  /// ∫ f(p, q), over atoms and over the line.
  private func integral(_ f: (Double, Double) -> Double) throws -> Double {
    let atoms = atomPlaces.reduce(0) { $0 + f(weight(p, $1), weight(q, $1)) }
    return try atoms + area { f(density(p, $0), density(q, $0)) }
  }

  func masses() throws -> (p: Double, q: Double) { try (integral { a, _ in a }, integral { $1 }) }

  /// ½ ∫ |p − q|.
  func tv() throws -> Double { try integral { abs($0 - $1) / 2 } }

  /// ½ ∫ p log 2p/(p + q) + ½ ∫ q log 2q/(p + q).
  func js() throws -> Double {
    func half(_ a: Double, _ b: Double) -> Double { a > 0 ? a / 2 * log(2 * a / (a + b)) : 0 }
    return try integral { half($0, $1) + half($1, $0) }
  }

  /// ∫ p log p/q, from the logarithms of the densities, which reach further than these.
  func kl() throws -> Double {
    let atoms = atomPlaces.reduce(0) { sum, x in
      let (a, b) = (weight(p, x), weight(q, x))
      return sum + (a > 0 ? a * log(a / b) : 0)
    }
    guard !qVanishes, atoms < .infinity else { return .infinity }
    return try atoms
      + area { x in
        let l = logDensity(p, x)
        return l > -60 ? exp(l) * (l - logDensity(q, x)) : 0
      }
  }

  /// Quadrature leaves out what is infinite: cells where q vanishes and p does not are looked for.
  private var qVanishes: Bool {
    let ends = Set(cuts).sorted()
    return zip(ends, ends.dropFirst()).contains { a, b in
      [0.1, 0.5, 0.9].map { a + $0 * (b - a) }.contains {
        logDensity(p, $0) > -50 && logDensity(q, $0) == -.infinity
      }
    }
  }

  /// ∫ |F − G|; nil where that is too long a way for quadrature.
  func w1() throws -> Double? {
    let steps = atomPlaces + cuts, low = steps.min() ?? 0, high = steps.max() ?? 0
    guard high > low, high - low < 400 else { return nil }
    return try KnownLaw.area(steps, (low, high)) { abs(p.cumulative($0) - q.cumulative($0)) }
  }

  // MARK: densities

  private var atomPlaces: [Double] { Set((p.atoms + q.atoms).map(\.place)).sorted() }
  private func weight(_ law: KnownLaw, _ x: Double) -> Double {
    law.atoms.reduce(0) { $0 + ($1.place == x ? $1.weight : 0) }
  }

  private func logDensity(_ law: KnownLaw, _ x: Double) -> Double {
    law.hasSpread ? law.logDensity(x) : -.infinity
  }
  private func density(_ law: KnownLaw, _ x: Double) -> Double {
    x >= law.range.0 && x <= law.range.1 ? exp(logDensity(law, x)) : 0
  }

  private var cuts: [Double] {
    p.cuts + q.cuts + [p, q].filter(\.hasSpread).flatMap { [$0.range.0, $0.range.1] }
  }
  private func area(_ f: (Double) -> Double) throws -> Double {
    guard let low = cuts.min(), let high = cuts.max() else { return 0 }
    return try KnownLaw.area(cuts, (low, high), f)
  }
}
