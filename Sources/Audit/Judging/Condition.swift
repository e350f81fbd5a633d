import Evidence
import Exact
import Expressions
import Meaning
import Notation

/// A simple condition on the parameters of a toy.
struct Condition {
  /// For a reader, formulas between dollars: "$s_1 > 0$".
  let words: String
  let isTrue: (Point) -> Bool
  /// The point moved to where the condition changes: one for each way there that can be named.
  var edges: (Point) -> [Point] = { _ in [] }
  /// Of a condition that a letter has a value: which.
  var value: [String: Rational]?

  /// Values, signs, sizes and order of the parameters of some points, and the domains of the
  /// logarithms and roots in formulas: the simplest first.
  static func candidates(
    for points: [Point], of formulas: [Formula], on maker: TrialMaker
  ) -> [Condition] {
    // what is drawn anew each time is no condition
    let drawn = maker.setting.toy.outcomes.values.flatMap(\.self)
    let names = Set(points.flatMap(\.values.keys)).subtracting(drawn).sorted()
    let single = names.flatMap { name -> [Condition] in
      let values = Set(points.compactMap { $0.values[name] }).sorted()
      // a drawn value that happens to be one's own is no condition
      return (maker.setting.toy.lists(name) ? listed(name, values) : []) + sizes(name)
    }
    let pairs = names.indices.flatMap { i in
      names[(i + 1)...].flatMap { signs(names[i], $0) }
        + names.filter { $0 != names[i] }.flatMap { greater(names[i], $0) }
    }
    return single + pairs + domains(formulas, maker)
  }

  /// That two sides have a value, which does not say what stands in the way: the last resort.
  static func values(of left: Formula, and right: Formula, on maker: TrialMaker) -> Condition {
    Condition(
      words: "both sides have a value", isTrue: { maker.hasValues(left, right, at: $0) })
  }

  // MARK: one parameter

  private static func listed(_ name: String, _ values: [Rational]) -> [Condition] {
    let equal = values.map { value in
      Condition(
        words: "$\(shown(name)) = \(value)$", isTrue: { $0.values[name] == value },
        value: [name: value])
    }
    let unequal = values.map { value in
      Condition(words: "$\(shown(name)) \\ne \(value)$", isTrue: { $0.values[name] != value })
    }
    return values.count > 1 ? equal + unequal : equal
  }

  private static func sizes(_ name: String) -> [Condition] {
    [Rational(0), 1].flatMap { bound in
      let kinds: [(String, (Rational) -> Bool)] = [
        (">", { $0 > bound }), ("<", { $0 < bound }), ("\\ge", { $0 >= bound }),
        ("\\le", { $0 <= bound }),
      ]
      return kinds.map { sign, holds in
        Condition(
          words: "$\(shown(name)) \(sign) \(bound)$",
          isTrue: { $0.values[name].map(holds) ?? false },
          edges: { [$0.with([name: bound])].compactMap(\.self) })
      }
    }
  }

  // MARK: two parameters

  /// What the signs of two letters are: both of them, and that of their product; 0 let in or not.
  private static func signs(_ a: String, _ b: String) -> [Condition] {
    let (x, y) = (shown(a), shown(b))
    let kinds: [(String, (Rational, Rational) -> Bool)] = [
      ("$\(x) > 0$ and $\(y) > 0$", { $0 > 0 && $1 > 0 }),
      ("$\(x) \\ge 0$ and $\(y) \\ge 0$", { $0 >= 0 && $1 >= 0 }),
      ("$\(x)$ and $\(y)$ have the same sign", { $0 * $1 > 0 }),
      ("$\(x) \(y) \\ge 0$", { $0 * $1 >= 0 }),
    ]
    return kinds.map { words, holds in
      Condition(
        words: words,
        isTrue: { p in p.values[a].flatMap { v in p.values[b].map { holds(v, $0) } } ?? false },
        edges: { p in [[a: 0], [b: 0], [a: 0, b: 0]].compactMap { p.with($0) } })
    }
  }

  private static func greater(_ a: String, _ b: String) -> [Condition] {
    let kinds: [(String, (Rational, Rational) -> Bool)] = [
      (">", { $0 > $1 }), ("\\ge", { $0 >= $1 }),
    ]
    return kinds.map { sign, holds in
      Condition(
        words: "$\(shown(a)) \(sign) \(shown(b))$",
        isTrue: { p in p.values[a].flatMap { x in p.values[b].map { holds(x, $0) } } ?? false },
        edges: { p in [p.values[b].flatMap { p.with([a: $0]) }].compactMap(\.self) })
    }
  }

  // MARK: domains

  /// That what a logarithm or a root is taken of is positive, of a root that it is not negative: of
  /// one of them, and of all.
  private static func domains(_ formulas: [Formula], _ maker: TrialMaker) -> [Condition] {
    var arguments: [(formula: Formula, isOfRoot: Bool)] = []
    for formula in formulas {
      formula.visit { part in
        guard case .function(let name, let a) = part, [.log, .ln, .sqrt].contains(name),
          !a.isNumeral
        else { return }
        guard let i = arguments.firstIndex(where: { $0.formula == a }) else {
          arguments.append((a, name == .sqrt))
          return
        }
        if name != .sqrt { arguments[i].isOfRoot = false }
      }
    }
    let strict = arguments.map { sign($0.formula, .greater, maker) }
    let weak = arguments.filter(\.isOfRoot).map { sign($0.formula, .greaterOrEqual, maker) }
    let natural = arguments.map {
      sign($0.formula, $0.isOfRoot ? .greaterOrEqual : .greater, maker)
    }
    guard arguments.count > 1 else { return strict + weak }
    return strict + weak + [all(strict)] + (weak.isEmpty ? [] : [all(natural)])
  }

  private static func sign(_ formula: Formula, _ relation: Relation, _ maker: TrialMaker)
    -> Condition
  {
    Condition(
      words: "$\(latex(formula)) \(relation == .greater ? ">" : "\\ge") 0$",
      isTrue: { maker.compares(formula, relation, at: $0) },
      edges: { maker.zeros(of: formula, from: $0) })
  }

  private static func all(_ each: [Condition]) -> Condition {
    Condition(
      words: each.map(\.words).joined(separator: " and "),
      isTrue: { point in each.allSatisfy { $0.isTrue(point) } },
      edges: { point in each.flatMap { $0.edges(point) } })
  }

  /// The name of a parameter, `beta_1`, as LaTeX.
  private static func shown(_ name: String) -> String {
    (try? FormulaParser(options: .plain).parse(name)).map { latex($0) } ?? name
  }
}

extension TrialMaker {
  /// Whether a formula is certainly positive, or not negative, at a point; false where it has no
  /// value.
  fileprivate func compares(_ formula: Formula, _ relation: Relation, at point: Point) -> Bool {
    guard let value = value(of: formula, at: point) else { return false }
    let zero = Evaluated(.exact(ExactNumber(0)), scale: 0)
    return Evidence.judge(value, relation, zero, by: MutantJudge.standard).verdict == .holds
  }

  /// Whether two sides have values at a point, be they known or not.
  fileprivate func hasValues(_ left: Formula, _ right: Formula, at point: Point) -> Bool {
    guard let here = try? PointValues(setting, point, bits: MutantJudge.bits),
      let a = try? here.value(of: left, beside: right),
      let b = try? here.value(of: right, beside: left)
    else { return false }
    return !(a.components + b.components).contains { $0.value.isNoNumber }
  }

  /// The point moved to where a formula is 0 along each drawn letter in which it is linear.
  fileprivate func zeros(of formula: Formula, from point: Point) -> [Point] {
    point.values.keys.sorted().filter(setting.toy.draws).compactMap { name in
      guard let start = rational(formula, at: point.with([name: 0])),
        let slope = rational(formula, at: point.with([name: 1])).map({ $0 - start }), slope != 0,
        let zero = point.with([name: -start / slope]), rational(formula, at: zero) == 0
      else { return nil }
      return zero
    }
  }

  /// The value of a formula at a point where that is a rational number.
  func rational(_ formula: Formula, at point: Point?) -> Rational? {
    guard let point, case .exact(let number)? = value(of: formula, at: point)?.value else {
      return nil
    }
    return number.rational
  }

  private func value(of formula: Formula, at point: Point) -> Evaluated? {
    guard let here = try? PointValues(setting, point, bits: MutantJudge.bits),
      let side = try? here.value(of: formula, beside: nil), side.components.count == 1
    else { return nil }
    return side.components[0].value
  }
}

extension Evaluated {
  /// Whether it is certainly no number: none at all, or infinite.
  fileprivate var isNoNumber: Bool {
    switch value {
    case .undefined, .infinite: true
    case .exact, .ball, .estimate, .undecided: false
    }
  }
}

extension Point {
  /// The point with other values of parameters that it has.
  func with(_ others: [String: Rational]) -> Point? {
    guard others.keys.allSatisfy({ values[$0] != nil }) else { return nil }
    return Point(values.merging(others) { $1 })
  }
}
