import Exact
import Expressions
import Notation
import Probability

// Choosing the points at which a statement is checked: generic rationals for what is drawn, every
// value for what is listed.

extension Toy {
  /// What can be set: parameters, families of weights, and constants.
  public var parameters: [ParameterDescription] {
    statements.compactMap { statement in
      switch statement.kind {
      case .parameter(let domain, _):
        ParameterDescription(name: statement.name, domain: domain.description, canBeSet: true)
      case .simplex(let n):
        ParameterDescription(
          name: statement.name, domain: "\(n) positive weights with sum 1, drawn", canBeSet: false)
      case .value(let formula):
        formula.constant.map {
          ParameterDescription(name: statement.name, domain: "constant \($0)", canBeSet: true)
        }
      default: nil
      }
    }
  }

  /// The points of the toy: about `count` when something is drawn, each combination of listed
  /// values otherwise. The same stream gives the same points. `fixing` sets parameters or
  /// constants; the rest are still drawn. Listed values of parameters outside `needed` (nil: all
  /// are needed) are not visited: the first stands for all. Throws `MeaningError` for a name that
  /// cannot be set, a value outside its domain, or conditions nothing meets.
  public func points(
    stream: Stream, count: Int, fixing: [String: Rational] = [:], needed: Set<String>? = nil
  ) throws -> [Point] {
    for name in fixing.keys.sorted()
    where !parameters.contains(where: { $0.canBeSet && $0.name == name }) {
      let known = parameters.filter(\.canBeSet).map(\.name)
      throw MeaningError(
        "the toy \(self.name) has no parameter \(name); it has \(known.isEmpty ? "none" : known.joined(separator: ", "))"
      )
    }
    if let points = try chosen(stream, count, fixing, needed) { return points }
    // a condition may want another value of a letter that nothing else needs
    if needed != nil, let points = try chosen(stream, count, fixing, nil) { return points }
    throw MeaningError(
      "no point of the toy \(name) meets its conditions; widen a domain or drop a condition")
  }

  /// The points at the combinations of `needed` listed values; nil when none meets the conditions.
  private func chosen(
    _ stream: Stream, _ count: Int, _ fixing: [String: Rational], _ needed: Set<String>?
  ) throws -> [Point]? {
    var chooser = PointChooser(toy: self, random: Cursor(stream), fixing: fixing, needed: needed)
    let combinations = try chooser.combinations()
    guard combinations <= 4096 else {
      throw MeaningError(
        "the toy \(name) lists \(combinations) combinations of values; at most 4096 are visited")
    }
    func points(_ combinations: [Int]) throws -> [Point?] {
      let base = chooser.random
      return try combinations.map { k in
        chooser.random = base
        return try chooser.point(combination: k)
      }
    }
    chooser.random = Cursor(stream)
    let first = try points(Array(0..<combinations))
    let met = first.indices.filter { first[$0] != nil }
    if met.isEmpty { return nil }
    let rounds = chooser.draws ? max(1, (count + met.count - 1) / met.count) : 1
    return try first.compactMap(\.self)
      + (1..<rounds).flatMap { _ in try points(met) }.compactMap(\.self)
  }
}

/// Random access turned into a sequence, one block of numbers for each point.
struct Cursor {
  private let stream: Stream
  private var next = 0
  init(_ stream: Stream) { self.stream = stream }
  /// A whole number from 0 up to, not including, n.
  mutating func below(_ n: Int) -> Int {
    defer { next += 1 }
    return stream.integer(below: n, at: next)
  }
}

struct PointChooser {
  let toy: Toy
  var random: Cursor
  let fixing: [String: Rational]
  var needed: Set<String>?

  /// Whether anything that is needed is drawn.
  var draws: Bool {
    toy.statements.contains { statement in
      switch statement.kind {
      case .parameter(.interval, _), .parameter(.named, _):
        fixing[statement.name] == nil && isNeeded(statement.name)
      case .simplex: isNeeded(statement.name + "_1")
      default: false
      }
    }
  }
  private func isNeeded(_ name: String) -> Bool { needed?.contains(name) ?? true }

  /// How many combinations of listed values there are.
  mutating func combinations() throws -> Int { try choice(0).combinations }

  /// A point at the k-th combination of the listed values; nil if the conditions leave none there,
  /// however the rest is drawn. Conditions on listed values alone are asked once.
  mutating func point(combination: Int) throws -> Point? {
    for attempt in 0..<2000 {
      let point = try choice(combination).point
      if attempt == 0, try !toy.meetsConditions(point, where: isSettled) { return nil }
      if try toy.meetsConditions(point) { return point }
    }
    return nil
  }

  /// Whether another draw can change nothing about a condition.
  private func isSettled(_ condition: Formula) -> Bool {
    let needed = toy.parameters(neededBy: [condition], definitions: Definitions())
    return !toy.statements.contains { statement in
      switch statement.kind {
      case .parameter(.interval, _), .parameter(.named, _):
        fixing[statement.name] == nil && needed.contains(statement.name)
      case .simplex: needed.contains(statement.name + "_1")
      default: false
      }
    }
  }

  /// Values for the k-th combination, drawn once, and how many combinations there are.
  private mutating func choice(_ combination: Int) throws -> (point: Point, combinations: Int) {
    var rest = combination, combinations = 1
    var point = Point(fixing)
    for statement in toy.statements {
      switch statement.kind {
      case .simplex(let n):
        let parts = (0..<n).map { _ in 1 + random.below(97) }
        for (i, k) in parts.enumerated() {
          point.values["\(statement.name)_\(i + 1)"] = Rational(k, parts.reduce(0, +))
        }
      case .parameter(let domain, _):
        let context = Context(
          toy: toy, definitions: Definitions(), point: point, evaluator: Evaluator())
        if let value = fixing[statement.name] {
          guard try domain.contains(value, statement.indices, in: context) else {
            throw MeaningError(
              "\(statement.name) = \(value) lies outside its domain \(domain.description)")
          }
        } else if let values = try context.finiteValues(of: domain, statement.indices) {
          guard !values.isEmpty else {
            throw MeaningError("\(statement.name) has no value to take in \(domain.description)")
          }
          guard isNeeded(statement.name) else {
            point.values[statement.name] = values[0]
            continue
          }
          point.values[statement.name] = values[rest % values.count]
          rest /= values.count
          combinations *= values.count
        } else {
          point.values[statement.name] = try draw(
            domain, statement.indices, in: context, apartFrom: Array(point.values.values))
        }
      default: break
      }
    }
    return (point, combinations)
  }

  /// A rational of denominator at most 97 inside the interval, apart from 0, ±1, 2, ½ and from what
  /// is chosen already.
  private mutating func draw(
    _ domain: Domain, _ indices: [String: Int], in context: Context, apartFrom others: [Rational]
  ) throws -> Rational {
    guard case .interval(let lower, let upper) = try context.denotation(of: domain, indices) else {
      throw MeaningError("nothing to draw from")
    }
    let below = context.valuation.rational(lower), above = context.valuation.rational(upper)
    let a = below ?? (above.map { $0 - 4 } ?? -4), b = above ?? a + (below == nil ? 8 : 4)
    guard a < b else { throw MeaningError("the interval \(domain.description) is empty") }
    let margin = min(Rational(1, 64), (b - a) / 64)
    var candidate = a
    for attempt in 0..<200 {
      let denominator = 11 + random.below(87)
      candidate = a + (b - a) * Rational(1 + random.below(denominator - 1), denominator)
      if candidate.denominator > 97 * a.denominator * b.denominator { continue }
      let special: [Rational] = [0, 1, -1, 2, Rational(1, 2)]
      let clear =
        special.allSatisfy { (candidate - $0).magnitude > margin }
        && (attempt > 100
          || others.allSatisfy {
            (candidate - $0).magnitude > margin
              && ((candidate - $0).magnitude - 1).magnitude > margin
          })
      if clear { return candidate }
    }
    return candidate
  }
}

extension Context {
  /// The values a domain lists, or nil for an interval.
  func finiteValues(of domain: Domain, _ indices: [String: Int] = [:]) throws -> [Rational]? {
    let top = atTopOfToy(indices)
    func rational(_ formula: Formula) throws -> Rational {
      guard let r = valuation.rational(try top.scalar(formula)) else {
        throw MeaningError("\(latex(formula)) is not a rational number")
      }
      return r
    }
    switch domain {
    case .interval: return nil
    case .named(let name):
      if case .set(let values) = try top.denotation(name) { return values }
      return nil
    case .values(let values): return try values.map(rational)
    case .integers(let a, let b):
      guard let from = try rational(a).int, let through = try rational(b).int else {
        throw MeaningError("a range a..b goes between whole numbers")
      }
      return try Self.numbers(from: from, through: through, "a range")
    case .support(let laws):
      let places = try laws.flatMap { text -> [Rational] in
        let law = try top.law(text)
        guard law.dimension == 1, let atoms = try law.atoms(at: valuation) else {
          throw MeaningError("support(…) lists the atoms of finite laws on the line")
        }
        return atoms.compactMap { valuation.rational($0.point[0]) }
      }
      return Set(places).sorted()
    }
  }
}

extension Formula {
  /// The rational that a formula of numerals alone stands for: `7/5`, `-3`.
  package var constant: Rational? {
    switch self {
    case .number(let r): return r
    case .negative(let a): return a.constant.map { -$0 }
    case .quotient(let a, let b):
      guard let x = a.constant, let y = b.constant, !y.isZero else { return nil }
      return x / y
    default: return nil
    }
  }
}

extension Domain {
  func contains(_ x: Rational, _ indices: [String: Int], in context: Context) throws -> Bool {
    if let values = try context.finiteValues(of: self, indices) { return values.contains(x) }
    let (closedBelow, closedAbove) = ends
    guard case .interval(let lower, let upper) = try context.denotation(of: self, indices) else {
      return false
    }
    let aboveLower =
      context.valuation.rational(lower).map { closedBelow ? x >= $0 : x > $0 } ?? true
    let belowUpper =
      context.valuation.rational(upper).map { closedAbove ? x <= $0 : x < $0 } ?? true
    return aboveLower && belowUpper
  }

  /// Whether the ends of an interval belong to it; those of a named set do.
  var ends: (Bool, Bool) {
    if case .interval(_, _, let below, let above) = self { (below, above) } else { (true, true) }
  }

  var description: String {
    func text(_ f: Formula?) -> String { f.map { latex($0) } ?? "∞" }
    switch self {
    case .interval(nil, nil, _, _): return "any real number, drawn"
    case .interval(let a, let b, let closedBelow, let closedAbove):
      return
        "\(closedBelow ? "[" : "(")\(a == nil ? "−" : "")\(text(a)), \(text(b))\(closedAbove ? "]" : ")"), drawn"
    case .values(let values): return "one of " + values.map { latex($0) }.joined(separator: ", ")
    case .integers(let a, let b): return "\(latex(a)) to \(latex(b))"
    case .support: return "every atom"
    case .named(let name): return "\(latex(name)), drawn"
    }
  }
}
