import Exact
import Expressions

/// Looks for a point at which a function that is said to be nowhere negative is negative, or has no
/// value: at corners, on edges, at ties and marks, where it is small, and downhill from there.
struct GapAdversary {
  let question: GapQuestion
  private var draws: Draws
  private typealias Place = [Variable: Rational]

  init(_ question: GapQuestion, seed: Int) { (self.question, draws) = (question, Draws(seed)) }

  /// The point, if one is found; certainly negative (strictly: not positive), or without a value.
  mutating func violation() -> [Variable: Rational]? {
    let isDear = question.gap.holdsIntegral
    let places = (0..<(isDear ? 6 : 110)).map { place($0) }
    if isDear { return places.first(where: violates) }
    var judged = places.map { ($0, plain($0)) }
    judged.sort { $0.1.value < $1.1.value }
    for (place, _) in judged.prefix(2) {
      let low = descended(from: place)
      judged.append((low, plain(low)))
    }
    // no value, or a value that may be negative: this is looked at exactly
    let suspicious = judged.filter { !($0.1.value > 8 * $0.1.error) }
    return suspicious.prefix(40).map(\.0).first(where: violates)
  }

  /// Whether the function certainly is negative there, or certainly has no value.
  func violates(_ place: [Variable: Rational]) -> Bool {
    if question.excluded.contains(where: { place[$0.variable] == $0.place }) { return false }
    let value = Evaluator(goal: 60).evaluate(question.gap, at: place).value
    return switch value {
    case .exact(let x): x.sign < 0 || question.isStrict && x.isZero
    case .ball(let b): b.isNegative == true
    case .infinite(let positive): !positive
    case .undefined: true
    case .estimate, .undecided: false
    }
  }

  private func plain(_ place: Place) -> Plain {
    question.gap.plain(at: place.mapValues(\.double))
  }

  // MARK: places

  private mutating func place(_ i: Int) -> Place {
    var place: Place = [:]
    for side in question.sides {
      place[side.variable] = i < 16 ? corner(side, i) : coordinate(side, place, i)
    }
    for law in question.laws {
      let parts = law.indices.map { _ in part(i) }, sum = parts.reduce(0, +)
      for (v, part) in zip(law, parts) { place[v] = part / sum }
    }
    if question.laws.count == 2, i % 5 == 0 {  // equal laws, but for two places at most
      let (p, q) = (question.laws[0], question.laws[1])
      for (v, w) in zip(p, q) { place[w] = place[v] }
      let shift = (place[q[0]] ?? 0) * Rational(draws.int(0...3), 8)
      place[q[0]] = (place[q[0]] ?? 0) - shift
      place[q[q.count - 1]] = (place[q[q.count - 1]] ?? 0) + shift
    }
    return place
  }

  private func corner(_ side: BoxSide, _ i: Int) -> Rational {
    let k = question.sides.firstIndex(of: side) ?? 0
    return i >> (k % 4) & 1 == 0 ? side.lower : side.upper
  }

  private mutating func coordinate(_ side: BoxSide, _ others: Place, _ i: Int) -> Rational {
    let simple: [Rational] = [0, 1, -1, 2, Rational(1, 2), Rational(1, 3), Rational(-1, 2)]
    let near: [Rational] = (question.marks + simple + others.values.sorted())
      .filter { side.lower <= $0 && $0 <= side.upper }
    let width = side.upper - side.lower
    switch i % 4 {
    case 0 where !near.isEmpty: return draws.one(of: near)
    case 1 where !near.isEmpty:
      let around = draws.one(of: near) + width * Rational(draws.int(-9...9), 1 << 12)
      return max(side.lower, min(side.upper, around))
    case 2: return draws.one(of: [side.lower, side.upper, (side.lower + side.upper) / 2])
    default: return side.lower + width * Rational(draws.int(0...256), 256)
    }
  }

  private mutating func part(_ i: Int) -> Rational {
    i % 3 == 0 ? Rational(1, 1 << draws.int(0...12)) : Rational(draws.int(1...60))
  }

  /// Downhill, one coordinate after the other, with steps that shrink.
  private func descended(from start: Place) -> Place {
    var place = start, value = plain(start).value
    for step in 2...30 {
      for side in question.sides {
        for sign in [Rational(-1), 1] {
          guard let x = place[side.variable] else { continue }
          let moved = x + sign * (side.upper - side.lower) / Rational(1 << step)
          guard side.lower <= moved, moved <= side.upper else { continue }
          var other = place
          other[side.variable] = moved
          let new = plain(other).value
          if new < value { (place, value) = (other, new) }
        }
      }
    }
    return place
  }
}

extension Expression {
  /// Whether an integral stands inside.
  var holdsIntegral: Bool {
    if case .integral = self { return true }
    switch self {
    case .sum(let parts), .product(let parts): return parts.contains(where: \.holdsIntegral)
    case .power(let a, _), .function(_, let a): return a.holdsIntegral
    default: return false
    }
  }
}
