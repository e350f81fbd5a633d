import Exact
import Expressions
import Meaning
import Notation
import Probability

/// A proof over all parameters of a toy at once, instead of at points.
public struct BoxRecord: Hashable, Sendable, Codable {
  /// The ranges: `$\theta \in [-4, 4]$`.
  public var ranges: [String]
  /// Boxes looked at, and the most halvings.
  public var boxes: Int
  public var depth: Int
  /// A lower bound of the distance between the sides; absent when equality is reached.
  public var margin: Double?
  /// What algebra did before.
  public var reductions: [String]?
  /// Whether equalities between were left to the points.
  public var onlyInequalities: Bool?
}

extension Relation {
  fileprivate var isOrder: Bool {
    [.less, .lessOrEqual, .greater, .greaterOrEqual].contains(self)
  }
}

/// Proves the steps of chains on the box of what is drawn: inequalities by subdivision,
/// equalities between them as identities.
struct BoxJudge {
  let chains: [Statement.Chain]
  let setting: any Setting
  let options: Options
  /// Whether algebra is tried where boxes do not decide, at ten times the cost.
  var isThorough: Bool

  enum Outcome {
    case proved(BoxRecord)
    /// A point of the box where a step certainly fails.
    case refuted([String: Rational])
    /// It is not decided; nothing is lost.
    case none
  }

  /// All inequalities must be proved; equalities that are not proved on the box are left to the
  /// points. `points`: those of the toy, whose listed values are told apart by what is not drawn.
  func run(at points: [Point]) -> Outcome {
    guard let chains = comparable, let box = setting.box(for: self.chains.map(\.formula)),
      options.fixed(for: setting).isEmpty
    else { return .none }
    let whole = run(chains, box, at: points)
    if case .none = whole, isThorough, !box.excluded.isEmpty {
      return runInParts(chains, box, at: points)
    }
    return whole
  }

  /// The parts between the values that the toy leaves out: what holds on each may be written
  /// differently there.
  private func runInParts(
    _ chains: [Comparisons], _ box: ParameterBox, at points: [Point]
  ) -> Outcome {
    let parts = box.parts
    guard parts.count > 1 else { return .none }
    var whole = BoxRecord()
    for part in parts {
      switch run(chains, part, at: points) {
      case .proved(let record): whole.add(record)
      case .none: return .none
      case .refuted(let witness): return .refuted(witness)
      }
    }
    return .proved(whole)
  }

  private func run(
    _ chains: [Comparisons], _ box: ParameterBox, at points: [Point]
  ) -> Outcome {
    var record = BoxRecord()
    for place in listed(points, box) {
      for chain in chains {
        switch run(chain, box, place, &record) {
        case .proved: continue
        case .open: return .none
        case .refuted(let witness):
          guard box.holds(witness) else { return .none }
          return .refuted(parameters(box, witness).merging(place.values) { a, _ in a })
        }
      }
    }
    if record.margin == .infinity { record.margin = nil }
    record.ranges = box.ranges(of: variables(in: points, box))
    return .proved(record)
  }

  /// The variables on which the sides depend as numbers; all, where that is not seen.
  private func variables(in points: [Point], _ box: ParameterBox) -> Set<Variable> {
    let formulas = chains.flatMap { chain -> [Formula] in
      if case .relation(let sides, _) = chain.formula { sides } else { [] }
    }
    let all = Set(box.sides.map(\.variable)), middle = box.genericPoint
    var used: Set<Variable> = []
    for place in listed(points, box) {
      guard let here = interpreter(box, place) else { return all }
      for formula in formulas {
        guard let side = here.parametric(formula, beside: nil, box.parameters, around: middle)
        else {
          return all
        }
        let parts = side.entries + side.conditions.map(\.expression)
        for e in parts { used.formUnion(e.freeVariables) }
      }
    }
    return used.isEmpty ? all : used
  }

  private func interpreter(_ box: ParameterBox, _ place: Point) -> (any Interpreter)? {
    var point = place
    for (name, value) in parameters(box, box.genericPoint) { point.values[name] = value }
    return try? setting.interpreter(at: point, bits: MutantJudge.bits)
  }

  /// left < right or left ≤ right.
  private struct Step {
    var left: Formula, relation: Relation, right: Formula
    init(_ left: Formula, _ relation: Relation, _ right: Formula) {
      switch relation {
      case .greater: (self.left, self.relation, self.right) = (right, .less, left)
      case .greaterOrEqual: (self.left, self.relation, self.right) = (right, .lessOrEqual, left)
      default: (self.left, self.relation, self.right) = (left, relation, right)
      }
    }
  }
  private struct Comparisons { var sides: [Formula], relations: [Relation] }

  /// The chains, if they hold nothing but equalities and inequalities, and one of these at least.
  private var comparable: [Comparisons]? {
    var found: [Comparisons] = []
    for chain in chains {
      guard case .relation(let sides, let relations) = chain.formula,
        relations.allSatisfy({ $0 == .equal || $0.isOrder })
      else { return nil }
      found.append(Comparisons(sides: sides, relations: relations))
    }
    return found.contains { $0.relations.contains(where: \.isOrder) } ? found : nil
  }

  /// The inequalities of one chain. Each may be proved between any two sides that were proved equal
  /// to its own: one may be written so that the proof is seen, another not.
  private func run(
    _ chain: Comparisons, _ box: ParameterBox, _ place: Point, _ record: inout BoxRecord
  ) -> BoxProof.Verdict {
    let equal = chain.relations.indices.map { i in
      chain.relations[i] == .equal && isEqual(chain.sides[i], chain.sides[i + 1], box, place)
    }
    for i in chain.relations.indices where chain.relations[i] == .equal && !equal[i] {
      record.onlyInequalities = true
    }
    for i in chain.relations.indices where chain.relations[i].isOrder {
      let before = (0..<i).reversed().prefix { equal[$0] }
      let after = ((i + 1)..<equal.count).prefix { equal[$0] }
      let lefts = [i] + before, rights = [i + 1] + after.map { $0 + 1 }
      let pairs = rights.flatMap { r in lefts.map { ($0, r) } }
      var last = BoxProof.Verdict.open("nothing to compare")
      for (l, r) in pairs {
        let step = Step(chain.sides[l], chain.relations[i], chain.sides[r])
        guard let proof = proof(of: step, box, place) else { continue }
        last = proof.verdict
        if case .proved = last { record.add(proof) }
        if proof.isDecided { break }
      }
      guard last == .proved else { return last }
    }
    return .proved
  }

  /// One point for every combination of listed values.
  private func listed(_ points: [Point], _ box: ParameterBox) -> [Point] {
    var seen: Set<Point> = []
    let needed = setting.parameters(neededBy: chains.map(\.formula))
    return
      points
      .map {
        Point($0.values.filter { needed.contains($0.key) && box.parameters[$0.key] == nil })
      }
      .filter { seen.insert($0).inserted }
  }

  private func proof(of step: Step, _ box: ParameterBox, _ place: Point) -> BoxProof? {
    let middle = box.genericPoint
    var problem = Gap(sides: box.sides, values: middle, isStrict: step.relation == .less)
    problem.excluded = box.excluded
    if let gap = difference(step, box.parameters, middle, box, place),
      gap.conditions.allSatisfy({ holds($0, box.sides, box.excluded) })
    {
      problem.expression = gap.expression
    }
    if isThorough, !box.weights.isEmpty { problem.free = free(step, box, place) }
    return problem.prove(withAlgebra: isThorough)
  }

  private func isEqual(
    _ left: Formula, _ right: Formula, _ box: ParameterBox, _ place: Point
  ) -> Bool {
    let middle = box.genericPoint, step = Step(left, .equal, right)
    guard let gap = difference(step, box.parameters, middle, box, place),
      gap.conditions.allSatisfy({ holds($0, box.sides, box.excluded) })
    else { return false }
    return Gap(gap.expression, sides: box.sides, values: middle, isStrict: false).vanishes
  }

  /// The difference of the sides for weights that are free but for their sum.
  private func free(_ step: Step, _ box: ParameterBox, _ place: Point) -> Gap.Free? {
    let free = box.withFreeWeights
    guard let gap = difference(step, free.parameters, free.values, box, place) else { return nil }
    let weights = box.weights.map { names in names.map { Variable($0) } }
    let found = Gap.Free(
      gap.expression, sides: free.sides, values: free.values, weights: weights)
    let sums = WeightedSums(algebra: found.algebra, weights: weights)
    let isSettled = gap.conditions.allSatisfy { condition in
      condition.sign == 0 ? sums.vanishes(condition.expression) : holds(condition, free.sides, [])
    }
    return isSettled ? found : nil
  }

  /// right − left in variables, around their values.
  private func difference(
    _ step: Step, _ parameters: [String: Expression], _ values: [Variable: Rational],
    _ box: ParameterBox, _ place: Point
  ) -> (expression: Expression, conditions: [SignCondition])? {
    guard let interpreter = interpreter(box, place),
      let left = interpreter.parametric(step.left, beside: nil, parameters, around: values),
      let right = interpreter.parametric(step.right, beside: nil, parameters, around: values),
      let above = right.expression, let below = left.expression
    else { return nil }
    return (above - below, left.conditions + right.conditions)
  }

  /// Whether a decision taken at one point is the same on all of the box.
  private func holds(
    _ condition: SignCondition, _ sides: [BoxSide], _ excluded: [BoxTouch]
  ) -> Bool {
    guard condition.sign != 0 else {
      return condition.expression.normalized == Expression.rational(0)
    }
    let e = condition.sign > 0 ? condition.expression : -condition.expression
    if BoxProver(limit: 200).prove(e, strictly: true, on: sides).isProved { return true }
    return excluded.contains { isPositive(e, sides, except: $0) }
  }

  /// Whether a polynomial in a variable is positive but at an end of its range that is left out:
  /// (a − c)·f with f > 0 for a > c, (c − a)·f for a < c.
  private func isPositive(
    _ e: Expression, _ sides: [BoxSide], except touch: BoxTouch
  ) -> Bool {
    let a = touch.variable, shift = Expression.variable(a) - .rational(touch.place)
    guard let side = sides.first(where: { $0.variable == a }),
      side.lower == touch.place || side.upper == touch.place,
      let c = e.substituting([a: .variable(a) + .rational(touch.place)])
        .polynomialCoefficients(in: a), c.count > 1, c[0].normalized == 0
    else { return false }
    let slope = Expression.sum(
      of: c.dropFirst().enumerated().map {
        $0.element * shift.raised(to: .rational(Rational($0.offset)))
      })
    let quotient = side.lower == touch.place ? slope : -slope
    return BoxProver(limit: 200).prove(quotient, strictly: true, on: sides).isProved
  }

  private func parameters(
    _ box: ParameterBox, _ values: [Variable: Rational]
  ) -> [String: Rational] {
    box.parameters.compactMapValues { e -> Rational? in
      let put = e.substituting(values.mapValues { .rational($0) })
      if case .rational(let r) = put.normalized { return r }
      return nil
    }
  }
}

extension ParameterBox {
  /// The box cut at the values that are left out.
  package var parts: [ParameterBox] {
    excluded.reduce([self]) { parts, touch in
      parts.flatMap { part -> [ParameterBox] in
        guard let i = part.sides.firstIndex(where: { $0.variable == touch.variable }),
          part.sides[i].lower < touch.place, touch.place < part.sides[i].upper
        else { return [part] }
        var (low, high) = (part, part)
        low.sides[i].upper = touch.place
        high.sides[i].lower = touch.place
        return [low, high]
      }
    }
  }

  /// A point of the box at which no decision is taken on a tie.
  package var genericPoint: [Variable: Rational] {
    var point: [Variable: Rational] = [:]
    for (i, side) in sides.enumerated() {
      let share = Rational(1 + (36 + 5 * i) % 95, 97)
      point[side.variable] = side.lower + (side.upper - side.lower) * share
    }
    return point
  }

  /// The box with every weight as a variable, between the least that its parts allow and 1.
  package var withFreeWeights:
    (sides: [BoxSide], parameters: [String: Expression], values: [Variable: Rational])
  {
    var free = (sides: sides, parameters: parameters, values: genericPoint)
    let point = genericPoint.mapValues { Expression.rational($0) }
    for name in weights.flatMap(\.self) {
      guard let weight = parameters[name] else { continue }
      let v = Variable(name), parts = sides.filter { weight.depends(on: $0.variable) }
      free.parameters[name] = .variable(v)
      free.values[v] = weight.substituting(point).normalized.rationalValue
      let least = parts.reduce(Rational(1)) { $0 * min($1.lower, 1 - $1.upper) }
      free.sides.append(BoxSide(v, least, 1))
      for part in parts {
        free.sides.removeAll { $0.variable == part.variable }
        free.values[part.variable] = nil
      }
    }
    return free
  }
}

extension BoxRecord {
  fileprivate init() {
    self.init(ranges: [], boxes: 0, depth: 0, margin: .infinity, reductions: nil)
  }

  fileprivate mutating func add(_ proof: BoxProof) {
    add(proof.boxes, proof.depth, proof.margin, proof.reductions)
  }

  /// What was proved on another part of the range.
  fileprivate mutating func add(_ part: BoxRecord) {
    add(part.boxes, part.depth, part.margin, part.reductions ?? [])
    if part.onlyInequalities == true { onlyInequalities = true }
    ranges = part.ranges
  }

  private mutating func add(
    _ boxes: Int, _ depth: Int, _ margin: Double?, _ reductions: [String]
  ) {
    self.boxes += boxes
    self.depth = max(self.depth, depth)
    if let old = self.margin { self.margin = margin.map { min(old, $0) } }
    for word in reductions where self.reductions?.contains(word) != true {
      self.reductions = (self.reductions ?? []) + [word]
    }
  }
}
