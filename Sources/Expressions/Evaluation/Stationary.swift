import Balls

/// Where the gradient of a function of several variables vanishes.
struct Stationary {
  enum Point { case at([Ball]), nowhere, open }

  private let slopes: [Machine]
  private let bends: [[Machine]]
  private let bits: Int
  private let budget: Budget

  init(
    of f: Expression, _ variables: [Variable], bits: Int, budget: Budget,
    _ compile: (Expression) throws -> Machine
  ) throws {
    (self.bits, self.budget) = (bits, budget)
    let gradient = variables.map { f.derivative(by: $0) }
    slopes = try gradient.map(compile)
    bends = try gradient.map { g in try variables.map { try compile(g.derivative(by: $0)) } }
  }

  /// Not finite where it is not known, or the function may have a kink.
  func gradient(at x: [Ball]) -> [Ball] { slopes.map { $0.value(at: x, smooth: true) } }

  /// The one zero in a box of the slopes by the free variables, the others being fixed, by Krawczyk's
  /// operator K = m − Y g(m) + (1 − Y H)(X − m), where Y is about the inverse of the Hessian: all
  /// zeros in X lie in K, and there is exactly one if K lies inside X (Moore, Kearfott and Cloud
  /// 2009, theorem 8.2).
  func point(in box: [Ball], _ free: [Int]) -> Point {
    var x = box, isOne = free.isEmpty
    for _ in 0..<64 where !free.isEmpty {
      budget.spend(free.count * (free.count + 2))
      guard let k = krawczyk(x, free) else { break }
      if !isOne {
        guard zip(free, k).allSatisfy({ x[$0].containsInside($1) }) else {
          return zip(free, k).contains { !x[$0].overlaps($1) } ? .nowhere : .open
        }
        isOne = true
      }
      let radii = free.map { x[$0].radius }
      for (i, ki) in zip(free, k) { x[i] = x[i].intersection(ki, bits) ?? ki }
      if zip(free, radii).allSatisfy({ x[$0].radius > $1 * 0.99 }) { break }
    }
    return isOne ? .at(x) : .open
  }

  private func krawczyk(_ x: [Ball], _ free: [Int]) -> [Ball]? {
    var middle = x
    for i in free { middle[i] = x[i].center }
    let slope = free.map { slopes[$0].value(at: middle) }
    let bend = free.map { i in free.map { bends[i][$0].value(at: x, smooth: true) } }
    guard slope.allSatisfy(\.isFinite), bend.joined().allSatisfy(\.isFinite),
      let y = bend.map({ $0.map(\.midpoint) }).inverted
    else { return nil }
    let Y = y.map { $0.map { Ball(exactly: $0) } }
    let reach = free.map { x[$0].minus(middle[$0], bits) }
    return free.indices.map { i in
      var k = middle[free[i]]
      for j in free.indices { k = k.minus(Y[i][j].times(slope[j], bits), bits) }
      for j in free.indices {
        let yh = free.indices.reduce(Ball.zero) { $0.plus(Y[i][$1].times(bend[$1][j], bits), bits) }
        k = k.plus((i == j ? Ball.one : .zero).minus(yh, bits).times(reach[j], bits), bits)
      }
      return k
    }
  }
}

extension [[Double]] {
  /// The inverse of a small square matrix, as good as doubles have it, by Gauss and Jordan; nil of a
  /// singular one.
  fileprivate var inverted: [[Double]]? {
    var rows: [[Double]] = indices.map { i in self[i] + indices.map { $0 == i ? 1 : 0 } }
    for i in indices {
      guard let top = (i..<count).max(by: { abs(rows[$0][i]) < abs(rows[$1][i]) }),
        rows[top][i] != 0, rows[top][i].isFinite
      else { return nil }
      rows.swapAt(i, top)
      rows[i] = rows[i].map { [pivot = rows[i][i]] in $0 / pivot }
      for j in indices where j != i {
        let factor = rows[j][i]
        for k in rows[j].indices { rows[j][k] -= factor * rows[i][k] }
      }
    }
    let inverse = rows.map { [Double]($0[count...]) }
    return inverse.joined().allSatisfy(\.isFinite) ? inverse : nil
  }
}
