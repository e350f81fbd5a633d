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
  private static let most = 8, walks = 8
  /// How often a walk is halved. Where nothing but values is missing it goes nearer, since a bound
  /// may fail close to where it has none, as log a ≥ −20 does; where a value is too large by less
  /// than is seen of an estimate, a nearer point would tell nothing.
  private var halvings: Int { isOfValues ? 40 : 12 }
  /// Steps of work for all of it; what needs more is not believed.
  private static let work = 2_000_000

  /// What parts the points.
  enum Answer {
    /// "$s_1 > 0$", "a and b have the same sign".
    case condition(String)
    /// Nothing, since it fails at a point where both sides have a value.
    case contradicted(Point)
    case nothing
  }

  var answer: Answer {
    WorkBudget.$current.withValue(WorkBudget(Self.work)) { found }
  }

  private var found: Answer {
    let known = Sample(holding: holding, failing: failing)
    let (left, right) = (chain.sides[step], chain.sides[step + 1])
    let fitting = Condition.candidates(for: holding + failing, of: [left, right], on: maker)
      .filter { known.fits($0) }
    let last = isOfValues ? Condition.values(of: left, and: right, on: maker) : nil
    // the values that a toy lists are all there are
    guard maker.setting.draws(for: chain.formulas) else {
      return (fitting.first ?? last).map { .condition($0.words) } ?? .nothing
    }
    let fresh = sample(anew)
    let likely = fitting.filter { fresh.fits($0) }.prefix(Self.most)
    if let sharp = likely.first(where: { isSharp($0, fresh, near($0, fresh), known) }) {
      return .condition(sharp.words)
    }
    guard let last else { return .nothing }
    let close = near(last, fresh)
    if isSharp(last, fresh, close, known), fresh.fits(last) { return .condition(last.words) }
    return (fresh.failing + close.failing).first(where: last.isTrue)
      .map { .contradicted(plain($0, last)) } ?? .nothing
  }

  /// A point like one that contradicts a condition, farther from where the condition changes and
  /// with fewer digits: 9/200 for 7/50079318671360.
  private func plain(_ point: Point, _ condition: Condition) -> Point {
    let contradicts = { (point: Point) in
      maker.admits(point) && condition.isTrue(point)
        && maker.holds(step, of: chain, at: point, isOfValues) == false
    }
    var far = holding.first
    for _ in 0..<halvings {
      far = far.flatMap { maker.middle(point, $0) }
      if far.map(contradicts) ?? true { break }
    }
    let kept = far.map { contradicts($0) ? $0 : point } ?? point
    return (1...12).lazy.map { maker.rounded(kept, digits: $0) }.first(where: contradicts) ?? kept
  }

  /// What became of the step close to where a condition changes.
  private func near(_ condition: Condition, _ fresh: Sample) -> Sample {
    let pool = holding + failing + fresh.holding + fresh.failing
    return sample(border(of: condition, pool) + fixed(condition))
  }

  private func isSharp(
    _ condition: Condition, _ fresh: Sample, _ near: Sample, _ known: Sample
  ) -> Bool {
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
    maker.drawn(Self.drawn, for: chain.formulas)
      + (chain.relations[step].isInequality ? maker.edges(for: chain.formulas) : [])
  }

  /// Of a condition that a listed letter has one value: more points where it has.
  private func fixed(_ condition: Condition) -> [Point] {
    condition.value.map { maker.drawn(Self.needed, fixing: $0, for: chain.formulas) } ?? []
  }

  /// Close to where the condition changes on the way from a point where it is true to one where it
  /// is not, and, where that place can be named, on it.
  private func border(of condition: Condition, _ pool: [Point]) -> [Point] {
    let inside = pool.filter(condition.isTrue), outside = pool.filter { !condition.isTrue($0) }
    guard !inside.isEmpty, !outside.isEmpty else { return [] }
    let walks = (0..<Self.walks).flatMap { k -> [Point] in
      walk(inside[k * 7 % inside.count], outside[k * 5 % outside.count], condition)
    }
    let edges = pool.prefix(Self.walks).flatMap(condition.edges).filter(maker.admits)
    return walks + edges
  }

  private func walk(_ inside: Point, _ outside: Point, _ condition: Condition) -> [Point] {
    var (near, far) = (inside, outside)
    for _ in 0..<halvings {
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
    return meeting(
      (try? more.points(check: "audit", seed: 2, fixing: fixing, for: formulas)) ?? [])
  }

  /// The point with what is drawn rounded to so many decimals.
  fileprivate func rounded(_ point: Point, digits: Int) -> Point {
    let unit = Rational(10).power(-digits)
    var rounded = point
    for (name, value) in point.values where setting.toy.draws(name) {
      rounded.values[name] = Rational((value / unit + Rational(1, 2)).floor) * unit
    }
    return rounded
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
