import Evidence
import Exact
import Expressions
import Meaning
import Notation

// Bounds: a point inside says little of an inequality, which breaks at the ends first.

extension TrialMaker {
  /// No more points at ends than this.
  private static let mostEdges = 24
  /// Steps of work for a proof; what needs more stays at its points.
  private static let proofWork = 500_000

  /// Tries the inequalities of a chain at the ends of what the toy draws; of those that hold
  /// everywhere it is then asked whether they hold on all of it.
  func tryBounds(
    _ chain: Equation.Chain, _ judged: [Bool], _ trial: inout Trial, onBoxes: Bool
  ) throws {
    let bounds = chain.relations.indices.map { judged[$0] && chain.relations[$0].isInequality }
    guard !trial.isExhaustive, bounds.contains(true),
      !trial.outcomes.contains(where: {
        zip($0, bounds).contains { $1 && $0 != nil && !$0.isHolding }
      })
    else { return }
    for reach in [Toy.Reach.near, .middle, .far] {
      for point in edges(for: chain.formulas, reach) {
        try addEdge(point, to: &trial, chain, bounds, counts: reach == .near)
      }
    }
    for point in corners(for: chain.formulas) where trial.hasHeld(bounds) {
      try addEdge(point, to: &trial, chain, bounds, counts: false)
    }
    for point in strangers(for: chain.formulas) where trial.hasHeld(bounds) {
      try addEdge(point, to: &trial, chain, bounds, counts: false)
    }
    for k in bounds.indices where onBoxes && bounds[k] { try cover(k, chain, &trial) }
  }

  /// Points drawn anew, a few for each combination of what the toy lists.
  func strangers(for formulas: [Formula]) -> [Point] {
    var others = setting
    others.count = Self.strangers
    let all = (try? others.points(check: "audit", seed: 2, fixing: [:], for: formulas)) ?? []
    return meeting(all)
  }
  private static let strangers = 36

  /// - counts: whether what holds there is kept. Far out, in the middle and at corners only what
  ///   fails is: what holds there is not told apart from what nearly holds.
  private func addEdge(
    _ point: Point, to trial: inout Trial, _ chain: Equation.Chain, _ bounds: [Bool], counts: Bool
  ) throws {
    try add(point, to: &trial, chain, bounds, isFine: false)
    let last = trial.outcomes.count - 1
    // what has no value at an end says nothing of the points inside
    for k in bounds.indices
    where !trial.outcomes[last][k].isDecided || !counts && trial.outcomes[last][k].isHolding {
      trial.outcomes[last][k] = nil
    }
    if !counts, trial.outcomes[last].allSatisfy({ $0 == nil }) {
      trial.outcomes.removeLast()
      trial.points.removeLast()
      trial.values.removeLast()
    } else {
      trial.edges += 1
    }
  }

  private func cover(_ k: Int, _ chain: Equation.Chain, _ trial: inout Trial) throws {
    guard trial.outcomes.allSatisfy({ $0[k] == nil || $0[k].isHolding }) else { return }
    var bounded = setting
    bounded.toy = setting.toy.bounded
    let covering = WorkBudget.$current.withValue(WorkBudget(Self.proofWork)) {
      Covering(chain.sides[k], chain.relations[k], chain.sides[k + 1], on: bounded, at: points)
    }
    switch covering {
    case .proved(let record): trial.coverings[k] = record
    case .refuted(let witness):
      let only = chain.relations.indices.map { $0 == k }
      try add(witness, to: &trial, chain, only, isFine: false)
    case .open: break
    }
  }

  /// Ends and middles of all that is drawn at once, around a point for each combination of what the
  /// toy lists, as far as these are few.
  private func corners(for formulas: [Formula]) -> [Point] {
    var seen: Set<[String: Rational]> = []
    let isNew = { (point: Point) in
      seen.insert(point.values.filter { setting.toy.lists($0.key) }).inserted
        && seen.count <= Self.mostCombinations
    }
    return moved(for: formulas, around: isNew) { setting.toy.corners(around: $0, needed: $1) }
  }
  private static let mostCombinations = 8

  /// The ends of what is drawn, around a point for each combination of what the toy lists.
  func edges(for formulas: [Formula], _ reach: Toy.Reach = .near) -> [Point] {
    var count = 0
    let isEarly = { (_: Point) in
      count += 1
      return count <= 4
    }
    let found = moved(for: formulas, around: isEarly) {
      setting.toy.edges(around: $0, needed: $1, reach: reach)
    }
    return Array(found.prefix(Self.mostEdges))
  }

  /// Other points of the toy, made from some of all that are needed: each once, as it is supposed,
  /// and none at which the trial stands already.
  private func moved(
    for formulas: [Formula], around isChosen: (Point) -> Bool,
    _ make: (Point, Set<String>) -> [Point]
  ) -> [Point] {
    let needed = setting.parameters(neededBy: formulas)
    let kept = Set(points.flatMap(\.values.keys))
    let all = (try? setting.points(check: "audit", seed: 1, fixing: [:], needed: needed)) ?? []
    var seen = Set(points)
    return meeting(
      all.filter(isChosen).flatMap { make($0, needed) }
        .map { setting.toy.asideOfNullSets(Point($0.values.filter { kept.contains($0.key) })) }
    ).filter { seen.insert($0).inserted }
  }
}

extension Relation {
  /// Whether everything that has a value stands in it to itself.
  var isReflexive: Bool { [.equal, .lessOrEqual, .greaterOrEqual, .distributed].contains(self) }

  /// Whether it orders two values.
  var isInequality: Bool {
    switch self {
    case .less, .lessOrEqual, .greater, .greaterOrEqual: true
    default: false
    }
  }
}

extension Trial {
  /// Whether nothing that is asked for has failed.
  fileprivate func hasHeld(_ asked: [Bool]) -> Bool {
    outcomes.allSatisfy { zip($0, asked).allSatisfy { !$1 || $0 == nil || $0.isHolding } }
  }
}

extension Trial.Outcome? {
  /// Whether it came out one way or the other.
  fileprivate var isDecided: Bool {
    guard case .judged(let judgement)? = self else { return false }
    return judgement.verdict == .holds || judgement.verdict == .refuted
  }
}
