import Balls
import Exact
import Expressions
import Foundation

/// How two numbers lie to each other, as far as it is known.
struct Order {
  enum Case { case less, equal, greater }
  var order: Case
  var grade: Grade
  var digits: Int?
  var distance: Rational?
  var infinitelyFar = false
  var separation = Double.infinity

  /// Whether enclosures agree, which numbers that differ may have.
  var isToDigits: Bool { order == .equal && grade == .certified && digits != nil }
}

extension Order {
  /// Of two numbers by their difference, which is certain.
  init(_ difference: (sign: Int, distance: Double)) {
    self.init(
      order: difference.sign < 0 ? .less : .greater, grade: .certified,
      distance: difference.distance > 0 ? Rational(exactly: difference.distance) : nil)
  }
}

/// Why two numbers cannot be put in order.
struct Undecided: Error { var judgement: Judgement }

/// Puts two numbers in order, as far as it is known.
func compare(
  _ left: Evaluated, _ right: Evaluated, _ standard: Standard
) -> Result<Order, Undecided> {
  func fail(_ judgement: Judgement) -> Result<Order, Undecided> {
    .failure(Undecided(judgement: judgement))
  }
  switch (left.value, right.value) {
  case (.infinite(let a), .infinite(let b)):
    if a == b { return .success(Order(order: .equal, grade: .certified)) }
    return .success(Order(order: a ? .greater : .less, grade: .certified, infinitelyFar: true))
  case (.infinite(let positive), _), (_, .infinite(let positive)):
    // The finite side must be known to be finite, or ∞ could hide there too.
    var leftIsInfinite = false
    if case .infinite = left.value { leftIsInfinite = true }
    let finite = leftIsInfinite ? right : left
    guard enclosure(finite, bits: standard.bits) != nil else {
      return fail(withoutEnclosure(finite))
    }
    let order: Order.Case = positive == leftIsInfinite ? .greater : .less
    return .success(Order(order: order, grade: .certified, infinitelyFar: true))
  case (.exact(let a), .exact(let b)):
    if a == b { return .success(Order(order: .equal, grade: .exact)) }
    guard let gap = enclosure(a - b, bits: standard.bits), !gap.containsZero else {
      return fail(.inconclusive(.exact, "the sign of the difference could not be decided"))
    }
    return .success(
      Order(order: gap.upper < 0 ? .less : .greater, grade: .exact, distance: gap.smallestMagnitude)
    )
  default:
    return compareApproximately(left, right, standard)
  }
}

/// Two finite values of which at least one is a ball or an estimate.
private func compareApproximately(
  _ left: Evaluated, _ right: Evaluated, _ standard: Standard
) -> Result<Order, Undecided> {
  func fail(_ judgement: Judgement) -> Result<Order, Undecided> {
    .failure(Undecided(judgement: judgement))
  }
  guard let a = enclosure(left, bits: standard.bits + 32),
    let b = enclosure(right, bits: standard.bits + 32)
  else {
    // ends that are out of reach of fractions may lie apart all the same
    if let order = orderOfBalls(left, right, bits: standard.bits + 32) { return .success(order) }
    return fail(withoutEnclosure(left, right))
  }
  let size = max(left.scale, right.scale)
  guard [left.scale, right.scale].allSatisfy({ $0.isFinite && $0 >= 0 }) else {
    return fail(.broken("the scale of the terms is not a finite number"))
  }
  let difference = a - b
  if let error = estimateError(left, right) {
    return compareEstimates(difference, error: error, scale: size, standard)
  }
  let scale = max(Rational(exactly: size), a.smallestMagnitude, b.smallestMagnitude)
  guard difference.containsZero else {
    let separation =
      difference.width.isZero ? .infinity : (difference.smallestMagnitude / difference.width).double
    return .success(
      Order(
        order: difference.upper < 0 ? .less : .greater, grade: .certified,
        distance: difference.smallestMagnitude, separation: separation))
  }
  let bits = agreement(difference.largestMagnitude, scale)
  let wanted = Evaluated.bits(standard.bits, for: left, right)
  guard bits >= wanted else {
    return fail(
      .inconclusive(
        .certified,
        "the enclosures overlap, but agree to \(max(bits, 0)) of \(wanted) bits only"))
  }
  return .success(
    Order(
      order: .equal, grade: .certified,
      digits: Int((Double(bits) * 0.30102999566398120).rounded(.down)), separation: 0))
}

/// The order of two finite values of any size, by the sign of their difference; nil where it is not
/// certain.
private func orderOfBalls(_ left: Evaluated, _ right: Evaluated, bits: Int) -> Order? {
  func ball(_ value: Evaluated) -> Ball? {
    switch value.value {
    case .exact(let number): Ball(number, bits: bits)
    case .ball(let ball): ball
    case .estimate, .infinite, .undefined, .undecided: nil
    }
  }
  guard let a = ball(left), let b = ball(right), a.isFinite, b.isFinite,
    let sign = a.minus(b, bits).sign, sign != 0
  else { return nil }
  return Order(order: sign < 0 ? .less : .greater, grade: .certified)
}

/// ⌊log₂(scale / error)⌋; very large when the error is 0, negative when there is no scale to be
/// relative to.
private func agreement(_ error: Rational, _ scale: Rational) -> Int {
  if error.isZero { return 1 << 20 }
  if scale.isZero { return -1 }
  let ratio = scale / error
  let bits = ratio.numerator.magnitude.bitWidth - ratio.denominator.magnitude.bitWidth
  return ratio < Rational(2).power(bits) ? bits - 1 : bits
}

/// Equal: |difference| ≤ max(10·|rule₁ − rule₂|, 2¹⁰ ulp·Σ|terms|), and that never above 10⁻⁹ of
/// the scale.
private func compareEstimates(
  _ difference: Interval, error: Double, scale: Double, _ standard: Standard
) -> Result<Order, Undecided> {
  func fail(_ judgement: Judgement) -> Result<Order, Undecided> {
    .failure(Undecided(judgement: judgement))
  }
  let size = max(scale, Double.leastNormalMagnitude)
  let tolerance = max(10 * error, 0x1p10 * size * Double.ulpOfOne)
  let distance = abs(difference.lower.double + difference.upper.double) / 2
  guard distance.isFinite, tolerance.isFinite else {
    return fail(.broken("a value is not a finite number"))
  }
  if distance <= tolerance {
    guard tolerance <= standard.widest * size else {
      return fail(
        .inconclusive(
          .quadrature, "the error is too large to tell: tolerance \(tolerance) at scale \(size)"))
    }
    let digits = Int(-log10(max(distance, tolerance) / size))
    return .success(
      Order(
        order: .equal, grade: .quadrature, digits: max(0, digits), separation: distance / tolerance)
    )
  }
  return .success(
    Order(
      order: difference.upper < 0 ? .less : .greater, grade: .quadrature,
      distance: Rational(exactly: distance),
      separation: distance / tolerance))
}

/// The errors of the sides that are estimates, added; nil when neither is.
func estimateError(_ left: Evaluated, _ right: Evaluated) -> Double? {
  var total: Double?
  for side in [left.value, right.value] {
    if case .estimate(_, let error) = side { total = (total ?? 0) + error }
  }
  return total
}
