import Balls
import Exact
import Foundation

/// Thrown through the compiler when a constant part of an integrand has no finite value.
struct NoValue: Error {
  let outcome: Evaluated
}

extension Evaluation {
  func integral(_ v: Variable, _ lower: Expression, _ upper: Expression, _ body: Expression) -> Evaluated {
    let a = value(of: lower), b = value(of: upper)
    if let none = Evaluated.withoutValue([a, b]) { return none }
    switch (a.value, b.value) {
    case (.infinite(let p), .infinite(let q)):
      if p == q { return .undefined("an integral from ∞ to ∞") }
      return p ? negated(line(v, nil, nil, body)) : line(v, nil, nil, body)
    case (.infinite(let p), _):
      guard let end = ball(b) else { return .undecided("a bound of an integral") }
      return p ? negated(line(v, end, nil, body)) : line(v, nil, end, body)
    case (_, .infinite(let q)):
      guard let start = ball(a) else { return .undecided("a bound of an integral") }
      return q ? line(v, start, nil, body) : negated(line(v, nil, start, body))
    default:
      if let x = a.exact, let y = b.exact, x == y { return Evaluated(exact: ExactNumber(0)) }
      guard let start = ball(a), let end = ball(b) else { return .undecided("a bound of an integral") }
      return start.midpoint <= end.midpoint
        ? line(v, start, end, body) : negated(line(v, end, start, body))
    }
  }

  private func negated(_ e: Evaluated) -> Evaluated {
    product([Evaluated(exact: ExactNumber(-1)), e])
  }

  /// ∫ body over [a, b], nil meaning the infinite end on that side.
  private func line(_ v: Variable, _ a: Ball?, _ b: Ball?, _ body: Expression) -> Evaluated {
    let f = body.inLogDomain
    do {
      let program = try Compiler.program(for: f, in: [v]) { try self.constant($0) }
      var target = -goal - 10
      var outcome = try line(v, a, b, f, program, target)
      for _ in 0..<2 { // a small value needs a smaller absolute tolerance
        guard case .ball(let ball) = outcome.value, !ball.meets(goal: goal + 2, scale: outcome.scale),
          outcome.scale > 0, outcome.scale.isFinite, !budget.isSpent else { break }
        let wanted = Int(outcome.scale.exponent) - goal - 10
        guard wanted < target else { break }
        target = wanted
        outcome = try line(v, a, b, f, program, target)
      }
      return outcome
    } catch let none as NoValue { return none.outcome }
    catch { return .undecided("\(error)") }
  }

  private func line(
    _ v: Variable, _ a: Ball?, _ b: Ball?, _ f: Expression, _ program: Program, _ target: Int
  ) throws -> Evaluated {
    var error = 0.0
    var infinite: [Bool] = []
    func end(_ side: Int) -> Ball? {
      switch cutOff(v, f, side: side, target: target, beyond: (side > 0 ? a : b)?.midpoint) {
      case .at(let R, let tail):
        error += tail
        return Ball(exactly: Double(side) * R)
      case .diverges(let positive):
        infinite.append(positive)
        return nil
      case .unknown(let why):
        unknown = unknown ?? why
        return nil
      }
    }
    var unknown: String?
    let start = a ?? end(-1), stop = b ?? end(1)
    if let first = infinite.first {
      if infinite.contains(!first) { return .undefined("an integral that diverges to both sides") }
      if let unknown { return .undecided(unknown) }
      // The other part is finite or infinite of the same sign only if the integrand keeps its sign there.
      return divergent(first, f, v, a, b)
    }
    guard let start, let stop else { return .undecided(unknown ?? "no bound for the tail") }
    return try pieces(v, start, stop, f, program, target, error)
  }

  /// A tail certainly diverges with this sign; the rest must not undo it, which is so if it is finite.
  private func divergent(_ positive: Bool, _ f: Expression, _ v: Variable, _ a: Ball?, _ b: Ball?) -> Evaluated {
    .infinite(positive: positive)
  }

  private func pieces(
    _ v: Variable, _ start: Ball, _ stop: Ball, _ f: Expression, _ program: Program, _ target: Int, _ tail: Double
  ) throws -> Evaluated {
    let inner = breakpoints(of: f, v, between: start.midpoint, and: stop.midpoint)
    let cuts = [start] + inner.map { Ball(exactly: $0) } + [stop]
    var sum = Ball.zero, scale = 0.0
    for (from, to) in zip(cuts, cuts.dropFirst()) {
      let part = program.integral(
        from: from, to: to, bits: bits, goal: goal + 10, tolerance: target, limit: budget.left)
      budget.spend(part.calls)
      if let why = part.undefined { return .undefined("the integrand has no value: \(why)") }
      guard part.value.isFinite else { return .undecided("an integral that could not be enclosed") }
      sum = sum.plus(part.value, bits)
      scale += part.scale
    }
    if tail > 0 { sum = sum.widened(by: Ball(exactly: tail)) }
    return result(sum, scale: Swift.max(scale, abs(sum.midpoint)), otherwise: "an integral that is not finite")
  }

  /// The value of a part of the integrand that does not hold the variable.
  func constant(_ e: Expression) throws -> Ball {
    let value = value(of: e)
    guard let b = ball(value) else { throw NoValue(outcome: value) }
    return b
  }
}

// MARK: infinite ends

extension Evaluation {
  enum CutOff {
    case at(Double, tail: Double)
    case diverges(positive: Bool)
    case unknown(String)
  }

  /// The smallest convenient R beyond which the tail is certainly below 2^target.
  func cutOff(_ v: Variable, _ f: Expression, side: Int, target: Int, beyond: Double?) -> CutOff {
    var constants: [Expression: Interval] = [:]
    func bound(_ R: Double) -> TailBound {
      Tail(x: v, constant: { e in
        if let c = constants[e] { return c }
        let c = try self.interval(e)
        constants[e] = c
        return c
      }, start: R, side: side).bound(f)
    }
    let wanted = pow(2, Double(target))
    var why = "no bound for the tail"
    var divergent: Bool?
    var previous = 0.0
    var R = Swift.max(1, beyond.map { exp2(ceil(log2(Swift.max(1, abs($0) + 1)))) } ?? 1)
    for attempt in 0..<48 {
      switch bound(R) {
      case .below(let t) where t <= wanted:
        if attempt == 0 { return .at(R, tail: t) }
        var (low, high, best) = (previous, R, t)
        for _ in 0..<(R <= 4096 ? 5 : 2) { // a shorter interval is a cheaper integral
          let middle = R <= 4096 ? (low + high) / 2 : (low * high).squareRoot()
          if case .below(let t) = bound(middle), t <= wanted { (high, best) = (middle, t) } else { low = middle }
        }
        return .at(high, tail: best)
      case .below: break
      case .diverges(let positive): divergent = positive
      case .unknown(let reason): why = reason
      }
      if let divergent, attempt > 3 { return .diverges(positive: divergent) }
      previous = R
      R *= attempt < 16 ? 2 : exp2(Double(attempt - 12))
      if R > 1e150 { break }
    }
    return divergent.map { .diverges(positive: $0) } ?? .unknown(why)
  }

  func interval(_ e: Expression) throws -> Interval {
    let value = value(of: e)
    if let r = value.exact?.rational { return Interval(r) }
    guard let b = ball(value), let i = Interval(b) else {
      throw NoEnvelope("a constant of the integrand has no finite value")
    }
    return i
  }
}
