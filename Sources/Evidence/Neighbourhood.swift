import Exact
import Meaning
import Notation
import Probability

/// Toys beside those of a statement, with other numerals, on which the statement still holds: there
/// the coincidences of a toy (a mean of 0, a symmetric law, a variance of 1) are gone.
///
/// The numerals are moved together, statement by statement, and one by one, by shifts drawn from the
/// stream of the check; along each direction a toy is looked for at which the mutant is refuted and
/// the equation is not.
final class Neighbourhood {
  private let statement: Statement
  private let options: Options
  private var directions: [Direction] = []
  private var known: [Key: Beside] = [:]

  private struct Direction {
    var setting: any Setting
    var owner: String
    var shifts: [Rational?]
  }
  private struct Key: Hashable { var direction: Int, amount: Rational }
  /// A toy beside another, and whether the statement holds there.
  private struct Beside {
    var verdict: Verdict
    var values: [PointValues]
  }

  /// Directions a toy: survivors are few, but each costs as much as the equation.
  private static let most = 8
  private static let points = 2

  init(_ statement: Statement, _ settings: [any Setting], _ options: Options) {
    (self.statement, self.options) = (statement, options)
    for setting in settings { directions += directions(of: setting).prefix(Self.most) }
  }

  private func directions(of setting: any Setting) -> [Direction] {
    let owners = setting.numerals(neededBy: statement.formulas)
    let stream = Stream(root: options.seed, check: statement.label, purpose: "beside \(setting.name)")
    let shifts = owners.indices.map { i -> Rational in
      // −3/4 … 3/2 without a neighbourhood of 0
      let k = stream.integer(below: 180, at: i)
      return Rational(k < 60 ? k - 72 : k - 36, 97)
    }
    func direction(_ owner: String, _ chosen: (Int) -> Bool) -> Direction {
      Direction(
        setting: setting, owner: owner, shifts: owners.indices.map { chosen($0) ? shifts[$0] : nil })
    }
    var names: [String] = []
    for owner in owners where !names.contains(owner) { names.append(owner) }
    var found = names.map { name in direction(name) { owners[$0] == name } }
    if names.count > 1 { found.append(direction(names.joined(separator: ", ")) { _ in true }) }
    for name in names {
      let own = owners.indices.filter { owners[$0] == name }
      if own.count > 1 { found += own.map { i in direction(name) { $0 == i } } }
    }
    return found
  }

  /// Says where the mutant is refuted beside the toys, if it is. `insisting`: also look for the
  /// place where the equation comes to fail, since a stronger statement fails before.
  func refutes(_ trial: MutantTrial, insisting: Bool) -> String? {
    for i in directions.indices {
      let far = beside(i, 1)
      if far.verdict == .holds {
        if refutes(trial, far) { return place(i) }
      } else if insisting, far.verdict == .refuted, trial.origin.hasInequality {
        if isRefutedOnTheWay(trial, i) { return place(i) }
      }
    }
    return nil
  }

  private func place(_ i: Int) -> String {
    "on the toy \(directions[i].setting.name) with other numerals in \(directions[i].owner)"
  }

  private func refutes(_ trial: MutantTrial, _ beside: Beside) -> Bool {
    beside.values.contains { if case .refuted = trial.standing(at: $0) { true } else { false } }
  }

  private func isRefutedOnTheWay(_ trial: MutantTrial, _ i: Int) -> Bool {
    var near: Rational = 0, far: Rational = 1
    for _ in 0..<10 {
      let middle = (near + far) / 2, toy = beside(i, middle)
      if toy.verdict == .holds {
        if refutes(trial, toy) { return true }
        near = middle
      } else {
        far = middle
      }
    }
    return false
  }

  private func beside(_ i: Int, _ amount: Rational) -> Beside {
    let key = Key(direction: i, amount: amount)
    if let found = known[key] { return found }
    let found = made(directions[i], amount)
    known[key] = found
    return found
  }

  private func made(_ direction: Direction, _ amount: Rational) -> Beside {
    let moved = direction.setting.moving(
      direction.shifts.map { $0.map { $0 * amount } }, neededBy: statement.formulas)
    guard
      let points = try? moved.points(
        check: statement.label, seed: options.seed, fixing: options.fixed(for: moved),
        for: statement.formulas), !points.isEmpty
    else { return Beside(verdict: .broken, values: []) }
    let values = points.prefix(Self.points).compactMap {
      try? PointValues(moved, $0, bits: MutantJudge.bits)
    }
    let verdicts = values.map {
      judgeAll(statement.chains, at: $0, by: MutantJudge.standard).whole.verdict
    }
    return Beside(verdict: verdicts.max() ?? .broken, values: values)
  }
}

extension Statement.Chain {
  var hasInequality: Bool {
    guard case .relation(_, let relations) = formula else { return false }
    return relations.contains { [.less, .lessOrEqual, .greater, .greaterOrEqual].contains($0) }
  }
}
