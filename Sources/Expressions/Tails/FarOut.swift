import Balls
import Exact
import Foundation

/// What is certain of a function of one variable beyond a place, as numbers: what the integrals
/// over infinite ranges stand on, open to whoever wants to try it.
package struct HalfLine {
  private let tail: Tail, root: Int

  /// The half line x = ±(start + u), u ≥ 0, by the sign of `side`; start > 0.
  package init(_ f: Expression, in x: Variable, from start: Double, side: Int) {
    let form = Evaluation.once.tailForm(f.inLogDomain, x)
    (tail, root) = (Tail(form, from: start, side: side), form.root)
  }

  /// At least |∫ f| over the half line; infinite if that is certain, nil if nothing is known.
  package var bound: Double? {
    switch tail.bound(root) {
    case .below(let b): b
    case .diverges: .infinity
    case .unknown: nil
    }
  }

  /// Ends between which f(±(start + u)) lies; nil if f has no envelope.
  package func range(at u: Double) -> ClosedRange<Double>? {
    guard let e = try? tail.envelope(root) else { return nil }
    let (a, l) = (e.factor.value(at: u), e.exponent.value(at: u)), w = 1 + u / e.start
    // by logarithms: a large factor may stand beside an exponential too small for a double
    func times(_ a: Double, _ power: Double, _ l: Double) -> Double {
      a == 0 ? 0 : (a < 0 ? -1 : 1) * exp(log(abs(a)) + power * log(w) + l)
    }
    let lower =
      a.lower < 0 ? times(a.lower, e.highestPower, l.upper) : times(a.lower, e.lowestPower, l.lower)
    let upper =
      a.upper < 0 ? times(a.upper, e.lowestPower, l.lower) : times(a.upper, e.highestPower, l.upper)
    return lower...upper
  }
}

/// An upper bound of the absolute value of a function of two variables on a part of the plane.
package struct PlaneBound {
  private let majorant: Majorant
  private let reach: (x: Reach, y: Reach)

  /// The regions of the two variables: [0, 1], [0, ∞) or the line.
  package enum Region { case unit, half, line }

  /// nil if the function has no majorant there. `pick` says which term of a sum of exponentials
  /// bounds its negative powers.
  package init?(_ f: Expression, _ x: (Variable, Region), _ y: (Variable, Region), pick: Int = 0) {
    func reach(_ r: Region) -> Reach {
      switch r {
      case .unit: .unit
      case .half: .half
      case .line: .line
      }
    }
    self.reach = (reach(x.1), reach(y.1))
    let evaluation = Evaluation.once
    let builder = MajorantBuilder(x: x.0, y: y.0, reach: self.reach, pick: pick) {
      try evaluation.interval($0)
    }
    guard let m = try? builder(f.inLogDomain) else { return nil }
    majorant = m
  }

  package func value(_ x: Double, _ y: Double) -> Double {
    majorant.terms.reduce(0) { sum, t in
      let q = t.exponent
      let e =
        q.constant.upper + max(q.x.lower * x, q.x.upper * x) + max(q.y.lower * y, q.y.upper * y)
        + q.xx.upper * x * x + max(q.xy.lower * x * y, q.xy.upper * x * y) + q.yy.upper * y * y
      return sum + t.size * pow(abs(x), Double(t.powers.x)) * pow(abs(y), Double(t.powers.y))
        * exp(e)
    }
  }

  /// At least ∫∫ |f| over all y, and x beyond R on each of its sides; nil if nothing is known.
  package func tail(beyond R: Double) -> Double? { try? majorant.tail(beyond: R, reach) }
}

extension Evaluation {
  fileprivate static var once: Evaluation {
    Evaluation(bits: 128, goal: 100, budget: Budget(100_000))
  }
}

extension [DoubleInterval] {
  /// The ends of the polynomial's values at u ≥ 0.
  fileprivate func value(at u: Double) -> (lower: Double, upper: Double) {
    var (low, high, power) = (0.0, 0.0, 1.0)
    for c in self {
      (low, high) = (low + c.lower * power, high + c.upper * power)
      power *= u
    }
    return (low, high)
  }
}
