import Probability

extension Sampled {
  /// The mean of n independent draws that lie in a known range (Hoeffding 1963):
  /// P(|mean − E| > r) ≤ 2 exp(−2n r²/w²), w the width of the range.
  ///
  /// - draw: the i-th draw, for i from 0 to n − 1, within the range; anything else is an error.
  /// - alpha, beta: the chances of the book for one comparison and one foil.
  public static func mean(
    _ n: Int, in range: ClosedRange<Double>, alpha: Double = FalseAlarms.alpha,
    beta: Double = FalseAlarms.beta, draw: (Int) throws -> Double
  ) throws -> Sampled {
    let width = try Self.width(of: range)
    let design = try SamplingDesign(method: "Hoeffding", draws: n, alpha: alpha, beta: beta) { _ in
      Hoeffding.delta(n, width, alpha, beta)
    }.checked()
    let mean = try Self.draws(n, in: range, draw).reduce(0, +) / Double(n)
    let radius = Hoeffding.radius(n, width, 2 / alpha)
    return Sampled(value: mean, region: mean - radius...mean + radius, design: design)
  }

  /// The draws of `mean` that see a difference δ with the chances of the book.
  public static func draws(forMeanToSee delta: Double, width: Double) throws -> Int {
    try SamplingDesign.fewest(toSee: delta) {
      Hoeffding.delta($0, width, FalseAlarms.alpha, FalseAlarms.beta)
    }
  }

  /// The mean of n ≥ 2 draws in a wide range that seldom go far: the radius is that of Maurer and
  /// Pontil (2009, theorem 4), √(2 V ln(4/α)/n) + 7 w ln(4/α)/(3(n − 1)), V the sample variance;
  /// it holds for any law in the range.
  ///
  /// - deviation: a bound of the standard deviation that is known before; the power rests on it,
  ///   the chance of an alarm does not.
  public static func mean(
    _ n: Int, in range: ClosedRange<Double>, deviation: Double, alpha: Double = FalseAlarms.alpha,
    beta: Double = FalseAlarms.beta, draw: (Int) throws -> Double
  ) throws -> Sampled {
    let width = try Self.width(of: range)
    guard n > 1, deviation > 0, deviation <= width / 2 else {
      throw SamplingError("two draws or more, and a deviation of at most half of the range")
    }
    let design = try SamplingDesign(
      method: "empirical Bernstein", draws: n, alpha: alpha, beta: beta
    ) { _ in EmpiricalBernstein.delta(n, width, deviation, alpha, beta) }.checked()
    let draws = try Self.draws(n, in: range, draw)
    let mean = draws.reduce(0, +) / Double(n)
    let variance = draws.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(n - 1)
    let radius = EmpiricalBernstein.radius(n, width, variance.squareRoot(), alpha)
    return Sampled(value: mean, region: mean - radius...mean + radius, design: design)
  }

  /// The draws of `mean` with a known deviation that see a difference δ with the chances of the
  /// book.
  public static func draws(
    forMeanToSee delta: Double, width: Double, deviation: Double
  ) throws -> Int {
    try SamplingDesign.fewest(toSee: delta) {
      EmpiricalBernstein.delta($0, width, deviation, FalseAlarms.alpha, FalseAlarms.beta)
    }
  }

  private static func width(of range: ClosedRange<Double>) throws(SamplingError) -> Double {
    let width = range.upperBound - range.lowerBound
    guard width.isFinite, width > 0 else { throw SamplingError("the range must be bounded") }
    return width
  }

  private static func draws(
    _ n: Int, in range: ClosedRange<Double>, _ draw: (Int) throws -> Double
  ) throws -> [Double] {
    try (0..<n).map { i in
      let x = try draw(i)
      guard range.contains(x) else {  // also NaN
        throw SamplingError("draw \(i) is \(x), outside \(range): the bound does not hold")
      }
      return x
    }
  }
}

enum Hoeffding {
  static func radius(_ n: Int, _ width: Double, _ odds: Double) -> Double {
    width * (Elementary.log(odds) / (2 * Double(n))).squareRoot()
  }
  /// A wrong value survives only if the mean errs towards it: one tail.
  static func delta(_ n: Int, _ width: Double, _ alpha: Double, _ beta: Double) -> Double {
    radius(n, width, 2 / alpha) + radius(n, width, 1 / beta)
  }
}

enum EmpiricalBernstein {
  static func radius(_ n: Int, _ width: Double, _ deviation: Double, _ alpha: Double) -> Double {
    let log = Elementary.log(4 / alpha)
    return deviation * (2 * log / Double(n)).squareRoot() + 7 * width * log / (3 * Double(n - 1))
  }
  /// Half of beta for a sample deviation above √(2 ln(2/β)/(n − 1)) of the range more than the true
  /// one (their theorem 10), half for a mean that errs towards the wrong value (Bernstein).
  static func delta(
    _ n: Int, _ width: Double, _ deviation: Double, _ alpha: Double, _ beta: Double
  ) -> Double {
    let log = Elementary.log(2 / beta)
    let widest = deviation + width * (2 * log / Double(n - 1)).squareRoot()
    let error = deviation * (2 * log / Double(n)).squareRoot() + width * log / (3 * Double(n))
    return radius(n, width, widest, alpha) + error
  }
}
