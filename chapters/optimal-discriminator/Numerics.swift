import Foundation

// Plain double arithmetic for figures and for the checks that search: no formula of the text is
// read here.

/// The density of N(m, s²) at x.
func normalDensity(_ x: Double, mean m: Double, deviation s: Double) -> Double {
  exp(logNormal(x, mean: m, deviation: s))
}

/// The logarithm of the density of N(m, s²) at x; it does not underflow in the tails.
func logNormal(_ x: Double, mean m: Double, deviation s: Double) -> Double {
  let z = (x - m) / s
  return -z * z / 2 - log(s) - log(2 * .pi) / 2
}

/// The distribution function of N(m, s²).
func normalDistribution(_ x: Double, mean m: Double, deviation s: Double) -> Double {
  erfc((m - x) / (s * 2.0.squareRoot())) / 2
}

/// log(eᵃ + eᵇ) without overflow.
func logSumExp(_ a: Double, _ b: Double) -> Double { max(a, b) + log1p(exp(-abs(a - b))) }

/// The logistic function.
func logistic(_ l: Double) -> Double { 1 / (1 + exp(-l)) }

/// log σ(l), exact in both tails.
func logLogistic(_ l: Double) -> Double { min(l, 0) - log1p(exp(-abs(l))) }

/// The sum of slices of equal width: for a smooth integrand that vanishes at both ends the error
/// falls faster than any power of the width.
func integral(from a: Double, to b: Double, slices n: Int, _ f: (Double) -> Double) -> Double {
  let width = (b - a) / Double(n)
  var sum = 0.0
  for i in 0..<n { sum += f(a + (Double(i) + 0.5) * width) }
  return sum * width
}
