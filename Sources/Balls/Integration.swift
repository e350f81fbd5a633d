/// A rigorous integral of a program over a finite interval.
public struct Integral: Sendable {
  /// Encloses the integral; not finite if nothing could be said.
  public var value: Ball
  /// ∫ Σ|terms|, an estimate from the points that were visited: the yardstick of accuracy.
  public var scale: Double
  /// How often the integrand was evaluated.
  public var calls: Int
  /// Why the integrand has no real value on part of the interval, if that is certain.
  public var undefined: String?
}

extension Program {
  /// ∫ of this program (of one input) from a to b, enclosed.
  ///
  /// - goal: wanted relative accuracy in bits; `tolerance`: absolute accuracy 2^tolerance that
  ///   suffices.
  /// - limit: number of evaluations after which whatever is known is returned, a valid enclosure
  ///   all the same.
  /// The endpoints must be finite balls.
  public func integral(
    from a: Ball, to b: Ball, bits: Int, goal: Int, tolerance: Int, limit: Int
  ) -> Integral {
    Integrator(self, bits: bits).integral(
      from: a, to: b, goal: goal, tolerance: tolerance, limit: limit)
  }
}

/// Integrates one program over any number of intervals. Not to be shared between threads.
package final class Integrator {
  /// For single evaluations too.
  package let machine: Machine
  let rectangles: RectangleMachine
  let bits: Int

  package init(_ program: Program, bits: Int) {
    let code = MachineCode(program)
    (machine, rectangles, self.bits) = (Machine(code, bits: bits), RectangleMachine(code), bits)
  }

  /// See `Program.integral`. Panels that are certified in doubles serve where the integrand is
  /// holomorphic and their number stays small; bisection in balls does the rest.
  package func integral(from a: Ball, to b: Ball, goal: Int, tolerance: Int, limit: Int) -> Integral
  {
    let panels = byPanels(from: a, to: b, goal: goal, tolerance: tolerance, limit: limit)
    if let integral = panels.integral { return integral }
    var integral = byBisection(
      from: a, to: b, goal: goal, tolerance: tolerance, limit: Swift.max(1, limit - panels.calls))
    integral.calls += panels.calls
    return integral
  }

  private func byPanels(
    from a: Ball, to b: Ball, goal: Int, tolerance: Int, limit: Int
  ) -> (integral: Integral?, calls: Int) {
    // A rectangle costs about an eighth of a ball.
    let plan = Panels(
      rectangles, tolerance: tolerance - 3, most: Swift.max(24, goal * 5 / 8),
      limit: Swift.min(8 * limit, 20_000))
    guard let panels = plan.cover(a, b) else { return (nil, plan.calls / 8) }
    var sums = PanelSums(machine, rectangles, bits: bits, spare: bits - goal)
    for p in panels {
      guard plan.calls / 8 + sums.calls <= limit, sums.add(p, tolerance: tolerance) else {
        return (nil, plan.calls / 8 + sums.calls)
      }
    }
    let calls = plan.calls / 8 + sums.calls
    return (Integral(value: sums.value, scale: sums.scale, calls: calls, undefined: nil), calls)
  }
}
