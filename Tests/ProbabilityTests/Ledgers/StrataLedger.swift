import Exact
import Expressions
import Foundation
import Ledger
import Probability
import Testing

/// Mixtures in two and three coordinates with atoms in some of them: each place is met by the parts
/// that have most atoms there, and the parts together have mass 1.
@Suite struct StrataLedger {
  @Test(arguments: 0..<6)
  func atomsInSomeCoordinates(_ block: Int) throws {
    var draws = Draws(seed: 1700 + block), inquiry = Inquiry()
    for _ in 0..<6 {
      let p = try StrataLaw(drawnBy: &draws), g = try StrataLaw(drawnBy: &draws, like: p)
      inquiry.note("\(p.law)", "\(g.law)")
      try askDensities(p, &inquiry)
      try askMeans(p, &inquiry)
      let divergences: [(String, (Law, Law, Valuation) throws -> Expression)] = [
        ("KL", Law.kl), ("χ²", Law.chiSquare), ("JS", Law.js), ("TV", Law.tv), ("W1", Law.w1),
        ("W2²", Law.w2Squared),
      ]
      for (name, d) in divergences {
        inquiry.note("  \(name)", told { [try d(p.law, g.law, none)] })
      }
    }
    try inquiry.close("probability-strata-\(block)", judging: 115)
  }

  /// At places whose coordinates have values, and at such where some are left open.
  private func askDensities(_ p: StrataLaw, _ inquiry: inout Inquiry) throws {
    let places: [Rational] = [0, 1, Rational(1, 2), Rational(-1, 3)], n = p.law.dimension
    for k in 0..<places.count * places.count {
      let place = (0..<n).map { places[(k / [1, places.count, 2][$0]) % places.count] }
      let known = place.map { Expression.rational($0) }
      let density = try p.law.density(at: known, values: none)
      inquiry.judge(number(density), p.density(at: place.map(\.double)), "\(place), \(p.law)")
      for open in 0..<n {
        var some = known
        some[open] = .variable(letters[open])
        let there = told {
          [try p.law.density(at: some, values: none), try p.law.logDensity(at: some, values: none)]
        }
        inquiry.note("  \(some)", there)
      }
    }
    let generic = (0..<n).map { Expression.variable(letters[$0]) }
    inquiry.note("  anywhere", told { [try p.law.density(at: generic, values: none)] })
    let values = Valuation([letters[0]: 0, letters[1]: 1, letters[2]: Rational(1, 2)])
    inquiry.note("  at values", told { [try p.law.density(at: generic, values: values)] })
  }

  private func askMeans(_ p: StrataLaw, _ inquiry: inout Inquiry) throws {
    let bodies: [(String, ([Expression]) -> Expression, ([Double]) -> Double)] = [
      ("1", { _ in 1 }, { _ in 1 }), ("x y", { $0[0] * $0[1] }, { $0[0] * $0[1] }),
      ("exp(-(x + y)²)", { .exp(-($0[0] + $0[1]).squared) }, { exp(-pow($0[0] + $0[1], 2)) }),
      ("|x| + y²", { .abs($0[0]) + $0[1].squared }, { abs($0[0]) + $0[1] * $0[1] }),
    ]
    for (name, body, plain) in bodies {
      let value = try numbered { try p.law.expectation(at: none) { body($0) } }
      inquiry.note("  E \(name)", brief("\(value)", below: 60))
      inquiry.judge(
        number(value, goal: 20), try p.mean(plain), within: 1e-5, "E \(name) of \(p.law)")
    }
    inquiry.note("  entropy", told { [try p.law.entropy(at: none)] })
    let moments = told { try p.law.mean(at: none) + p.law.covariance(at: none).flatMap { $0 } }
    inquiry.note("  moments", moments)
    for k in 0..<p.law.dimension {
      inquiry.note("  marginal \(k)", "\(try p.law.marginal([k], at: none))")
    }
  }
}

/// Σ weight · (independent coordinates, each an atom, uniform or Gaussian).
private struct StrataLaw {
  let law: Law
  private let parts: [(weight: Rational, coordinates: [KnownLaw])]

  init(drawnBy draws: inout Draws, like other: StrataLaw? = nil) throws {
    let n = other?.law.dimension ?? 2 + draws.below(2)
    func coordinate() throws -> KnownLaw {
      switch draws.below(5) {
      case 0, 1, 2: return try .atoms([(draws.one([0, 0, 1]), 1)])
      case 3: return try .flat(0, draws.one([1, 2]))
      default: return try .gaussian(draws.one([0, 1]), 1)
      }
    }
    let weights: [Rational] = [Rational(1, 2), Rational(1, 3), Rational(1, 6)]
    parts = try weights.map { weight in (weight, try (0..<n).map { _ in try coordinate() }) }
    law = try .mixture(
      parts.map { (.rational($0.weight), .product($0.coordinates.map(\.law))) }, at: none)
  }

  /// Σ over the parts that have most atoms at the place.
  func density(at place: [Double]) -> Double {
    let there = parts.map { part in
      zip(part.coordinates, place).reduce((met: 0, density: part.weight.double)) { found, here in
        let (law, x) = here
        guard let atom = law.atoms.first else {
          return (found.met, found.density * exp(law.logDensity(x)))
        }
        return (found.met + 1, atom.place == x ? found.density : 0)
      }
    }.filter { $0.density > 0 }
    let most = there.map(\.met).max() ?? 0
    return there.filter { $0.met == most }.reduce(0) { $0 + $1.density }
  }

  /// E f of the first two coordinates.
  func mean(_ f: ([Double]) -> Double) throws -> Double {
    try parts.reduce(0) { sum, part in
      try sum + part.weight.double
        * part.coordinates[0].mean { x in
          (try? part.coordinates[1].mean { f([x, $0]) }) ?? .nan
        }
    }
  }
}
