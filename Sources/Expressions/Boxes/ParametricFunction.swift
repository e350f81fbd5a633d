import Balls
import Exact

/// A function of parameters, enclosed for all of them in a box at once.
///
/// Without integrals it is a program. With them every parameter of the integrand is a ball: the
/// panels, the envelopes of the tails and the closed forms hold for each of its points. A slope in
/// the form of integrals of derivatives is the slope: the same envelope bounds the derivative for
/// all parameters of the box, hence it may be taken under the integral sign (dominated
/// convergence).
struct ParametricFunction {
  private enum Form {
    case program(Machine)
    case integrals(Expression)
  }
  private let form: Form
  private let variables: [Variable]
  private let bits: Int
  /// What one evaluation may cost.
  private static let work = 4000
  /// What all evaluations with integrals may cost; several functions share it. With three times as
  /// much no more is proved in the book, and the first chapter takes half as long again.
  private let total: Budget

  /// nil if an optimum inside depends on the parameters, or if there is no program for it.
  init?(
    _ g: Expression, _ variables: [Variable], bits: Int, total: Budget = Budget(30_000)
  ) {
    (self.variables, self.bits, self.total) = (variables, bits, total)
    let simple = g.withoutInner(Set(variables)) ?? g
    if simple.containsInner(Set(variables)) {
      guard simple.isSmoothInside else { return nil }
      form = .integrals(simple)
      return
    }
    let evaluation = Evaluation(bits: bits, goal: bits / 2, budget: Budget(10_000))
    let program = try? Compiler.program(for: simple.inLogDomain, in: variables) {
      try evaluation.constant($0)
    }
    guard let program else { return nil }
    form = .program(Machine(program, bits: bits))
  }

  /// Whether no more may be spent.
  var isSpent: Bool { total.isSpent }

  var hasIntegrals: Bool { if case .integrals = form { true } else { false } }

  /// Not finite where nothing is known.
  /// - smooth: a finite value also certifies that the function is smooth there.
  func value(at place: [Ball], smooth: Bool) -> Ball {
    switch form {
    case .program(let machine): return machine.value(at: place, smooth: smooth)
    case .integrals(let e):
      guard !total.isSpent else { return .indeterminate }
      let assigned = Dictionary(uniqueKeysWithValues: zip(variables, place))
      let budget = Budget(Swift.min(ParametricFunction.work, total.left)), before = budget.left
      defer { total.spend(before - budget.left) }
      let evaluation = Evaluation(bits: bits, goal: 24, budget: budget, assigned: assigned)
      return evaluation.ball(evaluation.value(of: e)) ?? .indeterminate
    }
  }
}

extension Expression {
  /// Whether no jump, kink or optimum stands anywhere, so that integrals of derivatives are
  /// derivatives.
  fileprivate var isSmoothInside: Bool {
    !holdsSwitch && !holds { if case .extremum = $0 { true } else { false } }
  }
}
