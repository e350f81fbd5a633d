import Exact
import Expressions

/// A box in which no end of a law's support and no kink of its density lies inside, with a point of
/// its interior.
struct Cell {
  var box: [Law.Interval]
  var sample: [Rational]
}

/// The grid of boxes cut by all the ends and kinks of the laws' continuous coordinates, and by
/// further kinks in each. The laws share their dimension and have no atoms.
func cells(_ laws: [Law], _ values: Valuation, kinks: [[Expression]] = []) throws -> [Cell] {
  let dimension = laws[0].dimension
  var grid = [Cell(box: [], sample: [])]
  for k in 0..<dimension {
    let cuts = try values.ascending(
      laws.flatMap { $0.pieces.flatMap { $0.cuts(k) } } + (k < kinks.count ? kinks[k] : []))
    let parts = try values.intervals(cuts)
    grid = grid.flatMap { cell in
      parts.map { Cell(box: cell.box + [$0.interval], sample: cell.sample + [$0.sample]) }
    }
  }
  return grid
}

extension Law.Piece {
  /// The ends of the support in a coordinate and the kinks of the density.
  func cuts(_ coordinate: Int) -> [Expression] {
    factors.flatMap { f -> [Expression] in
      guard let k = f.coordinates.firstIndex(of: coordinate) else { return [] }
      if case .laplace(let m, _) = f.shape { return [m] }
      let range = f.shape.box[k], ends = [range.lower, range.upper].compactMap { $0 }
      if case .density(let d) = f.shape, d.variables.count == 1 { return ends + d.cuts }
      return ends
    }
  }
}

extension Valuation {
  /// Sorted, equal ones once.
  func ascending(_ ends: [Expression]) throws -> [Expression] {
    var sorted: [Expression] = []
    for e in ends {
      var k = 0, new = true
      while k < sorted.count {
        let s = try sign(sorted[k] - e)
        if s == 0 { new = false }
        if s >= 0 { break }
        k += 1
      }
      if new { sorted.insert(e, at: k) }
    }
    return sorted
  }

  /// The intervals the line is cut into, each with a rational point inside.
  func intervals(_ cuts: [Expression]) throws -> [(interval: Law.Interval, sample: Rational)] {
    guard let first = cuts.first, let last = cuts.last else { return [(.line, 0)] }
    var result = [(Law.Interval(nil, first), try below(first))]
    for (a, b) in zip(cuts, cuts.dropFirst()) { result.append((.init(a, b), try between(a, b))) }
    result.append((.init(last, nil), try above(last)))
    return result
  }

  private func below(_ e: Expression) throws -> Rational { try -above(-e) }
  private func above(_ e: Expression) throws -> Rational {
    if let r = rational(e) { return Rational(r.floor) + 1 }
    var step: Rational = 1
    while try sign(.rational(step) - e) <= 0 { step = step * 4 }
    return step
  }
  private func between(_ a: Expression, _ b: Expression) throws -> Rational {
    if let x = rational(a), let y = rational(b) { return (x + y) / 2 }
    var low = try below(a), high = try above(b)
    for _ in 0..<4096 {
      let middle = (low + high) / 2
      if try sign(.rational(middle) - a) <= 0 {
        low = middle
      } else if try sign(.rational(middle) - b) >= 0 {
        high = middle
      } else {
        return middle
      }
    }
    throw ProbabilityError("cannot find a number between \(show(a)) and \(show(b))")
  }
}
