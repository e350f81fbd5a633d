import Balls
import Exact
import Foundation

extension Evaluation {
  /// The ends of a finite piece near which the integrand has no finite enclosure.
  func singularEnds(_ piece: LineRange, _ f: Integrand) -> [Int]? {
    let width = piece.to - piece.from
    guard width > 0, width.isFinite else { return nil }
    let ends = [-1, 1].filter { side in
      let end = side < 0 ? piece.from : piece.to
      let near = Ball(exactly: end).union(Ball(exactly: end - Double(side) * width * 0x1p-20), 128)
      return !f.probe.value(at: near).isFinite
    }
    return ends.isEmpty ? nil : ends
  }

  /// x = a + (b − a)·e⁻ᵗ takes a singular end to infinity, where its own envelope says whether the
  /// integral exists.
  func moved(_ piece: LineRange, _ ends: [Int], _ f: Integrand) -> Evaluated {
    guard let a = piece.lower, let b = piece.upper else { return .undecided("a singular end") }
    typealias Place = (exact: Expression, near: Double)
    let (left, right): (Place, Place) = ((a, piece.from), (b, piece.to))
    func half(_ s: Place, _ r: Place) -> Evaluated {
      let reach = r.near - s.near
      return self.half(from: s.exact, to: r.exact, f, piece.variable) {
        s.near + reach * Foundation.exp(-$0)
      }
    }
    if ends.count == 2 {
      let x = (piece.from + piece.to) / 2
      let middle = (Expression.rational(Rational(exactly: x)), x)
      return sum([half(left, middle), half(right, middle)])
    }
    return ends[0] < 0 ? half(left, right) : half(right, left)
  }

  /// ∫ between the singular end s and the regular point r (either order; the integral is taken
  /// upwards). `origin` is x of t, roughly.
  private func half(
    from s: Expression, to r: Expression, _ f: Integrand, _ x: Variable,
    origin: @escaping @Sendable (Double) -> Double
  ) -> Evaluated {
    let t = Variable.fresh("t", avoiding: f.expression.freeVariables.union([x]))
    let decay = Expression.exp(-.variable(t)), reach = r - s
    let length = reach.rationalValue.map { Expression.rational($0.magnitude) } ?? .abs(reach)
    let body = f.expression.substituting([x: s + reach * decay]) * length * decay
    var range = LineRange(t, lower: 0, upper: nil, from: 0, to: .infinity)
    range.origin = origin
    return line(range, body, substituting: false)
  }

  /// Whether the integrand certainly is the logarithm or root of a negative number somewhere: on a
  /// small ball, hence on an interval of positive length.
  func undefinedSpot(_ range: LineRange, _ f: Integrand) -> String? {
    for x in spots(range) {
      budget.spend(1)
      let ball = Ball(exactly: x).widened(
        byPowerOfTwo: Int(Swift.max(abs(x), 0x1p-20).exponent) - 30)
      _ = f.probe.value(at: ball)
      if let why = f.probe.undefined { return "the integrand has no value: \(why)" }
    }
    return nil
  }

  /// Points to look at: fine near 0, coarse far out, and evenly over a finite range; ends excluded.
  package func spots(_ range: LineRange) -> [Double] {
    let near = (-60...60).map { sinh(Double($0) / 6) }
    let even =
      range.from.isFinite && range.to.isFinite
      ? (1..<64).map { range.from + (range.to - range.from) * Double($0) / 64 } : []
    let margin = 1e-6 * Swift.min(1, (range.to - range.from) / 2)
    return (near + even).filter { $0 > range.from + margin && $0 < range.to - margin }
  }
}
