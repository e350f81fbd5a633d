import Balls
import Exact
import Foundation

/// Thrown through the compiler when a constant part of an integrand has no finite value.
struct NoValue: Error {
  let outcome: Evaluated
}

extension Evaluation {
  /// ∫ body dv. The range is cut where the integrand may have kinks or poles; infinite ends are
  /// bounded from the integrand's tree; an end where it is singular is moved to infinity; what
  /// diverges certainly, says so.
  func integral(_ v: Variable, _ lower: Expression, _ upper: Expression, _ body: Expression)
    -> Evaluated
  {
    let a = value(of: lower), b = value(of: upper)
    if let none = Evaluated.withoutValue([a, b]) { return none }
    if let x = a.exact, let y = b.exact, x == y { return Evaluated(exact: ExactNumber(0)) }
    guard let order = a.compared(to: b, bits: 0).order else {
      return .undecided("which bound of an integral is larger")
    }
    if order == 0, a.isInfinite { return Evaluated(exact: ExactNumber(0)) }
    if order == 0 { return .undecided("an integral between bounds that cannot be told apart") }
    if order > 0 { return negated(integral(v, upper, lower, body)) }
    if body.containsInner([v]) { return nested(v, lower, upper, body) }
    let start = a.isInfinite ? -Expression.infinity : lower, end = b.isInfinite ? .infinity : upper
    if let value = integralByBranches(v, start, end, body) { return value }
    let range = LineRange(
      v, lower: a.isInfinite ? nil : lower, upper: b.isInfinite ? nil : upper,
      from: ball(a)?.midpoint ?? -.infinity, to: ball(b)?.midpoint ?? .infinity)
    if let closed = body.integratedInClosedForm(v, from: start, to: end) {
      let value = value(of: closed)
      if ball(value) != nil { return withScale(of: body, range, value) }
    }
    let nonnegative = { (e: Expression) in (self.sign(self.value(of: e)) ?? -1) >= 0 }
    if let t = body.substitutingRoots(v, from: start, to: end, isNonnegative: nonnegative) {
      let value = integral(t.variable, t.lower, t.upper, t.body)
      if ball(value) != nil || value.isInfinite { return value }
    }
    return line(range, body)
  }

  /// The value of a closed form, whose terms may cancel: they say nothing of how large the integral
  /// is. Where they are a million times as large as the value, the scale is that of the value for
  /// what is nowhere negative, and else an upper bound of ∫|f|, of a few bits.
  private func withScale(of f: Expression, _ range: LineRange, _ value: Evaluated) -> Evaluated {
    guard !isParametric, case .ball(let ball) = value.value else { return value }
    let size = (abs(ball.midpoint) + ball.radius).nextUp
    guard value.scale > 0x1p20 * size else { return value }
    var scaled = value
    if f.isCertainlyNonnegative {
      scaled.scale = size
    } else {
      let rough = Evaluation(bits: bits, goal: 4, budget: budget).line(range, .abs(f))
      guard case .ball(let whole) = rough.value, whole.isFinite else { return value }
      scaled.scale = Swift.min(value.scale, Swift.max(size, abs(whole.midpoint) + whole.radius))
    }
    return scaled
  }

  private func negated(_ e: Evaluated) -> Evaluated {
    product([Evaluated(exact: ExactNumber(-1)), e])
  }

  /// ∫ over a range; `open` says whether singular ends may still be moved to infinity.
  func line(_ range: LineRange, _ body: Expression, substituting open: Bool = true) -> Evaluated {
    let f = body.inLogDomain
    do {
      let program = try Compiler.program(for: f, in: [range.variable]) { try self.constant($0) }
      let integrand = Integrand(expression: f, integrator: Integrator(program, bits: bits))
      var target = -goal - 10
      var outcome = attempt(range, integrand, target, open)
      for _ in 0..<(isParametric ? 0 : 2) {  // a small value needs a smaller absolute tolerance
        guard case .ball(let ball) = outcome.value,
          !ball.meets(goal: goal + 2, scale: outcome.scale),
          outcome.scale > 0, outcome.scale.isFinite, !budget.isSpent
        else { break }
        let wanted = Int(outcome.scale.exponent) - goal - 10
        guard wanted < target else { break }
        target = wanted
        outcome = attempt(range, integrand, target, open)
      }
      if case .undecided = outcome.value {
        if let why = undefinedSpot(range, integrand) { return .undefined(why, isLostInside: true) }
        if let why = oddPole(range, f) { return .undefined(why) }
      }
      return outcome
    } catch let none as NoValue { return none.outcome } catch { return .undecided("\(error)") }
  }

  private func attempt(_ range: LineRange, _ f: Integrand, _ target: Int, _ open: Bool) -> Evaluated
  {
    var range = range
    var parts: [Evaluated] = []
    for side in [-1, 1] where !range.isFinite(side) {
      switch cutOff(
        range.variable, f.expression, side: side, target: target, beyond: range.end(-side))
      {
      case .at(let R, let tail):
        range.cut(side, at: Double(side) * R)
        parts.append(Evaluated(.ball(Ball.zero.widened(by: Ball(exactly: tail))), scale: 0))
      case .diverges(let positive, let R):
        range.cut(side, at: Double(side) * R)
        parts.append(.infinite(positive: positive))
      case .unknown(let why): return .undecided(why)
      }
    }
    let rough = parts.contains(where: \.isInfinite)  // then the rest need only be finite
    for piece in pieces(of: range, f.expression) {
      let part = integral(over: piece, f, rough ? nil : target, open)
      if case .undefined = part.value { return part }
      parts.append(part)
    }
    return sum(parts)
  }

  private func integral(over piece: LineRange, _ f: Integrand, _ target: Int?, _ open: Bool)
    -> Evaluated
  {
    if open, let ends = singularEnds(piece, f) { return moved(piece, ends, f) }
    guard let from = piece.lower.flatMap({ ball(value(of: $0)) }),
      let to = piece.upper.flatMap({ ball(value(of: $0)) })
    else { return .undecided("a bound of an integral") }
    let part = f.integrator.integral(
      from: from, to: to, goal: target == nil ? 4 : goal + 10, tolerance: target ?? 0,
      limit: target == nil ? Swift.min(budget.left, 4000) : budget.left)
    budget.spend(part.calls)
    if let why = part.undefined {
      return .undefined("the integrand has no value: \(why)", isLostInside: true)
    }
    let scale = Swift.max(part.scale, part.value.isFinite ? abs(part.value.midpoint) : 0)
    return result(part.value, scale: scale, otherwise: "an integral that could not be enclosed")
  }

  /// The value of a part of the integrand that does not hold the variable.
  package func constant(_ e: Expression) throws -> Ball {
    let value = value(of: e)
    guard let b = ball(value) else { throw NoValue(outcome: value) }
    return b
  }
}

/// An integrand in the logarithmic domain with what integrates it.
struct Integrand {
  let expression: Expression
  let integrator: Integrator
  /// For single evaluations.
  var probe: Machine { integrator.machine }
}

/// An interval of integration: ends as expressions (nil: infinite) and as doubles to look around.
package struct LineRange {
  package let variable: Variable
  package var lower: Expression?, upper: Expression?
  package var from: Double, to: Double
  /// Where a place of it lies on the range that was asked for; they differ where an end was moved.
  var origin: @Sendable (Double) -> Double = { $0 }

  package init(_ v: Variable, lower: Expression?, upper: Expression?, from: Double, to: Double) {
    (variable, self.lower, self.upper, self.from, self.to) = (v, lower, upper, from, to)
  }
  func isFinite(_ side: Int) -> Bool { (side < 0 ? lower : upper) != nil }
  func end(_ side: Int) -> Double? { isFinite(side) ? (side < 0 ? from : to) : nil }
  mutating func cut(_ side: Int, at x: Double) {
    if side < 0 {
      (lower, from) = (.rational(Rational(exactly: x)), x)
    } else {
      (upper, to) = (.rational(Rational(exactly: x)), x)
    }
  }
}

extension Agreement {
  /// −1, 0, 1 for less, equal, greater; nil if undecided.
  var order: Int? {
    switch self {
    case .equal: 0
    case .different(_, _, let less): less ? -1 : 1
    case .undecided: nil
    }
  }
}
