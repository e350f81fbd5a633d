import Exact

/// The orders between neighbouring steps, each step half of the one before: what they tell of the
/// order in the limit.
///
/// Of f = C·hᵖ(1 + c·h^δ + …) the moves from one order to the next fall like 2^{−δ}. Nothing is
/// known of orders that still move, however near they are to a number: those of h² + h/1000 leave
/// 2 for 1, and those of h² log h never come to 2.
struct LocalOrders {
  /// Enclosures, that of the smallest step last; five values give the four that are needed.
  let orders: [Interval]

  enum Course: Equatable {
    /// The order in the limit lies in the interval.
    case settled(Interval)
    /// They leave every number behind, each move certainly larger than the last.
    case running(up: Bool)
    /// They certainly grow, and do not settle yet.
    case rising
    case moving
  }

  /// Moves have to fall to this: those with δ ≥ ½ do (0.7072), those of logarithms do not from the
  /// step 1/256 on.
  private static let fall = Rational(18, 25)
  /// What is left to go is at most f/(1 − f) < 3 moves: so much at most, and never called less.
  private static let most = Rational(1, 8), least = Rational(1, 1 << 20)

  var course: Course {
    guard orders.count >= 4, let last = orders.last else { return .moving }
    let moves = zip(orders.suffix(3), orders.suffix(4)).map { $0 - $1 }
    if zip(moves, moves.dropFirst()).allSatisfy(Self.falls) {
      let rest = 3 * moves[2].largestMagnitude + Self.least
      if rest <= Self.most, let whole = Interval(last.lower - rest, last.upper + rest) {
        return .settled(whole)
      }
    }
    let isRising = moves.allSatisfy { $0.lower > 0 }
    let isOneWay = isRising || moves.allSatisfy { $0.upper < 0 }
    if isOneWay, zip(moves, moves.dropFirst()).allSatisfy(Self.grows) {
      return .running(up: isRising)
    }
    return isRising ? .rising : .moving
  }

  private static func falls(_ before: Interval, _ move: Interval) -> Bool {
    move.containsZero || move.largestMagnitude <= fall * before.smallestMagnitude
  }
  private static func grows(_ before: Interval, _ move: Interval) -> Bool {
    move.smallestMagnitude > before.largestMagnitude
  }
}
