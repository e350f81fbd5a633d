import Exact
import Expressions
import Meaning

extension Evaluated {
  /// For the record: two decimals that enclose it, or the exact fraction twice; nil when there is
  /// no value.
  public func written(digits: Int) -> [String]? {
    switch value {
    case .infinite(let positive): return positive ? ["inf", "inf"] : ["-inf", "-inf"]
    case .undefined, .undecided: return nil
    case .exact(let number):
      if let fraction = number.rational { return [fraction.description, fraction.description] }
      fallthrough
    case .ball:
      return enclosure(self, bits: digits * 4)?.decimals(digits)
    case .estimate(let x, let error):
      guard x.isFinite, error.isFinite else { return nil }
      let middle = Rational(exactly: x), radius = Rational(exactly: abs(error))
      return Interval(middle - radius, middle + radius)?.decimals(17)
    }
  }

  /// The exact value in words of mathematics; nil when it is not known exactly.
  public var exactText: String? {
    if case .exact(let number) = value { number.description } else { nil }
  }

  /// The nearest double, for drawing; nan when there is no value.
  public var double: Double {
    switch value {
    case .infinite(let positive): positive ? .infinity : -.infinity
    case .undefined, .undecided: .nan
    case .estimate(let x, _): x
    case .exact, .ball: enclosure(self, bits: 80).map { (($0.lower + $0.upper) / 2).double } ?? .nan
    }
  }
}

extension LineRecord {
  /// A side as it is recorded, with the judgement of the step that leads to it.
  init(
    latex: String, relation: String?, because: String?, value: SideValue?, step: Judgement?,
    digits: Int
  ) {
    self.latex = latex
    (self.relation, self.because) = (relation, because)
    if let value, value.components.count == 1 {
      self.value = value.components[0].value.written(digits: digits)
      exact = value.components[0].value.exactText
    } else {
      components = value?.components.compactMap { part in
        part.value.written(digits: digits).map {
          ComponentRecord(name: part.name, value: $0, exact: part.value.exactText)
        }
      }
    }
    guard let step else { return }
    verdict = step.verdict
    self.digits = step.digits
    distance = step.verdict == .refuted ? step.distanceText : nil
    reason = step.reason
  }
}

extension Judgement {
  /// Six digits of the distance, rounded towards zero; `inf` for an infinite one.
  var distanceText: String? {
    infinitelyFar ? "inf" : distance.map { decimal($0, digits: 6, .towardZero) }
  }
}
