import Exact
import Meaning
import Notation

/// A simple condition on the parameters of a toy.
struct Condition {
  /// For a reader, formulas between dollars: "$s_1 > 0$".
  let words: String
  let isTrue: (Point) -> Bool
  /// The point moved to where the condition changes, where it can be.
  var onEdge: (Point) -> Point? = { _ in nil }
  /// Of a condition that a letter has a value: which.
  var value: [String: Rational]?

  /// Values, signs, sizes and order of the parameters of some points, and the domains of the
  /// logarithms and roots in formulas: the simplest first.
  static func candidates(
    for points: [Point], of formulas: [Formula], on maker: TrialMaker
  ) -> [Condition] {
    let names = Set(points.flatMap(\.values.keys)).sorted()
    let single = names.flatMap { name -> [Condition] in
      let values = Set(points.compactMap { $0.values[name] }).sorted()
      // a drawn value that happens to be one's own is no condition
      return (maker.setting.toy.lists(name) ? listed(name, values) : []) + sizes(name)
    }
    let pairs = names.indices.flatMap { i in
      names[(i + 1)...].flatMap { bothPositive(names[i], $0) }
        + names.filter { $0 != names[i] }.flatMap { greater(names[i], $0) }
    }
    return single + pairs + domains(formulas, maker)
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
          onEdge: { $0.with(name, bound) })
      }
    }
  }

  // MARK: two parameters

  private static func bothPositive(_ a: String, _ b: String) -> [Condition] {
    [
      Condition(
        words: "$\(shown(a)) > 0$ and $\(shown(b)) > 0$",
        isTrue: { ($0.values[a] ?? 0) > 0 && ($0.values[b] ?? 0) > 0 },
        onEdge: { $0.with(a, 0) }),
      Condition(
        words: "$\(shown(a))$ and $\(shown(b))$ have the same sign",
        isTrue: { ($0.values[a] ?? 0) * ($0.values[b] ?? 0) > 0 }),
    ]
  }

  private static func greater(_ a: String, _ b: String) -> [Condition] {
    let kinds: [(String, (Rational, Rational) -> Bool)] = [
      (">", { $0 > $1 }), ("\\ge", { $0 >= $1 }),
    ]
    return kinds.map { sign, holds in
      Condition(
        words: "$\(shown(a)) \(sign) \(shown(b))$",
        isTrue: { p in p.values[a].flatMap { x in p.values[b].map { holds(x, $0) } } ?? false },
        onEdge: { p in p.values[b].flatMap { p.with(a, $0) } })
    }
  }

  // MARK: domains

  /// That what a logarithm or a root is taken of is positive: of one of them, and of all.
  private static func domains(_ formulas: [Formula], _ maker: TrialMaker) -> [Condition] {
    var arguments: [Formula] = []
    for formula in formulas {
      formula.visit { part in
        guard case .function(let name, let a) = part, [.log, .ln, .sqrt].contains(name),
          !a.isNumeral, !arguments.contains(a)
        else { return }
        arguments.append(a)
      }
    }
    let each = arguments.map { a in
      Condition(words: "$\(latex(a)) > 0$", isTrue: { maker.isPositive(a, at: $0) })
    }
    guard each.count > 1 else { return each }
    let all = Condition(
      words: each.map(\.words).joined(separator: " and "),
      isTrue: { point in each.allSatisfy { $0.isTrue(point) } })
    return each + [all]
  }

  /// The name of a parameter, `beta_1`, as LaTeX.
  private static func shown(_ name: String) -> String {
    (try? FormulaParser(options: .plain).parse(name)).map { latex($0) } ?? name
  }
}

extension Point {
  /// The point with another value of a parameter that it has.
  fileprivate func with(_ name: String, _ value: Rational) -> Point? {
    guard values[name] != nil else { return nil }
    var moved = self
    moved.values[name] = value
    return moved
  }
}
