import Exact
import Expressions

/// Sums, with positive coefficients, of products of what is nowhere negative on a box or in a case:
/// each is nowhere negative and 0 somewhere, and balls do not see it. With one coefficient less it
/// may fail.
enum CombinationGaps {
  private static let a = variable("a"), b = variable("b"), c = variable("c")

  static func combinations(_ draws: inout Draws) -> [GapQuestion] {
    (0..<3).flatMap { i -> [GapQuestion] in
      let l = draws.fraction(-2, 0), u = draws.positive(2), m = draws.fraction(-1, 0),
        n = draws.positive(3)
      let box = [side("a", l, u), side("b", m, n), side("c", -1, 1)]
      let edges = [a - number(l), number(u) - a, b - number(m), number(n) - b]
      let p = draws.fraction(-1, 1), q = draws.nonzero(-2, 2)
      let line = a - number(q) * b + number(p)
      let parts: [Expression] = [
        draws.one(of: edges) * draws.one(of: edges), draws.one(of: edges),
        .abs(line) - line, .abs(line) + line, .max(a, b) - a, b - .min(a, b),
        .abs(a) + .abs(b) - .abs(a + b),
        .abs(c) * 2 - c, .max(line, 0) - line, edges[0] * edges[1],
        .abs(a - b) - .max(a, b) + .min(a, b),
      ]
      var sum = Expression.rational(0), less = sum
      let count = draws.int(2...3), weakest = draws.int(0...(count - 1))
      for k in 0..<count {
        let part = draws.one(of: parts), weight = draws.positive(3)
        sum = sum + number(weight) * part
        less = less + number(k == weakest ? weight - GapQuestion.tiny : weight) * part
      }
      let used = box.filter { sum.depends(on: $0.variable) }
      guard !used.isEmpty else { return [] }
      let extra =
        number(draws.one(of: [GapQuestion.tiny, Rational(1, 50)])) * draws.one(of: [a, -b, a + b])
      let unsure = sum + extra, wide = box.filter { unsure.depends(on: $0.variable) }
      return [
        GapQuestion("combination \(i): \(sum)", sum, used, .holds, marks: [l, u, m, n, 0]),
        GapQuestion(
          "combination \(i), a little less of one", less, used, .holds, marks: [l, u, m, n, 0]),
        GapQuestion(
          "combination \(i), and a line", unsure, wide, .unknown, marks: [l, u, m, n, 0]),
      ]
    }
  }

  /// Polynomials that are sums of squares and products of edges, in two variables, with what makes
  /// them 0 inside, at an edge or at a corner.
  static func polynomials(_ draws: inout Draws, _ half: Int) -> [GapQuestion] {
    (half * 5..<half * 5 + 5).flatMap { i -> [GapQuestion] in
      let x = draws.fraction(-1, 1), y = draws.fraction(-1, 1)
      let box = [
        side("a", x - draws.positive(2), x + draws.positive(2)),
        side("b", y, y + draws.positive(3)),
      ]
      let (s, t) = (a - number(x), b - number(y)), k = draws.positive(3), r = draws.nonzero(-2, 2)
      let gaps: [Expression] = [
        number(k) * (s + number(r) * t).squared + t, s.squared + number(k) * t * (1 + s.squared),
        s.squared + number(r) * s * t + number(r * r / 4) * t.squared,
        (s * t).squared + t * number(k),
        s.raised(to: 4) + number(k) * t.raised(to: 3), (s.squared - number(k) * t).squared,
        .exp(s) - 1 - s + number(k) * t, number(k) * (.cosh(s) - 1) + t.squared * .exp(s),
        .log(1 + s.squared) + t / (1 + s.squared), .sqrt(1 + s.squared) - 1 + t,
      ]
      return GapQuestion("polynomial \(i): \(gaps[i])", gaps[i], box, .holds, marks: [x, y])
        .neighbours()
    }
  }

  /// Least where sums of logarithms vanish: aᵇ and roots as places of a minimum.
  static func exponents(_ draws: inout Draws) -> [GapQuestion] {
    let k = draws.positive(2) + 1, place = draws.positive(2)
    let power = Expression.exp(b * .log(c)), wide = side("a", Rational(1, 4), 6)
    let box = [wide, side("b", 0, 1), side("c", Rational(3, 2), 3)],
      two = [wide, side("b", Rational(1, 2), 3)]
    let gaps: [(String, Expression, [BoxSide])] = [
      ("c^b", a * .log(a) - a - a * b * .log(c) + power, box),
      ("√b", 2 * a * .log(a) - 2 * a - a * .log(b) + 2 * .sqrt(b), two),
      (
        "b²", a * .log(a) - a - 2 * a * .log(b) + b.squared,
        [side("a", Rational(1, 8), 10), two[1]]
      ),
      ("k b", number(k) * (a * .log(a) - a - a * .log(b)) + number(k) * b, two),
      (
        "a constant", a * .log(a) - a - a * number(place) + .exp(number(place)),
        [side("a", Rational(1, 4), 9)]
      ),
    ]
    return gaps.flatMap { name, gap, sides -> [GapQuestion] in
      let neighbours = GapQuestion("least at \(name)", gap, sides, .holds).neighbours()
      return [neighbours[0], neighbours[2], neighbours[4]]
    }
  }
}
