import Evidence
import Exact
import Expressions
import Meaning
import Notation

// Places where a side jumps: 1[u ≥ 1] and 1[u > 1] agree at every point that is drawn, and not at
// u = 1. What is said to be unequal, or strictly ordered, is tried where both sides are equal.

extension TrialMaker {
  /// Points from which a place is looked for, and places that are tried.
  private static let starts = 3, mostSeams = 48
  /// Steps of work for the places where what a toy or the notes define jumps.
  private static let work = 200_000

  /// Tries the steps of a chain that hold where their sides may jump; only what fails there counts.
  func trySeams(_ chain: Equation.Chain, _ judged: [Bool], _ trial: inout Trial) throws {
    guard !trial.isExhaustive else { return }
    for k in chain.relations.indices where judged[k] && trial.holdsThroughout(k) {
      let only = chain.relations.indices.map { $0 == k }
      for point in seams(of: k, in: chain) {
        try add(point, to: &trial, chain, only, isFine: false)
        guard case .judged(let judgement)? = trial.outcomes[trial.outcomes.count - 1][k],
          judgement.verdict == .refuted
        else {
          trial.outcomes.removeLast()
          trial.points.removeLast()
          trial.values.removeLast()
          continue
        }
        trial.edges += 1
        break
      }
    }
  }

  /// Points of the toy on the places where a step may break.
  private func seams(of step: Int, in chain: Equation.Chain) -> [Point] {
    let sides = [chain.sides[step], chain.sides[step + 1]]
    guard chain.relations[step].comparesValues, !sides.contains(where: \.holdsDerivative) else {
      return []
    }
    let bodies = setting.toy.bodies + setting.definitions.bodies
    guard !(sides + bodies).contains(where: \.holdsOpenCases) else { return [] }
    let jumps = Jumps(of: sides, chain.relations[step])
    let free = Movable(sides, by: self)
    guard !free.names.isEmpty else { return [] }
    let isHidden = !jumps.isEmpty || bodies.contains(where: \.mayJump)
    var seen = Set(points)
    var found: [Point] = []
    for (i, start) in points.prefix(Self.starts).enumerated() {
      var places = jumps.differences.flatMap { zeros(of: $0, from: start, along: free) }
      if i == 0 {
        places += jumps.differences.flatMap { counts(for: $0, from: start, along: free) }
      }
      places += jumps.rounded.flatMap { wholes(of: $0, from: start, along: free) }
      if isHidden { places += turns(of: sides, from: start, along: free) }
      found += places.filter { setting.toy.admits($0) && seen.insert($0).inserted }
    }
    return Array(meeting(found).prefix(Self.mostSeams))
  }

  /// The letters that are drawn, but for continuous random variables, whose places have no mass; and
  /// those at which densities are taken: two densities that differ at one place are of one law.
  private struct Movable {
    let names: [String]
    private let places: Set<String>

    init(_ formulas: [Formula], by maker: TrialMaker) {
      let all = maker.setting.parameters(neededBy: formulas).filter(maker.setting.toy.draws)
        .subtracting(maker.setting.toy.continuousOutcomes)
      var places: Set<String> = []
      for formula in formulas {
        formula.visit { part in
          guard case .application(.symbol, let a) = part,
            case .symbol(let letter)? = a.wanted.first, maker.isDensity(part, at: letter)
          else { return }
          places.formUnion(maker.setting.parameters(neededBy: a.wanted))
        }
      }
      (names, self.places) = (all.subtracting(places).sorted(), places)
    }

    /// Those along which something turns that is made of these letters; none where that is a place
    /// at which a density is taken.
    func turning(_ needed: Set<String>) -> [String] {
      needed.isDisjoint(with: places) ? names.filter(needed.contains) : []
    }
  }

  // MARK: places

  /// The point moved along each letter to where a formula is 0.
  private func zeros(of formula: Formula, from point: Point, along names: Movable) -> [Point] {
    letters(in: formula, names, point).flatMap { name in
      (quadratic(formula, from: point, along: name)?.roots ?? []).compactMap { root in
        point.with([name: (point.values[name] ?? 0) + root])
      }
    }
  }

  /// The point moved along each letter to small numbers, where nothing tells where a formula is 0:
  /// a letter in it is bound by a sum or a law, which mostly counts.
  private func counts(for formula: Formula, from point: Point, along names: Movable) -> [Point] {
    letters(in: formula, names, point).flatMap { name in
      quadratic(formula, from: point, along: name) == nil
        ? Self.counts.compactMap { point.with([name: $0]) } : []
    }
  }
  private static let counts: [Rational] = [0, 1, -1, 2, 3, Rational(1, 2)]

  private func letters(in formula: Formula, _ names: Movable, _ point: Point) -> [String] {
    names.turning(setting.parameters(neededBy: [formula])).filter { point.values[$0] != nil }
  }

  /// The point moved along each letter to where a formula is a whole number, on both sides.
  private func wholes(of formula: Formula, from point: Point, along names: Movable) -> [Point] {
    guard let value = rational(formula, at: point) else { return [] }
    let below = Rational(value.floor)
    return [below, below + 1].flatMap { whole in
      zeros(of: .sum([formula, .negative(.number(whole))]), from: point, along: names)
    }
  }

  /// The same where a toy or a definition makes the side jump.
  private func turns(of sides: [Formula], from point: Point, along names: Movable) -> [Point] {
    guard let context = try? setting.interpreter(at: point, bits: MutantJudge.bits) as? Context
    else { return [] }
    let free = setting.free(for: sides)
    var around: [Variable: Rational] = [:]
    for case (let name, .variable(let v)) in free { around[v] = point.values[name] }
    let found = WorkBudget.$current.withValue(WorkBudget(Self.work)) {
      sides.compactMap { context.parametric($0, free, around: around) }
    }
    let differences = found.flatMap { side in
      side.entries.flatMap(\.turns) + side.conditions.map(\.expression)
    }
    return differences.flatMap { difference in
      names.turning(Set(difference.freeVariables.map(\.name))).flatMap { name -> [Point] in
        let others = around.filter { $0.key.name != name }.mapValues { Expression.rational($0) }
        let along = Variable(name)
        guard
          let coefficients = difference.substituting(others).polynomialCoefficients(in: along),
          coefficients.count > 1, coefficients.count < 4
        else { return [] }
        let numbers = coefficients.compactMap(\.rationalValue)
        guard numbers.count == coefficients.count else { return [] }
        return Quadratic(numbers).roots.compactMap { point.with([name: $0]) }
      }
    }
  }

  /// The formula along a letter, by its distance from the point, where that is no more than
  /// quadratic.
  private func quadratic(_ formula: Formula, from point: Point, along name: String) -> Quadratic? {
    func value(_ step: Int) -> Rational? {
      rational(formula, at: point.with([name: (point.values[name] ?? 0) + Rational(step)]))
    }
    guard let here = value(0), let next = value(1), let last = value(-1), let far = value(2) else {
      return nil
    }
    let bend = (next + last) / 2 - here, slope = (next - last) / 2
    guard far == bend * 4 + slope * 2 + here else { return nil }
    return Quadratic([here, slope, bend])
  }
}

/// A polynomial of low degree, constant term first.
private struct Quadratic {
  let coefficients: [Rational]
  init(_ coefficients: [Rational]) { self.coefficients = coefficients }

  /// Those that are rational.
  var roots: [Rational] {
    let c = coefficients[0]
    let b = coefficients.count > 1 ? coefficients[1] : 0
    let a = coefficients.count > 2 ? coefficients[2] : 0
    if a == 0 { return b == 0 ? [] : [-c / b] }
    guard let root = (b * b - a * c * 4).squareRoot else { return [] }
    return root == 0 ? [-b / (a * 2)] : [(-b - root) / (a * 2), (-b + root) / (a * 2)]
  }
}

/// What is 0 where a side may jump, and what jumps where it is a whole number.
private struct Jumps {
  private(set) var differences: [Formula] = []
  private(set) var rounded: [Formula] = []
  var isEmpty: Bool { differences.isEmpty && rounded.isEmpty }

  init(of sides: [Formula], _ relation: Relation = .equal) {
    for side in sides { side.visit { add($0) } }
    if [.unequal, .less, .greater].contains(relation) { compare(sides[0], sides[1]) }
  }

  private mutating func add(_ part: Formula) {
    switch part {
    case .relation(let sides, let relations):
      for i in relations.indices { compare(sides[i], sides[i + 1]) }
    case .function(.floor, let a), .function(.ceil, let a): rounded.append(a)
    case .function(.sgn, let a): differences.append(a)
    case .cases(let branches):
      for branch in branches { branch.condition?.visit { add($0) } }
    case .symbol(let symbol):
      for index in symbol.subscripts { if index.holdsRelation { index.visit { add($0) } } }
    default: break
    }
  }

  private mutating func compare(_ a: Formula, _ b: Formula) {
    switch b {
    case .interval(let low, let high, _, _):
      for end in [low, high] where end != .infinity && end != .negative(.infinity) {
        compare(a, end)
      }
    case .set(let members, _): for member in members where member != .dots { compare(a, member) }
    default: differences.append(.total([a, .negative(b)]))
    }
  }
}

extension Relation {
  fileprivate var comparesValues: Bool {
    isInequality || [.equal, .unequal, .defined].contains(self)
  }
}

extension Trial {
  /// Whether a step holds somewhere and nothing is known against it.
  fileprivate func holdsThroughout(_ step: Int) -> Bool {
    outcomes.contains { $0[step].isHolding }
      && !outcomes.contains { $0[step].isRefutedOrUndefined }
  }
}

extension Formula {
  /// Whether a relation stands in it.
  var holdsRelation: Bool {
    var found = false
    visit { if case .relation = $0 { found = true } }
    return found
  }

  /// Whether a slope is taken in it: at a kink it has none.
  fileprivate var holdsDerivative: Bool {
    var found = false
    visit {
      switch $0 {
      case .derivative, .gradient, .prime: found = true
      default: break
      }
    }
    return found
  }

  fileprivate var mayJump: Bool { !Jumps(of: [self]).isEmpty }

  /// Whether it holds cases that do not say what is so everywhere: of `x > 0` and `x < 0` the value
  /// at 0 is nobody's claim.
  fileprivate var holdsOpenCases: Bool {
    var found = false
    visit { part in
      guard case .cases(let branches) = part else { return }
      found = found || !branches.coverEverything
    }
    return found
  }
}

extension [CaseBranch] {
  /// Whether one is taken otherwise, or two sides are compared in every way.
  fileprivate var coverEverything: Bool {
    guard allSatisfy({ $0.condition != nil }) else { return true }
    var signs: [[Formula]: Set<Int>] = [:]
    for case .relation(let sides, let relations)? in map(\.condition) where relations.count == 1 {
      signs[sides, default: []].formUnion(relations[0].signs)
      signs[sides.reversed(), default: []].formUnion(relations[0].signs.map { -$0 })
    }
    return signs.values.contains { $0.count == 3 }
  }
}

extension Relation {
  /// Of left − right, those with which it holds.
  fileprivate var signs: Set<Int> {
    switch self {
    case .equal: [0]
    case .unequal: [-1, 1]
    case .less: [-1]
    case .lessOrEqual: [-1, 0]
    case .greater: [1]
    case .greaterOrEqual: [0, 1]
    default: []
    }
  }
}
