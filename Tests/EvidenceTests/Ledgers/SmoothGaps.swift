import Exact
import Expressions

/// Gaps without bars, of which it is known where they are 0.
enum SmoothGaps {
  private static let a = variable("a"), b = variable("b"), c = variable("c")

  /// (Σ cᵢxᵢ − r)², where the line meets the box.
  static func squares(_ draws: inout Draws) -> [GapQuestion] {
    (1...3).flatMap { n -> [GapQuestion] in
      let letters = ["a", "b", "c"].prefix(n)
      var form = Expression.rational(0), inside: Rational = 0, sides: [BoxSide] = []
      var marks: [Rational] = []
      for letter in letters {
        let k = draws.nonzero(-3, 3), place = draws.fraction(-1, 1)
        form = form + number(k) * variable(letter)
        inside = inside + k * place
        marks.append(place)
        sides.append(side(letter, place - draws.positive(2), place + draws.positive(2)))
      }
      let square = (form - number(inside)).squared
      let k = number(draws.positive(5))
      return GapQuestion("\(k)·(\(form) − \(inside))²", k * square, sides, .holds, marks: marks)
        .neighbours()
    }
  }

  /// Σ kᵢ(xᵢ − rᵢ)², 0 at one point.
  static func bowls(_ draws: inout Draws) -> [GapQuestion] {
    (1...3).flatMap { n -> [GapQuestion] in
      var sum = Expression.rational(0), sides: [BoxSide] = [], marks: [Rational] = []
      for letter in ["a", "b", "c"].prefix(n) {
        let place = draws.one(of: [0, 1, Rational(1, 2), draws.fraction(-1, 1)])
        sum = sum + number(draws.positive(4)) * (variable(letter) - number(place)).squared
        marks.append(place)
        sides.append(side(letter, place - draws.positive(2), place + draws.positive(2)))
      }
      return GapQuestion("\(sum)", sum, sides, .holds, marks: marks).neighbours()
    }
  }

  /// 0 at an end of the range.
  static func edges(_ draws: inout Draws) -> [GapQuestion] {
    let l = draws.fraction(-2, 1), u = l + draws.positive(3), range = [side("a", l, u)]
    let rise = a - number(l), fall = number(u) - a, m = draws.positive(3)
    let plane = range + [side("b", -1, draws.positive(2))]
    let gaps: [(String, Expression, [BoxSide])] = [
      ("from the left end", number(m) * rise, range), ("to the right end", fall, range),
      ("both ends", rise * fall, range), ("a square at the end", rise.squared, range),
      ("a cube at the end", rise.raised(to: 3) * number(m), range),
      ("an edge of a plane", rise * (b.squared + number(m)), plane),
      ("four edges", rise * fall + (b + 1), plane),
    ]
    return gaps.flatMap {
      GapQuestion("\($0.0): \($0.1)", $0.1, $0.2, .holds, marks: [l, u]).neighbours()
    }
  }

  /// Polynomials and quotients with a double root, rational or not.
  static func algebraic(_ draws: inout Draws) -> [GapQuestion] {
    let r = draws.positive(2), root = number(r), k = number(draws.positive(3))
    let up = [side("a", r / 4, r * 3)], around = [side("a", -3 * r, 2 * r)]
    let two = [side("a", r / 3, 2 * r), side("b", r / 2, 3 * r)]
    let n = draws.int(2...7)
    let gaps: [(String, Expression, [BoxSide])] = [
      (
        "cube", a.raised(to: 3) - 3 * root.squared * a + 2 * root.raised(to: 3),
        [side("a", 0, 3 * r)]
      ),
      (
        "fourth power", a.raised(to: 4) - 4 * root.raised(to: 3) * a + 3 * root.raised(to: 4),
        around
      ),
      ("at √\(n)", (a.squared - number(Rational(n))).squared, [side("a", 0, 4)]),
      ("x + 1/x", a / root + root / a - 2, up),
      (
        "x + c/x at √\(n)", a + number(Rational(n)) / a - 2 * .sqrt(number(Rational(n))),
        [side("a", 1, 5)]
      ),
      ("1/(1 + x²)", 1 - 1 / (1 + k * a.squared), around),
      ("x/(1 + x²)", Rational(1, 2).expression - a / (1 + a.squared), [side("a", -3 * r, 1 + r)]),
      ("two quotients", a / b + b / a - 2, [side("a", r / 3, 2 * r), side("b", r / 3, 2 * r)]),
      ("means", (a + b) / 2 - 2 * a * b / (a + b), two),
      ("means of roots", (a + b) / 2 - .sqrt(a * b), [side("a", r, 2 * r), side("b", r, 2 * r)]),
      ("square root", (a + root) / (2 * .sqrt(root)) - .sqrt(a), up),
      ("product", k * (a - b).squared * (1 + a * b), two),
      ("Cauchy and Schwarz", (1 + a.squared) * (1 + b.squared) - (1 + a * b).squared, two),
    ]
    return gaps.flatMap {
      GapQuestion("\($0.0): \($0.1)", $0.1, $0.2, .holds, marks: [r, -r]).neighbours()
    }
  }

  /// Logarithms and exponentials with their tangents.
  static func tangents(_ draws: inout Draws) -> [GapQuestion] {
    let r = draws.positive(3), at = number(r), k = number(draws.positive(4))
    let up = [side("a", r / 5, 4 * r)], around = [side("a", -2, draws.positive(2))]
    let square = [side("a", -1, 1), side("b", -1, 1)],
      positive = [side("a", r / 2, 3 * r), side("b", r / 2, 3 * r)]
    let gaps: [(String, Expression, [BoxSide])] = [
      ("log", k * (a / at - 1 - .log(a / at)), up),
      ("x log x", k * (a * .log(a / at) - a + at), up),
      ("log(1 + x)", a - .log(1 + a), [side("a", Rational(-3, 4), 2)]),
      ("1 − 1/x ≤ log x", .log(a) - 1 + 1 / a, [side("a", Rational(1, 8), 3)]),
      ("exp", k * (.exp(a) - 1 - a), around),
      ("exp at r", .exp(a - at) - a + at - 1, [side("a", r - 1, r + 2)]),
      ("cosh", .cosh(a) - 1 - a.squared / 2, around), ("bell", 1 - .exp(-a.squared), around),
      ("softplus", .log(1 + .exp(a)) - a / 2 - .log(2), around),
      ("two exponentials", (.exp(a) + .exp(b)) / 2 - .exp((a + b) / 2), square),
      ("log-sum-exp", .log(.exp(a) + .exp(b)) - (a + b) / 2 - .log(2), square),
      ("log of the mean", .log((a + b) / 2) - (.log(a) + .log(b)) / 2, positive),
      ("x log(x/y)", a * .log(a / b) - a + b, positive),
      ("Itakura and Saito", a / b - .log(a / b) - 1, positive),
      (
        "Fenchel", a * .log(a) - a + .exp(b) - a * b,
        [side("a", Rational(1, 2), 2), side("b", -1, 1)]
      ),
      (
        "log scaled", a.squared / 2 - Rational(1, 2).expression - .log(a),
        [side("a", Rational(1, 4), 3)]
      ),
    ]
    return gaps.flatMap {
      GapQuestion("\($0.0): \($0.1)", $0.1, $0.2, .holds, marks: [r, 0, 1]).neighbours()
    }
  }

  /// Sines, hyperbolic sines, error functions.
  static func waves(_ draws: inout Draws) -> [GapQuestion] {
    let k = draws.positive(2), right = [side("a", 0, k)], around = [side("a", -k, k + 1)]
    let square = [side("a", -1, 1), side("b", -1, 1)]
    let gaps: [(String, Expression, [BoxSide])] = [
      ("x − sin x", a - .sin(a), right), ("1 − cos", 1 - .cos(a), around),
      ("1 − cos of a difference", 1 - .cos(a - b), square), ("x − tanh x", a - .tanh(a), right),
      ("x − arctan x", a - .arctan(a), right), ("sinh x − x", .sinh(a) - a, right),
      ("2x/√π − erf x", 2 * a / .sqrt(.pi) - .erf(a), right),
      ("erfc", .erfc(a) - .erfc(number(k)), right),
      ("cosh of a difference", .cosh(a - b) - 1, square),
      ("tanh rises", .tanh(a) - .tanh(number(-k)), [side("a", -k, k)]),
      ("cos x + x²/2", .cos(a) - 1 + a.squared / 2, around),
    ]
    return gaps.flatMap { GapQuestion("\($0.0)", $0.1, $0.2, .holds, marks: [0, k]).neighbours() }
  }

  /// Concave functions, least at an end.
  static func chords(_ draws: inout Draws) -> [GapQuestion] {
    let l = draws.positive(2), u = l + draws.positive(3), range = [side("a", l, u)]
    func chord(_ f: (Expression) -> Expression) -> Expression {
      let share = (a - number(l)) / number(u - l)
      return f(a) - (1 - share) * f(number(l)) - share * f(number(u))
    }
    let gaps: [(String, Expression)] = [
      ("log", chord { .log($0) }), ("√", chord { .sqrt($0) }), ("−x²", chord { -$0.squared }),
      ("−exp", chord { -.exp($0) }), ("−x log x", chord { -$0 * .log($0) }),
      ("−1/x", chord { -1 / $0 }), ("tanh", chord { .tanh($0) }),
    ]
    return gaps.flatMap {
      GapQuestion("chord of \($0.0)", $0.1, range, .holds, marks: [l, u]).neighbours()
    }
  }
}

extension Rational {
  var expression: Expression { .rational(self) }
}
