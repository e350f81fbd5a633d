import Exact
import Expressions

/// Two laws of one dimension, what they share independently of all else taken away: no f-divergence
/// sees it.
struct Pair {
  let p: Law, q: Law, values: Valuation
  init(_ p: Law, _ q: Law, _ values: Valuation) throws {
    guard p.dimension == q.dimension else {
      throw ProbabilityError(
        "a divergence needs two laws of one dimension;"
          + " got \(p.dimension) and \(q.dimension) coordinates")
    }
    (self.p, self.q) = try Law.withoutCommonFactors(p, q, values)
    self.values = values
  }
  var equal: Bool { p == q }
}

/// The part of a pair of laws in one stratum: laws of the continuous coordinates, weights as they
/// are.
struct PairStratum {
  var variables: [Variable]
  var p: Law?, q: Law?
}

extension Pair {
  func strata() throws -> [PairStratum] {
    var found: [(key: [Expression?], p: [Law.Piece], q: [Law.Piece])] = []
    for (law, first) in [(p, true), (q, false)] {
      for piece in law.pieces {
        let key = piece.atoms(law.dimension)
        let k: Int
        if let known = try found.firstIndex(where: { try values.sameStratum($0.key, key) }) {
          k = known
        } else {
          k = found.count
          found.append((key, [], []))
        }
        if first { found[k].p.append(piece) } else { found[k].q.append(piece) }
      }
    }
    return found.map { key, p, q in
      let free = key.indices.filter { key[$0] == nil }
      func law(_ pieces: [Law.Piece]) -> Law? {
        pieces.isEmpty ? nil : Law(pieces: pieces, continuousAt: free)
      }
      return PairStratum(variables: free.map { .fresh("x\($0 + 1)") }, p: law(p), q: law(q))
    }
  }

  /// Σ over strata and cells of ∫ both(p, q), or of `only` of the mass where one of the laws
  /// vanishes.
  func integrating(
    _ both: (LocalDensity, LocalDensity) throws -> Expression,
    only: (Expression) throws -> Expression,
    line: (PairStratum, Cell) throws -> Expression? = { _, _ in nil }
  ) throws -> Expression {
    guard !equal else { return .zero }
    var total = Expression.zero
    for stratum in try strata() {
      let part = try stratum.throughOneForm(values) ?? stratum
      guard let p = part.p, let q = part.q else {
        total = total + (try only((part.p ?? part.q ?? p).totalWeight))
        continue
      }
      for cell in try cells([p, q], values) {
        let f = try p.density(in: cell, part.variables, values),
          g = try q.density(in: cell, part.variables, values)
        switch (f, g) {
        case (nil, nil): continue
        case (_?, nil): total = total + (try only(p.mass(in: cell.box, values)))
        case (nil, _?): total = total + (try only(q.mass(in: cell.box, values)))
        case (let f?, let g?):
          if f == g { continue }
          if let known = try line(part, cell) { total = total + known; continue }
          total = total + .integral(of: try both(f, g), over: cell, part.variables)
        }
      }
    }
    return total
  }
}
