import Balls
import Exact

/// The search for the maxima of a function on an interval, as t from 0 to 1.
package final class Search {
  package struct Place {
    package var place: Evaluated
    /// Written out, where it is an end or the root of a polynomial slope.
    package var expression: Expression?
    package var value: Ball
    package var scale: Double
  }
  private struct Box { var low: Ball, high: Ball }

  private let evaluation: Evaluation
  private let bits: Int
  private let v: Variable, t: Variable
  private let from: Expression, to: Expression
  private let f: Machine
  private let slope: Slope
  private var best: Ball?
  private var ends: Set<Int> = []

  package init(
    _ evaluation: Evaluation, _ v: Variable, _ from: Expression, _ to: Expression,
    _ body: Expression
  ) throws {
    (self.evaluation, self.v, self.from, self.to) = (evaluation, v, from, to)
    bits = evaluation.bits + 32
    let t = Variable.fresh("t", avoiding: body.freeVariables)
    self.t = t
    let inner = body.substituting([v: from + (to - from) * .variable(t)]).inLogDomain
    func compile(_ e: Expression) throws -> Machine {
      Machine(
        try Compiler.program(for: e, in: [t]) { try evaluation.constant($0) },
        bits: evaluation.bits + 32)
    }
    f = try compile(inner)
    slope = Slope(inner, t, compile)
  }

  package func run() throws -> [Place] {
    var boxes = [Box(low: .zero, high: .one)]
    for e in [Ball.zero, .one] { improve(f.value(at: e)) }
    for level in 0..<(bits + 64) {
      boxes = try boxes.flatMap(halves).filter(mayHoldMaximum)
      guard boxes.count <= 512, !evaluation.budget.isSpent else { break }
      let clusters = merged(boxes)
      if level >= 3, clusters.count <= 8, let places = resolve(clusters) {
        return places + endPlaces
      }
      if boxes.isEmpty { return endPlaces }
    }
    // No slope isolates the optimum (a kink, or a very flat top): the brackets themselves are the
    // answer.
    return merged(boxes).map { bracket($0) } + endPlaces
  }

  private func halves(_ b: Box) -> [Box] {
    let m = b.low.plus(b.high, bits + 128).times(Ball(Rational(1, 2), bits: 64), bits + 128)
    improve(f.value(at: m))
    return [Box(low: b.low, high: m), Box(low: m, high: b.high)]
  }
  private func improve(_ value: Ball) {
    evaluation.budget.spend(1)
    guard value.isFinite else { return }
    if let b = best, value.minus(b, bits).isPositive != true { return }
    best = value
  }
  private func hull(_ b: Box) -> Ball { b.low.union(b.high, bits + 128) }

  /// False only if the maximum certainly is not inside, or the slope sends it to an end of the
  /// domain.
  private func mayHoldMaximum(_ b: Box) throws -> Bool {
    evaluation.budget.spend(3)
    let x = hull(b), value = f.value(at: x)
    if let why = f.undefined {
      throw NoValue(
        outcome: .undefined("the function has no value: \(why)", isLostInside: true))
    }
    if let best, value.isFinite, value.minus(best, bits).isNegative == true { return false }
    guard let s = slope.sign(on: x, low: b.low, high: b.high) else { return true }
    if s > 0 && b.high.isEnd { ends.insert(1) }
    if s < 0 && b.low.sign == 0 { ends.insert(0) }
    return false
  }

  private func merged(_ boxes: [Box]) -> [Box] {
    var result: [Box] = []
    for b in boxes {
      if let last = result.last, last.high.minus(b.low, bits + 128).sign == 0 {
        result[result.count - 1].high = b.high
      } else {
        result.append(b)
      }
    }
    return result
  }

  /// Every cluster isolated by a strictly falling slope, or nil.
  private func resolve(_ clusters: [Box]) -> [Place]? {
    var places: [Place] = []
    for c in clusters {
      guard
        let root = slope.root(
          in: hull(c), low: c.low, high: c.high, bits: bits, budget: evaluation.budget)
      else { return nil }
      places.append(polished(root))
    }
    return places
  }

  private func bracket(_ b: Box) -> Place {
    place(at: hull(b))
  }

  /// A root of a slope that is a polynomial of degree 1 in the variable is known in closed form.
  private func polished(_ root: Ball) -> Place {
    if let c = slope.numerator.polynomialCoefficients(in: t), c.count == 2 {
      let exact = Expression.zero(ofLine: c)
      let value = evaluation.value(of: exact)
      if let b = evaluation.ball(value), b.overlaps(root) {
        let e = from + (to - from) * exact
        return Place(place: evaluation.value(of: e), expression: e, value: .zero, scale: 0)
      }
    }
    return place(at: root)
  }

  private func place(at x: Ball) -> Place {
    var scale = 0.0
    // A value of exactly 0 is judged by what the function is elsewhere.
    for elsewhere in [Ball(Rational(1, 2), bits: 64), Ball(Rational(1, 3), bits: 64), x] {
      let value = f.value(at: elsewhere)
      if value.isFinite, scale == 0 || f.scale > 0 { scale = f.scale }
    }
    return Place(place: position(x), expression: nil, value: f.value(at: x), scale: scale)
  }

  private func position(_ t: Ball) -> Evaluated { evaluation.position(t, from: from, to: to) }

  private var endPlaces: [Place] {
    ends.sorted().map {
      let e = $0 == 0 ? from : to
      return Place(place: evaluation.value(of: e), expression: e, value: .zero, scale: 0)
    }
  }
}
