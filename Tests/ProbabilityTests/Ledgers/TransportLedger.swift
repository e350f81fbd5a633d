import Exact
import Expressions
import Foundation
import Ledger
import Probability
import Testing

/// Transport between as many places of equal weight, on the line and in the plane, against every
/// pairing of them: of the plans that cost least, one is a pairing (Birkhoff).
@Suite struct TransportLedger {
  @Test(arguments: 0..<4)
  func plansAgainstPairings(_ block: Int) throws {
    var draws = Draws(seed: 500 + block), inquiry = Inquiry()
    for trial in 0..<12 {
      let places = Pairings(drawnBy: &draws), n = Double(places.sources.count)
      let p = try places.law(of: places.sources), g = try places.law(of: places.targets)
      let w1 = try Law.w1(p, g, at: none), w2 = try Law.w2Squared(p, g, at: none)
      let squares = places.least { pow(Pairings.distance($0, $1), 2) }
      inquiry.judge(
        try witness(w1) * n, places.least(Pairings.distance), within: 1e-9, "W₁, \(places)")
      inquiry.judge(try witness(w2) * n, squares, within: 1e-9, "W₂², \(places)")
      let plan = try EuclideanTransport(p, g, at: none)
      try judge(plan, places, &inquiry)
      let city = try Transport(p, g, at: none, cost: Pairings.walk)
      try city.check()
      let walks = places.least { Pairings.walk($0, $1).double }
      inquiry.judge((city.primal * Rational(places.sources.count)).double == walks, "\(places)")
      let critic = city.critic(at: places.sources[0], cost: Pairings.walk)
      inquiry.note(
        "\(block).\(trial) \(places)",
        "\(w1), \(w2), \(city.primal), \(critic), " + Ledger.digest(moves(plan, city).utf8))
    }
    try inquiry.close("probability-transport-\(block)", judging: 150)
  }

  /// The plan costs what the best pairing does, and its potential proves that none costs less.
  private func judge(
    _ plan: EuclideanTransport, _ places: Pairings, _ inquiry: inout Inquiry
  ) throws {
    let least = places.least(Pairings.distance), n = Double(places.sources.count)
    inquiry.judge(try witness(plan.primal) * n, least, within: 1e-9, "plan, \(places)")
    inquiry.judge(try witness(plan.dual) * n, least, within: 1e-9, "potential, \(places)")
    for i in plan.sources.indices {
      for j in plan.targets.indices {
        let slack = plan.distance(i, j) - plan.targetPotential[j] + plan.sourcePotential[i]
        inquiry.judge(try witness(slack) > -1e-9, "slack \(i), \(j), \(places)")
      }
    }
  }

  private func moves(_ plan: EuclideanTransport, _ city: Transport) -> String {
    func shown(_ moves: [Transport.Move]) -> [String] {
      moves.map { "\($0.from)→\($0.to) \($0.mass)" }
    }
    return "\(shown(plan.plan) + ["|"] + shown(city.plan))"
      + " \(plan.sourcePotential) \(plan.targetPotential)"
      + " \(city.sourcePotential) \(city.targetPotential)"
  }
}

/// Two to five places and as many others, and all ways to pair them.
private struct Pairings: CustomStringConvertible {
  let sources: [[Rational]], targets: [[Rational]]
  var description: String { "\(sources) \(targets)" }

  init(drawnBy draws: inout Draws) {
    let n = 2 + draws.below(4), dimension = 1 + draws.below(2)
    func points() -> [[Rational]] {
      (0..<n).map { _ in (0..<dimension).map { _ in draws.rational(6, 2) } }
    }
    sources = points()
    targets = points()
  }

  func law(of places: [[Rational]]) throws -> Law {
    let weight = Expression.rational(Rational(1, places.count))
    return try .finite(places.map { ($0.map { .rational($0) }, weight) }, at: none)
  }

  static func distance(_ x: [Rational], _ y: [Rational]) -> Double {
    zip(x, y).reduce(0) { $0 + pow(($1.0 - $1.1).double, 2) }.squareRoot()
  }
  static func walk(_ x: [Rational], _ y: [Rational]) -> Rational {
    zip(x, y).reduce(0) { $0 + ($1.0 - $1.1).magnitude }
  }

  /// The least sum of costs of a pairing: exact, where costs are halves.
  func least(_ cost: ([Rational], [Rational]) -> Double) -> Double {
    let costs = sources.map { x in targets.map { cost(x, $0) } }
    let sums = Pairings.orders(sources.count).map { order in
      order.indices.reduce(0) { $0 + costs[$1][order[$1]] }
    }
    return sums.min() ?? 0
  }
  private static func orders(_ n: Int) -> [[Int]] {
    guard n > 0 else { return [[]] }
    return orders(n - 1).flatMap { o in (0..<n).map { o[..<$0] + [n - 1] + o[$0...] } }
  }
}
