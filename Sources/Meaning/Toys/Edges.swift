import Exact
import Expressions
import Notation

// Points at the ends of what a toy draws, where a bound breaks first, and in the middle, where one
// is often reached.

extension Toy {
  /// How near an open end is approached, and how far a range without end is followed; or the middle.
  public enum Reach: Sendable {
    /// To 1/1024 of the range, and to ±100.
    case near
    /// To 2⁻⁴⁰ of the range, and to ±2²⁰: where a bound breaks that is nearly right.
    case far
    /// The middle of a range with two ends, 0 where there is none, and equal weights.
    case middle

    var inside: Rational { Rational(1, self == .far ? 1 << 40 : 1024) }
    var length: Rational { self == .far ? Rational(1 << 20) : 100 }
  }

  /// The points around `point` at which what is drawn stands at an end of its range: one parameter
  /// at a time, then all at their lower and all at their upper ends, and two at opposite ends; or in
  /// the middle, one at a time and all.
  ///
  /// Of weights one at a time is nearly 1. Points that break a condition of the toy are left out.
  public func edges(around point: Point, needed: Set<String>, reach: Reach = .near) -> [Point] {
    let drawn = statements.filter { $0.isDrawn && needed.contains($0.firstDrawn) }
    guard !drawn.isEmpty else { return [] }
    var seen: Set<Point> = [point]
    func points(_ choices: [[String: Spot]]) -> [Point] {
      choices.compactMap { moved(point, to: $0, reach) }.filter { seen.insert($0).inserted }
    }
    if reach == .middle {
      let all = Dictionary(uniqueKeysWithValues: drawn.map { ($0.name, Spot.middle) })
      return points(drawn.map { [$0.name: .middle] } + [all])
    }
    var choices: [[String: Spot]] = drawn.flatMap { statement in
      (0..<statement.ends).map { [statement.name: .end($0)] }
    }
    if drawn.count > 1 {
      choices += [0, 1].map { end in
        Dictionary(
          uniqueKeysWithValues: drawn.map { ($0.name, Spot.end(min(end, $0.ends - 1))) })
      }
    }
    if drawn.count == 2, drawn.allSatisfy({ $0.ends == 2 }) {
      choices += [0, 1].map { [drawn[0].name: .end($0), drawn[1].name: .end(1 - $0)] }
    }
    return points(choices)
  }

  /// The point with parameters moved to other places of their ranges, if the toy allows it.
  func moved(_ point: Point, to spots: [String: Spot], _ reach: Reach) -> Point? {
    var moved = point
    for statement in statements {
      let here = Context(
        toy: self, definitions: Definitions(), point: moved, evaluator: Evaluator())
      switch statement.kind {
      case .simplex(let n):
        guard let spot = spots[statement.name] else { continue }
        for i in 0..<n {
          moved.values["\(statement.name)_\(i + 1)"] = spot.weight(i, of: n, reach.inside)
        }
      case .parameter(let domain, _):
        if let spot = spots[statement.name] {
          guard let value = here.value(of: domain, at: spot, statement.indices, reach) else {
            return nil
          }
          moved.values[statement.name] = value
        } else {
          guard let value = moved.values[statement.name],
            (try? domain.contains(value, statement.indices, in: here)) == true
          else { return nil }
        }
      default: break
      }
    }
    return (try? meetsConditions(moved)) == true ? moved : nil
  }

  /// Whether the conditions behind its parameters hold at a point, all or some of them.
  func meetsConditions(_ point: Point, where isAsked: (Formula) -> Bool = { _ in true }) throws
    -> Bool
  {
    let context = Context(
      toy: self, definitions: Definitions(), point: point, evaluator: Evaluator())
    for statement in statements {
      guard case .parameter(_, let conditions) = statement.kind else { continue }
      let top = context.atTopOfToy(statement.indices)
      for condition in conditions where isAsked(condition) {
        if try !top.holds(top.condition(condition)) { return false }
      }
    }
    return true
  }
}

extension Toy {
  /// The toy with every range that has no end cut at ±100: for proofs, which name their ranges.
  public var bounded: Toy {
    let cut = statements.map { statement -> Statement in
      guard
        case .parameter(.interval(let a, let b, let below, let above), let conditions) =
          statement.kind, a == nil || b == nil
      else { return statement }
      var cut = statement
      cut.kind = .parameter(
        .interval(
          lower: a ?? .rational(-Reach.near.length), upper: b ?? .rational(Reach.near.length),
          closedBelow: below || a == nil, closedAbove: above || b == nil), conditions: conditions)
      return cut
    }
    return with(cut)
  }
}

extension Context {
  /// An end of an interval, or a value just inside it, or its middle; nil when it has none.
  fileprivate func value(
    of domain: Domain, at spot: Spot, _ indices: [String: Int], _ reach: Toy.Reach
  ) -> Rational? {
    guard case .interval(let lower, let upper)? = try? denotation(of: domain, indices) else {
      return nil
    }
    let below = valuation.rational(lower), above = valuation.rational(upper)
    guard case .end(let end) = spot else {
      if let below, let above { return (below + above) / 2 }
      return below == nil && above == nil ? 0 : nil
    }
    let closed = domain.ends
    let range = below.flatMap { a in above.map { $0 - a } } ?? 1
    if end == 0 {
      return below.map { closed.0 ? $0 : $0 + range * reach.inside }
        ?? above.map { $0 - reach.length } ?? -reach.length
    }
    return above.map { closed.1 ? $0 : $0 - range * reach.inside }
      ?? below.map { $0 + reach.length } ?? reach.length
  }
}

extension Spot {
  /// The i-th of n weights.
  fileprivate func weight(_ i: Int, of n: Int, _ light: Rational) -> Rational {
    let heavy: [Int] =
      switch self {
      case .end(let i): [i]
      case .middle: Array(0..<n)
      case .face(let places): places
      }
    guard heavy.contains(i) else { return light }
    return (1 - light * Rational(n - heavy.count)) / Rational(heavy.count)
  }
}

extension Statement {
  var isDrawn: Bool {
    switch kind {
    case .simplex, .parameter(.interval, _), .parameter(.named, _): true
    default: false
    }
  }
  /// The name under which a formula needs it.
  var firstDrawn: String {
    if case .simplex = kind { name + "_1" } else { name }
  }
  /// How many ends its range has.
  fileprivate var ends: Int { if case .simplex(let n) = kind { n } else { 2 } }
}
