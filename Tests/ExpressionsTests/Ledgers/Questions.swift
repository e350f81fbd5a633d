import Exact
import Expressions

/// What is asked of the evaluator, with what is known of the answer beforehand.
struct Question: Sendable {
  /// What the answer is by construction.
  enum Kind: Sendable { case number, infinite, undefined }
  var expression: Expression
  var goal = 50, limit = 400_000
  var kind: Kind?

  init(_ e: Expression, goal: Int = 50, limit: Int = 400_000, _ kind: Kind? = nil) {
    (expression, self.goal, self.limit, self.kind) = (e, goal, limit, kind)
  }
  var text: String {
    asked("\(expression)") + (goal == 50 ? "" : " to \(goal)")
      + (limit == 400_000 ? "" : " within \(limit)")
  }
}

/// Questions by the part of the evaluator that answers them.
enum Questions {
  private static func draw(_ count: Int, _ seed: Int, _ make: (inout Drawing) -> Question) -> [Question]
  {
    (0..<count).map { k in
      var d = Drawing(seed * 1000 + k)
      return make(&d)
    }
  }
  private static func along(_ v: String, _ f: Expression, _ a: Expression = -.infinity, _ b: Expression = .infinity)
    -> Expression
  { .integrating(f, over: Variable(v), from: a, to: b) }

  /// A range: an interval, a half line, the line; also backwards.
  private static func range(_ d: inout Drawing) -> (Expression, Expression) {
    let a = d.real() / 2, b = a + d.positive()
    return d.one([
      (a, b), (a, b), (a, b), (b, a), (a, a + d.irrational()), (-.infinity, a), (a, .infinity),
      (-.infinity, .infinity), (.infinity, a), (.pi, a), (a, a),
    ])
  }

  // MARK: integrals of one variable

  /// Polynomials times exponentials of quadratics, between all kinds of bounds.
  static let closed = draw(187, 1) { d in
    let (a, b) = range(&d), alpha = d.positive() / 2, beta = d.real() / 2, c = d.real() / 4
    let p = d.polynomial(d.int(0...4), in: x)
    let isBounded = !(a == .infinity || b == .infinity || a == -.infinity)
    let falling: Expression = .exp(beta * x + c - alpha * x.squared)
    let list: [Expression] =
      isBounded
      ? [
        falling, p, .exp(beta * x + c), .exp(alpha * x.squared + beta * x), .cosh(beta * x),
        .sinh(x - c) * x, .exp(beta * x).squared, .exp(beta * x + c) * .exp(-alpha * x.squared),
        (.exp(x) + .exp(-beta * x)).squared, 2 * .exp(x.squared - x.squared + beta * x),
      ]
      : [falling, falling, .exp(-x.squared / d.irrational()), falling * (1 + .exp(x)), falling.squared]
    return Question(.integrating(p * d.one(list) + d.one([0, 0, 1, x]) * falling, over: Variable("x"), from: a, to: b))
  }

  /// Expectations under densities on the line.
  static let expectations = draw(187, 2) { d in
    let p = d.onTheLine(x), f = d.smooth(x)
    return Question(d.chance(4, in: 5) ? line(p * f) : line(p * f * d.smooth(x)), goal: d.one([40, 50, 50, 60]))
  }

  /// Divergences and their relatives.
  static let divergences = draw(102, 3) { d in
    let p = d.onTheLine(x), q = d.onTheLine(x), m = (p + q) / 2, a = d.number(1...7, 4)
    return Question(
      line(d.one([
        p * .log(p / q), p * .log(p / m) + q * .log(q / m), .abs(p - q), .sqrt(p * q), p.squared / q,
        p * .log(p), p.raised(to: a) * q.raised(to: 1 - a), (p - q).squared / m, .min(p, q),
        p * .tanh(.log(p / q)), p / (p + q) * q, -.log(p / (p + q)) * p,
      ])))
  }

  /// Over the half line and the unit interval, with ends where the density is singular or 0.
  static let supports = draw(153, 4) { d in
    let f = d.smooth(x)
    switch d.int(0...3) {
    case 0: return Question(integral(0, .infinity, d.onTheHalfLine(x) * f))
    case 1: return Question(integral(0, 1, d.onTheUnit(x) * f))
    case 2:
      let c = d.real()
      return Question(integral(c, .infinity, d.onTheHalfLine(x - c) * f))
    default:
      let c = d.real()
      return Question(integral(-.infinity, c, d.onTheHalfLine(c - x) * d.one([1, .cos(x), .tanh(x)])))
    }
  }

  /// Kinks, jumps and choices.
  static let kinks = draw(187, 5) { d in
    let f = d.kinked(x)
    switch d.int(0...3) {
    case 0: return Question(line(d.onTheLine(x) * f), goal: 40)
    case 1:
      let (a, b) = (d.real(), d.positive())
      return Question(integral(a - b, a + b, f * d.smooth(x)), goal: 40)
    case 2:
      let a = d.real()
      return Question(integral(a - 3, a + 2, f * d.kinked(x)), goal: 30)
    default:
      return Question(integral(d.chance(1, in: 2) ? 0 : -2, .infinity, f * .exp(-x)), goal: 40)
    }
  }

  /// Roots of lines, also under exponentials, and logarithms in exponents.
  static let roots = draw(120, 6) { d in
    let s = d.one([1, 2, over(1, 2)] as [Expression]), c = d.real()
    let u = d.chance(1, in: 3) ? c - s * x : s * x + c  // 0 at −c/s or c/s
    let isDown = u == c - s * x, zero = isDown ? c / s : -c / s
    let n = d.one([over(1, 2), over(-1, 2), over(1, 3), over(3, 2), over(-2, 3), over(1, 4), over(5, 2), over(1, 12), over(1, 13), over(5, 6)])
    let root = u.raised(to: n), far = d.chance(1, in: 2)
    let body = d.one([
      root * .exp(-u), .exp(-u.raised(to: over(1, 2))), root / (1 + u.squared), root * .exp(-.sqrt(u)),
      .exp(-.log(u).squared / 2) * d.one([1, root]), .sqrt(u) * root * .exp(-u), root * .log(1 + u) * .exp(-u / 2),
      u.raised(to: over(1, 2)) + u.raised(to: over(1, 3)) - root * .exp(-u),
    ])
    let near = isDown ? zero - d.positive() : zero + d.positive()
    let end: Expression = far ? (isDown ? -.infinity : .infinity) : near
    let start = d.chance(3, in: 4) ? zero : isDown ? zero - over(1, 3) : zero + over(1, 3)
    return Question(isDown ? integral(end, start, body) : integral(start, end, body))
  }

  /// Poles: of odd and even order, inside, at an end, beside the range; and logarithms, which are none.
  static let poles = draw(187, 7) { d in
    let c = d.real() / 3, k = d.int(1...4), g: Expression = d.one([1, .exp(x), .cos(x) + 2, 1 + x.squared])
    let a = c - d.positive(), b = c + d.positive(), pole = (x - c).raised(to: over(-k, 1))
    switch d.int(0...9) {
    case 0, 1: return Question(integral(a, b, g * pole), k % 2 == 0 ? .infinite : .undefined)
    case 2: return Question(integral(c, b, g * pole), .infinite)
    case 3: return Question(integral(a, c, g * pole), .infinite)
    case 4: return Question(integral(c + over(d.int(1...9), 10), b + 1, g * pole), .number)
    case 5: return Question(integral(a, b, g * .log(.abs(x - c))), .number)
    case 6:
      let r = d.number(1...7, 4), isNumber = (r.rationalValue ?? 1) < 1
      return Question(integral(c, b, g * (x - c).raised(to: -r)), isNumber ? .number : .infinite)
    case 7:
      let r = d.number(1...7, 4), isNumber = (r.rationalValue ?? 1) < 1
      return Question(integral(a, b, g * .abs(x - c).raised(to: -r)), isNumber ? .number : .infinite)
    case 8:
      let e = d.one([.exp(x) - 1, .sin(x), x.raised(to: 3) + x, .tanh(x), .log(1 + x.squared) * x] as [Expression])
      let s = e.substituting([Variable("x"): x - c])
      return Question(integral(a, c + over(3, 2), g / s), .undefined)
    default:
      let m = c + over(1, 2)
      return Question(
        integral(a, b + 1, d.one([1 / ((x - c) * (x - m)), 1 / (x - c) - 1 / (x - m), g / ((x - c).squared + over(1, 50)), (x - c) / (.exp(x - c) - 1), 1 / (x - c).squared - 1 / (x - m).squared, 1 / (1 + .cos(3 * x))])))
    }
  }

  /// Tails: heavy and light, that are bounded, diverge, or of which nothing is known.
  static let tails = draw(200, 8) { d in
    let a = d.number(1...14, 4), b = d.positive(), c = d.real(), k = d.int(0...3)
    let power = (1 + x.squared / b).raised(to: -a), isDivergent = (a.rationalValue ?? 0) * 2 <= 1
    switch d.int(0...11) {
    case 10:  // coefficients beyond doubles
      let big = over(1_000_000_000_000_000_001, 1_000_000_000_000_000_000), huge = over(10, 7).raised(to: over(400, 1))
      return Question(line(d.one([.exp(-big * x.squared / b) * .tanh(x).squared, normal(c, big) * .log(normal(c, b) / normal(c, b * big) + x.squared), .exp(-.abs(x) / big) / (1 + .exp(x)), huge * .exp(-x.squared) * .log(1 + .exp(x)), .exp(-x.squared / huge) * d.smooth(x)])), goal: 40)
    case 11:
      let p = d.onTheLine(x), q = d.onTheLine(x)
      return Question(line(d.one([(p + q).raised(to: 1 + a) * d.smooth(x), p * .log(1 + q) , p / (1 + q / p) * d.one([1, .cos(x)]), .sqrt(p) * .sqrt(q) * .abs(x), p * (1 + .abs(x)).raised(to: a), p * .exp(.tanh(x) * a)])), goal: 40)
    case 0: return Question(line(power), goal: 40, isDivergent ? .infinite : .number)
    case 1: return Question(integral(1, .infinity, x.raised(to: -a)), (a.rationalValue ?? 0) <= 1 ? .infinite : .number)
    case 2: return Question(integral(0, .infinity, x.raised(to: over(k, 1)) * .exp(-b * x) * d.smooth(x)))
    case 3: return Question(integral(-.infinity, c, .exp(b * x) * d.smooth(x)))
    case 4: return Question(line(normal(c, b) * .exp(x.squared / 8 * d.number(1...9, 2))))
    case 5: return Question(line(.exp(-.abs(x) * b) * d.smooth(x)))
    case 6:
      return Question(
        integral(2, .infinity, d.one([1 / (x * .log(x)), .sin(x) / x, .sin(x) / x.squared, .exp(-x) * .tan(x / 9), 1 / (x * (1 + .tanh(x))), .exp(.sin(x) - x), -.exp(x) / x, .cosh(x) * .exp(-2 * x), .sinh(x) * .exp(-x), .exp(-x * x * x), .exp(-x.raised(to: a)), .log(x) / x.raised(to: 1 + a), .erfc(x) * .exp(x), .erfc(x) * .exp(x * x / 2), (.exp(-x) + .exp(-2 * x)).raised(to: a), (2 + .sin(x)).raised(to: over(1, 2)) * .exp(-x)])), goal: 40)
    case 7:
      return Question(
        line(d.one([.exp(-x.squared / 2 - .exp(-x)), .exp(-x.squared) * .exp(-.exp(x)), normal(c * 5, b), normal(c * 30, b / 30) * x, 1 / .cosh(x), 1 / .cosh(x - c).squared, (normal(c, b) + normal(-c, b)).raised(to: a), .exp(-x.raised(to: 4) + c * x), .exp(-.abs(x).raised(to: 3)), .erfc(.abs(x)), normal(c, b) * .sign(x + 4), .exp(-x.squared) / (.exp(x) + 1)])))
    case 8:
      return Question(
        line(normal(c, b) * .choosing([.init(.compare(x, .less, -20), .exp(x)), .init(.any([.compare(30, .less, x), .compare(x, .equal, 0)]), x.squared)], otherwise: d.smooth(x))), goal: 40)
    default:
      return Question(line(normal(c, b) * x.raised(to: over(k, 1)) * d.smooth(x)), goal: d.one([20, 90]))
    }
  }

  /// Values far below or above 1, and sums that cancel.
  static let sizes = draw(85, 9) { d in
    let c = d.number(5...40, 1), b = d.positive(), p = normal(0, 1)
    return Question(
      d.one([
        line(p * normal(c, b)), line(p * normal(c, 1) * d.smooth(x)), line(.sqrt(p * normal(c, b)) * (2 + .sin(x))),
        line(p * .exp(c * x) * .tanh(x)), line(p * .sin(c * x)), line(p * .sin(x) * .cos(x / 2)),
        integral(c, .infinity, p * .log(1 + .exp(x))), integral(-.infinity, -c, p * x.raised(to: 3)),
        .exp(-c) * line(p * d.smooth(x)), integral(0, 1, .exp(-c * c * x) * .cos(x)),
        line(p * .tanh(x)) + .exp(-c), line(p * .log(1 + .exp(x))) - over(806_059, 1_000_000),
        line(normal(0, .exp(-c)) * d.smooth(x)), line(normal(0, .exp(c)) * .log(1 + x.squared)),
        integral(0, .exp(-c), .log(1 + x) / (1 + x)), .exp(1000 * .pi - c * 78), .log(1 + .exp(-3 * c)),
      ]), goal: d.one([30, 50, 80]))
  }

  /// Small limits of work, and many pieces.
  static let limits = draw(102, 10) { d in
    let f = d.one([
      line(d.onTheLine(x) * d.smooth(x)), integral(-2, 3, d.kinked(x) * d.kinked(x)),
      integral(0, .infinity, d.onTheHalfLine(x) * d.smooth(x)), line(normal(0, 1) * .sin(x.raised(to: 5) * 40)),
      integral(-1, 2, 1 / (x.squared + over(1, 1_000_000))), integral(0, 90, .abs(.sin(x)) * .exp(-x / 30)),
      optimum(.maximum, 0, 9, .sin(3 * y) * .exp(-y / 8)), along("x", along("y", normal(0, 1) * normal(x, 1, at: y) * .tanh(x * y))),
    ])
    return Question(f, goal: d.one([20, 30, 60]), limit: d.one([1, 5, 30, 100, 150, 200, 250, 300, 400, 600, 1000, 1500, 3000]))
  }

  // MARK: integrals within integrals

  /// Inner integrals that close or separate.
  static let separable = draw(110, 11) { d in
    let p = d.onTheLine(x), m = d.one([x, x / 2, x.squared, 0, d.real()]), s = d.positive()
    let inner = normal(m, s, at: y), a = d.real()
    switch d.int(0...13) {
    case 9:
      let k = over(d.int(2...5), 1), q = normal(a, s, at: y)
      return Question(along("x", along("y", p * q * (.tanh(x) + d.one([.tanh(y), y, .cos(y)])).raised(to: k))))
    case 10:
      let q = normal(a, s, at: y), k = d.one([over(1, 2), over(-1, 2), over(3, 2)])
      return Question(along("x", along("y", p * q * (.exp(x / 3) * (1 + y.squared)).raised(to: k))))
    case 11:
      return Question(along("x", along("y", .exp(d.one([.sin(x), x, x.squared]) + d.one([.cos(y), .tanh(y)]) + s), 0, d.one([1, 2])), 0, 1))
    case 12:
      let (low, high) = d.one([(-.infinity, .infinity), (-9, 9), (-.infinity, 40), (-40, .infinity)] as [(Expression, Expression)])
      let kind = d.one([Expression.Extremum.minimum, .argmin]), e = s * (y - .tanh(x)).squared + d.one([0, x])
      return Question(along("x", p * d.one([1, .cos(x)]) * .extremum(kind, variable: Variable("y"), lower: low, upper: high, body: e)))
    case 13:
      let kind = d.one([Expression.Extremum.maximum, .argmax]), q = normal(1, 1), e = d.one([p * .log(y) + q * .log(1 - y), q * .log(y) - p * y])
      return Question(along("x", p * .extremum(kind, variable: Variable("y"), lower: 0, upper: d.one([1, .infinity]), body: e)))
    case 0: return Question(along("x", p * along("y", inner * d.one([1, y, y.squared, x * y]))))
    case 1: return Question(along("x", along("y", p * normal(a, s, at: y) * d.smooth(x) * d.one([y, .tanh(y), .log(1 + .exp(y))]))))
    case 2: return Question(along("x", along("y", x * y + y.squared, 0, d.one([x, 1 + x, x.squared])), 0, 2))
    case 3: return Question(along("x", along("y", .exp(-x - y) * (x + y).raised(to: over(d.int(1...4), 1)), 0, .infinity), 0, .infinity))
    case 4: return Question(along("x", along("y", p * normal(a, s, at: y) * (d.smooth(x) + d.one([y, .cos(y), .erf(y)])))))
    case 5: return Question(along("x", along("y", p * normal(a, s, at: y) * .log(p * normal(a, s, at: y) / (normal(0, 2) * normal(0, 1, at: y))))))
    case 6: return Question(along("x", p * along("y", along("z", normal(x, 1, at: y) * normal(y, 1, at: z) * d.one([z, z * y, 1])))))
    case 7: return Question(along("x", along("y", .exp(-x * y - x), 0, .infinity), 1, d.one([2, .infinity])))
    default: return Question(along("x", p * optimum(.maximum, -30, 30, x * y - y.squared * s)))
    }
  }

  /// What is enclosed over the plane, with and without kinks.
  static let plane = draw(70, 12) { d in
    let p = normal(d.real() / 4, d.positive()), q = normal(d.one([x / 2, x, 0, .tanh(x)]), d.positive(), at: y)
    let c = d.real() / 4, k = d.one([1, 2, -1] as [Expression])
    let f: Expression = d.one([
      .tanh(x * y), .log(1 + .exp(x * y)), .log(2 + (x - y).squared), 1 / (1 + (x * y).squared), .erf(x * y + c),
      .sqrt(1 + x.squared + y.squared), .sin(x + y * x), .log(.exp(x) + .exp(y)), .exp(-(x * y).squared),
    ])
    switch d.int(0...12) {
    case 8: return Question(along("x", along("y", .exp(-20 * d.one([1, 2])) * p * q * f)), goal: 40)
    case 9: return Question(along("x", along("y", p * q * f / (.exp(x) + 2 * .exp(-x / 2) + .exp(y / 3)))), goal: 40)
    case 10: return Question(along("x", along("y", .abs(y - x) * .abs(x + 2 * y - 1 + c) / (2 + x * y), 0, d.one([1, 1 + x])), 0, d.one([1, 2])), goal: 40)
    case 11: return Question(along("x", along("y", .exp(-x - y) * .abs(y - k * x + c) * d.one([.log(2 + x * y), .abs(x - 1)]) / (2 + x * y), 0, .infinity), 0, .infinity), goal: 40)
    case 12: return Question(along("x", along("y", .sign(y - 1) * .exp(-x.squared - y.squared) * .tanh(x * y + x), d.one([-.infinity, 0, -2]), d.one([.infinity, 3])), d.one([-.infinity, -1]), d.one([2, .infinity])), goal: 40)
    case 0, 1, 2: return Question(along("x", along("y", p * q * f)), goal: 40)
    case 3: return Question(along("x", along("y", .exp(-x - y - x * y) * .log(2 + x * y), 0, .infinity), 0, .infinity), goal: 40)
    case 4: return Question(along("x", along("y", d.one([.log(3 + x * y), .exp(x * y * y), 1 / (2 + x * y), .tanh(x + y * y * x)]), d.one([0, x - 1]), d.one([1, 1 + x, 1 + x * x / 2])), 0, d.one([1, over(3, 2)])), goal: 40)
    case 5: return Question(along("x", along("y", p * q * .abs(k * y - x + c) / (1 + (x * y).squared))), goal: 40)
    case 6: return Question(along("x", along("y", p * .exp(-y) * .log(1 + x.squared * y), 0, d.one([1, .infinity]))), goal: 40)
    default:
      return Question(
        along("x", along("y", .choosing([.init(.compare(k * y, .less, x + c), .log(2 + x * y + y.squared))], otherwise: .exp(x * y)), d.one([0, -1]), 1), 0, 1), goal: 40)
    }
  }

  /// What can only be estimated, diverges inside, or has no value there.
  static let beyond = draw(80, 13) { d in
    let p = normal(d.real() / 4, d.positive()), q = normal(.tanh(x) * d.one([1, 2]), d.positive(), at: y), c = d.real()
    switch d.int(0...13) {
    case 10: return Question(along("x", along("y", d.one([p, 1, .exp(-x)]) / (1 + .abs(y - .tanh(x))), d.one([-.infinity, 0]), d.one([.infinity, 5])), d.one([-.infinity, 0, 1]), .infinity))
    case 11: return Question(along("x", along("y", p / (1 + x.squared * y.squared), d.one([0, -.infinity]), .infinity), d.one([1, -.infinity]), .infinity))
    case 12: return Question(along("x", .abs(along("y", .exp(-.abs(y)) * .cos(x * y) * .tanh(x + y))) * d.onTheLine(x), d.one([-.infinity, 0]), .infinity), goal: 40)
    case 13: return Question(along("x", along("y", along("z", .exp(-x.squared - y.squared - z.squared) * .tanh(x * y * z + z).squared))), goal: 30, limit: d.one([400_000, 100_000]))
    case 0: return Question(along("x", -p * .log(along("y", normal(0, 1, at: y) * normal(.tanh(y), d.positive())))))
    case 1: return Question(along("x", .exp(along("y", p * q * .cos(x * y)))  * p), goal: 40)
    case 2: return Question(along("x", p * along("y", d.one([1 / (1 + .abs(y)), .exp(y), 1 + .tanh(x * y).squared]))), .infinite)
    case 3: return Question(along("x", p * along("y", 1 / (y - c), c - 1, c + 2)), .undefined)
    case 4: return Question(along("x", p * along("y", .log(y - 5), 0, 1)), .undefined)
    case 5: return Question(along("x", p.raised(to: -1) * along("y", normal(0, 1, at: y) * (1 + .tanh(x * y).squared))), .infinite)
    case 6: return Question(along("x", along("y", x / (x + 2 * y), -1, 1), -1, 1))
    case 7: return Question(.log(along("x", -p * .log(along("y", normal(0, 1, at: y) * normal(.tanh(y), 1))))) * d.one([2, .pi, x - x + 1]))
    case 8: return Question(along("x", .sqrt(along("y", .exp(-y.squared) * (1 + .tanh(x * y).squared))) * p * d.one([1, x, .abs(x)])))
    default: return Question(along("x", p * .sign(along("y", normal(0, 1, at: y) * .tanh(x * y + y))) * d.one([1, x])))
    }
  }

  // MARK: optima

  static let optima = draw(210, 14) { d in
    let kind = d.one([Expression.Extremum.maximum, .minimum, .argmax, .argmin])
    let a = d.real(), b = a + d.positive(), c = d.nonzero(), s = d.positive()
    switch d.int(0...13) {
    case 10: return Question(optimum(kind, 0, d.one([2, 5]), d.one([.sin(40 * y) - y / 90, .sin(20 * y + c), (y - 1).raised(to: 8), .cos(9 * y) * .exp(-y / 50)])), goal: 30)
    case 11: return Question(optimum(kind, 0, 1, d.one([s * .log(y) - c * y.squared, .sqrt(y) - y * s, -y * .log(y) - (1 - y) * .log(1 - y) * s, .log(1 - y) * s + y, .log(y) - .log(1 - y), y.raised(to: over(1, 3)) * (1 - y)])))
    case 12: return Question(optimum(kind, d.one([-1, 0, -.infinity]), d.one([1, 3, .infinity]), d.one([s / (1 + y.squared) + 1 / (1 + (y - c).squared), (y - c) / (s + y.squared), (1 + y.squared) / (2 + y.raised(to: 4)), y.squared / (1 + y.squared).raised(to: 2)])), goal: 40)
    case 13: return Question(optimum(kind, a, b, d.onTheLine(y)), goal: 40)
    case 0: return Question(optimum(kind, a, b, d.polynomial(d.int(1...4), in: y)))
    case 1: return Question(optimum(kind, a, b, d.smooth(y)))
    case 2: return Question(optimum(kind, a - 2, b + 2, d.kinked(y)), goal: 30)
    case 3: return Question(optimum(d.one([.maximum, .argmax]), 0, 1, s * .log(y) + d.positive() * .log(1 - y)))
    case 4: return Question(optimum(d.one([.minimum, .argmin]), 0, .infinity, .log(y) * s + d.positive() / y.squared))
    case 5: return Question(optimum(d.one([.minimum, .argmin]), -.infinity, .infinity, s * y.squared + c * y + d.one([0, .cos(y), .exp(y / 3), .cosh(y)])))
    case 6: return Question(optimum(kind, -3, 3, d.one([(y.squared - 1).squared, .sin(3 * y), y.raised(to: 4), .cos(2 * y), .abs(y.squared - 1), y - y.raised(to: 3) / 3, 1 / y, .log(y), y * .exp(-y.squared)])), goal: 30)
    case 7: return Question(optimum(kind, d.one([a, -.infinity]), d.one([.infinity, a + 7]), d.one([.exp(-(y - a).squared), y / (1 + y.squared), .arctan(y), .tanh(y) - y / 9, .log(1 + .exp(y)) - y / 3, y, .exp(-.abs(y - a)), -(y - a).raised(to: 4)])))
    case 8: return Question(optimum(kind, a, d.one([a, b, a - 1, a + .pi]), d.one([.sin(c * y), 3, .exp(y) - c * y, y * .log(1 + y.squared)])))
    default: return Question(optimum(kind, -5, 5, along("x", normal(c / 3, s) * d.one([(x - y).squared, (x - y).raised(to: 4) + y, x * y - y.squared, .exp(x * y / 9) * y]))))
    }
  }

  // MARK: numbers

  /// Closed expressions: exact numbers, balls, infinities, and what has no value.
  static let numbers = draw(330, 15) { d in Question(number(&d, depth: d.int(1...3)), goal: d.one([20, 50, 90])) }

  private static func number(_ d: inout Drawing, depth: Int) -> Expression {
    if depth == 0 {
      return d.one([d.real(), d.real(), d.irrational(), .sqrt(d.positive()), .log(d.positive()), .pi, d.one([.infinity, 0, -.infinity, 1])])
    }
    let a = number(&d, depth: depth - 1), b = number(&d, depth: depth - 1), n = d.one([2, -1, 3, over(1, 2), over(-1, 2), over(1, 3), over(-3, 2), -2, 0, over(5, 2)] as [Expression])
    let relation = d.one([Expression.Comparison.less, .lessOrEqual, .equal, .unequal])
    switch d.int(0...9) {
    case 0, 1: return .sum([a, b, d.real()])
    case 2: return .product([a, b])
    case 3: return .power(a, n)
    case 4: return .power(d.chance(1, in: 2) ? .abs(a) : a, b)
    case 5, 6: return .function(d.one(Expression.Function.allCases), a)
    case 7: return .sum([a, .product([-1, b])])
    case 8:
      let c = Expression.Condition.compare(a, relation, b), e = Expression.Condition.compare(b, .less, d.irrational())
      return .piecewise([.init(d.one([c, .not(c), .all([c, e]), .any([c, e]), .all([e, .not(c)])]), b), .init(.compare(a, .less, 0), a)], otherwise: d.real())
    default: return .sum([.function(.log, .product([a, a])), .product([2, b])])
    }
  }
}
