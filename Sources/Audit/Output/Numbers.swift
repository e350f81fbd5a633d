import Evidence
import Expressions
import Foundation
import Meaning

/// Six significant digits for the eye; the record keeps the enclosure.
func short(_ x: Double) -> String {
  if x.isNaN { return "no value" }
  if x == x.rounded(), abs(x) < 1e7 { return "\(Int(x))" }
  if x.isInfinite { return x > 0 ? "∞" : "−∞" }
  return String(format: "%.6g", x)
}
func short(_ value: Evaluated) -> String {
  if case .exact(let number) = value.value, let r = number.rational, r.denominator < 1000 {
    return r.description
  }
  return short(value.double)
}

/// A side on one line: a number, or its parts by name.
func short(_ side: SideValue) -> String {
  let parts = side.components
  if parts.count == 1 { return short(parts[0].value) }
  let shown = parts.prefix(4).map { "\($0.name) \(short($0.value))" }.joined(separator: ", ")
  return parts.count > 4 ? shown + ", …" : shown
}
