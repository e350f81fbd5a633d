import Exact
import Foundation
import Ledger
import Probability
import Testing

/// exp, log and the normal quantile from IEEE operations alone, beside the C library's, to the last
/// bit; and sums in their fixed order.
@Suite struct DoublesLedger {
  @Test func functionsOfDoubles() throws {
    var inquiry = Inquiry()
    askFunctions(&inquiry)
    askEdges(&inquiry)
    askQuantiles(&inquiry)
    try askSums(&inquiry)
    try inquiry.close("probability-doubles", judging: 3500)
  }

  /// exp and log are within two units of the last place, at every scale.
  private func askFunctions(_ inquiry: inout Inquiry) {
    var draws = Draws(seed: 11)
    for scale in [1e-300, 1e-20, 1e-3, 0.5, 1, 3, 40, 700, 1e5, 1e300] {
      var bytes: [UInt8] = []
      for _ in 0..<200 {
        let u = draws.unit(), x = (2 * u - 1) * scale
        let (power, logarithm) = (Elementary.exp(x), Elementary.log(u * scale))
        if abs(x) < 700 { inquiry.judge(abs(power - exp(x)) <= 2 * exp(x).ulp, "exp \(x)") }
        let plain = log(u * scale)
        inquiry.judge(abs(logarithm - plain) <= 2 * plain.ulp, "log \(u * scale)")
        bytes += bits([power, logarithm])
      }
      inquiry.note("exp and log about \(scale)", Ledger.digest(bytes))
    }
  }

  private func askEdges(_ inquiry: inout Inquiry) {
    let edges: [Double] = [
      0, -0.0, 1, 2, 709.7, 709.782712893384, 709.79, -708, -740, -745.1, -745.13, -745.2, -745.3,
      .infinity, -.infinity, .nan, 1.4142135623730951, 1.4142135623730949, 1.41421356237309525,
      0.7071067811865476, .leastNonzeroMagnitude, 1e308,
    ]
    for x in edges {
      inquiry.note("\(x)", "\(Elementary.exp(x)) \(Elementary.log(x)) \(normalQuantile(x))")
    }
  }

  /// Φ(z) = u, in units of u.
  private func askQuantiles(_ inquiry: inout Inquiry) {
    for u in [
      0.5, 0.075, 0.925, 0.0749, 0.9251, 1e-3, 1e-10, 1.3887943864964e-11, 1e-12, 1e-100, 1e-300,
      0.3, 0.7, 1 - 1e-12,
    ] {
      let z = normalQuantile(u), back = 0.5 * erfc(-z / 2.0.squareRoot())
      inquiry.judge(abs(back / u - 1) < 1e-12, "Φ of the quantile of \(u): \(back)")
      inquiry.note("quantile \(u)", "\(z)")
    }
  }

  /// A sum in a tree is a sum, and means come in blocks of 4096.
  private func askSums(_ inquiry: inout Inquiry) throws {
    let sampler = try Sampler(.laplace(location: q(1, 3), scale: 2, at: none), at: none)
    let stream = Stream(root: 5, check: "mean", purpose: "x")
    for n in [1, 2, 3, 5, 7, 8, 1000, 4096, 4097, 8193, 12289] {
      let sum = Sampler.treeSum((0..<min(n, 20)).map { 1 / Double($0 + 3) })
      let plain = (0..<min(n, 20)).reduce(0) { $0 + 1 / Double($1 + 3) }
      let mean = sampler.mean(n, stream) { $0[0] }
      let total = (0..<n).reduce(0) { $0 + sampler.sample($1, stream)[0] }
      inquiry.judge(sum, plain, within: 1e-14, "sum of \(n)")
      inquiry.judge(mean, total / Double(n), within: 1e-12, "mean of \(n)")
      inquiry.note("sums of \(n)", "\(sum) \(mean)")
    }
  }
}
