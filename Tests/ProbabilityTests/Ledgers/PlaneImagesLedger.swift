import Exact
import Expressions
import Foundation
import Ledger
import Probability
import Testing

/// Laws in the plane under maps whose equations are solved one after the other, or not at all.
@Suite struct PlaneImagesLedger {
  @Test(arguments: 0..<4)
  func mapsOfThePlane(_ block: Int) throws {
    var draws = Draws(seed: 1900 + block), inquiry = Inquiry()
    for map in PlaneMap.all {
      let first = try coordinate(&draws), second = try coordinate(&draws)
      let base = Law.product([first.law, second.law]), words = "(\(map.name))(\(base))"
      do {
        let image = try numbered {
          try base.pushforward(variables: Array(letters[..<2]), map: map.expressions, at: none)
        }
        inquiry.note(words, Ledger.digest("\(image.pieces)".utf8))
        try judge(image, map, [first, second], words, &inquiry)
        askOnwards(image, &inquiry)
      } catch let error as ProbabilityError { inquiry.note(words, refusal(error)) }
    }
    try inquiry.close("probability-plane-images-\(block)", judging: 30)
  }

  private func coordinate(_ draws: inout Draws) throws -> KnownLaw {
    switch draws.below(3) {
    case 0: return try .gaussian(draws.rational(1, 2), draws.one([1, Rational(1, 4)]))
    case 1: return try .pointed(draws.rational(1, 2), draws.one([1, Rational(1, 3)]))
    default: return try .flat(-1, draws.one([1, 2]))
    }
  }

  /// p(map(z)) = p(z)/|det ∂map(z)|, and the logarithm is that of the density.
  private func judge(
    _ image: Law, _ map: PlaneMap, _ base: [KnownLaw], _ words: String, _ inquiry: inout Inquiry
  ) throws {
    for z in [[0.3, -0.4], [-0.7, 0.2], [0.9, 0.6], [0.1, 1.4]] {
      let y = map.value(z).map { Expression.rational(Rational(exactly: $0)) }
      guard y.count == 2, let density = try? image.density(at: y, values: none) else { continue }
      let plain =
        exp(base[0].logDensity(z[0]) + base[1].logDensity(z[1])) / abs(map.determinant(at: z))
      inquiry.judge(try witness(density), plain, within: 1e-6, "p(map(\(z))) of \(words)")
      guard plain > 0 else { continue }
      let logarithm = try witness(image.logDensity(at: y, values: none))
      inquiry.judge(logarithm, log(plain), within: 1e-6, "log p(map(\(z))) of \(words)")
    }
  }

  /// What is asked of the image: moments, marginals and draws.
  private func askOnwards(_ image: Law, _ inquiry: inout Inquiry) {
    let mean = told { try image.mean(at: none) }
    let body = told { [try image.expectation(at: none) { .exp(-$0.reduce(0, +).squared) }] }
    inquiry.note("  mean, E exp(-sum²)", mean + " | " + body)
    let marginals = (0..<image.dimension).map { k in
      brief((try? numbered { "\(try image.marginal([k], at: none).pieces)" }) ?? "none", below: 20)
    }
    let stream = Stream(root: 2, check: "ledger", purpose: "images")
    let draws = (try? image.sample(10, stream, at: none)).map { Ledger.digest(bits($0.joined())) }
    inquiry.note("  marginals, draws", "\(marginals) \(draws ?? "none")")
  }
}

/// A map of the plane, written for the program and in doubles.
private struct PlaneMap {
  let name: String
  let expressions: [Expression]
  let value: ([Double]) -> [Double]

  func determinant(at z: [Double]) -> Double {
    let h = 1e-5
    let slopes = (0..<2).map { k -> [Double] in
      var (above, below) = (z, z)
      above[k] += h
      below[k] -= h
      return zip(value(above), value(below)).map { ($0 - $1) / (2 * h) }
    }
    return slopes[0][0] * slopes[1][1] - slopes[0][1] * slopes[1][0]
  }

  static var all: [PlaneMap] {
    let (A, B) = (Expression.variable(letters[0]), Expression.variable(letters[1]))
    return [
      PlaneMap(name: "a, b exp(a/2) + a²", expressions: [A, B * .exp(A / 2) + A.squared]) {
        [$0[0], $0[1] * exp($0[0] / 2) + $0[0] * $0[0]]
      },
      PlaneMap(name: "2a + b, 3b - a + 1", expressions: [2 * A + B, 3 * B - A + 1]) {
        [2 * $0[0] + $0[1], 3 * $0[1] - $0[0] + 1]
      },
      PlaneMap(name: "b, a", expressions: [B, A]) { [$0[1], $0[0]] },
      PlaneMap(name: "exp a, exp a + exp b", expressions: [.exp(A), .exp(A) + .exp(B)]) {
        [exp($0[0]), exp($0[0]) + exp($0[1])]
      },
      PlaneMap(name: "a + arctan b, -b/2", expressions: [A + .arctan(B), -B / 2]) {
        [$0[0] + atan($0[1]), -$0[1] / 2]
      },
      PlaneMap(name: "sinh a, b/(1 + a²)", expressions: [.sinh(A), B / (1 + A.squared)]) {
        [sinh($0[0]), $0[1] / (1 + $0[0] * $0[0])]
      },
      PlaneMap(name: "tanh b, exp(-a) - b", expressions: [.tanh(B), .exp(-A) - B]) {
        [tanh($0[1]), exp(-$0[0]) - $0[1]]
      },
      PlaneMap(name: "a + b, a - b", expressions: [A + B, A - B]) {
        [$0[0] + $0[1], $0[0] - $0[1]]
      },
      PlaneMap(name: "a², b", expressions: [A.squared, B]) { [$0[0] * $0[0], $0[1]] },
      PlaneMap(name: "a + exp b, b + exp a", expressions: [A + .exp(B), B + .exp(A)]) {
        [$0[0] + exp($0[1]), $0[1] + exp($0[0])]
      },
      PlaneMap(name: "a + b, 2a + 2b", expressions: [A + B, 2 * A + 2 * B]) {
        [$0[0] + $0[1], 2 * $0[0] + 2 * $0[1]]
      },
      PlaneMap(name: "a b", expressions: [A * B]) { [$0[0] * $0[1]] },
      PlaneMap(name: "a - 2b", expressions: [A - 2 * B]) { [$0[0] - 2 * $0[1]] },
      PlaneMap(name: "a, b, a + b", expressions: [A, B, A + B]) { [$0[0], $0[1], $0[0] + $0[1]] },
    ]
  }
}
