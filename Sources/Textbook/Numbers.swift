import Foundation

// What the figures and the cells of every chapter need of plain numbers.

/// An even grid from end to end, in `steps` steps.
///
/// Width times i over steps, in this order: with dyadic ends and a power of two every abscissa is
/// an exact number, and short as a fraction.
public func grid(_ range: ClosedRange<Double>, steps: Int = 128) -> [Double] {
  let width = range.upperBound - range.lowerBound
  return (0...steps).map { range.lowerBound + width * Double($0) / Double(steps) }
}

/// A number with a fixed count of decimals: C locale, hyphen for minus.
public func decimals(_ x: Double, _ count: Int = 6) -> String {
  String(format: "%.\(count)f", x)
}

/// Four significant digits, as the prose prints them.
public func four(_ x: Double) -> String { String(format: "%.4g", x) }

/// 0.45, or 3.9 × 10^{−4} in the markup of figures.
public func scientific(_ x: Double) -> String {
  if x == 0 || x.magnitude >= 0.01 { return decimals(x, 2) }
  let exponent = Int(log10(x.magnitude).rounded(.down))
  return "\(decimals(x / pow(10, Double(exponent)), 1)) × 10^{−\(-exponent)}"
}
