import Exact

/// Training on two data points, two steps and two noises: every case, in fractions.
///
/// The network is ε̂ = θ x_t with the slope θ = 2/7.
struct TinyTraining {
  struct Case {
    var data, noise: Rational
    var step: Int
  }
  /// √ᾱ and √(1 − ᾱ) of the two steps.
  private static let roots = [
    (Rational(4, 5), Rational(3, 5)), (Rational(3, 5), Rational(4, 5)),
  ]
  private let slope = Rational(2, 7)
  let cases: [Case] = [-1, 1].flatMap { (data: Rational) in
    [0, 1].flatMap { step in
      [-1, 1].map { (noise: Rational) in Case(data: data, noise: noise, step: step) }
    }
  }

  private func noised(_ c: Case) -> Rational {
    Self.roots[c.step].0 * c.data + Self.roots[c.step].1 * c.noise
  }
  /// d/dθ (ε − θ x_t)² for one case, as a training step computes it.
  func gradient(_ c: Case) -> Rational { -2 * noised(c) * (c.noise - slope * noised(c)) }

  /// The gradient of the whole loss from its moments: the mean of (ε − θx)² is a parabola in θ.
  var full: Rational {
    let cross = mean(cases.map { noised($0) * $0.noise })
    let square = mean(cases.map { noised($0) * noised($0) })
    return 2 * slope * square - 2 * cross
  }
  /// The gradients of single cases averaged.
  var single: Rational { mean(cases.map(gradient)) }
  /// Only the cases of one step.
  func only(step: Int) -> Rational { mean(cases.filter { $0.step == step }.map(gradient)) }

  /// All pairs of different cases as batches, averaged; with `sharedStep` both cases have one step.
  func pairs(sharedStep: Bool = false) -> Rational {
    mean(cases.indices.flatMap { i in
      cases.indices.filter { $0 != i && (!sharedStep || cases[$0].step == cases[i].step) }
        .map { (gradient(cases[i]) + gradient(cases[$0])) / 2 }
    })
  }
  /// One noise for both steps of a trajectory, and the target that is drawn anew for each.
  var unrelatedTarget: Rational {
    mean(cases.flatMap { c in [-1, 1].map { (other: Rational) in
      -2 * noised(c) * (other - slope * noised(c))
    } })
  }

  private func mean(_ values: [Rational]) -> Rational {
    values.reduce(0, +) / Rational(values.count)
  }
}
