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
}

/// Proves the steps of chains on the box of what is drawn: inequalities by subdivision,
/// equalities between them as identities.
struct BoxJudge {
  let chains: [Statement.Chain]
  let setting: any Setting
  let options: Options

  enum Outcome {
    case proved(BoxRecord)
    /// A point of the box where a step certainly fails.
    case refuted([String: Rational])
    /// It is not decided; nothing is lost.
    case none
  }

  /// The steps are tried in order; all must be proved. `points`: those of the toy, whose listed
  /// values are told apart by what is not drawn.
  func run(at points: [Point]) -> Outcome {
    guard let steps, let box = setting.box(for: chains.map(\.formula)),
      options.fixed(for: setting).isEmpty
    else { return .none }
    var record = BoxRecord(ranges: box.text, boxes: 0, depth: 0, margin: .infinity, reductions: nil)
    for place in listed(points, box) {
      for step in steps {
        guard let proof = proof(of: step, box, place) else { return .none }
        switch proof.verdict {
        case .open: return .none
        case .refuted(let witness):
          if box.holdsMore { return .none }
          return .refuted(parameters(box, witness).merging(place.values) { a, _ in a })
        case .proved: record.add(proof)
        }
      }
    }
    if record.margin == .infinity { record.margin = nil }
    return .proved(record)
  }

  private struct Step { var left: Formula, relation: Relation, right: Formula }

  /// All steps, if there is an inequality among them.
  private var steps: [Step]? {
    var steps: [Step] = []
    for chain in chains {
      guard case .relation(let sides, let relations) = chain.formula else { return nil }
      for (i, relation) in relations.enumerated() {
        switch relation {
        case .less, .lessOrEqual:
          steps.append(Step(left: sides[i], relation: relation, right: sides[i + 1]))
        case .greater, .greaterOrEqual:
          steps.append(
            Step(
              left: sides[i + 1], relation: relation == .greater ? .less : .lessOrEqual,
              right: sides[i]))
        case .equal: steps.append(Step(left: sides[i], relation: .equal, right: sides[i + 1]))
        default: return nil
        }
      }
    }
    return steps.contains { $0.relation != .equal } ? steps : nil
  }

  /// One point for every combination of listed values.
  private func listed(_ points: [Point], _ box: ParameterBox) -> [Point] {
    var seen: Set<Point> = []
    let needed = setting.parameters(neededBy: chains.map(\.formula))
    return points
      .map {
        Point($0.values.filter { needed.contains($0.key) && box.parameters[$0.key] == nil })
      }
      .filter { seen.insert($0).inserted }
  }

  private func proof(of step: Step, _ box: ParameterBox, _ place: Point) -> BoxProof? {
    var middle: [Variable: Rational] = [:]
    // A generic place: no decision is taken on a tie.
    for (i, side) in box.sides.enumerated() {
      middle[side.variable] = side.lower + (side.upper - side.lower) * Rational(37 + 5 * i, 97)
    }
    var point = place
    for (name, value) in parameters(box, middle) { point.values[name] = value }
    guard let interpreter = try? setting.interpreter(at: point, bits: MutantJudge.bits),
      let left = interpreter.parametric(step.left, box.parameters, around: middle),
      let right = interpreter.parametric(step.right, box.parameters, around: middle),
      let above = right.expression, let below = left.expression
    else { return nil }
    // Many variables need many boxes; what is not decided soon stays at its points.
    let prover = BoxProver(limit: box.sides.count > 2 ? 400 : 2000)
    for condition in left.conditions + right.conditions {
      guard holds(condition, prover, box.sides) else { return nil }
    }
    if step.relation == .equal {
      let isZero = prover.vanishes(above - below, on: box.sides)
      return isZero ? BoxProof(verdict: .proved, margin: .infinity) : nil
    }
    let isStrict = step.relation == .less
    let difference = above - below
    let proof = prover.prove(difference, strictly: isStrict, on: box.sides)
    if isStrict || proof.verdict == .proved { return proof }
    if case .refuted = proof.verdict { return proof }
    return SeparateProof(box.sides, Valuation(middle)).prove(difference) ?? proof
  }

  /// Whether a decision taken at one point is the same on all of the box.
  private func holds(
    _ condition: (expression: Expression, sign: Int), _ prover: BoxProver, _ sides: [BoxSide]
  ) -> Bool {
    guard condition.sign != 0 else { return condition.expression.normalized == .rational(0) }
    let e = condition.sign > 0 ? condition.expression : -condition.expression
    return prover.prove(e, strictly: true, on: sides).verdict == .proved
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

extension BoxRecord {
  fileprivate mutating func add(_ proof: BoxProof) {
    boxes += proof.boxes
    depth = max(depth, proof.depth)
    if let old = margin { margin = proof.margin.map { min(old, $0) } }
    if !proof.reductions.isEmpty { reductions = (reductions ?? []) + proof.reductions }
  }
}
