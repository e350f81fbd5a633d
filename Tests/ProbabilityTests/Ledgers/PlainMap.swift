import Expressions
import Foundation
import Probability
import Testing

/// A map of the line in doubles.
protocol PlainMap {
  func value(_ z: Double) -> Double
}

extension PlainMap {
  /// E f(map(Z)) by the midpoint rule, which misses no narrow step.
  func mean(of f: (Double) -> Double, _ law: KnownLaw) -> Double {
    let (low, high) = law.range, n = 20_000, step = (high - low) / Double(n)
    return (0..<n).reduce(0) { sum, k in
      let z = low + (Double(k) + 0.5) * step
      return sum + exp(law.logDensity(z)) * f(value(z)) * step
    }
  }

  /// Σ p(z)/|map′(z)|, the places found by bisection and slopes by differences; nil near a turn.
  func density(of law: KnownLaw, at y: Double) -> Double? {
    let (low, high) = law.range, n = 5987, step = (high - low) / Double(n)
    var sum = 0.0
    for k in 0..<n {
      var a = low + Double(k) * step, b = a + step
      guard (value(a) < y) != (value(b) < y) else { continue }
      for _ in 0..<60 {
        let c = (a + b) / 2
        if (value(a) < y) != (value(c) < y) { b = c } else { a = c }
      }
      let h = 1e-6 * max(1, abs(a)), slope = abs(value(a + h) - value(a - h)) / (2 * h)
      guard slope > 1e-2, slope < 1e3 else { return nil }
      sum += exp(law.logDensity(a)) / slope
    }
    return sum
  }
}

extension PlainMap {
  /// What lies downstairs beside the same upstairs: p(y) = Σ p(z)/|map′(z)| over all z with
  /// map(z) = y, and means.
  ///
  /// - image: the law of the map of the base, with letters that have the values.
  /// - away: places nearer to 0 are left out, where densities of powers are infinite.
  func judge(
    _ image: Law, of base: KnownLaw, at values: Valuation = none, away: Double = 0,
    _ words: String, _ inquiry: inout Inquiry
  ) throws {
    let (low, high) = base.range, doubles = values.values.mapValues(\.double)
    let places = [0.137, 0.371, 0.532, 0.683, 0.911].map { value(low + $0 * (high - low)) }
    for y in places where Set(places).count > 1 {  // one place is an atom
      guard abs(y) < 1e3, abs(y) >= away, let plain = density(of: base, at: y) else { continue }
      let density = try witness(
        image.density(at: [.variable(letters[1])], values: values),
        doubles.merging([letters[1]: y]) { $1 })
      inquiry.judge(density, plain, within: 1e-4, "p(\(y)) of \(words)")
    }
    let bodies: [(String, (Expression) -> Expression, (Double) -> Double)] = [
      ("exp(-y²)", { .exp(-$0.squared) }, { exp(-$0 * $0) }),
      (
        "[y ≤ 1/2]", { .piecewise([.init(.compare($0, .lessOrEqual, q(1, 2)), 1)], otherwise: 0) },
        { $0 <= 0.5 ? 1 : 0 }
      ),
    ]
    for (name, body, double) in bodies {
      let below = try image.expectation(at: values) { body($0[0]) }
      inquiry.judge(
        number(values(below), goal: 20), mean(of: double, base), within: 2e-3,
        "E \(name) of \(words)")
    }
  }
}
