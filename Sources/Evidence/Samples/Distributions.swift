import Probability

/// P(X ≤ x), and P(X < x) where a law has atoms.
public struct DistributionFunction: Sendable {
  let upTo: @Sendable (Double) -> Double
  let below: @Sendable (Double) -> Double
  /// - below: P(X < x); the same as P(X ≤ x) when no point has mass.
  public init(
    _ upTo: @escaping @Sendable (Double) -> Double,
    below: (@Sendable (Double) -> Double)? = nil
  ) {
    (self.upTo, self.below) = (upTo, below ?? upTo)
  }

  /// |F(x) − G(x)| to 10⁻¹²: a lower bound of the largest distance, for the power of a foil.
  public func distance(from other: DistributionFunction, at x: Double) -> Estimate {
    Estimate(abs(upTo(x) - other.upTo(x)), error: 1e-12)
  }
}

extension Sampled {
  /// The largest distance between a distribution function and that of the law of the draws, which
  /// is 0 if they are one: P(sup |Fₙ − F| > r) ≤ 2 exp(−2n r²) (Dvoretzky, Kiefer and Wolfowitz
  /// 1956, the constant by Massart 1990), atoms or none.
  ///
  /// - cdf: correct to 10⁻⁹, which is added to the radius.
  /// Cost: n draws and a sort.
  public static func distance(
    to cdf: DistributionFunction, _ n: Int, alpha: Double = FalseAlarms.alpha,
    beta: Double = FalseAlarms.beta, draw: (Int) throws -> Double
  ) throws -> Sampled {
    let design = try SamplingDesign(
      method: "Dvoretzky, Kiefer, Wolfowitz and Massart", draws: n, alpha: alpha, beta: beta
    ) { _ in Massart.delta(n, alpha, beta) }.checked()
    let draws = try (0..<n).map(draw).sorted()
    guard draws.allSatisfy(\.isFinite) else {
      throw SamplingError("a draw is not a finite number")
    }
    let found = try largestDistance(draws, cdf)
    let radius = Massart.radius(n, alpha)
    return Sampled(value: found, region: max(0, found - radius)...found + radius, design: design)
  }

  /// The draws of `distance` that see a distance δ with the chances of the book.
  public static func draws(forDistanceToSee delta: Double) throws -> Int {
    try SamplingDesign.fewest(toSee: delta) {
      Massart.delta($0, FalseAlarms.alpha, FalseAlarms.beta)
    }
  }

  /// At each value that occurs, the steps before and after it are held against F before and at it:
  /// the distance is largest at such an end of a step.
  private static func largestDistance(
    _ sorted: [Double], _ cdf: DistributionFunction
  ) throws -> Double {
    let n = Double(sorted.count)
    var largest = 0.0, start = 0, last = 0.0
    while start < sorted.count {
      let x = sorted[start]
      var end = start + 1
      while end < sorted.count, sorted[end] == x { end += 1 }
      let below = cdf.below(x), upTo = cdf.upTo(x)
      guard below >= last - Massart.error, upTo >= below - Massart.error,
        upTo <= 1 + Massart.error
      else {
        throw SamplingError("at \(x) the function is \(below), then \(upTo): no distribution's")
      }
      largest = max(largest, abs(Double(start) / n - below), abs(Double(end) / n - upTo))
      (start, last) = (end, upTo)
    }
    return largest
  }
}

enum Massart {
  /// Of the distribution function that is given.
  static let error = 1e-9
  static func radius(_ n: Int, _ chance: Double) -> Double {
    (Elementary.log(2 / chance) / (2 * Double(n))).squareRoot() + error
  }
  static func delta(_ n: Int, _ alpha: Double, _ beta: Double) -> Double {
    radius(n, alpha) + radius(n, beta)
  }
}
