import Balls
import Exact

/// Proves that a function is nowhere negative on a box, by subdivision: a box is accepted where the
/// natural extension or the mean-value form g(c) + ∇g(X)·(X − c) is certainly not negative, and
/// halved otherwise (Moore, Kearfott and Cloud 2009, chapter 6). Where equality is reached, the box
/// of it is taken away by algebra first (`Tangency`).
///
/// Integrals inside are enclosed for all parameters of a box at once (`ParametricFunction`), at a
/// cost that allows few boxes. What it says depends on the function and the limit alone.
public struct BoxProver {
  /// The most boxes that are looked at.
  public var limit: Int
  private let bits = 64

  public init(limit: Int = 2000) { self.limit = limit }

  /// - strictly: whether the function must be positive.
  public func prove(_ g: Expression, strictly: Bool = false, on box: [BoxSide]) -> BoxProof {
    prove(g, strictly, box, level: 0)
  }

  func prove(_ g: Expression, _ strictly: Bool, _ box: [BoxSide], level: Int) -> BoxProof {
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
    let quick = search.run(limit: Swift.min(limit, 200))
    if quick.isDecided { return quick }
    if !strictly, level < 2, let proof = byTangency(g, box, simplified, level) { return proof }
    return search.run(limit: limit)
  }
}

extension BoxProof {
  var isDecided: Bool { if case .open = verdict { false } else { true } }
  var isProved: Bool { verdict == .proved }
}

/// The subdivision of a box for one function.
private struct Subdivision {
  private let strictly: Bool
  private let box: [BoxSide]
  private let bits: Int
  private let value: ParametricFunction
  private let slopes: [ParametricFunction?]
  private struct Part { var sides: [BoxSide], depth: Int }

  init?(
    _ g: Expression, _ strictly: Bool, _ box: [BoxSide], _ simplified: Cancelling, bits: Int
  ) {
    (self.strictly, self.box, self.bits) = (strictly, box, bits)
    let variables = box.map(\.variable)
    guard let value = ParametricFunction(g, variables, bits: bits) else { return nil }
    self.value = value
    slopes = variables.map {
      ParametricFunction(simplified(g.derivative(by: $0)), variables, bits: bits)
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
      guard proof.boxes <= limit else {
        proof.verdict = .open("not decided after \(limit) boxes")
        proof.margin = nil
        return proof
      }
      let place = part.sides.map { ball($0) }
      let whole = value.value(at: place, smooth: true)
      let bound = whole.isFinite || isDear ? whole : value.value(at: place, smooth: false)
      if accepts(bound, &proof) { continue }
      let center = value.value(at: part.sides.map { Ball($0.middle, bits: bits) }, smooth: false)
      if isDear, part.depth == 0, !center.isFinite {
        proof.verdict = .open("an integral inside has no enclosure at the middle of the box")
        proof.margin = nil
        return proof
      }
      if strictly, center.sign == 0 {
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

  private func ball(_ side: BoxSide) -> Ball {
    Ball(side.lower, bits: bits + 64).union(Ball(side.upper, bits: bits + 64), bits + 64)
  }

  private func accepts(_ value: Ball, _ proof: inout BoxProof) -> Bool {
    guard value.isFinite else { return false }
    let isFine = strictly ? value.isPositive == true : value.isNegative == false
    guard isFine, let lower = value.bounds?.lower.double else { return isFine }
    proof.margin = Swift.min(proof.margin ?? .infinity, Swift.max(0, lower))
    return true
  }

  private func partials(_ sides: [BoxSide]) -> [Ball]? {
    let place = sides.map { ball($0) }
    let found = slopes.compactMap { $0?.value(at: place, smooth: false) }
    return found.count == slopes.count && found.allSatisfy(\.isFinite) ? found : nil
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
