import Foundation

/// The density of the Gaussian with this mean and variance.
func normal(_ x: Double, _ mean: Double, _ variance: Double) -> Double {
  exp(-(x - mean) * (x - mean) / (2 * variance)) / sqrt(2 * .pi * variance)
}

/// A Gaussian guess, given by its mean and its variance.
struct Guess {
  var mean, variance: Double

  /// KL(self ‖ other) in closed form.
  func divergence(to other: Guess) -> Double {
    let square = (mean - other.mean) * (mean - other.mean)
    return 0.5 * ((variance + square) / other.variance - 1 - log(variance / other.variance))
  }
  static let prior = Guess(mean: 0, variance: 1)
}

/// The line: z ~ N(0, 1), x given z ~ N(w z, variance), and one observed x; the named one
/// unless told.
struct LinearModel {
  var w = 2.0, variance = 0.5, x = 1.5

  var logEvidence: Double { log(normal(x, 0, w * w + variance)) }

  /// E_q[log p(x|z)].
  func reconstruction(_ q: Guess) -> Double {
    let error = (x - w * q.mean) * (x - w * q.mean) + w * w * q.variance
    return -0.5 * log(2 * .pi * variance) - error / (2 * variance)
  }

  /// E[log of the mean of K likelihoods at prior draws], without drawing.
  ///
  /// log S = ∫ (e^{−t} − e^{−tS}) dt/t, and the mean of e^{−tS} is a K-th power. By slices in
  /// log t and in the cause.
  func meanLogEstimate(draws K: Double, slices: Int = 160) -> Double {
    let causes = (-10 * slices...10 * slices).map { Double($0) / Double(slices) }
    let weights = causes.map { normal($0, 0, 1) / Double(slices) }
    let likelihoods = causes.map { normal(x, w * $0, variance) / K }
    let steps = 12
    let last = K < 5 ? 480 : 40  // with few draws a tiny likelihood may decide
    var total = 0.0
    for step in -30 * steps...last * steps {
      let t = exp(Double(step) / Double(steps))
      var below = 0.0  // the mean of e^{−tp/K} less 1: small for small t, and exact there
      for (weight, likelihood) in zip(weights, likelihoods) {
        below += weight * expm1(-t * likelihood)
      }
      total += (exp(-t) - exp(K * log1p(max(below, -1)))) / Double(steps)
    }
    return total
  }
}

/// A decoder with stretches 2 and 1 seen in codes turned by an angle: the precision of the
/// posterior.
struct Turned {
  let angle: Double
  static let axes = (9.0, 3.0)  // 1 + 4/½ and 1 + 1/½
  private var turn: (c: Double, s: Double) { (cos(angle), sin(angle)) }

  var diagonal: (Double, Double) {
    let (c, s) = turn
    let (a, b) = Turned.axes
    return (a * c * c + b * s * s, a * s * s + b * c * c)
  }
  var gap: Double {
    0.5 * (log(diagonal.0) + log(diagonal.1) - log(Turned.axes.0 * Turned.axes.1))
  }
  /// The curve where the posterior has fallen by the factor e^{−radius²/2}, by angle around it.
  func posterior(_ around: Double, radius: Double) -> (Double, Double) {
    let (c, s) = turn
    let (a, b) = Turned.axes
    let along = radius * cos(around) / sqrt(a)
    let across = radius * sin(around) / sqrt(b)
    return (c * along + s * across, -s * along + c * across)
  }
  /// The same curve of the best diagonal guess.
  func guess(_ around: Double, radius: Double) -> (Double, Double) {
    (radius * cos(around) / sqrt(diagonal.0), radius * sin(around) / sqrt(diagonal.1))
  }
}
