import Probability

extension Sampled {
  /// How often n independent draws hit, with the region of Clopper and Pearson (1934): all shares
  /// under which a count as far out as this has a chance of α/2 or more on either side.
  public static func share(
    _ n: Int, alpha: Double = FalseAlarms.alpha, beta: Double = FalseAlarms.beta,
    hit: (Int) throws -> Bool
  ) throws -> Sampled {
    let design = try SamplingDesign(
      method: "Clopper and Pearson", draws: n, alpha: alpha, beta: beta
    ) { ClopperPearson(draws: n, alpha: alpha).delta(at: $0, beta) }.checked()
    let hits = try (0..<n).count { try hit($0) }
    return Sampled(
      value: Double(hits) / Double(n),
      region: ClopperPearson(draws: n, alpha: alpha).region(hits: hits), design: design)
  }

  /// The draws of `share` that see a difference δ from a true share, with the chances of the book.
  public static func draws(forShareToSee delta: Double, from truth: Double) throws -> Int {
    try SamplingDesign.fewest(toSee: delta) {
      ClopperPearson(draws: $0, alpha: FalseAlarms.alpha).delta(at: truth, FalseAlarms.beta)
    }
  }
}

package struct ClopperPearson {
  var draws: Int, alpha: Double

  package init(draws: Int, alpha: Double) { (self.draws, self.alpha) = (draws, alpha) }

  package func region(hits: Int) -> ClosedRange<Double> { lower(hits)...upper(hits) }

  /// The share under which `hits` or more have a chance of α/2.
  func lower(_ hits: Int) -> Double {
    hits == 0 ? 0 : 1 - ClopperPearson(draws: draws, alpha: alpha).upper(draws - hits)
  }

  /// The share under which `hits` or fewer have a chance of α/2; of the last two doubles that are
  /// tried, the larger.
  func upper(_ hits: Int) -> Double {
    guard hits < draws else { return 1 }
    var low = Double(hits) / Double(draws), high = 1.0
    for _ in 0..<60 {
      let middle = (low + high) / 2
      let chance = Binomial(draws, middle).atMost(hits)
      if chance < alpha / 2 { high = middle } else { low = middle }
    }
    return high
  }

  /// The distance from a true share beyond which every value is excluded but for beta: from the
  /// largest and the smallest count that are to be expected.
  func delta(at truth: Double, _ beta: Double) -> Double {
    max(
      upper(Binomial(draws, truth).largest(beta)) - truth,
      truth - (1 - upper(Binomial(draws, 1 - truth).largest(beta))))
  }
}

/// The number of hits among n draws, each with the same chance.
package struct Binomial {
  let n: Int, p: Double
  package init(_ n: Int, _ p: Double) { (self.n, self.p) = (n, p) }

  /// P(K ≤ k), for k ≥ 0.
  package func atMost(_ k: Int) -> Double {
    if k >= n { return 1 }
    return IncompleteBeta(Double(n - k), Double(k + 1))(1 - p)
  }

  /// P(K > k), for k ≥ 0, without the loss of 1 − P(K ≤ k).
  package func moreThan(_ k: Int) -> Double {
    if k >= n { return 0 }
    return IncompleteBeta(Double(k + 1), Double(n - k))(p)
  }

  /// The smallest k with P(K > k) ≤ chance.
  package func largest(_ chance: Double) -> Int {
    var low = -1, high = n
    while high - low > 1 {
      let middle = (low + high) / 2
      if moreThan(middle) <= chance { high = middle } else { low = middle }
    }
    return high
  }
}

/// The regularised incomplete beta function I_x(a, b), for a, b ≥ 1: the continued fraction of
/// Didonato and Morris (1992) by Lentz's method, relative error about 10⁻¹⁰ up to a + b = 10⁶.
package struct IncompleteBeta {
  let a: Double, b: Double
  package init(_ a: Double, _ b: Double) { (self.a, self.b) = (a, b) }

  package func callAsFunction(_ x: Double) -> Double {
    if x <= 0 { return 0 }
    if x >= 1 { return 1 }
    // the fraction converges fast on this side only
    if x > (a + 1) / (a + b + 2) { return 1 - IncompleteBeta(b, a).small(1 - x) }
    return small(x)
  }

  private func small(_ x: Double) -> Double {
    let front =
      a * Elementary.log(x) + b * log1m(x) + logGamma(a + b) - logGamma(a) - logGamma(b)
    var c = 1.0, d = 1 / guarded(1 - (a + b) * x / (a + 1)), h = d
    for m in 1...20_000 {
      let m = Double(m)
      let even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
      let odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
      for step in [even, odd] {
        d = 1 / guarded(1 + step * d)
        c = guarded(1 + step / c)
        h *= c * d
      }
      if abs(c * d - 1) < 1e-15 { break }
    }
    return Elementary.exp(front) * h / a
  }

  private func log1m(_ x: Double) -> Double { Elementary.log(1 - x) }
  private func guarded(_ x: Double) -> Double { abs(x) < 1e-300 ? 1e-300 : x }
}

/// log Γ(x) for x ≥ 1: Stirling's series from 12 on, below it the recurrence.
package func logGamma(_ x: Double) -> Double {
  var shifted = x, product = 1.0
  while shifted < 12 {
    product *= shifted
    shifted += 1
  }
  let z = 1 / (shifted * shifted)
  let series =
    (1.0 / 12 - z * (1.0 / 360 - z * (1.0 / 1260 - z * (1.0 / 1680 - z / 1188)))) / shifted
  return (shifted - 0.5) * Elementary.log(shifted) - shifted + 0.5 * Elementary.log(2 * .pi)
    + series - Elementary.log(product)
}
