import Evidence
import Exact
import Expressions
import Meaning
import Notation

/// A chain tried on one toy: every step at every point.
struct Trial: Sendable {
  /// What became of one step at one point.
  enum Outcome: Sendable {
    case judged(Judgement)
    /// A name that means nothing on this toy.
    case unbound(String)
    /// It has no meaning on this toy, and why.
    case failed(String)
    /// A law stands beside a number.
    case mismatched(String)
  }
  var toy: String
  /// How the page calls the toy and its points.
  var scope: String
  var points: [Point]
  /// By point, then by step; nil for a step that is not judged.
  var outcomes: [[Outcome?]]
  /// By point, then by side.
  var values: [[SideValue?]]
  /// Why it was not tried at all.
  var failure: String?

  init(toy: String, points: [Point] = []) {
    (self.toy, scope, self.points, outcomes, values) = (toy, toy, points, [], [])
  }
  init(failed toy: Toy, _ why: String) {
    self.init(toy: toy.name)
    failure = why
  }
  /// Judged in a way of its own.
  init(otherwise toy: Toy) {
    self.init(toy: toy.name)
    scope = toy.title ?? toy.name
  }

  /// Whether a name of the step means nothing on this toy.
  func isUnbound(_ step: Int) -> Bool {
    outcomes.contains { if case .unbound? = $0[step] { true } else { false } }
  }

  /// Whether one side of a step has a finite value at a point and the other none.
  func isOneSided(_ step: Int, _ point: Int) -> Bool {
    guard let left = values[point][step], let right = values[point][step + 1] else { return false }
    return left.isFinite != right.isFinite
  }
}

/// Tries chains on a toy with the definitions of the document.
struct TrialMaker: Sendable {
  let setting: ToySetting
  let points: [Point]

  /// Points on each toy, and how many of them are judged at full accuracy.
  static let points = 12
  static let finePoints = 3
  static let fineBits = Options().bits

  init(_ toy: Toy, _ definitions: Definitions, for formulas: [Formula]) throws {
    setting = ToySetting(toy: toy, definitions: definitions, count: Self.points)
    points = try setting.points(check: "audit", seed: 1, fixing: [:], for: formulas)
  }

  /// Whether the toy itself gives a name a meaning.
  static func binds(_ symbol: Symbol, _ toy: Toy) -> Bool {
    guard let maker = try? TrialMaker(toy, Definitions(), for: [.symbol(symbol)]),
      let context = maker.context
    else { return false }
    return context.isBound(symbol)
  }
  private var context: Context? {
    (try? setting.interpreter(at: points.first ?? Point(), bits: MutantJudge.bits)) as? Context
  }

  /// Whether the formula is the density of a law at x.
  func isDensity(_ formula: Formula, at x: Symbol) -> Bool {
    context?.isDensity(formula) ?? false
  }

  /// `judged` says which steps are to be judged. All points are judged coarsely, and where
  /// everything agrees some finely.
  func run(_ chain: Equation.Chain, judged: [Bool]) -> Trial {
    var trial = Trial(toy: setting.name, points: points)
    trial.scope = setting.scope(points: points.count, of: chain.sides)
    do {
      for (i, point) in points.enumerated() {
        let coarse = try PointValues(setting, point, bits: MutantJudge.bits)
        var (outcomes, values) = steps(chain, judged, coarse, MutantJudge.standard)
        if i % max(1, points.count / Self.finePoints) == 0, outcomes.contains(where: \.isHolding) {
          let fine = try PointValues(setting, point, bits: Self.fineBits)
          let (better, finer) = steps(chain, judged, fine, Options().standard)
          for k in outcomes.indices where outcomes[k].isHolding { outcomes[k] = better[k] }
          for k in values.indices { values[k] = finer[k] ?? values[k] }
        }
        trial.outcomes.append(outcomes)
        trial.values.append(values)
      }
    } catch { trial.failure = "\(error)" }
    return trial
  }

  /// Whether the chain holds at every point, with finite values somewhere: for variants, of which
  /// most fail at the first.
  func holds(
    _ chain: Equation.Chain, at values: [PointValues], judged: [Bool],
    by standard: Standard = MutantJudge.standard
  ) -> Bool {
    var isFinite = false
    return !values.isEmpty
      && values.allSatisfy { point in
        let (outcomes, sides) = steps(chain, judged, point, standard)
        isFinite = isFinite || sides.allSatisfy { $0?.isFinite ?? true }
        return outcomes.contains(where: \.isHolding)
          && outcomes.allSatisfy { $0 == nil || $0.isHolding }
      } && isFinite
  }

  /// Whether a formula is certainly positive at a point; false where it has no value.
  func isPositive(_ formula: Formula, at point: Point) -> Bool {
    guard let point = try? PointValues(setting, point, bits: MutantJudge.bits),
      let side = try? point.value(of: formula, beside: nil), side.components.count == 1
    else { return false }
    let zero = Evaluated(.exact(ExactNumber(0)), scale: 0)
    return Evidence.judge(side.components[0].value, .greater, zero, by: MutantJudge.standard)
      .verdict == .holds
  }

  func values(bits: Int) -> [PointValues] {
    points.compactMap { try? PointValues(setting, $0, bits: bits) }
  }

  private func steps(
    _ chain: Equation.Chain, _ judged: [Bool], _ point: PointValues, _ standard: Standard
  ) -> (outcomes: [Trial.Outcome?], values: [SideValue?]) {
    var found = [SideValue?](repeating: nil, count: chain.sides.count)
    var outcomes: [Trial.Outcome?] = []
    for (i, relation) in chain.relations.enumerated() {
      guard judged[i] else {
        outcomes.append(nil)
        continue
      }
      do throws(FailedValue) {
        let left = try point.value(of: chain.sides[i], beside: chain.sides[i + 1])
        let right = try point.value(of: chain.sides[i + 1], beside: chain.sides[i])
        (found[i], found[i + 1]) = (found[i] ?? left, right)
        let isNumber = left.components.map(\.name) == [""]
        if relation == .distributed, isNumber {
          outcomes.append(.failed("a number has no law"))
          continue
        }
        let stated = relation == .approximately ? chain.latex[i + 1] : nil
        let kind = relation == .defined ? .equal : relation
        outcomes.append(
          .judged(separated(judge(left, kind, right, stated: stated, by: standard), standard)))
      } catch {
        outcomes.append(.init(error))
      }
    }
    return (outcomes, found)
  }
}

extension Trial.Outcome {
  init(_ error: FailedValue) {
    self =
      error.unbound.map { .unbound($0) }
      ?? (error.isMismatch ? .mismatched(error.message) : .failed(error.message))
  }
}

extension SideValue {
  var isFinite: Bool { components.allSatisfy(\.value.double.isFinite) }
}

extension Trial.Outcome? {
  var isHolding: Bool {
    if case .judged(let judgement)? = self { judgement.verdict == .holds } else { false }
  }
}
