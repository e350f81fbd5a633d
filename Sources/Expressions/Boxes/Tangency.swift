import Balls
import Digest
import Exact

// Equality inside a box: no subdivision ends there, algebra does.

extension BoxProver {
  /// If g and its slope in a vanish identically at a = c, where c lies in the range of a, then g is
  /// nowhere negative if its second derivative by a is: it is convex in a and touches 0 at c.
  func byTangency(
    _ g: Expression, _ box: [BoxSide], _ simplified: Cancelling, _ level: Int
  ) -> BoxProof? {
    // −|a| has slope 0 and bend 0 at 0 by the rules, and is negative; x/x + a² has no value at x = 0
    lazy var hasValues = isSmooth(g, on: box)
    let probe = ZeroProbe(g, box, bits: bits)
    for side in box {
      let slope = simplified(g.derivative(by: side.variable))
      let slopeProbe = ZeroProbe(slope, box, bits: bits)
      let root = slopeProbe.root(along: side)
      for place in places(side, box, slope, root, simplified) {
        if probe.isNotZero(side.variable, place) || slopeProbe.isNotZero(side.variable, place) {
          continue
        }
        guard vanishes(g, side.variable, place, box), vanishes(slope, side.variable, place, box),
          isInside(place, side, box), hasValues
        else { continue }
        var proof = prove(slope.derivative(by: side.variable), false, box, level: level + 1)
        guard proof.isProved else { continue }
        proof.margin = nil
        let a = side.variable
        proof.reductions.insert(
          "equality and a vanishing slope at $\(a) = \(place)$, convex in $\(a)$", at: 0)
        return proof
      }
    }
    return nil
  }

  /// Where equality may be reached: at another variable of the same range, at a simple number, at
  /// a root of the slope that was found or is the one of a linear slope, at an end.
  private func places(
    _ side: BoxSide, _ box: [BoxSide], _ slope: Expression, _ root: Rational?,
    _ simplified: Cancelling
  ) -> [Expression] {
    let others = box.filter {
      $0.variable != side.variable && $0.lower == side.lower && $0.upper == side.upper
    }
    var places = others.map { Expression.variable($0.variable) }
    for r in [Rational(1, 2), 0, 1, side.middle] where side.lower <= r && r <= side.upper {
      places.append(.rational(r))
    }
    if let c = slope.fraction.numerator.polynomialCoefficients(in: side.variable), c.count == 2 {
      places.append(simplified(-c[0] / c[1]))
    }
    if let root { places.append(.rational(root)) }
    places += [.rational(side.lower), .rational(side.upper)]
    var seen: Set<Expression> = []
    return places.filter { seen.insert($0).inserted }
  }

  private func isInside(_ place: Expression, _ side: BoxSide, _ box: [BoxSide]) -> Bool {
    if case .variable = place { return true }
    if let r = place.rationalValue { return side.lower <= r && r <= side.upper }
    return rootsAreReal(place, on: box)
      && isNeverNegative(place - .rational(side.lower), on: box)
      && isNeverNegative(.rational(side.upper) - place, on: box)
  }

  private func vanishes(
    _ e: Expression, _ v: Variable, _ place: Expression, _ box: [BoxSide]
  ) -> Bool {
    vanishes(e.substituting([v: place]), on: box.filter { $0.variable != v })
  }

  /// Whether an expression is 0 wherever it has a value on the box.
  ///
  /// Of quotients of polynomials with rational coefficients this is decided, by multiplying out. Of
  /// others it says that they are exactly 0 at eight points of the box whose coordinates are drawn
  /// from 1008 values, by a hash of the expression: none can be made for points that are known. For
  /// a sum of logarithms, or of exponentials, of such quotients that is not 0 everywhere and of
  /// degree d once it is written with products alone, the probability of a wrong yes is at most
  /// (d/1008)⁸ (Schwartz 1980, Zippel 1979). With roots, bars, signs or cases the same is said of
  /// one branch alone: where it is not proved that no other is taken on the box, the answer is no.
  public func vanishes(_ e: Expression, on box: [BoxSide]) -> Bool {
    let variables = box.map(\.variable), key = SHA256.hash("\(e)".utf8)
    // what is not 0 at one of the points needs no algebra, which nobody is charged for either
    let first = WorkBudget.$current.withValue(nil) {
      Evaluator(goal: 20, limit: 1000).evaluate(e, at: point(0, key, box))
    }
    guard !first.isCertainlyNotZero else { return false }
    if let terms = e.fraction.numerator.polynomialCoefficients(in: variables),
      terms.allSatisfy({ $0.value.rationalValue != nil })
    {
      return terms.values.allSatisfy { $0 == 0 }
    }
    guard !(e.holdsSwitch || e.holdsRoot) || isSmooth(e, on: box) else { return false }
    return (0..<8).allSatisfy {
      Evaluator(goal: 60).evaluate(e, at: point($0, key, box)).exact?.isZero == true
    }
  }

  private func point(_ round: UInt8, _ key: [UInt8], _ box: [BoxSide]) -> [Variable: Rational] {
    var point: [Variable: Rational] = [:]
    for (i, side) in box.enumerated() {
      let drawn = SHA256.hash(key + [round, UInt8(truncatingIfNeeded: i)])
      let k = 1 + (Int(drawn[0]) << 16 | Int(drawn[1]) << 8 | Int(drawn[2])) % 1008
      point[side.variable] = side.lower + side.width * Rational(k, 1009)
    }
    return point
  }
}

extension Evaluated {
  fileprivate var isCertainlyNotZero: Bool {
    switch value {
    case .exact(let x): !x.isZero
    case .ball(let b): b.isFinite && b.sign.map { $0 != 0 } == true
    default: false
    }
  }
}
