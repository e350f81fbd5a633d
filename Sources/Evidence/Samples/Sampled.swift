import Exact
import Expressions
import Meaning
import Notation

/// What draws say of an unknown number: a region that holds it but for a chance of alpha, whatever
/// n and whatever the law of the draws within what is stated of it.
///
/// Methods that estimate their own spread and then trust the normal law have no such guarantee and
/// are not offered; nor is there a look before the end. Only a `Sampled` on the left of a
/// comparison is judged by its region, so that no sample passes for a computed value.
public struct Sampled: Sendable {
  /// The mean, the share, or the largest distance that was found.
  public let value: Double
  /// What contains the true value, but for alpha.
  public let region: ClosedRange<Double>
  let design: SamplingDesign

  /// What was fixed before the run, given what the value is said to be.
  package func record(at truth: Double) -> SamplingRecord {
    SamplingRecord(
      method: design.method, alpha: design.alpha, beta: design.beta, draws: design.draws,
      delta: design.delta(truth))
  }
}

/// All that is known of a sampled comparison before anything is drawn.
struct SamplingDesign: Sendable {
  var method: String
  var draws: Int
  var alpha = FalseAlarms.alpha, beta = FalseAlarms.beta
  /// The distance from the true value at which a wrong one is refuted but for beta.
  var delta: @Sendable (_ truth: Double) -> Double

  func checked() throws(SamplingError) -> SamplingDesign {
    guard draws > 0 else { throw SamplingError("a sample needs at least one draw") }
    guard alpha > 0, alpha < 1, beta > 0, beta < 1 else {
      throw SamplingError("alpha and beta lie between 0 and 1")
    }
    return self
  }

  /// The fewest draws whose delta is at most this, found by halving; an error when 2³⁰ are too few.
  static func fewest(
    toSee delta: Double, _ design: (Int) -> Double
  ) throws(SamplingError) -> Int {
    var few = 0, enough = 16
    while !(design(enough) <= delta) {
      few = enough
      enough *= 2
      if enough > 1 << 30 { throw SamplingError("no sample of 2³⁰ draws sees \(delta)") }
    }
    while enough - few > 1 {
      let middle = (few + enough) / 2
      if design(middle) <= delta { enough = middle } else { few = middle }
    }
    return enough
  }
}

// MARK: judging

/// A sample beside the value that it is compared with.
struct SampledSide: Sendable {
  var sample: Sampled
  /// In a foil: what the draws do follow, so that its power can be told without them.
  var truth: Evaluated?
}

extension Sampled {
  /// Holds when the region leaves no other answer; refuted when it excludes the relation.
  func judged(_ relation: Relation, _ other: Evaluated) -> Judgement {
    guard let interval = enclosure(other, bits: 64), region.lowerBound.isFinite,
      region.upperBound.isFinite
    else { return .broken("a sample is compared with one finite number") }
    let low = Rational(exactly: region.lowerBound), high = Rational(exactly: region.upperBound)
    let below = high < interval.lower, above = low > interval.upper
    let inside = low <= interval.lower && interval.upper <= high
    let holds: Bool, refuted: Bool
    switch relation {
    case .equal: (holds, refuted) = (inside, below || above)
    case .less: (holds, refuted) = (below, above)
    case .greater: (holds, refuted) = (above, below)
    default: return .broken("draws are compared by =, < and > alone")
    }
    let gap = below ? interval.lower - high : above ? low - interval.upper : nil
    if holds || refuted {
      return Judgement(
        verdict: holds ? .holds : .refuted, grade: .sampled, digits: nil, distance: gap,
        separation: 1, reason: holds ? nil : "the draws exclude it")
    }
    return .inconclusive(.sampled, "\(design.draws) draws do not tell")
  }

  /// A foil must lie where it is seen but for beta, by what its draws do follow; the distance that
  /// is reported is the one known before the run.
  func judged(
    _ relation: Relation, _ wrong: Evaluated, insteadOf truth: Evaluated?
  ) -> Judgement {
    guard let truth else {
      return .broken("a foil of draws says by insteadOf: what they follow, which tells its power")
    }
    guard let a = enclosure(wrong, bits: 64), let b = enclosure(truth, bits: 64) else {
      return .broken("a value is not a finite number")
    }
    let gap = (a - b).smallestMagnitude, delta = design.delta(truth.double)
    // at delta itself a region, which is closed, may still end
    guard gap.double > delta else {
      return .broken(
        "the foil lies \(gap.double) away, and \(design.draws) draws see what is \(delta) away")
    }
    var judgement = judged(relation, wrong)
    if judgement.verdict == .refuted { judgement.distance = gap }
    return judgement
  }
}

extension Sampled {
  /// The region for the record: no more digits than a reader can use, rounded outwards.
  var written: [String] {
    [
      decimal(Rational(exactly: region.lowerBound), digits: 4, .down),
      decimal(Rational(exactly: region.upperBound), digits: 4, .up),
    ]
  }
}

// MARK: comparisons

private func comparison(
  _ name: String, _ sample: Sampled, _ relation: Relation, _ value: some Comparand,
  _ truth: (some Comparand)?
) -> [Comparison] {
  [
    Comparison(
      name: name, left: side(Estimate(sample.value, error: 0)), relation: relation,
      right: side(value), sampled: SampledSide(sample: sample, truth: truth?.compared.first))
  ]
}

/// - insteadOf: in a foil, what the draws do follow: the foil is broken unless n shows the
///   difference with the power of the book.
public func compare(
  _ name: String, _ sample: Sampled, equals value: some Comparand,
  insteadOf truth: (some Comparand)? = Int?.none
) -> [Comparison] { comparison(name, sample, .equal, value, truth) }

/// - insteadOf: as for `equals:`.
public func compare(
  _ name: String, _ sample: Sampled, isLessThan value: some Comparand,
  insteadOf truth: (some Comparand)? = Int?.none
) -> [Comparison] { comparison(name, sample, .less, value, truth) }

/// - insteadOf: as for `equals:`.
public func compare(
  _ name: String, _ sample: Sampled, isGreaterThan value: some Comparand,
  insteadOf truth: (some Comparand)? = Int?.none
) -> [Comparison] { comparison(name, sample, .greater, value, truth) }
