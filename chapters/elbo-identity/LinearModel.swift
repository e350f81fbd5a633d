import Foundation

/// The density of the Gaussian with this mean and variance.
func normal(_ x: Double, _ mean: Double, _ variance: Double) -> Double {
  exp(-(x - mean) * (x - mean) / (2 * variance)) / sqrt(2 * .pi * variance)
}

/// A Gaussian guess, given by its mean and its variance.
struct Guess {
  var mean, variance: Double
  func density(_ z: Double) -> Double { normal(z, mean, variance) }

  /// KL(self ‖ other) in closed form.
  func divergence(to other: Guess) -> Double {
    let square = (mean - other.mean) * (mean - other.mean)
    return 0.5 * ((variance + square) / other.variance - 1 - log(variance / other.variance))
  }
  static let prior = Guess(mean: 0, variance: 1)
}

/// The line: z ~ N(0, 1), x given z ~ N(w z, variance), and one observed x; the named member unless told.
struct LinearModel {
  var w = 2.0, variance = 0.5, x = 1.5

  var logEvidence: Double { log(normal(x, 0, w * w + variance)) }
  var posterior: Guess { best(at: 1) }

  /// E_q[log p(x|z)].
  func reconstruction(_ q: Guess) -> Double {
    let error = (x - w * q.mean) * (x - w * q.mean) + w * w * q.variance
    return -0.5 * log(2 * .pi * variance) - error / (2 * variance)
  }
  /// The evidence lower bound, with a weight on the divergence.
  func bound(_ q: Guess, weight: Double = 1) -> Double {
    reconstruction(q) - weight * q.divergence(to: .prior)
  }
  /// The guess that maximises the weighted bound.
  func best(at weight: Double) -> Guess {
    let c = w * w + weight * variance
    return Guess(mean: w * x / c, variance: weight * variance / c)
  }
  /// On the way from the prior (0) to the posterior (1), mean and variance moving evenly.
  func between(_ t: Double) -> Guess {
    let end = posterior
    return Guess(mean: t * end.mean, variance: 1 - t + t * end.variance)
  }

  /// E[log of the mean of K likelihoods at prior draws], without drawing:
  /// log S = ∫ (e^{−t} − e^{−tS}) dt/t, and the mean of e^{−tS} is a K-th power. Trapezoidal in log t.
  func meanLogEstimate(draws K: Double) -> Double {
    let causes = (-800...800).map { Double($0) / 80 }
    let weights = causes.map { normal($0, 0, 1) / 80 }
    let likelihoods = causes.map { normal(x, w * $0, variance) / K }
    return (-600...4_000).reduce(0) { total, step in
      let t = exp(Double(step) / 20)
      let one = zip(weights, likelihoods).reduce(0) { $0 + $1.0 * exp(-t * $1.1) }
      return total + (exp(-t) - pow(one, K)) / 20
    }
  }
}

/// A decoder with stretches 2 and 1 seen in codes turned by an angle: the precision of the posterior.
struct Turned {
  let angle: Double
  static let axes = (9.0, 3.0)  // 1 + 4/½ and 1 + 1/½
  private var turn: (c: Double, s: Double) { (cos(angle), sin(angle)) }

  var diagonal: (Double, Double) {
    let (c, s) = turn, (a, b) = Turned.axes
    return (a * c * c + b * s * s, a * s * s + b * c * c)
  }
  var gap: Double {
    0.5 * (log(diagonal.0) + log(diagonal.1) - log(Turned.axes.0 * Turned.axes.1))
  }
  /// The curve where the posterior has fallen by the factor e^{−radius²/2}, by angle around it.
  func posterior(_ around: Double, radius: Double) -> (Double, Double) {
    let (c, s) = turn, (a, b) = Turned.axes
    let along = radius * cos(around) / sqrt(a), across = radius * sin(around) / sqrt(b)
    return (c * along + s * across, -s * along + c * across)
  }
  /// The same curve of the best diagonal guess.
  func guess(_ around: Double, radius: Double) -> (Double, Double) {
    (radius * cos(around) / sqrt(diagonal.0), radius * sin(around) / sqrt(diagonal.1))
  }
}
