import Foundation
import Probability

/// A forward chain: the share of variance that each step keeps.
struct Schedule {
  let name: String
  let keep: [Double]
  /// ᾱ₀ … ᾱ_T.
  let memory: [Double]
  init(_ name: String, keep: [Double]) {
    (self.name, self.keep) = (name, keep)
    memory = keep.reduce(into: [1.0]) { $0.append($0.last! * $1) }
  }
  /// β from 10⁻⁴ to 0.02 in a thousand equal steps (Ho et al. 2020, section 4).
  static let linear = Schedule("linear", keep: (0..<1000).map { (i: Int) -> Double in
    let share = Double(i) / 999
    return 1 - (1e-4 + share * (0.02 - 1e-4))
  })
  /// ᾱ follows a squared cosine (Nichol and Dhariwal 2021, equation 17).
  static let cosine: Schedule = {
    func f(_ t: Double) -> Double { let c = cos((t / 1000 + 0.008) / 1.008 * .pi / 2); return c * c }
    return Schedule("cosine", keep: (0..<1000).map { (i: Int) -> Double in max(f(Double(i + 1)) / f(Double(i)), 1e-3) })
  }()
  /// β = 1/(t + 1)²: the product of the shares goes to one half.
  static let stalling = Schedule("stalling", keep: (1...1000).map { (i: Int) -> Double in 1 - 1 / Double((i + 1) * (i + 1)) })
}

/// Normal draws from named streams.
struct Draws {
  private let stream: Probability.Stream
  private var next = 0
  init(_ purpose: String) {
    stream = Probability.Stream(root: 1, check: "forward-reverse-diffusion", purpose: purpose)
  }
  mutating func normal() -> Double {
    defer { next += 1 }
    return stream.normal(next)
  }
}

/// The number with so many decimals, in any locale.
func decimals(_ x: Double, _ n: Int = 6) -> String { String(format: "%.\(n)f", x) }
