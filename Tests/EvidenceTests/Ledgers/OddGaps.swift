import Exact
import Expressions

/// Gaps at random, at their limits: constants, ranges of no width, integrals, equality that is left
/// out.
enum OddGaps {
  private static let a = variable("a"), b = variable("b"), x = variable("x")

  /// Random trees, lifted to what seems to be their least value and a little to both sides.
  static func trees(_ draws: inout Draws) -> [GapQuestion] {
    (0..<24).flatMap { i -> [GapQuestion] in
      let box = [side("a", Rational(-1, 2), 1), side("b", Rational(1, 3), 2)]
      let tree = tree(&draws, depth: 3), used = box.filter { tree.depends(on: $0.variable) }
      var look = Draws(i), least = Double.infinity
      for k in 0..<200 {
        let place = used.map { s -> (Variable, Double) in
          let share =
            k < 8
            ? Rational(k >> (s.variable.name == "a" ? 0 : 1) & 1) : Rational(look.int(0...64), 64)
          return (s.variable, (s.lower + (s.upper - s.lower) * share).double)
        }
        let value = tree.plain(at: Dictionary(uniqueKeysWithValues: place)).value
        if value < least { least = value }
      }
      guard least.isFinite, !used.isEmpty else { return [] }
      let low = Rational(exactly: (least * 4096).rounded() / 4096)
      return [Rational(-1, 8), Rational(-1, 1000), Rational(1, 1000), Rational(1, 8)].map { by in
        GapQuestion(
          "tree, \(by) above what was found: \(tree)", tree - number(low) + number(by), used,
          by < 0 ? .fails : .unknown)
      }
    }
  }

  private static func tree(_ draws: inout Draws, depth: Int) -> Expression {
    if depth == 0 || draws.int(0...5) == 0 {
      return draws.one(of: [a, b, a, number(draws.nonzero(-2, 2))])
    }
    let left = tree(&draws, depth: depth - 1)
    switch draws.int(0...11) {
    case 0, 1: return left + tree(&draws, depth: depth - 1)
    case 2: return left - tree(&draws, depth: depth - 1)
    case 3, 4: return left * tree(&draws, depth: depth - 1)
    case 5: return left.squared
    case 6: return .exp(left / 2)
    case 7: return .log(1 + left.squared)
    case 8: return left / (1 + b.squared)
    case 9: return draws.coin() ? .abs(left) : .max(left, tree(&draws, depth: depth - 1))
    case 10: return draws.coin() ? .sin(left) : .tanh(left)
    default: return .sqrt(1 + left.squared)
    }
  }

  /// Positive but where it touches.
  static func strict(_ draws: inout Draws) -> [GapQuestion] {
    let r = draws.fraction(-1, 1) / 2, at = a - number(r), zero = BoxTouch(Variable("a"), at: r)
    let k = number(draws.positive(3))
    let gaps: [(String, Expression, Bool)] = [
      ("square", k * at.squared, true), ("1 − cos", 1 - .cos(at), true),
      ("exp", .exp(at) - 1 - at, true), ("cosh", .cosh(k * at) - 1, true),
      ("square and fourth power", at.squared - at.raised(to: 4) / 9, true),
      ("cube", at.raised(to: 3), false), ("linear", k * at, false),
      ("square − 10⁻⁹", at.squared - GapQuestion.tiny.expression, false),
      ("square of a square", at.raised(to: 4) + at.squared * b.squared, true),
    ]
    return gaps.flatMap { name, gap, isTrue -> [GapQuestion] in
      let sides =
        gap.depends(on: Variable("b")) ? [side("a", -1, 1), side("b", -1, 1)] : [side("a", -1, 1)]
      return [zero, BoxTouch(Variable("a"), at: r + Rational(1, 3))].enumerated().map { i, touch in
        var question = GapQuestion(
          "\(name) at \(r)", gap, sides, isTrue && i == 0 ? .holds : .fails, marks: [r])
        (question.isStrict, question.excluded) = (true, [touch])
        return question
      }
    }
  }

  /// Nothing drawn, nothing used, no width.
  static func degenerate(_ draws: inout Draws) -> [GapQuestion] {
    let r = draws.nonzero(-2, 2), unit = [side("a", 0, 1)], point = [side("a", r, r)]
    let constants: [(String, Expression, GapQuestion.Truth)] = [
      ("0", 0, .holds), ("r", number(r), r > 0 ? .holds : .fails),
      ("√2 − 1.4142135623", .sqrt(2) - number(Rational("1.4142135623") ?? 0), .holds),
      ("√2 − 1.4142135624", .sqrt(2) - number(Rational("1.4142135624") ?? 0), .fails),
      ("log 6 − log 2 − log 3", .log(6) - .log(2) - .log(3), .holds),
      ("π − 22/7", .pi - number(Rational(22, 7)), .fails),
      ("355/113 − π", number(Rational(355, 113)) - .pi, .holds),
      ("(√2 − 1)(√2 + 1) − 1", (.sqrt(2) - 1) * (.sqrt(2) + 1) - 1, .holds),
    ]
    let all = constants.flatMap { name, gap, truth -> [GapQuestion] in
      [
        GapQuestion("\(name) over nothing", gap, [], truth),
        GapQuestion("\(name) over a", gap, unit, truth),
      ]
    }
    let at = [
      GapQuestion("a point", a - number(r), point, .holds),
      GapQuestion("below a point", a - number(r + 1), point, .fails),
      GapQuestion("a point, squared", (a - number(r)).squared, point, .holds),
      GapQuestion("a point and a side", (a - number(r)) * b + b, point + [side("b", 0, 1)], .holds),
    ]
    return (all + at).flatMap { question -> [GapQuestion] in
      var strict = question
      strict.isStrict = true
      strict.name += ", strictly"
      if question.truth == .holds { strict.truth = .unknown }
      return [question, strict]
    }
  }

  private static func line(_ f: Expression) -> Expression {
    .integrating(f, over: Variable("x"), from: -.infinity, to: .infinity)
  }
  private static func bell(_ m: Expression) -> Expression {
    .exp(-(x - m).squared / 2) / .sqrt(2 * .pi)
  }

  /// Integrals that no closed form takes away.
  static func integrals(_ draws: inout Draws) -> [GapQuestion] {
    let reach = draws.positive(3), t = variable("t"), p = bell(0), q = bell(t)
    let box = [side("t", -reach, reach)], tiny = GapQuestion.tiny.expression
    let js = line(p * .log(2 * p / (p + q)) + q * .log(2 * q / (p + q))) / 2
    let harmonic = line(p * q / (p + q)), geometric = line(.sqrt(p * q))
    let ratio = line(p * (.log(p) - .log(q))),
      unit = Expression.integrating(.exp(t * x), over: Variable("x"), from: 0, to: 1)
    let gaps: [(String, Expression, GapQuestion.Truth)] = [
      ("KL of bells", ratio, .holds), ("KL of bells − 10⁻⁹", ratio - tiny, .fails),
      ("KL − t²/2", ratio - t.squared / 2, .holds),
      ("√(pq)/2 − pq/(p + q)", geometric / 2 - harmonic, .holds),
      (
        "less than √(pq)/2 − pq/(p + q)",
        (Rational(1, 2) - GapQuestion.tiny).expression * geometric - harmonic, .fails
      ),
      ("JS", js, .holds), ("JS − 10⁻⁹", js - tiny, .fails), ("log 2 − JS", .log(2) - js, .holds),
      ("1/2 − pq/(p + q)", Rational(1, 2).expression - harmonic, .holds),
      ("∫ eᵗˣ over [0, 1]", unit, .holds), ("∫ eᵗˣ − 1 − t/2", unit - 1 - t / 2, .holds),
      ("1 + t/2 − ∫ eᵗˣ", 1 + t / 2 - unit, .fails),
    ]
    return gaps.map { GapQuestion("\($0.0)", $0.1, box, $0.2, marks: [0]) }
  }
}
