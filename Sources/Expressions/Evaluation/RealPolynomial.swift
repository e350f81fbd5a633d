import Foundation

/// A polynomial in doubles, the constant term first.
struct RealPolynomial {
  let coefficients: [Double]

  init(_ coefficients: [Double]) {
    var c = coefficients
    while c.last == 0 { c.removeLast() }
    self.coefficients = c
  }

  func callAsFunction(_ x: Double) -> Double { coefficients.reversed().reduce(0) { $0 * x + $1 } }

  var derivative: RealPolynomial {
    RealPolynomial(coefficients.enumerated().dropFirst().map { Double($0.offset) * $0.element })
  }

  static func + (a: Self, b: Self) -> Self {
    let count = Swift.max(a.coefficients.count, b.coefficients.count)
    func at(_ p: Self, _ k: Int) -> Double { k < p.coefficients.count ? p.coefficients[k] : 0 }
    return Self((0..<count).map { at(a, $0) + at(b, $0) })
  }

  static func * (a: Self, b: Self) -> Self {
    guard !a.coefficients.isEmpty, !b.coefficients.isEmpty else { return Self([]) }
    var c = [Double](repeating: 0, count: a.coefficients.count + b.coefficients.count - 1)
    for (i, x) in a.coefficients.enumerated() {
      for (j, y) in b.coefficients.enumerated() { c[i + j] += x * y }
    }
    return Self(c)
  }

  /// Its real roots where its sign changes, in order: between two roots of the slope there is one at
  /// most. Those of 0 are none.
  var realRoots: [Double] {
    guard coefficients.count > 1, let last = coefficients.last else { return [] }
    if coefficients.count == 2 { return [-coefficients[0] / last] }
    let reach = 1 + coefficients.dropLast().reduce(0) { Swift.max($0, abs($1 / last)) }
    guard reach.isFinite else { return [] }
    let ends = [-reach] + derivative.realRoots.filter { abs($0) < reach } + [reach]
    return zip(ends, ends.dropFirst()).compactMap { root(between: $0, and: $1) }
  }

  private func root(between a: Double, and b: Double) -> Double? {
    var (low, high) = (a, b)
    let rising = self(low) < 0
    guard rising == (self(high) > 0), self(high) != 0 else { return nil }
    for _ in 0..<80 {
      let middle = low + (high - low) / 2
      if (self(middle) < 0) == rising { low = middle } else { high = middle }
    }
    return low + (high - low) / 2
  }
}
