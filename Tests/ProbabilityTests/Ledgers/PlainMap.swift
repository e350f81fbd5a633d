import Foundation

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
