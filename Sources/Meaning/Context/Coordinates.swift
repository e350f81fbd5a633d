import Exact
import Expressions
import Notation
import Probability

// Coordinates and slices of points, entries of matrices.

extension Context {
  /// A vector that the toy declares, by its coordinates.
  func declaredVector(_ symbol: Symbol, _ n: Int) throws -> Denotation {
    for letter in [symbol] + symbol.plainer {
      let coordinates = letter.coordinates(n)
      guard coordinates.allSatisfy({ isKnown(spelling($0)) }) else { continue }
      return .vector(try coordinates.flatMap { try self.coordinates(.symbol($0)) })
    }
    throw MeaningError("the vector \(name(symbol)) has no value at this point")
  }

  /// `z_1` of a vector z, and the part `z_{1:d}` or `z_{<i}` of it.
  func coordinate(_ symbol: Symbol) throws -> Denotation? {
    guard symbol.subscripts.count == 1, let range = try coordinateRange(symbol.subscripts[0]) else {
      return nil
    }
    let family = name(symbol.family)
    let whole: Denotation? =
      if let meaning = locals[family]?.meaning ?? values[family] {
        meaning
      } else if toy.vectors[family] != nil && range.isSlice
        || toy.byName[family].map({ !$0.isFactor }) ?? false
      {
        try meaning(of: symbol.family)
      } else { nil }
    guard case .vector(let v)? = whole else { return nil }
    let (from, through) = (range.from ?? 1, range.through ?? v.count)
    guard from >= 1, through <= v.count, from <= through + 1 else {
      throw MeaningError(
        "\(family) has \(v.count) coordinates; there is no \(latex(.symbol(symbol)))")
    }
    return range.isSlice ? .vector(Array(v[(from - 1)..<through])) : .scalar(v[from - 1])
  }

  /// The weights w_1, …, w_n of `w in simplex(n)`.
  func weights(_ name: String, _ n: Int) throws -> [Expression] {
    try (1...n).map { k in
      guard case .scalar(let weight)? = values["\(name)_\(k)"] else {
        throw MeaningError("\(name) has no value at this point")
      }
      return weight
    }
  }

  /// `p_i` of a law p on 0, …, n or 1, …, n: the mass at i.
  func mass(_ symbol: Symbol) throws -> Expression? {
    guard symbol.subscripts.count == 1, let i = Name.whole(symbol.subscripts[0], index: index),
      let masses = try masses(symbol.family), masses.places.contains(i)
    else { return nil }
    return masses.weights[i - masses.places.lowerBound]
  }

  /// Whether a letter is a mass of a law of the toy, or one of the weights of a simplex.
  func isWeight(_ symbol: Symbol) -> Bool {
    guard symbol.subscripts.count == 1, locals[name(symbol)] == nil else { return false }
    if case .simplex? = toy.byName[name(symbol.family)]?.kind { return true }
    return toy.byName[name(symbol)] == nil && (try? mass(symbol)).flatMap(\.self) != nil
  }

  /// Whether a letter is one of several that the toy binds, by an index to which nothing gives a
  /// value: `p_i` of a law on 1, …, n or of weights, `v_i` of a vector, `a_i` beside a_1.
  package func isMember(_ symbol: Symbol) -> Bool {
    if isEntryOfMatrix(symbol) { return true }
    guard symbol.subscripts.count == 1, let index = symbol.subscripts.first, index.isIndexLetter,
      Name.whole(index, index: self.index) == nil, !isContinuous(index)
    else { return false }
    let family = name(symbol.family)
    if isKnown("\(family)_1") || (try? masses(symbol.family)) != nil { return true }
    guard isBoundBeside(symbol.family) else { return false }
    if case .vector? = try? meaning(of: symbol.family) { return true }
    return false
  }

  /// `A_{ij}` and `A_{i1}` of a matrix that the toy binds.
  private func isEntryOfMatrix(_ symbol: Symbol) -> Bool {
    let indices: [Formula] =
      if case .product(let factors)? = symbol.subscripts.first, symbol.subscripts.count == 1 {
        factors
      } else { symbol.subscripts }
    guard indices.count == 2, !isKnown(name(symbol)), isBoundBeside(symbol.family),
      indices.allSatisfy({ $0.isIndexLetter || Name.whole($0, index: index) != nil }),
      case .matrix? = try? meaning(of: symbol.family)
    else { return false }
    return true
  }

  /// Whether the toy draws a letter from an interval: the t of x_t = (1 - t) x_0 + t x_1.
  private func isContinuous(_ index: Formula) -> Bool {
    guard case .symbol(let letter) = index,
      case .parameter(.interval, _)? = toy.byName[name(letter)]?.kind
    else { return false }
    return true
  }

  /// Where a law of the toy on 0, …, n or 1, …, n has its atoms, and their weights.
  func masses(_ law: Symbol) throws -> (places: ClosedRange<Int>, weights: [Expression])? {
    guard case .law? = toy.byName[name(law)]?.kind, case .law(let law)? = try? meaning(of: law),
      law.dimension == 1, let atoms = try law.atoms(at: valuation)
    else { return nil }
    let rows = atoms.compactMap { atom in
      valuation.rational(atom.point[0])?.int.map { ($0, atom.weight) }
    }.sorted { $0.0 < $1.0 }
    guard rows.count == atoms.count, let first = rows.first?.0, (0...1).contains(first),
      rows.map(\.0) == Array(first..<first + rows.count)
    else { return nil }
    return (first...(first + rows.count - 1), rows.map(\.1))
  }

  func coordinateRange(_ f: Formula) throws -> (from: Int?, through: Int?, isSlice: Bool)? {
    switch f {
    case .range(let a, let b):
      guard let from = Name.whole(a, index: index), let through = Name.whole(b, index: index) else {
        return nil
      }
      return (from, through, true)
    case .bounded(let relation, let bound):
      guard let n = Name.whole(bound, index: index) else { return nil }
      switch relation {
      case .less: return (nil, n - 1, true)
      case .lessOrEqual: return (nil, n, true)
      case .greater: return (n + 1, nil, true)
      case .greaterOrEqual: return (n, nil, true)
      default: return nil
      }
    default: return Name.whole(f, index: index).map { ($0, $0, false) }
    }
  }

  /// `\Lambda_{12}`, `\Lambda_{1,2}` or `\Lambda_{ij}` of a matrix Λ, and `m_1` of a vector that
  /// the text defines.
  func entry(_ symbol: Symbol) throws -> Denotation? {
    guard !symbol.subscripts.isEmpty, isBound(symbol.family) else { return nil }
    let whole = try meaning(of: symbol.family)
    switch whole {
    case .vector, .matrix: break
    default: return nil
    }
    return try component(.symbol(symbol.family), symbol.subscripts)
  }
}
