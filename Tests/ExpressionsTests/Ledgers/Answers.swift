import Balls
import Exact
import Expressions
import Foundation
import Ledger

// Answers in words, as precisely as they are the same in every run: what a ledger keeps of them.

/// A short name of what is too long for a line.
func short(_ text: String) -> String { Ledger.digest(text.utf8, 8) }
/// A text as a question: without what a line of a ledger cannot hold.
func asked(_ text: String) -> String {
  text.count <= 150 ? text : text.prefix(140) + "… #" + short(text)
}

extension Evaluated {
  var inFull: String {
    let words =
      switch value {
      case .exact(let x): "exactly " + ("\(x)".count <= 60 ? "\(x)" : short("\(x)"))
      case .ball(let b): b.inFull
      case .estimate(let x, let error): "about \(x) ± \(error)"
      case .infinite(let positive): positive ? "∞" : "−∞"
      case .undefined(let why): "undefined: " + asked(why)
      case .undecided(let why): "undecided: " + asked(why)
      }
    return words + " of \(scale)" + (isCoarse ? ", coarse" : "")
  }
  /// How far off the number may be.
  var reach: Double {
    switch value {
    case .ball(let b): b.radius
    case .estimate(_, let error): error
    default: 0
    }
  }
  /// A number to compare with others; nil if it is none.
  var number: Double? {
    switch value {
    case .exact(let x): Ball(x, bits: 80).midpoint
    case .ball(let b): b.isFinite ? b.midpoint : nil
    case .estimate(let x, _): x
    default: nil
    }
  }
}

/// An evaluation and the steps of work it took.
func evaluation(of e: Expression, goal: Int, limit: Int = 400_000) -> (value: Evaluated, steps: Int) {
  let budget = WorkBudget(1 << 40)
  let value = WorkBudget.$current.withValue(budget) {
    Evaluator(goal: goal, limit: limit).evaluate(e)
  }
  return (value, (1 << 40) - budget.remaining)
}
