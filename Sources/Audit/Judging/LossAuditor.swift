import Evidence
import Exact
import Expressions
import Meaning
import Notation

/// Judges an objective that is to be minimised: it must have a least value, and where a sheet says
/// so, there.
struct LossAuditor: Sendable {
  let chain: Equation.Chain
  let letters: [Symbol]
  let least: [Role.Assignment]
  let order: Int
  let book: DefinitionBook
  let toys: [Toy]

  /// The letters run through ±10^−k … ±10^k; an objective whose least value still falls at every
  /// size up to this has none.
  static let largest = 6

  func run() -> EquationAuditor.Result {
    let objective = DefinitionBook.introduced(chain.sides[chain.sides.count - 1])
    var result = EquationAuditor.Result(
      chain: chain, verdict: .unbound, reason: "no toy of the sheet speaks for this line")
    var judged: [(Toy, Descent)] = []
    for toy in toys {
      switch Descent.of(
        objective, in: letters, least, on: toy, book.definitions(for: [objective], order: order))
      {
      case .success(let descent): judged.append((toy, descent))
      case .failure(let error):
        if judged.isEmpty {
          (result.verdict, result.reason) = (
            error.unbound == nil ? .notUnderstood : .unbound, error.message
          )
        }
      }
    }
    guard !judged.isEmpty else { return result }
    let bad = judged.filter { !$0.1.isBounded }
    result.verdict = bad.isEmpty ? .holds : bad.count == judged.count ? .wrong : .conditional
    result.reason = (bad.first ?? judged[0]).1.words
    if result.verdict == .conditional {
      result.condition =
        "it has a least value on "
        + judged.filter(\.1.isBounded).map(\.0.name).joined(separator: ", ")
    }
    result.trials = judged.map { Trial(otherwise: $0.0) }
    if result.verdict == .wrong { result.variant = variant(of: objective, on: judged.map(\.0)) }
    return result
  }

  /// The slips that turn an objective round; dropping or renaming a part only makes another
  /// objective.
  private static let mends: Set<String> = ["sign", "absolute value added", "other law"]

  private func variant(of objective: Formula, on toys: [Toy]) -> TrueVariant? {
    for neighbour in neighbours(of: objective).prefix(VariantSearch.most)
    where Self.mends.contains(neighbour.change) {
      let definitions = book.definitions(for: [neighbour.formula], order: order)
      let holds = toys.allSatisfy { toy in
        guard
          case .success(let descent) = Descent.of(
            neighbour.formula, in: letters, least, on: toy, definitions)
        else { return false }
        return descent.isBounded && descent.depends
      }
      if holds {
        return TrueVariant(
          latex: latex(neighbour.formula), change: neighbour.change,
          words: Edit(objective, neighbour.formula).words)
      }
    }
    return nil
  }
}

/// The least values of an objective over ever larger ranges of its letters.
struct Descent {
  /// Where the objective was least, by size of the range.
  private(set) var lowest: [(point: Point, value: Evaluated)] = []
  /// Whether it takes different values at all, in every letter.
  private(set) var depends = false
  /// A point where it is less than where it should be least.
  private(set) var below: (point: Point, value: Evaluated, stated: Evaluated)?
  private let names: [String]

  static func of(
    _ objective: Formula, in letters: [Symbol], _ least: [Role.Assignment], on toy: Toy,
    _ definitions: Definitions
  ) -> Result<Descent, MeaningError> {
    do {
      let setting = ToySetting(toy: toy, definitions: definitions, count: 3)
      let points = try setting.points(check: "audit", seed: 1, fixing: [:])
      var descent = Descent(names: letters.map { Name.text($0) })
      guard let base = points.first else { throw MeaningError("the toy \(toy.name) has no points") }
      try descent.fall(objective, base, setting)
      for point in points { try descent.compare(objective, point, least, setting) }
      return .success(descent)
    } catch let error as MeaningError { return .failure(error) } catch {
      return .failure(MeaningError("\(error)"))
    }
  }

  private init(names: [String]) { self.names = names }

  static func value(_ f: Formula, _ point: Point, _ setting: ToySetting) throws -> Evaluated {
    let side = try setting.interpreter(at: point, bits: MutantJudge.bits).value(of: f, beside: nil)
    guard side.components.count == 1 else { throw MeaningError("an objective is one number") }
    return side.components[0].value
  }

  private static func isLess(_ a: Evaluated, _ b: Evaluated) -> Bool {
    judge(a, .less, b, by: MutantJudge.standard).verdict == .holds
  }

  // MARK: ever larger ranges

  private mutating func fall(_ objective: Formula, _ base: Point, _ setting: ToySetting) throws {
    var best: (point: Point, value: Evaluated)?
    var firstError: MeaningError?
    var seen: Set<Set<String>> = []
    for size in 0...LossAuditor.largest {
      let ranges = names.map { name in
        Self.range(setting.parameters.first { $0.name == name }?.domain, size)
      }
      for values in Self.combinations(ranges) {
        var point = base
        for (name, value) in zip(names, values) { point.values[name] = value }
        let value: Evaluated
        do { value = try Self.value(objective, point, setting) } catch let error as MeaningError {
          firstError = firstError ?? error
          continue
        }
        guard value.double.isFinite else { continue }
        seen.insert([value.double.description])
        if best == nil || Self.isLess(value, best!.value) { best = (point, value) }
      }
      if let best { lowest.append(best) }
    }
    depends = seen.count > 1
    if lowest.isEmpty { throw firstError ?? MeaningError("the objective has no value anywhere") }
  }

  /// What a letter runs through: powers of ten, or towards the ends of its interval. Only what is
  /// new at this size.
  private static func range(_ domain: String?, _ size: Int) -> [Rational] {
    if let domain,
      let match = domain.firstMatch(of: #/^[\[(](-?[0-9/.]+), (-?[0-9/.]+)[\])], drawn/#),
      let a = Rational(String(match.output.1)), let b = Rational(String(match.output.2)), a < b
    {
      return (0...size).flatMap { k -> [Rational] in
        let step = (b - a) / 2 / Rational(10).power(k)
        return [a + step, b - step]
      }
    }
    return [0]
      + (0...size).flatMap { k -> [Rational] in
        let p = Rational(10).power(k)
        return [p, -p, 1 / p, -1 / p]
      }
  }

  private static func combinations(_ ranges: [[Rational]]) -> [[Rational]] {
    ranges.reduce([[]]) { all, range in all.flatMap { start in range.map { start + [$0] } } }
  }

  // MARK: where it should be least

  private mutating func compare(
    _ objective: Formula, _ point: Point, _ least: [Role.Assignment], _ setting: ToySetting
  ) throws {
    guard !least.isEmpty, below == nil else { return }
    var stated = point
    for assignment in least {
      guard case .exact(let number) = try Self.value(assignment.value, point, setting).value,
        let r = number.rational
      else {
        throw MeaningError("\(latex(assignment.value)) is no exact number")
      }
      stated.values[Name.text(assignment.name)] = r
    }
    let there = try Self.value(objective, stated, setting)
    for point in [point] + around(stated, setting) {
      guard let here = try? Self.value(objective, point, setting), Self.isLess(here, there) else {
        continue
      }
      below = (point, here, there)
      return
    }
  }

  /// Points near the place where it should be least, letter by letter and in all of them at once,
  /// at ever smaller distances: off the place by δ it falls by some δ² at δ/2.
  private func around(_ stated: Point, _ setting: ToySetting) -> [Point] {
    let steps = [3, 6, 9, 12, 16, 20].map { Rational(1, 1 << $0) }.flatMap { [$0, -$0] }
    let sets = names.count > 1 ? names.map { [$0] } + [names] : [names]
    return steps.flatMap { step in
      sets.compactMap { letters -> Point? in
        var point = stated
        for letter in letters {
          guard let value = point.values[letter] else { return nil }
          point.values[letter] = value + step * max(1, value.magnitude)
        }
        return setting.toy.admits(point) ? point : nil
      }
    }
  }

  // MARK: what is found

  /// Whether the least value stops falling, and nothing lies below where it should be least.
  var isBounded: Bool { below == nil && !keepsFalling }

  private var keepsFalling: Bool {
    guard lowest.count == LossAuditor.largest + 1 else { return false }
    return (2..<lowest.count).allSatisfy { Self.isLess(lowest[$0].value, lowest[$0 - 1].value) }
  }

  var words: String {
    func number(_ x: Evaluated) -> String { short(x) }
    func place(_ p: Point) -> String {
      names.map { "\($0) = \(p.values[$0].map { short($0.double) } ?? "?")" }.joined(
        separator: ", ")
    }
    if keepsFalling {
      let shown = [lowest[0], lowest[2], lowest[lowest.count - 1]]
      return "it keeps falling: "
        + shown.map { "\(number($0.value)) at \(place($0.point))" }.joined(separator: "; ")
    }
    if let below {
      return
        "\(number(below.value)) at \(place(below.point)) is less than \(number(below.stated)), where it should be least"
    }
    return
      "its least value, \(number(lowest[lowest.count - 1].value)), is reached at \(place(lowest[lowest.count - 1].point))"
  }
}
