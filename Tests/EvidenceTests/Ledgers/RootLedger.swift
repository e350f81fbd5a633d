import Evidence
import Exact
import Expressions
import Ledger
import Probability
import Testing

/// Roots, powers and logarithms of what may be negative, and moments of Gaussians: what is proved
/// the same is the same, and how many products of terms it takes.
@Suite struct RootLedger {
  private struct Pair {
    var name: String, left: Expression, right: Expression
    var isPromised = true
  }

  /// d has a value, which the prover is not told.
  private static let u = variable("u"), v = variable("v"), d = variable("d"), x = variable("x")
  private let stream = Stream(root: 1, check: "ledger of roots", purpose: "test")

  /// As it stands, which no rule of writing has touched.
  private static func root(_ e: Expression, _ n: Int = 1, _ m: Int = 2) -> Expression {
    .power(e, .rational(Rational(n, m)))
  }
  private static func raw(_ factors: Expression...) -> Expression { .product(factors) }
  private static func power(_ e: Expression, _ n: Int) -> Expression {
    .power(e, .rational(Rational(n)))
  }

  // MARK: what is asked

  private static let roots: [Pair] = {
    let one = 1 + u.squared, far = 99 - u, sizes = (u: Expression.abs(u), v: Expression.abs(v))
    return [
      Pair(name: "√(u²(1 + u²))", left: root(raw(power(u, 2), one)), right: sizes.u * root(one)),
      Pair(
        name: "(u²v²)^(3/2)", left: root(raw(power(u, 2), power(v, 2)), 3),
        right: power(sizes.u, 3) * power(sizes.v, 3)),
      Pair(name: "√(u⁴v²)", left: root(raw(power(u, 4), power(v, 2))), right: u.squared * sizes.v),
      Pair(name: "√(u⁶)", left: root(power(u, 6)), right: power(sizes.u, 3)),
      Pair(name: "(u⁶)^(1/3)", left: root(power(u, 6), 1, 3), right: u.squared),
      Pair(
        name: "(8u⁶/27)^(2/3)", left: root(raw(number(Rational(8, 27)), power(u, 6)), 2, 3),
        right: 4 * power(u, 4) / 9),
      Pair(name: "(u²)^(−1/2)", left: root(power(u, 2), -1), right: 1 / sizes.u),
      Pair(name: "√(u⁻²(1 + u²))", left: root(raw(power(u, -2), one)), right: root(one) / sizes.u),
      Pair(
        name: "√(u⁻⁶v²)", left: root(raw(power(u, -6), power(v, 2))),
        right: sizes.v / power(sizes.u, 3)),
      Pair(
        name: "√(|u|(1 + u²))", left: root(raw(sizes.u, one)), right: root(one) * root(sizes.u),
        isPromised: false),
      Pair(
        name: "√(uv)", left: root(raw(u, v)), right: root(sizes.u) * root(sizes.v),
        isPromised: false),
      Pair(
        name: "√(−uv)", left: root(raw(-1, u, v)), right: root(sizes.u) * root(sizes.v),
        isPromised: false),
      Pair(
        name: "√(u³v)", left: root(raw(power(u, 3), v)), right: sizes.u * root(raw(u, v)),
        isPromised: false),
      Pair(
        name: "√(4d(1 + u²))", left: root(raw(4, d, one)), right: 2 * root(one) * root(d),
        isPromised: false),
      Pair(name: "√(du²)", left: root(raw(d, power(u, 2))), right: sizes.u * root(d)),
      Pair(name: "√(−du⁴)", left: root(raw(-1, d, power(u, 4))), right: u.squared * root(-d)),
      Pair(
        name: "√(12d³)", left: root(raw(12, power(d, 3))), right: 2 * root(3) * root(power(d, 3))),
      Pair(name: "√(d²)", left: root(power(d, 2)), right: d, isPromised: false),
      Pair(name: "√((u − 99)⁻²)", left: root(power(u - 99, -2)), right: 1 / far),
      Pair(name: "√((u − 99)⁻²d)", left: root(raw(power(u - 99, -2), d)), right: root(d) / far),
      Pair(name: "√((99 − u)v²)", left: root(raw(far, power(v, 2))), right: sizes.v * root(far)),
      Pair(name: "√(−2(u − 99))", left: root(raw(-2, u - 99)), right: root(2) * root(far)),
      Pair(name: "√(−d(u − 99))", left: root(raw(-1, d, u - 99)), right: root(raw(d, far))),
      Pair(
        name: "(99 − u)^(−3/2)", left: root(power(far, -3)), right: root(far, -3), isPromised: false
      ),
      Pair(
        name: "(99 − u)^(5/2)(99 − u)^(−1/2)", left: root(far, 5) * root(far, -1),
        right: power(far, 2)),
      Pair(name: "(1 + u²)^(3/2)", left: root(one, 3), right: one * root(one)),
      Pair(name: "(1 + u²)^(−1/2)", left: root(one, -1), right: root(one) / one),
      Pair(name: "(1 + u²)^(4/3)", left: power(root(one, 1, 3), 4), right: one * root(one, 1, 3)),
      Pair(name: "(1 + u²)^(7/2)", left: root(one, 7), right: power(one, 3) * root(one)),
      Pair(name: "wrong √(1 + u²)", left: root(one, 3), right: root(one), isPromised: false),
      Pair(name: "√2·√2", left: raw(root(2), root(2)), right: 2),
      Pair(name: "2^(3/2)·2^(−1/2)", left: raw(root(2, 3), root(2, -1)), right: 2),
      Pair(name: "12^(1/3)·18^(1/3)", left: raw(root(12, 1, 3), root(18, 1, 3)), right: 6),
      Pair(name: "6^(−1/2)", left: root(6, -1), right: root(6) / 6),
      Pair(
        name: "(4/9)^(3/2)", left: root(number(Rational(4, 9)), 3), right: number(Rational(8, 27))),
      Pair(name: "(50/7)^(1/2)", left: root(number(Rational(50, 7))), right: 5 * root(14) / 7),
      Pair(name: "2^(7/3)", left: root(2, 7, 3), right: 4 * root(2, 1, 3)),
      Pair(name: "d⁰", left: power(d, 0), right: 1),
      Pair(name: "u¹", left: power(u, 1) / u, right: 1),
      Pair(
        name: "log(u²/(1 + u²))", left: .log(raw(power(u, 2), power(one, -1))),
        right: 2 * .log(sizes.u) - .log(one)),
      Pair(
        name: "log(|u|³eᵛ)", left: .log(raw(power(sizes.u, 3), .exp(v))),
        right: 3 * .log(sizes.u) + v),
      Pair(name: "log(du²)", left: .log(raw(d, power(u, 2))), right: .log(d) + 2 * .log(sizes.u)),
      Pair(
        name: "log(−4d/u²)", left: .log(raw(-4, d, power(u, -2))),
        right: .log(-d) + 2 * .log(2) - 2 * .log(sizes.u)),
      Pair(
        name: "log(u⁴v⁻²)", left: .log(raw(power(u, 4), power(v, -2))),
        right: 4 * .log(sizes.u) - 2 * .log(sizes.v)),
      Pair(
        name: "log(uv)", left: .log(raw(u, v)), right: .log(sizes.u) + .log(sizes.v),
        isPromised: false),
      Pair(name: "log(d²)", left: .log(power(d, 2)), right: 2 * .log(d), isPromised: false),
      Pair(name: "log(√6/2)", left: .log(root(6) / 2), right: (.log(3) - .log(2)) / 2),
      Pair(name: "log((u − 99)(−3))", left: .log(raw(-3, u - 99)), right: .log(3) + .log(far)),
      Pair(name: "exp(½ log|u|)", left: .exp(.log(sizes.u) / 2), right: root(sizes.u)),
      Pair(
        name: "exp(3 log(1 + u²) + v)", left: .exp(3 * .log(one) + v),
        right: power(one, 3) * .exp(v)),
      Pair(name: "(1 + u²)^v", left: .power(one, v), right: .exp(v * .log(one))),
    ]
  }()

  /// ∫ xᵏ e^(−x²/2 + vx) dx = √(2π) e^(v²/2) Σ C(k, j)(j − 1)!! v^(k−j), j even; and with another
  /// width.
  private static func moments(_ k: Int) -> [Pair] {
    func line(_ f: Expression) -> Expression {
      .integrating(f, over: Variable("x"), from: -.infinity, to: .infinity)
    }
    let one = 1 + u.squared
    func moment(_ mean: Expression, _ variance: Expression) -> Expression {
      var sum = Expression.rational(0), choose: Rational = 1, odd: Rational = 1
      for j in 0...k {
        if j > 0 { choose = choose * Rational(k - j + 1, j) }
        guard j % 2 == 0 else { continue }
        if j > 0 { odd = odd * Rational(j - 1) }
        sum =
          sum + number(choose * odd) * mean.raised(to: number(Rational(k - j)))
          * variance.raised(to: number(Rational(j / 2)))
      }
      return sum
    }
    let rise = x.raised(to: number(Rational(k))), bell = Expression.exp(-x.squared / 2 + v * x)
    let narrow = Expression.exp(-one * x.squared / 2 + 3 * x)
    return [
      Pair(
        name: "moment \(k)", left: line(rise * bell),
        right: .sqrt(2 * .pi) * .exp(v.squared / 2) * moment(v, 1),
        isPromised: k <= 8),
      Pair(
        name: "moment \(k) of a narrow one", left: line(rise * narrow),
        right: .sqrt(2 * .pi / one) * .exp(9 / (2 * one)) * moment(3 / one, 1 / one),
        isPromised: k <= 8),
    ]
  }

  private static let large: [Pair] = {
    let sum = u + 1
    func powers(_ n: Int) -> [Pair] {
      [
        Pair(
          name: "(1 + u)^\(n)", left: power(sum, n),
          right: power(power(sum, n / 2), 2) * power(sum, n % 2)),
        Pair(name: "u^\(n)", left: power(u, n), right: power(power(u, n / 2), 2) * power(u, n % 2)),
        Pair(
          name: "(1 + u)^\(n), wrong", left: power(sum, n), right: power(sum, n - 1),
          isPromised: false),
      ]
    }
    let most = 1 << 20
    return [8, 63, 64, 65, 66].flatMap(powers)
      + [most - 1, most].map {
        Pair(name: "(1 + u)^\($0)", left: power(sum, $0), right: power(sum, $0 - 1) * sum)
      }
      + [
        Pair(
          name: "beyond", left: power(sum, most + 1), right: power(sum, most) * sum,
          isPromised: false),
        Pair(
          name: "roots, large", left: power(root(u.squared + 1, 1, 3) * sum, 66),
          right: power(u.squared + 1, 22) * power(sum, 66), isPromised: false),
      ]
  }()

  /// Conditions that are not decided at the point, in one way and another; and optima.
  private static let branches: [Pair] = {
    func cases(_ c: Expression.Condition, _ e: Expression, _ other: Expression) -> Expression {
      .piecewise([.init(c, e)], otherwise: other)
    }
    let below = Expression.Condition.compare(d, .less, u + v), square = (v + 1).squared
    let written = v.squared + 2 * v + 1
    let same = Expression.Condition.compare(
      .product([-1, u, .power(v, 1)]) + d, .less, d + u - u * v + v - u)
    let y = Variable("y"), Y = Expression.variable(y)
    func least(_ kind: Expression.Extremum, _ end: Expression, _ body: Expression) -> Expression {
      .extremum(kind, variable: y, lower: 0, upper: end, body: body)
    }
    func area(_ end: Expression, _ body: Expression) -> Expression {
      .integrating(body, over: y, from: 0, to: end)
    }
    let inner = Expression.integrating(
      .exp(-variable("w") * Y), over: Variable("w"), from: 0, to: 1)
    let zero = Expression.sum([u, .product([-1, u])])
    return [
      Pair(name: "one condition", left: cases(below, square, u), right: cases(below, written, u)),
      Pair(
        name: "a condition in other words", left: cases(same, square, 0),
        right: cases(.compare(0, .less, v), written, 0)),
      Pair(
        name: "another relation", left: cases(below, square, u),
        right: cases(.compare(d, .lessOrEqual, u + v), square, u), isPromised: false),
      Pair(
        name: "all", left: cases(.all([below, .compare(u, .less, d * v)]), square, 0),
        right: cases(.all([below, .compare(0, .less, v * d - u)]), written, 0), isPromised: false),
      Pair(
        name: "any", left: cases(.any([below, .compare(u, .less, d * v)]), square, 0),
        right: cases(.any([below, .compare(u, .less, v * d)]), written, 0)),
      Pair(
        name: "all for any", left: cases(.any([below, .compare(u, .less, d * v)]), 1, 0),
        right: cases(.all([below, .compare(u, .less, v * d)]), 1, 0), isPromised: false),
      Pair(
        name: "not", left: cases(.not(below), square, 0),
        right: cases(.not(.compare(d - v, .less, u)), written, 0), isPromised: false),
      Pair(
        name: "not, left out", left: cases(.not(below), 1, 0), right: cases(below, 1, 0),
        isPromised: false),
      Pair(name: "both alike", left: cases(below, square, written), right: square),
      Pair(
        name: "never, and not decided",
        left: cases(.all([.compare(one(u), .less, 0), below]), 5, square), right: written),
      Pair(
        name: "always, or not decided",
        left: cases(.any([below, .compare(0, .less, one(u))]), square, 5), right: written),
      Pair(
        name: "a tie that holds",
        left: cases(.compare(.sum([u, v]), .lessOrEqual, .sum([v, u])), square, 5), right: written),
      Pair(
        name: "a tie that fails",
        left: cases(.compare(.sum([u, v]), .less, .sum([v, u])), 5, square), right: written),
      Pair(
        name: "equal", left: cases(.compare(.sum([u, v]), .equal, .sum([v, u])), square, 5),
        right: written),
      Pair(
        name: "unequal", left: cases(.compare(.sum([u, v]), .unequal, .sum([v, u])), 5, square),
        right: written),
      Pair(
        name: "the first that holds",
        left: .piecewise(
          [
            .init(.compare(one(u), .less, 0), 7), .init(.compare(0, .less, one(u)), square),
            .init(below, 9),
          ], otherwise: 5), right: written),
      Pair(name: "signs of opposites", left: .sign(d - v), right: -.sign(v - d)),
      Pair(name: "a sign of a sum", left: .sign(2 * d), right: 2 * .sign(d), isPromised: false),
      Pair(name: "bars of opposites", left: .abs(d - v), right: .abs(v - d)),
      Pair(name: "sin 0", left: .function(.sin, zero), right: 0),
      Pair(
        name: "arctan 0 and erf 0", left: .function(.arctan, zero) + .function(.erf, zero), right: 0
      ),
      Pair(
        name: "cos 0", left: .function(.cos, zero), right: .function(.cos, .product([0, v])),
        isPromised: false),
      Pair(
        name: "an optimum", left: least(.minimum, u.squared, (Y - d).squared),
        right: least(.minimum, u * u, Y.squared - 2 * d * Y + d.squared)),
      Pair(
        name: "another optimum", left: least(.minimum, u.squared, (Y - d).squared),
        right: least(.maximum, u.squared, (Y - d).squared), isPromised: false),
      Pair(
        name: "another end", left: least(.minimum, u.squared, (Y - d).squared),
        right: least(.minimum, 2 * u, (Y - d).squared), isPromised: false),
      Pair(
        name: "an area of cases", left: area(1, cases(.compare(Y, .less, d), square * Y, 0)),
        right: area(1, cases(.compare(Y, .less, d), written * Y, 0))),
      Pair(
        name: "an area of cases of areas",
        left: area(1, cases(.compare(Y, .less, d), inner * square, inner)),
        right: area(1, cases(.compare(Y, .less, d), written * inner, inner))),
      Pair(
        name: "an area of an optimum", left: area(2, .power(inner, 2) + Y),
        right: area(2, Y + inner * inner)),
    ]
  }()
  private static func one(_ e: Expression) -> Expression { 1 + e.squared }

  // MARK: the law

  private static let places: [[Variable: Rational]] = {
    var draws = Draws(77)
    return (0..<24).map { k in
      let signs: [(Rational, Rational, Rational)] = [
        (1, 1, 1), (-1, 1, 1), (1, -1, -1), (-1, -1, -1),
      ]
      let (s, t, r) = signs[k % 4]
      func size() -> Rational { Rational(draws.int(1...60) * 2 + 1, 41) }
      return [Variable("u"): s * size(), Variable("v"): t * size(), Variable("d"): r * size()]
    }
  }()

  @Test(arguments: 0..<4) func roots(_ quarter: Int) throws {
    try ask(Self.roots, "evidence-roots-\(quarter)", Self.places[quarter], judging: 300)
  }
  @Test(arguments: 0..<4) func branches(_ quarter: Int) throws {
    try ask(Self.branches, "evidence-branches-\(quarter)", Self.places[quarter], judging: 150)
  }
  @Test(arguments: 0..<2) func moments(_ half: Int) throws {
    try ask(
      (0...9).flatMap(Self.moments), "evidence-moments-\(half)", Self.places[half], judging: 0)
  }
  @Test func largePowers() throws {
    try ask(Self.large, "evidence-large-powers", Self.places[1], judging: 40)
  }

  private func ask(
    _ pairs: [Pair], _ ledger: String, _ point: [Variable: Rational], judging least: Int
  ) throws {
    var known = point, judged = 0
    known[Variable("d")] = nil
    let entries = try pairs.map { pair -> Ledger.Entry in
      func proof(_ limit: Int) -> (proof: IdentityProof, conditions: [SignCondition])? {
        IdentityProver(values: Valuation(known), stream: stream, limit: limit)
          .prove(pair.left, pair.right)
      }
      let found = [20_000, 2].map(proof)
      if pair.isPromised { #expect(found[0] != nil, "\(ledger), \(pair.name)") }
      for case let found? in found { judged += try check(pair, found.conditions) }
      let words = found.map { $0.map(outcome) ?? "not proved" }
      return Ledger.Entry(
        pair.name,
        words.joined(separator: "; ")
          + "; \(fewestProducts { proof($0)?.proof.method == .normalForm })")
    }
    #expect(judged >= least, "\(judged) judged")
    let differences = try Ledger(ledger).differences(entries)
    #expect(differences.isEmpty, "\(differences.joined(separator: "\n"))")
  }

  /// The least limit of products with which it is proved.
  private func fewestProducts(_ isEnough: (Int) -> Bool) -> String {
    guard isEnough(20_000) else { return "none" }
    var low = -1, high = 20_000
    while high - low > 1 {
      let middle = (low + high) / 2
      if isEnough(middle) { high = middle } else { low = middle }
    }
    return "\(high) products"
  }

  /// Wherever the signs are those of the proof, both sides have the same value.
  private func check(_ pair: Pair, _ conditions: [SignCondition]) throws -> Int {
    guard !pair.left.holdsIntegral, !pair.right.holdsIntegral else {
      let evaluator = Evaluator(goal: 40), place = Self.places[0]
      let left = evaluator.evaluate(pair.left, at: place).double
      let right = evaluator.evaluate(pair.right, at: place).double
      #expect(abs(left - right) <= 1e-9 * max(1, abs(left)), "\(pair.name): \(left), \(right)")
      return 1
    }
    var judged = 0
    for place in Self.places {
      let doubles = place.mapValues(\.double)
      let isInside = conditions.allSatisfy { condition in
        let value = condition.expression.plain(at: doubles).value
        return value != 0 && (value > 0 ? 1 : -1) == condition.sign
      }
      let left = pair.left.plain(at: doubles), right = pair.right.plain(at: doubles)
      guard isInside, left.value.isFinite, right.value.isFinite else { continue }
      judged += 1
      let gap = abs(left.value - right.value)
      #expect(
        gap <= 16 * (left.error + right.error) + 1e-300,
        "\(pair.name) at \(place): \(left), \(right)")
    }
    return judged
  }

  private func outcome(_ found: (proof: IdentityProof, conditions: [SignCondition])) -> String {
    let proof = found.proof
    var words = ["\(proof.method.rawValue)", "\(proof.atoms) atoms"]
    if let degree = proof.degree { words.append("degree \(degree)") }
    if let bits = proof.errorBits { words.append("2^-\(bits)") }
    let signs = found.conditions.map { "\($0.expression) \($0.sign > 0 ? ">" : "<") 0" }
    return (words + signs).joined(separator: ", ")
  }
}
