import Balls
import Exact
import Foundation

extension Evaluation {
  package enum CutOff {
    /// Beyond R the integral is at most `tail`.
    case at(Double, tail: Double)
    /// Beyond R the integral is certainly infinite.
    case diverges(positive: Bool, Double)
    case unknown(String)
  }

  /// The smallest convenient R beyond which the tail is certainly below 2^target.
  package func cutOff(_ v: Variable, _ f: Expression, side: Int, target: Int, beyond: Double?)
    -> CutOff
  {
    let form = tailForm(f, v)
    func bound(_ R: Double) -> TailBound { Tail(form, from: R, side: side).bound(form.root) }
    let wanted = pow(2, Double(target))
    var why = "no bound for the tail"
    var previous = beyond.map { abs($0) + 1 } ?? 0
    var R = Swift.max(8, exp2(ceil(log2(Swift.max(1, previous)))))
    for attempt in 0..<48 {
      switch bound(R) {
      case .below(let t) where t <= wanted:
        let (high, best) = shortened(from: previous, to: R, t) { R in
          if case .below(let t) = bound(R), t <= wanted { t } else { nil }
        }
        return .at(high, tail: best)
      case .below: break
      case .diverges(let positive): return .diverges(positive: positive, R)
      case .unknown(let reason): why = reason
      }
      previous = R
      R *= attempt < 12 ? 2 : exp2(Double(attempt - 8))
      if R > 1e150 { break }
    }
    return .unknown(why)
  }

  /// Two bisections: a shorter interval is a cheaper integral.
  private func shortened(
    from low: Double, to high: Double, _ tail: Double, _ bound: (Double) -> Double?
  ) -> (Double, Double) {
    var (low, high, best) = (low, high, tail)
    for _ in 0..<2 {
      let middle = high <= 4096 ? (low + high) / 2 : (Swift.max(1, low) * high).squareRoot()
      if let t = bound(middle) { (high, best) = (middle, t) } else { low = middle }
    }
    return (high, best)
  }

  func tailForm(_ f: Expression, _ v: Variable) -> TailForm {
    if let form = tailForms[f] { return form }
    let form = TailForm(f, in: v) { [unowned self] in try self.interval($0) }
    tailForms[f] = form
    return form
  }

  /// A constant of the integrand, exactly where it is rational.
  func interval(_ e: Expression) throws -> DoubleInterval {
    let value = value(of: e)
    if let r = value.exact?.rational { return DoubleInterval(r) }
    guard let b = ball(value), let i = DoubleInterval(b) else {
      throw NoEnvelope("a constant of the integrand has no finite value")
    }
    return i
  }
}
