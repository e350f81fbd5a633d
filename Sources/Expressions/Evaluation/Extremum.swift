import Balls
import Exact

extension Evaluation {
  /// The largest or smallest value of the body on [lower, upper], or where it is taken, certified:
  /// branch and bound brings every place that may be optimal into a bracket, monotonicity of the
  /// slope there isolates it, and interval Newton steps give it to full precision (Moore, Kearfott
  /// and Cloud 2009, chapters 8 and 11).
  ///
  /// At an end where the body is −∞ (a logarithm of 0) the supremum is not sought. A tie has no
  /// argmax.
  func extremum(
    _ kind: Expression.Extremum, _ v: Variable, _ lower: Expression, _ upper: Expression,
    _ body: Expression
  ) -> Evaluated {
    let wantsPlace = kind == .argmax || kind == .argmin
    let upward = kind == .maximum || kind == .argmax
    let ends = [value(of: lower), value(of: upper)]
    if let none = Evaluated.withoutValue(ends) { return none }
    guard body.depends(on: v) else {
      return wantsPlace
        ? .undefined("every place is optimal: the function is constant") : value(of: body)
    }
    if let x = ends[0].exact, let y = ends[1].exact, x == y {
      return wantsPlace ? ends[0] : value(of: body.substituting([v: lower]))
    }
    if body.containsInner([v]) {
      guard let simple = body.withoutInner([v]) else {
        return .undecided("an optimum of an integral that has no closed form")
      }
      return extremum(kind, v, lower, upper, simple)
    }
    let goal = upward ? body : -body
    do {
      let (from, to) = try finiteEnds(v, lower, upper, ends, goal)
      let search = try Search(self, v, from, to, goal)
      let places = try search.run()
      return try best(places, wantsPlace: wantsPlace, upward: upward, v, body)
    } catch let none as NoValue { return none.outcome } catch { return .undecided("\(error)") }
  }

  /// The value at each place; the best one if it is certainly the best.
  private func best(
    _ places: [Search.Place], wantsPlace: Bool, upward: Bool, _ v: Variable, _ body: Expression
  ) throws -> Evaluated {
    var kept: [(place: Evaluated, value: Evaluated)] = []
    for p in places {
      let value: Evaluated
      if let e = p.expression {
        value = self.value(of: body.substituting([v: e]))
      } else {
        value = Evaluated(.ball(upward ? p.value : p.value.negated), scale: p.scale)
      }  // p's is the goal's
      if case .infinite(let positive) = value.value, positive != upward { continue }
      if let none = Evaluated.withoutValue([value]) { return none }
      kept.append((p.place, value))
    }
    // Drop what certainly loses to another.
    let winners = kept.indices.filter { i in
      !kept.indices.contains { j in
        guard j != i, case .different(_, _, let less) = kept[i].value.compared(to: kept[j].value)
        else { return false }
        return less == upward
      }
    }
    guard let first = winners.first else { return .undecided("no optimum was found") }
    if kept[first].value.isInfinite {
      return wantsPlace
        ? .undefined("the function is unbounded: no optimum is taken") : kept[first].value
    }
    if wantsPlace {
      return winners.count == 1
        ? kept[first].place : .undecided("the optimum is taken at more than one place")
    }
    return winners.dropFirst().reduce(kept[first].value) { widest($0, kept[$1].value) }
  }

  /// A value that is one of two which cannot be told apart.
  private func widest(_ a: Evaluated, _ b: Evaluated) -> Evaluated {
    if let x = a.exact, let y = b.exact, x == y { return a }
    guard let x = ball(a), let y = ball(b) else { return a }
    return Evaluated(.ball(x.union(y, bits)), scale: Swift.max(a.scale, b.scale))
  }

  /// Infinite ends are moved in to where the slope certainly has the sign that leads back.
  private func finiteEnds(
    _ v: Variable, _ lower: Expression, _ upper: Expression, _ ends: [Evaluated], _ f: Expression
  ) throws -> (Expression, Expression) {
    func finite(_ e: Expression, _ value: Evaluated, _ side: Int) throws -> Expression {
      guard value.isInfinite else { return e }
      let slope = f.derivative(by: v).inLogDomain
      var R = 4.0
      for _ in 0..<24 {
        if let s = slopeSign(slope, v, side: side, beyond: R)
          ?? signOfMonotone(slope, v, side: side, beyond: R)
        {
          if s * side < 0 { return .rational(Rational(side) * Rational(exactly: R)) }
          throw Unsupported("the function still rises towards infinity")
        }
        R *= 2
      }
      throw Unsupported("the slope of the function keeps no certain sign towards infinity")
    }
    return (try finite(lower, ends[0], -1), try finite(upper, ends[1], 1))
  }

  /// The sign that a function keeps beyond R because it has it at R and from there on moves away
  /// from 0.
  package func signOfMonotone(_ slope: Expression, _ v: Variable, side: Int, beyond R: Double)
    -> Int?
  {
    let start = value(of: slope.substituting([v: .rational(Rational(side) * Rational(exactly: R))]))
    guard let sign = ball(start)?.sign, sign != 0 else { return nil }
    let second = slope.derivative(by: v).inLogDomain
    return slopeSign(second, v, side: side, beyond: R) == sign * side ? sign : nil
  }

  package func slopeSign(_ slope: Expression, _ v: Variable, side: Int, beyond R: Double) -> Int? {
    func sign(_ e: Expression) -> Int? {
      let form = tailForm(e, v)
      guard let t = try? Tail(form, from: R, side: side).envelope(form.root) else { return nil }
      return t.isPositive ? 1 : t.isNegative ? -1 : nil
    }
    if let s = sign(slope) { return s }
    let (numerator, denominator) = slope.fraction
    guard var s = sign(numerator) else { return nil }
    for d in denominator {
      guard let t = sign(d.base) else { return nil }
      if d.power % 2 == 1 { s *= t }
    }
    return s
  }
}
