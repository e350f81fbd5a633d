import Exact
import Meaning
import Notation

/// What is known of one relation on all of a box of parameters, and not at points alone.
package enum Covering: Sendable {
  case proved(BoxRecord)
  /// A point of the box at which it certainly fails.
  case refuted(Point)
  /// Neither; nothing is lost.
  case open

  /// Looks at `left relation right`, an inequality that holds at `points`, on all that the toy
  /// draws.
  package init(
    _ left: Formula, _ relation: Relation, _ right: Formula, on setting: any Setting,
    at points: [Point]
  ) {
    let chain = Statement.Chain(.relation(sides: [left, right], relations: [relation]))
    let judge = BoxJudge(chains: [chain], setting: setting, options: Options(), isThorough: true)
    switch judge.run(at: points) {
    case .proved(let record): self = .proved(record)
    case .refuted(let witness): self = .refuted(Point(witness))
    case .none: self = .open
    }
  }
}
