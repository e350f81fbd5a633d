import Exact
import Foundation

/// A forward chain: the share of the variance that each step keeps, and what is left of the data.
struct Schedule<Number: Scalar>: Sendable {
  /// α₁ … α_T, at the places 1 … T; a step 0 that keeps everything stands at 0.
  let keep: [Number]
  /// ᾱ₀ = 1, ᾱ₁, …, ᾱ_T.
  let memory: [Number]
  var steps: Int { memory.count - 1 }

  init(_ shares: [Number]) {
    keep = [Number(1)] + shares
    var left = Number(1)
    memory = [left] + shares.map { share in
      left = left * share
      return left
    }
  }

  /// β rises evenly from 10⁻⁴ to 0.02 in a thousand steps (Ho et al. 2020, section 4).
  static var linear: Schedule {
    let first = Rational(1, 10_000), last = Rational(1, 50)
    return Schedule((0..<1000).map { (t: Int) -> Number in
      Number(1 - first - (last - first) * Rational(t, 999))
    })
  }

  /// The variance of fresh noise, β_t.
  func fresh(_ t: Int) -> Number { Number(1) - keep[t] }
  /// The variance of all noise up to t, 1 − ᾱ_t.
  func noise(_ t: Int) -> Number { Number(1) - memory[t] }
  /// The variance of the step back from t when the start is known.
  func known(_ t: Int) -> Number { noise(t - 1) / noise(t) * fresh(t) }
}

extension Schedule where Number == Double {
  /// ᾱ follows a squared cosine (Nichol and Dhariwal 2021, equation 17).
  static let cosine: Schedule = {
    func f(_ t: Int) -> Double {
      let angle = (Double(t) / 1000 + 0.008) / 1.008 * .pi / 2
      return cos(angle) * cos(angle)
    }
    return Schedule((1...1000).map { max(f($0) / f($0 - 1), 1e-3) })
  }()
  /// β = 1/(t + 1)²: the product of the shares goes to one half.
  static let stalling = Schedule(
    (2...1001).map { (n: Int) -> Double in 1 - 1 / Double(n * n) })
  /// Made once.
  static let usual = linear
}
