import Balls
import Exact
import Expressions

/// An interval around a finite value; nil for what is not finite, or indeterminate.
///
/// An indeterminate ball overlaps everything: taking it for an enclosure would let NaN pass.
func enclosure(_ value: Evaluated, bits: Int) -> Interval? {
  switch value.value {
  case .exact(let number): enclosure(number, bits: bits)
  case .ball(let ball): enclosure(ball)
  case .estimate(let x, _): x.isFinite ? Interval(Rational(exactly: x)) : nil
  case .infinite, .undefined, .undecided: nil
  }
}

func enclosure(_ number: ExactNumber, bits: Int) -> Interval? {
  if let rational = number.rational { return Interval(rational) }
  // Terms that nearly cancel need more bits than the result has.
  var precision = bits + 64
  while precision <= 64 * (bits + 64) {
    let ball = Ball(number, bits: precision)
    if let found = enclosure(ball), ball.accuracyBits >= bits { return found }
    precision *= 2
  }
  return enclosure(Ball(number, bits: precision))
}

/// What to say of a value that has no enclosure: a ball may be sound and its ends out of reach.
func withoutEnclosure(_ values: Evaluated...) -> Judgement {
  let isFinite = values.allSatisfy {
    switch $0.value {
    case .exact: true
    case .ball(let ball): ball.isFinite
    case .estimate(let x, _): x.isFinite
    case .infinite, .undefined, .undecided: false
    }
  }
  return isFinite
    ? .inconclusive(.certified, "a value lies beyond 2^±65536, too far from 1 to be compared")
    : .broken("a value is not a finite number")
}

/// The ends of a ball, exactly.
func enclosure(_ ball: Ball) -> Interval? { ball.bounds.flatMap { Interval($0.lower, $0.upper) } }
