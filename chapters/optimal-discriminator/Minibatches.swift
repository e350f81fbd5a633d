import Exact

/// Four real and four forged notes, and a critic whose verdicts are fractions.
///
/// Her logit is (α + βx)·log 2 with integers α and β, so that D(x) = 2ⁿ/(1 + 2ⁿ) with n = α + βx is
/// rational and the slopes of V, taken in units of log 2 for the forger, are exact.
struct Piles {
  let real = [0, 1, 1, 3], forged = [0, 2, 3, 3]
  let alpha = 1, beta = -1

  func verdict(_ x: Int) -> Rational {
    let odds = Rational(2).power(alpha + beta * x)
    return odds / (1 + odds)
  }

  /// (∂V/∂a, ∂V/∂b) of the critic with logit a + bx, over a choice of notes.
  func criticSlope(real r: [Int], forged f: [Int]) -> [Rational] {
    [0, 1].map { k in
      mean(r.map { (1 - verdict(real[$0])) * weight(real[$0], k) })
        - mean(f.map { verdict(forged[$0]) * weight(forged[$0], k) })
    }
  }

  /// The slope of the mean of log(1 − D(θ + z)) in θ, over a choice of forged notes: −b D, in units
  /// of log 2.
  func forgerSlope(_ f: [Int]) -> Rational { mean(f.map { -Rational(beta) * verdict(forged[$0]) }) }

  /// All choices of `size` of the four notes.
  static func choices(_ size: Int) -> [[Int]] {
    (0..<16).map { bits in (0..<4).filter { bits >> $0 & 1 == 1 } }.filter { $0.count == size }
  }

  /// The average of the critic's slope over all pairs of minibatches.
  func averageCriticSlope(size: Int) -> [Rational] {
    let slopes = Self.choices(size).flatMap { r in
      Self.choices(size).map { criticSlope(real: r, forged: $0) }
    }
    return [0, 1].map { k in mean(slopes.map { $0[k] }) }
  }

  var fullCriticSlope: [Rational] { criticSlope(real: Array(0..<4), forged: Array(0..<4)) }
  var fullForgerSlope: Rational { forgerSlope(Array(0..<4)) }

  /// What the critic would average who looks at forged notes only.
  func averageForgedPart(size: Int) -> [Rational] {
    [0, 1].map { k in
      mean(Self.choices(size).map { -mean($0.map { verdict(forged[$0]) * weight(forged[$0], k) }) })
    }
  }

  /// How fast V rises when the critic's weights move in a direction: the inner product with the
  /// full slope.
  func rise(along direction: [Rational]) -> Rational {
    zip(fullCriticSlope, direction).map { $0 * $1 }.reduce(0, +)
  }

  func averageForgerSlope(size: Int) -> Rational { mean(Self.choices(size).map(forgerSlope)) }

  private func weight(_ x: Int, _ k: Int) -> Rational { k == 0 ? 1 : Rational(x) }
}

func mean(_ values: [Rational]) -> Rational { values.reduce(0, +) / Rational(values.count) }
