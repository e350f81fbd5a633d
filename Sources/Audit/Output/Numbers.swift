import Evidence
import Expressions
import Foundation
import Meaning

/// Six significant digits for the eye; the record keeps the enclosure.
func short(_ x: Double) -> String {
  if x.isNaN { return "no value" }
  if x == x.rounded(), abs(x) < 1e7 { return typeset("\(Int(x))") }
  if x.isInfinite { return x > 0 ? "∞" : "−∞" }
  return typeset(String(format: "%.6g", x))
}

/// `-2.5e-05` as −2.5·10⁻⁵.
private func typeset(_ text: String) -> String {
  let parts = text.replacing("-", with: "−").split(separator: "e")
  guard parts.count == 2, let power = Int(parts[1].replacing("−", with: "-")) else {
    return text.replacing("-", with: "−")
  }
  let digits = Array("⁰¹²³⁴⁵⁶⁷⁸⁹")
  let raised = String(abs(power)).compactMap { $0.wholeNumberValue.map { digits[$0] } }
  return "\(parts[0])·10" + (power < 0 ? "⁻" : "") + String(raised)
}
func short(_ value: Evaluated) -> String {
  if case .exact(let number) = value.value, let r = number.rational, r.denominator < 1000 {
    return r.description.replacing("-", with: "−")
  }
  if case .ball(let ball) = value.value, ball.isFinite, !ball.midpoint.isFinite {
    return ball.sign == -1 ? "a number below −10³⁰⁸" : "a number above 10³⁰⁸"
  }
  return short(value.double)
}

/// A side on one line: a number, or its parts by name, those first in which it differs from the
/// other.
func short(_ side: SideValue, beside other: SideValue) -> String {
  let parts = side.components
  if parts.count == 1 { return short(parts[0].value) }
  let different = zip(parts, other.components).filter { short($0.value) != short($1.value) }.map(
    \.0)
  let listed = different.isEmpty ? parts : different
  let shown = listed.prefix(4).map { "\($0.name) \(short($0.value))" }.joined(separator: ", ")
  return listed.count > 4 ? shown + ", …" : shown
}
