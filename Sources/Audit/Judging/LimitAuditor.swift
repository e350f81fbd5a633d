import Evidence
import Exact
import Foundation
import Meaning
import Notation

/// Judges that something comes near a number or a law when a letter grows: at the values a toy
/// lists for the letter, the
/// distance must shrink to nothing.
struct LimitAuditor: Sendable {
  let chain: Equation.Chain
  let target: Formula
  let letter: Symbol
  let order: Int
  let book: DefinitionBook
  let toys: [Toy]

  /// Nearer than this at the largest value is near enough to believe. What shrinks by less than
  /// g^(−1/20) while the letter grows by a factor g, a ninth part for ten, stands still; where it is
  /// no more than rounding, nothing is asked.
  private static let near = 0.01, slowest = 0.05, nothing = 1e-12

  func run() -> EquationAuditor.Result {
    var result = EquationAuditor.Result(
      chain: chain, verdict: .unbound, reason: "no toy of the sheet speaks for this line")
    let side = chain.sides[chain.sides.count - 1]
    var found: [(toy: Toy, verdict: AuditVerdict, words: String)] = []
    for toy in toys {
      do {
        let distances = try self.distances(side, on: toy)
        found.append((toy, verdict(distances), words(distances, toy)))
      } catch let error as MeaningError {
        if found.isEmpty {
          (result.verdict, result.reason) = (
            error.unbound == nil ? .notUnderstood : .unbound, error.message
          )
        }
      } catch { result.reason = "\(error)" }
    }
    guard !found.isEmpty else { return result }
    let verdicts = Set(found.map(\.verdict))
    result.verdict =
      verdicts == [.holds]
      ? .holds
      : verdicts == [.wrong]
        ? .wrong : verdicts.isSuperset(of: [.holds, .wrong]) ? .conditional : .undecided
    let decisive = found.first { $0.verdict != .holds } ?? found[0]
    result.reason = decisive.words
    if result.verdict == .conditional {
      func names(_ verdict: AuditVerdict) -> [String] {
        found.filter { $0.verdict == verdict }.map(\.toy.name)
      }
      result.condition = Difference.between(names(.holds), names(.wrong), toys)
    }
    result.trials = found.map { Trial(otherwise: $0.toy) }
    return result
  }

  /// The distance at each value of the letter, growing.
  private func distances(_ side: Formula, on toy: Toy) throws -> [(
    value: Rational, distance: Double
  )] {
    let definitions = book.definitions(for: [side, target], order: order)
    let setting = ToySetting(toy: toy, definitions: definitions, count: 1)
    let name = Name.text(letter)
    let all = try setting.points(
      check: "audit", seed: 1, fixing: [:], for: [side, target, .symbol(letter)])
    var seen: Set<Rational> = []
    let points = all.filter { $0.values[name].map { seen.insert($0).inserted } ?? false }
      .sorted { ($0.values[name] ?? 0) < ($1.values[name] ?? 0) }
    guard points.count >= 3 else {
      throw MeaningError(
        "the toy \(toy.name) does not list values of \(name); write \(name) in {10, 100, 1000}",
        unbound: name)
    }
    return try points.map { point in
      let interpreter = try setting.interpreter(at: point, bits: MutantJudge.bits)
      let (a, b) = (
        try interpreter.value(of: side, beside: target),
        try interpreter.value(of: target, beside: side)
      )
      let parts = zip(a.components, b.components).map { abs($0.value.double - $1.value.double) }
      return (point.values[name] ?? 0, parts.max() ?? .nan)
    }
  }

  private func verdict(_ distances: [(value: Rational, distance: Double)]) -> AuditVerdict {
    let last = distances[distances.count - 1], before = distances[distances.count - 2]
    if last.distance <= Self.nothing { return .holds }
    let growth = before.value > 0 ? (last.value / before.value).double : 10
    if last.distance > before.distance * pow(growth, -Self.slowest) { return .wrong }
    return last.distance < Self.near ? .holds : .undecided
  }

  private func words(_ distances: [(value: Rational, distance: Double)], _ toy: Toy) -> String {
    let shown = distances.map { "\(short($0.distance)) at \(Name.text(letter)) = \($0.value)" }
    let hint =
      verdict(distances) == .undecided
      ? "; it shrinks, and is believed where the last is less than \(short(Self.near))" : ""
    return "its distance on \(toy.name) is " + shown.joined(separator: ", ") + hint
  }
}
