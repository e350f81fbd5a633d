import Evidence
import Exact
import Testing

/// What a sequence of orders tells of the order in the limit, to the last bit of each bound.
@Suite("Orders that settle") struct SettlingTests {
  private func course(_ orders: [Rational]) -> LocalOrders.Course {
    LocalOrders(orders: orders.map { Interval($0) }).course
  }
  /// Orders that begin at 2 and move by these.
  private func course(moves: [Rational]) -> LocalOrders.Course {
    course(orders(moves))
  }
  private func orders(_ moves: [Rational]) -> [Rational] {
    moves.reduce(into: [2]) { $0.append(($0.last ?? 2) + $1) }
  }
  private func around(_ x: Rational, _ radius: Rational) -> Interval? {
    Interval(x - radius, x + radius)
  }
  private func isSettled(_ course: LocalOrders.Course) -> Bool {
    if case .settled = course { true } else { false }
  }
  private static let least = Rational(1, 1 << 20), fall = Rational(18, 25)
  private static let nearly = Rational(1, 1 << 40)

  @Test("fewer than four orders tell nothing, four that are equal settle") func few() {
    #expect(course([2, 2, 2]) == .moving(up: false, within: nil))
    #expect(course([]) == .moving(up: false, within: nil))
    let limit = around(2, Self.least)
    #expect(limit.map(LocalOrders.Course.settled) == course([2, 2, 2, 2]))
    #expect(limit.map(LocalOrders.Course.settled) == course([2, 2, 2, 2, 2, 2]))
  }

  @Test("moves that fall to 18/25 settle, within three of the last; those that fall less do not")
  func falling() throws {
    for sign in [Rational(1), -1] {
      for first in [Rational(1, 100), Rational(1, 1000)] {
        let fall = Self.fall, moves = [first, first * fall, first * fall * fall].map { sign * $0 }
        let last = try #require(orders(moves).last), rest = 3 * moves[2].magnitude + Self.least
        #expect(course(moves: moves) == .settled(try #require(around(last, rest))))
        for k in [1, 2] {
          var slower = moves
          slower[k] = slower[k] + sign * Self.nearly
          #expect(!isSettled(course(moves: slower)), "\(slower)")
        }
      }
    }
  }

  @Test("what is left to go is an eighth at most") func most() {
    func moves(_ last: Rational) -> [Rational] { [last * 4, last * 2, last] }
    let last = (Rational(1, 8) - Self.least) / 3
    #expect(isSettled(course(moves: moves(last))))
    #expect(!isSettled(course(moves: moves(last + Self.nearly))))
  }

  @Test("of more than four orders, two windows in a row must settle") func twoInARow() {
    let settled = [Rational(1, 10), Rational(1, 20), Rational(1, 40), Rational(1, 80)]
    #expect(isSettled(course(moves: settled)))
    // a first window in which nothing falls
    #expect(!isSettled(course(moves: [Rational(1, 100)] + settled.dropFirst())))
    #expect(isSettled(course(moves: [Rational(1, 100)] + settled)))
    // a last window in which nothing falls
    #expect(!isSettled(course(moves: settled.dropLast() + [Rational(1, 40)])))
  }

  @Test("a move that may be none has fallen; an enclosure that is wide has not settled")
  func enclosures() throws {
    func wide(_ radius: Rational) throws -> LocalOrders.Course {
      let two = try #require(around(2, radius))
      return LocalOrders(orders: [two, two, two, two]).course
    }
    let narrow = Rational(1, 1000)
    // a move lies within twice the radius
    let limit = try #require(around(2, narrow + 3 * 2 * narrow + Self.least))
    #expect(try wide(narrow) == .settled(limit))
    #expect(try !isSettled(wide(Rational(1, 40))))
    #expect(try isSettled(wide(Rational(1, 50))))
  }

  @Test("orders run away when every move is more than half as large again as the one before")
  func running() {
    let more = Rational(3, 2) + Self.nearly
    for sign in [Rational(1), -1] {
      let isUp = sign > 0, moves = [1, more, more * more].map { sign * $0 }
      #expect(course(moves: moves) == .running(up: isUp))
      #expect(course(moves: moves + [moves[2] * more]) == .running(up: isUp))
      let just = [1, Rational(3, 2), Rational(9, 4)].map { sign * $0 }
      #expect(course(moves: just) == .moving(up: isUp, within: nil))
      // one move on the way that is too small
      let slow = [1, 2, 3, 6].map { sign * Rational($0) }
      #expect(course(moves: slow) == .moving(up: isUp, within: nil))
      // or turns round
      let turned = [1, 2, -4].map { sign * Rational($0) }
      #expect(course(moves: turned) == .moving(up: false, within: nil))
    }
    #expect(course(moves: [1, 2, 4, 0]) == .moving(up: false, within: nil))
    // three that rise after one that falls
    #expect(course(moves: [Rational(-1, 100), 1, 2, 4]) == .running(up: true))
    #expect(course(moves: [-1, 1, Rational(1, 2), 1]) == .moving(up: true, within: nil))
    #expect(course(moves: [Rational(1, 100), -1, -2, -4]) == .moving(up: false, within: nil))
  }

  /// At the step 2⁻ⁱ: four times i times the last move, and a quarter.
  @Test("moves that become smaller, slowly, say what the orders stay within") func within() throws {
    for sign in [Rational(1), -1] {
      let slow = [Rational(50, 100), Rational(45, 100), Rational(41, 100)].map { sign * $0 }
      for before in [[], [1], [3, 2]] as [[Rational]] {
        let moves = before.map { sign * $0 } + slow
        let steps = Rational(moves.count + 1 + 4), last = try #require(orders(moves).last)
        let reach = try #require(around(last, 4 * steps * Rational(41, 100) + Rational(1, 4)))
        #expect(course(moves: moves) == .moving(up: sign > 0, within: reach), "\(moves)")
      }
      // a move as large as the one before does not become smaller
      for k in [1, 2] {
        var equal = slow
        equal[k] = equal[k - 1]
        #expect(course(moves: equal) == .moving(up: sign > 0, within: nil))
      }
    }
  }
}
