import Exact

/// Where a rational parameter is drawn from.
public struct RationalDomain: Hashable, Sendable {
  /// nil is infinite: draws then come from a stretch of length 8 about 0, or of length 4 from the
  /// finite end.
  public var lower: Rational?, upper: Rational?
  public init(_ lower: Rational?, _ upper: Rational?) { (self.lower, self.upper) = (lower, upper) }

  var ends: (Rational, Rational) {
    switch (lower, upper) {
    case (let a?, let b?): (a, b)
    case (let a?, nil): (a, a + 4)
    case (nil, let b?): (b - 4, b)
    case (nil, nil): (-4, 4)
    }
  }
}

extension Stream {
  /// A generic rational strictly inside the domain, the denominator at most `maxDenominator`: drawn
  /// again while it lies within 1/64 of 0, ±1, 2, ½ or of a value to avoid (less where the domain
  /// is narrow), or the condition fails.
  ///
  /// Throws when the domain is empty, or 4096 draws fail.
  public func rational(
    _ index: Int, lane: UInt32 = 0, in domain: RationalDomain, maxDenominator: Int = 97,
    avoiding: [Rational] = [],
    where condition: (Rational) throws -> Bool = { _ in true }
  ) throws -> Rational {
    let (a, b) = domain.ends
    guard a < b else { throw ProbabilityError("nothing can be drawn between \(a) and \(b)") }
    let margin = min(Rational(1, 64), (b - a) / 64),
      degenerate = [0, 1, -1, 2, Rational(1, 2)] + avoiding
    // Denominators are such that the domain holds several multiples, so a narrow domain gets larger
    // ones.
    let needed = (8 / (b - a)).floor + 1
    guard let least = Int(exactly: needed) else {
      throw ProbabilityError("the interval from \(a) to \(b) is too narrow to draw from")
    }
    let largest = max(maxDenominator, 2 * least), smallest = max(2, least)
    for attempt in 0..<4096 {
      let lanes = lane &+ UInt32(attempt) << 8
      let d = smallest + integer(below: largest - smallest + 1, at: index, lane: lanes)
      let first = (a * Rational(d)).floor + 1, last = -((-b * Rational(d)).floor) - 1
      guard let span = Int(exactly: last - first + 1) else { continue }
      let r = Rational(first + .init(integer(below: span, at: index, lane: lanes &+ 1)), .init(d))
      guard !degenerate.contains(where: { (r - $0).magnitude < margin }), r - a >= margin / 8,
        b - r >= margin / 8,
        try condition(r)
      else { continue }
      return r
    }
    throw ProbabilityError(
      "4096 draws between \(a) and \(b) met none that is generic and satisfies the conditions")
  }

  /// n positive rationals of one denominator (at most `maxDenominator` where n allows) and sum 1,
  /// no two equal.
  public func simplex(_ index: Int, _ n: Int, lane: UInt32 = 0, maxDenominator: Int = 97) throws
    -> [Rational]
  {
    guard n > 0, n <= 4096 else {
      throw ProbabilityError("simplex(n) needs n between 1 and 4096; got \(n)")
    }
    if n == 1 { return [1] }
    let least = n * (n + 1) / 2 + 8, largest = max(maxDenominator, 2 * least)
    for attempt in 0..<65536 {
      let lanes = lane &+ UInt32(attempt) << 12
      let d =
        max(least, largest / 2)
        + integer(below: largest - max(least, largest / 2) + 1, at: index, lane: lanes)
      // n − 1 cuts of d units; with few atoms and distinct parts this succeeds after a few draws.
      let cuts = (1..<n).map { 1 + integer(below: d - 1, at: index, lane: lanes &+ UInt32($0)) }
        .sorted()
      let parts = zip(cuts + [d], [0] + cuts).map { $0 - $1 }
      guard parts.allSatisfy({ $0 > 0 }), n > 8 || Set(parts).count == n else { continue }
      return parts.map { Rational($0, d) }
    }
    throw ProbabilityError("no generic weights for \(n) atoms with denominators up to \(largest)")
  }
}
