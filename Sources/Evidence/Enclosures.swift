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
  number.rational.map { Interval($0) }
}

func enclosure(_ ball: Ball) -> Interval? { nil }
