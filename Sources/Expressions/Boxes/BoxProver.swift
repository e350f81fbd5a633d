import Balls
import Exact

/// Proves that a function is nowhere negative on a box, by subdivision: a box is accepted where the
/// natural extension or the mean-value form g(c) + ∇g(X)·(X − c) is certainly not negative, and
/// halved otherwise (Moore, Kearfott and Cloud 2009, chapter 6). Where equality is reached, the box
/// of it is taken away by algebra first (`Tangency`).
///
/// Roots must be real on all of the box (`RealRoots`): where that is not proved, nothing is.
///
/// Integrals inside are enclosed for all parameters of a box at once (`ParametricFunction`), at a
/// cost that allows few boxes. What it says depends on the function and the limit alone.
public struct BoxProver {
  /// The most boxes that are looked at.
  public var limit: Int
  let bits = 64
  /// Boxes for a first look, before algebra is tried.
  private static let few = 200

  public init(limit: Int = 2000) { self.limit = limit }

  /// - strictly: whether the function must be positive.
  public func prove(_ g: Expression, strictly: Bool = false, on box: [BoxSide]) -> BoxProof {
    prove(g, strictly, box, level: 0)
  }

  func prove(_ g: Expression, _ strictly: Bool, _ box: [BoxSide], level: Int) -> BoxProof {
    withValues(search(g, strictly, box, level), g, box)
  }

  /// The verdict for a function whose roots are known to be real.
  func search(
    _ g: Expression, _ strictly: Bool, _ box: [BoxSide], _ level: Int
  ) -> BoxProof {
    let simplified = Cancelling(on: box, bits: bits), g = simplified(g)
    guard let search = Subdivision(g, strictly, box, simplified, bits: bits) else {
      return BoxProof(verdict: .open("an optimum inside"))
    }
    // An integral at every box is dear: few boxes, of few parameters, and no second search.
    if search.isDear {
      return box.count > 2
        ? BoxProof(verdict: .open("integrals of more than two parameters"))
        : search.run(limit: limit / 64)
    }
    let quick = search.run(limit: Swift.min(limit, Self.few))
    if quick.isDecided { return quick }
    if !strictly, level < 2, let proof = byTangency(g, box, simplified, level) { return proof }
    return limit > Self.few ? search.run(limit: limit) : quick
  }
}

extension BoxProver {
  /// Proves that a function is nowhere negative which, with its slope in one variable, is 0
  /// wherever that variable has one value: who asks has proved this. On a part of the box from
  /// which that value is seen over a range where the function is convex, it is not negative; on
  /// others the forms above decide.
  ///
  /// - strictly: whether it must be positive wherever the variable has another value.
  public func prove(
    _ g: Expression, strictly: Bool = false, on box: [BoxSide], touchingAt touch: BoxTouch
  ) -> BoxProof {
    let simplified = Cancelling(on: box, bits: bits), asked = g, g = simplified(g)
    guard box.contains(where: { $0.variable == touch.variable }),
      let search = Subdivision(g, strictly, box, simplified, bits: bits, touch)
    else { return BoxProof(verdict: .open("no second derivative")) }
    if search.isDear, box.count > 2 {
      return BoxProof(verdict: .open("integrals of more than two parameters"))
    }
    var proof = search.run(limit: search.isDear ? limit / 64 : limit)
    proof.margin = nil
    if proof.isProved {
      proof.reductions.insert(
        "equality and a vanishing slope at $\(touch.variable) = \(touch.place)$, convex around it",
        at: 0)
    }
    return withValues(proof, asked, box)
  }
}

/// A variable and the value at which a function of it, and its slope, are 0.
public struct BoxTouch: Hashable, Sendable {
  public var variable: Variable, place: Rational
  public init(_ variable: Variable, at place: Rational) {
    (self.variable, self.place) = (variable, place)
  }
}

/// The subdivision of a box for one function.
private struct Subdivision {
  private let strictly: Bool
  private let box: [BoxSide]
  private let bits: Int
  private let value: ParametricFunction
  private let slopes: Slopes
  private let touch: BoxTouch?
  private let bend: ParametricFunction?
  /// The slope in each variable, made when one is first asked for: many a search ends before.
  private final class Slopes {
    private let make: () -> [ParametricFunction?]
    private(set) lazy var all = make()
    init(_ make: @escaping () -> [ParametricFunction?]) { self.make = make }
  }
  private struct Part { var sides: [BoxSide], depth: Int }

  init?(
    _ g: Expression, _ strictly: Bool, _ box: [BoxSide], _ simplified: Cancelling, bits: Int,
    _ touch: BoxTouch? = nil
  ) {
    (self.strictly, self.box, self.bits, self.touch) = (strictly, box, bits, touch)
    let variables = box.map(\.variable), total = Budget(30_000)
    bend = touch.flatMap {
      let second = simplified(g.derivative(by: $0.variable)).derivative(by: $0.variable)
      return ParametricFunction(simplified(second), variables, bits: bits, total: total)
    }
    if touch != nil, bend == nil { return nil }
    guard let value = ParametricFunction(g, variables, bits: bits, total: total) else { return nil }
    self.value = value
    slopes = Slopes {
      variables.map {
        ParametricFunction(
          simplified(g.derivative(by: $0)), variables, bits: bits, total: total)
      }
    }
  }

  /// Whether integrals are taken at every box.
  var isDear: Bool { value.hasIntegrals }

  func run(limit: Int) -> BoxProof {
    var proof = BoxProof(verdict: .proved, margin: .infinity)
    var waiting = [Part(sides: box, depth: 0)], next = 0
    while next < waiting.count {  // the largest first, so that a witness anywhere is found early
      let part = waiting[next]
      next += 1
      proof.boxes += 1
      proof.depth = Swift.max(proof.depth, part.depth)
      guard proof.boxes <= limit, !value.isSpent else {
        proof.verdict = .open("not decided after \(proof.boxes - 1) boxes")
        proof.margin = nil
        return proof
      }
      if isConvexFromTouch(part.sides) { continue }
      let place = part.sides.map { ball($0) }
      let whole = value.value(at: place, smooth: true)
      let bound = whole.isFinite || isDear ? whole : value.value(at: place, smooth: false)
      if accepts(bound, &proof) { continue }
      let center = value.value(at: part.sides.map { Ball($0.middle, bits: bits) }, smooth: false)
      guard !part.sides.isEmpty else {
        proof.verdict = center.isNegative == true ? .refuted([:]) : .open("the sign of a constant")
        proof.margin = nil
        return proof
      }
      if isDear, part.depth == 0, !center.isFinite {
        proof.verdict = .open("an integral inside has no enclosure at the middle of the box")
        proof.margin = nil
        return proof
      }
      if strictly, center.sign == 0, !isTouch(part.sides) {
        proof.verdict = .open("equality inside the box")
        proof.margin = nil
        return proof
      }
      if center.isNegative == true {
        proof.verdict = .refuted(
          Dictionary(uniqueKeysWithValues: part.sides.map { ($0.variable, $0.middle) }))
        proof.margin = nil
        return proof
      }
      let slopes = whole.isFinite ? partials(part.sides) : nil
      if let slopes, accepts(meanValue(center, slopes, part.sides), &proof) { continue }
      waiting += halves(part, slopes)
    }
    if proof.margin == .infinity { proof.margin = nil }
    return proof
  }

  /// g = ½ g''(ξ)(a − c)² with ξ between a and c.
  private func isConvexFromTouch(_ sides: [BoxSide]) -> Bool {
    guard let touch, let bend else { return false }
    let reach = sides.map { side in
      guard side.variable == touch.variable else { return ball(side) }
      return ball(
        BoxSide(
          side.variable, Swift.min(side.lower, touch.place), Swift.max(side.upper, touch.place)))
    }
    guard value.value(at: reach, smooth: true).isFinite else { return false }
    let second = bend.value(at: reach, smooth: false)
    return second.isFinite && (strictly ? second.isPositive == true : second.isNegative == false)
  }

  private func isTouch(_ sides: [BoxSide]) -> Bool {
    sides.contains { $0.variable == touch?.variable && $0.middle == touch?.place }
  }

  private func ball(_ side: BoxSide) -> Ball { side.ball(bits + 64) }

  private func accepts(_ value: Ball, _ proof: inout BoxProof) -> Bool {
    guard value.isFinite else { return false }
    let isFine = strictly ? value.isPositive == true : value.isNegative == false
    guard isFine, let lower = value.bounds?.lower.double else { return isFine }
    proof.margin = Swift.min(proof.margin ?? .infinity, Swift.max(0, lower))
    return true
  }

  private func partials(_ sides: [BoxSide]) -> [Ball]? {
    let place = sides.map { ball($0) }
    let found = slopes.all.compactMap { $0?.value(at: place, smooth: false) }
    return found.count == sides.count && found.allSatisfy(\.isFinite) ? found : nil
  }

  /// g(c) + Σ ∂g(X)(X − c).
  private func meanValue(_ center: Ball, _ slopes: [Ball], _ sides: [BoxSide]) -> Ball {
    zip(slopes, sides).reduce(center) { sum, pair in
      let reach = ball(pair.1).minus(Ball(pair.1.middle, bits: bits + 64), bits)
      return sum.plus(pair.0.times(reach, bits), bits)
    }
  }

  /// Halved along the side that contributes most to the width of the enclosure.
  private func halves(_ part: Part, _ slopes: [Ball]?) -> [Part] {
    var longest = 0, largest = -1.0
    for (i, side) in part.sides.enumerated() {
      let slope = slopes.map { abs($0[i].midpoint) + $0[i].radius } ?? 1
      let size = side.width.double * Swift.max(slope, 1e-3)
      if size > largest { (longest, largest) = (i, size) }
    }
    var low = part.sides, high = part.sides
    low[longest].upper = part.sides[longest].middle
    high[longest].lower = part.sides[longest].middle
    return [Part(sides: low, depth: part.depth + 1), Part(sides: high, depth: part.depth + 1)]
  }
}
