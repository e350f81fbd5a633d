import Exact
import Expressions

/// Gaps between divergences: of two numbers, of Gaussians, of drawn weights.
enum DivergenceGaps {
  private static let a = variable("a"), b = variable("b")

  static func kl(_ p: Expression, _ q: Expression) -> Expression { p * (.log(p) - .log(q)) }
  private static func half(_ p: Expression, _ q: Expression) -> Expression {
    p * (.log(p) + .log(2) - .log(p + q)) / 2
  }
  static func js(_ p: Expression, _ q: Expression) -> Expression { half(p, q) + half(q, p) }

  /// Laws on two places.
  static func coins(_ draws: inout Draws) -> [GapQuestion] {
    let e = Rational(1, 1 << draws.int(4...9)), box = [side("a", e, 1 - e), side("b", e, 1 - e)]
    func both(_ f: (Expression, Expression) -> Expression) -> Expression {
      f(a, b) + f(1 - a, 1 - b)
    }
    let kl = both(kl), js = both(js), chi = both { ($0 - $1).squared / $1 }
    let hellinger = both { (.sqrt($0) - .sqrt($1)).squared }, square = (a - b).squared
    let tv = Expression.abs(a - b), alone = [side("a", e, 1 - e)]
    let entropy = -a * .log(a) - (1 - a) * .log(1 - a)
    let gaps: [(String, Expression, GapQuestion.Truth)] = [
      ("KL", kl, .holds), ("JS", js, .holds), ("KL − 2 TV²", kl - 2 * square, .holds),
      ("KL − 2.01 TV²", kl - Rational(201, 100).expression * square, .fails),
      ("KL − 2.000000001 TV²", kl - (2 + GapQuestion.tiny).expression * square, .fails),
      ("KL − TV²", kl - square, .holds), ("KL − 2 TV² by bars", kl - 2 * tv.squared, .holds),
      ("χ² − KL", chi - kl, .holds), ("JS − TV²/2", js - square / 2, .holds),
      ("JS − 0.51 TV²", js - Rational(51, 100).expression * square, .fails),
      ("TV log 2 − JS", tv * .log(2) - js, .holds), ("log 2 − JS", .log(2) - js, .holds),
      ("KL − JS", kl - js, .unknown), ("JS − KL", js - kl, .fails),
      ("KL − Hellinger", kl - hellinger, .holds), ("Hellinger − KL", hellinger - kl, .fails),
      ("2 TV − Hellinger", 2 * tv - hellinger, .holds), ("JS − TV", js - tv, .fails),
      ("KL − 4 JS", kl - 4 * js, .unknown), ("χ² − 4 TV²", chi - 4 * square, .holds),
    ]
    let one: [(String, Expression, GapQuestion.Truth)] = [
      ("log 2 − H", .log(2) - entropy, .holds),
      ("H − 4a(1 − a) log 2", entropy - 4 * .log(2) * a * (1 - a), .holds),
      ("KL to a half", .log(2) - entropy - 2 * (a - Rational(1, 2).expression).squared, .holds),
      ("H − 2a", entropy - 2 * a, .fails),
    ]
    let all =
      gaps.map { GapQuestion("coins: \($0.0)", $0.1, box, $0.2, marks: [e, 1 - e]) }
      + one.map { GapQuestion("a coin: \($0.0)", $0.1, alone, $0.2, marks: [Rational(1, 2)]) }
    return all + all.prefix(3).flatMap { $0.neighbours().dropFirst() }
  }

  /// KL(N(m, u) ‖ N(μ, w²)), with some of the four drawn.
  static func gaussians(_ draws: inout Draws) -> [GapQuestion] {
    let names = ["m", "u", "mu", "w"]
    return [[0], [1], [0, 2], [1, 3], [0, 1], [0, 1, 2], [1, 2, 3], [0, 1, 2, 3]].flatMap {
      drawn -> [GapQuestion] in
      let same = draws.fraction(-1, 1), w = draws.positive(2)
      let fixed = [same, w * w, same, w]
      var sides: [BoxSide] = []
      let at = names.indices.map { i -> Expression in
        guard drawn.contains(i) else { return fixed[i].expression }
        let isWidth = i % 2 == 1
        sides.append(
          isWidth
            ? side(names[i], fixed[i] / 3, fixed[i] * 3) : side(names[i], same - 1, same + 2))
        return variable(names[i])
      }
      let kl =
        ((at[1] + (at[0] - at[2]).squared) / at[3].squared - 1 - .log(at[1]) + 2 * .log(at[3])) / 2
      return GapQuestion(
        "KL of bells, \(drawn.map { names[$0] }.joined(separator: ", ")) drawn", kl, sides, .holds,
        marks: fixed
      ).neighbours()
    }
  }

  /// Laws on n places with drawn weights, n = 2, 3, 4.
  static func weights(_ draws: inout Draws) -> [GapQuestion] {
    (2...4).flatMap { n -> [GapQuestion] in
      let p = (1...n).map { Variable("v_\($0)") }, q = (1...n).map { Variable("w_\($0)") }
      func sum(_ f: (Expression, Expression) -> Expression) -> Expression {
        .sum(of: zip(p, q).map { f(.variable($0), .variable($1)) })
      }
      let kl = sum(kl), js = sum(js), tv = sum { .abs($0 - $1) } / 2
      let chi = sum { ($0 - $1).squared / $1 }, entropy = sum { p, _ in -p * .log(p) }
      let distances = p.indices.dropLast().map { i -> Expression in
        .abs(.sum(of: (0...i).map { .variable(p[$0]) - .variable(q[$0]) }))
      }
      let steps = distances.map { _ in draws.positive(3) }
      let moved = Expression.sum(of: zip(steps, distances).map { $0.0.expression * $0.1 })
      let reach = steps.reduce(0, +), nearest = steps.min() ?? 1, tiny = GapQuestion.tiny
      let gaps: [(String, Expression, GapQuestion.Truth)] = [
        ("KL", kl, .holds), ("JS", js, .holds), ("log 2 − JS", .log(2) - js, .holds),
        ("KL − 2 TV²", kl - 2 * tv.squared, .holds), ("JS − TV²/2", js - tv.squared / 2, .holds),
        ("TV log 2 − JS", tv * .log(2) - js, .holds), ("χ² − KL", chi - kl, .holds),
        ("log n − H", .log(Rational(n).expression) - entropy, .holds),
        ("KL − 2.01 TV²", kl - Rational(201, 100).expression * tv.squared, .fails),
        ("0.69 TV − JS", Rational(69, 100).expression * tv - js, .fails),
        ("KL − 10⁻⁹", kl - tiny.expression, .fails), ("KL + 10⁻⁹", kl + tiny.expression, .holds),
        ("log n − 10⁻⁹ − H", .log(Rational(n).expression) - tiny.expression - entropy, .fails),
        ("diameter · TV − W₁", reach.expression * tv - moved, .holds),
        ("less than the diameter · TV − W₁", (reach - tiny).expression * tv - moved, .fails),
        ("W₁ − nearest · TV", moved - nearest.expression * tv, .holds),
        ("W₁ − more than the nearest · TV", moved - (nearest + tiny).expression * tv, .fails),
        ("1 − TV", 1 - tv, .holds), ("2 TV² − KL", 2 * tv.squared - kl, .fails),
      ]
      return gaps.flatMap { name, gap, truth -> [GapQuestion] in
        var question = GapQuestion("\(n) places: \(name)", gap, [], truth)
        question.laws = [p, q]
        var parted = question
        (parted.isParted, parted.name) = (true, "parted, " + question.name)
        return n < 4 ? [question, parted] : [question]
      }
    }
  }

  /// Critics and lower bounds: one law drawn, and numbers beside it.
  static func critics(_ draws: inout Draws) -> [GapQuestion] {
    (2...3).flatMap { n -> [GapQuestion] in
      let p = (1...n).map { Variable("v_\($0)") }, q = (1...n).map { Variable("w_\($0)") }
      let d = (1...n).map { Expression.variable(Variable("d_\($0)")) }
      let e = Rational(1, 1 << draws.int(5...10))
      let sides = (1...n).map { side("d_\($0)", e, 1 - e) }
      func gap(_ factor: Rational) -> Expression {
        .sum(
          of: p.indices.map { i in
            let (v, w) = (Expression.variable(p[i]), Expression.variable(q[i]))
            return v * (.log(v / (v + w)) - .log(d[i]))
              + w * (.log(w / (v + w)) - factor.expression * .log(1 - d[i]))
          })
      }
      let score = Expression.sum(
        of: p.indices.map { .variable(p[$0]) * (.log(.variable(p[$0])) - .log(d[$0])) })
      let mass = Expression.sum(of: d)
      return [
        ("the best critic", gap(1), GapQuestion.Truth.holds),
        ("a little less than the best critic", gap(1 - GapQuestion.tiny), .fails),
        ("a free score", score + mass - 1, .holds),
        ("a free score, a little more", score + mass - (1 + GapQuestion.tiny).expression, .fails),
      ].map { name, gap, truth in
        var question = GapQuestion("\(n) places: \(name)", gap, sides, truth)
        question.laws = [p, q]
        return question
      }
    }
  }
}
