import Evidence
import Exact
import Expressions
import Meaning
import Notation

/// What parts the points of a toy where a step holds from those where it fails.
///
/// A condition that fits the twelve points it was found at may fit them by accident. It is believed
/// only where it fits new ones, too: drawn anew, at the ends of ranges, and on both sides of the
/// place where it changes, as near to that as can be told.
struct Separation {
  let maker: TrialMaker
  let chain: Equation.Chain
  let step: Int
  let holding: [Point]
  let failing: [Point]
  /// Whether it fails only where one side has no value: then a condition must leave out where
  /// neither has one, too.
  let isOfValues: Bool

  /// Points drawn anew; of those that come to a verdict this many are needed.
  private static let drawn = 48, needed = 24
  /// Points of either kind that are needed.
  private static let neededOfEach = 4
  /// Conditions tried closely, and walks to the place where one changes.
  private static let most = 6, walks = 8
  /// How often a walk is halved.
  private static let halvings = 12
  /// Steps of work for all of it; what needs more is not believed.
  private static let work = 2_000_000

  /// "s_1 > 0" between dollars, "a and b have the same sign"; nil where there is none.
  var words: String? {
    WorkBudget.$current.withValue(WorkBudget(Self.work)) { found?.words }
  }

  private var found: Condition? {
    let known = Sample(holding: holding, failing: failing)
    let fitting = Condition.candidates(
      for: holding + failing, of: Array(chain.sides[step...step + 1]), on: maker
    ).filter { known.fits($0) }
    guard !fitting.isEmpty else { return nil }
    // the values that a toy lists are all there are
    guard maker.setting.draws(for: chain.sides) else { return fitting[0] }
    let fresh = sample(anew)
    return fitting.filter { fresh.fits($0) }.prefix(Self.most).first { isSharp($0, fresh, known) }
  }

  private func isSharp(_ condition: Condition, _ fresh: Sample, _ known: Sample) -> Bool {
    let pool = holding + failing + fresh.holding + fresh.failing
    let near = sample(border(of: condition, pool) + fixed(condition))
    let new = fresh.count + near.count
    return near.fits(condition) && new >= Self.needed
      && known.holding.count + fresh.holding.count + near.holding.count >= Self.neededOfEach
      && known.failing.count + fresh.failing.count + near.failing.count >= Self.neededOfEach
  }

  // MARK: new points

  /// What became of the step at points; where that is not known they are left out.
  private struct Sample {
    var holding: [Point] = [], failing: [Point] = []
    var count: Int { holding.count + failing.count }

    func fits(_ condition: Condition) -> Bool {
      holding.allSatisfy(condition.isTrue) && !failing.contains(where: condition.isTrue)
    }
  }

  private func sample(_ points: [Point]) -> Sample {
    var (sample, seen) = (Sample(), Set(holding + failing))
    for point in points where seen.insert(point).inserted {
      switch maker.holds(step, of: chain, at: point, isOfValues) {
      case true?: sample.holding.append(point)
      case false?: sample.failing.append(point)
      case nil: break
      }
    }
    return sample
  }

  private var anew: [Point] {
    maker.drawn(Self.drawn, for: chain.sides)
      + (chain.relations[step].isInequality ? maker.edges(for: chain.sides) : [])
  }

  /// Of a condition that a listed letter has one value: more points where it has.
  private func fixed(_ condition: Condition) -> [Point] {
    condition.value.map { maker.drawn(Self.needed, fixing: $0, for: chain.sides) } ?? []
  }

  /// Close to where the condition changes on the way from a point where it is true to one where it
  /// is not, and, where that place can be named, on it.
  private func border(of condition: Condition, _ pool: [Point]) -> [Point] {
    let inside = pool.filter(condition.isTrue), outside = pool.filter { !condition.isTrue($0) }
    guard !inside.isEmpty, !outside.isEmpty else { return [] }
    let walks = (0..<Self.walks).flatMap { k -> [Point] in
      walk(inside[k * 7 % inside.count], outside[k * 5 % outside.count], condition)
    }
    let edges = pool.prefix(Self.walks).compactMap(condition.onEdge).filter(maker.admits)
    return walks + edges
  }

  private func walk(_ inside: Point, _ outside: Point, _ condition: Condition) -> [Point] {
    var (near, far) = (inside, outside)
    for _ in 0..<Self.halvings {
      guard let middle = maker.middle(near, far) else { return [] }
      if condition.isTrue(middle) { near = middle } else { far = middle }
    }
    return [near, far].filter(maker.admits)
  }
}

extension TrialMaker {
  /// Whether a step holds at a point; nil where that is not known, and where both sides are
  /// infinite. A side without a value where the other one has one fails.
  fileprivate func holds(
    _ step: Int, of chain: Equation.Chain, at point: Point, _ isOfValues: Bool
  ) -> Bool? {
    let only = chain.relations.indices.map { $0 == step }
    var trial = Trial(toy: setting.name)
    guard (try? add(point, to: &trial, chain, only, isFine: false)) != nil,
      case .judged(let judgement)? = trial.outcomes[0][step]
    else { return nil }
    switch judgement.verdict {
    case .holds: return trial.values[0][step]?.isFinite == false ? nil : true
    case .refuted: return false
    case .broken where judgement.isUndefined && (isOfValues || trial.isOneSided(step, 0)):
      return false
    case .broken, .inconclusive: return nil
    }
  }

  /// Points that were not drawn before.
  fileprivate func drawn(
    _ count: Int, fixing: [String: Rational] = [:], for formulas: [Formula]
  ) -> [Point] {
    let more = ToySetting(toy: setting.toy, definitions: setting.definitions, count: count)
    return (try? more.points(check: "audit", seed: 2, fixing: fixing, for: formulas)) ?? []
  }

  fileprivate func admits(_ point: Point) -> Bool { setting.toy.admits(point) }

  /// Half way between two points that agree in what the toy lists; nil where they do not.
  fileprivate func middle(_ a: Point, _ b: Point) -> Point? {
    var middle = a
    for (name, value) in a.values {
      guard let other = b.values[name] else { return nil }
      if value == other { continue }
      guard !setting.toy.lists(name) else { return nil }
      middle.values[name] = (value + other) / 2
    }
    return middle
  }
}
