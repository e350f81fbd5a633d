import Exact
import Expressions
import Textbook

/// A Gaussian in the place of the step back, which has the right mean and some variance.
enum Gaussian: String, CaseIterable {
  case sameMoments = "same-moments"
  case freshNoise = "fresh-noise"
  case knownStart = "known-start"

  /// Its variance, in the notation of the text.
  var variance: String {
    switch self {
    case .sameMoments: "\\varsigma"
    case .freshNoise: "b"
    case .knownStart: "\\frac{(1-c)b}{1-c(1-b)}"
    }
  }
  var words: String {
    switch self {
    case .sameMoments: "same mean and variance"
    case .freshNoise: "variance of the forward step"
    case .knownStart: "variance for a known start"
    }
  }
  /// How its divergence is written.
  var divergence: String {
    "D_{KL}\\bigl(q(x_1|x_2)\\,\\|\\,\\mathcal{N}(\\mu,\(variance))\\bigr)"
  }
}

/// How fast the step back comes near a Gaussian when the step is halved again and again: enclosed
/// divergences, and the order fitted to them.
struct Approach {
  let steps: [Rational]
  let divergences: [Enclosed]

  /// The toy `halfway` of the text with the steps `first`, `first`/2, ….
  init(to gaussian: Gaussian, from first: Rational, halvings: Int, in book: Book) throws {
    steps = (0...halvings).map { first / Rational(1 << $0) }
    divergences = try steps.map { step in
      try Enclosed(book.value(gaussian.divergence, toy: "halfway", at: ["b": step]))
    }
  }

  /// log₂ D(b)/D(b/2) for each halving: b^n (C + C′b + …) gives n + O(b).
  var orders: [Enclosed] {
    zip(divergences, divergences.dropFirst()).map {
      ($0 / $1).logarithm / Enclosed(2).logarithm
    }
  }
  /// The limit of the orders, their error O(b) taken out: twice the last less the one before.
  var order: Enclosed { extrapolated(orders) }
  /// The limit of D(b)/bⁿ, likewise.
  func constant(order n: Int) -> Enclosed {
    extrapolated(zip(divergences, steps).map { $0 / Enclosed($1.power(n)) })
  }

  private func extrapolated(_ values: [Enclosed]) -> Enclosed {
    let last = values.count - 1
    return values[last] + values[last] - values[last - 1]
  }
}

/// The approach to a Gaussian from the step 1/40 on, as the check and the prose use it.
func fitted(_ gaussian: Gaussian, in book: Book) throws -> Approach {
  try Approach(to: gaussian, from: Rational(1, 40), halvings: 2, in: book)
}

/// Divergence over β³ in the limit, over what it should be: (∂³ log q)²/12 at the point.
func skewRatio(in book: Book) throws -> Enclosed {
  let expected = try Enclosed(
    book.value(
      "\\frac{1}{12}\\Bigl(\\frac{\\partial^3}{\\partial x_1^3}\\log q(x_1)\\Bigr)^2",
      toy: "one-pixel", at: ["alpha_1": Rational(1, 2), "x_1": Rational(3, 10)]))
  return try fitted(.sameMoments, in: book).constant(order: 3) / expected
}
