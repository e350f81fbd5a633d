import Exact
import Meaning
import Notation
import Probability

/// Toys beside those of a statement, with other numerals, on which the statement still holds: there
/// the coincidences of a toy (a mean of 0, a symmetric law, a variance of 1) are gone.
///
/// The numerals are moved together, statement by statement, and one by one, by shifts drawn from
/// the stream of the check, and all alike by 4 and by −4; along each direction a toy is looked for
/// at which the mutant is refuted and the equation is not.
final class Neighbourhood {
  private let statement: Statement
  private let settings: [any Setting]
  private let options: Options
  private var directions: [Direction] = []
  private var known: [Key: [PointValues]] = [:]
  private var edges: [Key: Rational?] = [:]

  private struct Direction {
    var setting: any Setting
    var owner: String
    var shifts: [Rational?]
  }
  private struct Key: Hashable {
    var direction: Int
    var amount: Rational
    var chain: Statement.Chain?
  }
  private var verdicts: [Key: Verdict] = [:]

  /// Directions a toy: survivors are few, but each costs as much as the equation.
  private static let most = 10
  /// Directions in which the equation fails, and halvings of the way there.
  private static let mostEdges = 3, halvings = 6
  /// Drawn points of a toy around which ends are looked at.
  private static let mostAround = 2

  init(_ statement: Statement, _ settings: [any Setting], _ options: Options) {
    (self.statement, self.settings, self.options) = (statement, settings, options)
    for setting in settings { directions += directions(of: setting).prefix(Self.most) }
  }

  private func directions(of setting: any Setting) -> [Direction] {
    let owners = setting.numerals(neededBy: statement.formulas)
    let stream = Stream(
      root: options.seed, check: statement.label, purpose: "beside \(setting.name)")
    let shifts = owners.indices.map { i -> Rational in
      let size = Rational(33 + stream.integer(below: 320, at: 2 * i), 97)
      return stream.integer(below: 2, at: 2 * i + 1) == 0 ? size : -size
    }
    func direction(_ owner: String, _ chosen: (Int) -> Bool) -> Direction {
      Direction(
        setting: setting, owner: owner, shifts: owners.indices.map { chosen($0) ? shifts[$0] : nil }
      )
    }
    var names: [String] = []
    for owner in owners where !names.contains(owner) { names.append(owner) }
    var found = names.map { name in direction(name) { owners[$0] == name } }
    if owners.count > 1 {
      let all = names.joined(separator: ", ")
      found.append(direction(all) { _ in true })
      for size in [Rational(-4), 4] {
        found.append(
          Direction(setting: setting, owner: all, shifts: owners.map { _ in size }))
      }
    }
    for name in names {
      let own = owners.indices.filter { owners[$0] == name }
      if own.count > 1 { found += own.map { i in direction(name) { $0 == i } } }
    }
    return found
  }

  /// Says where the mutant is refuted beside the toys, if it is. `insisting`: also look close to
  /// where the equation comes to fail, since a stronger statement fails before.
  func refutes(_ trial: MutantTrial, insisting: Bool) -> String? {
    var failing: [Int] = []
    for i in directions.indices {
      switch verdict(of: trial.origin, i, 1) {
      case .holds where refutes(trial, values(i, 1)): return place(i)
      case .refuted where insisting && trial.origin.hasInequality: failing.append(i)
      default: break
      }
    }
    for i in failing.prefix(Self.mostEdges) {
      if let edge = edge(of: trial.origin, i), refutes(trial, values(i, edge)) { return place(i) }
    }
    return nil
  }

  /// Says where the mutant is refuted at ends of what is drawn, where a bound comes first to fail,
  /// while the equation holds there.
  func refutesAtEnds(_ trial: MutantTrial) -> String? {
    let place = ends.first { place in
      refutes(trial, [place.values])
        && judgeChain(trial.origin, at: place.values, by: MutantJudge.standard).whole.verdict
          == .holds
    }
    return place.map { "at an end of what is drawn on the toy \($0.setting.name)" }
  }

  private lazy var ends: [Place] = settings.flatMap { setting -> [Place] in
    let needed = setting.parameters(neededBy: statement.formulas)
    // All that the toy draws, since its conditions may ask for it.
    let points = try? setting.points(
      check: statement.label, seed: options.seed, fixing: options.fixed(for: setting),
      needed: needed)
    let ends = (points ?? []).prefix(Self.mostAround)
      .flatMap { setting.edges(around: $0, needed: needed) }
    return ends.compactMap { point in
      (try? PointValues(setting, point, bits: MutantJudge.bits)).map { Place(setting: setting, $0) }
    }
  }

  private func place(_ i: Int) -> String {
    "on the toy \(directions[i].setting.name) with other numerals in \(directions[i].owner)"
  }

  private func refutes(_ trial: MutantTrial, _ values: [PointValues]) -> Bool {
    values.contains { if case .refuted = trial.standing(at: $0) { true } else { false } }
  }

  /// How far the numerals can be moved in a direction before the chain comes to fail.
  private func edge(of chain: Statement.Chain, _ i: Int) -> Rational? {
    let key = Key(direction: i, amount: 0, chain: chain)
    if let found = edges[key] { return found }
    var near: Rational = 0, far: Rational = 1
    for step in 0..<Self.halvings where step < 4 || !near.isZero {
      let middle = (near + far) / 2
      if verdict(of: chain, i, middle) == .holds { near = middle } else { far = middle }
    }
    let found = near.isZero ? nil : near
    edges[key] = .some(found)
    return found
  }

  private func verdict(
    of chain: Statement.Chain, _ i: Int, _ amount: Rational
  ) -> Verdict {
    let key = Key(direction: i, amount: amount, chain: chain)
    if let found = verdicts[key] { return found }
    var worst: Verdict?
    for place in values(i, amount) where worst == nil || worst == .holds {
      worst = judgeChain(chain, at: place, by: MutantJudge.standard).whole.verdict
    }
    verdicts[key] = worst ?? .broken
    return worst ?? .broken
  }

  /// Points of the toy beside the direction's, where formulas have values.
  private func values(_ i: Int, _ amount: Rational) -> [PointValues] {
    let key = Key(direction: i, amount: amount)
    if let found = known[key] { return found }
    let direction = directions[i]
    let moved = direction.setting.moving(
      direction.shifts.map { $0.map { $0 * amount } }, neededBy: statement.formulas)
    let points = try? moved.points(
      check: statement.label, seed: options.seed, fixing: options.fixed(for: moved),
      for: statement.formulas)
    let draws = moved.draws(for: statement.formulas)
    let found = (points ?? []).prefix(draws ? 2 : 1).compactMap {
      try? PointValues(moved, $0, bits: MutantJudge.bits)
    }
    known[key] = found
    return found
  }
}

extension Statement.Chain {
  var hasInequality: Bool {
    guard case .relation(_, let relations) = formula else { return false }
    return relations.contains { [.less, .lessOrEqual, .greater, .greaterOrEqual].contains($0) }
  }
}
