import Exact
import Expressions
import Foundation
import Meaning
import Notation

/// What it takes to say "equal" and "different".
public struct Standard: Hashable, Sendable {
  /// Bits of agreement relative to the scale of the terms that a certified equality needs.
  public var bits: Int
  /// How many times their joint uncertainty two values must differ before a foil counts as refuted.
  public var separation: Double
  /// How wide the tolerance of an estimate may be, relative to its scale, for "equal" to be said.
  public var widest = 1e-9
  public init(bits: Int = 90, separation: Double = 1000) {
    (self.bits, self.separation) = (bits, separation)
  }
  /// For values that were sampled or measured: their own error is the yardstick, and ten times it
  /// is a clear difference.
  public var measured: Standard {
    var standard = self
    (standard.separation, standard.widest) = (10, .infinity)
    return standard
  }
  /// The standard for `digits` decimal digits: never less than 90 bits.
  public init(digits: Int) {
    self.init(bits: max(90, Int((Double(digits) * log2(10.0)).rounded(.up))))
  }
}

/// The comparison of two values.
public struct Judgement: Hashable, Sendable {
  public var verdict: Verdict
  public var grade: Grade
  /// Agreed decimal digits relative to the scale; nil when exact, or when the two are not equal.
  public var digits: Int?
  /// A lower bound of |left − right|; nil when none is known. Infinite differences have
  /// `separation` ∞ and no distance.
  public var distance: Rational?
  public var infinitelyFar = false
  /// |left − right| over the joint uncertainty; ∞ when exact.
  public var separation: Double
  /// Why it is not `holds`.
  public var reason: String?

  package static func broken(_ reason: String) -> Judgement {
    Judgement(
      verdict: .broken, grade: .exact, digits: nil, distance: nil, separation: 0, reason: reason)
  }
  package static func inconclusive(_ grade: Grade, _ reason: String) -> Judgement {
    Judgement(
      verdict: .inconclusive, grade: grade, digits: nil, distance: nil, separation: 0,
      reason: reason)
  }
  /// Of two sides that are one formula, which has a value.
  package static let sameByForm = Judgement(
    verdict: .holds, grade: .exact, digits: nil, distance: nil, separation: 0, reason: nil)
  /// Set when a side has certifiably no value: it breaks a claim, and keeps a mutant out of the
  /// score.
  public var isUndefined = false
  /// Whether that value is lost inside an integral or an optimum, at a place that nobody named.
  public var isLostInside = false
}

/// Judges `left relation right` component by component; the worst component decides (for ≠, the
/// best).
///
/// `stated` is the LaTeX of the right side: `≈` needs the digits as they are written.
public func judge(
  _ left: SideValue, _ relation: Relation, _ right: SideValue, stated: String? = nil,
  by standard: Standard
) -> Judgement {
  guard !left.components.isEmpty, !right.components.isEmpty else {
    return .broken("nothing was compared")
  }
  let names = left.components.map(\.name), others = right.components.map(\.name)
  guard names == others else {
    return .broken(
      "the two sides have different parts: \(shape(names)) and \(shape(others))"
    )
  }
  if relation.isOrder, let part = names.first, SideValue.isOfLaw(part) {
    return .broken(
      "laws have no order; write their values at a place, their means, or a probability")
  }
  let all = zip(left.components, right.components).map { a, b in
    var judgement = judge(
      a.value, relation, b.value, stated: stated, by: standard,
      apart: { b.tree.flatMap { a.tree?.difference(from: $0) } })
    if names.count > 1, let reason = judgement.reason { judgement.reason = "\(a.name): \(reason)" }
    return judgement
  }
  if relation == .unequal, let different = all.first(where: { $0.verdict == .holds }),
    all.allSatisfy({ $0.verdict != .broken })
  {
    return different
  }
  return all.dropFirst().reduce(all[0], combine)
}

extension Relation {
  fileprivate var isOrder: Bool {
    [.less, .lessOrEqual, .greater, .greaterOrEqual].contains(self)
  }
}

extension SideValue {
  /// Whether a part of this name describes a law: a number has none, a vector `[1]`.
  fileprivate static func isOfLaw(_ part: String) -> Bool {
    !part.isEmpty && !part.hasPrefix("[")
  }
}

/// What a side is, by the names of its parts.
private func shape(_ names: [String]) -> String {
  let places = names.map { $0.hasPrefix("[") ? $0.split(separator: ",").count : 0 }
  switch (names.count, places[0]) {
  case (1, 0) where names[0].isEmpty: return "a number"
  case (let n, 1): return "a vector of \(n)"
  case (let n, 2):
    let rows = Set(names.map { $0.prefix { $0 != "," } }).count
    return "a matrix of \(rows) × \(n / rows)"
  default: return "what has the parts \(names.joined(separator: ", "))"
  }
}

/// Both must hold: the worse verdict, the weaker grade, the fewer digits, and of two refutations
/// the clearer one.
package func combine(_ a: Judgement, _ b: Judgement) -> Judgement {
  var result =
    a.verdict == b.verdict
    ? (a.verdict == .refuted && b.separation > a.separation ? b : a)
    : (a.verdict > b.verdict ? a : b)
  result.grade = max(a.grade, b.grade)
  result.digits = [a.digits, b.digits].compactMap(\.self).min()
  result.isUndefined = a.isUndefined || b.isUndefined
  return result
}

/// Judges `left relation right` between two numbers.
///
/// `apart`: what is known of left − right beyond their values, asked where these agree.
public func judge(
  _ left: Evaluated, _ relation: Relation, _ right: Evaluated, stated: String? = nil,
  by standard: Standard, apart: () -> (sign: Int, distance: Double)? = { nil }
) -> Judgement {
  let sides = [left, right]
  for side in sides {
    guard case .undefined(let why) = side.value else { continue }
    var judgement = Judgement.broken(why)
    (judgement.isUndefined, judgement.isLostInside) = (true, side.isLostInside)
    return judgement
  }
  for case .estimate(let x, let error) in sides.map(\.value)
  where !(x.isFinite && error.isFinite && error >= 0) {
    return .broken("a value is not a finite number")
  }
  for case .undecided(let why) in sides.map(\.value) { return .inconclusive(.certified, why) }
  if relation == .approximately { return judgeStated(left, right, stated, standard) }
  let order: Order
  switch compare(left, right, standard) {
  case .success(let found): order = found.isToDigits ? apart().map(Order.init) ?? found : found
  case .failure(let failure):
    guard failure.judgement.grade == .certified, failure.judgement.verdict == .inconclusive,
      let difference = apart()
    else { return failure.judgement }
    order = Order(difference)
  }
  let isTrue: Bool
  switch relation {
  case .equal, .distributed: isTrue = order.order == .equal
  case .unequal: isTrue = order.order != .equal
  case .less: isTrue = order.order == .less
  case .lessOrEqual: isTrue = order.order != .greater
  case .greater: isTrue = order.order == .greater
  case .greaterOrEqual: isTrue = order.order != .less
  case .approximately, .tends, .element, .defined, .proportional:
    return .broken("the relation \(relation.rawValue) cannot be judged between two values")
  }
  if !isTrue, order.grade == .quadrature, order.order != .equal,
    order.separation < standard.separation
  {
    return .inconclusive(
      .quadrature, "\(relation.words) fails, but by \(Int(order.separation)) tolerances only")
  }
  let agreement = order.order == .equal ? order.digits : nil
  return Judgement(
    verdict: isTrue ? .holds : .refuted, grade: order.grade, digits: agreement,
    distance: order.distance,
    infinitelyFar: order.infinitelyFar, separation: order.separation,
    reason: isTrue ? nil : "\(relation.words) is false")
}

/// `a ≈ 0.6931` holds when a rounds to what is written: |a − 0.6931| ≤ ½·10⁻⁴.
private func judgeStated(
  _ left: Evaluated, _ right: Evaluated, _ stated: String?, _ standard: Standard
) -> Judgement {
  guard let unit = stated.flatMap(lastPlace) else {
    return .broken(
      "≈ needs a numeral on its right, such as 0.6931, to know how many digits are claimed")
  }
  guard let a = enclosure(left, bits: standard.bits + 32),
    let b = enclosure(right, bits: standard.bits + 32)
  else {
    return withoutEnclosure(left, right)
  }
  let difference = a - b, tolerance = unit / 2
  let grade: Grade = if estimateError(left, right) != nil { .quadrature } else { .certified }
  if difference.largestMagnitude <= tolerance {
    let places = log10((b.largestMagnitude / unit).double)
    let digits = places.isFinite ? Int(places.rounded(.down)) + 1 : 0
    return Judgement(
      verdict: .holds, grade: grade, digits: max(0, digits), distance: nil, separation: 0)
  }
  guard difference.smallestMagnitude > tolerance else {
    return .inconclusive(grade, "the enclosure is wider than the digits claimed")
  }
  return Judgement(
    verdict: .refuted, grade: grade, digits: nil, distance: difference.smallestMagnitude,
    separation: (difference.smallestMagnitude / tolerance).double * standard.separation,
    reason: "the digits claimed are not those of the value")
}

/// The worth of the last digit of a numeral in LaTeX: 1/100 for `-0.50`, 10⁻¹⁵ for `1.6 \cdot
/// 10^{-14}`.
func lastPlace(_ latex: String) -> Rational? {
  let text = latex.filter { !$0.isWhitespace }
  let pattern =
    #/^[-+]?([0-9]+)(?:\.([0-9]+))?(?:(?:\\cdot|\\times)10\^(?:\{(-?[0-9]{1,3})\}|([0-9])))?$/#
  guard let match = try? pattern.firstMatch(in: text) else { return nil }
  let decimals = match.output.2?.count ?? 0
  let exponent = (match.output.3 ?? match.output.4).flatMap { Int($0) } ?? 0
  return Rational(10).power(exponent - decimals)
}

extension Relation {
  /// How a person says it.
  var words: String {
    switch self {
    case .equal: "equality"
    case .unequal: "inequality ≠"
    case .less: "<"
    case .lessOrEqual: "≤"
    case .greater: ">"
    case .greaterOrEqual: "≥"
    case .approximately: "≈"
    case .tends: "→"
    case .distributed: "equality of laws"
    case .element: "∈"
    case .defined: ":="
    case .proportional: "∝"
    }
  }
}
