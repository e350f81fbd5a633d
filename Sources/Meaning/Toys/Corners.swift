import Exact
import Probability

// Points where several of what a toy draws stand at an end or in the middle at once: a bound may hold
// wherever one of them does, and break where x = μ and σ is least, or where a law sits evenly on two
// of four places.

extension Toy {
  /// Corners around one point, at most.
  private static let most = 128

  /// The points around `point` at which each range that is drawn stands at an end or in the middle,
  /// and weights are equal on one place, two, half of them, or all, and nearly 0 on the others: all
  /// combinations, or as many as are looked at, drawn from them by a stream of their own.
  ///
  /// Points that break a condition of the toy are left out.
  public func corners(around point: Point, needed: Set<String>) -> [Point] {
    let drawn = statements.filter { $0.isDrawn && needed.contains($0.firstDrawn) }
    let spots = drawn.map(\.spots), sizes = spots.map(\.count)
    guard !drawn.isEmpty, !sizes.contains(0) else { return [] }
    let total = sizes.reduce(1.0) { $0 * Double($1) }
    var random = Cursor(Stream(root: 1, check: name, purpose: "corners"))
    let choices: [[Int]] =
      total <= Double(Self.most)
      ? (0..<Int(total)).map { $0.digits(in: sizes) }
      : (0..<Self.most).map { _ in sizes.map { random.below($0) } }
    var seen: Set<Point> = [point]
    return choices.compactMap { choice in
      let names = zip(drawn, zip(spots, choice)).map { ($0.name, $1.0[$1.1]) }
      return moved(point, to: Dictionary(uniqueKeysWithValues: names), .near)
    }.filter { seen.insert($0).inserted }
  }
}

/// Where something that is drawn may stand.
enum Spot: Hashable {
  /// The lower (0) or upper (1) end of a range; of weights the one that is nearly 1.
  case end(Int)
  case middle
  /// Equal weights on some places, nearly 0 on the others.
  case face([Int])
}

extension Statement {
  fileprivate var spots: [Spot] {
    guard case .simplex(let n) = kind else { return [.middle, .end(0), .end(1)] }
    guard n <= 10 else { return (0..<n).map { .end($0) } + [.middle] }
    return (1..<(1 << n)).map { bits in (0..<n).filter { bits >> $0 & 1 == 1 } }
      .filter { [1, 2, n / 2, n].contains($0.count) }
      .map { .face($0) }
  }
}

extension Int {
  /// Its digits, the lowest first, where every place has its own base.
  fileprivate func digits(in bases: [Int]) -> [Int] {
    var rest = self
    return bases.map { base in
      defer { rest /= base }
      return rest % base
    }
  }
}
