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
    /// It has no meaning on this toy: why, and of what kind that is.
    case failed(String, MeaningError.Cause?)
  }
  var toy: String
  /// How the page calls the toy and its points.
  var scope: String
  var points: [Point]
  /// By point, then by step; nil for a step that is not judged.
  var outcomes: [[Outcome?]]
  /// What was compared, by point, then by step.
  var values: [[Compared?]]
  /// Which of the points stand at the ends of what the toy draws: only bounds are tried there.
  var edges = 0
  /// Whether the points are all there is of the toy.
  var isExhaustive = true
  /// What is known of an inequality between the points, by step.
  var coverings: [Int: BoxRecord] = [:]
  /// How many names of the chain mean nothing on the toy, where nothing could be judged.
  var lacking = 0
  /// Why a step that fails at a point may not be stated of it, by step: what is supposed could not
  /// be told there.
  var doubts: [Int: String] = [:]
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
    guard let sides = values[point][step] else { return false }
    return sides.left.isFinite != sides.right.isFinite
  }
}

/// The two values that a step compares at a point.
struct Compared: Sendable {
  var left: SideValue
  var right: SideValue
  /// Where the right one is taken, when both are the ratio of sides that should be proportional.
  var elsewhere: Formula?
  var isFinite: Bool { left.isFinite && right.isFinite }

  /// Whether both certainly have a value, however little is known of it: one that was not decided,
  /// or estimated by sums alone, may be none.
  var areKnown: Bool {
    (left.components + right.components).allSatisfy { side in
      switch side.value.value {
      case .exact, .ball: true
      case .estimate, .infinite, .undefined, .undecided: false
      }
    }
  }
}
