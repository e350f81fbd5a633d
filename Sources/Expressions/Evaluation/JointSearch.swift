import Balls
import Exact

/// The search for the maxima of a function of several variables on a box, each variable as t from 0
/// to 1.
///
/// A part of the box is left out where the function certainly stays below a value that it takes,
/// and shrunk to a face where a slope sends the maximum there; what remains gathers in clusters, and
/// the zero of the gradient in each is isolated and brought to full precision (`Stationary`; Kearfott
/// 1996, Rigorous Global Search, chapter 5).
final class JointSearch {
  struct Place {
    var coordinates: [Ball]
    /// Of each coordinate, which end of its range it is; nil inside.
    var ends: [Int?]
    var value: Ball
    var scale: Double
  }
  /// A range of one coordinate; its ends are dyadic, and doubles hold them exactly.
  private struct Range {
    var low = 0.0, high = 1.0
    var isFixed: Bool { low == high }
    var middle: Double { (low + high) / 2 }
    var end: Int? { isFixed ? Int(low) : nil }
    var ball: Ball { Ball(exactly: low).union(Ball(exactly: high), 128) }
    func touches(_ other: Range) -> Bool { low <= other.high && other.low <= high }
  }
  private typealias Box = [Range]

  private let evaluation: Evaluation
  private let bits: Int
  private let f: Machine
  private let stationary: Stationary
  private let count: Int
  private var best: Ball?
  /// Parts that are kept, those of them that are put together, and halvings of one side.
  private static let most = 8192, few = 512, depth = 48

  init(
    _ evaluation: Evaluation, _ sides: [(variable: Variable, from: Expression, to: Expression)],
    _ body: Expression
  ) throws {
    self.evaluation = evaluation
    (bits, count) = (evaluation.bits + 32, sides.count)
    var (inner, ts) = (body, [Variable]())
    for side in sides {
      let t = Variable.fresh("t", avoiding: inner.freeVariables.union(ts))
      inner = inner.substituting([
        side.variable: side.from + (side.to - side.from) * .variable(t)
      ])
      ts.append(t)
    }
    inner = inner.inLogDomain
    let compile = { (e: Expression) throws -> Machine in
      Machine(
        try Compiler.program(for: e.inLogDomain, in: ts) { try evaluation.constant($0) },
        bits: evaluation.bits + 32)
    }
    f = try compile(inner)
    stationary = try Stationary(of: inner, ts, bits: bits, budget: evaluation.budget, compile)
  }

  func run() throws -> [Place] {
    var boxes = [Box(repeating: Range(), count: count)]
    for level in 1...(Self.depth * count) {
      boxes = try boxes.flatMap(halves).compactMap(reduced)
      guard boxes.count <= Self.most, !evaluation.budget.isSpent else { break }
      if level >= 2 * count, boxes.count <= Self.few, case let found = clusters(boxes),
        found.count <= 8, let places = resolved(found)
      {
        return places
      }
    }
    // No zero of the slopes isolates the optimum: what is left is the answer.
    return boxes.count <= Self.few ? clusters(boxes).map(bracket) : boxes.map(bracket)
  }

  /// Along the widest side; a value at the middle may be the best so far.
  private func halves(_ box: Box) -> [Box] {
    improve(f.value(at: box.map { Ball(exactly: $0.middle) }))
    let widest = box.indices.max { box[$0].high - box[$0].low < box[$1].high - box[$1].low }
    guard let i = widest, !box[i].isFixed else { return [box] }
    var (below, above) = (box, box)
    below[i].high = box[i].middle
    above[i].low = box[i].middle
    return [below, above]
  }

  private func improve(_ value: Ball) {
    evaluation.budget.spend(1)
    guard value.isFinite else { return }
    if let best, value.minus(best, bits).isPositive != true { return }
    best = value
  }

  /// What of a box may hold the maximum: the box, one of its faces, or nothing.
  private func reduced(_ box: Box) throws -> Box? {
    var box = box
    while true {
      evaluation.budget.spend(1 + count)
      let x = box.map(\.ball)
      if isBelow(f.value(at: x)) { return nil }
      if let why = f.undefined {
        throw NoValue(
          outcome: .undefined("the function has no value: \(why)", isLostInside: true))
      }
      guard f.value(at: x, smooth: true).isFinite else { return box }
      let slopes = stationary.gradient(at: x)
      if isBelow(meanValue(slopes, box)) { return nil }
      let steep = box.indices.first { i in
        !box[i].isFixed && slopes[i].isFinite && slopes[i].sign.map { $0 != 0 } == true
      }
      guard let i = steep else { return box }
      let end = slopes[i].sign == 1 ? 1.0 : 0.0
      guard (end == 1 ? box[i].high : box[i].low) == end else { return nil }
      box[i] = Range(low: end, high: end)
    }
  }

  private func isBelow(_ value: Ball) -> Bool {
    guard let best, value.isFinite else { return false }
    return value.minus(best, bits).isNegative == true
  }

  /// f(m) + ∇f(X)·(X − m)
  private func meanValue(_ slopes: [Ball], _ box: Box) -> Ball {
    let middle = box.map { Ball(exactly: $0.middle) }
    return zip(zip(slopes, box), middle).reduce(f.value(at: middle)) { sum, next in
      let ((slope, side), m) = next
      return side.isFixed
        ? sum : sum.plus(slope.times(side.ball.minus(m, bits), bits), bits)
    }
  }

  /// The hulls of parts that touch, those on one face apart from the others.
  private func clusters(_ boxes: [Box]) -> [Box] {
    var left = boxes, found: [Box] = []
    while var hull = left.popLast() {
      var waiting = [hull]
      while let box = waiting.popLast() {
        let near = left.filter { $0.map(\.end) == box.map(\.end) && touch($0, box) }
        left.removeAll { $0.map(\.end) == box.map(\.end) && touch($0, box) }
        waiting += near
        for i in box.indices {
          hull[i] = Range(
            low: Swift.min(hull[i].low, box[i].low), high: Swift.max(hull[i].high, box[i].high))
        }
      }
      found.append(hull)
    }
    return found
  }
  private func touch(_ a: Box, _ b: Box) -> Bool { zip(a, b).allSatisfy { $0.touches($1) } }

  /// nil where a cluster is not resolved yet. One that reaches an end without lying in its face may
  /// have its maximum there with a slope.
  private func resolved(_ clusters: [Box]) -> [Place]? {
    var places: [Place] = []
    for cluster in clusters {
      let free = cluster.indices.filter { !cluster[$0].isFixed }
      guard free.allSatisfy({ cluster[$0].low > 0 && cluster[$0].high < 1 }) else { return nil }
      switch stationary.point(in: cluster.map(\.ball), free) {
      case .at(let x): places.append(place(x, cluster))
      case .nowhere: continue
      case .open: return nil
      }
    }
    return places.isEmpty ? nil : places
  }

  private func bracket(_ cluster: Box) -> Place { place(cluster.map(\.ball), cluster) }

  private func place(_ x: [Ball], _ cluster: Box) -> Place {
    // A value of exactly 0 is judged by what the function is elsewhere.
    var scale = 0.0
    for t in [Rational(1, 2), Rational(1, 3)] where scale == 0 {
      if f.value(at: x.map { _ in Ball(t, bits: 64) }).isFinite { scale = f.scale }
    }
    let value = f.value(at: x)
    return Place(
      coordinates: x, ends: cluster.map(\.end), value: value,
      scale: f.scale > 0 ? f.scale : scale)
  }
}
