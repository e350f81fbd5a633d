import Exact
import Expressions

/// Gaps with bars and cases, and with places where they have no value.
enum BranchedGaps {
  private static let a = variable("a"), b = variable("b"), c = variable("c")
  private static let cube = [side("a", -1, 1), side("b", -1, Rational(3, 2)), side("c", -2, 1)]
  private static let letters = [a, b, c]

  private static func form(_ draws: inout Draws, _ n: Int) -> Expression {
    .sum(
      of: letters.prefix(n).map { number(draws.nonzero(-2, 2)) * $0 } + [
        number(draws.fraction(-1, 1))
      ])
  }
  private static func sides(_ e: Expression) -> [BoxSide] {
    cube.filter { e.depends(on: $0.variable) }
  }

  /// Σ|lᵢ| ≥ |Σ lᵢ|, and combinations of bars at random.
  static func bars(_ draws: inout Draws) -> [GapQuestion] {
    var found: [GapQuestion] = []
    for n in [1, 2, 2, 3] {
      let count = draws.int(2...3), forms = (0..<count).map { _ in form(&draws, n) }
      let bars = Expression.sum(of: forms.map { .abs($0) }), whole = Expression.abs(.sum(of: forms))
      let k = number(draws.positive(3))
      let triangle = k * bars - k * whole
      found.append(GapQuestion("triangle of \(forms)", triangle, sides(bars), .holds))
      found.append(
        GapQuestion(
          "triangle + 1/8 of \(forms)", triangle + Rational(1, 8).expression, sides(bars), .holds))
      found.append(
        GapQuestion(
          "triangle with more than 1 of \(forms)", bars - (1 + GapQuestion.tiny).expression * whole,
          sides(bars)))
      let mixed = Expression.sum(of: forms.map { number(draws.nonzero(-2, 2)) * .abs($0) })
      for shift in [Rational(0), 1, 4] {
        let gap = mixed + shift.expression
        found.append(GapQuestion("\(gap)", gap, sides(bars)))
      }
    }
    return found
  }

  /// Larger and smaller, ramps and clips.
  static func choices(_ draws: inout Draws) -> [GapQuestion] {
    let r = draws.fraction(-1, 1), at = number(r), k = number(draws.positive(2))
    func ramp(_ x: Expression) -> Expression { .max(x, 0) }
    func clip(_ x: Expression) -> Expression { .min(.max(x, -1), 1) }
    let tiny = GapQuestion.tiny.expression
    let gaps: [(String, Expression, GapQuestion.Truth)] = [
      ("max − a", .max(a, b) - a, .holds), ("min − a", .min(a, b) - a, .fails),
      ("b − min", b - .min(a, b), .holds),
      ("a + b − max − min", a + b - .max(a, b) - .min(a, b), .holds),
      ("max − min − |a − b|", .max(a, b) - .min(a, b) - .abs(a - b), .holds),
      ("max − mean", .max(a, b) - (a + b) / 2, .holds),
      ("max − mean − 10⁻⁹", .max(a, b) - (a + b) / 2 - tiny, .fails),
      ("ramp", ramp(a - at), .holds), ("ramp − a + r", ramp(a - at) - a + at, .holds),
      ("steps of ramps", .abs(a - b) - .abs(ramp(a - at) - ramp(b - at)), .holds),
      (
        "longer steps of ramps",
        .abs(a - b) - (Expression.rational(1) + tiny) * .abs(ramp(a - at) - ramp(b - at)), .unknown
      ),
      ("clip ≤ 1", 1 - clip(k * a + b), .holds),
      ("clip ≥ −1 + 10⁻⁹", clip(4 * a) + 1 - tiny, .fails),
      ("steps of clips", .abs(a - b) - .abs(clip(2 * a) - clip(2 * b)) / 2, .holds),
      ("median", .max(.min(a, b), .min(.max(a, b), c)) - .min(.min(a, b), c), .holds),
      ("a square and a bar", (a - at).squared - 2 * .abs(a - at) + 1, .holds),
      ("a square and a bar, scaled", k * a.squared - 2 * .abs(a) + 1 / k, .holds),
      ("a square and a bar, lowered", k * a.squared - 2 * .abs(a) + 1 / k - tiny, .unknown),
      ("|a||b| − ab", .abs(a) * .abs(b) - a * b, .holds),
      ("|ab| − |a|", .abs(a * b) - .abs(a), .fails),
    ]
    return gaps.map {
      GapQuestion("\($0.0), r = \(r)", $0.1, sides($0.1), $0.2, marks: [r, r + 1])
    }
  }

  /// Sums of indicators, whose ends may or may not meet.
  static func indicators(_ draws: inout Draws) -> [GapQuestion] {
    (0..<24).map { i in
      let places = [draws.fraction(-1, 1), draws.fraction(-1, 1)]
      var gap = number(draws.one(of: [0, 0, 1, -1, Rational(1, 2)])), names: [String] = []
      for _ in 0..<draws.int(2...3) {
        let place = draws.one(of: i % 2 == 0 ? Array(places.prefix(1)) : places)
        let relation = draws.one(of: [Expression.Comparison.less, .lessOrEqual])
        let isBelow = draws.coin(), at = number(place)
        let condition: Expression.Condition =
          isBelow ? .compare(a, relation, at) : .compare(at, relation, a)
        let weight = draws.one(of: [Rational(1), -1, 1, 2])
        gap = gap + number(weight) * .choosing([.init(condition, 1)], otherwise: 0)
        names.append("\(weight)[\(condition)]")
      }
      if i % 3 == 0 { gap = gap + draws.positive(2).expression * .abs(a - number(places[0])) }
      return GapQuestion(
        "indicators \(names.joined(separator: " + ")): \(gap)", gap, [side("a", -1, 1)],
        marks: places)
    }
  }

  /// Chains of cases: values that depend on which is the first to hold.
  static func chains(_ draws: inout Draws) -> [GapQuestion] {
    (0..<10).map { i in
      let places = (0..<3).map { _ in draws.fraction(-1, 1) }
      let branches = places.map { place -> Expression.Branch in
        let value =
          draws.fraction(-1, 2).expression + draws.one(of: [Rational(0), 1, -1]).expression * a
        let relation = draws.one(of: [Expression.Comparison.less, .lessOrEqual])
        return .init(
          draws.coin()
            ? .compare(a, relation, number(place)) : .compare(number(place), relation, a), value)
      }
      let gap =
        Expression.choosing(branches, otherwise: draws.fraction(0, 2).expression)
        + draws.fraction(0, 1).expression
      return GapQuestion("cases \(gap)", gap, [side("a", -1, 1)], marks: places)
    }
  }

  /// What has no mixed derivative and is no sum of functions of one variable each, beside what is.
  static func separate(_ draws: inout Draws) -> [GapQuestion] {
    // a diagonal without a point whose coordinates are reached by halving
    let l = draws.one(of: [3, 5, 7])
    return [Rational(1, 1000), GapQuestion.tiny].flatMap { separate(l, $0) }
  }

  private static func separate(_ l: Int, _ small: Rational) -> [GapQuestion] {
    let box = [side("a", 0, 2), side("b", Rational(1, l), 2 + Rational(1, l))], at = Rational(1)
    let bowl = (a - 1).squared, log = b - 1 - .log(b), bar = Expression.abs(a - 1)
    let gaps: [(String, Expression, [BoxSide], GapQuestion.Truth)] = [
      ("bowl + log", bowl + log, box, .holds),
      ("bowl + log, opened", bowl * 2 + log / 3 + (a - b).squared - (a - b).squared, box, .holds),
      ("bar + log", bar + log, box, .holds),
      ("|a − b| − small bars", .abs(a - b) - small.expression * (bar + .abs(b - 1)), box, .fails),
      (
        "|a − b| − small bowls", .abs(a - b) - small.expression * (bowl + (b - 1).squared), box,
        .fails
      ),
      ("max − small bars", .max(a, b) - .min(a, b) - small.expression * bowl, box, .fails),
      ("sign of a − b", .sign(a - b).squared - small.expression * bowl, box, .fails),
      ("a jump times b", .sign(a) * (b - 1) + bowl, [side("a", -1, 1), box[1]], .fails),
      (
        "a bar of both, times 10⁻⁶",
        Rational(1, 1_000_000).expression * .abs(a - b) - small.expression
          * Rational(1, 1_000_000).expression * (bowl + bar), box, .fails
      ),
      ("three", bowl + log + c.squared, box + [side("c", -1, 1)], .unknown),
      (
        "logs", 2 * a - .log(a) - .log(b) + 2 * b - 4,
        [side("a", Rational(1, 2), 3), side("b", Rational(1, 3), 2)], .unknown
      ),
    ]
    return gaps.map { GapQuestion("\($0.0), \(small)", $0.1, $0.2, $0.3, marks: [at]) }
  }

  /// No value somewhere: a pole, a root or a logarithm of what may be negative.
  static func holes(_ draws: inout Draws) -> [GapQuestion] {
    let r = draws.fraction(-1, 1) / 2, at = number(r), wide = [side("a", -1, 1)]
    let plane = wide + [side("b", -1, 1)], apart = [side("a", 1, 2), side("b", -1, 1)]
    let ratio = (a.squared + a) / a, root = Expression.sqrt(a - at)
    let gaps: [(String, Expression, [BoxSide], GapQuestion.Truth)] = [
      ("x/x", ratio - a - 1 + b.squared, plane, .fails),
      ("x/x apart", ratio - a - 1 + b.squared, apart, .holds),
      ("x/x and a bar", ratio - a - 1 + .abs(b), plane, .fails),
      ("a pole", 1 / (a - at) + 100, wide, .fails),
      ("a double pole", 1 / (a - at).squared, wide, .fails),
      ("a pole beside", 1 / (a - 2), wide, .fails),
      ("a pole beside, above", 1 / (2 - a), wide, .holds),
      ("a root squared", root * root + 3, wide, .fails),
      ("two roots", root * .sqrt(a - at) + b.squared + 3, plane, .fails),
      ("a root at the end", .sqrt(a + 1), wide, .holds),
      ("a root before the end", .sqrt(a + 1 - GapQuestion.tiny.expression), wide, .fails),
      ("a logarithm", .log((a - at).squared) + 100, wide, .fails),
      ("log u − log u", .log(a - at) - .log(a - at) + 1, wide, .fails),
      ("a log and its exponential", .exp(.log(a - at)) + 3, wide, .fails),
      ("1/√", 1 / .sqrt(a - at), wide, .fails),
      ("tan", .tan(2 * a) + 1000, wide, .fails), ("tan near 0", .tan(a) + 2, wide, .holds),
      (
        "a hole in a branch not taken",
        .choosing([.init(.compare(a, .less, 2), 1)], otherwise: .log(a - 9)), wide, .unknown
      ),
      ("powers", (a - at).raised(to: .rational(Rational(2, 3))), wide, .fails),
      ("a quotient of squares", a.squared / a.squared, wide, .fails),
      ("0/x", (a - a) / b + 1, plane, .unknown),
    ]
    return gaps.map { GapQuestion("\($0.0), r = \(r)", $0.1, $0.2, $0.3, marks: [r, 0]) }
  }
}
