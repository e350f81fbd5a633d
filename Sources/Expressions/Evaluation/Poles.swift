import Balls
import Exact

extension Evaluation {
  /// Whether the integrand certainly has a pole of odd order inside the range: then it tends to +∞
  /// on one side and to −∞ on the other, neither integrably, and the integral does not exist
  /// whatever the rest does.
  ///
  /// Certified on a small ball around a zero of a denominator: there the denominator changes sign
  /// with a slope that does not vanish, and what it divides keeps away from 0.
  func oddPole(_ range: LineRange, _ f: Expression) -> String? {
    let v = range.variable, (numerator, denominator) = f.fraction
    let near = LineRange(
      v, lower: range.lower, upper: range.upper, from: Swift.max(range.from, -1e3),
      to: Swift.min(range.to, 1e3))
    for (i, d) in denominator.enumerated() where d.power % 2 == 1 && d.base.depends(on: v) {
      let others = denominator.indices.filter { $0 != i }.map {
        denominator[$0].base.raised(to: .rational(Rational(-denominator[$0].power)))
      }
      guard let base = machine(d.base, v), let slope = machine(d.base.derivative(by: v), v),
        let rest = machine(.product(of: [numerator] + others), v)
      else { continue }
      for (x, _) in roots(of: d.base, near) where x > range.from && x < range.to {
        budget.spend(8)
        let radius = Ball(exactly: Swift.max(1, abs(x)) * 0x1p-20), center = Ball(exactly: x)
        let low = center.minus(radius, bits), high = center.plus(radius, bits),
          around = low.union(high, bits)
        let margin = radius.midpoint  // the ends of the range are rounded
        guard low.midpoint > range.from + margin, high.midpoint < range.to - margin,
          let a = base.value(at: low).sign, let b = base.value(at: high).sign, a * b < 0,
          let s = slope.value(at: around, smooth: true).sign, s != 0,
          let r = rest.value(at: around, smooth: true).sign, r != 0
        else { continue }
        return "the integrand has a pole near \(decimal(range.origin(x))), which has no integral"
      }
    }
    return nil
  }

  private func machine(_ e: Expression, _ v: Variable) -> Machine? {
    (try? Compiler.program(for: e.inLogDomain, in: [v]) { try self.constant($0) }).map {
      Machine($0, bits: bits)
    }
  }

  private func decimal(_ x: Double) -> String { Ball(exactly: x).enclosure(digits: 4).0 }
}
