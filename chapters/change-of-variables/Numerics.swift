import Foundation

// Plain double arithmetic for figures and checks: no formula of the text is read here.

/// The standard Gaussian density.
func bell(_ z: Double) -> Double { exp(-z * z / 2) / (2 * Double.pi).squareRoot() }

/// The standard Gaussian distribution function.
func normalCDF(_ z: Double) -> Double { erfc(-z / 2.0.squareRoot()) / 2 }

/// The zero of an increasing function between two points, as closely as doubles allow.
func zero(of f: (Double) -> Double, between low: Double, and high: Double) -> Double {
  var (low, high) = (low, high)
  for _ in 0..<200 {
    let middle = (low + high) / 2
    if middle <= low || middle >= high { break }
    if f(middle) < 0 { low = middle } else { high = middle }
  }
  return (low + high) / 2
}

/// A number as prose prints it.
func four(_ value: Double) -> String { String(format: "%.4g", value) }

/// A number with three decimals, as figures print it.
func decimals(_ value: Double) -> String { String(format: "%.3f", value) }

/// The grid of a curve: dyadic, so that every abscissa is an exact number.
func grid(_ range: ClosedRange<Double>, steps: Int = 128) -> [Double] {
  (0...steps).map {
    range.lowerBound + (range.upperBound - range.lowerBound) * Double($0) / Double(steps)
  }
}
