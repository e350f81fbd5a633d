import Balls
import Exact

/// One pass over a closed expression at one precision.
package final class Evaluation {
  package let bits: Int
  package let goal: Int
  package let budget: Budget
  /// Integrals and optima by their expression: the same one often occurs more than once.
  private var known: [Memory.Key: Evaluated] = [:]
  /// Integrands as their tails need them, for both sides and all attempts.
  var tailForms: [Expression: TailForm] = [:]

  /// Values of variables that stand for all points of a ball: every outcome then holds for all of
  /// them.
  private let assigned: [Variable: Ball]

  package init(bits: Int, goal: Int, budget: Budget, assigned: [Variable: Ball] = [:]) {
    (self.bits, self.goal, self.budget, self.assigned) = (bits, goal, budget, assigned)
  }

  /// Whether the outcome is one for many parameters.
  var isParametric: Bool { !assigned.isEmpty }

  /// The same where a variable stands for all points of a ball.
  func assigning(_ v: Variable, _ ball: Ball) -> Evaluation {
    Evaluation(bits: bits, goal: goal, budget: budget, assigned: assigned.merging([v: ball]) { $1 })
  }

  package func value(of e: Expression) -> Evaluated {
    budget.visit()
    switch e {
    case .rational(let r): return Evaluated(exact: ExactNumber(r))
    case .pi: return Evaluated(.ball(.pi(bits)), scale: .pi)
    case .infinity: return Evaluated(.infinite(positive: true), scale: .infinity)
    case .variable(let v):
      guard let ball = assigned[v] else { return .undecided("\(v) has no value") }
      return Evaluated(.ball(ball), scale: abs(ball.midpoint))
    case .sum(let terms): return sum(terms.map(value))
    case .product(let factors): return product(factors.map(value))
    case .power(let base, let n): return power(value(of: base), value(of: n))
    case .function(let f, let a): return apply(f, value(of: a))
    case .piecewise(let branches, let otherwise): return choose(branches, otherwise)
    case .integral, .extremum: return remembered(e.canonical)
    }
  }

  private func computed(_ e: Expression) -> Evaluated {
    switch e {
    case .integral(let v, let lower, let upper, let body): integral(v, lower, upper, body)
    case .extremum(let kind, let v, let lower, let upper, let body):
      extremum(kind, v, lower, upper, body)
    default: value(of: e)
    }
  }

  private func remembered(_ e: Expression) -> Evaluated {
    let key = Memory.Key(expression: e, bits: bits, goal: goal)
    if let value = known[key] { return value }
    var value: Evaluated
    let wasCoarse = budget.isCoarse
    budget.isCoarse = false
    if isParametric {
      value = computed(e)
    } else if let memory = Memory.shared[key], memory.isFree(of: budget.left) {
      budget.spend(memory.cost)
      budget.visit(memory.visits)
      value = memory.value
    } else {
      let before = budget.left, visits = budget.visits
      value = computed(e)
      value.isCoarse = budget.isCoarse
      let entry = Memory.Entry(
        value: value, cost: before - budget.left, visits: budget.visits - visits)
      if entry.isFree(of: before) { Memory.shared[key] = entry }
    }
    value.isCoarse = value.isCoarse || budget.isCoarse
    budget.isCoarse = wasCoarse || value.isCoarse
    known[key] = value
    return value
  }

  /// The ball of an evaluated number; nil for anything that is not a finite number.
  package func ball(_ e: Evaluated) -> Ball? {
    switch e.value {
    case .exact(let x): Ball(x, bits: bits)
    case .ball(let b): b.isFinite ? b : nil
    default: nil
    }
  }

  func result(_ ball: Ball, scale: Double, otherwise reason: @autoclosure () -> String) -> Evaluated
  {
    ball.isFinite ? Evaluated(.ball(ball), scale: scale) : .undecided(reason())
  }

  /// The sign of a value: exact numbers by rising precision until it shows.
  package func sign(_ e: Evaluated) -> Int? {
    switch e.value {
    case .exact(let x): x.sign
    case .ball(let b): b.sign
    case .infinite(let positive): positive ? 1 : -1
    default: nil
    }
  }
}

extension ExactNumber {
  /// −1, 0 or 1. Terminates: a number that is not zero shows its sign at some precision.
  public var sign: Int {
    if let r = rational { return r.signum }
    if isZero { return 0 }
    var bits = 64
    while true {
      if let s = Ball(self, bits: bits).sign, s != 0 { return s }
      bits *= 2
    }
  }
}

extension Evaluated {
  init(exact x: ExactNumber, scale: Double? = nil) {
    self.init(.exact(x), scale: scale ?? abs(Ball(x, bits: 64).midpoint))
  }
  static func undecided(_ reason: String) -> Evaluated { Evaluated(.undecided(reason), scale: 0) }
  static func undefined(_ reason: String, isLostInside: Bool = false) -> Evaluated {
    var evaluated = Evaluated(.undefined(reason), scale: 0)
    evaluated.isLostInside = isLostInside
    return evaluated
  }
  static func infinite(positive: Bool) -> Evaluated {
    Evaluated(.infinite(positive: positive), scale: .infinity)
  }

  /// The first operand without a value decides the outcome: undefined before undecided.
  static func withoutValue(_ parts: [Evaluated]) -> Evaluated? {
    var undecided: Evaluated?
    for p in parts {
      if case .undefined = p.value { return p }
      if case .undecided = p.value, undecided == nil { undecided = p }
    }
    return undecided
  }
  var exact: ExactNumber? { if case .exact(let x) = value { x } else { nil } }
  var isInfinite: Bool { if case .infinite = value { true } else { false } }
}
