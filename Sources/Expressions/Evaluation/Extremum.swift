import Balls
import Exact

extension Evaluation {
  /// The largest or smallest value of the body on [lower, upper], or where it is taken, certified:
  /// branch and bound brings every place that may be optimal into a bracket, monotonicity of the
  /// slope there isolates it, and interval Newton steps give it to full precision (Moore, Kearfott
  /// and Cloud 2009, chapters 8 and 11).
  ///
  /// At an end where the body is −∞ (a logarithm of 0) the supremum is not sought. A tie has no
  /// argmax. Optima of one kind inside each other, over a box, are sought together (`JointSearch`).
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
      if let simple = body.withoutInner([v]) { return extremum(kind, v, lower, upper, simple) }
      guard let joint = JointOptimum(v, lower, upper, body, upward: upward) else {
        return .undecided("an optimum of an integral that has no closed form")
      }
      return optimum(joint, wantsPlace: wantsPlace)
    }
    let goal = upward ? body : -body
    do {
      let (from, to) = try finiteEnds(v, lower, upper, ends, goal)
      let candidates = try Search(self, v, from, to, goal).run().map { p in
        // p's value is the goal's
        let value =
          p.expression.map { self.value(of: body.substituting([v: $0])) }
          ?? Evaluated(.ball(upward ? p.value : p.value.negated), scale: p.scale)
        return (place: p.place, value: value)
      }
      return best(candidates, wantsPlace: wantsPlace, upward: upward)
    } catch let none as NoValue { return none.outcome } catch { return .undecided("\(error)") }
  }

  /// Of a function of several variables; its place is that of the first of them.
  private func optimum(_ joint: JointOptimum, wantsPlace: Bool) -> Evaluated {
    let sides = joint.sides
    let ends = sides.flatMap { [value(of: $0.from), value(of: $0.to)] }
    if let none = Evaluated.withoutValue(ends) { return none }
    guard !ends.contains(where: \.isInfinite) else {
      return .undecided("an optimum over several variables, one of which has no bounds")
    }
    do {
      let search = try JointSearch(self, sides, joint.upward ? joint.body : -joint.body)
      let candidates = try search.run().map { p in
        let known = zip(sides, p.ends).map { side, end in
          end.map { (side.variable, $0 == 0 ? side.from : side.to) }
        }
        let corner = known.compactMap(\.self)
        let value =
          corner.count == sides.count
          ? self.value(
            of: joint.body.substituting(Dictionary(uniqueKeysWithValues: corner)))
          : Evaluated(.ball(joint.upward ? p.value : p.value.negated), scale: p.scale)
        let place =
          known[0].map { self.value(of: $0.1) }
          ?? position(p.coordinates[0], from: sides[0].from, to: sides[0].to)
        return (place: place, value: value)
      }
      return best(candidates, wantsPlace: wantsPlace, upward: joint.upward)
    } catch let none as NoValue { return none.outcome } catch { return .undecided("\(error)") }
  }

  /// Where t from 0 to 1 stands on the way between two ends.
  func position(_ t: Ball, from: Expression, to: Expression) -> Evaluated {
    let way = value(of: to - from)
    return sum([value(of: from), product([way, Evaluated(.ball(t), scale: abs(t.midpoint))])])
  }

  /// The best of the candidates if it is certainly the best.
  private func best(
    _ candidates: [(place: Evaluated, value: Evaluated)], wantsPlace: Bool, upward: Bool
  ) -> Evaluated {
    var kept: [(place: Evaluated, value: Evaluated)] = []
    for candidate in candidates {
      if case .infinite(let positive) = candidate.value.value, positive != upward { continue }
      if let none = Evaluated.withoutValue([candidate.value]) { return none }
      kept.append(candidate)
    }
    // Drop what certainly loses to another; of very many, to the one whose bound is the best.
    let rivals = kept.count <= 64 ? Array(kept.indices) : [strongest(kept.map(\.value), upward)]
    let winners = kept.indices.filter { i in
      !rivals.contains { j in
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

  /// The place of the value that is certainly at least as good as any other certainly is.
  private func strongest(_ values: [Evaluated], _ upward: Bool) -> Int {
    let bounds = values.map { value -> Double in
      guard let ball = ball(value) else { return value.isInfinite ? .infinity : -.infinity }
      return (upward ? ball.midpoint : -ball.midpoint) - ball.radius
    }
    return bounds.indices.max { bounds[$0] < bounds[$1] } ?? 0
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

/// `max over a of max over b of f` as one question.
private struct JointOptimum {
  let sides: [(variable: Variable, from: Expression, to: Expression)]
  let body: Expression
  let upward: Bool

  /// nil where the inner one is of the other kind, the bounds of one depend on another, or an
  /// integral inside has no closed form.
  init?(
    _ v: Variable, _ lower: Expression, _ upper: Expression, _ body: Expression, upward: Bool
  ) {
    var (body, sides) = (body, [(variable: v, from: lower, to: upper)])
    while case .extremum(upward ? .maximum : .minimum, let w, let a, let b, let inner) = body {
      guard
        !sides.contains(where: { $0.variable == w || (a + b).depends(on: $0.variable) })
      else { return nil }
      sides.append((w, a, b))
      body = inner
    }
    guard sides.count > 1, let simple = body.withoutInner(Set(sides.map(\.variable))) else {
      return nil
    }
    (self.sides, self.body, self.upward) = (sides, simple, upward)
  }
}
