import Exact

/// The orders between neighbouring steps, each step half of the one before: what they tell of the
/// order in the limit.
///
/// Of f = C·hᵖ(1 + c·h^δ + …) the moves from one order to the next fall like 2^{−δ}. Nothing is
/// known of orders that still move, however near they are to a number: those of h² + h/1000 leave
/// 2 for 1, and those of h² log h never come to 2.
package struct LocalOrders {
  /// Enclosures, that of the smallest step last; five values give the four that are needed.
  let orders: [Interval]

  package init(orders: [Interval]) { self.orders = orders }

  package enum Course: Equatable {
    /// The order in the limit lies in the interval.
    case settled(Interval)
    /// They leave every number behind, each move from the first on certainly half as large again as
    /// the one before.
    case running(up: Bool)
    /// They move, certainly up or not, and do not settle yet; where the moves become smaller, as
    /// those of logarithms do, what they stay within.
    case moving(up: Bool, within: Interval?)
  }

  /// Moves have to fall to this: those with δ ≥ ½ do (0.7072), those of logarithms do not from the
  /// step 1/256 on.
  private static let fall = Rational(18, 25)
  /// What is left to go is at most f/(1 − f) < 3 moves: so much at most, and never called less.
  private static let most = Rational(1, 8), least = Rational(1, 1 << 20)

  package var course: Course {
    guard orders.count >= 4 else { return .moving(up: false, within: nil) }
    if let limit, isFirst || before.limit != nil {
      return .settled(limit)
    }
    let all = zip(orders.dropFirst(), orders).map { $0 - $1 }
    let isRising = all.suffix(3).allSatisfy { $0.lower > 0 }
    if isRising || all.allSatisfy({ $0.upper < 0 }),
      zip(all, all.dropFirst()).allSatisfy(Self.grows)
    {
      return .running(up: isRising)
    }
    return .moving(up: isRising, within: reach)
  }

  /// The orders of a power times a logarithm go on like 1/i at the step 2⁻ⁱ: by i times the last
  /// move. Four times that and ¼ is what is allowed for; nil where the moves do not become smaller.
  private var reach: Interval? {
    guard let last = orders.last,
      zip(moves, moves.dropFirst()).allSatisfy({ $1.largestMagnitude < $0.smallestMagnitude })
    else { return nil }
    let i = Rational(orders.count + 4), far = 4 * i * moves[2].largestMagnitude + Rational(1, 4)
    return Interval(last.lower - far, last.upper + far)
  }

  private var isFirst: Bool { orders.count == 4 }
  private var before: LocalOrders { LocalOrders(orders: Array(orders.dropLast())) }
  /// The last three.
  private var moves: [Interval] { zip(orders.suffix(3), orders.suffix(4)).map { $0 - $1 } }

  /// Where the order lies that the last four come to. Of many such windows one may look so by
  /// accident, where f swings: behind the first there must be two in a row. They agree, since a move
  /// that has fallen stays within what was left to go before it.
  private var limit: Interval? {
    guard let last = orders.last, zip(moves, moves.dropFirst()).allSatisfy(Self.falls) else {
      return nil
    }
    let rest = 3 * moves[2].largestMagnitude + Self.least
    return rest <= Self.most ? Interval(last.lower - rest, last.upper + rest) : nil
  }

  private static func falls(_ before: Interval, _ move: Interval) -> Bool {
    move.containsZero || move.largestMagnitude <= fall * before.smallestMagnitude
  }
  private static func grows(_ before: Interval, _ move: Interval) -> Bool {
    2 * move.smallestMagnitude > 3 * before.largestMagnitude
  }
}
